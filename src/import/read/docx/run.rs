//! Words inside a paragraph: runs, links, content controls, symbols, line ends.

use super::{
    body::branch,
    styles::font,
    walk::Walk,
    xml::{Element, attribute, child, elements, is_on, name, plain, toggle, value},
};
use crate::{
    document::Reference,
    import::{
        TickMade,
        read::{
            glyph,
            highlight::is_marking,
            line::{Atom, Look},
        },
    },
};

/// How the words of a run look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) look: Look,
    hidden: bool,
    highlighted: bool,
    /// Whether somebody struck it through by hand.
    struck: bool,
    /// The font, where it draws symbols.
    font: Option<&'a str>,
}

impl<'a> Walk<'a, '_> {
    /// Everything inside a paragraph or a part of one.
    pub(super) fn inline(&mut self, around: Element<'a>, look: Look) {
        for node in elements(around) {
            match name(node) {
                "r" => self.run(node, look),
                "hyperlink" => self.hyperlink(node, look),
                "fldSimple" => self.simple_field(node, look),
                "ins" | "moveTo" => self.changed(node, true, |walk| walk.inline(node, look)),
                "del" | "moveFrom" => self.changed(node, false, |walk| walk.inline(node, look)),
                "sdt" => self.inline_control(node, look),
                "AlternateContent" => {
                    if let Some(branch) = branch(node) {
                        self.inline(branch, look);
                    }
                }
                "bookmarkStart" => self.bookmark(node),
                "commentRangeStart" | "commentReference" => self.comment(attribute(node, "id").unwrap_or_default()),
                "t" => self.now.line.words(node.text().unwrap_or_default(), look),
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "bookmarkEnd" | "proofErr" | "smartTagPr" | "customXmlPr" => {}
                _ => self.inline(node, look),
            }
        }
    }

    /// A run: words of one look.
    pub(super) fn run(&mut self, node: Element<'a>, base: Look) {
        let now = child(node, "rPr");
        let before = now.filter(|_| !self.keeps_inserted()).and_then(|now| child(child(now, "rPrChange")?, "rPr"));
        let given = before.or(now);
        let style = given.and_then(|given| value(given, "rStyle")).and_then(|id| self.source.styles.character(id));
        let is = |kind: &str| given.and_then(|given| toggle(given, kind));
        // A style's bold on a bold style is plain (ECMA-376-1, 17.7.3).
        let of_style = |given: Option<bool>, base: bool| given.unwrap_or(false) != base;
        let look = Look {
            bold: is("b").unwrap_or_else(|| of_style(style.and_then(|style| style.bold), base.bold)),
            italic: is("i").unwrap_or_else(|| of_style(style.and_then(|style| style.italic), base.italic)),
            code: base.code || style.is_some_and(|style| style.code),
            link: base.link,
        };
        let hidden = is("vanish").or(style.and_then(|style| style.hidden)).unwrap_or(self.now.style_hidden);
        let font = given.and_then(font).filter(|font| glyph::is_symbolic(font));
        let highlighted = given.and_then(|given| value(given, "highlight")).is_some_and(is_marking);
        let struck = is("strike") == Some(true) || is("dstrike") == Some(true);
        self.run_content(node, Run { look, hidden, highlighted, struck, font });
    }

    fn run_content(&mut self, around: Element<'a>, run: Run<'a>) {
        let mut own_mark = false;
        for node in elements(around) {
            match name(node) {
                // The mark that a footnote has instead of a number.
                "t" if own_mark => own_mark = false,
                "t" | "delText" => self.say(node.text().unwrap_or_default(), run),
                "tab" | "ptab" => self.say(" ", run),
                "br" => self.line_end(node, run),
                "cr" => self.now.line.push(Atom::Break, run.look),
                "noBreakHyphen" => self.say("-", run),
                "sym" => self.symbol(node, run),
                "fldChar" => self.field_mark(node, run.look),
                "instrText" | "delInstrText" => self.instruction(node.text().unwrap_or_default()),
                "footnoteReference" | "endnoteReference" => {
                    own_mark = attribute(node, "customMarkFollows").is_some_and(|given| !matches!(given, "0" | "false" | "off"));
                    self.note(node, run.look);
                }
                "drawing" | "pict" | "object" => self.graphic(node, run.look),
                "AlternateContent" => {
                    if let Some(branch) = branch(node) {
                        self.run_content(branch, run);
                    }
                }
                "commentReference" => self.comment(attribute(node, "id").unwrap_or_default()),
                "lastRenderedPageBreak" if self.note.is_none() => self.place.page = self.place.page.map(|page| page + 1),
                "rt" => {
                    self.say("(", run);
                    self.inline(node, run.look);
                    self.say(")", run);
                }
                "rubyBase" => self.inline(node, run.look),
                "rPr"
                | "rubyPr"
                | "softHyphen"
                | "lastRenderedPageBreak"
                | "footnoteRef"
                | "endnoteRef"
                | "annotationRef"
                | "separator"
                | "continuationSeparator"
                | "pgNum" => {}
                _ => self.run_content(node, run),
            }
        }
    }

    /// Words as they look.
    fn say(&mut self, words: &str, run: Run) {
        if run.hidden {
            self.now.hidden.push_str(words);
            return;
        }
        if run.struck {
            self.now.struck.push_str(words);
        }
        self.now.highlights.read(words, run.highlighted);
        match run.font.or(self.now.style_font.as_deref()) {
            Some(font) => {
                let drawn: String = words.chars().map(|c| glyph::drawn(font, c)).collect();
                self.now.line.words(&drawn, run.look);
            }
            None => self.now.line.words(words, run.look),
        }
    }

    /// The end of a line, or of a page.
    fn line_end(&mut self, node: Element, run: Run) {
        if attribute(node, "type") == Some("page") {
            if self.now.line.is_blank() {
                self.now.page_before = true;
                return;
            }
            self.now.page_after = true;
        }
        if !run.hidden {
            self.now.line.push(Atom::Break, run.look);
        }
    }

    /// A character of a symbol font.
    fn symbol(&mut self, node: Element, run: Run) {
        let code = attribute(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let Some(c) = code.and_then(char::from_u32) else { return };
        let font = attribute(node, "font").unwrap_or_default();
        let c = if glyph::is_symbolic(font) { glyph::drawn(font, c) } else { glyph::of_private_use(c) };
        self.say(c.encode_utf8(&mut [0; 4]), Run { font: None, ..run });
    }

    /// A link: out of the document, or to a bookmark in it.
    fn hyperlink(&mut self, node: Element<'a>, look: Look) {
        let start = self.now.line.len();
        self.inline(node, look);
        let address = attribute(node, "id").and_then(|id| self.source.link(id, self.note)).filter(|to| !to.is_empty());
        let anchor = attribute(node, "anchor").filter(|anchor| !anchor.is_empty());
        match (address, anchor) {
            (Some(to), Some(anchor)) if !to.contains('#') => self.link_to(start, &format!("{to}#{anchor}")),
            (Some(to), _) => self.link_to(start, to),
            (None, Some(anchor)) => self.refer_to(start, anchor),
            (None, None) => {}
        }
    }

    /// Makes everything from a place on a link.
    pub(super) fn link_to(&mut self, start: usize, to: &str) {
        if self.in_contents() {
            return;
        }
        match to.strip_prefix('#') {
            Some(anchor) => self.refer_to(start, anchor),
            None => self.now.line.make_link(start, to),
        }
    }

    /// Makes everything from a place on a reference, where the file has that bookmark.
    pub(super) fn refer_to(&mut self, start: usize, bookmark: &str) {
        if self.in_contents() {
            return;
        }
        if let Some((to, target)) = self.source.bookmark(bookmark) {
            self.now.line.make_reference(start, Reference { to, target, ..Reference::default() });
        }
    }

    /// A content control among words.
    fn inline_control(&mut self, node: Element<'a>, look: Look) {
        let properties = child(node, "sdtPr");
        if let Some(tick) = properties.and_then(control_tick) {
            return self.now.line.push(Atom::Tick(tick, TickMade::Control), look);
        }
        let Some(content) = child(node, "sdtContent") else { return };
        if shows_placeholder(node) {
            self.now.placeholder.push_str(&plain(content));
            self.now.placeholder.push(' ');
        } else {
            self.inline(content, look);
        }
    }
}

/// Whether a content control shows nothing but the words that ask to fill it.
pub(super) fn shows_placeholder(control: Element) -> bool {
    child(control, "sdtPr").and_then(|properties| toggle(properties, "showingPlcHdr")) == Some(true)
}

/// Whether a content control is a tick box; inside, whether it is ticked.
pub(super) fn control_tick(properties: Element) -> Option<Option<bool>> {
    let tick = child(properties, "checkbox")?;
    Some(Some(child(tick, "checked").is_some_and(is_on)))
}
