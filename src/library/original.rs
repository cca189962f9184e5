//! The file that a record was imported from: `[source]`.
//!
//! By its checksum the same file is known again, whatever it is called.

use super::fields::Fields;

/// The file that a record was imported from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Original {
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub checksum: String,
    /// What it was called, without folders.
    pub file: Option<String>,
    /// The title it gives itself.
    pub title: Option<String>,
}

pub(super) fn read(fields: &Fields) -> Original {
    Original {
        checksum: fields.required_text("checksum", "\"…\"").map(|checksum| checksum.value.to_lowercase()).unwrap_or_default(),
        file: fields.text("file").map(|file| file.value),
        title: fields.text("title").map(|title| title.value),
    }
}
