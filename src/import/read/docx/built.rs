//! What respondent writes around the text of its own files.

use super::{Trees, anchors::Anchors, styles::Styles, xml::name};
use crate::{
    document::{Meta, Status, date::PrintedDate},
    import::{Built, read::clean::clean},
};
use roxmltree::{Document, Node};

/// What the styles of a file say that were lost from it: a centimetre.
const STEP: i32 = 567;

/// Who responds, when, in which language, how far it has come, and how deep each level is indented.
pub(super) fn built(trees: &Trees, styles: &Styles, anchors: &Anchors) -> Built {
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
        date: date(anchors, core("created")),
        ..Meta::default()
    };
    let meta = anchors.older.clone().unwrap_or(meta);
    let paragraph = styles.left("ContinuedParagraph").unwrap_or(STEP);
    let item = styles.left("Quote").map_or(STEP, |quote| quote - paragraph).max(1);
    Built { meta, paragraph, item, words: anchors.words.clone(), labels: anchors.labels.clone() }
}

/// The date, as exact as it was printed where the file still tells; the properties hold a day.
fn date(anchors: &Anchors, created: Option<String>) -> Option<PrintedDate> {
    let day: Option<PrintedDate> = created.and_then(|date| date.split('T').next()?.parse().ok());
    let printed = anchors.date.as_deref().and_then(|date| date.parse::<PrintedDate>().ok());
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
