//! A comparison as its reader sees it: each form is one file, a pure function of a [`super::Diff`].
//!
//! What is removed and what is added is told by marks, and by colours only besides.

pub mod html;
pub mod json;
pub mod md;
mod say;
pub mod stat;
pub mod terminal;

/// What of a comparison is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Only {
    /// All that changed.
    #[default]
    All,
    /// The closed answers that changed.
    Choices,
    /// Which questions are which.
    Questions,
    /// What changed in the texts.
    Words,
}
