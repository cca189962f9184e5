//! The list of contents: sections by letter, below each its questions, folded away until wanted.

use super::anchors::Anchors;
use crate::document::{Block, Kind, Question, Section, walk::plain};
use maud::{Markup, html};

/// A section and what the contents list of it; questions before any section stand in one without a heading.
#[derive(Default)]
struct Entry<'a> {
    section: Option<&'a Section>,
    parts: Vec<Part<'a>>,
}

/// Questions under one heading of the consultation.
#[derive(Default)]
struct Part<'a> {
    title: String,
    questions: Vec<&'a Question>,
}

/// The contents as a landmark of their own; nothing when there is nothing to list.
pub(super) fn list(blocks: &[Block], anchors: &Anchors) -> Markup {
    let entries = entries(blocks);
    html! {
        @if !entries.is_empty() {
            "\n" nav aria-labelledby="page:contents" {
                "\n" h2 id="page:contents" { "Contents" }
                "\n" ul role="list" {
                    @for entry in &entries { "\n" li { (item(entry, anchors)) } }
                    "\n"
                }
                "\n"
            }
        }
    }
}

fn entries(blocks: &[Block]) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry> = Vec::new();
    for block in blocks {
        match &block.kind {
            Kind::Section(section) => entries.push(Entry { section: Some(section), parts: Vec::new() }),
            Kind::Heading(heading) if heading.level == 1 => {
                last(&mut entries).parts.push(Part { title: plain(&heading.title), questions: Vec::new() });
            }
            Kind::Question(question) => last(&mut last(&mut entries).parts).questions.push(question),
            _ => {}
        }
    }
    for entry in &mut entries {
        entry.parts.retain(|part| !part.questions.is_empty());
    }
    entries.retain(|entry| entry.section.is_some() || !entry.parts.is_empty());
    entries
}

/// The last of a list, made if there is none.
fn last<T: Default>(list: &mut Vec<T>) -> &mut T {
    if list.is_empty() {
        list.push(T::default());
    }
    let at = list.len() - 1;
    &mut list[at]
}

fn item(entry: &Entry, anchors: &Anchors) -> Markup {
    html! {
        @if let Some(section) = entry.section {
            (link(&section.id, anchors, &html! {
                @if let Some(number) = &section.number { span.letter { (number.label) } " " }
                (plain(&section.title))
            }))
        }
        @if !entry.parts.is_empty() {
            "\n" details {
                "\n" summary { (summary(entry)) }
                @for part in &entry.parts { (questions(part, anchors)) }
                "\n"
            }
            "\n"
        }
    }
}

/// Says which questions are folded away, so that nobody need unfold them to know.
fn summary(entry: &Entry) -> String {
    let mut labels = entry.parts.iter().flat_map(|part| &part.questions).map(|question| question.label.as_str());
    match (labels.next().filter(|label| !label.is_empty()), labels.next_back().filter(|label| !label.is_empty())) {
        (Some(first), Some(last)) => format!("{first} to {last}"),
        (Some(only), None) => only.to_owned(),
        _ => "Questions".to_owned(),
    }
}

fn questions(part: &Part, anchors: &Anchors) -> Markup {
    html! {
        @if !part.title.trim().is_empty() { "\n" p { (part.title) } }
        "\n" ul role="list" {
            @for question in &part.questions {
                "\n" li { (link(&question.anchor(), anchors, &html! { (heading(question)) })) }
            }
            "\n"
        }
    }
}

/// A question's heading as plain words.
fn heading(question: &Question) -> String {
    [question.label.clone(), plain(&question.text)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
}

fn link(name: &str, anchors: &Anchors, words: &Markup) -> Markup {
    html! {
        @match anchors.find(name) {
            Some(id) => { a href={ "#" (id) } { (words) } },
            None => { (words) },
        }
    }
}
