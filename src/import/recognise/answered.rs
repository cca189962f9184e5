//! What is known of questions only because answers stand below them.

use super::{
    labels::{Found, asks},
    named::{named, together},
    units::Unit,
    unnumbered::unnamed,
};
use crate::{
    document::Inline,
    import::{Bold, PieceKind},
};

/// Adds to the questions that were found those that several answers are joined under and those lettered
/// below one; where there is none at all, a single one that says so, or whatever asks and stands out.
pub(super) fn add(units: &[Unit], mut found: Vec<Found>) -> Vec<Found> {
    insert(&mut found, joined(units));
    let parts = parts(units, &found);
    insert(&mut found, parts);
    for rule in [saying_so, standing_out] {
        if found.is_empty() {
            found = rule(units);
        }
    }
    found
}

/// Puts questions in their places; one that is answered with others takes the place of itself alone.
fn insert(found: &mut Vec<Found>, more: Vec<Found>) {
    for one in more {
        match found.binary_search_by_key(&one.at, |found| found.at) {
            Ok(at) if !one.more.is_empty() => found[at] = one,
            Ok(_) => {}
            Err(at) => found.insert(at, one),
        }
    }
}

fn saying_so(units: &[Unit]) -> Vec<Found> {
    units.iter().enumerate().filter_map(|(at, unit)| named(at, unit)).collect()
}

fn joined(units: &[Unit]) -> Vec<Found> {
    let each = units.iter().enumerate().filter_map(|(at, unit)| together(at, unit));
    each.map(|(found, more)| Found { more, ..found }).collect()
}

/// `(a) Do you agree …?` below question 1, then `(b) …`, with an answer below each.
fn parts(units: &[Unit], found: &[Found]) -> Vec<Found> {
    let mut out = Vec::new();
    for (n, parent) in found.iter().enumerate().filter(|(_, found)| found.id.ends_with(|c: char| c.is_ascii_digit())) {
        let end = found.get(n + 1).map_or(units.len(), |next| next.at);
        let mut wanted = b'a';
        let mut own = Vec::new();
        for (at, unit) in units.iter().enumerate().take(end).skip(parent.at + 1) {
            let letter = unit.label.as_deref().map(|label| label.trim_matches(['(', ')', '.']));
            let fits = letter.is_some_and(|letter| letter.as_bytes() == [wanted]) && unit.cell.is_none() && unit.table.is_none();
            if fits && unit.text.ends_with('?') && asks(&unit.text) {
                let letter = char::from(wanted);
                let printed = format!("{}({letter})", parent.printed);
                own.push(Found { id: format!("{}{letter}", parent.id), printed, ..unnamed(at, unit) });
                wanted += 1;
            }
        }
        // One behind another without a word between are a list of questions in an answer.
        let answered = own.iter().all(|part| part.at + 1 < end && own.iter().all(|other| other.at != part.at + 1));
        if answered {
            out.extend(own);
        }
    }
    out
}

/// Headings, bold lines and lines in italics that ask, two or more.
fn standing_out(units: &[Unit]) -> Vec<Found> {
    let slanted = |unit: &Unit| matches!(unit.content.as_slice(), [Inline::Emphasis { .. }]);
    let stands = |unit: &Unit| unit.kind == PieceKind::Heading || unit.bold == Bold::All || slanted(unit);
    let fits = |unit: &Unit| unit.cell.is_none() && unit.table.is_none() && stands(unit) && unit.text.ends_with('?');
    let asking: Vec<usize> = (0..units.len()).filter(|&at| fits(&units[at])).collect();
    if asking.len() < 2 { Vec::new() } else { asking.into_iter().map(|at| unnamed(at, &units[at])).collect() }
}
