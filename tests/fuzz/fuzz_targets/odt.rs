//! Any bytes for the reader of odt files: it reads them or refuses them, and recognising what it read ends.
#![no_main]

const PARTS: [&str; 3] = ["content.xml", "styles.xml", "meta.xml"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| respondent_fuzz::read_package("odt", &PARTS, bytes));
