//! Readers: one file for each format, chosen by content, not by name.
//!
//! To add one: a file with a `READER`, and a row in [`READERS`].

mod clean;
pub(super) mod count;
pub(crate) mod decode;
mod docx;
mod glyph;
mod highlight;
pub(crate) mod html;
mod line;
pub(crate) mod lines;
mod md;
mod note;
mod odt;
mod package;
mod pdf;
mod report;
mod settle;
mod style_name;
pub(crate) mod tidy;
mod tree;
mod txt;
mod typed;

use super::{Changes, Foreign, Refused};

/// A reader.
#[derive(Debug)]
pub struct Reader {
    /// Its name, and its module's.
    pub name: &'static str,
    /// How its files end, without the dot. Decides only between formats that look alike (txt and md).
    pub extensions: &'static [&'static str],
    /// Whether the bytes look like this format.
    pub sniff: fn(&[u8]) -> bool,
    /// Reads them.
    pub read: fn(&[u8], Changes) -> Result<Foreign, Refused>,
}

/// Every reader, in the order in which they are asked.
pub const READERS: &[&Reader] = &[&pdf::READER, &odt::READER, &docx::READER, &html::READER, &txt::READER, &md::READER];

/// Reads a file. `name` is its name, where it has one.
///
/// # Errors
///
/// Where it is of no kind that can be read, or damaged.
pub fn read(bytes: &[u8], name: Option<&str>, changes: Changes) -> Result<Foreign, Refused> {
    // Rich text is plain text to look at, and so would be read with all its marks.
    if bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start().starts_with(b"{\\rtf") {
        return Err(Refused::new("this is a rich text file (.rtf)", "open it in a word processor and save it as .docx"));
    }
    let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let fit = |reader: &&&Reader| (reader.sniff)(bytes);
    let named = READERS.iter().find(|reader| reader.extensions.contains(&ending.as_str()) && (reader.sniff)(bytes));
    match named.or_else(|| READERS.iter().find(fit)) {
        Some(reader) => (reader.read)(bytes, changes).map(typed::settle),
        None => Err(Refused::new("this is no kind of file that can be read", "save it as .docx, .odt, .pdf, .html, .md or .txt")),
    }
}
