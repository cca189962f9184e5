//! Texts as the numbers of pieces of words: WordPiece, as BERT cuts English (uncased).
//!
//! The crates that can do this can do all that any model asks for, with regular expressions in three
//! dialects and a hundred packages; this one way of cutting is what all encoders of this kind share.

use super::NotAModel;
use serde::Deserialize;
use std::{borrow::Cow, collections::HashMap};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A longer word is taken for none, as BERT does.
const LONGEST: usize = 100;

/// The pieces that a model knows.
#[derive(Debug)]
pub(super) struct Tokens {
    pieces: HashMap<String, u32>,
    unknown: u32,
    first: u32,
    last: u32,
}

/// What is read of `tokenizer.json`.
#[derive(Deserialize)]
struct Described {
    model: Vocabulary,
}

#[derive(Deserialize)]
struct Vocabulary {
    vocab: HashMap<String, u32>,
}

impl Tokens {
    /// From `vocab.txt` or `tokenizer.json`.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, NotAModel> {
        let wrong = |what: String| NotAModel { file: "vocab.txt", what };
        let text = std::str::from_utf8(bytes).map_err(|_| wrong("is no text".to_owned()))?;
        let pieces = match text.trim_start().starts_with('{') {
            true => {
                let described: Described = serde_json::from_str(text)
                    .map_err(|error| NotAModel { file: "tokenizer.json", what: format!("holds no WordPiece vocabulary: {error}") })?;
                described.model.vocab
            }
            false => text.lines().zip(0..).map(|(piece, number)| (piece.to_owned(), number)).collect(),
        };
        let special = |piece: &str| pieces.get(piece).copied().ok_or_else(|| wrong(format!("has no `{piece}`: it is not BERT's")));
        let (unknown, first, last) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        if pieces.values().any(|number| *number as usize >= pieces.len()) {
            return Err(wrong("counts its pieces wrong".to_owned()));
        }
        Ok(Self { pieces, unknown, first, last })
    }

    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// At most `most` pieces of a text, with the marks of its beginning and its end.
    pub(super) fn of(&self, text: &str, most: usize) -> Vec<u32> {
        let mut pieces = vec![self.first];
        for word in split(&plain(text)) {
            self.cut(word, &mut pieces);
            if pieces.len() >= most {
                break;
            }
        }
        pieces.truncate(most.saturating_sub(1).max(1));
        pieces.push(self.last);
        pieces
    }

    /// The longest piece that a word begins with, then the longest that the rest begins with.
    fn cut(&self, word: &str, pieces: &mut Vec<u32>) {
        let before = pieces.len();
        let (mut rest, mut inner) = (word, "");
        while !rest.is_empty() {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
            let known = |end: usize| Some((self.pieces.get(joined(inner, &rest[..end]).as_ref())?, end));
            let Some((number, end)) = ends.filter_map(known).next().filter(|_| word.chars().count() <= LONGEST) else {
                pieces.truncate(before);
                pieces.push(self.unknown);
                return;
            };
            pieces.push(*number);
            (rest, inner) = (&rest[end..], "##");
        }
    }
}

fn joined<'w>(before: &str, piece: &'w str) -> Cow<'w, str> {
    if before.is_empty() { piece.into() } else { format!("{before}{piece}").into() }
}

/// In lower case, without accents and without what cannot be seen; Chinese letters stand alone.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' => out.push(' '),
            '\0' | '\u{fffd}' => {}
            c if c.is_control() || is_format(c) => {}
            c if c.is_whitespace() => out.push(' '),
            c if is_chinese(c) => out.extend([' ', c, ' ']),
            c => out.push(c),
        }
    }
    out.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Words, and every mark by itself.
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().flat_map(|word| {
        let mut rest = word;
        std::iter::from_fn(move || {
            let first = rest.chars().next()?;
            let end = match is_mark(first) {
                true => first.len_utf8(),
                false => rest.find(is_mark).unwrap_or(rest.len()),
            };
            let (word, behind) = rest.split_at(end);
            rest = behind;
            Some(word)
        })
    })
}

/// What cannot be seen and takes no room: the commonest of Unicode's category Cf.
fn is_format(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Punctuation: ASCII's as BERT counts it, and the blocks of Unicode that hold nearly nothing else.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
            && !matches!(c, '\u{2044}' | '\u{2052}')
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2ceaf}' | '\u{2f800}'..='\u{2fa1f}')
}
