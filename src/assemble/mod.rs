//! Consultation, response, positions and standard text to one numbered [`Document`].
//!
//! The only knowledge of Tera. A question that nobody has answered is assembled from what it is mapped
//! to, so that a consultation without any `response.md` gives a first draft.

mod answers;
mod calls;
mod context;
mod engine;
mod expand;
mod job;
mod outline;
mod record;
mod weave;

use crate::{
    diagnostic::{Code, Diagnostic, codes},
    document::{Document, Kind, Meta, Provenance, date::PrintedDate, markdown::Acceptance, number, walk},
    library::{Consultation, Library, Response},
    text::one_line,
};
use engine::Engine;
use job::Job;

/// Assembles documents from one library.
pub struct Assembler<'l> {
    library: &'l Library,
    engine: Engine,
}

/// An assembled document and what was found on the way.
#[derive(Debug)]
pub struct Assembled {
    /// The document, numbered.
    pub document: Document,
    /// What is wrong with it.
    pub findings: Vec<Diagnostic>,
    /// Findings that a person accepts in its text.
    pub acceptances: Vec<Acceptance>,
}

impl<'l> Assembler<'l> {
    /// For the documents of `library`.
    pub fn new(library: &'l Library) -> Self {
        Self { library, engine: Engine::new() }
    }

    /// Assembles the response to a consultation, whether or not somebody has started to write it.
    /// `date` is printed in place of the response's own. Nothing if there is no such consultation.
    pub fn assemble(&self, id: &str, date: Option<PrintedDate>) -> Option<Assembled> {
        let consultation = self.library.consultations.get(id)?;
        let none = Response { id: id.to_owned(), ..Response::default() };
        let response = self.library.responses.get(id).unwrap_or(&none);
        let meta = meta(self.library, consultation, response, date);
        let context = context::of(self.library, consultation, response, &meta);
        let mut job = Job::new(self.library, &self.engine, consultation, response, context);
        let asked = consultation.questions.iter().flat_map(|question| &question.accepts);
        job.acceptances.extend(response.accepts.iter().chain(&consultation.accepts).chain(asked).cloned());
        let mut blocks = job.outline();
        walk::join_texts(&mut blocks);
        let mut document = Document { meta, blocks, ..Document::default() };
        let numbering = &self.library.organisation.house.numbering;
        job.findings.extend(number::number(&mut document, numbering));
        let Job { mut findings, acceptances, .. } = job;
        let hidden = follow_on(self.library, id);
        findings.retain(|finding| !hidden.contains(&finding.code));
        Some(Assembled { document, findings, acceptances })
    }
}

/// What seems to be wrong only because a file could not be read, which is a finding already.
fn follow_on(library: &Library, id: &str) -> Vec<&'static Code> {
    let of_files: [(String, &[&Code]); 3] = [
        ("respondent.toml".to_owned(), &[&codes::UNKNOWN_VARIABLE]),
        (
            format!("responses/{id}/consultation.toml"),
            &[&codes::UNANSWERED_QUESTION, &codes::DANGLING_REFERENCE, &codes::NOT_AN_OPTION, &codes::REMINDER_DIFFERS],
        ),
        (format!("responses/{id}/response.md"), &[&codes::UNANSWERED_QUESTION]),
    ];
    of_files.into_iter().filter(|(file, _)| library.is_damaged(file)).flat_map(|(_, codes)| codes.iter().copied()).collect()
}

fn meta(library: &Library, consultation: &Consultation, response: &Response, date: Option<PrintedDate>) -> Meta {
    let organisation = &library.organisation;
    let name = organisation.name.strip_prefix("The ").map_or(organisation.name.clone(), |rest| format!("the {rest}"));
    let subtitle = (!name.is_empty()).then(|| format!("Response of {name}"));
    Meta {
        id: consultation.id.clone(),
        title: one_line(response.title.as_ref().unwrap_or(&consultation.title.value)),
        subtitle: response.subtitle.as_deref().map(one_line).or(subtitle),
        author: organisation.name.clone(),
        language: organisation.language.clone(),
        status: response.status,
        date: date.or(response.date),
    }
}

/// How far the answers of a document have come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Questions asked.
    pub questions: usize,
    /// Questions that somebody answered, deliberate silence included.
    pub answered: usize,
    /// Questions with text that they are mapped to and that nobody has adopted.
    pub proposed: usize,
    /// Closed questions.
    pub closed: usize,
    /// Closed questions with a choice.
    pub chosen: usize,
    /// Words in the whole document.
    pub words: usize,
}

impl Progress {
    /// Counts a document.
    pub fn of(document: &Document) -> Self {
        use crate::document::AnswerKind;
        let mut progress = Self::default();
        for block in &document.blocks {
            progress.words += crate::text::count_words(&block.plain());
            if let Kind::Question(question) = &block.kind {
                progress.questions += 1;
                progress.answered += usize::from(matches!(question.answer, AnswerKind::Answered | AnswerKind::NoAnswer));
                progress.proposed += usize::from(question.answer == AnswerKind::Proposed);
                progress.closed += usize::from(!question.options.is_empty());
                progress.chosen += usize::from(!question.options.is_empty() && !question.choice.is_empty());
            }
        }
        progress
    }
}

/// Whether a record that a person names as a source is in the library.
fn exists(library: &Library, provenance: &Provenance) -> bool {
    match provenance {
        Provenance::Position(id) => library.positions.contains_key(id),
        Provenance::Template(name) => library.templates.contains_key(name),
        Provenance::Response { id, question: None } => library.consultations.contains_key(id),
        Provenance::Response { id, question: Some(question) } => {
            library.consultations.get(id).is_some_and(|consultation| consultation.question(question).is_some())
        }
        Provenance::Other(_) => false,
    }
}
