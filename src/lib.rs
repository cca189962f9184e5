//! Drafts responses to consultations.
#![warn(missing_docs)]

pub mod diagnostic;
pub mod document;
pub mod export;
pub mod source;
pub mod text;
