//! The reasons of a proposal, from what its question and the candidate share.

use super::{
    Consulted, Entry, Reason, Shared,
    candidate::Candidate,
    lexical::{Query, Score, Term, Via},
    question_number,
};
use crate::{library::Question, text::stem::words};

/// The most words that a reason names.
const MOST_WORDS: usize = 4;

/// Words that ask. They tell questions on one matter apart, but that two texts have them is no reason that a
/// person would give.
const ASKING: [&str; 9] = ["how", "what", "when", "where", "which", "who", "whom", "whose", "why"];

/// From this share of equal words on (Dice), the differences of two questions say more than what they
/// share: unless most of it is a frame, which their likeness tells.
const NEARLY: f32 = 0.75;
const ALIKE: f32 = 0.4;

/// From here on nearness in meaning is a reason of its own.
const NEAR: f32 = 0.4;

impl Consulted<'_> {
    /// Why an entry is proposed, what is declared first, and what speaks against it last.
    pub(super) fn reasons(&self, question: &Question, query: &Query, at: usize, tier: u8, score: Score) -> Vec<Reason> {
        let entry = &self.matcher.entries[at];
        let mut because = Vec::new();
        if tier == 2 {
            because.push(Reason::Declared);
        }
        if let (1.., Candidate::Answer { consultation: round, .. }) = (self.round(at), &entry.candidate) {
            let round = round.clone();
            because.push(if self.has_number(question, at) { Reason::SameId { round } } else { Reason::EarlierRound { round } });
        }
        let is_answer = matches!(entry.candidate, Candidate::Answer { .. });
        if is_answer && question_number(&question.text.value) == self.matcher.questions[at] {
            because.push(Reason::SameWords);
        } else {
            because.extend((is_answer && score.alike >= ALIKE).then(|| nearly_same(&question.text.value, &entry.title)).flatten());
            because.extend(self.shared(query, at));
            let is_near = score.meaning >= NEAR || because.is_empty() && score.meaning > 0.0;
            because.extend(is_near.then(|| Reason::Meaning { nearness: (f64::from(score.meaning) * 100.0).round() / 100.0 }));
        }
        because.extend(entry.caution());
        because
    }

    fn shared(&self, query: &Query, at: usize) -> Vec<Reason> {
        let index = &self.matcher.index;
        let mut because = Vec::new();
        let mut shared: Vec<&Term> = query.terms().iter().filter(|term| index.has(at, term)).collect();
        because.extend(topics(&self.matcher.entries[at], &shared));
        because.extend(shared.iter().filter_map(|term| Reason::of_synonym(&term.via)).take(1));
        shared.retain(|term| !matches!(term.via, Via::Synonym { .. }));
        // What a small word adds persuades nobody, unless there is nothing else to name.
        if shared.iter().any(|term| persuades(term)) {
            shared.retain(|term| persuades(term));
        }
        shared.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.word.cmp(&b.word)));
        let share = |term: &&Term| Shared {
            word: match &term.via {
                Via::Spelling { written } => format!("{} (for {written})", term.word),
                _ => term.word.clone(),
            },
            weight: (f64::from(term.weight / query.weight().max(f32::MIN_POSITIVE)) * 100.0).round() / 100.0,
        };
        let words: Vec<Shared> = shared.iter().take(MOST_WORDS).map(share).collect();
        because.extend((!words.is_empty()).then_some(Reason::SharedWords { words }));
        let mut around: Vec<&Term> = query.context().iter().filter(|term| persuades(term) && index.is_about(at, term)).collect();
        around.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.word.cmp(&b.word)));
        let around: Vec<String> = around.iter().take(MOST_WORDS).map(|term| term.word.clone()).collect();
        because.extend((!around.is_empty()).then_some(Reason::Context { words: around }));
        because
    }
}

/// Whether that a text has a word says something of its matter.
fn persuades(term: &Term) -> bool {
    !term.is_small && !ASKING.contains(&term.word.as_str())
}

impl Reason {
    fn of_synonym(via: &Via) -> Option<Self> {
        match via {
            Via::Synonym { asked, found } => Some(Self::Synonym { asked: asked.clone(), found: found.clone() }),
            _ => None,
        }
    }
}

/// The position's topics that the question names.
fn topics(entry: &Entry, shared: &[&Term]) -> Option<Reason> {
    let named = |topic: &str| words(topic).all(|word| shared.iter().any(|term| term.word == word));
    let topics: Vec<String> = entry.topics.iter().filter(|topic| named(topic)).map(|topic| topic.to_string()).collect();
    (!topics.is_empty()).then_some(Reason::Topics { topics })
}

/// How two questions differ that have most of their words in common.
fn nearly_same(new: &str, old: &str) -> Option<Reason> {
    let (new, old): (Vec<String>, Vec<String>) = (words(new).collect(), words(old).collect());
    let without = |all: &[String], other: &[String]| {
        let mut words: Vec<String> = Vec::new();
        all.iter().filter(|word| !other.contains(word)).for_each(|word| {
            if !words.contains(word) {
                words.push(word.clone());
            }
        });
        words
    };
    let shared = new.iter().filter(|word| old.contains(word)).count();
    let share = 2.0 * shared as f32 / (new.len() + old.len()).max(1) as f32;
    (share >= NEARLY).then(|| Reason::NearlySame { added: without(&new, &old), removed: without(&old, &new) })
}
