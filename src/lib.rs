//! Drafts responses to consultations from an organisation's own library.
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

pub mod assemble;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod export;
pub mod import;
pub mod library;
pub mod source;
pub mod text;
