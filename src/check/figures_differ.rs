#![doc = include_str!("figures-differ.md")]

use super::{
    Case, Check, Run,
    figure::{Figure, Unit, figures, sentence},
    plain::{Passage, Role},
};
use crate::diagnostic::{Diagnostic, codes};
use std::collections::BTreeMap;

pub(super) static CHECK: Check = Check { code: &codes::FIGURES_DIFFER, run: Run::Response(run) };

/// Measures, times and small words, which name nothing that could be counted twice.
const MEASURES: [&str; 89] = [
    "about",
    "above",
    "according",
    "acres",
    "additional",
    "and",
    "annually",
    "annum",
    "are",
    "around",
    "because",
    "been",
    "being",
    "below",
    "between",
    "but",
    "can",
    "compared",
    "cost",
    "costs",
    "could",
    "day",
    "days",
    "down",
    "during",
    "each",
    "every",
    "extra",
    "for",
    "from",
    "had",
    "has",
    "have",
    "hectares",
    "hour",
    "hourly",
    "hours",
    "how",
    "into",
    "just",
    "kilometres",
    "last",
    "less",
    "litres",
    "metres",
    "miles",
    "month",
    "monthly",
    "months",
    "more",
    "not",
    "now",
    "one",
    "only",
    "onto",
    "over",
    "people",
    "per",
    "pounds",
    "should",
    "since",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "these",
    "they",
    "this",
    "those",
    "through",
    "tonnes",
    "total",
    "under",
    "was",
    "week",
    "weekly",
    "weeks",
    "were",
    "when",
    "which",
    "while",
    "will",
    "with",
    "would",
    "year",
    "yearly",
    "years",
];

/// A figure where it stands.
struct Said<'p, 'c> {
    figure: Figure<'p>,
    passage: &'p Passage<'c>,
}

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    let mut said: BTreeMap<(Unit, String), Said> = BTreeMap::new();
    for passage in case.passages.iter().filter(|passage| passage.role == Role::Prose) {
        for figure in figures(&passage.words) {
            let Some(what) = what(&figure) else { continue };
            let Some(first) = said.get(&(figure.unit, what.clone())) else {
                said.insert((figure.unit, what), Said { figure, passage });
                continue;
            };
            if may_both_hold(first, &Said { figure: figure.clone(), passage }) {
                continue;
            }
            let message = format!("`{}` {what} here, and `{}` there", figure.text, first.figure.text);
            findings.push(
                Diagnostic::new(&codes::FIGURES_DIFFER, case.place(passage, figure.text), message)
                    .related(case.place(first.passage, first.figure.text), "the first figure")
                    .help("see which is right; if they count different things, say so in the words behind them"),
            );
        }
    }
}

/// What a figure counts, where so many words say it that the same words mean the same thing. Surveys
/// give many shares in words that begin alike, so that of these the words must be all there are.
fn what(figure: &Figure) -> Option<String> {
    let wanted = match figure.unit {
        Unit::Percent if figure.whole => figure.of.len().max(3),
        Unit::Percent => return None,
        Unit::Money(_) => 3,
        Unit::Count if figure.value >= 1000.0 => 3,
        Unit::Count => return None,
    };
    let things = if figure.unit == Unit::Count { 2 } else { 1 };
    let most = if figure.unit == Unit::Percent { wanted } else { figure.of.len() };
    let enough = (wanted..=most).find(|count| names_things(figure.of.get(..*count).unwrap_or_default(), things))?;
    Some(figure.of.get(..enough)?.join(" "))
}

/// Whether words name so many things: `for each place` names one, `passengers at the junction` two, `tonnes a
/// year`, of which everything can have some, none.
fn names_things(words: &[String], wanted: usize) -> bool {
    words.iter().filter(|word| word.len() > 2 && !MEASURES.contains(&word.as_str())).count() >= wanted
}

/// Two figures of one sentence are compared there, and of two years both may hold; a rounded one is the same.
fn may_both_hold(first: &Said, second: &Said) -> bool {
    let (one, other) = (sentence(&first.passage.words, first.figure.text), sentence(&second.passage.words, second.figure.text));
    let coarse = first.figure.precision.max(second.figure.precision);
    let rounded = |figure: &Figure| (figure.value / coarse).round();
    rounded(&first.figure) == rounded(&second.figure) || std::ptr::eq(one, other) || years(one) != years(other)
}

fn years(sentence: &str) -> Vec<&str> {
    let words = sentence.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit()))
        .collect()
}
