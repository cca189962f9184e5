#![doc = include_str!("changed-position.md")]

use super::{
    Case, Check, Run,
    asked::{self, leaning},
    plain::answers,
};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::AnswerKind,
    library::{self, Consultation, choice},
    source::Span,
};

pub(super) static CHECK: Check = Check { code: &codes::CHANGED_POSITION, run: Run::Response(run) };

/// What an earlier response chose, and where.
struct Earlier {
    place: String,
    choice: String,
    span: Span,
}

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    let closed =
        answers(case.document).into_iter().map(|(question, _)| question).filter(|question| question.answer == AnswerKind::Answered);
    for question in closed {
        let ([choice], Some(asked)) = (question.choice.as_slice(), case.consultation.question(&question.id)) else { continue };
        let Some(answer) = case.response.and_then(|response| response.answer(&question.id)) else { continue };
        if answer.attributes.changed_position.is_some() {
            continue;
        }
        let Some(earlier) = earlier(case, asked).filter(|earlier| opposite(choice, &earlier.choice)) else { continue };
        let message = format!("`{choice}`, where `{}` said `{}`", earlier.place, earlier.choice);
        findings.push(
            Diagnostic::new(&codes::CHANGED_POSITION, answer.heading, message)
                .related(earlier.span, "what we said then")
                .help("if we have changed our mind, say why on the heading: `{changed-position=\"…\"}`"),
        );
    }
}

/// The last earlier response to the same question: as it is mapped, else the one asked in the same words.
fn earlier(case: &Case, question: &library::Question) -> Option<Earlier> {
    let mapped = question.prior.iter().filter_map(|prior| prior.value.split_once('/')).filter_map(|(id, other)| {
        let consultation = case.library.consultations.get(id)?;
        Some((consultation, consultation.question(other)?))
    });
    let mapped: Vec<_> = mapped.collect();
    let this = asked::day(case.library, case.consultation);
    let is_earlier = |other: &Consultation| {
        let follows = case.consultation.follows.as_ref().is_some_and(|id| id.value == other.id);
        other.id != case.consultation.id && (follows || asked::day(case.library, other).zip(this).is_some_and(|(then, now)| then < now))
    };
    let same = case.asked.like(question).iter().filter(|(other, _)| is_earlier(other)).copied();
    let all =
        mapped.into_iter().chain(same).filter_map(|(other, asked)| Some((asked::day(case.library, other), said(case, other, asked)?)));
    all.max_by_key(|(day, _)| *day).map(|(_, earlier)| earlier)
}

/// The one option that a response chose.
fn said(case: &Case, consultation: &Consultation, question: &library::Question) -> Option<Earlier> {
    let answer = case.library.responses.get(&consultation.id)?.answer(&question.id.value)?;
    let mut chosen = choice::chosen(&case.library.sources, question, answer);
    let choice = chosen.pop().filter(|_| chosen.is_empty())?;
    Some(Earlier { place: format!("{}/{}", consultation.id, question.id.value), choice, span: answer.heading })
}

fn opposite(one: &str, other: &str) -> bool {
    leaning(one) * leaning(other) < 0
}
