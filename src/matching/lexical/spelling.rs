//! Words that nothing has, taken for words that are written nearly like them.

use super::Index;
use crate::text::letters_apart;

/// Shorter words are like too many others.
const SHORTEST: usize = 5;

/// From so many letters on two may be wrong.
const LONG: usize = 8;

impl Index<'_> {
    /// The `known` stem that is written most like one that is not, and how like, up to 1. The first letter
    /// is taken to be right, as it nearly always is: that leaves few to compare.
    pub(super) fn nearest(&self, stem: &str, is_known: impl Fn(u32) -> bool) -> Option<(u32, f32)> {
        let letters = stem.chars().count();
        let first = stem.chars().next().filter(|first| first.is_alphabetic() && letters >= SHORTEST)?;
        let most = if letters >= LONG { 2 } else { 1 };
        let (start, behind) = (first.to_string(), char::from_u32(u32::from(first) + 1)?.to_string());
        let at = |bound: &str| self.by_name.partition_point(|number| self.stem(*number) < bound);
        let known = self.by_name[at(&start)..at(&behind)].iter().map(|number| (*number, self.stem(*number)));
        let near = known.filter(|(_, known)| known.len().abs_diff(stem.len()) <= most && known.len() >= SHORTEST);
        let apart =
            near.map(|(number, known)| (letters_apart(stem, known), number)).filter(|(apart, number)| *apart <= most && is_known(*number));
        // Among equals the first in the alphabet, whatever order the files were read in.
        let (apart, number) = apart.min_by_key(|(apart, _)| *apart)?;
        Some((number, 1.0 - apart as f32 / letters as f32))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Index, Texts};

    fn nearest(text: &str, stem: &str) -> Option<String> {
        let texts = [Texts { question: text, beside: Vec::new(), answer: "", context: None }];
        let index = Index::new(&texts);
        index.nearest(stem, |_| true).map(|(number, _)| index.stem(number).to_owned())
    }

    #[test]
    fn exchanged_and_missing_letters_are_forgiven_in_long_words() {
        assert_eq!(nearest("the hedgehog in a hedge", "hegdehog").as_deref(), Some("hedgehog"));
        assert_eq!(nearest("many otters", "oter"), None);
        assert_eq!(nearest("funding", "2024"), None);
    }
}
