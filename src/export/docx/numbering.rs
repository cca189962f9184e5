//! The lists of a document: one for all numbered paragraphs, one for section letters, one for bullets,
//! and one for each list that counts for itself.
//!
//! Word counts by itself; these definitions make it count as [`crate::document::number`] does.

use super::look::Look;
use crate::document::{
    Target,
    house::{Count, Numbering, Pattern},
};
use docx_rs::{
    AbstractNumbering, Level, LevelJc, LevelOverride, LevelSuffixType, LevelText, NumberFormat, Numberings, SpecialIndentType, Start,
};

/// The list of all numbered paragraphs and their items. docx-rs has a list 1 of its own.
pub(super) const PARAGRAPHS: usize = 2;
/// The list of section letters, where sections and paragraphs count apart.
pub(super) const SECTIONS: usize = 3;
/// Bullets.
pub(super) const BULLETS: usize = 4;
/// The first of the lists that count for themselves.
pub(super) const FIRST_OWN: usize = 5;
/// The level of section letters in their list.
pub(super) const SECTIONS_LEVEL: usize = 0;
/// The last level that a list has.
pub(super) const DEEPEST: usize = 8;

/// Whether sections and paragraphs are levels of one list, because paragraphs print their section's
/// letter or begin again below it.
pub(super) fn together(numbering: &Numbering) -> bool {
    numbering.restart || numbering.paragraphs.section.is_some()
}

/// The level of paragraphs in their list.
pub(super) fn paragraph_level(numbering: &Numbering) -> usize {
    usize::from(together(numbering))
}

/// The level of a paragraph's items, and of the first items of a list that counts for itself: one level
/// for both, because LibreOffice takes it from the style of an item whose going is rejected.
pub(super) fn first_item_level(numbering: &Numbering) -> usize {
    paragraph_level(numbering) + 1
}

/// The list of section headings; none where sections have no letters and nothing begins again.
pub(super) fn section_list(numbering: &Numbering) -> Option<usize> {
    if together(numbering) { Some(PARAGRAPHS) } else { numbering.sections.as_ref().map(|_| SECTIONS) }
}

/// The switches of a field that prints the number of its target (ECMA-376-1, 17.16.5.51).
pub(super) fn switches(target: Target, numbering: &Numbering) -> &'static str {
    match target {
        Target::Item => "\\n ",
        Target::Question => "",
        // As a level of the sections' list, a number in relative context would gain its section's letter.
        Target::Paragraph if together(numbering) => "\\n ",
        Target::Paragraph | Target::Section => "\\r ",
    }
}

/// Every list; `own` holds the level of each list that counts for itself.
pub(super) fn lists(numbering: &Numbering, look: &Look, own: &[usize]) -> Numberings {
    let mut lists = Numberings::new().add_abstract_numbering(paragraphs(numbering, look));
    let mut instances = vec![docx_rs::Numbering::new(PARAGRAPHS, PARAGRAPHS)];
    if section_list(numbering) == Some(SECTIONS) {
        lists = lists.add_abstract_numbering(abstract_list(SECTIONS, vec![section(numbering, look)]));
        instances.push(docx_rs::Numbering::new(SECTIONS, SECTIONS));
    }
    lists = lists.add_abstract_numbering(abstract_list(BULLETS, (0..=DEEPEST).map(|at| bullet(at, look)).collect()));
    instances.push(docx_rs::Numbering::new(BULLETS, BULLETS));
    if !own.is_empty() {
        lists = lists.add_abstract_numbering(abstract_list(FIRST_OWN, items(numbering, look, 0).collect()));
    }
    for (at, level) in own.iter().enumerate() {
        let begins = LevelOverride::new(*level).start(1);
        instances.push(docx_rs::Numbering::new(FIRST_OWN + at, FIRST_OWN).add_override(begins));
    }
    instances.into_iter().fold(lists, Numberings::add_numbering)
}

/// Paragraphs, below sections where they count together, and above their items.
fn paragraphs(numbering: &Numbering, look: &Look) -> AbstractNumbering {
    let first = paragraph_level(numbering);
    let mut levels = Vec::new();
    if first > 0 {
        levels.push(section(numbering, look));
    }
    let letter = if first > 0 { section_letter(numbering) } else { String::new() };
    let text = text(&numbering.paragraphs, first, &letter);
    let mut paragraph = level(first, &numbering.paragraphs, text, look.column(1), look.number).paragraph_style("NumberedParagraph");
    if first > 0 && !numbering.restart {
        paragraph = paragraph.level_restart(0);
    }
    levels.push(paragraph);
    levels.extend(items(numbering, look, first + 1));
    abstract_list(PARAGRAPHS, levels)
}

/// The levels of items, from level `from` on.
fn items(numbering: &Numbering, look: &Look, from: usize) -> impl Iterator<Item = Level> {
    (from..=DEEPEST).map(move |at| {
        let depth = at.saturating_sub(first_item_level(numbering));
        item(numbering, look, at, depth, look.column(depth + 2))
    })
}

/// The level of section headings; without a number where the house style has none, but counted.
fn section(numbering: &Numbering, look: &Look) -> Level {
    let heading = match &numbering.sections {
        Some(pattern) => level(SECTIONS_LEVEL, pattern, text(pattern, SECTIONS_LEVEL, ""), look.section, look.section),
        None => Level::new(SECTIONS_LEVEL, Start::new(1), NumberFormat::new("none"), LevelText::new(""), LevelJc::new("left"))
            .suffix(LevelSuffixType::Nothing)
            .indent(Some(0), Some(SpecialIndentType::FirstLine(0)), None, None),
    };
    heading.paragraph_style("Heading1")
}

fn item(numbering: &Numbering, look: &Look, at: usize, depth: usize, left: i64) -> Level {
    let pattern = &numbering.items[depth.min(numbering.items.len() - 1)];
    level(at, pattern, text(pattern, at, ""), left, look.item)
}

fn bullet(at: usize, look: &Look) -> Level {
    let mark = if at.is_multiple_of(2) { "•" } else { "–" };
    let bullet = Level::new(at, Start::new(1), NumberFormat::new("bullet"), LevelText::new(mark), LevelJc::new("left"));
    hanging(bullet, look.column(at + 2), look.item)
}

fn level(at: usize, pattern: &Pattern, text: String, left: i64, room: i64) -> Level {
    let format = match pattern.style {
        Count::Decimal => "decimal",
        Count::UpperLetter => "upperLetter",
        Count::LowerLetter => "lowerLetter",
        Count::UpperRoman => "upperRoman",
        Count::LowerRoman => "lowerRoman",
    };
    hanging(Level::new(at, Start::new(1), NumberFormat::new(format), LevelText::new(text), LevelJc::new("left")), left, room)
}

fn hanging(level: Level, left: i64, room: i64) -> Level {
    level.indent(Some(left as i32), Some(SpecialIndentType::Hanging(room as i32)), None, None)
}

/// A pattern as a level's text, `%2` for the number of the second level.
fn text(pattern: &Pattern, at: usize, letter: &str) -> String {
    let between = pattern.section.as_deref().unwrap_or_default();
    let letter = if pattern.section.is_some() { letter } else { "" };
    super::xml::escaped(&format!("{letter}{between}{}%{}{}", pattern.before, at + 1, pattern.after))
}

/// A section's letter as it is cited, for the texts of levels below it.
fn section_letter(numbering: &Numbering) -> String {
    let cited = |pattern: &Pattern| format!("{}%1{}", pattern.before, pattern.after).trim_end_matches('.').to_owned();
    numbering.sections.as_ref().map(cited).unwrap_or_default()
}

fn abstract_list(id: usize, levels: Vec<Level>) -> AbstractNumbering {
    let mut list = levels.into_iter().fold(AbstractNumbering::new(id), AbstractNumbering::add_level);
    list.multi_level_type = Some("multilevel".to_owned());
    list
}
