//! How texts and queries are cut into words: in lower case, without accents, without their English endings.

use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer, TokenStream};

/// The name under which the index knows this way.
pub(super) const ENGLISH: &str = "english";

pub(super) fn analyser() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(AsciiFoldingFilter).filter(Stemmer::default()).build()
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
