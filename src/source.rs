//! Files that were read, and places in them.
//!
//! Every record keeps a [`Span`] into the file it came from, so that whatever is wrong with it can be
//! shown with file, line and column.

use std::path::{Path, PathBuf};

/// A file that was read, with what turns a byte offset into a line and column.
#[derive(Debug)]
struct Source {
    path: PathBuf,
    text: String,
    line_starts: Vec<usize>,
}

/// Every file read in one run. A [`Span`] points into one of them.
#[derive(Debug, Default)]
pub struct Sources(Vec<Source>);

/// Bytes `start..end` of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Index of the source in its [`Sources`].
    pub source: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A value and the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

/// A place a person can go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location<'a> {
    /// Path as it was given.
    pub path: &'a Path,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Span {
    /// Bytes `start..end` of `source`. Files are far below 4 GiB (see `library::MAX_BYTES`).
    pub fn new(source: u32, start: usize, end: usize) -> Self {
        Self { source, start: start as u32, end: end as u32 }
    }

    /// The bytes as a range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The part of this span that lies `from..to` bytes behind its start.
    pub fn part(self, from: usize, to: usize) -> Self {
        Self { start: self.start + from as u32, end: self.start + to as u32, ..self }
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Self) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }
}

impl<T> Spanned<T> {
    /// A value written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl Sources {
    /// Adds a file and returns its index. A byte order mark is dropped and Windows line ends become
    /// `\n`; neither moves a line or a column.
    pub fn add(&mut self, path: impl Into<PathBuf>, text: impl Into<String>) -> u32 {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        if text.contains('\r') {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.0.push(Source { path: path.into(), text, line_starts });
        self.0.len() as u32 - 1
    }

    /// The whole text of a source.
    pub fn text(&self, source: u32) -> &str {
        &self.0[source as usize].text
    }

    /// The text a span covers.
    pub fn slice(&self, span: Span) -> &str {
        &self.text(span.source)[span.range()]
    }

    /// The path a source was read from.
    pub fn path(&self, source: u32) -> &Path {
        &self.0[source as usize].path
    }

    /// Everything a source holds, as a span.
    pub fn whole(&self, source: u32) -> Span {
        Span::new(source, 0, self.text(source).len())
    }

    /// The first line of a source, for findings about the file as a whole.
    pub fn first_line(&self, source: u32) -> Span {
        Span::new(source, 0, self.text(source).lines().next().map_or(0, str::len))
    }

    /// Where a span begins, for a person.
    pub fn locate(&self, span: Span) -> Location<'_> {
        let source = &self.0[span.source as usize];
        let line = source.line_starts.partition_point(|&start| start <= span.start as usize);
        let column = source.text[source.line_starts[line - 1]..span.start as usize].chars().count() + 1;
        Location { path: &source.path, line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_counts_characters() {
        let mut sources = Sources::default();
        let source = sources.add("a.md", "é\nüx here");
        let at = sources.locate(Span::new(source, 7, 11));
        assert_eq!((at.line, at.column), (2, 4));
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_move_nothing() {
        let mut sources = Sources::default();
        let source = sources.add("a.md", "\u{feff}one\r\ntwo");
        assert_eq!(sources.text(source), "one\ntwo");
    }
}
