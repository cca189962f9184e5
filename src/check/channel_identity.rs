#![doc = include_str!("channel-identity.md")]

use super::{Case, Check, Run, channel};
use crate::{
    diagnostic::{Diagnostic, codes},
    library::Demand,
};

pub(super) static CHECK: Check = Check { code: &codes::CHANNEL_IDENTITY, run: Run::Response(run) };

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    for (rule, ()) in channel::rules(case, |demand| matches!(demand, Demand::Dated).then_some(())) {
        if case.document.meta.date.is_none() {
            let finding = Diagnostic::new(&codes::CHANNEL_IDENTITY, channel::whole(case), "this response gives no date");
            findings.push(channel::by_rule(finding.help("write it into the front matter: `date = \"2026-03-31\"`"), rule));
        }
    }
    for (rule, ()) in channel::rules(case, |demand| matches!(demand, Demand::OnBehalf).then_some(())) {
        if !names_its_author(case) {
            let finding = Diagnostic::new(&codes::CHANNEL_IDENTITY, channel::whole(case), "this response does not say whose it is");
            findings.push(channel::by_rule(finding.help("let `subtitle` name the organisation, or leave it out: then it does"), rule));
        }
    }
}

/// Whether the organisation is named below the title or anywhere in the text, in full or in short. One
/// without a name is a finding already.
fn names_its_author(case: &Case) -> bool {
    let organisation = &case.library.organisation;
    if organisation.name.is_empty() {
        return true;
    }
    let names: Vec<&str> = [Some(organisation.name.as_str()), organisation.acronym.as_deref()].into_iter().flatten().collect();
    let said = |text: &str| names.iter().any(|name| text.contains(name));
    let meta = &case.document.meta;
    said(&meta.title) || meta.subtitle.as_deref().is_some_and(said) || case.document.blocks.iter().any(|block| said(&block.plain()))
}
