//! Channel profiles: what each way of responding demands, and where and when that was read.
//!
//! Data, not code: `templates/channels/<name>.toml` is a list of rules. The ones that are compiled in
//! were read in stored copies of the pages that they name; a file of the same name replaces one, so
//! that a person who has read a newer page need not wait for a newer program.

use super::fields::{Fields, Toml};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::date::PrintedDate,
    source::{Sources, Span},
    text::nearest,
};

/// A way of responding.
#[derive(Debug)]
pub struct Channel {
    /// Its file's name without `.toml`: what `channel` in `consultation.toml` says.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// What it demands.
    pub rules: Vec<Rule>,
}

/// One thing that a channel demands.
#[derive(Debug)]
pub struct Rule {
    /// What it demands.
    pub demand: Demand,
    /// Who says so: the title of a page.
    pub source: String,
    /// The address of that page.
    pub address: Option<String>,
    /// When it was read.
    pub read: Option<PrintedDate>,
    /// What else a person should know of it.
    pub note: Option<String>,
    /// Where the rule stands.
    pub span: Span,
}

/// What can be demanded.
#[derive(Debug, Clone, PartialEq)]
pub enum Demand {
    /// `box-characters`: the most characters in one answer, counted by [`crate::text::form_length`].
    BoxCharacters(u32),
    /// `words`: the most words in the whole response, the questions' own words and footnotes left out.
    Words(u32),
    /// `pages`: the most pages of A4.
    Pages(u32),
    /// `summary`: a summary comes first, where the response has more pages than this.
    Summary {
        /// Whether it has to be in bullet points.
        bullets: bool,
        /// `over-pages`; 0 for always.
        over_pages: u32,
    },
    /// `numbered-paragraphs`: every paragraph has a number of its own.
    NumberedParagraphs,
    /// `dated`: it gives its date.
    Dated,
    /// `on-behalf`: it says whose response it is.
    OnBehalf,
    /// `formats`: the endings of files that are taken.
    Formats(Vec<String>),
    /// `refused-formats`: the endings of files that are not.
    RefusedFormats(Vec<String>),
    /// `megabytes`: the largest file, in millions of bytes.
    Megabytes(u32),
    /// `file-name`: how the file is called, with `*` for any letters.
    FileName(String),
    /// `tags`: marks in a form that have to stay, with `*` for any letters.
    Tags(String),
    /// `fields`: what is asked of whoever responds.
    Fields(Vec<Field>),
    /// `reminder`: what only a person can see to.
    Reminder(String),
}

/// What a form asks of whoever responds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Who fills in the form.
    Name,
    /// An address for questions.
    Email,
    /// An individual, or an organisation.
    Respondent,
    /// The organisation's name.
    Organisation,
    /// What the organisation is.
    Capacity,
    /// Which part is confidential, and why.
    Confidentiality,
    /// Whether the response may be published.
    Permission,
}

impl Field {
    /// Every field with the word for it.
    pub const ALL: [(&'static str, Self); 7] = [
        ("name", Self::Name),
        ("email", Self::Email),
        ("respondent", Self::Respondent),
        ("organisation", Self::Organisation),
        ("capacity", Self::Capacity),
        ("confidentiality", Self::Confidentiality),
        ("permission", Self::Permission),
    ];
}

macro_rules! built_in {
    ($($name:literal),*) => {
        /// The profiles that are compiled in: name and text.
        pub const CHANNELS: &[(&str, &str)] = &[$(($name, include_str!(concat!("channels/", $name, ".toml")))),*];
    };
}

built_in![
    "citizen-space",
    "commons-committee",
    "dfe",
    "esma",
    "house",
    "lords-committee",
    "nice",
    "public-bill-committee",
    "scottish-government"
];

const DEMANDS: [&str; 14] = [
    "box-characters",
    "words",
    "pages",
    "summary",
    "numbered-paragraphs",
    "dated",
    "on-behalf",
    "formats",
    "refused-formats",
    "megabytes",
    "file-name",
    "tags",
    "fields",
    "reminder",
];

pub(super) fn read(sources: &Sources, source: u32, name: String, findings: &mut Vec<Diagnostic>) -> Channel {
    let toml = Toml::new(sources, sources.whole(source));
    let channel = toml.read(sources.first_line(source), |fields| {
        let title = fields.required_text("title", "\"What people call it\"").map(|title| title.value);
        let rules = fields.tables("rule", rule).into_iter().flatten().collect();
        Channel { title: title.unwrap_or_else(|| name.clone()), name, rules }
    });
    findings.extend(toml.into_findings());
    channel
}

fn rule(fields: &Fields) -> Option<Rule> {
    let mut demands: Vec<Demand> = demands(fields);
    let source = fields.required_text("source", "\"The title of the page that says so\"").map(|text| text.value);
    let (address, note) = (fields.text("address").map(|text| text.value), fields.text("note").map(|text| text.value));
    let read = read_on(fields);
    match DEMANDS.iter().filter(|key| fields.has(key)).count() {
        0 if fields.has_unasked() => {}
        0 => {
            let help = format!("write one of {}", super::fields::listed(DEMANDS));
            fields.report(&codes::MISSING_FIELD, fields.at(), "this rule demands nothing", help);
        }
        1 => {}
        _ => {
            let help = "give each demand a `[[rule]]` of its own: each has its own source";
            fields.report(&codes::INVALID_VALUE, fields.at(), "a rule demands one thing", help);
        }
    }
    let demand = demands.pop()?;
    Some(Rule { demand, source: source.unwrap_or_default(), address, read, note, span: fields.at() })
}

/// `read`: when the page was read. A rule that nobody dated is one that nobody can rely on.
fn read_on(fields: &Fields) -> Option<PrintedDate> {
    let example = "add a line `read = \"2026-11\"`: the day or the month in which somebody read that page";
    if !fields.has("read") {
        fields.missing("read", "`read` is missing".to_owned(), example.to_owned());
    }
    let text = fields.date_text("read")?;
    let date = text.value.parse().ok();
    if date.is_none() {
        fields.report(&codes::INVALID_DATE, text.span, format!("`{}` is not a date", text.value), "write a month or a day: `\"2026-11\"`");
    }
    date
}

fn demands(fields: &Fields) -> Vec<Demand> {
    let endings = |key| {
        let texts = fields.texts(key).into_iter();
        Some(texts.map(|text| text.value.trim_start_matches('.').to_lowercase()).collect::<Vec<_>>()).filter(|list| !list.is_empty())
    };
    let text = |key| fields.text(key).map(|text| text.value);
    let all = [
        fields.whole("box-characters").map(Demand::BoxCharacters),
        fields.whole("words").map(Demand::Words),
        fields.whole("pages").map(Demand::Pages),
        summary(fields),
        flag(fields, "numbered-paragraphs").map(|()| Demand::NumberedParagraphs),
        flag(fields, "dated").map(|()| Demand::Dated),
        flag(fields, "on-behalf").map(|()| Demand::OnBehalf),
        endings("formats").map(Demand::Formats),
        endings("refused-formats").map(Demand::RefusedFormats),
        fields.whole("megabytes").map(Demand::Megabytes),
        text("file-name").map(Demand::FileName),
        text("tags").map(Demand::Tags),
        asked(fields).map(Demand::Fields),
        text("reminder").map(Demand::Reminder),
    ];
    all.into_iter().flatten().collect()
}

fn summary(fields: &Fields) -> Option<Demand> {
    let over_pages = fields.whole("over-pages");
    let bullets = fields.one_of("summary", &[("any", false), ("bullets", true)])?;
    Some(Demand::Summary { bullets, over_pages: over_pages.unwrap_or(0) })
}

/// `true`; a rule that says `false` demands nothing.
fn flag(fields: &Fields, key: &'static str) -> Option<()> {
    match fields.flag(key)? {
        true => Some(()),
        false => {
            fields.report(&codes::INVALID_VALUE, fields.at(), format!("`{key} = false` demands nothing"), "leave this rule out");
            None
        }
    }
}

fn asked(fields: &Fields) -> Option<Vec<Field>> {
    let mut asked = Vec::new();
    for word in fields.texts("fields") {
        match Field::ALL.iter().find(|(known, _)| *known == word.value) {
            Some((_, field)) => asked.push(*field),
            None => {
                let known = || Field::ALL.iter().map(|(known, _)| *known);
                let help = match nearest(&word.value, known()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("fields are {}", super::fields::listed(known())),
                };
                fields.report(&codes::INVALID_VALUE, word.span, format!("no field is called `{}`", word.value), help);
            }
        }
    }
    Some(asked).filter(|asked| !asked.is_empty())
}
