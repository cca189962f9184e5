//! What stands beside the text: notes, pictures, text boxes, running headers and footers.

use super::{
    body::branch,
    walk::Walk,
    xml::{Element, attribute, elements, name, plain},
};
use crate::{
    document::Note,
    import::{
        Notice, Piece, PieceKind, TickMade,
        read::{
            line::{Atom, Line, Look},
            note::note_blocks,
        },
    },
};
use roxmltree::Document;

/// What is known of a graphic.
#[derive(Default)]
struct Graphic {
    /// Alternative text.
    words: Option<String>,
    /// Whether its words were kept, or told.
    told: bool,
}

impl<'a> Walk<'a, '_> {
    /// A footnote or endnote, where its mark stands.
    pub(super) fn note(&mut self, node: Element<'a>, look: Look) {
        let Some(id) = attribute(node, "id").filter(|_| self.note.is_none()) else { return };
        let end = name(node) == "endnoteReference";
        let Some(note) = self.source.notes.get(&(end, id)).copied() else {
            return self.report.say(Notice::new("a note is missing from the file").at(self.place));
        };
        if !self.notes_read.insert((end, id)) {
            return self.report.say(Notice::new("a note has a second mark, which was left out").at(self.place));
        }
        let place = self.place;
        let boxes = std::mem::take(&mut self.boxes);
        let pieces = self.aside(|walk| {
            walk.note = Some(end);
            let mut pieces = Vec::new();
            walk.blocks(note, &mut pieces);
            walk.close(&mut pieces);
            walk.note = None;
            pieces
        });
        (self.place, self.boxes) = (place, boxes);
        let mut blocks = Vec::new();
        note_blocks(pieces, &mut blocks);
        if !blocks.is_empty() {
            self.now.line.push(Atom::Note(Note { number: 0, blocks }), look);
        }
    }

    /// Tells the notes that no text refers to.
    pub(super) fn notes_without_mark(&mut self) {
        let left = |key: &(bool, &str)| !self.notes_read.contains(key);
        let mut lost: Vec<_> = self.source.notes.iter().filter(|(key, _)| left(key)).map(|(key, note)| (*key, *note)).collect();
        lost.sort_by_key(|(key, _)| *key);
        for (_, note) in lost {
            let words = plain(note);
            if !words.is_empty() {
                self.report.say(Notice::new("a note that has no mark in the text was left out").dropped(words));
            }
        }
    }

    /// A picture, a shape, a form control.
    pub(super) fn graphic(&mut self, node: Element<'a>, look: Look) {
        let mut graphic = Graphic::default();
        self.graphic_inside(node, look, &mut graphic);
        let words = graphic.words.map(|words| crate::import::read::clean::clean(&words).trim().to_owned());
        match words.filter(|words| !words.is_empty()) {
            Some(words) => {
                let mut line = Line::default();
                line.words(&words, Look::default());
                let content = line.finish(Look::default()).content;
                let flags = self.flags(false, false);
                self.now.after.push(Piece { kind: PieceKind::Picture, content, flags, at: self.place, ..Piece::default() });
            }
            None if !graphic.told => self.report.pictures += 1,
            None => {}
        }
    }

    fn graphic_inside(&mut self, around: Element<'a>, look: Look, graphic: &mut Graphic) {
        for node in elements(around) {
            match name(node) {
                "txbxContent" => {
                    self.text_box(node);
                    graphic.told = true;
                    continue;
                }
                "AlternateContent" => {
                    if let Some(branch) = branch(node) {
                        self.graphic_inside(branch, look, graphic);
                    }
                    continue;
                }
                "textpath" => {
                    self.now.line.words(attribute(node, "string").unwrap_or_default(), look);
                    graphic.told = true;
                }
                "t" => {
                    self.now.line.words(&format!("{} ", node.text().unwrap_or_default()), look);
                    graphic.told = true;
                }
                "control" => self.form_control(node, look, graphic),
                "relIds" | "chart" | "OLEObject" => {
                    let what = match name(node) {
                        "relIds" => "a diagram was left out",
                        "chart" => "a chart was left out",
                        _ => "an embedded object was left out",
                    };
                    self.report.say(Notice::new(what).at(self.place));
                    graphic.told = true;
                }
                _ => {}
            }
            // A rule across the page is drawn as a shape.
            graphic.told |= attribute(node, "hr") == Some("t");
            if graphic.words.is_none() {
                let said = ["descr", "alt", "title"].iter().filter_map(|kind| attribute(node, kind));
                graphic.words = said.map(str::trim).find(|words| !words.is_empty()).map(str::to_owned);
            }
            self.graphic_inside(node, look, graphic);
        }
    }

    /// A control of a kind whose state is kept elsewhere.
    fn form_control(&mut self, node: Element, look: Look, graphic: &mut Graphic) {
        let kind = attribute(node, "name").unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
        if matches!(kind, "CheckBox" | "OptionButton") {
            self.now.line.push(Atom::Tick(None, TickMade::Field), look);
        } else {
            self.report.say(Notice::new("a form control was left out").at(self.place));
        }
        graphic.told = true;
    }

    fn text_box(&mut self, node: Element<'a>) {
        self.boxes += 1;
        let pieces = self.aside(|walk| {
            let mut pieces = Vec::new();
            walk.blocks(node, &mut pieces);
            walk.close(&mut pieces);
            pieces
        });
        self.boxes -= 1;
        self.now.after.extend(pieces);
    }
}

/// The words of a running header or footer.
pub(super) fn running_words(part: &Document) -> String {
    let mut out = String::new();
    for node in part.root_element().descendants().filter(|node| node.is_element()) {
        match node.tag_name().name() {
            "t" => out.push_str(node.text().unwrap_or_default()),
            "p" | "tab" | "br" if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    out.trim().to_owned()
}
