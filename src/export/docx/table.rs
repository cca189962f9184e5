//! Tables: a grid over the width of the text, with a header row that every page repeats.

use super::{
    body::Body,
    inline::{PLAIN, STRONG},
    paragraph::Shape,
};
use crate::document::{Align, Change, Inline, Table, walk};

/// What no table is narrower than, in twips.
const NARROWEST: i64 = 2_000;

impl Body<'_> {
    /// A table that starts at `left`.
    pub(super) fn table(&mut self, table: &Table, left: i64) {
        let columns = table.rows.iter().map(Vec::len).chain([table.columns.len(), table.header.len()]).max().unwrap_or_default();
        if columns == 0 {
            return;
        }
        // Two tables that touch become one.
        let replaces = self.after_table && self.track.table == Some(Change::Deleted) && self.track.now == Some(Change::Inserted);
        if self.after_table && !replaces {
            self.inside(self.track.table, |body| body.plain(Shape::of("TableText"), ""));
        }
        self.track.table = self.track.now;
        let widths = widths(table, columns, (self.look.text_width - left).max(NARROWEST));
        // What comes in the place of a table goes on in it: no paragraph between them could be rejected and accepted.
        if !(replaces && self.part.xml.reopen("w:tbl")) {
            self.part.xml.open("w:tbl", &[]);
            self.table_properties(&widths, left, !table.header.is_empty());
        }
        if !table.header.is_empty() {
            self.row(table, &table.header, &widths, true);
        }
        for (at, row) in table.rows.iter().enumerate() {
            let change = table.changes.get(at).copied().flatten();
            self.inside(change, |body| body.row(table, row, &widths, false));
        }
        if table.header.is_empty() && table.rows.is_empty() {
            self.row(table, &[], &widths, false);
        }
        self.part.xml.close("w:tbl");
        self.after_table = true;
    }

    fn table_properties(&mut self, widths: &[i64], left: i64, header: bool) {
        let xml = &mut self.part.xml;
        let whole: i64 = widths.iter().sum();
        xml.open("w:tblPr", &[]);
        xml.empty("w:tblStyle", &[("w:val", "ResponseTable")]);
        xml.empty("w:tblW", &[("w:w", &whole.to_string()), ("w:type", "dxa")]);
        xml.empty("w:tblInd", &[("w:w", &left.to_string()), ("w:type", "dxa")]);
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        let (value, first) = if header { ("0020", "1") } else { ("0000", "0") };
        xml.empty("w:tblLook", &[("w:val", value), ("w:firstRow", first), ("w:lastRow", "0"), ("w:firstColumn", "0")]);
        xml.close("w:tblPr");
        xml.open("w:tblGrid", &[]);
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        xml.close("w:tblGrid");
    }

    fn row(&mut self, table: &Table, cells: &[Vec<Inline>], widths: &[i64], header: bool) {
        self.part.xml.raw("<w:tr><w:trPr><w:cantSplit/>");
        self.part.xml.raw(if header { "<w:tblHeader/>" } else { "" });
        self.change_mark();
        self.part.xml.close("w:trPr");
        for (at, width) in widths.iter().enumerate() {
            let cell = cells.get(at).map(Vec::as_slice).unwrap_or_default();
            let align = match table.columns.get(at) {
                Some(Align::Centre) => Some("center"),
                Some(Align::Right) => Some("right"),
                _ => None,
            };
            self.cell(cell, *width, header, align);
        }
        self.part.xml.close("w:tr");
    }

    fn cell(&mut self, words: &[Inline], width: i64, header: bool, align: Option<&'static str>) {
        self.part.xml.open("w:tc", &[]);
        self.part.xml.open("w:tcPr", &[]);
        self.part.xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        if header {
            self.part.xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", "E7E9EE")]);
        }
        self.part.xml.close("w:tcPr");
        self.after_table = false;
        let shape = Shape { keep_next: header, align, ..Shape::of("TableText") };
        self.paragraph(shape, |body| body.inlines_as(words, if header { STRONG } else { PLAIN }));
        self.part.xml.close("w:tc");
    }
}

/// Shares a width among columns: by their longest cell, within limits, so that short columns stay
/// narrow and none becomes too narrow to read.
fn widths(table: &Table, columns: usize, whole: i64) -> Vec<i64> {
    let longest = |at: usize| {
        let cells = table.rows.iter().chain([&table.header]).filter_map(|row| row.get(at));
        cells.map(|cell| walk::plain(cell).chars().count()).max().unwrap_or_default().clamp(8, 60) as i64
    };
    let weights: Vec<i64> = (0..columns).map(longest).collect();
    let sum: i64 = weights.iter().sum();
    let mut widths: Vec<i64> = weights.iter().map(|weight| (whole * weight / sum).max(1)).collect();
    let rest = whole - widths.iter().sum::<i64>();
    if let Some(last) = widths.last_mut() {
        *last = (*last + rest).max(1);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width() {
        let cell = |text: &str| vec![Inline::text(text)];
        let header = vec![cell("No"), cell("A long heading that needs more room than the other")];
        let table = Table { columns: vec![], header, ..Table::default() };
        let shared = widths(&table, 3, 9_000);
        assert_eq!(shared.iter().sum::<i64>(), 9_000);
        assert!(shared[1] > shared[0] && shared[0] == 9_000 * 8 / 66, "{shared:?}");
    }
}
