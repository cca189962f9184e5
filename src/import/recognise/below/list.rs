//! A list directly below a question: the options of it, or more of its words.

use super::super::{
    scales,
    units::{Unit, plain_number},
};
use crate::document::house::Count;

/// What the entries of a list are to the question above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// One or some of them are chosen.
    Options,
    /// They go on with its words, which announce them.
    Words,
    /// Nothing tells: they are kept with its words and a person is asked.
    Unknown,
}

/// The longest entry that may be an option, in characters.
const LONGEST: usize = 220;
/// The longest plainly numbered one: paragraphs of a chapter are numbered as well.
const LONGEST_NUMBERED: usize = 100;

/// The list at the beginning of some units: one series of labels from its first on (`a)`, `b)`; `1.`,
/// `2.`), bullets, or the steps of a scale; nothing where there is no list.
pub(in super::super) fn run(units: &[Unit]) -> &[Unit] {
    let length = [labelled, bulleted, steps].iter().map(|rule| rule(units)).max().unwrap_or_default();
    let run = &units[..length];
    let fits = |unit: &Unit| unit.table.is_none() && !unit.is_heading() && unit.text.chars().count() <= LONGEST && !is_paragraph(unit);
    if length >= 2 && run.iter().all(fits) { run } else { &[] }
}

/// A numbered sentence is a paragraph of the text around the questions.
fn is_paragraph(unit: &Unit) -> bool {
    unit.number().is_some() && (unit.text.ends_with('.') || unit.text.chars().count() > LONGEST_NUMBERED)
}

/// How many labels of one series there are: `(a)`, `(b)`; `1.`, `2.`; `i`, `ii`.
fn labelled(units: &[Unit]) -> usize {
    let Some(first) = units.first().and_then(|unit| unit.label.as_deref()) else { return 0 };
    let series = |count: Count, from: u32| {
        let wanted = |n: usize| first.replacen(bare(first), &count.write(from + n as u32), 1);
        units.iter().enumerate().take_while(|(n, unit)| unit.label.as_deref() == Some(&wanted(*n))).count()
    };
    let counts = [Count::LowerLetter, Count::UpperLetter, Count::LowerRoman, Count::UpperRoman];
    let numbers = plain_number(first).filter(|&from| from <= 1).map_or(0, |from| series(Count::Decimal, from));
    counts.into_iter().map(|count| series(count, 1)).max().unwrap_or_default().max(numbers)
}

fn bare(label: &str) -> &str {
    label.trim_matches(|c: char| !c.is_ascii_alphanumeric())
}

fn bulleted(units: &[Unit]) -> usize {
    units.iter().take_while(|unit| unit.is_bullet() && unit.ticks.is_empty() && unit.cell.is_none()).count()
}

/// `1 (not at all)`, `2`, `3`: each the next number, three or more.
fn steps(units: &[Unit]) -> usize {
    let numbers: Vec<u32> = units.iter().map_while(step).collect();
    let steps = 1 + numbers.windows(2).take_while(|pair| pair[0].abs_diff(pair[1]) == 1).count();
    if numbers.len() < 3 || steps < 3 || !numbers[..steps].iter().any(|&number| number <= 1) { 0 } else { steps }
}

/// The number of a step of a scale, which is short and says at most what the number means.
fn step(unit: &Unit) -> Option<u32> {
    let digits = unit.text.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|_| unit.label.is_none() && scales::is_step(&unit.text))
}

/// What a list is to the question above, `choosing` where that says to choose.
pub(super) fn meant(question: &str, entries: &[Unit], choosing: bool) -> Meant {
    let scale = entries.iter().any(|unit| scales::option(unit).is_some()) || entries.iter().all(|unit| step(unit).is_some());
    let choices = entries.iter().all(|unit| !unit.text.ends_with([':', '?']));
    let called = choosing || scales::announces_options(question) || scales::chooses_among(question);
    match () {
        () if choices && (called || scale) => Meant::Options,
        () if super::announces(question) => Meant::Words,
        () => Meant::Unknown,
    }
}

/// The words of an option: without the marks and the words that join it to the next.
pub(super) fn option(text: &str) -> String {
    let words = text.trim_end_matches([';', ',', '.', ' ']);
    let joined = [" and", " or"].iter().find_map(|end| words.strip_suffix(end)).filter(|words| words.ends_with([';', ',']));
    joined.unwrap_or(words).trim_end_matches([';', ',', '.', ' ']).to_owned()
}
