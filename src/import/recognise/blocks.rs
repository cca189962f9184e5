//! Units to the blocks of a document.

use super::units::{Unit, unbold};
use crate::{
    document::{Align, Block, Code, Heading, Inline, Item, Kind, List, Number, Paragraph, Quote, Table},
    import::{Piece, PieceKind},
};

/// Builds blocks. With `numbered`, pieces with a plain number are the numbered paragraphs of the
/// document, and paragraphs without one go on from the paragraph before.
pub(super) fn blocks(units: &[&Unit], numbered: bool) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for unit in units {
        match unit.kind {
            PieceKind::Table => out.extend(unit.table.as_ref().map(|table| Block::new(Kind::Table(of_table(table))))),
            PieceKind::Heading | PieceKind::Title | PieceKind::Subtitle => out.push(heading(unit)),
            PieceKind::Quote if unit.label.is_none() => quote(unit, &mut out),
            PieceKind::Code => out.push(Block::new(Kind::Code(Code { text: unit.text.clone() }))),
            _ if numbered && unit.number().is_some() => out.push(paragraph(unit, unit.number(), false)),
            _ if unit.label.is_some() || unit.kind == PieceKind::Item => item(unit, &mut out),
            _ if unit.level > 0 && in_item(&mut out, unit) => {}
            _ if unit.is_heading() && unit.cell.is_none() => out.push(heading(unit)),
            _ => {
                let continues =
                    numbered && out.iter().any(|block| matches!(&block.kind, Kind::Paragraph(paragraph) if paragraph.number.is_some()));
                out.push(paragraph(unit, None, continues));
            }
        }
    }
    out
}

fn heading(unit: &Unit) -> Block {
    let mut title = unbold(&unit.content);
    if let Some(label) = &unit.label {
        title.insert(0, Inline::text(format!("{label} ")));
        crate::import::read::tidy::tidy(&mut title);
    }
    Block::new(Kind::Heading(Heading { level: 2, id: None, title }))
}

fn paragraph(unit: &Unit, printed: Option<u32>, continues: bool) -> Block {
    let label = unit.label.clone().unwrap_or_default();
    let number = printed.map(|value| Number { value, label, cited: value.to_string() });
    Block::new(Kind::Paragraph(Paragraph { number, continues, content: unit.content.clone(), ..Paragraph::default() }))
}

fn plain_paragraph(unit: &Unit) -> Block {
    paragraph(unit, None, false)
}

fn quote(unit: &Unit, out: &mut Vec<Block>) {
    if let Some(Block { kind: Kind::Quote(quote), .. }) = out.last_mut() {
        return quote.blocks.push(plain_paragraph(unit));
    }
    out.push(Block::new(Kind::Quote(Quote { blocks: vec![plain_paragraph(unit)] })));
}

/// Adds an item to the list at the end, as deep as its level says.
fn item(unit: &Unit, out: &mut Vec<Block>) {
    let ordered = !unit.is_bullet();
    let mut place: &mut Vec<Block> = out;
    for _ in 0..unit.level {
        let deeper = matches!(place.last(), Some(Block { kind: Kind::List(list), .. }) if !list.items.is_empty());
        if !deeper {
            break;
        }
        let Some(Block { kind: Kind::List(list), .. }) = place.last_mut() else { return };
        let Some(last) = list.items.last_mut() else { return };
        place = &mut last.blocks;
    }
    let item = Item { blocks: vec![plain_paragraph(unit)], ..Item::default() };
    match place.last_mut() {
        Some(Block { kind: Kind::List(list), .. }) if list.ordered == ordered => list.items.push(item),
        _ => place.push(Block::new(Kind::List(List { ordered, items: vec![item], ..List::default() }))),
    }
}

/// A paragraph that stands in the item before it.
fn in_item(out: &mut [Block], unit: &Unit) -> bool {
    let Some(Block { kind: Kind::List(list), .. }) = out.last_mut() else { return false };
    let Some(last) = list.items.last_mut() else { return false };
    last.blocks.push(plain_paragraph(unit));
    true
}

fn of_table(piece: &Piece) -> Table {
    let columns = piece.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut rows =
        piece.rows.iter().map(|row| (0..columns).map(|at| row.get(at).map(|cell| of_cell(cell)).unwrap_or_default()).collect::<Vec<_>>());
    Table { columns: vec![Align::Left; columns], header: rows.next().unwrap_or_default(), rows: rows.collect(), ..Table::default() }
}

/// A cell is running text: its paragraphs become lines.
fn of_cell(cell: &[Piece]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for piece in cell {
        if !out.is_empty() {
            out.push(Inline::Break);
        }
        out.extend(piece.label.as_ref().map(|label| Inline::text(format!("{} ", label.text))));
        out.extend(piece.content.clone());
        for inner in piece.rows.iter().flatten() {
            out.push(Inline::Break);
            out.extend(of_cell(inner));
        }
    }
    out
}
