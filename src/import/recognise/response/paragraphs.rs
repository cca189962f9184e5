//! Whether the paragraphs of a response are numbered, and which numbers are theirs.

use super::super::{
    labels::{self, Found},
    pattern::pattern,
    units::Unit,
};
use crate::import::PieceKind;

pattern!(CITED, r"\b(?:paragraphs?|paras?\.?) (\d{1,3})\b(\s+(?:of|in)\s+the\b)?");
pattern!(
    SECTION,
    r"^(?:introduction|(?:executive )?summary|background|overview|context|about (?:us|the \w+|this response)|who we are|key points|general (?:comments|remarks)|our (?:response|answers|views?)|(?:answers|responses?) to (?:the )?(?:\w+ )?questions|recommendations?|conclusions?|concluding remarks|further (?:comments|information))$"
);

/// Whether plain numbers are the numbers of the document's paragraphs: they run through it. Most of what it says
/// has one; or they go on behind a heading or a question, or are cited, or nothing leads to them as to a list; or
/// there are two and nothing else is said.
pub(super) fn is_numbered(units: &[Unit], found: &[Found]) -> bool {
    let numbers: Vec<u32> = body(units).filter_map(|(_, unit)| unit.number()).collect();
    let mostly = || numbers.len() * 2 >= body(units).filter(|(_, unit)| unit.level == 0).count();
    run(&numbers) && mostly() || are_paragraphs(units, found) || are_all(units, found)
}

/// Whether all that is said are two sentences that count from 1.
fn are_all(units: &[Unit], found: &[Found]) -> bool {
    let outer = |at: usize, unit: &Unit| unit.level == 0 && labels::found_at(found, at).is_none();
    let mut said = body(units).filter(|(at, unit)| outer(*at, unit) && (says(unit) || unit.number().is_some()));
    let mut next = || said.next().and_then(|(_, unit)| unit.number().filter(|_| says(unit)));
    (next(), next()) == (Some(1), Some(2)) && said.next().is_none()
}

/// Whether a unit ends as a sentence does.
fn says(unit: &Unit) -> bool {
    unit.text.ends_with(['.', '?', '!', ':', '”', '"', ')'])
}

fn body(units: &[Unit]) -> impl Iterator<Item = (usize, &Unit)> {
    let fits = |unit: &Unit| unit.cell.is_none() && unit.table.is_none() && !unit.is_heading() && !unit.is_bullet();
    units.iter().enumerate().filter(move |(_, unit)| fits(unit))
}

/// Three numbers or more, of which most are the next behind the one before.
fn run(numbers: &[u32]) -> bool {
    let next = numbers.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
    numbers.len() >= 3 && next * 10 >= (numbers.len() - 1) * 7
}

/// Whether numbers that are no questions stand before whole sentences, and something shows that these are no list.
fn are_paragraphs(units: &[Unit], found: &[Found]) -> bool {
    let is_question = |at: usize| labels::found_at(found, at).is_some();
    let numbered: Vec<(usize, u32)> =
        body(units).filter(|(at, _)| !is_question(*at)).filter_map(|(at, unit)| Some((at, unit.number()?))).collect();
    let numbers: Vec<u32> = numbered.iter().map(|(_, number)| *number).collect();
    let sentences = numbered.iter().filter(|(at, _)| says(&units[*at])).count();
    // Recommendations that are counted through a text in prose are lists.
    let prose = body(units).filter(|(at, unit)| unit.level == 0 && unit.label.is_none() && says(unit) && !is_question(*at)).count();
    if !run(&numbers) || sentences * 3 < numbers.len() * 2 || prose > numbers.len() {
        return false;
    }
    let divides = |at: usize| is_question(at) || units[at].is_heading();
    let go_on = numbered.windows(2).any(|pair| pair[1].1 == pair[0].1 + 1 && (pair[0].0 + 1..pair[1].0).any(divides));
    let cited = |unit: &Unit| {
        CITED.all(&unit.text).iter().any(|cited| cited.get(2).is_none() && cited[1].parse().is_ok_and(|number| numbers.contains(&number)))
    };
    go_on || units.iter().any(cited) || stand_alone(units, found, &numbered)
}

/// Whether one run of numbers begins above all questions, below a heading or a line that leads to no list.
fn stand_alone(units: &[Unit], found: &[Found], numbered: &[(usize, u32)]) -> bool {
    let first = numbered.first().map_or(0, |(at, _)| *at);
    let one_run = numbered.iter().zip(1..).all(|((_, number), wanted)| *number == wanted);
    let above = found.first().is_none_or(|found| first < found.at);
    let led = first.checked_sub(1).is_some_and(|at| !units[at].is_heading() && units[at].text.ends_with(['.', ':', ';', ',', '?']));
    one_run && above && !led
}

/// Numbers that begin anew further in count items of a list, not paragraphs.
pub(super) fn mark_items(units: &mut [Unit]) {
    let Some(outer) = body(units).filter(|(_, unit)| unit.number().is_some()).map(|(_, unit)| unit.level).min() else { return };
    let numbered: Vec<usize> = body(units).filter(|(_, unit)| unit.number().is_some()).map(|(at, _)| at).collect();
    let mut before: Option<u32> = None;
    for at in numbered.into_iter().skip(1) {
        let number = units[at].number().unwrap_or_default();
        let further_in = units[at].level > outer && (number == 1 || before.is_some_and(|before| number == before + 1));
        before = further_in.then_some(number);
        units[at].in_list = further_in;
    }
}

/// Where nothing looks like a heading, the lines that every response heads its sections with are.
pub(super) fn find_headings(units: &mut [Unit], found: &[Found], from: usize) {
    let is_question = |at: usize| labels::found_at(found, at).is_some();
    if (from..units.len()).any(|at| units[at].is_heading() && !is_question(at)) {
        return;
    }
    for at in from..units.len().saturating_sub(1) {
        let next = units[at + 1].number().is_some() || is_question(at + 1);
        let unit = &mut units[at];
        let alone = unit.kind == PieceKind::Paragraph && unit.label.is_none() && unit.cell.is_none() && unit.table.is_none();
        if next && alone && SECTION.is_match(&unit.text) {
            (unit.kind, unit.level) = (PieceKind::Heading, 1);
        }
    }
}
