//! Lengths: what a house style gives in millimetres and points, in the twentieths of a point
//! ("twips") that the format counts in.

use crate::document::{Document, Kind, house::House};

/// A4, in twips.
pub(super) const PAGE: (i64, i64) = (11_906, 16_838);

/// What one level of indentation is at least: a centimetre.
const STEP: i64 = 567;

/// Lengths that several parts need, in twips.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Size of the text, in half points.
    pub(super) size: usize,
    /// Above, right, below, left.
    pub(super) margins: [i64; 4],
    /// Between the margins.
    pub(super) text_width: i64,
    /// From a paragraph's number to its text.
    pub(super) number: i64,
    /// From a section's letter to its title.
    pub(super) section: i64,
    /// From an item's number to its text.
    pub(super) item: i64,
}

impl Look {
    /// Makes room for the longest number that the document has.
    pub(super) fn new(document: &Document, house: &House) -> Self {
        let (paragraphs, items, sections) = longest_labels(document);
        let size = if house.size.is_finite() { (house.size.clamp(4.0, 72.0) * 2.0).round() } else { 24.0 };
        let size = size as usize;
        let margins = [house.margins.top, house.margins.right, house.margins.bottom, house.margins.left].map(margin);
        let text_width = PAGE.0 - margins[1] - margins[3];
        let number = room(paragraphs, size);
        // The titles of sections start where paragraphs do, but for long words such as `Section A`.
        let section = room(sections, scaled(size, 1.4)).max(number);
        Self { size, margins, text_width, number, section, item: room(items, size) }
    }

    /// Where text starts at a level: 0 the margin, 1 behind the paragraph's number, 2 behind an item's.
    pub(super) fn column(&self, level: usize) -> i64 {
        match level {
            0 => 0,
            _ => self.number + (level as i64 - 1) * self.item,
        }
    }

    /// A size in half points, relative to that of the text.
    pub(super) fn scaled(&self, factor: f64) -> usize {
        scaled(self.size, factor)
    }
}

fn scaled(size: usize, factor: f64) -> usize {
    (size as f64 * factor).round() as usize
}

/// Millimetres in twips, so that a third of the page is left for text.
fn margin(millimetres: f64) -> i64 {
    if millimetres.is_finite() { ((millimetres * 1440.0 / 25.4).round() as i64).clamp(0, PAGE.0 / 3) } else { 1440 }
}

/// The width of a number of so many characters and the gap behind it; digits are about 0.56 of the size.
fn room(characters: usize, half_points: usize) -> i64 {
    let width = characters.min(30) as f64 * half_points as f64 * 10.0 * 0.56;
    (width as i64 + 100).clamp(STEP, 4 * STEP)
}

/// The length of the longest number of a paragraph, an item, a section.
fn longest_labels(document: &Document) -> (usize, usize, usize) {
    let mut longest = (0, 0, 0);
    for block in &document.blocks {
        match &block.kind {
            Kind::Paragraph(paragraph) => longest.0 = longest.0.max(length(paragraph.number.as_ref())),
            Kind::Section(section) => longest.2 = longest.2.max(length(section.number.as_ref())),
            Kind::List(list) => longest.1 = longest.1.max(in_items(list)),
            _ => {}
        }
    }
    longest
}

fn in_items(list: &crate::document::List) -> usize {
    let inner = |item: &crate::document::Item| {
        let lists = item.blocks.iter().filter_map(|block| match &block.kind {
            Kind::List(list) => Some(in_items(list)),
            _ => None,
        });
        // Brackets and roman ones are half as wide as digits.
        lists.chain([length(item.number.as_ref()).saturating_sub(2)]).max().unwrap_or_default()
    };
    list.items.iter().map(inner).max().unwrap_or_default()
}

fn length(number: Option<&crate::document::Number>) -> usize {
    number.map(|number| number.label.chars().count()).unwrap_or_default()
}
