//! What they asked: `consultation.toml`.

use super::{
    accept,
    fields::{Fields, Toml, listed},
    original::{self, Original},
    scale,
};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::markdown::Acceptance,
    source::{Sources, Span, Spanned},
    text::nearest,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A consultation and its questions.
#[derive(Debug)]
pub struct Consultation {
    /// The name of its folder.
    pub id: String,
    /// Its title.
    pub title: Spanned<String>,
    /// Who consults.
    pub department: Option<String>,
    /// The last day to respond.
    pub closes: Option<NaiveDate>,
    /// How to respond: the name of a channel profile.
    pub channel: Option<Spanned<String>>,
    /// The most that the whole response may hold, where the consultation says so.
    pub limit: Option<Limit>,
    /// The round before.
    pub follows: Option<Spanned<String>>,
    /// The questions in order.
    pub questions: Vec<Question>,
    /// The file it was imported from.
    pub source: Option<Original>,
    /// Findings of the file that a person accepts: `[accept]`, a reason for each code.
    pub accepts: Vec<Acceptance>,
    /// Where the file begins.
    pub span: Span,
}

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Unique in its consultation: `7`, `4a`, `2.1.1`.
    pub id: Spanned<String>,
    /// As printed before its words.
    pub label: String,
    /// The part of the consultation it stands in.
    pub part: Option<String>,
    /// Its words.
    pub text: Spanned<String>,
    /// The options of a closed question; empty for free text.
    pub options: Vec<String>,
    /// Whether several options may be chosen.
    pub choose_many: bool,
    /// The most it takes.
    pub limit: Option<Limit>,
    /// Positions that answer it.
    pub positions: Vec<Spanned<String>>,
    /// Past answers to it: `response/question`.
    pub prior: Vec<Spanned<String>>,
    /// Standard text that answers it.
    pub boilerplate: Vec<Spanned<String>>,
    /// Findings of its fields that a person accepts: `accept`, a reason for each code.
    pub accepts: Vec<Acceptance>,
}

/// The most that an answer may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Words.
    Words(u32),
    /// Characters.
    Characters(u32),
}

impl Consultation {
    /// The question with an id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id.value == id)
    }

    /// The ids of its questions.
    pub fn question_ids(&self) -> impl Iterator<Item = &str> {
        self.questions.iter().map(|question| question.id.value.as_str())
    }
}

impl Question {
    /// Whether it is mapped to anything that could answer it.
    pub fn is_mapped(&self) -> bool {
        !(self.positions.is_empty() && self.prior.is_empty() && self.boilerplate.is_empty())
    }
}

pub(super) fn read(sources: &Sources, source: u32, id: String, findings: &mut Vec<Diagnostic>) -> Consultation {
    let toml = Toml::new(sources, sources.whole(source));
    let span = sources.first_line(source);
    let consultation = toml.read(span, |fields| consultation(fields, id, span, sources.whole(source)));
    findings.extend(toml.into_findings());
    consultation
}

fn consultation(fields: &Fields, id: String, span: Span, whole: Span) -> Consultation {
    let scales = read_scales(fields);
    let mut questions = covered(fields.tables("question", |fields| (fields.at(), question(fields, &scales))), whole.end);
    number_nameless(&mut questions);
    let questions = unique(fields, questions);
    Consultation {
        id,
        title: fields.required_text("title", "\"What they ask about\"").unwrap_or_else(|| Spanned::new(String::new(), span)),
        department: fields.text("department").map(|text| text.value),
        closes: fields.day("closes").map(|day| day.value),
        channel: fields.text("channel"),
        limit: fields.table("limit", limit).flatten(),
        follows: fields.text("follows"),
        questions,
        source: fields.table("source", original::read),
        accepts: accept::read(fields, whole),
        span,
    }
}

/// What a question accepts holds from its header as far as the next one.
fn covered(questions: Vec<(Span, Question)>, end: u32) -> Vec<Question> {
    let ends: Vec<u32> = questions.iter().map(|(at, _)| at.start).skip(1).chain([end]).collect();
    let each = questions.into_iter().zip(ends).map(|((at, mut question), end)| {
        question.accepts.iter_mut().for_each(|accept| accept.covers = Span { end: end.max(at.end), ..at });
        question
    });
    each.collect()
}

type Scales = BTreeMap<String, Vec<String>>;

fn read_scales(fields: &Fields) -> Scales {
    let scales = fields.named_texts("scales").into_iter();
    scales.map(|(name, options)| (name.value, options.into_iter().map(|option| option.value).collect())).collect()
}

/// A question without an id, which is a finding, is taken for what its place says, so that its answer
/// is not another finding.
fn number_nameless(questions: &mut [Question]) {
    for (at, question) in questions.iter_mut().enumerate().filter(|(_, question)| question.id.value.is_empty()) {
        question.id.value = (at + 1).to_string();
    }
}

fn question(fields: &Fields, scales: &Scales) -> Question {
    let id = fields.required_text("id", "\"7\"");
    let text = fields.required_text("text", "\"Do you agree that …?\"");
    let label = fields.text("label").map(|label| label.value);
    let id = id.unwrap_or_else(|| Spanned::new(String::new(), fields.at()));
    if id.value.contains(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | '#' | '{' | '}' | ':')) || id.value.ends_with('.') {
        let help = "an id has no spaces, commas, colons, slashes, `#` or braces, and no full stop at its end; what is printed is `label`";
        fields.report(&codes::INVALID_VALUE, id.span, format!("`{}` cannot be an id", id.value), help);
    }
    Question {
        label: label.unwrap_or_else(|| format!("Question {}", id.value)),
        part: fields.text("part").map(|part| part.value),
        text: text.unwrap_or_else(|| Spanned::new(String::new(), fields.at())),
        options: options(fields, scales),
        choose_many: fields.one_of("choose", &[("one", false), ("many", true)]).unwrap_or_default(),
        limit: fields.table("limit", limit).flatten(),
        positions: fields.texts("positions"),
        prior: fields.texts("prior"),
        boilerplate: fields.texts("boilerplate"),
        accepts: accept::read(fields, fields.at()),
        id,
    }
}

/// `options`: the name of a scale, or a list.
fn options(fields: &Fields, scales: &Scales) -> Vec<String> {
    if fields.is_list("options") {
        return fields.texts("options").into_iter().map(|option| option.value).collect();
    }
    let Some(name) = fields.text("options") else { return Vec::new() };
    if let Some(options) = scales.get(&name.value) {
        return options.clone();
    }
    if let Some(options) = scale::built_in(&name.value) {
        return options.iter().map(|option| (*option).to_owned()).collect();
    }
    let known = || scales.keys().map(String::as_str).chain(scale::SCALES.iter().map(|(name, _)| *name));
    let help = match nearest(&name.value, known()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("define it under `[scales]`, write the options as a list, or use one of {}", listed(known())),
    };
    fields.report(&codes::UNKNOWN_SCALE, name.span, format!("no scale is called `{}`", name.value), help);
    Vec::new()
}

fn limit(fields: &Fields) -> Option<Limit> {
    let words = fields.whole("words").map(Limit::Words);
    let characters = fields.whole("characters").map(Limit::Characters);
    if words.is_some() && characters.is_some() {
        fields.report(
            &codes::INVALID_VALUE,
            fields.at(),
            "a limit counts words or characters, not both",
            "keep the one the department gives",
        );
    }
    words.or(characters)
}

fn twice(first: &Spanned<String>, second: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(&codes::DUPLICATE_QUESTION, second.span, format!("a second question `{}`", second.value))
        .related(first.span, "the first one")
        .help("make the ids unique, such as `1a`, `1b`, and keep what is printed in `label`")
}

/// Keeps the first question of each id.
fn unique(fields: &Fields, questions: Vec<Question>) -> Vec<Question> {
    let mut kept: Vec<Question> = Vec::new();
    for question in questions {
        match kept.iter().find(|other| other.id.value == question.id.value) {
            Some(first) => fields.add(twice(&first.id, &question.id)),
            None => kept.push(question),
        }
    }
    kept
}
