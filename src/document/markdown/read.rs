//! The text of one section to blocks.

use super::{Acceptance, Attributes, Traced, attributes, options};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::{Align, Block, Code, Heading, Inline, Item, Kind, List, Note, Origin, Paragraph, Quote, Reference, Table, walk},
    source::Span,
    text::allowed,
};
use pulldown_cmark::{Alignment, CowStr, Event, Parser, Tag, TagEnd};
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
    let (events, too_deep) = shallow(Parser::new_ext(traced.text(), options()).into_offset_iter());
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

/// The most lists, quotations and emphases inside each other. Documents are gone over by functions that
/// call themselves, so that depth must have an end; Word's own lists have nine levels.
const DEEPEST: usize = 24;

/// Events without what nests deeper than that, and the place of the first that was left out.
fn shallow<'t>(all: impl Iterator<Item = (Event<'t>, Place)>) -> (Vec<(Event<'t>, Place)>, Option<Place>) {
    let (mut events, mut depth, mut first): (Vec<(Event, Place)>, _, _) = (Vec::new(), 0, None);
    // Of everything that is open: whether it was kept, and whether it counts.
    let mut open: Vec<(bool, bool)> = Vec::new();
    for (event, place) in all {
        let kept = match &event {
            Event::Start(tag) => {
                let counts = nests(tag);
                let kept = if matches!(tag, Tag::Item) { open.last().is_none_or(|(kept, _)| *kept) } else { !counts || depth < DEEPEST };
                depth += usize::from(kept && counts);
                open.push((kept, counts));
                kept
            }
            Event::End(_) => {
                let (kept, counts) = open.pop().unwrap_or((true, false));
                depth -= usize::from(kept && counts);
                kept
            }
            _ => true,
        };
        if kept {
            events.push((event, place));
        } else {
            // The words of two items that are none any more stay apart.
            if matches!(event, Event::Start(Tag::Item)) && events.last().is_some_and(|(last, _)| is_inline(last)) {
                events.push((Event::SoftBreak, place.start..place.start));
            }
            first.get_or_insert(place);
        }
    }
    (events, first)
}

fn nests(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::List(_) | Tag::BlockQuote(_) | Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

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
        Block { kind, origin: Origin { span: self.span(place), ..Origin::default() } }
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
        self.refuse_choice(&attributes);
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

    fn refuse_choice(&mut self, attributes: &Attributes) {
        for misplaced in [&attributes.choice, &attributes.changed_position].into_iter().flatten() {
            let finding = Diagnostic::new(&codes::BAD_ATTRIBUTE, misplaced.span, "this belongs on the heading of a question");
            self.read.findings.push(finding.help("move it behind the question's number: `## 16 {…}`"));
        }
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

    /// Running text up to the end of its block, and the attributes behind it.
    fn text(&mut self, place: &Place) -> (Vec<Inline>, Attributes) {
        let mut attributes = Attributes::default();
        self.cut = usize::MAX;
        if let Some(found) = attributes::find(self.traced.text(), place.clone()) {
            self.cut = found.start;
            if let Some(covers) = self.span(place) {
                attributes = attributes::parse(self.traced, found, covers, &mut self.read.findings);
            }
        }
        let mut content = self.inlines();
        self.cut = usize::MAX;
        trim(&mut content);
        self.undefined_notes(&content, place);
        if let Some(name) = self.anchor.take().filter(|_| attributes.id.is_none()) {
            attributes.id = self.span(place).map(|span| crate::source::Spanned::new(name, span));
        }
        self.read.acceptances.append(&mut attributes.accepts);
        (content, attributes)
    }

    /// Running text up to the end of what holds it; that end is taken unless it is a block's.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut out = Vec::new();
        while let Some((event, place)) = self.events.get(self.at).cloned() {
            if let Event::End(end) = event {
                let of_text = matches!(end, TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition);
                self.at += usize::from(!of_text);
                return out;
            }
            if !is_inline(&event) {
                return out;
            }
            self.at += 1;
            self.inline(event, place, &mut out);
        }
        out
    }

    fn inline(&mut self, event: Event<'t>, place: Place, out: &mut Vec<Inline>) {
        let cut_off = place.start >= self.cut;
        match event {
            Event::Start(tag) => {
                let content = self.inlines();
                if !cut_off {
                    self.wrap(tag, content, &place, out);
                }
            }
            _ if cut_off => {}
            Event::Text(text) => {
                let text = self.allowed(text, &place);
                push_text(out, self.uncut(&text, &place));
            }
            Event::Code(text) => out.push(Inline::Code { text: text.to_string() }),
            Event::SoftBreak => push_text(out, " "),
            Event::HardBreak => out.push(Inline::Break),
            Event::FootnoteReference(label) => {
                self.labels.push(label.to_string());
                out.push(Inline::Note(Note { number: self.labels.len() as u32, blocks: Vec::new() }));
            }
            Event::InlineHtml(html) => self.inline_html(&html, &place, out),
            _ => {}
        }
    }

    /// Text without the characters that no document can hold, which `&#1;` writes without their standing
    /// in the file. The marks of templates are no such text: they stand in it as they are.
    fn allowed(&mut self, text: CowStr<'t>, place: &Place) -> CowStr<'t> {
        let typed = &self.traced.text()[place.clone()];
        match text.chars().find(|c| !allowed(*c)) {
            Some(c) if !typed.contains(c) => {
                let message = format!("the character U+{:04X} cannot stand in a document", c as u32);
                let finding = self.span(place).map(|span| Diagnostic::new(&codes::FORBIDDEN_CHARACTER, span, message).help("delete it"));
                self.read.findings.extend(finding);
                text.replace(|c| !allowed(c), "\u{fffd}").into()
            }
            _ => text,
        }
    }

    /// The part of a text that stands before the attributes.
    fn uncut<'a>(&self, text: &'a CowStr<'t>, place: &Place) -> &'a str {
        match self.cut.checked_sub(place.start) {
            Some(keep) if keep < text.len() && text.is_char_boundary(keep) => &text[..keep],
            _ => text,
        }
    }

    fn wrap(&mut self, tag: Tag<'t>, content: Vec<Inline>, place: &Place, out: &mut Vec<Inline>) {
        match tag {
            Tag::Emphasis => out.push(Inline::Emphasis { content }),
            Tag::Strong => out.push(Inline::Strong { content }),
            Tag::Link { dest_url, .. } => match dest_url.strip_prefix('#') {
                Some(to) => out.push(Inline::Reference(Reference {
                    to: to.to_owned(),
                    word: walk::plain(&content).trim().to_owned(),
                    span: self.span(place),
                    ..Reference::default()
                })),
                None => {
                    let to = self.allowed(dest_url, place);
                    self.link(&to, content, place, out);
                }
            },
            Tag::Image { .. } => {
                self.unsupported(place, "a picture", "its words stay and the picture is left out; describe what it shows");
                out.extend(content);
            }
            _ => out.extend(content),
        }
    }

    fn link(&mut self, to: &str, content: Vec<Inline>, place: &Place, out: &mut Vec<Inline>) {
        let scheme = to.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
        if scheme.as_deref().is_some_and(|scheme| !matches!(scheme, "http" | "https" | "mailto" | "tel")) {
            self.unsupported(
                place,
                &format!("a link to `{to}`"),
                "its words stay; a published response links to http, https, mailto or tel addresses",
            );
            out.extend(content);
            return;
        }
        let content = if content.is_empty() { vec![Inline::text(to)] } else { content };
        out.push(Inline::Link { to: to.to_owned(), content });
    }

    fn inline_html(&mut self, html: &str, place: &Place, out: &mut Vec<Inline>) {
        let name = html.strip_prefix("<a id=\"").and_then(|rest| rest.strip_suffix("\">"));
        match html {
            "<br>" | "<br/>" | "<br />" => out.push(Inline::Break),
            "</a>" => {}
            _ if html.starts_with("<!--") => {}
            _ if name.is_some() => self.anchor = name.map(str::to_owned),
            _ => {
                self.unsupported(place, &format!("the HTML `{html}`"), "it stays as plain words; write Markdown");
                push_text(out, html);
            }
        }
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
                    trim(&mut cell);
                    self.undefined_notes(&cell, &place);
                    row.push(cell);
                }
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Kind::Table(Table { columns, header, rows })
    }

    fn unsupported(&mut self, place: &Place, what: &str, help: &str) {
        if let Some(span) = self.span(place) {
            self.read
                .findings
                .push(Diagnostic::new(&codes::UNSUPPORTED_MARKDOWN, span, format!("{what} has no place in a response")).help(help));
        }
    }

    /// Marks of footnotes that nothing defines are left by CommonMark as words: `[^label]`.
    fn undefined_notes(&mut self, content: &[Inline], place: &Place) {
        let text = walk::plain(content);
        let raw = &self.traced.text()[place.clone()];
        for (at, _) in text.match_indices("[^") {
            let Some(label) =
                text[at + 2..].split_once(']').map(|(label, _)| label).filter(|label| !label.is_empty() && !label.contains(' '))
            else {
                continue;
            };
            let mark = format!("[^{label}]");
            let Some(span) = raw.find(&mark).and_then(|at| self.span(&(place.start + at..place.start + at + mark.len()))) else { continue };
            let finding = Diagnostic::new(&codes::UNDEFINED_FOOTNOTE, span, format!("there is no footnote `{label}`"));
            self.read.findings.push(finding.help(format!("add a line `[^{label}]: …` to this file")));
        }
    }

    /// Puts the footnotes' text where their marks stand. Footnotes inside footnotes are not kept.
    fn fill_notes(&mut self) {
        let mut nested = false;
        for blocks in self.notes.values_mut() {
            walk::each_inline_mut(blocks, &mut |inline| {
                if matches!(inline, Inline::Note(_)) {
                    nested = true;
                    *inline = Inline::text("");
                }
            });
        }
        if nested {
            let whole = 0..self.traced.text().len();
            self.unsupported(&whole, "a footnote inside a footnote", "put its words into the outer footnote");
        }
        let (labels, notes) = (&self.labels, &self.notes);
        walk::each_inline_mut(&mut self.read.blocks, &mut |inline| {
            if let Inline::Note(note) = inline
                && let Some(blocks) = labels.get((note.number as usize).wrapping_sub(1)).and_then(|label| notes.get(label))
            {
                *note = Note { number: 0, blocks: blocks.clone() };
            }
        });
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

fn push_text(out: &mut Vec<Inline>, more: &str) {
    match out.last_mut() {
        Some(Inline::Text { text }) => text.push_str(more),
        _ if more.is_empty() => {}
        _ => out.push(Inline::text(more)),
    }
}

/// Drops white space at both ends of running text.
fn trim(content: &mut Vec<Inline>) {
    if let Some(Inline::Text { text }) = content.first_mut() {
        *text = text.trim_start().to_owned();
    }
    while let Some(last) = content.last_mut() {
        match last {
            Inline::Text { text } => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    break;
                }
            }
            Inline::Break => {}
            _ => break,
        }
        content.pop();
    }
}
