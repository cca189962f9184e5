//! Words that mean the same: `[synonyms]` of `respondent.toml`.

use super::{query::Words, words::stems};
use std::collections::BTreeMap;

/// Words that mean the same, by the organisation's settings.
pub(super) type Synonyms = BTreeMap<String, Vec<String>>;

/// A word or several that mean the same as the others of their group.
pub(super) struct Member {
    pub(super) text: String,
    pub(super) stems: Vec<String>,
}

pub(super) fn groups(synonyms: &Synonyms) -> Vec<Vec<Member>> {
    let member = |text: &String| Member { text: text.clone(), stems: stems(text) };
    synonyms.iter().map(|(name, words)| std::iter::once(name).chain(words).map(member).collect()).collect()
}

/// How many words at the beginning are one name in the settings, and what else it is called.
pub(super) fn synonyms_of<'g>(words: &[Words], groups: &'g [Vec<Member>]) -> (usize, Vec<&'g Member>) {
    let longest = groups.iter().flatten().map(|member| member.stems.len()).max().unwrap_or_default();
    let plain = words.iter().take_while(|it| !it.quoted).count();
    for taken in (1..=plain.min(longest)).rev() {
        let typed: Vec<String> = words[..taken].iter().flat_map(|it| stems(&it.text)).collect();
        let named = |group: &&Vec<Member>| group.iter().any(|member| member.stems == typed && !typed.is_empty());
        let mut others: Vec<&Member> =
            groups.iter().filter(named).flatten().filter(|member| member.stems != typed && !member.stems.is_empty()).collect();
        others.dedup_by(|a, b| a.stems == b.stems);
        if !others.is_empty() {
            return (taken, others);
        }
    }
    (1, Vec::new())
}
