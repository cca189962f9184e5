#![doc = include_str!("channel-numbering.md")]

use super::{Case, Check, Run, channel};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::Kind,
    library::Demand,
};
use std::collections::BTreeSet;

pub(super) static CHECK: Check = Check { code: &codes::CHANNEL_NUMBERING, run: Run::Response(run) };

/// Every paragraph is numbered; by house style numbers may begin again in each section, and then they
/// name no paragraph.
fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    let rules = channel::rules(case, |demand| matches!(demand, Demand::NumberedParagraphs).then_some(()));
    let Some((rule, ())) = rules.first() else { return };
    let mut seen = BTreeSet::new();
    for block in &case.document.blocks {
        let Kind::Paragraph(paragraph) = &block.kind else { continue };
        let Some(number) = &paragraph.number else { continue };
        if !seen.insert(&number.cited) {
            let message = format!("a second paragraph has the number `{}`", number.cited);
            let help = "leave `restart` out of `[house.numbering]`, or let numbers begin with the section's letter: `paragraphs = \"A.1\"`";
            let span = block.origin.span.unwrap_or_else(|| channel::whole(case));
            findings.push(channel::by_rule(Diagnostic::new(&codes::CHANNEL_NUMBERING, span, message).help(help), rule));
            return;
        }
    }
}
