//! Running text as it is read, run by run, and what it becomes: words with their emphasis, tick boxes,
//! and whether all of it is bold.

use super::{clean::clean, glyph, settle::settled};
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
    /// Whether nothing was read.
    pub(super) fn is_empty(&self) -> bool {
        self.atoms.is_empty()
    }

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
        let (content, ticks) = settled(self.atoms, &self.links, base.code);
        Finished { content, ticks, bold }
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
        assert_eq!(finished.content, [text("Yes No")]);
        assert_eq!(finished.ticks.iter().map(|tick| (tick.at, tick.on)).collect::<Vec<_>>(), [(0, Some(false)), (4, Some(true))]);
    }
}
