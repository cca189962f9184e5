//! Plain BM25 to compare with: lower-case words, no stems, no stop words, one field.

use std::collections::HashMap;

pub struct Bm25 {
    texts: Vec<(String, HashMap<String, f64>, f64)>,
    average: f64,
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

impl Bm25 {
    /// Of texts by name.
    pub fn new(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let count = |(name, text): (String, String)| {
            let (words, mut counts) = (words(&text), HashMap::new());
            words.iter().for_each(|word| *counts.entry(word.clone()).or_insert(0.0) += 1.0);
            (name, counts, words.len() as f64)
        };
        let texts: Vec<_> = texts.into_iter().map(count).collect();
        let average = texts.iter().map(|(.., length)| length).sum::<f64>() / texts.len().max(1) as f64;
        Self { texts, average }
    }

    /// The names of all texts, the best first.
    pub fn rank(&self, query: &str) -> Vec<String> {
        let n = self.texts.len() as f64;
        let mut scores = vec![0.0; self.texts.len()];
        for word in words(query) {
            let with = self.texts.iter().filter(|(_, counts, _)| counts.contains_key(&word)).count() as f64;
            let rarity = (1.0 + (n - with + 0.5) / (with + 0.5)).ln();
            for (score, (_, counts, length)) in scores.iter_mut().zip(&self.texts) {
                let times = counts.get(&word).copied().unwrap_or_default();
                *score += rarity * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length / self.average));
            }
        }
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|a, b| f64::total_cmp(&scores[*b], &scores[*a]).then(a.cmp(b)));
        order.into_iter().map(|at| self.texts[at].0.clone()).collect()
    }
}
