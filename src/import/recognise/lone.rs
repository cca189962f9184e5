//! Numbers and letters that count nothing: `3.5 million`, `J. Smith`. What is typed at the start of a paragraph is a
//! label only where it is one of a run; alone it is the first of the words.

use super::{series::Series, units::Unit};
use crate::import::PieceKind;

/// Letters of one list stand within so many pieces, whatever stands below them; numbers within more.
const LETTERS: usize = 12;
const NUMBERS: usize = 40;
/// Printed numbers may be wrong by so much.
const ASTRAY: u32 = 3;

/// Gives typed labels that are no labels back to the words. With `lists`, the file's own marks make lists: then the
/// first of one needs no second. Pieces that are a question are left as they are.
pub(super) fn give_back(units: &mut [Unit], lists: bool, is_question: impl Fn(usize) -> bool) {
    let labels: Vec<Option<Label>> = units.iter().map(|unit| unit.label.as_deref().and_then(Label::read)).collect();
    let counted = labels.iter().flatten().filter(|label| label.numbers.len() == 1).count();
    let run = Run { labels: &labels, units, sure: counted >= 3 };
    let is_lone = |at: &usize| {
        let unit = &run.units[*at];
        let first = lists && unit.kind == PieceKind::Item && !unit.split && labels[*at].as_ref().is_some_and(Label::is_first);
        !unit.automatic && !is_question(*at) && !first && run.is_lone(*at)
    };
    let lone: Vec<usize> = (0..units.len()).filter(is_lone).collect();
    lone.into_iter().for_each(|at| units[at].give_back_label());
}

/// What a label counts.
struct Label {
    /// `2.1` is 2, 1; nothing where it is a letter.
    numbers: Vec<u32>,
    letters: Vec<Series>,
    /// A capital letter with a stop, as an initial has.
    capital: bool,
    /// Whether a mark stands behind it.
    marked: bool,
}

impl Label {
    /// Nothing where it is a bullet, or counts in no known way.
    fn read(label: &str) -> Option<Self> {
        let inner = label.trim_matches(|c: char| !c.is_alphanumeric());
        let numbers: Option<Vec<u32>> = inner.split('.').map(|number| number.parse().ok()).collect();
        let letters: Vec<Series> = Series::all(label).into_iter().filter(|series| !series.is_bullet()).collect();
        let capital = inner.starts_with(|c: char| c.is_ascii_uppercase());
        let marked = !label.ends_with(char::is_alphanumeric);
        let numbers = numbers.unwrap_or_default();
        (!numbers.is_empty() || !letters.is_empty()).then_some(Self { numbers, letters, capital, marked })
    }

    fn is_first(&self) -> bool {
        let letter = self.numbers.is_empty() && !self.capital && self.letters.iter().any(|series| series.is_first());
        letter || self.numbers == [1]
    }

    /// Whether one number is at home near another: the next or the one before, of the same part or of the next;
    /// with `sure`, a few further on.
    fn is_near(&self, other: &Self, sure: bool) -> bool {
        let (Some((last, part)), Some((other_last, other_part))) = (self.numbers.split_last(), other.numbers.split_last()) else {
            return false;
        };
        let away = last.abs_diff(*other_last);
        let same = part == other_part && (away == 1 || sure && away <= ASTRAY);
        let part_begins = |first: u32, part: &[u32], before: &[u32]| {
            first == 1 && part.len() == before.len() && part.last().zip(before.last()).is_some_and(|(one, other)| one.abs_diff(*other) == 1)
        };
        let parts = part_begins(*last, part, other_part) || part_begins(*other_last, other_part, part);
        let below = *last == 1 && *part == other.numbers || *other_last == 1 && *other_part == self.numbers;
        same || parts || below
    }
}

struct Run<'u> {
    labels: &'u [Option<Label>],
    units: &'u [Unit],
    /// Whether numbers run through the text.
    sure: bool,
}

impl Run<'_> {
    fn is_lone(&self, at: usize) -> bool {
        let Some(label) = &self.labels[at] else { return false };
        let words = self.units[at].text.as_str();
        // `3.5 million`: a figure goes on with words.
        if label.numbers.len() > 1 && !label.marked && words.starts_with(char::is_lowercase) {
            return true;
        }
        if self.units[at].kind == PieceKind::Heading || words.ends_with('?') {
            return false;
        }
        if !label.numbers.is_empty() {
            return !self.around(at, NUMBERS).any(|other| label.is_near(other, self.sure));
        }
        !label.letters.iter().any(|series| self.goes_on(at, *series, label.capital))
    }

    /// Whether the letter before or behind one stands near. Initials stand below one another too: letters that
    /// are capitals begin with the first.
    fn goes_on(&self, at: usize, series: Series, capital: bool) -> bool {
        let near = |wanted: &dyn Fn(Series) -> bool| {
            self.around(at, LETTERS).any(|other| other.numbers.is_empty() && other.letters.iter().any(|other| wanted(*other)))
        };
        let all = || self.labels.iter().flatten().flat_map(|label| &label.letters);
        let begins = !capital || series.is_first() || all().any(|other| other.is_like(series) && other.is_first());
        begins && near(&|other| series.follows(other) || other.follows(series))
    }

    fn around(&self, at: usize, reach: usize) -> impl Iterator<Item = &Label> {
        let from = at.saturating_sub(reach);
        let to = (at + reach + 1).min(self.labels.len());
        (from..to).filter(move |other| *other != at).filter_map(|other| self.labels[other].as_ref())
    }
}
