//! A position as a side: its text under its own headings, and what its front matter says.

use crate::{
    diff::About,
    document::{Block, Document, Heading, Inline, Kind, Section, house::Numbering, markdown, number::number},
    library::{Figure, Library, Position, Standing},
};
use std::collections::BTreeMap;

/// What the front matter says, by the names in the file; of figures and stances each under what it is about.
pub(super) type Facts = BTreeMap<String, String>;

/// A position as a document: a heading for each of its parts, as the file has it.
pub(super) fn document(library: &Library, position: &Position, numbering: &Numbering) -> Document {
    let mut document = Document::default();
    document.meta.title = position.title.clone();
    document.meta.language = library.organisation.language.clone();
    let mut titles = position.outline.headings.iter().filter(|heading| heading.level == 1).map(|heading| heading.title.as_str());
    for part in &position.parts {
        // What stands before the first heading is a part without a name.
        if let Some(title) = (!part.name.is_empty()).then(|| titles.next()).flatten() {
            let title = vec![Inline::text(title)];
            document.blocks.push(Block::new(Kind::Heading(Heading { level: 1, id: None, title })));
        }
        let mut traced = markdown::Traced::default();
        traced.push(library.slice(part.body), part.body);
        document.blocks.extend(markdown::read(&traced).blocks.into_iter().map(below_part));
    }
    number(&mut document, numbering);
    document
}

/// A heading of the Markdown stands below the part.
fn below_part(block: Block) -> Block {
    match block.kind {
        Kind::Section(Section { title, .. }) => Block::new(Kind::Heading(Heading { level: 3, id: None, title })),
        _ => block,
    }
}

/// The front matter, its title aside, which is the document's own.
pub(super) fn facts(position: &Position) -> Facts {
    let day = |day: &chrono::NaiveDate| day.to_string();
    let source = position.source.as_ref().map(|source| source.file.clone().unwrap_or_else(|| source.checksum.clone()));
    let fields = [
        ("status", Some(standing(position.status).to_owned())),
        ("superseded-by", position.superseded_by.as_ref().map(|by| by.value.clone())),
        ("agreed", position.agreed.as_ref().map(day)),
        ("authority", position.authority.clone()),
        ("review-by", position.review_by.as_ref().map(|by| day(&by.value))),
        ("topics", Some(position.topics.join(", "))),
        ("proposed", position.proposed.then(|| "true".to_owned())),
        ("source", source),
    ];
    let mut facts: Facts = fields.into_iter().filter_map(|(name, said)| Some((name.to_owned(), said?))).collect();
    for it in &position.figures {
        say(&mut facts, format!("figure: {}", it.what.as_ref().unwrap_or(&it.value)), figure(it));
    }
    for it in &position.stances {
        say(&mut facts, format!("stance: {}", it.question.value), it.choice.value.clone());
    }
    facts
}

/// Several things may be said of one.
fn say(facts: &mut Facts, what: String, said: String) {
    let all = facts.entry(what).or_default();
    if !all.is_empty() {
        all.push_str("; ");
    }
    all.push_str(&said);
}

/// `24,000, as of 2023-09-01, from the register`.
fn figure(figure: &Figure) -> String {
    let day = figure.as_of.map(|day| format!(", as of {day}")).unwrap_or_default();
    let source = figure.source.as_ref().map(|source| format!(", from {source}")).unwrap_or_default();
    format!("{}{day}{source}", figure.value)
}

/// What changed in the front matter.
pub(super) fn changed(old: &Facts, new: &Facts) -> Vec<About> {
    let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
    let said = |facts: &Facts, name: &String| facts.get(name).cloned().unwrap_or_default();
    let pairs = names.map(|name| About { what: name.clone(), old: said(old, name), new: said(new, name) });
    pairs.filter(|about| about.old != about.new).collect()
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Current => "current",
        Standing::Superseded => "superseded",
        Standing::Withdrawn => "withdrawn",
    }
}
