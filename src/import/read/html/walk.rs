//! The walk over the blocks of a page.

use super::{
    clean,
    dom::{self, Dom, Node, attribute, children, is_block, name},
    inline::note_name,
};
use crate::{
    document::{Inline, walk::plain},
    import::{
        Label, Notice, Piece, PieceKind, Place, Tick, TickMade,
        read::{
            lines,
            tidy::{bold, tidy},
        },
    },
};
use std::collections::BTreeSet;

/// Deeper blocks than these are read as words: no person wrote them.
const DEEPEST: u8 = 120;

/// What the blocks that are read stand in.
#[derive(Default, Clone)]
pub(super) struct Inside {
    pub(super) depth: u8,
    pub(super) quote: bool,
    pub(super) heading: Option<u8>,
    pub(super) bold: bool,
    pub(super) style: Option<String>,
    pub(super) names: Vec<String>,
    pub(super) nested: u8,
}

pub(super) struct Walk<'d> {
    pub(super) dom: &'d Dom,
    pub(super) used_notes: BTreeSet<String>,
    pub(super) in_note: bool,
    pub(super) note_depth: u8,
    paragraphs: u32,
    furniture: Vec<String>,
    hidden: Vec<String>,
}

impl<'d> Walk<'d> {
    pub(super) fn over(dom: &'d Dom) -> Self {
        Self { dom, used_notes: BTreeSet::new(), in_note: false, note_depth: 0, paragraphs: 0, furniture: Vec::new(), hidden: Vec::new() }
    }

    /// The pieces of the whole page.
    pub(super) fn page(&mut self, dom: &Dom) -> Vec<Piece> {
        let mut out = Vec::new();
        self.blocks(&dom.root(), &Inside::default(), &mut out);
        out
    }

    pub(super) fn pieces_of(&mut self, node: &Node) -> Vec<Piece> {
        let mut out = Vec::new();
        self.blocks(node, &Inside::default(), &mut out);
        out
    }

    /// What was left out.
    pub(super) fn notices(self) -> Vec<Notice> {
        let say = |what: &str, words: Vec<String>| {
            let message = format!("{what} left out: {}", words.len());
            (!words.is_empty()).then(|| Notice::new(message).dropped(words.join("\n")))
        };
        [say("menus and other furniture of the page", self.furniture), say("hidden texts", self.hidden)].into_iter().flatten().collect()
    }

    /// The blocks in a node; running text between them is a paragraph.
    pub(super) fn blocks(&mut self, node: &Node, inside: &Inside, out: &mut Vec<Piece>) {
        let mut run: Vec<Node> = Vec::new();
        let mut inside = inside.clone();
        for child in children(node) {
            if is_block(&child) && inside.nested < DEEPEST {
                self.flush(&mut run, &mut inside, out);
                let below = Inside { nested: inside.nested + 1, names: std::mem::take(&mut inside.names), ..inside.clone() };
                self.block(&child, &below, out);
            } else {
                run.push(child);
            }
        }
        self.flush(&mut run, &mut inside, out);
    }

    pub(super) fn block(&mut self, node: &Node, inside: &Inside, out: &mut Vec<Piece>) {
        if self.leaves_out(node) {
            return;
        }
        if !is_block(node) {
            return self.flush(&mut vec![node.clone()], &mut inside.clone(), out);
        }
        let mut below = inside.clone();
        below.names.extend(attribute(node, "id"));
        below.style = attribute(node, "class").or(below.style);
        match name(node) {
            tag @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                below.heading = tag[1..].parse().ok();
                self.blocks(node, &below, out);
            }
            "ol" | "ul" | "menu" => self.list(node, &below, out),
            "table" => self.table(node, &below, out),
            "pre" => self.pre(node, &below, out),
            "blockquote" => self.blocks(node, &Inside { quote: true, ..below }, out),
            "summary" | "dt" | "legend" | "th" => self.blocks(node, &Inside { bold: true, ..below }, out),
            "option" => self.choice(node, out),
            "hr" => {}
            _ => self.blocks(node, &below, out),
        }
    }

    /// What a browser does not show, and what stands around the text of a page.
    pub(super) fn leaves_out(&mut self, node: &Node) -> bool {
        let tag = name(node);
        if matches!(tag, "script" | "style" | "noscript" | "template" | "head" | "title" | "svg" | "button" | "iframe" | "object") {
            return true;
        }
        let style = attribute(node, "style").unwrap_or_default().replace(' ', "").to_lowercase();
        let hidden = attribute(node, "hidden").is_some() || style.contains("display:none") || style.contains("visibility:hidden");
        if hidden {
            keep_words(node, &mut self.hidden);
            return true;
        }
        let class =
            format!("{} {}", attribute(node, "class").unwrap_or_default(), attribute(node, "id").unwrap_or_default()).to_lowercase();
        let role = attribute(node, "role").unwrap_or_default();
        // The head and the foot of every page, as LibreOffice writes them.
        let of_pages = tag == "div" && attribute(node, "title").is_some_and(|title| matches!(title.as_str(), "header" | "footer"));
        let around = of_pages
            || matches!(tag, "nav" | "aside" | "footer")
            || matches!(role.as_str(), "navigation" | "banner" | "search" | "complementary" | "contentinfo" | "doc-backlink")
            || ["cookie", "breadcrumb", "skip-link", "share-links", "sidebar"].iter().any(|word| class.contains(word))
            || class.split_whitespace().any(|word| word == "skip" || word == "footnote-back");
        if around {
            keep_words(node, &mut self.furniture);
            return true;
        }
        if !self.in_note && self.is_used_note(node) {
            return true;
        }
        let notes = role == "doc-endnotes" || class.split_whitespace().any(|word| word == "footnotes");
        notes && !self.in_note && !self.used_notes.is_empty()
    }

    /// Whether it is a note that was read in its place: by its own name, or by that of the link that it begins with.
    fn is_used_note(&self, node: &Node) -> bool {
        let link = children(node).into_iter().find(|child| name(child) == "a");
        let names = [attribute(node, "id"), note_name(node), link.and_then(|link| attribute(&link, "name"))];
        names.iter().flatten().any(|name| self.used_notes.contains(name)) && is_block(node)
    }

    fn flush(&mut self, run: &mut Vec<Node>, inside: &mut Inside, out: &mut Vec<Piece>) {
        let nodes = std::mem::take(run);
        let mut piece = self.piece(inside);
        let mut content = Vec::new();
        for node in nodes {
            self.inline(&node, &mut piece, &mut content, 0);
        }
        tidy(&mut content);
        let empty =
            plain(&content).trim().is_empty() && piece.ticks.is_empty() && !content.iter().any(|inline| matches!(inline, Inline::Note(_)));
        if empty && piece.label.is_none() {
            inside.names.extend(piece.names);
            return;
        }
        if inside.bold && !empty {
            content = vec![Inline::Strong { content }];
        }
        inside.names.clear();
        if piece.ticks.is_empty() {
            piece.ticks = lines::ticks(&plain(&content));
        }
        piece.bold = bold(&content);
        piece.content = content;
        out.push(piece);
    }

    fn piece(&mut self, inside: &Inside) -> Piece {
        self.paragraphs += 1;
        let at = Place { paragraph: Some(self.paragraphs), ..Place::default() };
        let (kind, level) = match inside.heading {
            Some(level) => (PieceKind::Heading, level),
            None if inside.quote => (PieceKind::Quote, inside.depth),
            None => (PieceKind::Paragraph, inside.depth),
        };
        Piece { kind, level, at, names: inside.names.clone(), style: inside.style.clone(), ..Piece::default() }
    }

    /// A choice of a list that drops down.
    fn choice(&mut self, node: &Node, out: &mut Vec<Piece>) {
        let words = clean(dom::text(node).trim());
        let prompt = attribute(node, "value").is_some_and(|value| value.is_empty());
        if words.is_empty() || prompt {
            return;
        }
        let mut piece = self.piece(&Inside::default());
        piece.kind = PieceKind::Item;
        piece.ticks = vec![Tick { on: Some(attribute(node, "selected").is_some()), made: TickMade::Control, at: 0 }];
        piece.label = Some(Label { text: "•".to_owned(), automatic: true });
        piece.content = vec![Inline::text(words)];
        out.push(piece);
    }

    fn pre(&mut self, node: &Node, inside: &Inside, out: &mut Vec<Piece>) {
        let mut piece = self.piece(inside);
        piece.kind = PieceKind::Code;
        piece.content = vec![Inline::Code { text: dom::text(node).trim_matches('\n').to_owned() }];
        out.push(piece);
    }

    /// A table; one that only lays out the page is read through.
    fn table(&mut self, node: &Node, inside: &Inside, out: &mut Vec<Piece>) {
        if matches!(attribute(node, "role").as_deref(), Some("presentation" | "none")) {
            return self.blocks(node, inside, out);
        }
        let mut piece = self.piece(inside);
        piece.kind = PieceKind::Table;
        for row in rows(node) {
            let cells = children(&row).into_iter().filter(|cell| matches!(name(cell), "td" | "th"));
            let cells: Vec<Vec<Piece>> = cells.map(|cell| self.cell(&cell, inside)).collect();
            if !cells.is_empty() {
                piece.rows.push(cells);
            }
        }
        out.push(piece);
    }

    fn cell(&mut self, cell: &Node, inside: &Inside) -> Vec<Piece> {
        let mut out = Vec::new();
        self.blocks(cell, &Inside { nested: inside.nested + 1, bold: false, ..Inside::default() }, &mut out);
        out
    }
}

/// The rows of a table, not those of tables in it.
fn rows(table: &Node) -> Vec<Node> {
    let mut out = Vec::new();
    for child in children(table) {
        match name(&child) {
            "tr" => out.push(child),
            "thead" | "tbody" | "tfoot" => out.extend(children(&child).into_iter().filter(|row| name(row) == "tr")),
            _ => {}
        }
    }
    out
}

fn keep_words(node: &Node, kept: &mut Vec<String>) {
    let words = dom::text(node).split_whitespace().collect::<Vec<_>>().join(" ");
    if !words.is_empty() {
        kept.push(words);
    }
}
