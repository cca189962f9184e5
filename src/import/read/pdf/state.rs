//! The state that operators of a content stream change.

use super::font::Font;
use super::matrix::Matrix;
use std::rc::Rc;

/// What `q` saves and `Q` brings back.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub ctm: Matrix,
    pub font: Option<Rc<Font>>,
    pub size: f64,
    pub letter_space: f64,
    pub word_space: f64,
    /// 1 is the font's own width.
    pub stretch: f64,
    pub leading: f64,
    pub rise: f64,
    pub mode: u8,
}

/// Where the next letter stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    pub text: Matrix,
    pub line: Matrix,
}

impl State {
    pub(super) fn new(ctm: Matrix) -> Self {
        Self { ctm, font: None, size: 1.0, letter_space: 0.0, word_space: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0, mode: 0 }
    }
}

impl Pen {
    pub(super) const START: Self = Self { text: Matrix::ONE, line: Matrix::ONE };

    /// To the start of a line, by a distance from the start of the last.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.set(Matrix::shift(x, y).then(&self.line));
    }

    pub(super) fn set(&mut self, line: Matrix) {
        self.line = line;
        self.text = line;
    }

    pub(super) fn advance(&mut self, x: f64) {
        self.text = Matrix::shift(x, 0.0).then(&self.text);
    }
}

/// A stretch of marked content that is open.
#[derive(Debug, Clone)]
pub(super) enum Marked {
    /// Furniture.
    Artifact,
    /// What is shown stands for other text; taken by its first letter.
    Replaced {
        text: Option<String>,
        /// The letter that took it.
        glyph: Option<usize>,
    },
    /// Anything else.
    Plain,
}
