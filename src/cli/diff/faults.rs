//! Errors in the records that a side is made of: a comparison of what could only half be read would be false.

use super::super::{Failure, report};
use crate::{
    diagnostic::{Code, Diagnostic, Severity, codes},
    document::{Document, Provenance},
    library::Library,
};
use std::path::Path;

/// A record with one of these does not say what its author wrote in it, or words of the side are missing.
const UNTRUE: [&Code; 11] = [
    &codes::FILE_TOO_LARGE,
    &codes::FRONT_MATTER,
    &codes::INCLUDE_LOOP,
    &codes::INVALID_UTF8,
    &codes::TEMPLATE_ERROR,
    &codes::TOML_SYNTAX,
    &codes::UNKNOWN_ANSWER,
    &codes::UNKNOWN_BOILERPLATE,
    &codes::UNKNOWN_POSITION,
    &codes::UNKNOWN_VARIABLE,
    &codes::UNREADABLE_FILE,
];

/// A library that a side is looked for in.
#[derive(Clone, Copy)]
pub(super) struct Shelf<'l> {
    pub(super) library: &'l Library,
    /// What was found when it was read.
    pub(super) loaded: &'l [Diagnostic],
    pub(super) root: &'l Path,
    /// The revision, where it is not the library as it is now.
    pub(super) revision: Option<&'l str>,
}

impl Shelf<'_> {
    /// Prints the errors among the findings that are of a record the side `id` is made of, and refuses the side where
    /// one of them makes it untrue. What is only wrong in it, a reference to nothing, is compared as it is printed.
    pub(super) fn see(self, id: &str, document: Option<&Document>, findings: &[Diagnostic]) -> Result<(), Failure> {
        let of_it = |finding: &&Diagnostic| finding.severity == Severity::Error && self.is_of(id, document, finding);
        let mut errors: Vec<Diagnostic> = findings.iter().filter(of_it).cloned().collect();
        let untrue = errors.iter().any(|finding| self.is_untrue(finding));
        if let Some(revision) = self.revision {
            errors.iter_mut().for_each(|finding| finding.message.push_str(&format!(", in revision `{revision}`")));
        }
        let printer = report::Report { sources: &self.library.sources, root: self.root, form: report::Form::Long };
        report::say(&printer.text(&errors));
        let (side, help) = match self.revision {
            Some(revision) => (format!("{id}@{revision}"), "name another revision, or a file"),
            None => (id.to_owned(), "mend what is said above"),
        };
        let refused = || Failure::new(format!("`{side}` cannot be compared: its records cannot be read as they were meant")).help(help);
        if untrue { Err(refused()) } else { Ok(()) }
    }

    /// A question that is mapped to nothing that is there loses no words that somebody wrote.
    fn is_untrue(self, finding: &Diagnostic) -> bool {
        let mapped = [&codes::UNKNOWN_ANSWER, &codes::UNKNOWN_BOILERPLATE, &codes::UNKNOWN_POSITION].contains(&finding.code)
            && self.path(finding).is_some_and(|path| path.ends_with("consultation.toml"));
        UNTRUE.contains(&finding.code) && !mapped
    }

    fn path<'s>(&'s self, finding: &Diagnostic) -> Option<&'s Path> {
        finding.span.map(|span| self.library.sources.path(span.source))
    }

    /// Whether a finding is of a record that holds words of the side, or that it is put together by.
    fn is_of(self, id: &str, document: Option<&Document>, finding: &Diagnostic) -> bool {
        let Some(path) = self.path(finding).and_then(Path::to_str) else { return true };
        let own = [format!("responses/{id}/consultation.toml"), format!("responses/{id}/response.md"), format!("positions/{id}.md")];
        if own.iter().any(|own| own == path) || (document.is_some() && path == "respondent.toml") {
            return true;
        }
        let blocks = document.into_iter().flat_map(|document| &document.blocks);
        blocks.flat_map(|block| &block.origin.from).any(|record| is_in(record, path)) || document.is_some_and(|_| self.is_named(id, path))
    }

    /// Whether a response takes a file for its outline, or one that is not there to be taken in stands in its words.
    fn is_named(self, id: &str, path: &str) -> bool {
        let response = self.library.responses.get(id);
        let outline =
            response.and_then(|response| response.template.as_ref()).map_or("response", |name| name.value.trim_end_matches(".md"));
        let stem = path.strip_suffix(".md").and_then(|path| path.split_once('/')).map_or(path, |(_, stem)| stem);
        let answers = response.into_iter().flat_map(|it| it.answers.iter().map(|it| it.body).chain(it.sections.iter().map(|it| it.body)));
        let quoted = format!("\"{}\"", stem.trim_end_matches("/response"));
        stem == outline || (self.library.is_damaged(path) && answers.into_iter().any(|body| self.library.slice(body).contains(&quoted)))
    }
}

fn is_in(record: &Provenance, path: &str) -> bool {
    match record {
        Provenance::Position(id) => path == format!("positions/{id}.md"),
        Provenance::Template(name) => path == format!("templates/{name}.md"),
        Provenance::Response { id, .. } => {
            path.strip_prefix("responses/").and_then(|path| path.strip_prefix(id.as_str())).is_some_and(|rest| rest.starts_with('/'))
        }
        Provenance::Other(_) => false,
    }
}
