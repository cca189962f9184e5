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
//! The word at the start is what the block is taken for, the number is its place in the file (of a cell in
//! a table with its row and column: `4.2.1`), and the rest reminds of what it says, unread.

use super::{Bold, Foreign, Label, Piece, PieceKind};
use crate::text::one_line;
use std::{collections::BTreeMap, fmt};

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

/// The place of a block: its number from 1, and where it is a cell of a table, its row and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// Which piece of the file, from 1.
    pub piece: usize,
    /// Row and column from 1, for a cell.
    pub cell: Option<(usize, usize)>,
}

impl fmt::Display for At {
    /// `4`; `4.2.1` for the first cell of the second row of a table.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cell {
            Some((row, column)) => f.pad(&format!("{}.{row}.{column}", self.piece)),
            None => f.pad(&self.piece.to_string()),
        }
    }
}

impl At {
    fn read(text: &str) -> Option<Self> {
        let numbers: Vec<usize> = text.split('.').map(|number| number.parse().ok().filter(|at| *at > 0)).collect::<Option<_>>()?;
        match numbers[..] {
            [piece] => Some(Self { piece, cell: None }),
            [piece, row, column] => Some(Self { piece, cell: Some((row, column)) }),
            _ => None,
        }
    }
}

/// The marked-up copy of a file, a line for each place in `taken`.
pub fn write(foreign: &Foreign, taken: &BTreeMap<At, Taken>) -> String {
    let lines = taken.iter().filter_map(|(at, taken)| {
        let pieces = pieces_at(&foreign.pieces, *at)?;
        let words = pieces.iter().map(printed).collect::<Vec<_>>().join(" ");
        let words = if words.is_empty() { "(a table)" } else { &words };
        Some(format!("{taken:14} {at:>4}  {words}\n"))
    });
    INTRODUCTION.to_owned() + &lines.collect::<String>()
}

fn printed(piece: &Piece) -> String {
    let label = piece.label.as_ref().map(|label| format!("{} ", label.text)).unwrap_or_default();
    one_line(&format!("{label}{}", piece.text()))
}

fn pieces_at(pieces: &[Piece], at: At) -> Option<&[Piece]> {
    let piece = pieces.get(at.piece - 1..at.piece)?;
    let Some((row, column)) = at.cell else { return Some(piece) };
    piece[0].rows.get(row - 1)?.get(column - 1).map(Vec::as_slice)
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
        match read_line(line).filter(|(at, _)| pieces_at(&foreign.pieces, *at).is_some()) {
            Some((At { piece, cell: None }, Taken::Drop)) => dropped.push(piece - 1),
            Some((At { piece, cell: None }, taken)) => take(&mut foreign.pieces[piece - 1], taken),
            Some((At { piece, cell: Some((row, column)) }, taken)) => {
                let cell = &mut foreign.pieces[piece - 1].rows[row - 1][column - 1];
                match taken {
                    Taken::Drop => cell.clear(),
                    taken => cell.first_mut().into_iter().for_each(|first| take(first, taken.clone())),
                }
            }
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

/// The place of a block and what it is taken for.
fn read_line(line: &str) -> Option<(At, Taken)> {
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
    Some((At::read(words.next()?)?, taken))
}

/// Makes a piece look like nothing else.
fn take(piece: &mut Piece, taken: Taken) {
    match taken {
        // A table is taken for nothing but itself; its cells have lines of their own.
        Taken::Title | Taken::Heading | Taken::Option | Taken::Text if piece.kind == PieceKind::Table => {}
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
    use crate::document::Inline;

    #[test]
    fn only_the_word_at_the_start_counts() {
        let piece = |text: &str| Piece { content: vec![Inline::text(text)], ..Piece::default() };
        let mut foreign = Foreign { pieces: vec![piece("The towpath"), piece("Lamps?"), piece("Page 2")], ..Foreign::default() };
        let taken = [Taken::Title, Taken::Text, Taken::Text].into_iter().enumerate();
        let taken = taken.map(|(at, taken)| (At { piece: at + 1, cell: None }, taken)).collect();
        let text = write(&foreign, &taken).replace("text              2", "question 4a 2").replace("text              3", "drop 3");
        assert_eq!(apply(&mut foreign, &text), Ok(()));
        assert_eq!(foreign.pieces.len(), 2);
        assert_eq!(foreign.pieces[1].question.as_deref(), Some("4a"));
        assert_eq!(apply(&mut foreign, "quesiton 4 2\ntext 9"), Err(vec!["line 1: `quesiton 4 2`".into(), "line 2: `text 9`".into()]));
    }

    #[test]
    fn the_cells_of_a_table_have_lines_of_their_own() {
        let piece = |text: &str| Piece { content: vec![Inline::text(text)], ..Piece::default() };
        let rows = vec![vec![vec![piece("Lamps")], vec![piece("One")]], vec![vec![piece("Locks")], vec![]]];
        let mut foreign = Foreign { pieces: vec![Piece { kind: PieceKind::Table, rows, ..Piece::default() }], ..Foreign::default() };
        assert_eq!(apply(&mut foreign, "text 1 (a table)\nquestion 1 1.1.1 Lamps\ndrop 1.1.2 One\nquestion 2 1.2.1 Locks\n"), Ok(()));
        let table = &foreign.pieces[0];
        assert_eq!((table.kind, table.rows[1][0][0].question.as_deref(), table.rows[0][1].len()), (PieceKind::Table, Some("2"), 0));
        assert!(apply(&mut foreign, "text 1.3.1").is_err());
    }
}
