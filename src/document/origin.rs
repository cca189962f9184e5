//! Where the words of a block came from.

use crate::source::Span;
use serde::{Deserialize, Serialize};
use std::{convert::Infallible, fmt, str::FromStr};

/// Where the words of a block came from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Origin {
    /// The records that hold its words, the one it was written in first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<Provenance>,
    /// Assembled from what the question is mapped to; nobody has adopted it yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proposed: bool,
    /// It is kept out of the public version, with the whole answer or section that it stands in: also
    /// what has no place for a reason of its own, such as a table.
    #[serde(skip)]
    pub confidential: bool,
    /// The place in the file.
    #[serde(skip)]
    pub span: Option<Span>,
    /// The place of what stands in braces behind it: what to show when its name is at fault.
    #[serde(skip)]
    pub braces: Option<Span>,
}

/// A record of the library that holds words. Written as a path: `positions/send/place-funding`,
/// `templates/equality`, `responses/working-together-2023/7`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub enum Provenance {
    /// A position, by its id.
    Position(String),
    /// Standard text or an outline, by its name.
    Template(String),
    /// A response, and the question under which the words stand.
    Response {
        /// The consultation's id.
        id: String,
        /// The question's id; absent for the sections around the answers.
        question: Option<String>,
    },
    /// Anything else that a person names as a source.
    Other(String),
}

impl Origin {
    /// The place to show when its name, or whatever else stands in braces behind it, is at fault.
    pub fn name_span(&self) -> Option<Span> {
        self.braces.or(self.span)
    }

    /// Whether nothing at all is known.
    pub fn is_unknown(&self) -> bool {
        self.from.is_empty() && !self.proposed
    }
}

impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Position(id) => write!(f, "positions/{id}"),
            Self::Template(name) => write!(f, "templates/{name}"),
            Self::Response { id, question: None } => write!(f, "responses/{id}"),
            Self::Response { id, question: Some(question) } => write!(f, "responses/{id}/{question}"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl FromStr for Provenance {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text.split_once('/') {
            Some(("positions", id)) => Self::Position(id.to_owned()),
            Some(("templates", name)) => Self::Template(name.trim_end_matches(".md").to_owned()),
            Some(("responses", rest)) => match rest.split_once('/') {
                Some((id, question)) => Self::Response { id: id.to_owned(), question: Some(question.to_owned()) },
                None => Self::Response { id: rest.to_owned(), question: None },
            },
            _ => Self::Other(text.to_owned()),
        })
    }
}

impl From<Provenance> for String {
    fn from(provenance: Provenance) -> Self {
        provenance.to_string()
    }
}

impl From<String> for Provenance {
    fn from(text: String) -> Self {
        let Ok(provenance) = text.parse();
        provenance
    }
}
