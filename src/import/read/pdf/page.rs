//! Pages, one by one: each becomes lines and grids, and is forgotten.

use super::annotations;
use super::canvas::{Canvas, Glyph};
use super::file::File;
use super::forms;
use super::interpret::{Interpreter, Shared};
use super::lines::{self, Line};
use super::matrix::{Area, Matrix};
use super::tables::{self, Grid};
use super::words::{self, Row, Word, WordKind};
use super::{labels, words::rows};
use lopdf::{Dictionary, Object};

/// What all pages gave.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub pages: u32,
    letters: usize,
    pub lines: Vec<Line>,
    pub grids: Vec<Grid>,
    /// Where the links lead.
    pub addresses: Vec<String>,
    /// Furniture by the file's own word, line by line.
    pub artifacts: Vec<String>,
    /// Pages and their words that stand on their side or outside.
    pub aside: Vec<(u32, String)>,
    /// Pages without text.
    pub empty: Vec<u32>,
    /// Pages that show a picture over most of them.
    pub scans: u32,
    /// Letters without a text, and the page of the first.
    pub unknown: (usize, u32),
    /// Small pictures beside text.
    pub marks: usize,
    /// Pages that hold more letters than are read.
    pub full: Vec<u32>,
}

impl Read {
    pub(super) fn has_words(&self) -> bool {
        !self.lines.is_empty() || self.artifacts.iter().any(|line| !line.is_empty())
    }
}

/// Reads all pages.
pub(super) fn all(file: &File) -> Read {
    let mut read = Read::default();
    let mut shared = Shared::default();
    for (number, id) in (1..).zip(&file.pages) {
        read.pages = number;
        if read.letters > file.letters {
            read.full.push(number);
            continue;
        }
        match file.doc.get_dictionary(*id) {
            Ok(page) => read.page(file, page, &mut shared, number),
            Err(_) => read.empty.push(number),
        }
    }
    read
}

/// The size of a page and the way from its own measure to ours: from the top left corner downwards.
fn frame(file: &File, page: &Dictionary) -> (f64, f64, Matrix) {
    let area = |key: &[u8]| {
        let numbers: Vec<f64> = match file.inherited(page, key) {
            Some(Object::Array(items)) => {
                items.iter().map(|item| file.follow(item).and_then(super::file::as_number).unwrap_or(0.0)).collect()
            }
            _ => Vec::new(),
        };
        let [x0, y0, x1, y1] = *numbers.get(..4)? else { return None };
        let area = Area::around((x0, y0), (x1, y1));
        (area.width() > 1.0 && area.height() > 1.0 && area.width() < 1e6 && area.height() < 1e6).then_some(area)
    };
    let area = area(b"CropBox").or_else(|| area(b"MediaBox")).unwrap_or(Area { left: 0.0, top: 0.0, right: 612.0, bottom: 792.0 });
    let turn = file.inherited(page, b"Rotate").and_then(super::file::as_number).unwrap_or(0.0) as i64;
    let (width, height) = (area.width(), area.height());
    match turn.rem_euclid(360) {
        90 => (height, width, Matrix([0.0, 1.0, 1.0, 0.0, -area.top, -area.left])),
        180 => (width, height, Matrix([-1.0, 0.0, 0.0, 1.0, area.right, -area.top])),
        270 => (height, width, Matrix([0.0, -1.0, -1.0, 0.0, area.bottom, area.right])),
        _ => (width, height, Matrix([1.0, 0.0, 0.0, -1.0, -area.left, area.bottom])),
    }
}

impl Read {
    fn page(&mut self, file: &File, page: &Dictionary, shared: &mut Shared, number: u32) {
        let (width, height, base) = frame(file, page);
        let mut canvas = Canvas { width, height, ..Canvas::default() };
        let resources = file.inherited(page, b"Resources").and_then(|object| object.as_dict().ok());
        let content = file.content(page);
        Interpreter::new(file, shared, &mut canvas).run(&content, resources, base, 0);
        let mut over = annotations::read(file, page, &base);
        self.letters += canvas.glyphs.len();
        self.report(&canvas, number, over.fields.is_empty());
        let (artifacts, glyphs): (Vec<Glyph>, Vec<Glyph>) =
            std::mem::take(&mut canvas.glyphs).into_iter().partition(|glyph| glyph.artifact);
        self.artifacts.extend(rows(artifacts).iter().map(|row| lines::plain(&row.words)).filter(|text| !text.is_empty()));
        let mut rows = words::rows(glyphs);
        over.link(&mut rows, &mut self.addresses);
        over.fill(&mut rows);
        self.marks += tick_pictures(&canvas.marks, &mut rows);
        bullets(&canvas.dots, &mut rows);
        let first = self.grids.len();
        let mut grids = tables::take(&canvas.rules, &mut rows, number, height);
        grids.append(&mut forms::take(&mut rows, number, height, grids.len()));
        self.grids.append(&mut grids);
        let mut lines = lines::lines(rows, number, height);
        for word in lines.iter_mut().flat_map(|line| &mut line.words) {
            if let WordKind::Table(at) = &mut word.kind {
                *at += first;
            }
        }
        self.lines.append(&mut lines);
    }

    fn report(&mut self, canvas: &Canvas, number: u32, no_fields: bool) {
        if canvas.glyphs.iter().all(|glyph| glyph.text.trim().is_empty()) && no_fields {
            self.empty.push(number);
        }
        self.scans += u32::from(canvas.scan);
        if canvas.unknown > 0 {
            self.unknown = (self.unknown.0 + canvas.unknown, if self.unknown.0 == 0 { number } else { self.unknown.1 });
        }
        if !canvas.aside.trim().is_empty() {
            self.aside.push((number, canvas.aside.trim().to_owned()));
        }
        if canvas.full {
            self.full.push(number);
        }
    }
}

/// Dots drawn before the first word of a line are its bullet: browsers draw them.
fn bullets(dots: &[Area], rows: &mut [Row]) {
    for dot in dots {
        let middle = (dot.top + dot.bottom) / 2.0;
        let Some(row) = rows.iter_mut().find(|row| (middle - (row.y - 0.3 * row.size)).abs() < 0.35 * row.size) else { continue };
        let Some(first) = row.words.first().filter(|first| first.kind == WordKind::Plain && !labels::is_bullet(&first.text)) else {
            continue;
        };
        let gap = first.left - dot.right;
        if gap > 0.0 && gap < 2.5 * row.size && dot.width() < 0.7 * row.size {
            let word =
                Word { text: "•".into(), left: dot.left, right: dot.right, bold: false, glued: false, link: None, ..first.clone() };
            row.words.insert(0, word);
        }
    }
}

/// Small pictures before options may be tick boxes; which way they stand cannot be told.
fn tick_pictures(marks: &[Area], rows: &mut [Row]) -> usize {
    let mut count = 0;
    for mark in marks {
        let middle = (mark.top + mark.bottom) / 2.0;
        let Some(row) = rows.iter_mut().find(|row| (middle - (row.y - 0.35 * row.size)).abs() < 0.7 * row.size) else { continue };
        let Some(at) = row.words.iter().position(|word| word.left >= mark.right - 2.0) else { continue };
        let said = lines::plain(&row.words[at..]);
        if row.words[at].left - mark.right > 3.0 * row.size || !labels::is_option(&said) {
            continue;
        }
        count += 1;
        let kind = WordKind::Tick { on: None, field: false, picture: true };
        let like = &row.words[at];
        let word = Word { text: "☐".into(), left: mark.left, right: mark.right, kind, glued: false, link: None, ..like.clone() };
        row.words.insert(at, word);
    }
    count
}
