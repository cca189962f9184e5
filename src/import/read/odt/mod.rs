//! OpenDocument texts: what LibreOffice prints, with the numbers that it counts.
//!
//! [`styles`] and [`lists`] read what paragraphs get from elsewhere, [`walk`] goes over blocks,
//! [`inline`] over words, [`frame`] over what stands beside them, [`revision`] over tracked changes.
//! Text in elements that are not known here is kept.

mod frame;
mod inline;
mod item;
mod lists;
mod revision;
mod styles;
mod table;
mod walk;

use super::{
    Reader,
    package::{Package, damaged, is_zip, parse, password},
    tree::{Element, child, elements, name},
};
use crate::import::{Changes, Foreign, Refused};
use roxmltree::Document;

/// OpenDocument texts; other OpenDocument files are refused by name.
pub(super) static READER: Reader = Reader { name: "odt", extensions: &["odt", "ott"], sniff, read };

/// What the type of every OpenDocument file begins with.
const FAMILY: &[u8] = b"application/vnd.oasis.opendocument.";
/// How far from the end of a package the list of its parts is looked for.
const LIST: usize = 64 << 10;

fn sniff(bytes: &[u8]) -> bool {
    let holds = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    let list = &bytes[bytes.len().saturating_sub(LIST)..];
    is_zip(bytes)
        && (holds(&bytes[..bytes.len().min(160)], FAMILY)
            || (holds(list, b"content.xml") && holds(list, b"META-INF/manifest.xml") && !holds(list, b"word/")))
}

fn read(bytes: &[u8], changes: Changes) -> Result<Foreign, Refused> {
    let mut package = Package::open(bytes)?;
    if package.part("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(password());
    }
    let content = package.part("content.xml")?.ok_or_else(|| damaged("its main part is missing"))?;
    let (styles, meta) = (package.part("styles.xml")?.unwrap_or_default(), package.part("meta.xml")?);
    let main = parse(&content)?;
    let styles = if styles.is_empty() { None } else { Some(parse(&styles)?) };
    let text = body(&main)?;
    let mut walk = walk::Walk::new(&main, styles.as_ref(), text, changes);
    if let Some(refused) = walk.report.refused(changes) {
        return Err(refused);
    }
    let mut pieces = Vec::new();
    walk.blocks(text, &mut pieces);
    walk.close(&mut pieces);
    let title = meta.and_then(|meta| title(&parse(&meta).ok()?));
    Ok(Foreign { format: "odt", title, pieces, notices: walk.report.notices(changes), built: None })
}

/// The element that holds the text.
fn body<'a>(main: &'a Document<'a>) -> Result<Element<'a>, Refused> {
    let body = child(main.root_element(), "body").ok_or_else(|| damaged("it has no body"))?;
    let refused = |what: &str| Refused::new(format!("this is a {what}, not a text"), "copy what is needed into a document");
    match elements(body).map(|inner| (name(inner), inner)).next() {
        Some(("text", text)) => Ok(text),
        Some(("spreadsheet", _)) => Err(refused("spreadsheet")),
        Some(("presentation", _)) => Err(refused("presentation")),
        Some(_) => Err(refused("drawing or database")),
        None => Err(damaged("it has no body")),
    }
}

fn title(meta: &Document) -> Option<String> {
    let node = meta.root_element().descendants().find(|node| node.tag_name().name() == "title")?;
    Some(super::clean::clean(node.text()?).trim().to_owned()).filter(|title| !title.is_empty())
}
