//! What was said on a topic over the years, and where it turned.

mod said;
mod sentence;
mod turn;

pub use turn::Turn;

use super::{Passage, passages, report};
use crate::{
    assemble::Assembler,
    document::{Document, Kind, Provenance, Question, date::PrintedDate, markdown::plain},
    library::{self, Consultation, Library, Position},
    text::{same_words, sentence::sentences},
};
use sentence::Weights;
use serde::Serialize;

/// What a timeline is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A topic of positions.
    Topic(String),
    /// A position, by its id, with those that it replaced and that replaced it.
    Position(String),
}

/// What was said, the oldest first.
#[derive(Debug, Default)]
pub struct Timeline {
    /// In the order of dates; what has none comes first.
    pub entries: Vec<Entry>,
}

/// Something that was said: a position that was agreed, or an answer that was given.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Entry {
    /// When: the day a position was agreed, the response's date, or the day the consultation closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PrintedDate>,
    /// Its name on the command line: `send/place-funding`, `working-together-2023/7`.
    pub said: String,
    /// `position` or `answer`.
    pub kind: &'static str,
    /// The position's title, or the consultation's.
    pub title: String,
    /// The position's standing, or how far the response has come.
    pub status: &'static str,
    /// The question's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The option that was chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choice: Vec<String>,
    /// The sentence that bears most on the subject: of an answer that only refers to another place, the one
    /// there. Empty where nothing says more than the choice.
    pub sentence: String,
    /// The day from which the position held no longer: when the one that replaced it was agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<PrintedDate>,
    /// That it turned here, and from what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<Turn>,
}

impl Subject {
    /// The subject that a person names: a position's id or a topic, whatever its case and marks.
    pub fn find(library: &Library, name: &str) -> Option<Self> {
        if library.positions.contains_key(name) {
            return Some(Self::Position(name.to_owned()));
        }
        let wanted = same_words(name);
        Self::topics(library).find(|topic| same_words(topic) == wanted).map(|topic| Self::Topic(topic.to_owned()))
    }

    /// Every topic of the library's positions, with repeats.
    pub fn topics(library: &Library) -> impl Iterator<Item = &str> {
        library.positions.values().flat_map(|position| position.topics.iter().map(String::as_str))
    }

    /// The positions that it is about.
    fn positions<'l>(&self, library: &'l Library) -> Vec<&'l Position> {
        match self {
            Self::Topic(topic) => {
                let wanted = same_words(topic);
                let about = |position: &&Position| position.topics.iter().any(|topic| same_words(topic) == wanted);
                library.positions.values().filter(about).collect()
            }
            Self::Position(id) => chain(library, id),
        }
    }
}

/// A position with those that it replaced and those that replaced it.
fn chain<'l>(library: &'l Library, id: &str) -> Vec<&'l Position> {
    let mut ids = vec![id];
    let links = || library.positions.values().filter_map(|it| Some((it.id.as_str(), it.superseded_by.as_ref()?.value.as_str())));
    // Each round adds at least one id, or is the last.
    while let Some(more) = links().find_map(|(old, new)| match (ids.contains(&old), ids.contains(&new)) {
        (true, false) => Some(new),
        (false, true) => Some(old),
        _ => None,
    }) {
        ids.push(more);
    }
    ids.iter().filter_map(|id| library.positions.get(*id)).collect()
}

/// Everything that was said on a subject: its positions, and every answer that is mapped to one of them,
/// holds words of one, or speaks of the topic.
pub fn timeline(library: &Library, subject: &Subject) -> Timeline {
    let positions = subject.positions(library);
    let weights = Weights::new(library, subject, &positions);
    let mut entries: Vec<Entry> = positions.iter().map(|position| of_position(library, position, &weights)).collect();
    let assembler = Assembler::new(library);
    for consultation in library.responses.keys().filter_map(|id| library.consultations.get(id)) {
        let Some(assembled) = assembler.assemble(&consultation.id, None) else { continue };
        let passages = passages(library, &assembler, &assembled.document);
        let round = Round { consultation, document: &assembled.document, passages: &passages };
        entries.extend(round.entries(&positions, &weights));
    }
    entries.sort_by(|a, b| (a.date, a.kind, &a.said).cmp(&(b.date, b.kind, &b.said)));
    turn::mark(library, &mut entries);
    Timeline { entries }
}

fn of_position(library: &Library, position: &Position, weights: &Weights) -> Entry {
    let spans = position.part("position").or_else(|| position.part("all")).unwrap_or_default();
    let text = spans.into_iter().map(|span| plain(&unwrapped(library.slice(span)))).collect::<Vec<_>>().join("\n\n");
    let successor = position.superseded_by.as_ref().and_then(|id| library.positions.get(&id.value));
    Entry {
        date: position.agreed.map(PrintedDate::from),
        said: position.id.clone(),
        kind: "position",
        title: position.title.clone(),
        status: report::standing(position.status),
        question: None,
        choice: Vec::new(),
        sentence: weights.best(sentences(&text)).unwrap_or_default(),
        until: successor.and_then(|successor| successor.agreed).map(PrintedDate::from),
        turn: None,
    }
}

/// Markdown with each paragraph and each item of a list on one line, without marks before it.
fn unwrapped(markdown: &str) -> String {
    let mut out = String::new();
    for line in markdown.lines().map(str::trim) {
        let words = line.trim_start_matches(['-', '*', '+', '>', '#']).trim_start();
        let begins = line.is_empty() || words.len() < line.len();
        out.push_str(if begins { "\n" } else { " " });
        out.push_str(words);
    }
    out
}

/// A response, with what it is about to be asked for.
struct Round<'r> {
    consultation: &'r Consultation,
    document: &'r Document,
    passages: &'r [Passage],
}

impl Round<'_> {
    fn entries(&self, positions: &[&Position], weights: &Weights) -> Vec<Entry> {
        let asked = self.document.blocks.iter().filter_map(|block| match &block.kind {
            Kind::Question(question) => self.consultation.question(&question.id).map(|it| (question, it)),
            _ => None,
        });
        asked.filter_map(|(question, it)| self.entry(question, it, positions, weights)).collect()
    }

    /// An answer that somebody gave and that bears on the subject.
    fn entry(&self, question: &Question, asked: &library::Question, positions: &[&Position], weights: &Weights) -> Option<Entry> {
        let said = self.said(&question.id);
        let speaks = weights.speaks(&said.text) || weights.speaks(&said.rows);
        let is = |id: &str| positions.iter().any(|position| position.id == id);
        let reused = self.under(&question.id).any(|passage| matches!(&passage.source, Some(Provenance::Position(id)) if is(id)));
        let mapped = asked.positions.iter().any(|id| is(&id.value));
        let bears = reused || mapped || speaks || weights.speaks(&asked.text.value);
        (bears && question.answer == crate::document::AnswerKind::Answered).then(|| Entry {
            date: report::date(self.document, self.consultation),
            said: format!("{}/{}", self.consultation.id, question.id),
            kind: "answer",
            title: self.consultation.title.value.clone(),
            status: self.document.meta.status.word(),
            question: Some(crate::text::one_line(&asked.text.value)),
            choice: question.choice.clone(),
            sentence: self.sentence(question, weights, &mut Vec::new()),
            until: None,
            turn: None,
        })
    }
}
