//! Recognised values to the text of records, in the library's own dialect: what is written here the
//! library reads without a finding.

mod body;
mod lines;

use super::{
    carry::Carried,
    recognise::{
        consultation::{Consultation, Question},
        positions::{Positions, Statement},
        response::{Answer, Response, Section},
    },
};
use crate::{
    document::{Inline, markdown::write::Writing, walk},
    library::{Limit, Original, scale::SCALES},
    text::same_words,
};
use body::{Body, closed};
use lines::{Lines, quoted};
use std::collections::BTreeSet;

/// `consultation.toml`.
pub fn consultation(consultation: &Consultation, source: Option<&Original>) -> String {
    keeping(consultation, source, &Carried::default())
}

/// `consultation.toml` of a newer file, with what is carried over from the record before.
pub fn keeping(consultation: &Consultation, source: Option<&Original>, carried: &Carried) -> String {
    let mut out = Lines::default();
    out.text("title", if consultation.title.is_empty() { "Untitled consultation" } else { &consultation.title });
    out.optional("department", consultation.department.as_deref());
    if let Some(closes) = consultation.closes.filter(|_| !has(&carried.fields, "closes")) {
        out.bare("closes", &closes.to_string());
    }
    out.fields(&carried.fields);
    for how in &consultation.how {
        out.comment(how);
    }
    out.source(source);
    for (name, fields) in &carried.tables {
        out.table(&format!("[{name}]"));
        out.fields(fields);
    }
    for question in &consultation.questions {
        out.table("[[question]]");
        self::question(question, carried.questions.get(&question.id).map(Vec::as_slice).unwrap_or_default(), &mut out);
    }
    out.finish()
}

fn has(fields: &[(String, String)], key: &str) -> bool {
    fields.iter().any(|(own, _)| own == key)
}

fn question(question: &Question, carried: &[(String, String)], out: &mut Lines) {
    out.text("id", &question.id);
    if question.label != format!("Question {}", question.id) {
        out.text("label", &question.label);
    }
    out.optional("part", question.part.as_deref());
    let text = question_text(&question.content);
    out.text("text", if text.is_empty() { "…" } else { &text });
    if let Some(explain) = &question.explain {
        out.comment(explain);
    }
    match scale(&question.options) {
        _ if has(carried, "options") => {}
        Some(name) => out.text("options", name),
        None => out.texts("options", &question.options),
    }
    if question.choose_many && !question.options.is_empty() && !has(carried, "choose") {
        out.text("choose", "many");
    }
    match question.limit {
        Some(Limit::Words(words)) => out.bare("limit", &format!("{{ words = {words} }}")),
        Some(Limit::Characters(characters)) => out.bare("limit", &format!("{{ characters = {characters} }}")),
        None => {}
    }
    out.fields(carried);
}

/// The name of the built-in scale with exactly these options in this order.
fn scale(options: &[String]) -> Option<&'static str> {
    let same = |scale: &[&str]| scale.len() == options.len() && scale.iter().zip(options).all(|(a, b)| same_words(a) == same_words(b));
    SCALES.iter().find(|(_, scale)| same(scale)).map(|(name, _)| *name)
}

/// The words of a question: as they are where nothing in them is a mark, else as Markdown.
fn question_text(content: &[Inline]) -> String {
    let content: Vec<Inline> = content
        .iter()
        .map(|inline| if matches!(inline, Inline::Break) { Inline::text(" ") } else { inline.clone() })
        .filter(|inline| !matches!(inline, Inline::Note(_)))
        .collect();
    let plain = walk::plain(&content);
    let marked = content.iter().any(|inline| !matches!(inline, Inline::Text { .. }));
    let text =
        if !marked && !plain.contains(['*', '_', '[', '`', '\\', '&', '<']) { plain } else { Writing::default().paragraph(&content) };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `response.md`. `template` is the name of the outline that [`outline()`] gives.
pub fn response(response: &Response, template: &str, source: Option<&Original>) -> String {
    let mut front = Lines::default();
    front.optional("title", Some(response.title.as_str()).filter(|title| !title.is_empty()));
    front.optional("subtitle", response.subtitle.as_deref());
    front.text("status", "submitted");
    front.optional("date", response.date.map(|date| date.to_string()).as_deref());
    front.texts("signature", &response.signature);
    front.text("template", template);
    front.source(source);
    let mut body = Body::default();
    for (section, name) in response.sections.iter().zip(names(&response.sections)) {
        body.heading(1, &[Inline::text(name)], "");
        if section.answers.is_empty() {
            body.blocks(&section.body, 2);
        } else {
            body.blocks(&section.body, 3);
        }
        for answer in &section.answers {
            self::answer(answer, &mut body);
        }
    }
    format!("+++\n{}+++\n\n{}", front.finish(), body.finish())
}

fn answer(answer: &Answer, body: &mut Body) {
    let ticked = !answer.in_words && !answer.choice.is_empty();
    let attributes = if ticked { format!(" {{choice=\"{}\"}}", answer.choice.join("; ").replace('"', "'")) } else { String::new() };
    let ids: Vec<&str> = std::iter::once(&answer.question).chain(&answer.also).map(String::as_str).collect();
    body.question(&ids.join(", "), &attributes);
    body.blocks(&answer.body, 3);
}

/// The outline that builds a response as it was: its own sections in their order, no standard text added.
pub fn outline(response: &Response) -> String {
    let mut out = String::new();
    for (section, name) in response.sections.iter().zip(names(&response.sections)) {
        let words: Vec<Inline> = section.title.iter().filter(|inline| !matches!(inline, Inline::Note(_))).cloned().collect();
        let title = closed(&Writing::default().heading(&words, true));
        if !title.is_empty() {
            out.push_str(&format!("# {title}\n\n"));
        }
        let parts = response.consultation.questions.iter().any(|question| question.part.is_some());
        match (section.answers.is_empty(), parts) {
            (true, _) => out.push_str(&format!("{{{{ section(name={}) }}}}\n\n", quoted(&name))),
            (false, true) => out.push_str("{{ answers(parts=true) }}\n\n"),
            (false, false) => out.push_str("{{ answers() }}\n\n"),
        }
    }
    if !response.signature.is_empty() {
        out.push_str("{{ signature() }}\n");
    }
    format!("{}\n", out.trim_end())
}

/// A name for each section that no other has; that of the answers begins so that the library knows it.
fn names(sections: &[Section]) -> Vec<String> {
    let mut used = BTreeSet::new();
    let mut out = Vec::new();
    for section in sections {
        let plain: String =
            walk::plain(&section.title).chars().map(|c| if matches!(c, '{' | '}' | '"' | '\\') { ' ' } else { c }).collect();
        let title = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let answers = same_words(&title).starts_with("answers");
        let base = match (section.answers.is_empty(), answers, title.is_empty()) {
            (false, false, _) => "Answers".to_owned(),
            (true, true, _) => format!("Section: {title}"),
            (_, _, true) => "Opening".to_owned(),
            _ => title,
        };
        let free = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base} {n}"))).find(|name| used.insert(same_words(name)));
        out.push(free.unwrap_or_default());
    }
    out
}

/// `positions/<id>.md`.
pub fn position(statement: &Statement, page: &Positions, source: Option<&Original>) -> String {
    let mut front = Lines::default();
    front.text("title", &statement.title);
    front.optional("authority", page.authority.as_deref());
    front.text("status", "current");
    front.bare("proposed", "true");
    front.source(source);
    for figure in &statement.figures {
        front.table("[[figure]]");
        front.text("value", &figure.value);
        front.text("what", &figure.what);
        front.optional("source", figure.source.as_deref());
    }
    let mut body = Body::default();
    for part in &statement.parts {
        if !part.heading.is_empty() {
            body.heading(1, &[Inline::text(part.heading.clone())], "");
        }
        body.blocks(&part.body, 2);
    }
    format!("+++\n{}+++\n\n{}", front.finish(), body.finish())
}
