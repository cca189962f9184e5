#![doc = include_str!("changed-position.md")]

use super::{
    Case, Check, Run,
    asked::{self, leaning},
    key::Key,
    plain::answers,
};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::AnswerKind,
    library::{self, Consultation, choice},
    source::Span,
    text::same_words,
};

pub(super) static CHECK: Check = Check { code: &codes::CHANGED_POSITION, run: Run::Response(run) };

/// What an earlier response chose, and where.
struct Earlier {
    place: String,
    choice: String,
    /// Whether one word more or less was asked.
    nearly: bool,
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
        let nearly = if earlier.nearly { " to nearly the same question" } else { "" };
        let message = format!("`{choice}`, where `{}` said `{}`{nearly}", earlier.place, earlier.choice);
        findings.push(
            Diagnostic::new(&codes::CHANGED_POSITION, answer.heading, message)
                .related(earlier.span, "what we said then")
                .help("if we have changed our mind, say why on the heading: `{changed-position=\"…\"}`"),
        );
    }
}

/// The last earlier response to the same question, or nearly the same: as it is mapped, else by its words.
fn earlier(case: &Case, question: &library::Question) -> Option<Earlier> {
    let words = same_words(&question.text.value);
    let mapped = question.prior.iter().filter_map(|prior| prior.value.split_once('/')).filter_map(|(id, other)| {
        let consultation = case.library.consultations.get(id)?;
        Some((consultation, consultation.question(other)?))
    });
    let key = Key::of(question);
    let known_again = |key| case.asked.like(key).filter(|(other, _)| key.is_telling || follows(case, other));
    let like = key.iter().flat_map(known_again).filter(|(other, _)| is_earlier(case, other));
    let like = like.map(|(other, asked)| (other, asked, same_words(&asked.text.value) != words));
    let all = mapped.map(|(other, asked)| (other, asked, false)).chain(like);
    let all = all.filter_map(|(other, asked, nearly)| Some((asked::day(case.library, other), said(case, other, asked, nearly)?)));
    all.max_by_key(|(day, _)| *day).map(|(_, earlier)| earlier)
}

fn follows(case: &Case, other: &Consultation) -> bool {
    case.consultation.follows.as_ref().is_some_and(|id| id.value == other.id)
}

fn is_earlier(case: &Case, other: &Consultation) -> bool {
    let (then, now) = (asked::day(case.library, other), asked::day(case.library, case.consultation));
    other.id != case.consultation.id && (follows(case, other) || then.zip(now).is_some_and(|(then, now)| then < now))
}

/// The one option that a response chose.
fn said(case: &Case, consultation: &Consultation, question: &library::Question, nearly: bool) -> Option<Earlier> {
    let answer = case.library.responses.get(&consultation.id)?.answer(&question.id.value)?;
    let mut chosen = choice::chosen(&case.library.sources, question, answer);
    let choice = chosen.pop().filter(|_| chosen.is_empty())?;
    Some(Earlier { place: format!("{}/{}", consultation.id, question.id.value), choice, nearly, span: answer.heading })
}

fn opposite(one: &str, other: &str) -> bool {
    leaning(one) * leaning(other) < 0
}
