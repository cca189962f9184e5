//! Styles of OpenDocument: named ones, and the automatic ones that hold what somebody set by hand.

use crate::import::{
    PieceKind,
    read::{
        glyph,
        highlight::is_marking,
        style_name,
        tree::{Element, attribute, child, elements, name},
    },
};
use std::collections::HashMap;

/// How many styles may be based on one another.
const DEEPEST: usize = 24;

/// A style, with all that it has from others.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// Its name as shown; of an automatic style, that of the style it changes.
    pub(super) name: String,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// Whether a colour stands behind its words.
    pub(super) highlighted: Option<bool>,
    /// Its font, where that draws symbols.
    pub(super) font: Option<String>,
    pub(super) list: Option<String>,
    pub(super) heading: Option<u8>,
    pub(super) kind: Option<PieceKind>,
    pub(super) contents: bool,
    pub(super) code: bool,
    pub(super) page_before: bool,
    pub(super) page_after: bool,
}

/// Every style of a file, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<(bool, String), Style>,
    plain: Style,
}

impl Styles {
    /// Reads the styles in some groups: the named ones and the automatic ones of the text.
    pub(super) fn read(parts: &[Element<'_>]) -> Self {
        let mut raw: HashMap<(bool, &str), (Element, bool)> = HashMap::new();
        for group in parts {
            let automatic = name(*group) == "automatic-styles";
            for style in elements(*group).filter(|style| name(*style) == "style") {
                let family = attribute(style, "family");
                if let (Some(id), Some("paragraph" | "text")) = (attribute(style, "name"), family) {
                    raw.insert((family == Some("paragraph"), id), (style, automatic));
                }
            }
        }
        let all = raw.keys().map(|key| ((key.0, key.1.to_owned()), resolved(*key, &raw))).collect();
        Self { all, plain: Style::default() }
    }

    /// The style of a paragraph.
    pub(super) fn paragraph(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.all.get(&(true, id.to_owned()))).unwrap_or(&self.plain)
    }

    /// The style of words.
    pub(super) fn text(&self, id: &str) -> Option<&Style> {
        self.all.get(&(false, id.to_owned()))
    }
}

fn resolved<'a>(key: (bool, &'a str), raw: &HashMap<(bool, &'a str), (Element<'a>, bool)>) -> Style {
    let mut out = Style::default();
    let mut next = Some(key.1);
    for depth in 0..DEEPEST {
        let Some((id, (style, automatic))) = next.and_then(|id| Some((id, *raw.get(&(key.0, id))?))) else { break };
        let shown = attribute(style, "display-name").map_or_else(|| id.replace("_20_", " "), str::to_owned);
        let lower = shown.to_lowercase();
        if !automatic {
            if out.name.is_empty() {
                out.name = shown;
            }
            out.contents |= style_name::is_contents(&lower);
            out.code |= style_name::is_code(&lower);
            out.kind = out.kind.or_else(|| style_name::kind(&lower));
            let outline = attribute(style, "default-outline-level").and_then(|level| level.parse().ok());
            out.heading = out.heading.or(outline).or_else(|| style_name::heading(&lower));
        }
        if out.list.is_none() {
            out.list = attribute(style, "list-style-name").map(str::to_owned);
        }
        add_properties(&mut out, style, depth == 0);
        next = attribute(style, "parent-style-name");
    }
    out
}

fn add_properties(out: &mut Style, style: Element, own: bool) {
    if let Some(text) = child(style, "text-properties") {
        let is_bold = |weight: &str| weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
        out.bold = out.bold.or_else(|| attribute(text, "font-weight").map(is_bold));
        out.italic = out.italic.or_else(|| attribute(text, "font-style").map(|kind| matches!(kind, "italic" | "oblique")));
        out.highlighted = out.highlighted.or_else(|| attribute(text, "background-color").map(is_marking));
        out.hidden = out.hidden.or_else(|| attribute(text, "display").map(|kind| kind == "none"));
        let font = attribute(text, "font-name").or_else(|| attribute(text, "font-family"));
        if out.font.is_none() {
            out.font = font.map(|font| font.trim_matches('\'').to_owned()).filter(|font| glyph::is_symbolic(font));
        }
    }
    if let Some(paragraph) = child(style, "paragraph-properties") {
        out.page_before |= attribute(paragraph, "break-before") == Some("page");
        out.page_after |= attribute(paragraph, "break-after") == Some("page");
    }
    // A paragraph that changes the kind of page begins one.
    out.page_before |= own && attribute(style, "master-page-name").is_some_and(|page| !page.is_empty());
}
