//! Who we are: `respondent.toml`.

use super::{
    fields::{Fields, Toml},
    house,
};
use crate::{
    diagnostic::{Diagnostic, Severity, codes},
    document::house::House,
    source::{Sources, Span, Spanned},
    text::nearest,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The organisation, its dated facts, who signs, how its documents look, which findings it wants.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// BCP 47 tag of its language.
    pub language: String,
    /// Its name.
    pub name: String,
    /// The short form.
    pub acronym: Option<String>,
    /// What it is: "trade union", "charity".
    pub kind: Option<String>,
    /// Its address on the web.
    pub website: Option<String>,
    /// Facts by name.
    pub facts: BTreeMap<String, Fact>,
    /// Signatories by name.
    pub signatories: BTreeMap<String, Signatory>,
    /// Words that mean the same, for suggestions and search.
    pub synonyms: BTreeMap<String, Vec<String>>,
    /// The sentence model that proposals go by: a name, or a path from the library.
    pub model: Option<String>,
    /// Acronyms that our readers know: `acronyms` among the settings of checks.
    pub acronyms: Vec<String>,
    /// What the settings make of a finding; nothing means off.
    pub severities: BTreeMap<&'static str, Option<Severity>>,
    /// How documents look.
    pub house: House,
    /// The file of the logo, below `templates/`, with its printed height in millimetres and its alternative text.
    pub logo: Option<(Spanned<String>, f64, Option<String>)>,
}

const DEFAULT_LANGUAGE: &str = "en-GB";

impl Default for Organisation {
    fn default() -> Self {
        Self {
            language: DEFAULT_LANGUAGE.to_owned(),
            name: String::new(),
            acronym: None,
            kind: None,
            website: None,
            facts: BTreeMap::new(),
            signatories: BTreeMap::new(),
            synonyms: BTreeMap::new(),
            model: None,
            acronyms: Vec::new(),
            severities: BTreeMap::new(),
            house: House::default(),
            logo: None,
        }
    }
}

/// A fact that ages.
#[derive(Debug, Clone)]
pub struct Fact {
    /// What is printed.
    pub value: String,
    /// The day it was true.
    pub as_of: Option<NaiveDate>,
    /// The day to look at it again.
    pub review_by: Option<NaiveDate>,
    /// Where it is from.
    pub source: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// Who signs.
#[derive(Debug, Clone, Default)]
pub struct Signatory {
    /// The person, where one is named.
    pub name: Option<String>,
    /// The office.
    pub role: Option<String>,
}

pub(super) fn read(sources: &Sources, source: u32, findings: &mut Vec<Diagnostic>) -> Organisation {
    let toml = Toml::new(sources, sources.whole(source));
    let organisation = toml.read(sources.first_line(source), organisation);
    findings.extend(toml.into_findings());
    organisation
}

fn organisation(fields: &Fields) -> Organisation {
    let mut it = Organisation { language: language(fields), ..Organisation::default() };
    let own = fields.table("organisation", |own| {
        it.name = own.required_text("name", "\"The full name\"").map(|name| name.value).unwrap_or_default();
        it.acronym = own.text("acronym").map(|text| text.value);
        it.kind = own.text("kind").map(|text| text.value);
        it.website = own.text("website").map(|text| text.value);
    });
    if own.is_none() {
        let help = "add `[organisation]` and below it `name = \"The full name\"`";
        fields.missing("organisation", "`[organisation]` is missing".into(), help.into());
    }
    it.facts = fields.named_tables("facts", |name, fact| (name.value.clone(), read_fact(name, fact))).into_iter().collect();
    it.signatories = fields.named_tables("signatories", |name, fields| (name.value.clone(), signatory(fields))).into_iter().collect();
    let synonyms = fields.named_texts("synonyms").into_iter();
    it.synonyms = synonyms.map(|(name, words)| (name.value, words.into_iter().map(|word| word.value).collect())).collect();
    it.model = fields.table("matching", |matching| matching.text("model").map(|model| model.value)).flatten();
    (it.severities, it.acronyms) = checks(fields);
    if let Some((house, logo)) = fields.table("house", house::read) {
        (it.house, it.logo) = (house, logo);
    }
    it
}

/// A BCP 47 tag: words of letters and digits with hyphens between. Every format writes it as it stands.
fn language(fields: &Fields) -> String {
    let Some(tag) = fields.text("language") else { return DEFAULT_LANGUAGE.to_owned() };
    if tag.value.split('-').all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        return tag.value;
    }
    let help = format!("write a language tag: `{DEFAULT_LANGUAGE}`, `cy`");
    fields.report(&codes::INVALID_VALUE, tag.span, format!("`language` cannot be `{}`", tag.value), help);
    DEFAULT_LANGUAGE.to_owned()
}

fn read_fact(name: &Spanned<String>, fields: &Fields) -> Fact {
    let value = fields.text_or_number("value");
    if value.is_none() {
        fields.required_text("value", "\"24,000\"");
    }
    let day = |key| fields.day(key).map(|day| day.value);
    Fact {
        span: value.as_ref().map_or(name.span, |value| value.span),
        value: value.map(|value| value.value).unwrap_or_default(),
        as_of: day("as-of"),
        review_by: day("review-by"),
        source: fields.text("source").map(|text| text.value),
    }
}

fn signatory(fields: &Fields) -> Signatory {
    Signatory { name: fields.text("name").map(|text| text.value), role: fields.text("role").map(|text| text.value) }
}

/// `[checks]`: a kind of finding made an error, a warning, a note, or off; and `acronyms`, a list.
fn checks(fields: &Fields) -> (BTreeMap<&'static str, Option<Severity>>, Vec<String>) {
    let words = [("error", Some(Severity::Error)), ("warning", Some(Severity::Warning)), ("note", Some(Severity::Note)), ("off", None)];
    let (mut severities, mut acronyms) = (BTreeMap::new(), Vec::new());
    for (name, values) in fields.named_texts("checks") {
        if name.value == "acronyms" {
            acronyms = values.into_iter().map(|acronym| acronym.value).collect();
            continue;
        }
        let Some(code) = codes::ALL.iter().find(|code| code.name == name.value) else {
            let help = match nearest(&name.value, codes::ALL.iter().map(|code| code.name)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`respondent check --explain all` lists them".to_owned(),
            };
            fields.report(&codes::UNKNOWN_CHECK, name.span, format!("no finding is called `{}`", name.value), help);
            continue;
        };
        for value in values {
            match words.iter().find(|(word, _)| *word == value.value) {
                Some((_, severity)) => _ = severities.insert(code.name, *severity),
                None => {
                    let help = "write `error`, `warning`, `note` or `off`";
                    fields.report(&codes::INVALID_VALUE, value.span, format!("a finding cannot be `{}`", value.value), help);
                }
            }
        }
    }
    (severities, acronyms)
}
