//! Which words are the title of a response. A title is one short line: a paragraph is none, and neither is the
//! heading of a section that stands below the text of a letter.

use super::{
    super::{dates, page, units::Unit},
    paragraphs::SECTION,
};
use crate::{
    import::{Bold, Foreign, PieceKind, read::lines},
    text::same_words,
};

/// So many pieces at most stand above a title.
const ABOVE: usize = 12;
/// A bold line or one that is the file's own title stands among so many.
const FEW: usize = 6;

/// What a mail says that it is about, a line in the style of a title, the first heading that heads no section, a
/// bold line, the file's own title, or the first line where it looks like one; and its place before `end`, where it
/// has one.
pub(super) fn find(foreign: &Foreign, all: &[Unit], end: usize) -> Option<(String, Option<usize>)> {
    let units = &all[..end];
    let near = &units[..units.len().min(ABOVE)];
    let at = |at: usize| (units[at].text.clone(), Some(at));
    let first = |kind: PieceKind| near.iter().position(|unit| unit.kind == kind && !unit.text.is_empty());
    if let Some((words, at)) = page::subject(units) {
        return Some((words, Some(at)));
    }
    if let Some(styled) = first(PieceKind::Title) {
        return Some(at(styled));
    }
    let heading = first(PieceKind::Heading);
    if let Some(heading) = heading.filter(|&heading| !heads_section(units, heading)) {
        return Some(at(heading));
    }
    let lines = near.iter().take(heading.unwrap_or(near.len()).min(FEW)).take_while(|unit| !is_text(unit));
    let lines: Vec<&Unit> = lines.collect();
    let of_file = foreign.title.as_deref().filter(|title| !title.is_empty());
    let same = |title: &str| lines.iter().position(|unit| same_words(&unit.text) == same_words(title));
    let bold = lines.iter().position(|unit| is_bold(unit));
    if let Some(found) = of_file.and_then(same).or(bold) {
        return Some(at(found));
    }
    match of_file {
        Some(title) => Some((title.to_owned(), None)),
        None => lines.first().filter(|line| all.len() > 1 && may_be_title(line)).map(|_| at(0)),
    }
}

/// Whether a heading is that of a section: it is counted, or stands below running text; or others of its kind stand
/// behind it, and it is called as sections are or stands below the line that is the title.
fn heads_section(units: &[Unit], at: usize) -> bool {
    let (above, heading, behind) = (&units[..at], &units[at], &units[at + 1..]);
    let others = || behind.iter().any(|unit| unit.kind == PieceKind::Heading && unit.level == heading.level);
    let is_full = behind.first().is_some_and(|unit| unit.kind != PieceKind::Heading);
    let titled = above.iter().any(is_bold) || at <= 2 && above.first().is_some_and(may_be_title);
    heading.label.is_some() || above.iter().any(is_text) || (titled || SECTION.is_match(&heading.text)) && is_full && others()
}

fn is_text(unit: &Unit) -> bool {
    lines::is_running(&unit.text)
}

fn is_bold(unit: &Unit) -> bool {
    unit.bold == Bold::All && unit.label.is_none() && unit.cell.is_none() && is_line(&unit.text)
}

fn may_be_title(unit: &Unit) -> bool {
    let alone = unit.kind == PieceKind::Paragraph && unit.label.is_none() && unit.cell.is_none() && unit.table.is_none();
    alone && is_line(&unit.text) && unit.ticks.is_empty() && !dates::is_date(&unit.text) && !unit.text.starts_with("Dear ")
}

/// One short line that goes on to nothing; a title may ask.
fn is_line(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= lines::LINE && !text.ends_with(['.', '!', ':', ';', ','])
}
