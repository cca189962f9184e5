//! What the text does not show of a document, in a part of its own: which bookmark marks what, what is printed
//! before the words of each question, how exact the date is, which words belong to references; and of a document
//! that shows changes, what of this the older version had otherwise. The file is sent out: nothing stands here
//! that its reader may not know.

use super::{
    names::{Bookmark, Bookmarks},
    properties,
    tree::DECLARATION,
    xml::Xml,
};
use crate::document::{Document, Meta, Target};
use std::collections::BTreeSet;

const NAMESPACE: &str = "urn:respondent:anchors:1";

/// The part. `words` are those that references begin with.
pub(super) fn part(document: &Document, names: &Bookmarks, words: &BTreeSet<String>) -> Vec<u8> {
    let mut xml = Xml::default();
    xml.raw(DECLARATION);
    let date = document.meta.date.map(|date| date.to_string());
    let attributes = [Some(("xmlns", NAMESPACE)), date.as_deref().map(|date| ("date", date))];
    xml.open("anchors", &attributes.into_iter().flatten().collect::<Vec<_>>());
    for word in words {
        xml.empty("word", &[("text", word)]);
    }
    for bookmark in names.all.iter().filter(|bookmark| bookmark.told) {
        tell(bookmark, bookmark.question.map(|question| (bookmark.id, question.label.as_str())), names, &mut xml);
    }
    if let Some(redline) = &document.redline {
        older(&redline.from, names, &mut xml);
    }
    xml.close("anchors");
    xml.into_string().into_bytes()
}

/// What stood around the text of the older version, what is in it alone, and its questions that had another name.
fn older(meta: &Meta, names: &Bookmarks, xml: &mut Xml) {
    let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
    let language = properties::language(&meta.language);
    xml.open("older", &[("author", &meta.author), ("language", language), ("status", meta.status.word()), ("date", &date)]);
    for bookmark in &names.all {
        let question =
            bookmark.question.map(|question| question.was.as_ref().map_or((&question.id, &question.label), |was| (&was.id, &was.label)));
        let renamed = bookmark.question.is_some_and(|question| question.was.is_some());
        if !bookmark.told || renamed {
            tell(bookmark, question.map(|(id, label)| (id.as_str(), label.as_str())), names, xml);
        }
    }
    xml.close("older");
}

/// What a bookmark marks; of a question what it is called, by id and label.
fn tell(bookmark: &Bookmark, question: Option<(&str, &str)>, names: &Bookmarks, xml: &mut Xml) {
    let kind = match bookmark.target {
        Target::Paragraph => "paragraph",
        // Items that are marked for the sake of others alone have no name to tell.
        Target::Item if names.steps(bookmark.id).is_empty() => return,
        Target::Item => "item",
        Target::Question => "question",
        Target::Section => "section",
    };
    let id = question.map_or(bookmark.id, |(id, _)| id);
    let label = question.map(|(_, label)| ("label", label));
    let attributes = [("bookmark", bookmark.name.as_str()), ("id", id)].into_iter().chain(label);
    xml.empty(kind, &attributes.collect::<Vec<_>>());
}
