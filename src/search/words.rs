//! How texts and queries are cut into words: in lower case, without accents, without their English endings.
//!
//! Each stem is made once and then remembered.

use crate::text::lexicon::{Lexicon, Word as Stem};
use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer, Token as Word, TokenStream, Tokenizer};

/// The name under which the index knows this way.
pub(super) const ENGLISH: &str = "english";

pub(super) fn analyser() -> TextAnalyzer {
    TextAnalyzer::from(Remembering::default())
}

/// The most stems to remember: more than any library has words, but for one made of numbers.
const MOST: usize = 1 << 16;

/// Cuts at everything but letters and digits, and remembers stems.
#[derive(Clone)]
struct Remembering {
    stemmer: TextAnalyzer,
    stems: Lexicon<Stem>,
    word: Word,
}

impl Default for Remembering {
    fn default() -> Self {
        let one = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(AsciiFoldingFilter);
        Self { stemmer: one.filter(Stemmer::default()).build(), stems: Lexicon::default(), word: Word::default() }
    }
}

impl Tokenizer for Remembering {
    type TokenStream<'a> = Cut<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cut<'a> {
        self.word.reset();
        Cut { text, at: 0, by: self }
    }
}

/// A text that is being cut.
struct Cut<'a> {
    text: &'a str,
    /// How far, in bytes.
    at: usize,
    by: &'a mut Remembering,
}

impl TokenStream for Cut<'_> {
    fn advance(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let Some(start) = rest.find(char::is_alphanumeric) else { return false };
        let length = rest[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len() - start);
        let (start, end) = (self.at + start, self.at + start + length);
        self.at = end;
        let word = &mut self.by.word;
        (word.offset_from, word.offset_to, word.position) = (start, end, word.position.wrapping_add(1));
        self.by.stem(&self.text[start..end]);
        true
    }

    fn token(&self) -> &Word {
        &self.by.word
    }

    fn token_mut(&mut self) -> &mut Word {
        &mut self.by.word
    }
}

impl Remembering {
    /// Puts the stem of a word into the token.
    fn stem(&mut self, word: &str) {
        let text = &mut self.word.text;
        text.clear();
        if let Some(stem) = self.stems.get(word) {
            text.push_str(stem);
            return;
        }
        self.stemmer.token_stream(word).process(&mut |token| text.push_str(&token.text));
        if self.stems.len() < MOST {
            self.stems.insert(word.into(), text.as_str().into());
        }
    }
}

/// A word of a text: its stem, and where it stands in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) stem: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The words of a text, as the index knows them.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut analyser = analyser();
    let (mut stream, mut tokens) = (analyser.token_stream(text), Vec::new());
    stream.process(&mut |token| tokens.push(Token { stem: token.text.clone(), start: token.offset_from, end: token.offset_to }));
    tokens
}

/// The stems of a text.
pub(super) fn stems(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.stem).collect()
}
