//! How a response is laid out: its title and its sections.

use super::{
    super::{Doubt, labels::Found, pattern::pattern, units::Unit},
    Response,
    above::{self, below_title},
    title,
};
use crate::{
    document::Status,
    import::{Foreign, PieceKind},
};

pattern!(
    SUBTITLE,
    r"^(?:(?:the )?response (?:of|by|from)|submission (?:of|by|from|to)|evidence (?:of|by|from)|(?:a )?(?:written )?(?:response|submission|evidence)\b)"
);

pattern!(
    FORM,
    r"^(?:(?:public |the )?consultation )?(?:(?:response|reply|comments?|feedback) (?:form|template|pro ?forma)|questionnaire)$"
);

/// Reads title, mark of a draft, subtitle and date; gives the place of the title and the one behind them all.
pub(super) fn front(foreign: &Foreign, units: &[Unit], found: &[Found], out: &mut Response) -> (usize, usize) {
    let end = found.first().map_or(units.len(), |first| first.at);
    let (title, at) = match title::find(foreign, units, end) {
        Some((words, Some(at))) => {
            out.title = words;
            (at, subtitle(units, at, end, out))
        }
        without_place => {
            out.title = without_place.map(|(words, _)| words).unwrap_or_default();
            (0, 0)
        }
    };
    let at = draft_mark(units, at, out);
    (title, below_title(&units[..end], at, out))
}

fn draft_mark(units: &[Unit], at: usize, out: &mut Response) -> usize {
    let mark = |unit: &&Unit| Status::ALL.iter().any(|(_, status)| status.draft_mark() == Some(unit.text.as_str()));
    let Some(marked) = units.get(at).filter(mark) else { return at };
    let message = format!("the file is marked `{}`", marked.text);
    out.doubts.push(Doubt::new(message, marked.at, "the record says `submitted`: change its `status` if it never was"));
    at + 1
}

/// Reads the line below the title where it belongs to it; gives the place behind.
fn subtitle(units: &[Unit], at: usize, limit: usize, out: &mut Response) -> usize {
    let Some(next) = units.get(at + 1).filter(|_| at + 1 < limit) else { return at + 1 };
    if FORM.is_match(&out.title) && above::is_line(next) {
        // What every form is called tells less than the line below.
        out.subtitle = Some(std::mem::replace(&mut out.title, next.text.clone()));
        return at + 2;
    }
    let below = units.get(at + 2).is_some_and(|unit| unit.is_heading() || unit.number().is_some());
    let said =
        next.kind == PieceKind::Subtitle || SUBTITLE.is_match(&next.text) && next.text.chars().count() < 160 && !next.text.ends_with('.');
    let second = next.is_heading() && next.label.is_none() && below && units.get(at + 2).is_some_and(Unit::is_heading);
    if said || second {
        out.subtitle = Some(next.text.clone());
        return at + 2;
    }
    at + 1
}

/// Which units head sections: those lettered A, B, C …, else those of the highest level there is.
pub(super) fn section_headings(units: &[Unit], found: &[Found], from: usize) -> Vec<usize> {
    let question = |at: usize| found.iter().any(|found| found.at == at);
    let headings: Vec<usize> =
        (from..units.len()).filter(|&at| units[at].is_heading() && !question(at) && units[at].cell.is_none()).collect();
    let letter = |at: usize| {
        units[at]
            .label
            .as_deref()
            .filter(|label| label.len() <= 2 && label.starts_with(|c: char| c.is_ascii_uppercase()))
            .and_then(|label| label.chars().next())
    };
    let lettered: Vec<usize> = headings.iter().copied().filter(|&at| letter(at).is_some()).collect();
    if lettered.is_empty() {
        let lines = lettered_lines(units, from, &letter);
        if lines.len() >= 2 {
            return lines;
        }
    }
    if lettered.len() >= 2 && lettered.windows(2).all(|pair| letter(pair[0]) < letter(pair[1])) {
        return lettered;
    }
    let real = |at: &&usize| units[**at].kind == PieceKind::Heading;
    let level = headings.iter().filter(real).map(|&at| units[at].level).min();
    headings
        .into_iter()
        .filter(|&at| match level {
            Some(level) => units[at].kind == PieceKind::Heading && units[at].level == level,
            None => true,
        })
        .collect()
}

/// Short lines that are lettered A, B, C … and do not stand one behind another.
fn lettered_lines(units: &[Unit], from: usize, letter: &dyn Fn(usize) -> Option<char>) -> Vec<usize> {
    let mut wanted = 'A';
    let mut out: Vec<usize> = Vec::new();
    for (at, unit) in units.iter().enumerate().skip(from) {
        let line = unit.cell.is_none() && unit.level == 0 && unit.text.chars().count() < 80 && !unit.text.ends_with(['.', '?', ';', ',']);
        if line && letter(at) == Some(wanted) && out.last().is_none_or(|last| last + 1 < at) {
            out.push(at);
            wanted = char::from_u32(wanted as u32 + 1).unwrap_or_default();
        }
    }
    out
}
