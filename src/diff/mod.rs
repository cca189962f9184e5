//! What changed between two documents: questions aligned, then paragraphs, then words.
//!
//! A flat comparison of words drowns in what does not matter: numbers that moved, questions in another
//! order. So the question comes first ([`Unit`]): the same, new, gone, split, merged, each with its
//! reason. Within it, and across, paragraphs ([`Change`]); and only within two that belong together, words.
//!
//! - Everything of both documents stands in the [`Diff`] once: [`Diff::old_text`] and [`Diff::new_text`]
//!   give both back.
//! - Numbers, labels and the numbers in references are no changes, nor are spaces and the shape of
//!   quotation marks. A reference that points somewhere else is a change.
//! - Words are compared without their marks. Where the words are the same and the marks are not
//!   (emphasis, the address of a link, the place of a footnote, bullets that became numbers), the
//!   change says which ([`Change::marks`]). Where words changed too, the marks are not looked at.
//! - Labels, never colours: [`show`] and the program give them a look.

mod align;
mod choice;
mod flat;
mod join;
mod known;
mod marks;
mod question;
mod record;
pub mod redline;
pub mod show;
mod summary;
mod targets;

pub use flat::passages;
pub use known::Known;
pub use record::{
    About, Change, ChangeKind, Choices, Diff, Head, HeadKind, Leaf, LeafKind, Passage, Reason, Relation, Run, RunKind, Side, Unit,
};
pub use summary::Summary;

use crate::document::Document;
use flat::Flat;

/// What marks the end of one paragraph and the beginning of the next in the text of a [`Change`] that
/// holds several: U+001E, record separator, which no document holds.
pub const PARAGRAPH_END: char = '\u{1e}';

/// What marks the end of a cell of a table and of a line of a signature: U+001F, unit separator, which no
/// document holds.
pub const CELL_END: char = '\u{1f}';

/// Compares two documents. The other way round gives the mirror: what was added is removed, what was
/// split is merged.
pub fn diff(old: &Document, new: &Document, known: &Known) -> Diff {
    let (flat_old, flat_new) = (Flat::of(old), Flat::of(new));
    let links = align::align(&flat_old, &flat_new, known);
    join::join(old, new, flat_old, flat_new, &links)
}
