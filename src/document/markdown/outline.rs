//! The headings of a file, and what its sections share: footnotes and link definitions.

use super::{Attributes, Traced, attributes, options};
use crate::{
    diagnostic::{Diagnostic, codes},
    source::{Sources, Span},
};
use pulldown_cmark::{Event, Parser, Tag};
use std::collections::BTreeSet;

/// What a file holds, from one look at it.
#[derive(Debug, Default)]
pub struct Outline {
    /// The headings, in order.
    pub headings: Vec<OutlineHeading>,
    /// Footnotes by their labels, and link definitions: text that a section needs although it stands elsewhere.
    pub definitions: Vec<(String, Span)>,
}

/// A heading and the text below it.
#[derive(Debug, Clone)]
pub struct OutlineHeading {
    /// 1 for `#`.
    pub level: u8,
    /// Its words, as written, without attributes.
    pub title: String,
    /// Where those words stand.
    pub span: Span,
    /// The whole heading, marks and attributes included.
    pub whole: Span,
    /// What stands in braces behind them.
    pub attributes: Attributes,
    /// The text between this heading and the next one of any level.
    pub body: Span,
}

/// Finds the headings, footnotes and link definitions of the text at `span`.
pub fn outline(sources: &Sources, span: Span, findings: &mut Vec<Diagnostic>) -> Outline {
    let text = without_comments(sources.slice(span));
    let mut traced = Traced::default();
    traced.push(&text, span);
    let mut outline = Outline::default();
    let (mut marks, mut notes) = (BTreeSet::new(), Vec::new());
    let mut depth = 0;
    let parser = Parser::new_ext(&text, options());
    let mut links: Vec<_> = parser.reference_definitions().iter().map(|(_, link)| link.span.clone()).collect();
    links.sort_by_key(|range| range.start);
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                outline.headings.push(heading(&traced, level as u8, range, span, findings));
                depth += 1;
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                notes.push((label.to_string(), range));
                depth += 1;
            }
            Event::FootnoteReference(label) => _ = marks.insert(label.to_string()),
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    for (label, range) in notes {
        if !marks.contains(&label) {
            let at = span.part(range.start, range.start + label.len() + 3);
            let finding = Diagnostic::new(&codes::UNUSED_FOOTNOTE, at, format!("nothing refers to the footnote `{label}`"));
            findings.push(finding.help(format!("put `[^{label}]` where its mark should stand, or delete it")));
        }
        outline.definitions.push((label, span.part(range.start, range.end)));
    }
    outline.definitions.extend(links.into_iter().map(|range| (String::new(), span.part(range.start, range.end))));
    close_bodies(&mut outline.headings, span);
    outline
}

fn heading(traced: &Traced, level: u8, range: std::ops::Range<usize>, base: Span, findings: &mut Vec<Diagnostic>) -> OutlineHeading {
    let text = traced.text();
    let whole = base.part(range.start, range.end);
    let (attributes, end) = match attributes::find(text, range.clone()) {
        Some(found) => (attributes::parse(traced, found.clone(), whole, findings), found.start),
        None => (Attributes::default(), range.end),
    };
    let raw = &text[range.start..end];
    let title = raw.trim_start_matches('#').trim();
    let title = title.lines().next().unwrap_or_default().trim_end_matches('#').trim_end();
    let start = range.start + raw.find(title).unwrap_or(0);
    let span = base.part(start, start + title.len());
    let body = base.part(range.end, base.range().len());
    OutlineHeading { level, title: title.to_owned(), span, whole, attributes, body }
}

/// Each body ends where the next heading begins; an acceptance on a heading covers its body.
fn close_bodies(headings: &mut [OutlineHeading], whole: Span) {
    let mut next = whole.end;
    for heading in headings.iter_mut().rev() {
        heading.body.end = next.max(heading.body.start);
        let end = heading.body.end;
        for accept in &mut heading.attributes.accepts {
            accept.covers.end = end;
        }
        next = heading.whole.start;
    }
}

/// The text with the comments of templates (`{* … *}`) blanked, byte for byte, so that places stay.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("{*") {
        let Some(end) = comment.find("*}") else { break };
        out.push_str(before);
        let blanked = &rest[before.len()..before.len() + 2 + end + 2];
        out.extend(blanked.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        rest = &rest[before.len() + blanked.len()..];
    }
    out.push_str(rest);
    out
}
