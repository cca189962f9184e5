//! A file that respondent built, back to the document it was built from, provenance aside: what is sent
//! out never holds that. The records of a library come from the recognisers; this is for `diff`, which
//! compares files as they were sent.

use super::{
    Changes, Notice, built,
    read::{decode, html, read},
};
use crate::document::{Document, house::Numbering, json, markdown};

/// The document in a file that respondent built as JSON, HTML, Word or Markdown; nothing where the file is of
/// another kind or somebody else wrote it. `numbering` is the house style that it was built with.
pub fn document(bytes: &[u8], name: Option<&str>, numbering: &Numbering) -> Option<Document> {
    document_with(bytes, name, numbering, Changes::Accept).map(|(document, _)| document)
}

/// The same, with tracked changes settled as is wished, and what the reader has to say of that.
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
    let markdown = name.is_none_or(|name| name.ends_with(".md")) && bytes.starts_with(b"# ") && decode::is_text(bytes);
    let text = decode::decode(bytes, None, &mut Vec::new()).ok().filter(|_| markdown)?;
    Some(markdown::read_printed(&text, numbering))
}
