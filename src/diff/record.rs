//! What a comparison gives. All of it can be written as JSON and read back.

use super::{PARAGRAPH_END, summary::Summary};
use crate::text::compare::Words;
use serde::{Deserialize, Serialize};

/// Two documents compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Diff {
    /// The old document.
    pub old: Side,
    /// The new document.
    pub new: Side,
    /// The counts.
    pub summary: Summary,
    /// What changed of the title, the date and the like.
    pub about: Vec<About>,
    /// Every heading of either document once, with what stands below it: in the order of the new
    /// document, and what is gone behind what stood before it.
    pub units: Vec<Unit>,
}

/// One of the two documents.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Side {
    /// What the person who compares calls it: an id, a file's name. Empty until somebody names it.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its headings in order; the first is what stands before any heading.
    pub heads: Vec<Head>,
    /// How many texts stand below its headings.
    pub leaves: usize,
}

/// A section, a question or another heading that texts stand under.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Head {
    /// What it is.
    pub kind: HeadKind,
    /// The question's or the section's id.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// As printed before its words: `Question 7`, `B.`
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Its words.
    pub title: String,
    /// The index of its block in the document; absent for what stands before any heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<usize>,
}

/// What a head is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeadKind {
    /// No heading: the texts before the first one.
    #[default]
    Front,
    /// A lettered section.
    Section,
    /// A question.
    Question,
    /// A heading of level 1 or 2: the name of a part, or one that stands beside questions.
    Heading,
}

/// Something besides the text: of a document its `title`, `subtitle`, `author`, `language`, `status`, `date` and, of
/// a position, other fields by their names in its file; of a question its `options` and its `part`; of a text its marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct About {
    /// What: a name as above, with the thing it is about behind it where there may be several (`figure: members`).
    pub what: String,
    /// What it was; empty where there was none.
    pub old: String,
    /// What it is.
    pub new: String,
}

/// A heading of the old document, of the new one, or one of each that are the same, with what stands below.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Unit {
    /// How the two sides belong together.
    pub relation: Relation,
    /// Why.
    pub because: Reason,
    /// How alike they are, 0 to 1, in thousandths; absent where likeness was not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// The heading in the old document: an index of its `heads`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<usize>,
    /// The heading in the new document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<usize>,
    /// Of `split-off` the heading of the old document that it was part of; of `merged-into` the heading of
    /// the new document that it is part of now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<usize>,
    /// Whether it stands elsewhere among the others.
    pub moved: bool,
    /// Whether its id is another one.
    pub renumbered: bool,
    /// Its words, compared.
    pub title: Vec<Run>,
    /// What else changed of what is asked: its `options`, and within one consultation the `part` it stands in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<About>,
    /// The options chosen, where the question is a closed one on either side and the choice changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<Choices>,
    /// The options that the answer had chosen, of a closed question that is gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<String>,
    /// The texts below it, each once: those that stand here in the new document in their order, and what
    /// was removed behind what stood before it. A text that moved stands where it is now.
    pub changes: Vec<Change>,
    /// How many words of `changes` stayed, went and came.
    pub words: Words,
}

/// How a heading of the old document and one of the new belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The same.
    Same,
    /// Possibly the same: a person should say.
    PossiblySame,
    /// Only in the new document.
    New,
    /// Only in the old document.
    Gone,
    /// In the new document, cut from a question of the old one that goes on under another heading.
    SplitOff,
    /// In the old document; in the new one part of another question.
    MergedInto,
}

/// Why two headings belong together, or why one stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Somebody said so.
    Pinned,
    /// The new question names the old one as its prior.
    Lineage,
    /// The same id in the same consultation.
    Id,
    /// Each is what stands before any heading.
    Place,
    /// Its words, and what stands below it, are like the other's.
    Words,
    /// Most of what stands below it is the same, whatever the question is now.
    Answer,
    /// Most of its words stand in the other.
    Contained,
    /// Nothing on the other side is like it.
    Nothing,
}

/// A closed answer that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Choices {
    /// The options that were chosen.
    pub old: Vec<String>,
    /// The options that are chosen.
    pub new: Vec<String>,
}

/// Texts of the old document and of the new one that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Whether it stands elsewhere: under another heading, or in another order under this one.
    pub moved: bool,
    /// Where the words are the same, what of their marks is not. Of `bold`, `italic`, `code` and `link` which words had
    /// the mark and which have it, of `footnote` what its mark stands behind, ` … ` between several; the `kind` of thing
    /// that they stand in (`paragraph`, `numbered list`), its `level`, and what is `around` it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<About>,
    /// How alike the two sides are, 0 to 1, in thousandths; absent where they were not compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// The texts in the old document: several where they were merged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub old: Vec<Leaf>,
    /// The texts in the new document: several where one was split.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub new: Vec<Leaf>,
    /// The words, compared. Put together they give each side's texts exactly, with U+001E between
    /// several, and U+001F between the cells of a row and the lines of a signature.
    pub runs: Vec<Run>,
    /// Figures, dates and negations that only the old side has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures_out: Vec<String>,
    /// Figures, dates and negations that only the new side has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures_in: Vec<String>,
    /// Where links lead that only the old side has, unless the address is among its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links_out: Vec<String>,
    /// Where links lead that only the new side has, unless the address is among its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links_in: Vec<String>,
    /// How many words stayed, went and came.
    pub words: Words,
}

/// What happened to texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Nothing, as far as words go.
    Same,
    /// Some words changed.
    Edited,
    /// One stands where the other stood, and little stayed.
    Replaced,
    /// One became several.
    Split,
    /// Several became one.
    Merged,
    /// Only in the new document.
    Added,
    /// Only in the old document.
    Removed,
}

/// Where a text stands in its document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Leaf {
    /// What it is.
    pub kind: LeafKind,
    /// Its place among all texts of its document, from 0.
    pub at: usize,
    /// The heading it stands under: an index of its side's `heads`.
    pub head: usize,
    /// As printed before it: `12.`, `(a)`, `•`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// How to get there: the index of a block in the document; in a list an item and a block in it; in a
    /// quotation a block; in a table a row, 0 for the header. In a footnote first the path of the text that
    /// holds its mark, then the index of the note in that text, then a block in it.
    pub path: Vec<usize>,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeafKind {
    /// A paragraph.
    Paragraph,
    /// A paragraph in an item of a list.
    Item,
    /// A paragraph in a quotation.
    Quote,
    /// A row of a table.
    Row,
    /// A heading within an answer.
    Heading,
    /// Text kept as it was typed.
    Code,
    /// The lines of a signature.
    Signature,
    /// A paragraph of a footnote.
    Note,
}

/// A piece of text on both sides or on one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Run {
    /// Whether it stayed, went or came.
    pub kind: RunKind,
    /// The text; where it stayed, as the new document has it.
    pub text: String,
    /// Of what stayed, the text as the old document has it, where spaces, the shape of quotation marks or
    /// the number in a reference differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
}

/// Whether a piece of text stayed, went or came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RunKind {
    /// It stayed.
    Same,
    /// It went.
    Removed,
    /// It came.
    Added,
}

/// A heading and the texts below it, in words alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passage {
    /// The words of the heading.
    pub title: String,
    /// The texts below it, in order.
    pub texts: Vec<String>,
}

impl Run {
    /// What the old document has of it.
    pub fn old_text(&self) -> &str {
        match self.kind {
            RunKind::Added => "",
            RunKind::Same => self.was.as_ref().unwrap_or(&self.text),
            RunKind::Removed => &self.text,
        }
    }

    /// What the new document has of it.
    pub fn new_text(&self) -> &str {
        if self.kind == RunKind::Removed { "" } else { &self.text }
    }
}

impl Change {
    /// The texts of the old document, a string for each of `old`.
    pub fn old_texts(&self) -> Vec<String> {
        texts(self.old.len(), self.runs.iter().map(Run::old_text))
    }

    /// The texts of the new document, a string for each of `new`.
    pub fn new_texts(&self) -> Vec<String> {
        texts(self.new.len(), self.runs.iter().map(Run::new_text))
    }

    /// Whether there is nothing to show.
    pub fn is_same(&self) -> bool {
        self.kind == ChangeKind::Same && !self.moved && self.marks.is_empty()
    }
}

fn texts<'r>(n: usize, runs: impl Iterator<Item = &'r str>) -> Vec<String> {
    match n {
        0 => Vec::new(),
        _ => runs.collect::<String>().split(PARAGRAPH_END).map(str::to_owned).collect(),
    }
}

impl Diff {
    /// Whether nothing changed: neither words nor their marks nor what is chosen, nor any order.
    pub fn is_same(&self) -> bool {
        self.about.is_empty() && self.units.iter().all(Unit::is_same)
    }

    /// The old document's text: the diff applied backwards.
    pub fn old_text(&self) -> Vec<Passage> {
        let titles = self.units.iter().filter_map(|unit| Some((unit.old?, unit.title.iter().map(Run::old_text).collect())));
        let texts = self.changes().flat_map(|change| change.old.iter().zip(change.old_texts()));
        put_together(self.old.heads.len(), titles, texts)
    }

    /// The new document's text: the diff applied forwards.
    pub fn new_text(&self) -> Vec<Passage> {
        let titles = self.units.iter().filter_map(|unit| Some((unit.new?, unit.title.iter().map(Run::new_text).collect())));
        let texts = self.changes().flat_map(|change| change.new.iter().zip(change.new_texts()));
        put_together(self.new.heads.len(), titles, texts)
    }

    /// Leaves out the numbers of paragraphs on the old side and on the new one, each where that is wished: what a
    /// file does not print would be looked for in vain.
    pub fn leave_out_numbers(&mut self, sides: [bool; 2]) {
        for change in self.units.iter_mut().flat_map(|unit| &mut unit.changes) {
            for (leaves, _) in [&mut change.old, &mut change.new].into_iter().zip(sides).filter(|(_, wished)| *wished) {
                leaves.iter_mut().filter(|leaf| leaf.kind == LeafKind::Paragraph).for_each(|leaf| leaf.label.clear());
            }
        }
    }

    /// Every change, unit by unit.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.units.iter().flat_map(|unit| &unit.changes)
    }
}

fn put_together<'d>(
    heads: usize,
    titles: impl Iterator<Item = (usize, String)>,
    texts: impl Iterator<Item = (&'d Leaf, String)>,
) -> Vec<Passage> {
    let mut passages = vec![Passage::default(); heads];
    for (head, title) in titles {
        if let Some(passage) = passages.get_mut(head) {
            passage.title = title;
        }
    }
    let mut texts: Vec<_> = texts.collect();
    texts.sort_by_key(|(leaf, _)| leaf.at);
    for (leaf, text) in texts {
        if let Some(passage) = passages.get_mut(leaf.head) {
            passage.texts.push(text);
        }
    }
    passages
}

impl Unit {
    /// Whether it is what stands before any heading.
    pub fn is_front(&self) -> bool {
        self.because == Reason::Place
    }

    /// Whether the words of a heading that both documents have changed.
    pub fn is_reworded(&self) -> bool {
        self.old.is_some() && self.new.is_some() && self.title.iter().any(|run| run.kind != RunKind::Same)
    }

    /// Whether there is nothing to show.
    pub fn is_same(&self) -> bool {
        let heading = self.relation == Relation::Same && !self.moved && !self.renumbered && self.choice.is_none() && self.asked.is_empty();
        heading && self.title.iter().all(|run| run.kind == RunKind::Same) && self.changes.iter().all(Change::is_same)
    }
}
