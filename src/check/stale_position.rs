#![doc = include_str!("stale-position.md")]

use super::{Case, Check, Run};
use crate::{
    diagnostic::{Diagnostic, Severity, codes},
    document::Provenance,
    library::{Position, Standing},
    source::Span,
};
use std::collections::BTreeSet;

pub(super) static CHECK: Check = Check { code: &codes::STALE_POSITION, run: Run::Response(run) };

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    if case.is_sent() {
        return;
    }
    let mut told = BTreeSet::new();
    for passage in &case.passages {
        for position in stale(case, &passage.origin.from) {
            // Words that were taken in stand in the position's file: it is the response that should not use them.
            let own = case.response.and_then(|response| response.head).is_some_and(|head| head.source == passage.span.source);
            let place = if own { passage.origin.name_span() } else { case.mention(&position.id) };
            let span = place.unwrap_or(passage.span);
            if told.insert((span, &position.id)) {
                findings.push(finding(position, span));
            }
        }
    }
}

fn stale<'c>(case: &Case<'c>, from: &[Provenance]) -> Vec<&'c Position> {
    let each = from.iter().filter_map(|provenance| match provenance {
        Provenance::Position(id) => case.library.positions.get(id),
        _ => None,
    });
    each.filter(|position| position.status != Standing::Current).collect()
}

fn finding(position: &Position, span: Span) -> Diagnostic {
    let (severity, state) = match position.status {
        Standing::Withdrawn => (Severity::Error, "was withdrawn"),
        _ => (Severity::Warning, "was superseded"),
    };
    let help = match &position.superseded_by {
        Some(id) => format!("see what `{}` says, and use that", id.value),
        None => "say what holds now, or leave it out".to_owned(),
    };
    let finding = Diagnostic::new(&codes::STALE_POSITION, span, format!("`{}` {state}", position.id)).severity(severity).help(help);
    match position.stated {
        Some(stated) => finding.related(stated, "said here"),
        None => finding,
    }
}
