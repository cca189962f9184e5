//! The assembled document for other programs: see [`crate::document::json`] for its shape and schema.

use super::{Format, Unwritable};
use crate::document::json;

pub use json::{SCHEMA, Unreadable, read};

pub(super) static FORMAT: Format =
    Format { name: "json", extension: "json", write: |document, _| json::write(document).map_err(|error| Unwritable(error.to_string())) };
