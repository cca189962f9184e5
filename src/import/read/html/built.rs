//! A page that respondent built, back to the document it was built from: the twin of `export::html`.
//!
//! What a page does not show is not there afterwards (see [`Document::as_printed`]); of headings below
//! questions it shows which stands below which, not how many levels lie between.

use super::{
    dom::{self, Dom, Node, attribute, children, has_class, name},
    inline::push,
};
use crate::document::{
    Align, Block, Code, Document, Heading, Inline, Item, Kind, List, Meta, Note, Paragraph, Question, Quote, Reference, Section, Signature,
    Status, Table, Target, house::Numbering, markdown::drop_printed_numbers, number, walk,
};

/// Deeper than this no document nests.
const DEEPEST: u8 = 60;

/// The document, where the page is one that respondent built.
pub(crate) fn document(bytes: &[u8], numbering: &Numbering) -> Option<Document> {
    let text = super::decode(bytes, None, &mut Vec::new()).ok()?;
    if super::depth(&text) > super::DEEPEST {
        return None;
    }
    let dom = Dom::parse(&text);
    let main = dom.by_id("page:text").filter(|main| name(main) == "main")?.clone();
    let mut page = Page { dom: &dom, ranks: Vec::new(), depth: 0 };
    let mut document = Document { meta: meta(&dom), ..Document::default() };
    for node in children(&main) {
        page.top_level(&node, &mut document.blocks);
    }
    walk::join_texts(&mut document.blocks);
    forget_made_names(&mut document, numbering);
    number::number(&mut document, numbering);
    drop_printed_numbers(&mut document.blocks);
    Some(document)
}

fn meta(dom: &Dom) -> Meta {
    let of_class = |wanted: &str| {
        let mut found = None;
        let header = dom.first("header")?;
        dom::each(&header, &mut |node| {
            if found.is_none() && has_class(node, wanted) {
                found = Some(dom::text(node));
            }
        });
        found
    };
    let mark = of_class("draft");
    let status = Status::ALL.into_iter().find(|(_, status)| status.draft_mark() == mark.as_deref());
    Meta {
        id: String::new(),
        title: dom.first("h1").map(|title| dom::text(&title)).unwrap_or_default(),
        subtitle: of_class("subtitle"),
        author: dom.meta("author").unwrap_or_default(),
        language: dom.first("html").and_then(|html| attribute(&html, "lang")).unwrap_or_default(),
        status: status.map_or(Status::Submitted, |(_, status)| status),
        date: dom.meta("date").and_then(|date| date.parse().ok()),
    }
}

struct Page<'d> {
    dom: &'d Dom,
    /// The ranks of the headings that the next one may stand under, as `export::html::outline` counts.
    ranks: Vec<u8>,
    depth: u8,
}

impl Page<'_> {
    fn top_level(&mut self, node: &Node, out: &mut Vec<Block>) {
        if matches!(name(node), "h2" | "h3" | "h4" | "h5" | "h6") {
            return out.push(self.heading(node));
        }
        if has_class(node, "notes") {
            return;
        }
        if !has_class(node, "numbered") {
            let from = out.len();
            self.block(node, out);
            return out[from..].iter_mut().for_each(goes_on);
        }
        let mut first = true;
        for child in children(node).into_iter().filter(|child| !name(child).is_empty()) {
            let from = out.len();
            self.block(&child, out);
            match out.get_mut(from).map(|block| &mut block.kind) {
                Some(Kind::Paragraph(paragraph)) if first => paragraph.id = attribute(node, "id").unwrap_or_default(),
                _ => out[from..].iter_mut().for_each(goes_on),
            }
            first = false;
        }
    }

    fn heading(&mut self, node: &Node) -> Block {
        let level = name(node)[1..].parse::<usize>().unwrap_or(2);
        self.ranks.truncate(level - 2);
        let above = self.ranks.last().copied();
        let id = attribute(node, "id");
        let (label, title) = self.labelled(&children(node));
        let (rank, kind) = if has_class(node, "section") {
            (0, Kind::Section(Section { id: id.unwrap_or_default(), number: None, title }))
        } else if has_class(node, "question") {
            let label = label.unwrap_or_default();
            let label = if title.is_empty() { label.as_str() } else { label.strip_suffix(':').unwrap_or(&label) };
            let id = id.and_then(|id| id.strip_prefix('q').map(str::to_owned)).unwrap_or_default();
            (2, Kind::Question(Question { id, label: label.to_owned(), text: title, ..Question::default() }))
        } else {
            let level = if has_class(node, "part") { 1 } else { above.map_or(2, |above| above + 1).max(2) };
            (level, Kind::Heading(Heading { level, id, title }))
        };
        self.ranks.push(rank);
        Block::new(kind)
    }

    /// The printed label at the beginning of running text, and the text behind it.
    fn labelled(&mut self, nodes: &[Node]) -> (Option<String>, Vec<Inline>) {
        let is_label = |node: &Node| ["label", "letter", "number"].iter().any(|class| has_class(node, class));
        match nodes {
            [label, rest @ ..] if is_label(label) => {
                let mut content = self.inlines(rest);
                // One space parts the label from the words.
                if let Some(Inline::Text { text }) = content.first_mut() {
                    *text = text.strip_prefix(' ').unwrap_or(text).to_owned();
                    if text.is_empty() {
                        content.remove(0);
                    }
                }
                (Some(dom::text(label)), content)
            }
            _ => (None, self.inlines(nodes)),
        }
    }

    fn block(&mut self, node: &Node, out: &mut Vec<Block>) {
        if self.depth > DEEPEST {
            return;
        }
        self.depth += 1;
        let kind = match name(node) {
            "p" => Some(Kind::Paragraph(self.paragraph(node))),
            "ul" | "ol" => Some(self.list(node)),
            "blockquote" => Some(Kind::Quote(Quote { blocks: self.blocks(&children(node)) })),
            "pre" => Some(Kind::Code(Code { text: dom::text(node) })),
            "div" if has_class(node, "scroll") => children(node).iter().find(|child| name(child) == "table").map(|table| self.table(table)),
            "div" if has_class(node, "signature") => {
                let lines = children(node).iter().filter(|line| name(line) == "p").map(dom::text).collect();
                Some(Kind::Signature(Signature { lines }))
            }
            _ => None,
        };
        self.depth -= 1;
        out.extend(kind.map(Block::new));
    }

    fn blocks(&mut self, nodes: &[Node]) -> Vec<Block> {
        let mut out = Vec::new();
        nodes.iter().for_each(|node| self.block(node, &mut out));
        out
    }

    fn paragraph(&mut self, node: &Node) -> Paragraph {
        let (_, content) = self.labelled(&children(node));
        let id = attribute(node, "id").unwrap_or_default();
        Paragraph { named: !id.is_empty(), id, content, ..Paragraph::default() }
    }

    fn list(&mut self, node: &Node) -> Kind {
        let items = children(node).into_iter().filter(|item| name(item) == "li");
        let items = items.map(|item| Item { id: attribute(&item, "id"), number: None, blocks: self.item(&item) }).collect();
        Kind::List(List { ordered: name(node) == "ol", items, ..List::default() })
    }

    /// What stands in an item: running text up to the first block is its first paragraph.
    fn item(&mut self, item: &Node) -> Vec<Block> {
        let nodes: Vec<Node> = children(item).into_iter().filter(|node| !has_class(node, "back")).collect();
        let end = nodes.iter().position(dom::is_block).unwrap_or(nodes.len());
        let (text, rest) = nodes.split_at(end);
        let (_, mut content) = self.labelled(text);
        let mut first = Paragraph::default();
        if let Some(span) = text.iter().find(|node| name(node) == "span" && !has_class(node, "label")) {
            first.id = attribute(span, "id").unwrap_or_default();
            first.named = !first.id.is_empty();
        }
        if let Some(Inline::Text { text }) = content.last_mut() {
            text.truncate(text.trim_end_matches('\n').len());
            if text.is_empty() {
                content.pop();
            }
        }
        let mut blocks = Vec::new();
        if !content.is_empty() || first.named {
            first.content = content;
            blocks.push(Block::new(Kind::Paragraph(first)));
        }
        blocks.extend(self.blocks(rest));
        blocks
    }

    fn table(&mut self, node: &Node) -> Kind {
        let mut table = Table::default();
        for group in children(node) {
            for row in children(&group).into_iter().filter(|row| name(row) == "tr") {
                let cells: Vec<Node> = children(&row).into_iter().filter(|cell| matches!(name(cell), "td" | "th")).collect();
                if table.columns.is_empty() {
                    table.columns = cells.iter().map(align).collect();
                }
                let cells = cells.iter().map(|cell| self.inlines(&children(cell))).collect();
                if name(&group) == "thead" { table.header = cells } else { table.rows.push(cells) }
            }
        }
        Kind::Table(table)
    }

    fn inlines(&mut self, nodes: &[Node]) -> Vec<Inline> {
        let mut out = Vec::new();
        if self.depth < DEEPEST {
            self.depth += 1;
            nodes.iter().for_each(|node| self.inline(node, &mut out));
            self.depth -= 1;
        }
        out
    }

    fn inline(&mut self, node: &Node, out: &mut Vec<Inline>) {
        if let Some(text) = dom::own_text(node) {
            // The writer begins a new line in the file behind a line end.
            let text = if matches!(out.last(), Some(Inline::Break)) { text.strip_prefix('\n').unwrap_or(&text) } else { &text };
            return push(out, text);
        }
        let content = |page: &mut Self| page.inlines(&children(node));
        match name(node) {
            "em" => out.push(Inline::Emphasis { content: content(self) }),
            "strong" => out.push(Inline::Strong { content: content(self) }),
            "code" => out.push(Inline::Code { text: dom::text(node) }),
            "br" => out.push(Inline::Break),
            "a" => out.push(self.link(node)),
            "sup" => out.extend(children(node).iter().find_map(|mark| self.note(mark))),
            "span" => out.extend(content(self)),
            _ => {}
        }
    }

    fn link(&mut self, node: &Node) -> Inline {
        let to = attribute(node, "href").unwrap_or_default();
        match to.strip_prefix('#') {
            Some(to) => Inline::Reference(Reference {
                to: to.to_owned(),
                word: dom::text(node),
                target: Some(Target::Paragraph),
                ..Reference::default()
            }),
            None => Inline::Link { to, content: self.inlines(&children(node)) },
        }
    }

    fn note(&mut self, mark: &Node) -> Option<Inline> {
        let to = attribute(mark, "href")?;
        let item = self.dom.by_id(to.strip_prefix('#')?)?.clone();
        let mut blocks = self.item(&item);
        // A space stands before the way back.
        if let Some(Block { kind: Kind::Paragraph(last), .. }) = blocks.last_mut()
            && let Some(Inline::Text { text }) = last.content.last_mut()
        {
            *text = text.strip_suffix(' ').unwrap_or(text).to_owned();
        }
        Some(Inline::Note(Note { number: 0, blocks }))
    }
}

fn goes_on(block: &mut Block) {
    if let Kind::Paragraph(paragraph) = &mut block.kind {
        paragraph.continues = true;
    }
}

fn align(cell: &Node) -> Align {
    match (has_class(cell, "centre"), has_class(cell, "right")) {
        (true, _) => Align::Centre,
        (_, true) => Align::Right,
        _ => Align::Left,
    }
}

/// Every numbered paragraph of a page has an identifier. The ones that numbering makes anyway were
/// given by nobody.
pub(crate) fn forget_made_names(document: &mut Document, numbering: &Numbering) {
    let mut made = document.clone();
    for block in &mut made.blocks {
        if let Kind::Paragraph(paragraph) = &mut block.kind
            && !paragraph.continues
        {
            paragraph.id.clear();
        }
    }
    number::number(&mut made, numbering);
    for (block, made) in document.blocks.iter_mut().zip(&made.blocks) {
        if let (Kind::Paragraph(paragraph), Kind::Paragraph(made)) = (&mut block.kind, &made.kind)
            && !paragraph.continues
        {
            paragraph.named = !paragraph.id.is_empty() && paragraph.id != made.id;
            if !paragraph.named {
                paragraph.id.clear();
            }
        }
    }
}
