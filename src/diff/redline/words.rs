//! Running text of two versions as one: what stays, what goes, what comes, with marks and all.
//!
//! Words are compared as in every other view; what is no word (a reference, a footnote, a line end) is
//! compared as a sign of its own. What reads the same and is marked otherwise, or has other spaces, goes
//! and comes: rejected, the text is the older one exactly.

use super::names::Names;
use crate::{
    document::{Block, Change, Inline, Kind, Note, Paragraph, Reference, Target},
    text::compare::{Run, compare},
};
use std::ops::Range;

/// The first of the characters that stand for what is no word: a plane for private use.
const SIGNS: u32 = 0xF_0000;

/// A mark round a piece of text.
#[derive(Debug, Clone, PartialEq)]
enum Mark {
    Emphasis,
    Strong,
    Code,
    Link(String),
}

/// A piece of text with all marks round it; what is no word is a piece of one sign.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    place: Range<usize>,
    marks: Vec<Mark>,
    sign: Option<Inline>,
}

/// Running text as words and pieces.
#[derive(Debug, Default)]
struct Flat {
    words: String,
    pieces: Vec<Piece>,
}

/// Both versions of a text as one.
pub(super) fn both(old: &[Inline], new: &[Inline], names: &Names) -> Vec<Inline> {
    let mut signs = Vec::new();
    let (mut older, mut newer) = (Flat::default(), Flat::default());
    older.text(&names.of_deleted_text(old), &[], &mut signs);
    newer.text(new, &[], &mut signs);
    let mut out = Out::default();
    // Who writes such characters gets the whole text as changed.
    if [old, new].into_iter().any(has_signs) {
        out.put(Some(Change::Deleted), older.cut(0..older.words.len()));
        out.put(Some(Change::Inserted), newer.cut(0..newer.words.len()));
        return out.text;
    }
    if older.words.is_empty() && newer.words.is_empty() {
        return new.to_vec();
    }
    let comparison = compare(&older.words, &newer.words);
    let (mut at, mut to) = (0, 0);
    for run in &comparison.runs {
        let (gone, come) = match run {
            Run::Same { old, new } => (old.len(), new.len()),
            Run::Removed(text) => (text.len(), 0),
            Run::Added(text) => (0, text.len()),
        };
        let (from, here) = (at..at + gone, to..to + come);
        (at, to) = (from.end, here.end);
        match run {
            Run::Same { .. } => out.same(&older, &newer, from, here),
            Run::Removed(_) => out.put(Some(Change::Deleted), older.cut(from)),
            Run::Added(_) => out.put(Some(Change::Inserted), newer.cut(here)),
        }
    }
    keep_last_note(&mut out.text, names);
    out.text
}

/// Where both versions end in a footnote its mark stays and its words change: LibreOffice takes the end of a
/// paragraph away with one of two footnotes that take each other's place there.
fn keep_last_note(text: &mut Vec<Inline>, names: &Names) {
    let [.., Inline::Changed { change: Change::Deleted, content: gone }, Inline::Changed { change: Change::Inserted, content: come }] =
        text.as_mut_slice()
    else {
        return;
    };
    let (Some(Inline::Note(old)), Some(Inline::Note(new))) = (gone.last(), come.last()) else { return };
    let Some(blocks) = both_notes(&old.blocks, &new.blocks, names) else { return };
    let note = Inline::Note(Note { blocks, ..new.clone() });
    gone.pop();
    come.pop();
    text.retain(|inline| !matches!(inline, Inline::Changed { content, .. } if content.is_empty()));
    text.push(note);
}

/// The paragraphs of two footnotes as one, each with that of the same place; nothing where others are among them.
fn both_notes(old: &[Block], new: &[Block], names: &Names) -> Option<Vec<Block>> {
    let paragraph = |block: &Block| matches!(block.kind, Kind::Paragraph(_));
    if !old.iter().chain(new).all(paragraph) {
        return None;
    }
    let pair = |(before, after): (&Block, &Block)| match (&before.kind, &after.kind) {
        (Kind::Paragraph(old), Kind::Paragraph(new)) => {
            let content = both(&old.content, &new.content, names);
            Block { kind: Kind::Paragraph(Paragraph { content, ..new.clone() }), ..after.clone() }
        }
        _ => after.clone(),
    };
    let less = old.len().min(new.len());
    let alone = |blocks: &[Block], change: Change| {
        let mut blocks = blocks[less..].to_vec();
        if change == Change::Deleted {
            names.rename(&mut blocks);
        }
        blocks.iter_mut().for_each(|block| block.change = Some(change));
        blocks
    };
    let (gone, come) = (alone(old, Change::Deleted), alone(new, Change::Inserted));
    Some(old.iter().zip(new).map(pair).chain(gone).chain(come).collect())
}

fn has_signs(text: &[Inline]) -> bool {
    let has = |text: &str| text.chars().any(|c| u32::from(c) >= SIGNS);
    text.iter().any(|inline| match inline {
        Inline::Text { text } | Inline::Code { text } => has(text),
        Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => has_signs(content),
        _ => false,
    })
}

impl Flat {
    fn text(&mut self, text: &[Inline], marks: &[Mark], signs: &mut Vec<Inline>) {
        let with = |mark: Mark| marks.iter().cloned().chain([mark]).collect::<Vec<_>>();
        for inline in text {
            match inline {
                Inline::Text { text } => self.piece(text, marks.to_vec(), None),
                Inline::Code { text } => self.piece(text, with(Mark::Code), None),
                Inline::Emphasis { content } => self.text(content, &with(Mark::Emphasis), signs),
                Inline::Strong { content } => self.text(content, &with(Mark::Strong), signs),
                Inline::Link { to, content } => self.text(content, &with(Mark::Link(to.clone())), signs),
                Inline::Changed { .. } => self.text(inline.newer(), marks, signs),
                Inline::Reference(_) | Inline::Note(_) | Inline::Break => {
                    let known = signs.iter().position(|sign| alike(sign, inline));
                    let at = known.unwrap_or_else(|| {
                        signs.push(inline.clone());
                        signs.len() - 1
                    });
                    let sign = char::from_u32(SIGNS + at as u32).unwrap_or(char::REPLACEMENT_CHARACTER);
                    self.piece(sign.encode_utf8(&mut [0; 4]), marks.to_vec(), Some(inline.clone()));
                }
            }
        }
    }

    fn piece(&mut self, text: &str, marks: Vec<Mark>, sign: Option<Inline>) {
        let start = self.words.len();
        self.words.push_str(text);
        if !text.is_empty() {
            self.pieces.push(Piece { place: start..self.words.len(), marks, sign });
        }
    }

    /// The piece at a place.
    fn at(&self, place: usize) -> Option<&Piece> {
        let at = self.pieces.partition_point(|piece| piece.place.end <= place);
        self.pieces.get(at)
    }

    /// The text between two places.
    fn cut(&self, range: Range<usize>) -> Vec<Inline> {
        let first = self.pieces.partition_point(|piece| piece.place.end <= range.start);
        let inside = self.pieces[first..].iter().take_while(|piece| piece.place.start < range.end);
        let cut: Vec<(&[Mark], Inline)> = inside
            .map(|piece| {
                let words = &self.words[piece.place.start.max(range.start)..piece.place.end.min(range.end)];
                let inline = piece.sign.clone().unwrap_or_else(|| Inline::text(words));
                (piece.marks.as_slice(), inline)
            })
            .collect();
        nested(&cut)
    }
}

/// Whether two things that are no words read the same: a reference to the same place by the same word,
/// a footnote of the same words.
fn alike(a: &Inline, b: &Inline) -> bool {
    match (a, b) {
        (Inline::Reference(a), Inline::Reference(b)) => same_reference(a, b),
        (Inline::Note(a), Inline::Note(b)) => same_note(a, b),
        (Inline::Break, Inline::Break) => true,
        _ => false,
    }
}

/// A number that followed its paragraph is no change in any other view. Here it goes and comes, for a file tells what it
/// was: neither Word nor LibreOffice looks for the number of a reference again when changes are rejected. That of a
/// question is text of the question, where it goes and comes already.
fn same_reference(a: &Reference, b: &Reference) -> bool {
    let number = a.target == Some(Target::Question) || a.number == b.number;
    (&a.to, &a.word, a.target) == (&b.to, &b.word, b.target) && number
}

fn same_note(a: &Note, b: &Note) -> bool {
    let printed = |note: &Note| {
        let mut blocks = note.blocks.clone();
        super::forget_origins(&mut blocks);
        blocks
    };
    printed(a) == printed(b)
}

/// Puts marks round pieces that stand side by side and share them.
fn nested(pieces: &[(&[Mark], Inline)]) -> Vec<Inline> {
    let mut out = Vec::new();
    for group in pieces.chunk_by(|a, b| !a.0.is_empty() && a.0.first() == b.0.first()) {
        let Some((mark, _)) = group[0].0.split_first() else {
            out.extend(group.iter().map(|(_, inline)| inline.clone()));
            continue;
        };
        let inside: Vec<(&[Mark], Inline)> = group.iter().map(|(marks, inline)| (&marks[1..], inline.clone())).collect();
        let content = nested(&inside);
        match mark {
            Mark::Emphasis => out.push(Inline::Emphasis { content }),
            Mark::Strong => out.push(Inline::Strong { content }),
            Mark::Link(to) => out.push(Inline::Link { to: to.clone(), content }),
            Mark::Code => out.push(Inline::Code { text: crate::document::walk::plain(&content) }),
        }
    }
    out
}

/// Text of both versions as it is put together.
#[derive(Default)]
struct Out {
    text: Vec<Inline>,
}

impl Out {
    fn put(&mut self, change: Option<Change>, mut content: Vec<Inline>) {
        if content.is_empty() {
            return;
        }
        let Some(change) = change else { return self.text.append(&mut content) };
        if let Some(Inline::Changed { change: last, content: before }) = self.text.last_mut()
            && *last == change
        {
            return before.append(&mut content);
        }
        self.text.push(Inline::Changed { change, content });
    }

    /// What reads the same in both, cut only where marks or spaces differ: a link that stays is one link.
    fn same(&mut self, older: &Flat, newer: &Flat, from: Range<usize>, here: Range<usize>) {
        let (old, new) = (&older.words[from.clone()], &newer.words[here.clone()]);
        let (mut at, mut to) = (0, 0);
        let mut kept = here.start..here.start;
        while at < old.len() || to < new.len() {
            let (a, b) = (from.start + at, here.start + to);
            let equal = common(&old[at..], &new[to..]).min(older.left(a)).min(newer.left(b));
            if equal > 0 && older.alike_at(a, newer, b) {
                kept.end = b + equal;
                (at, to) = (at + equal, to + equal);
                continue;
            }
            let (gone, come) = if equal > 0 { (equal, equal) } else { unequal(&old[at..], &new[to..]) };
            self.put(None, newer.cut(kept));
            self.put(Some(Change::Deleted), older.cut(a..a + gone));
            self.put(Some(Change::Inserted), newer.cut(b..b + come));
            (at, to) = (at + gone, to + come);
            kept = b + come..b + come;
        }
        self.put(None, newer.cut(kept));
    }
}

impl Flat {
    /// How much of the piece at a place is left.
    fn left(&self, place: usize) -> usize {
        self.at(place).map_or(0, |piece| piece.place.end - place)
    }

    fn alike_at(&self, place: usize, other: &Self, there: usize) -> bool {
        match (self.at(place), other.at(there)) {
            (Some(a), Some(b)) => a.marks == b.marks,
            _ => false,
        }
    }
}

/// How many bytes two texts begin with in common.
fn common(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
}

/// How much differs where two texts that read the same begin with other spaces or another quotation mark.
fn unequal(old: &str, new: &str) -> (usize, usize) {
    let spaces = |text: &str| text.len() - text.trim_start().len();
    match (spaces(old), spaces(new)) {
        (0, 0) => {
            let first = |text: &str| text.chars().next().map_or(0, char::len_utf8);
            (first(old), first(new))
        }
        both => both,
    }
}
