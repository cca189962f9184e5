//! Running text of a page.

use super::{
    clean,
    dom::{self, Node, attribute, children, has_class, name},
    walk::Walk,
};
use crate::{
    document::{Block, Inline, Kind, Note, Paragraph},
    import::{Label, Piece, Tick, TickMade, read::highlight::is_marking},
};

/// Deeper marks than these are read as words.
const DEEPEST: u8 = 60;

impl Walk<'_> {
    /// Adds the running text of a node to a piece.
    pub(super) fn inline(&mut self, node: &Node, piece: &mut Piece, out: &mut Vec<Inline>, depth: u8) {
        if let Some(text) = dom::own_text(node) {
            return push(out, &clean(&text));
        }
        if depth > DEEPEST {
            return push(out, &clean(&dom::text(node)));
        }
        if self.leaves_out(node) {
            return;
        }
        if piece.names.is_empty() || name(node) == "a" {
            piece.names.extend(attribute(node, "id").or_else(|| attribute(node, "name")).filter(|_| name(node) != "input"));
        }
        match name(node) {
            "br" => out.push(Inline::Break),
            "input" => self.input(node, piece, out),
            "img" => push(out, &clean(&attribute(node, "alt").unwrap_or_default())),
            "code" | "kbd" | "samp" => out.push(Inline::Code { text: clean(&dom::text(node)) }),
            "q" => {
                push(out, "“");
                self.inner(node, piece, out, depth);
                push(out, "”");
            }
            "em" | "i" => self.marked(node, piece, out, depth, |content| Inline::Emphasis { content }),
            "strong" | "b" => self.marked(node, piece, out, depth, |content| Inline::Strong { content }),
            "a" => self.link(node, piece, out, depth),
            "sup" if self.note(node).is_some() => out.extend(self.note(node)),
            "span" if is_label(node) && blank(out) && piece.label.is_none() => {
                piece.label = Some(Label { text: clean(dom::text(node).trim()), automatic: false });
            }
            "mark" | "span" if is_highlighted(node) => {
                let start = crate::document::walk::plain(out).len();
                self.inner(node, piece, out, depth);
                let words = crate::document::walk::plain(out);
                let words = words.get(start..).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
                piece.highlighted.extend((!words.is_empty()).then_some(words));
            }
            "span" if is_bold(node) => self.marked(node, piece, out, depth, |content| Inline::Strong { content }),
            _ => self.inner(node, piece, out, depth),
        }
    }

    fn inner(&mut self, node: &Node, piece: &mut Piece, out: &mut Vec<Inline>, depth: u8) {
        for child in children(node) {
            self.inline(&child, piece, out, depth + 1);
        }
    }

    fn marked(&mut self, node: &Node, piece: &mut Piece, out: &mut Vec<Inline>, depth: u8, mark: fn(Vec<Inline>) -> Inline) {
        let mut content = Vec::new();
        self.inner(node, piece, &mut content, depth);
        if blank(&content) { out.extend(content) } else { out.push(mark(content)) }
    }

    fn link(&mut self, node: &Node, piece: &mut Piece, out: &mut Vec<Inline>, depth: u8) {
        if is_label(node) && blank(out) && piece.label.is_none() {
            piece.label = Some(Label { text: clean(dom::text(node).trim()), automatic: false });
            return;
        }
        if self.in_note && leads_back(node) {
            return;
        }
        if let Some(note) = self.note(node) {
            return out.push(note);
        }
        let mut content = Vec::new();
        self.inner(node, piece, &mut content, depth);
        match attribute(node, "href").filter(|to| !to.is_empty() && !to.starts_with("javascript:") && !blank(&content)) {
            Some(to) => out.push(Inline::Link { to, content }),
            None => out.extend(content),
        }
    }

    /// The footnote that a mark stands for: by its role, or by where it leads.
    fn note(&mut self, node: &Node) -> Option<Inline> {
        let link = if name(node) == "a" { node.clone() } else { children(node).into_iter().find(|child| name(child) == "a")? };
        let to = attribute(&link, "href")?.strip_prefix('#')?.to_owned();
        let said = attribute(&link, "role").as_deref() == Some("doc-noteref") || has_class(&link, "footnote-ref");
        let looks = ["note:", "fn", "_ftn", "_edn", "footnote", "sdfootnote", "sdendnote"].iter().any(|start| to.starts_with(start))
            && !to.contains("ref");
        let short = dom::text(&link).trim().chars().count() <= 4;
        let target = self.dom.by_id(&to).filter(|_| said || looks && short)?.clone();
        // A note in a note in a note is read no deeper, and stays where it stands.
        if self.note_depth < DEEPEST_NOTE {
            self.used_notes.insert(to);
        }
        // Word processors put the name on a link in the first paragraph of the note.
        let paragraph = Some(&target).filter(|target| name(target) == "a").and_then(parent);
        let whole = paragraph.as_ref().and_then(parent).filter(|whole| note_name(whole).is_some());
        Some(self.note_of(&whole.or(paragraph).unwrap_or(target)))
    }

    fn note_of(&mut self, holder: &Node) -> Inline {
        self.in_note = true;
        let pieces = if self.note_depth < DEEPEST_NOTE {
            self.note_depth += 1;
            let pieces = self.pieces_of(holder);
            self.note_depth -= 1;
            pieces
        } else {
            Vec::new()
        };
        self.in_note = false;
        let paragraphs = pieces.into_iter().filter(|piece| !piece.content.is_empty());
        let blocks = paragraphs.map(|piece| Block::new(Kind::Paragraph(Paragraph { content: piece.content, ..Paragraph::default() })));
        Inline::Note(Note { number: 0, blocks: blocks.collect() })
    }

    fn input(&mut self, node: &Node, piece: &mut Piece, out: &mut Vec<Inline>) {
        match attribute(node, "type").unwrap_or_default().to_lowercase().as_str() {
            "radio" | "checkbox" => {
                // The box stands in the words as well, so that several on a line can be told apart.
                let at = crate::document::walk::plain(out).chars().count();
                let on = attribute(node, "checked").is_some();
                piece.ticks.push(Tick { on: Some(on), made: TickMade::Control, at });
                push(out, if on { " ☒ " } else { " ☐ " });
            }
            "hidden" | "submit" | "button" | "image" | "reset" | "file" => {}
            _ => push(out, &clean(&attribute(node, "value").unwrap_or_default())),
        }
    }
}

/// Notes in notes are read so deep.
const DEEPEST_NOTE: u8 = 3;

fn parent(node: &Node) -> Option<Node> {
    let parent = node.parent.take();
    node.parent.set(parent.clone());
    parent.and_then(|weak| weak.upgrade())
}

/// The name by which marks lead to a note, of the element in which Word or LibreOffice keeps that.
pub(super) fn note_name(node: &Node) -> Option<String> {
    let id = attribute(node, "id").filter(|_| name(node) == "div")?;
    match id {
        _ if id.starts_with("sdfootnote") || id.starts_with("sdendnote") => Some(format!("{id}sym")),
        _ if id.starts_with("ftn") || id.starts_with("edn") => Some(format!("_{id}")),
        _ => None,
    }
}

/// Whether a link in a note leads back to its mark.
fn leads_back(node: &Node) -> bool {
    let to = attribute(node, "href").unwrap_or_default();
    let of_word = ["#_ftnref", "#_ednref"].iter().any(|start| to.starts_with(start));
    of_word || to.starts_with("#sd") && to.ends_with("anc")
}

/// A printed number or label of a page that respondent built.
fn is_label(node: &Node) -> bool {
    ["number", "letter", "label"].iter().any(|class| has_class(node, class)) && dom::text(node).trim().chars().count() <= 40
}

fn is_highlighted(node: &Node) -> bool {
    let style = attribute(node, "style").unwrap_or_default().to_lowercase();
    let behind =
        style.split(';').filter_map(|rule| rule.split_once(':')).find(|(key, _)| matches!(key.trim(), "background" | "background-color"));
    // LibreOffice writes the grey that it lays behind fields on the screen.
    let of_field = |colour: &str| name(node) == "span" && colour.trim() == "#c0c0c0";
    name(node) == "mark" || behind.is_some_and(|(_, colour)| is_marking(colour) && !of_field(colour))
}

fn is_bold(node: &Node) -> bool {
    let style = attribute(node, "style").unwrap_or_default().replace(' ', "");
    ["font-weight:bold", "font-weight:700", "font-weight:600"].iter().any(|bold| style.contains(bold))
}

fn blank(content: &[Inline]) -> bool {
    crate::document::walk::plain(content).trim().is_empty() && !content.iter().any(|inline| matches!(inline, Inline::Note(_)))
}

pub(super) fn push(out: &mut Vec<Inline>, more: &str) {
    match out.last_mut() {
        Some(Inline::Text { text }) => text.push_str(more),
        _ if more.is_empty() => {}
        _ => out.push(Inline::text(more)),
    }
}
