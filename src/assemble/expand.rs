//! Putting blocks where functions stand.

use super::{
    engine::{self, Call, Engine, Segment, segments},
    exists,
    weave::weave,
};
use crate::{
    diagnostic::{Code, Diagnostic, codes},
    document::{Block, Inline, Kind, Paragraph, Provenance, Section, Signature, markdown, markdown::Acceptance, markdown::Outline, walk},
    library::{Consultation, Library, Position, Response},
    source::{Span, Spanned},
    text::{nearest, same_words},
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
    engine: &'l Engine,
    context: Context,
    /// What is being put in, outermost first: a second time is a loop.
    stack: Vec<Provenance>,
    /// Sections of the response that the outline has taken.
    taken: BTreeSet<String>,
    answers_taken: bool,
    /// How many lists and quotations stand around what is being put in.
    inside: usize,
    /// Why words that were put into running text are confidential.
    confided: Option<String>,
    /// A name that a section of the response gives its heading.
    section_id: Option<Spanned<String>>,
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

    /// The whole document: the outline with everything put in. What reaches no output is a finding.
    pub(super) fn outline(&mut self) -> Vec<Block> {
        let name = self.response.template.as_ref().map_or("response", |name| name.value.trim_end_matches(".md"));
        let Some(template) = self.library.templates.get(name).or_else(|| self.library.templates.get("response")) else { return Vec::new() };
        let provenance = Provenance::Template(template.name.clone());
        self.stack.push(provenance.clone());
        let blocks = self.read(template.body, &template.outline, &provenance);
        let mut sections: Vec<Block> = Vec::new();
        for block in blocks {
            match block {
                Block { kind: Kind::Heading(heading), origin } if heading.level == 1 => {
                    drop_empty_section(&mut sections);
                    let section = Section { id: heading.id.unwrap_or_default(), number: None, title: heading.title };
                    sections.push(Block { kind: Kind::Section(section), origin });
                }
                block => {
                    let id = self.section_id.take();
                    sections.extend(self.expand(block));
                    if let Some(id) = self.section_id.take().or(id) {
                        name_section(&mut sections, id);
                    }
                }
            }
        }
        drop_empty_section(&mut sections);
        self.stack.pop();
        self.report_unused(&template.name);
        sections
    }

    fn report_unused(&mut self, template: &str) {
        let mut seen = BTreeSet::new();
        for section in &self.response.sections {
            if !seen.insert(same_words(&section.title.value)) {
                let message = format!("a second section `{}`: only the first one is taken", section.title.value);
                self.report(&codes::UNUSED_SECTION, section.title.span, message, "put both texts under one heading");
            } else if !self.taken.contains(&same_words(&section.title.value)) {
                let message = format!("no place in the outline takes the section `{}`", section.title.value);
                let help =
                    format!("put `{{{{ section(name=\"{}\") }}}}` into `templates/{template}.md`, or move the words", section.title.value);
                self.report(&codes::UNUSED_SECTION, section.title.span, message, help);
            }
        }
        if let Some(answer) = self.response.answers.first().filter(|_| !self.answers_taken) {
            let help = format!("put `{{{{ answers() }}}}` into `templates/{template}.md`");
            self.report(&codes::UNUSED_ANSWERS, answer.heading, "the outline has no place for the answers", help);
        }
    }

    pub(super) fn report(&mut self, code: &'static Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.findings.push(Diagnostic::new(code, span, message).help(help));
    }

    /// Reads text of a record: templates rendered, Markdown read, functions not yet replaced.
    fn read(&mut self, span: Span, outline: &Outline, provenance: &Provenance) -> Vec<Block> {
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
    fn credit(&mut self, blocks: &mut [Block], provenance: &Provenance) {
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
    fn must_exist(&mut self, named: &Spanned<Provenance>) {
        if !exists(self.library, &named.value) {
            self.findings.push(unknown_source(self.library, &named.value, named.span));
        }
    }

    /// The blocks of a record's text.
    pub(super) fn blocks(&mut self, span: Span, outline: &Outline, provenance: &Provenance) -> Vec<Block> {
        let blocks = self.read(span, outline, provenance);
        blocks.into_iter().flat_map(|block| self.expand(block)).collect()
    }

    /// A block with everything put in that its functions stand for.
    fn expand(&mut self, mut block: Block) -> Vec<Block> {
        let within = usize::from(matches!(block.kind, Kind::List(_) | Kind::Quote(_)));
        self.inside += within;
        match &mut block.kind {
            Kind::Paragraph(paragraph) if calls(&paragraph.content) => return self.expand_paragraph(block),
            Kind::List(list) => {
                for item in &mut list.items {
                    item.blocks = std::mem::take(&mut item.blocks).into_iter().flat_map(|inner| self.expand(inner)).collect();
                }
            }
            Kind::Quote(quote) => {
                quote.blocks = std::mem::take(&mut quote.blocks).into_iter().flat_map(|inner| self.expand(inner)).collect()
            }
            Kind::Code(code) => code.text = self.words(&code.text, block.origin.span),
            _ => {}
        }
        self.inside -= within;
        let span = block.origin.span;
        for text in block.texts_mut() {
            self.expand_text(text, span);
        }
        if self.confided.take().is_some()
            && let Some(span) = span
        {
            let help = "let them stand in a paragraph, which can be kept out of the public version";
            self.report(&codes::TEMPLATE_ERROR, span, "confidential words cannot stand in a heading or a table", help);
        }
        vec![block]
    }

    /// A paragraph that is cut wherever a function gives more than running text.
    fn expand_paragraph(&mut self, block: Block) -> Vec<Block> {
        let Block { kind: Kind::Paragraph(mut whole), origin } = block else { return vec![block] };
        let mut out: Vec<Block> = Vec::new();
        let mut text: Vec<Inline> = Vec::new();
        let mut sources = origin.from.clone();
        let alone = is_one_call(&whole.content);
        for inline in std::mem::take(&mut whole.content) {
            let Inline::Text { text: words } = inline else {
                let mut one = vec![inline];
                self.expand_text(&mut one, origin.span);
                text.append(&mut one);
                continue;
            };
            for segment in segments(&words) {
                let call = match segment {
                    Segment::Text(words) => {
                        text.push(Inline::text(words));
                        continue;
                    }
                    Segment::Call(call) => call,
                };
                let mut blocks = self.call(&call, origin.span);
                if !alone && let [Block { kind: Kind::Paragraph(only), origin: of }] = blocks.as_mut_slice() {
                    whole.confidential = whole.confidential.take().or(only.confidential.take());
                    text.append(&mut only.content);
                    sources.append(&mut of.from);
                } else {
                    flush(&mut text, &whole, &origin, &mut sources, &mut out);
                    out.append(&mut blocks);
                }
            }
        }
        flush(&mut text, &whole, &origin, &mut sources, &mut out);
        if let Some(Block { kind: Kind::Paragraph(first), origin: of }) = out.first_mut() {
            of.braces = origin.braces.or(of.braces);
            if whole.named {
                (first.id, first.named) = (whole.id, true);
            }
            first.continues |= whole.continues;
        }
        whole.confidential = whole.confidential.or(self.confided.take());
        if whole.confidential.is_some() {
            confide(&mut out, whole.confidential.as_ref());
        }
        out
    }

    /// Running text in which functions may only stand for running text: headings, cells, emphasis.
    fn expand_text(&mut self, text: &mut Vec<Inline>, span: Option<Span>) {
        if !calls(text) {
            return;
        }
        for inline in std::mem::take(text) {
            match inline {
                Inline::Text { text: words } if engine::has_call(&words) => {
                    for segment in segments(&words) {
                        match segment {
                            Segment::Text(words) => text.push(Inline::text(words)),
                            Segment::Call(call) => text.extend(self.running_text(&call, span)),
                        }
                    }
                }
                Inline::Emphasis { mut content } => {
                    self.expand_text(&mut content, span);
                    text.push(Inline::Emphasis { content });
                }
                Inline::Strong { mut content } => {
                    self.expand_text(&mut content, span);
                    text.push(Inline::Strong { content });
                }
                Inline::Link { to, mut content } => {
                    self.expand_text(&mut content, span);
                    text.push(Inline::Link { to: self.words(&to, span), content });
                }
                Inline::Code { text: words } => text.push(Inline::Code { text: self.words(&words, span) }),
                Inline::Reference(mut reference) => {
                    reference.word = self.words(&reference.word, span);
                    text.push(Inline::Reference(reference));
                }
                Inline::Note(mut note) => {
                    note.blocks = std::mem::take(&mut note.blocks).into_iter().flat_map(|block| self.expand(block)).collect();
                    text.push(Inline::Note(note));
                }
                other => text.push(other),
            }
        }
    }

    /// Words alone, where nothing but words can stand: addresses, code, a line of the signature.
    fn words(&mut self, text: &str, span: Option<Span>) -> String {
        if !engine::has_call(text) {
            return text.to_owned();
        }
        let parts = segments(text).into_iter().map(|segment| match segment {
            Segment::Text(words) => words.to_owned(),
            Segment::Call(call) => walk::plain(&self.running_text(&call, span)),
        });
        parts.collect()
    }

    fn running_text(&mut self, call: &Call, span: Option<Span>) -> Vec<Inline> {
        let blocks = self.call(call, span);
        let one = blocks.len() == 1;
        match blocks.into_iter().next().map(|block| block.kind) {
            Some(Kind::Paragraph(paragraph)) if one => {
                self.confided = self.confided.take().or(paragraph.confidential);
                paragraph.content
            }
            _ => {
                if let Some(span) = span {
                    let help = "let it stand as a paragraph of its own";
                    self.report(
                        &codes::TEMPLATE_ERROR,
                        span,
                        "this stands for more than one paragraph and cannot stand inside a heading, a table or emphasis",
                        help,
                    );
                }
                Vec::new()
            }
        }
    }

    /// The blocks that a function stands for; `span` is where it stands.
    fn call(&mut self, call: &Call, span: Option<Span>) -> Vec<Block> {
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
            self.unknown(&codes::UNKNOWN_POSITION, span, format!("no position is called `{id}`"), near, &file);
            return Vec::new();
        };
        let spans = match part {
            Some(part) => position.part(part).unwrap_or_else(|| {
                let message = format!("`{id}` has no part `{part}`");
                let finding = span.map(|span| Diagnostic::new(&codes::UNKNOWN_POSITION, span, message).help(parts_help(position)));
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
            self.unknown(&codes::UNKNOWN_ANSWER, span, format!("`{of}` has no answer to question `{question}`"), near, &file);
            return Vec::new();
        };
        let provenance = Provenance::Response { id: of.to_owned(), question: Some(question.to_owned()) };
        let mut blocks = self.guarded(provenance, span, |job, provenance| job.blocks(answer.body, &response.outline, provenance));
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
            self.unknown(&codes::UNKNOWN_BOILERPLATE, span, format!("no standard text is called `{name}`"), near, &file);
            return Vec::new();
        };
        let provenance = Provenance::Template(name.to_owned());
        self.guarded(provenance, span, |job, provenance| job.blocks(template.body, &template.outline, provenance))
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

/// Whether running text holds a function, emphasis and footnotes included.
fn calls(text: &[Inline]) -> bool {
    text.iter().any(|inline| match inline {
        Inline::Text { text } | Inline::Code { text } => engine::has_call(text),
        Inline::Reference(reference) => engine::has_call(&reference.word),
        Inline::Link { to, content } => engine::has_call(to) || calls(content),
        Inline::Emphasis { content } | Inline::Strong { content } => calls(content),
        Inline::Note(note) => note.blocks.iter().any(|block| block.texts().into_iter().any(calls)),
        _ => false,
    })
}

fn is_one_call(text: &[Inline]) -> bool {
    matches!(text, [Inline::Text { text }] if matches!(segments(text).as_slice(), [Segment::Call(_)]))
}

/// Ends the paragraph at hand, if it holds anything.
fn flush(text: &mut Vec<Inline>, whole: &Paragraph, origin: &crate::document::Origin, sources: &mut Vec<Provenance>, out: &mut Vec<Block>) {
    let mut content = std::mem::take(text);
    trim_ends(&mut content);
    let from = std::mem::replace(sources, origin.from.clone());
    if walk::plain(&content).trim().is_empty() && !content.iter().any(|inline| matches!(inline, Inline::Note(_))) {
        return;
    }
    let paragraph = Paragraph { content, continues: whole.continues && out.is_empty(), ..Paragraph::default() };
    out.push(Block { kind: Kind::Paragraph(paragraph), origin: crate::document::Origin { from, ..origin.clone() } });
}

/// Where a paragraph is cut there is no white space.
fn trim_ends(content: &mut [Inline]) {
    if let Some(Inline::Text { text }) = content.first_mut() {
        text.replace_range(..text.len() - text.trim_start().len(), "");
    }
    if let Some(Inline::Text { text }) = content.last_mut() {
        text.truncate(text.trim_end().len());
    }
}

/// Keeps blocks out of the public version.
pub(super) fn confide(blocks: &mut [Block], reason: Option<&String>) {
    walk::each_block_mut(blocks, &mut |block| {
        if let Kind::Paragraph(paragraph) = &mut block.kind {
            paragraph.confidential = paragraph.confidential.take().or_else(|| reason.cloned());
        }
    });
}

/// A section that nothing stands under disappears with its heading.
fn drop_empty_section(blocks: &mut Vec<Block>) {
    if matches!(blocks.last(), Some(Block { kind: Kind::Section(_), .. })) {
        blocks.pop();
    }
}

fn name_section(blocks: &mut [Block], id: Spanned<String>) {
    let section = blocks.iter_mut().rev().find_map(|block| match &mut block.kind {
        Kind::Section(section) => Some((section, &mut block.origin)),
        _ => None,
    });
    if let Some((section, origin)) = section.filter(|(section, _)| section.id.is_empty()) {
        section.id = id.value;
        origin.braces = Some(id.span);
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
