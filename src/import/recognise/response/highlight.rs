//! Highlighted words of a response: with a marker pen people mark what is still to be done. They are kept
//! between `==`, where `check` finds them; what may be a choice or a heading is only said.

use crate::{
    document::Inline,
    import::{Foreign, Piece, PieceKind, recognise::Doubt},
};
use std::borrow::Cow;

/// Fewer words that are all of a paragraph may be the option that somebody marked.
const FEW: usize = 5;

/// The pieces with highlighted words between `==`, and what a person should look at.
pub(super) fn kept(foreign: &Foreign) -> (Cow<'_, Foreign>, Vec<Doubt>) {
    if !foreign.pieces.iter().any(is_highlighted) {
        return (Cow::Borrowed(foreign), Vec::new());
    }
    let (mut foreign, mut doubts) = (foreign.clone(), Vec::new());
    foreign.pieces.iter_mut().for_each(|piece| keep(piece, &mut doubts));
    (Cow::Owned(foreign), doubts)
}

fn is_highlighted(piece: &Piece) -> bool {
    !piece.highlighted.is_empty() || piece.rows.iter().flatten().flatten().any(is_highlighted)
}

fn keep(piece: &mut Piece, doubts: &mut Vec<Doubt>) {
    for words in std::mem::take(&mut piece.highlighted) {
        let is_marked = may_be_marked(piece, &words) && wrap(&mut piece.content, &words);
        let help = match is_marked {
            true => "they stand between `==` in the draft: write what is to stand there, or take the marks away",
            false => "somebody marked them, perhaps as the choice: see what is meant",
        };
        doubts.push(Doubt::new(format!("highlighted words: “{words}”"), piece.at, help));
    }
    piece.rows.iter_mut().flatten().flatten().for_each(|piece| keep(piece, doubts));
}

/// Whether words are running text, which marks in them make no harder to recognise.
fn may_be_marked(piece: &Piece, words: &str) -> bool {
    let text = piece.text();
    let whole = text.trim() == words;
    let may_ask = words.contains('?') || words.starts_with(|c: char| c.is_ascii_digit()) || words.to_lowercase().starts_with('q');
    let running = matches!(piece.kind, PieceKind::Paragraph | PieceKind::Item) && piece.ticks.is_empty();
    running && !(whole && (may_ask || words.split_whitespace().count() < FEW))
}

/// Puts `==` around words where they stand in one run of text. Gives whether they do.
fn wrap(content: &mut [Inline], words: &str) -> bool {
    content.iter_mut().any(|inline| match inline {
        Inline::Text { text } => match text.find(words) {
            Some(at) => {
                text.replace_range(at..at + words.len(), &format!("=={words}=="));
                true
            }
            None => false,
        },
        Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => wrap(content, words),
        _ => false,
    })
}
