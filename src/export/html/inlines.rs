//! Running text: marks, links, references, footnotes.

use super::Page;
use crate::document::{Inline, Note, Reference};
use maud::{Markup, html};

impl<'a> Page<'a> {
    /// A run of text.
    pub(super) fn text(&mut self, text: &'a [Inline]) -> Markup {
        html! { @for inline in text { (self.inline(inline)) } }
    }

    fn inline(&mut self, inline: &'a Inline) -> Markup {
        match inline {
            Inline::Text { text } => html! { (text) },
            Inline::Emphasis { content } => html! { em { (self.text(content)) } },
            Inline::Strong { content } => html! { strong { (self.text(content)) } },
            Inline::Code { text } => html! { code { (text) } },
            Inline::Link { to, content } => self.link(to, content),
            Inline::Reference(reference) => self.reference(reference),
            Inline::Note(note) if self.in_link => {
                self.held.push(note);
                html! {}
            }
            Inline::Note(note) => self.mark(note),
            Inline::Break => html! { br; "\n" },
            Inline::Changed { .. } => self.text(inline.newer()),
        }
    }

    /// A link, or its words alone where a link may not be or should not lead.
    fn link(&mut self, to: &'a str, content: &'a [Inline]) -> Markup {
        if self.in_link || !is_safe(to) {
            return self.text(content);
        }
        self.in_link = true;
        let words = self.text(content);
        self.in_link = false;
        let held = std::mem::take(&mut self.held);
        html! {
            a href=(to) { @if content.is_empty() { (to) } @else { (words) } }
            @for note in held { (self.mark(note)) }
        }
    }

    /// The word and the number, a link to what they name. Without a target they are words only.
    fn reference(&self, reference: &Reference) -> Markup {
        let id = reference.target.and_then(|_| self.anchors.find(&reference.to)).filter(|_| !self.in_link);
        html! {
            @match id {
                Some(id) => { a href={ "#" (id) } { (reference.printed()) } },
                None => { (reference.printed()) },
            }
        }
    }

    /// A footnote's mark, a link to its text at the end of the page.
    fn mark(&mut self, note: &'a Note) -> Markup {
        self.notes.push(note);
        let place = self.notes.len();
        html! {
            sup { a id={ "mark:" (place) } href={ "#note:" (place) } role="doc-noteref" { (note.number) } }
        }
    }

    /// The footnotes that were marked, each with the way back.
    pub(super) fn notes(&mut self) -> Markup {
        let mut items = Vec::new();
        // A note may hold marks of its own, whose notes then follow.
        while let Some(&note) = self.notes.get(items.len()) {
            items.push(self.note(note, items.len() + 1));
        }
        html! {
            @if !items.is_empty() {
                "\n" section.notes role="doc-endnotes" aria-labelledby="page:notes" {
                    "\n" h2 id="page:notes" { "Notes" }
                    "\n" ol.counted role="list" { @for item in items { "\n" (item) } "\n" }
                    "\n"
                }
                "\n"
            }
        }
    }

    fn note(&mut self, note: &'a Note, place: usize) -> Markup {
        html! {
            li id={ "note:" (place) } {
                span.label { (note.number) "." } " "
                (self.item_blocks(&note.blocks, None))
                " " a.back href={ "#mark:" (place) } role="doc-backlink" aria-label={ "Back to the mark of note " (note.number) } { "↩" }
            }
        }
    }
}

/// Whether an address may be followed: no script, and no place in the page itself, where only
/// references lead.
fn is_safe(address: &str) -> bool {
    let address = address.trim();
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default().split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme {
        Some(scheme) => ["http", "https", "mailto", "tel"].contains(&scheme.as_str()),
        None => !address.is_empty() && !address.starts_with('#'),
    }
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn only_addresses_that_can_do_no_harm_are_followed() {
        for good in ["https://www.gov.uk/a:b", "HTTP://a", "mailto:a@b.org", "tel:+44", "annex.pdf", "/a?b=c:d"] {
            assert!(is_safe(good), "{good}");
        }
        for bad in ["javascript:alert(1)", " JavaScript:x", "java\nscript:x", "data:text/html,x", "file:///etc", "#x", "", " "] {
            assert!(!is_safe(bad), "{bad}");
        }
    }
}
