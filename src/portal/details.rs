//! What the form asks of whoever responds, filled in as far as the library knows it.

use super::Answer;
use crate::library::{Consultation, Demand, Field, Library};
use serde::Serialize;

/// A field of the form's first pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Detail {
    /// What is asked.
    pub label: String,
    /// What to write; empty where the library does not know it.
    pub value: String,
}

/// What a form asks where nothing is known of the channel.
const USUAL: &[Field] = &[Field::Organisation, Field::Capacity, Field::Confidentiality];

/// The fields that the channel asks for, in its order.
pub(super) fn of(library: &Library, consultation: &Consultation, answers: &[Answer]) -> Vec<Detail> {
    let rules = library.channel(consultation).map(|channel| channel.rules.as_slice()).unwrap_or_default();
    let asked: Vec<Field> = rules
        .iter()
        .filter_map(|rule| if let Demand::Fields(fields) = &rule.demand { Some(fields) } else { None })
        .flatten()
        .copied()
        .collect();
    let fields = if asked.is_empty() { USUAL } else { &asked };
    fields.iter().map(|field| detail(*field, library, consultation, answers)).collect()
}

fn detail(field: Field, library: &Library, consultation: &Consultation, answers: &[Answer]) -> Detail {
    let organisation = &library.organisation;
    let (label, value) = match field {
        Field::Name => ("Name", signatory(library, consultation)),
        Field::Email => ("E-mail", String::new()),
        Field::Respondent => ("Responding as an individual or for an organisation", "Organisation".to_owned()),
        Field::Organisation => ("Organisation", organisation.name.clone()),
        Field::Capacity => ("Capacity: what the organisation is", organisation.kind.clone().unwrap_or_default()),
        Field::Confidentiality => ("Confidential parts, and why", confidential(answers)),
        Field::Permission => ("May the response be published?", permission(answers).to_owned()),
    };
    Detail { label: label.to_owned(), value }
}

/// Whoever signs: name and office, as far as they are known.
fn signatory(library: &Library, consultation: &Consultation) -> String {
    let Some(response) = library.responses.get(&consultation.id) else { return String::new() };
    let signatory = response.signatory.as_ref().and_then(|name| library.organisation.signatories.get(&name.value));
    match signatory {
        Some(signatory) => [&signatory.name, &signatory.role].into_iter().flatten().cloned().collect::<Vec<_>>().join(", "),
        None => response.signature.join(", "),
    }
}

fn confidential(answers: &[Answer]) -> String {
    let lines: Vec<String> = answers
        .iter()
        .filter(|answer| !answer.confidential.is_empty())
        .map(|answer| {
            format!("{}: {}", if answer.label.is_empty() { &answer.question } else { &answer.label }, answer.confidential.join("; "))
        })
        .collect();
    if lines.is_empty() { "No part is confidential".to_owned() } else { lines.join("\n") }
}

fn permission(answers: &[Answer]) -> &'static str {
    if answers.iter().all(|answer| answer.confidential.is_empty()) { "Yes" } else { "Yes, but for the confidential parts" }
}
