//! A position statement: what we think, agreed by somebody on some day.

use super::{
    fields::{Fields, Toml},
    front_matter,
    original::{self, Original},
};
use crate::{
    diagnostic::Diagnostic,
    document::markdown::{Outline, outline},
    source::{Sources, Span, Spanned},
    text::same_words,
};
use chrono::NaiveDate;

/// A position statement.
#[derive(Debug)]
pub struct Position {
    /// Its path below `positions/`, without `.md`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub topics: Vec<String>,
    /// The day it was agreed.
    pub agreed: Option<NaiveDate>,
    /// Who agreed it.
    pub authority: Option<String>,
    /// The day to look at it again.
    pub review_by: Option<Spanned<NaiveDate>>,
    /// Whether it still holds.
    pub status: Standing,
    /// Where that is said.
    pub stated: Option<Span>,
    /// What replaced it.
    pub superseded_by: Option<Spanned<String>>,
    /// Numbers in it that age.
    pub figures: Vec<Figure>,
    /// What it says to questions with options.
    pub stances: Vec<Stance>,
    /// The text, by heading.
    pub parts: Vec<Part>,
    /// Made by `import` and looked at by nobody yet: its title, its id and its figures are proposals
    /// (`proposed = true`).
    pub proposed: bool,
    /// The file it was imported from.
    pub source: Option<Original>,
    /// The whole text.
    pub body: Span,
    /// Headings and footnotes of the text.
    pub outline: Outline,
}

/// Whether a position still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// It holds.
    #[default]
    Current,
    /// Another one has replaced it.
    Superseded,
    /// It holds no longer.
    Withdrawn,
}

/// A number that ages, with where it is from.
#[derive(Debug, Clone, Default)]
pub struct Figure {
    /// The number, as printed.
    pub value: String,
    /// What it counts.
    pub what: Option<String>,
    /// The day it was true.
    pub as_of: Option<NaiveDate>,
    /// Where it is from.
    pub source: Option<String>,
}

/// What a position says to a question with options: whichever consultation asks it, this is our choice.
#[derive(Debug, Clone)]
pub struct Stance {
    /// The question's words.
    pub question: Spanned<String>,
    /// The option that we choose.
    pub choice: Spanned<String>,
}

/// The text under one heading of a position.
#[derive(Debug, Clone)]
pub struct Part {
    /// The heading as a key: `context`, `position`, `reasons`, or any other in lower case.
    pub name: String,
    /// The text below it.
    pub body: Span,
}

impl Position {
    /// The text of a part; the whole text for `all`.
    pub fn part(&self, name: &str) -> Option<Vec<Span>> {
        if name == "all" {
            return Some(if self.parts.is_empty() { vec![self.body] } else { self.parts.iter().map(|part| part.body).collect() });
        }
        self.parts.iter().find(|part| part.name == name).map(|part| vec![part.body])
    }

    /// The names of its parts.
    pub fn part_names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| part.name.as_str()).chain(["all"])
    }
}

pub(super) fn read(sources: &Sources, source: u32, id: String, findings: &mut Vec<Diagnostic>) -> Position {
    let halves = front_matter::split(sources, source, findings);
    let outline = outline(sources, halves.body, findings);
    let toml = Toml::new(sources, halves.toml);
    let mut position = toml.read(halves.fence, |fields| fields_of(fields, id));
    // Without front matter every field is missing: that is one finding, not many.
    findings.extend(toml.into_findings().into_iter().filter(|_| halves.found));
    (position.parts, position.body, position.outline) = (parts(&outline, halves.body), halves.body, outline);
    position
}

fn fields_of(fields: &Fields, id: String) -> Position {
    let standings = [("current", Standing::Current), ("superseded", Standing::Superseded), ("withdrawn", Standing::Withdrawn)];
    Position {
        id,
        title: fields.required_text("title", "\"What it is about\"").map(|title| title.value).unwrap_or_default(),
        topics: fields.texts("topics").into_iter().map(|topic| topic.value).collect(),
        agreed: fields.day("agreed").map(|day| day.value),
        authority: fields.text("authority").map(|text| text.value),
        review_by: fields.day("review-by"),
        status: fields.one_of("status", &standings).unwrap_or_default(),
        stated: fields.text("status").map(|status| status.span),
        superseded_by: fields.text("superseded-by"),
        figures: fields.tables("figure", figure),
        stances: fields.tables("stance", stance).into_iter().flatten().collect(),
        proposed: fields.flag("proposed").unwrap_or_default(),
        source: fields.table("source", original::read),
        parts: Vec::new(),
        body: fields.at(),
        outline: Outline::default(),
    }
}

fn stance(fields: &Fields) -> Option<Stance> {
    let question = fields.required_text("question", "\"Do you agree that …?\"");
    let choice = fields.required_text("choice", "\"Agree\"");
    Some(Stance { question: question?, choice: choice? })
}

fn figure(fields: &Fields) -> Figure {
    Figure {
        value: fields
            .text_or_number("value")
            .or_else(|| fields.required_text("value", "\"£10,000\""))
            .map(|value| value.value)
            .unwrap_or_default(),
        what: fields.text("what").map(|text| text.value),
        as_of: fields.day("as-of").map(|day| day.value),
        source: fields.text("source").map(|text| text.value),
    }
}

/// One part for each heading of the first level; text before the first one is a part without a name.
fn parts(outline: &Outline, body: Span) -> Vec<Part> {
    let tops: Vec<_> = outline.headings.iter().filter(|heading| heading.level == 1).collect();
    let ends = tops.iter().skip(1).map(|next| next.whole.start).chain([body.end]);
    let parts = tops.iter().zip(ends).map(|(heading, end)| Part { name: same_words(&heading.title), body: Span { end, ..heading.body } });
    let before = tops.first().map(|first| Span { end: first.whole.start, ..body });
    before.filter(|span| span.end > span.start + 1).map(|body| Part { name: String::new(), body }).into_iter().chain(parts).collect()
}
