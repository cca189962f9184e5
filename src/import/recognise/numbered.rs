//! Questions that only a number and their words show (R3, R5).

use super::{
    consultation::BOX,
    labels::{Found, OPENS, Rule, asks},
    pattern::pattern,
    units::{Unit, strip_prefix, unbold},
    unnumbered::unnamed,
};
use crate::import::{Bold, PieceKind, read::lines};

pattern!(UNMARKED, r"^((?:\* ?)?(\d{1,3}(?:\.\d{1,2}){0,3})\s+)(.+)$");

/// R3, R5: numbered pieces that ask; their numbers rise.
pub(super) fn numbered(units: &[Unit], named: Vec<Found>) -> Vec<Found> {
    let mut found: Vec<Found> = named;
    let mut last: Vec<u32> = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let Some(label) = unit.label.as_deref().filter(|label| is_number(label) && unit.table.is_none()) else { continue };
        let stands_out = unit.bold != Bold::None || unit.kind == PieceKind::Heading;
        let (question, strong) = (unit.text.contains('?'), asks(&unit.text));
        let number = parts(label);
        let below = units.get(at + 1);
        let fits = question && (stands_out || strong || OPENS.is_match(&unit.text))
            || strong && (stands_out || follows(&number, &last))
            || unit.text.ends_with(':') && below.is_some_and(|below| BOX.is_match(&below.text) || is_lettered_question(below));
        if !fits || found.iter().any(|other| other.at == at) {
            continue;
        }
        if number > last || stands_out || unit.automatic {
            found.push(of_label(at, unit, label));
            last = number;
        }
    }
    if found.len() < 2 {
        found.extend(unmarked(units));
    }
    found.sort_by_key(|found| found.at);
    fill_gaps(units, &mut found);
    beside(units, &mut found);
    found
}

/// `7 Do you agree …?`: a number without a mark behind it, where the words ask and the numbers rise.
fn unmarked(units: &[Unit]) -> Vec<Found> {
    let mut out = Vec::new();
    let mut last = Vec::new();
    for (at, unit) in
        units.iter().enumerate().filter(|(_, unit)| unit.table.is_none() && unit.label.as_deref().is_none_or(|label| label == "*"))
    {
        let Some(found) = UNMARKED.captures(&unit.text).filter(|found| asks(&found[3])) else { continue };
        let number = parts(&found[2]);
        if number > last {
            let before = found[1].trim().to_owned();
            let mut found = of_label(at, unit, &found[2]);
            strip_prefix(&mut found.content, &before);
            out.push(found);
            last = number;
        }
    }
    if out.len() < 3 { Vec::new() } else { out }
}

/// Whether a lettered piece asks: part of the question above it.
fn is_lettered_question(unit: &Unit) -> bool {
    let lettered = unit.label.as_deref().is_some_and(|label| lines::is_label(label) && !is_number(label));
    lettered && (unit.text.contains('?') || asks(&unit.text))
}

/// Where questions are headings, a heading beside them that asks is one too, with or without a number.
fn beside(units: &[Unit], found: &mut Vec<Found>) {
    let headings: Vec<u8> =
        found.iter().map(|found| &units[found.at]).filter(|unit| unit.kind == PieceKind::Heading).map(|unit| unit.level).collect();
    let Some(&level) = headings.first().filter(|_| headings.len() >= 3) else { return };
    let fits = |unit: &Unit| unit.kind == PieceKind::Heading && unit.level == level && (unit.text.contains('?') || asks(&unit.text));
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| fits(unit)) {
        if found.iter().all(|found| found.at != at) {
            found.push(match unit.label.as_deref().filter(|label| is_number(label)) {
                Some(label) => of_label(at, unit, label),
                None => unnamed(at, unit),
            });
        }
    }
    found.sort_by_key(|found| found.at);
}

/// Whether a number is the next one: 1.3 behind 1.2.
fn follows(number: &[u32], last: &[u32]) -> bool {
    match (number.split_last(), last.split_last()) {
        (Some((next, above)), Some((last, before))) => above == before && *next == last + 1,
        _ => false,
    }
}

/// Lettered or roman pieces that ask, in a file whose questions have no other numbers.
pub(super) fn lettered(units: &[Unit]) -> Vec<Found> {
    let letter = |unit: &Unit| unit.label.clone().filter(|label| lines::is_label(label) && !is_number(label) && unit.table.is_none());
    let question = |unit: &Unit| unit.text.contains('?') && OPENS.is_match(&unit.text);
    let fits = |unit: &Unit| (question(unit) || asks(&unit.text)) && unit.ticks.is_empty();
    let all = units.iter().enumerate().filter(|(_, unit)| fits(unit));
    all.filter_map(|(at, unit)| letter(unit).map(|label| of_label(at, unit, &label))).collect()
}

/// R5b: a numbered piece whose number fills a hole between two questions, and that asks.
fn fill_gaps(units: &[Unit], found: &mut Vec<Found>) {
    if found.len() < 3 {
        return;
    }
    let mut more = Vec::new();
    for pair in found.windows(2) {
        let (from, to) = (parts(&pair[0].id), parts(&pair[1].id));
        let (Some(&first), Some(&next)) = (from.last(), to.last()) else { continue };
        if from.len() != to.len() || from[..from.len() - 1] != to[..to.len() - 1] || next < first + 2 {
            continue;
        }
        let mut wanted = first + 1;
        for (at, unit) in units.iter().enumerate().take(pair[1].at).skip(pair[0].at + 1) {
            let Some(label) = unit.label.as_deref().filter(|label| is_number(label)) else { continue };
            if parts(label).last() == Some(&wanted)
                && parts(label).len() == from.len()
                && (unit.text.contains('?') || unit.text.ends_with(':') || asks(&unit.text) || OPENS.is_match(&unit.text))
            {
                more.push(of_label(at, unit, label));
                wanted += 1;
            }
        }
    }
    found.extend(more);
    found.sort_by_key(|found| found.at);
}

fn of_label(at: usize, unit: &Unit, label: &str) -> Found {
    let bare = label.trim_start_matches(['(', '[']).trim_end_matches(['.', ')', ']', ':']);
    let id = bare.split('.').map(|part| part.trim_start_matches('0')).collect::<Vec<_>>().join(".");
    Found { at, id, printed: bare.to_owned(), content: unbold(&unit.content), rule: Rule::Numbered, words_at: None }
}

/// `7.`, `7a)`, `2.1.1`.
fn is_number(label: &str) -> bool {
    lines::is_label(label) && label.trim_start_matches(['(', '[']).starts_with(|c: char| c.is_ascii_digit())
}

/// The numbers in a label, a letter counted as one.
fn parts(label: &str) -> Vec<u32> {
    let mut out = Vec::new();
    for part in label.trim_matches(|c: char| !c.is_ascii_alphanumeric()).split('.') {
        let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        out.extend(digits.parse::<u32>());
        out.extend(part[digits.len()..].chars().next().map(u32::from));
    }
    out
}
