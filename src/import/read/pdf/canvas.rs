//! What a page shows: letters, ruled lines, small pictures; from the top left corner downwards.

use super::matrix::{Area, Matrix};
use std::rc::Rc;

/// More letters than this on one page are not read.
const GLYPHS: usize = 300_000;
/// More lines than this on one page are not kept.
const RULES: usize = 20_000;
/// A filled box thinner than this is a line.
const THIN: f64 = 3.0;

/// A letter, or what stands for one.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub text: Rc<str>,
    pub x: f64,
    /// The line it stands on.
    pub y: f64,
    pub width: f64,
    pub size: f64,
    pub bold: bool,
    pub italic: bool,
    /// Furniture by the file's own word.
    pub artifact: bool,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    pub width: f64,
    pub height: f64,
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Area>,
    /// Pictures of the size of a tick box.
    pub marks: Vec<Area>,
    /// Discs, rings and squares of the size of a bullet.
    pub dots: Vec<Area>,
    /// Whether it shows a picture over most of the page: a scan.
    pub scan: bool,
    /// Words that stand on their side or outside the page.
    pub aside: String,
    /// Letters that no table of the file explains.
    pub unknown: usize,
    /// More letters than are read.
    pub full: bool,
}

impl Canvas {
    /// Adds a letter.
    pub(super) fn add(&mut self, glyph: Glyph) {
        if self.glyphs.len() >= GLYPHS {
            self.full = true;
            return;
        }
        self.glyphs.push(glyph);
    }

    /// Adds a picture over the unit square of `place`.
    pub(super) fn picture(&mut self, place: &Matrix) {
        let area = Area::around(place.point(0.0, 0.0), place.point(1.0, 1.0));
        if (3.0..24.0).contains(&area.width()) && (3.0..24.0).contains(&area.height()) && self.marks.len() < 5000 {
            self.marks.push(area);
        }
        if area.width() * area.height() > 0.6 * self.width * self.height {
            self.scan = true;
        }
    }

    fn dot(&mut self, area: Area) {
        let size = area.width().max(area.height());
        if (2.0..7.0).contains(&size) && (area.width() - area.height()).abs() < 0.8 && self.dots.len() < 5000 {
            self.dots.push(area);
        }
    }

    fn rule(&mut self, area: Area) {
        if self.rules.len() < RULES && area.width().max(area.height()) >= 4.0 {
            self.rules.push(area);
        }
    }
}

/// The path that is being drawn: each part a run of corners.
#[derive(Debug, Default)]
pub(super) struct Path {
    parts: Vec<Vec<(f64, f64)>>,
    curved: bool,
}

impl Path {
    pub(super) fn move_to(&mut self, point: (f64, f64)) {
        if self.parts.len() < RULES {
            self.parts.push(vec![point]);
        }
    }

    pub(super) fn line_to(&mut self, point: (f64, f64)) {
        match self.parts.last_mut() {
            Some(part) if part.len() < 64 => part.push(point),
            Some(_) => {}
            None => self.move_to(point),
        }
    }

    pub(super) fn curve_to(&mut self, point: (f64, f64)) {
        self.curved = true;
        self.line_to(point);
    }

    pub(super) fn close(&mut self) {
        if let Some(first) = self.parts.last().and_then(|part| part.first()).copied() {
            self.line_to(first);
        }
    }

    pub(super) fn clear(&mut self) {
        self.parts.clear();
        self.curved = false;
    }

    /// Paints it: lines drawn, boxes filled so thin that they are lines.
    pub(super) fn paint(&mut self, canvas: &mut Canvas, stroke: bool, fill: bool) {
        for part in &self.parts {
            let around = |point: &(f64, f64)| Area::around(*point, *point);
            let Some(first) = part.first().map(around) else { continue };
            let area = part.iter().fold(first, |area, point| area.with(&around(point)));
            if self.curved || fill {
                canvas.dot(area);
            }
            if stroke {
                for pair in part.windows(2) {
                    let area = Area::around(pair[0], pair[1]);
                    if area.width() < 1.0 || area.height() < 1.0 {
                        canvas.rule(area);
                    }
                }
            } else if fill && !self.curved && part.len() > 2 && (area.width() < THIN || area.height() < THIN) {
                canvas.rule(area);
            }
        }
        self.clear();
    }
}
