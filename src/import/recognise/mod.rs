//! Recognisers: from the pieces of a foreign file to the records of a library.
//!
//! Pure functions. What they are not sure of they say ([`Doubt`]), with the place and what to do: a
//! layout that nobody has seen will break any rule, so a person must see where rules were stretched.
//!
//! The rules are numbered as in the notes they were worked out in (R0 to R13): they were measured on the
//! European Commission's consultation on copyright of 2013, GOV.UK consultations, EUSurvey exports,
//! table forms and some real responses.

mod answered;
mod below;
mod blocks;
mod bodies;
mod closing;
pub mod consultation;
mod dates;
mod figures;
mod ids;
pub(crate) mod labels;
mod limits;
mod lists;
mod lone;
mod named;
mod naming;
mod numbered;
mod page;
mod pattern;
pub mod positions;
mod references;
pub mod response;
mod scales;
mod series;
mod signature;
pub mod standard;
mod units;
mod unnumbered;

use super::{
    Foreign, Place,
    mark::{At, Taken},
};
use std::collections::BTreeMap;
use units::units;

/// What each piece and each cell of a table is taken for, by its place; nothing for those without words.
pub fn taken(foreign: &Foreign) -> BTreeMap<At, Taken> {
    let units = units(foreign);
    let questions = labels::find(&units);
    let title = page::title(foreign, &units).map(|(_, at)| at);
    let mut taken: BTreeMap<At, Taken> = BTreeMap::new();
    for (at, unit) in units.iter().enumerate() {
        let what = match questions.binary_search_by_key(&at, |found| found.at).ok() {
            // One that prints no number is known by its place.
            Some(n) if questions[n].id.is_empty() => Taken::Question((n + 1).to_string()),
            Some(n) => Taken::Question(questions[n].id.clone()),
            None if title == Some(at) => Taken::Title,
            None if scales::option(unit).is_some() => Taken::Option,
            None if unit.is_heading() => Taken::Heading,
            None => Taken::Text,
        };
        let cell = unit.cell.map(|(_, row, column)| (row + 1, column + 1));
        taken.entry(At { piece: unit.piece + 1, cell }).or_insert(what);
    }
    taken
}

/// Marks the pieces whose printed words match a pattern as questions. The id is what the first group of
/// the pattern matches, else the number in what matched, else the question's place.
///
/// # Errors
/// What is wrong with the pattern, or that nothing matches it.
pub fn mark_matching(foreign: &mut Foreign, pattern: &str) -> Result<(), String> {
    let regex = pattern::by_a_person(pattern)?;
    let mut so_far = 0;
    for piece in &mut foreign.pieces {
        let label = piece.label.as_ref().map(|label| format!("{} ", label.text)).unwrap_or_default();
        let printed = format!("{label}{}", piece.text());
        let Some(found) = regex.captures(&printed) else { continue };
        so_far += 1;
        let group = found.get(1).map(|group| group.as_str()).unwrap_or(&found[0]);
        let id: String = group.split_whitespace().last().unwrap_or_default().chars().filter(|c| c.is_alphanumeric() || *c == '.').collect();
        let id = id.trim_matches('.');
        let numbered = id.starts_with(|c: char| c.is_ascii_digit()) || found.get(1).is_some() && !id.is_empty();
        piece.question = Some(if numbered { id.to_owned() } else { so_far.to_string() });
    }
    if so_far == 0 { Err("no block matches the pattern".to_owned()) } else { Ok(()) }
}

/// Something that a person should look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// In one line, lower case.
    pub message: String,
    /// Where in the file.
    pub at: Place,
    /// What to do.
    pub help: String,
}

impl Doubt {
    /// A doubt and what to do.
    pub fn new(message: impl Into<String>, at: Place, help: impl Into<String>) -> Self {
        Self { message: message.into(), at, help: help.into() }
    }
}
