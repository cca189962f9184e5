//! For a terminal: the counts first, then what changed, heading by heading, the rest folded.

use super::{Only, say};
use crate::diff::{CELL_END, Change, ChangeKind, Diff, PARAGRAPH_END, Run, RunKind, Unit};

/// What a piece of the output is: the program gives each a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// The name of a heading.
    Heading,
    /// What is said of the comparison: counts, reasons, what was folded.
    Note,
    /// Text that stayed.
    Same,
    /// Text that went.
    Removed,
    /// Text that came.
    Added,
    /// That something moved.
    Moved,
}

/// How it is shown.
#[derive(Clone, Copy)]
pub struct Look<'l> {
    /// Columns; lines are broken before.
    pub width: usize,
    /// What is shown.
    pub only: Only,
    /// Columns that the look of what went or came takes besides its words: those of the marks of [`plain`], none
    /// of colours.
    pub marks: usize,
    /// Gives a piece of a line its look. [`plain`] does it without colours.
    pub paint: &'l dyn Fn(Label, &str) -> String,
}

/// What stands between two cells.
const CELL_EDGE: &str = " | ";

/// How many columns the marks of [`plain`] take.
pub const MARKS: usize = 4;

/// The look without colours: `[-went-]`, `{+came+}`.
pub fn plain(label: Label, text: &str) -> String {
    match label {
        Label::Removed => format!("[-{text}-]"),
        Label::Added => format!("{{+{text}+}}"),
        _ => text.to_owned(),
    }
}

/// The comparison as lines. Sides that are the same give the counts alone.
pub fn write(diff: &Diff, look: Look) -> String {
    let mut page = Page { look, diff, out: String::new() };
    page.summary();
    match look.only {
        Only::Choices => {}
        _ => say::changed(diff).for_each(|unit| page.unit(unit)),
    }
    page.out
}

struct Page<'d> {
    look: Look<'d>,
    diff: &'d Diff,
    out: String,
}

impl Page<'_> {
    fn line(&mut self, label: Label, text: &str) {
        self.flow(0, "", &[(label, text.to_owned())]);
    }

    fn summary(&mut self) {
        let (old, new) = (&self.diff.old, &self.diff.new);
        self.line(Label::Heading, &format!("{} → {}", old.name, new.name));
        for (what, text) in say::summary(self.diff, self.look.only) {
            self.flow(12, &format!("{what:<12}"), &[(Label::Same, text)]);
        }
    }

    fn unit(&mut self, unit: &Unit) {
        let Some(head) = say::unit_head(self.diff, unit) else { return };
        let (relation, choice) = (say::relation(self.diff, unit), say::choice(unit));
        let texts = self.look.only != Only::Questions && (unit.changes.iter().any(|change| !change.is_same()) || self.left(unit));
        let asked = self.look.only != Only::Words && (relation.is_some() || choice.is_some() || unit.is_reworded());
        if !texts && !asked {
            return;
        }
        self.out.push('\n');
        let mut title = vec![(Label::Heading, say::unit_name(self.diff, unit))];
        title.extend(relation.map(|relation| (Label::Note, format!(" · {relation}"))));
        self.flow(0, "", &title);
        if head.kind == crate::diff::HeadKind::Question || unit.is_reworded() {
            self.flow(4, "    ", &pieces(&unit.title));
        }
        if let Some(choice) = choice.filter(|_| self.look.only != Only::Words) {
            self.flow(4, "    ", &[(Label::Note, "choice: ".to_owned()), (Label::Same, choice)]);
        }
        if texts {
            self.changes(unit);
        }
    }

    fn left(&self, unit: &Unit) -> bool {
        !say::moved_away(self.diff, unit).is_empty()
    }

    fn changes(&mut self, unit: &Unit) {
        for group in unit.changes.chunk_by(|a, b| a.is_same() && b.is_same()) {
            match group {
                [change] if !change.is_same() => self.change(unit, change),
                same => {
                    let n = same.len();
                    self.line(Label::Note, &format!("    … {n} paragraph{} the same", if n == 1 { "" } else { "s" }));
                }
            }
        }
        for away in say::moved_away(self.diff, unit) {
            self.flow(4, "  → ", &[(Label::Moved, away)]);
        }
    }

    fn change(&mut self, unit: &Unit, change: &Change) {
        let mark = match change.kind {
            ChangeKind::Added => "  + ",
            ChangeKind::Removed => "  - ",
            _ if change.moved => "  → ",
            _ => "  ~ ",
        };
        let kind = change.new.first().or(change.old.first()).and_then(say::kind);
        let said = [kind.map(str::to_owned), say::happened(self.diff, unit, change)];
        let said: Vec<String> = said.into_iter().flatten().collect();
        let mut text = Vec::new();
        if !said.is_empty() {
            text.push((if change.moved { Label::Moved } else { Label::Note }, format!("({}) ", said.join(", "))));
        }
        let label = say::label(change);
        if !label.is_empty() {
            text.push((Label::Note, format!("{label} ")));
        }
        text.extend(pieces(&say::shown(change)));
        self.flow(4, mark, &text);
        for note in say::notes(change) {
            self.flow(4, "    ", &[(Label::Note, note)]);
        }
    }

    /// Writes labelled text behind `first`, broken into lines of the width, further ones indented.
    fn flow(&mut self, indent: usize, first: &str, pieces: &[(Label, String)]) {
        let (mut lines, mut line, mut column) = (Vec::new(), Vec::new(), first.chars().count());
        for word in words(pieces) {
            let end = word.last().map_or("", |(_, text)| *text);
            let space = end.chars().rev().take_while(|c| c.is_whitespace()).count();
            if !line.is_empty() && column + self.columns(&line, &word) - space > self.look.width {
                lines.push(std::mem::take(&mut line));
                column = indent;
            }
            column += self.columns(&line, &word);
            let ends = end.ends_with(PARAGRAPH_END);
            word.iter().for_each(|piece| push(&mut line, *piece));
            if ends {
                lines.push(std::mem::take(&mut line));
                column = indent;
            }
        }
        lines.push(line);
        for (at, line) in lines.iter().enumerate() {
            let painted = self.painted(line);
            let before = if at == 0 { first.to_owned() } else { " ".repeat(indent) };
            self.out.push_str(format!("{before}{painted}").trim_end());
            self.out.push('\n');
        }
    }

    /// How many columns a word takes at the end of a line, with the marks of what goes and comes.
    fn columns(&self, line: &[(Label, String)], word: &[(Label, &str)]) -> usize {
        let mut last = line.last().map(|piece| piece.0);
        let mut columns = 0;
        for (label, text) in word {
            let marked = last.replace(*label) != Some(*label) && matches!(label, Label::Removed | Label::Added);
            columns += text.chars().map(columns_of).sum::<usize>() + if marked { self.look.marks } else { 0 };
        }
        columns
    }

    /// The spaces at the end of a line, and those round a change, have no look.
    fn painted(&self, line: &[(Label, String)]) -> String {
        let paint = |(at, (label, text)): (usize, &(Label, String))| {
            let text = if at + 1 == line.len() { text.trim_end() } else { text };
            if text.is_empty() { String::new() } else { (self.look.paint)(*label, &shown(text)) }
        };
        line.iter().enumerate().map(paint).collect()
    }
}

fn pieces(runs: &[Run]) -> Vec<(Label, String)> {
    let label = |run: &Run| match run.kind {
        RunKind::Same => Label::Same,
        RunKind::Removed => Label::Removed,
        RunKind::Added => Label::Added,
    };
    runs.iter().map(|run| (label(run), run.text.clone())).collect()
}

/// Text cut where a line may end: behind a space, at the end of a paragraph, between what goes and what comes. A
/// change within a word, or beside a mark, stays on its line.
fn words(pieces: &[(Label, String)]) -> Vec<Vec<(Label, &str)>> {
    let mut out: Vec<Vec<(Label, &str)>> = Vec::new();
    let may_end = |c: char| c.is_whitespace() || c == PARAGRAPH_END;
    for (label, text) in pieces {
        for part in text.split_inclusive(may_end) {
            let piece = (*label, part);
            let open = out.last_mut().filter(|word| {
                word.last()
                    .is_some_and(|(last, text)| !text.ends_with(may_end) && (*last == *label || [*last, *label].contains(&Label::Same)))
            });
            match open {
                Some(word) => word.push(piece),
                None => out.push(vec![piece]),
            }
        }
    }
    out
}

fn push(line: &mut Vec<(Label, String)>, (label, text): (Label, &str)) {
    match line.last_mut().filter(|last| last.0 == label) {
        Some((_, before)) => before.push_str(text),
        None => line.push((label, text.to_owned())),
    }
}

/// Text as a terminal shows it.
fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            CELL_END => out.push_str(CELL_EDGE),
            PARAGRAPH_END => out.push('¶'),
            c if c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// How many columns a character takes there.
fn columns_of(c: char) -> usize {
    if c == CELL_END { CELL_EDGE.len() } else { 1 }
}
