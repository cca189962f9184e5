//! What stands around the questions: title, how to respond; and the furniture of web pages (R13).

use super::{pattern::pattern, units::Unit};
use crate::import::{Bold, Foreign, PieceKind, read::lines};

pattern!(
    HOW,
    r"\b(?:how to respond|responses? (?:should|can|must) be (?:sent|submitted|emailed)|respond (?:online|by email)|submit your response|email (?:your response|us)|send (?:your )?(?:response|comments|answers))\b"
);
pattern!(
    FURNITURE,
    r"^(?:\d+ comments?|one comment|no comments|comments?|leave a (?:reply|comment)|your thoughts|more from (?u:.*)|sponsored(?: posts?| content)?|latest (?u:.){0,30}roles?(?: from)?|related (?:articles|posts|stories|content)|you (?:may|might) also like|share this(?: page| article)?|subscribe(?u:.*)|sign up (?:to|for) (?u:.*)|follow us(?u:.*)|most (?:read|popular)|read more|advertisement)$"
);
pattern!(PASSED_ON, r"^(?:(?:re|aw|fwd?|wg)\s*:\s*)*");

/// The title: what a mail says that it is about; else the file's own, or the first heading, or the first
/// bold line.
pub(super) fn title(foreign: &Foreign, units: &[Unit]) -> Option<(String, usize)> {
    subject(units).or_else(|| title_of_page(foreign, units))
}

/// The subject of a mail that was kept as text: without `Re:` and `Fwd:`.
pub(super) fn subject(units: &[Unit]) -> Option<(String, usize)> {
    let heads: Vec<_> = units.iter().map_while(|unit| lines::mail_head(&unit.text)).collect();
    let at = heads.iter().position(|(name, _)| name.eq_ignore_ascii_case("subject")).filter(|_| heads.len() >= 2)?;
    let words = PASSED_ON.captures(heads[at].1).and_then(|found| found.get(0)).map_or(heads[at].1, |marks| &heads[at].1[marks.end()..]);
    Some((words.to_owned(), at)).filter(|_| !words.is_empty())
}

fn title_of_page(foreign: &Foreign, units: &[Unit]) -> Option<(String, usize)> {
    let by_kind = |kind: PieceKind| units.iter().position(|unit| unit.kind == kind && !unit.text.is_empty());
    let first_bold = || units.iter().take(6).position(|unit| unit.bold == Bold::All && unit.text.chars().count() < 200);
    let at = by_kind(PieceKind::Title).or_else(|| by_kind(PieceKind::Heading)).or_else(first_bold);
    let of_file = || foreign.title.clone().map(|title| (title, usize::MAX));
    match at {
        Some(at) => Some((units[at].text.clone(), at)),
        None => of_file()
            .or_else(|| units.iter().position(|unit| !unit.text.is_empty()).map(|at| (units[at].text.chars().take(150).collect(), at))),
    }
}

/// What they say of how to respond.
pub(super) fn how_to_respond(units: &[Unit]) -> Vec<String> {
    units.iter().filter(|unit| HOW.is_match(&unit.text) && !unit.text.ends_with('?')).map(|unit| unit.text.clone()).take(5).collect()
}

/// Where the furniture at the end of a web page begins.
pub(super) fn furniture_from(units: &[Unit]) -> Option<usize> {
    let starts = |unit: &Unit| unit.text.chars().count() < 60 && FURNITURE.is_match(&unit.text);
    // Half the page comes first: an article may speak of comments.
    units.iter().enumerate().skip(units.len() / 4).find(|(_, unit)| starts(unit)).map(|(at, _)| at)
}
