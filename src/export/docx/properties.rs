//! What docx-rs has no words for: the document's own properties, its language, the lines above notes.

use super::{table::CELL_SPACE, tree::Element, xml::escaped};
use crate::document::{Meta, Status};

/// The language of a document that gives none that can be one.
const LANGUAGE: &str = "en-GB";

/// Title, author, language, date, and whether this is the final text.
pub(super) fn core(meta: &Meta) -> Element {
    let purl = "http://purl.org/dc";
    let mut root = Element::new(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", &format!("{purl}/elements/1.1/")),
            ("xmlns:dcterms", &format!("{purl}/terms/")),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    root.push(words("dc:title", &meta.title));
    root.push(words("dc:creator", &meta.author));
    root.push(words("cp:lastModifiedBy", &meta.author));
    root.push(words("dc:language", language(&meta.language)));
    root.push(words("cp:contentStatus", if meta.status == Status::Submitted { "Final" } else { "Draft" }));
    if let Some(date) = meta.date.filter(|date| (1..=9999).contains(&date.year)) {
        for name in ["dcterms:created", "dcterms:modified"] {
            let mut element = words(name, &format!("{}T00:00:00Z", date.first_day().format("%Y-%m-%d")));
            element.set("xsi:type", "dcterms:W3CDTF");
            root.push(element);
        }
    }
    root
}

/// Declares the language and the style of plain text, and draws tables.
pub(super) fn styles(root: &mut Element, tag: &str) {
    // docx-rs writes an empty style of that name first.
    let normal = |style: &Element| style.get("w:styleId") == Some("Normal");
    let mut seen = 0;
    root.keep(|style| {
        seen += usize::from(normal(style));
        !normal(style) || seen > 1
    });
    root.walk(&mut |element| {
        if normal(element) {
            element.set("w:default", "1");
        }
        if element.name == "w:rPrDefault" {
            let tag = language(tag);
            let language = Element::new("w:lang", &[("w:val", tag), ("w:eastAsia", tag), ("w:bidi", "ar-SA")]);
            element.elements_mut().filter(|child| child.name == "w:rPr").for_each(|defaults| defaults.push(language.clone()));
        }
        if element.get("w:styleId") == Some("ResponseTable") {
            element.keep(|child| child.name != "w:tblPr" && child.name != "w:tcPr");
            element.push(table_properties());
        }
    });
}

fn table_properties() -> Element {
    let mut borders = Element::new("w:tblBorders", &[]);
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let line = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "8C8C8C")];
        borders.push(Element::new(&format!("w:{side}"), &line));
    }
    let mut margins = Element::new("w:tblCellMar", &[]);
    for (side, width) in [("top", 40), ("left", CELL_SPACE), ("bottom", 40), ("right", CELL_SPACE)] {
        margins.push(Element::new(&format!("w:{side}"), &[("w:w", &width.to_string()), ("w:type", "dxa")]));
    }
    Element::new("w:tblPr", &[]).with(borders).with(margins)
}

/// The language, the lines above notes, and no habits of East Asian typesetting.
pub(super) fn settings(root: &mut Element, tag: &str, has_notes: bool) {
    if let Some(compat) = root.child_mut("w:compat") {
        compat.keep(|child| child.name == "w:compatSetting");
    }
    if let Some(tab) = root.child_mut("w:defaultTabStop") {
        tab.set("w:val", "567");
    }
    if has_notes {
        let line = |id| Element::new("w:footnote", &[("w:id", id)]);
        root.push(Element::new("w:footnotePr", &[]).with(line("-1")).with(line("0")));
    }
    root.push(Element::new("w:themeFontLang", &[("w:val", language(tag))]));
    root.push(Element::new("w:decimalSymbol", &[("w:val", ".")]));
    root.push(Element::new("w:listSeparator", &[("w:val", ",")]));
}

/// Without the list that docx-rs always defines.
pub(super) fn numbering(root: &mut Element) {
    root.keep(|list| list.get("w:abstractNumId") != Some("1") && list.get("w:numId") != Some("1"));
}

fn words(name: &str, text: &str) -> Element {
    let mut element = Element::new(name, &[]);
    element.children.push(super::tree::Node::Text(escaped(text)));
    element
}

/// The tag where it can be one; word processors do not open a file with one that cannot.
pub(super) fn language(tag: &str) -> &str {
    let mut parts = tag.split('-');
    let first = parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let rest = parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if first && rest && tag.len() <= 35 { tag } else { LANGUAGE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_language_tag_is_a_language() {
        for (given, used) in [("cy-GB", "cy-GB"), ("en", "en"), ("", "en-GB"), ("English", "en-GB"), ("en_GB", "en-GB"), ("é-GB", "en-GB")]
        {
            assert_eq!(language(given), used);
        }
    }
}
