//! Pieces made ready for recognising: labels split off (R0), tables opened, cut paragraphs joined.

use super::Doubt;
use crate::{
    document::{Inline, walk::plain},
    import::{
        Bold, Flag, Foreign, Label, Piece, PieceKind, Place, Tick,
        read::{lines, tidy::tidy},
    },
};

/// A piece with its label split off, on its own or as a cell of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Unit {
    pub(super) kind: PieceKind,
    /// As printed: `7.`, `(a)`, `•`.
    pub(super) label: Option<String>,
    pub(super) automatic: bool,
    /// Whether the label was split off the words (R0).
    pub(super) split: bool,
    pub(super) content: Vec<Inline>,
    /// The words of the content.
    pub(super) text: String,
    pub(super) level: u8,
    pub(super) bold: Bold,
    pub(super) ticks: Vec<Tick>,
    pub(super) at: Place,
    pub(super) names: Vec<String>,
    /// The id of the question that a person says it is.
    pub(super) question: Option<String>,
    /// The table it stands in, and its row and column.
    pub(super) cell: Option<(usize, usize, usize)>,
    /// The table itself, which stays whole where its cells are no form.
    pub(super) table: Option<Piece>,
    pub(super) joined: bool,
    /// Whether its number counts an item of a list in a document with numbered paragraphs.
    pub(super) in_list: bool,
    /// Which piece of the file it is.
    pub(super) piece: usize,
}

impl Unit {
    pub(super) fn is_bullet(&self) -> bool {
        self.kind == PieceKind::Item && self.label.as_deref().is_none_or(|label| !label.contains(char::is_alphanumeric))
    }

    /// A heading by its kind, or by how it looks: bold, short, without an end mark (R2).
    pub(super) fn is_heading(&self) -> bool {
        let part = self.kind == PieceKind::Paragraph && is_part(&self.text);
        let looks = self.bold == Bold::All && self.text.chars().count() < 120 && !self.text.ends_with(['.', '?', ':', ';', ',']);
        self.kind == PieceKind::Heading
            || part
            || looks && self.kind == PieceKind::Paragraph && self.cell.is_none() && !self.text.is_empty()
    }

    /// The number of its label, where it is no item of a list: `37.` is 37.
    pub(super) fn number(&self) -> Option<u32> {
        self.label.as_deref().filter(|_| !self.in_list).and_then(plain_number)
    }

    /// Makes its label the first of its words again.
    pub(super) fn give_back_label(&mut self) {
        let Some(label) = self.label.take() else { return };
        self.content.insert(0, Inline::text(format!("{label} ")));
        tidy(&mut self.content);
        self.text = plain(&self.content).trim().to_owned();
        if self.kind == PieceKind::Item {
            self.kind = PieceKind::Paragraph;
        }
    }
}

/// `Part A - About the fund`, `Section 2`: short, without an end mark.
fn is_part(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().is_some_and(|word| matches!(word, "Part" | "Section" | "Chapter" | "PART" | "SECTION" | "CHAPTER"));
    let second = words.next().unwrap_or_default().trim_end_matches([':', '.', '-', '–']);
    let numbered = (1..=4).contains(&second.len()) && second.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    first && numbered && text.chars().count() < 100 && !text.ends_with(['.', '?', ';', ','])
}

/// The number in `37.`, `37)`, `(37)`.
pub(super) fn plain_number(label: &str) -> Option<u32> {
    let inner = label.trim_start_matches(['(', '[']).trim_end_matches(['.', ')', ']', ':']);
    (!inner.is_empty() && inner.len() <= 4 && inner.bytes().all(|byte| byte.is_ascii_digit())).then(|| inner.parse().ok()).flatten()
}

/// Every piece that holds words, in reading order. Contents pages are left out (R9).
pub(super) fn units(foreign: &Foreign) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::new();
    let mut ended_page = false;
    for (n, piece) in foreign.pieces.iter().enumerate() {
        match piece.kind {
            PieceKind::PageEnd => ended_page = true,
            _ if piece.flags.contains(&Flag::Contents) || is_contents_line(&piece.text()) || is_tag(&piece.text()) => {}
            PieceKind::Table => table(piece, n, &mut out),
            _ => {
                let unit = Unit { piece: n, ..unit(piece) };
                if unit.text.is_empty() && unit.label.is_none() && unit.ticks.is_empty() {
                    continue;
                }
                match out.last_mut().filter(|last| ended_page && is_cut(last, &unit) || is_cut(last, &unit)) {
                    Some(last) => join(last, unit),
                    None => out.push(unit),
                }
                ended_page = false;
            }
        }
    }
    out
}

/// `Introduction ........ 4`
fn is_contents_line(text: &str) -> bool {
    let words = text.trim_end_matches(|c: char| c.is_ascii_digit());
    words.len() < text.len() && (words.trim_end().ends_with("....") || words.trim_end().ends_with("……"))
}

/// `<ESMA_QUESTION_ABC_1>`: where a machine looks for an answer.
fn is_tag(text: &str) -> bool {
    let name = text.trim().strip_prefix('<').and_then(|text| text.strip_suffix('>'));
    let tag = |name: &str| name.contains('_') && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    name.is_some_and(tag)
}

/// What is said of tags that were passed over.
pub(super) fn doubt_tags(foreign: &Foreign, doubts: &mut Vec<Doubt>) {
    let tags: Vec<&Piece> = foreign.pieces.iter().filter(|piece| is_tag(&piece.text())).collect();
    if let Some(first) = tags.first() {
        let message = format!("tags in which a machine looks for answers were left out: {}", tags.len());
        doubts.push(Doubt::new(message, first.at, "write the answers into the department's own form when you send them"));
    }
}

/// Whether a paragraph was cut by the end of a page: it has no end mark and the next begins in lower
/// case, without a label.
fn is_cut(last: &Unit, next: &Unit) -> bool {
    let running = |unit: &Unit| matches!(unit.kind, PieceKind::Paragraph | PieceKind::Item) && unit.cell.is_none() && unit.table.is_none();
    let open =
        last.text.chars().count() > 40 && !last.text.ends_with(['.', '?', '!', ':', ';', ',', '…']) && !ends_quoted_sentence(&last.text);
    let goes_on = next.label.is_none() && next.kind == PieceKind::Paragraph && next.text.starts_with(char::is_lowercase);
    running(last) && goes_on && open && last.bold == next.bold && next.ticks.is_empty() && !last.is_bullet()
}

fn ends_quoted_sentence(text: &str) -> bool {
    let inner = text.trim_end_matches(['”', '’', '"', '\'', ')']);
    inner.len() < text.len() && inner.ends_with(['.', '?', '!'])
}

fn join(last: &mut Unit, next: Unit) {
    last.content.push(Inline::text(" "));
    last.content.extend(next.content);
    tidy(&mut last.content);
    last.text = plain(&last.content);
    last.joined = true;
}

fn unit(piece: &Piece) -> Unit {
    let label = piece.label.clone().unwrap_or(Label { text: String::new(), automatic: false });
    let mut unit = Unit {
        kind: piece.kind,
        label: Some(label.text.trim().to_owned()).filter(|label| !label.is_empty()),
        automatic: label.automatic,
        content: piece.content.clone(),
        level: piece.level,
        bold: piece.bold,
        ticks: piece.ticks.clone(),
        at: piece.at,
        names: piece.names.clone(),
        question: piece.question.clone(),
        joined: piece.flags.contains(&Flag::Joined),
        ..Unit::default()
    };
    unit.text = plain(&unit.content).trim().to_owned();
    if piece.kind == PieceKind::Paragraph {
        typed_heading(&mut unit);
    }
    // The star of a question that must be answered, read as a bullet: `* 7. Do you …`.
    let starred = unit.label.as_deref() == Some("*") && lines::typed_label(&unit.text).is_some();
    if starred {
        (unit.label, unit.kind) = (None, PieceKind::Paragraph);
    }
    if unit.label.is_none() && piece.kind != PieceKind::Code {
        split_label(&mut unit);
    }
    unit
}

/// Markdown that was printed as it was typed: `## Question 1`.
fn typed_heading(unit: &mut Unit) {
    let Some(marks) = lines::hashes(&unit.text).map(str::to_owned) else { return };
    if strip_prefix(&mut unit.content, &marks) {
        unit.text = plain(&unit.content).trim().to_owned();
        (unit.kind, unit.level) = (PieceKind::Heading, marks.len() as u8);
    }
}

/// R0: a label typed before the words of any piece is its label.
fn split_label(unit: &mut Unit) {
    // A star marks questions that must be answered.
    if let Some(rest) = unit.text.strip_prefix("* ").filter(|_| unit.kind != PieceKind::Item) {
        let rest = rest.to_owned();
        strip_prefix(&mut unit.content, "*");
        unit.text = rest;
    }
    let found = lines::typed_label(&unit.text).or_else(|| lines::bullet(&unit.text)).map(|(label, _)| label.to_owned());
    let Some(label) = found else { return };
    // A letter with a stop is an initial in running text: only headings and short texts are lettered so.
    let initial = label.len() == 2 && label.ends_with('.') && label.starts_with(|c: char| c.is_ascii_alphabetic());
    if initial && unit.kind != PieceKind::Heading && unit.bold != Bold::All && unit.text.chars().count() > 80 {
        return;
    }
    if strip_prefix(&mut unit.content, &label) {
        unit.text = plain(&unit.content).trim().to_owned();
        (unit.label, unit.split) = (Some(label), true);
        if unit.kind == PieceKind::Paragraph {
            unit.kind = PieceKind::Item;
        }
    }
}

/// Takes words and the white space behind them off the beginning of running text, in marks or not.
pub(super) fn strip_prefix(content: &mut Vec<Inline>, prefix: &str) -> bool {
    let mut left = prefix.trim().to_owned();
    let done = strip(content, &mut left);
    tidy(content);
    done
}

fn strip(content: &mut [Inline], left: &mut String) -> bool {
    for inline in content {
        match inline {
            Inline::Text { text } => {
                let words = text.trim_start();
                if let Some(rest) = words.strip_prefix(left.as_str()) {
                    *text = rest.trim_start().to_owned();
                    left.clear();
                    return true;
                }
                let Some(rest) = left.strip_prefix(words.trim_end()) else { return false };
                *left = rest.trim_start().to_owned();
                text.clear();
            }
            Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => {
                if strip(content, left) {
                    return true;
                }
            }
            Inline::Break => *inline = Inline::text(" "),
            _ => return false,
        }
    }
    left.is_empty()
}

/// A table: itself, then what stands in its cells, so that forms are read and other tables kept.
fn table(piece: &Piece, n: usize, out: &mut Vec<Unit>) {
    let whole = Unit { kind: PieceKind::Table, table: Some(piece.clone()), at: piece.at, piece: n, ..Unit::default() };
    out.push(whole);
    for (y, row) in piece.rows.iter().enumerate() {
        for (x, cell) in row.iter().enumerate() {
            for inner in cell {
                let at = if inner.at == Place::default() { piece.at } else { inner.at };
                if inner.kind == PieceKind::Table {
                    table(&Piece { at, ..inner.clone() }, n, out);
                    continue;
                }
                let unit = Unit { cell: Some((n, y, x)), at, piece: n, ..unit(inner) };
                if !unit.text.is_empty() || unit.label.is_some() || !unit.ticks.is_empty() {
                    out.push(unit);
                }
            }
        }
    }
}

/// Running text without bold print, and without the emphasis that all of it has.
pub(super) fn unbold(content: &[Inline]) -> Vec<Inline> {
    if let [Inline::Emphasis { content }] = content {
        return unbold(content);
    }
    let mut out: Vec<Inline> = Vec::new();
    for inline in content {
        match inline {
            Inline::Strong { content } => out.extend(content.clone()),
            other => out.push(other.clone()),
        }
    }
    tidy(&mut out);
    out
}
