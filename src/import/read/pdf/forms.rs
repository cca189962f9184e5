//! Forms without ruled lines: a head that says "Question" over one column and "Response" over another,
//! and below it text that keeps to these columns. Other text in columns is left to the reader of lines:
//! numbered paragraphs look the same.

use super::lines::{self, Line};
use super::tables::Grid;
use super::words::{Row, Word};
use crate::import::read::lines::typed_label;

/// How far to the left of its head a column may begin.
const NEAR: f64 = 4.0;
/// A gap this much wider than that between lines parts rows.
const WIDE: f64 = 1.3;

/// Takes forms out of the rows of a page, as tables; `so_far` is how many tables the page has.
pub(super) fn take(rows: &mut Vec<Row>, page: u32, height: f64, so_far: usize) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut from = 0;
    while let Some(at) = (from..rows.len()).find(|&at| Head::of(&rows[at]).is_some()) {
        from = at + 1;
        let Some(head) = Head::of(&rows[at]) else { continue };
        let end = (at + 1..rows.len()).find(|&next| !head.holds(&rows[next])).unwrap_or(rows.len());
        let asks = rows[at + 1..end].iter().any(|row| head.words(row, head.question).is_some_and(|text| text.ends_with('?')));
        if end < at + 3 || !asks {
            continue;
        }
        let taken: Vec<Row> = rows.drain(at..end).collect();
        rows.insert(at, stand_in(&taken, so_far + grids.len()));
        grids.push(head.grid(taken, page, height));
    }
    grids
}

/// The head of a form.
struct Head {
    /// Where its columns begin.
    columns: Vec<f64>,
    /// Which column asks.
    question: usize,
}

impl Head {
    fn of(row: &Row) -> Option<Self> {
        let columns: Vec<f64> = lines::stretches(row).iter().map(|(left, _)| *left).collect();
        let head = Self { columns, question: 0 };
        let names: Vec<String> = (0..head.columns.len()).map(|column| head.words(row, column).unwrap_or_default().to_lowercase()).collect();
        let question = names.iter().position(|name| matches!(name.trim_end_matches(':'), "question" | "questions"))?;
        let answers = |name: &String| ["response", "answer", "comment", "view", "reply"].iter().any(|word| name.contains(word));
        names.iter().any(answers).then_some(Self { question, ..head })
    }

    fn column(&self, x: f64) -> usize {
        self.columns.partition_point(|left| *left <= x + NEAR).max(1) - 1
    }

    /// Whether a row keeps to the columns.
    fn holds(&self, row: &Row) -> bool {
        lines::stretches(row).iter().all(|(left, right)| {
            let next = self.columns.get(self.column(*left) + 1);
            *left >= self.columns[0] - NEAR && next.is_none_or(|next| right < next)
        })
    }

    /// The words of a row in a column; nothing where there are none.
    fn words(&self, row: &Row, column: usize) -> Option<String> {
        let words: Vec<Word> = row.words.iter().filter(|word| self.column(word.left) == column).cloned().collect();
        (!words.is_empty()).then(|| lines::plain(&words))
    }

    /// The rows of words put into cells.
    fn grid(&self, rows: Vec<Row>, page: u32, height: f64) -> Grid {
        let gaps = rows.windows(2).skip(1).map(|pair| pair[1].y - pair[0].y);
        let usual = gaps.fold(f64::MAX, f64::min);
        let mut out: Vec<Vec<Row>> = Vec::new();
        for (n, row) in rows.into_iter().enumerate() {
            let last = out.last().and_then(|rows: &Vec<Row>| rows.last());
            if n < 2 || last.is_none_or(|last| self.begins(&row, last, usual)) {
                out.push(Vec::new());
            }
            out.last_mut().into_iter().for_each(|rows| rows.push(row.clone()));
        }
        let rows = out.iter().map(|rows| (0..self.columns.len()).map(|column| self.cell(rows, column, page, height)).collect()).collect();
        Grid { page, columns: self.columns.clone(), rows }
    }

    /// Whether a row of words begins a row of the form.
    fn begins(&self, row: &Row, last: &Row, usual: f64) -> bool {
        let numbered = (0..self.question).any(|column| self.words(row, column).is_some());
        let asked = self.words(last, self.question).is_some_and(|text| text.ends_with('?'));
        let words = self.words(row, self.question).unwrap_or_default();
        let labelled = typed_label(&words).is_some_and(|(label, _)| label.starts_with(|c: char| c.is_ascii_digit()));
        numbered || labelled || row.y - last.y > WIDE * usual || asked && words.starts_with(char::is_uppercase)
    }

    fn cell(&self, rows: &[Row], column: usize, page: u32, height: f64) -> Vec<Line> {
        let part = |row: &Row| {
            let words: Vec<Word> = row.words.iter().filter(|word| self.column(word.left) == column).cloned().collect();
            (!words.is_empty()).then_some(Row { y: row.y, size: row.size, words })
        };
        let rows: Vec<Row> = rows.iter().filter_map(part).collect();
        let right = rows.iter().flat_map(|row| &row.words).map(|word| word.right).fold(0.0, f64::max);
        let edge = self.columns.get(column + 1).map_or(right, |next| next - NEAR);
        let mut lines = lines::lines(rows, page, height);
        lines.iter_mut().for_each(|line| line.edge = edge);
        lines
    }
}

fn stand_in(rows: &[Row], at: usize) -> Row {
    let words = || rows.iter().flat_map(|row| &row.words);
    let left = words().map(|word| word.left).fold(f64::MAX, f64::min);
    let right = words().map(|word| word.right).fold(0.0, f64::max);
    let y = rows.first().map_or(0.0, |row| row.y);
    Row { y, size: 1.0, words: vec![Word::table(at, left, right, y)] }
}
