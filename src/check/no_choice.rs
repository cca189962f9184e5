#![doc = include_str!("no-choice.md")]

use super::{Case, Check, Run, plain::answers};
use crate::{
    diagnostic::{Diagnostic, Severity, codes},
    document::{AnswerKind, Question, Status},
    library::choice::{Opening, opening},
};

pub(super) static CHECK: Check = Check { code: &codes::NO_CHOICE, run: Run::Response(run) };

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    for (question, blocks) in answers(case.document) {
        let words = blocks.first().map(crate::document::Block::plain).unwrap_or_default();
        if !lacks_choice(question) || is_told_already(case, question, &words) {
            continue;
        }
        let Some(span) = case.heading(&question.id) else { continue };
        let message = format!("question `{}` is answered, and none of its options is chosen", question.id);
        let options: Vec<String> = question.options.iter().map(|option| format!("`{option}`")).collect();
        let help = format!("begin the answer with one of {}, or say `choice=\"…\"` on its heading", options.join(", "));
        let severity = if case.document.meta.status < Status::Approved { Severity::Warning } else { Severity::Error };
        findings.push(Diagnostic::new(&codes::NO_CHOICE, span, message).help(help).severity(severity));
    }
}

fn lacks_choice(question: &Question) -> bool {
    question.answer == AnswerKind::Answered && !question.options.is_empty() && question.choice.is_empty()
}

/// A choice that is not an option is a finding of its own.
fn is_told_already(case: &Case, question: &Question, words: &str) -> bool {
    let answer = case.response.and_then(|response| response.answer(&question.id));
    answer.is_some_and(|answer| answer.attributes.choice.is_some()) || matches!(opening(words, &question.options), Opening::Foreign(_))
}
