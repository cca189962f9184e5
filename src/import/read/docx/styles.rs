//! Styles: what a paragraph or run has from its style and those that this is based on.

use super::xml::{Element, attribute, child, elements, name, number, toggle, value};
use crate::import::{PieceKind, read::style_name};
use std::collections::HashMap;

/// How many styles may be based on one another.
const DEEPEST: usize = 24;

/// A style, with all that it has from others.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// Its name, in English for those that every Word knows.
    pub(super) name: String,
    /// The heading level, from 1.
    pub(super) heading: Option<u8>,
    /// Its list: the list's id and level, and the id of the style that gives it.
    pub(super) list: Option<StyleList>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) font: Option<String>,
    /// Where its text starts, in twips.
    pub(super) left: Option<i32>,
    pub(super) page_before: Option<bool>,
    /// What a paragraph of it is, besides heading and item.
    pub(super) kind: Option<PieceKind>,
    /// Whether it is a style of tables of contents.
    pub(super) contents: bool,
    /// Whether its words are typed exactly.
    pub(super) code: bool,
}

/// The list of a style.
#[derive(Debug, Clone, Default)]
pub(super) struct StyleList {
    pub(super) list: Option<String>,
    pub(super) level: Option<u8>,
    pub(super) style: String,
}

/// Every style of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Style>,
    /// The list that a numbering style stands for.
    lists: HashMap<String, String>,
    default: Style,
}

impl Styles {
    /// Reads the part.
    pub(super) fn read(root: Element) -> Self {
        let raw: HashMap<&str, Element> = elements(root)
            .filter(|style| name(*style) == "style")
            .filter_map(|style| Some((attribute(style, "styleId")?, style)))
            .collect();
        let mut styles = Self::default();
        for (id, style) in &raw {
            let list = child(*style, "pPr").and_then(|properties| child(properties, "numPr")).and_then(|list| value(list, "numId"));
            if let Some(list) = list.filter(|_| attribute(*style, "type") == Some("numbering")) {
                styles.lists.insert((*id).to_owned(), list.to_owned());
            }
            styles.all.insert((*id).to_owned(), resolved(id, &raw));
        }
        let is_default = |style: &Element| {
            attribute(*style, "type") == Some("paragraph") && matches!(attribute(*style, "default"), Some("1" | "true" | "on"))
        };
        let default = elements(root).find(is_default).and_then(|style| attribute(style, "styleId"));
        styles.default = default.and_then(|id| styles.all.get(id)).cloned().unwrap_or_default();
        styles
    }

    /// A style by its id; that of plain text where a paragraph names none.
    pub(super) fn paragraph(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.all.get(id)).unwrap_or(&self.default)
    }

    /// A character style by its id.
    pub(super) fn character(&self, id: &str) -> Option<&Style> {
        self.all.get(id)
    }

    /// Where the text of a style starts, in twips.
    pub(super) fn left(&self, id: &str) -> Option<i32> {
        self.all.get(id)?.left
    }

    /// The list that a numbering style stands for.
    pub(super) fn list(&self, style: &str) -> Option<&str> {
        self.lists.get(style).map(String::as_str)
    }
}

/// A style with what it has from those it is based on.
fn resolved(id: &str, raw: &HashMap<&str, Element>) -> Style {
    let mut out = Style::default();
    let mut next = Some(id);
    for depth in 0..DEEPEST {
        let Some((id, style)) = next.and_then(|id| raw.get(id).map(|style| (id, *style))) else { break };
        let name = value(style, "name").unwrap_or(id).to_lowercase();
        if depth == 0 {
            out.name = value(style, "name").unwrap_or(id).to_owned();
            out.contents = style_name::is_contents(&name);
        }
        out.code |= style_name::is_code(&name);
        out.kind = out.kind.or_else(|| style_name::kind(&name));
        let named = style_name::heading(&name);
        let outline = child(style, "pPr").and_then(|properties| number::<u8>(properties, "outlineLvl"));
        // Level 9 is body text, and takes away what the style is based on.
        out.heading = out.heading.or(outline.map(|level| if level < 9 { level + 1 } else { 0 })).or(named);
        add_properties(&mut out, style, id);
        next = value(style, "basedOn");
    }
    out.heading = out.heading.filter(|level| *level > 0);
    out
}

fn add_properties(out: &mut Style, style: Element, id: &str) {
    if let Some(paragraph) = child(style, "pPr") {
        if let Some(list) = child(paragraph, "numPr") {
            let given = out.list.get_or_insert_with(|| StyleList { style: id.to_owned(), ..StyleList::default() });
            if given.list.is_none() {
                given.list = value(list, "numId").map(str::to_owned);
                given.level = given.level.or_else(|| number(list, "ilvl"));
                given.style = id.to_owned();
            }
        }
        out.left = out.left.or_else(|| left(paragraph));
        out.page_before = out.page_before.or_else(|| toggle(paragraph, "pageBreakBefore"));
    }
    if let Some(run) = child(style, "rPr") {
        out.bold = out.bold.or_else(|| toggle(run, "b"));
        out.italic = out.italic.or_else(|| toggle(run, "i"));
        out.hidden = out.hidden.or_else(|| toggle(run, "vanish"));
        out.font = out.font.take().or_else(|| font(run).map(str::to_owned));
    }
}

/// Where text starts, in twips, by the properties of a paragraph.
pub(super) fn left(paragraph: Element) -> Option<i32> {
    let indent = child(paragraph, "ind")?;
    attribute(indent, "left").or_else(|| attribute(indent, "start"))?.parse().ok()
}

/// The font of a run's properties.
pub(super) fn font(run: Element<'_>) -> Option<&str> {
    let fonts = child(run, "rFonts")?;
    ["ascii", "hAnsi", "cs"].iter().find_map(|kind| attribute(fonts, kind))
}
