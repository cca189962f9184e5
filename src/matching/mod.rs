//! Questions against past answers and positions, with the reasons.
//!
//! What is declared comes first (`positions` and `prior` of a question), then what the rounds of a
//! consultation and the same words tell; only then words are weighed. Nothing here is adopted: a person
//! reads the reasons and decides.

mod candidate;
mod confidence;
mod cores;
mod declared;
mod edition;
mod explain;
mod kept;
mod lexical;
mod meaning;
pub(crate) mod plain;
mod rank;
mod reason;

pub use candidate::{Candidate, Entry, State};
pub use confidence::{CONFIDENT, FAINT};
pub use meaning::Vectors;
pub use rank::Consulted;
pub use reason::{Reason, Shared};

use crate::{
    document::date::PrintedDate,
    library::{Consultation, Library, Question},
    text::{hash, same_words},
};
use candidate::Source;
use lexical::{Index, Texts};
use meaning::Meanings;
use plain::plain;
use serde::{Deserialize, Serialize};
use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

/// So many proposals are shown for a question unless somebody asks for more.
pub const SHOWN: usize = 3;

/// Everything that could answer a question, ready to be asked. It can be kept and read back, without the
/// library that it was made of.
#[derive(Debug, Serialize, Deserialize)]
pub struct Matcher<'l> {
    /// In the order of their names.
    #[serde(borrow)]
    entries: Vec<Entry<'l>>,
    /// Equal numbers for equal questions, by entry: see [`question_number`].
    questions: Vec<u64>,
    /// Equal numbers for equal texts, by entry.
    texts: Vec<u32>,
    /// How often each text was said, by its number.
    said: Vec<Said>,
    /// The consultation that a consultation follows.
    follows: BTreeMap<String, String>,
    synonyms: BTreeMap<String, Vec<String>>,
    #[serde(borrow)]
    index: Index<'l>,
    #[serde(skip)]
    meanings: Option<Meanings>,
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

/// How often a text was said, and when last. What is only drafted was not said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// In how many answers or positions; one where it stands alone.
    pub times: usize,
    /// The latest date that is known.
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
        let mut sources = candidate::all(library);
        sources.sort_by(|a, b| a.entry.candidate.cmp(&b.entry.candidate));
        let bodies: Vec<Cow<str>> = cores::each(&sources, |source| plain(source.body));
        let texts: Vec<Texts> = sources.iter().zip(&bodies).map(|(source, body)| texts(&source.entry, body)).collect();
        let index = Index::new(&texts);
        let questions = cores::each(&sources, |source| match &source.entry.candidate {
            Candidate::Answer { .. } => question_number(&source.entry.title),
            Candidate::Position { id } => hash(format!("position {id}").bytes()),
        });
        let pairs: Vec<(&Source, &Cow<str>)> = sources.iter().zip(&bodies).collect();
        let texts = numbered(cores::each(&pairs, |(source, body)| kept_together(source, body)));
        let entries: Vec<Entry> = sources.into_iter().map(|source| source.entry).collect();
        let said = said(&entries, &texts);
        let follows = library.consultations.values().filter_map(|it| Some((it.id.clone(), it.follows.as_ref()?.value.clone())));
        let synonyms = library.organisation.synonyms.clone();
        Self { entries, questions, texts, said, follows: follows.collect(), synonyms, index, meanings: None }
    }

    /// Whether there is anything to propose from beside one consultation's own answers.
    pub fn has_more_than(&self, consultation: &str) -> bool {
        let own = |entry: &Entry| matches!(&entry.candidate, Candidate::Answer { consultation: id, .. } if id == consultation);
        self.entries.iter().any(|entry| entry.state != State::Unanswered && !own(entry))
    }

    /// Gets ready for the questions of a consultation, which need not be in the library.
    pub fn consult<'m>(&'m self, consultation: &'m Consultation) -> Consulted<'m> {
        Consulted::new(self, consultation)
    }

    /// At most `most` proposals for each of some questions of a consultation, the best first; on all cores.
    pub fn all_matches<'m>(&'m self, consultation: &'m Consultation, questions: &[&Question], most: usize) -> Vec<Vec<Match<'m>>> {
        let parts = cores::parts(questions, |part| {
            let mut consulted = self.consult(consultation);
            part.iter().map(|question| consulted.matches(question, most)).collect::<Vec<_>>()
        });
        parts.into_iter().flatten().collect()
    }

    /// At most `most` proposals for a question of a consultation, the best first. For several questions
    /// of one consultation [`Matcher::consult`] is quicker.
    pub fn matches<'m>(&'m self, consultation: &'m Consultation, question: &Question, most: usize) -> Vec<Match<'m>> {
        self.consult(consultation).matches(question, most)
    }
}

fn texts<'t>(entry: &'t Entry, body: &'t str) -> Texts<'t> {
    Texts {
        question: &entry.title,
        beside: entry.topics.iter().map(AsRef::as_ref).collect(),
        answer: body,
        context: entry.consultation.as_deref().map(|title| [title, entry.part.as_deref().unwrap_or_default()]),
    }
}

/// The same for questions with the same words, as people type them.
fn question_number(question: &str) -> u64 {
    hash(same_words(question).bytes())
}

/// With fewer words than this the same text to another question is another answer: "Yes."
const FEW_WORDS: usize = 6;

/// What two entries have in common when their texts are the same; nothing where there is no text.
fn kept_together(source: &Source, body: &str) -> Option<u64> {
    let words = same_words(body);
    let few = words.split(' ').nth(FEW_WORDS - 1).is_none();
    let title = if few { same_words(&source.entry.title) } else { String::new() };
    (!words.is_empty()).then(|| hash([&title, "\n", &words].into_iter().flat_map(str::bytes)))
}

/// Equal numbers for equal texts; what has no text has a number of its own.
fn numbered(texts: Vec<Option<u64>>) -> Vec<u32> {
    let (mut known, mut next) = (HashMap::new(), 0..);
    let mut new = || next.next().unwrap_or_default();
    let number = |text: Option<u64>| match text {
        Some(text) => *known.entry(text).or_insert_with(&mut new),
        None => new(),
    };
    texts.into_iter().map(number).collect()
}

fn said(entries: &[Entry], texts: &[u32]) -> Vec<Said> {
    let mut said = vec![Said::default(); texts.iter().max().map_or(0, |most| *most as usize + 1)];
    for (entry, text) in entries.iter().zip(texts) {
        // What was only drafted was not said.
        if matches!(entry.state, State::Draft | State::InReview | State::Approved | State::Unanswered) {
            continue;
        }
        let said = &mut said[*text as usize];
        said.times += usize::from(!entry.again);
        said.last = said.last.max(entry.date);
    }
    said.iter_mut().for_each(|said| said.times = said.times.max(1));
    said
}
