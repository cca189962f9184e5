//! Markdown: CommonMark with tables, footnotes and task lists. CommonMark counts lists itself (`4. 6. 6.`
//! would become 4, 5, 6), so the numbers are read again from the source as they are printed there.

mod inline;
mod raw;

use super::{
    Reader,
    decode::{decode, is_text},
    html, lines,
    tidy::{bold, tidy},
};
use crate::{
    document::Inline,
    import::{Changes, Foreign, Label, Notice, Piece, PieceKind, Place, Refused},
};
use inline::{fill_notes, is_block};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::{collections::BTreeMap, ops::Range};

pub(super) static READER: Reader = Reader { name: "md", extensions: &["md", "markdown", "mdown"], sniff, read };

fn sniff(bytes: &[u8]) -> bool {
    is_text(bytes) && !html::looks_like(bytes)
}

/// Whether text without a telling name is Markdown: two headings, or three lines of bold print.
pub(super) fn is_marked_up(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(64 << 10)]);
    let heading = |line: &&str| line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let bold = |line: &&str| line.trim().len() > 4 && line.trim().starts_with("**") && line.trim().ends_with("**");
    text.lines().filter(heading).take(2).count() == 2 || text.lines().filter(bold).take(3).count() == 3
}

fn read(bytes: &[u8], _: Changes) -> Result<Foreign, Refused> {
    let mut foreign = Foreign { format: "md", ..Foreign::default() };
    let text = decode(bytes, None, &mut foreign.notices)?;
    let (title, start) = front_matter(&text);
    foreign.title = title;
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let body = &text[start..];
    let events =
        Parser::new_ext(body, options).into_offset_iter().map(|(event, place)| (event, place.start + start..place.end + start)).collect();
    let mut starts = vec![0];
    starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
    let mut reader = Markdown { text: &text, starts, events, at: 0, notes: BTreeMap::new(), notices: Vec::new(), depth: 0 };
    let mut pieces = reader.blocks(&Inside::default());
    let (notes, notices) = (reader.notes, reader.notices);
    pieces.iter_mut().for_each(|piece| fill_notes(piece, &notes));
    foreign.notices.extend(notices);
    foreign.pieces = pieces;
    Ok(foreign)
}

/// The title that front matter gives (`+++` TOML or `---` YAML), and where the text begins.
fn front_matter(text: &str) -> (Option<String>, usize) {
    let Some(fence) = ["+++\n", "---\n"].into_iter().find(|fence| text.starts_with(fence)) else { return (None, 0) };
    let Some(end) = text[4..].find(&format!("\n{}", fence.trim_end())) else { return (None, 0) };
    let head: Vec<&str> = text[4..4 + end].lines().collect();
    let title = head.iter().position(|line| key(line, "title").is_some()).and_then(|at| {
        // YAML goes on with a value on lines further in.
        let more = head[at + 1..].iter().take_while(|line| line.starts_with([' ', '\t']) && !line.trim().is_empty());
        let words: Vec<&str> = key(head[at], "title").into_iter().chain(more.map(|line| line.trim())).collect();
        Some(words.join(" ").trim_matches(['"', '\'']).to_owned()).filter(|title| !title.is_empty())
    });
    let after = 4 + end + fence.len();
    (title, text[after..].find('\n').map_or(text.len(), |line| after + line + 1))
}

/// What a line of front matter gives to a key.
fn key<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    Some(line.strip_prefix(name)?.trim_start().strip_prefix(['=', ':'])?.trim())
}

/// What the blocks that are read stand in.
#[derive(Default, Clone)]
struct Inside {
    depth: u8,
    quote: bool,
}

struct Markdown<'t> {
    text: &'t str,
    /// Where each line begins.
    starts: Vec<usize>,
    events: Vec<(Event<'t>, Range<usize>)>,
    at: usize,
    notes: BTreeMap<String, Vec<Piece>>,
    notices: Vec<Notice>,
    /// How deep blocks stand in blocks: beyond a bound they are read as words.
    depth: u8,
}

/// Deeper than any text that a person wrote.
const DEEPEST: u8 = 60;

impl<'t> Markdown<'t> {
    fn next(&mut self) -> Option<(Event<'t>, Range<usize>)> {
        let event = self.events.get(self.at).cloned();
        self.at += 1;
        event
    }

    fn place(&self, at: usize) -> Place {
        Place { line: Some(self.starts.partition_point(|start| *start <= at) as u32), ..Place::default() }
    }

    fn piece(&self, inside: &Inside, at: usize) -> Piece {
        let kind = if inside.quote { PieceKind::Quote } else { PieceKind::Paragraph };
        Piece { kind, level: inside.depth, at: self.place(at), ..Piece::default() }
    }

    fn blocks(&mut self, inside: &Inside) -> Vec<Piece> {
        self.depth += 1;
        let mut out = Vec::new();
        while let Some((event, place)) = self.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(&tag) && self.depth < DEEPEST => self.start(tag, place, inside, &mut out),
                Event::Html(_) => {
                    self.at -= 1;
                    self.html(&mut out);
                }
                Event::Rule => {}
                Event::Start(tag) if is_block(&tag) => {}
                _ => {
                    self.at -= 1;
                    self.paragraph(place, inside, &mut out);
                }
            }
        }
        self.depth -= 1;
        out
    }

    fn start(&mut self, tag: Tag<'t>, place: Range<usize>, inside: &Inside, out: &mut Vec<Piece>) {
        match tag {
            Tag::Paragraph => self.paragraph(place, inside, out),
            Tag::Heading { level, .. } => {
                let mut piece = self.piece(inside, place.start);
                piece.kind = PieceKind::Heading;
                piece.level = heading_level(level);
                let lines = self.inlines(&mut piece);
                self.finish(piece, lines, out);
            }
            Tag::List(_) => self.list(inside, out),
            Tag::BlockQuote(_) => out.extend(self.blocks(&Inside { quote: true, ..inside.clone() })),
            Tag::CodeBlock(_) => self.code(place, inside, out),
            Tag::HtmlBlock => {
                self.html(out);
            }
            Tag::Table(_) => self.table(place, inside, out),
            Tag::FootnoteDefinition(label) => {
                let pieces = self.blocks(&Inside::default());
                self.notes.insert(label.to_string(), pieces);
            }
            _ => out.extend(self.blocks(inside)),
        }
    }

    fn list(&mut self, inside: &Inside, out: &mut Vec<Piece>) {
        let mut firsts = Vec::new();
        while let Some((event, place)) = self.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let label = printed_label(&self.text[place.start..]);
                    let from = out.len();
                    let mut pieces = self.blocks(&Inside { depth: inside.depth.saturating_add(1), quote: inside.quote });
                    if pieces.first().is_none_or(|first| first.kind != PieceKind::Paragraph && first.kind != PieceKind::Quote) {
                        pieces.insert(0, Piece { kind: PieceKind::Paragraph, at: self.place(place.start), ..Piece::default() });
                    }
                    out.extend(pieces);
                    firsts.push(from);
                    if let Some(first) = out.get_mut(from) {
                        first.kind = PieceKind::Item;
                        first.level = inside.depth;
                        first.label = label;
                    }
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        count_lazy_list(&firsts, out);
    }

    /// A paragraph; several where its lines begin with labels, bullets or boxes of their own.
    fn paragraph(&mut self, place: Range<usize>, inside: &Inside, out: &mut Vec<Piece>) {
        let mut piece = self.piece(inside, place.start);
        let lines = self.inlines(&mut piece);
        self.finish(piece, lines, out);
    }

    fn finish(&mut self, piece: Piece, lines: Vec<Vec<Inline>>, out: &mut Vec<Piece>) {
        for (n, content) in lines.into_iter().enumerate() {
            let mut one = Piece { content, ..piece.clone() };
            if n > 0 {
                (one.ticks, one.names) = (Vec::new(), Vec::new());
            }
            tidy(&mut one.content);
            one.ticks.extend(lines::ticks(&one.text()));
            one.bold = bold(&one.content);
            if !one.content.is_empty() || !one.ticks.is_empty() {
                out.push(one);
            }
        }
    }

    fn table(&mut self, place: Range<usize>, inside: &Inside, out: &mut Vec<Piece>) {
        let mut piece = self.piece(inside, place.start);
        piece.kind = PieceKind::Table;
        let mut row = Vec::new();
        while let Some((event, place)) = self.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    let mut cell = Vec::new();
                    self.paragraph(place, &Inside::default(), &mut cell);
                    row.push(cell);
                }
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => piece.rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        out.push(piece);
    }
}

/// The label of an item as its source has it: `37.`, `•` for any bullet.
fn printed_label(source: &str) -> Option<Label> {
    let source = source.trim_start();
    let digits = source.len() - source.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let text = if digits > 0 { source.get(..digits + 1)?.to_owned() } else { "•".to_owned() };
    Some(Label { text, automatic: false })
}

/// `1. 1. 1.` is how people write a list that Markdown is to count.
fn count_lazy_list(firsts: &[usize], out: &mut [Piece]) {
    let lazy = |at: &usize| out[*at].label.as_ref().is_some_and(|label| label.text == "1.");
    if firsts.len() < 2 || !firsts.iter().all(lazy) {
        return;
    }
    for (n, at) in firsts.iter().enumerate() {
        out[*at].label = Some(Label { text: format!("{}.", n + 1), automatic: true });
    }
}

fn heading_level(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<String> {
        let foreign = read(text.as_bytes(), Changes::Accept).unwrap();
        foreign.pieces.iter().map(|piece| format!("{} {}", piece.label.as_ref().map_or("-", |label| &label.text), piece.text())).collect()
    }

    #[test]
    fn printed_numbers_stay_as_they_are_printed() {
        assert_eq!(labels("4. Four.\n6. Six.\n6. Six again.\n"), ["4. Four.", "6. Six.", "6. Six again."]);
        assert_eq!(labels("7\\. Escaped.\n"), ["- 7. Escaped."]);
    }

    #[test]
    fn lines_that_begin_something_are_pieces() {
        assert_eq!(labels("Do you agree\nwith this?\n☐ Yes\n☒ No\n"), ["- Do you agree with this?", "- ☐ Yes", "- ☒ No"]);
    }

    #[test]
    fn front_matter_and_html_are_read() {
        let foreign = read(b"---\ntitle: \"A\n  page\"\n---\n<ul>\n<li>One?</li>\n\n    <li>Two?</li>\n</ul>\n", Changes::Accept).unwrap();
        assert_eq!(foreign.title.as_deref(), Some("A page"));
        assert_eq!(foreign.pieces.iter().map(Piece::text).collect::<Vec<_>>(), ["One?", "Two?"]);
    }
}
