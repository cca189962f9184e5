//! A file that respondent built, back to the document it was built from, provenance aside: what is sent
//! out never holds that. The records of a library come from the recognisers; this is for `diff`, which
//! compares files as they were sent.

use super::{
    Changes, Notice, built,
    read::{decode, html, read},
};
use crate::document::{Document, house::Numbering, json, markdown};

/// The document in a file that is known to be one that respondent built, as JSON, HTML, Word or Markdown; nothing
/// where the file is of another kind. `numbering` is the house style that it was built with.
pub fn document(bytes: &[u8], name: Option<&str>, numbering: &Numbering) -> Option<Document> {
    match as_markdown(bytes, name) {
        Some(text) => Some(markdown::read_printed(&text, numbering)),
        None => document_with(bytes, name, numbering, Changes::Accept).map(|(document, _)| document),
    }
}

/// The same of a file that anybody may have written, nothing where somebody else did; with tracked changes settled
/// as is wished, and what the reader has to say of that. Markdown is the program's own where it is laid out as only
/// the program does ([`markdown::is_printed`]); all other Markdown is for the recognisers.
pub fn document_with(bytes: &[u8], name: Option<&str>, numbering: &Numbering, changes: Changes) -> Option<(Document, Vec<Notice>)> {
    if bytes.starts_with(b"PK") {
        let foreign = read(bytes, name, changes).ok()?;
        let notices = foreign.notices.clone();
        return Some((built::document(foreign, numbering)?, notices));
    }
    as_text(bytes, name, numbering).map(|document| (document, Vec::new()))
}

fn as_text(bytes: &[u8], name: Option<&str>, numbering: &Numbering) -> Option<Document> {
    if let Ok(document) = json::read(bytes) {
        return Some(document);
    }
    if html::looks_like(bytes) {
        return html::document(bytes, numbering);
    }
    let text = as_markdown(bytes, name).filter(|text| markdown::is_printed(text, numbering))?;
    Some(markdown::read_printed(&text, numbering))
}

fn as_markdown(bytes: &[u8], name: Option<&str>) -> Option<String> {
    let markdown = name.is_none_or(|name| name.ends_with(".md")) && bytes.starts_with(b"# ") && decode::is_text(bytes);
    decode::decode(bytes, None, &mut Vec::new()).ok().filter(|_| markdown)
}
