//! The whole comparison for other programs. This is the schema (JSON Schema 2020-12):
//!
//! ```json
#![doc = include_str!("diff.schema.json")]
//! ```

use super::super::Diff;
use serde::Serialize;

/// The JSON Schema (2020-12) of what is written.
pub const SCHEMA: &str = include_str!("diff.schema.json");

/// A comparison as it is written.
#[derive(Serialize)]
struct File<'d> {
    format: &'static str,
    version: u32,
    #[serde(flatten)]
    diff: &'d Diff,
}

/// Writes a comparison.
pub fn write(diff: &Diff) -> Result<String, serde_json::Error> {
    let file = File { format: "respondent-diff", version: 1, diff };
    Ok(format!("{}\n", serde_json::to_string_pretty(&file)?))
}
