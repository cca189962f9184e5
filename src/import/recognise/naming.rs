//! A name for a statement that has none: the run of words that it uses again and again and others do not.

use crate::text::slug;
use std::collections::{BTreeMap, BTreeSet};

/// Words that name nothing.
const EMPTY: &[&str] = &[
    "about",
    "above",
    "access",
    "after",
    "again",
    "against",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "any",
    "are",
    "around",
    "as",
    "ascl",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "believe",
    "believes",
    "between",
    "both",
    "but",
    "by",
    "can",
    "cannot",
    "could",
    "currently",
    "did",
    "do",
    "does",
    "due",
    "each",
    "ensure",
    "especially",
    "even",
    "for",
    "from",
    "further",
    "government",
    "had",
    "has",
    "have",
    "having",
    "help",
    "her",
    "his",
    "how",
    "however",
    "if",
    "in",
    "include",
    "including",
    "into",
    "is",
    "it",
    "its",
    "just",
    "made",
    "make",
    "many",
    "may",
    "members",
    "might",
    "more",
    "most",
    "must",
    "need",
    "needed",
    "needs",
    "new",
    "no",
    "not",
    "of",
    "on",
    "only",
    "or",
    "other",
    "our",
    "out",
    "over",
    "particular",
    "people",
    "position",
    "provide",
    "provided",
    "recent",
    "set",
    "should",
    "significant",
    "so",
    "some",
    "statement",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "too",
    "towards",
    "under",
    "up",
    "us",
    "use",
    "was",
    "we",
    "well",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "will",
    "with",
    "within",
    "without",
    "would",
    "year",
    "years",
    "you",
    "young",
    "your",
    "a",
    "i",
    "s",
    "e",
    "g",
    "one",
    "two",
    "support",
    "across",
];

/// A title for each of several texts, no two alike.
pub(super) fn titles(texts: &[String]) -> Vec<String> {
    let counts: Vec<BTreeMap<String, (u32, String)>> = texts.iter().map(|text| runs(text)).collect();
    let mut spread: BTreeMap<&str, u32> = BTreeMap::new();
    for run in counts.iter().flat_map(|counts| counts.keys()) {
        *spread.entry(run).or_default() += 1;
    }
    let mut used = BTreeSet::new();
    let mut out = Vec::new();
    for counts in &counts {
        let weight = |run: &str, count: u32| {
            let rare = (1.0 + texts.len() as f64 / f64::from(spread.get(run).copied().unwrap_or(1))).ln();
            f64::from(count) * rare * (run.split(' ').count() as f64).powf(0.9)
        };
        let mut ranked: Vec<(f64, &String, &String)> =
            counts.iter().map(|(run, (count, printed))| (weight(run, *count), run, printed)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let title = ranked.iter().map(|(_, _, printed)| capital(printed)).find(|title| !used.contains(&slug(title)));
        let title =
            title.unwrap_or_else(|| (1..).map(|n| format!("Statement {n}")).find(|title| !used.contains(&slug(title))).unwrap_or_default());
        used.insert(slug(&title));
        out.push(title);
    }
    out
}

/// Every run of one to three words that name something, how often it comes, and as it is first printed.
fn runs(text: &str) -> BTreeMap<String, (u32, String)> {
    let mut out: BTreeMap<String, (u32, String)> = BTreeMap::new();
    for clause in text.split(|c: char| matches!(c, '.' | ',' | ';' | ':' | '(' | ')' | '?' | '!' | '“' | '”' | '"' | '\n' | '–' | '•'))
    {
        let words: Vec<&str> = clause.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
        for len in 1..=3 {
            for run in words.windows(len).filter(|run| run.iter().all(|word| names(word))) {
                let printed = run.join(" ");
                let entry = out.entry(printed.to_lowercase()).or_insert((0, printed));
                entry.0 += 1;
            }
        }
    }
    out
}

fn names(word: &str) -> bool {
    let lower = word.to_lowercase().replace('’', "'");
    let lower = lower.strip_suffix("'s").unwrap_or(&lower);
    lower.chars().count() > 2 && !EMPTY.contains(&lower) && !lower.starts_with(|c: char| c.is_ascii_digit())
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
