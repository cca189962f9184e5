//! What a person types: words, phrases in quotation marks, fields, and `-` before what must not be there.

use crate::{document::date::PrintedDate, text::nearest};
use std::fmt;

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words and phrases that should be there, in order.
    pub words: Vec<Words>,
    /// Words and phrases that must not be there.
    pub without: Vec<Words>,
    /// What kind of entry it must be.
    pub filters: Vec<Filter>,
}

/// A word, or several that stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// As they were typed.
    pub text: String,
    /// Whether they stood in quotation marks: taken as they are, without synonyms and other spellings.
    pub quoted: bool,
}

/// A field with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The field.
    pub field: Field,
    /// Its value, as it was typed.
    pub value: String,
    /// Whether it must not be so.
    pub negated: bool,
}

/// What an entry can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// From this year, month or day on.
    After,
    /// Earlier than this year, month or day.
    Before,
    /// An option that was chosen.
    Choice,
    /// A consultation, by its id.
    Consultation,
    /// Who consults: a part of the name is enough.
    Department,
    /// One kind of entries.
    In,
    /// Whether a position holds; how far a response has come.
    Status,
    /// What a position is about.
    Topic,
}

/// A query that means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// The kinds of entries, as `in:` names them.
pub const KINDS: [&str; 4] = ["answers", "positions", "questions", "boilerplate"];

/// What `status:` knows: of positions, then of responses.
pub const STATUSES: [&str; 7] = ["current", "superseded", "withdrawn", "draft", "in-review", "approved", "submitted"];

impl Field {
    /// Every field by its name.
    pub const ALL: [(&'static str, Self); 8] = [
        ("after", Self::After),
        ("before", Self::Before),
        ("choice", Self::Choice),
        ("consultation", Self::Consultation),
        ("department", Self::Department),
        ("in", Self::In),
        ("status", Self::Status),
        ("topic", Self::Topic),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, field)| *field == self).map_or("", |(name, _)| name)
    }
}

impl Query {
    /// Reads a query: `place funding -transport topic:send before:2024 "high needs"`.
    ///
    /// # Errors
    /// A field that there is not, a value that a field cannot have, or nothing at all.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let mut query = Self::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let piece = Piece::take(&mut rest);
            match piece.field {
                Some(name) => query.filters.push(filter(name, piece.value, piece.negated)?),
                None if !piece.value.contains(char::is_alphanumeric) => {}
                None => {
                    let words = Words { text: piece.value.to_owned(), quoted: piece.quoted };
                    if piece.negated { query.without.push(words) } else { query.words.push(words) }
                }
            }
            rest = rest.trim_start();
        }
        if query == Self::default() {
            return Err(wrong(
                "there is nothing to look for",
                "write a word, a phrase in quotation marks, or a field such as `topic:send`",
            ));
        }
        Ok(query)
    }

    /// Reads a query that a shell has cut into arguments and freed of its quotation marks: an argument of
    /// several words without a field in it is a phrase.
    ///
    /// # Errors
    /// As [`Query::parse`].
    pub fn of_arguments(arguments: &[String]) -> Result<Self, Wrong> {
        Self::parse(&arguments.iter().map(|argument| requoted(argument)).collect::<Vec<_>>().join(" "))
    }
}

/// An argument with the quotation marks that the shell took.
fn requoted(argument: &str) -> String {
    if argument.contains('"') || !argument.trim().contains(char::is_whitespace) {
        return argument.to_owned();
    }
    let fields = argument.split_whitespace().filter(|word| Piece::take(&mut &**word).field.is_some()).count();
    let (minus, plain) = argument.trim().strip_prefix(MINUS).map_or(("", argument.trim()), |plain| ("-", plain));
    match plain.split_once(':') {
        Some((name, value)) if fields == 1 && is_field(name) => format!("{minus}{name}:\"{value}\""),
        _ if fields > 0 || argument.contains(" -") => argument.to_owned(),
        _ => format!("{minus}\"{plain}\""),
    }
}

/// What stands between two spaces.
struct Piece<'t> {
    negated: bool,
    field: Option<&'t str>,
    value: &'t str,
    quoted: bool,
}

impl<'t> Piece<'t> {
    /// Takes the first piece off a text that begins with no space.
    fn take(rest: &mut &'t str) -> Self {
        let whole = *rest;
        let text = whole.strip_prefix(MINUS).filter(|text| !text.is_empty() && !text.starts_with(char::is_whitespace));
        let (negated, text) = (text.is_some(), text.unwrap_or(whole));
        let (field, text) = match text.split_once(':') {
            Some((name, value)) if is_field(name) && !value.is_empty() && !value.starts_with(char::is_whitespace) => (Some(name), value),
            _ => (None, text),
        };
        let quoted = text.starts_with(QUOTES);
        let text = text.strip_prefix(QUOTES).unwrap_or(text);
        let end = if quoted { text.find(QUOTES) } else { text.find(char::is_whitespace) }.unwrap_or(text.len());
        *rest = text[end..].strip_prefix(QUOTES).unwrap_or(&text[end..]);
        Self { negated, field, value: &text[..end], quoted }
    }
}

/// A hyphen, and the minus sign that word processors make of it.
const MINUS: [char; 2] = ['-', '\u{2212}'];

const QUOTES: [char; 3] = ['"', '“', '”'];

/// A field's name is letters alone; `10:30` is a word.
fn is_field(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

fn filter(name: &str, value: &str, negated: bool) -> Result<Filter, Wrong> {
    let Some((_, field)) = Field::ALL.iter().find(|(known, _)| *known == name) else {
        let help = match nearest(name, Field::ALL.iter().map(|(known, _)| *known)) {
            Some(near) => format!("did you mean `{near}:{value}`? what is no field stands in quotation marks: `\"{name}:{value}\"`"),
            None => {
                format!("the fields are {}; put `\"{name}:{value}\"` in quotation marks to look for it", listed(Field::ALL.map(|it| it.0)))
            }
        };
        return Err(wrong(format!("no field is called `{name}`"), help));
    };
    match field {
        Field::In => one_of(name, value, &KINDS)?,
        Field::Status => one_of(name, value, &STATUSES)?,
        Field::Before | Field::After if value.parse::<PrintedDate>().is_err() => {
            let help = format!("write a year, a month or a day: `{name}:2026`, `{name}:2026-03`, `{name}:2026-03-31`");
            return Err(wrong(format!("`{value}` is not a date"), help));
        }
        _ => {}
    }
    Ok(Filter { field: *field, value: value.to_owned(), negated })
}

fn one_of(name: &str, value: &str, known: &[&str]) -> Result<(), Wrong> {
    if known.contains(&value) {
        return Ok(());
    }
    let help = match nearest(value, known.iter().copied()) {
        Some(near) => format!("did you mean `{name}:{near}`?"),
        None => format!("write one of {}", listed(known.iter().copied())),
    };
    Err(wrong(format!("`{name}` cannot be `{value}`"), help))
}

pub(super) fn wrong(message: impl Into<String>, help: impl Into<String>) -> Wrong {
    Wrong { message: message.into(), help: help.into() }
}

/// Names in backticks, commas between.
pub(super) fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.help)
    }
}

impl std::error::Error for Wrong {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn word(text: &str) -> Words {
        Words { text: text.into(), quoted: false }
    }

    fn phrase(text: &str) -> Words {
        Words { text: text.into(), quoted: true }
    }

    fn parse(text: &str) -> Query {
        Query::parse(text).expect("a query")
    }

    #[test]
    fn words_phrases_and_fields_are_told_apart() {
        let query = parse(r#"place funding -transport "high needs" -"new money" topic:send -status:withdrawn department:"for Education""#);
        assert_eq!(query.words, [word("place"), word("funding"), phrase("high needs")]);
        assert_eq!(query.without, [word("transport"), phrase("new money")]);
        let filters: Vec<_> = query.filters.iter().map(|it| (it.field.name(), it.value.as_str(), it.negated)).collect();
        assert_eq!(filters, [("topic", "send", false), ("status", "withdrawn", true), ("department", "for Education", false)]);
    }

    #[test]
    fn marks_alone_are_no_words() {
        assert_eq!(parse("10:30 - looked-after , 'x").words, [word("10:30"), word("looked-after"), word("'x")]);
        for nothing in ["", "  ", "-", "\"\"", "? !"] {
            assert!(Query::parse(nothing).is_err(), "{nothing}");
        }
    }

    #[test]
    fn what_is_wrong_names_what_is_right() {
        for (text, message, help) in [
            ("topci:send", "no field is called `topci`", "`topic:send`"),
            ("https://example.org", "no field is called `https`", "quotation marks"),
            ("in:answer", "`in` cannot be `answer`", "`in:answers`"),
            ("status:gone", "`status` cannot be `gone`", "`current`"),
            ("before:soon", "`soon` is not a date", "`before:2026-03`"),
            ("after:2026-13", "`2026-13` is not a date", "`after:2026-03`"),
        ] {
            let wrong = Query::parse(text).expect_err(text);
            assert_eq!(wrong.message, message);
            assert!(wrong.help.contains(help), "{wrong}");
        }
    }

    #[test]
    fn an_argument_of_several_words_is_a_phrase() {
        let of = |arguments: &[&str]| Query::of_arguments(&arguments.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
        for (arguments, same) in [
            (vec!["place", "funding"], "place funding"),
            (vec!["place funding", "send"], "\"place funding\" send"),
            (vec!["-place funding"], "-\"place funding\""),
            (vec!["department:for Education"], "department:\"for Education\""),
            (vec!["place topic:send before:2024"], "place topic:send before:2024"),
            (vec!["\"place funding\" -transport"], "\"place funding\" -transport"),
        ] {
            assert_eq!(of(&arguments), Query::parse(same), "{arguments:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_query_or_says_why_not(text: String, arguments: Vec<String>) {
            for read in [Query::parse(&text), Query::of_arguments(&arguments)] {
                if let Err(wrong) = read {
                    prop_assert!(!wrong.message.is_empty() && !wrong.help.is_empty());
                }
            }
        }

        #[test]
        fn every_plain_word_is_looked_for(words in prop::collection::vec("[a-z0-9]{1,8}", 1..8)) {
            let query = parse(&words.join(" "));
            prop_assert_eq!(query.words.iter().map(|it| it.text.clone()).collect::<Vec<_>>(), words);
        }
    }
}
