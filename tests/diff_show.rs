//! A comparison as it is shown: in a terminal, as Markdown, as a page, as JSON.
//!
//! `UPDATE=1 cargo test --test diff_show` writes what is shown now.

mod common {
    pub mod browser;
    pub mod pages;
}

use common::browser;
use common::pages::{heading, list, paragraph, question, reference, section, words};
use respondent::{
    diff::{
        Diff, Known, diff,
        show::{self, Only, terminal::Look},
    },
    document::{Block, Document, Inline, Kind, house::Numbering, number::number},
};
use std::{fs, path::Path};

fn closed(id: &str, text: &str, choice: &str) -> Block {
    let mut block = question(id, text);
    if let Kind::Question(question) = &mut block.kind {
        question.options = vec!["Agree".into(), "Disagree".into()];
        question.choice = vec![choice.into()];
    }
    block
}

fn document(title: &str, blocks: Vec<Block>) -> Document {
    let mut document = Document { blocks, ..Document::default() };
    document.meta.title = title.into();
    document.meta.language = "en-GB".into();
    number(&mut document, &Numbering::default());
    document
}

fn old() -> Document {
    document(
        "The towpath after dark",
        vec![
            section("key-points", "Key points"),
            words("The Friends of the Canal have 900 members, who walk, fish and moor along the water between the two tunnels."),
            paragraph(
                "dark",
                vec![Inline::text("The path below the long tunnel is dark from four in the afternoon for half of the year.")],
            ),
            section("answers", "Answers to specific questions"),
            closed("1", "Should every lamp on the towpath be lit from dusk until dawn?", "Agree"),
            words("Agree. Two members fell in the dark last winter, and none of them could be seen from the road."),
            paragraph("", vec![Inline::text("See "), reference("paragraph", "dark"), Inline::text(".")]),
            question("2", "How long may a visiting boat moor in the basin without a licence?"),
            words("Fourteen days are enough for a boat that travels, and far too long for one that only pretends to do so."),
            list(true, vec![vec![words("a notice on every mooring;")], vec![words("a fine of £50;")]]),
            question("3", "Which birds nest along the upper reach?"),
            words("Herons, and in some years a kingfisher."),
        ],
    )
}

fn new() -> Document {
    document(
        "The towpath after dark: second round",
        vec![
            section("key-points", "Key points"),
            words("The Friends of the Canal have 1,150 members, who walk, fish and moor along the water between the two tunnels."),
            words("We do not speak for those who live on their boats; the boaters' guild answers for them."),
            paragraph(
                "dark",
                vec![Inline::text("The path below the long tunnel is dark from four in the afternoon for half of the year.")],
            ),
            section("answers", "Answers to specific questions"),
            question("1", "What should a licence to moor cost?"),
            words("No more than it costs to keep the register."),
            closed("2", "Should every lamp on the towpath be lit from dusk until midnight?", "Disagree"),
            words("Disagree. Three members fell in the dark last winter, and none of them could be seen from the road."),
            paragraph("", vec![Inline::text("See "), reference("paragraph", "dark"), Inline::text(".")]),
            words("Fourteen days are enough for a boat that travels, and far too long for one that only pretends to do so."),
            question("3", "How long may a visiting boat moor in the basin without a licence?"),
            words("The basin is small."),
            list(true, vec![vec![words("a notice on every mooring;")], vec![words("a fine of £80.")]]),
        ],
    )
}

fn compared() -> Diff {
    let mut found = diff(&old(), &new(), &Known::default());
    (found.old.name, found.new.name) = ("towpath-2025".into(), "towpath-2026".into());
    found
}

fn plain(diff: &Diff, only: Only) -> String {
    show::terminal::write(diff, Look { width: 88, only, marks: show::terminal::MARKS, paint: &show::terminal::plain })
}

#[track_caller]
fn golden(name: &str, text: &str) {
    let path = Path::new("tests/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, text).expect("a golden file");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(text, kept, "{name} is another now; UPDATE=1 writes it");
}

#[test]
fn in_a_terminal_the_counts_come_first_and_the_same_is_folded() {
    golden("diff.txt", &plain(&compared(), Only::All));
}

#[test]
fn as_markdown_it_is_fit_for_a_committee_paper() {
    golden("diff.md", &show::md::write(&compared(), Only::All));
}

#[test]
fn as_a_page_it_needs_no_other_file() {
    let page = show::html::write(&compared(), Only::All);
    assert!(!page.contains("http"), "the page fetches nothing");
    golden("diff.html", &page);
}

#[test]
fn in_a_browser_the_page_is_read_by_keyboard_and_shuts_nobody_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("page.html");
    fs::write(&page, show::html::write(&compared(), Only::All)).expect("written");
    let Some(seen) = browser::used(&page, "changes") else { return };
    assert_eq!(seen["violations"], serde_json::json!([]));
    let changes = seen["changes"].as_u64().expect("a number");
    assert!(changes > 5, "{seen}");
    // The last stays the last; from there back.
    let visited: Vec<u64> = (0..changes).chain([changes - 1, changes - 2]).collect();
    assert_eq!(seen["visited"], serde_json::json!(visited));
    assert_eq!(seen["views"], serde_json::json!([true, false, false, true]), "one text, then side by side");
    assert_eq!(seen["next"], serde_json::json!(3), "from what is on the screen, not from the beginning");
    assert_eq!(seen["printed"], serde_json::json!([true, false, false]), "on paper one text, without the keys");
}

#[test]
fn as_json_it_is_as_the_schema_says_and_whole() {
    let json = show::json::write(&compared()).expect("JSON");
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let schema: serde_json::Value = serde_json::from_str(show::json::SCHEMA).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let read: Diff = serde_json::from_value(value).expect("a diff");
    assert_eq!(read, compared());
    golden("diff.json", &json);
}

#[test]
fn the_statistics_have_a_line_for_each_heading() {
    golden("diff-stat.txt", &show::stat::write(&compared()));
}

#[test]
fn only_what_is_asked_for_is_shown() {
    let choices = plain(&compared(), Only::Choices);
    assert!(choices.contains("Question 2: Agree → Disagree") && choices.lines().count() == 2, "{choices}");
    let questions = plain(&compared(), Only::Questions);
    assert!(questions.contains("Question 3 · was Question 2") && !questions.contains("1,150"), "{questions}");
    let words = plain(&compared(), Only::Words);
    assert!(words.contains("[-900-]{+1,150+}") && !words.contains("choice:"), "{words}");
}

#[test]
fn of_two_headings_that_are_called_alike_it_is_said_which() {
    const MOOR: &str = "Fourteen days are enough for a boat that travels, and far too long for one that only pretends to do so.";
    const PATH: &str = "The path below the long tunnel is dark from four in the afternoon for half of the year.";
    let demand = || heading(2, "Demand");
    let before = document("T", vec![section("all", "What we ask for"), words(MOOR), words(PATH)]);
    let after = document("T", vec![section("all", "What we ask for"), words(PATH), demand(), words("None."), demand(), words(MOOR)]);
    let text = plain(&diff(&before, &after, &Known::default()), Only::All);
    assert!(text.contains("moved to the new “Demand” (number 2 of 2)"), "{text}");
}

#[test]
fn of_choices_alone_it_is_said_that_none_changed() {
    let unchanged = diff(&old(), &old(), &Known::default());
    assert_eq!(plain(&unchanged, Only::Choices).lines().last(), Some("choice      none changed"));
    assert!(show::md::write(&unchanged, Only::Choices).contains("- choice: none changed"));
}

#[test]
fn of_a_closed_question_that_is_gone_it_is_told_what_was_said() {
    let kept = || [question("1", "Which birds nest along the upper reach?"), words("Herons.")];
    let lamps = [closed("2", "Should every lamp be lit from dusk until dawn?", "Agree"), words("Lamps burn too short.")];
    let before = document("T", kept().into_iter().chain(lamps).collect());
    let found = diff(&before, &document("T", kept().to_vec()), &Known::default());
    let text = plain(&found, Only::All);
    assert!(text.contains("gone        the old Question 2 (it had said: Agree)"), "{text}");
    assert!(text.contains("Old Question 2 · gone (it had said: Agree)"), "{text}");
}

#[test]
fn no_line_is_wider_than_asked() {
    for width in [40, 60, 100] {
        let look = Look { width, only: Only::All, marks: show::terminal::MARKS, paint: &show::terminal::plain };
        let text = show::terminal::write(&compared(), look);
        let long: Vec<&str> = text.lines().filter(|line| line.chars().count() > width).collect();
        assert!(long.is_empty(), "{long:#?}");
    }
}

#[test]
fn the_same_document_has_nothing_to_show_but_counts() {
    let found = diff(&old(), &old(), &Known::default());
    assert_eq!(plain(&found, Only::All).lines().count(), 4);
    assert!(!show::html::write(&found, Only::All).contains("<section"));
}

#[test]
fn two_that_share_nothing_say_so_first() {
    let other = document("Bees", vec![question("1", "Do bees sting?"), words("Seldom.")]);
    let found = diff(&old(), &other, &Known::default());
    assert!(plain(&found, Only::All).lines().nth(1).is_some_and(|line| line.contains("share nothing")), "{}", plain(&found, Only::All));
}

#[test]
fn of_headings_alone_in_common_it_is_said_that_nothing_else_is() {
    let document = |text: &str| document("Notes", vec![section("answers", "Answers"), words(text)]);
    let found = diff(&document("Herons nest on the island every spring."), &document("Boats pay too little."), &Known::default());
    let shown = plain(&found, Only::All);
    assert_eq!(shown.lines().nth(1), Some("note        the two share nothing below their headings"), "{shown}");
}

#[test]
fn figures_of_a_replaced_text_are_told_with_their_signs() {
    let document = |text: &str| document("Notes", vec![question("1", "What do boats pay?"), words(text)]);
    let old = document("Moorings in the basin rose by 12% last year.");
    let new = document("Against the advice of its keepers the trust put up the charges for the basin by 15%, or £50 for every boat.");
    let shown = plain(&diff(&old, &new, &Known::default()), Only::All);
    assert!(shown.contains("figures: 12% → 15%, £50"), "{shown}");
}

#[test]
fn marks_of_markdown_are_seen_wherever_they_stand() {
    let document = |text: &str| document("Notes", vec![words(text)]);
    let old = document("The towpath, the basin and the locks need work.");
    let new = document("The towpath, the basin, and the locks need work.");
    let shown = show::md::write(&diff(&old, &new, &Known::default()), Only::All);
    assert!(shown.contains("the basin<b>,</b> and"), "{shown}");
}

#[test]
fn of_words_that_are_marked_otherwise_it_is_said_how() {
    let text = |must: Inline| {
        let content =
            vec![Inline::text("Every boat "), must, Inline::text(" carry a lamp at its bow and another at its stern after dark.")];
        paragraph("", content)
    };
    let strong = Inline::Strong { content: vec![Inline::text("must")] };
    let item = || words("Nets are mended on the quay, never on the towpath itself.");
    let before = document("T", vec![text(Inline::text("must")), item(), heading(3, "Nets"), list(false, vec![vec![words("Ropes.")]])]);
    let inner = list(false, vec![vec![list(false, vec![vec![words("Ropes.")]])]]);
    let after = document("T", vec![text(strong), list(true, vec![vec![item()]]), heading(4, "Nets"), inner]);
    let found = diff(&before, &after, &Known::default());
    golden("diff-marks.txt", &plain(&found, Only::All));
    golden("diff-marks.md", &show::md::write(&found, Only::All));
    let page = show::html::write(&found, Only::All);
    assert!(page.contains("now bold: “must”") && page.contains("<details><summary>"), "{page}");
}

#[test]
fn marks_of_markdown_in_the_text_are_no_marks() {
    let before = document("T", vec![words("A *star* and ~~waves~~ and # at 5 of the long and quiet towpath")]);
    let after = document("T", vec![words("A *star* and ~~wave~~ and # at 6 of the long and quiet towpath")]);
    let markdown = show::md::write(&diff(&before, &after, &Known::default()), Only::All);
    assert!(markdown.contains("\\*star\\*") && markdown.contains("~~5~~ **6**"), "{markdown}");
}
