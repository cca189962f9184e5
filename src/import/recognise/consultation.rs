//! A consultation: its questions with ids, words, options and limits, and what stands around them.

use super::{
    Doubt,
    below::{Below, EXPLAIN},
    bodies, closing, ids,
    labels::{self, Found},
    numbered, page, scales,
    units::{Unit, doubt_tags, units},
    unnumbered::LIST_HEAD,
};
use crate::{
    document::{Inline, walk::plain},
    import::{Bold, Foreign, Place},
    library::Limit,
};
use chrono::NaiveDate;

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

/// Recognises a consultation.
pub fn recognise(foreign: &Foreign) -> Consultation {
    let units = units(foreign);
    let found = labels::find(&units);
    let title = page::title(foreign, &units);
    let closing = closing::find(&units);
    let mut out = Consultation {
        title: title.as_ref().map(|(title, _)| title.clone()).unwrap_or_default(),
        department: bodies::department(&units),
        closes: closing.as_ref().map(|closing| closing.day),
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
        let questions = read(&units, question, end, part, &mut out.doubts);
        out.questions.extend(questions);
    }
    doubt_tags(foreign, &mut out.doubts);
    ids::name(&mut out.questions, &mut out.doubts);
    ids::doubt_run(&out.questions, &mut out.doubts);
    numbered::doubt_rest(&units, &found, &mut out.doubts);
    if out.questions.is_empty() {
        let help = "show which pieces are questions with `--questions 'PATTERN'`, or mark them: `--mark FILE`";
        out.doubts.push(Doubt::new("no question was found", Place::default(), help));
    }
    out.doubts.extend(closing.and_then(|closing| closing.doubt));
    if out.department.is_none() {
        out.doubts.push(Doubt::new("nothing tells who consults", Place::default(), "add `department = …` to the record"));
    }
    if out.closes.is_none() {
        out.doubts.push(Doubt::new("no closing date was found", Place::default(), "add `closes = …` to the record"));
    }
    out
}

/// The last heading among units that is no title; where it says no more than "Questions", the one above
/// that it stands under.
fn part_of(units: &[Unit], title: usize) -> Option<String> {
    let is_part = |(n, unit): &(usize, &Unit)| unit.is_heading() && *n != title && scales::option(unit).is_none();
    let mut parts = units.iter().enumerate().rev().filter(is_part).map(|(_, unit)| unit);
    let last = parts.next()?;
    let over = |unit: &&Unit| unit.kind == last.kind && unit.level < last.level;
    let over = if LIST_HEAD.is_match(&last.text) { parts.find(over) } else { None };
    Some(over.unwrap_or(last).text.clone())
}

/// Reads a question up to the next; its sub-questions come behind it.
fn read(units: &[Unit], found: &Found, end: usize, part: Option<String>, doubts: &mut Vec<Doubt>) -> Vec<Question> {
    let unit = &units[found.at];
    let question = Question {
        id: found.id.clone(),
        label: found.printed.clone(),
        part,
        content: found.content.clone(),
        at: unit.at,
        ..Question::default()
    };
    let mut below = Below::new(question, unit.bold == Bold::All, found.rule);
    let from = found.words_at.unwrap_or(found.at) + 1;
    let units = &units[from..end.max(from)];
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let (n, whole) = (at, below.takes_whole(&units[at..]));
        at += whole.max(1);
        if whole > 0 || unit.table.is_some() {
            continue;
        }
        let option = scales::option(unit).filter(|_| !below.open || !below.question.content.is_empty());
        if unit.is_heading() && option.is_none() && !(below.question.content.is_empty() || below.open && below.bold && n == 0) {
            break;
        }
        below.step(unit, option, units.get(n + 1));
    }
    doubts.append(&mut below.doubts);
    below.finish()
}
