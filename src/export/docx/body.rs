//! The run of the document: its blocks as paragraphs, lists and tables.
//!
//! Written as XML at once, not as docx-rs paragraphs: those cost several times the time and lose line
//! ends, and what they write would have to be read and sorted again.

use super::{
    last_ends::Ends,
    look::Look,
    names::{Bookmarks, number_in_label},
    numbering::{PARAGRAPHS, SECTIONS_LEVEL},
    paragraph::Shape,
    revisions::Track,
    xml::Xml,
};
use crate::document::{Block, Change, Document, Heading, Inline, Kind, Paragraph, Question, Section, Signature, Target, Was, house::House};
use std::collections::BTreeSet;

/// Runs of text in one part of the package, with the addresses that its links point to.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) xml: Xml,
    pub(super) links: Vec<String>,
    pub(super) ends: Ends,
}

/// Writes the run of a document.
pub(super) struct Body<'a> {
    pub(super) look: &'a Look,
    pub(super) house: &'a House,
    pub(super) names: &'a Bookmarks<'a>,
    /// The part that is being written: the body, or the notes while a note is written.
    pub(super) part: Part,
    /// The notes, while the body is written.
    pub(super) notes: Part,
    /// How many notes there are.
    pub(super) note_count: usize,
    /// Whether a note is being written.
    pub(super) in_note: bool,
    /// For each ordered list that counts for itself: the level that it begins at.
    pub(super) own_lists: Vec<usize>,
    /// Words that references begin with.
    pub(super) words: BTreeSet<String>,
    /// Which bookmarks are written, so that an id given twice is marked once.
    marked: Vec<bool>,
    /// Whether the last thing written was a table, in the newer of two versions and in the older.
    pub(super) after_table: [bool; 2],
    /// What is above, in each version.
    above: [Above; 2],
    /// Changes and comments.
    pub(super) track: Track<'a>,
}

/// What stands above a block.
#[derive(Debug, Clone, Copy, Default)]
struct Above {
    /// Whether it is a numbered paragraph that blocks here belong to.
    owned: bool,
    /// Whether it is the heading of a part of the consultation, so that questions here stand in it.
    in_part: bool,
}

/// Where blocks stand inside others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Where their text starts, in twips.
    pub(super) left: i64,
    /// How many bulleted lists are around.
    pub(super) bullets: usize,
    /// How many ordered lists are around.
    pub(super) ordered: usize,
    /// Whether an ordered list here may belong to the numbered paragraph above.
    pub(super) of_paragraph: bool,
    /// The style of plain paragraphs.
    pub(super) style: &'static str,
}

impl Place {
    /// Blocks that stand by themselves.
    pub(super) fn at(left: i64, style: &'static str) -> Self {
        Self { left, bullets: 0, ordered: 0, of_paragraph: false, style }
    }
}

impl<'a> Body<'a> {
    /// Nothing written yet.
    pub(super) fn new(look: &'a Look, house: &'a House, names: &'a Bookmarks<'a>, track: Track<'a>) -> Self {
        Self {
            look,
            house,
            names,
            part: Part::default(),
            notes: Part::default(),
            note_count: 0,
            in_note: false,
            own_lists: Vec::new(),
            words: BTreeSet::new(),
            marked: vec![false; names.all.len()],
            after_table: [false; 2],
            above: [Above::default(); 2],
            track,
        }
    }

    /// The title, all blocks, and the fixed last paragraph.
    pub(super) fn document(&mut self, document: &'a Document) {
        match &document.redline {
            Some(redline) => self.titles(document, redline),
            None => {
                if !document.meta.title.trim().is_empty() {
                    self.plain(Shape::of("Title"), &document.meta.title);
                }
                if let Some(subtitle) = document.meta.subtitle.as_deref().filter(|subtitle| !subtitle.trim().is_empty()) {
                    self.plain(Shape::of("Subtitle"), subtitle);
                }
            }
        }
        for (at, block) in document.blocks.iter().enumerate() {
            let table = |block: &Block, change| block.change == Some(change) && matches!(block.kind, Kind::Table(_));
            let next = document.blocks.get(at + 1);
            self.track.replaced = table(block, Change::Deleted) && next.is_some_and(|next| table(next, Change::Inserted));
            self.of_version(block, |body| body.top_level(block));
        }
        // Word processors lose what is tracked in the last paragraph: this one never changes.
        self.plain(Shape::of("LastParagraph"), "\u{a0}");
    }

    fn top_level(&mut self, block: &Block) {
        match &block.kind {
            Kind::Section(section) => self.section(section),
            Kind::Question(question) => self.question(question),
            Kind::Heading(heading) => self.heading(heading),
            Kind::Paragraph(paragraph) => self.top_paragraph(paragraph),
            _ => {
                let owned = self.above().owned;
                let left = self.look.column(usize::from(owned));
                let style = if owned { "ContinuedParagraph" } else { "Normal" };
                self.block(block, Place { of_paragraph: owned, ..Place::at(left, style) });
            }
        }
    }

    /// What is above in the version that is being written.
    fn above(&self) -> Above {
        self.above[usize::from(self.track.now == Some(Change::Deleted))]
    }

    /// Notes what stands above from here on, in the versions that what is being written belongs to.
    fn set_above(&mut self, set: impl Fn(&mut Above)) {
        for (above, has) in self.above.iter_mut().zip(self.track.versions()) {
            if has {
                set(above);
            }
        }
    }

    /// A block inside another, or one that has no number.
    pub(super) fn block(&mut self, block: &Block, place: Place) {
        self.of_version(block, |body| body.settled_block(block, place));
    }

    fn settled_block(&mut self, block: &Block, place: Place) {
        let shape = Shape { left: self.left_of(place), ..Shape::of(place.style) };
        match &block.kind {
            Kind::Paragraph(paragraph) => self.paragraph(shape, |body| body.inlines(&paragraph.content)),
            Kind::List(list) => self.list(list, place),
            Kind::Quote(quote) => {
                let left = place.left + self.look.item;
                let inner = Place::at(left, if self.in_note { place.style } else { "Quote" });
                quote.blocks.iter().for_each(|block| self.block(block, inner));
            }
            Kind::Table(table) => self.table(table, place.left),
            Kind::Code(code) => self.plain(Shape { left: Some(place.left), ..Shape::of("CodeBlock") }, &code.text),
            Kind::Signature(signature) => self.signature(signature, shape),
            // Headings have no place inside other blocks; their words are kept.
            Kind::Section(Section { title, .. }) | Kind::Heading(Heading { title, .. }) => self.strong(shape, "", title),
            Kind::Question(question) => self.strong(shape, &question.label, &question.text),
        }
    }

    /// The indentation to write where a style does not have it already.
    fn left_of(&self, place: Place) -> Option<i64> {
        let styled = match place.style {
            "ContinuedParagraph" => self.look.column(1),
            "Quote" => self.look.column(1) + self.look.item,
            _ => 0,
        };
        (place.left != styled).then_some(place.left)
    }

    fn strong(&mut self, shape: Shape, label: &str, words: &[Inline]) {
        let label = if label.is_empty() { String::new() } else { format!("{label}: ") };
        self.paragraph(shape, |body| {
            body.styled(&label, super::inline::STRONG);
            body.inlines_as(words, super::inline::STRONG);
        });
    }

    fn section(&mut self, section: &Section) {
        self.set_above(|above| *above = Above::default());
        let mut shape = Shape::of("Heading1");
        // A section that was given no number does not count.
        if section.number.is_none() && self.house.numbering.sections.is_some() {
            shape.number = Some((0, SECTIONS_LEVEL));
        }
        self.paragraph(shape, |body| body.marked(Target::Section, &section.id, |body| body.inlines(&section.title)));
    }

    fn heading(&mut self, heading: &Heading) {
        const STYLES: [&str; 4] = ["Heading2", "Heading3", "Heading4", "Heading5"];
        let level = usize::from(heading.level.clamp(1, 4));
        self.set_above(|above| above.in_part |= level == 1);
        // Below a part's heading all others are one deeper, so that no level is left out.
        let depth = if level == 1 { 0 } else { level - 2 + usize::from(self.above().in_part) };
        self.paragraph(Shape::of(STYLES[depth]), |body| body.inlines(&heading.title));
    }

    fn question(&mut self, question: &Question) {
        self.set_above(|above| above.owned = false);
        let shape = Shape::of(if self.above().in_part { "QuestionInPart" } else { "Question" });
        // Where the choice alone changed, or all of it is of one version, what is printed is as it was.
        let renamed = |was: &&Was| self.track.now.is_none() && (&was.id, &was.label) != (&question.id, &question.label);
        let comments = std::mem::take(&mut self.track.waiting);
        if let Some(was) = question.was.as_ref().filter(renamed) {
            return self.paragraph(shape, |body| body.renamed(question, was, comments));
        }
        self.paragraph(shape, |body| match number_in_label(question) {
            Some((before, after)) => {
                body.commented(comments, |body| {
                    body.text(before);
                    body.marked(Target::Question, &question.id, |body| body.text(&question.id));
                });
                body.text(after);
                body.question_text(question);
            }
            None => {
                body.commented(comments, |_| {});
                body.marked(Target::Question, &question.id, |body| {
                    body.text(&question.label);
                    body.question_text(question);
                });
            }
        });
    }

    fn question_text(&mut self, question: &Question) {
        if !question.label.is_empty() && !question.text.is_empty() {
            self.text(": ");
        }
        self.inlines(&question.text);
    }

    fn top_paragraph(&mut self, paragraph: &Paragraph) {
        if paragraph.number.is_none() {
            let style = if paragraph.continues { "ContinuedParagraph" } else { "Normal" };
            return self.paragraph(Shape::of(style), |body| body.inlines(&paragraph.content));
        }
        self.set_above(|above| above.owned = true);
        let level = super::numbering::paragraph_level(&self.house.numbering);
        let shape = Shape { number: Some((PARAGRAPHS, level)), ..Shape::of("NumberedParagraph") };
        self.paragraph(shape, |body| {
            body.marked(Target::Paragraph, &paragraph.id, |body| body.inlines(&paragraph.content));
        });
    }

    fn signature(&mut self, signature: &Signature, shape: Shape) {
        let last = signature.lines.len().saturating_sub(1);
        for (at, line) in signature.lines.iter().enumerate() {
            let before = (at == 0).then_some(480);
            self.plain(Shape { style: "Signature", left: shape.left, keep_next: at < last, before, ..shape }, line);
        }
    }

    /// Writes what is inside a bookmark; only the first of an id is marked.
    pub(super) fn marked(&mut self, target: Target, id: &str, inside: impl FnOnce(&mut Self)) {
        let names = self.names;
        let found = names.of(target, id).filter(|(at, _)| !self.in_note && !self.marked[*at]);
        let Some((at, bookmark)) = found else { return inside(self) };
        self.marked[at] = true;
        let number = at.to_string();
        self.part.xml.empty("w:bookmarkStart", &[("w:id", &number), ("w:name", &bookmark.name)]);
        inside(self);
        self.part.xml.empty("w:bookmarkEnd", &[("w:id", &number)]);
    }
}
