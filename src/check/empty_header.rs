#![doc = include_str!("empty-header.md")]

use super::{Case, Check, Run, plain};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::{Block, Kind, Table, walk},
};

pub(super) static CHECK: Check = Check { code: &codes::EMPTY_HEADER, run: Run::Response(run) };

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    look(case, &case.document.blocks, findings);
}

fn look(case: &Case, blocks: &[Block], findings: &mut Vec<Diagnostic>) {
    for block in blocks {
        if let (Kind::Table(table), Some(span)) = (&block.kind, block.origin.span)
            && let Some(column) = nameless(table)
        {
            let message = format!("column {column} of this table has no name");
            let help = "write what stands in the column into the first row: it is read out before every cell";
            findings.push(Diagnostic::new(&codes::EMPTY_HEADER, plain::place(case.library, span, ""), message).help(help));
        }
        for inner in block.blocks() {
            look(case, inner, findings);
        }
    }
}

/// The first column without a name, from 1. The corner above the names of the rows may be empty.
fn nameless(table: &Table) -> Option<usize> {
    table.header.iter().position(|cell| walk::plain(cell).trim().is_empty()).map(|at| at + 1).and_then(|first| match first {
        1 => table.header.iter().skip(1).position(|cell| walk::plain(cell).trim().is_empty()).map(|at| at + 2),
        other => Some(other),
    })
}
