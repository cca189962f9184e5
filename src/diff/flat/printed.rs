//! Running text in words alone, with what is not words set aside.

use super::super::{CELL_END, PARAGRAPH_END};
use crate::{document::Inline, text::compare::Field};
use std::fmt;

/// Running text in words alone.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Printed {
    /// The words; the cells of a row and the lines of a signature end in U+001F.
    pub(in super::super) text: String,
    /// The numbers in references; their keys are what they point to.
    pub(in super::super) fields: Vec<Field>,
    /// Its marks: which letters are printed how, where notes hang, in which lists and quotations it stands.
    pub(in super::super) marks: String,
    /// Where its links lead.
    pub(in super::super) links: Vec<String>,
}

/// Words without the two characters that hold texts apart.
pub(super) fn clean(text: &str) -> String {
    text.replace([PARAGRAPH_END, CELL_END], " ")
}

pub(super) fn plain(text: &str) -> Printed {
    plain_of(clean(text))
}

pub(super) fn plain_of(text: String) -> Printed {
    Printed { text, ..Printed::default() }
}

/// The cells as one text. `around` are the lists and quotations it stands in.
pub(super) fn printed<T: AsRef<[Inline]>>(cells: &[T], around: &str) -> Printed {
    let mut printer = Printer::default();
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            printer.out.text.push(CELL_END);
        }
        printer.inlines(cell.as_ref(), Marks::default());
    }
    printer.end_run();
    printer.out.marks.insert_str(0, around);
    printer.out
}

/// How letters are printed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Marks<'t> {
    emphasis: bool,
    strong: bool,
    code: bool,
    link: Option<&'t str>,
}

/// Writes running text as words, and its marks aside.
#[derive(Default)]
struct Printer<'t> {
    out: Printed,
    /// The marks of the letters written last, and where these begin.
    run: (Marks<'t>, usize),
    /// Letters so far; spaces are none, and the number in a reference is one.
    letters: usize,
}

impl<'t> Printer<'t> {
    fn inlines(&mut self, inlines: &'t [Inline], marks: Marks<'t>) {
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.words(text, marks),
                Inline::Code { text } => self.words(text, Marks { code: true, ..marks }),
                Inline::Emphasis { content } => self.inlines(content, Marks { emphasis: true, ..marks }),
                Inline::Strong { content } => self.inlines(content, Marks { strong: true, ..marks }),
                Inline::Link { to, content } => {
                    self.out.links.push(to.clone());
                    self.inlines(content, Marks { link: Some(to), ..marks });
                }
                Inline::Reference(it) => {
                    self.words(&it.word, marks);
                    self.words(if it.word.is_empty() || it.number.is_empty() { "" } else { " " }, marks);
                    self.number(&it.number, &it.to);
                }
                Inline::Break => self.words(" ", marks),
                Inline::Changed { .. } => self.inlines(inline.newer(), marks),
                Inline::Note(_) => {
                    self.end_run();
                    self.out.marks.push_str(&format!("^{};", self.letters));
                }
            }
        }
    }

    fn words(&mut self, text: &str, marks: Marks<'t>) {
        if self.run.0 != marks {
            self.end_run();
            self.run.0 = marks;
        }
        self.letters += text.chars().filter(|c| !c.is_whitespace()).count();
        self.out.text.push_str(&clean(text));
    }

    fn number(&mut self, number: &str, to: &str) {
        if number.is_empty() {
            return;
        }
        let start = self.out.text.len();
        self.out.text.push_str(&clean(number));
        self.out.fields.push(Field { at: start..self.out.text.len(), key: to.to_owned() });
        self.letters += 1;
    }

    fn end_run(&mut self) {
        let (marks, start) = std::mem::replace(&mut self.run, (Marks::default(), self.letters));
        if marks != Marks::default() && start < self.letters {
            self.out.marks.push_str(&format!("{marks}{start}-{};", self.letters));
        }
    }
}

impl fmt::Display for Marks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (is, mark) in [(self.emphasis, "*"), (self.strong, "!"), (self.code, "`")] {
            f.write_str(if is { mark } else { "" })?;
        }
        self.link.map_or(Ok(()), |to| write!(f, "({to})"))
    }
}
