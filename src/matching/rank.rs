//! The order of the candidates for one question.

use super::{
    Entry, Match, Matcher,
    candidate::{Candidate, State},
    confidence::{CONFIDENT, DECLARED, FAINT, FRAME, FRAME_TO_POSITION, SAME_IN_ROUND, SAME_WORDS, probability},
    declared::{named, rounds},
    edition::Editions,
    lexical::{Asker, Query, Score},
    question_number,
};
use crate::library::{Consultation, Question};
use std::{cmp::Ordering, collections::HashSet};

/// What the words of the context add to the order of positions: on the statements of the one library
/// where it could be judged, anything from 0.4 to 1 was best.
const CONTEXT: f32 = 0.5;

/// The same for past questions, whose own context is short and shared by all questions of a consultation.
const CONTEXT_OF_ANSWERS: f32 = 0.25;

/// What an earlier round adds to the order, and the same number in it.
const ROUND: f32 = 0.15;
const SAME_NUMBER: f32 = 0.05;

/// How finely the order tells apart: what is nearer than this is equal, and the better known text comes first.
const STEPS: f32 = 200.0;

/// So many of the best are looked at for what else the question could mean.
const RIVALS: usize = 8;

/// Two questions that share as much as this (Dice over their stems) ask the same.
const ASKS_THE_SAME: f32 = 0.6;

/// A consultation whose questions are looked at, one after the other.
#[derive(Debug)]
pub struct Consulted<'m> {
    pub(super) matcher: &'m Matcher<'m>,
    consultation: &'m Consultation,
    asker: Asker<'m>,
    editions: Editions,
    /// By entry.
    standings: Vec<Standing>,
}

/// What an entry's place in the order depends on beside words. All entries are gone through for each
/// question, and this is small enough to stay near at hand, which the entries themselves are not.
#[derive(Debug, Clone, Copy)]
struct Standing {
    /// How many rounds back it was asked, from 1; 0 where it is from no earlier round.
    round: u8,
    is_answer: bool,
    is_last_resort: bool,
}

/// A candidate on its way into the order.
#[derive(Debug, Clone, Copy)]
struct Ranked {
    at: usize,
    /// Declared, same words, neither: the higher the better.
    tier: u8,
    score: Score,
}

/// The tier of what the question itself names.
const NAMED: u8 = 2;

/// The order in one number, without what decides among equals, the best with the highest; and the entry.
type Place = (i64, u32);

const NOBODY: Place = (i64::MIN, 0);

impl<'m> Consulted<'m> {
    pub(super) fn new(matcher: &'m Matcher<'m>, consultation: &'m Consultation) -> Self {
        let before = rounds(consultation, &matcher.follows);
        let round = |entry: &Entry| match &entry.candidate {
            Candidate::Answer { consultation, .. } => before.iter().position(|round| round == consultation).map_or(0, |at| at as u8 + 1),
            Candidate::Position { .. } => 0,
        };
        let standing = |entry: &Entry| Standing {
            round: round(entry),
            is_answer: matches!(entry.candidate, Candidate::Answer { .. }),
            is_last_resort: entry.state.is_last_resort(),
        };
        // Other questions of the same consultation are as open as this one.
        let open = |entry: &Entry| !matches!(&entry.candidate, Candidate::Answer { consultation: id, .. } if *id == consultation.id);
        let asked = consultation.questions.iter().map(|question| question.text.value.as_str());
        let standings: Vec<Standing> = matcher.entries.iter().map(standing).collect();
        let mut asker = Asker::new(&matcher.index, asked, &matcher.synonyms, matcher.entries.iter().map(open).collect());
        let editions = Editions::find(matcher, consultation, |at| standings[at].round > 0, &mut asker);
        Self { matcher, consultation, asker, editions, standings }
    }

    /// At most `most` proposals for a question, the best first.
    pub fn matches(&mut self, question: &Question, most: usize) -> Vec<Match<'m>> {
        let query = self.query(question);
        let mut scores = self.matcher.index.scores(&query);
        let by_meaning = self.weigh_meaning(&query, &mut scores);
        self.editions.weigh(&question.text.value, &mut self.asker, &mut scores);
        let ranked = self.rank(question, &scores, most);
        let margins = self.margins(&ranked);
        let likely = |(ranked, margin)| (ranked, self.probability(ranked, margin, &query, by_meaning));
        let likely: Vec<(&Ranked, f64)> = ranked.iter().zip(margins).map(likely).collect();
        let mut found = self.in_order(likely, most);
        found.truncate(most);
        found.into_iter().map(|(ranked, score)| self.propose(question, &query, ranked, score)).collect()
    }

    /// Candidates in the order in which they are proposed: those that hold, the last resorts, and what is not
    /// worth a reader's time. Among those that hold and among the last resorts, none is likelier than the one before.
    /// Of the `most` that are seen, a likely last resort takes the place of what holds and is not likely.
    fn in_order<'r>(&self, ranked: Vec<(&'r Ranked, f64)>, most: usize) -> Vec<(&'r Ranked, f64)> {
        let (mut last, mut first): (Vec<_>, Vec<_>) = ranked.into_iter().partition(|(ranked, _)| self.standings[ranked.at].is_last_resort);
        // Where somebody answered a question, that nobody did another time says nothing, unless it is named.
        let question = |ranked: &Ranked| self.matcher.questions[ranked.at];
        let answered: HashSet<u64> = first.iter().map(|(it, _)| question(it)).collect();
        let is_open = |ranked: &Ranked| self.matcher.entries[ranked.at].state == State::Unanswered;
        last.retain(|(it, _)| it.tier == NAMED || !is_open(it) || !answered.contains(&question(it)));
        // An answer that only the title or the round of its consultation has brought to the front hides no better one.
        first.sort_by_key(|(ranked, score)| self.standings[ranked.at].is_answer && *score < FAINT);
        [&mut first, &mut last].into_iter().for_each(|these| descend(these));
        let from = |least: f64, these: &[(&Ranked, f64)]| these.partition_point(|(_, score)| *score >= least);
        let (faint, faintest) = (first.split_off(from(FAINT, &first)), last.split_off(from(FAINT, &last)));
        first.truncate(most.saturating_sub(from(CONFIDENT, &last)).max(from(CONFIDENT, &first)));
        [first, last, faint, faintest].concat()
    }

    /// A question as the index is asked.
    pub(super) fn query(&mut self, question: &Question) -> Query {
        let context = [self.consultation.title.value.as_str(), question.part.as_deref().unwrap_or_default()];
        self.asker.query(&question.text.value, &context)
    }

    fn propose(&self, question: &Question, query: &Query, ranked: &Ranked, score: f64) -> Match<'m> {
        let matcher = self.matcher;
        let because = self.reasons(question, query, ranked.at, ranked.tier, ranked.score);
        Match { entry: &matcher.entries[ranked.at], score, because, said: matcher.said[matcher.texts[ranked.at] as usize] }
    }

    /// The best candidates with different texts, in order: at least `most` where there are as many.
    fn rank(&self, question: &Question, scores: &[Score], most: usize) -> Vec<Ranked> {
        let matcher = self.matcher;
        let declared = self.declared(question);
        let same = question_number(&question.text.value);
        let tier = |at: usize| if declared.contains(&at) { NAMED } else { u8::from(same == matcher.questions[at]) };
        // By text, what is best with it.
        let mut best = vec![NOBODY; matcher.said.len()];
        for (at, score) in scores.iter().enumerate().filter(|(at, _)| self.asker.is_open(*at)) {
            let tier = tier(at);
            if tier == 0 && score.words <= 0.0 && score.context <= 0.0 {
                continue;
            }
            let named = declared.iter().position(|name| *name == at);
            let rank = named.map_or_else(|| self.rank_of(question, at, tier, *score), |place| -(place as i32));
            let (this, best) = ((self.key(at, tier, rank), at as u32), &mut best[matcher.texts[at] as usize]);
            if *best == NOBODY || self.order(this, *best).is_lt() {
                *best = this;
            }
        }
        best.retain(|it| *it != NOBODY);
        // However many others there are, the best of the last resorts are seen too.
        let (mut last, mut first): (Vec<Place>, Vec<Place>) =
            best.into_iter().partition(|(_, at)| self.standings[*at as usize].is_last_resort);
        [&mut first, &mut last].into_iter().for_each(|these| self.keep_best(these, most.max(RIVALS)));
        let ranked = |(_, at): Place| Ranked { at: at as usize, tier: tier(at as usize), score: scores[at as usize] };
        first.into_iter().chain(last).map(ranked).collect()
    }

    /// Keeps the best of some, in order, and one more to measure them against.
    fn keep_best(&self, these: &mut Vec<Place>, most: usize) {
        if most < these.len() {
            these.select_nth_unstable_by(most, |a, b| self.order(*a, *b));
            these.truncate(most + 1);
        }
        these.sort_unstable_by(|a, b| self.order(*a, *b));
    }

    fn key(&self, at: usize, tier: u8, rank: i32) -> i64 {
        let last = self.standings[at].is_last_resort;
        (i64::from(!last) * 4 + i64::from(tier)) * (1 << 40) + i64::from(rank)
    }

    /// The places of what the question names.
    fn declared(&self, question: &Question) -> Vec<usize> {
        let find = |name: Candidate| self.matcher.entries.binary_search_by(|entry| entry.candidate.cmp(&name)).ok();
        named(question).into_iter().filter_map(find).collect()
    }

    fn rank_of(&self, question: &Question, at: usize, tier: u8, score: Score) -> i32 {
        let Standing { round, is_answer, .. } = self.standings[at];
        let nearer = if round > 0 { ROUND - f32::from(round.min(10)) * 0.01 } else { 0.0 };
        let number = if round > 0 && self.has_number(question, at) { SAME_NUMBER } else { 0.0 };
        // With the same words, the words of the answers do not matter.
        let context = if is_answer { CONTEXT_OF_ANSWERS } else { CONTEXT };
        let words = if tier > 0 { 1.0 } else { score.words + context * score.context };
        ((words + nearer + number) * STEPS).round() as i32
    }

    pub(super) fn has_number(&self, question: &Question, at: usize) -> bool {
        matches!(&self.matcher.entries[at].candidate, Candidate::Answer { question: id, .. } if *id == question.id.value)
    }

    pub(super) fn round(&self, at: usize) -> u8 {
        self.standings[at].round
    }

    /// The best first; what is superseded, withdrawn or unanswered last; at equal ranks what was sent and
    /// what is recent, then by name.
    fn order(&self, a: Place, b: Place) -> Ordering {
        let entry = |place: Place| &self.matcher.entries[place.1 as usize];
        let trust = || entry(a).state.cmp(&entry(b).state).then_with(|| entry(b).date.cmp(&entry(a).date));
        b.0.cmp(&a.0).then_with(trust).then(a.1.cmp(&b.1))
    }

    /// How far each is above the best of those that ask something else. What holds need not be above a last resort.
    fn margins(&mut self, ranked: &[Ranked]) -> Vec<f64> {
        let mut rivals: Vec<Ranked> = ranked.to_vec();
        rivals.sort_by(|a, b| b.score.words.total_cmp(&a.score.words).then(a.at.cmp(&b.at)));
        rivals.truncate(RIVALS);
        let asked: Vec<Vec<String>> = rivals.iter().map(|rival| self.asker.own_stems(&self.matcher.entries[rival.at].title)).collect();
        let margin = |it: &Ranked| {
            let own = rivals.iter().position(|rival| rival.at == it.at).map(|at| &asked[at]);
            let counts = |rival: &Ranked| self.standings[it.at].is_last_resort || !self.standings[rival.at].is_last_resort;
            let differs = |rival: &Ranked, words: &[String]| {
                rival.at != it.at
                    && counts(rival)
                    && self.matcher.questions[rival.at] != self.matcher.questions[it.at]
                    && own.is_none_or(|own| dice(own, words) < ASKS_THE_SAME)
            };
            let next = rivals.iter().zip(&asked).find(|(rival, words)| differs(rival, words));
            f64::from(it.score.words - next.map_or(0.0, |(rival, _)| rival.score.words))
        };
        ranked.iter().map(margin).collect()
    }

    fn probability(&self, ranked: &Ranked, margin: f64, query: &Query, by_meaning: bool) -> f64 {
        let in_round = self.round(ranked.at) > 0;
        let weighed = probability(f64::from(ranked.score.words), margin, by_meaning, in_round);
        let likely = match ranked.tier {
            NAMED => return DECLARED,
            1 if in_round => SAME_IN_ROUND,
            _ if query.is_frame && matches!(self.matcher.entries[ranked.at].candidate, Candidate::Position { .. }) => {
                weighed.min(FRAME_TO_POSITION)
            }
            _ if query.is_frame && !in_round => weighed.min(FRAME),
            1 => SAME_WORDS,
            _ => weighed.min(SAME_WORDS),
        };
        (likely * 1000.0).round() / 1000.0
    }
}

/// Lets no score be above the one before it.
fn descend(these: &mut [(&Ranked, f64)]) {
    these.iter_mut().fold(1.0_f64, |ceiling, (_, score)| {
        *score = score.min(ceiling);
        *score
    });
}

/// What two sets of words share, from 0 to 1. Both are sorted.
fn dice(a: &[String], b: &[String]) -> f32 {
    let shared = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    2.0 * shared as f32 / (a.len() + b.len()).max(1) as f32
}
