//! Fields: their results are words, their instructions are not.

use super::{
    walk::Walk,
    xml::{Element, attribute, child, elements, is_on, name, number},
};
use crate::import::{
    TickMade,
    read::line::{Atom, Look},
};

/// The most bytes of an instruction that are kept.
const LONGEST: usize = 4096;

/// A field that was begun and not ended.
#[derive(Debug, Default)]
pub(super) struct Field {
    instruction: String,
    /// Where it began in its line.
    begun: usize,
    /// Whether its result was reached.
    shown: bool,
    contents: bool,
    /// Whether it began in a paragraph before.
    spread: bool,
    form: Option<Form>,
}

/// A form field.
#[derive(Debug)]
enum Form {
    Tick(bool),
    Choice(String),
}

impl Field {
    /// Whether what is read here stands in a table of contents.
    pub(super) fn is_contents(&self) -> bool {
        self.contents
    }
}

impl<'a> Walk<'a, '_> {
    /// Where a field begins, its result begins, or it ends.
    pub(super) fn field_mark(&mut self, node: Element<'a>, look: Look) {
        match attribute(node, "fldCharType") {
            Some("begin") => {
                let form = child(node, "ffData").and_then(form);
                self.fields.push(Field { begun: self.now.line.len(), form, ..Field::default() });
            }
            Some("separate") => self.show_field(),
            Some("end") => self.end_field(look),
            _ => {}
        }
    }

    /// A field in one element.
    pub(super) fn simple_field(&mut self, node: Element<'a>, look: Look) {
        let form = child(node, "ffData").and_then(form);
        self.fields.push(Field { begun: self.now.line.len(), form, ..Field::default() });
        self.instruction(attribute(node, "instr").unwrap_or_default());
        self.show_field();
        self.inline(node, look);
        self.end_field(look);
    }

    /// A part of an instruction.
    pub(super) fn instruction(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut().filter(|field| field.instruction.len() + text.len() <= LONGEST) {
            field.instruction.push_str(text);
        }
    }

    fn show_field(&mut self) {
        if let Some(field) = self.fields.last_mut().filter(|field| !field.shown) {
            // What stood in the instruction are parts of it: results of fields inside.
            self.now.line.truncate(field.begun);
            field.shown = true;
            field.contents = words(&field.instruction).first().is_some_and(|kind| kind.eq_ignore_ascii_case("TOC"));
        }
    }

    fn end_field(&mut self, look: Look) {
        let Some(field) = self.fields.pop() else { return };
        self.now.contents |= field.contents && !self.now.line.is_blank();
        let start = field.begun;
        if !field.shown {
            self.now.line.truncate(start);
        }
        let words = words(&field.instruction);
        let kind = words.first().map(|kind| kind.to_ascii_uppercase()).unwrap_or_default();
        match (kind.as_str(), field.form) {
            (_, Some(Form::Tick(on))) => {
                self.now.line.truncate(start);
                self.now.line.push(Atom::Tick(Some(on), TickMade::Field), look);
            }
            (_, Some(Form::Choice(chosen))) if self.now.line.len() <= start => self.now.line.words(&chosen, look),
            ("PAGE", _) => self.now.line.truncate(start),
            ("HYPERLINK", _) => self.hyperlink_field(start, &words),
            ("REF", _) if !field.spread => {
                if let Some(bookmark) = words.get(1) {
                    self.refer_to(start, bookmark);
                }
            }
            // A bookmark's name alone is a reference too.
            _ if !field.spread && words.first().is_some_and(|name| name.starts_with("_Ref")) => self.refer_to(start, &words[0]),
            _ => {}
        }
    }

    fn hyperlink_field(&mut self, start: usize, words: &[String]) {
        let (mut address, mut anchor) = (None, None);
        let mut rest = words.iter().skip(1);
        while let Some(word) = rest.next() {
            match word.as_str() {
                "\\l" => anchor = rest.next(),
                "\\o" | "\\t" => {
                    rest.next();
                }
                switch if switch.starts_with('\\') => {}
                word if address.is_none() && !word.is_empty() => address = Some(word),
                _ => {}
            }
        }
        match (address, anchor) {
            (Some(to), Some(anchor)) => self.link_to(start, &format!("{to}#{anchor}")),
            (Some(to), None) => self.link_to(start, to),
            (None, Some(anchor)) => self.refer_to(start, anchor),
            (None, None) => {}
        }
    }

    /// What is open goes on in the next paragraph.
    pub(super) fn end_paragraph_of_fields(&mut self) {
        for field in &mut self.fields {
            field.begun = 0;
            field.spread = true;
        }
    }
}

/// The form field in the data of a field.
fn form(data: Element) -> Option<Form> {
    if let Some(tick) = child(data, "checkBox") {
        return Some(Form::Tick(child(tick, "checked").or_else(|| child(tick, "default")).is_some_and(is_on)));
    }
    let list = child(data, "ddList")?;
    let at: usize = number(list, "result").or_else(|| number(list, "default")).unwrap_or(0);
    let chosen = elements(list).filter(|entry| name(*entry) == "listEntry").nth(at)?;
    Some(Form::Choice(attribute(chosen, "val")?.to_owned()))
}

/// The words of an instruction; what stands between quotation marks is one.
fn words(instruction: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = instruction.trim_start();
    while let Some(first) = rest.chars().next() {
        let quoted = matches!(first, '"' | '“' | '”');
        let body = if quoted { &rest[first.len_utf8()..] } else { rest };
        let is_end = |c: char| if quoted { matches!(c, '"' | '“' | '”') } else { c.is_whitespace() };
        let end = body.find(is_end).unwrap_or(body.len());
        out.push(body[..end].to_owned());
        rest = body[end..].strip_prefix(is_end).unwrap_or_default().trim_start();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_have_words() {
        assert_eq!(words(r#" HYPERLINK "https://a.org/x y" \l "b" "#), ["HYPERLINK", "https://a.org/x y", "\\l", "b"]);
        assert_eq!(words(" REF _Ref1 \\r\\h"), ["REF", "_Ref1", "\\r\\h"]);
        assert!(words("  ").is_empty());
    }
}
