//! Automatic numbers of OpenDocument: list styles, and counting list by list (OpenDocument 1.3, part 3,
//! 5.3 and 19.880).

use crate::import::read::{
    count, glyph,
    tree::{Element, attribute, child, elements, name},
};
use std::collections::HashMap;

/// How many levels a list has.
pub(super) const LEVELS: usize = 10;
/// The most characters of what stands around a number.
const LONGEST: usize = 255;

/// A level of a list style.
#[derive(Debug, Clone)]
struct Level {
    format: String,
    /// Letters after `z` are `aa`, `bb`, not `aa`, `ab`.
    doubled: bool,
    prefix: String,
    suffix: String,
    /// `%1%.%2%`, where it is given.
    pattern: Option<String>,
    start: u32,
    /// How many levels are printed.
    shown: usize,
    bullet: Option<String>,
}

type Levels = [Option<Level>; LEVELS];
type Counts = [Option<u32>; LEVELS];

/// A label as printed: empty where nothing is.
#[derive(Debug)]
pub(super) struct Printed {
    pub(super) text: String,
    pub(super) bullet: bool,
}

/// The list styles of a file, and how far each list was counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    styles: HashMap<String, Levels>,
    outline: Levels,
    outline_counts: Counts,
    counts: Vec<Counts>,
    by_id: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
}

impl Lists {
    /// Reads the list styles in some groups.
    pub(super) fn read(parts: &[Element]) -> Self {
        let mut lists = Self::default();
        for style in parts.iter().flat_map(|part| elements(*part)) {
            match name(style) {
                "list-style" => {
                    lists.styles.insert(attribute(style, "name").unwrap_or_default().to_owned(), levels(style));
                }
                "outline-style" => lists.outline = levels(style),
                _ => {}
            }
        }
        lists
    }

    /// The counts that a list at the top goes on with, or new ones.
    pub(super) fn begin(&mut self, list: Element, style: &str) -> usize {
        let before = attribute(list, "continue-list").and_then(|id| self.by_id.get(id));
        let same = || self.by_style.get(style).filter(|_| attribute(list, "continue-numbering") == Some("true"));
        let at = before.or_else(same).copied().unwrap_or_else(|| {
            self.counts.push(Counts::default());
            self.counts.len() - 1
        });
        if let Some(id) = attribute(list, "id") {
            self.by_id.insert(id.to_owned(), at);
        }
        self.by_style.insert(style.to_owned(), at);
        at
    }

    /// The counts of a list that paragraphs name.
    pub(super) fn named(&mut self, id: &str) -> usize {
        let (next, counts) = (self.counts.len(), &mut self.counts);
        *self.by_id.entry(id.to_owned()).or_insert_with(|| {
            counts.push(Counts::default());
            next
        })
    }

    /// Counts an item and gives its label.
    pub(super) fn label(&mut self, at: usize, style: &str, level: usize, start: Option<u32>) -> Option<Printed> {
        let levels = self.styles.get(style)?;
        let counts = self.counts.get_mut(at)?;
        Some(counted(levels, counts, level.min(LEVELS - 1), start))
    }

    /// Counts a heading that stands in no list and gives its label.
    pub(super) fn heading(&mut self, level: u8, start: Option<u32>) -> Printed {
        let level = usize::from(level).clamp(1, LEVELS) - 1;
        counted(&self.outline, &mut self.outline_counts, level, start)
    }
}

fn counted(levels: &Levels, counts: &mut Counts, at: usize, start: Option<u32>) -> Printed {
    let Some(level) = &levels[at] else { return Printed { text: String::new(), bullet: false } };
    if let Some(bullet) = &level.bullet {
        return Printed { text: bullet.clone(), bullet: true };
    }
    counts[at] = Some(start.unwrap_or_else(|| counts[at].map_or(level.start, |count| count.saturating_add(1))));
    counts[at + 1..].fill(None);
    for above in 0..at {
        counts[above].get_or_insert_with(|| levels[above].as_ref().map_or(1, |level| level.start));
    }
    Printed { text: filled(level, levels, counts, at).trim().to_owned(), bullet: false }
}

fn filled(level: &Level, levels: &Levels, counts: &Counts, at: usize) -> String {
    let number = |of: usize| {
        let level = levels[of].as_ref()?;
        counts[of].map(|count| printed(count, level)).filter(|text| !text.is_empty())
    };
    if level.format.is_empty() {
        return String::new();
    }
    if let Some(pattern) = &level.pattern {
        // `%2%` is the number of the second level; all else is printed.
        let parts = pattern.split('%').enumerate();
        let part = |(place, part): (usize, &str)| match part.parse::<usize>() {
            Ok(of) if place % 2 == 1 => number(of.clamp(1, at + 1) - 1).unwrap_or_default(),
            _ => part.to_owned(),
        };
        return parts.map(part).collect();
    }
    let first = (at + 1).saturating_sub(level.shown.max(1));
    let numbers: Vec<String> = (first..=at).filter_map(number).collect();
    format!("{}{}{}", level.prefix, numbers.join("."), level.suffix)
}

fn printed(n: u32, level: &Level) -> String {
    let letters = |n| if level.doubled { count::letters(n) } else { count::letters_in_places(n) };
    match level.format.as_str() {
        "" => String::new(),
        "a" => letters(n),
        "A" => letters(n).to_uppercase(),
        "i" => count::roman(n),
        "I" => count::roman(n).to_uppercase(),
        "1st" => count::ordinal(n),
        "First" => count::capital(&count::ordinal_words(n)),
        "One" => count::capital(&count::cardinal_words(n)),
        "01, 02, 03, ..." => format!("{n:02}"),
        "001, 002, 003, ..." => format!("{n:03}"),
        "①, ②, ③, ..." => count::character(n, '①', 20),
        _ => n.to_string(),
    }
}

fn levels(style: Element) -> Levels {
    let mut out = Levels::default();
    for node in elements(style) {
        let at = attribute(node, "level").and_then(|level| level.parse::<usize>().ok()).unwrap_or(0);
        if let Some(place) = at.checked_sub(1).and_then(|at| out.get_mut(at)) {
            *place = Some(level(node));
        }
    }
    out
}

fn level(node: Element) -> Level {
    let get = |wanted: &str| attribute(node, wanted).unwrap_or_default();
    let short = |wanted: &str| get(wanted).chars().take(LONGEST).collect::<String>();
    let number = |wanted: &str| get(wanted).parse::<u32>().ok();
    Level {
        format: get("num-format").to_owned(),
        doubled: get("num-letter-sync") == "true",
        prefix: short("num-prefix"),
        suffix: short("num-suffix"),
        pattern: attribute(node, "num-list-format").map(|pattern| pattern.chars().take(LONGEST).collect()),
        start: number("start-value").unwrap_or(1),
        shown: number("display-levels").unwrap_or(1) as usize,
        bullet: name(node).ends_with("bullet").then(|| bullet(node)).or_else(|| name(node).ends_with("image").then(|| "•".to_owned())),
    }
}

fn bullet(node: Element) -> String {
    let properties = child(node, "text-properties");
    let font = properties.and_then(|text| attribute(text, "font-name").or_else(|| attribute(text, "font-family")));
    let font = font.unwrap_or_default().trim_matches('\'');
    let drawn = |c: char| match u32::from(c) {
        0xe000..=0xefff => '•',
        0xf000..=0xf0ff if glyph::is_symbolic(font) => glyph::drawn(font, c),
        _ => glyph::of_private_use(c),
    };
    let text: String = attribute(node, "bullet-char").unwrap_or_default().chars().take(8).map(drawn).collect();
    if text.trim().is_empty() { "•".to_owned() } else { text.trim().to_owned() }
}
