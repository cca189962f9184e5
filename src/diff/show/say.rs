//! What every form says in the same words.

use super::super::{About, CELL_END, Change, ChangeKind, Diff, Head, HeadKind, Leaf, LeafKind, Reason, Relation, Run, RunKind, Side, Unit};
use super::Only;
use crate::text::{
    compare::{Words, is_negation},
    first_words,
};
use std::{borrow::Cow, collections::BTreeMap};

/// By so many words a text is known again.
const BEGINNING: usize = 8;

/// So many headings are named in one line of the summary.
const NAMED: usize = 12;

/// Of a hundred words so few are as good as none.
const NEXT_TO_NOTHING: usize = 1;

/// A line of the summary: what it is about, and what it says.
pub(super) type Line = (&'static str, String);

/// The lines of the summary that are shown: of choices alone, also that there are none.
pub(super) fn summary(diff: &Diff, only: Only) -> Vec<Line> {
    let mut lines = counts(diff);
    if only == Only::Choices {
        lines.retain(|(what, _)| matches!(*what, "choice" | "note"));
        if lines.is_empty() {
            lines.push(("choice", "none changed".to_owned()));
        }
    }
    lines
}

/// The counts, in lines; nothing of what there is none of.
fn counts(diff: &Diff) -> Vec<Line> {
    let mut lines = Vec::new();
    if shares_nothing(diff) {
        let what = if diff.summary.words.kept == 0 { "nothing" } else { "next to nothing" };
        let headings = diff.units.iter().any(|unit| !unit.is_front() && unit.old.is_some() && unit.new.is_some());
        lines.push(("note", format!("the two share {what}{}", if headings { " below their headings" } else { "" })));
    }
    let summary = &diff.summary;
    let (heads, texts, words) = (&summary.headings, &summary.texts, summary.words);
    let known = [(heads.renumbered, "renumbered"), (heads.moved, "moved"), (heads.reworded, "reworded")];
    let same = match listed(known) {
        of if of.is_empty() => format!("{} the same", heads.same),
        of => format!("{} the same ({of})", heads.same),
    };
    let rest = listed([
        (heads.possibly_same, "possibly the same"),
        (heads.new, "new"),
        (heads.gone, "gone"),
        (heads.split_off, "split off"),
        (heads.merged_into, "merged"),
    ]);
    if diff.units.iter().any(|unit| !unit.is_front()) {
        lines.push(("headings", joined([same, rest])));
    }
    lines.extend(which(diff));
    lines.extend(choices(diff).into_iter().map(|choice| ("choice", choice)));
    let kinds = [
        (texts.same, "the same"),
        (texts.edited, "edited"),
        (texts.replaced, "replaced"),
        (texts.split, "split"),
        (texts.merged, "merged"),
        (texts.added, "added"),
        (texts.removed, "removed"),
        (texts.moved, "of them moved"),
        (texts.formatting, "formatted otherwise"),
    ];
    lines.push(("paragraphs", listed(kinds)));
    lines.push(("words", format!("{}; {} of the new text was there before", counted(words), percent(summary.reused))));
    lines.extend(diff.about.iter().map(|it| ("about", about(it))));
    lines.retain(|(_, text)| !text.is_empty());
    lines
}

/// What a heading became, and which units have one that did.
type Kind = (&'static str, fn(&Unit) -> bool);

/// Which questions and other headings became something else, a line for each kind.
fn which(diff: &Diff) -> Vec<Line> {
    let called = |unit: &Unit| unit_head(diff, unit).map(called).unwrap_or_default();
    let before = |unit: &Unit| unit.old.and_then(|at| diff.old.heads.get(at)).map(self::called).unwrap_or_default();
    let with = |side: &Side, unit: &Unit| unit.with.and_then(|at| side.heads.get(at)).map(self::called).unwrap_or_default();
    let kinds: [Kind; 6] = [
        ("new", |unit| unit.relation == Relation::New),
        ("gone", |unit| unit.relation == Relation::Gone),
        ("split off", |unit| unit.relation == Relation::SplitOff),
        ("merged", |unit| unit.relation == Relation::MergedInto),
        ("perhaps", |unit| unit.relation == Relation::PossiblySame),
        ("renumbered", |unit| unit.relation == Relation::Same && unit.renumbered),
    ];
    let line = |(what, is): Kind| {
        let names = diff.units.iter().filter(|unit| !unit.is_front() && is(unit)).map(|unit| match what {
            "renumbered" | "perhaps" => format!("{} → {}", before(unit), called(unit)),
            "gone" => format!("the old {}{}", called(unit), had_said(unit)),
            "split off" => format!("{} from the old {}", called(unit), with(&diff.old, unit)),
            "merged" => format!("the old {} into {}", called(unit), with(&diff.new, unit)),
            _ => called(unit),
        });
        (what, some(&names.collect::<Vec<_>>()))
    };
    kinds.into_iter().map(line).filter(|(_, names)| !names.is_empty()).collect()
}

/// A heading in a list: a question by its label, another by how it begins.
fn called(head: &Head) -> String {
    match head.kind {
        HeadKind::Question => name(head),
        _ => format!("“{}”", first_words(&name(head), BEGINNING)),
    }
}

/// The first of some names, each once with how often it is there, and how many more there are.
fn some(names: &[String]) -> String {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    names.iter().for_each(|name| *times.entry(name).or_default() += 1);
    let mut more = names.len();
    let first = names.iter().filter_map(|name| Some((name, times.remove(name.as_str())?))).take(NAMED);
    let shown = first.map(|(name, times)| {
        more -= times;
        if times == 1 { name.clone() } else { format!("{name} ({times} times)") }
    });
    let shown = shown.collect::<Vec<_>>().join("; ");
    if more > 0 { format!("{shown}; and {more} more") } else { shown }
}

fn about(about: &About) -> String {
    format!("{}: {} → {}", about.what, quoted(&about.old), quoted(&about.new))
}

fn quoted(text: &str) -> String {
    if text.is_empty() { "none".to_owned() } else { format!("“{text}”") }
}

/// Whether hardly a word and no question of the one stands in the other.
fn shares_nothing(diff: &Diff) -> bool {
    let is_question = |unit: &Unit| unit_head(diff, unit).is_some_and(|head| head.kind == HeadKind::Question);
    let asked = diff.units.iter().any(|unit| unit.relation == Relation::Same && is_question(unit));
    let Words { kept, removed, added } = diff.summary.words;
    !asked && 100 * kept <= NEXT_TO_NOTHING * (kept + removed.min(added)) && diff.old.leaves + diff.new.leaves > 0
}

fn listed<const N: usize>(counts: [(usize, &str); N]) -> String {
    joined(counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")))
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// `1,204 kept, 12 removed, 130 added`.
pub(super) fn counted(words: Words) -> String {
    format!("{} kept, {} removed, {} added", thousands(words.kept), thousands(words.removed), thousands(words.added))
}

/// With a comma before every third figure.
pub(super) fn thousands(n: usize) -> String {
    let figures = n.to_string();
    let head = figures.len() % 3;
    let parts =
        [&figures[..head]].into_iter().chain(figures.as_bytes()[head..].chunks(3).map(|three| std::str::from_utf8(three).unwrap_or("")));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(",")
}

/// Never all or nothing where it is not.
pub(super) fn percent(share: f64) -> String {
    match (share * 100.0).round() {
        100.0.. if share < 1.0 => "over 99 %".to_owned(),
        ..=0.0 if share > 0.0 => "under 1 %".to_owned(),
        share => format!("{share} %"),
    }
}

/// Each closed answer that changed: `Question 7: Agree → Disagree`.
pub(super) fn choices(diff: &Diff) -> Vec<String> {
    let of = |unit: &Unit| Some(format!("{}: {}", unit_name(diff, unit), choice(unit)?));
    diff.units.iter().filter_map(of).collect()
}

/// `Agree → Disagree`, where the choice changed.
pub(super) fn choice(unit: &Unit) -> Option<String> {
    let said = |choice: &[String]| if choice.is_empty() { "none".to_owned() } else { choice.join("; ") };
    unit.choice.as_ref().map(|choice| format!("{} → {}", said(&choice.old), said(&choice.new)))
}

/// The heading that a unit shows: the new one where there is one.
pub(super) fn unit_head<'d>(diff: &'d Diff, unit: &Unit) -> Option<&'d Head> {
    match unit.new {
        Some(at) => diff.new.heads.get(at),
        None => diff.old.heads.get(unit.old?),
    }
}

/// What a unit's heading is called; one that is gone by that it was, since its number may be another's now.
pub(super) fn unit_name(diff: &Diff, unit: &Unit) -> String {
    let name = unit_head(diff, unit).map(name).unwrap_or_default();
    if unit.new.is_none() { format!("Old {name}") } else { name }
}

/// What a heading is called: `Question 7`, `B. Key points`, else its words.
pub(super) fn name(head: &Head) -> String {
    match head.kind {
        HeadKind::Front => "Before the first heading".to_owned(),
        HeadKind::Question if head.label.is_empty() => format!("Question {}", head.id),
        HeadKind::Question => head.label.clone(),
        _ if head.label.is_empty() => head.title.clone(),
        _ => format!("{} {}", head.label, head.title),
    }
}

/// How the heading of a unit stands to the other document, `was Question 4 (named as prior)`, `new`, and what is asked
/// otherwise, `options: “Yes; No” → “Yes; No; Unsure”`; nothing where there is nothing to say.
pub(super) fn relation(diff: &Diff, unit: &Unit) -> Option<String> {
    let said: Vec<String> = belongs(diff, unit).into_iter().chain(unit.asked.iter().map(about)).collect();
    (!said.is_empty()).then(|| said.join("; "))
}

fn belongs(diff: &Diff, unit: &Unit) -> Option<String> {
    let old = |at: Option<usize>| at.and_then(|at| diff.old.heads.get(at)).map(name).unwrap_or_default();
    let new = |at: Option<usize>| at.and_then(|at| diff.new.heads.get(at)).map(name).unwrap_or_default();
    let why = because(unit);
    let moved = if unit.moved { ", moved" } else { "" };
    match unit.relation {
        Relation::Same if unit.renumbered => Some(format!("was {}{moved} ({why})", old(unit.old))),
        Relation::Same if unit.moved => Some(format!("moved ({why})")),
        Relation::Same if unit.because == Reason::Answer => Some(format!("the same ({why})")),
        Relation::Same => None,
        Relation::PossiblySame => {
            let pin = pin(diff, unit).map(|pin| format!("; `--pin {pin}` says that it is")).unwrap_or_default();
            Some(format!("possibly the same as {}{moved} ({why}){pin}", old(unit.old)))
        }
        Relation::New => Some("new".to_owned()),
        Relation::Gone => Some(format!("gone{}", had_said(unit))),
        Relation::SplitOff => Some(format!("split off from {} ({why})", old(unit.with))),
        Relation::MergedInto => Some(format!("merged into {} ({why})", new(unit.with))),
    }
}

/// ` (it had said: Agree)`, of a closed question that is gone.
fn had_said(unit: &Unit) -> String {
    if unit.said.is_empty() { String::new() } else { format!(" (it had said: {})", unit.said.join("; ")) }
}

/// How to say that the two questions of a unit are the same one; other headings have no ids.
fn pin(diff: &Diff, unit: &Unit) -> Option<String> {
    let (old, new) = (diff.old.heads.get(unit.old?)?, diff.new.heads.get(unit.new?)?);
    [old, new].iter().all(|head| head.kind == HeadKind::Question).then(|| format!("{}={}", old.id, new.id))
}

fn because(unit: &Unit) -> String {
    let why = match unit.because {
        Reason::Pinned => "pinned",
        Reason::Lineage => "named as prior",
        Reason::Id => "the same id",
        Reason::Place => "the same place",
        Reason::Words if !unit.is_reworded() => return "the same words".to_owned(),
        Reason::Words => "by its words",
        Reason::Answer => "by its answer",
        Reason::Contained => "by the words it shares",
        Reason::Nothing => "nothing like it",
    };
    unit.score.map_or_else(|| why.to_owned(), |score| format!("{why}, {}", percent(score)))
}

/// What happened to texts: `moved from Question 4`, `split in 2`; nothing where the words say it all.
pub(super) fn happened(diff: &Diff, unit: &Unit, change: &Change) -> Option<String> {
    let mut said = Vec::new();
    let from = change.old.first().map(|leaf| leaf.head);
    match change.kind {
        ChangeKind::Split => said.push(format!("one became {}", change.new.len())),
        ChangeKind::Merged => said.push(format!("{} became one", change.old.len())),
        ChangeKind::Replaced => said.push("replaced".to_owned()),
        _ => {}
    }
    match from.filter(|_| change.moved) {
        Some(head) if Some(head) != unit.old => said.push(format!("moved here from the old {}", pointed(&diff.old, head))),
        Some(_) => said.push("moved, below the same heading".to_owned()),
        None => {}
    }
    said.extend(marks(change));
    (!said.is_empty()).then(|| said.join(", "))
}

/// What is printed otherwise where the words are the same: `now bold: “must”`, `one level deeper`.
fn marks(change: &Change) -> Vec<String> {
    let text = change.new_texts().concat();
    change.marks.iter().map(|mark| self::mark(mark, &text)).collect()
}

fn mark(mark: &About, text: &str) -> String {
    let of = |words: &str| {
        if words == text.trim() { " all through".to_owned() } else { format!(": {}", quoted(&first_words(words, BEGINNING))) }
    };
    let (gone, come) = match mark.what.as_str() {
        "kind" => return format!("now a {}", mark.new),
        "around" => return format!("now in a {}", mark.new),
        "level" => return level(&mark.old, &mark.new),
        "footnote" => ("no footnote now behind", "now a footnote behind"),
        "link" => ("no longer this link", "now a link"),
        "code" => ("no longer as typed", "now as typed"),
        "italic" => ("no longer italic", "now italic"),
        _ => ("no longer bold", "now bold"),
    };
    let footnote = mark.what == "footnote";
    match (mark.old.as_str(), mark.new.as_str()) {
        (old, new) if footnote && !old.is_empty() && !new.is_empty() => {
            format!("its footnote behind {}, was behind {}", quoted(new), quoted(old))
        }
        (old, new) if mark.what == "link" && old == new => format!("now another link{}", of(new)),
        ("", new) if footnote => format!("{come} {}", quoted(new)),
        (old, "") if footnote => format!("{gone} {}", quoted(old)),
        ("", new) => format!("{come}{}", of(new)),
        (old, "") => format!("{gone}{}", of(old)),
        (old, new) => format!("{come}{}, {gone}{}", of(new), of(old)),
    }
}

/// `one level deeper`.
fn level(old: &str, new: &str) -> String {
    let level = |text: &str| text.parse::<usize>().unwrap_or_default();
    let (old, new) = (level(old), level(new));
    let n = match old.abs_diff(new) {
        1 => "one level".to_owned(),
        n => format!("{n} levels"),
    };
    format!("{n} {}", if new > old { "deeper" } else { "higher" })
}

/// What is shown of a change: where its words stayed in their place, no more than by which they are known again.
pub(super) fn shown(change: &Change) -> Cow<'_, [Run]> {
    if !is_folded(change) {
        return Cow::Borrowed(&change.runs);
    }
    let text = first_words(&change.new_texts().concat().replace(CELL_END, " | "), BEGINNING);
    Cow::Owned(vec![Run { kind: RunKind::Same, text, was: None }])
}

/// Whether nothing changed but marks, of a text that is longer than what is shown of it.
pub(super) fn is_folded(change: &Change) -> bool {
    let in_place = change.kind == ChangeKind::Same && !change.moved;
    in_place && change.new_texts().concat().split_whitespace().nth(BEGINNING).is_some()
}

/// What a change says besides its words: its figures, and where its links lead.
pub(super) fn notes(change: &Change) -> Vec<String> {
    figures(change).into_iter().chain(links(change)).chain(elsewhere(change)).collect()
}

/// The number in a reference, where it is printed as before and means another paragraph or question.
fn elsewhere(change: &Change) -> Option<String> {
    let is_same = |two: &&[Run]| {
        let [gone, come] = two else { return false };
        gone.kind == RunKind::Removed && come.kind == RunKind::Added && gone.text.trim() == come.text.trim()
    };
    let two = change.runs.windows(2).find(is_same)?;
    Some(format!("the reference to {} leads to another one now", two[0].text.trim()))
}

fn links(change: &Change) -> Option<String> {
    let told = !change.links_out.is_empty() || !change.links_in.is_empty();
    told.then(|| format!("links: {} → {}", listed_or_dash(&change.links_out), listed_or_dash(&change.links_in)))
}

fn listed_or_dash(words: &[String]) -> String {
    if words.is_empty() { "–".to_owned() } else { words.join(", ") }
}

/// The figures, dates and negations of a change that only one side has: nothing where its runs show each
/// beside the other already.
fn figures(change: &Change) -> Option<String> {
    let all = || change.figures_out.iter().chain(&change.figures_in);
    let is_negation = |words: &String| words.split_whitespace().all(is_negation);
    let what = match (all().all(is_negation), all().any(is_negation)) {
        (true, _) => "negations",
        (_, true) => "figures and negations",
        _ => "figures",
    };
    let told = all().next().is_some() && change.kind == ChangeKind::Replaced;
    told.then(|| format!("{what}: {} → {}", listed_or_dash(&change.figures_out), listed_or_dash(&change.figures_in)))
}

/// The texts that moved away from the old heading of a unit, and where they are now.
pub(super) fn moved_away(diff: &Diff, unit: &Unit) -> Vec<String> {
    let Some(head) = unit.old else { return Vec::new() };
    let away = |change: &&Change| change.moved && change.old.first().is_some_and(|leaf| leaf.head == head);
    let to = |change: &Change| {
        let leaf = change.new.first()?;
        let there = Some(leaf.head).filter(|there| Some(*there) != unit.new)?;
        Some(format!("moved to the new {}: “{}”", pointed(&diff.new, there), first_words(&change.old_texts().concat(), BEGINNING)))
    };
    diff.changes().filter(away).filter_map(to).collect()
}

/// A heading in the middle of a sentence: a question by its label, another by how it begins; which of them, where
/// several are called so.
fn pointed(side: &Side, at: usize) -> String {
    let Some(head) = side.heads.get(at) else { return String::new() };
    let called = match head.kind {
        HeadKind::Question => name(head),
        _ => format!("“{}”", first_words(&name(head), BEGINNING)),
    };
    let alike: Vec<usize> = (0..side.heads.len()).filter(|other| name(&side.heads[*other]) == name(head)).collect();
    match alike.iter().position(|other| *other == at) {
        Some(nth) if alike.len() > 1 => format!("{called} (number {} of {})", nth + 1, alike.len()),
        _ => called,
    }
}

/// What is printed before a text on the old side.
pub(super) fn old_label(change: &Change) -> &str {
    change.old.first().map(|leaf| leaf.label.as_str()).unwrap_or_default()
}

/// What is printed before a text: the new label, else the old one.
pub(super) fn label(change: &Change) -> &str {
    change.new.first().or(change.old.first()).map(|leaf| leaf.label.as_str()).unwrap_or_default()
}

/// What a text is, where it is not simply a paragraph.
pub(super) fn kind(leaf: &Leaf) -> Option<&'static str> {
    match leaf.kind {
        LeafKind::Paragraph | LeafKind::Item => None,
        LeafKind::Quote => Some("quotation"),
        LeafKind::Row => Some("row"),
        LeafKind::Heading => Some("heading"),
        LeafKind::Code => Some("as typed"),
        LeafKind::Signature => Some("signature"),
        LeafKind::Note => Some("footnote"),
    }
}

/// Units that have something to show.
pub(super) fn changed(diff: &Diff) -> impl Iterator<Item = &Unit> {
    diff.units.iter().filter(|unit| !unit.is_same() || !moved_away(diff, unit).is_empty())
}
