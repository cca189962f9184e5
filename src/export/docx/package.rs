//! Puts parts into one file: deflated, in a fixed order, with a fixed time, so that the same document
//! gives the same bytes.

use super::frame::Named;
use crate::export::Unwritable;
use std::io::{Cursor, Write};
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// The bytes of the file.
pub(super) fn zipped(parts: &[Named]) -> Result<Vec<u8>, Unwritable> {
    write(parts).map_err(|error| Unwritable(error.to_string()))
}

fn write(parts: &[Named]) -> Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
