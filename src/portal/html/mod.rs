//! The pack as one page: a box for each question with a button that copies it and a mark for what is done.
//!
//! It works from a file, without a server and without a network, by keyboard alone, and without its script
//! too: then the boxes are selected and copied by hand. What is done is kept in the browser, where it
//! lets pages keep anything, else until the page is closed.

use super::{Answer, Bound, Detail, Form, Leftover, Pack};
use crate::document::AnswerKind;
use maud::{DOCTYPE, Markup, PreEscaped, html};

pub(super) static FORM: Form = Form { name: "html", write };

const SHEET: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

fn write(pack: &Pack) -> Vec<u8> {
    let title = format!("For the form: {}", pack.title);
    let page = html! {
        (DOCTYPE) "\n"
        html lang=(pack.language) {
            "\n" head {
                "\n" meta charset="utf-8";
                "\n" meta name="viewport" content="width=device-width, initial-scale=1";
                "\n" title { (title) }
                "\n" style { "\n" (PreEscaped(SHEET)) }
                "\n"
            }
            "\n" body data-id=(pack.id) {
                "\n" a.skip href="#answers" { "Skip to the answers" }
                "\n" (header(pack, &title))
                "\n" main {
                    "\n" (details(&pack.details))
                    "\n" h2 #answers tabindex="-1" { "Answers" }
                    @for (at, answer) in pack.answers.iter().enumerate() { "\n" (self::answer(at, answer, part(pack, at))) }
                    (leftovers(&pack.leftovers))
                    "\n"
                }
                "\n" script { (PreEscaped(SCRIPT)) }
                "\n"
            }
            "\n"
        }
        "\n"
    };
    page.into_string().into_bytes()
}

fn header(pack: &Pack, title: &str) -> Markup {
    html! {
        header {
            h1 { (title) }
            p {
                @if let Some(channel) = &pack.channel { "Channel: " (channel) ". " }
                "The response is " (status(pack)) ". Characters are counted as a browser counts them."
            }
            @if !pack.reminders.is_empty() {
                h2 { "Before you send it" }
                ul { @for reminder in &pack.reminders { li { (sentence(reminder)) } } }
            }
            p #progress role="status" {}
            p #said role="status" {}
        }
    }
}

/// With a capital, as a sentence of its own.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn status(pack: &Pack) -> &'static str {
    pack.status.draft_mark().map_or("submitted", |mark| match mark {
        "Draft" => "a draft",
        "Draft for review" => "a draft for review",
        _ => "approved and not yet submitted",
    })
}

/// The part of the consultation that begins with this answer.
fn part(pack: &Pack, at: usize) -> Option<&str> {
    let part = pack.answers[at].part.as_deref();
    part.filter(|_| at == 0 || pack.answers[at - 1].part.as_deref() != part)
}

fn details(details: &[Detail]) -> Markup {
    html! {
        section aria-labelledby="who" {
            h2 #who { "Whoever responds" }
            @for (at, detail) in details.iter().enumerate() {
                @let id = format!("detail-{at}");
                article.small aria-labelledby={ (id) "-name" } {
                    h3 id={ (id) "-name" } { (detail.label) }
                    @match detail.value.is_empty() {
                        true => { p.none { "The library does not say: fill it in yourself." } },
                        false => { (text_box(&id, &detail.label, &detail.value)) (copy(&id, &detail.label)) (done(&id, &detail.label)) },
                    }
                }
            }
        }
    }
}

fn answer(at: usize, answer: &Answer, part: Option<&str>) -> Markup {
    let id = format!("answer-{at}");
    let label = if answer.label.is_empty() { format!("Question {}", answer.question) } else { answer.label.clone() };
    html! {
        @if let Some(part) = part { h3.part { (part) } }
        article aria-labelledby={ (id) "-name" } {
            "\n"
            @match answer.part {
                Some(_) => { h4 id={ (id) "-name" } { (label) } },
                None => { h3 id={ (id) "-name" } { (label) } },
            }
            @if !answer.asked.is_empty() { "\n" p.asked { (answer.asked) } }
            (choice(answer))
            @if let Some(note) = note(answer) { "\n" p.note { (note) } }
            @if !answer.text.is_empty() {
                (text_box(&id, &label, &answer.text))
            }
            @if !answer.rewritten.is_empty() {
                "\n" details {
                    summary { "References rewritten in " (label) ": " (answer.rewritten.len()) }
                    ul { @for it in &answer.rewritten { li { "“" (it.from) "” became “" (it.to) "”" } } }
                }
            }
            @if !answer.text.is_empty() { (counts(answer)) (copy(&id, &label)) }
            (done(&id, &label)) "\n"
        }
    }
}

/// The options, with those to tick marked in words as well.
fn choice(answer: &Answer) -> Markup {
    html! {
        @if !answer.options.is_empty() {
            "\n" ul.options {
                @for option in &answer.options {
                    @match answer.choice.contains(option) {
                        true => { li.chosen { "Tick: " (option) } },
                        false => { li { (option) } },
                    }
                }
            }
            @if answer.choice.is_empty() { "\n" p.note { "No option is chosen." } }
        }
    }
}

fn note(answer: &Answer) -> Option<&'static str> {
    match answer.state {
        AnswerKind::Empty => Some("There is no answer yet."),
        AnswerKind::Proposed => Some("A draft from what the question is mapped to: nobody has adopted it."),
        AnswerKind::Answered if answer.text.is_empty() => Some("Nothing to write: the choice is the whole answer."),
        _ if !answer.confidential.is_empty() => Some("Holds words that are confidential: say so in the form."),
        _ => None,
    }
}

fn counts(answer: &Answer) -> Markup {
    let free = |unit: &str| !answer.limits.iter().any(|bound| bound.unit.word() == unit);
    html! {
        "\n" p.counts {
            @for bound in &answer.limits { span.over[bound.over() > 0] { (used(bound)) } " " }
            @if free("words") { span { (thousands(answer.words)) " words" } " " }
            @if free("characters") { span { (thousands(answer.characters)) " characters" } }
        }
    }
}

fn used(bound: &Bound) -> String {
    let unit = bound.unit.word();
    match bound.over() {
        0 => format!("{} of {} {unit}", thousands(bound.count), thousands(bound.most as usize)),
        over => format!("{} {unit}: {} more than the {} allowed", thousands(bound.count), thousands(over), thousands(bound.most as usize)),
    }
}

/// `32000` as `32,000`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let first = (digits.len() + 2) % 3 + 1;
    let mut out = digits[..first].to_owned();
    for at in (first..digits.len()).step_by(3) {
        out.push(',');
        out.push_str(&digits[at..at + 3]);
    }
    out
}

/// A text to copy. A line end right behind the tag is no part of the text (HTML, “the textarea element”),
/// so one is written: then a line end with which a text begins is kept.
fn text_box(id: &str, what: &str, text: &str) -> Markup {
    let rows = text.lines().map(|line| 1 + line.chars().count() / 80).sum::<usize>().clamp(1, 20);
    html! {
        "\n" textarea id=(id) readonly rows=(rows) aria-label={ "Text for " (what) } { "\n" (text) }
    }
}

/// The button that copies a text. It does nothing without the script, so the script shows it.
fn copy(id: &str, what: &str) -> Markup {
    html! {
        "\n" button type="button" data-copies=(id) hidden { "Copy " span.unseen { (what) } }
    }
}

fn done(id: &str, what: &str) -> Markup {
    html! { "\n" label.done { input type="checkbox" data-done=(id); " Done" span.unseen { ": " (what) } } }
}

fn leftovers(leftovers: &[Leftover]) -> Markup {
    html! {
        @if !leftovers.is_empty() {
            "\n" section aria-labelledby="leftovers" {
                h2 #leftovers { "What goes into no box" }
                @for (at, leftover) in leftovers.iter().enumerate() {
                    @let id = format!("leftover-{at}");
                    "\n" article aria-labelledby={ (id) "-name" } {
                        h3 id={ (id) "-name" } { (leftover.title) }
                        p.note { (sentence(&leftover.suggestion)) "." }
                        (text_box(&id, &leftover.title, &leftover.text))
                        p.counts { span { (thousands(leftover.words)) " words" } " " span { (thousands(leftover.characters)) " characters" } }
                        (copy(&id, &leftover.title))
                    }
                }
            }
        }
    }
}
