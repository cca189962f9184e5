//! Numbers that age, with where they are from; quotations with who said them.

use super::pattern::{exact_pattern, pattern};
use crate::text::count_words;

/// A number in a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// As printed: `£10,000`, `Over a quarter`.
    pub value: String,
    /// The sentence it stands in.
    pub what: String,
    /// Where it is from, as far as the page says.
    pub source: Option<String>,
}

/// Words that somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without the marks.
    pub words: String,
    /// Who said them, as far as the page says.
    pub who: Option<String>,
}

pattern!(
    FIGURE,
    r"(?:\b(?:over|almost|nearly|around|about|more than|less than|fewer than|up to|at least|some|just over|just under)\s+)?(?:(?:£|€|\$)\d[\d,]*(?:\.\d+)?(?:\s?(?:million|billion|trillion|bn|m|k)\b)?|\b\d[\d,]*(?:\.\d+)?\s?(?:%|per cent\b|percent\b)|\b\d{1,3}(?:,\d{3})+\b(?:\s+[a-z]+)?|\b(?:one|two|three|four|five|six|seven|eight|nine|\d{1,2})(?:-| )(?:in|out of)(?:-| )(?:five|ten|every|a hundred|\d{1,3})\b|\b(?:a|one|two|three)[ -](?:quarters?|thirds?|fifths?)\b|\bhalf of\b|\b\d+(?:\.\d+)?\s(?:million|billion)\b|\b\d{2,4}\s(?:local authorities|headteachers|schools|colleges|councils|children|pupils|students|members|families|respondents)\b)"
);
pattern!(
    SOURCE,
    r"^\(((?u:[^()]*)(?:survey|report|study|university|census|statistics|data|review|office|institute|\b(?:19|20)\d\d\b)(?u:[^()]*))\)\.?$"
);
exact_pattern!(
    ACCORDING,
    r"\b(?:[Aa]ccording to|[Ff]igures from|data from|survey (?:by|of)|research by|found by|published by)\s+((?:the |a )?[A-Z](?u:[\w’'&-]*)(?:\s+(?:of|for|and|the|[A-Z](?u:[\w’'&-]*)))*)"
);
exact_pattern!(
    SPEAKER,
    r"(?:\b((?:[A-Z](?u:[\w’'-]+) )*[A-Z](?u:[\w’'-]+)) (?:said|added|told|warned|says|pointed out)\b)|(?:\b(?:said|added|says),? ((?:[A-Z](?u:[\w’'-]+) )*[A-Z](?u:[\w’'-]+)))"
);

/// The sentences of a text.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let bytes: Vec<(usize, char)> = text.char_indices().collect();
    for (n, &(at, c)) in bytes.iter().enumerate() {
        let next = bytes.get(n + 1).map(|(_, c)| *c);
        let after = bytes.get(n + 2).map(|(_, c)| *c);
        if matches!(c, '.' | '?' | '!') && next == Some(' ') && after.is_some_and(|c| c.is_uppercase() || "“‘\"'".contains(c)) {
            out.push(text[start..at + c.len_utf8()].trim());
            start = at + c.len_utf8();
        }
    }
    out.push(text[start..].trim());
    out.retain(|sentence| !sentence.is_empty());
    out
}

/// The figures in a text.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    for sentence in sentences(text) {
        for found in FIGURE.all(sentence) {
            let value = found[0].trim().trim_end_matches([',', '.']).to_owned();
            if out.iter().any(|figure| figure.value == value && figure.what == sentence) {
                continue;
            }
            let source = ACCORDING
                .captures(sentence)
                .map(|found| found[1].trim().to_owned())
                .filter(|name| name.trim_start_matches("the ").starts_with(char::is_uppercase));
            out.push(Figure { value, what: sentence.to_owned(), source });
        }
    }
    out
}

/// The source that a line in brackets below a list gives for all of it.
pub(super) fn source_line(text: &str) -> Option<String> {
    SOURCE.captures(text.trim()).map(|found| found[1].trim().to_owned())
}

/// The quotations of paragraphs in order. One that runs over paragraphs opens again in each of them and
/// closes only in the last.
pub(super) fn quotations(paragraphs: &[String]) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    let (mut open, mut speaker): (bool, Option<String>) = (false, None);
    for paragraph in paragraphs {
        let named = SPEAKER.all(paragraph).into_iter().find_map(|found| found.get(1).or(found.get(2)).map(|name| name.as_str().to_owned()));
        // "He added" speaks of who spoke before.
        let named = named.filter(|name| {
            name.starts_with(char::is_uppercase)
                && !matches!(name.as_str(), "He" | "She" | "They" | "But" | "It" | "We" | "I" | "he" | "she")
        });
        speaker = named.map(|name| name.trim_start_matches("But ").to_owned()).or(speaker);
        let goes_on = open && paragraph.starts_with('“');
        let mut rest = paragraph.as_str();
        let mut first = true;
        open = false;
        while let Some((_, behind)) = rest.split_once('“') {
            let (words, after, closed) = match behind.find('”') {
                Some(end) => (&behind[..end], &behind[end + '”'.len_utf8()..], true),
                None => (behind, "", false),
            };
            match out.last_mut().filter(|_| goes_on && first) {
                Some(last) => last.words = format!("{} {}", last.words, words.trim()),
                None => out.push(Quotation { words: words.trim().to_owned(), who: speaker.clone() }),
            }
            open = !closed;
            first = false;
            rest = after;
        }
    }
    out.retain(|quotation| count_words(&quotation.words) >= 3);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        figures(text).into_iter().map(|figure| figure.value).collect()
    }

    #[test]
    fn figures_are_told_from_other_numbers() {
        assert_eq!(values("In total £4.9 billion is owed by 150 councils."), ["£4.9 billion", "150 councils"]);
        assert_eq!(values("Over a quarter of them, and 55% of others, agree."), ["Over a quarter", "55%"]);
        assert_eq!(values("It runs until 22 July after a three year wait, with five goals."), Vec::<String>::new());
        assert_eq!(source_line("(National Workforce Survey 2021)").as_deref(), Some("National Workforce Survey 2021"));
        assert_eq!(source_line("(see below)"), None);
    }

    #[test]
    fn a_quotation_may_run_over_paragraphs() {
        let paragraphs =
            ["Ms Brook said: “The plan is far too slow.", "“It must be quicker than this.”", "She added: “I mean it very much.”"];
        let found = quotations(&paragraphs.map(str::to_owned));
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].words, "The plan is far too slow. It must be quicker than this.");
        assert_eq!(found[1].who.as_deref(), Some("Ms Brook"));
    }
}
