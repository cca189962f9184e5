//! What was asked when, by its words: the way from a question to the same question in other rounds.

use super::key::{ByKey, Key};
use crate::{
    library::{Consultation, Library, Position, Question, Stance, scale::SCALES},
    text::same_words,
};
use chrono::NaiveDate;

/// What was asked with options in every consultation that we responded to, and what positions say to such
/// questions, by what is asked.
#[derive(Debug)]
pub(super) struct Asked<'l> {
    questions: Vec<(&'l Consultation, &'l Question)>,
    by_key: ByKey<u32>,
    stances: Vec<(&'l Position, &'l Stance)>,
    by_stance: ByKey<u32>,
}

impl<'l> Asked<'l> {
    /// Everything that was asked with options.
    pub(super) fn of(library: &'l Library) -> Self {
        let answered = library.consultations.values().filter(|it| library.responses.contains_key(&it.id));
        let keyed = answered.flat_map(|it| closed(it).map(move |(question, key)| ((it, question), key)));
        let (questions, keys): (Vec<_>, Vec<Key>) = keyed.unzip();
        let by_key = ByKey::of(keys.iter().zip(0..));
        let stances = library.positions.values().flat_map(|it| it.stances.iter().map(move |stance| (it, stance)));
        let keyed = stances.filter_map(|(it, stance)| Some(((it, stance), Key::of_stance(&stance.question.value)?)));
        let (stances, keys): (Vec<_>, Vec<Key>) = keyed.unzip();
        let by_stance = ByKey::of(keys.iter().zip(0..));
        Self { questions, by_key, stances, by_stance }
    }

    /// Whether any position says what it answers to a question.
    pub(super) fn has_stances(&self) -> bool {
        !self.stances.is_empty()
    }

    /// What positions say to the same or nearly the same question.
    pub(super) fn stances(&self, key: &Key) -> impl Iterator<Item = (&'l Position, &'l Stance)> {
        self.by_stance.like(key).into_iter().map(|at| self.stances[at as usize])
    }

    /// The questions that ask the same or nearly the same, also of the consultation itself.
    pub(super) fn like(&self, key: &Key) -> impl Iterator<Item = (&'l Consultation, &'l Question)> {
        self.by_key.like(key).into_iter().map(|at| self.questions[at as usize])
    }
}

fn closed(consultation: &Consultation) -> impl Iterator<Item = (&Question, Key)> {
    consultation.questions.iter().filter(|question| !question.options.is_empty()).filter_map(|it| Some((it, Key::of(it)?)))
}

/// Numbers of what a consultation asks with options. Two consultations that have none in common do not ask
/// the same, so that of ten thousand only a few have to be read to check one response.
pub fn marks(consultation: &Consultation) -> Vec<u64> {
    closed(consultation).flat_map(|(_, key)| key.numbers().collect::<Vec<_>>()).collect()
}

/// The day by which the order of two rounds is known: of the response, else the last day to respond.
pub(super) fn day(library: &Library, consultation: &Consultation) -> Option<NaiveDate> {
    consultation.closes.or_else(|| Some(library.responses.get(&consultation.id)?.date?.first_day()))
}

/// Which way an option of a built-in scale leans: 1 to its better half, -1 to its worse one, 0 for the
/// middle, for "Don't know" and for options of no scale that we know.
pub(super) fn leaning(option: &str) -> i32 {
    let option = same_words(option);
    let place = SCALES.iter().find_map(|(_, options)| {
        let at = options.iter().position(|known| same_words(known) == option)?;
        Some((at, options.len()))
    });
    match place {
        // "Yes, No, Don't know": what stands behind No is no answer. "Yes, Partly, No" has a middle.
        _ if option == "no" => -1,
        _ if option == "don't know" || option == "partly" => 0,
        Some((at, len)) => (len as i32 - 1 - 2 * at as i32).signum(),
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::leaning;

    #[test]
    fn options_lean_one_way_or_the_other_or_none() {
        assert!(["Yes", "Strongly agree", "Tend to agree", "Very likely", "support"].into_iter().all(|option| leaning(option) == 1));
        assert!(["No", "Disagree", "Strongly oppose", "Unlikely"].into_iter().all(|option| leaning(option) == -1));
        let none = ["Don't know", "Partly", "Neither agree nor disagree", "Inflation"];
        assert!(none.into_iter().all(|option| leaning(option) == 0));
    }
}
