//! The text of one section to blocks.

mod notes;
mod shallow;
mod text;

use super::{Acceptance, Traced, options};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::{Align, Block, Code, Heading, Inline, Item, Kind, List, Origin, Paragraph, Quote, Table},
    source::Span,
};
use pulldown_cmark::{Alignment, Event, Parser, Tag, TagEnd};
use std::{collections::BTreeMap, ops::Range};

/// What [`read`] found.
#[derive(Debug, Default)]
pub struct Read {
    /// The blocks in order, not yet numbered. Headings are [`Kind::Heading`] with the level as written.
    pub blocks: Vec<Block>,
    /// Findings that a person accepts.
    pub acceptances: Vec<Acceptance>,
    /// What is wrong with the text.
    pub findings: Vec<Diagnostic>,
}

/// Reads Markdown. What CommonMark has and responses have no use for (pictures, raw HTML, rules) is
/// kept as words where it holds any, and is a finding.
pub fn read(traced: &Traced) -> Read {
    let (events, too_deep) = shallow::shallow(Parser::new_ext(traced.text(), options()).into_offset_iter());
    let mut reader =
        Reader { traced, events, at: 0, cut: usize::MAX, anchor: None, labels: Vec::new(), notes: BTreeMap::new(), read: Read::default() };
    if let Some(place) = too_deep {
        reader.unsupported(&place, "nesting this deep", "its words stay; use fewer levels");
    }
    reader.read.blocks = reader.blocks();
    reader.fill_notes();
    reader.read
}

type Place = Range<usize>;

struct Reader<'t> {
    traced: &'t Traced,
    events: Vec<(Event<'t>, Place)>,
    at: usize,
    /// Where the attributes of the text at hand begin: nothing from there on is words.
    cut: usize,
    /// A name given by `<a id="…"></a>`, as built Markdown has it.
    anchor: Option<String>,
    /// Labels of footnotes in the order of their marks; a note's number is its place here until numbering.
    labels: Vec<String>,
    notes: BTreeMap<String, Vec<Block>>,
    read: Read,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<(Event<'t>, Place)> {
        let event = self.events.get(self.at).cloned();
        self.at += 1;
        event
    }

    fn span(&self, place: &Place) -> Option<Span> {
        self.traced.span(place.clone())
    }

    fn block(&self, kind: Kind, place: &Place) -> Block {
        Block { origin: Origin { span: self.span(place), ..Origin::default() }, ..Block::new(kind) }
    }

    /// Blocks up to the end of what holds them.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, place)) = self.events.get(self.at).cloned() {
            if is_inline(&event) {
                let place = self.loose_text();
                blocks.extend(self.paragraph(place));
                continue;
            }
            self.at += 1;
            match event {
                Event::End(_) => break,
                Event::Start(tag) => blocks.extend(self.start(tag, place)),
                Event::Rule => self.unsupported(&place, "a rule across the page", "it is left out; use a heading to part sections"),
                _ => {}
            }
        }
        blocks
    }

    fn start(&mut self, tag: Tag<'t>, place: Place) -> Option<Block> {
        let kind = match tag {
            Tag::Paragraph => return self.paragraph(place),
            Tag::Heading { level, .. } => return Some(self.heading(level as u8, place)),
            Tag::List(first) => self.list(first, &place),
            Tag::BlockQuote(_) => Kind::Quote(Quote { blocks: self.blocks() }),
            Tag::CodeBlock(_) => Kind::Code(self.code()),
            Tag::Table(columns) => self.table(columns),
            Tag::HtmlBlock => return self.html(place),
            Tag::FootnoteDefinition(label) => {
                let blocks = self.blocks();
                self.notes.insert(label.to_string(), blocks);
                return None;
            }
            _ => {
                self.blocks();
                return None;
            }
        };
        Some(self.block(kind, &place))
    }

    /// A paragraph; nothing where no words are left, which would be a number without a text.
    fn paragraph(&mut self, place: Place) -> Option<Block> {
        let (content, attributes) = self.text(&place);
        if content.is_empty() {
            if let Some(span) = attributes.id.map(|id| id.span).or(self.span(&place).filter(|_| attributes.continues)) {
                let finding = Diagnostic::new(&codes::BAD_ATTRIBUTE, span, "no words stand before this");
                self.read.findings.push(finding.help("put it at the end of the paragraph it speaks of, without a blank line between"));
            }
            return None;
        }
        self.read.findings.extend(attributes.misplaced(&["#", ".continue", "from", "confidential"], "on a paragraph"));
        let braces = attributes.span;
        let paragraph = Paragraph {
            named: attributes.id.is_some(),
            id: attributes.id.map(|id| id.value).unwrap_or_default(),
            continues: attributes.continues,
            confidential: attributes.confidential.map(|reason| reason.value),
            content,
            ..Paragraph::default()
        };
        let mut block = self.block(Kind::Paragraph(paragraph), &place);
        block.origin.from.extend(attributes.from.map(|from| from.value.into()));
        block.origin.braces = braces;
        Some(block)
    }

    fn heading(&mut self, level: u8, place: Place) -> Block {
        let (title, attributes) = self.text(&place);
        let id = attributes.id.map(|id| id.value);
        let mut block = self.block(Kind::Heading(Heading { level, id, title }), &place);
        block.origin.braces = attributes.span;
        block
    }

    /// The place of text that stands in an item without a paragraph of its own.
    fn loose_text(&self) -> Place {
        let start = self.events[self.at].1.start;
        let (mut depth, mut end) = (0, start);
        for (event, place) in &self.events[self.at..] {
            match event {
                event if depth == 0 && !is_inline(event) => break,
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            end = end.max(place.end);
        }
        start..end
    }

    fn html(&mut self, place: Place) -> Option<Block> {
        let mut text = String::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Html(html) | Event::Text(html) => text.push_str(&html),
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        let text = text.trim();
        if text.starts_with("<!--") && text.ends_with("-->") {
            return None;
        }
        self.unsupported(&place, "a block of HTML", "it stays as plain words; write Markdown");
        let content = vec![Inline::text(text)];
        Some(self.block(Kind::Paragraph(Paragraph { content, ..Paragraph::default() }), &place))
    }

    fn code(&mut self) -> Code {
        let mut text = String::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        Code { text: text.trim_end_matches('\n').to_owned() }
    }

    fn list(&mut self, first: Option<u64>, place: &Place) -> Kind {
        if let Some(first) = first.filter(|first| *first != 1) {
            let help = "lists are counted (a), (b) … from the start; numbered paragraphs get their numbers by themselves";
            self.unsupported(place, &format!("a list that begins at {first}"), help);
        }
        let mut items = Vec::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.item()),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        Kind::List(List { ordered: first.is_some(), items, ..List::default() })
    }

    fn item(&mut self) -> Item {
        let mut blocks = self.blocks();
        let mut id = None;
        if let Some(Kind::Paragraph(first)) = blocks.first_mut().map(|block| &mut block.kind) {
            id = Some(std::mem::take(&mut first.id)).filter(|id| !id.is_empty());
            first.named = false;
        }
        Item { id, number: None, blocks }
    }

    fn table(&mut self, columns: Vec<Alignment>) -> Kind {
        let columns = columns.into_iter().map(align).collect();
        let (mut rows, mut row) = (Vec::new(), Vec::new());
        while let Some((event, place)) = self.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    let mut cell = self.inlines();
                    text::trim(&mut cell);
                    self.undefined_notes(&cell, &place);
                    row.push(cell);
                }
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Kind::Table(Table { columns, header, rows, ..Table::default() })
    }

    fn unsupported(&mut self, place: &Place, what: &str, help: &str) {
        if let Some(span) = self.span(place) {
            self.read
                .findings
                .push(Diagnostic::new(&codes::UNSUPPORTED_MARKDOWN, span, format!("{what} has no place in a response")).help(help));
        }
    }
}

fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }),
        Event::End(end) => matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image),
        Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak | Event::FootnoteReference(_) | Event::InlineHtml(_) => true,
        _ => false,
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}
