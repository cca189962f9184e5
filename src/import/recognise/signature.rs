//! Who signs (R12): after the last paragraph, two to six short lines with a name, a role, the
//! organisation, a month and year.

use super::{dates, units::Unit};
use crate::{
    document::{Inline, date::PrintedDate, walk::plain},
    import::{Bold, PieceKind},
};

/// A signature, and the unit with which it begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Signed {
    pub(super) lines: Vec<String>,
    pub(super) date: Option<PrintedDate>,
    pub(super) from: usize,
}

/// The signature at the end of units. `sure` where a numbered paragraph stands before it; otherwise a
/// date, or the words of a letter, must show that it is one.
pub(super) fn find(units: &[Unit], sure: bool) -> Option<Signed> {
    let fits = |unit: &Unit| {
        matches!(unit.kind, PieceKind::Paragraph)
            && unit.label.is_none()
            && unit.cell.is_none()
            && unit.table.is_none()
            && !unit.is_bullet()
    };
    let mut from = units.len();
    let mut lines: Vec<String> = Vec::new();
    while from > 0 && fits(&units[from - 1]) {
        let here = lines_of(&units[from - 1]);
        if here.is_empty() || !here.iter().all(|line| is_short(line)) || lines.len() + here.len() > 6 {
            break;
        }
        lines.splice(0..0, here);
        from -= 1;
    }
    let date = lines.iter().rev().find(|line| dates::is_date(line)).and_then(|line| dates::date_in(line));
    let letter = lines.first().is_some_and(|line| line.to_lowercase().starts_with("yours"));
    let bold_alone = units.get(from).is_some_and(|unit| unit.bold == Bold::All) && date.is_none();
    ((2..=6).contains(&lines.len()) && (date.is_some() || letter || sure && !bold_alone)).then_some(Signed { lines, date, from })
}

fn lines_of(unit: &Unit) -> Vec<String> {
    let lines = unit.content.split(|inline| matches!(inline, Inline::Break)).map(|line| plain(line).trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

fn is_short(line: &str) -> bool {
    line.chars().count() <= 80
        && !line.ends_with(['.', '?', '!', ':', ';'])
        && (line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || is_address(line))
}

/// Where one is reached: `policy@tea.example`, `www.tea.example`.
fn is_address(line: &str) -> bool {
    !line.contains(char::is_whitespace) && (line.contains('@') || line.starts_with("www.") || line.starts_with("http"))
}
