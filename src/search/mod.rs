//! Full text over positions, answers, questions and standard text.
//!
//! [`Query`] is what a person types, [`entries`] what there is to find, [`Index`] where it is looked up.
//! This is the only user of `tantivy`; where an index is kept, and when it is brought up to date, is for
//! the caller to say.

mod collect;
mod entry;
mod find;
mod index;
mod known;
mod living;
mod plan;
mod query;
mod snippet;
mod synonyms;
mod words;

pub use entry::{Entry, Kind, TEMPLATES, entries, unit};
pub use find::{Found, Hit, Note, Order, Trouble};
pub use index::{Broken, Index, VERSION, Writer};
pub use query::{Field, Filter, KINDS, Query, STATUSES, Words, Wrong};
pub use snippet::Snippet;
