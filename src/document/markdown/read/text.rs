//! Running text: emphasis, links, references, footnote marks, and the attributes behind it.

use super::{Place, Reader, is_inline};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::{
        Inline, Note, Reference,
        markdown::{Attributes, attributes},
        walk,
    },
    source::Spanned,
    text::{allowed, forbidden},
};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

impl<'t> Reader<'t> {
    /// Running text up to the end of its block, and the attributes behind it.
    pub(super) fn text(&mut self, place: &Place) -> (Vec<Inline>, Attributes) {
        let mut attributes = Attributes::default();
        self.cut = usize::MAX;
        if let Some(found) = attributes::find(self.traced.text(), place.clone()) {
            self.cut = found.start;
            if let Some(covers) = self.span(place) {
                attributes = attributes::parse(self.traced, found, covers, &mut self.read.findings);
            }
        }
        let mut content = self.inlines();
        self.cut = usize::MAX;
        trim(&mut content);
        self.undefined_notes(&content, place);
        if let Some(name) = self.anchor.take().filter(|_| attributes.id.is_none()) {
            attributes.id = self.span(place).map(|span| Spanned::new(name, span));
        }
        self.read.acceptances.append(&mut attributes.accepts);
        (content, attributes)
    }

    /// Running text up to the end of what holds it; that end is taken unless it is a block's.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        let mut out = Vec::new();
        while let Some((event, place)) = self.events.get(self.at).cloned() {
            if let Event::End(end) = event {
                let of_text = matches!(end, TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition);
                self.at += usize::from(!of_text);
                return out;
            }
            if !is_inline(&event) {
                return out;
            }
            self.at += 1;
            self.inline(event, place, &mut out);
        }
        out
    }

    pub(super) fn inline(&mut self, event: Event<'t>, place: Place, out: &mut Vec<Inline>) {
        let cut_off = place.start >= self.cut;
        match event {
            Event::Start(tag) => {
                let content = self.inlines();
                if !cut_off {
                    self.wrap(tag, content, &place, out);
                }
            }
            _ if cut_off => {}
            Event::Text(text) => {
                let text = self.allowed(text, &place);
                push_text(out, self.uncut(&text, &place));
            }
            Event::Code(text) => out.push(Inline::Code { text: text.to_string() }),
            Event::SoftBreak => push_text(out, " "),
            Event::HardBreak => out.push(Inline::Break),
            Event::FootnoteReference(label) => {
                self.labels.push(label.to_string());
                out.push(Inline::Note(Note { number: self.labels.len() as u32, blocks: Vec::new() }));
            }
            Event::InlineHtml(html) => self.inline_html(&html, &place, out),
            _ => {}
        }
    }

    /// Text without the characters that no document can hold, which `&#1;` writes without their standing
    /// in the file. The marks of templates are no such text: they stand in it as they are.
    pub(super) fn allowed(&mut self, text: CowStr<'t>, place: &Place) -> CowStr<'t> {
        let typed = &self.traced.text()[place.clone()];
        let first = forbidden(&text).next();
        match first {
            Some((_, c)) if !typed.contains(c) => {
                let message = format!("the character U+{:04X} cannot stand in a document", c as u32);
                let finding = self.span(place).map(|span| Diagnostic::new(&codes::FORBIDDEN_CHARACTER, span, message).help("delete it"));
                self.read.findings.extend(finding);
                text.replace(|c| !allowed(c), "\u{fffd}").into()
            }
            _ => text,
        }
    }

    /// The part of a text that stands before the attributes.
    pub(super) fn uncut<'a>(&self, text: &'a CowStr<'t>, place: &Place) -> &'a str {
        match self.cut.checked_sub(place.start) {
            Some(keep) if keep < text.len() && text.is_char_boundary(keep) => &text[..keep],
            _ => text,
        }
    }

    pub(super) fn wrap(&mut self, tag: Tag<'t>, content: Vec<Inline>, place: &Place, out: &mut Vec<Inline>) {
        match tag {
            Tag::Emphasis => out.push(Inline::Emphasis { content }),
            Tag::Strong => out.push(Inline::Strong { content }),
            Tag::Link { dest_url, .. } => match dest_url.strip_prefix('#') {
                Some(to) => out.push(Inline::Reference(Reference {
                    to: to.to_owned(),
                    word: walk::plain(&content).trim().to_owned(),
                    span: self.span(place),
                    ..Reference::default()
                })),
                None => {
                    let to = self.allowed(dest_url, place);
                    self.link(&to, content, place, out);
                }
            },
            Tag::Image { .. } => {
                let (what, help) = match walk::plain(&content).trim().is_empty() {
                    true => ("a picture without alternative text", "nothing of it is printed: write in words what it shows"),
                    false => ("a picture", "its words stay and the picture is left out; describe what it shows"),
                };
                self.unsupported(place, what, help);
                out.extend(content);
            }
            _ => out.extend(content),
        }
    }

    pub(super) fn link(&mut self, to: &str, content: Vec<Inline>, place: &Place, out: &mut Vec<Inline>) {
        let scheme = to.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
        if scheme.as_deref().is_some_and(|scheme| !matches!(scheme, "http" | "https" | "mailto" | "tel")) {
            self.unsupported(
                place,
                &format!("a link to `{to}`"),
                "its words stay; a published response links to http, https, mailto or tel addresses",
            );
            out.extend(content);
            return;
        }
        let content = if content.is_empty() { vec![Inline::text(to)] } else { content };
        out.push(Inline::Link { to: to.to_owned(), content });
    }

    pub(super) fn inline_html(&mut self, html: &str, place: &Place, out: &mut Vec<Inline>) {
        let name = html.strip_prefix("<a id=\"").and_then(|rest| rest.strip_suffix("\">"));
        match html {
            "<br>" | "<br/>" | "<br />" => out.push(Inline::Break),
            "</a>" => {}
            _ if html.starts_with("<!--") => {}
            _ if name.is_some() => self.anchor = name.map(str::to_owned),
            _ => {
                self.unsupported(place, &format!("the HTML `{html}`"), "it stays as plain words; write Markdown");
                push_text(out, html);
            }
        }
    }
}

fn push_text(out: &mut Vec<Inline>, more: &str) {
    match out.last_mut() {
        Some(Inline::Text { text }) => text.push_str(more),
        _ if more.is_empty() => {}
        _ => out.push(Inline::text(more)),
    }
}

/// Drops white space at both ends of running text.
pub(super) fn trim(content: &mut Vec<Inline>) {
    if let Some(Inline::Text { text }) = content.first_mut() {
        *text = text.trim_start().to_owned();
    }
    while let Some(last) = content.last_mut() {
        match last {
            Inline::Text { text } => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    break;
                }
            }
            Inline::Break => {}
            _ => break,
        }
        content.pop();
    }
}
