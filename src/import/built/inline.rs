//! Running text of a file that respondent built.

use crate::{
    document::{Inline, Reference, Target},
    import::{Bold, Piece, PieceKind},
};

/// Words that references begin with.
const WORDS: [&str; 3] = ["paragraph", "question", "section"];

/// The running text of a piece: emphasis of all of it where its style does not give it.
pub(super) fn inlines(piece: Piece) -> Vec<Inline> {
    let strong = piece.bold == Bold::All && piece.kind != PieceKind::Heading;
    let content = piece.content;
    if strong && !content.is_empty() { vec![Inline::Strong { content }] } else { content }
}

/// Makes the references in a piece whole, also those in its cells.
pub(super) fn make_references_whole(piece: &mut Piece, words: &[String]) {
    piece.content = whole_references(std::mem::take(&mut piece.content), words);
    piece.rows.iter_mut().flatten().flatten().for_each(|piece| make_references_whole(piece, words));
}

/// Makes references whole: a reference to an item is written as one field for each of its numbers, and
/// the word before it stands among the others. `words` are further words that references begin with.
pub(crate) fn whole_references(content: Vec<Inline>, words: &[String]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(content.len());
    for mut inline in content {
        match &mut inline {
            Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => {
                *content = whole_references(std::mem::take(content), words);
            }
            Inline::Note(note) => {
                for text in note.blocks.iter_mut().flat_map(|block| block.texts_mut()) {
                    *text = whole_references(std::mem::take(text), words);
                }
            }
            Inline::Reference(next) => {
                if let Some(Inline::Reference(first)) = out.last_mut()
                    && is_step(next)
                {
                    first.number.push_str(&next.number);
                    first.to.clone_from(&next.to);
                    first.target = next.target;
                    continue;
                }
                if let Some(Inline::Text { text }) = out.last_mut() {
                    next.word = take_word(text, words);
                }
            }
            _ => {}
        }
        out.push(inline);
    }
    out
}

/// Whether it is one of the numbers of an item behind the paragraph's. An item that has no name is
/// marked for the sake of those in it.
fn is_step(reference: &Reference) -> bool {
    reference.target == Some(Target::Item) || reference.target.is_none() && reference.to.starts_with("_Ref_i_")
}

/// Takes the word of a reference off the end of the words before it.
fn take_word(text: &mut String, words: &[String]) -> String {
    let Some(before) = text.strip_suffix(' ') else { return String::new() };
    let whole = |word: &&String| before.strip_suffix(word.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    if let Some(word) = words.iter().filter(whole).max_by_key(|word| word.len()) {
        text.truncate(before.len() - word.len());
        return word.clone();
    }
    let start = before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = before[start..].to_owned();
    let known = word.to_lowercase();
    if !WORDS.contains(&known.strip_suffix('s').unwrap_or(&known)) {
        return String::new();
    }
    text.truncate(start);
    word
}
