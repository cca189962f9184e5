#![doc = include_str!("contradicts-choice.md")]

use super::{Case, Check, Run, asked::leaning, plain::answers};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::{AnswerKind, Kind},
    library::choice::{Opening, opening},
    text::same_words,
};

pub(super) static CHECK: Check = Check { code: &codes::CONTRADICTS_CHOICE, run: Run::Response(run) };

/// How a first sentence says yes, in words that leave nothing out.
const YES: [&str; 8] = [
    "yes",
    "we agree",
    "we strongly agree",
    "we fully agree",
    "we agree with this proposal",
    "we agree with the proposal",
    "we support this proposal",
    "we support the proposal",
];

/// And how it says no.
const NO: [&str; 10] = [
    "no",
    "we disagree",
    "we strongly disagree",
    "we do not agree",
    "we disagree with this proposal",
    "we disagree with the proposal",
    "we do not support this proposal",
    "we do not support the proposal",
    "we oppose this proposal",
    "we oppose the proposal",
];

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    for (question, blocks) in answers(case.document).into_iter().filter(|(question, _)| question.answer == AnswerKind::Answered) {
        let ([choice], Some(block)) = (question.choice.as_slice(), blocks.iter().find(|block| matches!(block.kind, Kind::Paragraph(_))))
        else {
            continue;
        };
        let words = block.plain();
        let Some(said) = said(&words, choice, &question.options).filter(|said| leaning(choice) * said.1 < 0) else { continue };
        let (Some(span), Some(heading)) = (block.origin.span, case.heading(&question.id)) else { continue };
        let message = format!("the choice is `{choice}`, and the answer begins `{}`", said.0);
        let finding = Diagnostic::new(&codes::CONTRADICTS_CHOICE, case.place_in(span, said.0), message).related(heading, "the choice");
        findings.push(finding.help("the form gets the choice and the department reads the words: let both say the same"));
    }
}

/// What the first sentence says for itself, and which way it leans: 1 or -1. Not the choice printed again.
fn said<'w>(words: &'w str, choice: &str, options: &[String]) -> Option<(&'w str, i32)> {
    let first = words.split(['.', ';', '!', ':']).next().unwrap_or_default().trim();
    // "Yes, if …" and "No, because …" are told by their first word.
    let start = first.split(',').next().unwrap_or_default();
    if same_words(start) == same_words(choice) {
        return None;
    }
    if let Opening::Option(option) = opening(words, options) {
        let lean = leaning(&option);
        return (lean != 0 && option != choice).then(|| (words.get(..option.len()).unwrap_or(start), lean));
    }
    let is = |list: &[&str], text: &str| list.contains(&same_words(text).as_str());
    let lean = if is(&YES, first) || is(&YES, start) {
        1
    } else if is(&NO, first) || is(&NO, start) {
        -1
    } else {
        0
    };
    (lean != 0).then_some((if is(&YES, first) || is(&NO, first) { first } else { start }, lean))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_sentence_says_yes_or_no_only_without_reserve() {
        let lean = |words: &str, choice: &str| said(words, choice, &[]).map(|(_, lean)| lean);
        assert_eq!(lean("We do not agree. It costs too much.", "Agree"), Some(-1));
        assert_eq!(lean("Yes, if there is money.", "Disagree"), Some(1));
        assert_eq!(lean("No. They should not.", "Agree"), Some(-1));
        for words in ["We agree with the aim, but not with the way.", "No comment on the second part", "We disagree with the dates alone."]
        {
            assert_eq!(lean(words, "Disagree"), None, "{words}");
        }
        assert_eq!(lean("No. Never.", "No"), None);
    }
}
