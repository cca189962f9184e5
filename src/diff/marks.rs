//! What is printed otherwise where the words are the same: emphasis, links, footnotes, lists and quotations round
//! a text, the level of a heading.

use super::{
    About, CELL_END,
    flat::{Look, Printed},
};
use std::ops::Range;

/// Where letters of a look lead, where they have a mark; nothing where they have not.
type Of = fn(&Look) -> Option<&str>;

/// The kinds of marks that letters have.
const OF_LETTERS: [(&str, Of); 4] = [
    ("bold", |look| look.bold.then_some("")),
    ("italic", |look| look.italic.then_some("")),
    ("code", |look| look.code.then_some("")),
    ("link", |look| look.link.as_deref()),
];

/// What of the marks of a text changed.
pub(super) fn changed(old: &Printed, new: &Printed) -> Vec<About> {
    let mut out = place(&old.around, &new.around);
    if old.looks == new.looks && old.notes == new.notes {
        return out;
    }
    let sides = [Side::of(old), Side::of(new)];
    // Places can be compared where there are as many letters: a shape of a mark may be written with more.
    if sides[0].letters.len() != sides[1].letters.len() {
        return out;
    }
    out.extend(OF_LETTERS.into_iter().filter_map(|(what, of)| {
        let [was, is] = [&sides[0], &sides[1]].map(|side| spans(&side.text.looks, of));
        let only = |these: &[Span], others: &[Span]| without(these, others);
        about(what, sides[0].words(&only(&was, &is)), sides[1].words(&only(&is, &was)))
    }));
    let [was, is] = [old, new].map(|text| &text.notes);
    let only = |these: &[usize], others: &[usize]| these.iter().copied().filter(|at| others.binary_search(at).is_err()).collect::<Vec<_>>();
    out.extend(about("footnote", sides[0].before(&only(was, is)), sides[1].before(&only(is, was))));
    out
}

fn about(what: &str, old: String, new: String) -> Option<About> {
    (!old.is_empty() || !new.is_empty()).then(|| About { what: what.to_owned(), old, new })
}

/// What a text stands in.
fn place(old: &str, new: &str) -> Vec<About> {
    let kind = |around: &str| match around.chars().next_back() {
        Some('-') => "bulleted list",
        Some('1') => "numbered list",
        Some('>') => "quotation",
        Some('#') => "heading",
        _ => "paragraph",
    };
    let outer = |around: &str| {
        let mut outer = around.chars();
        outer.next_back();
        kind(outer.as_str()).to_owned()
    };
    let levels = [old, new].map(|around| around.chars().count());
    let [was, is] = [old, new].map(kind);
    if was != is {
        return vec![About { what: "kind".to_owned(), old: was.to_owned(), new: is.to_owned() }];
    }
    if levels[0] != levels[1] {
        return vec![About { what: "level".to_owned(), old: levels[0].to_string(), new: levels[1].to_string() }];
    }
    if old == new {
        return Vec::new();
    }
    vec![About { what: "around".to_owned(), old: outer(old), new: outer(new) }]
}

/// Letters of one mark, with where they lead.
type Span<'t> = (Range<usize>, &'t str);

/// The letters that have a mark.
fn spans<'t>(looks: &'t [(Look, Range<usize>)], of: Of) -> Vec<Span<'t>> {
    let mut out: Vec<Span> = Vec::new();
    for (look, at) in looks {
        let Some(to) = of(look) else { continue };
        match out.last_mut().filter(|(before, lead)| before.end == at.start && *lead == to) {
            Some((before, _)) => before.end = at.end,
            None => out.push((at.clone(), to)),
        }
    }
    out
}

/// The letters of spans that no other has with the same mark.
fn without(these: &[Span], others: &[Span]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (at, to) in these {
        let mut from = at.start;
        let first = others.partition_point(|(other, _)| other.end <= at.start);
        let here = others[first..].iter().take_while(|(other, _)| other.start < at.end);
        for (other, _) in here.filter(|(_, lead)| lead == to) {
            if from < other.start {
                out.push(from..other.start);
            }
            from = from.max(other.end);
        }
        if from < at.end {
            out.push(from..at.end);
        }
    }
    out
}

/// A text and where its letters are.
struct Side<'t> {
    text: &'t Printed,
    letters: Vec<usize>,
}

impl<'t> Side<'t> {
    fn of(text: &'t Printed) -> Self {
        Self { text, letters: text.letters() }
    }

    /// The words that letters belong to.
    fn words(&self, letters: &[Range<usize>]) -> String {
        let begin = |at: usize| self.letters.get(at).copied().unwrap_or(self.text.text.len());
        let words = letters.iter().map(|at| trimmed(&self.text.text[begin(at.start)..begin(at.end)]));
        words.collect::<Vec<_>>().join(" … ")
    }

    /// The words before places among the letters.
    fn before(&self, places: &[usize]) -> String {
        let begin = |at: usize| self.letters.get(at).copied().unwrap_or(self.text.text.len());
        let word = |at: &usize| trimmed(&self.text.text[..begin(*at)]).rsplit([' ', CELL_END]).next().filter(|word| !word.is_empty());
        places.iter().map(|at| word(at).unwrap_or("its beginning")).collect::<Vec<_>>().join(" … ")
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == CELL_END)
}
