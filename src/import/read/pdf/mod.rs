//! PDF: pages of placed letters back to paragraphs.
//!
//! From the outside in: [`file`] opens the file and keeps the limits; [`interpret`] runs a page and
//! puts its letters on a [`canvas`]; [`words`] and [`lines`] read them in order, column by column,
//! [`tables`] take what stands in ruled grids; [`furniture`] and [`notes`] are taken off, and what is
//! left becomes paragraphs ([`paragraphs`]) and pieces ([`pieces`]). Pages are done one by one, and
//! only their lines are kept.

mod annotations;
mod assemble;
mod body;
mod canvas;
mod cmap;
mod encoding;
mod file;
mod font;
mod forms;
mod furniture;
mod interpret;
mod labels;
mod letters;
mod lex;
mod lines;
mod matrix;
mod notes;
mod operand;
mod page;
mod paragraphs;
mod pieces;
mod run;
mod scope;
mod state;
mod strings;
mod tables;
mod tight;
mod widths;
mod words;

use super::Reader;
use crate::import::{Changes, Foreign, Refused};

/// The reader of PDF files.
pub static READER: Reader = Reader { name: "pdf", extensions: &["pdf"], sniff, read };

/// The mark may stand a little behind the start.
fn sniff(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|mark| mark == b"%PDF-")
}

fn read(bytes: &[u8], _: Changes) -> Result<Foreign, Refused> {
    if !sniff(bytes) {
        return Err(Refused::new("this is no PDF", "give it the ending of the format it is in"));
    }
    let file = file::File::open(bytes)?;
    let read = page::all(&file);
    if !read.has_words() {
        return Err(match read.scans {
            0 => Refused::new("this PDF holds no text", "export it anew from the program that made it"),
            _ => Refused::new(
                "this PDF is scanned: it holds pictures of pages and no text",
                "recognise its text with an OCR program such as OCRmyPDF or Adobe Acrobat, then import the result",
            ),
        });
    }
    Ok(assemble::foreign(&file, read))
}
