//! Files in which all is text kept as typed: a text file that was opened and saved in another program.
//! What its lines say is read as in the text file that it was.

use super::{md, txt};
use crate::{
    document::Inline,
    import::{Changes, Foreign, Notice, Piece, PieceKind, Place},
};

/// A line with fewer letters was not ended by a margin.
const SHORT: usize = 60;

/// Reads the lines of a file that is nothing but typed text; gives every other file back as it is.
pub(super) fn settle(foreign: Foreign) -> Foreign {
    let typed = |piece: &Piece| piece.kind == PieceKind::PageEnd || piece.kind == PieceKind::Code && is_plain(piece);
    let (text, places) = source(&foreign.pieces);
    // A file that respondent built says by itself what is code.
    if foreign.built.is_some() || places.is_empty() || matches!(foreign.format, "txt" | "md") || !foreign.pieces.iter().all(typed) {
        return foreign;
    }
    let reader = if md::is_marked_up(text.as_bytes()) { &md::READER } else { &txt::READER };
    let Ok(mut read) = (reader.read)(text.as_bytes(), Changes::Accept) else { return foreign };
    for piece in &mut read.pieces {
        place(piece, &places);
    }
    let mut notices = foreign.notices;
    notices.push(Notice::new(format!("all of it is text kept as typed: it was read as a {} file", reader.name)));
    notices.extend(read.notices);
    Foreign { title: foreign.title.or(read.title), pieces: read.pieces, notices, ..foreign }
}

/// Whether a piece is words alone: lines of a text file hold nothing else.
fn is_plain(piece: &Piece) -> bool {
    let words = |inline: &Inline| matches!(inline, Inline::Text { .. } | Inline::Code { .. } | Inline::Break);
    piece.label.is_none() && piece.ticks.is_empty() && piece.names.is_empty() && piece.content.iter().all(words)
}

/// The lines as they were typed, and the line that each piece begins on with its place. Paragraphs are
/// counted with the empty ones: where the count jumps, empty lines stood.
fn source(pieces: &[Piece]) -> (String, Vec<(u32, Place)>) {
    let (mut text, mut places, mut line) = (String::new(), Vec::new(), 1);
    for piece in pieces.iter().filter(|piece| piece.kind == PieceKind::Code) {
        while line < piece.at.paragraph.unwrap_or(line) {
            text.push('\n');
            line += 1;
        }
        places.push((line, piece.at));
        let from = text.len();
        for inline in &piece.content {
            match inline {
                Inline::Text { text: words } | Inline::Code { text: words } => text.push_str(words),
                _ => text.push('\n'),
            }
        }
        // Such programs drop the spaces by which Markdown tells that a line ends on purpose.
        text.push_str(if text[from..].chars().count() < SHORT { "  \n" } else { "\n" });
        line += text[from..].matches('\n').count() as u32;
    }
    (text, places)
}

/// The place in the file of what stands on a line.
fn place(piece: &mut Piece, places: &[(u32, Place)]) {
    let Some(line) = piece.at.line else { return };
    let before = places.partition_point(|(from, _)| *from <= line);
    piece.at = before.checked_sub(1).and_then(|at| places.get(at)).map_or(piece.at, |(_, place)| *place);
}
