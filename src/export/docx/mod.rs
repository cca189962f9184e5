//! Word files: real headings, one automatic list for all numbered paragraphs, live references.
//!
//! The text is written as XML ([`body`] and what it uses), the package around it by docx-rs
//! ([`frame`]), whose parts are read, put into the schema's order and completed before everything is
//! zipped. A file must pass Microsoft's Open XML validator without a finding; `tests/docx.rs` asks it.
//!
//! What is numbered here is numbered by Word: the list definitions ([`numbering`]) follow the house
//! style's patterns, and the results of fields are the numbers that the document already has.

mod anchors;
mod body;
mod comments;
mod endings;
mod frame;
mod inline;
mod last_ends;
mod links;
mod list;
mod look;
mod names;
mod notes;
mod numbering;
mod package;
mod page;
mod paragraph;
mod properties;
mod revisions;
mod schema;
mod styles;
mod table;
mod tree;
mod xml;

use super::{Format, Unwritable};
use crate::document::{Document, house::House};

pub(super) static FORMAT: Format = Format { name: "docx", extension: "docx", write };

fn write(document: &Document, house: &House) -> Result<Vec<u8>, Unwritable> {
    let document = &*endings::parted(document);
    let look = look::Look::new(document, house);
    let names = names::Bookmarks::new(document);
    let mut body = body::Body::new(&look, house, &names, revisions::Track::new(document, names.all.len()));
    body.document(document);
    let comments = (body.track.comment_count > 0).then_some(body.track.comments);
    let written = frame::Written {
        body: body.part,
        notes: body.notes,
        note_count: body.note_count,
        own_lists: body.own_lists,
        words: body.words,
        comments,
    };
    package::zipped(&frame::parts(document, house, &look, &names, written)?)
}
