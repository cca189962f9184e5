//! Links between records: whatever names another record must name one that is there.

use super::{Consultation, Library, Response};
use crate::{
    diagnostic::{Code, Diagnostic, codes},
    source::Spanned,
    text::nearest,
};

pub(super) fn check(library: &Library, findings: &mut Vec<Diagnostic>) {
    for position in library.positions.values() {
        if let Some(id) = &position.superseded_by {
            findings.extend(position_exists(library, id));
        }
    }
    for consultation in library.consultations.values() {
        check_consultation(library, consultation, findings);
    }
    for response in library.responses.values() {
        check_response(library, response, findings);
    }
}

fn check_consultation(library: &Library, consultation: &Consultation, findings: &mut Vec<Diagnostic>) {
    // A list that is not closed takes in whatever follows it as names.
    if library.is_damaged(&format!("responses/{}/consultation.toml", consultation.id)) {
        return;
    }
    let lost = |id: &str| library.is_damaged(&format!("responses/{id}/consultation.toml"));
    if let Some(id) = consultation.follows.as_ref().filter(|id| !lost(&id.value)) {
        findings.extend(must_exist(id, library.consultations.keys(), &codes::UNKNOWN_CONSULTATION, "consultation"));
    }
    findings.extend(goes_in_a_circle(library, consultation));
    findings.extend(consultation.channel.as_ref().and_then(|name| channel_exists(library, name)));
    for question in &consultation.questions {
        for id in &question.positions {
            findings.extend(position_exists(library, id));
        }
        for name in &question.boilerplate {
            findings.extend(template_exists(library, name, "standard text"));
        }
        for prior in &question.prior {
            findings.extend(prior_exists(library, prior));
        }
    }
}

/// A round cannot come before itself.
fn goes_in_a_circle(library: &Library, consultation: &Consultation) -> Option<Diagnostic> {
    let follows = |id: &str| library.consultations.get(id).and_then(|it| it.follows.as_ref());
    let (first, mut way) = (consultation.follows.as_ref()?, vec![consultation.id.as_str()]);
    let mut next = Some(first);
    while let Some(id) = next.filter(|id| !way.contains(&id.value.as_str())) {
        way.push(&id.value);
        next = follows(&id.value);
    }
    // Whoever leads into somebody else's circle is not to blame for it.
    next.filter(|id| id.value == consultation.id)?;
    way.push(&consultation.id);
    let message = format!("this round comes before itself: {}", way.join(" → "));
    Some(Diagnostic::new(&codes::INVALID_VALUE, first.span, message).help("name the round that was really before, or leave the line out"))
}

fn position_exists(library: &Library, id: &Spanned<String>) -> Option<Diagnostic> {
    if library.is_damaged(&format!("positions/{}.md", id.value)) {
        return None;
    }
    must_exist(id, library.positions.keys(), &codes::UNKNOWN_POSITION, "position")
}

fn template_exists(library: &Library, name: &Spanned<String>, what: &str) -> Option<Diagnostic> {
    let stem = Spanned::new(name.value.trim_end_matches(".md").to_owned(), name.span);
    if library.is_damaged(&format!("templates/{}.md", stem.value)) {
        return None;
    }
    must_exist(&stem, library.templates.keys(), &codes::UNKNOWN_BOILERPLATE, what)
}

fn channel_exists(library: &Library, name: &Spanned<String>) -> Option<Diagnostic> {
    if library.is_damaged(&format!("templates/channels/{}.toml", name.value)) {
        return None;
    }
    let finding = must_exist(name, library.channels.keys(), &codes::UNKNOWN_CHANNEL, "channel")?;
    let near = nearest(&name.value, library.channels.keys().map(String::as_str)).is_some();
    let known = super::fields::listed(library.channels.keys().map(String::as_str));
    let help = format!("channels are {known}; `templates/channels/{}.toml` would add this one", name.value);
    Some(finding.help_if((!near).then_some(help)))
}

/// A past answer is named `response/question`.
fn prior_exists(library: &Library, prior: &Spanned<String>) -> Option<Diagnostic> {
    let finding = |message: String| Diagnostic::new(&codes::UNKNOWN_ANSWER, prior.span, message);
    let Some((id, question)) = prior.value.split_once('/') else {
        return Some(
            finding(format!("`{}` is not a past answer", prior.value))
                .help("write the response and the question: `working-together-2018/4`"),
        );
    };
    if ["consultation.toml", "response.md"].iter().any(|file| library.is_damaged(&format!("responses/{id}/{file}"))) {
        return None;
    }
    let Some(consultation) = library.consultations.get(id) else {
        let finding = finding(format!("no consultation is called `{id}`")).help("import it, or leave the name out");
        return Some(finding.help_if(library.nearest_consultation(id).map(|near| format!("did you mean `{near}/{question}`?"))));
    };
    if consultation.question(question).is_none() {
        let finding = finding(format!("`{id}` has no question `{question}`"))
            .help(format!("its questions are {}", super::fields::listed(consultation.question_ids())));
        return Some(finding.help_if(nearest(question, consultation.question_ids()).map(|near| format!("did you mean `{id}/{near}`?"))));
    }
    let answered = library.responses.get(id).is_some_and(|response| response.answer(question).is_some());
    (!answered)
        .then(|| finding(format!("`{id}` has no answer to question `{question}`")).help("map the question to an answer that was given"))
}

fn check_response(library: &Library, response: &Response, findings: &mut Vec<Diagnostic>) {
    if let Some(name) = response.signatory.as_ref().filter(|_| !library.is_damaged("respondent.toml")) {
        findings.extend(must_exist(name, library.organisation.signatories.keys(), &codes::UNKNOWN_SIGNATORY, "signatory"));
    }
    for name in response.template.iter().chain(response.boilerplate.values()) {
        findings.extend(template_exists(library, name, "template"));
    }
    if library.is_damaged(&format!("responses/{}/consultation.toml", response.id)) {
        return;
    }
    let Some(consultation) = library.consultations.get(&response.id) else {
        let span = response.answers.first().map(|answer| answer.heading).or(response.sections.first().map(|section| section.title.span));
        findings.extend(span.map(|span| {
            Diagnostic::new(
                &codes::UNKNOWN_CONSULTATION,
                span,
                format!("there is no `consultation.toml` beside this response, `{}`", response.id),
            )
            .help("a response answers a consultation: write down what they asked, or import it")
        }));
        return;
    };
    for id in response.answers.iter().flat_map(|answer| &answer.questions) {
        if consultation.question(&id.value).is_none() {
            let help = match nearest(&id.value, consultation.question_ids()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if consultation.questions.is_empty() => "it lists no questions yet: add each one under `[[question]]`".to_owned(),
                None => format!("its questions are {}", super::fields::listed(consultation.question_ids())),
            };
            findings.push(
                Diagnostic::new(&codes::UNKNOWN_QUESTION, id.span, format!("the consultation has no question `{}`", id.value)).help(help),
            );
        }
    }
}

fn must_exist<'k>(
    name: &Spanned<String>,
    known: impl Iterator<Item = &'k String> + Clone,
    code: &'static Code,
    what: &str,
) -> Option<Diagnostic> {
    if known.clone().any(|known| *known == name.value) {
        return None;
    }
    let help = match nearest(&name.value, known.map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add the {what}, or leave the name out"),
    };
    Some(Diagnostic::new(code, name.span, format!("no {what} is called `{}`", name.value)).help(help))
}
