//! Plain text. Whether its lines were cut to a width is found out first: then lines belong together
//! until an empty one; otherwise every line is a paragraph of its own.

use super::{
    Reader,
    decode::{clean, decode, is_text},
    html, lines, md,
    tidy::tidy,
};
use crate::{
    document::Inline,
    import::{Changes, Flag, Foreign, Label, Notice, Piece, PieceKind, Place, Refused},
};

pub(super) static READER: Reader = Reader { name: "txt", extensions: &["txt", "text"], sniff, read };

fn sniff(bytes: &[u8]) -> bool {
    is_text(bytes) && !html::looks_like(bytes) && !md::is_marked_up(bytes)
}

fn read(bytes: &[u8], _: Changes) -> Result<Foreign, Refused> {
    let mut foreign = Foreign { format: "txt", ..Foreign::default() };
    let text = decode(bytes, None, &mut foreign.notices)?;
    let width = wrapped_at(&text);
    let mut reader = Lines { width, pieces: Vec::new(), open: false, last: 0, page: 1, paged: text.contains('\u{c}'), dropped: Vec::new() };
    for (at, line) in text.split('\n').enumerate() {
        reader.line(at as u32 + 1, line);
    }
    if !reader.dropped.is_empty() {
        let count = reader.dropped.len();
        foreign.notices.push(Notice::new(format!("page numbers were left out: {count}")).dropped(reader.dropped.join(" ")));
    }
    foreign.pieces = reader.pieces;
    Ok(foreign)
}

/// The width to which lines were cut; nothing where each line is a paragraph. Cut lines are alike in
/// length, and most that are followed by another go on in it in lower case.
fn wrapped_at(text: &str) -> Option<usize> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).take(20_000).collect();
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).filter(|&length| length > 0).collect();
    lengths.sort_unstable();
    let width = *lengths.get(lengths.len() * 19 / 20)?;
    if !(30..=120).contains(&width) {
        return None;
    }
    let pairs = lines.windows(2).filter(|pair| !pair[0].trim().is_empty() && !pair[1].trim().is_empty());
    let (mut followed, mut going_on, mut full) = (0, 0, 0);
    for pair in pairs.filter(|pair| !lines::begins_block(pair[1].trim_start())) {
        followed += 1;
        if pair[1].trim_start().starts_with(char::is_lowercase) {
            going_on += 1;
            full += usize::from(pair[0].chars().count() * 10 >= width * 6);
        }
    }
    (followed > 0 && going_on * 4 >= followed && full * 4 >= going_on * 3).then_some(width)
}

struct Lines {
    width: Option<usize>,
    pieces: Vec<Piece>,
    /// Whether the next line may belong to the last piece.
    open: bool,
    /// The length of the last line.
    last: usize,
    page: u32,
    paged: bool,
    dropped: Vec<String>,
}

impl Lines {
    fn line(&mut self, at: u32, line: &str) {
        let mut parts = line.split('\u{c}');
        self.words(at, parts.next().unwrap_or_default());
        for part in parts {
            self.page_end(at);
            self.words(at, part);
        }
    }

    fn words(&mut self, at: u32, line: &str) {
        let line = clean(line);
        let words = line.trim();
        if words.is_empty() {
            // Below a page's last line a paragraph may still go on.
            self.open = false;
            return;
        }
        let length = line.trim_end().chars().count();
        if self.goes_on(words) {
            self.join(words);
        } else {
            let piece = self.piece(at, &line, words);
            self.pieces.push(piece);
        }
        self.open = true;
        self.last = length;
    }

    /// Whether a line goes on from the one before.
    fn goes_on(&self, words: &str) -> bool {
        let Some(width) = self.width.filter(|_| self.open) else { return self.over_page(words) };
        let short = self.last * 10 < width * 6;
        let ended = self.pieces.last().is_some_and(|piece| piece.text().ends_with(['.', '?', '!', ':']));
        let lower = words.starts_with(char::is_lowercase);
        !lines::begins_block(words) && !(short && (ended || !lower))
    }

    /// Whether a line goes on from the last one of the page before.
    fn over_page(&self, words: &str) -> bool {
        let [.., before, end] = self.pieces.as_slice() else { return false };
        let unfinished = !before.text().ends_with(['.', '?', '!', ':', ';']) && before.kind != PieceKind::PageEnd;
        end.kind == PieceKind::PageEnd && unfinished && words.starts_with(char::is_lowercase) && !lines::begins_block(words)
    }

    fn join(&mut self, words: &str) {
        if matches!(self.pieces.last(), Some(piece) if piece.kind == PieceKind::PageEnd) {
            let end = self.pieces.pop();
            if let Some(piece) = self.pieces.last_mut() {
                piece.flags.push(Flag::Joined);
                add(piece, words);
            }
            let at = self.pieces.len().saturating_sub(1);
            self.pieces.splice(at..at, end);
        } else if let Some(piece) = self.pieces.last_mut() {
            add(piece, words);
        }
    }

    fn piece(&self, at: u32, line: &str, words: &str) -> Piece {
        let place = Place { page: self.paged.then_some(self.page), line: Some(at), paragraph: None };
        let columns = line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum::<u32>();
        let mut piece = Piece { at: place, indent: columns as f32 / 2.0, ..Piece::default() };
        let mut rest = words;
        if let Some((label, behind)) = lines::bullet(words).or_else(|| lines::typed_label(words)) {
            piece.kind = PieceKind::Item;
            piece.label = Some(Label { text: label.to_owned(), automatic: false });
            piece.level = (columns / 4).min(8) as u8;
            rest = behind;
        }
        piece.ticks = lines::ticks(rest);
        piece.content = vec![Inline::text(rest)];
        tidy(&mut piece.content);
        piece
    }

    fn page_end(&mut self, at: u32) {
        if self.pieces.last().is_some_and(|piece| is_page_number(&piece.text()) && piece.label.is_none()) {
            self.dropped.extend(self.pieces.pop().map(|piece| piece.text()));
        }
        let place = Place { page: Some(self.page), line: Some(at), paragraph: None };
        self.pieces.push(Piece { kind: PieceKind::PageEnd, at: place, ..Piece::default() });
        self.page += 1;
        self.open = false;
    }
}

fn is_page_number(text: &str) -> bool {
    let inner = text.trim_matches(['-', '–', ' ']).trim_start_matches("Page ").trim_start_matches("page ");
    let number = inner.split([' ', '/']).next().unwrap_or_default();
    !number.is_empty() && number.len() <= 4 && number.bytes().all(|byte| byte.is_ascii_digit()) && inner.len() <= 12
}

/// Adds the words of the next line; a word cut by a hyphen at the end of a line is put together again.
fn add(piece: &mut Piece, words: &str) {
    if let Some(Inline::Text { text }) = piece.content.last_mut() {
        let cut = text.ends_with('-') && !text.ends_with(" -") && words.starts_with(char::is_lowercase);
        if !cut {
            text.push(' ');
        }
        text.push_str(words);
    }
}
