//! Letters to words, words to rows: what stands on one line across the whole page.

use super::canvas::Glyph;
use super::letters;

/// A word, or a part of one where its look changes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub text: String,
    pub left: f64,
    pub right: f64,
    /// The line it stands on.
    pub y: f64,
    pub size: f64,
    pub bold: bool,
    pub italic: bool,
    /// No space before it.
    pub glued: bool,
    pub kind: WordKind,
    /// The address it leads to, by its place in the list of them.
    pub link: Option<usize>,
}

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordKind {
    Plain,
    /// Raised small digits: the mark of a note.
    Mark,
    /// A tick box; ticked or not, a form field or a character.
    Tick {
        on: Option<bool>,
        field: bool,
        picture: bool,
    },
    /// Stands for a table, by its place in the page's list.
    Table(usize),
}

impl Word {
    /// Stands for a table, by its place in the page's list.
    pub(super) fn table(at: usize, left: f64, right: f64, y: f64) -> Self {
        let kind = WordKind::Table(at);
        Self { text: "\u{fffc}".into(), left, right, y, size: 1.0, bold: false, italic: false, glued: false, kind, link: None }
    }
}

/// Words on one line.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub y: f64,
    pub size: f64,
    pub words: Vec<Word>,
}

/// Raised letters are smaller than this share of the letters beside them: browsers take five sixths.
const RAISED: f64 = 0.86;

/// The rows of a page, from the top.
pub(super) fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.retain(|glyph| glyph.size > 1.0 && !letters::unseen(&glyph.text));
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut rows = baselines(glyphs);
    raise(&mut rows);
    let mut rows: Vec<Row> = rows.into_iter().map(spell).filter(|row| !row.words.is_empty()).collect();
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    rows
}

#[derive(Debug, Default)]
struct Baseline {
    y: f64,
    size: f64,
    glyphs: Vec<Glyph>,
}

fn baselines(glyphs: Vec<Glyph>) -> Vec<Baseline> {
    let mut rows: Vec<Baseline> = Vec::new();
    for glyph in glyphs {
        let blank = glyph.text.trim().is_empty();
        let near = rows.iter_mut().rev().take(6).find(|row| (row.y - glyph.y).abs() < 0.28 * row.size.min(glyph.size).max(4.0));
        match near {
            Some(row) => {
                if !blank && glyph.size > row.size {
                    (row.y, row.size) = (glyph.y, glyph.size);
                }
                row.glyphs.push(glyph);
            }
            None if blank => {}
            None => rows.push(Baseline { y: glyph.y, size: glyph.size, glyphs: vec![glyph] }),
        }
    }
    for row in &mut rows {
        row.glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    rows
}

/// Puts raised and lowered letters into the row they belong to.
fn raise(rows: &mut Vec<Baseline>) {
    let mut at = 0;
    while at < rows.len() {
        let around = at.saturating_sub(2)..(at + 3).min(rows.len());
        let home = around.filter(|other| *other != at).find(|other| belongs(&rows[at], &rows[*other]));
        match home {
            Some(home) => {
                let small = std::mem::take(&mut rows[at].glyphs);
                rows[home].glyphs.extend(small);
                rows[home].glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
                rows.remove(at);
            }
            None => at += 1,
        }
    }
}

/// Whether all of a row is small and stands close beside letters of another, a little above or below.
fn belongs(small: &Baseline, big: &Baseline) -> bool {
    let rise = big.y - small.y;
    let moved = rise.abs() > 0.2 * big.size;
    if small.glyphs.len() > 24
        || big.glyphs.len() > 5000
        || small.size > if moved { RAISED } else { 0.8 } * big.size
        || rise > 0.65 * big.size
        || rise < -0.35 * big.size
    {
        return false;
    }
    let close = |glyph: &Glyph| {
        big.glyphs.iter().any(|other| {
            let (before, after) = (glyph.x - (other.x + other.width), other.x - (glyph.x + glyph.width));
            !other.text.trim().is_empty() && before.max(after) < 0.9 * big.size && before.max(after) > -0.7 * big.size
        })
    };
    let mut end = f64::MIN;
    let mut any = false;
    for glyph in small.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()) {
        // Close to a letter of the line, or to the raised one before.
        if !(glyph.x - end < 0.9 * big.size || close(glyph)) {
            return false;
        }
        end = glyph.x + glyph.width;
        any = true;
    }
    any
}

/// The distance between letters from which on there are two words.
fn gap_of(row: &Baseline) -> f64 {
    let letters: Vec<&Glyph> = row.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).collect();
    let spelt = |pair: &&[&Glyph]| pair.iter().all(|glyph| glyph.text.chars().all(char::is_alphabetic));
    let mut gaps: Vec<f64> = letters.windows(2).filter(spelt).map(|pair| pair[1].x - pair[0].x - pair[0].width).collect();
    gaps.sort_by(f64::total_cmp);
    let middle = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0) / row.size.max(1.0);
    // Letters that are spaced out.
    if gaps.len() > 5 && middle > 0.08 && middle < 0.6 { 1.6 * middle + 0.1 } else { 0.17 }
}

fn spell(row: Baseline) -> Row {
    let gap = gap_of(&row);
    let mut words: Vec<Word> = Vec::new();
    let (mut space, mut last): (bool, Option<Glyph>) = (true, None);
    for glyph in row.glyphs {
        if glyph.text.trim().is_empty() {
            space = true;
            continue;
        }
        if last.as_ref().is_some_and(|last| last.text == glyph.text && (glyph.x - last.x).abs() < 0.12 * glyph.size) {
            continue;
        }
        let size = last.as_ref().map_or(glyph.size, |last| last.size.max(glyph.size));
        let distance = last.as_ref().map_or(f64::MAX, |last| glyph.x - last.x - last.width);
        let apart = distance > gap * size || (space && distance > 0.05 * size);
        put(&mut words, &glyph, apart, row.y, row.size);
        space = false;
        last = Some(glyph);
    }
    if letters::right_to_left(&words) {
        letters::turn(&mut words);
    }
    for word in &mut words {
        letters::tidy(&mut word.text);
    }
    words.retain(|word| !word.text.is_empty());
    Row { y: row.y, size: row.size, words }
}

fn put(words: &mut Vec<Word>, glyph: &Glyph, apart: bool, y: f64, size: f64) {
    let digits = glyph.text.chars().all(|letter| letter.is_ascii_digit());
    let rise = y - glyph.y;
    let raised = glyph.size < 0.8 * size && rise > 0.12 * size || glyph.size < RAISED * size && rise > 0.2 * size;
    let kind = match letters::tick(&glyph.text) {
        Some(on) => WordKind::Tick { on: Some(on), field: false, picture: false },
        None if raised && digits => WordKind::Mark,
        None => WordKind::Plain,
    };
    if let Some(last) = words.last_mut()
        && !apart
        && last.kind == kind
        && last.bold == glyph.bold
        && last.italic == glyph.italic
        && !matches!(kind, WordKind::Tick { .. })
    {
        letters::append(&mut last.text, &glyph.text, glyph.x < last.right - 0.5 * glyph.width);
        last.right = last.right.max(glyph.x + glyph.width);
        last.size = last.size.max(glyph.size);
        return;
    }
    words.push(Word {
        text: glyph.text.to_string(),
        left: glyph.x,
        right: glyph.x + glyph.width,
        y,
        size: glyph.size,
        bold: glyph.bold,
        italic: glyph.italic,
        glued: !apart && !words.is_empty(),
        kind,
        link: None,
    });
}
