//! html
use super::{Format, Unwritable};
use crate::document::{Document, house::House};
pub(super) static FORMAT: Format = Format { name: "html", extension: "html", write };
fn write(_document: &Document, _house: &House) -> Result<Vec<u8>, Unwritable> {
    Ok(Vec::new())
}
