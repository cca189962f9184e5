//! Running text in words alone, with what is not words set aside.

use super::{
    super::{CELL_END, PARAGRAPH_END},
    cited::Numbers,
};
use crate::{document::Inline, text::compare::Field};
use std::ops::Range;

/// Running text in words alone.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Printed {
    /// The words; the cells of a row and the lines of a signature end in U+001F.
    pub(in super::super) text: String,
    /// The numbers in references; their keys are what they point to.
    pub(in super::super) fields: Vec<Field>,
    /// Which letters are printed how, where not plainly: their places among all. Spaces are no letters, and the number
    /// in a reference is one.
    pub(in super::super) looks: Vec<(Look, Range<usize>)>,
    /// Behind how many letters footnotes hang.
    pub(in super::super) notes: Vec<usize>,
    /// The lists and quotations that it stands in, outermost first, a character each: `-`, `1`, `>`; of a heading a `#`
    /// for each level.
    pub(in super::super) around: String,
    /// Where its links lead.
    pub(in super::super) links: Vec<String>,
}

/// How letters are printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in super::super) struct Look {
    pub(in super::super) italic: bool,
    pub(in super::super) bold: bool,
    pub(in super::super) code: bool,
    /// Where they lead.
    pub(in super::super) link: Option<String>,
}

impl Printed {
    /// Where each letter begins in the text, as letters are counted in `looks`.
    pub(in super::super) fn letters(&self) -> Vec<usize> {
        let mut fields = self.fields.iter().peekable();
        let mut out = Vec::new();
        for (at, c) in self.text.char_indices() {
            while fields.next_if(|field| field.at.end <= at).is_some() {}
            match fields.peek().filter(|field| field.at.start <= at) {
                Some(field) => out.extend((field.at.start == at).then_some(at)),
                None => out.extend(is_letter(c).then_some(at)),
            }
        }
        out
    }
}

fn is_letter(c: char) -> bool {
    !c.is_whitespace() && c != CELL_END
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

/// The cells as one text. `around` are the lists and quotations it stands in, `numbers` what it may cite.
pub(super) fn printed<T: AsRef<[Inline]>>(cells: &[T], around: &str, numbers: &Numbers) -> Printed {
    let mut printer = Printer { numbers, out: Printed::default(), letters: 0 };
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            printer.out.text.push(CELL_END);
        }
        printer.inlines(cell.as_ref(), Marks::default());
    }
    Printed { around: around.to_owned(), ..printer.out }
}

/// The marks round letters.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Marks<'t> {
    emphasis: bool,
    strong: bool,
    code: bool,
    link: Option<&'t str>,
}

/// Writes running text as words, and its marks aside.
struct Printer<'n> {
    numbers: &'n Numbers,
    out: Printed,
    /// Letters so far; spaces are none, and the number in a reference is one.
    letters: usize,
}

impl Printer<'_> {
    fn inlines(&mut self, inlines: &[Inline], marks: Marks) {
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.running(text, marks),
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
                    self.number(&it.number, &it.to, marks);
                }
                Inline::Break => self.words(" ", marks),
                Inline::Changed { .. } => self.inlines(inline.newer(), marks),
                Inline::Note(_) => self.out.notes.push(self.letters),
            }
        }
    }

    /// Words, in which numbers may be cited.
    fn running(&mut self, text: &str, marks: Marks) {
        let mut done = 0;
        for (at, name) in self.numbers.cited(text) {
            self.words(&text[done..at.start], marks);
            self.number(&text[at.clone()], &name, marks);
            done = at.end;
        }
        self.words(&text[done..], marks);
    }

    fn words(&mut self, text: &str, marks: Marks) {
        let text = clean(text);
        let start = self.letters;
        self.letters += text.chars().filter(|c| is_letter(*c)).count();
        self.out.text.push_str(&text);
        self.look(start, marks);
    }

    fn look(&mut self, start: usize, marks: Marks) {
        if marks == Marks::default() || start == self.letters {
            return;
        }
        let look = Look { italic: marks.emphasis, bold: marks.strong, code: marks.code, link: marks.link.map(str::to_owned) };
        match self.out.looks.last_mut().filter(|(last, at)| *last == look && at.end == start) {
            Some((_, at)) => at.end = self.letters,
            None => self.out.looks.push((look, start..self.letters)),
        }
    }

    fn number(&mut self, number: &str, to: &str, marks: Marks) {
        if number.is_empty() {
            return;
        }
        let start = self.out.text.len();
        self.out.text.push_str(&clean(number));
        self.out.fields.push(Field { at: start..self.out.text.len(), key: to.to_owned() });
        self.letters += 1;
        self.look(self.letters - 1, marks);
    }
}
