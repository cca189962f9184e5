//! Produced files out: one file for each format. Writers count nothing and touch no disk.

mod docx;
mod html;
pub mod json;
mod md;

use crate::document::{Document, house::House};
use std::fmt;

/// An output format.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line, and of its module.
    pub name: &'static str,
    /// How its files end, without the dot.
    pub extension: &'static str,
    /// Turns a numbered document into the bytes of a file.
    pub write: fn(&Document, &House) -> Result<Vec<u8>, Unwritable>,
}

/// Every output format. To add one: a file with a `FORMAT`, and a row here.
pub const FORMATS: &[&Format] = &[&docx::FORMAT, &html::FORMAT, &json::FORMAT, &md::FORMAT];

/// A document as Markdown: the words that a record of submission keeps.
pub fn markdown_of(document: &Document, house: &House) -> String {
    let bytes = (md::FORMAT.write)(document, house).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A document that a format cannot hold. It does not happen with documents that were assembled.
#[derive(Debug)]
pub struct Unwritable(pub String);

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unwritable {}
