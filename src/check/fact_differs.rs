#![doc = include_str!("fact-differs.md")]

use super::{
    Case, Check, Run,
    figure::{Figure, figures, sentence},
    plain::Role,
};
use crate::{
    diagnostic::{Diagnostic, codes},
    library::Fact,
};

pub(super) static CHECK: Check = Check { code: &codes::FACT_DIFFERS, run: Run::Response(run) };

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    if case.is_sent() {
        return;
    }
    let facts = &case.library.organisation.facts;
    let facts: Vec<(&String, &Fact, Figure)> =
        facts.iter().filter_map(|(name, fact)| Some((name, fact, figures(&fact.value).into_iter().next()?))).collect();
    for passage in case.passages.iter().filter(|passage| passage.role == Role::Prose && !facts.is_empty()) {
        for figure in figures(&passage.words) {
            let about = facts.iter().find(|(name, _, fact)| counts(&figure, name) && differs(&figure, fact));
            let Some((name, fact, _)) = about.filter(|_| is_about_us(case, sentence(&passage.words, figure.text))) else { continue };
            let message = format!("`{}` {name}, and the fact `{name}` is `{}`", figure.text, fact.value);
            findings.push(
                Diagnostic::new(&codes::FACT_DIFFERS, case.place(passage, figure.text), message)
                    .related(fact.span, "the fact")
                    .help(format!("write `{{{{ facts.{name} }}}}`, which is kept up to date in one place, or correct the fact")),
            );
        }
    }
}

/// Whether the figure counts what the fact is called, directly or behind one more word: `24,000 school leaders`.
fn counts(figure: &Figure, name: &str) -> bool {
    let name = name.replace(['-', '_'], " ").to_lowercase();
    let stem = |word: &str| word.trim_end_matches('s').to_owned();
    (1..=2).any(|skip| {
        let words: Vec<&str> = figure.of.iter().skip(skip - 1).map(String::as_str).collect();
        words.join(" ").starts_with(&name) || words.first().is_some_and(|word| stem(word) == stem(&name))
    })
}

/// Another number of the same size. The same one rounded is no other, and one that is far away counts
/// something else: twelve members of a committee.
fn differs(figure: &Figure, fact: &Figure) -> bool {
    let rounded = (fact.value / figure.precision).round() * figure.precision;
    let near = (0.5..=2.0).contains(&(figure.value / fact.value));
    figure.unit == fact.unit && near && (rounded - figure.value).abs() > f64::EPSILON * fact.value
}

fn is_about_us(case: &Case, sentence: &str) -> bool {
    let organisation = &case.library.organisation;
    let names = organisation.acronym.iter().chain([&organisation.name]).any(|name| !name.is_empty() && sentence.contains(name.as_str()));
    names || sentence.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word.to_lowercase().as_str(), "we" | "our" | "us"))
}
