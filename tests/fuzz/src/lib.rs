//! What every target does.

use respondent::import::{Changes, read::READERS, recognise};

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
