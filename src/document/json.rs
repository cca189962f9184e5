//! A document as JSON, and back.
//!
//! [`write()`] and [`read()`] are each other's inverse, but for places in files,
//! which mean nothing outside the run that read them. Nothing is left out: where words came from
//! (`origin`), what is confidential and why, the options of questions. Other programs are part of the
//! drafting; a file that is sent out is written in another format, or from a document from which
//! these were taken away before.
//!
//! Names are kebab-case; what has its default value is left out where the schema does not demand it.
//! This is the schema (JSON Schema 2020-12):
//!
//! ```json
#![doc = include_str!("document.schema.json")]
//! ```

use super::{Block, Document, Meta, Redline};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The JSON Schema (2020-12) of what is written.
pub const SCHEMA: &str = include_str!("document.schema.json");

/// The name by which a file says what it is.
const NAME: &str = "respondent-document";

/// Raised when an older program would misunderstand a file.
const VERSION: u32 = 1;

/// Not a document that can be read.
#[derive(Debug)]
pub enum Unreadable {
    /// Not JSON, or not of this shape; with what and where.
    Malformed(serde_json::Error),
    /// Some other JSON: it calls itself this.
    OtherFormat(String),
    /// Written by a newer program: its version.
    Newer(u32),
}

/// Reads a document that was written as JSON.
pub fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    // What it is comes first: of a foreign or newer file that is the message that helps.
    let head: Head<String> = serde_json::from_slice(bytes)?;
    match (head.format, head.version) {
        (format, _) if format != NAME => Err(Unreadable::OtherFormat(format)),
        (_, version) if version > VERSION => Err(Unreadable::Newer(version)),
        _ => Ok(serde_json::from_slice(bytes)?),
    }
}

/// Writes a document.
pub fn write(document: &Document) -> Result<Vec<u8>, serde_json::Error> {
    let file = File {
        head: Head { format: NAME, version: VERSION },
        meta: &document.meta,
        blocks: &document.blocks,
        redline: document.redline.as_ref(),
    };
    let mut bytes = serde_json::to_vec_pretty(&file)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// How a file says what it is.
#[derive(Serialize, Deserialize)]
struct Head<Name> {
    format: Name,
    version: u32,
}

/// A document as it is written.
#[derive(Serialize)]
struct File<'a> {
    #[serde(flatten)]
    head: Head<&'static str>,
    meta: &'a Meta,
    blocks: &'a [Block],
    #[serde(skip_serializing_if = "Option::is_none")]
    redline: Option<&'a Redline>,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => write!(f, "not a document as JSON: {error}"),
            Self::OtherFormat(name) => write!(f, "not a document: its format is `{name}`, not `{NAME}`"),
            Self::Newer(version) => write!(f, "written by a newer program: its version is {version}, and {VERSION} can be read"),
        }
    }
}

impl std::error::Error for Unreadable {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Malformed(error) => Some(error),
            Self::OtherFormat(_) | Self::Newer(_) => None,
        }
    }
}

impl From<serde_json::Error> for Unreadable {
    fn from(error: serde_json::Error) -> Self {
        Self::Malformed(error)
    }
}
