//! What the checks of channels share: the rules of a response, and the place where a finding about the
//! whole of it stands.

use super::Case;
use crate::{
    diagnostic::Diagnostic,
    document::{Block, Kind, Status},
    library::{Channel, Demand, Rule},
    source::Span,
    text::count_words,
};

/// How many words fill a page: A4 with usual margins, Arial at 12 points, headings and lists among them.
/// It is a guess of ours, so what rests on it is never more than a warning.
const WORDS_A_PAGE: usize = 450;

/// The channel of a response that can still be changed.
pub(super) fn of<'c>(case: &Case<'c>) -> Option<&'c Channel> {
    case.library.channel(case.consultation).filter(|_| case.document.meta.status != Status::Submitted)
}

/// The rules whose demand `wanted` picks, with what it picks from them.
pub(super) fn rules<'c, T>(case: &Case<'c>, wanted: impl Fn(&'c Demand) -> Option<T>) -> Vec<(&'c Rule, T)> {
    let rules = of(case).into_iter().flat_map(|channel| &channel.rules);
    rules.filter_map(|rule| Some((rule, wanted(&rule.demand)?))).collect()
}

/// A finding with the rule that it breaks, and who says so.
pub(super) fn by_rule(finding: Diagnostic, rule: &Rule) -> Diagnostic {
    let read = rule.read.map(|day| format!(", read in {}", day.long())).unwrap_or_default();
    finding.related(rule.span, format!("{}{read}", rule.source))
}

/// Where a finding about the whole response stands: at its first heading, where it can be accepted, or
/// at the name of the channel where nobody has begun to write.
pub(super) fn whole(case: &Case) -> Span {
    let written = case.response.and_then(|response| {
        let sections = response.sections.iter().map(|section| section.title.span);
        sections.chain(response.answers.iter().map(|answer| answer.heading)).min_by_key(|span| span.start)
    });
    let named = case.consultation.channel.as_ref().map(|channel| channel.span);
    written.or(named).unwrap_or(case.consultation.span)
}

/// The words of the whole response as word processors count them: without footnotes, and without the
/// questions' words, which are not ours.
pub(super) fn words(case: &Case) -> usize {
    let ours = |block: &&Block| !matches!(block.kind, Kind::Question(_));
    case.document.blocks.iter().filter(ours).map(|block| count_words(&block.plain())).sum()
}

/// About how many pages it fills.
pub(super) fn pages(case: &Case) -> usize {
    let all: usize = case.document.blocks.iter().map(|block| count_words(&block.plain())).sum();
    all.div_ceil(WORDS_A_PAGE)
}
