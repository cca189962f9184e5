//! Blocks: paragraphs, headings, lists, tables, sections.

use super::{
    frame::Control,
    item::Numbered,
    lists::{Lists, Printed},
    revision::Region,
    styles::{Style, Styles},
};
use crate::import::{
    Changes, Flag, Label, Piece, PieceKind, Place,
    read::{
        highlight::Highlights,
        line::{Finished, Line, Look},
        report::Report,
        style_name,
        tree::{Element, attribute, elements, name},
    },
};
use roxmltree::Document;
use std::collections::{HashMap, HashSet};

/// Going over a file.
pub(super) struct Walk<'a> {
    pub(super) styles: Styles,
    pub(super) lists: Lists,
    pub(super) changes: Changes,
    pub(super) report: Report,
    pub(super) regions: HashMap<&'a str, Region<'a>>,
    pub(super) controls: HashMap<&'a str, Control>,
    pub(super) bookmarks: HashSet<&'a str>,
    /// Insertions that were begun and are not wanted.
    pub(super) unwanted: HashSet<&'a str>,
    pub(super) now: Paragraph,
    /// Names for the next piece.
    pub(super) names: Vec<String>,
    pub(super) place: Place,
    pub(super) contents: usize,
    pub(super) boxes: usize,
    pub(super) in_note: bool,
}

/// What was read of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) line: Line,
    pub(super) names: Vec<String>,
    pub(super) after: Vec<Piece>,
    pub(super) hidden: String,
    pub(super) highlights: Highlights,
    pub(super) placeholder: String,
    pub(super) revised: bool,
    /// Whether white space here would double that before it.
    pub(super) after_space: bool,
}

impl<'a> Walk<'a> {
    /// Nothing read yet.
    pub(super) fn new(main: &'a Document<'a>, styles: Option<&'a Document<'a>>, text: Element<'a>, changes: Changes) -> Self {
        let mut parts: Vec<Element<'a>> = styles.iter().flat_map(|tree| elements(tree.root_element())).collect();
        // Automatic styles of the styles' part are for headers, and their names are used again in the text.
        parts.retain(|part| name(*part) == "styles");
        parts.extend(elements(main.root_element()).filter(|part| name(*part) == "automatic-styles" || name(*part) == "styles"));
        let marks = text
            .descendants()
            .filter(|node| matches!(name(*node), "bookmark" | "bookmark-start" | "reference-mark" | "reference-mark-start"));
        let has_pages = text.descendants().any(|node| name(node) == "soft-page-break");
        let mut walk = Self {
            styles: Styles::read(&parts),
            lists: Lists::read(&parts),
            changes,
            report: Report::default(),
            regions: super::revision::regions(text),
            controls: super::frame::controls(text),
            bookmarks: marks.filter_map(|mark| attribute(mark, "name")).collect(),
            unwanted: HashSet::new(),
            now: Paragraph::default(),
            names: Vec::new(),
            place: Place { page: has_pages.then_some(1), ..Place::default() },
            contents: 0,
            boxes: 0,
            in_note: false,
        };
        walk.report.changes = walk.regions.len();
        if let Some(tree) = styles {
            walk.running(tree);
        }
        walk
    }

    /// Every block inside an element.
    pub(super) fn blocks(&mut self, around: Element<'a>, out: &mut Vec<Piece>) {
        elements(around).for_each(|node| self.block(node, out));
    }

    pub(super) fn block(&mut self, node: Element<'a>, out: &mut Vec<Piece>) {
        match name(node) {
            "p" | "h" => self.paragraph(node, None, out),
            "list" => self.list(node, None, out),
            "numbered-paragraph" => self.numbered_paragraph(node, out),
            "table" => self.table(node, out),
            "section" if attribute(node, "display") == Some("none") => {
                self.report.dropped("hidden text was left out", &super::frame::words(node), self.place);
            }
            "table-of-content" | "illustration-index" | "table-index" | "object-index" | "user-index" => {
                self.contents += 1;
                self.blocks(node, out);
                self.contents -= 1;
            }
            "soft-page-break" => self.place.page = self.place.page.map(|page| page + 1),
            "change-start" | "change-end" | "change" => self.change(node, Look::default()),
            "frame" | "custom-shape" | "rect" | "ellipse" | "g" | "control" | "line" | "polyline" | "path" => {
                self.graphic(node, Look::default());
                self.end(&Style::default(), None, None, out);
            }
            "tracked-changes"
            | "forms"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "dde-connection-decls"
            | "alphabetical-index-auto-mark-file"
            | "table-of-content-source"
            | "illustration-index-source"
            | "table-index-source"
            | "object-index-source"
            | "user-index-source"
            | "bibliography-source"
            | "alphabetical-index-source" => {}
            _ => self.blocks(node, out),
        }
    }

    /// Ends what was begun: words that a rejected insertion parted from their paragraph's end.
    pub(super) fn close(&mut self, out: &mut Vec<Piece>) {
        if !self.now.line.is_blank() {
            self.end(&Style::default(), None, None, out);
        }
        if let Some(last) = out.last_mut() {
            last.names.append(&mut self.names);
        }
    }

    pub(super) fn paragraph(&mut self, node: Element<'a>, numbered: Option<Numbered<'a>>, out: &mut Vec<Piece>) {
        self.place.paragraph = Some(self.place.paragraph.unwrap_or(0) + 1);
        let style = self.styles.paragraph(attribute(node, "style-name")).clone();
        if style.page_before && !self.in_note && self.place.paragraph != Some(1) {
            self.place.page = self.place.page.map(|page| page + 1);
            out.push(Piece { kind: PieceKind::PageEnd, at: self.place, ..Piece::default() });
        }
        self.now.after_space = self.now.line.is_blank();
        let look = Look { bold: style.bold == Some(true), italic: style.italic == Some(true), ..Look::default() };
        self.inline(
            node,
            look,
            super::inline::Font { hidden: style.hidden == Some(true), highlighted: false, name: style.font.clone().as_deref() },
        );
        if !self.unwanted.is_empty() {
            // The end of this paragraph is part of what is left out: the next goes on with it.
            return;
        }
        let heading = match name(node) {
            "h" => attribute(node, "outline-level").and_then(|level| level.parse::<u8>().ok()).or(style.heading).or(Some(1)),
            _ => style.heading,
        };
        let printed = self.label(node, &style, numbered);
        self.end(&style, heading, printed.map(|printed| (printed, numbered.map_or(0, |numbered| numbered.list.level))), out);
        if style.page_after {
            out.push(Piece { kind: PieceKind::PageEnd, at: self.place, ..Piece::default() });
        }
    }

    fn label(&mut self, node: Element, style: &Style, numbered: Option<Numbered>) -> Option<Printed> {
        if let Some(Numbered { list, start }) = numbered {
            let name = list.style.or(style.list.as_deref())?;
            return self.lists.label(list.counts, name, list.level, start).filter(|printed| !printed.text.is_empty());
        }
        let headed = name(node) == "h" && attribute(node, "is-list-header") != Some("true") && self.contents == 0;
        let level = attribute(node, "outline-level").and_then(|level| level.parse().ok()).filter(|_| headed)?;
        let restarts = attribute(node, "restart-numbering") == Some("true");
        let start = attribute(node, "start-value").and_then(|start| start.parse().ok()).filter(|_| restarts);
        Some(self.lists.heading(level, start)).filter(|printed| !printed.text.is_empty())
    }

    /// Makes pieces of what was read of a paragraph.
    fn end(&mut self, style: &Style, heading: Option<u8>, printed: Option<(Printed, usize)>, out: &mut Vec<Piece>) {
        let read = std::mem::take(&mut self.now);
        self.report.dropped("hidden text was left out", &read.hidden, self.place);
        self.report.dropped("placeholder text was left out", &read.placeholder, self.place);
        let base = Look {
            bold: style.bold == Some(true),
            italic: style.italic == Some(true),
            code: style.kind == Some(PieceKind::Code),
            link: None,
        };
        let Finished { content, ticks, bold } = read.line.finish(base);
        let (kind, level) = match (style.kind, heading, &printed) {
            (Some(kind @ (PieceKind::Title | PieceKind::Subtitle)), ..) => (kind, 0),
            (_, Some(level), _) => (PieceKind::Heading, level.max(1)),
            (_, _, Some((_, level))) => (PieceKind::Item, u8::try_from(*level).unwrap_or(u8::MAX).max(style_name::item_level(&style.name))),
            (kind, ..) => (kind.unwrap_or_default(), 0),
        };
        let mut names = std::mem::take(&mut self.names);
        names.extend(read.names);
        let bullet = printed.as_ref().is_some_and(|(printed, _)| printed.bullet);
        if content.is_empty() && ticks.is_empty() && (printed.is_none() || bullet) {
            self.names = names;
        } else {
            let label = printed.map(|(printed, _)| Label { text: printed.text, automatic: true });
            let flags = self.flags(read.revised, style.contents);
            let style = Some(style.name.clone()).filter(|name| !name.is_empty());
            let highlighted = read.highlights.finish();
            out.push(Piece {
                kind,
                content,
                label,
                level,
                bold,
                ticks,
                highlighted,
                names,
                style,
                flags,
                at: self.place,
                ..Piece::default()
            });
        }
        out.extend(read.after);
    }

    /// The flags of pieces here.
    pub(super) fn flags(&self, revised: bool, contents: bool) -> Vec<Flag> {
        let all = [(self.contents > 0 || contents, Flag::Contents), (revised, Flag::Revised), (self.boxes > 0, Flag::TextBox)];
        all.into_iter().filter(|(given, _)| *given).map(|(_, flag)| flag).collect()
    }
}
