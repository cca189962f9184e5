//! What of a library can be found: every position, question, answer, section and standard text is one entry.
//!
//! Words that came into an answer by a call are found where they stand: under the position.

use crate::{
    document::{date::PrintedDate, markdown::plain},
    library::{
        Answer, Consultation, Library, Position, Question, Response, Standing, Template,
        choice::{Opening, opening},
    },
    source::Span,
    text::one_line,
};
use serde::{Deserialize, Serialize};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What we said to a question.
    Answer,
    /// What we said around the answers: key points, a conclusion.
    Section,
    /// What we think.
    Position,
    /// What they asked.
    Question,
    /// Standard text.
    Boilerplate,
}

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its name: `working-together-2023/7`, `send/place-funding`, `equality`.
    pub id: String,
    /// Where its text stands: a path in the library.
    pub path: String,
    /// The line on which its text begins, from 1.
    pub line: u64,
    /// A position's or a section's title, the words of an answer's question.
    pub title: String,
    /// Its words, line by line.
    pub text: String,
    /// What it is about, besides its own words: the question of an answer, the consultation's title.
    pub context: String,
    /// When it was agreed or said, or until when it could be answered.
    pub date: Option<PrintedDate>,
    /// The consultation's title.
    pub consultation: Option<String>,
    /// Who consults.
    pub department: Option<String>,
    /// What it is about.
    pub topics: Vec<String>,
    /// Whether a position holds; how far a response has come.
    pub status: Option<&'static str>,
    /// What was chosen.
    pub choice: Vec<String>,
}

impl Kind {
    /// What it is called, in the singular.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Section => "section",
            Self::Position => "position",
            Self::Question => "question",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// The kind of a name.
    pub(super) fn of(name: &str) -> Option<Self> {
        [Self::Answer, Self::Section, Self::Position, Self::Question, Self::Boilerplate].into_iter().find(|kind| kind.name() == name)
    }

    /// The word of `in:` that takes it in.
    pub(super) fn within(self) -> &'static str {
        match self {
            Self::Answer | Self::Section => "answers",
            Self::Position => "positions",
            Self::Question => "questions",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// What holds an entry: records that are read and forgotten together. A consultation and its response are
/// one, all templates are one, each position is one.
pub fn unit(path: &str) -> Option<&str> {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["responses", id, "consultation.toml" | "response.md"] => Some(&path[..id.len() + "responses/".len()]),
        ["positions", ..] if path.ends_with(".md") => Some(path),
        ["templates", _] if path.ends_with(".md") => Some(TEMPLATES),
        _ => None,
    }
}

/// The unit of all templates, the built-in ones included.
pub const TEMPLATES: &str = "templates";

/// Everything that can be found in a library.
pub fn entries(library: &Library) -> Vec<Entry> {
    let positions = library.positions.values().map(|position| of_position(library, position));
    let consultations = library.consultations.values().flat_map(|consultation| of_consultation(library, consultation));
    let lone = library.responses.values().filter(|response| !library.consultations.contains_key(&response.id));
    let lone = lone.flat_map(|response| of_response(library, response, None));
    let templates = library.templates.values().map(|template| of_template(library, template));
    let all = positions.chain(consultations).chain(lone).chain(templates);
    // A position is found by its title even where others say all its words.
    all.filter(|entry| entry.kind == Kind::Position || entry.text.contains(char::is_alphanumeric)).collect()
}

/// An entry with the words at a place.
fn at(library: &Library, kind: Kind, id: String, span: Span) -> Entry {
    let place = library.sources.locate(span);
    Entry {
        kind,
        id,
        path: place.path.to_string_lossy().replace('\\', "/"),
        line: place.line as u64,
        title: String::new(),
        text: plain(library.slice(span)),
        context: String::new(),
        date: None,
        consultation: None,
        department: None,
        topics: Vec::new(),
        status: None,
        choice: Vec::new(),
    }
}

fn of_position(library: &Library, position: &Position) -> Entry {
    let status = match position.status {
        Standing::Current => "current",
        Standing::Superseded => "superseded",
        Standing::Withdrawn => "withdrawn",
    };
    Entry {
        title: one_line(&position.title),
        topics: position.topics.clone(),
        date: position.agreed.map(PrintedDate::from),
        status: Some(status),
        ..at(library, Kind::Position, position.id.clone(), position.body)
    }
}

fn of_template(library: &Library, template: &Template) -> Entry {
    Entry { title: template.name.clone(), ..at(library, Kind::Boilerplate, template.name.clone(), template.body) }
}

fn of_consultation(library: &Library, consultation: &Consultation) -> Vec<Entry> {
    let response = library.responses.get(&consultation.id);
    let questions = consultation.questions.iter().map(|question| {
        let said = response.and_then(|response| response.answer(&question.id.value));
        let entry = Entry {
            text: one_line(&question.text.value),
            title: one_line(&question.label),
            context: [question.part.as_deref().unwrap_or_default(), &consultation.title.value].join("\n"),
            date: consultation.closes.map(PrintedDate::from),
            choice: said.map_or_else(Vec::new, |answer| choice(question, answer, &plain(library.slice(answer.body)))),
            status: response.map(|response| response.status.word()),
            ..at(library, Kind::Question, name(&consultation.id, &question.id.value), question.text.span)
        };
        asked_by(entry, consultation)
    });
    let said = response.into_iter().flat_map(|response| of_response(library, response, Some(consultation)));
    questions.chain(said).collect()
}

fn of_response(library: &Library, response: &Response, consultation: Option<&Consultation>) -> Vec<Entry> {
    let title = consultation.map_or("", |consultation| consultation.title.value.as_str());
    let date = response.date.or_else(|| consultation.and_then(|it| it.closes).map(PrintedDate::from));
    let said = |entry: Entry| {
        let entry = Entry { date, status: Some(response.status.word()), ..entry };
        match consultation {
            Some(consultation) => asked_by(entry, consultation),
            None => entry,
        }
    };
    let answers = response.answers.iter().filter(|answer| !answer.questions.is_empty()).map(|answer| {
        let question = answer.questions.iter().find_map(|id| consultation?.question(&id.value));
        let asked = question.map_or(String::new(), |question| one_line(&question.text.value));
        let id = question.map_or(&answer.questions[0].value, |question| &question.id.value);
        let entry = at(library, Kind::Answer, name(&response.id, id), answer.body);
        said(Entry {
            context: [&asked, title].join("\n"),
            choice: question.map_or_else(Vec::new, |question| choice(question, answer, &entry.text)),
            title: asked,
            ..entry
        })
    });
    let sections = response.sections.iter().map(|section| {
        let entry = at(library, Kind::Section, response.id.clone(), section.body);
        said(Entry { title: one_line(&section.title.value), context: title.to_owned(), ..entry })
    });
    answers.chain(sections).collect()
}

fn asked_by(entry: Entry, consultation: &Consultation) -> Entry {
    Entry { consultation: Some(one_line(&consultation.title.value)), department: consultation.department.clone(), ..entry }
}

fn name(id: &str, question: &str) -> String {
    format!("{id}/{question}")
}

/// What an answer chooses: as its heading says, else as its text begins.
fn choice(question: &Question, answer: &Answer, text: &str) -> Vec<String> {
    if let Some(given) = &answer.attributes.choice {
        return given.value.split(';').map(|option| option.trim().to_owned()).filter(|option| !option.is_empty()).collect();
    }
    match opening(text, &question.options) {
        Opening::Option(option) => vec![option],
        Opening::Foreign(_) | Opening::Words => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::File;

    fn library(files: &[(&str, &str)]) -> Library {
        let file = |(path, text): &(&str, &str)| File { path: (*path).into(), bytes: Ok((*text).into()) };
        Library::read(files.iter().map(file)).0
    }

    #[test]
    fn everything_said_is_an_entry_with_its_place() {
        let library = library(&[
            (
                "responses/canal/consultation.toml",
                "title = \"The canal\"\n[[question]]\nid = \"4\"\ntext = \"Do you agree?\"\noptions = \"agree-5\"\n",
            ),
            (
                "responses/canal/response.md",
                "+++\ndate = \"2026-03\"\n+++\n# Key points\n\nLocks.\n\n# Answers\n\n## 4\n\nAgree. Water *matters*.\n",
            ),
            ("positions/locks.md", "+++\ntitle = \"Locks\"\n+++\n# Position\n\nKeepers {{ facts.n }} stay.\n"),
        ]);
        let found: Vec<_> = entries(&library).into_iter().filter(|it| it.kind != Kind::Boilerplate).collect();
        let all: Vec<_> = found.iter().map(|it| (it.kind.name(), it.id.as_str(), it.line, it.text.trim())).collect();
        assert_eq!(
            all,
            [
                ("position", "locks", 4, "Position\n\nKeepers … stay."),
                ("question", "canal/4", 4, "Do you agree?"),
                ("answer", "canal/4", 11, "Agree. Water matters."),
                ("section", "canal", 5, "Locks."),
            ]
        );
        assert_eq!(found[2].choice, ["Agree"]);
        assert_eq!(found[2].date.map(PrintedDate::long).as_deref(), Some("March 2026"));
    }

    #[test]
    fn a_call_without_words_is_no_entry() {
        let library = library(&[("responses/a/response.md", "+++\n+++\n# Answers\n\n## 1\n\n{{ position(id=\"b\") }}\n")]);
        assert!(entries(&library).iter().all(|it| it.kind == Kind::Boilerplate));
    }

    #[test]
    fn records_that_belong_together_are_one_unit() {
        assert_eq!(unit("responses/x/response.md"), unit("responses/x/consultation.toml"));
        assert_eq!(unit("positions/send/a.md"), Some("positions/send/a.md"));
        assert_eq!(unit("templates/a.md"), Some(TEMPLATES));
        assert!(
            unit("respondent.toml").is_none() && unit("responses/x/submitted/form.md").is_none() && unit("templates/logo.png").is_none()
        );
    }
}
