//! What stands beside the words: notes, pictures, text boxes, form controls, running headers and footers.

use super::walk::Walk;
use crate::{
    document::Note,
    import::{
        Notice, Piece, PieceKind, TickMade,
        read::{
            clean::clean,
            line::{Atom, Line, Look},
            note::note_blocks,
            tree::{Element, attribute, child, elements, name},
        },
    },
};
use roxmltree::Document;
use std::collections::HashMap;

/// A form control: its tick, and its words.
#[derive(Debug, Clone)]
pub(super) struct Control {
    tick: Option<bool>,
    words: String,
}

/// The form controls of a text, by their ids.
pub(super) fn controls<'a>(text: Element<'a>) -> HashMap<&'a str, Control> {
    let forms = elements(text).filter(|node| name(*node) == "forms");
    let mut out = HashMap::new();
    for node in forms.flat_map(|forms| forms.descendants()) {
        let get = |wanted: &[&str]| wanted.iter().find_map(|wanted| attribute(node, wanted)).unwrap_or_default();
        let (tick, words) = match name(node) {
            "checkbox" => (Some(get(&["current-state", "state"]) == "checked"), get(&["label"])),
            "radio" => (Some(get(&["current-selected", "selected"]) == "true"), get(&["label"])),
            "text" | "textarea" | "combobox" | "formatted-text" | "number" | "date" => (None, get(&["current-value", "value"])),
            "fixed-text" => (None, get(&["label"])),
            "listbox" => {
                let chosen = elements(node).find(|option| attribute(*option, "current-selected") == Some("true"));
                (None, chosen.and_then(|option| attribute(option, "label")).unwrap_or_default())
            }
            _ => continue,
        };
        if let Some(id) = attribute(node, "id") {
            out.insert(id, Control { tick, words: words.to_owned() });
        }
    }
    out
}

/// All words inside an element.
pub(super) fn words(node: Element) -> String {
    let mut out = String::new();
    for inner in node.descendants() {
        if inner.is_text() {
            out.push_str(inner.text().unwrap_or_default());
        } else if matches!(name(inner), "p" | "h" | "s" | "tab" | "line-break") && !out.is_empty() {
            out.push(' ');
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'a> Walk<'a> {
    /// A footnote or endnote, where its mark stands.
    pub(super) fn note(&mut self, node: Element<'a>, look: Look) {
        let Some(body) = child(node, "note-body") else { return };
        let (place, boxes) = (self.place, std::mem::take(&mut self.boxes));
        self.in_note = true;
        let pieces = self.aside(body);
        self.in_note = false;
        (self.place, self.boxes) = (place, boxes);
        let mut blocks = Vec::new();
        note_blocks(pieces, &mut blocks);
        if !blocks.is_empty() {
            self.push(Atom::Note(Note { number: 0, blocks }), look);
        }
    }

    /// Reads blocks that stand beside the text.
    fn aside(&mut self, around: Element<'a>) -> Vec<Piece> {
        let (now, names) = (std::mem::take(&mut self.now), std::mem::take(&mut self.names));
        let mut pieces = Vec::new();
        self.blocks(around, &mut pieces);
        self.close(&mut pieces);
        (self.now, self.names) = (now, names);
        pieces
    }

    /// A picture, a shape, a text box, a form control.
    pub(super) fn graphic(&mut self, node: Element<'a>, look: Look) {
        if !self.unwanted.is_empty() {
            return;
        }
        if name(node) == "control" {
            return self.control(node, look);
        }
        let (mut said, mut told) = (Vec::new(), name(node) != "frame");
        for inner in elements(node) {
            match name(inner) {
                "text-box" => {
                    self.text_box(inner);
                    told = true;
                }
                // Shapes hold paragraphs of their own.
                "p" | "list" if !told || name(node) != "frame" => {
                    self.text_box(node);
                    return;
                }
                "title" | "desc" => said.extend(inner.text().map(str::trim).filter(|words| !words.is_empty())),
                "object" | "object-ole" => {
                    self.report.say(Notice::new("an embedded object was left out").at(self.place));
                    told = true;
                }
                "frame" | "custom-shape" | "rect" | "ellipse" | "g" | "control" => {
                    self.graphic(inner, look);
                    told = true;
                }
                _ => {}
            }
        }
        if !said.is_empty() {
            let mut line = Line::default();
            line.words(&said.join(". "), Look::default());
            let (content, flags) = (line.finish(Look::default()).content, self.flags(false, false));
            self.now.after.push(Piece { kind: PieceKind::Picture, content, flags, at: self.place, ..Piece::default() });
        } else if !told {
            self.report.pictures += 1;
        }
    }

    fn text_box(&mut self, node: Element<'a>) {
        self.boxes += 1;
        let pieces = self.aside(node);
        self.boxes -= 1;
        self.now.after.extend(pieces);
    }

    fn control(&mut self, node: Element, look: Look) {
        let Some(control) = attribute(node, "control").and_then(|id| self.controls.get(id)).cloned() else { return };
        if let Some(on) = control.tick {
            self.push(Atom::Tick(Some(on), TickMade::Field), look);
        }
        if !control.words.is_empty() {
            self.push(Atom::Words(format!("{} ", control.words)), look);
        }
    }

    /// Notes what running headers and footers say.
    pub(super) fn running(&mut self, styles: &Document) {
        let pages = styles.descendants().filter(|node| node.tag_name().name() == "master-page");
        for part in pages.flat_map(|page| page.children()) {
            if !matches!(part.tag_name().name(), "header" | "header-left" | "header-first" | "footer" | "footer-left" | "footer-first") {
                continue;
            }
            let text: String = part.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
            let words = clean(&text).split_whitespace().collect::<Vec<_>>().join(" ");
            if words.contains(char::is_alphanumeric) {
                self.report.running.push(words);
            }
        }
    }
}
