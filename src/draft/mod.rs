//! Drafts of responses: a new one with everything that could answer beside each question, an earlier round
//! carried forward, and words adopted from where they were said before.
//!
//! What is written here is text of `response.md`. Words are taken as their files have them, templates and
//! all, and only what would mean something else in another response is changed. A draft that somebody has
//! started is never written anew: it gets [`Insertion`]s.

mod adopt;
mod comment;
mod fit;
mod headings;
mod live;
mod place;
mod proposals;
mod renamed;
mod round;
mod sources;
mod start;

pub use adopt::{Adopted, adopt};
pub use place::{Insertion, apply};
pub use start::{Started, start};

use crate::{
    document::Status,
    library::{Library, Response},
};

/// Why a draft is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

fn refuse<T>(message: impl Into<String>, help: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { message: message.into(), help: help.into() })
}

/// A response that was sent stays as it was sent.
fn refuse_submitted(library: &Library, response: Option<&Response>) -> Result<(), Refusal> {
    let Some(response) = response.filter(|response| response.status == Status::Submitted) else { return Ok(()) };
    let at = response.head.map(|head| library.sources.locate(head).line).unwrap_or(1);
    let message = format!("responses/{}/response.md:{at} says that it was submitted: nothing is put into it", response.id);
    refuse(message, "to go on writing it, let its `status` be \"draft\"; `respondent submit --again` records the second submission")
}
