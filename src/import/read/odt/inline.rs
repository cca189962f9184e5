//! Words inside a paragraph: spans, spaces, links, references, fields.

use super::{frame::words, walk::Walk};
use crate::{
    document::Reference,
    import::{
        Notice, TickMade,
        read::{
            glyph,
            line::{Atom, Look},
            tree::{Element, attribute, child, elements, name},
        },
    },
};

/// The most spaces that one element stands for.
const MOST_SPACES: usize = 200;

/// How letters are drawn, besides their weight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Font<'f> {
    pub(super) hidden: bool,
    /// Whether a colour stands behind the words.
    pub(super) highlighted: bool,
    /// The font, where it draws symbols.
    pub(super) name: Option<&'f str>,
}

impl<'a> Walk<'a> {
    /// Everything inside a paragraph or a part of one.
    pub(super) fn inline(&mut self, around: Element<'a>, look: Look, font: Font) {
        for node in around.children() {
            if node.is_text() {
                self.text(node.text().unwrap_or_default(), look, font);
            } else if node.is_element() {
                self.element(node, look, font);
            }
        }
    }

    fn element(&mut self, node: Element<'a>, look: Look, font: Font) {
        match name(node) {
            "span" => self.span(node, look, font),
            "s" => {
                let count = attribute(node, "c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                self.say(&" ".repeat(count.min(MOST_SPACES)), look, font);
            }
            "tab" => self.say(" ", look, font),
            "line-break" => self.push(Atom::Break, look),
            "a" => self.link(node, look, font),
            "bookmark" | "bookmark-start" | "reference-mark" | "reference-mark-start" => {
                self.now.names.extend(attribute(node, "name").map(str::to_owned));
                self.inline(node, look, font);
            }
            "bookmark-ref" | "reference-ref" => {
                let start = self.now.line.len();
                self.inline(node, look, font);
                self.refer_to(start, attribute(node, "ref-name").unwrap_or_default());
            }
            "note" if !self.in_note => self.note(node, look),
            "note" => {}
            "frame" | "custom-shape" | "rect" | "ellipse" | "g" | "control" | "line" | "polyline" | "path" => self.graphic(node, look),
            "annotation" => self.comment(node),
            "fieldmark" => self.field_mark(node, look, font),
            "content-control" => self.content_control(node, look, font),
            "placeholder" => {
                self.now.placeholder.push_str(&words(node));
                self.now.placeholder.push(' ');
            }
            "hidden-text" => self.now.hidden.push_str(attribute(node, "string-value").unwrap_or_default()),
            "hidden-paragraph" if attribute(node, "is-hidden") == Some("true") => {
                self.report.say(Notice::new("a paragraph that may be hidden was read").at(self.place));
            }
            "change-start" | "change-end" | "change" => self.change(node, look),
            "soft-page-break" => self.place.page = self.place.page.map(|page| page + 1),
            "ruby-text" => {
                self.say("(", look, font);
                self.inline(node, look, font);
                self.say(")", look, font);
            }
            // LibreOffice keeps what it counted; it is counted here too.
            "number" | "page-number" | "annotation-end" | "script" => {}
            _ => self.inline(node, look, font),
        }
    }

    fn span(&mut self, node: Element<'a>, look: Look, font: Font) {
        let style = attribute(node, "style-name").and_then(|id| self.styles.text(id)).cloned().unwrap_or_default();
        let inner = Look {
            bold: style.bold.unwrap_or(look.bold),
            italic: style.italic.unwrap_or(look.italic),
            code: look.code || style.code,
            link: look.link,
        };
        let font = Font {
            hidden: style.hidden.unwrap_or(font.hidden),
            highlighted: style.highlighted.unwrap_or(font.highlighted),
            name: style.font.as_deref().or(font.name),
        };
        self.inline(node, inner, font);
    }

    /// Typed words: any run of white space is one space (OpenDocument 1.3, part 3, 6.1.2).
    fn text(&mut self, text: &str, look: Look, font: Font) {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            let space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !(space && self.now.after_space) {
                out.push(if space { ' ' } else { c });
            }
            self.now.after_space = space;
        }
        let after_space = self.now.after_space;
        self.say(&out, look, font);
        self.now.after_space = after_space;
    }

    /// Words as they look.
    pub(super) fn say(&mut self, text: &str, look: Look, font: Font) {
        if text.is_empty() || !self.unwanted.is_empty() {
            return;
        }
        self.now.after_space = false;
        if font.hidden {
            self.now.hidden.push_str(text);
            return;
        }
        self.now.highlights.read(text, font.highlighted);
        let drawn = |font: &str| text.chars().map(|c| glyph::drawn(font, c)).collect::<String>();
        // LibreOffice writes such letters from a private range; plain ones in those fonts are what they are.
        match font.name.filter(|_| text.chars().any(|c| ('\u{f000}'..='\u{f0ff}').contains(&c))) {
            Some(font) => self.now.line.words(&drawn(font), look),
            None => self.now.line.words(&text.chars().map(glyph::of_private_use).collect::<String>(), look),
        }
    }

    /// Anything else, unless it stands in what is left out.
    pub(super) fn push(&mut self, atom: Atom, look: Look) {
        if self.unwanted.is_empty() {
            self.now.after_space = matches!(atom, Atom::Break);
            self.now.line.push(atom, look);
        }
    }

    fn link(&mut self, node: Element<'a>, look: Look, font: Font) {
        let start = self.now.line.len();
        self.inline(node, look, font);
        let to = attribute(node, "href").unwrap_or_default();
        if self.contents > 0 {
            return;
        }
        match to.strip_prefix('#') {
            Some(anchor) => self.refer_to(start, anchor),
            None if !to.is_empty() => self.now.line.make_link(start, to),
            None => {}
        }
    }

    /// Makes everything from a place on a reference, where the file has that bookmark.
    fn refer_to(&mut self, start: usize, bookmark: &str) {
        if self.bookmarks.contains(bookmark) {
            self.now.line.make_reference(start, Reference { to: bookmark.to_owned(), ..Reference::default() });
        }
    }

    /// A form field of Word's kind.
    fn field_mark(&mut self, node: Element<'a>, look: Look, font: Font) {
        let param = |wanted: &str| {
            let found = elements(node).find(|param| name(*param) == "param" && attribute(*param, "name") == Some(wanted));
            found.and_then(|param| attribute(param, "value"))
        };
        let kind = attribute(node, "type").unwrap_or_default();
        if kind.ends_with("FORMCHECKBOX") {
            return self.push(Atom::Tick(Some(param("Checkbox_Checked") == Some("true")), TickMade::Field), look);
        }
        if kind.ends_with("FORMDROPDOWN") {
            let at = param("Dropdown_Selected").and_then(|at| at.parse::<usize>().ok()).unwrap_or(0);
            let entries = elements(node).filter(|param| attribute(*param, "name") == Some("Dropdown_ListEntry"));
            let chosen = entries.filter_map(|entry| attribute(entry, "value")).nth(at).unwrap_or_default();
            return self.say(chosen, look, font);
        }
        self.inline(node, look, font);
    }

    fn content_control(&mut self, node: Element<'a>, look: Look, font: Font) {
        let is = |wanted: &str| attribute(node, wanted) == Some("true");
        if is("checkbox") {
            self.push(Atom::Tick(Some(is("checked")), TickMade::Control), look);
        } else if is("showing-place-holder") {
            self.now.placeholder.push_str(&words(node));
            self.now.placeholder.push(' ');
        } else {
            self.inline(node, look, font);
        }
    }

    fn comment(&mut self, node: Element<'a>) {
        let author = child(node, "creator").and_then(|author| author.text()).map(str::trim).filter(|author| !author.is_empty());
        let message = author.map_or_else(|| "a comment".to_owned(), |author| format!("a comment by {author}"));
        let said: Vec<String> = elements(node).filter(|part| matches!(name(*part), "p" | "list")).map(words).collect();
        self.report.say(Notice::new(message).dropped(said.join(" ").trim().to_owned()).at(self.place));
    }
}
