//! Footnotes and endnotes: their blocks as paragraphs.

use crate::{
    document::{Block, Inline, Kind, Paragraph, walk},
    import::{Piece, PieceKind},
};

/// The paragraphs of a note.
pub(super) fn note_blocks(pieces: Vec<Piece>, out: &mut Vec<Block>) {
    for piece in pieces {
        match piece.kind {
            PieceKind::Table => note_blocks(piece.rows.into_iter().flatten().flatten().collect(), out),
            PieceKind::PageEnd => {}
            _ => {
                let content = labelled(piece.label.as_ref().map(|label| label.text.as_str()), piece.content);
                if !content.is_empty() {
                    out.push(Block::new(Kind::Paragraph(Paragraph { content, ..Paragraph::default() })));
                }
            }
        }
    }
}

/// The words of running text, with the label before them.
fn labelled(label: Option<&str>, mut content: Vec<Inline>) -> Vec<Inline> {
    if let Some(label) = label {
        let space = if walk::plain(&content).is_empty() { "" } else { " " };
        content.insert(0, Inline::text(format!("{label}{space}")));
    }
    content
}
