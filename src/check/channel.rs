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

/// Lines of text on a page of A4 in the usual house style (Arial at 12 points, margins of an inch), and
/// characters on a line. Measured on two built documents of five and seven pages, where the reckoning is
/// off by less than a tenth; for another house style it is a guess, so what rests on it is never more
/// than a warning.
const LINES_A_PAGE: f64 = 46.5;
const LETTERS_A_LINE: usize = 78;

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
    const TITLE: f64 = 5.0;
    let lines: f64 = case.document.blocks.iter().map(|block| lines(block, LETTERS_A_LINE)).sum();
    ((lines + TITLE) / LINES_A_PAGE).ceil() as usize
}

/// The lines that a block takes, the space behind it among them.
fn lines(block: &Block, width: usize) -> f64 {
    let wrapped = |width: usize| block.plain().chars().count().div_ceil(width.max(20)) as f64;
    let inner = |by: usize| block.blocks().into_iter().flatten().map(|inner| lines(inner, width.saturating_sub(by))).sum();
    match &block.kind {
        Kind::Section(_) | Kind::Heading(_) => wrapped(60) * 1.2 + 1.5,
        Kind::Question(_) => wrapped(60) * 1.1 + 1.3,
        Kind::Paragraph(_) => wrapped(width) + 0.6,
        Kind::List(_) => inner(5),
        Kind::Quote(_) => inner(8),
        Kind::Table(table) => 1.3 * (1 + table.rows.len()) as f64 + 1.0,
        Kind::Code(code) => code.text.lines().count() as f64 + 0.6,
        Kind::Signature(signature) => signature.lines.len() as f64 + 1.0,
    }
}
