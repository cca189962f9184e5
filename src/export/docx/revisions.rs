//! Tracked changes.
//!
//! A paragraph, a row or a run carries its own mark and marks do not nest, but for one sign (`counted_anew`).
//! The mark of a paragraph's end matters most: without it the paragraph stays behind, empty, or runs into
//! the next. What word processors do with such files, and why some things are written as they are, was tried
//! with LibreOffice 7.4; `tests/redline.rs` tries it again.

use super::{
    body::Body,
    inline::{PLAIN, Words},
    names::number_in_label,
    paragraph::Shape,
    xml::{Xml, one_line},
};
use crate::document::{Block, Change, Document, Inline, Kind, Paragraph, Question, Redline, Target, Was, walk};
use std::collections::HashSet;

/// Where the writer is among the changes.
#[derive(Debug, Default)]
pub(super) struct Track<'a> {
    redline: Option<&'a Redline>,
    /// What was done to what is being written.
    pub(super) now: Option<Change>,
    /// What was done to the last table.
    pub(super) table: Option<Change>,
    /// Where that table starts, in twips.
    pub(super) table_left: i64,
    /// Whether the next table comes in the place of this one.
    pub(super) replaced: bool,
    /// Whether what is being written was deleted elsewhere with the same words.
    moved: bool,
    /// Whether the end stays of the paragraph in which something changed.
    pub(super) stays: bool,
    /// Whether the sign is written that lets a number be counted anew.
    counts: bool,
    /// The numbers that the paragraph prints which is being written.
    pub(super) paragraph: Numbers,
    /// Whether runs are inside a mark already.
    wrapped: bool,
    /// The next mark's number.
    next: usize,
    /// The words of deleted blocks, and deleted words in others.
    gone: [HashSet<String>; 2],
    /// Comments that wait for the next paragraph.
    pub(super) waiting: Vec<String>,
    /// The comments written, and how many.
    pub(super) comments: Xml,
    pub(super) comment_count: usize,
}

/// The numbers that a paragraph prints of others.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Whether one of them is of something above which a numbered thing goes.
    pub(super) cites_what_shifts: bool,
    /// Whether words of the paragraph go.
    loses_words: bool,
}

impl<'a> Track<'a> {
    /// At the beginning of a document; numbers from `first` on are free.
    pub(super) fn new(document: &'a Document, first: usize) -> Self {
        let mut gone = <[HashSet<String>; 2]>::default();
        if document.redline.is_some() {
            deleted_words(&document.blocks, false, &mut gone);
        }
        Self { redline: document.redline.as_ref(), next: first, gone, ..Self::default() }
    }

    /// Whether what is being written is of the newer version, and of the older.
    pub(super) fn versions(&self) -> [bool; 2] {
        [self.now != Some(Change::Deleted), self.now != Some(Change::Inserted)]
    }
}

/// The words of every deleted block that holds no other, and all words deleted at one place in others.
fn deleted_words(blocks: &[Block], around: bool, out: &mut [HashSet<String>; 2]) {
    for block in blocks {
        let deleted = around || block.change == Some(Change::Deleted);
        if deleted && block.blocks().is_empty() {
            out[0].extend(printed(block));
        }
        for inline in block.texts().into_iter().flatten() {
            if let Inline::Changed { change: Change::Deleted, content } = inline {
                out[1].insert(without_numbers(&[paragraph(content)]));
            }
        }
        block.blocks().into_iter().for_each(|inner| deleted_words(inner, deleted, out));
    }
}

/// The words of a block; of a question with what stands before them, and without, as it may have another number elsewhere.
fn printed(block: &Block) -> Vec<String> {
    let words = without_numbers(std::slice::from_ref(block));
    match &block.kind {
        Kind::Question(question) if words.is_empty() => vec![question.label.clone()],
        Kind::Question(question) => vec![format!("{}: {words}", question.label), words],
        _ => vec![words],
    }
}

/// The words of blocks as LibreOffice compares them: a field is nothing, so that two texts that differ in the
/// numbers that they cite are one.
fn without_numbers(blocks: &[Block]) -> String {
    let mut blocks = blocks.to_vec();
    walk::each_inline_mut(&mut blocks, &mut |inline| {
        if let Inline::Reference(reference) = inline {
            reference.number.clear();
        }
    });
    let words: Vec<String> = blocks.iter().map(Block::plain).collect();
    words.join(" ").trim().to_owned()
}

fn paragraph(content: &[Inline]) -> Block {
    Block::new(Kind::Paragraph(Paragraph { content: content.to_vec(), ..Paragraph::default() }))
}

impl<'a> Body<'a> {
    /// Writes a block in the version that it is of, with its comments.
    pub(super) fn of_version(&mut self, block: &Block, write: impl FnOnce(&mut Self)) {
        self.track.waiting.extend(block.comments.iter().cloned());
        self.inside(block.change, |body| {
            let moved = body.track.now == Some(Change::Inserted) && {
                printed(block).iter().any(|words| body.track.gone.iter().any(|gone| gone.contains(words)))
            };
            let around = std::mem::replace(&mut body.track.moved, moved);
            write(body);
            body.track.moved = around;
        });
    }

    /// Words that changed in a block that both versions have.
    pub(super) fn changed(&mut self, change: Change, content: &[Inline], words: Words) {
        let stays = std::mem::replace(&mut self.track.stays, self.track.now.is_none());
        let moved = change == Change::Inserted && self.track.gone[0].contains(&without_numbers(&[paragraph(content)]));
        let around = self.track.moved;
        self.track.moved |= moved;
        self.inside(Some(change), |body| body.inlines_as(content, words));
        self.track.moved = around;
        self.track.stays = stays;
    }

    /// Writes what is inside a change; inside another it is part of that.
    pub(super) fn inside(&mut self, change: Option<Change>, write: impl FnOnce(&mut Self)) {
        let around = self.track.now;
        self.track.now = around.or(change);
        write(self);
        self.track.now = around;
    }

    /// Writes what is of one version or of both, whatever is around.
    pub(super) fn as_of(&mut self, change: Option<Change>, write: impl FnOnce(&mut Self)) {
        let around = std::mem::replace(&mut self.track.now, change);
        write(self);
        self.track.now = around;
    }

    /// Whether what is being written is deleted.
    pub(super) fn deletes(&self) -> bool {
        self.track.now == Some(Change::Deleted)
    }

    /// Runs, in a mark where they are changed. Each needs one of its own inside links.
    pub(super) fn tracked(&mut self, write: impl FnOnce(&mut Self)) {
        let Some(change) = self.track.now.filter(|_| !self.track.wrapped) else { return write(self) };
        self.track.wrapped = true;
        self.track.paragraph.loses_words |= change == Change::Deleted;
        self.mark(change, false);
        write(self);
        self.part.xml.close(name(change));
        self.track.wrapped = false;
    }

    /// The mark of a paragraph's end.
    pub(super) fn paragraph_mark(&mut self) {
        if self.track.now.is_some() {
            self.part.xml.open("w:rPr", &[]);
            self.change_mark();
            self.part.xml.close("w:rPr");
        }
    }

    /// The mark of a paragraph's end or of a row, among its properties.
    pub(super) fn change_mark(&mut self) {
        if let Some(change) = self.track.now {
            self.mark(change, true);
        }
    }

    fn mark(&mut self, change: Change, empty: bool) {
        let attributes = self.numbered();
        let attributes: Vec<(&str, &str)> = attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
        if empty { self.part.xml.empty(name(change), &attributes) } else { self.part.xml.open(name(change), &attributes) }
    }

    /// The mark of a paragraph whose properties changed, with the older ones; nothing where they did not.
    pub(super) fn properties_change(&mut self, newer: &str, older: &str) -> String {
        if newer == older {
            return String::new();
        }
        let attributes = self.numbered();
        let attributes: Vec<(&str, &str)> = attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
        let mut xml = Xml::default();
        xml.open("w:pPrChange", &attributes);
        xml.open("w:pPr", &[]);
        xml.raw(older);
        xml.close("w:pPr");
        xml.close("w:pPrChange");
        xml.into_string()
    }

    /// What is inside a paragraph. Where it cites what shifts, and none of its words go, a space stands before it that
    /// came and went, in neither version: LibreOffice computes the number when it opens the file, with all that goes
    /// still there, and again only in a paragraph where words go. It came by another name than it went, for what one
    /// person inserted and deleted LibreOffice takes as never deleted, and than what stands above, which it would join.
    pub(super) fn counted_anew(&mut self, inside: impl FnOnce(&mut Self)) {
        let around = std::mem::take(&mut self.track.paragraph);
        let start = self.part.xml.len();
        inside(self);
        let Numbers { cites_what_shifts, loses_words } = std::mem::replace(&mut self.track.paragraph, around);
        // In a footnote LibreOffice would keep the space.
        if cites_what_shifts && !loses_words && !self.in_note && (self.track.now.is_none() || self.part.ends.may_stay()) {
            self.part.ends.begins_in_sign();
            let words = self.part.xml.cut_off(start);
            self.track.counts = true;
            self.mark(Change::Inserted, false);
            self.track.counts = false;
            self.as_of(Some(Change::Deleted), |body| body.text(" "));
            self.part.xml.close(name(Change::Inserted));
            self.part.xml.raw(&words);
        }
    }

    /// The next mark's number, who made the change, and when.
    fn numbered(&mut self) -> Vec<(&'static str, String)> {
        let id = self.track.next.to_string();
        self.track.next += 1;
        std::iter::once(("w:id", id)).chain(self.by()).collect()
    }

    /// Who made the change, and when; remarks on a document without changes are the program's own. LibreOffice
    /// takes a paragraph that was deleted in one place and inserted in another for a move of its own, and spoils
    /// what is between; another name hinders it.
    pub(super) fn by(&self) -> Vec<(&'static str, String)> {
        let author = self.track.redline.map(|redline| one_line(&redline.author)).unwrap_or("respondent".to_owned());
        let author = match (self.track.counts, self.track.moved) {
            (true, _) => format!("{author} (counted anew)"),
            (_, true) => format!("{author} (moved here)"),
            _ => author,
        };
        let date = self.track.redline.and_then(|redline| redline.date).filter(|date| (1..=9999).contains(&date.year));
        let date = date.map(|date| ("w:date", format!("{}T00:00:00Z", date.first_day().format("%Y-%m-%d"))));
        [("w:author", author)].into_iter().chain(date).collect()
    }

    /// The title and the line below it, with the remarks on the whole document.
    pub(super) fn titles(&mut self, document: &Document, redline: &Redline) {
        self.track.waiting.extend(redline.comments.iter().cloned());
        let subtitle = |meta: &crate::document::Meta| meta.subtitle.clone().unwrap_or_default();
        let (old, new) = (&redline.from, &document.meta);
        self.title("Title", &redline.title, [&old.title, &new.title]);
        self.title("Subtitle", &redline.subtitle, [&subtitle(old), &subtitle(new)]);
    }

    fn title(&mut self, style: &'static str, words: &[Inline], versions: [&str; 2]) {
        let change = match versions.map(|words| words.trim().is_empty()) {
            [true, true] => return,
            [true, false] => Some(Change::Inserted),
            [false, true] => Some(Change::Deleted),
            [false, false] => None,
        };
        let waiting = if change.is_some() { std::mem::take(&mut self.track.waiting) } else { Vec::new() };
        self.inside(change, |body| body.paragraph(Shape::of(style), |body| body.inlines(words)));
        self.track.waiting.splice(0..0, waiting);
    }

    /// A question whose name changed, with comments on its name.
    pub(super) fn renamed(&mut self, question: &Question, was: &Was, comments: Vec<String>) {
        let id = &question.id;
        match number_in_label(question) {
            Some((before, after)) => {
                let [old_before, old_id, old_after] = parts(was);
                self.commented(comments, |body| {
                    body.replaced(old_before, before, PLAIN);
                    body.marked(Target::Question, id, |body| body.replaced(old_id, id, PLAIN));
                });
                self.replaced(old_after, after, PLAIN);
            }
            None => {
                self.commented(comments, |_| {});
                self.marked(Target::Question, id, |body| body.replaced(&was.label, &question.label, PLAIN));
            }
        }
        let colon = |label: &str| if label.is_empty() || question.text.is_empty() { "" } else { ": " };
        self.replaced(colon(&was.label), colon(&question.label), PLAIN);
        self.inlines(&question.text);
    }

    /// Words of both versions, which stay where they are the same.
    pub(super) fn replaced(&mut self, older: &str, newer: &str, words: Words) {
        if older == newer {
            return self.styled(newer, words);
        }
        self.inside(Some(Change::Inserted), |body| body.styled(newer, words));
        self.inside(Some(Change::Deleted), |body| body.styled(older, words));
    }
}

/// An older label round the number in it: what a reference prints when the changes are rejected. Without one it is the
/// whole label, since LibreOffice prints an error for what is empty.
fn parts(was: &Was) -> [&str; 3] {
    let older = Question { id: was.id.clone(), label: was.label.clone(), ..Question::default() };
    let around = number_in_label(&older).map(|(before, after)| (before.len(), after.len()));
    let (label, id) = (was.label.as_str(), was.id.as_str());
    let joined = || label.rsplit_once(id).filter(|_| !id.is_empty()).map(|(before, after)| (before.len(), after.len()));
    let (before, after) = around.or_else(joined).unwrap_or_default();
    [&label[..before], &label[before..label.len() - after], &label[label.len() - after..]]
}

fn name(change: Change) -> &'static str {
    match change {
        Change::Inserted => "w:ins",
        Change::Deleted => "w:del",
    }
}
