//! Units to the blocks of a document.

use super::{
    lists::Lists,
    units::{Unit, unbold},
};
use crate::{
    document::{Align, Block, Code, Heading, Inline, Kind, Number, Paragraph, Quote, Table},
    import::{Piece, PieceKind},
};

/// Builds blocks. With `numbered`, pieces with a plain number are the numbered paragraphs of the
/// document, and paragraphs without one go on from the paragraph before.
pub(super) fn blocks(units: &[&Unit], numbered: bool) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut lists = Lists::default();
    for unit in units {
        let is_item = unit.label.is_some() || unit.kind == PieceKind::Item;
        match unit.kind {
            PieceKind::Table => {
                out.extend(unit.table.as_ref().map(|table| Block::new(Kind::Table(of_table(table)))));
                lists.between();
            }
            PieceKind::Heading | PieceKind::Title | PieceKind::Subtitle => {
                out.push(heading(unit));
                lists.end();
            }
            PieceKind::Quote if unit.label.is_none() => {
                quote(unit, &mut out);
                lists.between();
            }
            PieceKind::Code => {
                out.push(Block::new(Kind::Code(Code { text: unit.text.clone() })));
                lists.between();
            }
            _ if numbered && unit.number().is_some() => {
                out.push(paragraph(unit, unit.number(), false));
                lists.end();
            }
            _ if is_item => lists.item(unit, plain_paragraph(unit), &mut out),
            _ if unit.level > 0 && lists.paragraph(unit.level, &plain_paragraph(unit), &mut out) => {}
            _ if unit.is_heading() && unit.cell.is_none() => {
                out.push(heading(unit));
                lists.end();
            }
            _ => {
                let continues =
                    numbered && out.iter().any(|block| matches!(&block.kind, Kind::Paragraph(paragraph) if paragraph.number.is_some()));
                out.push(paragraph(unit, None, continues));
                if continues { lists.between() } else { lists.end() }
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
