//! Putting blocks where functions stand.

use super::{
    engine::{self, Call, Segment, segments},
    job::Job,
};
use crate::{
    diagnostic::codes,
    document::{Block, Inline, Kind, Origin, Paragraph, Provenance, walk},
    source::Span,
};

impl Job<'_> {
    /// A block with everything put in that its functions stand for.
    pub(super) fn expand(&mut self, mut block: Block) -> Vec<Block> {
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
        let Block { kind: Kind::Paragraph(mut whole), origin, .. } = block else { return vec![block] };
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
                if !alone && let [Block { kind: Kind::Paragraph(only), origin: of, .. }] = blocks.as_mut_slice() {
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
        if let Some(Block { kind: Kind::Paragraph(first), origin: of, .. }) = out.first_mut() {
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
    pub(super) fn words(&mut self, text: &str, span: Option<Span>) -> String {
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
fn flush(text: &mut Vec<Inline>, whole: &Paragraph, origin: &Origin, sources: &mut Vec<Provenance>, out: &mut Vec<Block>) {
    let mut content = std::mem::take(text);
    trim_ends(&mut content);
    let from = std::mem::replace(sources, origin.from.clone());
    if walk::plain(&content).trim().is_empty() && !content.iter().any(|inline| matches!(inline, Inline::Note(_))) {
        return;
    }
    let paragraph = Paragraph { content, continues: whole.continues && out.is_empty(), ..Paragraph::default() };
    out.push(Block { origin: Origin { from, ..origin.clone() }, ..Block::new(Kind::Paragraph(paragraph)) });
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
        block.origin.confidential |= reason.is_some();
        if let Kind::Paragraph(paragraph) = &mut block.kind {
            paragraph.confidential = paragraph.confidential.take().or_else(|| reason.cloned());
        }
    });
}
