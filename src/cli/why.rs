//! `respondent why`: where a paragraph came from.

use super::{Failure, Outcome, Shared, files, report, unknown_consultation};
use crate::{
    assemble::Assembler,
    document::{Document, Kind, Provenance, Question, date::PrintedDate},
    library::{Library, Standing},
    reuse::{self, Fate, Numbered, Passage},
    source::Span,
    text::{compare::Words, marked::marked_texts, nearest, one_line},
};
use clap::Args;
use serde::Serialize;
use std::{path::Path, process::ExitCode};

/// Says where a paragraph came from: its source, how much of it is still the source's words, and how the
/// two differ today.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  respondent why working-together-2023 12\n  respondent why place-funding-2027 q7")]
pub(super) struct Why {
    /// The consultation: the name of its folder in `responses/`.
    id: String,
    /// A number as the document prints it, `12` or `12(a)`, or `q7` for all that answers question 7.
    number: String,
    /// How to print it.
    #[arg(short, long, value_enum, default_value = "text")]
    format: report::Shown,
}

/// Where a paragraph came from.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Answer {
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    words: String,
    fate: Fate,
    /// Of its words that are the source's, 0 to 1.
    share: f64,
    /// How many words it has from the source, the source had besides, and it has besides.
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<Words>,
    proposed: bool,
    /// `path:line`.
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_written: Option<String>,
    /// Where the source itself has it from.
    #[serde(skip_serializing_if = "Option::is_none")]
    source_from: Option<String>,
    /// What became of the source since.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    since: Vec<String>,
    /// What the source says today and this does not, `[-…-]`, and the other way round, `{+…+}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<String>,
}

impl Why {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        let opened = files::open_saying(shared)?;
        let library = &opened.library;
        let assembler = Assembler::new(library);
        let Some(assembled) = assembler.assemble(&self.id, None) else { return Err(unknown_consultation(library, &self.id)) };
        let document = &assembled.document;
        let passages = reuse::passages(library, &assembler, document);
        let found = reuse::find(document, &passages, &self.number);
        if found.is_empty() {
            return Err(self.nothing(document, &passages));
        }
        for found in &found {
            let answer = answer(library, &opened.root, document, found);
            report::print(&match self.format {
                report::Shown::Json => report::json_line(&answer),
                report::Shown::Text => answer.text(found.passage),
            });
        }
        Ok(ExitCode::SUCCESS)
    }

    /// What there is instead of a number that is not there.
    fn nothing(&self, document: &Document, passages: &[Passage]) -> Failure {
        let questions: Vec<String> = document
            .blocks
            .iter()
            .filter_map(|block| match &block.kind {
                Kind::Question(question) => Some(question.anchor()),
                _ => None,
            })
            .collect();
        if questions.iter().any(|question| question.eq_ignore_ascii_case(&self.number)) {
            let failure = Failure::new(format!("nothing stands under question `{}`", &self.number[1..]));
            return failure.help(format!("`respondent suggest {} {}` says what could", self.id, &self.number[1..]));
        }
        let failure = Failure::new(format!("the response to `{}` has no paragraph `{}`", self.id, self.number));
        if Question::is_anchor(&self.number.to_lowercase()) {
            let near = nearest(&self.number, questions.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
            return failure.help(near.unwrap_or("`respondent status` says how many questions there are".to_owned()));
        }
        let mut numbers = passages.iter().filter_map(|passage| passage.number.as_deref());
        match (numbers.next(), numbers.next_back()) {
            (Some(first), Some(last)) => failure.help(format!("its paragraphs are {first} to {last}; `q7` stands for question 7")),
            (Some(only), None) => failure.help(format!("its one paragraph is {only}")),
            _ => failure.help("it has no text yet"),
        }
    }
}

fn answer(library: &Library, root: &Path, document: &Document, found: &Numbered) -> Answer {
    let passage = found.passage;
    let line = |span: Option<Span>| span.map(|span| report::line(&library.sources, root, span));
    let differs = passage.fate != Fate::Unchanged;
    Answer {
        number: passage.number.clone(),
        question: passage.question.clone(),
        words: found.item.clone().unwrap_or_else(|| passage.wording.text.clone()),
        fate: passage.fate,
        share: (passage.share * 100.0).round() / 100.0,
        compared: passage.source.as_ref().filter(|_| differs).map(|_| passage.compared),
        proposed: passage.proposed,
        written: line(passage.place),
        source: passage.source.as_ref().map(Provenance::to_string),
        source_written: line(passage.theirs.as_ref().and_then(|theirs| theirs.place)),
        source_from: passage.theirs.as_ref().and_then(|theirs| theirs.from.as_ref()).map(Provenance::to_string),
        since: passage.source.as_ref().map(|source| since(library, source, document.meta.date)).unwrap_or_default(),
        difference: passage
            .theirs
            .as_ref()
            .filter(|_| differs)
            .map(|theirs| marked_texts(theirs.wording.compared(), passage.wording.compared())),
    }
}

/// What became of a source: a position that holds no longer, or that was agreed after the response was dated.
fn since(library: &Library, source: &Provenance, dated: Option<PrintedDate>) -> Vec<String> {
    let Provenance::Position(id) = source else { return Vec::new() };
    let Some(position) = library.positions.get(id) else { return Vec::new() };
    let standing = match (position.status, &position.superseded_by) {
        (Standing::Current, _) => None,
        (Standing::Superseded, Some(by)) => Some(format!("superseded by `{}`", by.value)),
        (Standing::Superseded, None) => Some("superseded".to_owned()),
        (Standing::Withdrawn, _) => Some("withdrawn".to_owned()),
    };
    let agreed = position.agreed.map(PrintedDate::from).filter(|agreed| dated.is_some_and(|dated| *agreed > dated));
    standing.into_iter().chain(agreed.map(|agreed| format!("agreed on {}, after this response", agreed.long()))).collect()
}

impl Answer {
    fn text(&self, passage: &Passage) -> String {
        let number = self.number.as_deref().map(|number| format!("paragraph {number}"));
        let question = self.question.as_deref().map(|question| format!("question {question}"));
        let place: Vec<String> = number.into_iter().chain(question).collect();
        let mut out = format!("{}: {}\n", if place.is_empty() { "unnumbered".to_owned() } else { place.join(", ") }, passage.remark());
        let rows = [("written", self.written.as_ref()), ("source", self.source_written.as_ref()), ("which is", self.source_from.as_ref())];
        for (name, value) in rows.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            out.push_str(&format!("  {name:<9} {value}\n"));
        }
        self.since.iter().for_each(|since| out.push_str(&format!("  {:<9} {since}\n", "since")));
        match &self.difference {
            Some(difference) => out.push_str(&format!("  against the source as it stands:\n{}", indented(difference))),
            None => out.push_str(&indented(&self.words)),
        }
        out
    }
}

/// Each paragraph and each item of a list on a line of its own.
fn indented(words: &str) -> String {
    words.lines().map(|line| format!("  {}\n", one_line(line))).collect()
}
