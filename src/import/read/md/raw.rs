//! Code, and HTML that stands in Markdown.

use super::{Inside, Markdown, html};
use crate::{
    document::Inline,
    import::{Piece, PieceKind},
};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

impl<'t> Markdown<'t> {
    pub(super) fn code(&mut self, place: Range<usize>, inside: &Inside, out: &mut Vec<Piece>) {
        let mut text = String::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::End(_) => break,
                _ => {}
            }
        }
        // Lists in HTML that are indented look like code to CommonMark.
        if text.trim_start().starts_with('<') && text.trim_end().ends_with('>') {
            return self.fragment(&text, place.start, out);
        }
        let mut piece = self.piece(inside, place.start);
        piece.kind = PieceKind::Code;
        piece.content = vec![Inline::Code { text: text.trim_end_matches('\n').to_owned() }];
        out.push(piece);
    }

    /// A block of HTML, with all that follow directly: a list in HTML is often cut by empty lines.
    pub(super) fn html(&mut self, out: &mut Vec<Piece>) {
        let start = self.events.get(self.at).map_or(0, |(_, place)| place.start);
        let mut text = String::new();
        while let Some((event, _)) = self.events.get(self.at).cloned() {
            let indented = |at: usize| {
                let code = self.events.get(at + 1).map(|(event, _)| event);
                matches!(code, Some(Event::Text(text)) if text.trim_start().starts_with('<'))
            };
            match event {
                Event::Html(part) | Event::Text(part) => text.push_str(&part),
                Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock | TagEnd::CodeBlock) => {}
                Event::Start(Tag::CodeBlock(_)) if indented(self.at) => {}
                _ => break,
            }
            self.at += 1;
        }
        self.fragment(&text, start, out);
    }

    fn fragment(&mut self, text: &str, start: usize, out: &mut Vec<Piece>) {
        let at = self.place(start);
        let (pieces, notices) = html::fragment(text);
        out.extend(pieces.into_iter().map(|piece| Piece { at, ..piece }));
        self.notices.extend(notices);
    }
}
