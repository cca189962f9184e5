//! Markdown text to blocks and back: CommonMark with tables and footnotes, and two additions.
//!
//! - Attributes in braces at the end of a paragraph, an item or a heading: `{#name .continue from="…"}`.
//! - A link to `#name` is a live reference.
//!
//! [`outline()`] finds the headings and footnotes of a file, so that a record can be cut into its
//! sections; [`read()`] turns the text of one section into blocks. This is the only user of
//! `pulldown-cmark`.

mod asides;
mod attributes;
mod outline;
mod plain;
mod printed;
mod read;
mod traced;
pub(crate) mod write;

pub(crate) use asides::asides;
pub use attributes::{Acceptance, Attributes};
pub use outline::{Outline, OutlineHeading, outline};
pub use plain::plain;
pub(crate) use printed::{drop_printed_numbers, strip_label};
pub use printed::{is_printed, read_printed};
pub use read::{Read, read};
pub use traced::Traced;

use pulldown_cmark::Options;

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES
}
