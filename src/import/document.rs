//! A file that respondent built, back to the document it was built from, provenance aside: what is sent
//! out never holds that. The records of a library come from the recognisers; this is for `diff`, which
//! compares files as they were sent.

use super::{
    Changes, built,
    read::{decode, html, read},
};
use crate::document::{Document, house::Numbering, json, markdown};

/// The document in a file that respondent built as JSON, HTML, Word or Markdown; nothing where the file is of
/// another kind or somebody else wrote it. `numbering` is the house style that it was built with.
pub fn document(bytes: &[u8], name: Option<&str>, numbering: &Numbering) -> Option<Document> {
    if let Ok(document) = json::read(bytes) {
        return Some(document);
    }
    if html::looks_like(bytes) {
        return html::document(bytes, numbering);
    }
    if bytes.starts_with(b"PK") {
        return built::document(read(bytes, name, Changes::Accept).ok()?, numbering);
    }
    let markdown = name.is_none_or(|name| name.ends_with(".md")) && bytes.starts_with(b"# ") && decode::is_text(bytes);
    let text = decode::decode(bytes, None, &mut Vec::new()).ok().filter(|_| markdown)?;
    Some(markdown::read_printed(&text, numbering))
}
