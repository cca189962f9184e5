//! One response of many is checked without reading the others: it must be found what is found when all are
//! read. The same library is checked alone, where everything is read, and among many that have nothing to do
//! with it.

#[path = "common/mod.rs"]
mod common;
#[path = "common/program.rs"]
mod program;

use common::Files;
use program::Folder;
use std::fs;

const ASKED_AGAIN: &str = "Do you agree that every ferry needs a ramp for wheelchairs at both ends?";

/// The ids of the responses that have to do with each other.
const OURS: [&str; 7] = ["ferries-2015", "ferries-2018", "ferries-2021", "ferries-2027", "odd name", "piers-2020", "ramps-2019"];

fn consultation(title: &str, day: &str, more: &str, questions: &[&str]) -> String {
    let each = questions.iter().enumerate().map(|(at, question)| format!("[[question]]\nid = \"{}\"\n{question}\n", at + 1));
    format!("title = \"{title}\"\ncloses = {day}\n{more}\n{}", each.collect::<String>())
}

fn said(status: &str, text: &str) -> String {
    format!("+++\nstatus = \"{status}\"\n+++\n# Answers\n\n{text}\n")
}

/// Responses that touch each other in every way there is.
fn library() -> Files {
    let closed = format!("text = \"{ASKED_AGAIN}\"\noptions = \"agree-5\"");
    let open = |text: &str, more: &str| format!("text = \"{text}\"\n{more}");
    Files::default()
        .with("respondent.toml", "[organisation]\nname = \"Ferry Friends\"\n")
        .with("templates/response.md", common::OUTLINE)
        .with("templates/tides.md", "{{ answer(of=\"piers-2020\", question=\"1\") }}")
        .with("positions/boats.md", "+++\ntitle = \"Boats\"\nstatus = \"superseded\"\n+++\n# Position\n\nBoats float in every tide.")
        .with(
            "responses/ferries-2015/consultation.toml",
            consultation("The old ferries of the upper river", "2015-03-01", "", &[&open("What?", "")]),
        )
        .with("responses/ferries-2015/response.md", said("submitted", "## 1\n\nWe wrote this for The old ferries of the upper river."))
        .with(
            "responses/ferries-2018/consultation.toml",
            consultation("Ferries", "2018-03-01", "follows = \"ferries-2015\"", &[&open("Why?", "")]),
        )
        .with("responses/ferries-2018/response.md", said("submitted", "## 1\n\n{{ answer(of=\"ferries-2015\", question=\"1\") }}"))
        .with(
            "responses/ferries-2021/consultation.toml",
            consultation("Ferries again", "2021-03-01", "follows = \"ferries-2018\"", &[&open("How?", "")]),
        )
        .with(
            "responses/ferries-2027/consultation.toml",
            consultation(
                "Ferries once more",
                "2027-03-01",
                "follows = \"ferries-2021\"",
                &[
                    &closed,
                    &open("When?", "prior = [\"ferries-2018/1\"]"),
                    &open("Where?", "positions = [\"boats\"]"),
                    &open("Who?", "boilerplate = [\"tides\"]"),
                    &open("Whence?", ""),
                ],
            ),
        )
        .with(
            "responses/ferries-2027/response.md",
            said("draft", "## 1\n\nAgree.\n\n## 5\n\nThis is from another. {from=\"responses/odd name/1\"}"),
        )
        .with(
            "responses/odd name/consultation.toml",
            consultation("Odd", "2019-03-01", "follows = \"ferries-2027\"", &[&open("What then?", "")]),
        )
        .with("responses/odd name/response.md", said("draft", "## 1\n\nSee [paragraph](#nowhere)."))
        .with("responses/piers-2020/consultation.toml", consultation("Piers", "2020-03-01", "", &[&open("Which tide?", "")]))
        .with("responses/piers-2020/response.md", said("submitted", "## 1\n\nHigh tide in May XX."))
        .with("responses/ramps-2019/consultation.toml", consultation("Ramps", "2019-05-01", "", &[&closed]))
        .with("responses/ramps-2019/response.md", said("submitted", "## 1\n\nDisagree. Stairs do."))
}

/// The same among many others.
fn among_many(files: Files) -> Files {
    (0..60).fold(files, |files, at| {
        let question = format!("text = \"Does the {at}th zebra of herd {at} graze beside thorny acacias at noon?\"\noptions = \"yes-no\"");
        files
            .with(
                &format!("responses/zebras-{at}/consultation.toml"),
                consultation(&format!("Zebras {at}"), "2020-01-01", "", &[&question]),
            )
            .with(&format!("responses/zebras-{at}/response.md"), said("submitted", "## 1\n\nYes. XX."))
    })
}

fn found(folder: &Folder, id: &str) -> String {
    folder.run(&["check", id, "--format", "json", "--today", "2026-11-22"]).out
}

#[test]
fn one_of_many_has_the_findings_that_it_has_alone() {
    let (alone, many) = (Folder::of(&library()), Folder::of(&among_many(library())));
    let mut all = String::new();
    for id in OURS {
        let expected = found(&alone, id);
        assert_eq!(found(&many, id), expected, "{id}, with nothing kept");
        assert_eq!(found(&many, id), expected, "{id}, with what was kept");
        all += &expected;
    }
    for code in ["changed-position", "leftover-name", "stale-position", "placeholder", "dangling-reference"] {
        assert!(all.contains(code), "{code} is among what is compared: {all}");
    }
    let two = |folder: &Folder| folder.run(&["check", "ferries-2027", "ramps-2019", "--format", "json", "--today", "2026-11-22"]).out;
    assert_eq!(two(&many), two(&alone));
}

#[test]
fn what_is_kept_follows_the_files() {
    let (alone, many) = (Folder::of(&library()), Folder::of(&among_many(library())));
    assert!(found(&many, "ferries-2027").contains("ramps-2019/1"));
    // Now another one asks it, and that one no longer.
    let (path, text) = ("responses/ramps-2019/consultation.toml", consultation("Ramps", "2019-05-01", "", &["text = \"Anything?\""]));
    let again = consultation("Piers", "2020-03-01", "", &[&format!("text = \"{ASKED_AGAIN}\"\noptions = \"agree-5\"")]);
    for folder in [&alone, &many] {
        folder.write(path, &text);
        folder.write("responses/piers-2020/consultation.toml", &again);
        folder.write("responses/piers-2020/response.md", said("submitted", "## 1\n\nDisagree."));
    }
    let now = found(&many, "ferries-2027");
    assert_eq!(now, found(&alone, "ferries-2027"));
    assert!(now.contains("piers-2020/1") && !now.contains("ramps-2019/1"), "{now}");
    fs::remove_dir_all(many.path("responses/piers-2020")).expect("deleted");
    fs::remove_dir_all(alone.path("responses/piers-2020")).expect("deleted");
    assert_eq!(found(&many, "ferries-2027"), found(&alone, "ferries-2027"));
}

#[test]
fn a_damaged_or_missing_cache_changes_nothing() {
    let many = Folder::of(&among_many(library()));
    let expected = found(&many, "ferries-2027");
    for folder in fs::read_dir(many.cache()).expect("a cache").flatten() {
        fs::write(folder.path().join("asked"), b"rspndnt\0 nonsense").expect("damaged");
    }
    assert_eq!(found(&many, "ferries-2027"), expected);
    let nowhere = many.path("respondent.toml/cache");
    let ran = many.run_kept(&nowhere, &["check", "ferries-2027", "--format", "json", "--today", "2026-11-22"]);
    assert_eq!(ran.out, expected, "{}", ran.err);
}

#[test]
fn names_that_a_template_makes_are_found() {
    let text = said("draft", "## 1\n\nAgree.\n\n## 2\n\n{% set year = \"2020\" %}{{ answer(of=\"piers-\" ~ year, question=\"1\") }}");
    let of = |files: Files| Folder::of(&files.with("responses/ferries-2027/response.md", &text));
    assert_eq!(found(&of(among_many(library())), "ferries-2027"), found(&of(library()), "ferries-2027"));
}
