#![doc = include_str!("repeated-question.md")]

use super::{
    Case, Check, Run,
    plain::{answers, references},
};
use crate::{
    diagnostic::{Diagnostic, Severity, codes},
    document::{self, AnswerKind, Block},
    library::Question,
    text::same_words,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

pub(super) static CHECK: Check = Check { code: &codes::REPEATED_QUESTION, run: Run::Response(run) };

type Words = LazyLock<BTreeSet<&'static str>>;

fn words(list: &'static str) -> BTreeSet<&'static str> {
    list.split(' ').collect()
}

/// Words that frame a question and say nothing of what it asks.
static FRAME: Words = LazyLock::new(|| {
    words(
        "a an and any are as at be been by can could do does for from has have how i if in is it its of on or our please should \
that the their there these they this those to we what which who will with would you your agree disagree extent think believe view views",
    )
});

/// Words of questions that every part of a consultation repeats: they ask about the question before.
static FOLLOW_UP: Words = LazyLock::new(|| {
    words(
        "additional answer answered anything chapter comment comments detail details disagreed agreed else evidence explain \
further give information like make no option options other part previous proposal proposals provide question questions reason reasons \
response section select share tell us want why yes not sure about above below following add",
    )
});

/// So many words that are none of these make a question that can be known again.
const OWN_WORDS: usize = 4;

/// One word more is a small difference only among so many.
const LONG: usize = 8;

/// What a question is known by.
struct Key {
    closed: bool,
    /// Its own words in the order of the alphabet.
    whole: String,
    /// The same without each of them, where one word more or less is a small difference.
    cut: Vec<String>,
}

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    let (mut whole, mut cut) = (BTreeMap::new(), BTreeMap::new());
    for (question, blocks) in answers(case.document).into_iter().filter(|(question, _)| question.answer == AnswerKind::Answered) {
        let Some((asked, key)) = case.consultation.question(&question.id).and_then(|asked| Some((asked, key(asked)?))) else { continue };
        let closed = key.closed;
        let twin = whole.get(&(closed, key.whole.clone())).or_else(|| cut.get(&(closed, key.whole.clone())));
        let twin = twin.or_else(|| key.cut.iter().find_map(|key| whole.get(&(closed, key.clone()))));
        match twin.copied() {
            Some(first) => findings.extend(finding(case, asked, (question, blocks), first)),
            None => {
                whole.insert((closed, key.whole), question);
                cut.extend(key.cut.into_iter().map(|key| ((closed, key), question)));
            }
        }
    }
}

fn key(question: &Question) -> Option<Key> {
    let text = same_words(&question.text.value);
    let words: BTreeSet<&str> = text.split(' ').filter(|word| !FRAME.contains(word)).collect();
    if words.iter().filter(|word| !FOLLOW_UP.contains(*word)).count() < OWN_WORDS {
        return None;
    }
    let without = |left_out: &str| words.iter().copied().filter(|word| *word != left_out).collect::<Vec<_>>().join(" ");
    let cut = if words.len() < LONG { Vec::new() } else { words.iter().map(|word| without(word)).collect() };
    Some(Key { closed: !question.options.is_empty(), whole: without(""), cut })
}

fn finding(
    case: &Case,
    asked: &Question,
    (second, blocks): (&document::Question, &[Block]),
    first: &document::Question,
) -> Option<Diagnostic> {
    let other = case.consultation.question(&first.id)?;
    // One text may answer both.
    let response = case.response?;
    if response.answer(&first.id)?.heading == response.answer(&second.id)?.heading {
        return None;
    }
    let same = same_words(&asked.text.value) == same_words(&other.text.value);
    let asks = if same { "asks again what" } else { "asks nearly what" };
    let differ = !first.choice.is_empty() && !second.choice.is_empty() && first.choice != second.choice;
    if !differ && references(blocks).any(|reference| reference.to == first.anchor()) {
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
