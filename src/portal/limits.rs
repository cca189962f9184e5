//! What an answer may not exceed: the question's own limit, and the box's.

use super::Answer;
use crate::library::{Channel, Demand, Limit, Question};
use serde::Serialize;

/// A limit and how far an answer uses it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Bound {
    /// What is counted.
    pub unit: Unit,
    /// The most there may be.
    pub most: u32,
    /// How many there are.
    pub count: usize,
    /// Who says so: the channel's name; absent for the question's own limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Words, as word processors count.
    Words,
    /// Characters, as [`crate::text::form_length`] counts.
    Characters,
}

impl Bound {
    /// How many there are too many; 0 where it fits.
    pub fn over(&self) -> usize {
        self.count.saturating_sub(self.most as usize)
    }
}

impl Unit {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Characters => "characters",
        }
    }
}

/// The limits of an answer: the question's own first, then the channel's for every box.
pub fn bounds(channel: Option<&Channel>, question: Option<&Question>, answer: &Answer) -> Vec<Bound> {
    let own = question.and_then(|question| question.limit).map(|limit| match limit {
        Limit::Words(most) => Bound { unit: Unit::Words, most, count: answer.words, channel: None },
        Limit::Characters(most) => Bound { unit: Unit::Characters, most, count: answer.characters, channel: None },
    });
    let boxes = channel.into_iter().flat_map(|channel| channel.rules.iter().map(move |rule| (channel, rule)));
    let boxes = boxes.filter_map(|(channel, rule)| match rule.demand {
        Demand::BoxCharacters(most) => {
            Some(Bound { unit: Unit::Characters, most, count: answer.characters, channel: Some(channel.title.clone()) })
        }
        _ => None,
    });
    own.into_iter().chain(boxes).collect()
}
