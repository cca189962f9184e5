//! Cross-references made live (R11): "see paragraph 12 below", "See answer to Question 23".

use super::{Doubt, pattern::pattern};
use crate::{
    document::{Block, Inline, Kind, Reference, Target, walk},
    import::{Place, built::whole_references},
    text::{nearest, slug},
};
use std::collections::{BTreeMap, BTreeSet};

pattern!(
    SPOKEN,
    r"\b(question|q|paragraph|para)s?(?:\s+(?:no\.?\s*)?|\.\s?)?(\d{1,3}(?:\.\d{1,2})*[a-h]?)\b((?:\s*,?\s+(?:and|or|&)\s+|\s*(?:-|–)\s*|\s+to\s+)\d{1,3}\b)?(\s+(?:of|in)\s+(?:the|this|your|that|its|their|section|chapter|annex|part)\b)?"
);

/// A paragraph as references see it.
pub(super) struct Numbered {
    /// The number as printed.
    pub(super) printed: u32,
    /// Its place among all numbered paragraphs.
    pub(super) place: usize,
    /// Its first words, of which a name is made.
    pub(super) words: String,
}

/// What references may point to.
#[derive(Default)]
pub(super) struct Targets {
    pub(super) questions: BTreeSet<String>,
    pub(super) paragraphs: Vec<Numbered>,
    /// Names that the file gives: `#x` leads to the paragraph at this place.
    pub(super) names: BTreeMap<String, usize>,
    /// Names made for paragraphs that are referred to, by their place.
    pub(super) given: BTreeMap<usize, String>,
    pub(super) live: usize,
}

impl Targets {
    /// Makes the references in blocks live. `here` is the question whose answer they are.
    pub(super) fn link(&mut self, blocks: &mut [Block], here: Option<&str>, at: Place, doubts: &mut Vec<Doubt>) {
        for block in blocks {
            for text in block.texts_mut() {
                self.link_text(text, here, at, doubts);
            }
            let quoted = matches!(block.kind, Kind::Quote(_));
            // Words that are quoted refer to what they were taken from.
            for inner in block.blocks_mut().into_iter().filter(|_| !quoted) {
                self.link(inner, here, at, doubts);
            }
        }
    }

    fn link_text(&mut self, text: &mut Vec<Inline>, here: Option<&str>, at: Place, doubts: &mut Vec<Doubt>) {
        let mut out: Vec<Inline> = Vec::new();
        for inline in whole_references(std::mem::take(text), &[]) {
            match inline {
                Inline::Reference(reference) => match self.named_target(&reference.to, &[Inline::text(reference.printed())]) {
                    Some(reference) => out.push(reference),
                    None => self.link_words(&reference.printed(), here, at, &mut out, doubts),
                },
                Inline::Text { text } => self.link_words(&text, here, at, &mut out, doubts),
                Inline::Link { to, content } if to.starts_with('#') => match self.named_target(&to[1..], &content) {
                    Some(reference) => out.push(reference),
                    None => out.extend(content),
                },
                Inline::Emphasis { mut content } => {
                    self.link_text(&mut content, here, at, doubts);
                    out.push(Inline::Emphasis { content });
                }
                Inline::Strong { mut content } => {
                    self.link_text(&mut content, here, at, doubts);
                    out.push(Inline::Strong { content });
                }
                other => out.push(other),
            }
        }
        *text = out;
    }

    fn link_words(&mut self, text: &str, here: Option<&str>, at: Place, out: &mut Vec<Inline>, doubts: &mut Vec<Doubt>) {
        let mut done = 0;
        for found in SPOKEN.all(text) {
            let (Some(whole), Some(word), Some(number)) = (found.get(0), found.get(1), found.get(2)) else { continue };
            // "paragraphs 3 to 5", "paragraph 4 of the guidance": several, or somebody else's.
            if found.get(4).is_some() || text[word.end()..].starts_with(['s', 'S']) && found.get(3).is_some() {
                continue;
            }
            let Some(to) = self.target(&word.as_str().to_lowercase(), number.as_str(), here, at, doubts) else { continue };
            out.push(Inline::text(&text[done..whole.start()]));
            let word = text[whole.start()..number.start()].trim_end().to_owned();
            out.push(live(to, &word, number.as_str()));
            done = number.end();
            self.live += 1;
        }
        out.push(Inline::text(&text[done..]));
        out.retain(|inline| !matches!(inline, Inline::Text { text } if text.is_empty()));
    }

    fn target(&mut self, word: &str, number: &str, here: Option<&str>, at: Place, doubts: &mut Vec<Doubt>) -> Option<String> {
        if word.starts_with('q') {
            if Some(number) == here {
                return None;
            }
            if !self.questions.contains(number) {
                let near = nearest(number, self.questions.iter().map(String::as_str)).map(|near| format!("; the nearest is `{near}`"));
                let message = format!("`question {number}` points to no question of this file{}", near.unwrap_or_default());
                doubts.push(Doubt::new(message, at, "it stays as words; make it a link if it has a target"));
                return None;
            }
            return Some(format!("q{number}"));
        }
        let number: u32 = number.parse().ok()?;
        let places: Vec<usize> =
            self.paragraphs.iter().filter(|paragraph| paragraph.printed == number).map(|paragraph| paragraph.place).collect();
        match places.as_slice() {
            [one] => Some(self.name_of(*one)),
            [] if self.paragraphs.is_empty() => None,
            [] => {
                doubts.push(Doubt::new(
                    format!("`paragraph {number}` points to no paragraph of this file"),
                    at,
                    "it stays as words; make it a link if it has a target",
                ));
                None
            }
            _ => {
                doubts.push(Doubt::new(
                    format!("`paragraph {number}` is printed {} times", places.len()),
                    at,
                    "it stays as words: make it a link to the one that is meant",
                ));
                None
            }
        }
    }

    fn named_target(&mut self, name: &str, content: &[Inline]) -> Option<Inline> {
        let words = walk::plain(content);
        let (word, number) = words.rsplit_once(' ').unwrap_or(("", &words));
        let numbered = number.contains(|c: char| c.is_ascii_digit());
        let (word, number) = if numbered { (word, number) } else { (words.as_str(), "") };
        self.named(name, word, number)
    }

    /// A live reference to what has a name in the file.
    fn named(&mut self, name: &str, word: &str, number: &str) -> Option<Inline> {
        let to = match name.strip_prefix('q').filter(|id| self.questions.contains(*id)) {
            Some(_) => name.to_owned(),
            None => {
                let place = *self.names.get(name)?;
                self.given.entry(place).or_insert_with(|| name.to_owned()).clone()
            }
        };
        self.live += 1;
        Some(live(to, word, number))
    }

    /// The name of a paragraph: made of its first words when it is first referred to.
    fn name_of(&mut self, place: usize) -> String {
        if let Some(name) = self.given.get(&place) {
            return name.clone();
        }
        let words = self.paragraphs.get(place).map(|paragraph| paragraph.words.as_str()).unwrap_or_default();
        let start = words.split_whitespace().take(5).collect::<Vec<_>>().join(" ");
        let base = slug(&start).chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
        let base = if base.is_empty() || base.starts_with('q') && base[1..].starts_with(|c: char| c.is_ascii_digit()) {
            format!("p-{base}")
        } else {
            base
        };
        let taken = |name: &String| self.given.values().any(|other| other == name);
        let name = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}-{n}"))).find(|name| !taken(name)).unwrap_or(base);
        self.given.insert(place, name.clone());
        name
    }
}

/// A reference with its number as printed; writing a record leaves the number out, because it is given anew.
fn live(to: String, word: &str, number: &str) -> Inline {
    let (word, number) = (word.to_owned(), number.to_owned());
    Inline::Reference(Reference { to, word, number, target: Some(Target::Paragraph), ..Reference::default() })
}
