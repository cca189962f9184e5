//! Blocks to pieces: words to running text, notes to their marks, what a block is.

use super::body::Body;
use super::labels;
use super::lines::Line;
use super::notes::Footnote;
use super::paragraphs::{self, Block};
use super::run::Run;
use super::words::{Word, WordKind};
use crate::document::{Block as Paragraphs, Inline, Kind, Note, Paragraph};
use crate::import::{Bold, Flag, Label, Piece, PieceKind, Place};
use std::collections::HashMap;

/// What pieces are made with.
pub(super) struct Maker<'a> {
    pub body: &'a Body,
    pub addresses: &'a [String],
    pub notes: &'a mut [Footnote],
    pub index: HashMap<(u32, String), usize>,
    /// Sizes above that of the body, the biggest first.
    pub sizes: Vec<i64>,
    /// Left edges of the items that are open.
    pub open: Vec<f64>,
}

impl Maker<'_> {
    /// The pieces of some lines.
    pub(super) fn pieces(&mut self, lines: Vec<Line>) -> Vec<Piece> {
        paragraphs::blocks(lines, self.body).into_iter().map(|block| self.piece(&block)).collect()
    }

    fn piece(&mut self, block: &Block) -> Piece {
        let first = &block.lines[0];
        let mut run = Run::new(self.body, self.addresses);
        for (at, line) in block.lines.iter().enumerate() {
            if at > 0 {
                run.next_line(line);
            }
            for word in &line.words {
                self.word(&mut run, word, line.page);
            }
        }
        let text = run.text.clone();
        let bold = bold(&block.lines);
        let kind = self.kind(block, &text, bold);
        let (content, ticks) = run.finish(bold == Bold::All);
        let base = if first.edge > 0.0 { first.left } else { self.body.left };
        let mut flags = Vec::new();
        flags.extend(block.joined.then_some(Flag::Joined));
        flags.extend(labels::is_contents(&text).then_some(Flag::Contents));
        Piece {
            kind,
            content,
            label: block.label.clone().map(|text| Label { text, automatic: false }),
            level: self.level(kind, block),
            bold,
            ticks,
            flags,
            size: (first.size / self.body.size.max(1.0)) as f32,
            indent: ((block.left - base) / self.body.size.max(1.0)).max(0.0) as f32,
            at: Place { page: Some(first.page), ..Place::default() },
            ..Piece::default()
        }
    }

    fn word(&mut self, run: &mut Run, word: &Word, page: u32) {
        if word.kind == WordKind::Mark {
            let found =
                self.index.get(&(page, word.text.clone())).copied().or_else(|| self.index.get(&(page + 1, word.text.clone())).copied());
            if let Some(at) = found.filter(|at| !self.notes[*at].marked) {
                self.notes[at].marked = true;
                run.note(self.note(at));
                return;
            }
        }
        run.word(word);
    }

    /// A footnote as its mark holds it.
    fn note(&self, at: usize) -> Note {
        let mut lines = self.notes[at].lines.clone();
        let edge = lines.iter().map(|line| line.right).fold(0.0, f64::max);
        lines.iter_mut().for_each(|line| line.edge = edge);
        let blocks = paragraphs::blocks(lines, self.body);
        let paragraph =
            |block: &Block| Paragraphs::new(Kind::Paragraph(Paragraph { content: self.running(&block.lines), ..Paragraph::default() }));
        Note { number: 0, blocks: blocks.iter().map(paragraph).collect() }
    }

    /// The words of some lines, marks as their digits.
    fn running(&self, lines: &[Line]) -> Vec<Inline> {
        let mut run = Run::new(self.body, self.addresses);
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                run.next_line(line);
            }
            line.words.iter().for_each(|word| run.word(word));
        }
        run.finish(false).0
    }

    /// Footnotes without a mark, as pieces.
    pub(super) fn unmarked(&mut self) -> Vec<Piece> {
        let alone = |note: &Footnote| Piece {
            kind: PieceKind::Item,
            content: self.running(&note.lines),
            label: Some(Label { text: note.label.clone(), automatic: false }),
            size: (note.lines.first().map_or(0.0, |line| line.size) / self.body.size.max(1.0)) as f32,
            at: Place { page: Some(note.page), ..Place::default() },
            ..Piece::default()
        };
        self.notes.iter().filter(|note| !note.marked).map(alone).collect()
    }

    fn kind(&self, block: &Block, text: &str, bold: Bold) -> PieceKind {
        let first = &block.lines[0];
        let bullet = block.label.as_deref().is_some_and(labels::is_bullet);
        let said = text.contains(char::is_alphabetic);
        let length = text.chars().count();
        let plain_big = block.label.is_none() && length < 80 && !labels::ends_sentence(text);
        let big = self.body.is_big(first) && length < 300 && (bold == Bold::All || first.size > 1.15 * self.body.size || plain_big);
        let heavy = bold == Bold::All && !self.body.all_bold && length < 120 && block.lines.len() < 3 && !labels::ends_sentence(text);
        let heading = !bullet && said && !labels::is_contents(text) && !labels::is_option(text) && !first.begins_with_tick();
        if heading && (big || heavy && !text.ends_with(',')) {
            return PieceKind::Heading;
        }
        if block.label.is_some() { PieceKind::Item } else { PieceKind::Paragraph }
    }

    fn level(&mut self, kind: PieceKind, block: &Block) -> u8 {
        let cap = |level: usize| u8::try_from(level).unwrap_or(9).min(9);
        if kind == PieceKind::Heading {
            self.open.clear();
            let size = (block.lines[0].size * 10.0).round() as i64;
            return cap(1 + self.sizes.iter().position(|known| *known <= size).unwrap_or(self.sizes.len()));
        }
        if kind != PieceKind::Item {
            return 0;
        }
        while self.open.last().is_some_and(|last| block.left < last - 5.0) {
            self.open.pop();
        }
        if self.open.last().is_none_or(|last| block.left > last + 5.0) {
            self.open.push(block.left);
        }
        cap(self.open.len() - 1)
    }
}

/// The sizes of headings, the biggest first.
pub(super) fn sizes(lines: &[Line], body: &Body) -> Vec<i64> {
    let mut sizes: Vec<i64> = lines.iter().filter(|line| body.is_big(line)).map(|line| (line.size * 10.0).round() as i64).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup_by(|a, b| (*a - *b).abs() < 5);
    sizes
}

fn bold(lines: &[Line]) -> Bold {
    let words = lines.iter().flat_map(|line| &line.words);
    let mut said = words.filter(|word| word.kind == WordKind::Plain && word.text.contains(char::is_alphanumeric));
    match said.next() {
        Some(first) if first.bold => {
            if said.all(|word| word.bold) {
                Bold::All
            } else {
                Bold::Start
            }
        }
        _ => Bold::None,
    }
}
