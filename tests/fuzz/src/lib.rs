//! What every target does.

use respondent::import::{Changes, read::READERS, recognise};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Reads bytes with the reader of a name, then recognises what was read.
pub fn read(name: &str, bytes: &[u8]) {
    let reader = READERS.iter().find(|reader| reader.name == name).expect("a reader of that name");
    for changes in [Changes::Accept, Changes::Reject] {
        if let Ok(foreign) = (reader.read)(bytes, changes) {
            recognise::consultation::recognise(&foreign);
            recognise::response::recognise(&foreign, &[]);
            recognise::positions::recognise(&foreign);
        }
    }
}

/// The same for a package. Few changes to the bytes of an archive get past its checksums: bytes that are
/// no archive are its parts, one behind another with a zero between, and the archive is made around them.
pub fn read_package(name: &str, parts: &[&str], bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return read(name, bytes);
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (part, text) in parts.iter().zip(bytes.split(|byte| *byte == 0)) {
        zip.start_file(*part, options).expect("a name that is free");
        zip.write_all(text).expect("room in memory");
    }
    read(name, &zip.finish().expect("room in memory").into_inner());
}
