//! A document as headings and the texts below them, in reading order: what is compared.

mod cited;
mod printed;

use super::{CELL_END, Head, HeadKind, Leaf, LeafKind, Passage};
use crate::document::{Block, Document, Inline, Kind, List, Number, Table, walk};
use cited::Numbers;
pub(super) use cited::is_typed;
pub(super) use printed::{Look, Printed};
use printed::{clean, plain, plain_of, printed};
use std::collections::BTreeMap;

/// A document flattened.
#[derive(Debug, Default)]
pub(super) struct Flat {
    pub(super) heads: Vec<FlatHead>,
    pub(super) leaves: Vec<FlatLeaf>,
    /// What references may point to.
    pub(super) names: BTreeMap<String, Named>,
    /// What may be cited in plain words.
    numbers: Numbers,
}

/// What a reference points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Head(usize),
    Leaf(usize),
}

#[derive(Debug)]
pub(super) struct FlatHead {
    pub(super) head: Head,
    pub(super) title: Printed,
    pub(super) options: Vec<String>,
    pub(super) choice: Vec<String>,
    /// The texts below it: where they begin and end among all.
    pub(super) leaves: std::ops::Range<usize>,
}

#[derive(Debug)]
pub(super) struct FlatLeaf {
    pub(super) leaf: Leaf,
    pub(super) text: Printed,
}

/// The headings of a document and the texts below them, in words alone: what [`super::Diff::old_text`] and
/// [`super::Diff::new_text`] give back.
pub fn passages(document: &Document) -> Vec<Passage> {
    let flat = Flat::of(document);
    let texts = |head: &FlatHead| flat.leaves[head.leaves.clone()].iter().map(|leaf| leaf.text.text.clone()).collect();
    flat.heads.iter().map(|head| Passage { title: head.title.text.clone(), texts: texts(head) }).collect()
}

impl Flat {
    pub(super) fn of(document: &Document) -> Self {
        let mut flat = Self { numbers: Numbers::of(document), ..Self::default() };
        flat.head(Head::default(), Printed::default());
        for (at, block) in document.blocks.iter().enumerate() {
            flat.top_level(at, block);
        }
        flat
    }

    fn top_level(&mut self, at: usize, block: &Block) {
        let head = |kind, id: &str, label: &str| Head { kind, id: id.into(), label: label.into(), title: String::new(), block: Some(at) };
        let (head, name, title) = match &block.kind {
            Kind::Section(it) => {
                let label = it.number.as_ref().map(|number| number.label.as_str()).unwrap_or_default();
                (head(HeadKind::Section, &it.id, label), it.id.clone(), &it.title)
            }
            Kind::Question(it) => (head(HeadKind::Question, &it.id, &it.label), it.anchor(), &it.text),
            Kind::Heading(it) if it.level <= 2 => (head(HeadKind::Heading, "", ""), it.id.clone().unwrap_or_default(), &it.title),
            _ => return self.block(block, &mut Inside { path: vec![at], ..Inside::default() }),
        };
        self.name(name, Named::Head(self.heads.len()));
        if let Kind::Question(question) = &block.kind {
            self.name(cited::question(&question.id), Named::Head(self.heads.len()));
        }
        self.head(head, printed(&[title], "", &self.numbers));
        if let (Kind::Question(question), Some(head)) = (&block.kind, self.heads.last_mut()) {
            (head.options, head.choice) = (question.options.clone(), question.choice.clone());
        }
        self.notes(&[title], &[at]);
    }

    fn head(&mut self, mut head: Head, title: Printed) {
        head.title = title.text.clone();
        let here = self.leaves.len();
        self.heads.push(FlatHead { head, title, options: Vec::new(), choice: Vec::new(), leaves: here..here });
    }

    fn name(&mut self, name: String, it: Named) {
        if !name.is_empty() {
            self.names.entry(name).or_insert(it);
        }
    }

    /// What comes next is found by its number.
    fn numbered(&mut self, number: Option<&Number>) {
        if let Some(number) = number {
            self.name(cited::paragraph(&number.cited), Named::Leaf(self.leaves.len()));
        }
    }

    fn block(&mut self, block: &Block, inside: &mut Inside) {
        match &block.kind {
            Kind::Paragraph(it) => {
                self.name(it.id.clone(), Named::Leaf(self.leaves.len()));
                self.numbered(it.number.as_ref());
                let label = it.number.as_ref().map(|number| number.label.clone());
                self.text(&[&it.content], inside.kind.unwrap_or(LeafKind::Paragraph), label, inside);
            }
            Kind::Section(it) => self.heading(&it.title, 1, inside),
            Kind::Question(it) => self.heading(&it.text, 2, inside),
            Kind::Heading(it) => {
                self.name(it.id.clone().unwrap_or_default(), Named::Leaf(self.leaves.len()));
                self.heading(&it.title, it.level, inside);
            }
            Kind::List(list) => self.list(list, inside),
            Kind::Quote(quote) => {
                let mut within = inside.deeper(LeafKind::Quote, ">");
                self.blocks(&quote.blocks, &mut within);
            }
            Kind::Table(table) => self.table(table, inside),
            Kind::Code(code) => self.leaf(plain(&code.text), LeafKind::Code, None, inside),
            Kind::Signature(it) => {
                let lines: Vec<String> = it.lines.iter().map(|line| clean(line)).collect();
                self.leaf(plain_of(lines.join(&CELL_END.to_string())), LeafKind::Signature, None, inside);
            }
        }
    }

    fn heading(&mut self, title: &[Inline], level: u8, inside: &mut Inside) {
        let marks = "#".repeat(usize::from(level));
        self.text(
            &[title],
            LeafKind::Heading,
            None,
            &mut Inside { label: inside.label.take(), ..inside.deeper(LeafKind::Heading, &marks) },
        );
    }

    fn blocks(&mut self, blocks: &[Block], inside: &mut Inside) {
        for (at, block) in blocks.iter().enumerate() {
            inside.path.push(at);
            self.block(block, inside);
            inside.path.pop();
        }
    }

    fn list(&mut self, list: &List, inside: &Inside) {
        let kind = if inside.kind == Some(LeafKind::Note) { LeafKind::Note } else { LeafKind::Item };
        let mut within = inside.deeper(kind, if list.ordered { "1" } else { "-" });
        for (at, item) in list.items.iter().enumerate() {
            self.name(item.id.clone().unwrap_or_default(), Named::Leaf(self.leaves.len()));
            self.numbered(item.number.as_ref());
            within.label = Some(item.number.as_ref().map_or_else(|| "•".to_owned(), |number| number.label.clone()));
            within.path.push(at);
            self.blocks(&item.blocks, &mut within);
            within.path.pop();
        }
    }

    fn table(&mut self, table: &Table, inside: &mut Inside) {
        for (at, row) in std::iter::once(&table.header).chain(&table.rows).enumerate() {
            // A table without a header is no row longer than one with it.
            if at == 0 && row.iter().flatten().all(|inline| matches!(inline, Inline::Text { text } if text.trim().is_empty())) {
                continue;
            }
            inside.path.push(at);
            let cells: Vec<&[Inline]> = row.iter().map(Vec::as_slice).collect();
            self.text(&cells, LeafKind::Row, None, inside);
            inside.path.pop();
        }
    }

    fn text<T: AsRef<[Inline]>>(&mut self, cells: &[T], kind: LeafKind, label: Option<String>, inside: &mut Inside) {
        self.leaf(printed(cells, &inside.marks, &self.numbers), kind, label, inside);
        let path = inside.path.clone();
        self.notes(cells, &path);
    }

    fn leaf(&mut self, text: Printed, kind: LeafKind, label: Option<String>, inside: &mut Inside) {
        let label = label.or_else(|| inside.label.take()).unwrap_or_default();
        let head = self.heads.len() - 1;
        let leaf = Leaf { kind, at: self.leaves.len(), head, label, path: inside.path.clone() };
        self.leaves.push(FlatLeaf { leaf, text });
        self.heads[head].leaves.end = self.leaves.len();
    }

    /// The footnotes of a text stand behind it.
    fn notes<T: AsRef<[Inline]>>(&mut self, texts: &[T], path: &[usize]) {
        let mut notes = Vec::new();
        texts.iter().for_each(|text| walk::notes(text.as_ref(), &mut notes));
        for (at, note) in notes.into_iter().enumerate() {
            let path = path.iter().copied().chain([at]).collect();
            let mut inside = Inside { path, kind: Some(LeafKind::Note), label: Some(note.number.to_string()), marks: String::new() };
            self.blocks(&note.blocks, &mut inside);
        }
    }
}

/// Where the walk has come to.
#[derive(Default)]
struct Inside {
    path: Vec<usize>,
    /// What a paragraph here is, when it is not just that.
    kind: Option<LeafKind>,
    /// What is printed before the next text: taken by the first.
    label: Option<String>,
    /// The lists and quotations round it.
    marks: String,
}

impl Inside {
    fn deeper(&self, kind: LeafKind, mark: &str) -> Self {
        let kind = if self.kind == Some(LeafKind::Note) { LeafKind::Note } else { kind };
        Self { path: self.path.clone(), kind: Some(kind), label: None, marks: format!("{}{mark}", self.marks) }
    }
}
