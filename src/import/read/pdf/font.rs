//! Fonts: what the codes of a string stand for, how wide they are, whether they are bold.

use super::cmap::{CMap, code};
use super::encoding::{self, Table};
use super::file::File;
use super::widths;
use lopdf::{Dictionary, Object};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The text of a code and how far it moves.
type Met = (Option<Rc<str>>, f64);

/// A font as far as its text goes.
#[derive(Debug, Default)]
pub(super) struct Font {
    pub bold: bool,
    pub italic: bool,
    /// Codes of several bytes, glyphs by number.
    composite: bool,
    /// The codes are UTF-16 themselves.
    unicode: bool,
    to_unicode: CMap,
    /// From codes to glyph numbers, of composite fonts that do not use the codes as numbers.
    to_glyph: CMap,
    table: Table,
    widths: HashMap<u32, f64>,
    default_width: Option<f64>,
    /// From the font's units to the size of the letters.
    unit: f64,
    /// How high its letters are by the size it is set in, where a font of drawings has its own measure.
    pub em: f64,
    name: String,
    /// Codes that were met, with their text and width.
    met: RefCell<HashMap<u32, Met>>,
}

/// A code of a string: what it stands for and how far it moves, in sizes.
#[derive(Debug)]
pub(super) struct Shown {
    /// Its text; nothing where the file does not tell it.
    pub text: Option<Rc<str>>,
    pub width: f64,
    /// Whether it is the one-byte code 32, which word spacing widens.
    pub space: bool,
}

impl Font {
    /// Reads a font.
    pub(super) fn load(file: &File, dict: &Dictionary) -> Self {
        let name = file.name(dict, b"BaseFont").map(|name| String::from_utf8_lossy(name).into_owned()).unwrap_or_default();
        let mut font = Self { unit: 0.001, em: 1.0, name, ..Self::default() };
        if let Some(data) = file.entry(dict, b"ToUnicode").and_then(|object| object.as_stream().ok()).and_then(|stream| file.data(stream)) {
            font.to_unicode = CMap::parse(&data);
        }
        let kind = file.name(dict, b"Subtype");
        let descriptor = if kind == Some(b"Type0") { font.load_composite(file, dict) } else { font.load_simple(file, dict, kind) };
        font.look(file, descriptor);
        font
    }

    fn load_simple<'a>(&mut self, file: &'a File, dict: &'a Dictionary, kind: Option<&[u8]>) -> Option<&'a Dictionary> {
        let descriptor = file.dict(dict, b"FontDescriptor");
        let symbolic = descriptor.is_some_and(|descriptor| file.number(descriptor, b"Flags").unwrap_or(0.0) as i64 & 4 != 0);
        let program = descriptor.filter(|_| self.to_unicode.is_empty()).and_then(|descriptor| file.entry(descriptor, b"FontFile"));
        let program = program.and_then(|object| object.as_stream().ok()).and_then(|stream| file.data(stream));
        self.table = encoding::table(&file.doc, dict, &self.name, symbolic, program.as_deref());
        let first = file.number(dict, b"FirstChar").unwrap_or(0.0) as u32;
        let widths = file.numbers(dict, b"Widths");
        self.widths = (first..).zip(widths).collect();
        if !self.widths.is_empty() {
            self.default_width = Some(descriptor.and_then(|descriptor| file.number(descriptor, b"MissingWidth")).unwrap_or(0.0));
        }
        if kind == Some(b"Type3") {
            self.unit = file.numbers(dict, b"FontMatrix").first().copied().filter(|unit| *unit != 0.0).unwrap_or(0.001);
            let bounds = file.numbers(dict, b"FontBBox");
            let em = bounds.get(3).zip(bounds.get(1)).map_or(1.0, |(top, bottom)| ((top - bottom) * self.unit).abs());
            self.em = if em > 0.0 && !(0.4..2.5).contains(&em) { em } else { 1.0 };
        }
        descriptor
    }

    fn load_composite<'a>(&mut self, file: &'a File, dict: &'a Dictionary) -> Option<&'a Dictionary> {
        self.composite = true;
        match file.entry(dict, b"Encoding") {
            Some(Object::Name(name)) => {
                self.unicode = [&b"UCS2"[..], b"UTF16"].iter().any(|word| name.windows(word.len()).any(|part| part == *word))
            }
            Some(Object::Stream(stream)) => self.to_glyph = file.data(stream).map(|data| CMap::parse(&data)).unwrap_or_default(),
            _ => {}
        }
        let descendants = file.entry(dict, b"DescendantFonts").and_then(|object| object.as_array().ok());
        let descendant =
            descendants.and_then(|all| all.first()).and_then(|first| file.follow(first)).and_then(|object| object.as_dict().ok())?;
        self.default_width = Some(file.number(descendant, b"DW").unwrap_or(1000.0));
        if let Some(Object::Array(widths)) = file.entry(descendant, b"W") {
            self.composite_widths(file, widths);
        }
        file.dict(descendant, b"FontDescriptor")
    }

    /// `first [width width …]` or `first last width`, over and over.
    fn composite_widths(&mut self, file: &File, items: &[Object]) {
        let number = |at: usize| items.get(at).and_then(|item| file.follow(item)).and_then(super::file::as_number);
        let mut at = 0;
        while let Some(first) = number(at).map(|first| first as u32) {
            match items.get(at + 1).and_then(|item| file.follow(item)) {
                Some(Object::Array(widths)) => {
                    let widths = widths.iter().map(|width| file.follow(width).and_then(super::file::as_number).unwrap_or(0.0));
                    self.widths.extend((first..=first.saturating_add(65_535)).zip(widths));
                    at += 2;
                }
                Some(_) => {
                    let last = number(at + 1).map_or(first, |last| last as u32).min(first.saturating_add(65_535));
                    let width = number(at + 2).unwrap_or(1000.0);
                    self.widths.extend((first..=last).map(|glyph| (glyph, width)));
                    at += 3;
                }
                None => break,
            }
            if self.widths.len() > 200_000 {
                break;
            }
        }
    }

    /// Bold and italic, by name, weight or flag.
    fn look(&mut self, file: &File, descriptor: Option<&Dictionary>) {
        let name = self.name.to_lowercase();
        let number = |key: &[u8]| descriptor.and_then(|descriptor| file.number(descriptor, key)).unwrap_or(0.0);
        let named = ["bold", "black", "heavy", "demi", "extrabd"].iter().any(|word| name.contains(word));
        let cut = name.split_once('+').map_or(name.as_str(), |(_, name)| name);
        // Computer Modern bold fonts: CMBX10, CMSSBX10, SFBX1000.
        let tex = (cut.starts_with("cm") || cut.starts_with("sf")) && cut.contains("bx");
        self.bold = named || tex || number(b"FontWeight") >= 600.0 || number(b"Flags") as i64 & (1 << 18) != 0;
        self.italic = name.contains("italic") || name.contains("oblique") || number(b"Flags") as i64 & (1 << 6) != 0;
    }

    /// Goes through the codes of a string.
    pub(super) fn each(&self, mut bytes: &[u8], mut see: impl FnMut(Shown)) {
        while !bytes.is_empty() {
            let length = self.next_length(bytes).clamp(1, bytes.len());
            let (head, rest) = bytes.split_at(length);
            bytes = rest;
            let code = code(head);
            let (text, width) = self.met.borrow_mut().entry(code).or_insert_with(|| self.look_up(code)).clone();
            see(Shown { text, width, space: length == 1 && code == 32 });
        }
    }

    fn look_up(&self, code: u32) -> Met {
        let text = self.text(code);
        let width = self.width(code, text.as_deref()) * self.unit;
        (text.map(Rc::from), width)
    }

    fn next_length(&self, bytes: &[u8]) -> usize {
        if !self.composite {
            return 1;
        }
        if !self.to_glyph.is_empty() {
            return self.to_glyph.next_length(bytes).or(self.to_glyph.length()).unwrap_or(2);
        }
        2
    }

    fn text(&self, code: u32) -> Option<String> {
        if let Some(text) = self.to_unicode.text(code).filter(|text| !useless(text)) {
            return Some(text);
        }
        if self.composite {
            return self.unicode.then(|| char::from_u32(code)).flatten().map(String::from);
        }
        self.table.get(code as usize).cloned().flatten()
    }

    fn width(&self, code: u32, text: Option<&str>) -> f64 {
        let glyph = if self.composite { self.to_glyph.cid(code).unwrap_or(code) } else { code };
        match (self.widths.get(&glyph), self.default_width) {
            (Some(width), _) => *width,
            (None, Some(width)) => width,
            (None, None) => widths::standard(&self.name, text.and_then(|text| text.chars().next())),
        }
    }
}

/// A mapping that says nothing: to nothing, or to control characters.
fn useless(text: &str) -> bool {
    text.chars().all(|letter| letter == '\0' || letter == '\u{fffd}' || (letter.is_control() && !letter.is_whitespace()))
}
