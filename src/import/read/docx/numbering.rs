//! Automatic numbers: the definitions of lists, and counting as Word does it (ECMA-376-1, 17.9).

use super::{
    styles::{Styles, font, left},
    xml::{Element, attribute, child, elements, name, number, toggle, value},
};
use crate::import::read::{count, glyph};
use std::collections::{HashMap, HashSet};

/// How many levels a list has.
const LEVELS: usize = 9;
/// The most characters in the pattern of a level: more than Word takes.
const LONGEST: usize = 255;

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// `%1.%2` and what stands around.
    pattern: String,
    restart: Option<u32>,
    /// The paragraph style that it is bound to.
    style: Option<String>,
    decimal: bool,
    font: Option<String>,
    /// Where its text starts, in twips.
    left: Option<i32>,
}

#[derive(Debug, Default)]
struct Abstract {
    levels: [Option<Level>; LEVELS],
    /// The numbering style that stands for it.
    style: Option<String>,
}

#[derive(Debug, Default)]
struct Instance {
    of: String,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// The lists of a file, and how far each was counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<String, Abstract>,
    instances: HashMap<String, Instance>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    /// Overrides of starts that were used.
    begun: HashSet<(String, usize)>,
}

impl Numbering {
    /// Reads the part.
    pub(super) fn read(root: Element, styles: &Styles) -> Self {
        let mut numbering = Self::default();
        for node in elements(root) {
            match name(node) {
                "abstractNum" => {
                    let mut list = Abstract { style: value(node, "numStyleLink").map(str::to_owned), ..Abstract::default() };
                    elements(node).filter(|child| name(*child) == "lvl").for_each(|level| put(&mut list.levels, level));
                    numbering.abstracts.insert(attribute(node, "abstractNumId").unwrap_or_default().to_owned(), list);
                }
                "num" => {
                    numbering.instances.insert(attribute(node, "numId").unwrap_or_default().to_owned(), instance(node));
                }
                _ => {}
            }
        }
        numbering.follow_styles(styles);
        numbering
    }

    /// Lets instances whose list only names a numbering style stand for that style's list.
    fn follow_styles(&mut self, styles: &Styles) {
        let target = |of: &str| {
            let style = self.abstracts.get(of)?.style.as_deref()?;
            Some(self.instances.get(styles.list(style)?)?.of.clone())
        };
        let found: Vec<(String, String)> =
            self.instances.iter().filter_map(|(id, instance)| Some((id.clone(), target(&instance.of)?))).collect();
        for (id, of) in found {
            if let Some(instance) = self.instances.get_mut(&id) {
                instance.of = of;
            }
        }
    }

    /// The level of a list that is bound to a paragraph style.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<u8> {
        let instance = self.instances.get(list)?;
        let levels = &self.abstracts.get(&instance.of)?.levels;
        let bound = |level: &Option<Level>| level.as_ref().is_some_and(|level| level.style.as_deref() == Some(style));
        levels.iter().position(bound).and_then(|at| u8::try_from(at).ok())
    }

    /// Where the text of a level starts, in twips.
    pub(super) fn left(&self, list: &str, level: u8) -> Option<i32> {
        let at = usize::from(level).min(LEVELS - 1);
        let instance = self.instances.get(list)?;
        let level = instance.levels[at].as_ref().or(self.abstracts.get(&instance.of)?.levels[at].as_ref())?;
        level.left
    }

    /// Counts a paragraph and gives its label: empty where the level prints nothing, nothing where
    /// there is no such list.
    pub(super) fn label(&mut self, list: &str, level: u8) -> Option<Printed> {
        let at = usize::from(level).min(LEVELS - 1);
        let instance = self.instances.get(list)?;
        let levels = &self.abstracts.get(&instance.of)?.levels;
        let get = |at: usize| instance.levels[at].as_ref().or(levels[at].as_ref());
        let this = get(at)?;
        let counts = self.counts.entry(instance.of.clone()).or_default();
        let first = self.begun.insert((list.to_owned(), at));
        counts[at] = Some(match (instance.starts[at].filter(|_| first), counts[at]) {
            (Some(start), _) => start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => this.start,
        });
        // Level `restart` (from 1) and those above make a level begin again; 0 is never.
        let restarts = |below: usize| get(below).and_then(|level| level.restart).is_none_or(|restart| at < restart as usize);
        for (_, count) in counts.iter_mut().enumerate().skip(at + 1).filter(|(below, _)| restarts(*below)) {
            *count = None;
        }
        for (above, count) in counts.iter_mut().enumerate().take(at) {
            count.get_or_insert_with(|| instance.starts[above].or(get(above).map(|level| level.start)).unwrap_or(1));
        }
        if this.format == "bullet" {
            return Some(Printed { text: bullet(this), bullet: true });
        }
        Some(Printed { text: filled(this, counts, get).trim().to_owned(), bullet: false })
    }
}

/// A label as printed.
#[derive(Debug)]
pub(super) struct Printed {
    pub(super) text: String,
    pub(super) bullet: bool,
}

fn put(levels: &mut [Option<Level>; LEVELS], node: Element) {
    let at = attribute(node, "ilvl").and_then(|at| at.parse::<usize>().ok()).unwrap_or(0);
    if let Some(place) = levels.get_mut(at) {
        *place = Some(level(node));
    }
}

fn level(node: Element) -> Level {
    let text = child(node, "lvlText").and_then(|text| attribute(text, "val")).unwrap_or_default();
    Level {
        start: number(node, "start").unwrap_or(0),
        format: format(node),
        pattern: text.chars().take(LONGEST).collect(),
        restart: number(node, "lvlRestart"),
        style: value(node, "pStyle").map(str::to_owned),
        decimal: toggle(node, "isLgl").unwrap_or(false),
        font: child(node, "rPr").and_then(font).map(str::to_owned),
        left: child(node, "pPr").and_then(left),
    }
}

/// The number format, which newer ones wrap in a choice of two; of a custom one its first number.
fn format(node: Element) -> String {
    let inner = || child(node, "AlternateContent").and_then(|both| child(both, "Choice")).and_then(|choice| child(choice, "numFmt"));
    let Some(format) = inner().or_else(|| child(node, "numFmt")) else { return "decimal".to_owned() };
    match attribute(format, "val") {
        Some("custom") => attribute(format, "format").unwrap_or_default().split(',').next().unwrap_or_default().trim().to_owned(),
        other => other.unwrap_or("decimal").to_owned(),
    }
}

fn instance(node: Element) -> Instance {
    let mut out = Instance { of: value(node, "abstractNumId").unwrap_or_default().to_owned(), ..Instance::default() };
    for change in elements(node).filter(|child| name(*child) == "lvlOverride") {
        let at = attribute(change, "ilvl").and_then(|at| at.parse::<usize>().ok()).unwrap_or(0);
        if let Some(start) = out.starts.get_mut(at) {
            *start = number(change, "startOverride");
        }
        if let (Some(place), Some(node)) = (out.levels.get_mut(at), child(change, "lvl")) {
            *place = Some(level(node));
        }
    }
    out
}

/// A bullet as the character that looks like it.
fn bullet(level: &Level) -> String {
    let font = level.font.as_deref().unwrap_or_default();
    let drawn = |c: char| if glyph::is_symbolic(font) { glyph::drawn(font, c) } else { glyph::of_private_use(c) };
    let text: String = level.pattern.chars().map(drawn).collect();
    if text.trim().is_empty() { "•".to_owned() } else { text.trim().to_owned() }
}

/// The pattern with its numbers, each in the format of its own level.
fn filled<'a>(this: &Level, counts: &[Option<u32>; LEVELS], get: impl Fn(usize) -> Option<&'a Level>) -> String {
    let mut out = String::new();
    let mut rest = this.pattern.chars().peekable();
    while let Some(c) = rest.next() {
        let level = rest.peek().filter(|_| c == '%').and_then(|digit| digit.to_digit(10)).filter(|digit| *digit > 0);
        let Some(level) = level else {
            out.push(c);
            continue;
        };
        rest.next();
        let at = level as usize - 1;
        let format = get(at).map_or("decimal", |level| level.format.as_str());
        // Levels below the counted one have no number.
        if let Some(count) = counts[at] {
            out.push_str(&printed(count, if this.decimal && format != "none" { "decimal" } else { format }));
        }
    }
    out
}

/// The letters that Russian lists are counted with.
const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";

/// A number in one of Word's formats (ECMA-376-1, 17.18.59); digits in those not known here.
fn printed(n: u32, format: &str) -> String {
    match format {
        "lowerLetter" => count::letters(n),
        "upperLetter" => count::letters(n).to_uppercase(),
        "lowerRoman" => count::roman(n),
        "upperRoman" => count::roman(n).to_uppercase(),
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{n:02}"),
        "ordinal" => count::ordinal(n),
        "cardinalText" => count::capital(&count::cardinal_words(n)),
        "ordinalText" => count::capital(&count::ordinal_words(n)),
        "numberInDash" => format!("- {n} -"),
        "hex" => format!("{n:X}"),
        "chicago" => ["*", "†", "‡", "§"][n.saturating_sub(1) as usize % 4].repeat((n.saturating_sub(1) / 4 + 1).min(9) as usize),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => count::character(n, '①', 20),
        "decimalEnclosedParen" => count::character(n, '⑴', 20),
        "decimalEnclosedFullstop" => count::character(n, '⒈', 20),
        "russianLower" => count::of(n, RUSSIAN),
        "russianUpper" => count::of(n, RUSSIAN).to_uppercase(),
        zeros if zeros.len() < 9 && zeros.starts_with('0') && zeros.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{n:0width$}", width = zeros.len())
        }
        _ => n.to_string(),
    }
}
