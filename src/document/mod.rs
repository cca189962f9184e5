//! The one document that everything is turned into and written from.
//!
//! A [`Document`] is a flat run of [`Block`]s in reading order: section headings, questions, numbered
//! paragraphs and what belongs to them. It is content alone; how it looks is a [`house::House`].
//! [`number`] gives every number in it, once; no writer counts.

pub mod date;
pub mod house;
pub mod json;
pub mod markdown;
pub mod number;
mod origin;
pub mod public;
mod revision;
pub mod walk;

pub use origin::{Origin, Provenance};
pub use revision::{Change, Redline, Was};

use crate::source::Span;
use date::PrintedDate;
use serde::{Deserialize, Serialize};

/// A response as its reader sees it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Document {
    /// What stands around the text.
    pub meta: Meta,
    /// In reading order.
    pub blocks: Vec<Block>,
    /// What is known of the changes it shows, where it shows how it differs from an older version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redline: Option<Redline>,
}

/// What is known of a document besides its text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Meta {
    /// The consultation's id; empty where the document was not built from a library.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The title, printed first.
    pub title: String,
    /// Printed below the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// The organisation that responds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// BCP 47 tag, such as `en-GB`.
    pub language: String,
    /// How far the response has come.
    pub status: Status,
    /// Its date, as exact as it is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PrintedDate>,
}

/// How far a response has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Being written.
    #[default]
    Draft,
    /// Sent round for comment.
    InReview,
    /// Agreed, not yet sent.
    Approved,
    /// Sent to the department.
    Submitted,
}

/// One thing in the run of the document, with where it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Block {
    /// What it is.
    #[serde(flatten)]
    pub kind: Kind,
    /// Where it came from.
    #[serde(default, skip_serializing_if = "Origin::is_unknown")]
    pub origin: Origin,
    /// Whether all of it is in one of two versions only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// Remarks on it, for readers of the changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<String>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Kind {
    /// A lettered section heading.
    Section(Section),
    /// A question as the heading of its answer.
    Question(Question),
    /// An unnumbered heading inside a section or an answer, or the name of a part.
    Heading(Heading),
    /// A paragraph; numbered when it stands directly under a section or a question.
    Paragraph(Paragraph),
    /// A list; belongs to the numbered paragraph before it.
    List(List),
    /// A quotation; belongs to the numbered paragraph before it.
    Quote(Quote),
    /// A table; belongs to the numbered paragraph before it.
    Table(Table),
    /// Text kept exactly as it was typed.
    Code(Code),
    /// Who signs, a line each.
    Signature(Signature),
}

/// A number as it is given, printed and cited.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Number {
    /// Its place in its run, from 1.
    pub value: u32,
    /// As printed before the text: `12.`, `(a)`, `B.`
    pub label: String,
    /// As printed in a reference: `12`, `12(a)`, `B`.
    pub cited: String,
}

/// A lettered section heading.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Section {
    /// Unique in the document; what references point to.
    pub id: String,
    /// Its letter; absent before numbering and where the house style has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
    /// Its words.
    pub title: Vec<Inline>,
}

/// A question as the heading of its answer.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Question {
    /// Its id in the consultation: `7`, `4a`, `2.1.1`. References point to `q` and this id.
    pub id: String,
    /// As printed before its words: `Question 7`. Empty where the consultation prints none.
    pub label: String,
    /// The consultation's words.
    pub text: Vec<Inline>,
    /// The part of the consultation it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The options of a closed question, in order; empty for free text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The options that the answer chooses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choice: Vec<String>,
    /// What stands below it.
    #[serde(default)]
    pub answer: AnswerKind,
    /// What it was called in the older of two versions, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Was>,
}

/// What stands below a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerKind {
    /// Nothing.
    #[default]
    Empty,
    /// Text assembled from what the question is mapped to; nobody has adopted it.
    Proposed,
    /// Words that say that there is no answer: "N/A", "No comment".
    NoAnswer,
    /// An answer.
    Answered,
}

/// An unnumbered heading.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Heading {
    /// How deep: 1 stands above questions (a part of the consultation), 2 beside them, 3 and 4 below.
    pub level: u8,
    /// Its name, where a person gave it one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its words.
    pub title: Vec<Inline>,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Paragraph {
    /// Unique in the document; what references and bookmarks point to. Given by a person
    /// (`{#name}`) or made from the place (`key-points-2`, `q7-1`). Empty before numbering, and for
    /// unnumbered paragraphs that nobody named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Whether a person gave it that id.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub named: bool,
    /// Its number; absent before numbering, in lists and quotes, and where it continues another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
    /// Belongs to the numbered paragraph before it and takes no number (`{.continue}`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub continues: bool,
    /// Why it is to be kept out of the public version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidential: Option<String>,
    /// Its words.
    pub content: Vec<Inline>,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct List {
    /// Whether its items are counted: (a), (b), then (i), (ii).
    pub ordered: bool,
    /// Whether its counting belongs to the numbered paragraph before it. An ordered list inside
    /// bullets, a quotation, or with no numbered paragraph before it counts for itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_paragraph: bool,
    /// In order.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Item {
    /// Its name, where a person gave it one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its number, in an ordered list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
    /// Paragraphs, lists, quotations, tables.
    pub blocks: Vec<Block>,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Quote {
    /// What is quoted.
    pub blocks: Vec<Block>,
}

/// A table with one header row.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Table {
    /// How each column is aligned.
    pub columns: Vec<Align>,
    /// The header row: a cell for each column.
    pub header: Vec<Vec<Inline>>,
    /// The rows below it: a cell for each column.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// For each of these rows whether it is in one of two versions only; empty where none is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Option<Change>>,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// To the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
}

/// Text kept exactly as it was typed, line by line.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Code {
    /// The lines, without a last line end.
    pub text: String,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Signature {
    /// As printed, one below the other.
    pub lines: Vec<String>,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Inline {
    /// Words.
    Text {
        /// The words.
        text: String,
    },
    /// Emphasis, printed in italics.
    Emphasis {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// Strong emphasis, printed in bold.
    Strong {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// Words kept exactly as typed.
    Code {
        /// The words.
        text: String,
    },
    /// A link out of the document.
    Link {
        /// The address.
        to: String,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A live reference to a paragraph, an item, a question or a section.
    Reference(Reference),
    /// A footnote, where its mark stands.
    Note(Note),
    /// A line end that is meant.
    Break,
    /// Words that are in one of two versions only.
    Changed {
        /// What was done to them.
        change: Change,
        /// The words.
        content: Vec<Inline>,
    },
}

/// A live reference: its own word followed by the number of what it points to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Reference {
    /// The id it points to; `q` and its id for a question.
    pub to: String,
    /// What is printed before the number: `paragraph`, `question`, or nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub word: String,
    /// The number as cited: `12`, `12(a)`, `4a`, `B`. Empty before numbering and when dangling.
    pub number: String,
    /// What it points to. Absent before numbering and when dangling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// Where it was written.
    #[serde(skip)]
    pub span: Option<Span>,
}

/// What a reference points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// A numbered paragraph.
    Paragraph,
    /// An item of a list that belongs to a numbered paragraph.
    Item,
    /// A question.
    Question,
    /// A section.
    Section,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Note {
    /// Its number in the document, from 1; 0 before numbering.
    pub number: u32,
    /// Its text: paragraphs and lists.
    pub blocks: Vec<Block>,
}

impl Block {
    /// A block whose origin is not known.
    pub fn new(kind: Kind) -> Self {
        Self { kind, origin: Origin::default(), change: None, comments: Vec::new() }
    }
}

impl Inline {
    /// What of changed words is in the newer version.
    pub fn newer(&self) -> &[Self] {
        match self {
            Self::Changed { change: Change::Inserted, content } => content,
            _ => &[],
        }
    }

    /// Plain words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }
}

impl Status {
    /// The word a draft is marked with; nothing once it is submitted.
    pub fn draft_mark(self) -> Option<&'static str> {
        match self {
            Self::Draft => Some("Draft"),
            Self::InReview => Some("Draft for review"),
            Self::Approved => Some("Approved, not yet submitted"),
            Self::Submitted => None,
        }
    }

    /// The word that `response.md` uses.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// Every status with the word that `response.md` uses.
    pub const ALL: [(&'static str, Self); 4] =
        [("draft", Self::Draft), ("in-review", Self::InReview), ("approved", Self::Approved), ("submitted", Self::Submitted)];
}

impl Question {
    /// What references to it point to.
    pub fn anchor(&self) -> String {
        format!("q{}", self.id)
    }

    /// Whether a name is kept for questions: it begins with q and a digit.
    pub fn is_anchor(name: &str) -> bool {
        name.strip_prefix('q').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    }
}

impl Reference {
    /// As printed: its word, a space, the number.
    pub fn printed(&self) -> String {
        match (self.word.is_empty(), self.number.is_empty()) {
            (true, _) => self.number.clone(),
            (_, true) => self.word.clone(),
            _ => format!("{} {}", self.word, self.number),
        }
    }

    /// As printed, and where the number is not known in words that can be read without it: a question's number
    /// is in its name, a paragraph is told by its own (`the paragraph on place value`). `before` is what stands
    /// before it.
    pub fn told(&self, before: &str) -> String {
        const NOUNS: [&str; 6] = ["paragraph", "section", "point", "item", "part", "passage"];
        if !self.number.is_empty() {
            return self.printed();
        }
        if let Some(id) = self.to.strip_prefix('q').filter(|_| Question::is_anchor(&self.to)) {
            return format!("{} {id}", self.word).trim_start().to_owned();
        }
        let name = self.to.replace(['-', '_'], " ");
        let says = name.split(' ').any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2);
        let last = self.word.rsplit(' ').next().unwrap_or_default().to_lowercase();
        match () {
            () if self.word.is_empty() => format!("“{name}”"),
            () if !says || !NOUNS.contains(&last.as_str()) => self.word.clone(),
            () if name.split(' ').next() == Some(&last) => name,
            () if self.word == last && !before.to_lowercase().trim_end().ends_with("the") => format!("the {last} on {name}"),
            () => format!("{} on {name}", self.word),
        }
    }
}
