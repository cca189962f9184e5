//! What is compared: words as a reader sees them, and every other mark alone.

use std::{borrow::Cow, ops::Range};

/// A text with the places in it that are not compared as they are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text<'a> {
    /// The text as printed.
    pub text: &'a str,
    /// In order, none inside another.
    pub fields: &'a [Field],
}

/// A place in a text that says where something stands, such as the number in "see paragraph 12": it is
/// compared by what it means, not by what is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Where it is printed, in bytes; not empty.
    pub at: Range<usize>,
    /// What it means: fields with the same key are the same. Where it is empty the field is compared as it is printed.
    pub key: String,
}

impl Ord for Field {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.at.start, self.at.end, &self.key).cmp(&(other.at.start, other.at.end, &other.key))
    }
}

impl PartialOrd for Field {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A word or a mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Token<'a> {
    /// The word or the mark itself, without the spaces behind it.
    pub(super) core: &'a str,
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// What it is compared by, where that is not the word itself.
    pub(super) key: Option<&'a str>,
    /// 5 for a word, 2 for a function word, 0 for a mark.
    pub(super) weight: u32,
}

/// Words that every text has, of six letters at most; what stays of a text when only these stay is little.
const FUNCTION_WORDS: &[&str] = &[
    "a", "all", "also", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can", "do", "for", "from", "has", "have", "if", "in",
    "is", "it", "its", "may", "of", "on", "or", "our", "should", "that", "the", "their", "these", "they", "this", "to", "was", "we",
    "which", "will", "with", "would", "you", "your",
];

/// Words that turn a sentence round.
const NEGATIONS: &[&str] = &["cannot", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "without"];

const MONTHS: &[&str] =
    &["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Figures that are written as words. "One" is none of them: it seldom counts anything.
const NUMERALS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "half", "third", "quarter", "twice",
    "double",
];

/// Whether a word is a figure, part of a date or a negation: a change in it is never a matter of style. The digits
/// in an address say nothing.
pub fn is_telling(word: &str) -> bool {
    if word.contains('@') || word.contains("://") || word.starts_with("www.") {
        return false;
    }
    if word.contains(|c: char| c.is_ascii_digit()) || MONTHS.contains(&word) {
        return true;
    }
    is_negation(word) || among(NUMERALS, word)
}

/// Whether a word turns a sentence round: "not", "never", "don't".
pub fn is_negation(word: &str) -> bool {
    among(NEGATIONS, word) || ["n't", "n’t", "N'T", "N’T"].iter().any(|end| word.ends_with(end))
}

fn among(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The words and marks of a text, in order. A word keeps `. , ' ’ - @` within it: `24,000`, `children's`,
/// `multi-agency`. The address of a page is a word: half of one says nothing.
pub(super) fn tokens<'a>(Text { text, fields }: Text<'a>) -> Vec<Token<'a>> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut fields = fields.iter().peekable();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some(field) = fields.next_if(|field| field.at.start == at) {
            out.push(Token {
                core: &text[field.at.clone()],
                start: at,
                key: Some(field.key.as_str()).filter(|key| !key.is_empty()),
                weight: 5,
            });
            at = field.at.end;
            continue;
        }
        let end = match c {
            _ if c.is_whitespace() => at + c.len_utf8(),
            _ if is_letter(c) => {
                let rest = &text[at..fields.peek().map_or(text.len(), |field| field.at.start)];
                at + address_length(rest).unwrap_or_else(|| word_length(rest))
            }
            _ => at + c.len_utf8(),
        };
        if !c.is_whitespace() {
            out.push(token(&text[at..end], at));
        }
        at = end;
    }
    out
}

fn token(core: &str, start: usize) -> Token<'_> {
    let weight = match core.contains(char::is_alphanumeric) {
        false => 0,
        true if is_function_word(core) => 2,
        true => 5,
    };
    Token { core, start, key: None, weight }
}

fn word_length(text: &str) -> usize {
    // Most words are plain letters, which are looked at byte by byte.
    let mut end = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if text.as_bytes().get(end) == Some(&b' ') {
        return end;
    }
    let mut letters = text[end..].char_indices().peekable();
    let plain = end;
    while let Some((at, c)) = letters.next() {
        let inner = is_joint(c) && letters.peek().is_some_and(|(_, next)| is_letter(*next));
        if !is_letter(c) && !inner {
            break;
        }
        end = plain + at + c.len_utf8();
    }
    end
}

/// Letters and digits with the accents that stand behind them.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_joint(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | '-' | '@')
}

/// How long the address of a page is that a text begins with; marks at its end belong to the sentence.
fn address_length(text: &str) -> Option<usize> {
    if !text.starts_with(['h', 'w']) || !["https://", "http://", "www."].into_iter().any(|start| text.starts_with(start)) {
        return None;
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && !"-._~:/?#[]@!$&'()*+,;=%".contains(c)).unwrap_or(text.len());
    Some(text[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/').len())
}

/// Whether a word is one that every text has: "of", "the".
pub fn is_function_word(word: &str) -> bool {
    const KEYS: [u64; FUNCTION_WORDS.len()] = {
        let mut keys = [0; FUNCTION_WORDS.len()];
        let mut at = 0;
        while at < keys.len() {
            keys[at] = key(FUNCTION_WORDS[at].as_bytes());
            at += 1;
        }
        keys
    };
    word.len() <= 6 && KEYS.contains(&key(word.as_bytes()))
}

/// A word of up to eight bytes as one number, in small letters: one step compares it, and every word is asked for.
const fn key(word: &[u8]) -> u64 {
    let (mut key, mut at) = (0, 0);
    while at < word.len() {
        key = key << 8 | word[at].to_ascii_lowercase() as u64;
        at += 1;
    }
    key
}

/// What is compared of a token: quotation marks and apostrophes are one thing, straight or curly.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Compared<'a> {
    Word(Cow<'a, str>),
    Key(&'a str),
}

impl<'a> Token<'a> {
    pub(super) fn compared(&self) -> Compared<'a> {
        match self.key {
            Some(key) => Compared::Key(key),
            None if self.core.contains(['’', '‘', '“', '”']) => {
                Compared::Word(Cow::Owned(self.core.replace(['’', '‘'], "'").replace(['“', '”'], "\"")))
            }
            None => Compared::Word(Cow::Borrowed(self.core)),
        }
    }
}

pub(super) fn weight(tokens: &[Token]) -> u32 {
    tokens.iter().map(|token| token.weight).sum()
}

/// How many of them are words.
pub(super) fn count(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.weight > 0).count()
}

/// The words of a text for likeness: in small letters, straight apostrophes, no marks. Of an address its parts:
/// two pages of one place are alike.
pub fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let tokens = tokens(Text { text, fields: &[] }).into_iter().filter(|token| token.weight > 0);
    let words = tokens.flat_map(|token| token.core.split(|c: char| !is_letter(c) && !is_joint(c) || c == '@'));
    words.filter(|word| !word.is_empty()).map(small)
}

fn small(word: &str) -> Cow<'_, str> {
    match word {
        _ if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) => word.into(),
        _ if word.is_ascii() => word.to_ascii_lowercase().into(),
        _ => word.replace(['’', '‘'], "'").to_lowercase().into(),
    }
}
