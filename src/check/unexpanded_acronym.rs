#![doc = include_str!("unexpanded-acronym.md")]

use super::{
    Case, Check, Run,
    acronym::{acronyms, is_explained, is_told, stem},
    plain::Role,
};
use crate::diagnostic::{Diagnostic, codes};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

pub(super) static CHECK: Check = Check { code: &codes::UNEXPANDED_ACRONYM, run: Run::Response(run) };

/// Acronyms that every reader of a response knows, and capitals that are none.
static COMMON: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("common_acronyms.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    let theirs = theirs(case);
    for (acronym, (at, word)) in firsts(case) {
        if !theirs.contains(&acronym) && !is_common(case, &acronym) {
            findings.extend(finding(case, &acronym, at, word));
        }
    }
}

/// Every acronym with the passage in which it first stands, and how it stands there.
fn firsts<'c>(case: &'c Case) -> BTreeMap<String, (usize, &'c str)> {
    let mut firsts = BTreeMap::new();
    let ours = case.passages.iter().enumerate().filter(|(_, passage)| matches!(passage.role, Role::Prose | Role::Heading));
    for (at, passage) in ours {
        for word in acronyms(&passage.words) {
            firsts.entry(stem(word).to_owned()).or_insert((at, word));
        }
    }
    firsts
}

fn finding(case: &Case, acronym: &str, at: usize, word: &str) -> Option<Diagnostic> {
    let passage = &case.passages[at];
    let behind = word.as_ptr() as usize - passage.words.as_ptr() as usize + word.len();
    if case.passages[..=at].iter().any(|passage| is_told(&passage.words, acronym)) || is_explained(&passage.words[behind..], acronym) {
        return None;
    }
    let message = match case.passages[at + 1..].iter().any(|passage| is_told(&passage.words, acronym)) {
        true => format!("`{acronym}` is used before it is explained"),
        false => format!("`{acronym}` is used and never explained"),
    };
    let help = format!(
        "write it out where it first stands, with `({acronym})` behind; if every reader knows it, add it to `acronyms` under `[checks]` in respondent.toml"
    );
    Some(Diagnostic::new(&codes::UNEXPANDED_ACRONYM, case.place(passage, word), message).help(help))
}

/// What the department itself writes, and who we are.
fn theirs(case: &Case) -> BTreeSet<String> {
    let consultation = case.consultation;
    let organisation = &case.library.organisation;
    let questions = consultation.questions.iter().flat_map(|question| {
        let texts = [Some(&question.text.value), question.part.as_ref(), Some(&question.label)];
        texts.into_iter().flatten().chain(&question.options)
    });
    let texts = questions.chain([&consultation.title.value]).chain(&consultation.department);
    let ours = [Some(&organisation.name), organisation.acronym.as_ref()].into_iter().flatten();
    let mut known: BTreeSet<String> = texts.chain(ours).flat_map(|text| acronyms(text)).map(|word| stem(word).to_owned()).collect();
    let initials = |name: &String| name.split_whitespace().filter_map(|word| word.chars().next()).collect::<String>();
    known.extend(consultation.department.iter().map(initials));
    known
}

fn is_common(case: &Case, acronym: &str) -> bool {
    COMMON.contains(acronym) || case.library.organisation.acronyms.iter().any(|known| stem(known) == acronym)
}
