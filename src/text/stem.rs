//! Words as they are compared when texts are matched: in lower case, without their endings.

use super::lexicon::{Lexicon, Word};
use rust_stemmers::{Algorithm, Stemmer};
use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

/// Words that stand in every text: the 33 of Lucene's English list. Longer lists take the meaning out of
/// short questions.
const STOP: [&str; 33] = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of", "on", "or", "such",
    "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
];

/// Words that say how a sentence is built and little of its matter: pronouns, auxiliary verbs, and what
/// else stands between the words that count. Those that ask (what, when, who) are not among them: they
/// tell questions on one matter apart.
const SMALL: &str = "i i'm i've me my we us our you you're your he him his she her its them am were been being do does did done doing \
    don't have has had having can can't could would should may might must shall about above after again against all also any because \
    before below between both during each few from further get got here just like more most only other out over own please same so \
    some than through too under until up very";

static SMALL_STEMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let stemmer = Stemmer::create(Algorithm::English);
    SMALL.split_whitespace().map(|word| stemmer.stem(word).into_owned()).collect()
});

/// Whether a stem is that of a word that says little of the matter.
pub fn is_small(stem: &str) -> bool {
    SMALL_STEMS.contains(stem)
}

/// Takes English words to their stems (Snowball).
pub struct Stems {
    stemmer: Stemmer,
    /// Stems by word in lower case; none for a stop word.
    known: Lexicon<Option<Word>>,
}

impl Default for Stems {
    fn default() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English), known: Lexicon::default() }
    }
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stems").field("known", &self.known.len()).finish()
    }
}

impl Stems {
    /// The stem of a word in lower case; none for a stop word. Each word is looked into once.
    pub fn stem(&mut self, word: &str) -> Option<&str> {
        if !self.known.contains_key(word) {
            let stem = self.find(word).map(Word::from);
            self.known.insert(word.into(), stem);
        }
        self.known.get(word)?.as_deref()
    }

    /// The same for those who remember for themselves.
    pub fn find<'w>(&self, word: &'w str) -> Option<Cow<'w, str>> {
        (!STOP.contains(&word)).then(|| self.stemmer.stem(word.strip_suffix("'s").unwrap_or(word)))
    }
}

/// The words of a text in lower case: runs of letters and digits, with the apostrophes inside them.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    lower_words(text).map(Cow::into_owned)
}

/// The same as [`words`], without a copy of those that are in lower case already.
pub fn lower_words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let runs = text.split(move |c| !inside(c)).map(|word| word.trim_matches(['\'', '’'])).filter(|word| !word.is_empty());
    runs.map(|word| match word.is_ascii() {
        true if word.bytes().any(|byte| byte.is_ascii_uppercase()) => word.to_ascii_lowercase().into(),
        true => word.into(),
        false => word.to_lowercase().replace('’', "'").into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_their_endings_and_stop_words_are_none() {
        let mut stems = Stems::default();
        let found: Vec<_> = words("The schools' funding, and a school’s funds").map(|word| stems.stem(&word).map(str::to_owned)).collect();
        let found: Vec<_> = found.into_iter().flatten().collect();
        assert_eq!(found, ["school", "fund", "school", "fund"]);
    }

    #[test]
    fn what_asks_is_no_small_word() {
        assert!(["you", "should", "ani", "becaus"].into_iter().all(is_small));
        assert!(!["when", "who", "school", "fund"].into_iter().any(is_small));
    }
}
