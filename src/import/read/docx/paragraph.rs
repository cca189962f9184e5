//! One paragraph: what its properties say, its label, and the pieces it becomes.

use super::{
    styles::{Style, left},
    walk::{Paragraph, Walk},
    xml::{Element, attribute, child, name, number, toggle, value},
};
use crate::{
    document::Align,
    import::{
        Label, Layout, Piece, PieceKind, TickMade,
        read::{
            glyph,
            line::{Atom, Finished, Look},
            style_name,
        },
    },
};

/// What the properties of a paragraph say.
#[derive(Debug, Clone, Default)]
pub(super) struct Properties {
    pub(super) style: Style,
    style_id: String,
    /// Its list and its level in it.
    list: Option<(String, u8)>,
    heading: Option<u8>,
    /// Whether its mark is hidden.
    mark_hidden: bool,
    page_before: bool,
    /// Whether a section with a page of its own ends with it.
    page_after: bool,
    /// Whether it is a large first letter of the next paragraph.
    drop_cap: bool,
    layout: Layout,
}

impl<'a> Walk<'a, '_> {
    /// A paragraph.
    pub(super) fn paragraph(&mut self, node: Element<'a>, out: &mut Vec<Piece>) {
        self.place.paragraph = Some(self.place.paragraph.unwrap_or(0) + 1);
        let properties = self.properties(node);
        // The fields of a table of contents whose end was lost end before the next heading.
        if properties.heading.is_some() && !properties.style.contents {
            self.fields.retain(|field| !field.is_contents());
        }
        if let Some((mut before, _)) = self.pending.take() {
            // What is gone leaves its names to what follows, whose own stand first.
            if before.line.is_empty() {
                self.names.append(&mut before.names);
            }
            self.now = before;
        }
        self.now.page_before |= properties.page_before;
        self.now.style_hidden = properties.style.hidden == Some(true);
        self.now.style_font = properties.style.font.clone().filter(|font| glyph::is_symbolic(font));
        self.inline(
            node,
            Look { bold: properties.style.bold == Some(true), italic: properties.style.italic == Some(true), ..Look::default() },
        );
        self.end_paragraph_of_fields();
        let done = std::mem::take(&mut self.now);
        if properties.drop_cap {
            self.pending = Some((done, properties));
        } else if self.mark_is_gone(node) {
            self.pending = Some((Paragraph { revised: true, ..done }, properties));
        } else {
            self.emit(done, &properties, out);
        }
    }

    /// Words that stand where a paragraph should.
    pub(super) fn inside(&mut self, node: Element<'a>, out: &mut Vec<Piece>) {
        match name(node) {
            "r" => self.run(node, Look::default()),
            "t" => self.now.line.words(node.text().unwrap_or_default(), Look::default()),
            _ => self.inline(node, Look::default()),
        }
        let done = std::mem::take(&mut self.now);
        self.emit(done, &Properties::default(), out);
    }

    /// A tick box that stands by itself where a paragraph should.
    pub(super) fn tick_paragraph(&mut self, tick: Option<bool>, content: Element<'a>, out: &mut Vec<Piece>) {
        self.now.line.push(Atom::Tick(tick, TickMade::Control), Look::default());
        let words: String = super::xml::plain(content).chars().filter(|c| glyph::tick(*c).is_none()).collect();
        self.now.line.words(&words, Look::default());
        let done = std::mem::take(&mut self.now);
        let properties = child(content, "p").map(|node| self.properties(node)).unwrap_or_default();
        self.emit(done, &properties, out);
    }

    /// Whether the end of a paragraph was deleted, or inserted and is not wanted. Counts it.
    fn mark_is_gone(&mut self, node: Element) -> bool {
        let Some(mark) = child(node, "pPr").and_then(|properties| child(properties, "rPr")) else { return false };
        let mut gone = false;
        for (kind, inserted) in [("ins", true), ("moveTo", true), ("del", false), ("moveFrom", false)] {
            if child(mark, kind).is_some() {
                self.report.changes += 1;
                gone |= inserted != self.keeps_inserted();
            }
        }
        gone
    }

    fn properties(&mut self, node: Element) -> Properties {
        let now = child(node, "pPr");
        let before = now.filter(|_| !self.keeps_inserted()).and_then(|now| child(child(now, "pPrChange")?, "pPr"));
        let given = before.or(now);
        let style_id = given.and_then(|given| value(given, "pStyle"));
        let style = self.source.styles.paragraph(style_id).clone();
        let outline = given.and_then(|given| number::<u8>(given, "outlineLvl"));
        let heading = match outline {
            Some(level) if level < 9 => Some(level + 1),
            Some(_) => None,
            None => style.heading,
        };
        let frame = given.and_then(|given| child(given, "framePr")).and_then(|frame| attribute(frame, "dropCap"));
        let section = now.and_then(|now| child(now, "sectPr"));
        let break_kind = section.map(|section| value(section, "type").unwrap_or("nextPage"));
        let page_before = given.and_then(|given| toggle(given, "pageBreakBefore")).or(style.page_before);
        let list = self.list(given, &style);
        Properties {
            layout: self.layout(given, &style, list.as_ref()),
            list,
            drop_cap: frame.is_some_and(|kind| kind != "none"),
            style_id: style_id.unwrap_or_default().to_owned(),
            heading,
            mark_hidden: now.and_then(|now| child(now, "rPr")).and_then(|mark| toggle(mark, "vanish")) == Some(true),
            page_before: page_before == Some(true),
            page_after: break_kind.is_some_and(|kind| kind != "continuous"),
            style,
        }
    }

    /// Where the text of a paragraph starts and how it is aligned: its own list's indentation goes
    /// before its style's (ECMA-376-1, 17.9.22).
    fn layout(&self, given: Option<Element>, style: &Style, list: Option<&(String, u8)>) -> Layout {
        let own = list.filter(|_| given.is_some_and(|given| child(given, "numPr").is_some()));
        let of_list = || own.and_then(|(list, level)| self.numbering.left(list, *level));
        let align = match given.and_then(|given| value(given, "jc")) {
            Some("center") => Align::Centre,
            Some("right" | "end") => Align::Right,
            _ => Align::Left,
        };
        Layout { left: given.and_then(left).or_else(of_list).or(style.left).unwrap_or(0), align, header: false }
    }

    /// The list and the level of a paragraph: its own, else its style's.
    fn list(&self, given: Option<Element>, style: &Style) -> Option<(String, u8)> {
        let own = given.and_then(|given| child(given, "numPr"));
        let own_level = own.and_then(|own| number::<u8>(own, "ilvl"));
        if let Some(list) = own.and_then(|own| value(own, "numId")) {
            return (list != "0").then(|| (list.to_owned(), own_level.unwrap_or(0)));
        }
        let of_style = style.list.as_ref()?;
        let list = of_style.list.as_deref().filter(|list| *list != "0")?;
        let bound = self.numbering.level_of_style(list, &of_style.style);
        Some((list.to_owned(), own_level.or(bound).or(of_style.level).unwrap_or(0)))
    }

    /// Makes pieces of a paragraph that was read.
    pub(super) fn emit(&mut self, read: Paragraph, properties: &Properties, out: &mut Vec<Piece>) {
        self.report.dropped("hidden text was left out", &read.hidden, self.place);
        self.report.dropped("placeholder text was left out", &read.placeholder, self.place);
        self.report.kept("text that is struck through by hand stays", &read.struck, self.place);
        let hidden = properties.mark_hidden && read.line.is_blank();
        let printed = properties.list.as_ref().filter(|_| !hidden).and_then(|(list, level)| {
            self.numbering.label(list, *level).map(|printed| (printed, *level)).filter(|(printed, _)| !printed.text.is_empty())
        });
        let bullet = printed.as_ref().is_some_and(|(printed, _)| printed.bullet);
        let item_level = printed.as_ref().map(|(_, level)| *level);
        let style = &properties.style;
        let base = Look {
            bold: style.bold == Some(true),
            italic: style.italic == Some(true),
            code: style.kind == Some(PieceKind::Code),
            link: None,
        };
        let Finished { content, ticks, bold } = read.line.finish(base);
        let (kind, level) = match (style.kind, properties.heading, item_level) {
            (Some(kind @ (PieceKind::Title | PieceKind::Subtitle)), ..) => (kind, 0),
            (_, Some(level), _) => (PieceKind::Heading, level),
            (_, _, Some(level)) => (PieceKind::Item, level.max(style_name::item_level(&style.name))),
            (kind, ..) => (kind.unwrap_or_default(), 0),
        };
        let flags = self.flags(read.revised, read.contents || style.contents);
        let page_end = || Piece { kind: PieceKind::PageEnd, at: self.place, ..Piece::default() };
        if read.page_before && !out.is_empty() {
            out.push(page_end());
        }
        let page_after = read.page_after || properties.page_after;
        let mut names = read.names;
        names.append(&mut self.names);
        if content.is_empty() && ticks.is_empty() && (printed.is_none() || bullet && self.source.built.is_none()) {
            self.names = names;
        } else {
            let label = printed.map(|(printed, _)| Label { text: printed.text, automatic: true });
            let style = Some(if style.name.is_empty() { &properties.style_id } else { &style.name });
            let style = style.filter(|name| !name.is_empty()).cloned();
            out.push(Piece {
                kind,
                content,
                label,
                level,
                bold,
                ticks,
                highlighted: read.highlights.finish(),
                names,
                style,
                flags,
                at: self.place,
                layout: properties.layout,
                ..Piece::default()
            });
        }
        out.extend(read.after);
        if page_after {
            out.push(Piece { kind: PieceKind::PageEnd, at: self.place, ..Piece::default() });
        }
    }

    /// Remembers a bookmark in the paragraph.
    pub(super) fn bookmark(&mut self, node: Element) {
        if let Some(name) = attribute(node, "name").and_then(|mark| self.name(mark)) {
            self.now.names.push(name);
        }
    }
}
