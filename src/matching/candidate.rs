//! What could answer a question: a past answer or a position, with all that a person needs to judge it.

use super::{Reason, cores, kept, plain::plain};
use crate::{
    document::{Status, date::PrintedDate},
    library::{
        Answer, Consultation, Library, Position, Question, Response, Standing,
        choice::{self, Opening},
    },
};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt};

/// A past answer or a position, by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Candidate {
    /// What was answered to a question of another consultation.
    Answer {
        /// The consultation's id.
        consultation: String,
        /// The question's id.
        question: String,
    },
    /// What the organisation thinks.
    Position {
        /// Its path below `positions/`, without `.md`.
        id: String,
    },
}

/// How far a candidate may be relied on; the more the earlier in this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// An answer that was sent.
    Submitted,
    /// A position that holds.
    Current,
    /// An answer that was agreed and not yet sent.
    Approved,
    /// An answer that is being commented on.
    InReview,
    /// An answer that is being written.
    Draft,
    /// A position that another one has replaced.
    Superseded,
    /// A position that holds no longer.
    Withdrawn,
    /// A past question that nobody answered.
    Unanswered,
}

/// A candidate with what is known of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry<'l> {
    /// Its name.
    pub candidate: Candidate,
    /// The past question's words, or the position's title.
    #[serde(borrow)]
    pub title: Cow<'l, str>,
    /// The title of the past consultation; nothing for a position.
    #[serde(borrow, deserialize_with = "kept::some_text")]
    pub consultation: Option<Cow<'l, str>>,
    /// The part of the past consultation that the question stood in.
    #[serde(borrow, deserialize_with = "kept::some_text")]
    pub part: Option<Cow<'l, str>>,
    /// The answer, or the position without its context and reasons, as Markdown. Empty where a past
    /// question was answered by its choice alone, or not at all.
    #[serde(borrow)]
    pub text: Cow<'l, str>,
    /// What the position is about.
    #[serde(borrow, deserialize_with = "kept::texts")]
    pub topics: Vec<Cow<'l, str>>,
    /// When it was said: the response's date, else the day the consultation closed; when the position was agreed.
    pub date: Option<PrintedDate>,
    /// Whether it still holds, how far it came.
    pub state: State,
    /// The option that was chosen.
    #[serde(borrow, deserialize_with = "kept::some_text")]
    pub choice: Option<Cow<'l, str>>,
    /// What replaced the position.
    #[serde(borrow, deserialize_with = "kept::some_text")]
    pub superseded_by: Option<Cow<'l, str>>,
    /// One text answered several questions, and this is not the first of them.
    pub(super) again: bool,
}

impl Candidate {
    /// The candidate of a name as people write it: `send/place-funding` or `working-together-2023/4`.
    /// None where the library has neither; an answer comes before a position of the same name.
    pub fn find(library: &Library, name: &str) -> Option<Self> {
        let answer = name
            .split_once('/')
            .filter(|(consultation, question)| library.consultations.get(*consultation).is_some_and(|it| it.question(question).is_some()));
        if let Some((consultation, question)) = answer {
            return Some(Self::Answer { consultation: consultation.to_owned(), question: question.to_owned() });
        }
        library.positions.contains_key(name).then(|| Self::Position { id: name.to_owned() })
    }

    /// The candidate as it stands in the library. None where it is not there.
    pub fn look_up<'l>(&self, library: &'l Library) -> Option<Entry<'l>> {
        match self {
            Self::Position { id } => library.positions.get(id).map(|position| Entry::of_position(library, position)),
            Self::Answer { consultation, question } => {
                let asked = library.consultations.get(consultation)?;
                Some(Entry::of_question(library, asked, asked.question(question)?).0)
            }
        }
    }
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer { consultation, question } => write!(f, "{consultation}/{question}"),
            Self::Position { id } => f.write_str(id),
        }
    }
}

impl State {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Current => "current",
            Self::Approved => "approved",
            Self::InReview => "in review",
            Self::Draft => "draft",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
            Self::Unanswered => "not answered",
        }
    }

    /// Whether it comes behind all others, whatever it says.
    pub fn is_last_resort(self) -> bool {
        self >= Self::Superseded
    }
}

impl From<Status> for State {
    fn from(status: Status) -> Self {
        match status {
            Status::Draft => Self::Draft,
            Status::InReview => Self::InReview,
            Status::Approved => Self::Approved,
            Status::Submitted => Self::Submitted,
        }
    }
}

impl From<Standing> for State {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Current => Self::Current,
            Standing::Superseded => Self::Superseded,
            Standing::Withdrawn => Self::Withdrawn,
        }
    }
}

/// A candidate with all that its words are looked for in.
pub(super) struct Source<'l> {
    pub(super) entry: Entry<'l>,
    /// The answer; of a position also its context and its reasons.
    pub(super) body: &'l str,
}

/// Every candidate that a library has.
pub(super) fn all(library: &Library) -> Vec<Source<'_>> {
    let asked = library.consultations.values().flat_map(|asked| asked.questions.iter().map(move |question| (asked, question)));
    let answers = cores::each(&asked.collect::<Vec<_>>(), |(asked, question)| {
        let (entry, body) = Entry::of_question(library, asked, question);
        Source { entry, body }
    });
    let positions = library.positions.values().map(|position| {
        let entry = Entry::of_position(library, position);
        Source { entry, body: library.slice(position.body) }
    });
    answers.into_iter().chain(positions).collect()
}

impl<'l> Entry<'l> {
    /// What speaks against it.
    pub(super) fn caution(&self) -> Option<Reason> {
        match self.state {
            State::Superseded => Some(Reason::Superseded { by: self.superseded_by.as_deref().map(str::to_owned) }),
            State::Withdrawn => Some(Reason::Withdrawn),
            State::Unanswered => Some(Reason::Unanswered),
            _ => None,
        }
    }

    fn of_position(library: &'l Library, position: &'l Position) -> Self {
        let part = position.part("position").and_then(|spans| spans.first().copied());
        Self {
            candidate: Candidate::Position { id: position.id.clone() },
            title: position.title.as_str().into(),
            consultation: None,
            part: None,
            text: library.slice(part.unwrap_or(position.body)).trim().into(),
            topics: position.topics.iter().map(|topic| topic.as_str().into()).collect(),
            date: position.agreed.map(PrintedDate::from),
            state: position.status.into(),
            choice: None,
            superseded_by: position.superseded_by.as_ref().map(|id| id.value.as_str().into()),
            again: false,
        }
    }

    /// With the text of the answer.
    fn of_question(library: &'l Library, asked: &'l Consultation, question: &'l Question) -> (Self, &'l str) {
        let response = library.responses.get(&asked.id);
        let answer = response.and_then(|response| response.answer(&question.id.value));
        let (text, choice) = answer.map(|answer| said(library, question, answer)).unwrap_or_default();
        let given = !text.is_empty() || choice.is_some();
        let entry = Self {
            candidate: Candidate::Answer { consultation: asked.id.clone(), question: question.id.value.clone() },
            title: question.text.value.as_str().into(),
            consultation: Some(asked.title.value.as_str().into()),
            part: question.part.as_deref().map(Cow::from),
            text: text.into(),
            topics: Vec::new(),
            date: date(asked, response),
            state: response.filter(|_| given).map_or(State::Unanswered, |response| response.status.into()),
            choice,
            superseded_by: None,
            again: answer.is_some_and(|answer| answer.questions.first().is_some_and(|first| first.value != question.id.value)),
        };
        (entry, text)
    }
}

fn date(asked: &Consultation, response: Option<&Response>) -> Option<PrintedDate> {
    response.and_then(|response| response.date).or(asked.closes.map(PrintedDate::from))
}

/// The text of an answer and the option that it chooses. A deliberate non-answer says nothing.
fn said<'l>(library: &'l Library, question: &'l Question, answer: &'l Answer) -> (&'l str, Option<Cow<'l, str>>) {
    let text = library.slice(answer.body).trim();
    let given = answer.attributes.choice.as_ref().map(|choice| choice.value.as_str().into());
    let words = plain(text);
    if choice::is_no_answer(words.trim()) || words.trim().is_empty() && !text.contains("{{") {
        return ("", given);
    }
    let begun = || match choice::opening(words.trim(), &question.options) {
        Opening::Option(option) => Some(Cow::Owned(option)),
        _ => None,
    };
    (text, given.or_else(begun))
}
