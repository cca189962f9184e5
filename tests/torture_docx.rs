//! A Word file that was made to be hard: 22 features, each told by name. `RESPONDENT_CORPUS` names a
//! folder that holds `torture-22-features.docx`, at any depth; without it there is nothing to read.

#[path = "common/read.rs"]
mod common;

use common::{lines, shown};
use respondent::import::{Changes, Flag, Foreign, Piece, PieceKind, TickMade, read::read};
use std::path::{Path, PathBuf};

const NAME: &str = "torture-22-features.docx";

fn find(folder: &Path) -> Option<PathBuf> {
    let entries: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    let here = entries.iter().find(|path| path.ends_with(NAME)).cloned();
    here.or_else(|| entries.iter().find_map(|path| find(path)))
}

/// The piece that begins with a word, and what is printed before it.
fn at<'f>(foreign: &'f Foreign, start: &str) -> Option<&'f Piece> {
    foreign.pieces.iter().find(|piece| piece.text().starts_with(start))
}

fn label<'f>(foreign: &'f Foreign, start: &str) -> &'f str {
    at(foreign, start).and_then(|piece| piece.label.as_ref()).filter(|label| label.automatic).map_or("", |label| &label.text)
}

/// How the boxes of a piece are made, and which are ticked.
fn ticks(foreign: &Foreign, start: &str) -> Vec<(TickMade, Option<bool>)> {
    at(foreign, start).map(|piece| piece.ticks.iter().map(|tick| (tick.made, tick.on)).collect()).unwrap_or_default()
}

fn features(foreign: &Foreign) -> Vec<(&'static str, bool)> {
    let kind = |start: &str| at(foreign, start).map(|piece| (piece.kind, piece.level));
    let all = shown(foreign);
    let told = |word: &str| foreign.notices.iter().any(|notice| notice.dropped.as_deref().is_some_and(|words| words.contains(word)));
    let table = foreign.pieces.iter().find(|piece| piece.kind == PieceKind::Table);
    let cells: Vec<&Vec<Piece>> = table.into_iter().flat_map(|table| table.rows.iter().flatten()).collect();
    let printed = lines(foreign).join("\n");
    let contents = foreign.pieces.iter().filter(|piece| piece.flags.contains(&Flag::Contents)).count();
    let boxed = foreign.pieces.iter().filter(|piece| piece.flags.contains(&Flag::TextBox)).count();
    let (on, off) = (Some(true), Some(false));
    vec![
        ("the title", kind("Consultation").is_some_and(|(kind, _)| kind == PieceKind::Title)),
        ("the table of contents", contents == 2),
        ("headings that are numbered by their style", [label(foreign, "About"), label(foreign, "Answers")] == ["1.", "2."]),
        (
            "a heading numbered on its second level",
            kind("Heading two") == Some((PieceKind::Heading, 2)) && label(foreign, "Heading two") == "2.1",
        ),
        ("numbered paragraphs", [label(foreign, "T1 "), label(foreign, "T2 "), label(foreign, "T5 ")] == ["1.", "2.", "3."]),
        ("lettered items below them", [label(foreign, "T3 "), label(foreign, "T4 ")] == ["(a)", "(b)"]),
        ("numbers that go on behind a heading", label(foreign, "T6 ") == "4."),
        ("numbers begun again by hand", label(foreign, "T7 ") == "1."),
        ("numbers of a style", label(foreign, "T11 ") == "2."),
        ("roman numbers", [label(foreign, "Roman i"), label(foreign, "Roman ii")] == ["i.", "ii."]),
        ("a footnote at its mark", printed.contains("^[FOOTNOTE")),
        (
            "boxes of content controls",
            ["Yes", "No", "Don’t"].map(|start| ticks(foreign, start).first().and_then(|it| it.1)) == [off, on, off],
        ),
        ("boxes of form fields", ticks(foreign, "Strongly") == [off, on, off].map(|on| (TickMade::Field, on))),
        ("boxes of Wingdings", ticks(foreign, "Yes No") == [on, off].map(|on| (TickMade::Glyph, on))),
        ("a table with its cells", table.is_some_and(|table| table.rows.len() == 3 && table.rows.iter().all(|row| row.len() == 2))),
        ("several paragraphs and a table in a cell", cells.iter().any(|cell| cell.len() == 3 && cell[2].kind == PieceKind::Table)),
        ("tracked changes, settled", all.contains("INSERTED") && !all.contains("DELETED")),
        ("hidden text, told", !all.contains("HIDDEN") && told("HIDDEN")),
        ("a link", printed.contains("[a link](https://example.org/)")),
        (
            "hyphens that do not break, and soft ones",
            all.contains("non-breaking and softhyphen") || all.contains("non‑breaking and softhyphen"),
        ),
        ("a text box, once", boxed == 1 && all.matches("TEXTBOX").count() == 1),
        ("a placeholder and a running head, dropped", !all.contains("Click or tap") && !all.contains("HEADER") && all.contains("T10")),
    ]
}

#[test]
fn each_feature_of_a_hard_file_is_read() {
    let Some(path) = std::env::var_os("RESPONDENT_CORPUS").and_then(|folder| find(Path::new(&folder))) else {
        println!("skipped: RESPONDENT_CORPUS names no folder with {NAME}");
        return;
    };
    let foreign = read(&std::fs::read(path).unwrap(), Some(NAME), Changes::Accept).unwrap();
    let features = features(&foreign);
    let missing: Vec<&str> = features.iter().filter(|(_, read)| !read).map(|(name, _)| *name).collect();
    assert!(missing.is_empty(), "{} of {}: {missing:#?}\n{}", features.len() - missing.len(), features.len(), lines(&foreign).join("\n"));
    assert_eq!(features.len(), 22);
}
