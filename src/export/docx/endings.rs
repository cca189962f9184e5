//! How paragraphs end in a document with changes.
//!
//! LibreOffice joins an insertion at the end of a paragraph with a paragraph inserted behind it, and
//! swallows the end between them when both are rejected. So what is inserted at such an end is written
//! before what is deleted there, and where nothing is, the last word that stays becomes part of the
//! change: deleted, and inserted again.

use crate::document::{Block, Change, Document, Inline, Kind};
use std::borrow::Cow;

/// The document with such ends changed; what either version says stays.
pub(super) fn parted(document: &Document) -> Cow<'_, Document> {
    if document.redline.is_none() {
        return Cow::Borrowed(document);
    }
    let mut document = document.clone();
    let mut lines = Vec::new();
    if let Some(redline) = &mut document.redline {
        let subtitle = document.meta.subtitle.as_deref().map(str::trim).unwrap_or_default();
        let inserted = redline.from.subtitle.as_deref().is_none_or(|older| older.trim().is_empty()) && !subtitle.is_empty();
        let titles = [(&mut redline.title, false), (&mut redline.subtitle, inserted)].into_iter();
        let titles = titles.filter(|(text, _)| !text.is_empty());
        lines.extend(titles.map(|(text, inserted)| Line { text: Some(text), inserted }));
    }
    collect(&mut document.blocks, None, &mut lines);
    for at in 1..lines.len() {
        let before = &lines[at - 1];
        if !before.inserted && (lines[at].inserted || before.text.as_deref().is_some_and(|text| ends_in_new_note(text))) {
            lines[at - 1].text.iter_mut().for_each(|text| part(text));
        }
    }
    Cow::Owned(document)
}

/// A paragraph as it stands in the file.
struct Line<'d> {
    /// Its words, where they may be changed.
    text: Option<&'d mut Vec<Inline>>,
    /// Whether all of it is inserted.
    inserted: bool,
}

/// Whether what comes at the very end is a footnote: LibreOffice takes such an end away too, whatever follows.
fn ends_in_new_note(text: &[Inline]) -> bool {
    matches!(text.last(), Some(Inline::Changed { change: Change::Inserted, content }) if matches!(content.last(), Some(Inline::Note(_))))
}

fn collect<'d>(blocks: &'d mut [Block], around: Option<Change>, out: &mut Vec<Line<'d>>) {
    for block in blocks {
        let change = around.or(block.change);
        let inserted = change == Some(Change::Inserted);
        let text = |text| Line { text: Some(text), inserted };
        match &mut block.kind {
            Kind::Section(section) => out.push(text(&mut section.title)),
            Kind::Question(question) => out.push(text(&mut question.text)),
            Kind::Heading(heading) => out.push(text(&mut heading.title)),
            Kind::Paragraph(paragraph) => out.push(text(&mut paragraph.content)),
            Kind::List(list) => list.items.iter_mut().for_each(|item| collect(&mut item.blocks, change, out)),
            Kind::Quote(quote) => collect(&mut quote.blocks, change, out),
            // What is in a table does not touch what is around it.
            Kind::Table(_) => out.push(Line { text: None, inserted: false }),
            Kind::Code(_) | Kind::Signature(_) => out.push(Line { text: None, inserted }),
        }
    }
}

/// Takes an insertion away from the end of a text.
fn part(text: &mut Vec<Inline>) {
    join(text);
    let Some(Inline::Changed { change: Change::Inserted, .. }) = text.last() else { return };
    let Some(inserted) = text.pop() else { return };
    match text.pop() {
        Some(deleted @ Inline::Changed { change: Change::Deleted, .. }) => text.extend([inserted, deleted]),
        Some(kept) => {
            let (head, last) = last_word(kept);
            let content = match inserted {
                Inline::Changed { content, .. } => std::iter::once(last.clone()).chain(content).collect(),
                _ => vec![last.clone()],
            };
            text.extend(head);
            text.push(Inline::Changed { change: Change::Inserted, content });
            text.push(Inline::Changed { change: Change::Deleted, content: vec![last] });
        }
        None => text.push(inserted),
    }
}

/// Makes changes of one kind that stand side by side one.
fn join(text: &mut Vec<Inline>) {
    for inline in std::mem::take(text) {
        match (text.last_mut(), inline) {
            (Some(Inline::Changed { change: last, content }), Inline::Changed { change, content: mut more }) if *last == change => {
                content.append(&mut more);
            }
            (_, inline) => text.push(inline),
        }
    }
}

/// Cuts a text before its last word; what is no text stays whole.
fn last_word(inline: Inline) -> (Option<Inline>, Inline) {
    let Inline::Text { text } = &inline else { return (None, inline) };
    let words = text.trim_end();
    let at = words.char_indices().rev().find(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
    match at {
        Some(at) => (Some(Inline::text(&text[..at])), Inline::text(&text[at..])),
        None => (None, inline),
    }
}
