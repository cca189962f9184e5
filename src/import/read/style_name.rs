//! What names of styles say, in small letters: word processors keep their own styles' names, and people
//! name theirs after them.

use crate::import::PieceKind;

/// Words for headings in style names of programs that translate them.
const HEADINGS: [&str; 16] = [
    "heading",
    "überschrift",
    "titre",
    "título",
    "titulo",
    "titolo",
    "kop",
    "rubrik",
    "overskrift",
    "otsikko",
    "nagłówek",
    "nadpis",
    "pennawd",
    "заголовок",
    "címsor",
    "kapitola",
];

/// The level of a heading style, by its name.
pub(super) fn heading(name: &str) -> Option<u8> {
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let level = name[word.len()..].parse().ok().filter(|level| (1..=9).contains(level))?;
    HEADINGS.contains(&word.trim_end_matches([' ', '_', '-'])).then_some(level)
}

/// How deep the items of a list style stand, by the name that Word gives it: `List Bullet 2` stands in `List Bullet`,
/// though each counts for itself.
pub(super) fn item_level(name: &str) -> u8 {
    let name = name.replace("_20_", " ").to_lowercase();
    let level = ["list bullet ", "list number "].iter().find_map(|word| name.strip_prefix(word)?.parse::<u8>().ok());
    level.filter(|level| (2..=5).contains(level)).map_or(0, |level| level - 1)
}

/// Whether it is a style of tables of contents.
pub(super) fn is_contents(name: &str) -> bool {
    name == "toc heading"
        || name == "contents heading"
        || name == "table of figures"
        || ["toc", "contents", "verzeichnis", "tm", "inhopg"].iter().any(|word| {
            let rest = name.strip_prefix(word).unwrap_or("x").trim();
            !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// What a paragraph of it is, besides heading and item.
pub(super) fn kind(name: &str) -> Option<PieceKind> {
    match name {
        "title" | "document title" => Some(PieceKind::Title),
        "subtitle" => Some(PieceKind::Subtitle),
        "quote" | "intense quote" | "block text" | "quotations" | "block quotation" => Some(PieceKind::Quote),
        "code block" | "source code" | "html preformatted" | "preformatted text" => Some(PieceKind::Code),
        _ => None,
    }
}

/// Whether its words are typed exactly.
pub(super) fn is_code(name: &str) -> bool {
    name.contains("code")
        || name.contains("verbatim")
        || matches!(name, "html preformatted" | "preformatted text" | "source text" | "teletype")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_levels_are_known_by_name() {
        for (name, level) in [("heading 1", Some(1)), ("überschrift 2", Some(2)), ("titre3", Some(3)), ("heading", None), ("table 1", None)]
        {
            assert_eq!(heading(name), level, "{name}");
        }
        assert_eq!(["List Bullet", "List Bullet 2", "List_20_Number_20_3", "List 2"].map(item_level), [0, 1, 2, 0]);
        assert!(is_contents("toc 2") && is_contents("toc heading") && !is_contents("tock") && !is_contents("toc"));
    }
}
