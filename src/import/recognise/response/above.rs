//! What stands above the text: who responds, to whom, and when. None of it is a paragraph.

use super::{
    super::{Doubt, blocks, dates, pattern::pattern, units::Unit},
    Response,
    frame::SUBTITLE,
};
use crate::import::PieceKind;

pattern!(
    BODY,
    r"\b(?:academy|alliance|association|board|campaign|centre|chamber|charity|cic|coalition|college|confederation|congress|council|federation|forum|foundation|group|guild|institute|institution|limited|ltd|network|partnership|society|trust|union|university)\b"
);

/// So many lines at most stand below a title.
const LINES: usize = 6;

/// Reads the lines below the title up to the last that is a date or names an organisation; gives the place behind
/// them. They are the subtitle, so that they stay printed.
pub(super) fn below_title(units: &[Unit], from: usize, out: &mut Response) -> usize {
    if from == 0 || from >= units.len() || out.title.is_empty() {
        return from;
    }
    let lines = units.iter().skip(from).take(LINES).take_while(|unit| is_line(unit)).count();
    let told = |unit: &Unit| dates::is_date(&unit.text) || SUBTITLE.is_match(&unit.text) || is_body(&unit.text);
    let Some(last) = units[from..from + lines].iter().rposition(told) else { return from };
    let told = &units[from..=from + last];
    out.date = out.date.or_else(|| told.iter().filter(|unit| dates::is_date(&unit.text)).find_map(|unit| dates::date_in(&unit.text)));
    let words = out.subtitle.take().into_iter().chain(told.iter().map(|unit| unit.text.clone()));
    out.subtitle = Some(words.collect::<Vec<_>>().join(", "));
    from + last + 1
}

/// Keeps what stands above the title, without the date that the record has.
pub(super) fn above_title(units: &[Unit], title: usize, out: &mut Response) {
    let is_told = |unit: &Unit| dates::is_date(&unit.text) && dates::date_in(&unit.text) == out.date;
    // A table holds what stands in its cells.
    let kept: Vec<&Unit> = units[..title].iter().filter(|unit| unit.cell.is_none() && !is_told(unit)).collect();
    out.above = blocks::blocks(&kept, false);
    let words: Vec<&str> = units[..title].iter().map(|unit| unit.text.as_str()).filter(|text| !text.is_empty()).collect();
    if !words.is_empty() {
        let message = format!("words above the title are left out: “{}”", words.join(" / "));
        out.doubts.push(Doubt::new(message, units[title].at, "put them into `response.md` if they belong to the response"));
    }
}

/// A short line without an end mark.
pub(super) fn is_line(unit: &Unit) -> bool {
    let plain = matches!(unit.kind, PieceKind::Paragraph | PieceKind::Subtitle) && unit.label.is_none();
    let short = unit.text.chars().count() <= 100 && !unit.text.ends_with(['.', '?', '!', ':', ';', ',']);
    let alone = unit.cell.is_none() && unit.table.is_none() && unit.ticks.is_empty();
    plain && short && alone && (!unit.is_heading() || dates::is_date(&unit.text))
}

/// The name of an organisation: its kind in words that are written as names are.
fn is_body(text: &str) -> bool {
    let mut words = text.split_whitespace().filter(|word| word.chars().count() > 3);
    BODY.is_match(text) && words.all(|word| word.starts_with(|c: char| !c.is_lowercase()))
}
