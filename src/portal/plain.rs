//! Blocks to plain text whose line breaks survive pasting into a text box.
//!
//! Paragraphs stand a blank line apart; items begin with `- ` or their label, inner ones two spaces to
//! the right; a row of a table is a line with ` | ` between its cells; footnotes are numbered in their
//! box and stand at its end, in brackets; an address stands behind the words of its link.

use super::{
    Part, Rewritten, choice,
    places::{Place, Places},
};
use crate::document::{Block, Inline, Item, Kind, List, Note, Reference, Table, Target};

/// The text of one box in the making.
pub(super) struct Plain<'a> {
    places: &'a Places,
    /// The anchor of the question whose answer this is.
    here: Option<&'a str>,
    texts: Vec<String>,
    notes: Vec<Note>,
    rewritten: Vec<Rewritten>,
    /// What was referred to, in order.
    referred: Vec<Reference>,
}

impl<'a> Plain<'a> {
    pub(super) fn new(places: &'a Places, here: Option<&'a str>) -> Self {
        Self { places, here, texts: Vec::new(), notes: Vec::new(), rewritten: Vec::new(), referred: Vec::new() }
    }

    /// Adds blocks.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks.iter().filter(|block| !choice::is_empty(block)) {
            let text = self.block(block);
            if !text.trim().is_empty() {
                self.texts.push(text);
            }
        }
    }

    /// Adds the words that the answer refers to, each once. What these refer to is not followed, so that
    /// answers that refer to each other come to an end.
    pub(super) fn what_is_referred_to(&mut self, parts: &[Part]) {
        let mut done: Vec<String> = self.here.map(str::to_owned).into_iter().collect();
        for reference in std::mem::take(&mut self.referred) {
            let Some(place) = self.places.find(&reference).cloned() else { continue };
            let whole = place.answer.clone().unwrap_or_default();
            if done.contains(&whole) || done.contains(&reference.to) {
                continue;
            }
            done.push(reference.to.clone());
            self.quoted(&reference, &place, parts);
        }
        self.referred.clear();
    }

    fn quoted(&mut self, reference: &Reference, place: &Place, parts: &[Part]) {
        let Some(blocks) = parts.iter().find_map(|part| target(part, reference)) else { return };
        let before = self.texts.len();
        self.blocks(blocks);
        if self.texts.len() > before {
            self.texts.insert(before, format!("From {}:", place.called()));
        }
    }

    /// The whole text, and the references that were made to stand alone.
    pub(super) fn finish(mut self) -> (String, Vec<Rewritten>) {
        let mut at = 0;
        // A footnote may refer on, and be referred to once more in what is quoted: the list may grow.
        while let Some(note) = self.notes.get(at).cloned() {
            at += 1;
            let texts: Vec<String> = note.blocks.iter().map(|block| self.block(block)).collect();
            self.texts.push(format!("[{at}] {}", texts.join("\n")));
        }
        (self.texts.join("\n\n"), self.rewritten)
    }

    fn block(&mut self, block: &Block) -> String {
        match &block.kind {
            Kind::Paragraph(paragraph) => self.text(&paragraph.content),
            Kind::Heading(heading) => self.text(&heading.title),
            Kind::Section(section) => self.text(&section.title),
            Kind::Question(question) => self.text(&question.text),
            Kind::List(list) => self.list(list),
            Kind::Quote(quote) => quoted(&self.inner(&quote.blocks, "\n\n")),
            Kind::Table(table) => self.table(table),
            Kind::Code(code) => code.text.clone(),
            Kind::Signature(signature) => signature.lines.join("\n"),
        }
    }

    fn inner(&mut self, blocks: &[Block], between: &str) -> String {
        let texts: Vec<String> = blocks.iter().map(|block| self.block(block)).collect();
        texts.join(between)
    }

    fn list(&mut self, list: &List) -> String {
        let items: Vec<String> = list.items.iter().map(|item| self.item(item)).collect();
        items.join("\n")
    }

    fn item(&mut self, item: &Item) -> String {
        let label = item.number.as_ref().map_or("-", |number| &number.label);
        let text = self.inner(&item.blocks, "\n").replace('\n', "\n  ");
        format!("{label} {text}")
    }

    fn table(&mut self, table: &Table) -> String {
        let rows: Vec<String> = [&table.header].into_iter().chain(&table.rows).map(|row| self.row(row)).collect();
        rows.join("\n")
    }

    fn row(&mut self, cells: &[Vec<Inline>]) -> String {
        let cells: Vec<String> = cells.iter().map(|cell| self.text(cell).replace('\n', " ")).collect();
        cells.join(" | ")
    }

    fn text(&mut self, content: &[Inline]) -> String {
        let mut out = String::new();
        let mut rest = content;
        while let Some((inline, after)) = rest.split_first() {
            rest = after;
            match inline {
                Inline::Text { text } | Inline::Code { text } => out.push_str(text),
                Inline::Emphasis { content } | Inline::Strong { content } => out.push_str(&self.text(content)),
                Inline::Link { to, content } => out.push_str(&with_address(self.text(content), to)),
                Inline::Note(note) => {
                    self.notes.push(note.clone());
                    out.push_str(&format!("[{}]", self.notes.len()));
                }
                Inline::Break => out.push('\n'),
                Inline::Changed { .. } => out.push_str(&self.text(inline.newer())),
                Inline::Reference(reference) => {
                    let (words, skipped) = self.reference(reference, after.first());
                    out.push_str(&words);
                    if skipped > 0
                        && let [Inline::Text { text }, after @ ..] = after
                    {
                        out.push_str(&text[skipped..]);
                        rest = after;
                    }
                }
            }
        }
        out
    }

    /// A reference that stands alone, and how many bytes of the text behind it go with what it was:
    /// in a form nothing is "below".
    fn reference(&mut self, reference: &Reference, next: Option<&Inline>) -> (String, usize) {
        let printed = reference.printed();
        self.referred.push(reference.clone());
        let Some(alone) = self.places.alone(reference, self.here) else { return (printed, 0) };
        let elsewhere = self.places.find(reference).is_some_and(|place| place.answer.as_deref() != self.here);
        let direction = match next {
            Some(Inline::Text { text }) if elsewhere => direction(text),
            _ => "",
        };
        self.rewritten.push(Rewritten { from: format!("{printed}{direction}"), to: alone.clone() });
        (alone, direction.len())
    }
}

/// ` below` or ` above` at the beginning of a text.
fn direction(text: &str) -> &str {
    let found =
        [" below", " above"].into_iter().find(|word| text.starts_with(word) && !text[word.len()..].starts_with(char::is_alphanumeric));
    found.map_or("", |word| &text[..word.len()])
}

fn quoted(text: &str) -> String {
    if text.starts_with(['“', '"', '‘', '\'']) { text.to_owned() } else { format!("“{text}”") }
}

fn with_address(words: String, to: &str) -> String {
    let plain = to.trim_start_matches("mailto:");
    if words.contains(plain) || to.is_empty() { words } else { format!("{words} ({plain})") }
}

/// The blocks that a reference means: a whole answer, or a paragraph with what belongs to it.
fn target<'a>(part: &Part<'a>, reference: &Reference) -> Option<&'a [Block]> {
    match (&part.head.map(|head| &head.kind), reference.target?) {
        (Some(Kind::Question(question)), Target::Question) => (question.anchor() == reference.to).then_some(part.blocks),
        (Some(Kind::Section(section)), Target::Section) => (section.id == reference.to).then_some(part.blocks),
        (_, Target::Paragraph | Target::Item) => paragraph(part.blocks, &reference.to),
        _ => None,
    }
}

fn paragraph<'a>(blocks: &'a [Block], id: &str) -> Option<&'a [Block]> {
    let numbered = |block: &Block| matches!(&block.kind, Kind::Paragraph(paragraph) if paragraph.number.is_some());
    let mut start = 0;
    while start < blocks.len() {
        let len = 1 + blocks[start + 1..].iter().take_while(|block| !numbered(block)).count();
        let group = &blocks[start..start + len];
        if group.iter().any(|block| has(block, id)) {
            return Some(group);
        }
        start += len;
    }
    None
}

/// Whether a block, or an item in it, has this id.
fn has(block: &Block, id: &str) -> bool {
    match &block.kind {
        Kind::Paragraph(paragraph) => paragraph.id == id,
        Kind::List(list) => list.items.iter().any(|item| item.id.as_deref() == Some(id) || item.blocks.iter().any(|inner| has(inner, id))),
        _ => false,
    }
}
