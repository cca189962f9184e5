//! What each function of a template stands for.

use super::{engine::Call, expand::confide, job::Job, weave::weave};
use crate::{
    diagnostic::{Code, Diagnostic, codes},
    document::{Block, Inline, Kind, Provenance, Signature, markdown, walk},
    library::Position,
    source::{Span, Spanned},
    text::{nearest, same_words},
};

impl Job<'_> {
    /// The blocks that a function stands for; `span` is where it stands.
    pub(super) fn call(&mut self, call: &Call, span: Option<Span>) -> Vec<Block> {
        if self.inside > 0 && matches!(call, Call::Answers { .. } | Call::Signature) {
            let help = "let it stand as a paragraph of its own";
            self.findings.extend(
                span.map(|span| Diagnostic::new(&codes::TEMPLATE_ERROR, span, "this cannot stand inside a list or a quotation").help(help)),
            );
            return Vec::new();
        }
        match call {
            Call::Position { id, part } => self.position(id, part.as_deref(), span),
            Call::Answer { of, question } => self.past_answer(of, question, span),
            Call::Boilerplate { name } => self.boilerplate(name, span),
            Call::Section { name, default } => self.section(name, default.as_deref(), span),
            Call::Answers { parts } => {
                if std::mem::replace(&mut self.answers_taken, true) {
                    let help = "the outline takes them in once: leave this out";
                    self.findings.extend(
                        span.map(|span| {
                            Diagnostic::new(&codes::TEMPLATE_ERROR, span, "the answers are in the document already").help(help)
                        }),
                    );
                    return Vec::new();
                }
                self.answers(*parts)
            }
            Call::Signature => self.signature(),
        }
    }

    /// A position's part; `position` where none is named, or the whole text where it has no such part.
    pub(super) fn position(&mut self, id: &str, part: Option<&str>, span: Option<Span>) -> Vec<Block> {
        let Some(position) = self.library.positions.get(id) else {
            let file = format!("positions/{id}.md");
            let near = nearest(id, self.library.positions.keys().map(String::as_str));
            let message = format!("no position is called `{id}`");
            self.unknown(&codes::UNKNOWN_POSITION, self.named(span, id), message, near, &file);
            return Vec::new();
        };
        let spans = match part {
            Some(part) => position.part(part).unwrap_or_else(|| {
                let message = format!("`{id}` has no part `{part}`");
                let at = self.named(span, part);
                let finding = at.map(|span| Diagnostic::new(&codes::UNKNOWN_POSITION, span, message).help(parts_help(position)));
                self.findings.extend(finding);
                Vec::new()
            }),
            None => position.part("position").or_else(|| position.part("all")).unwrap_or_default(),
        };
        let provenance = Provenance::Position(id.to_owned());
        self.guarded(provenance, span, |job, provenance| {
            spans.into_iter().flat_map(|span| job.blocks(span, &position.outline, provenance)).collect()
        })
    }

    /// Where a call names something, quotation marks included; the whole of it where that is not to be seen.
    fn named(&self, call: Option<Span>, name: &str) -> Option<Span> {
        let call = call?;
        let text = self.library.slice(call);
        let quoted = ['"', '\''].map(|mark| format!("{mark}{name}{mark}"));
        let found = quoted.iter().find_map(|quoted| Some((text.find(quoted.as_str())?, quoted.len())));
        Some(found.map_or(call, |(at, len)| call.part(at, at + len)))
    }

    /// A finding about a record that is named and not there. One whose file cannot be read is a finding already.
    fn unknown(&mut self, code: &'static Code, span: Option<Span>, message: String, near: Option<&str>, file: &str) {
        let Some(span) = span.filter(|_| !self.library.is_damaged(file)) else { return };
        let help = near.map_or_else(|| format!("write `{file}`, or leave the name out"), |near| format!("did you mean `{near}`?"));
        self.report(code, span, message, help);
    }

    /// What an earlier response answered. Its references point into that response and become words.
    pub(super) fn past_answer(&mut self, of: &str, question: &str, span: Option<Span>) -> Vec<Block> {
        let Some((response, answer)) = self.library.responses.get(of).and_then(|response| Some((response, response.answer(question)?)))
        else {
            let file = format!("responses/{of}/response.md");
            let near = nearest(of, self.library.responses.keys().map(String::as_str)).filter(|near| *near != of);
            let at = self.named(span, if self.library.responses.contains_key(of) { question } else { of });
            self.unknown(&codes::UNKNOWN_ANSWER, at, format!("`{of}` has no answer to question `{question}`"), near, &file);
            return Vec::new();
        };
        let provenance = Provenance::Response { id: of.to_owned(), question: Some(question.to_owned()) };
        let mut blocks = self.guarded(provenance, span, |job, provenance| job.blocks(answer.body, &response.outline, provenance));
        if let Some(reason) = &answer.attributes.confidential {
            confide(&mut blocks, Some(&reason.value));
        }
        if of != self.consultation.id {
            self.detach(&mut blocks, of, span);
        }
        blocks
    }

    /// Turns references into another response into words, and drops the names it gave. `reused` is where
    /// the words were asked for.
    fn detach(&mut self, blocks: &mut [Block], of: &str, reused: Option<Span>) {
        let title = self.library.consultations.get(of).map_or(of, |consultation| consultation.title.value.as_str());
        let findings = &mut self.findings;
        walk::each_inline_mut(blocks, &mut |inline| {
            let Inline::Reference(reference) = inline else { return };
            if let Some(span) = reference.span {
                let message = format!("these words are reused, and `{}` points into our response to `{of}`", reference.to);
                let finding = Diagnostic::new(&codes::FOREIGN_REFERENCE, span, message);
                let finding = finding.help("adopt the words into `response.md` and point to a place in it");
                findings.push(match reused {
                    Some(reused) => finding.related(reused, "reused here"),
                    None => finding,
                });
            }
            let number = reference.to.strip_prefix('q').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or_default();
            let what = format!("{} {number}", reference.word);
            *inline = Inline::text(format!("{} of our response to “{title}”", what.trim()));
        });
        walk::each_block_mut(blocks, &mut |block| match &mut block.kind {
            Kind::Paragraph(paragraph) => {
                paragraph.id.clear();
                paragraph.named = false;
            }
            Kind::List(list) => list.items.iter_mut().for_each(|item| item.id = None),
            Kind::Heading(heading) => heading.id = None,
            _ => {}
        });
    }

    /// Standard text. A response may say that another text stands for it.
    pub(super) fn boilerplate(&mut self, name: &str, span: Option<Span>) -> Vec<Block> {
        let name = name.trim_end_matches(".md");
        let other = self.response.boilerplate.get(name).map(|other| other.value.trim_end_matches(".md"));
        // Another text that is not there is a finding of the response, found when the library was read.
        let name = other.filter(|other| self.library.templates.contains_key(*other)).unwrap_or(name);
        let Some(template) = self.library.templates.get(name) else {
            let file = format!("templates/{name}.md");
            let near = nearest(name, self.library.templates.keys().map(String::as_str));
            let message = format!("no standard text is called `{name}`");
            self.unknown(&codes::UNKNOWN_BOILERPLATE, self.named(span, name), message, near, &file);
            return Vec::new();
        };
        let provenance = Provenance::Template(name.to_owned());
        self.guarded(provenance, span, |job, provenance| job.blocks(template.body, &template.outline, provenance))
    }

    /// A section of the response, else the standard text that stands for it.
    fn section(&mut self, name: &str, default: Option<&str>, span: Option<Span>) -> Vec<Block> {
        self.taken.insert(same_words(name));
        let response = self.response;
        let Some(section) = response.section(name) else {
            return default.map(|default| self.boilerplate(default, span)).unwrap_or_default();
        };
        let braces = |id: &Spanned<String>| Spanned::new(id.value.clone(), section.attributes.span.unwrap_or(id.span));
        self.section_id = section.attributes.id.as_ref().map(braces);
        self.acceptances.extend(section.attributes.accepts.iter().cloned());
        let provenance = Provenance::Response { id: response.id.clone(), question: None };
        let this = Provenance::Other(format!("the section {}", section.title.value));
        let mut blocks = self.guarded(this, span, |job, _| job.blocks(section.body, &response.outline, &provenance));
        if let Some(from) = &section.attributes.from {
            self.credit_to(&mut blocks, from);
        }
        if section.attributes.confidential.is_some() {
            confide(&mut blocks, section.attributes.confidential.as_ref().map(|reason| &reason.value));
        }
        blocks
    }

    /// Who signs: the response's own lines, else those of the template `signature`.
    fn signature(&mut self) -> Vec<Block> {
        let mut lines = self.response.signature.clone();
        if lines.is_empty()
            && let Some(template) = self.library.templates.get("signature")
        {
            let mut traced = markdown::Traced::default();
            self.findings.extend(weave(self.engine, &self.context, &self.library.sources, template.body, &mut traced));
            let text = self.words(traced.text(), Some(template.body));
            lines = text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        }
        if lines.is_empty() { Vec::new() } else { vec![Block::new(Kind::Signature(Signature { lines }))] }
    }
}

fn parts_help(position: &Position) -> String {
    format!("its parts are {}", position.part_names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
}
