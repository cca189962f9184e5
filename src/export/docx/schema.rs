//! Puts what docx-rs wrote into the order that the schema asks for.
//!
//! docx-rs writes the children of its property elements in an order of its own, and some where the
//! schema has none. Word refuses such files. The orders are those of ECMA-376-1 (transitional), annex A.

use super::tree::{Element, Node};

/// Elements whose children stand in a fixed order, with that order.
const ORDERS: &[(&str, &str)] = &[
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs \
         suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd \
         snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment \
         textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    ),
    (
        "w:rPr",
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish \
         webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang \
         eastAsianLayout specVanish oMath",
    ),
    (
        "w:style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal \
         personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    ),
    ("w:lvl", "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"),
    ("w:lvlOverride", "startOverride lvl"),
    ("w:numPr", "ilvl numId numberingChange ins"),
    (
        "w:sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols \
         formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    ),
    (
        "w:settings",
        "writeProtection view zoom removePersonalInformation removeDateAndTime mirrorMargins proofState attachedTemplate \
         linkStyles trackRevisions documentProtection defaultTabStop autoHyphenation evenAndOddHeaders \
         characterSpacingControl updateFields footnotePr endnotePr compat docVars rsids themeFontLang clrSchemeMapping \
         decimalSymbol listSeparator",
    ),
    (
        "w:tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd \
         tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    ),
];

/// Children that the schema does not have where docx-rs writes them: parent, child.
const FORBIDDEN: &[(&str, &str)] = &[("w:tblPr", "w:tblW"), ("w:tblPr", "w:tblLayout")];

/// Sorts, and drops what may not be there.
pub(super) fn normalise(part: &mut Element) {
    part.walk(&mut |element| {
        match element.name.as_str() {
            "w:style" => style(element),
            "w:lvl" | "w:pPrDefault" => drop_run_properties(element),
            _ => {}
        }
        if let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == element.name) {
            sort(element, order);
        }
        element.keep(|child| !(child.children.is_empty() && child.attributes.is_empty() && is_properties(&child.name)));
    });
}

/// Property elements say nothing when they are empty.
fn is_properties(name: &str) -> bool {
    matches!(name, "w:rPr" | "w:pPr" | "w:tcPr" | "w:tblPr")
}

/// A style: no run properties inside its paragraph properties, table properties only for tables.
fn style(style: &mut Element) {
    drop_run_properties(style);
    if style.get("w:type") != Some("table") {
        style.keep(|child| !matches!(child.name.as_str(), "w:tblPr" | "w:tcPr"));
    }
    for (parent, child) in FORBIDDEN {
        if let Some(parent) = style.child_mut(parent) {
            parent.keep(|element| element.name != *child);
        }
    }
}

fn drop_run_properties(owner: &mut Element) {
    if let Some(properties) = owner.child_mut("w:pPr") {
        properties.keep(|child| child.name != "w:rPr");
    }
}

fn sort(element: &mut Element, order: &str) {
    element.children.sort_by_cached_key(|node| match node {
        Node::Element(child) => {
            let name = child.name.rsplit(':').next().unwrap_or_default();
            order.split_whitespace().position(|known| known == name).unwrap_or(usize::MAX)
        }
        Node::Text(_) => usize::MAX,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_come_into_order() {
        let part = b"<w:style w:type=\"paragraph\"><w:pPr><w:rPr/><w:ind/><w:keepNext/></w:pPr><w:tcPr/><w:name/></w:style>";
        let mut root = Element::read(part).expect("well-formed");
        normalise(&mut root);
        let wanted = "<w:style w:type=\"paragraph\"><w:name/><w:pPr><w:keepNext/><w:ind/></w:pPr></w:style>";
        assert!(String::from_utf8(root.write()).expect("text").ends_with(wanted));
    }
}
