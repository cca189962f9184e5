//! The lines of all pages to the pieces of the file.

use super::super::lines::is_running;
use super::body::Body;
use super::file::File;
use super::lines::Line;
use super::page::Read;
use super::pieces::{self, Maker};
use super::tables::Grid;
use super::words::WordKind;
use super::{furniture, notes, tight};
use crate::import::{Foreign, Notice, Piece, PieceKind, Place};

/// Makes the pieces and says what was left out.
pub(super) fn foreign(file: &File, mut read: Read) -> Foreign {
    let pages = read.pages;
    let mut lines = std::mem::take(&mut read.lines);
    let furniture = furniture::take(&mut lines, pages);
    tight::part(&mut lines);
    let mut words: Vec<&Line> = lines.iter().filter(|line| table_of(line).is_none()).collect();
    if words.len() < 5 {
        words.extend(read.grids.iter().flat_map(|grid| grid.rows.iter().flatten().flatten()));
    }
    let body = Body::of(&words);
    let mut footnotes = notes::take(&mut lines, &body);
    let sizes = pieces::sizes(&lines, &body);
    let index = notes::index(&footnotes);
    let mut maker = Maker { body: &body, addresses: &read.addresses, notes: &mut footnotes, index, sizes, open: Vec::new() };
    let mut out = run(&mut maker, lines, std::mem::take(&mut read.grids));
    let unmarked = maker.unmarked();
    let mut notices = notices(&read, &furniture, file.lost.get());
    if file.doc.xref_recovery.is_some() {
        let message = format!("this PDF is damaged: {} could still be read, something may be missing", counted(pages as usize, "page"));
        notices.insert(0, Notice::new(message));
    }
    if !unmarked.is_empty() {
        notices.push(Notice::new(format!("{} without a mark in the text: kept as items", counted(unmarked.len(), "footnote"))));
    }
    place(&mut out, unmarked);
    title(&mut out);
    Foreign { format: "pdf", title: file.title(), pieces: out, notices, built: None }
}

fn table_of(line: &Line) -> Option<usize> {
    line.words.first().and_then(|word| if let WordKind::Table(at) = word.kind { Some(at) } else { None })
}

fn run(maker: &mut Maker, lines: Vec<Line>, grids: Vec<Grid>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut text: Vec<Line> = Vec::new();
    let mut columns: Vec<f64> = Vec::new();
    let mut grids: Vec<Option<Grid>> = grids.into_iter().map(Some).collect();
    for line in lines {
        let Some(grid) = table_of(&line).and_then(|at| grids.get_mut(at)).and_then(Option::take) else {
            text.push(line);
            continue;
        };
        let direct = text.is_empty();
        out.extend(maker.pieces(std::mem::take(&mut text)));
        let same = grid.columns.len() == columns.len() && grid.columns.iter().zip(&columns).all(|(one, other)| (one - other).abs() < 4.0);
        columns.clone_from(&grid.columns);
        let (page, mut rows) = (grid.page, rows(maker, grid));
        match out.last_mut() {
            // A table that goes on over the page; its head is printed again.
            Some(last) if direct && same && last.kind == PieceKind::Table && last.at.page != Some(page) => {
                if last.rows.first().map(|row| words(row)) == rows.first().map(|row| words(row)) {
                    rows.remove(0);
                }
                last.rows.append(&mut rows);
            }
            _ => out.push(Piece { kind: PieceKind::Table, rows, at: Place { page: Some(page), ..Place::default() }, ..Piece::default() }),
        }
    }
    out.extend(maker.pieces(text));
    out
}

fn words(row: &[Vec<Piece>]) -> Vec<String> {
    row.iter().flatten().map(Piece::text).collect()
}

fn rows(maker: &mut Maker, grid: Grid) -> Vec<Vec<Vec<Piece>>> {
    let mut cell = |lines: Vec<Line>| {
        let mut pieces = maker.pieces(lines);
        for piece in pieces.iter_mut().filter(|piece| piece.kind == PieceKind::Heading) {
            // Weight in a cell is no heading.
            (piece.kind, piece.level) = (if piece.label.is_some() { PieceKind::Item } else { PieceKind::Paragraph }, 0);
        }
        pieces
    };
    grid.rows.into_iter().map(|row| row.into_iter().map(&mut cell).collect()).collect()
}

/// Puts pieces behind the last piece of their page.
fn place(out: &mut Vec<Piece>, more: Vec<Piece>) {
    for piece in more {
        let at = out.iter().rposition(|other| other.at.page <= piece.at.page).map_or(0, |at| at + 1);
        out.insert(at, piece);
    }
}

/// The biggest heading on the first page, where no other is as big and no running text stands above, is the title.
fn title(pieces: &mut [Piece]) {
    let headings = || pieces.iter().enumerate().filter(|(_, piece)| piece.kind == PieceKind::Heading);
    let Some(most) = headings().map(|(_, piece)| piece.size).max_by(f32::total_cmp).filter(|size| *size > 1.15) else { return };
    let big: Vec<usize> = headings().filter(|(_, piece)| piece.size > most - 0.02).map(|(at, _)| at).collect();
    if let [at] = big[..]
        && pieces[at].at.page == Some(1)
        && pieces[at].label.is_none()
        && !pieces[..at].iter().any(|piece| is_running(&piece.text()))
    {
        pieces[at].kind = PieceKind::Title;
        pieces[at].level = 0;
    }
}

fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// Page numbers in words: `pages 3, 5 to 7`.
fn listed(pages: &[u32]) -> String {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match parts.last_mut() {
            Some(last) if last.1 + 1 == *page => last.1 = *page,
            _ => parts.push((*page, *page)),
        }
    }
    let words: Vec<String> = parts.iter().map(|(from, to)| if from == to { from.to_string() } else { format!("{from} to {to}") }).collect();
    format!("{} {}", if pages.len() == 1 { "page" } else { "pages" }, words.join(", "))
}

fn notices(read: &Read, furniture: &[Line], lost: usize) -> Vec<Notice> {
    let mut out = Vec::new();
    if !read.empty.is_empty() {
        let at = Place { page: read.empty.first().copied(), ..Place::default() };
        let why = if read.scans > 0 { ": scanned?" } else { "" };
        out.push(Notice::new(format!("no text on {}{why}", listed(&read.empty))).at(at));
    }
    let mut dropped: Vec<&str> = furniture.iter().map(|line| line.text.as_str()).chain(read.artifacts.iter().map(String::as_str)).collect();
    let count = dropped.len();
    if count > 0 {
        let mut seen = std::collections::HashSet::new();
        dropped.retain(|line| seen.insert(*line));
        out.push(Notice::new(format!("{} of page furniture dropped", counted(count, "line"))).dropped(dropped.join("\n")));
    }
    for (page, words) in &read.aside {
        let at = Place { page: Some(*page), ..Place::default() };
        out.push(Notice::new(format!("words on their side or outside the page dropped on page {page}")).dropped(words.clone()).at(at));
    }
    if read.unknown.0 > 0 {
        let at = Place { page: Some(read.unknown.1), ..Place::default() };
        out.push(Notice::new(format!("{} that the file does not explain, shown as \u{fffd}", counted(read.unknown.0, "letter"))).at(at));
    }
    if read.marks > 0 {
        out.push(Notice::new(format!("{} before options: whether they are ticked cannot be told", counted(read.marks, "small picture"))));
    }
    if !read.full.is_empty() {
        out.push(Notice::new(format!("more letters than can be read on {}: the rest was dropped", listed(&read.full))));
    }
    if lost > 0 {
        out.push(Notice::new(format!("{} could not be unpacked", counted(lost, "part"))));
    }
    out
}
