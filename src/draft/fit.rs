//! The text of a record, made fit to stand in another response.

use crate::{
    document::{
        Block, Inline, Kind, Provenance, Reference,
        markdown::{self, Outline, Traced, write::Writing},
        walk,
    },
    library::Library,
    source::Span,
    text::one_line,
};
use std::ops::Range;

/// How text is made fit.
pub(super) struct Fit<'f> {
    pub(super) library: &'f Library,
    /// Where the words come from: written on every paragraph. Where that record has them from is its own to say.
    pub(super) from: &'f Provenance,
    /// What is written for a reference, whose own text is given too.
    pub(super) refer: &'f dyn Fn(&Reference, &str) -> Referred,
    /// Whether the names of paragraphs stay.
    pub(super) names: bool,
    /// What the labels of footnotes begin with, so that no two notes of a draft share one; or nothing.
    pub(super) notes: String,
    /// The highest level of a heading.
    pub(super) level: usize,
}

/// What becomes of a reference.
pub(super) enum Referred {
    /// It stays as it is.
    Kept,
    /// It is live under another name.
    Live(String),
    /// Words stand in its place, since what it points to is elsewhere.
    Words(String),
}

type Place = Range<usize>;
type Edit = (Place, String);

impl Fit<'_> {
    /// The text of some spans of one record, with the footnotes and link addresses that it needs.
    pub(super) fn text(&self, spans: &[Span], outline: &Outline) -> String {
        let mut parts: Vec<String> = spans.iter().map(|span| self.span(*span)).collect();
        let body = parts.join("\n\n");
        for (label, definition) in &outline.definitions {
            if !spans.iter().any(|span| span.contains(*definition)) && self.needs(&body, label, *definition) {
                parts.push(self.span(*definition));
            }
        }
        let parts: Vec<&str> = parts.iter().map(|part| part.trim_matches('\n').trim_end()).filter(|part| !part.is_empty()).collect();
        self.with_labels(parts.join("\n\n"), outline)
    }

    fn needs(&self, body: &str, label: &str, definition: Span) -> bool {
        if !label.is_empty() {
            return body.contains(&format!("[^{label}]"));
        }
        let written = self.library.slice(definition).trim_start().split_once(']').map(|(label, _)| format!("{label}]").to_lowercase());
        written.is_some_and(|label| body.to_lowercase().contains(&label))
    }

    fn with_labels(&self, mut text: String, outline: &Outline) -> String {
        let notes = &self.notes;
        for (label, _) in outline.definitions.iter().filter(|(label, _)| !label.is_empty() && !notes.is_empty()) {
            text = text.replace(&format!("[^{label}]"), &format!("[^{notes}-{label}]"));
        }
        text
    }

    fn span(&self, span: Span) -> String {
        let text = self.library.slice(span);
        let mut read = markdown::read(&Traced::of(&self.library.sources, span));
        let inner = |part: Span| (part.start - span.start) as usize..(part.end - span.start) as usize;
        let mut edits: Vec<Edit> = Vec::new();
        for block in &mut read.blocks {
            edits.extend(self.block(block, text, &inner));
            for inside in block.blocks_mut() {
                walk::each_block_mut(inside, &mut |block| {
                    edits.extend(block.origin.braces.map(|braces| self.braces(text, inner(braces), None)));
                });
            }
        }
        walk::each_inline_mut(&mut read.blocks, &mut |inline| {
            if let Inline::Reference(reference) = inline
                && let Some(place) = reference.span.map(inner)
            {
                match (self.refer)(reference, &text[place.clone()]) {
                    Referred::Kept => {}
                    Referred::Live(link) => edits.push((place, link)),
                    Referred::Words(words) => edits.push((place.start..place.end + direction(&text[place.end..]), words)),
                }
            }
        });
        edited(text, edits)
    }

    /// What is to be done to a block that stands for itself.
    fn block(&self, block: &Block, text: &str, inner: &dyn Fn(Span) -> Place) -> Option<Edit> {
        let place = inner(block.origin.span?);
        let written = &text[place.clone()];
        let braces = block.origin.braces.map(inner);
        match &block.kind {
            Kind::Heading(heading) if usize::from(heading.level) < self.level => Some((place, self.lowered(written))),
            Kind::Paragraph(_) if !stands_for_others(written) => {
                let from = self.from.to_string().replace('"', "'");
                let end = place.start + written.trim_end().len();
                let none = || (end..end, format!(" {{from=\"{from}\"}}"));
                Some(braces.map_or_else(none, |braces| self.braces(text, braces, Some(&from))))
            }
            _ => braces.map(|braces| self.braces(text, braces, None)),
        }
    }

    /// A heading, whether marked before it or on the line below it, at the level that is free.
    fn lowered(&self, written: &str) -> String {
        let written = written.trim();
        let title = match written.strip_prefix('#') {
            Some(rest) => rest.trim_start_matches('#'),
            None => written.rsplit_once('\n').map_or(written, |(title, _)| title),
        };
        format!("{} {}\n", "#".repeat(self.level), one_line(title))
    }

    /// Attributes as they can stand in another response: what was accepted there is not accepted here.
    fn braces(&self, text: &str, place: Place, from: Option<&str>) -> Edit {
        let inner = text[place.clone()].trim_start_matches('{').trim_end_matches('}');
        let renewed = |token: &str| from.is_some() && token.starts_with("from=");
        let kept = |token: &&str| !token.starts_with("accept-") && !renewed(token) && (self.names || !token.starts_with('#'));
        let mut kept: Vec<String> = tokens(inner).into_iter().filter(kept).map(str::to_owned).collect();
        kept.extend(from.map(|from| format!("from=\"{from}\"")));
        match kept.is_empty() {
            true => (text[..place.start].trim_end_matches(' ').len()..place.end, String::new()),
            false => (place, format!("{{{}}}", kept.join(" "))),
        }
    }
}

/// How long the word is that says where in its own response a reference points to, right behind it.
fn direction(after: &str) -> usize {
    let words = after.trim_start_matches(',').trim_start();
    let ends = |word: &&str| words[word.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '-');
    let word = ["below", "above", "overleaf"].into_iter().filter(|word| words.starts_with(word)).find(ends);
    word.filter(|_| words.len() < after.len()).map_or(0, |word| after.len() - words.len() + word.len())
}

/// Whether a paragraph is made by templates, which say themselves where its words come from.
fn stands_for_others(written: &str) -> bool {
    let calls = ["position(", "answer(", "boilerplate(", "section("];
    written.contains("{%") || written.split("{{").skip(1).any(|tag| calls.iter().any(|call| tag.trim_start().starts_with(call)))
}

/// Words and `key="value"` pairs.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    let (mut out, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        quoted ^= c == '"';
        if c.is_whitespace() && !quoted {
            out.push(&text[start..at]);
            start = at + c.len_utf8();
        }
    }
    out.push(&text[start..]);
    out.into_iter().filter(|token| !token.is_empty()).collect()
}

/// Makes changes; of two that overlap the first.
fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(place, _)| place.start);
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for (place, words) in edits {
        if place.start >= done {
            out.push_str(&text[done..place.start]);
            out.push_str(&words);
            done = place.end;
        }
    }
    out.push_str(&text[done..]);
    out
}

/// Words in which nothing is a mark of Markdown or of templates.
pub(super) fn as_words(text: &str) -> String {
    Writing::default().escaped_title(text).replace("\\{%", "&#123;%").replace("\\{*", "&#123;*").replace("\\{\\{", "&#123;&#123;")
}
