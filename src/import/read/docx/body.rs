//! Blocks: paragraphs, tables, and what may stand around them.

use super::{
    run::{control_tick, shows_placeholder},
    walk::Walk,
    xml::{Element, attribute, child, elements, name, number, plain, toggle, value},
};
use crate::import::{Notice, Piece, PieceKind};

/// The most columns that a cell may reach over: more than Word takes.
const MOST_COLUMNS: usize = 64;

impl<'a> Walk<'a, '_> {
    /// Every block inside an element.
    pub(super) fn blocks(&mut self, around: Element<'a>, out: &mut Vec<Piece>) {
        for node in elements(around) {
            match name(node) {
                "p" => self.paragraph(node, out),
                "tbl" => self.table(node, out),
                "sdt" => self.block_control(node, out),
                "AlternateContent" => {
                    if let Some(branch) = branch(node) {
                        self.blocks(branch, out);
                    }
                }
                "del" | "moveFrom" => self.changed(node, false, |walk| walk.blocks(node, out)),
                "ins" | "moveTo" => self.changed(node, true, |walk| walk.blocks(node, out)),
                "bookmarkStart" => {
                    if let Some(name) = attribute(node, "name").and_then(|mark| self.name(mark)) {
                        self.names.push(name);
                    }
                }
                "altChunk" => self.report.say(Notice::new("a document inside the document was left out").at(self.place)),
                "sectPr" | "tcPr" | "trPr" | "tblPr" | "tblGrid" | "bookmarkEnd" | "proofErr" | "sdtPr" | "sdtEndPr" => {}
                // Math between paragraphs, and runs where none should be: their words are kept.
                "oMathPara" | "oMath" | "r" | "t" => {
                    self.inside(node, out);
                }
                _ => self.blocks(node, out),
            }
        }
    }

    /// Ends what was begun.
    pub(super) fn close(&mut self, out: &mut Vec<Piece>) {
        if let Some((paragraph, properties)) = self.pending.take() {
            // Nothing may be left of it: before a table there is no other paragraph that goes on with it.
            if !paragraph.line.is_blank() || !paragraph.after.is_empty() {
                self.emit(paragraph, &properties, out);
            }
        }
        if !self.names.is_empty()
            && let Some(last) = out.last_mut()
        {
            last.names.append(&mut self.names);
        }
    }

    /// Reads what was inserted or deleted, or leaves it, and counts it.
    pub(super) fn changed(&mut self, node: Element<'a>, inserted: bool, read: impl FnOnce(&mut Self)) {
        // A move is told at both its ends.
        if name(node) != "moveFrom" {
            self.report.changes += 1;
        }
        self.now.revised = true;
        match inserted == self.keeps_inserted() {
            true => read(self),
            false => self.report.changes += changes_in(node),
        }
    }

    /// A content control around blocks.
    fn block_control(&mut self, node: Element<'a>, out: &mut Vec<Piece>) {
        let properties = child(node, "sdtPr");
        let Some(content) = child(node, "sdtContent") else { return };
        if let Some(tick) = properties.and_then(control_tick) {
            return self.tick_paragraph(tick, content, out);
        }
        if shows_placeholder(node) {
            self.report.dropped("placeholder text was left out", &plain(content), self.place);
            return;
        }
        let gallery = properties.and_then(|properties| child(properties, "docPartObj")).and_then(|part| value(part, "docPartGallery"));
        let contents = usize::from(gallery == Some("Table of Contents"));
        self.contents += contents;
        self.blocks(content, out);
        self.contents -= contents;
    }

    /// A table.
    fn table(&mut self, node: Element<'a>, out: &mut Vec<Piece>) {
        self.close(out);
        let mut piece = Piece { kind: PieceKind::Table, at: self.place, flags: self.flags(false, false), ..Piece::default() };
        let names = std::mem::take(&mut self.names);
        self.aside(|walk| walk.rows(node, &mut piece));
        piece.names.splice(0..0, names);
        // Of a table that is gone the next thing takes what names stood before it.
        if piece.rows.is_empty() {
            self.names = piece.names;
        } else if piece.rows.iter().flatten().flatten().next().is_some() || !piece.names.is_empty() {
            out.push(piece);
        }
    }

    fn rows(&mut self, around: Element<'a>, table: &mut Piece) {
        for node in elements(around) {
            match name(node) {
                "tr" => self.row(node, table),
                "tblPr" => {
                    table.layout.left = indent(node).unwrap_or(0);
                    let said = ["tblCaption", "tblDescription"].iter().filter_map(|kind| value(node, kind));
                    let said: Vec<&str> = said.filter(|words| !words.trim().is_empty()).collect();
                    if !said.is_empty() {
                        self.report.dropped("the description of a table was left out", &said.join(" "), self.place);
                    }
                }
                "tblGrid" | "tblPrEx" | "sdtPr" | "bookmarkEnd" => {}
                "bookmarkStart" => {
                    let name = attribute(node, "name").and_then(|mark| self.name(mark));
                    self.names.extend(name);
                }
                "AlternateContent" => {
                    if let Some(branch) = branch(node) {
                        self.rows(branch, table);
                    }
                }
                _ => self.rows(node, table),
            }
        }
    }

    fn row(&mut self, node: Element<'a>, table: &mut Piece) {
        let properties = child(node, "trPr");
        for (kind, inserted) in [("ins", true), ("del", false)] {
            if properties.is_some_and(|properties| child(properties, kind).is_some()) {
                self.report.changes += 1;
                if inserted != self.keeps_inserted() {
                    self.report.changes += elements(node).filter(|child| name(*child) != "trPr").map(changes_in).sum::<usize>();
                    return;
                }
            }
        }
        // Of rows that were deleted and inserted in one table the first that stays says how the table looks.
        if table.rows.is_empty() {
            table.layout.header = properties.is_some_and(|properties| toggle(properties, "tblHeader") == Some(true));
            table.layout.left = child(node, "tblPrEx").and_then(indent).unwrap_or(table.layout.left);
        }
        let mut cells = vec![Vec::new(); properties.and_then(|properties| number(properties, "gridBefore")).unwrap_or(0).min(MOST_COLUMNS)];
        self.cells(node, &mut cells);
        table.rows.push(cells);
    }

    /// Whether a cell was deleted from a row that stays, or inserted and is not wanted. Counts it.
    fn cell_is_gone(&mut self, node: Element) -> bool {
        let properties = child(node, "tcPr");
        let is = |kind: &str| properties.is_some_and(|properties| child(properties, kind).is_some());
        let (inserted, deleted) = (is("cellIns"), is("cellDel"));
        let gone = if self.keeps_inserted() { deleted } else { inserted };
        self.report.changes += if gone { changes_in(node) } else { usize::from(inserted || deleted) };
        gone
    }

    fn cells(&mut self, around: Element<'a>, cells: &mut Vec<Vec<Piece>>) {
        for node in elements(around) {
            match name(node) {
                "tc" if self.cell_is_gone(node) => {}
                "tc" => {
                    let span: usize = child(node, "tcPr").and_then(|properties| number(properties, "gridSpan")).unwrap_or(1);
                    let mut cell = Vec::new();
                    self.blocks(node, &mut cell);
                    self.close(&mut cell);
                    cells.push(cell);
                    // A cell over several columns leaves the others empty, so that columns stay in line.
                    (1..span.min(MOST_COLUMNS)).for_each(|_| cells.push(Vec::new()));
                }
                "sdt" if shows_placeholder(node) => {
                    self.report.dropped("placeholder text was left out", &plain(node), self.place);
                    cells.push(Vec::new());
                }
                "trPr" | "tblPrEx" | "sdtPr" | "bookmarkStart" | "bookmarkEnd" => {}
                _ => self.cells(node, cells),
            }
        }
    }
}

/// Where the properties of a table, or a row's exceptions from them, let it start, in twips.
fn indent(properties: Element) -> Option<i32> {
    child(properties, "tblInd").and_then(|indent| attribute(indent, "w")?.parse().ok())
}

/// The branch to read of several that say the same: the first, unless only the last has words.
pub(super) fn branch(node: Element<'_>) -> Option<Element<'_>> {
    let has_words = |branch: &Element| branch.descendants().any(|inner| matches!(name(inner), "t" | "txbxContent" | "sym"));
    let (choice, fallback) = (child(node, "Choice"), child(node, "Fallback"));
    match (choice, fallback) {
        (Some(choice), Some(fallback)) if !has_words(&choice) && has_words(&fallback) => Some(fallback),
        (Some(choice), _) => Some(choice),
        (None, fallback) => fallback,
    }
}

/// The tracked changes inside what is left out: they are settled with it, and a file has as many of them however
/// it is read.
fn changes_in(node: Element) -> usize {
    let is_change = |node: &Element| match name(*node) {
        "ins" | "del" | "moveTo" | "cellIns" | "cellDel" => true,
        "moveFrom" => node.parent_element().is_some_and(|parent| name(parent) == "rPr"),
        _ => false,
    };
    node.descendants().skip(1).filter(|node| node.is_element()).filter(is_change).count()
}
