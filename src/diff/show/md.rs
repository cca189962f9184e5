//! Markdown for a committee paper: ~~what went~~ in strike-through, **what came** in bold.

use super::{Only, say};
use crate::{
    diff::{CELL_END, Change, ChangeKind, Diff, HeadKind, PARAGRAPH_END, Run, RunKind, Unit},
    document::{Inline, markdown::write::Writing},
};

/// The comparison as Markdown.
pub fn write(diff: &Diff, only: Only) -> String {
    let mut out = format!("# Changes: {} → {}\n\n", escaped(&diff.old.name), escaped(&diff.new.name));
    for (what, text) in say::summary(diff, only) {
        out.push_str(&format!("- {what}: {}\n", escaped(&text)));
    }
    if only != Only::Choices && say::changed(diff).next().is_some() {
        out.push_str("\n~~Struck through~~ is what went, **bold** is what came; what stayed as it was is left out.\n");
        say::changed(diff).for_each(|unit| self::unit(diff, unit, only, &mut out));
    }
    out
}

fn unit(diff: &Diff, unit: &Unit, only: Only, out: &mut String) {
    let Some(head) = say::unit_head(diff, unit) else { return };
    let relation = say::relation(diff, unit);
    let changes: Vec<&Change> = unit.changes.iter().filter(|change| only != Only::Questions && !change.is_same()).collect();
    let away = if only == Only::Questions { Vec::new() } else { say::moved_away(diff, unit) };
    let asked = only != Only::Words && (relation.is_some() || unit.choice.is_some() || unit.is_reworded());
    if changes.is_empty() && away.is_empty() && !asked {
        return;
    }
    out.push_str(&format!("\n## {}\n", escaped(&say::unit_name(diff, unit))));
    if let Some(relation) = relation {
        out.push_str(&format!("\n*{}*\n", escaped(&relation)));
    }
    if head.kind == HeadKind::Question || unit.is_reworded() {
        out.push_str(&format!("\n> {}\n", marked(&unit.title, "\n> \n> ")));
    }
    if let Some(choice) = say::choice(unit) {
        out.push_str(&format!("\nChoice: {}\n", escaped(&choice)));
    }
    changes.into_iter().for_each(|change| self::change(diff, unit, change, out));
    for away in away {
        out.push_str(&format!("\n*{}*\n", escaped(&away)));
    }
}

fn change(diff: &Diff, unit: &Unit, change: &Change, out: &mut String) {
    let kind = change.new.first().or(change.old.first()).and_then(say::kind).map(str::to_owned);
    let only = match change.kind {
        ChangeKind::Added => Some("added".to_owned()),
        ChangeKind::Removed => Some("removed".to_owned()),
        _ => None,
    };
    let said: Vec<String> = [only, kind, say::happened(diff, unit, change)].into_iter().flatten().collect();
    let before = if said.is_empty() { String::new() } else { format!("*({})* ", escaped(&said.join(", "))) };
    let label = match say::label(change) {
        "" => String::new(),
        label => format!("{} ", as_words(&escaped(label))),
    };
    out.push_str(&format!("\n{before}{label}{}\n", marked(&say::shown(change), "\n\n")));
    say::notes(change).iter().for_each(|note| out.push_str(&format!("\n*{}*\n", escaped(note))));
}

/// Runs with their marks, which never reach over spaces at their ends: Markdown would print them as they are.
fn marked(runs: &[Run], paragraph: &str) -> String {
    let mut out = String::new();
    for (n, run) in runs.iter().enumerate() {
        for (at, text) in run.text.split(PARAGRAPH_END).enumerate() {
            if at > 0 {
                out.push_str(paragraph);
            }
            let text = text.replace(CELL_END, " | ").replace(['\n', '\r'], " ");
            let inner = text.trim();
            if inner.is_empty() {
                out.push_str(&text);
                continue;
            }
            let start = text.len() - text.trim_start().len();
            let (before, after) = (&text[..start], &text[start + inner.len()..]);
            // What went stands close to what came.
            let gap = if run.kind == RunKind::Added && out.ends_with("~~") && before.is_empty() { " " } else { "" };
            out.push_str(&format!("{gap}{before}"));
            let inner = escaped(inner);
            let next = runs.get(n + 1).filter(|next| next.kind == RunKind::Same).and_then(|next| next.text.chars().next());
            let [open, close] = marks(run.kind, &inner, out.chars().next_back(), after.chars().next().or(next));
            out.push_str(&format!("{open}{inner}{close}{after}"));
        }
    }
    out.trim().to_owned()
}

/// What stands round words that came or went. Where a letter is close to a mark and punctuation is on its other side,
/// Markdown sees none (CommonMark 0.31.2, 6.2, delimiter runs): an element of HTML says the same.
fn marks(kind: RunKind, inner: &str, before: Option<char>, behind: Option<char>) -> [&'static str; 2] {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let opens = is_letter(inner.chars().next()) || !is_letter(before);
    let closes = is_letter(inner.chars().next_back()) || !is_letter(behind);
    match kind {
        RunKind::Same => ["", ""],
        RunKind::Removed if opens && closes => ["~~", "~~"],
        RunKind::Removed => ["<del>", "</del>"],
        RunKind::Added if opens && closes => ["**", "**"],
        RunKind::Added => ["<b>", "</b>"],
    }
}

/// A number with its mark as words: at the beginning of a line it would begin a list, which viewers count anew.
fn as_words(label: &str) -> String {
    let number = label.trim_end_matches(['.', ')']);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && number.len() < label.len() { format!("{number}\\{}", &label[number.len()..]) } else { label.to_owned() }
}

fn escaped(text: &str) -> String {
    Writing::default().heading(&[Inline::text(text)], false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_with_its_mark_would_begin_a_list() {
        for (label, words) in [("2.", r"2\."), ("12)", r"12\)"), ("1", "1"), ("(a)", "(a)"), ("•", "•"), ("", "")] {
            assert_eq!(as_words(label), words);
        }
    }
}
