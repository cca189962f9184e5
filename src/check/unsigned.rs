#![doc = include_str!("unsigned.md")]

use super::{Case, Check, Run};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::Kind,
};

pub(super) static CHECK: Check = Check { code: &codes::UNSIGNED, run: Run::Response(run) };

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    // What came in from elsewhere is as it was sent.
    let Some(response) = case.response.filter(|response| response.source.is_none() && case.is_due()) else { return };
    let Some(head) = response.head.filter(|_| !names_somebody(case)) else { return };
    let help = "set `signatory` to a name under `[signatories]` in respondent.toml, or write the lines in `signature`";
    findings.push(Diagnostic::new(&codes::UNSIGNED, case.place_in(head, "status"), "nobody signs this response").help(help));
}

/// Whether the signature has a line besides the organisation's name and the date.
fn names_somebody(case: &Case) -> bool {
    let date = case.document.meta.date.map(|date| date.long()).unwrap_or_default();
    let organisation = &case.library.organisation.name;
    let lines = case.document.blocks.iter().filter_map(|block| match &block.kind {
        Kind::Signature(signature) => Some(&signature.lines),
        _ => None,
    });
    lines.flatten().any(|line| line != organisation && *line != date)
}
