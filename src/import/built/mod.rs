//! A Word file that respondent built, back to the document it was built from: the twin of
//! `export::docx`.
//!
//! What the file does not hold is not there afterwards: where words came from, the names of headings
//! and of whatever has no number, which words before a number belong to a reference.

mod inline;
mod nest;

use super::{Foreign, Piece, PieceKind, read::html};
use crate::document::{
    Align, Block, Document, Heading, Inline, Kind, Meta, Paragraph, Question, Section, Signature,
    house::Numbering,
    markdown::{drop_printed_numbers, strip_label},
    number, walk,
};
pub(crate) use inline::whole_references;

use inline::inlines;
use nest::Nest;
use std::collections::BTreeMap;

/// What respondent wrote around the text of a file that it built.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Built {
    /// Who responds, when, in which language, how far it has come; not the title.
    pub meta: Meta,
    /// Where the text of numbered paragraphs starts, in twips.
    pub paragraph: i32,
    /// How far each list and quotation is indented, in twips.
    pub item: i32,
    /// Words that references in it begin with.
    pub words: Vec<String>,
    /// What is printed before the words of each question, by its id; empty where the file does not tell.
    pub labels: BTreeMap<String, String>,
}

/// How a piece is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// Where its text starts, in twips from the left margin.
    pub left: i32,
    /// How it is aligned.
    pub align: Align,
    /// Of a table: whether its first row is repeated on every page.
    pub header: bool,
}

/// The document in a file, where respondent built it; numbered.
pub(crate) fn document(foreign: Foreign, numbering: &Numbering) -> Option<Document> {
    let built = foreign.built?;
    let mut reader = Reader { nest: Nest::new(&built), parts: parts(&foreign.pieces), meta: built.meta, labels: built.labels };
    let mut pieces = foreign.pieces;
    pieces.iter_mut().for_each(|piece| inline::make_references_whole(piece, &built.words));
    for (at, piece) in pieces.into_iter().enumerate() {
        reader.piece(at, piece);
    }
    let mut document = Document { meta: reader.meta, blocks: reader.nest.finish(), ..Document::default() };
    walk::join_texts(&mut document.blocks);
    html::forget_made_names(&mut document, numbering);
    number::number(&mut document, numbering);
    drop_printed_numbers(&mut document.blocks);
    Some(document)
}

struct Reader {
    nest: Nest,
    /// For each piece, whether a heading there stands in a part of the consultation, or begins one.
    parts: Vec<bool>,
    meta: Meta,
    labels: BTreeMap<String, String>,
}

impl Reader {
    fn piece(&mut self, at: usize, piece: Piece) {
        let style = piece.style.clone().unwrap_or_default();
        match (piece.kind, style.as_str()) {
            (PieceKind::Title, _) => self.meta.title = piece.text(),
            (PieceKind::Subtitle, _) => self.meta.subtitle = Some(piece.text()),
            (PieceKind::PageEnd | PieceKind::Picture, _) => {}
            (PieceKind::Heading, "Question" | "Question in Part") => self.heads(Kind::Question(question(piece, &self.labels))),
            (PieceKind::Heading, _) if piece.level <= 1 => {
                let id = name(&piece).unwrap_or_default();
                self.heads(Kind::Section(Section { id, number: None, title: inlines(piece) }));
            }
            (PieceKind::Heading, _) => {
                let level = if self.parts[at] { piece.level - 1 } else { piece.level };
                self.nest.top(Kind::Heading(Heading { level, id: None, title: inlines(piece) }));
            }
            (PieceKind::Table, _) => self.nest.table(piece),
            (PieceKind::Code, _) => self.nest.code(&piece),
            (PieceKind::Quote, _) => self.nest.quoted(piece),
            (_, "Signature") => self.nest.signed(Signature { lines: vec![piece.text()] }, &piece),
            (_, "List Continue") => self.nest.continued(piece),
            (PieceKind::Item, style) if style != "Numbered Paragraph" => self.nest.item(piece),
            (_, style) => self.paragraph(style == "Continued Paragraph", piece),
        }
    }

    /// A heading below which no paragraph stands yet.
    fn heads(&mut self, kind: Kind) {
        self.nest.top(kind);
        self.nest.owned = false;
    }

    fn paragraph(&mut self, continues: bool, piece: Piece) {
        let id = name(&piece).filter(|_| !continues).unwrap_or_default();
        self.nest.top(Kind::Paragraph(Paragraph { id, continues, content: inlines(piece), ..Paragraph::default() }));
        self.nest.owned |= !continues;
    }
}

/// The name that the document gives to a piece; marks that are there for the file's own sake are none.
fn name(piece: &Piece) -> Option<String> {
    piece.names.iter().find(|name| !name.starts_with('_')).cloned()
}

/// `Question 7: Do you agree …`: what the file tells of its label, else what stands up to the colon behind the number.
fn question(piece: Piece, labels: &BTreeMap<String, String>) -> Question {
    let named = piece.names.iter().find_map(|name| name.strip_prefix('q')).unwrap_or_default();
    let text = piece.text();
    let told = labels.get(named).filter(|label| begins_with_label(&text, label));
    let label = told.map(String::as_str).or_else(|| printed_label(&text, named));
    let (id, label) = match label {
        Some(label) => (named.to_owned(), label.to_owned()),
        None => older_label(&text).unwrap_or((named.to_owned(), String::new())),
    };
    let mut words = inlines(piece);
    if !label.is_empty() && matches!(words.first(), Some(Inline::Text { .. })) {
        strip_label(&mut words, &label);
        strip_label(&mut words, ":");
    }
    Question { id, label, text: words, ..Question::default() }
}

/// Whether a label stands before a question, as it was written there.
fn begins_with_label(text: &str, label: &str) -> bool {
    label.is_empty() || text.strip_prefix(label).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
}

/// The number and the label of a question whose name in the file is another, as in files with both versions that
/// do not tell the older: its name is the newer one's.
fn older_label(text: &str) -> Option<(String, String)> {
    let label = text.split_once(": ")?.0;
    let id = label.split(' ').next_back().filter(|id| id.contains(|c: char| c.is_ascii_digit()))?;
    (label.split(' ').count() <= 3).then(|| (id.to_owned(), label.to_owned()))
}

/// What stands before the colon behind a question's number. What asks is no label, whatever numbers stand in it.
pub(crate) fn printed_label<'t>(text: &'t str, id: &str) -> Option<&'t str> {
    let ends = text.match_indices(": ").map(|(at, _)| at).chain([text.len()]);
    let mut labels = ends.map(|end| text[..end].trim_end_matches(':')).take_while(|label| !label.contains('?'));
    labels.find(|label| !id.is_empty() && has_number(label, id))
}

/// Whether a number stands in a label by itself, not as a part of another: `Q7` is 7, `17` is not, nor is `the 7th`;
/// `7th` alone is.
fn has_number(label: &str, id: &str) -> bool {
    let begins_with_digit = id.starts_with(|c: char| c.is_ascii_digit());
    let joined = |c: char| if begins_with_digit { c.is_ascii_digit() } else { c.is_alphanumeric() };
    let mut places = label.match_indices(id).map(|(at, _)| (&label[..at], &label[at + id.len()..]));
    let ends = |after: &str| match label.contains(' ') {
        true => !after.starts_with(char::is_alphanumeric),
        false => !after.starts_with(joined),
    };
    places.any(|(before, after)| !before.ends_with(joined) && ends(after))
}

/// For each piece whether it stands in a part. The file has one look for the name of a part and for a
/// heading beside questions: it is a part where what stands below is as deep as in a part only.
fn parts(pieces: &[Piece]) -> Vec<bool> {
    let mut out = vec![false; pieces.len()];
    let mut from = 0;
    for end in 1..=pieces.len() {
        let ends = pieces.get(end).is_none_or(|piece| piece.kind == PieceKind::Heading && piece.level == 1);
        if ends {
            let here = &pieces[from..end];
            let question = here.iter().position(|piece| matches!(piece.style.as_deref(), Some("Question in Part" | "heading 5")));
            let is_name = |piece: &Piece| piece.kind == PieceKind::Heading && piece.style.as_deref() == Some("heading 2");
            if let Some(begin) = question.and_then(|question| here[..question].iter().rposition(is_name)) {
                out[from + begin..end].fill(true);
            }
            from = end;
        }
    }
    out
}

/// The block of a kind.
fn block(kind: Kind) -> Block {
    Block::new(kind)
}
