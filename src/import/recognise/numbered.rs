//! Questions that only a number and their words show (R3, R5).

use super::{
    Doubt,
    below::{BOX, SELECT},
    labels::{Found, OPENS, Rule, asks},
    pattern::pattern,
    scales,
    units::{Unit, strip_prefix, unbold},
    unnumbered::unnamed,
};
use crate::import::{Bold, PieceKind, read::lines};

pattern!(UNMARKED, r"^((?:\* ?)?(\d{1,3}(?:\.\d{1,2}){0,3}(?:\s?[a-h]\))?)\s+)((?u:.+))$");
pattern!(
    TELLS,
    r"^(?:describe|discuss|explain|identify|provide|comment on|set out|specify|suggest|indicate|summari[sz]e|tell us|let us know|give (?:us|your|details|examples|reasons|an?)|(?:list|outline|state|share|name|rate|rank|estimate) (?:any|all|the|your|up to|at least|how|what|which|whether|why|each|every|these|those|examples|two|three|four|five|\d+)|we (?:would )?(?:welcome|invite|seek)|please)\b"
);

/// R3, R5: numbered pieces that ask; their numbers rise.
pub(super) fn numbered(units: &[Unit], named: Vec<Found>) -> Vec<Found> {
    let mut found: Vec<Found> = named;
    let mut last: Vec<u32> = Vec::new();
    let mut last_at = 0;
    for (at, unit) in units.iter().enumerate() {
        let Some(label) = unit.label.as_deref().filter(|label| is_number(label) && unit.table.is_none()) else { continue };
        let stands_out = unit.bold != Bold::None || unit.kind == PieceKind::Heading;
        let (question, strong) = (unit.text.contains('?'), asks(&unit.text));
        let number = parts(label);
        let next = follows(&number, &last);
        let below = units.get(at + 1);
        let fits = question && (stands_out || strong || OPENS.is_match(&unit.text))
            || next && (strong || unit.text.ends_with('?'))
            || strong && stands_out
            || unit.text.ends_with(':') && below.is_some_and(|below| BOX.is_match(&below.text) || is_lettered_question(below));
        if !fits || found.iter().any(|other| other.at == at) {
            continue;
        }
        // Below another heading they may count from 1 again.
        let anew = || number == [1] && strong && units[last_at..at].iter().any(|unit| unit.is_heading() || unit.text.ends_with(':'));
        if number > last || stands_out || unit.automatic || anew() {
            found.push(of_label(at, unit, label));
            (last, last_at) = (number, at);
        }
    }
    if found.len() < 2 {
        let more = unmarked(units);
        found.retain(|found| more.iter().all(|more| more.at != found.at));
        found.extend(more);
    }
    found.sort_by_key(|found| found.at);
    fill_gaps(units, &mut found);
    go_on(units, &mut found);
    beside(units, &mut found);
    found
}

/// Numbered pieces that count on behind the last question of a run and tell what to write.
fn go_on(units: &[Unit], found: &mut Vec<Found>) {
    let mut n = 0;
    while n < found.len() {
        let next = counting_on(units, found, n).filter(|&at| TELLS.is_match(&units[at].text));
        if let Some((at, label)) = next.and_then(|at| Some((at, units[at].label.as_deref()?))) {
            found.insert(n + 1, of_label(at, &units[at], label));
        }
        n += 1;
    }
}

/// The place of the piece with the next number behind a question, where no other number and no heading
/// stands between and no later question has that number.
fn counting_on(units: &[Unit], found: &[Found], n: usize) -> Option<usize> {
    let (own, next) = (parts(&found[n].id), found.get(n + 1));
    let last = next.is_none_or(|next| parts(&next.id) <= own);
    let behind = units.iter().enumerate().take(next.map_or(units.len(), |next| next.at)).skip(found[n].at + 1);
    let mut numbered = behind.take_while(|(_, unit)| !unit.is_heading()).filter(|(_, unit)| unit.label.as_deref().is_some_and(is_number));
    let (at, unit) = numbered.next().filter(|_| last && found[n].rule == Rule::Numbered)?;
    let number = parts(unit.label.as_deref()?);
    (number.len() == own.len() && follows(&number, &own) && unit.table.is_none()).then_some(at)
}

/// Says where the numbers count on behind the last question of a run, and what stands there does not ask.
pub(super) fn doubt_rest(units: &[Unit], found: &[Found], doubts: &mut Vec<Doubt>) {
    let rest = (1..found.len()).filter(|&n| follows(&parts(&found[n].id), &parts(&found[n - 1].id)));
    for (n, unit) in rest.filter_map(|n| counting_on(units, found, n).map(|at| (n, &units[at]))) {
        if unit.text.chars().count() <= 200 {
            let message = format!("behind question `{}` the numbers count on, but this does not ask: “{}”", found[n].id, unit.text);
            doubts.push(Doubt::new(message, unit.at, "where it is a question, mark it: `--mark FILE`"));
        }
    }
}

/// `7 Do you agree …?`: a number without a mark behind it, where the words ask or boxes stand below, and the
/// numbers rise.
fn unmarked(units: &[Unit]) -> Vec<Found> {
    let mut out = Vec::new();
    let mut last = Vec::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.table.is_none()) {
        let Some((before, label, words)) = unmarked_label(unit) else { continue };
        let number = parts(&label);
        if number > last && (asks(&words) || has_boxes(&units[at + 1..])) {
            let mut found = of_label(at, unit, &label);
            strip_prefix(&mut found.content, &before);
            out.push(found);
            last = number;
        }
    }
    if out.len() < 3 { Vec::new() } else { out }
}

/// What stands before the words, the number in it, and the words. Among such numbers `3.1` has no mark either.
fn unmarked_label(unit: &Unit) -> Option<(String, String, String)> {
    match unit.label.as_deref().filter(|label| *label != "*") {
        None => UNMARKED.captures(&unit.text).map(|found| (found[1].trim().to_owned(), found[2].to_owned(), found[3].to_owned())),
        Some(label) => {
            let dotted = label.contains('.') && label.ends_with(|c: char| c.is_ascii_digit()) && is_number(label);
            dotted.then(|| (String::new(), label.to_owned(), unit.text.clone()))
        }
    }
}

/// Whether two boxes stand below, or below a line that says how many to choose.
fn has_boxes(below: &[Unit]) -> bool {
    let below = if below.first().is_some_and(|unit| SELECT.is_match(&unit.text)) { &below[1..] } else { below };
    below.len() >= 2 && below[..2].iter().all(|unit| scales::option(unit).is_some_and(|option| option.boxed))
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

/// Whether a number is the next one: 1.3, 1.2.1 or 2 behind 1.2.
fn follows(number: &[u32], last: &[u32]) -> bool {
    let Some((next, above)) = number.split_last() else { return false };
    let below = above == last && *next == 1;
    let beside = last.len() >= number.len() && last.starts_with(above) && last[above.len()] + 1 == *next;
    !last.is_empty() && (below || beside)
}

/// Lettered or roman pieces that ask, in a file whose questions have no other numbers.
pub(super) fn lettered(units: &[Unit]) -> Vec<Found> {
    let letter = |unit: &Unit| unit.label.clone().filter(|label| lines::is_label(label) && !is_number(label) && unit.table.is_none());
    let question = |unit: &Unit| unit.text.contains('?') && OPENS.is_match(&unit.text);
    let fits = |unit: &Unit| (question(unit) || asks(&unit.text)) && unit.ticks.is_empty();
    let all = units.iter().enumerate().filter(|(_, unit)| fits(unit));
    all.filter_map(|(at, unit)| letter(unit).map(|label| of_label(at, unit, &label))).collect()
}

/// R5b: numbered pieces whose numbers fill a hole between two questions, or lead up to the first, and
/// that ask or tell.
fn fill_gaps(units: &[Unit], found: &mut Vec<Found>) {
    let Some(first) = found.first().filter(|_| found.len() >= 3) else { return };
    let lead = parts(&first.id);
    let mut more = match lead.as_slice() {
        [2..=4] => filling(units, 0..first.at, &[], 1..lead[0]),
        _ => Vec::new(),
    };
    // All of them or none: a list before the questions has numbers as well.
    if more.len() + 1 != lead.first().copied().unwrap_or_default() as usize {
        more.clear();
    }
    for pair in found.windows(2) {
        let (from, to) = (parts(&pair[0].id), parts(&pair[1].id));
        let (Some((&first, above)), Some((&next, beside))) = (from.split_last(), to.split_last()) else { continue };
        if above == beside && next >= first + 2 {
            more.extend(filling(units, pair[0].at + 1..pair[1].at, above, first + 1..next));
        }
    }
    found.extend(more);
    found.sort_by_key(|found| found.at);
}

/// Numbered pieces of some numbers, in order; of several with the same number the last.
fn filling(units: &[Unit], among: std::ops::Range<usize>, above: &[u32], numbers: std::ops::Range<u32>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut wanted = numbers.end;
    for at in among.rev() {
        let unit = &units[at];
        let Some(label) = unit.label.as_deref().filter(|label| is_number(label)) else { continue };
        let tells = unit.text.contains('?') || unit.text.ends_with(':') || asks(&unit.text) || OPENS.is_match(&unit.text);
        let number = parts(label);
        let fits = number.split_last().is_some_and(|(own, beside)| beside == above && own + 1 == wanted && *own >= numbers.start);
        if fits && (tells || TELLS.is_match(&unit.text)) {
            out.insert(0, of_label(at, unit, label));
            wanted -= 1;
        }
    }
    out
}

fn of_label(at: usize, unit: &Unit, label: &str) -> Found {
    let bare = label.trim_start_matches(['(', '[']).trim_end_matches(['.', ')', ']', ':']);
    let id = bare.replace(' ', "").split('.').map(|part| part.trim_start_matches('0')).collect::<Vec<_>>().join(".");
    Found {
        at,
        id,
        printed: bare.to_owned(),
        content: unbold(&unit.content),
        rule: Rule::Numbered,
        words_at: None,
        more: Vec::new(),
        answers: false,
    }
}

/// `7.`, `7a)`, `2.1.1`; `7` where the reader knows that it is a label.
fn is_number(label: &str) -> bool {
    let bare = (1..=3).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit());
    bare || lines::is_label(label) && label.trim_start_matches(['(', '[']).starts_with(|c: char| c.is_ascii_digit())
}

/// The numbers in a label, a letter counted as one.
fn parts(label: &str) -> Vec<u32> {
    let mut out = Vec::new();
    for part in label.trim_matches(|c: char| !c.is_ascii_alphanumeric()).split('.') {
        let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
        out.extend(digits.parse::<u32>());
        out.extend(part[digits.len()..].trim_start().chars().next().map(u32::from));
    }
    out
}
