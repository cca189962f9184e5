//! Running text of Markdown, and its footnotes.

use super::{
    super::{decode::clean, lines},
    DEEPEST, Markdown,
};
use crate::{
    document::{Block, Inline, Kind, Note, Paragraph},
    import::{Piece, Tick, TickMade},
};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::collections::BTreeMap;

impl<'t> Markdown<'t> {
    /// Running text up to the end of its block: one text for each line that begins something of its own.
    pub(super) fn inlines(&mut self, piece: &mut Piece) -> Vec<Vec<Inline>> {
        let mut lines = vec![Vec::new()];
        while let Some((event, place)) = self.next() {
            let line = lines.last_mut();
            let Some(line) = line else { break };
            match event {
                Event::End(TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) => {
                    self.at -= 1;
                    break;
                }
                Event::End(_) => break,
                Event::Start(tag) if is_block(&tag) => {
                    self.at -= 1;
                    break;
                }
                Event::SoftBreak | Event::HardBreak => {
                    let rest = self.text[place.end..].lines().next().unwrap_or_default();
                    let rest = rest.trim_start_matches(['>', ' ', '\t']);
                    if lines::begins_block(rest.trim_start_matches('*')) && !rest.starts_with("* ") {
                        lines.push(Vec::new());
                    } else {
                        line.push(if event == Event::SoftBreak { Inline::text(" ") } else { Inline::Break });
                    }
                }
                event => self.inline(event, line, piece),
            }
        }
        lines
    }

    fn inline(&mut self, event: Event<'t>, out: &mut Vec<Inline>, piece: &mut Piece) {
        match event {
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => push(out, &clean(&text)),
            Event::Code(text) => out.push(Inline::Code { text: clean(&text) }),
            Event::SoftBreak => push(out, " "),
            Event::HardBreak => out.push(Inline::Break),
            Event::FootnoteReference(label) => out.push(note(vec![Inline::text(label.to_string())])),
            Event::TaskListMarker(on) => piece.ticks.push(Tick { on: Some(on), made: TickMade::Glyph, at: 0 }),
            Event::InlineHtml(tag) | Event::Html(tag) => self.tag(&tag, out, piece),
            Event::Start(tag) => {
                let content = self.inner(piece);
                match tag {
                    Tag::Emphasis => out.push(Inline::Emphasis { content }),
                    Tag::Strong => out.push(Inline::Strong { content }),
                    Tag::Link { dest_url, .. } => out.push(Inline::Link { to: dest_url.to_string(), content }),
                    _ => out.extend(content),
                }
            }
            Event::End(_) | Event::Rule => {}
        }
    }

    fn inner(&mut self, piece: &mut Piece) -> Vec<Inline> {
        let mut content = Vec::new();
        self.depth += 1;
        while let Some((event, _)) = self.next() {
            match event {
                Event::End(_) => break,
                Event::Start(_) if self.depth > DEEPEST => {}
                event => self.inline(event, &mut content, piece),
            }
        }
        self.depth -= 1;
        content
    }

    /// Raw HTML in running text: names and line ends are kept, other marks have no words.
    fn tag(&mut self, tag: &CowStr, out: &mut Vec<Inline>, piece: &mut Piece) {
        let lower = tag.to_lowercase();
        if lower.starts_with("<br") {
            out.push(Inline::Break);
        } else if let Some((_, rest)) = tag.split_once("id=\"").or_else(|| tag.split_once("name=\""))
            && let Some((name, _)) = rest.split_once('"')
        {
            piece.names.push(name.to_owned());
        }
    }
}

pub(super) fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } | Tag::Superscript | Tag::Subscript
    )
}

fn push(out: &mut Vec<Inline>, more: &str) {
    match out.last_mut() {
        Some(Inline::Text { text }) => text.push_str(more),
        _ if more.is_empty() => {}
        _ => out.push(Inline::text(more)),
    }
}

fn note(content: Vec<Inline>) -> Inline {
    let block = Block::new(Kind::Paragraph(Paragraph { content, ..Paragraph::default() }));
    Inline::Note(Note { number: 0, blocks: vec![block] })
}

/// Puts the text of footnotes where their marks stand; until now the mark holds its label.
pub(super) fn fill_notes(piece: &mut Piece, notes: &BTreeMap<String, Vec<Piece>>) {
    for cell in piece.rows.iter_mut().flatten() {
        cell.iter_mut().for_each(|piece| fill_notes(piece, notes));
    }
    fill(&mut piece.content, notes);
}

fn fill(content: &mut [Inline], notes: &BTreeMap<String, Vec<Piece>>) {
    for inline in content {
        match inline {
            Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => fill(content, notes),
            Inline::Note(note) => {
                let label = note.blocks.first().map(Block::plain).unwrap_or_default();
                let Some(pieces) = notes.get(&label) else { continue };
                let paragraphs = pieces.iter().map(|piece| Paragraph { content: piece.content.clone(), ..Paragraph::default() });
                note.blocks = paragraphs.map(|paragraph| Block::new(Kind::Paragraph(paragraph))).collect();
            }
            _ => {}
        }
    }
}
