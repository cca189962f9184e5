//! Words to running text: spaces, hyphens, looks, ticks.

use super::body::Body;
use super::lines::Line;
use super::words::{Word, WordKind};
use crate::document::{Inline, Note};
use crate::import::{Tick, TickMade};

/// Running text as it grows.
pub(super) struct Run<'a> {
    body: &'a Body,
    addresses: &'a [String],
    parts: Vec<(Look, String)>,
    /// Its words alone.
    pub text: String,
    ticks: Vec<Tick>,
    glue: bool,
    notes: Vec<Note>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Look {
    Words { bold: bool, italic: bool, link: Option<usize> },
    Note(usize),
}

impl<'a> Run<'a> {
    pub(super) fn new(body: &'a Body, addresses: &'a [String]) -> Self {
        Self { body, addresses, parts: Vec::new(), text: String::new(), ticks: Vec::new(), glue: true, notes: Vec::new() }
    }

    pub(super) fn next_line(&mut self, line: &Line) {
        self.glue = false;
        let hyphen = self.text.ends_with('-') && self.text.chars().rev().nth(1).is_some_and(char::is_alphanumeric);
        let soft = self.text.ends_with('\u{ad}');
        if self.cuts_address(line) {
            self.glue = true;
            return;
        }
        if !hyphen && !soft {
            return;
        }
        self.glue = true;
        if soft || self.body.drops_hyphen(&self.text, &line.text) {
            self.text.pop();
            if let Some((Look::Words { .. }, last)) = self.parts.last_mut() {
                last.pop();
            }
        }
    }

    /// Whether the end of the line cuts an address that is printed and is that of its link.
    fn cuts_address(&self, next: &Line) -> bool {
        let Some((Look::Words { link: Some(link), .. }, _)) = self.parts.last() else { return false };
        let (Some(last), Some(first)) = (self.text.rsplit(' ').next(), next.words.first()) else { return false };
        let whole = format!("{last}{}", first.text);
        let printed = whole.trim_end_matches(|c: char| !c.is_alphanumeric());
        first.link == Some(*link) && last.contains(['/', '.']) && self.addresses.get(*link).is_some_and(|to| to.contains(printed))
    }

    pub(super) fn note(&mut self, note: Note) {
        self.parts.push((Look::Note(self.notes.len()), String::new()));
        self.notes.push(note);
    }

    pub(super) fn word(&mut self, word: &Word) {
        if let WordKind::Tick { on, field, picture } = word.kind {
            let made = if field {
                TickMade::Field
            } else if picture {
                TickMade::Picture
            } else {
                TickMade::Glyph
            };
            let space = usize::from(!self.text.is_empty());
            self.ticks.push(Tick { on, made, at: self.text.chars().count() + space });
            return;
        }
        let look = Look::Words { bold: word.bold, italic: word.italic, link: word.link };
        let space = !self.text.is_empty() && !self.glue && !word.glued;
        self.glue = false;
        // A space between two looks belongs to the plainer.
        if space {
            self.text.push(' ');
            match self.parts.last_mut() {
                Some((last, text)) if *last == look || !matches!(last, Look::Note(_)) && plainer(*last, look) => text.push(' '),
                _ => self.add(if plainer(look, look) { look } else { PLAIN }, " "),
            }
        }
        self.text.push_str(&word.text);
        self.add(look, &word.text);
    }

    fn add(&mut self, look: Look, text: &str) {
        match self.parts.last_mut() {
            Some((last, words)) if *last == look => words.push_str(text),
            _ => self.parts.push((look, text.to_owned())),
        }
    }

    pub(super) fn finish(self, all_bold: bool) -> (Vec<Inline>, Vec<Tick>) {
        let mut notes: Vec<Option<Note>> = self.notes.into_iter().map(Some).collect();
        let mut content: Vec<Inline> = Vec::new();
        for (look, text) in self.parts {
            let text = text.replace('\u{ad}', "");
            match look {
                Look::Note(at) => content.extend(notes.get_mut(at).and_then(Option::take).map(Inline::Note)),
                Look::Words { .. } if text.is_empty() => {}
                Look::Words { bold, italic, link } => {
                    // A slanted mark alone is how a print was set, nothing that somebody meant.
                    let says = text.contains(char::is_alphanumeric);
                    let mut inline = Inline::text(text);
                    if italic && says {
                        inline = Inline::Emphasis { content: vec![inline] };
                    }
                    if bold && !all_bold {
                        inline = Inline::Strong { content: vec![inline] };
                    }
                    if let Some(to) = link.and_then(|at| self.addresses.get(at)) {
                        inline = Inline::Link { to: to.clone(), content: vec![inline] };
                    }
                    content.push(inline);
                }
            }
        }
        let most = self.text.chars().count();
        let ticks = self.ticks.into_iter().map(|tick| Tick { at: tick.at.min(most), ..tick }).collect();
        (join(content), ticks)
    }
}

const PLAIN: Look = Look::Words { bold: false, italic: false, link: None };

fn plainer(one: Look, other: Look) -> bool {
    one == PLAIN || one == other && other == PLAIN
}

/// Texts and links side by side that are the same, as one.
fn join(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in inlines {
        match (out.last_mut(), inline) {
            (Some(Inline::Text { text }), Inline::Text { text: more }) => text.push_str(&more),
            (Some(Inline::Link { to, content }), Inline::Link { to: same, content: more }) if *to == same => {
                content.extend(more);
                *content = join(std::mem::take(content));
            }
            (_, inline) => out.push(inline),
        }
    }
    out
}
