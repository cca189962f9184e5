//! The assembling of one document: what it knows, and how it reads the text of a record.

use super::{engine::Engine, exists, weave::weave};
use crate::{
    diagnostic::{Code, Diagnostic, codes},
    document::{Block, Provenance, markdown, markdown::Acceptance, markdown::Outline, walk},
    library::{Consultation, Library, Response},
    source::{Span, Spanned},
    text::nearest,
};
use std::collections::BTreeSet;
use tera::Context;

/// The most texts, lists and quotations inside each other, before no more text is put in: deep enough for
/// people, and shallow enough for the stack of a thread.
const DEEPEST: usize = 32;

/// The assembling of one document.
pub(super) struct Job<'l> {
    pub(super) library: &'l Library,
    pub(super) consultation: &'l Consultation,
    pub(super) response: &'l Response,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) acceptances: Vec<Acceptance>,
    pub(super) engine: &'l Engine,
    pub(super) context: Context,
    /// What is being put in, outermost first: a second time is a loop.
    pub(super) stack: Vec<Provenance>,
    /// Sections of the response that the outline has taken.
    pub(super) taken: BTreeSet<String>,
    pub(super) answers_taken: bool,
    /// How many lists and quotations stand around what is being put in.
    pub(super) inside: usize,
    /// Why words that were put into running text are confidential.
    pub(super) confided: Option<String>,
    /// A name that a section of the response gives its heading.
    pub(super) section_id: Option<Spanned<String>>,
}

impl<'l> Job<'l> {
    pub(super) fn new(
        library: &'l Library,
        engine: &'l Engine,
        consultation: &'l Consultation,
        response: &'l Response,
        context: Context,
    ) -> Self {
        Self {
            library,
            consultation,
            response,
            findings: Vec::new(),
            acceptances: Vec::new(),
            engine,
            context,
            stack: Vec::new(),
            taken: BTreeSet::new(),
            answers_taken: false,
            inside: 0,
            confided: None,
            section_id: None,
        }
    }

    pub(super) fn report(&mut self, code: &'static Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.findings.push(Diagnostic::new(code, span, message).help(help));
    }

    /// Reads text of a record: templates rendered, Markdown read, functions not yet replaced.
    pub(super) fn read(&mut self, span: Span, outline: &Outline, provenance: &Provenance) -> Vec<Block> {
        let mut traced = markdown::Traced::default();
        self.findings.extend(weave(self.engine, &self.context, &self.library.sources, span, &mut traced));
        for (label, definition) in &outline.definitions {
            let wanted = label.is_empty() || traced.text().contains(&format!("[^{label}]"));
            if wanted && !span.contains(*definition) {
                traced.push_made("\n\n", *definition);
                self.findings.extend(weave(self.engine, &self.context, &self.library.sources, *definition, &mut traced));
            }
        }
        let mut read = markdown::read(&traced);
        self.findings.append(&mut read.findings);
        self.acceptances.append(&mut read.acceptances);
        self.credit(&mut read.blocks, provenance);
        read.blocks
    }

    /// Says where blocks come from; what a person says of it (`from="…"`) must exist.
    pub(super) fn credit(&mut self, blocks: &mut [Block], provenance: &Provenance) {
        walk::each_block_mut(blocks, &mut |block| {
            if block.origin.from.is_empty() {
                block.origin.from.push(provenance.clone());
                return;
            }
            for named in &block.origin.from {
                if let Some(span) = block.origin.name_span() {
                    self.must_exist(&Spanned::new(named.clone(), span));
                }
            }
        });
    }

    /// What a person says of a whole section or answer counts for every block in it.
    pub(super) fn credit_to(&mut self, blocks: &mut [Block], from: &Spanned<String>) {
        let from = Spanned::new(Provenance::from(from.value.clone()), from.span);
        self.must_exist(&from);
        for block in blocks {
            block.origin.from = vec![from.value.clone()];
        }
    }

    /// A source that a person names must be in the library.
    pub(super) fn must_exist(&mut self, named: &Spanned<Provenance>) {
        if !exists(self.library, &named.value) {
            self.findings.push(unknown_source(self.library, &named.value, named.span));
        }
    }

    /// The blocks of a record's text.
    pub(super) fn blocks(&mut self, span: Span, outline: &Outline, provenance: &Provenance) -> Vec<Block> {
        let blocks = self.read(span, outline, provenance);
        blocks.into_iter().flat_map(|block| self.expand(block)).collect()
    }

    /// Puts in a record's text unless that text is being put in already.
    pub(super) fn guarded(
        &mut self,
        provenance: Provenance,
        span: Option<Span>,
        blocks: impl FnOnce(&mut Self, &Provenance) -> Vec<Block>,
    ) -> Vec<Block> {
        if self.stack.len() + self.inside >= DEEPEST {
            if let Some(span) = span {
                let help = "put some of them together";
                self.report(&codes::INCLUDE_LOOP, span, format!("more than {DEEPEST} texts and lists stand inside each other"), help);
            }
            return Vec::new();
        }
        if self.stack.contains(&provenance) {
            if let Some(span) = span {
                let chain: Vec<String> = self.stack.iter().chain([&provenance]).map(|link| format!("`{link}`")).collect();
                self.report(
                    &codes::INCLUDE_LOOP,
                    span,
                    format!("`{provenance}` takes itself in"),
                    format!("the chain is {}: break it", chain.join(" → ")),
                );
            }
            return Vec::new();
        }
        self.stack.push(provenance.clone());
        let blocks = blocks(self, &provenance);
        self.stack.pop();
        blocks
    }
}

/// A finding about words that are said to come from a place that does not exist.
fn unknown_source(library: &Library, named: &Provenance, span: Span) -> Diagnostic {
    let positions = library.positions.keys().map(|id| format!("positions/{id}"));
    let templates = library.templates.keys().map(|name| format!("templates/{name}"));
    let known: Vec<String> = positions.chain(templates).collect();
    let help = match nearest(&named.to_string(), known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write a path of this library: `positions/…`, `templates/…` or `responses/ID/QUESTION`".to_owned(),
    };
    Diagnostic::new(&codes::UNKNOWN_SOURCE, span, format!("`{named}` is not in the library")).help(help)
}
