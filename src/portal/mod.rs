//! What an online form wants: every answer apart, as plain text that stands alone.
//!
//! Departments read answers one question at a time, in a form that knows neither paragraph numbers nor
//! links. [`answers()`] turns an assembled document into the texts of its boxes; [`Pack`] adds what the
//! channel asks, the limits, and whatever goes into no box, so that nothing is lost in silence.
//! [`FORMS`] are the files it can be written to.

mod choice;
mod csv;
mod details;
mod html;
mod json;
mod leftover;
mod limits;
mod places;
mod plain;

pub use details::Detail;
pub use leftover::Leftover;
pub use limits::{Bound, Unit, bounds};

use crate::{
    document::{AnswerKind, Block, Document, Kind, Question, Status, walk},
    library::{Consultation, Demand, Library},
    text::{count_words, form_length},
};
use places::Places;
use plain::Plain;
use serde::Serialize;

/// Everything that somebody who fills in the form needs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Pack {
    /// The consultation's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// How far the response has come.
    pub status: Status,
    /// What people call the channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// What the channel demands that only a person can see to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<String>,
    /// What the form asks of whoever responds.
    pub details: Vec<Detail>,
    /// The boxes, in the order of the questions.
    pub answers: Vec<Answer>,
    /// What goes into no box.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub leftovers: Vec<Leftover>,
}

/// What goes into the boxes of one question.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Answer {
    /// The question's id.
    pub question: String,
    /// As printed before its words.
    pub label: String,
    /// The part of the consultation it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The question's words.
    pub asked: String,
    /// The options of a closed question.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The options to tick.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choice: Vec<String>,
    /// What stands below the question in the response.
    pub state: AnswerKind,
    /// What goes into the text box: lines end in a line feed, paragraphs stand a blank line apart.
    pub text: String,
    /// Its words, as word processors count.
    pub words: usize,
    /// Its characters, as [`form_length`] counts.
    pub characters: usize,
    /// What it may not exceed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Bound>,
    /// References that were made to stand alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rewritten: Vec<Rewritten>,
    /// Why parts of it are confidential.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub confidential: Vec<String>,
}

/// A reference as the document prints it, and as the box has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Rewritten {
    /// `paragraph 12 below`
    pub from: String,
    /// `our answer to question 10`
    pub to: String,
}

/// A file that a pack can be written to.
#[derive(Debug)]
pub struct Form {
    /// Its name on the command line, and of its module; files end so.
    pub name: &'static str,
    /// Writes a pack. The same pack gives the same bytes.
    pub write: fn(&Pack) -> Vec<u8>,
}

/// Every file that a pack can be written to.
pub const FORMS: &[&Form] = &[&self::csv::FORM, &html::FORM, &json::FORM];

impl Pack {
    /// The pack of an assembled document. With `inline` what an answer refers to stands below it in full.
    pub fn of(library: &Library, consultation: &Consultation, document: &Document, inline: bool) -> Self {
        let channel = library.channel(consultation);
        let mut answers = answers(document, inline);
        for answer in &mut answers {
            answer.limits = bounds(channel, consultation.question(&answer.question), answer);
        }
        let reminders = channel.iter().flat_map(|channel| &channel.rules).filter_map(|rule| reminder(&rule.demand)).collect();
        Self {
            id: document.meta.id.clone(),
            title: consultation.title.value.clone(),
            language: document.meta.language.clone(),
            status: document.meta.status,
            channel: channel.map(|channel| channel.title.clone()),
            reminders,
            details: details::of(library, consultation, &answers),
            leftovers: leftover::of(document, consultation),
            answers,
        }
    }
}

/// What a person has to see to, in words.
fn reminder(demand: &Demand) -> Option<String> {
    let endings = |endings: &[String]| endings.iter().map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(", ");
    Some(match demand {
        Demand::Reminder(words) => words.clone(),
        Demand::Tags(tags) => format!("keep the tags {tags} of the form, and write each answer between the two of its question"),
        Demand::FileName(name) => format!("call the file {name}, with your own words in place of the stars"),
        Demand::Formats(list) => format!("files have to be {}", endings(list)),
        Demand::RefusedFormats(list) => format!("files that are {} are not taken", endings(list)),
        _ => return None,
    })
}

/// The answers of a document as plain text, in its order. A question without an answer has an empty text.
pub fn answers(document: &Document, inline: bool) -> Vec<Answer> {
    let document = choice::apart(document);
    let places = Places::of(&document.blocks);
    let parts = parts(&document.blocks);
    let questions = parts.iter().filter_map(|part| match &part.head {
        Some(Block { kind: Kind::Question(question), .. }) => Some(answer(question, part, &places, &parts, inline)),
        _ => None,
    });
    questions.collect()
}

fn answer(question: &Question, part: &Part, places: &Places, parts: &[Part], inline: bool) -> Answer {
    let anchor = question.anchor();
    let mut plain = Plain::new(places, Some(&anchor));
    plain.blocks(part.blocks);
    if inline {
        plain.what_is_referred_to(parts);
    }
    let (text, rewritten) = plain.finish();
    Answer {
        question: question.id.clone(),
        label: question.label.clone(),
        part: question.part.clone(),
        asked: walk::plain(&question.text),
        options: question.options.clone(),
        choice: question.choice.clone(),
        state: question.answer,
        words: count_words(&text),
        characters: form_length(&text),
        limits: Vec::new(),
        rewritten,
        confidential: reasons(part.blocks),
        text,
    }
}

/// Why parts are confidential, each reason once.
fn reasons(blocks: &[Block]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for block in blocks {
        let own = match &block.kind {
            Kind::Paragraph(paragraph) => paragraph.confidential.clone(),
            _ => None,
        };
        for reason in own.into_iter().chain(block.blocks().into_iter().flat_map(reasons)) {
            if !found.contains(&reason) {
                found.push(reason);
            }
        }
    }
    found
}

/// A heading, and what stands below it up to the next.
struct Part<'a> {
    /// A section, a question, or the name of a part of the consultation; nothing at the very beginning.
    head: Option<&'a Block>,
    blocks: &'a [Block],
}

/// Cuts a document at the headings that begin or end an answer.
fn parts(blocks: &[Block]) -> Vec<Part<'_>> {
    let heads = |block: &Block| match &block.kind {
        Kind::Section(_) | Kind::Question(_) => true,
        Kind::Heading(heading) => heading.level <= 2,
        _ => false,
    };
    let mut parts = Vec::new();
    let mut rest = blocks;
    let mut head = None;
    loop {
        let len = rest.iter().position(heads).unwrap_or(rest.len());
        parts.push(Part { head, blocks: &rest[..len] });
        let Some((next, after)) = rest[len..].split_first() else { return parts };
        (head, rest) = (Some(next), after);
    }
}
