//! Tables with ruled lines: their grid, and which words stand in which cell.

use super::lines::{self, Line};
use super::matrix::Area;
use super::words::{Row, Word};

/// How far lines may miss each other and still meet.
const NEAR: f64 = 3.0;
/// A page with more ruled lines than this is a drawing.
const MOST: usize = 1500;

/// A table: the lines of each cell of each row.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub page: u32,
    /// Where its columns begin.
    pub columns: Vec<f64>,
    pub rows: Vec<Vec<Vec<Line>>>,
}

/// Takes the words of ruled tables out of the rows of a page; a word of its own stands for each.
pub(super) fn take(rules: &[Area], rows: &mut Vec<Row>, page: u32, height: f64) -> Vec<Grid> {
    let mut grids = Vec::new();
    for frame in frames(rules) {
        // A ruled letterhead is no table.
        if frame.area.bottom < 0.1 * height || frame.area.top > 0.9 * height {
            continue;
        }
        let Some(cells) = frame.cells(rows) else { continue };
        rows.iter_mut().for_each(|row| row.words.retain(|word| !frame.holds(word)));
        rows.retain(|row| !row.words.is_empty());
        rows.push(frame.stand_in(grids.len()));
        let lines_of = |cell: Cell| {
            let mut lines = lines::lines(cell.rows, page, height);
            lines.iter_mut().for_each(|line| line.edge = cell.right - 4.0);
            lines
        };
        let rows = cells.into_iter().map(|row| row.into_iter().map(lines_of).collect()).collect();
        grids.push(Grid { page, columns: frame.xs.clone(), rows });
    }
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    grids
}

/// A cell: its right edge, and the rows of words in it.
#[derive(Debug)]
struct Cell {
    right: f64,
    rows: Vec<Row>,
}

/// Ruled lines that hang together.
#[derive(Debug)]
struct Frame {
    area: Area,
    across: Vec<Area>,
    down: Vec<Area>,
    xs: Vec<f64>,
    ys: Vec<f64>,
}

fn frames(rules: &[Area]) -> Vec<Frame> {
    let (across, down): (Vec<Area>, Vec<Area>) = rules.iter().copied().partition(|rule| rule.width() >= rule.height());
    let turn = |area: &Area| Area { left: area.top, top: area.left, right: area.bottom, bottom: area.right };
    let across = merged(across);
    let down: Vec<Area> = merged(down.iter().map(turn).collect()).iter().map(turn).collect();
    if across.len() + down.len() > MOST || down.is_empty() {
        return Vec::new();
    }
    groups(&across, &down)
}

/// Lines on one height that follow each other, as one.
fn merged(mut lines: Vec<Area>) -> Vec<Area> {
    lines.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    let mut out: Vec<Area> = Vec::new();
    for line in lines {
        let same =
            |other: &&mut Area| (other.top - line.top).abs() < 1.5 && line.left <= other.right + NEAR && line.right >= other.left - NEAR;
        match out.iter_mut().rev().take(40).find(same) {
            Some(other) => *other = other.with(&line),
            None => out.push(line),
        }
    }
    out.retain(|line| line.width() >= 6.0);
    out
}

fn meet(across: &Area, down: &Area) -> bool {
    across.left <= down.right + NEAR
        && across.right >= down.left - NEAR
        && across.top <= down.bottom + NEAR
        && across.bottom >= down.top - NEAR
}

fn groups(across: &[Area], down: &[Area]) -> Vec<Frame> {
    let mut frames = Vec::new();
    let mut taken = vec![false; down.len()];
    let mut used = vec![false; across.len()];
    for start in 0..down.len() {
        if taken[start] {
            continue;
        }
        taken[start] = true;
        let (mut verticals, mut horizontals, mut next) = (vec![down[start]], Vec::new(), 0);
        while next < verticals.len() {
            let vertical = verticals[next];
            next += 1;
            for (at, line) in across.iter().enumerate().filter(|(_, line)| meet(line, &vertical)) {
                if std::mem::replace(&mut used[at], true) {
                    continue;
                }
                horizontals.push(*line);
                for (other, candidate) in down.iter().enumerate() {
                    if !taken[other] && meet(line, candidate) {
                        taken[other] = true;
                        verticals.push(*candidate);
                    }
                }
            }
        }
        frames.extend(Frame::of(horizontals, verticals));
    }
    frames.sort_by(|a, b| a.area.top.total_cmp(&b.area.top));
    frames
}

/// Distinct places, in order.
fn places(mut all: Vec<f64>) -> Vec<f64> {
    all.sort_by(f64::total_cmp);
    let mut out: Vec<f64> = Vec::new();
    for place in all {
        if out.last().is_none_or(|last| place - last > NEAR) {
            out.push(place);
        }
    }
    out
}

impl Frame {
    fn of(across: Vec<Area>, down: Vec<Area>) -> Option<Self> {
        let first = *across.first()?;
        let area = across.iter().chain(&down).fold(first, |area, line| area.with(line));
        let xs = places(down.iter().map(|line| line.left).chain([area.left, area.right]).collect());
        let ys = places(across.iter().map(|line| line.top).chain([area.top, area.bottom]).collect());
        (xs.len() >= 3 && ys.len() >= 2 && xs.len() * ys.len() < 20_000).then_some(Self { area, across, down, xs, ys })
    }

    fn holds(&self, word: &Word) -> bool {
        self.area.holds((word.left + word.right) / 2.0, word.y - 0.3 * word.size)
    }

    /// The word that stands for the table.
    fn stand_in(&self, at: usize) -> Row {
        let word = Word::table(at, self.area.left, self.area.right, self.area.top);
        Row { y: self.area.top, size: 1.0, words: vec![word] }
    }

    fn wall_left(&self, row: usize, column: usize) -> bool {
        let (x, y) = (self.xs[column], (self.ys[row] + self.ys[row + 1]) / 2.0);
        column == 0 || self.down.iter().any(|line| (line.left - x).abs() <= NEAR && line.top <= y && y <= line.bottom)
    }

    fn wall_above(&self, row: usize, column: usize) -> bool {
        let (x, y) = ((self.xs[column] + self.xs[column + 1]) / 2.0, self.ys[row]);
        row == 0 || self.across.iter().any(|line| (line.top - y).abs() <= NEAR && line.left <= x && x <= line.right)
    }

    /// For each slot of the grid, the slot that begins its cell.
    fn owners(&self) -> Vec<Vec<(usize, usize)>> {
        let mut owners: Vec<Vec<(usize, usize)>> = Vec::new();
        for row in 0..self.ys.len() - 1 {
            let mut line: Vec<(usize, usize)> = Vec::new();
            for column in 0..self.xs.len() - 1 {
                line.push(match (self.wall_left(row, column), self.wall_above(row, column)) {
                    (false, _) => line[column - 1],
                    (true, false) => owners[row - 1][column],
                    (true, true) => (row, column),
                });
            }
            owners.push(line);
        }
        owners
    }

    /// The cells of each row; nothing where it is a frame around text and no table.
    fn cells(&self, rows: &[Row]) -> Option<Vec<Vec<Cell>>> {
        let owners = self.owners();
        let slots = self.slots(rows, &owners);
        let filled = |row: &&Vec<Vec<Row>>| row.iter().filter(|cell| !cell.is_empty()).count() > 1;
        slots.iter().find(filled)?;
        let mut out = Vec::new();
        for (at, row) in slots.into_iter().enumerate() {
            // A cell that spans columns is one cell; one that spans rows leaves empty ones below it.
            let begins = |column: usize| column == 0 || owners[at][column] != owners[at][column - 1];
            let cells: Vec<Cell> = row
                .into_iter()
                .enumerate()
                .filter(|(column, _)| begins(*column))
                .map(|(column, rows)| Cell { right: self.right_of(&owners[at], column), rows })
                .collect();
            if cells.iter().any(|cell| !cell.rows.is_empty()) {
                out.push(cells);
            }
        }
        Some(out)
    }

    /// The rows of words in each slot of the grid, at the slot that begins their cell.
    fn slots(&self, rows: &[Row], owners: &[Vec<(usize, usize)>]) -> Vec<Vec<Vec<Row>>> {
        let mut slots: Vec<Vec<Vec<Row>>> = vec![vec![Vec::new(); self.xs.len() - 1]; owners.len()];
        let slot = |places: &[f64], at: f64| places.partition_point(|place| *place <= at).clamp(1, places.len() - 1) - 1;
        for row in rows {
            for word in row.words.iter().filter(|word| self.holds(word)) {
                let (line, column) = owners[slot(&self.ys, word.y - 0.3 * word.size)][slot(&self.xs, (word.left + word.right) / 2.0)];
                let cell = &mut slots[line][column];
                match cell.last_mut().filter(|last| last.y == row.y) {
                    Some(last) => last.words.push(word.clone()),
                    None => cell.push(Row { y: row.y, size: row.size, words: vec![word.clone()] }),
                }
            }
        }
        slots
    }

    fn right_of(&self, owners: &[(usize, usize)], column: usize) -> f64 {
        let last = (column..owners.len()).take_while(|at| owners[*at] == owners[column]).last().unwrap_or(column);
        self.xs[last + 1]
    }
}
