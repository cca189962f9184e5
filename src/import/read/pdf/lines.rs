//! Rows to lines in reading order: columns are read one after the other.

use super::words::{Row, Word, WordKind};

/// A line of text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub page: u32,
    pub left: f64,
    pub right: f64,
    pub y: f64,
    /// Size of most of its letters.
    pub size: f64,
    pub words: Vec<Word>,
    /// Its words, spaced, without marks of notes.
    pub text: String,
    /// Every letter is bold.
    pub bold: bool,
    /// The first letter is bold.
    pub begins_bold: bool,
    /// The right edge of its column; 0 where the page has one only.
    pub edge: f64,
    /// Counts up from column to column.
    pub column: u32,
    /// Of the page.
    pub height: f64,
}

/// How often columns are looked for within columns.
const DEPTH: u8 = 2;

/// Puts the rows of a page or a cell into lines.
pub(super) fn lines(rows: Vec<Row>, page: u32, height: f64) -> Vec<Line> {
    let mut columns = Columns { page, height, column: 0, lines: Vec::new() };
    columns.read(rows, DEPTH, 0.0);
    columns.lines
}

struct Columns {
    page: u32,
    height: f64,
    column: u32,
    lines: Vec<Line>,
}

impl Columns {
    fn read(&mut self, rows: Vec<Row>, depth: u8, edge: f64) {
        let gutter = if depth > 0 { gutter(&rows) } else { None };
        let Some(at) = gutter else {
            let lines: Vec<Line> = rows.into_iter().filter_map(|row| line(row, self, edge)).collect();
            self.lines.extend(lines);
            return;
        };
        let (mut left, mut right) = (Vec::new(), Vec::new());
        let edge_of = |rows: &[Row]| rows.iter().flat_map(|row| &row.words).map(|word| word.right).fold(0.0, f64::max);
        for row in rows {
            if crosses(&row, at) {
                self.both(&mut left, &mut right, depth, at);
                let edge = edge_of(std::slice::from_ref(&row)).max(at);
                let line = line(row, self, if edge > at { 0.0 } else { edge });
                self.lines.extend(line);
                continue;
            }
            let (before, after): (Vec<Word>, Vec<Word>) = row.words.into_iter().partition(|word| word.right <= at + 1.0);
            let part = |words: Vec<Word>| (!words.is_empty()).then_some(Row { y: row.y, size: row.size, words });
            left.extend(part(before));
            right.extend(part(after));
        }
        self.both(&mut left, &mut right, depth, at);
    }

    fn both(&mut self, left: &mut Vec<Row>, right: &mut Vec<Row>, depth: u8, gutter: f64) {
        for rows in [left, right] {
            if rows.is_empty() {
                continue;
            }
            self.column += 1;
            let edge = rows.iter().flat_map(|row| &row.words).map(|word| word.right).fold(0.0, f64::max);
            let edge = if edge < gutter { edge.max(gutter - 30.0) } else { edge };
            self.read(std::mem::take(rows), depth - 1, edge);
            self.column += 1;
        }
    }
}

/// The stretches of a row without wide gaps.
pub(super) fn stretches(row: &Row) -> Vec<(f64, f64)> {
    let mut out: Vec<(f64, f64)> = Vec::new();
    let mut words: Vec<(f64, f64)> = row.words.iter().map(|word| (word.left, word.right)).collect();
    words.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (left, right) in words {
        match out.last_mut() {
            Some(last) if left - last.1 < 0.8 * row.size => last.1 = last.1.max(right),
            _ => out.push((left, right)),
        }
    }
    out
}

fn crosses(row: &Row, at: f64) -> bool {
    stretches(row).iter().any(|(left, right)| *left < at - 1.0 && *right > at + 1.0)
}

/// Where the page parts into two columns of running text; nothing where it does not.
fn gutter(rows: &[Row]) -> Option<f64> {
    if rows.len() < 6 {
        return None;
    }
    let spans: Vec<Vec<(f64, f64)>> = rows.iter().map(stretches).collect();
    let all = || spans.iter().flatten();
    let left = all().map(|span| span.0).fold(f64::MAX, f64::min);
    let right = all().map(|span| span.1).fold(0.0, f64::max);
    let bins = ((right - left) / 2.0) as usize;
    if !(20..2000).contains(&bins) {
        return None;
    }
    let mut cover = vec![0usize; bins + 1];
    for (from, to) in all() {
        let range = ((from - left) / 2.0) as usize..=(((to - left) / 2.0) as usize).min(bins);
        cover[range].iter_mut().for_each(|count| *count += 1);
    }
    let most = cover.iter().copied().max().unwrap_or(0);
    // The widest of the emptiest places.
    [0, most / 10, most / 4].into_iter().find_map(|limit| {
        let (from, to) = widest(&cover, bins, limit)?;
        let at = left + (from + to) as f64;
        prose(&spans, at, left, right).then_some(at)
    })
}

/// The widest run of bins, away from both edges, that no more than `limit` rows cover.
fn widest(cover: &[usize], bins: usize, limit: usize) -> Option<(usize, usize)> {
    let (low, high) = (bins * 15 / 100, bins * 85 / 100);
    let mut best: Option<(usize, usize)> = None;
    let mut start = low;
    for (at, count) in cover.iter().enumerate().take(high + 1).skip(low) {
        if *count > limit {
            start = at + 1;
        } else if at + 1 - start >= 4 && best.is_none_or(|best| at + 1 - start > best.1 - best.0) {
            best = Some((start, at + 1));
        }
    }
    best
}

/// Whether running text stands on both sides.
fn prose(spans: &[Vec<(f64, f64)>], at: f64, left: f64, right: f64) -> bool {
    let side = |on_left: bool| {
        let width = if on_left { at - left } else { right - at };
        let parts: Vec<f64> = spans
            .iter()
            .filter_map(|row| {
                let parts: Vec<&(f64, f64)> =
                    row.iter().filter(|span| if on_left { span.1 <= at + 1.0 } else { span.0 >= at - 1.0 }).collect();
                (!parts.is_empty()).then(|| parts.iter().map(|span| span.1 - span.0).sum())
            })
            .collect();
        let long = parts.iter().filter(|part| **part > 0.6 * width).count();
        (width > 80.0 && long >= 4 && long * 2 >= parts.len()).then_some(parts.len())
    };
    let (Some(before), Some(after)) = (side(true), side(false)) else { return false };
    let crossing = spans.iter().filter(|row| row.iter().any(|span| span.0 < at - 1.0 && span.1 > at + 1.0)).count();
    crossing <= before.max(after) && before.min(after) * 5 >= before.max(after)
}

fn line(row: Row, columns: &Columns, edge: f64) -> Option<Line> {
    let (page, height, column) = (columns.page, columns.height, columns.column);
    let words = row.words;
    let left = words.iter().map(|word| word.left).fold(f64::MAX, f64::min);
    let right = words.iter().map(|word| word.right).fold(0.0, f64::max);
    let spoken = || words.iter().filter(|word| word.text.contains(char::is_alphanumeric) && word.kind == WordKind::Plain);
    let bold = spoken().count() > 0 && spoken().all(|word| word.bold);
    let begins_bold = spoken().next().is_some_and(|word| word.bold);
    let size = usual_size(&words).unwrap_or(row.size);
    let text = plain(&words);
    let words = phrases(words);
    (!words.is_empty()).then_some(Line { page, left, right, y: row.y, size, text, bold, begins_bold, edge, column, height, words })
}

/// Words that look the same, as one: less to keep. The first stay alone, for labels are looked for there.
fn phrases(words: Vec<Word>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(8);
    for word in words {
        let alone = out.len() <= 4;
        match out.last_mut() {
            Some(last) if !alone && word.kind == WordKind::Plain && alike(last, &word) => {
                if !word.glued {
                    last.text.push(' ');
                }
                last.text.push_str(&word.text);
                last.right = word.right;
            }
            _ => out.push(word),
        }
    }
    out.shrink_to_fit();
    out
}

fn alike(one: &Word, other: &Word) -> bool {
    one.kind == other.kind
        && one.bold == other.bold
        && one.italic == other.italic
        && one.link == other.link
        && (one.size - other.size).abs() < 0.1
}

/// The size of most letters, to a tenth.
fn usual_size(words: &[Word]) -> Option<f64> {
    let mut sizes: Vec<(i64, usize)> = Vec::new();
    for word in words {
        let size = (word.size * 10.0).round() as i64;
        match sizes.iter_mut().find(|(known, _)| *known == size) {
            Some((_, count)) => *count += word.text.len(),
            None => sizes.push((size, word.text.len())),
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map(|(size, _)| size as f64 / 10.0)
}

/// The words, spaced, without marks of notes and tick boxes.
pub(super) fn plain(words: &[Word]) -> String {
    let mut text = String::new();
    for word in words {
        if word.kind == WordKind::Plain {
            if !word.glued && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&word.text);
        }
    }
    text
}

impl Line {
    /// Whether a tick box stands first.
    pub(super) fn begins_with_tick(&self) -> bool {
        self.words.first().is_some_and(|word| matches!(word.kind, WordKind::Tick { .. }))
    }
}
