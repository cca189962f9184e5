//! The variables that templates have.

use crate::{
    document::Meta,
    library::{Consultation, Library, Response},
};
use std::collections::BTreeMap;
use tera::Context;

/// `organisation`, `facts`, `consultation`, `response`, `signatory` and `date`. What is not known is
/// left out, so that a template which prints it anyway is a finding.
pub(super) fn of(library: &Library, consultation: &Consultation, response: &Response, meta: &Meta) -> Context {
    let organisation = &library.organisation;
    let date = meta.date.map(|date| date.long());
    let signatory = response.signatory.as_ref().and_then(|name| organisation.signatories.get(&name.value));
    let mut context = Context::new();
    context.insert(
        "organisation",
        &known([
            ("name", Some(organisation.name.clone())),
            ("acronym", organisation.acronym.clone()),
            ("kind", organisation.kind.clone()),
            ("website", organisation.website.clone()),
        ]),
    );
    context.insert("facts", &organisation.facts.iter().map(|(name, fact)| (name, &fact.value)).collect::<BTreeMap<_, _>>());
    context.insert(
        "consultation",
        &known([
            ("id", Some(consultation.id.clone())),
            ("title", Some(consultation.title.value.clone())),
            ("department", consultation.department.clone()),
            ("closes", consultation.closes.map(|day| crate::document::date::PrintedDate::from(day).long())),
            ("channel", consultation.channel.as_ref().map(|channel| channel.value.clone())),
        ]),
    );
    context.insert(
        "response",
        &known([
            ("title", Some(meta.title.clone())),
            ("subtitle", meta.subtitle.clone()),
            ("status", Some(meta.status.word().to_owned())),
            ("date", date.clone()),
        ]),
    );
    let role = |pick: fn(&crate::library::Signatory) -> Option<String>| signatory.and_then(pick);
    context.insert("signatory", &known([("name", role(|it| it.name.clone())), ("role", role(|it| it.role.clone()))]));
    context.insert("date", &date.unwrap_or_default());
    context
}

fn known<const N: usize>(fields: [(&'static str, Option<String>); N]) -> BTreeMap<&'static str, String> {
    fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
