//! Questions against past answers and positions, with the reasons.
//!
//! What is declared comes first (`positions` and `prior` of a question), then what the rounds of a
//! consultation and the same words tell; only then words are weighed. Nothing here is adopted: a person
//! reads the reasons and decides.

mod candidate;
mod declared;
pub(crate) mod plain;
mod reason;

pub use candidate::{Candidate, Entry, State};
pub use reason::{Reason, Shared};

use crate::{
    document::date::PrintedDate,
    library::{Consultation, Library, Question},
};
use declared::Asked;
use serde::Serialize;
use std::collections::BTreeMap;

/// From here on a proposal is more likely right than wrong.
pub const CONFIDENT: f64 = 0.5;

/// Everything that could answer a question, ready to be asked.
#[derive(Debug)]
pub struct Matcher<'l> {
    entries: Vec<Entry<'l>>,
    /// The consultation that a consultation follows.
    follows: BTreeMap<String, String>,
}

/// A proposal.
#[derive(Debug, Clone)]
pub struct Match<'m> {
    /// What is proposed.
    pub entry: &'m Entry<'m>,
    /// How likely it is to be right, from 0 to 1: of ten proposals at 0.9, nine are.
    pub score: f64,
    /// Why; never empty.
    pub because: Vec<Reason>,
    /// How often the same text was said.
    pub said: Said,
}

/// How often a text was said, and when last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Said {
    /// In how many answers or positions; one where it stands alone.
    pub times: usize,
    /// The latest date that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<PrintedDate>,
}

impl Match<'_> {
    /// Whether it is more likely right than wrong.
    pub fn is_confident(&self) -> bool {
        self.score >= CONFIDENT
    }
}

impl<'l> Matcher<'l> {
    /// Gets every past answer and position of a library ready.
    pub fn new(library: &'l Library) -> Self {
        let follows = library.consultations.values().filter_map(|it| Some((it.id.clone(), it.follows.as_ref()?.value.clone())));
        Self { entries: candidate::all(library), follows: follows.collect() }
    }

    /// At most `most` proposals for a question of a consultation, the best first.
    pub fn matches<'m>(&'m self, consultation: &Consultation, question: &Question, most: usize) -> Vec<Match<'m>> {
        let asked = Asked::new(consultation, question, &self.follows);
        let candidates = self.entries.iter().filter(|entry| asked.may_be_answered_by(&entry.candidate));
        let mut found: Vec<Match<'m>> = candidates.filter_map(|entry| judge(&asked, entry)).collect();
        found.sort_by(order);
        found.truncate(most);
        found
    }
}

fn judge<'m>(asked: &Asked, entry: &'m Entry<'m>) -> Option<Match<'m>> {
    let mut because = asked.reasons(entry);
    let score = because.iter().map(worth).fold(0.0, f64::max);
    because.extend(entry.caution());
    (score > 0.0).then(|| Match { entry, score, because, said: Said { times: 1, last: entry.date } })
}

fn worth(reason: &Reason) -> f64 {
    match reason {
        Reason::Declared => 1.0,
        Reason::SameWords => 0.97,
        Reason::SameId { .. } => 0.5,
        Reason::EarlierRound { .. } => 0.1,
        _ => 0.0,
    }
}

/// The best first; what is superseded, withdrawn or unanswered last; at equal scores what was sent and
/// what is recent.
fn order(a: &Match, b: &Match) -> std::cmp::Ordering {
    let last = |it: &Match| it.entry.state.is_last_resort();
    let standing = last(a).cmp(&last(b)).then(b.score.total_cmp(&a.score));
    let trust = a.entry.state.cmp(&b.entry.state).then(b.entry.date.cmp(&a.entry.date));
    standing.then(trust).then_with(|| a.entry.candidate.cmp(&b.entry.candidate))
}
