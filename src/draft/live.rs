//! References of an earlier response that stay live in a new one: what they point to came along.

use super::{
    fit::Referred,
    round::{Round, names},
    sources::Sources,
};
use crate::{
    document::{Block, Kind, Provenance, Reference, markdown, walk},
    library::{Library, Response},
    matching::Candidate,
};
use std::{cell::RefCell, collections::BTreeSet};

/// What becomes of the references in words of one candidate or response.
pub(super) struct Live<'l> {
    pub(super) sources: &'l Sources<'l>,
    /// The earlier round and what became of its questions, where it is one.
    pub(super) round: Option<&'l Round<'l>>,
    /// The names of what came along.
    pub(super) names: &'l BTreeSet<String>,
    /// Which references became words.
    pub(super) said: RefCell<Vec<String>>,
}

impl Live<'_> {
    /// The reference as it is to stand in the new response. `candidate` is what it stands in.
    pub(super) fn refer(&self, candidate: &Candidate, reference: &Reference, written: &str) -> Referred {
        let question =
            |round: &Round| reference.to.strip_prefix('q').and_then(|id| round.asked.question(id)).map(|old| old.id.value.clone());
        let to = match self.round.and_then(|round| Some((round, question(round)?))) {
            Some((round, old)) => round.id_now(&old).map(|now| format!("q{now}")),
            None => Some(reference.to.clone()).filter(|to| self.names.contains(to)),
        };
        let link = format!("(#{})", reference.to);
        match to.filter(|_| written.contains(&link)) {
            Some(to) if to == reference.to => Referred::Kept,
            Some(to) => Referred::Live(written.replace(&link, &format!("(#{to})"))),
            None => {
                let words = self.sources.words(candidate, reference);
                self.said.borrow_mut().push(format!("the reference to `{}` became words: {words}", reference.to));
                Referred::Words(words)
            }
        }
    }
}

/// The names in a draft of what came from the response `of`, as its provenance says: they mean there what they
/// meant in it.
pub(super) fn names_from(library: &Library, draft: &Response, of: &str) -> BTreeSet<String> {
    let bodies = draft.answers.iter().map(|answer| answer.body).chain(draft.sections.iter().map(|section| section.body));
    let from = |body| {
        let mut read = markdown::read(&markdown::Traced::of(&library.sources, body));
        let mut came = false;
        walk::each_block_mut(&mut read.blocks, &mut |block| came |= is_from(block, of));
        came
    };
    bodies.filter(|body| from(*body)).flat_map(|body| names(library, body)).collect()
}

fn is_from(block: &Block, of: &str) -> bool {
    let says = |from: &Provenance| matches!(from, Provenance::Response { id, .. } if id == of);
    matches!(block.kind, Kind::Paragraph(_)) && block.origin.from.iter().any(says)
}
