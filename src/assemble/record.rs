//! What a record says as it stands now: what reused words are compared with.

use super::{Assembler, context, job::Job, meta};
use crate::{
    document::{Block, Provenance, walk},
    library::Response,
};

impl Assembler<'_> {
    /// The text of a record, rendered as it would be in the response to the consultation `id`: all parts of
    /// a position, standard text, an answer, or the sections around a response's answers. Its references
    /// are left as they are. Nothing where there is no such record.
    pub fn record(&self, id: &str, of: &Provenance) -> Vec<Block> {
        let Some(consultation) = self.library.consultations.get(id) else { return Vec::new() };
        let none = Response { id: id.to_owned(), ..Response::default() };
        let response = self.library.responses.get(id).unwrap_or(&none);
        let context = context::of(self.library, consultation, response, &meta(self.library, consultation, response, None));
        let mut job = Job::new(self.library, &self.engine, consultation, response, context);
        let mut blocks = match of {
            Provenance::Position(id) => job.position(id, Some("all"), None),
            Provenance::Template(name) => job.boilerplate(name, None),
            Provenance::Response { id, question } => job.said(id, question.as_deref(), of),
            Provenance::Other(_) => Vec::new(),
        };
        walk::join_texts(&mut blocks);
        blocks
    }
}

impl Job<'_> {
    /// What a response says in an answer, or around its answers.
    fn said(&mut self, id: &str, question: Option<&str>, provenance: &Provenance) -> Vec<Block> {
        let Some(response) = self.library.responses.get(id) else { return Vec::new() };
        let spans = match question {
            Some(question) => response.answer(question).map(|answer| answer.body).into_iter().collect(),
            None => response.sections.iter().map(|section| section.body).chain(response.before_answers).collect::<Vec<_>>(),
        };
        self.guarded(provenance.clone(), None, |job, provenance| {
            spans.into_iter().flat_map(|span| job.blocks(span, &response.outline, provenance)).collect()
        })
    }
}
