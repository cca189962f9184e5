//! Foreign files in: readers give pieces, recognisers make records of them.
//!
//! A reader knows a format and nothing of consultations; a recogniser knows consultations and nothing
//! of formats. Between them stands [`Foreign`]: one flat run of [`Piece`]s in reading order, each with
//! its place. What a reader cannot keep it reports ([`Notice`]); nothing is lost in silence.

mod built;
pub mod carry;
pub mod document;
pub mod mark;
pub mod read;
pub mod recognise;
pub mod write;

pub use built::{Built, Layout};
pub use document::{document, document_with};

use crate::document::{Inline, walk};
use std::fmt;

/// A file that was read: its pieces in reading order, and what the reader has to say of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Foreign {
    /// The format it is in, by content: `docx`, `pdf` …
    pub format: &'static str,
    /// The title that the file itself gives, in its properties.
    pub title: Option<String>,
    /// Headings, paragraphs, items, tables, in reading order.
    pub pieces: Vec<Piece>,
    /// What was left out, joined, accepted or guessed.
    pub notices: Vec<Notice>,
    /// What respondent wrote around the text, where it built the file. DOCX only.
    pub built: Option<Built>,
}

/// A piece of a foreign file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Piece {
    /// What it is, as far as the format says.
    pub kind: PieceKind,
    /// Its words: NFC, no-break spaces as spaces, soft hyphens and zero-width characters dropped, line
    /// ends that are meant as [`Inline::Break`], footnotes where their marks stand. Not the label.
    pub content: Vec<Inline>,
    /// What is printed before the words: `7.`, `(a)`, `•`.
    pub label: Option<Label>,
    /// How deep: of a heading from 1, of a list item from 0.
    pub level: u8,
    /// Bold print.
    pub bold: Bold,
    /// Tick boxes, in order.
    pub ticks: Vec<Tick>,
    /// Words that are highlighted, each run of them. DOCX, ODT and HTML only.
    pub highlighted: Vec<String>,
    /// The rows of a table, each a list of cells, each a list of pieces.
    pub rows: Vec<Vec<Vec<Piece>>>,
    /// Names that links and references in the file point to: bookmarks, anchors. A file that
    /// respondent built gives the names of the document itself.
    pub names: Vec<String>,
    /// The name of its style, as the format gives it (`heading 1`, `Question`).
    pub style: Option<String>,
    /// What happened to it while it was read.
    pub flags: Vec<Flag>,
    /// The id of the question that a person says it is.
    pub question: Option<String>,
    /// Size of its letters by that of the body text: 1.0 is the same. PDF only; 0.0 is unknown.
    pub size: f32,
    /// Distance from the left edge of the body text, in letters' heights. PDF and txt only.
    pub indent: f32,
    /// How it is laid out. DOCX only.
    pub layout: Layout,
    /// Where it stands.
    pub at: Place,
}

/// What a piece is, as far as its format says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PieceKind {
    /// The title of the document.
    Title,
    /// The line below the title.
    Subtitle,
    /// A heading.
    Heading,
    /// A paragraph.
    #[default]
    Paragraph,
    /// An item of a list.
    Item,
    /// A quotation.
    Quote,
    /// Text kept as typed.
    Code,
    /// A table.
    Table,
    /// The end of a page.
    PageEnd,
    /// A picture with nothing but its alternative text.
    Picture,
}

/// What is printed before the words of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Exactly as printed: `7.`, `(a)`, `2.1.1`, `•`.
    pub text: String,
    /// Whether the word processor or the browser counted it; otherwise somebody typed it.
    pub automatic: bool,
}

/// Bold print in a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bold {
    /// None at its beginning.
    #[default]
    None,
    /// It begins bold.
    Start,
    /// All of it.
    All,
}

/// A tick box or radio button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Whether it is ticked; nothing where that cannot be told.
    pub on: Option<bool>,
    /// How it is made.
    pub made: TickMade,
    /// Where in the words it stands, in characters from the start.
    pub at: usize,
}

/// How a tick box is made: the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TickMade {
    /// A content control of a word processor.
    Control,
    /// A form field.
    Field,
    /// A character.
    Glyph,
    /// A picture.
    Picture,
}

/// What happened to a piece while it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// It stands in a table of contents.
    Contents,
    /// It holds tracked changes that were settled.
    Revised,
    /// It was cut by the end of a page and joined again.
    Joined,
    /// It stands in a text box.
    TextBox,
}

/// Where a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Place {
    /// The page, from 1, where pages are known.
    pub page: Option<u32>,
    /// The line of a text file, from 1.
    pub line: Option<u32>,
    /// The paragraph in the file, from 1, of formats without lines.
    pub paragraph: Option<u32>,
}

/// What a reader has to say.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// In one line, lower case: "14 tracked changes were accepted".
    pub message: String,
    /// Words that were dropped, where there are any: nothing is lost in silence.
    pub dropped: Option<String>,
    /// Where.
    pub at: Option<Place>,
}

/// What to do with tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Changes {
    /// Read the text as if they were accepted.
    #[default]
    Accept,
    /// Read the text as if they were rejected.
    Reject,
    /// Refuse the file.
    Refuse,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// In one line: "this file is protected by a password".
    pub message: String,
    /// What to do: "open it in its program and save it without one".
    pub help: String,
}

impl Piece {
    /// The words alone.
    pub fn text(&self) -> String {
        walk::plain(&self.content)
    }
}

impl Notice {
    /// Something to say of the file as a whole.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), dropped: None, at: None }
    }

    /// Words that were dropped.
    #[must_use]
    pub fn dropped(mut self, words: impl Into<String>) -> Self {
        self.dropped = Some(words.into());
        self
    }

    /// Where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.at = Some(place);
        self
    }
}

impl Refused {
    /// A refusal and what to do.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refused {}

impl fmt::Display for Place {
    /// `page 3`, `line 12`, `paragraph 7`; nothing where nothing is known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.page, self.line, self.paragraph) {
            (_, Some(line), _) => write!(f, "line {line}"),
            (Some(page), _, _) => write!(f, "page {page}"),
            (_, _, Some(paragraph)) => write!(f, "paragraph {paragraph}"),
            _ => Ok(()),
        }
    }
}
