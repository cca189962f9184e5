//! Why something is proposed: said so that a person can check it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a candidate is proposed, or what speaks against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum Reason {
    /// The consultation itself names it as the answer.
    Declared,
    /// The question of the same id in a round that this consultation follows.
    SameId {
        /// The earlier consultation.
        round: String,
    },
    /// A question of a round that this consultation follows.
    EarlierRound {
        /// The earlier consultation.
        round: String,
    },
    /// The same question, whatever its case and marks.
    SameWords,
    /// Nearly the same question.
    NearlySame {
        /// Words of this question that the past one does not have.
        added: Vec<String>,
        /// Words of the past question that this one does not have.
        removed: Vec<String>,
    },
    /// Words of the question that the candidate has too.
    SharedWords {
        /// The heaviest first.
        words: Vec<Shared>,
    },
    /// It means nearly what the question means, whatever its words.
    Meaning {
        /// How nearly, from 0 to 1.
        nearness: f64,
    },
    /// Words of the consultation's title or the part's heading that the candidate has too.
    Context {
        /// The heaviest first.
        words: Vec<String>,
    },
    /// Topics of the position that the question names.
    Topics {
        /// In the position's order.
        topics: Vec<String>,
    },
    /// The organisation's own synonym leads from the question to the candidate.
    Synonym {
        /// A word of the question.
        asked: String,
        /// The word of the candidate that means the same.
        found: String,
    },
    /// Another position has replaced it.
    Superseded {
        /// Which one.
        #[serde(skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
    /// The organisation has withdrawn it.
    Withdrawn,
    /// Nobody answered the past question.
    Unanswered,
}

/// A word that a question and a candidate share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shared {
    /// As the question writes it.
    pub word: String,
    /// Its share of all that the question's words weigh, from 0 to 1.
    pub weight: f64,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Declared => f.write_str("named by the consultation"),
            Self::SameId { round } => write!(f, "same number in `{round}`"),
            Self::EarlierRound { round } => write!(f, "from the earlier round `{round}`"),
            Self::SameWords => f.write_str("same question"),
            Self::NearlySame { added, removed } => nearly(f, added, removed),
            Self::SharedWords { words } => {
                let words: Vec<_> = words.iter().map(|shared| format!("{} {:.0} %", shared.word, 100.0 * shared.weight)).collect();
                write!(f, "shares {}", words.join(", "))
            }
            Self::Meaning { nearness } => write!(f, "near in meaning, {nearness:.2}"),
            Self::Context { words } => write!(f, "on the same matter: {}", words.join(", ")),
            Self::Topics { topics } => write!(f, "topics {}", topics.join(", ")),
            Self::Synonym { asked, found } => write!(f, "`{asked}` is also `{found}`"),
            Self::Superseded { by: Some(by) } => write!(f, "superseded by `{by}`"),
            Self::Superseded { by: None } => f.write_str("superseded"),
            Self::Withdrawn => f.write_str("withdrawn"),
            Self::Unanswered => f.write_str("nobody answered it"),
        }
    }
}

fn nearly(f: &mut fmt::Formatter<'_>, added: &[String], removed: &[String]) -> fmt::Result {
    f.write_str("nearly the same question")?;
    if !added.is_empty() {
        write!(f, ", with `{}`", added.join(" "))?;
    }
    if !removed.is_empty() {
        write!(f, ", without `{}`", removed.join(" "))?;
    }
    Ok(())
}
