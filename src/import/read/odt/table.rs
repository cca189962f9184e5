//! Tables: rows of cells of blocks.

use super::walk::Walk;
use crate::import::{
    Piece, PieceKind,
    read::tree::{Element, attribute, elements, name},
};

/// The most columns or rows that one cell or row stands for: more than anybody prints.
const MOST_REPEATED: usize = 64;

impl<'a> Walk<'a> {
    /// A table.
    pub(super) fn table(&mut self, node: Element<'a>, out: &mut Vec<Piece>) {
        let mut table = Piece { kind: PieceKind::Table, at: self.place, flags: self.flags(false, false), ..Piece::default() };
        table.names = std::mem::take(&mut self.names);
        self.rows(node, &mut table);
        if table.rows.iter().flatten().flatten().next().is_some() {
            out.push(table);
        } else {
            self.names.append(&mut table.names);
        }
    }

    fn rows(&mut self, around: Element<'a>, table: &mut Piece) {
        for node in elements(around) {
            match name(node) {
                "table-row" => {
                    let mut cells = Vec::new();
                    elements(node).for_each(|cell| self.cell(cell, &mut cells));
                    table.rows.push(cells);
                }
                "title" | "desc" => {
                    let words = node.text().unwrap_or_default();
                    self.report.dropped("the description of a table was left out", words, self.place);
                }
                "soft-page-break" => self.place.page = self.place.page.map(|page| page + 1),
                "table-column" | "table-columns" | "table-header-columns" | "table-column-group" => {}
                _ => self.rows(node, table),
            }
        }
    }

    /// A cell. What merged cells cover is there as cells without words.
    fn cell(&mut self, node: Element<'a>, cells: &mut Vec<Vec<Piece>>) {
        if !matches!(name(node), "table-cell" | "covered-table-cell") {
            return;
        }
        let repeated = attribute(node, "number-columns-repeated").and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
        let mut cell = Vec::new();
        self.blocks(node, &mut cell);
        self.close(&mut cell);
        cells.push(cell);
        (1..repeated.min(MOST_REPEATED)).for_each(|_| cells.push(Vec::new()));
    }
}
