//! Zipped packages of XML parts, which DOCX and ODT both are: opened with bounds, so that a small file
//! cannot make a large one in memory.

use crate::import::Refused;
use roxmltree::{Document, Error, ParsingOptions};
use std::io::{Cursor, Read};
use zip::{ZipArchive, result::ZipError};

/// The most that one part may hold.
const LARGEST_PART: u64 = 64 << 20;
/// The most that all parts that are read may hold together.
const LARGEST_PACKAGE: u64 = 256 << 20;
/// The most nodes in one part.
const MOST_NODES: u32 = 4_000_000;
/// The most elements around one another. Whoever walks a tree recursively relies on it.
const DEEPEST: u32 = 256;
/// What a compound file begins with: an old Word file, or a new one behind a password.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// What to do with a file that is broken.
const SAVE_AGAIN: &str = "open it in its program, save it again, or ask for it to be sent again";

/// A package.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes of parts were read.
    read: u64,
}

/// Whether the bytes begin like a zip archive.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Whether the bytes begin like a compound file.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(COMPOUND)
}

/// Why a compound file is not read.
pub(super) fn compound_refused(bytes: &[u8]) -> Refused {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if holds("EncryptedPackage") {
        password()
    } else if holds("WordDocument") {
        Refused::new("this is a Word file of the old kind (.doc)", "open it in a word processor and save it as .docx or .odt")
    } else {
        Refused::new("this is a file of an old Office program", "open it in its program and save it as .docx, .odt or .pdf")
    }
}

/// The refusal of what only a password opens.
pub(super) fn password() -> Refused {
    Refused::new("this file is protected by a password", "open it in its program and save it without one")
}

/// The refusal of what is broken.
pub(super) fn damaged(what: &str) -> Refused {
    Refused::new(format!("this file is damaged: {what}"), SAVE_AGAIN)
}

fn too_large(what: &str) -> Refused {
    Refused::new(format!("this file is too large: {what}"), "split it into several files, or save the part that is needed as plain text")
}

impl<'a> Package<'a> {
    /// Reads the list of parts.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("its end is missing or broken"))?;
        Ok(Self { zip, read: 0 })
    }

    /// The names of all parts.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        self.zip.file_names().flatten().map(std::borrow::Cow::into_owned)
    }

    /// The text of a part; nothing where there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Refused> {
        let name = name.trim_start_matches('/');
        let exact = self.zip.index_for_name(name);
        let found = exact.or_else(|| {
            let same = |other: &str| other.replace('\\', "/").eq_ignore_ascii_case(name);
            let other = self.names().find(|other| same(other))?;
            self.zip.index_for_name(&other)
        });
        let Some(index) = found else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(why) if why.contains("assword") => password(),
            ZipError::UnsupportedArchive(_) => damaged("it is packed in a way that word processors do not use"),
            _ => damaged("a part of it cannot be unpacked"),
        })?;
        let left = LARGEST_PART.min(LARGEST_PACKAGE - self.read);
        let mut bytes = Vec::new();
        file.take(left + 1).read_to_end(&mut bytes).map_err(|_| damaged("a part of it cannot be unpacked"))?;
        if bytes.len() as u64 > left {
            return Err(too_large("one of its parts unpacks to more than 64 MB, or all to more than 256 MB"));
        }
        self.read += bytes.len() as u64;
        Ok(Some(decoded(bytes)))
    }
}

/// XML is UTF-8 or, with a mark at its beginning, UTF-16.
fn decoded(bytes: Vec<u8>) -> String {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

/// The tree of a part: no document type definition, not too many nodes, not too deep.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Refused> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let tree = Document::parse_with_options(text, options).map_err(|error| match error {
        Error::DtdDetected => Refused::new("this file holds a document type definition, which no word processor writes", SAVE_AGAIN),
        Error::NodesLimitReached => too_large("one of its parts holds more than 4 million pieces"),
        _ => damaged("a part of it is not XML"),
    })?;
    if depth(&tree) > DEEPEST { Err(damaged("its parts are nested too deep")) } else { Ok(tree) }
}

/// How many elements stand around the innermost, without recursion.
fn depth(tree: &Document) -> u32 {
    let (mut node, mut depth, mut most) = (tree.root(), 0_u32, 0_u32);
    loop {
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            most = most.max(depth);
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return most };
            (node, depth) = (parent, depth.saturating_sub(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_and_definitions_are_bounded() {
        let deep = |n: usize| format!("{}{}", "<a>".repeat(n), "</a>".repeat(n));
        assert!(parse(&deep(250)).is_ok());
        assert!(parse(&deep(300)).is_err());
        assert!(parse(&deep(500_000)).is_err());
        let bomb = "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><a>&d;</a>";
        assert!(parse(bomb).is_err_and(|refused| refused.message.contains("definition")));
    }

    #[test]
    fn parts_may_be_wide() {
        let wide: Vec<u8> = "\u{feff}<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(wide), "<a>é</a>");
        assert_eq!(decoded(b"<a>\xff</a>".to_vec()), "<a>\u{fffd}</a>");
    }
}
