//! Running text as it is read, run by run, and what it becomes: words with their emphasis, tick boxes,
//! and whether all of it is bold.

use super::{clean::clean, glyph};
use crate::{
    document::{Inline, Note, Reference},
    import::{Bold, Tick, TickMade},
};

/// How words look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) code: bool,
    /// The place of its address among the line's links.
    pub(super) link: Option<usize>,
}

/// What stands in running text.
#[derive(Debug, Default)]
pub(super) enum Atom {
    Words(String),
    #[default]
    Break,
    Note(Note),
    Reference(Reference),
    Tick(Option<bool>, TickMade),
}

/// Running text as it is read.
#[derive(Debug, Default)]
pub(super) struct Line {
    atoms: Vec<(Atom, Look)>,
    links: Vec<String>,
}

/// Running text that was read.
#[derive(Debug)]
pub(super) struct Finished {
    pub(super) content: Vec<Inline>,
    pub(super) ticks: Vec<Tick>,
    pub(super) bold: Bold,
}

impl Line {
    /// Words; tick boxes among them become ticks.
    pub(super) fn words(&mut self, text: &str, look: Look) {
        let mut rest = text;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| !c.is_ascii() && glyph::tick(*c).is_some()) {
            self.push_words(&rest[..at], look);
            self.push(Atom::Tick(glyph::tick(c).flatten(), TickMade::Glyph), look);
            rest = rest[at + c.len_utf8()..].trim_start_matches('\u{fe0f}');
        }
        self.push_words(rest, look);
    }

    fn push_words(&mut self, text: &str, look: Look) {
        if !text.is_empty() {
            self.push(Atom::Words(text.to_owned()), look);
        }
    }

    /// Anything.
    pub(super) fn push(&mut self, atom: Atom, look: Look) {
        self.atoms.push((atom, look));
    }

    /// Remembers an address.
    pub(super) fn link(&mut self, to: &str) -> usize {
        self.links.push(to.to_owned());
        self.links.len() - 1
    }

    /// How many things stand in it.
    pub(super) fn len(&self) -> usize {
        self.atoms.len()
    }

    /// Drops everything from a place on.
    pub(super) fn truncate(&mut self, at: usize) {
        self.atoms.truncate(at);
    }

    /// Makes everything from a place on a link.
    pub(super) fn make_link(&mut self, at: usize, to: &str) {
        let link = self.link(to);
        self.atoms.iter_mut().skip(at).for_each(|(_, look)| look.link = Some(link));
    }

    /// Makes everything from a place on a reference with those words, where it is words only.
    pub(super) fn make_reference(&mut self, at: usize, mut reference: Reference) {
        let only_words = self.atoms.iter().skip(at).all(|(atom, _)| matches!(atom, Atom::Words(_)));
        let words = clean(&self.words_from(at));
        let trimmed = words.trim();
        let Some(look) = self.atoms.get(at).map(|(_, look)| *look).filter(|_| only_words && !trimmed.is_empty()) else { return };
        reference.number = trimmed.to_owned();
        let (before, after) = (words.starts_with(' '), words.ends_with(' '));
        self.truncate(at);
        self.push_words(if before { " " } else { "" }, look);
        self.push(Atom::Reference(reference), look);
        self.push_words(if after { " " } else { "" }, look);
    }

    /// The words from a place on.
    pub(super) fn words_from(&self, at: usize) -> String {
        let words = |(atom, _): &(Atom, Look)| if let Atom::Words(text) = atom { Some(text.clone()) } else { None };
        self.atoms.iter().skip(at).filter_map(words).collect()
    }

    /// Whether anything that can be seen stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.atoms.iter().all(|(atom, _)| match atom {
            Atom::Words(text) => clean(text).trim().is_empty(),
            Atom::Break => true,
            _ => false,
        })
    }

    /// What it is. `base` is the look of the paragraph's style, which is no emphasis.
    pub(super) fn finish(mut self, base: Look) -> Finished {
        let bold = self.weight();
        for (_, look) in &mut self.atoms {
            look.bold &= !base.bold && bold != Bold::All;
            look.italic &= !base.italic;
            look.code &= !base.code;
        }
        let (mut atoms, ticks) = trimmed(joined(self.atoms));
        calm(&mut atoms);
        Finished { content: tree(&mut atoms, &self.links), ticks, bold }
    }

    fn weight(&self) -> Bold {
        let mut weights = self.atoms.iter().filter_map(|(atom, look)| match atom {
            Atom::Words(text) => text.contains(char::is_alphanumeric).then_some(look.bold),
            Atom::Reference(_) => Some(look.bold),
            _ => None,
        });
        match weights.next() {
            Some(true) if weights.all(|bold| bold) => Bold::All,
            Some(true) => Bold::Start,
            _ => Bold::None,
        }
    }
}

/// Cleans words, makes words of one look one, and sets white space at their ends apart, so that
/// emphasis begins and ends with letters.
fn joined(atoms: Vec<(Atom, Look)>) -> Vec<(Atom, Look)> {
    let mut out: Vec<(Atom, Look)> = Vec::with_capacity(atoms.len());
    for (atom, look) in atoms {
        match (atom, out.last_mut()) {
            (Atom::Words(more), Some((Atom::Words(text), last))) if *last == look => text.push_str(&more),
            (atom, _) => out.push((atom, look)),
        }
    }
    let mut apart = Vec::with_capacity(out.len());
    for (atom, look) in out {
        let Atom::Words(text) = atom else {
            apart.push((atom, look));
            continue;
        };
        let text: String = clean(&text).chars().map(glyph::of_private_use).collect();
        if look.code || look == Look::default() {
            apart.push((Atom::Words(text), look));
            continue;
        }
        let core = text.trim();
        let start = text.len() - text.trim_start().len();
        for part in [&text[..start], core, &text[start + core.len()..]] {
            if !part.is_empty() {
                apart.push((Atom::Words(part.to_owned()), look));
            }
        }
    }
    apart
}

/// Without white space at the ends, and with the tick boxes taken out, each with its place.
fn trimmed(atoms: Vec<(Atom, Look)>) -> (Vec<(Atom, Look)>, Vec<Tick>) {
    let mut out: Vec<(Atom, Look)> = Vec::with_capacity(atoms.len());
    let mut ticks: Vec<Tick> = Vec::new();
    // Whether white space here would stand at the beginning or double that before a tick box.
    let (mut chars, mut swallow, mut after_space) = (0, true, true);
    for (mut atom, look) in atoms {
        match &mut atom {
            Atom::Tick(on, made) => {
                ticks.push(Tick { on: *on, made: *made, at: chars });
                swallow = after_space;
                continue;
            }
            Atom::Words(text) if swallow => *text = text.trim_start().to_owned(),
            Atom::Break if out.is_empty() => continue,
            _ => {}
        }
        match &atom {
            Atom::Words(text) if text.is_empty() => continue,
            Atom::Words(text) => {
                chars += text.chars().count();
                after_space = text.ends_with(' ');
            }
            Atom::Reference(reference) => {
                chars += reference.printed().chars().count();
                after_space = false;
            }
            Atom::Break => {
                chars += 1;
                after_space = true;
            }
            Atom::Note(_) | Atom::Tick(..) => after_space = false,
        }
        swallow = matches!(atom, Atom::Break) && swallow;
        out.push((atom, look));
    }
    while let Some((last, _)) = out.last_mut() {
        match last {
            Atom::Break => chars -= 1,
            Atom::Words(text) => {
                let kept = text.trim_end().to_owned();
                chars -= text.chars().count() - kept.chars().count();
                *text = kept;
                if !text.is_empty() {
                    break;
                }
            }
            _ => break,
        }
        out.pop();
    }
    ticks.iter_mut().for_each(|tick| tick.at = tick.at.min(chars));
    (out, ticks)
}

/// Gives white space, line ends and notes the look that both their neighbours have.
fn calm(atoms: &mut [(Atom, Look)]) {
    let quiet = |(atom, look): &(Atom, Look)| match atom {
        Atom::Words(text) => !look.code && text.trim().is_empty(),
        Atom::Break | Atom::Note(_) => true,
        _ => false,
    };
    let mut after = Look::default();
    let mut nexts = vec![after; atoms.len()];
    for (next, atom) in nexts.iter_mut().zip(atoms.iter()).rev() {
        *next = after;
        if !quiet(atom) {
            after = atom.1;
        }
    }
    let mut before = Look::default();
    for (atom, next) in atoms.iter_mut().zip(nexts) {
        if quiet(atom) {
            let link = before.link.filter(|_| before.link == next.link);
            atom.1 = Look { bold: before.bold && next.bold, italic: before.italic && next.italic, code: false, link };
        } else {
            before = atom.1;
        }
    }
}

/// Emphasis around words: what reaches farthest stands outside.
fn tree(atoms: &mut [(Atom, Look)], links: &[String]) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut rest = atoms;
    while let Some((_, first)) = rest.first() {
        let first = *first;
        let reach = |same: &dyn Fn(&Look) -> bool| rest.iter().take_while(|(_, look)| same(look)).count();
        let link = if first.link.is_some() { reach(&|look| look.link == first.link) } else { 0 };
        let italic = if first.italic { reach(&|look| look.italic) } else { 0 };
        let bold = if first.bold { reach(&|look| look.bold) } else { 0 };
        let most = link.max(italic).max(bold);
        let (group, others) = std::mem::take(&mut rest).split_at_mut(most.max(1));
        rest = others;
        if most == 0 {
            group.iter_mut().for_each(|(atom, look)| leaf(&mut out, std::mem::take(atom), *look));
        } else if link == most {
            group.iter_mut().for_each(|(_, look)| look.link = None);
            let to = first.link.and_then(|at| links.get(at)).cloned().unwrap_or_default();
            out.push(Inline::Link { to, content: tree(group, links) });
        } else if italic == most {
            group.iter_mut().for_each(|(_, look)| look.italic = false);
            out.push(Inline::Emphasis { content: tree(group, links) });
        } else {
            group.iter_mut().for_each(|(_, look)| look.bold = false);
            out.push(Inline::Strong { content: tree(group, links) });
        }
    }
    out
}

fn leaf(out: &mut Vec<Inline>, atom: Atom, look: Look) {
    match atom {
        Atom::Words(text) if look.code => out.push(Inline::Code { text }),
        Atom::Words(more) => match out.last_mut() {
            Some(Inline::Text { text }) => text.push_str(&more),
            _ => out.push(Inline::text(more)),
        },
        Atom::Break => out.push(Inline::Break),
        Atom::Note(note) => out.push(Inline::Note(note)),
        Atom::Reference(reference) => out.push(Inline::Reference(reference)),
        Atom::Tick(..) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Look = Look { bold: false, italic: false, code: false, link: None };
    const BOLD: Look = Look { bold: true, ..PLAIN };
    const BOTH: Look = Look { italic: true, ..BOLD };

    fn text(words: &str) -> Inline {
        Inline::text(words)
    }

    #[test]
    fn emphasis_nests_and_begins_with_letters() {
        let mut line = Line::default();
        for (words, look) in [(" a ", PLAIN), ("b ", BOLD), ("c", BOTH), (" d ", BOLD), ("e ", PLAIN)] {
            line.words(words, look);
        }
        let finished = line.finish(PLAIN);
        let inner = Inline::Emphasis { content: vec![text("c")] };
        let strong = Inline::Strong { content: vec![text("b "), inner, text(" d")] };
        assert_eq!(finished.content, [text("a "), strong, text(" e")]);
        assert_eq!(finished.bold, Bold::None);
    }

    #[test]
    fn all_bold_is_said_once() {
        let mut line = Line::default();
        line.words("Question 1", BOLD);
        line.words(": ", PLAIN);
        line.words("Do you agree?", BOLD);
        let finished = line.finish(PLAIN);
        assert_eq!((finished.content, finished.bold), (vec![text("Question 1: Do you agree?")], Bold::All));
    }

    #[test]
    fn ticks_have_their_places() {
        let mut line = Line::default();
        line.words(" ☐ Yes  ☒ No ", PLAIN);
        let finished = line.finish(PLAIN);
        assert_eq!(finished.content, [text("Yes  No")]);
        assert_eq!(finished.ticks.iter().map(|tick| (tick.at, tick.on)).collect::<Vec<_>>(), [(0, Some(false)), (5, Some(true))]);
    }
}
