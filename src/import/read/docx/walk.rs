//! The state of going over a file: where one is, what was begun and not ended.

use super::{
    field::Field,
    numbering::Numbering,
    paragraph::Properties,
    source::Source,
    xml::{attribute, plain},
};
use crate::import::{
    Changes, Flag, Notice, Piece, Place,
    read::{highlight::Highlights, line::Line, report::Report},
};
use std::collections::HashSet;

/// Going over a file.
pub(super) struct Walk<'a, 's> {
    pub(super) source: &'s Source<'a>,
    pub(super) changes: Changes,
    pub(super) report: Report,
    pub(super) numbering: Numbering,
    /// What was read of the paragraph that is being read.
    pub(super) now: Paragraph,
    /// A paragraph whose mark was deleted: the next goes on with it.
    pub(super) pending: Option<(Paragraph, Properties)>,
    /// Fields that were begun and not ended.
    pub(super) fields: Vec<Field>,
    /// Names for the next piece.
    pub(super) names: Vec<String>,
    /// Where one is.
    pub(super) place: Place,
    /// How many tables of contents are around.
    pub(super) contents: usize,
    /// How many text boxes are around.
    pub(super) boxes: usize,
    /// Whether a note is being read; inside, whether it is an endnote.
    pub(super) note: Option<bool>,
    /// Notes that were read.
    pub(super) notes_read: HashSet<(bool, &'a str)>,
    /// Comments whose place was found.
    pub(super) comments_placed: HashSet<&'a str>,
}

/// What was read of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) line: Line,
    pub(super) names: Vec<String>,
    /// Pieces that stand after it: text boxes and pictures.
    pub(super) after: Vec<Piece>,
    pub(super) hidden: String,
    /// What somebody struck through by hand; it is among the words.
    pub(super) struck: String,
    pub(super) highlights: Highlights,
    pub(super) placeholder: String,
    pub(super) revised: bool,
    /// Whether a table of contents ends in it.
    pub(super) contents: bool,
    pub(super) page_before: bool,
    pub(super) page_after: bool,
    /// Whether its style hides it.
    pub(super) style_hidden: bool,
    /// The font of its style, where that draws symbols.
    pub(super) style_font: Option<String>,
}

impl<'a, 's> Walk<'a, 's> {
    /// Nothing read yet.
    pub(super) fn new(source: &'s Source<'a>, changes: Changes) -> Self {
        Self {
            source,
            changes,
            report: Report::default(),
            numbering: source.take_numbering(),
            now: Paragraph::default(),
            pending: None,
            fields: Vec::new(),
            names: Vec::new(),
            place: Place { page: source.has_pages.then_some(1), ..Place::default() },
            contents: 0,
            boxes: 0,
            note: None,
            notes_read: HashSet::new(),
            comments_placed: HashSet::new(),
        }
    }

    /// Whether what was inserted is kept.
    pub(super) fn keeps_inserted(&self) -> bool {
        self.changes != Changes::Reject
    }

    /// Whether a table of contents is around.
    pub(super) fn in_contents(&self) -> bool {
        self.contents > 0 || self.fields.iter().any(Field::is_contents)
    }

    /// Reads something that stands beside the text, and comes back.
    pub(super) fn aside<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let now = std::mem::take(&mut self.now);
        let pending = self.pending.take();
        let fields = std::mem::take(&mut self.fields);
        let names = std::mem::take(&mut self.names);
        let out = read(self);
        (self.now, self.pending, self.fields, self.names) = (now, pending, fields, names);
        out
    }

    /// The flags of pieces here.
    pub(super) fn flags(&self, revised: bool, contents: bool) -> Vec<Flag> {
        let all = [(self.in_contents() || contents, Flag::Contents), (revised, Flag::Revised), (self.boxes > 0, Flag::TextBox)];
        all.into_iter().filter(|(given, _)| *given).map(|(_, flag)| flag).collect()
    }

    /// A name for the paragraph that is being read or the next: as the document calls it.
    pub(super) fn name(&mut self, name: &str) -> Option<String> {
        // Word's own mark of where somebody stopped typing.
        if name == "_GoBack" {
            return None;
        }
        Some(self.source.bookmark(name).map_or_else(|| name.to_owned(), |(id, _)| id))
    }

    /// Tells a comment at its place.
    pub(super) fn comment(&mut self, id: &str) {
        let place = self.place;
        self.tell_comments(|known| known == id, Some(place));
    }

    /// Tells the comments that no text refers to.
    pub(super) fn comments_without_place(&mut self) {
        self.tell_comments(|_| true, None);
    }

    fn tell_comments(&mut self, wanted: impl Fn(&str) -> bool, at: Option<Place>) {
        let source = self.source;
        for (id, comment) in source.comments.iter().filter(|(id, _)| wanted(id)) {
            if !self.comments_placed.insert(*id) {
                continue;
            }
            let author = attribute(*comment, "author").map(str::trim).filter(|author| !author.is_empty());
            let message = author.map_or_else(|| "a comment".to_owned(), |author| format!("a comment by {author}"));
            self.report.say(Notice { at, ..Notice::new(message).dropped(plain(*comment)) });
        }
    }

    /// Notes what running headers and footers say.
    pub(super) fn running(&mut self, parts: &[(&'static str, roxmltree::Document<'_>)]) {
        for (_, part) in parts {
            let words = crate::import::read::clean::clean(&super::side::running_words(part));
            if words.contains(char::is_alphanumeric) {
                self.report.running.push(words);
            }
        }
    }
}
