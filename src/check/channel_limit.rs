#![doc = include_str!("channel-limit.md")]

use super::{Case, Check, Run, channel};
use crate::{
    diagnostic::{Diagnostic, Severity, codes},
    document::{AnswerKind, Status},
    library::{Demand, Limit},
    portal::{self, Answer, Bound},
    source::Span,
};

pub(super) static CHECK: Check = Check { code: &codes::CHANNEL_LIMIT, run: Run::Response(run) };

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    if case.document.meta.status == Status::Submitted {
        return;
    }
    boxes(case, findings);
    words(case, findings);
    pages(case, findings);
}

/// Each answer against its question's limit and the channel's for every box, as the form gets it.
fn boxes(case: &Case, findings: &mut Vec<Diagnostic>) {
    let boxed = channel::rules(case, |demand| matches!(demand, Demand::BoxCharacters(_)).then_some(()));
    if boxed.is_empty() && case.consultation.questions.iter().all(|question| question.limit.is_none()) {
        return;
    }
    for answer in portal::answers(case.document, false) {
        let bounds = portal::bounds(channel::of(case), case.consultation.question(&answer.question), &answer);
        for bound in bounds.iter().filter(|bound| bound.over() > 0) {
            let finding = too_long(case, &answer, bound);
            findings.push(match boxed.first().filter(|_| bound.channel.is_some()) {
                Some((rule, ())) => channel::by_rule(finding, rule),
                None => finding,
            });
        }
    }
}

/// Words that nobody has adopted yet are a warning: somebody will look at them anyway.
fn too_long(case: &Case, answer: &Answer, bound: &Bound) -> Diagnostic {
    let unit = bound.unit.word();
    let (what, severity) = match answer.state {
        AnswerKind::Proposed => ("the draft answer", Severity::Warning),
        _ => ("the answer", Severity::Error),
    };
    let message = format!("{what} to question `{}` has {} {unit} and may have {}", answer.question, bound.count, bound.most);
    let help = format!("shorten it by {} {unit}; `respondent portal {}` shows what is counted", bound.over(), case.consultation.id);
    Diagnostic::new(&codes::CHANNEL_LIMIT, place(case, &answer.question), message).help(help).severity(severity)
}

/// The answer's heading, else the question.
fn place(case: &Case, question: &str) -> Span {
    let heading = case.response.and_then(|response| response.answer(question)).map(|answer| answer.heading);
    let asked = || case.consultation.question(question).map(|question| question.id.span);
    heading.or_else(asked).unwrap_or(case.consultation.span)
}

/// The whole response, against what the consultation says itself, else the channel.
fn words(case: &Case, findings: &mut Vec<Diagnostic>) {
    let said = |message: String, over: usize| {
        let help = format!("shorten it by {over} words; footnotes and the questions' own words are not counted");
        Diagnostic::new(&codes::CHANNEL_LIMIT, channel::whole(case), message).help(help)
    };
    let count = channel::words(case);
    if let Some(Limit::Words(most)) = case.consultation.limit {
        let over = count.saturating_sub(most as usize);
        findings.extend((over > 0).then(|| said(format!("this response has {count} words and may have {most}"), over)));
        return;
    }
    for (rule, most) in channel::rules(case, |demand| if let Demand::Words(most) = demand { Some(*most) } else { None }) {
        let over = count.saturating_sub(most as usize);
        let message = format!("this response has {count} words, and the channel takes {most}");
        findings.extend((over > 0).then(|| channel::by_rule(said(message, over), rule)));
    }
}

fn pages(case: &Case, findings: &mut Vec<Diagnostic>) {
    let count = channel::pages(case);
    for (rule, most) in channel::rules(case, |demand| if let Demand::Pages(most) = demand { Some(*most) } else { None }) {
        if count > most as usize {
            let message = format!("this response has about {count} pages, and the channel takes {most}");
            let finding = Diagnostic::new(&codes::CHANNEL_LIMIT, channel::whole(case), message).severity(Severity::Warning);
            findings.push(channel::by_rule(finding.help("this is reckoned from its words: look at the document, and shorten it"), rule));
        }
    }
}
