#![doc = include_str!("repeated-question.md")]

use super::{
    Case, Check, Run,
    key::{ByKey, Key},
    plain::{answers, references},
};
use crate::{
    diagnostic::{Diagnostic, Severity, codes},
    document::{self, AnswerKind, Block},
    library::Question,
    text::same_words,
};

pub(super) static CHECK: Check = Check { code: &codes::REPEATED_QUESTION, run: Run::Response(run) };

/// A question that is answered.
struct Asked<'c> {
    question: &'c document::Question,
    asked: &'c Question,
    blocks: &'c [Block],
    key: Key,
}

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    let answered = answers(case.document).into_iter().filter(|(question, _)| question.answer == AnswerKind::Answered);
    let known: Vec<Asked> = answered
        .filter_map(|(question, blocks)| {
            let asked = case.consultation.question(&question.id)?;
            let key = Key::of(asked).filter(|key| key.is_telling)?;
            Some(Asked { question, asked, blocks, key })
        })
        .collect();
    let by_key = ByKey::of(known.iter().map(|it| &it.key).zip(0_usize..));
    for (at, second) in known.iter().enumerate() {
        let first = by_key.like(&second.key).into_iter().next().filter(|first| *first < at);
        findings.extend(first.and_then(|first| finding(case, second, &known[first])));
    }
}

fn finding(case: &Case, again: &Asked, before: &Asked) -> Option<Diagnostic> {
    let (second, first) = (again.question, before.question);
    // One text may answer both.
    let response = case.response?;
    if response.answer(&first.id)?.heading == response.answer(&second.id)?.heading {
        return None;
    }
    let same = same_words(&again.asked.text.value) == same_words(&before.asked.text.value);
    let asks = if same { "asks again what" } else { "asks nearly what" };
    let differ = !first.choice.is_empty() && !second.choice.is_empty() && first.choice != second.choice;
    if !differ && references(again.blocks).any(|reference| reference.to == first.anchor()) {
        return None;
    }
    let mut message = format!("question `{}` {asks} question `{}` asks", second.id, first.id);
    let severity = match (differ, same) {
        (true, true) => Severity::Error,
        (true, false) => Severity::Warning,
        _ => Severity::Note,
    };
    if differ {
        message += &format!(", and the choices differ: `{}`, `{}`", first.choice.join("; "), second.choice.join("; "));
    }
    let help = match differ {
        true => "choose the same, or say in both answers where the questions differ".to_owned(),
        false => format!("answer both under one heading, `## {}, {}`, or see that the two answers agree", first.id, second.id),
    };
    let finding = Diagnostic::new(&codes::REPEATED_QUESTION, case.heading(&second.id)?, message).severity(severity).help(help);
    Some(finding.related(case.heading(&first.id)?, "first answered here"))
}
