//! TOML to values, field by field: whatever is wrong is a finding at its place, and reading goes on.
//!
//! This is the only user of `toml`. Serde would stop at the first mistake; a person wants all of them.

use crate::{
    diagnostic::{Code, Diagnostic, codes},
    source::{Sources, Span, Spanned},
    text::{allowed, nearest},
};
use chrono::NaiveDate;
use std::cell::RefCell;
use toml::de::{DeTable, DeValue};

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
        for error in errors {
            let range = error.span().unwrap_or(0..0);
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            self.report(Diagnostic::new(&codes::TOML_SYNTAX, self.place(range), message).help_if(syntax_help(self.text, &error)));
        }
        let table = table.into_inner();
        let fields = Fields { toml: self, table: &table, at: header, asked: RefCell::default() };
        let value = read(&fields);
        fields.finish();
        value
    }

    /// What was wrong.
    pub(super) fn into_findings(self) -> Vec<Diagnostic> {
        self.findings.into_inner()
    }

    fn report(&self, finding: Diagnostic) {
        self.findings.borrow_mut().push(finding);
    }

    fn place(&self, range: std::ops::Range<usize>) -> Span {
        let len = self.text.len();
        let start = range.start.min(len);
        self.span.part(start, range.end.clamp(start, len))
    }
}

/// The mistakes that people make most in TOML, told in their words.
fn syntax_help(text: &str, error: &toml::de::Error) -> Option<String> {
    let start = error.span()?.start.min(text.len());
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line..].lines().next().unwrap_or_default();
    if error.message().contains("duplicate key") {
        return Some("keep one of the two".to_owned());
    }
    if line.contains('“') || line.contains('”') {
        return Some("text stands between straight quotation marks: `\"`".to_owned());
    }
    let value = line.split_once('=')?.1.trim();
    let bare = !value.is_empty() && !value.starts_with(['"', '\'', '[', '{']) && value.parse::<f64>().is_err();
    bare.then(|| format!("text stands between quotation marks: `\"{}\"`", value.trim_matches('"')))
}

impl<'a> Fields<'a> {
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
        self.toml.report(Diagnostic::new(code, span, message).help(help));
    }

    fn wrong(&self, key: &str, value: &Value, wanted: &str) {
        let found = described(value.get_ref());
        let message = format!("`{key}` should be {wanted}, not {found}");
        self.toml.report(Diagnostic::new(&codes::WRONG_TYPE, self.place(value), message).help_if(quoting_help(
            key,
            value.get_ref(),
            wanted,
        )));
    }

    fn missing(&self, key: &str, example: &str) {
        let finding = Diagnostic::new(&codes::MISSING_FIELD, self.at, format!("`{key}` is missing"));
        self.toml.report(finding.help(format!("add a line `{key} = {example}`")));
    }

    /// Text.
    pub(super) fn text(&self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.get(key)?;
        self.as_text(key, value)
    }

    fn as_text(&self, key: &str, value: &Value) -> Option<Spanned<String>> {
        match value.get_ref() {
            DeValue::String(text) => Some(self.string(value, text)),
            _ => {
                self.wrong(key, value, "text");
                None
            }
        }
    }

    /// Text without the characters that no document can hold: `"\u0000"` writes them without their standing in the file.
    fn string(&self, value: &Value, text: &str) -> Spanned<String> {
        let span = self.place(value);
        let Some(c) = text.chars().find(|c| !allowed(*c)) else { return Spanned::new(text.to_owned(), span) };
        let message = format!("the character U+{:04X} cannot stand in a document", c as u32);
        self.report(&codes::FORBIDDEN_CHARACTER, span, message, "delete it");
        Spanned::new(text.replace(|c| !allowed(c), "\u{fffd}"), span)
    }

    /// Text that must be there and not be empty; `example` is shown when it is not.
    pub(super) fn required_text(&self, key: &'static str, example: &str) -> Option<Spanned<String>> {
        if self.get(key).is_none() {
            self.missing(key, example);
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
            self.report(
                &codes::INVALID_DATE,
                self.place(value),
                format!("`{key}` is not a day of the calendar"),
                format!("write `{key} = 2026-03-31`"),
            );
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
        let fields = Fields { toml: self.toml, table, at: self.place(value), asked: RefCell::default() };
        let value = read(&fields);
        fields.finish();
        Some(value)
    }

    /// Every table of a list of tables (`[[key]]`), read with `read`.
    pub(super) fn tables<T>(&self, key: &'static str, read: impl Fn(&Fields) -> T) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(values) = value.get_ref() else {
            self.wrong(key, value, &format!("a list of tables, each begun by `[[{key}]]`"));
            return Vec::new();
        };
        values.iter().filter_map(|value| self.as_table(key, value, &read)).collect()
    }

    /// Every table in a table of tables with names that people choose, in the order of the names.
    pub(super) fn named_tables<T>(&self, key: &'static str, read: impl Fn(&Spanned<String>, &Fields) -> T) -> Vec<T> {
        let each = |(name, value): (Spanned<String>, _)| self.as_table(&name.value, value, |fields| read(&name, fields));
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

    /// The place where a missing field is shown.
    pub(super) fn at(&self) -> Span {
        self.at
    }

    fn finish(&self) {
        let asked = self.asked.borrow();
        for (key, _) in self.table.iter().filter(|(key, _)| !asked.contains(&key.get_ref().as_ref())) {
            let name = key.get_ref();
            let help = match nearest(name, asked.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("what can stand here: {}", listed(asked.iter().copied())),
            };
            let span = self.toml.place(key.span());
            self.report(&codes::UNKNOWN_KEY, span, format!("there is no field `{name}` here"), help);
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

/// Words for a person: `a`, `b`, `c`.
pub(super) fn listed<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words: std::collections::BTreeSet<_> = words.into_iter().collect();
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
