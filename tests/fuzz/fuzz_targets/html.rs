//! Any bytes for the reader of html files: it reads them or refuses them, and recognising what it read ends.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| respondent_fuzz::read("html", bytes));
