//! Any bytes for the reader of docx files: it reads them or refuses them, and recognising what it read ends.
#![no_main]

const PARTS: [&str; 5] = ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml", "customXml/item1.xml"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| respondent_fuzz::read_package("docx", &PARTS, bytes));
