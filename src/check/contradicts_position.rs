#![doc = include_str!("contradicts-position.md")]

use super::{Case, Check, Run, asked::leaning, key::Key, plain::answers};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::AnswerKind,
    library::{Position, Question, Stance, Standing},
};

pub(super) static CHECK: Check = Check { code: &codes::CONTRADICTS_POSITION, run: Run::Response(run) };

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    if case.is_sent() || !case.asked.has_stances() {
        return;
    }
    let answered = answers(case.document).into_iter().map(|(question, _)| question).filter(|it| it.answer == AnswerKind::Answered);
    for question in answered {
        let ([choice], Some(asked)) = (question.choice.as_slice(), case.consultation.question(&question.id)) else { continue };
        let opposite = stances(case, asked).into_iter().find(|(_, stance)| leaning(choice) * leaning(&stance.choice.value) < 0);
        let Some(((position, stance), span)) = opposite.zip(case.heading(&question.id)) else { continue };
        let message = format!("`{choice}`, where our position `{}` says `{}`", position.id, stance.choice.value);
        let help =
            "choose what we have agreed, or have the position changed first; if this question is another one, accept it with a reason";
        findings.push(
            Diagnostic::new(&codes::CONTRADICTS_POSITION, span, message).related(stance.choice.span, "what we have agreed").help(help),
        );
    }
}

/// What positions that hold say to a question: in the same words, whatever frames them, or nearly so, where these
/// are few only if the question is mapped to the position.
fn stances<'c>(case: &Case<'c>, asked: &Question) -> Vec<(&'c Position, &'c Stance)> {
    let Some(key) = Key::of_stance(&asked.text.value).filter(|_| !asked.options.is_empty()) else { return Vec::new() };
    let is_mapped = |position: &Position| asked.positions.iter().any(|id| id.value == position.id);
    let is_same = |stance: &Stance| Key::of_stance(&stance.question.value).is_some_and(|other| other.is_same(&key));
    let each = case.asked.stances(&key).filter(|(position, _)| position.status == Standing::Current);
    each.filter(|(position, stance)| key.is_telling || is_same(stance) || is_mapped(position)).collect()
}
