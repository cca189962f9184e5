//! Running text: words and how they look, links, references, footnotes.

use super::{body::Body, links, numbering};
use crate::document::{Inline, Note, Reference, Target};

/// How words look.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Words {
    strong: bool,
    emphasis: bool,
    code: bool,
    link: bool,
}

/// As their paragraph's style says.
pub(super) const PLAIN: Words = Words { strong: false, emphasis: false, code: false, link: false };

/// Bold.
pub(super) const STRONG: Words = Words { strong: true, ..PLAIN };

impl Body<'_> {
    /// Running text.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        self.inlines_as(inlines, PLAIN);
    }

    /// Plain words.
    pub(super) fn text(&mut self, text: &str) {
        self.styled(text, PLAIN);
    }

    /// Running text inside something that changes its look.
    pub(super) fn inlines_as(&mut self, inlines: &[Inline], words: Words) {
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.styled(text, words),
                Inline::Code { text } => self.styled(text, Words { code: true, ..words }),
                Inline::Emphasis { content } => self.inlines_as(content, Words { emphasis: true, ..words }),
                Inline::Strong { content } => self.inlines_as(content, Words { strong: true, ..words }),
                Inline::Link { to, content } => self.link(to, content, words),
                Inline::Reference(reference) => self.reference(reference, words),
                Inline::Note(note) => self.note(note, words),
                Inline::Break => self.run(words, "<w:br/>"),
                Inline::Changed { change, content } => self.changed(*change, content, words),
            }
        }
    }

    /// Words of one look: a run. Line ends and tabs in them are kept.
    pub(super) fn styled(&mut self, text: &str, words: Words) {
        if text.is_empty() {
            return;
        }
        self.tracked(|body| body.styled_run(text, words));
    }

    fn styled_run(&mut self, text: &str, words: Words) {
        self.open_run(words);
        let mut rest = text;
        while let Some(at) = rest.find(['\n', '\r', '\t']) {
            self.run_text(&rest[..at]);
            let tab = rest.as_bytes()[at] == b'\t';
            self.part.xml.raw(if tab { "<w:tab/>" } else { "<w:br/>" });
            rest = &rest[at + if rest[at..].starts_with("\r\n") { 2 } else { 1 }..];
        }
        self.run_text(rest);
        self.part.xml.close("w:r");
    }

    fn run_text(&mut self, text: &str) {
        if !text.is_empty() {
            let name = if self.deletes() { "w:delText" } else { "w:t" };
            self.part.xml.open(name, &[("xml:space", "preserve")]);
            self.part.xml.text(text);
            self.part.xml.close(name);
        }
    }

    /// A run that holds an element of its own.
    fn run(&mut self, words: Words, inside: &str) {
        self.tracked(|body| {
            body.open_run(words);
            body.part.xml.raw(inside);
            body.part.xml.close("w:r");
        });
    }

    fn open_run(&mut self, words: Words) {
        let xml = &mut self.part.xml;
        xml.raw("<w:r>");
        if words == PLAIN {
            return;
        }
        xml.raw("<w:rPr>");
        // A run has one style: code in a link takes the link's, and its font by itself.
        let style = if words.link { Some("Hyperlink") } else { words.code.then_some("CodeCharacter") };
        if let Some(style) = style {
            xml.empty("w:rStyle", &[("w:val", style)]);
        }
        if words.code && words.link {
            xml.empty("w:rFonts", &[("w:ascii", super::styles::MONOSPACE), ("w:hAnsi", super::styles::MONOSPACE)]);
        }
        if words.strong {
            xml.raw("<w:b/><w:bCs/>");
        }
        if words.emphasis {
            xml.raw("<w:i/><w:iCs/>");
        }
        xml.raw("</w:rPr>");
    }

    /// A link out of the document. An address that is none leaves its words.
    fn link(&mut self, to: &str, content: &[Inline], words: Words) {
        let Some(address) = links::address(to).filter(|_| !words.link) else {
            return self.inlines_as(content, words);
        };
        let known = self.part.links.iter().position(|link| *link == address);
        let at = known.unwrap_or_else(|| {
            self.part.links.push(address);
            self.part.links.len() - 1
        });
        self.part.xml.open("w:hyperlink", &[("r:id", &links::id(at)), ("w:history", "1")]);
        self.inlines_as(content, Words { link: true, ..words });
        self.part.xml.close("w:hyperlink");
    }

    /// Its word, then its number as a field that word processors keep right.
    fn reference(&mut self, reference: &Reference, words: Words) {
        let names = self.names;
        let id = match reference.target {
            Some(Target::Question) => reference.to.strip_prefix('q').unwrap_or(&reference.to),
            _ => &reference.to,
        };
        let found = reference.target.and_then(|target| Some((target, names.of(target, id)?.1)));
        let Some((target, bookmark)) = found.filter(|_| !reference.number.is_empty()) else {
            return self.styled(&reference.printed(), words);
        };
        if !reference.word.is_empty() {
            self.words.insert(reference.word.clone());
            self.styled(&format!("{} ", reference.word), words);
        }
        let name = &bookmark.name;
        if target == Target::Question && !bookmark.exact {
            let was = bookmark.question.and_then(|question| question.was.as_ref()).filter(|_| self.track.now.is_none());
            return self.jump(name, [was.map_or(&reference.number, |was| &was.id), &reference.number], words);
        }
        match target {
            Target::Item => {
                let steps = names.steps(id);
                // A deleted reference prints the numbers of the older version.
                let printed: Vec<&str> = steps_of(&reference.number).collect();
                let printed = (printed.len() == steps.len()).then_some(printed);
                for (at, step) in steps.iter().enumerate() {
                    let number = printed.as_ref().map_or(step.number, |printed| printed[at]);
                    self.number_of(step.target, step.id, number, words);
                }
            }
            _ => self.number_of(target, id, &reference.number, words),
        }
    }

    /// The number of something that has a bookmark.
    fn number_of(&mut self, target: Target, id: &str, number: &str, words: Words) {
        let switches = numbering::switches(target, &self.house.numbering);
        match self.names.of(target, id) {
            Some((_, bookmark)) => {
                self.track.paragraph.cites_what_shifts |= bookmark.shifts;
                self.field(&format!(" REF {} {switches}\\h ", bookmark.name), number, words);
            }
            None => self.styled(number, words),
        }
    }

    /// A field with its result, every part in a run of its own: some readers print the instruction otherwise.
    fn field(&mut self, instruction: &str, result: &str, words: Words) {
        let kind = if self.deletes() { "w:delInstrText" } else { "w:instrText" };
        self.tracked(|body| {
            body.run(words, "<w:fldChar w:fldCharType=\"begin\"/>");
            body.run(words, &format!("<{kind} xml:space=\"preserve\">{instruction}</{kind}>"));
            body.run(words, "<w:fldChar w:fldCharType=\"separate\"/>");
            body.styled(result, words);
            body.run(words, "<w:fldChar w:fldCharType=\"end\"/>");
        });
        self.keep_end();
    }

    /// Of a paragraph that goes or comes, LibreOffice takes one end too many away with a note or field that stands
    /// there; not with a run behind it, though it be empty. Where the end stays, such a run does that harm.
    pub(super) fn keep_end(&mut self) {
        if self.track.now.is_some() && !self.track.stays {
            let name = if self.deletes() { "w:delText" } else { "w:t" };
            self.run(PLAIN, &format!("<{name} xml:space=\"preserve\"></{name}>"));
        }
    }

    /// Words that lead to a bookmark, in the older version and the newer.
    fn jump(&mut self, name: &str, [older, newer]: [&str; 2], words: Words) {
        if !words.link {
            self.part.xml.open("w:hyperlink", &[("w:anchor", name), ("w:history", "1")]);
        }
        self.replaced(older, newer, words);
        if !words.link {
            self.part.xml.close("w:hyperlink");
        }
    }

    /// A footnote's mark, and the footnote in its own part.
    fn note(&mut self, note: &Note, words: Words) {
        if self.in_note {
            // A note inside a note: word processors have none.
            let text: Vec<String> = note.blocks.iter().map(|block| block.plain()).collect();
            return self.styled(&format!(" [{}]", text.join(" ")), words);
        }
        self.note_count += 1;
        let id = self.note_count.to_string();
        self.tracked(|body| {
            body.part.xml.raw("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>");
            body.part.xml.empty("w:footnoteReference", &[("w:id", &id)]);
            body.part.xml.close("w:r");
        });
        self.keep_end();
        // The note comes and goes with its mark: its words are not marked again.
        let change = self.track.now.take();
        std::mem::swap(&mut self.part, &mut self.notes);
        let after_table = std::mem::take(&mut self.after_table);
        self.in_note = true;
        self.note_text(note, &id);
        self.in_note = false;
        self.after_table = after_table;
        self.track.now = change;
        std::mem::swap(&mut self.part, &mut self.notes);
    }
}

/// The steps of an item's number: `12`, `(a)`, `(i)` of `12(a)(i)`.
fn steps_of(number: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = std::iter::once(0).chain(number.match_indices('(').map(|(at, _)| at).filter(|at| *at > 0)).collect();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([number.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| &number[start..end])
}
