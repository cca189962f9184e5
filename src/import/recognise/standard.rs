//! Standard text recognised: a paragraph that is nearly one of the library's templates or past answers
//! is offered as such; a person decides.

use super::response::Section;
use crate::{document::Kind, text::same_words};
use std::collections::BTreeSet;

/// Text of the library against which paragraphs are held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Where it is: `templates/equality`, `responses/working-together-2018`.
    pub name: String,
    /// One paragraph of it.
    pub text: String,
}

/// A paragraph that is standard text.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// How it begins.
    pub start: String,
    /// Where the library has it.
    pub name: String,
    /// How much of it is the same: 1.0 is all.
    pub share: f32,
}

/// Half of all three-word runs in common: the same text, adapted.
const ENOUGH: f32 = 0.5;

pub(super) fn offers(sections: &[Section], known: &[Known]) -> Vec<Offer> {
    let known: Vec<(&str, BTreeSet<String>)> =
        known.iter().map(|known| (known.name.as_str(), runs(&known.text))).filter(|(_, runs)| runs.len() >= 8).collect();
    let blocks = sections.iter().flat_map(|section| section.body.iter().chain(section.answers.iter().flat_map(|answer| &answer.body)));
    let mut out = Vec::new();
    for block in blocks.filter(|block| matches!(block.kind, Kind::Paragraph(_))) {
        let text = block.plain();
        let own = runs(&text);
        let share = |other: &BTreeSet<String>| own.intersection(other).count() as f32 / own.union(other).count().max(1) as f32;
        let best = known.iter().map(|(name, runs)| (*name, share(runs))).max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((name, share)) = best.filter(|(_, share)| *share >= ENOUGH && own.len() >= 8) {
            out.push(Offer { start: text.chars().take(60).collect(), name: name.to_owned(), share });
        }
    }
    out
}

fn runs(text: &str) -> BTreeSet<String> {
    let words = same_words(text);
    let words: Vec<&str> = words.split(' ').collect();
    words.windows(3).map(|run| run.join(" ")).collect()
}
