//! One page that needs no other file: the counts with links, every change side by side or in one text.
//!
//! What went is struck through, what came is underlined, and both are `del` and `ins`, so that colour carries
//! nothing alone. The keys j and k go from change to change; without a script the page only lacks that. Which
//! view is shown is a choice of the page itself, without a script too; on paper it is the one text.

use super::{Only, say};
use crate::diff::{CELL_END, Change, ChangeKind, Diff, HeadKind, PARAGRAPH_END, Run, RunKind, Unit};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/keys.js");

/// The comparison as a page.
pub fn write(diff: &Diff, only: Only) -> String {
    let title = format!("{} → {}", diff.old.name, diff.new.name);
    let page = html! {
        (DOCTYPE) "\n"
        html lang="en" {
            "\n" head {
                "\n" meta charset="utf-8";
                "\n" meta name="viewport" content="width=device-width, initial-scale=1";
                "\n" title { "Changes: " (title) }
                "\n" style { "\n" (PreEscaped(STYLE)) }
                "\n"
            }
            "\n" body {
                "\n" main {
                    "\n" input type="radio" name="view" id="view-one" checked;
                    "\n" input type="radio" name="view" id="view-two";
                    "\n" header {
                        "\n" h1 { "Changes: " (title) }
                        "\n" p.views { label for="view-one" { "In one text" } " " label for="view-two" { "Side by side" } }
                        "\n" p.keys { "Keys: j for the next change, k for the one before." }
                        "\n" (summary(diff, only))
                        "\n"
                    }
                    "\n" div.units { @if only != Only::Choices { @for (at, unit) in diff.units.iter().enumerate() { (self::unit(diff, at, unit, only)) } } "\n" }
                    "\n"
                }
                "\n" script { "\n" (PreEscaped(SCRIPT)) }
                "\n"
            }
            "\n"
        }
        "\n"
    };
    page.into_string()
}

fn summary(diff: &Diff, only: Only) -> Markup {
    let lines = say::summary(diff, only);
    let links: Vec<(usize, &Unit)> = diff.units.iter().enumerate().filter(|(_, unit)| shown(diff, unit, only)).collect();
    html! {
        dl { @for (what, text) in lines { "\n" dt { (what) } dd { (text) } } }
        @if only != Only::Choices && !links.is_empty() {
            "\n" nav aria-label="Changed headings" {
                "\n" ul {
                    @for (at, unit) in links {
                        "\n" li { a href=(format!("#u{at}")) { (say::unit_name(diff, unit)) } @if let Some(said) = say::relation(diff, unit) { " · " (said) } }
                    }
                    "\n"
                }
            }
        }
    }
}

fn has_texts(diff: &Diff, unit: &Unit) -> bool {
    unit.changes.iter().any(|change| !change.is_same()) || !say::moved_away(diff, unit).is_empty()
}

fn is_asked(diff: &Diff, unit: &Unit) -> bool {
    say::relation(diff, unit).is_some() || unit.choice.is_some() || unit.is_reworded()
}

fn shown(diff: &Diff, unit: &Unit, only: Only) -> bool {
    match only {
        Only::All => has_texts(diff, unit) || is_asked(diff, unit),
        Only::Questions | Only::Choices => is_asked(diff, unit),
        Only::Words => has_texts(diff, unit),
    }
}

fn unit(diff: &Diff, at: usize, unit: &Unit, only: Only) -> Markup {
    if !shown(diff, unit, only) {
        return html! {};
    }
    let asked = say::unit_head(diff, unit).is_some_and(|head| head.kind == HeadKind::Question);
    html! {
        "\n" section id=(format!("u{at}")) {
            "\n" h2 { (say::unit_name(diff, unit)) }
            @if let Some(said) = say::relation(diff, unit) { "\n" p.said data-change tabindex="-1" { (said) } }
            @if asked || unit.is_reworded() { "\n" div.asked data-change[unit.is_reworded()] tabindex="-1" { (runs(&unit.title)) } }
            @if let Some(choice) = say::choice(unit) { "\n" p.choice data-change tabindex="-1" { "Choice: " strong { (choice) } } }
            @if only != Only::Questions { (changes(diff, unit)) }
            "\n"
        }
    }
}

fn changes(diff: &Diff, unit: &Unit) -> Markup {
    html! {
        @for group in unit.changes.chunk_by(|a, b| a.is_same() && b.is_same()) {
            @match group {
                [change] if !change.is_same() => (self::change(diff, unit, change)),
                same => {
                    "\n" details { summary { (same.len()) @if same.len() == 1 { " paragraph" } @else { " paragraphs" } " the same" }
                        @for change in same { "\n" p { (label(say::label(change))) (runs(&change.runs)) } }
                    }
                }
            }
        }
        @for away in say::moved_away(diff, unit) { "\n" p.said { (away) } }
    }
}

fn change(diff: &Diff, unit: &Unit, change: &Change) -> Markup {
    let kind = change.new.first().or(change.old.first()).and_then(say::kind).map(str::to_owned);
    let alone = match change.kind {
        ChangeKind::Added => Some("added".to_owned()),
        ChangeKind::Removed => Some("removed".to_owned()),
        _ => None,
    };
    let said: Vec<String> = [alone, kind, say::happened(diff, unit, change)].into_iter().flatten().collect();
    let (old, new): (Vec<Run>, Vec<Run>) = (side(&change.runs, RunKind::Added), side(&change.runs, RunKind::Removed));
    html! {
        "\n" div.change data-change tabindex="-1" {
            @if !said.is_empty() { "\n" p.said { (said.join(", ")) } }
            @if say::is_folded(change) {
                "\n" details { summary { (label(say::label(change))) (runs(&say::shown(change))) } "\n" p { (runs(&change.runs)) } }
            } @else {
                "\n" div.one { (label(say::label(change))) (runs(&change.runs)) }
                "\n" div.two {
                    "\n" div { (label(say::old_label(change))) (runs(&old)) }
                    "\n" div { @if !change.new.is_empty() { (label(say::label(change))) } (runs(&new)) }
                    "\n"
                }
            }
            @for note in say::notes(change) { "\n" p.said { (note) } }
            "\n"
        }
    }
}

fn label(label: &str) -> Markup {
    html! { @if !label.is_empty() { span.label { (label) } " " } }
}

/// The runs that one side shows: all but those of the other. Of what stayed, the old side shows it as it was.
fn side(runs: &[Run], other: RunKind) -> Vec<Run> {
    let text = |run: &Run| if other == RunKind::Added { run.old_text().to_owned() } else { run.new_text().to_owned() };
    runs.iter().filter(|run| run.kind != other).map(|run| Run { text: text(run), was: None, ..run.clone() }).collect()
}

fn runs(runs: &[Run]) -> Markup {
    html! {
        @for (at, run) in runs.iter().enumerate() {
            @match run.kind {
                RunKind::Same => (words(&run.text)),
                RunKind::Removed => del { (words(&run.text)) },
                RunKind::Added => { @if at > 0 && is_close(&runs[at - 1], run) { " " } ins { (words(&run.text)) } },
            }
        }
    }
}

/// Whether what came stands close to what went: who copies both would have one word.
fn is_close(went: &Run, came: &Run) -> bool {
    went.kind == RunKind::Removed && !went.text.ends_with(char::is_whitespace) && !came.text.starts_with(char::is_whitespace)
}

fn words(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split(PARAGRAPH_END).enumerate() {
            @if at > 0 { span.end { "¶" } br; }
            (part.replace(CELL_END, " | "))
        }
    }
}
