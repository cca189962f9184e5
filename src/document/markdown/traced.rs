//! Text that knows, piece by piece, which place of which file it came from.

use crate::source::{Sources, Span};
use std::ops::Range;

/// Text with the places it came from. Pieces that templates changed keep the place of the whole block
/// they were made from; all others keep the exact place of every letter.
#[derive(Debug, Clone, Default)]
pub struct Traced {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
struct Piece {
    start: usize,
    span: Span,
    exact: bool,
}

impl Traced {
    /// The text of a span as it stands.
    pub fn of(sources: &Sources, span: Span) -> Self {
        let mut traced = Self::default();
        traced.push(sources.slice(span), span);
        traced
    }

    /// Adds text that stands at `span` letter by letter.
    pub fn push(&mut self, text: &str, span: Span) {
        self.add(text, span, true);
    }

    /// Adds text that was made from what stands at `span`.
    pub fn push_made(&mut self, text: &str, span: Span) {
        self.add(text, span, false);
    }

    fn add(&mut self, text: &str, span: Span, exact: bool) {
        if !text.is_empty() {
            self.pieces.push(Piece { start: self.text.len(), span, exact });
            self.text.push_str(text);
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of the text came from. Nothing for an empty text.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let first = self.piece_at(range.start)?;
        let last = self.piece_at(range.end.saturating_sub(1).max(range.start))?;
        let start =
            if first.exact { first.span.start as usize + (range.start - first.start).min(first.len()) } else { first.span.start as usize };
        let end = if last.exact { last.span.start as usize + (range.end - last.start).min(last.len()) } else { last.span.end as usize };
        let end = if first.span.source == last.span.source && end >= start { end } else { first.span.end as usize };
        Some(Span::new(first.span.source, start, end))
    }

    fn piece_at(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|piece| piece.start <= at).checked_sub(1)?)
    }
}

impl Piece {
    fn len(&self) -> usize {
        self.span.range().len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_exact_where_nothing_was_made() {
        let mut traced = Traced::default();
        traced.push("one two\n", Span::new(0, 10, 18));
        traced.push_made("made up\n", Span::new(0, 18, 40));
        assert_eq!(traced.span(4..7), Some(Span::new(0, 14, 17)));
        assert_eq!(traced.span(10..12), Some(Span::new(0, 18, 40)));
        assert_eq!(traced.span(4..12), Some(Span::new(0, 14, 40)));
    }
}
