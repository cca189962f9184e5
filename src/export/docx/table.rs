//! Tables: a grid over the width of the text, with a header row that every page repeats.

use super::{
    body::Body,
    inline::{PLAIN, STRONG},
    last_ends::Ends,
    paragraph::Shape,
};
use crate::document::{Align, Change, Inline, Table, walk};

/// What no table is narrower than, in twips.
const NARROWEST: i64 = 2_000;

/// What is free at the left and at the right of a cell, in twips.
pub(super) const CELL_SPACE: i64 = 100;

impl Body<'_> {
    /// A table that starts at `left`.
    pub(super) fn table(&mut self, table: &Table, left: i64) {
        let columns = table.rows.iter().map(Vec::len).chain([table.columns.len(), table.header.len()]).max().unwrap_or_default();
        if columns == 0 {
            return;
        }
        let touches = self.part.xml.ends_with("w:tbl");
        let replaces = touches && self.track.table == Some(Change::Deleted) && self.track.now == Some(Change::Inserted);
        if !replaces {
            self.part_tables(touches);
        }
        self.track.table = self.track.now;
        self.keep_last_end();
        let widths = widths(table, columns, (self.look.text_width - left).max(NARROWEST), self.look.scaled(0.9));
        // What comes in the place of a table goes on in it: no paragraph between them could be rejected and accepted.
        let left = if replaces && self.part.xml.reopen("w:tbl") {
            self.part.xml.widen(&widths);
            (self.track.table_left != left).then_some(left)
        } else {
            self.part.xml.open("w:tbl", &[]);
            self.table_properties(&widths, left, !table.header.is_empty());
            self.track.table_left = left;
            None
        };
        if !table.header.is_empty() {
            self.row(table, &table.header, &widths, left, true);
        }
        for (at, row) in table.rows.iter().enumerate() {
            let change = table.changes.get(at).copied().flatten();
            self.inside(change, |body| body.row(table, row, &widths, left, false));
        }
        if table.header.is_empty() && table.rows.is_empty() {
            self.row(table, &[], &widths, left, false);
        }
        self.part.xml.close("w:tbl");
        // What stands in its cells is none of what is below it.
        self.part.ends = Ends::default();
        for (after, has) in self.after_table.iter_mut().zip(self.track.versions()) {
            *after |= has;
        }
    }

    /// Two tables that touch become one: an empty paragraph parts them, in the versions in which they do.
    fn part_tables(&mut self, touches: bool) {
        let [newer, older] = self.track.versions();
        let change = match [self.after_table[0] && (newer || self.track.replaced), self.after_table[1] && older] {
            [true, true] => None,
            [true, false] => Some(Change::Inserted),
            [false, true] => Some(Change::Deleted),
            [false, false] if touches => self.track.now,
            [false, false] => return,
        };
        self.as_of(change, |body| body.plain(Shape::of("TableText"), ""));
    }

    /// Whether a table stands right above what is being written, which stands there from now on.
    pub(super) fn leave_table(&mut self) -> bool {
        let mut left = false;
        for (after, has) in self.after_table.iter_mut().zip(self.track.versions()) {
            left |= has && std::mem::take(after);
        }
        left
    }

    fn table_properties(&mut self, widths: &[i64], left: i64, header: bool) {
        let xml = &mut self.part.xml;
        let whole: i64 = widths.iter().sum();
        xml.open("w:tblPr", &[]);
        xml.empty("w:tblStyle", &[("w:val", "ResponseTable")]);
        xml.empty("w:tblW", &[("w:w", &whole.to_string()), ("w:type", "dxa")]);
        self.table_indent(left);
        let xml = &mut self.part.xml;
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        let (value, first) = if header { ("0020", "1") } else { ("0000", "0") };
        xml.empty("w:tblLook", &[("w:val", value), ("w:firstRow", first), ("w:lastRow", "0"), ("w:firstColumn", "0")]);
        xml.close("w:tblPr");
        xml.open("w:tblGrid", &[]);
        widths.iter().for_each(|width| xml.raw(&grid_column(*width)));
        xml.close("w:tblGrid");
    }

    fn table_indent(&mut self, left: i64) {
        self.part.xml.empty("w:tblInd", &[("w:w", &left.to_string()), ("w:type", "dxa")]);
    }

    /// A row; it starts at `left` where the table that it stands in does not.
    fn row(&mut self, table: &Table, cells: &[Vec<Inline>], widths: &[i64], left: Option<i64>, header: bool) {
        self.part.xml.open("w:tr", &[]);
        if let Some(left) = left {
            self.part.xml.open("w:tblPrEx", &[]);
            self.table_indent(left);
            self.part.xml.close("w:tblPrEx");
        }
        self.part.xml.raw("<w:trPr><w:cantSplit/>");
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
        self.leave_table();
        // Each cell ends by itself. In a row that comes no sign may stand: LibreOffice empties the row below it.
        self.part.ends = Ends::default();
        let shape = Shape { keep_next: header, align, ..Shape::of("TableText") };
        self.paragraph(shape, |body| body.inlines_as(words, if header { STRONG } else { PLAIN }));
        self.part.xml.close("w:tc");
    }
}

/// A column of a table's grid.
pub(super) fn grid_column(width: i64) -> String {
    format!("<w:gridCol w:w=\"{width}\"/>")
}

/// Shares a width among columns: each gets room for its longest word, and of what is left a share by how
/// much longer its longest cell is, within limits. Where not even the words have room, they share by their
/// lengths.
fn widths(table: &Table, columns: usize, whole: i64, size: usize) -> Vec<i64> {
    let (words, weights): (Vec<i64>, Vec<i64>) = (0..columns)
        .map(|at| {
            let cells = table.rows.iter().chain([&table.header]).filter_map(|row| row.get(at)).map(|cell| walk::plain(cell));
            let lengths = cells.map(|cell| (cell.split_whitespace().map(letters).max().unwrap_or_default(), letters(&cell)));
            let (word, cell) = lengths.fold((0, 0), |most, one| (most.0.max(one.0), most.1.max(one.1)));
            (word_width(word, size), (cell.min(60) - word.min(60) + 1) as i64)
        })
        .unzip();
    let (mut widths, weights) = if words.iter().sum::<i64>() <= whole { (words, weights) } else { (vec![0; columns], words) };
    let (left, sum) = (whole - widths.iter().sum::<i64>(), weights.iter().sum::<i64>());
    widths.iter_mut().zip(weights).for_each(|(width, weight)| *width = (*width + left * weight / sum).max(1));
    let rest = whole - widths.iter().sum::<i64>();
    if let Some(last) = widths.last_mut() {
        *last = (*last + rest).max(1);
    }
    widths
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

/// What a word of so many letters takes at most, in twips, with the space at both sides of a cell: a bold
/// letter is as wide as 0.62 of its size on average in Liberation Sans, which has the widths of Arial.
fn word_width(letters: usize, size: usize) -> i64 {
    let letter = (size * 10 * 62).div_ceil(100);
    (letters * letter) as i64 + 2 * CELL_SPACE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Vec<Inline> {
        vec![Inline::text(text)]
    }

    #[test]
    fn columns_fill_the_width() {
        let header = vec![cell("No"), cell("A long heading that needs more room than the other")];
        let table = Table { columns: vec![], header, ..Table::default() };
        let shared = widths(&table, 3, 9_000, 20);
        assert_eq!(shared.iter().sum::<i64>(), 9_000);
        assert!(shared[1] > shared[0], "{shared:?}");
    }

    #[test]
    fn no_word_is_cut_while_there_is_room() {
        let header = vec![cell("Item"), cell("2013"), cell("Funding")];
        let rows = vec![vec![
            cell("What each commissioned place is paid by the local authority, year by year"),
            cell("£10,000"),
            cell("Unchanged"),
        ]];
        let table = Table { header, rows, ..Table::default() };
        let shared = widths(&table, 3, 8_000, 22);
        assert!(shared[1] >= word_width(7, 22) && shared[2] >= word_width(9, 22), "{shared:?}");
    }

    #[test]
    fn words_without_room_share_it() {
        let table = Table { header: vec![cell(&"x".repeat(80)), cell(&"x".repeat(40))], ..Table::default() };
        let shared = widths(&table, 2, 6_000, 22);
        assert!(shared[0] > shared[1] && shared.iter().sum::<i64>() == 6_000, "{shared:?}");
    }
}
