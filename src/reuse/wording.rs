//! The words of blocks, as a reader sees them, with the places that are compared by what they mean.

use crate::{
    document::{Block, Inline, walk},
    text::compare::{Field, Text},
};

/// Words, and where references are printed among them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// Each block on a line of its own.
    pub text: String,
    /// References, compared by their own word alone: the numbers differ from document to document.
    pub fields: Vec<Field>,
}

/// Noncharacters, which no document holds, before and behind the two parts of a reference: its own word and
/// what is printed.
const MARKS: [char; 3] = ['\u{fdd0}', '\u{fdd1}', '\u{fdd2}'];

impl Wording {
    /// The words of some blocks.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut blocks = blocks.to_vec();
        walk::each_inline_mut(&mut blocks, &mut |inline| {
            if let Inline::Reference(reference) = inline {
                let [open, between, close] = MARKS;
                *inline = Inline::text(format!("{open}{}{between}{}{close}", reference.word, reference.told("")));
            }
        });
        Self::default().and(&blocks.iter().map(lines).collect::<Vec<_>>().join("\n"))
    }

    /// With the words of a text that holds marks.
    fn and(mut self, marked: &str) -> Self {
        let mut parts = marked.split(MARKS);
        self.text.push_str(parts.next().unwrap_or_default());
        while let (Some(word), Some(told), Some(after)) = (parts.next(), parts.next(), parts.next()) {
            let article = "the ";
            let doubled = self.text.to_lowercase().ends_with(article);
            let told = told.strip_prefix(article).filter(|_| doubled).unwrap_or(told);
            let start = self.text.len();
            self.text.push_str(told);
            if !told.is_empty() {
                self.fields.push(Field { at: start..self.text.len(), key: word.to_owned() });
            }
            self.text.push_str(after);
        }
        self
    }

    /// Several, a line each.
    pub(super) fn joined<'w>(parts: impl IntoIterator<Item = &'w Self>) -> Self {
        let mut joined = Self::default();
        for (at, part) in parts.into_iter().enumerate() {
            joined.text.push_str(if at == 0 { "" } else { "\n" });
            let start = joined.text.len();
            let moved = |field: &Field| Field { at: start + field.at.start..start + field.at.end, key: field.key.clone() };
            joined.fields.extend(part.fields.iter().map(moved));
            joined.text.push_str(&part.text);
        }
        joined
    }

    /// Each line alone.
    pub(super) fn lines(&self) -> Vec<Self> {
        let (mut lines, mut start) = (Vec::new(), 0);
        for line in self.text.split('\n') {
            let end = start + line.len();
            let inside = self.fields.iter().filter(|field| field.at.start >= start && field.at.end <= end);
            let fields = inside.map(|field| Field { at: field.at.start - start..field.at.end - start, key: field.key.clone() });
            lines.push(Self { text: line.to_owned(), fields: fields.collect() });
            start = end + 1;
        }
        lines
    }

    /// As it is compared.
    pub fn compared(&self) -> Text<'_> {
        Text { text: &self.text, fields: &self.fields }
    }
}

/// The words of a block, each of the blocks in it on a line of its own.
pub(super) fn lines(block: &Block) -> String {
    let mut own = block.clone();
    own.blocks_mut().into_iter().for_each(Vec::clear);
    let inner = block.blocks().into_iter().flatten().map(lines);
    std::iter::once(own.plain()).chain(inner).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
