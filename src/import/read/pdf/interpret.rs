//! Runs the content streams of a page and puts what they show on a [`Canvas`].

use super::canvas::{Canvas, Glyph};
use super::file::File;
use super::font::{Font, Shown};
use super::lex::{Arg, Lexer};
use super::matrix::Matrix;
use super::scope::{Scope, draw, set};
use super::state::Marked;
use lopdf::{Dictionary, Object, ObjectId, Stream};
use std::collections::HashMap;
use std::rc::Rc;

/// How deep forms may stand in each other.
const DEPTH: u8 = 8;
/// More forms than this on one page are not shown.
const FORMS: u32 = 4000;
/// Marked content within marked content.
const MARKED: usize = 256;
/// Fonts kept from page to page.
const FONTS: usize = 256;

/// Fonts and forms that many pages share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    fonts: HashMap<ObjectId, Rc<Font>>,
    forms: HashMap<ObjectId, Rc<Vec<u8>>>,
}

/// Runs content.
pub(super) struct Interpreter<'a> {
    file: &'a File,
    shared: &'a mut Shared,
    canvas: &'a mut Canvas,
    marked: Vec<Marked>,
    forms: u32,
}

impl<'a> Interpreter<'a> {
    pub(super) fn new(file: &'a File, shared: &'a mut Shared, canvas: &'a mut Canvas) -> Self {
        Self { file, shared, canvas, marked: Vec::new(), forms: FORMS }
    }

    /// Runs a content stream.
    pub(super) fn run(&mut self, data: &[u8], resources: Option<&'a Dictionary>, ctm: Matrix, depth: u8) {
        let mut scope = Scope::new(resources, ctm, depth);
        let mut lexer = Lexer::new(data);
        let mut args = Vec::new();
        let open = self.marked.len();
        while let Some(operator) = lexer.operator(&mut args) {
            let numbers = |at: usize| args.get(at).map_or(0.0, Arg::number);
            if !(set(&mut scope, operator, &args, &numbers) || self.paint(&mut scope, operator, &numbers)) {
                self.act(&mut scope, operator, &args, &numbers);
            }
            if self.canvas.full {
                break;
            }
        }
        self.marked.truncate(open);
    }

    /// Operators that draw lines.
    fn paint(&mut self, scope: &mut Scope, operator: &[u8], n: &dyn Fn(usize) -> f64) -> bool {
        let (stroke, fill) = match operator {
            b"S" | b"s" => (true, false),
            b"B" | b"B*" | b"b" | b"b*" => (true, true),
            b"f" | b"F" | b"f*" => (false, true),
            b"n" => (false, false),
            _ => return draw(scope, operator, n),
        };
        if matches!(operator, b"s" | b"b" | b"b*") {
            scope.path.close();
        }
        scope.path.paint(self.canvas, stroke, fill);
        true
    }

    /// Operators that show text and forms and mark content.
    fn act(&mut self, scope: &mut Scope<'a>, operator: &[u8], args: &[Arg], n: &dyn Fn(usize) -> f64) {
        match operator {
            b"Tf" => {
                if let Some(Arg::Name(name)) = args.first() {
                    scope.state.font = self.font(scope.resources, name);
                }
                scope.state.size = n(1);
            }
            b"Tj" => self.show(scope, args.first()),
            b"'" => {
                scope.pen.next_line(0.0, -scope.state.leading);
                self.show(scope, args.first());
            }
            b"\"" => {
                (scope.state.word_space, scope.state.letter_space) = (n(0), n(1));
                scope.pen.next_line(0.0, -scope.state.leading);
                self.show(scope, args.get(2));
            }
            b"TJ" => {
                if let Some(Arg::Array(items)) = args.first() {
                    for item in items {
                        match item {
                            Arg::Number(number) => scope.pen.advance(-number / 1000.0 * scope.state.size * scope.state.stretch),
                            item => self.show(scope, Some(item)),
                        }
                    }
                }
            }
            b"BMC" | b"BDC" if self.marked.len() < MARKED => {
                let marked = self.mark(scope.resources, args);
                self.marked.push(marked);
            }
            b"EMC" => {
                self.marked.pop();
            }
            b"Do" => {
                if let Some(Arg::Name(name)) = args.first() {
                    self.object(scope, name);
                }
            }
            _ => {}
        }
    }

    fn mark(&self, resources: Option<&Dictionary>, args: &[Arg]) -> Marked {
        if args.first() == Some(&Arg::Name(b"Artifact".to_vec())) {
            return Marked::Artifact;
        }
        let text = match args.get(1) {
            Some(Arg::Dict(entries)) => entries.iter().find(|(key, _)| key == b"ActualText").and_then(|(_, value)| match value {
                Arg::Text(text) => lopdf::decode_text_string(&Object::string_literal(text.clone())).ok(),
                _ => None,
            }),
            Some(Arg::Name(name)) => {
                let list = resources.and_then(|resources| self.file.dict(resources, b"Properties"));
                list.and_then(|list| self.file.dict(list, name)).and_then(|entry| self.file.text(entry, b"ActualText"))
            }
            _ => None,
        };
        if text.is_some() { Marked::Replaced { text, glyph: None } } else { Marked::Plain }
    }

    fn font(&mut self, resources: Option<&Dictionary>, name: &[u8]) -> Option<Rc<Font>> {
        let entry = self.file.dict(resources?, b"Font")?.get(name).ok()?;
        let id = entry.as_reference().ok();
        if let Some(font) = id.and_then(|id| self.shared.fonts.get(&id)) {
            return Some(Rc::clone(font));
        }
        let font = Rc::new(Font::load(self.file, self.file.follow(entry)?.as_dict().ok()?));
        if self.shared.fonts.len() >= FONTS {
            self.shared.fonts.clear();
        }
        self.shared.fonts.extend(id.map(|id| (id, Rc::clone(&font))));
        Some(font)
    }

    /// A form or a picture.
    fn object(&mut self, scope: &Scope<'a>, name: &[u8]) {
        let Some(list) = scope.resources.and_then(|resources| self.file.dict(resources, b"XObject")) else { return };
        let Ok(entry) = list.get(name) else { return };
        let Some(stream) = self.file.follow(entry).and_then(|object| object.as_stream().ok()) else { return };
        match self.file.name(&stream.dict, b"Subtype") {
            Some(b"Image") => self.canvas.picture(&scope.state.ctm),
            Some(b"Form") if scope.depth < DEPTH && self.forms > 0 => {
                self.forms -= 1;
                let matrix = self.file.matrix(&stream.dict, b"Matrix").unwrap_or(Matrix::ONE).then(&scope.state.ctm);
                let resources = self.file.dict(&stream.dict, b"Resources").or(scope.resources);
                if let Some(data) = self.form(entry.as_reference().ok(), stream) {
                    self.run(&data, resources, matrix, scope.depth + 1);
                }
            }
            _ => {}
        }
    }

    fn form(&mut self, id: Option<ObjectId>, stream: &Stream) -> Option<Rc<Vec<u8>>> {
        if let Some(data) = id.and_then(|id| self.shared.forms.get(&id)) {
            return Some(Rc::clone(data));
        }
        let data = Rc::new(self.file.data(stream)?);
        if self.shared.forms.len() >= 32 {
            self.shared.forms.clear();
        }
        if data.len() <= 1 << 20 {
            self.shared.forms.extend(id.map(|id| (id, Rc::clone(&data))));
        }
        Some(data)
    }

    fn show(&mut self, scope: &mut Scope, string: Option<&Arg>) {
        let (Some(Arg::Text(bytes)), Some(font)) = (string, scope.state.font.clone()) else { return };
        font.each(bytes, |shown| {
            let state = &scope.state;
            let place = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]).then(&scope.pen.text).then(&state.ctm);
            let word = if shown.space { state.word_space } else { 0.0 };
            let by = (shown.width * state.size + state.letter_space + word) * state.stretch;
            scope.pen.advance(by);
            self.glyph(&font, shown, &place, scope.state.mode);
        });
    }

    fn glyph(&mut self, font: &Font, shown: Shown, place: &Matrix, mode: u8) {
        let m = &place.0;
        let across = m[0].hypot(m[1]);
        let text = shown.text.unwrap_or_else(|| "\u{fffd}".into());
        if !(m[4].is_finite() && m[5].is_finite() && across.is_finite()) {
            return;
        }
        let outside = m[4] < -5.0 || m[4] > self.canvas.width + 5.0 || m[5] < -5.0 || m[5] > self.canvas.height + 5.0;
        let artifact = self.marked.iter().any(|marked| matches!(marked, Marked::Artifact));
        if outside || m[0] <= 0.0 || m[1].abs() > 0.2 * m[0] {
            if self.canvas.aside.len() < 2000 {
                self.canvas.aside.push_str(&text);
            }
            return;
        }
        let size = m[2].hypot(m[3]) * font.em;
        let width = shown.width * across;
        let at = self.canvas.glyphs.len();
        let text = match self
            .marked
            .iter_mut()
            .find_map(|marked| if let Marked::Replaced { text, glyph } = marked { Some((text, glyph)) } else { None })
        {
            Some((actual, glyph)) => match actual.take() {
                Some(actual) => {
                    *glyph = Some(at);
                    Rc::from(actual)
                }
                None => {
                    let first = glyph.and_then(|first| self.canvas.glyphs.get_mut(first));
                    if let Some(first) = first.filter(|first| (first.y - m[5]).abs() < 0.3 * size) {
                        first.width = first.width.max(m[4] + width - first.x);
                    }
                    return;
                }
            },
            None => text,
        };
        self.canvas.unknown += usize::from(text.contains('\u{fffd}'));
        let bold = font.bold || mode == 2;
        self.canvas.add(Glyph { text, x: m[4], y: m[5], width, size, bold, italic: font.italic, artifact });
    }
}
