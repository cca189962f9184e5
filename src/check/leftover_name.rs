#![doc = include_str!("leftover-name.md")]

use super::{Case, Check, Run, asked, plain::Passage};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::{Provenance, date::PrintedDate},
    library::Consultation,
    text::{count_words, one_line},
};
use chrono::Datelike;

pub(super) static CHECK: Check = Check { code: &codes::LEFTOVER_NAME, run: Run::Response(run) };

/// A part of a title is a name of its own from so many words on.
const NAME_WORDS: usize = 4;

/// What a year can stand before that names a round.
const ROUNDS: [&str; 9] =
    ["consultation", "call for evidence", "inquiry", "survey of views", "draft", "proposals", "guidance", "review", "bill"];

/// Of these, what is called by its year long after.
const LASTING: [&str; 4] = ["inquiry", "guidance", "review", "bill"];

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    if case.is_sent() {
        return;
    }
    for passage in &case.passages {
        for other in sources(case, passage) {
            let years = round(case, other, &passage.words);
            for name in names(case, other).iter().map(String::as_str).filter(|name| mentions(&passage.words, name)).chain(years) {
                findings.push(finding(case, passage, other, name));
            }
        }
    }
}

/// The earlier consultations whose responses the words come from.
fn sources<'c>(case: &Case<'c>, passage: &Passage) -> Vec<&'c Consultation> {
    let each = passage.origin.from.iter().filter_map(|provenance| match provenance {
        Provenance::Response { id, .. } if *id != case.consultation.id => case.library.consultations.get(id),
        _ => None,
    });
    each.collect()
}

/// What belongs to the other consultation alone: its title, who consulted, the month in which it closed.
fn names(case: &Case, other: &Consultation) -> Vec<String> {
    let title = one_line(&other.title.value);
    let short = title.split(':').next().filter(|short| count_words(short) >= NAME_WORDS).map(str::to_owned);
    let month = asked::day(case.library, other).map(|day| PrintedDate { year: day.year(), month: Some(day.month()), day: None }.long());
    let ours = [Some(one_line(&case.consultation.title.value)), case.consultation.department.clone()];
    let names = [Some(title), short, other.department.clone(), month];
    let alone = |name: &String| !name.is_empty() && !ours.iter().flatten().any(|own| own.contains(name.as_str()));
    let mut names: Vec<String> = names.into_iter().flatten().filter(alone).collect();
    // The title holds its own beginning.
    if names.len() > 1 && names[0].starts_with(&names[1]) {
        names.remove(0);
    }
    names
}

/// The earlier round by its year: `this 2018 consultation`, `the 2018 call for evidence`. A year alone, or
/// that of a law or a report, may hold for ever.
fn round<'w>(case: &Case, other: &Consultation, words: &'w str) -> Option<&'w str> {
    let year = asked::day(case.library, other)?.year().to_string();
    let ours =
        [asked::day(case.library, case.consultation).map(|day| day.year().to_string()), Some(one_line(&case.consultation.title.value))];
    if ours.iter().flatten().any(|own| own.contains(&year)) {
        return None;
    }
    words.match_indices(&year).find_map(|(at, _)| {
        let (before, behind) = (&words[..at], &words[at + year.len()..]);
        let what = ROUNDS.iter().find(|what| behind.strip_prefix(' ').is_some_and(|behind| behind.starts_with(*what)))?;
        let end = at + year.len() + 1 + what.len();
        let whole_word = !words[end..].starts_with(char::is_alphabetic);
        let article = ["this ", "This ", "the ", "The "].iter().find(|article| before.ends_with(*article))?;
        // Guidance, a review or a bill of that year is still called so; only with “this” it is the one before us.
        let is_meant = !LASTING.contains(what) || article.eq_ignore_ascii_case("this ");
        (whole_word && is_meant && !is_ours(before) && !is_ours(&before[..before.len() - article.len()])).then(|| &words[at..end])
    })
}

/// Whether a name stands in the words, otherwise than as that of an earlier response.
fn mentions(words: &str, name: &str) -> bool {
    words.match_indices(name).any(|(at, _)| !is_ours(words[..at].trim_end_matches(['“', '‘', '"', '\''])))
}

/// Whether words lead to the name of something that we sent ourselves.
fn is_ours(before: &str) -> bool {
    ["our response to ", "our response to the ", "our submission to ", "our answer to ", "our evidence to "]
        .iter()
        .any(|end| before.ends_with(end))
}

fn finding(case: &Case, passage: &Passage, other: &Consultation, name: &str) -> Diagnostic {
    let own = case.response.and_then(|response| response.head).is_some_and(|head| head.source == passage.span.source);
    let mentioned = passage.question.and_then(|question| case.consultation.question(question));
    let mapped = mentioned.and_then(|question| question.prior.iter().find(|prior| prior.value.starts_with(&format!("{}/", other.id))));
    let span = if own { case.place(passage, name) } else { mapped.map_or(passage.span, |prior| prior.span) };
    let message = format!("these words come from `{}` and still name it: `{name}`", other.id);
    Diagnostic::new(&codes::LEFTOVER_NAME, span, message)
        .related(other.title.span, "what they were written for")
        .help("say what they mean here; if it is meant, accept it with a reason")
}
