//! Steering by hand: what each block was taken for, one a line, for a person to change.
//!
//! ```text
//! title        1  Consultation on the towpath
//! heading      2  Part 1: lamps
//! question 1   3  Do you agree that the towpath should be lit?
//! option       4  Yes
//! option       5  No
//! text         6  Please explain your answer.
//! drop         7  Page 2 of 14
//! ```
//!
//! The word at the start is what the block is taken for, the number is its place in the file, and the
//! rest reminds of what it says. Only the word is read back.

use super::{Bold, Foreign, Label, PieceKind};
use std::fmt;

/// What a block is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// The title.
    Title,
    /// A heading: of a section or a part.
    Heading,
    /// A question, with its id.
    Question(String),
    /// An option of the question before it.
    Option,
    /// Words of whatever stands before it.
    Text,
    /// Nothing: page furniture.
    Drop,
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.pad("title"),
            Self::Heading => f.pad("heading"),
            Self::Question(id) => f.pad(&format!("question {id}")),
            Self::Option => f.pad("option"),
            Self::Text => f.pad("text"),
            Self::Drop => f.pad("drop"),
        }
    }
}

const INTRODUCTION: &str = "\
# What each block was taken for. Change the word at the start of a line (title, heading, question ID,
# option, text, drop) and import the file again with --marked. The numbers tell blocks apart: leave them.
";

/// The marked-up copy of a file. `taken` has one entry for each piece.
pub fn write(foreign: &Foreign, taken: &[Option<Taken>]) -> String {
    let lines = foreign.pieces.iter().zip(taken).enumerate().filter_map(|(n, (piece, taken))| {
        let label = piece.label.as_ref().map(|label| format!("{} ", label.text)).unwrap_or_default();
        let words: String = format!("{label}{}", piece.text()).split_whitespace().collect::<Vec<_>>().join(" ");
        Some(format!("{:14} {:4}  {words}\n", taken.as_ref()?, n + 1))
    });
    INTRODUCTION.to_owned() + &lines.collect::<String>()
}

/// Reads a marked-up copy back: every block is then what its line says, and blocks without a line stay
/// as they are.
///
/// # Errors
/// The lines that cannot be read, each with its number.
pub fn apply(foreign: &mut Foreign, marked: &str) -> Result<(), Vec<String>> {
    let mut wrong = Vec::new();
    let mut dropped = Vec::new();
    for (n, line) in marked.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
        match read_line(line).and_then(|(at, taken)| (at <= foreign.pieces.len()).then_some((at - 1, taken))) {
            Some((at, Taken::Drop)) => dropped.push(at),
            Some((at, taken)) => take(&mut foreign.pieces[at], taken),
            None => wrong.push(format!("line {}: `{}`", n + 1, line.chars().take(60).collect::<String>())),
        }
    }
    let mut at = 0;
    foreign.pieces.retain(|_| {
        at += 1;
        !dropped.contains(&(at - 1))
    });
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// The place of a block, from 1, and what it is taken for.
fn read_line(line: &str) -> Option<(usize, Taken)> {
    let mut words = line.split_whitespace();
    let taken = match words.next()? {
        "title" => Taken::Title,
        "heading" => Taken::Heading,
        "question" => Taken::Question(words.next()?.to_owned()),
        "option" => Taken::Option,
        "text" => Taken::Text,
        "drop" => Taken::Drop,
        _ => return None,
    };
    Some((words.next()?.parse().ok().filter(|at| *at > 0)?, taken))
}

/// Makes a piece look like nothing else.
fn take(piece: &mut super::Piece, taken: Taken) {
    match taken {
        Taken::Question(id) => piece.question = Some(id),
        Taken::Title => piece.kind = PieceKind::Title,
        Taken::Heading => {
            piece.level = if piece.kind == PieceKind::Heading { piece.level } else { 2 };
            piece.kind = PieceKind::Heading;
        }
        Taken::Option => {
            piece.kind = PieceKind::Item;
            piece.label.get_or_insert(Label { text: "•".to_owned(), automatic: true });
        }
        Taken::Text => {
            piece.kind = if piece.kind == PieceKind::Item { PieceKind::Item } else { PieceKind::Paragraph };
            piece.bold = Bold::None;
        }
        Taken::Drop => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document::Inline, import::Piece};

    #[test]
    fn only_the_word_at_the_start_counts() {
        let piece = |text: &str| Piece { content: vec![Inline::text(text)], ..Piece::default() };
        let mut foreign = Foreign { pieces: vec![piece("The towpath"), piece("Lamps?"), piece("Page 2")], ..Foreign::default() };
        let taken = vec![Some(Taken::Title), Some(Taken::Text), Some(Taken::Text)];
        let text = write(&foreign, &taken).replace("text              2", "question 4a 2").replace("text              3", "drop 3");
        assert_eq!(apply(&mut foreign, &text), Ok(()));
        assert_eq!(foreign.pieces.len(), 2);
        assert_eq!(foreign.pieces[1].question.as_deref(), Some("4a"));
        assert_eq!(apply(&mut foreign, "quesiton 4 2\ntext 9"), Err(vec!["line 1: `quesiton 4 2`".into(), "line 2: `text 9`".into()]));
    }
}
