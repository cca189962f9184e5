//! What respondent's own files tell besides their text: which bookmark marks what, what is printed before the
//! words of each question, and of a file that shows changes what the older version had otherwise.

use super::xml::{Element, attribute, child, elements, name};
use crate::{
    document::{Meta, Status, Target},
    import::{Changes, read::clean::clean},
};
use roxmltree::Document;
use std::collections::{BTreeMap, HashMap};

/// The namespace of the part in which it stands.
pub(super) const NAMESPACE: &str = "urn:respondent:anchors:1";

/// All of it, of the version that is read.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// Whether respondent built the file.
    pub(super) is_ours: bool,
    /// What each bookmark is called in the document, and what it marks there.
    pub(super) names: HashMap<String, (String, Target)>,
    /// What is printed before the words of each question, by its id.
    pub(super) labels: BTreeMap<String, String>,
    /// Words that references begin with.
    pub(super) words: Vec<String>,
    /// The date, as exact as it was printed.
    pub(super) date: Option<String>,
    /// What stood around the text of the older version, where that is read.
    pub(super) older: Option<Meta>,
}

impl Anchors {
    /// Reads the parts that any program may have added, of which at most one is ours.
    pub(super) fn read(parts: &[Document], changes: Changes) -> Self {
        let mut out = Self::default();
        for root in parts.iter().map(Document::root_element).filter(|root| root.tag_name().namespace() == Some(NAMESPACE)) {
            out.is_ours = true;
            out.date = out.date.or_else(|| attribute(root, "date").map(str::to_owned));
            elements(root).for_each(|node| out.add(node));
            if let Some(older) = child(root, "older").filter(|_| changes == Changes::Reject) {
                elements(older).for_each(|node| out.add(node));
                out.older = Some(meta(older));
            }
        }
        out
    }

    fn add(&mut self, node: Element) {
        if name(node) == "word" {
            return self.words.extend(attribute(node, "text").map(str::to_owned));
        }
        let (Some(bookmark), Some(id)) = (attribute(node, "bookmark"), attribute(node, "id")) else { return };
        let (called, target) = match name(node) {
            "paragraph" => (id.to_owned(), Target::Paragraph),
            "item" => (id.to_owned(), Target::Item),
            "question" => (format!("q{id}"), Target::Question),
            "section" => (id.to_owned(), Target::Section),
            _ => return,
        };
        if let Some(label) = attribute(node, "label") {
            let label = clean(label).split_whitespace().collect::<Vec<_>>().join(" ");
            self.labels.insert(id.to_owned(), label);
        }
        self.names.insert(bookmark.to_owned(), (called, target));
    }
}

fn meta(older: Element) -> Meta {
    let said = |what: &str| clean(attribute(older, what).unwrap_or_default()).trim().to_owned();
    let status = Status::ALL.into_iter().find(|(word, _)| *word == said("status"));
    Meta {
        author: said("author"),
        language: said("language"),
        status: status.map(|(_, status)| status).unwrap_or_default(),
        date: said("date").parse().ok(),
        ..Meta::default()
    }
}
