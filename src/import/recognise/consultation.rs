//! A consultation: its questions with ids, words, options and limits, and what stands around them.

use super::{
    Doubt, ids,
    labels::{self, Found, Rule},
    limits, page,
    pattern::pattern,
    scales::{self, Choice},
    units::{Unit, unbold, units},
};
use crate::{
    document::{Inline, walk::plain},
    import::{Bold, Foreign, Place},
    library::Limit,
    text::same_words,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A consultation as it was recognised.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Consultation {
    /// Its title.
    pub title: String,
    /// Who consults.
    pub department: Option<String>,
    /// The last day to respond.
    pub closes: Option<NaiveDate>,
    /// What it says of how to respond.
    pub how: Vec<String>,
    /// The questions in order.
    pub questions: Vec<Question>,
    /// What a person should look at.
    pub doubts: Vec<Doubt>,
}

/// A question as it was recognised.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Question {
    /// Unique in the consultation.
    pub id: String,
    /// As printed before its words: `Question 7`; empty where nothing is.
    pub label: String,
    /// The heading it stands under.
    pub part: Option<String>,
    /// Its words, emphasis kept.
    pub content: Vec<Inline>,
    /// Its options; empty for free text.
    pub options: Vec<String>,
    /// Whether several may be chosen.
    pub choose_many: bool,
    /// The most that an answer may hold.
    pub limit: Option<Limit>,
    /// What it says of the words beside the choice: "Please explain your answer."
    pub explain: Option<String>,
    /// Options that are ticked: somebody has filled the form in.
    pub ticked: Vec<String>,
    /// Where it stands.
    pub at: Place,
}

impl Question {
    /// Its words without marks.
    pub fn text(&self) -> String {
        plain(&self.content).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

pattern!(
    EXPLAIN,
    r"^(?:please (?:briefly )?(?:explain|give|provide|tell us|expand|set out|use (?:this|the)|add|comment|share)|(?:further |any |additional |other )?comments?\b|reasons?\b|explain|why\??$|if (?:you )?(?:yes|no|not|other|disagree|answered)[, ]|your (?:comments|reasons)|anmerkungen|bemerkungen|begründung)"
);
pattern!(
    BOX,
    r"^(?:(?:your |our )?(?:response|answer|reply)s?\s*:?|\[?(?:open|closed|free[- ]text)(?: (?:question|response|text|box))?\]?|free text(?: box)?|(?:click|tap)[^.]{0,60}(?:text|here)\.?|klicken oder tippen sie hier.*|enter (?:your )?(?:text|response|answer)[^.]{0,20}\.?|text box|type here|mandatory|optional|required)$"
);
pattern!(BLANK, r"^[\s.…_\-–‐|]{3,}$");

/// Recognises a consultation.
pub fn recognise(foreign: &Foreign) -> Consultation {
    let units = units(foreign);
    let found = labels::find(&units);
    let title = page::title(foreign, &units);
    let closes = page::closes(&units);
    let mut out = Consultation {
        title: title.as_ref().map(|(title, _)| title.clone()).unwrap_or_default(),
        department: page::department(&units),
        closes: closes.map(|(day, _)| day),
        how: page::how_to_respond(&units),
        ..Consultation::default()
    };
    let title_at = title.map_or(usize::MAX, |(_, at)| at);
    let mut part = None;
    for (n, question) in found.iter().enumerate() {
        let end = found.get(n + 1).map_or(units.len(), |next| next.at);
        let from = if n == 0 { 0 } else { found[n - 1].at + 1 };
        part = part_of(&units[from..question.at], title_at.wrapping_sub(from)).or(part);
        let part = part.clone().filter(|part| !part.is_empty() && !EXPLAIN.is_match(part));
        out.questions.extend(read(&units, question, end, part));
    }
    ids::name(&mut out.questions, &mut out.doubts);
    ids::doubt_run(&out.questions, &mut out.doubts);
    if out.questions.is_empty() {
        let help = "show which pieces are questions with `--questions 'PATTERN'`, or mark them: `--mark FILE`";
        out.doubts.push(Doubt::new("no question was found", Place::default(), help));
    }
    if out.closes.is_none() {
        out.doubts.push(Doubt::new("no closing date was found", Place::default(), "add `closes = …` to the record"));
    }
    out
}

/// The last heading among units that is no title.
fn part_of(units: &[Unit], title: usize) -> Option<String> {
    let is_part = |(n, unit): &(usize, &Unit)| unit.is_heading() && *n != title && scales::option(unit).is_none();
    units.iter().enumerate().rev().find(is_part).map(|(_, unit)| unit.text.clone())
}

/// The state of reading what stands below a question's label.
#[derive(Default)]
struct Below {
    question: Question,
    /// Whether the question's words may still go on.
    open: bool,
    bold: bool,
    /// Whether bullets at hand are part of the words.
    listing: bool,
    choices: Vec<Choice>,
    subs: Vec<Question>,
}

/// Reads a question up to the next; its sub-questions come behind it.
fn read(units: &[Unit], found: &Found, end: usize, part: Option<String>) -> Vec<Question> {
    let unit = &units[found.at];
    let mut below = Below { bold: unit.bold == Bold::All, ..Below::default() };
    below.question = Question {
        id: found.id.clone(),
        label: found.printed.clone(),
        part,
        content: found.content.clone(),
        at: unit.at,
        ..Question::default()
    };
    take_line_options(&mut below, found.rule);
    below.open = !ends(&below.question.text());
    let from = found.words_at.unwrap_or(found.at) + 1;
    for (n, unit) in units[from..end.max(from)].iter().enumerate() {
        if unit.table.is_some() || BLANK.is_match(&unit.text) {
            continue;
        }
        let option = scales::option(unit).filter(|_| !below.open || !below.question.content.is_empty());
        if unit.is_heading() && option.is_none() && !(below.question.content.is_empty() || below.open && below.bold && n == 0) {
            break;
        }
        step(&mut below, unit, option, units.get(from + n + 1).filter(|_| from + n + 1 < end));
    }
    finish(below)
}

/// A question may carry its scale on its own line: "Do you agree? Yes / No".
fn take_line_options(below: &mut Below, rule: Rule) {
    let text = below.question.text();
    let Some(at) = text.rfind('?').filter(|&at| at + 1 < text.len() && rule != Rule::Bare) else { return };
    let rest = text[at + 1..].trim();
    let line = Unit { text: rest.to_owned(), ..Unit::default() };
    let choices = scales::options_on_line(&line);
    if choices.len() >= 2 {
        below.choices = choices;
        below.question.content = vec![Inline::text(text[..=at].to_owned())];
    }
}

fn step(below: &mut Below, unit: &Unit, option: Option<Choice>, next: Option<&Unit>) {
    let many = scales::options_on_line(unit);
    if many.len() >= 2 {
        below.choices.extend(many);
        below.open = false;
        return;
    }
    if let Some(limit) = limits::limit(&unit.text).filter(|_| limits::is_limit_alone(&unit.text)) {
        below.question.limit = Some(limit);
        return;
    }
    if BOX.is_match(&unit.text) {
        return;
    }
    if EXPLAIN.is_match(&unit.text) && !below.open && below.question.explain.is_none() && unit.text.chars().count() < 400 {
        below.question.limit = below.question.limit.or_else(|| limits::limit(&unit.text));
        below.question.explain = Some(unit.text.clone());
        return;
    }
    let alone = |choice: &Choice| !choice.boxed && below.choices.is_empty() && next.is_none_or(|next| scales::option(next).is_none());
    if let Some(choice) = option.filter(|choice| !alone(choice) || unit.is_bullet()) {
        below.choices.push(choice);
        below.open = false;
        return;
    }
    if let Some(sub) = sub_question(below, unit) {
        below.subs.push(sub);
        below.open = false;
        return;
    }
    let list = unit.is_bullet() && below.subs.is_empty() && below.question.explain.is_none();
    let short = unit.text.chars().count() <= 80 && !unit.text.contains('?');
    if list
        && (scales::announces_options(&below.question.text())
            || short && scales::chooses_among(&below.question.text())
            || !below.choices.is_empty() && below.choices.iter().all(|choice| !choice.boxed))
    {
        below.choices.push(Choice { words: unit.text.trim_end_matches([';', ',', '.']).to_owned(), ticked: None, boxed: false });
        return;
    }
    let goes_on = below.open || below.bold && unit.bold == Bold::All || list && (below.listing || below.question.text().ends_with(':'));
    let asks_more =
        unit.text.ends_with('?') && unit.label.is_none() && below.choices.is_empty() && below.subs.is_empty() && unit.cell.is_none();
    if (goes_on || asks_more) && below.choices.is_empty() && below.subs.is_empty() {
        append(&mut below.question.content, unit);
        below.listing = list;
        take_line_options(below, Rule::Named);
        let text = below.question.text();
        below.open = !ends(&text) && !list;
    }
}

/// A lettered piece that asks belongs to the question above: `7a`.
fn sub_question(below: &Below, unit: &Unit) -> Option<Question> {
    let letter = unit.label.as_deref()?.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let roman = !letter.is_empty() && letter.chars().all(|c| "ivx".contains(c));
    let fits = letter.len() == 1 && letter.chars().all(|c| c.is_ascii_lowercase()) || roman && letter.len() <= 4;
    let asks = unit.text.contains('?') || labels::asks(&unit.text);
    (fits && asks && unit.ticks.is_empty() && below.question.id.contains(|c: char| c.is_ascii_digit())).then(|| Question {
        id: format!("{}{letter}", below.question.id),
        label: format!("{} ({letter})", below.question.label),
        part: below.question.part.clone(),
        content: unbold(&unit.content),
        limit: limits::limit(&unit.text),
        at: unit.at,
        ..Question::default()
    })
}

fn append(content: &mut Vec<Inline>, unit: &Unit) {
    if !content.is_empty() {
        content.push(Inline::text(" "));
    }
    if let Some(label) = unit.label.as_deref().filter(|_| unit.label.is_some()) {
        content.push(Inline::text(format!("{label} ")));
    }
    content.extend(unbold(&unit.content));
    crate::import::read::tidy::tidy(content);
}

fn ends(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '"', '\'', ')', ']', '*']).ends_with(['?', '.', '!', ':'])
}

fn finish(below: Below) -> Vec<Question> {
    let mut question = below.question;
    let text = question.text();
    question.limit = question.limit.or_else(|| limits::limit(&text));
    let mut seen = BTreeSet::new();
    let choices: Vec<Choice> = below.choices.into_iter().filter(|choice| seen.insert(same_words(&choice.words))).collect();
    if choices.len() >= 2 {
        question.ticked = choices.iter().filter(|choice| choice.ticked == Some(true)).map(|choice| choice.words.clone()).collect();
        question.options = choices.into_iter().map(|choice| choice.words).collect();
        question.choose_many =
            scales::chooses_many(&text) || question.explain.as_deref().is_some_and(scales::chooses_many) || question.ticked.len() > 1;
    }
    let mut out = vec![question];
    out.extend(below.subs);
    // A question that is nothing but its parts' stem still prints its words.
    out.retain(|question| !question.text().is_empty());
    out
}
