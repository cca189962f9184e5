//! What was asked when, by its words: the way from a question to the same question in other rounds.

use crate::{
    library::{Consultation, Library, Question, scale::SCALES},
    text::same_words,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Closed questions by their words, of every consultation that we responded to.
#[derive(Debug, Default)]
pub(super) struct Asked<'l>(BTreeMap<String, Vec<(&'l Consultation, &'l Question)>>);

impl<'l> Asked<'l> {
    /// What was asked in the words of any question of the consultations `ids`.
    pub(super) fn of(library: &'l Library, ids: &[&String]) -> Self {
        let closed = |consultation: &'l Consultation| consultation.questions.iter().filter(|question| !question.options.is_empty());
        let wanted = ids.iter().filter_map(|id| library.consultations.get(*id));
        let keys: BTreeSet<String> = wanted.flat_map(closed).map(|question| same_words(&question.text.value)).collect();
        let lengths: BTreeSet<usize> = keys.iter().map(|key| key.split(' ').count()).collect();
        let mut asked = Self::default();
        for consultation in library.consultations.values().filter(|it| library.responses.contains_key(&it.id)) {
            for question in closed(consultation) {
                // Counting is cheaper than comparing, and most questions are not asked twice.
                if lengths.contains(&crate::text::count_words(&question.text.value)) {
                    let key = same_words(&question.text.value);
                    if keys.contains(&key) {
                        asked.0.entry(key).or_default().push((consultation, question));
                    }
                }
            }
        }
        asked
    }

    /// The questions in the same words.
    pub(super) fn like(&self, question: &Question) -> &[(&'l Consultation, &'l Question)] {
        self.0.get(&same_words(&question.text.value)).map(Vec::as_slice).unwrap_or_default()
    }
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
