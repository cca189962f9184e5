//! What respondent writes around the text of its own files.

use super::{Trees, styles::Styles, xml::name};
use crate::{
    document::{Meta, Status, date::PrintedDate},
    import::{Built, read::clean::clean},
};
use roxmltree::{Document, Node};

/// What the styles of a file say that were lost from it: a centimetre.
const STEP: i32 = 567;

/// Who responds, when, in which language, how far it has come, and how deep each level is indented.
pub(super) fn built(trees: &Trees, styles: &Styles) -> Built {
    let core = |wanted: &str| {
        let node = trees.core.as_ref()?.root_element().children().find(|node| node.tag_name().name() == wanted)?;
        Some(clean(node.text()?).trim().to_owned())
    };
    let mark = trees.running.iter().filter(|(kind, _)| *kind == "header").find_map(|(_, header)| mark(header));
    let meta = Meta {
        author: core("creator").unwrap_or_default(),
        language: core("language").unwrap_or_default(),
        // Somebody may have typed another header: the properties know at least whether it was a draft.
        status: mark.unwrap_or(if core("contentStatus").as_deref() == Some("Draft") { Status::Draft } else { Status::Submitted }),
        date: date(trees, core("created")),
        ..Meta::default()
    };
    let paragraph = styles.left("ContinuedParagraph").unwrap_or(STEP);
    let item = styles.left("Quote").map_or(STEP, |quote| quote - paragraph).max(1);
    let words = trees.anchors.iter().flat_map(|tree| tree.root_element().children());
    let words = words.filter(|node| node.tag_name().name() == "word").filter_map(|node| node.attribute("text")).map(str::to_owned);
    Built { meta, paragraph, item, words: words.collect() }
}

/// The date, as exact as it was printed where the file still tells; the properties hold a day.
fn date(trees: &Trees, created: Option<String>) -> Option<PrintedDate> {
    let day: Option<PrintedDate> = created.and_then(|date| date.split('T').next()?.parse().ok());
    let printed = trees.anchors.iter().find_map(|tree| tree.root_element().attribute("date")?.parse::<PrintedDate>().ok());
    printed.filter(|printed| day.is_none_or(|day| day.first_day() == printed.first_day())).or(day)
}

/// The draft mark: what stands at the right of the header.
fn mark(header: &Document) -> Option<Status> {
    let in_run = |node: &Node| node.parent().is_some_and(|parent| name(parent) == "r");
    let mut words = None;
    for node in header.descendants().filter(|node| node.is_element() && in_run(node)) {
        match (name(node), &mut words) {
            ("tab", _) => words = Some(String::new()),
            ("t", Some(words)) => words.push_str(node.text().unwrap_or_default()),
            _ => {}
        }
    }
    let words = words?;
    Status::ALL.into_iter().map(|(_, status)| status).find(|status| status.draft_mark() == Some(words.trim()))
}
