//! Lists and quotations inside one another, from where their text starts.

use super::{Built, block, inline::inlines, name};
use crate::{
    document::{Align, Block, Code, Inline, Item, Kind, List, Paragraph, Quote, Signature, Table},
    import::Piece,
};

/// Blocks as they come, and the lists and quotations around the next.
#[derive(Debug, Default)]
pub(super) struct Nest {
    blocks: Vec<Block>,
    open: Vec<Open>,
    paragraph: i32,
    item: i32,
    /// Whether a numbered paragraph stands above that what comes next belongs to.
    pub(super) owned: bool,
}

/// A list or a quotation that is not ended.
#[derive(Debug, Default)]
struct Open {
    /// How deep the text in it is indented: 1 is once.
    depth: i32,
    /// The list; nothing for a quotation.
    list: Option<List>,
    /// The name of the last item.
    id: Option<String>,
    /// What stands in the last item, or in the quotation.
    blocks: Vec<Block>,
}

impl Open {
    fn end_item(&mut self) {
        let item = Item { id: self.id.take(), number: None, blocks: std::mem::take(&mut self.blocks) };
        self.list.iter_mut().for_each(|list| list.items.push(item.clone()));
    }

    fn end(mut self) -> Block {
        if self.list.is_some() {
            self.end_item();
        }
        block(self.list.map_or(Kind::Quote(Quote { blocks: self.blocks }), Kind::List))
    }
}

impl Nest {
    /// Nothing yet.
    pub(super) fn new(built: &Built) -> Self {
        Self { paragraph: built.paragraph, item: built.item, ..Self::default() }
    }

    /// All of it.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close(|_| true);
        self.blocks
    }

    /// A block that stands in no other.
    pub(super) fn top(&mut self, kind: Kind) {
        self.close(|_| true);
        self.push(kind);
    }

    pub(super) fn table(&mut self, piece: Piece) {
        self.at(self.depth(&piece));
        let table = table(piece);
        self.push(Kind::Table(table));
    }

    pub(super) fn code(&mut self, piece: &Piece) {
        self.at(self.depth(piece));
        let text = piece.content.iter().map(|inline| match inline {
            Inline::Break => "\n".to_owned(),
            inline => crate::document::walk::plain(std::slice::from_ref(inline)),
        });
        self.push(Kind::Code(Code { text: text.collect() }));
    }

    /// A line of a signature: the next of those above it.
    pub(super) fn signed(&mut self, signature: Signature, piece: &Piece) {
        self.at(self.depth(piece));
        if let Some(Kind::Signature(above)) = self.inside().last_mut().map(|block| &mut block.kind) {
            return above.lines.extend(signature.lines);
        }
        self.push(Kind::Signature(signature));
    }

    /// A paragraph of a quotation.
    pub(super) fn quoted(&mut self, piece: Piece) {
        let depth = self.depth(&piece).max(1);
        self.close(|open| open.depth > depth || open.depth == depth && open.list.is_some());
        self.at(depth);
        self.push(paragraph(piece));
    }

    /// A paragraph of an item, below its first.
    pub(super) fn continued(&mut self, piece: Piece) {
        let depth = self.depth(&piece);
        self.close(|open| open.depth > depth || open.depth == depth && open.list.is_none());
        self.push(paragraph(piece));
    }

    /// The beginning of an item.
    pub(super) fn item(&mut self, piece: Piece) {
        let depth = self.depth(&piece).max(1);
        let label = piece.label.as_ref().map(|label| label.text.as_str()).unwrap_or_default();
        let ordered = label.contains(char::is_alphanumeric);
        // A list that begins to count anew is another.
        let first = ordered && ["1", "a", "A", "i", "I"].contains(&label.trim_matches(|c: char| !c.is_alphanumeric()));
        let goes_on = |open: &Open| !first && open.list.as_ref().is_some_and(|list| list.ordered == ordered);
        self.close(|open| open.depth > depth || open.depth == depth && !goes_on(open));
        let id = name(&piece).filter(|_| ordered);
        match self.open.last_mut().filter(|open| open.depth == depth) {
            Some(open) => open.end_item(),
            None => {
                self.at(depth - 1);
                self.open.push(Open { depth, list: Some(List { ordered, ..List::default() }), ..Open::default() });
            }
        }
        if let Some(open) = self.open.last_mut() {
            open.id = id;
        }
        if !piece.content.is_empty() {
            self.push(paragraph(piece));
        }
    }

    /// How often a piece is indented.
    fn depth(&self, piece: &Piece) -> i32 {
        let base = if self.owned { self.paragraph } else { 0 };
        (piece.layout.left.saturating_sub(base).saturating_add(self.item / 2)).max(0) / self.item.max(1)
    }

    /// Ends what does not reach so deep; what is deeper than all that is open stands in quotations.
    fn at(&mut self, depth: i32) {
        const DEEPEST: i32 = 60;
        self.close(|open| open.depth > depth);
        let from = self.open.last().map_or(0, |open| open.depth);
        for depth in from + 1..=depth.min(DEEPEST) {
            self.open.push(Open { depth, ..Open::default() });
        }
    }

    /// Ends what is to be ended, from inside.
    fn close(&mut self, ends: impl Fn(&Open) -> bool) {
        while self.open.last().is_some_and(&ends) {
            if let Some(open) = self.open.pop() {
                let ended = open.end();
                self.inside().push(ended);
            }
        }
    }

    fn inside(&mut self) -> &mut Vec<Block> {
        self.open.last_mut().map_or(&mut self.blocks, |open| &mut open.blocks)
    }

    fn push(&mut self, kind: Kind) {
        self.inside().push(block(kind));
    }
}

fn paragraph(piece: Piece) -> Kind {
    Kind::Paragraph(Paragraph { content: inlines(piece), ..Paragraph::default() })
}

fn table(piece: Piece) -> Table {
    let mut table = Table::default();
    for (at, row) in piece.rows.into_iter().enumerate() {
        let header = at == 0 && piece.layout.header;
        let mut cells = Vec::with_capacity(row.len());
        for (column, cell) in row.into_iter().enumerate() {
            if table.columns.len() <= column {
                table.columns.push(Align::default());
            }
            if let Some(first) = cell.first().filter(|first| first.layout.align != Align::Left) {
                table.columns[column] = first.layout.align;
            }
            cells.push(words(cell, header));
        }
        if header { table.header = cells } else { table.rows.push(cells) }
    }
    table
}

/// The words of a cell. A header is bold as a whole.
fn words(cell: Vec<Piece>, header: bool) -> Vec<Inline> {
    let mut out = Vec::new();
    for mut piece in cell {
        if !out.is_empty() {
            out.push(Inline::Break);
        }
        if header {
            piece.bold = crate::import::Bold::None;
        }
        out.extend(inlines(piece));
    }
    out
}
