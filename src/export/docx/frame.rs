//! The package around the text: docx-rs makes its parts, and a pass over them makes them valid and complete.

use super::{
    anchors,
    body::Part,
    comments, links,
    look::Look,
    names::Bookmarks,
    notes, numbering, page, properties, schema, styles,
    tree::{DECLARATION, Element, Node},
    xml::{Xml, escaped},
};
use crate::{
    document::{Document, house::House},
    export::Unwritable,
};
use docx_rs::{Docx, XMLDocx};
use std::collections::BTreeSet;

/// A part of the package: its name and its bytes.
pub(super) type Named = (&'static str, Vec<u8>);

/// The start of the body's part.
const ROOT: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">";
/// What relationships' types begin with.
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The name of the part with what the text does not show, among others of its kind: the same in every file.
const ANCHORS_ID: &str = "7B0B1F6E-6C0A-4E55-9C5B-52C1E0B2A7D1";

/// What was written of the document.
pub(super) struct Written {
    pub(super) body: Part,
    pub(super) notes: Part,
    pub(super) note_count: usize,
    pub(super) own_lists: Vec<usize>,
    /// Words that references begin with.
    pub(super) words: BTreeSet<String>,
    /// The comments, where there are any.
    pub(super) comments: Option<Xml>,
}

/// Every part of the package, in the order in which they are stored.
pub(super) fn parts(
    document: &Document,
    house: &House,
    look: &Look,
    names: &Bookmarks,
    written: Written,
) -> Result<Vec<Named>, Unwritable> {
    let made = made(document, house, look, &written.own_lists);
    let has_notes = written.note_count > 0;
    let has_comments = written.comments.is_some();
    let logo = house.logo.as_ref();
    let mut parts = vec![
        ("[Content_Types].xml", content_types(&made, has_notes, has_comments, logo.map(|logo| logo.format))?),
        ("_rels/.rels", package_relationships(&made)?),
        ("docProps/app.xml", made.doc_props.app.clone()),
        ("docProps/core.xml", properties::core(&document.meta).write()),
        ("word/_rels/document.xml.rels", relationships(&made, &written.body.links, has_notes, has_comments)?),
        ("word/document.xml", body(&made, written.body.xml)?),
        ("word/styles.xml", patched(&made.styles, |root| properties::styles(root, &document.meta.language))?),
        ("word/settings.xml", patched(&made.settings, |root| properties::settings(root, &document.meta.language, has_notes))?),
        ("word/fontTable.xml", made.font_table.clone()),
        ("word/numbering.xml", patched(&made.numberings, properties::numbering)?),
        ("word/header1.xml", header(&made, house, look)?),
        ("word/footer1.xml", patched(first(&made.footers), |_| {})?),
        ("customXml/item1.xml", anchors::part(document, names, &written.words)),
        ("customXml/_rels/item1.xml.rels", first(&made.custom_item_rels).to_vec()),
        ("customXml/itemProps1.xml", first(&made.custom_item_props).to_vec()),
    ];
    if has_notes {
        parts.push(("word/footnotes.xml", notes::part(&written.notes.xml.into_string(), ROOT).into_bytes()));
    }
    if let Some(comments) = written.comments {
        parts.push(("word/comments.xml", comments::part(&comments.into_string(), ROOT).into_bytes()));
    }
    if !written.notes.links.is_empty() {
        parts.push(("word/_rels/footnotes.xml.rels", only_relationships(links::relationships(&written.notes.links))));
    }
    if let Some(logo) = logo {
        let name = if logo.format == "png" { "word/media/logo.png" } else { "word/media/logo.jpeg" };
        let target = name.trim_start_matches("word/");
        let kind = format!("{RELATIONSHIPS}/image");
        let relationship = Element::new("Relationship", &[("Id", page::LOGO), ("Type", &kind), ("Target", target)]);
        parts.push(("word/_rels/header1.xml.rels", only_relationships([relationship])));
        parts.push((name, logo.bytes.clone()));
    }
    Ok(parts)
}

/// What docx-rs makes: everything but the text.
fn made(document: &Document, house: &House, look: &Look, own_lists: &[usize]) -> XMLDocx {
    let docx = Docx::new()
        .styles(styles::styles(house, look))
        .numberings(numbering::lists(&house.numbering, look, own_lists))
        .add_custom_item(ANCHORS_ID, "<anchors/>");
    let mut docx = docx;
    docx.document.section_property = page::section(look);
    docx.header(page::header(&document.meta)).footer(page::footer()).build()
}

/// The text between docx-rs's start and its page settings.
fn body(made: &XMLDocx, text: Xml) -> Result<Vec<u8>, Unwritable> {
    let mut root = read(&made.document)?;
    schema::normalise(&mut root);
    let section = root.child_mut("w:body").and_then(|body| body.child_mut("w:sectPr")).map(std::mem::take);
    let mut end = Xml::default();
    if let Some(section) = section {
        section.write_to(&mut end);
    }
    let (text, end) = (text.into_string(), end.into_string());
    Ok([DECLARATION, ROOT, "<w:body>", &text, &end, "</w:body></w:document>"].concat().into_bytes())
}

fn header(made: &XMLDocx, house: &House, look: &Look) -> Result<Vec<u8>, Unwritable> {
    patched(first(&made.headers), |root| {
        if let Some(logo) = house.logo.as_ref().and_then(|logo| page::logo(logo, look)) {
            root.children.insert(0, Node::Element(logo));
        }
    })
}

/// Without the parts that are left out, with those that docx-rs does not know.
fn content_types(made: &XMLDocx, has_notes: bool, has_comments: bool, logo: Option<&str>) -> Result<Vec<u8>, Unwritable> {
    let mut root = read(&made.content_type)?;
    root.keep(|child| {
        let name = child.get("PartName").unwrap_or_default();
        let extension = child.get("Extension").unwrap_or_default();
        let picture = !matches!(extension, "" | "rels" | "xml") && logo != Some(extension);
        !(name.contains("/comments") || name.ends_with("/custom.xml") || name.ends_with(".rels") || picture)
    });
    for (name, _) in [("footnotes", has_notes), ("comments", has_comments)].into_iter().filter(|(_, has)| *has) {
        let kind = format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml");
        root.push(Element::new("Override", &[("PartName", &format!("/word/{name}.xml")), ("ContentType", &kind)]));
    }
    Ok(root.write())
}

fn package_relationships(made: &XMLDocx) -> Result<Vec<u8>, Unwritable> {
    let mut root = read(&made.rels)?;
    root.keep(|child| !child.get("Target").is_some_and(|target| target.ends_with("custom.xml")));
    Ok(root.write())
}

fn relationships(made: &XMLDocx, body_links: &[String], has_notes: bool, has_comments: bool) -> Result<Vec<u8>, Unwritable> {
    let mut root = read(&made.document_rels)?;
    root.keep(|child| !child.get("Target").is_some_and(|target| target.starts_with("comments") || target.contains("numbering")));
    for child in root.elements_mut() {
        // docx-rs gives it the id that it gives to the footnotes.
        if child.get("Type").is_some_and(|kind| kind.ends_with("/customXml")) {
            child.set("Id", "rIdAnchors");
        }
    }
    let relationship = |id: &str, kind: &str, target: &str| {
        Element::new("Relationship", &[("Id", id), ("Type", &format!("{RELATIONSHIPS}/{kind}")), ("Target", target)])
    };
    root.push(relationship("rIdNumbering", "numbering", "numbering.xml"));
    if has_notes {
        root.push(relationship("rIdNotes", "footnotes", "footnotes.xml"));
    }
    if has_comments {
        root.push(relationship("rIdComments", "comments", "comments.xml"));
    }
    links::relationships(body_links).for_each(|link| root.push(link));
    Ok(root.write())
}

fn only_relationships(all: impl IntoIterator<Item = Element>) -> Vec<u8> {
    let root = Element::new("Relationships", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")]);
    all.into_iter().fold(root, Element::with).write()
}

fn patched(part: &[u8], patch: impl FnOnce(&mut Element)) -> Result<Vec<u8>, Unwritable> {
    let mut root = read(part)?;
    patch(&mut root);
    schema::normalise(&mut root);
    Ok(root.write())
}

fn read(part: &[u8]) -> Result<Element, Unwritable> {
    Element::read(part).ok_or_else(|| Unwritable(escaped("a part of the document could not be made: this is a fault of the program")))
}

fn first(parts: &[Vec<u8>]) -> &[u8] {
    parts.first().map(Vec::as_slice).unwrap_or_default()
}
