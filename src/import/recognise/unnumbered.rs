//! Questions that print no number (R7): known by what they ask, how they stand out and what stands below.

use super::{
    below::{BLANK, BOX, EXPLAIN, list},
    labels::{Found, Rule, asks, found_at},
    limits,
    pattern::pattern,
    scales,
    units::{Unit, strip_prefix, unbold},
};
use crate::{
    document::walk::plain,
    import::{Bold, PieceKind},
};
use std::collections::BTreeSet;

pattern!(
    ABOUT,
    r"^(?:why (?:are|is|do|does|have) (?:we|this|the|you)\b|who (?:is|are|should|can|will|may|we|this)\b(?u:[^?]){0,40}\b(?:respond|reply|for|consult|affect|read)|what (?:is|are) (?:this|we|the (?:purpose|scope|aim|background|timetable))\b|what (?:happens|will happen)|how (?:to|do i|can i|can you|you can|will (?:we|your|my|responses)|we will|should i)\b|where can i|when (?:is|does|will)|need help|(?:any|have you any) questions)"
);
pattern!(
    LIST_HEAD,
    r"^(?:(?:summary|list|overview) of )?(?:the )?(?:(?:consultation|discussion|key|specific|guiding|focus) )?questions(?: (?:to consider|for (?:consultation|discussion|consideration|respondents|comment)|for you))?:?$"
);
pattern!(CELL_HEAD, r"^(?:consultation )?questions?:?$");
pattern!(ANSWER_HEAD, r"\b(?:responses?|answers?|comments?|views?|reply|feedback)\b");

/// Adds the questions without a number, and leaves all in order.
pub(super) fn add(units: &[Unit], found: &mut Vec<Found>) {
    let numbered = found.iter().any(|found| !found.id.is_empty());
    found.extend(bare(units, found));
    found.sort_by_key(|found| found.at);
    if numbered {
        return;
    }
    for rule in [in_form, standing_out, plain_lines] {
        let more: Vec<Found> = rule(units, found).into_iter().filter(|more| found_at(found, more.at).is_none()).collect();
        found.extend(more);
        found.sort_by_key(|found| found.at);
    }
    if found.is_empty() {
        *found = listed(units);
    }
}

/// Words that ask, with two or more options below.
fn bare(units: &[Unit], found: &[Found]) -> Vec<Found> {
    let taken: BTreeSet<usize> = found.iter().flat_map(|found| [Some(found.at), found.words_at]).flatten().collect();
    let fits = |at: usize, unit: &Unit| {
        // Most units end otherwise: they need no pattern.
        if unit.table.is_some() || unit.text.len() >= 600 || !unit.text.ends_with(['?', ':']) {
            return false;
        }
        let announced = scales::announces_options(&unit.text);
        let is_option = |unit: &&Unit| scales::option(unit).is_some() || announced && unit.label.is_some();
        let room = |next: &Unit| scales::options_on_line(next).len() >= 2 || BLANK.is_match(&next.text) && unit.cell.is_none();
        let line = units.get(at + 1).is_some_and(room);
        let options = units[at + 1..].iter().take(4).take_while(is_option).count();
        let unfinished = |found: &Found| {
            let words = plain(&found.content);
            words.is_empty() || !words.ends_with(['?', '.', '!', ':']) && units[found.at].bold == unit.bold
        };
        let below_label = at > 0 && found_at(found, at - 1).is_some_and(unfinished);
        let boxes = units[at + 1..].iter().take(2).filter(|unit| scales::option(unit).is_some_and(|option| option.boxed)).count() == 2;
        let asks = unit.text.ends_with('?') || boxes || asks(&unit.text);
        asks && (options >= 2 || line) && !below_label
    };
    let bare = units.iter().enumerate().filter(|(at, unit)| !taken.contains(at) && fits(*at, unit) && scales::option(unit).is_none());
    bare.map(|(at, unit)| unnamed(at, unit)).collect()
}

/// A table whose head says "Question" over one column and "Response" over another: each row asks.
fn in_form(units: &[Unit], _: &[Found]) -> Vec<Found> {
    let heads = |pattern: fn(&str) -> bool| -> BTreeSet<(usize, usize)> {
        let head = |unit: &Unit| unit.cell.filter(|(_, row, _)| *row == 0 && pattern(&unit.text)).map(|(table, _, column)| (table, column));
        units.iter().filter_map(head).collect()
    };
    let (questions, answers) = (heads(|text| CELL_HEAD.is_match(text)), heads(|text| ANSWER_HEAD.is_match(text)));
    let form = |table: usize, column: usize| questions.contains(&(table, column)) && answers.iter().any(|(other, _)| *other == table);
    let mut rows = BTreeSet::new();
    let mut out = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let Some((table, row, column)) = unit.cell.filter(|(table, row, column)| *row > 0 && form(*table, *column)) else { continue };
        if (unit.text.ends_with('?') || asks(&unit.text)) && rows.insert((table, row, column)) {
            out.push(unnamed(at, unit));
        }
    }
    out
}

/// Headings and bold lines that ask, with room for an answer below; and those that look like them and
/// tell what to write.
fn standing_out(units: &[Unit], found: &[Found]) -> Vec<Found> {
    let look = |unit: &Unit| (unit.kind == PieceKind::Heading, unit.level);
    let stands = |unit: &Unit| unit.cell.is_none() && unit.table.is_none() && (unit.kind == PieceKind::Heading || unit.bold == Bold::All);
    let asking = |unit: &Unit| stands(unit) && is_alone(unit);
    let good = |at: &usize| asking(&units[*at]) && !ABOUT.is_match(&units[*at].text) && has_room(units, *at, &stands);
    let first: Vec<usize> = (0..units.len()).filter(good).collect();
    let known = || first.iter().copied().chain(found.iter().map(|found| found.at));
    let looks: BTreeSet<(bool, u8)> = known().filter(|&at| stands(&units[at])).map(|at| look(&units[at])).collect();
    if known().collect::<BTreeSet<_>>().len() < 2 {
        return Vec::new();
    }
    let told =
        |at: &usize| stands(&units[*at]) && looks.contains(&look(&units[*at])) && asks(&units[*at].text) && has_room(units, *at, &stands);
    let told: Vec<usize> = (0..units.len()).filter(|at| !first.contains(at) && told(at) && !ABOUT.is_match(&units[*at].text)).collect();
    first.iter().chain(&told).map(|&at| unnamed(at, &units[at])).collect()
}

/// Plain lines that ask and nothing else, three or more, each with room for an answer below.
fn plain_lines(units: &[Unit], found: &[Found]) -> Vec<Found> {
    let plain = |unit: &Unit| unit.cell.is_none() && unit.table.is_none() && unit.kind == PieceKind::Paragraph && unit.bold == Bold::None;
    let asking = |unit: &Unit| plain(unit) && is_alone(unit) && asks(&unit.text);
    let room = |at: usize| has_room(units, at, &asking) || units.get(at + 1).is_some_and(Unit::is_heading);
    let lines: Vec<usize> = (0..units.len()).filter(|&at| asking(&units[at]) && !ABOUT.is_match(&units[at].text) && room(at)).collect();
    let all: BTreeSet<usize> = lines.iter().copied().chain(found.iter().map(|found| found.at)).collect();
    if all.len() < 3 { Vec::new() } else { lines.iter().map(|&at| unnamed(at, &units[at])).collect() }
}

/// Whether a unit is a question and nothing else.
fn is_alone(unit: &Unit) -> bool {
    unit.text.ends_with('?') && unit.text.chars().count() < 900 && scales::option(unit).is_none()
}

/// Whether what stands below leaves room for an answer: options, a box, a hint, another question or
/// heading, the end; prose would be the text of a chapter.
fn has_room(units: &[Unit], at: usize, like: &dyn Fn(&Unit) -> bool) -> bool {
    let Some(next) = units.get(at + 1) else { return true };
    let choices = scales::option(next).is_some() || scales::options_on_line(next).len() >= 2;
    let entries = list::run(&units[at + 1..]);
    let list = !entries.is_empty() && next.text.chars().count() <= 80;
    let hint = limits::is_limit_alone(&next.text) || EXPLAIN.is_match(&next.text) && next.text.chars().count() < 200;
    choices || list || hint || BOX.is_match(&next.text) || BLANK.is_match(&next.text) || like(next) || next.is_heading() && like(&units[at])
}

/// Lists most of whose items ask, or that a heading calls questions, in a file that has no other questions.
fn listed(units: &[Unit]) -> Vec<Found> {
    let question = |unit: &Unit| unit.text.contains('?') && (asks(&unit.text) || unit.text.ends_with('?'));
    let items: Vec<usize> = (0..units.len()).filter(|&at| units[at].kind == PieceKind::Item && units[at].table.is_none()).collect();
    let mut out = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    for (n, &at) in items.iter().enumerate() {
        run.push(at);
        if items.get(n + 1).is_none_or(|&next| next != at + 1) {
            let asking = run.iter().filter(|&&at| question(&units[at])).count();
            let called = run[0].checked_sub(1).is_some_and(|above| LIST_HEAD.is_match(&units[above].text));
            if asking >= 3 && asking * 3 >= run.len() * 2 || called && asking * 2 >= run.len() {
                out.extend(run.iter().map(|&at| unnamed(at, &units[at])));
            }
            run.clear();
        }
    }
    out
}

pub(super) fn unnamed(at: usize, unit: &Unit) -> Found {
    let mut content = unbold(&unit.content);
    if plain(&content).starts_with("* ") {
        strip_prefix(&mut content, "*");
    }
    Found { at, id: String::new(), printed: String::new(), content, rule: Rule::Bare, words_at: None, more: Vec::new(), answers: false }
}
