//! A table below a question in which each row is given one of the same options: "Agree", "Neither",
//! "Disagree" over "Primary schools", "Secondary schools".

use super::super::{pattern::pattern, scales, units::Unit};
use crate::{
    document::Inline,
    import::{Piece, read::lines},
};

// Columns to be written in, and one that counts the rows.
pattern!(
    COLUMN,
    r"^(?:(?:your |our )?(?:responses?|answers?|comments?|views?|reply|replies|feedback|reasons?|evidence|explanation)\b(?u:.*)|no\.?|#|ref(?:erence)?\.?)$"
);

/// What the table of a question offers.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Matrix {
    /// The words of each row.
    pub(super) rows: Vec<String>,
    /// The options over its columns.
    pub(super) options: Vec<String>,
}

/// Reads a table as one; nothing where its cells hold anything but boxes, or its head offers no choice.
pub(super) fn read(table: &Piece, chooses: bool) -> Option<Matrix> {
    let (head, body) = table.rows.split_first()?;
    let options: Vec<String> = head.iter().skip(1).map(|cell| words_of(cell)).filter(|words| !COLUMN.is_match(words)).collect();
    let rows: Vec<String> = body.iter().filter_map(|row| row.first()).map(|cell| words_of(cell)).collect();
    let boxes = body.iter().flat_map(|row| row.iter().skip(1));
    let (free, ticks) = boxes.fold((true, false), |(free, ticks), cell| {
        let words = words_of(cell);
        let ticked =
            cell.iter().any(|piece| !piece.ticks.is_empty()) || lines::tick_at_start(&words).is_some_and(|(_, rest)| rest.is_empty());
        (free && (words.is_empty() || ticked), ticks || ticked)
    });
    let scale = options.iter().filter(|option| scales::is_known(option)).count() * 2 > options.len();
    let good = options.len() >= 2 && rows.len() >= 2 && rows.iter().chain(&options).all(|words| !words.is_empty());
    (good && free && (scale || ticks || chooses)).then_some(Matrix { rows, options })
}

/// A row as an entry of a list.
pub(super) fn row(words: &str) -> Unit {
    Unit { label: Some("•".to_owned()), content: vec![Inline::text(words)], text: words.to_owned(), ..Unit::default() }
}

/// The words of a cell, without what is only layout.
fn words_of(cell: &[Piece]) -> String {
    cell.iter().map(Piece::text).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// How many units stand in the cells of the table that is the first of them.
pub(super) fn cells(units: &[Unit]) -> usize {
    let Some(table) = units.first() else { return 0 };
    units.iter().skip(1).take_while(|unit| unit.piece == table.piece).count()
}
