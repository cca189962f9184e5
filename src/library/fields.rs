//! TOML to values, field by field: whatever is wrong is a finding at its place, and reading goes on.
//!
//! This is the only user of `toml`. Serde would stop at the first mistake; a person wants all of them.

use crate::{
    diagnostic::{Code, Diagnostic, codes},
    source::{Sources, Span, Spanned},
    text::{allowed, forbidden, nearest},
};
use chrono::NaiveDate;
use std::cell::RefCell;
use toml::de::{DeTable, DeValue};

mod syntax;

/// A piece of TOML in a file, and what was found wrong with it.
pub(super) struct Toml<'s> {
    span: Span,
    text: &'s str,
    findings: RefCell<Vec<Diagnostic>>,
}

/// One table of it. Fields that nobody asked for are unknown keys.
pub(super) struct Fields<'a> {
    toml: &'a Toml<'a>,
    table: &'a DeTable<'a>,
    /// Where a missing field is shown: the table's header.
    at: Span,
    asked: RefCell<Vec<&'static str>>,
    /// Fields that must be there and are not, unless it turns out that their names are misspelt.
    missing: RefCell<Vec<(&'static str, Diagnostic)>>,
}

type Value<'a> = toml::Spanned<DeValue<'a>>;

impl<'s> Toml<'s> {
    /// The TOML that stands at `span`.
    pub(super) fn new(sources: &'s Sources, span: Span) -> Self {
        Self { span, text: sources.slice(span), findings: RefCell::default() }
    }

    /// Reads the outermost table with `read`, then reports the keys that it did not ask for.
    /// A missing field is shown at `header`.
    pub(super) fn read<T>(&self, header: Span, read: impl FnOnce(&Fields) -> T) -> T {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        let errors = self.syntax_errors(&errors);
        let broken = errors.iter().filter(|error| error.code == &codes::TOML_SYNTAX).filter_map(|error| error.span).min();
        self.findings.borrow_mut().extend(errors);
        let table = table.into_inner();
        let fields = Fields::new(self, &table, header);
        let value = read(&fields);
        fields.finish();
        if let Some(broken) = broken {
            // What a broken line leaves behind is a guess: what seems to be missing may be in that line.
            let before = |finding: &Diagnostic| finding.code != &codes::MISSING_FIELD && finding.span < Some(broken);
            self.findings.borrow_mut().retain(|finding| before(finding) || !GUESSES.contains(&finding.code));
        }
        value
    }

    /// What the parser did not understand, without what it stumbled over because of an earlier mistake.
    fn syntax_errors(&self, errors: &[toml::de::Error]) -> Vec<Diagnostic> {
        let line = |error: &toml::de::Error| line_around(self.text, error.span().map_or(0, |range| range.start));
        let last = errors.iter().position(|error| syntax::is_open_above(error.message(), line(error)));
        let errors = &errors[..last.map_or(errors.len(), |last| last + 1)];
        let mut findings: Vec<Diagnostic> = errors.iter().map(|error| self.syntax(error)).collect();
        findings.dedup_by_key(|finding| finding.span.map(|span| self.line_of(span)));
        findings
    }

    /// What the parser did not understand, in words for people who do not know TOML.
    fn syntax(&self, error: &toml::de::Error) -> Diagnostic {
        let range = error.span().unwrap_or(0..0);
        let span = self.place(range.clone());
        let found = self.text.get(range.clone()).unwrap_or_default();
        if error.message().starts_with("invalid date") {
            return not_a_day(found, span);
        }
        let line = line_around(self.text, range.start);
        let (message, help) = syntax::told(error.message(), found, line);
        Diagnostic::new(&codes::TOML_SYNTAX, span, message).help(help)
    }

    /// What was wrong.
    pub(super) fn into_findings(self) -> Vec<Diagnostic> {
        self.findings.into_inner()
    }

    /// Adds a finding, unless that place is not TOML at all, or the same has been said of it.
    fn report(&self, finding: Diagnostic) {
        let mut findings = self.findings.borrow_mut();
        let said = |other: &Diagnostic| other.message == finding.message || other.code == &codes::TOML_SYNTAX;
        if !findings.iter().any(|other| other.span == finding.span && said(other)) {
            findings.push(finding);
        }
    }

    /// The line on which a place begins. One mistake makes the parser stumble there several times.
    fn line_of(&self, span: Span) -> usize {
        let at = (span.start - self.span.start) as usize;
        self.text[..at.min(self.text.len())].matches('\n').count()
    }

    fn place(&self, range: std::ops::Range<usize>) -> Span {
        let len = self.text.len();
        let start = range.start.min(len);
        self.span.part(start, range.end.clamp(start, len))
    }
}

/// What may be wrong only because a line above it could not be read.
const GUESSES: [&Code; 3] = [&codes::MISSING_FIELD, &codes::UNKNOWN_KEY, &codes::WRONG_TYPE];

/// The whole line in which a place lies.
fn line_around(text: &str, at: usize) -> &str {
    let at = at.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[start..].lines().next().unwrap_or_default()
}

fn not_a_day(found: &str, span: Span) -> Diagnostic {
    let found = found.trim_matches(['"', '\'']);
    let what = if split_day(found).is_some() { "a day of the calendar" } else { "a date" };
    Diagnostic::new(&codes::INVALID_DATE, span, format!("`{found}` is not {what}"))
        .help("write the year, the month and the day: `2026-03-31`")
}

impl<'a> Fields<'a> {
    fn new(toml: &'a Toml<'a>, table: &'a DeTable<'a>, at: Span) -> Self {
        Self { toml, table, at, asked: RefCell::default(), missing: RefCell::default() }
    }

    fn get(&self, key: &'static str) -> Option<&'a Value<'a>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    /// The place of a value.
    fn place(&self, value: &Value) -> Span {
        self.toml.place(value.span())
    }

    /// Reports something about a value that TOML itself allows.
    pub(super) fn report(&self, code: &'static Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.add(Diagnostic::new(code, span, message).help(help));
    }

    /// Adds a finding about a value that TOML itself allows.
    pub(super) fn add(&self, finding: Diagnostic) {
        self.toml.report(finding);
    }

    fn wrong(&self, key: &str, value: &Value, wanted: &str) {
        let found = described(value.get_ref());
        let message = format!("`{key}` should be {wanted}, not {found}");
        let help = quoting_help(key, value.get_ref(), wanted).unwrap_or_else(|| type_help(key, wanted));
        self.toml.report(Diagnostic::new(&codes::WRONG_TYPE, self.place(value), message).help(help));
    }

    /// Notes that a field or a table that must be there is not.
    pub(super) fn missing(&self, key: &'static str, message: String, help: String) {
        self.missing.borrow_mut().push((key, Diagnostic::new(&codes::MISSING_FIELD, self.at, message).help(help)));
    }

    /// Text.
    pub(super) fn text(&self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.get(key)?;
        self.as_text(key, value)
    }

    /// Text. A number without quotation marks is a finding and read as the text that was meant.
    fn as_text(&self, key: &str, value: &Value) -> Option<Spanned<String>> {
        let text = match value.get_ref() {
            DeValue::String(text) => return Some(self.string(value, text)),
            DeValue::Integer(number) => Some(number.as_str()),
            DeValue::Float(number) => Some(number.as_str()),
            _ => None,
        };
        self.wrong(key, value, "text");
        text.map(|text| Spanned::new(text.to_owned(), self.place(value)))
    }

    /// Text without the characters that no document can hold: `"\u0000"` writes them without their standing in the file.
    fn string(&self, value: &Value, text: &str) -> Spanned<String> {
        let span = self.place(value);
        let Some((_, c)) = forbidden(text).next() else { return Spanned::new(text.to_owned(), span) };
        let message = format!("the character U+{:04X} cannot stand in a document", c as u32);
        self.report(&codes::FORBIDDEN_CHARACTER, span, message, "delete it");
        Spanned::new(text.replace(|c| !allowed(c), "\u{fffd}"), span)
    }

    /// Text that must be there and not be empty; `example` is shown when it is not.
    pub(super) fn required_text(&self, key: &'static str, example: &str) -> Option<Spanned<String>> {
        if self.get(key).is_none() {
            self.missing(key, format!("`{key}` is missing"), format!("add a line `{key} = {example}`"));
            return None;
        }
        let text = self.text(key)?;
        if text.value.trim().is_empty() {
            self.report(&codes::INVALID_VALUE, text.span, format!("`{key}` is empty"), format!("write `{key} = {example}`"));
        }
        Some(text)
    }

    /// A list of texts; empty where there is none. One text alone is taken as a list of one.
    pub(super) fn texts(&self, key: &'static str) -> Vec<Spanned<String>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        self.as_texts(key, value)
    }

    fn as_texts(&self, key: &str, value: &'a Value<'a>) -> Vec<Spanned<String>> {
        match value.get_ref() {
            DeValue::String(text) => vec![self.string(value, text)],
            DeValue::Array(values) => values.iter().filter_map(|value| self.as_text(key, value)).collect(),
            _ => {
                self.wrong(key, value, "a list of texts");
                Vec::new()
            }
        }
    }

    /// Text or a whole number, as text.
    pub(super) fn text_or_number(&self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Integer(number) => Some(Spanned::new(number.as_str().to_owned(), self.place(value))),
            _ => self.as_text(key, value),
        }
    }

    /// Whether a list of texts stands here rather than one text.
    pub(super) fn is_list(&self, key: &'static str) -> bool {
        matches!(self.get(key).map(toml::Spanned::get_ref), Some(DeValue::Array(_)))
    }

    /// A number above zero.
    pub(super) fn positive(&self, key: &'static str) -> Option<Spanned<f64>> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number as f64),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => {
                self.wrong(key, value, "a number");
                return None;
            }
        };
        let number = number.filter(|number: &f64| number.is_finite() && *number > 0.0);
        if number.is_none() {
            self.report(
                &codes::INVALID_VALUE,
                self.place(value),
                format!("`{key}` should be above zero"),
                "write a number above zero, or leave the line out",
            );
        }
        number.map(|number| Spanned::new(number, self.place(value)))
    }

    /// A whole number above zero.
    pub(super) fn whole(&self, key: &'static str) -> Option<u32> {
        let number = self.positive(key)?;
        if number.value.fract() != 0.0 || number.value > f64::from(u32::MAX) {
            self.report(&codes::INVALID_VALUE, number.span, format!("`{key}` should be a whole number"), "write a number such as 250");
            return None;
        }
        Some(number.value as u32)
    }

    /// Yes or no.
    pub(super) fn flag(&self, key: &'static str) -> Option<bool> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => {
                self.wrong(key, value, "`true` or `false`");
                None
            }
        }
    }

    /// A day, as TOML writes it or as text.
    pub(super) fn day(&self, key: &'static str) -> Option<Spanned<NaiveDate>> {
        let value = self.get(key)?;
        let day = match value.get_ref() {
            DeValue::Datetime(moment) => moment.date.map(|date| (i32::from(date.year), u32::from(date.month), u32::from(date.day))),
            DeValue::String(text) => split_day(text),
            _ => {
                self.wrong(key, value, "a date");
                return None;
            }
        };
        let day = day.filter(|(year, ..)| *year > 0).and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day));
        if day.is_none() {
            let span = self.place(value);
            self.toml.report(not_a_day(&self.toml.text[value.span()], span));
        }
        day.map(|day| Spanned::new(day, self.place(value)))
    }

    /// A date as text or as TOML writes it, not yet looked at.
    pub(super) fn date_text(&self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Datetime(moment) => {
                Some(Spanned::new(moment.date.map_or_else(|| moment.to_string(), |date| date.to_string()), self.place(value)))
            }
            DeValue::Integer(year) => Some(Spanned::new(year.as_str().to_owned(), self.place(value))),
            _ => self.as_text(key, value),
        }
    }

    /// One of several words; `T` by the word.
    pub(super) fn one_of<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let found = words.iter().find(|(word, _)| *word == text.value);
        if found.is_none() {
            let help = match nearest(&text.value, words.iter().map(|(word, _)| *word)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of {}", listed(words.iter().map(|(word, _)| *word))),
            };
            self.report(&codes::INVALID_VALUE, text.span, format!("`{key}` cannot be `{}`", text.value), help);
        }
        found.map(|(_, value)| *value)
    }

    /// The table under a key, read with `read`.
    pub(super) fn table<T>(&self, key: &'static str, read: impl FnOnce(&Fields) -> T) -> Option<T> {
        let value = self.get(key)?;
        self.as_table(key, value, read)
    }

    fn as_table<T>(&self, key: &str, value: &'a Value<'a>, read: impl FnOnce(&Fields) -> T) -> Option<T> {
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong(key, value, "a table");
            return None;
        };
        let fields = Fields::new(self.toml, table, self.place(value));
        let value = read(&fields);
        fields.finish();
        Some(value)
    }

    /// Every table of a list of tables (`[[key]]`), read with `read`.
    pub(super) fn tables<T>(&self, key: &'static str, read: impl Fn(&Fields) -> T) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(values) = value.get_ref() else {
            self.wrong(key, value, &format!("a list of tables, each begun by `[[{key}]]`"));
            // One table with single brackets is read as what was meant.
            let one = matches!(value.get_ref(), DeValue::Table(_));
            return one.then(|| self.as_table(key, value, &read)).flatten().into_iter().collect();
        };
        values.iter().filter_map(|value| self.as_table(key, value, &read)).collect()
    }

    /// Every table in a table of tables with names that people choose, in the order of the names.
    pub(super) fn named_tables<T>(&self, key: &'static str, read: impl Fn(&Spanned<String>, &Fields) -> T) -> Vec<T> {
        let each = |(name, value): (Spanned<String>, _)| {
            let header = format!("{key}.{}", name.value);
            self.as_table(&header, value, |fields| read(&name, fields))
        };
        self.named(key).into_iter().filter_map(each).collect()
    }

    /// Every list of texts in such a table.
    pub(super) fn named_texts(&self, key: &'static str) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
        let each = |(name, value): (Spanned<String>, _)| (name.clone(), self.as_texts(&name.value, value));
        self.named(key).into_iter().map(each).collect()
    }

    fn named(&self, key: &'static str) -> Vec<(Spanned<String>, &'a Value<'a>)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong(key, value, "a table");
            return Vec::new();
        };
        table.iter().map(|(name, value)| (Spanned::new(name.get_ref().to_string(), self.toml.place(name.span())), value)).collect()
    }

    /// A moment, as TOML writes it: a day, a time, and where it was that time.
    pub(super) fn moment(&self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Datetime(moment) => Some(Spanned::new(moment.to_string(), self.place(value))),
            _ => {
                self.wrong(key, value, "a date and time");
                None
            }
        }
    }

    /// Whether a field stands here, whatever it holds.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether a field stands here that nobody has asked for.
    pub(super) fn has_unasked(&self) -> bool {
        let asked = self.asked.borrow();
        self.table.iter().any(|(key, _)| !asked.contains(&key.get_ref().as_ref()))
    }

    /// The place where a missing field is shown.
    pub(super) fn at(&self) -> Span {
        self.at
    }

    fn finish(&self) {
        let asked = self.asked.borrow();
        let mut misspelt = Vec::new();
        for (key, _) in self.table.iter().filter(|(key, _)| !asked.contains(&key.get_ref().as_ref())) {
            let name = key.get_ref();
            let help = match nearest(name, asked.iter().copied()) {
                Some(near) => {
                    misspelt.push(near);
                    format!("did you mean `{near}`?")
                }
                None => format!("what can stand here: {}", listed(asked.iter().copied())),
            };
            let span = self.toml.place(key.span());
            self.report(&codes::UNKNOWN_KEY, span, format!("there is no field `{name}` here"), help);
        }
        for (_, finding) in self.missing.borrow().iter().filter(|(key, _)| !misspelt.contains(key)) {
            self.toml.report(finding.clone());
        }
    }
}

fn split_day(text: &str) -> Option<(i32, u32, u32)> {
    let mut parts = text.splitn(3, '-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn described(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn quoting_help(key: &str, value: &DeValue, wanted: &str) -> Option<String> {
    let raw = match value {
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::String(text) if wanted == "a date" => return Some(format!("write `{key} = 2026-03-31`, not `{text}`")),
        _ => return None,
    };
    match wanted {
        "text" => Some(format!("put it between quotation marks: `{key} = \"{raw}\"`")),
        "a list of texts" => Some(format!("write `{key} = [\"{raw}\"]`")),
        _ => None,
    }
}

fn type_help(key: &str, wanted: &str) -> String {
    match wanted {
        "text" => format!("write `{key} = \"…\"`"),
        "a list of texts" => format!("write `{key} = [\"…\", \"…\"]`"),
        "a number" => "write a number without quotation marks".to_owned(),
        "a date" => format!("write `{key} = 2026-03-31`"),
        "a date and time" => format!("write `{key} = 2026-03-31T16:20:00+01:00`"),
        "a table" if key == "limit" => "write `limit = { words = 250 }` or `limit = { characters = 1500 }`".to_owned(),
        "a table" => format!("write `[{key}]` on a line of its own and the fields below it"),
        _ if wanted.starts_with("a list of tables") => format!("write `[[{key}]]`, with two brackets on each side, above each of them"),
        _ => format!("write {wanted} without quotation marks"),
    }
}

/// Words for a person: `a`, `b`, `c`.
pub(super) fn listed<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words: std::collections::BTreeSet<_> = words.into_iter().collect();
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
