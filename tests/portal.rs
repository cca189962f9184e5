//! The portal pack: what stands in its boxes, that nothing is lost, and how its page is used.
#![allow(clippy::unwrap_used)]

#[path = "common/browser.rs"]
mod browser;
mod common;
#[path = "common/pages.rs"]
mod pages;
#[path = "common/program.rs"]
mod program;

use common::Files;
use program::Folder;
use proptest::prelude::*;
use respondent::{
    document::{Block, Document, Inline, Kind},
    library::Library,
    portal::{Answer, FORMS, Pack, answers},
    text::form_length,
};

fn library(files: &Files) -> (Library, Document) {
    (files.read().0, files.assemble().document)
}

fn pack(files: &Files, inline: bool) -> Pack {
    let (library, document) = library(files);
    Pack::of(&library, &library.consultations["plan"], &document, inline)
}

fn response(text: &str) -> Files {
    Files::new().response(text)
}

/// The text of a question's box.
fn text(files: &Files, question: &str) -> String {
    answer(files, question, false).text
}

fn answer(files: &Files, question: &str, inline: bool) -> Answer {
    pack(files, inline).answers.into_iter().find(|answer| answer.question == question).unwrap()
}

fn written(pack: &Pack, name: &str) -> String {
    let form = FORMS.iter().find(|form| form.name == name).unwrap();
    String::from_utf8((form.write)(pack)).unwrap()
}

const REFERRING: &str = "# Key points\n\nGates matter. {#gates}\n\n# Answers\n\n## 1\n\nFirst.\n\nThe lock leaks. {#leak}\n\n1. the upper gate {#upper}\n2. the lower gate\n\n## 2\n\nAgree. As [paragraph](#leak) below says, and [](#upper), see [paragraphs](#gates).\n\n## 3\n\nMore. {#more}\n\nSee [paragraph](#more), [section](#key-points) and [question](#q1). [Paragraph](#leak) tells.\n";

#[test]
fn the_choice_stands_apart_from_the_text() {
    let of = |words: &str| answer(&response(&format!("# Answers\n\n## 2\n\n{words}\n")), "2", false);
    let plain = of("Agree. They are clear.");
    assert_eq!((plain.choice, plain.text.as_str()), (vec!["Agree".to_owned()], "They are clear."));
    assert_eq!(of("**Strongly agree.** *They* are clear.").text, "They are clear.");
    assert_eq!(of("Agree.").text, "");
    assert_eq!(of("Agree.\n\nThey are clear.").text, "They are clear.");
    let whole = of("Disagree (it leaks).");
    assert_eq!((whole.choice, whole.text.as_str()), (vec!["Disagree".to_owned()], "Disagree (it leaks)."));
    assert_eq!(of("Agree.[^a]\n\n[^a]: Partly.").text, "[1]\n\n[1] Partly.");
}

#[test]
fn references_stand_alone() {
    let files = response(REFERRING);
    assert_eq!(
        text(&files, "2"),
        "As our answer to question 1 says, and point (a) of our answer to question 1, see the section “Key points” of our response."
    );
    assert_eq!(
        text(&files, "3"),
        "More.\n\nSee paragraph 1 of this answer, the section “Key points” of our response and question 1. Our answer to question 1 tells."
    );
    let rewritten = answer(&files, "2", false).rewritten;
    assert_eq!((rewritten[0].from.as_str(), rewritten[0].to.as_str()), ("paragraph 3 below", "our answer to question 1"));
    assert_eq!(rewritten.len(), 3);
}

#[test]
fn inline_puts_the_words_below_once_and_ends() {
    let files = response(REFERRING);
    let inline = answer(&files, "2", true).text;
    let quoted = [
        "From our answer to question 1:",
        "The lock leaks.",
        "(a) the upper gate\n(b) the lower gate",
        "From the section “Key points” of our response:",
        "Gates matter.",
    ];
    assert!(inline.ends_with(&quoted.join("\n\n")), "{inline}");
    let circle = response("# Answers\n\n## 1\n\nSee [question](#q3).\n\n## 3\n\nSee [question](#q1).\n");
    assert_eq!(answer(&circle, "1", true).text, "See question 3.\n\nFrom our answer to question 3:\n\nSee question 1.");
}

#[test]
fn lists_tables_quotations_notes_and_links_are_lines() {
    let files = response(
        "# Answers\n\n## 1\n\nThree things:\n\n- one\n- two\n  1. a\n  2. b\n\n> Said.\n\n| A | B |\n| - | - |\n| 1 | 2 |\n\nSee [here](https://x.org/a)[^n], line\\\nbreak.\n\n[^n]: A *note*.\n",
    );
    assert_eq!(
        text(&files, "1"),
        "Three things:\n\n- one\n- two\n  (a) a\n  (b) b\n\n“Said.”\n\nA | B\n1 | 2\n\nSee here (https://x.org/a)[1], line\nbreak.\n\n[1] A note."
    );
}

#[test]
fn what_goes_into_no_box_is_listed_with_a_place() {
    let pack = pack(&response("# Key points\n\nGates.\n\n# Answers\n\n## 1\n\nx\n\n# Conclusion\n\nDone.\n"), false);
    let leftovers: Vec<(&str, &str)> = pack.leftovers.iter().map(|it| (it.title.as_str(), it.text.as_str())).collect();
    assert_eq!(leftovers, [("Key points", "Gates."), ("Conclusion", "Done.")]);
    assert!(pack.leftovers[0].suggestion.contains("question 3"), "{}", pack.leftovers[0].suggestion);
}

#[test]
fn details_and_limits_are_those_of_the_channel() {
    let asked = common::CONSULTATION.replacen('\n', "\nchannel = \"dfe\"\n", 1).replacen("text =", "limit = { words = 2 }\ntext =", 1);
    let files =
        response("# Answers\n\n## 1\n\nFar too long. {confidential=\"names a school\"}\n").with("responses/plan/consultation.toml", asked);
    let pack = pack(&files, false);
    let labels: Vec<&str> = pack.details.iter().map(|detail| detail.label.as_str()).collect();
    assert_eq!(labels.len(), 6);
    assert!(pack.details.iter().any(|detail| detail.value == "Question 1: names a school"), "{:?}", pack.details);
    let bounds: Vec<(u32, usize)> = pack.answers[0].limits.iter().map(|bound| (bound.most, bound.over())).collect();
    assert_eq!(bounds, [(2, 1), (32000, 0)]);
}

#[test]
fn emoji_marks_and_very_long_answers_are_counted_and_kept() {
    let long = "Würde 👩‍🏫 e\u{301}. ".repeat(6000);
    let files = response(&format!("# Answers\n\n## 1\n\n{long}\n"));
    let answer = answer(&files, "1", false);
    assert_eq!(answer.text, long.trim_end());
    assert_eq!(answer.characters, form_length(long.trim_end()));
    assert_eq!(answer.words, 6000 * 2);
    assert!(answer.characters > 90_000);
}

#[test]
fn the_table_is_read_back_as_it_was() {
    let files = response("# Answers\n\n## 1\n\nHe said \"no\", then:\n\n- this; that\n\n## 2\n\nAgree. Yes, “really”.\n");
    let pack = pack(&files, false);
    let table = written(&pack, "csv");
    let rows = read_csv(table.strip_prefix('\u{feff}').expect("a byte order mark"));
    assert_eq!(rows.len(), 4);
    let column = |name: &str| rows[0].iter().position(|it| it == name).unwrap();
    for (row, answer) in rows[1..].iter().zip(&pack.answers) {
        assert_eq!(row.len(), rows[0].len());
        assert_eq!((&row[column("question")], &row[column("text")]), (&answer.question, &answer.text));
        assert_eq!(row[column("choice")], answer.choice.join("; "));
    }
}

#[test]
fn no_text_of_the_table_is_a_formula() {
    for begins in ["=1+1 is two", "+44 is the number", "- this", "@all of them"] {
        let pack = pack(&response(&format!("# Answers\n\n## 1\n\n{begins}.\n")), false);
        let rows = read_csv(written(&pack, "csv").trim_start_matches('\u{feff}'));
        let text = &rows[1][rows[0].iter().position(|it| it == "text").unwrap()];
        assert_eq!((text.starts_with(' '), text.trim_start()), (true, pack.answers[0].text.as_str()), "{begins}");
    }
}

/// RFC 4180, strictly: rows end in CR and LF, a quotation mark inside quotation marks is doubled.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(letters.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    assert!(!quoted && row.is_empty());
    rows
}

#[test]
fn the_page_holds_nothing_from_elsewhere_and_every_text() {
    let pack = pack(&response("# Answers\n\n## 1\n\n</textarea><script>alert(1)</script> & “more”\n\n## 2\n\nAgree.\n"), false);
    let page = written(&pack, "html");
    for outside in ["http://", "https://", "src=", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("</textarea>").count(), page.matches("<textarea").count());
    assert!(page.contains("Tick: Agree") && page.contains("There is no answer yet."));
}

#[test]
fn the_command_writes_each_form() {
    let folder = Folder::of(&response(REFERRING));
    let ran = folder.run(&["portal", "plan"]);
    assert!(ran.exits(0).out.is_empty() && ran.err.contains("3 of 3 answers, 6 references rewritten"), "{ran:?}");
    assert!(folder.text("out/plan-portal.html").starts_with("<!DOCTYPE html>"));
    let json = folder.run(&["portal", "plan", "-o", "-", "--format", "json", "-q"]);
    let value: serde_json::Value = serde_json::from_str(&json.exits(0).out).unwrap();
    assert_eq!(value["answers"][0]["question"], "1");
    folder.run(&["portal", "plan", "-o", "table.csv"]).exits(0);
    assert!(folder.text("table.csv").contains("question,label,part"));
    assert!(folder.run(&["portal", "plan", "-o", "table.cvs"]).exits(2).err.contains("`.csv`"));
    assert!(folder.run(&["portal", "plam"]).exits(2).err.contains("`plan`"));
    folder.run(&["portal", "plan", "-o", "responses/plan/pack.html"]).exits(2);
}

/// The words of a document that an answer must hold: its runs of text between what is rewritten, as
/// letters and digits alone.
fn fragments(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    for block in blocks {
        for text in block.texts() {
            of_text(text, &mut out);
        }
        match &block.kind {
            Kind::Code(code) => out.push(code.text.clone()),
            Kind::Signature(signature) => out.extend(signature.lines.clone()),
            _ => {}
        }
        for inner in block.blocks() {
            out.extend(fragments(inner));
        }
    }
    out
}

fn of_text(text: &[Inline], out: &mut Vec<String>) {
    for inline in text {
        match inline {
            Inline::Text { text } | Inline::Code { text } => out.push(text.clone()),
            Inline::Emphasis { content } | Inline::Strong { content } => of_text(content, out),
            Inline::Link { to, content } => {
                of_text(content, out);
                out.push(to.clone());
            }
            Inline::Note(note) => out.extend(fragments(&note.blocks)),
            Inline::Changed { .. } => of_text(inline.newer(), out),
            Inline::Reference(_) | Inline::Break => {}
        }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_an_answer_or_of_anything_else_is_lost(document in pages::documents(), inline in any::<bool>()) {
        let (library, _) = library(&Files::new());
        let pack = Pack::of(&library, &library.consultations["plan"], &document, inline);
        let all: String = pack
            .answers
            .iter()
            .map(|answer| format!("{} {} ", answer.choice.join(" "), answer.text))
            .chain(pack.leftovers.iter().map(|leftover| format!("{} {} ", leftover.title, leftover.text)))
            .collect();
        let (all, mut top) = (letters(&all), document.blocks.clone());
        // The department's own words, and names of parts, go into no box.
        top.retain(|block| !matches!(block.kind, Kind::Question(_) | Kind::Section(_)) && !matches!(&block.kind, Kind::Heading(heading) if heading.level <= 2));
        for fragment in fragments(&top) {
            prop_assert!(all.contains(&letters(&fragment)), "{:?} in {:?}", fragment, all);
        }
    }

    #[test]
    fn every_rewritten_reference_is_listed(document in pages::documents()) {
        for answer in answers(&document, false) {
            for it in &answer.rewritten {
                prop_assert!(answer.text.contains(&it.to), "{:?} in {:?}", it, answer.text);
            }
        }
    }

    #[test]
    fn any_pack_is_written_in_every_form(document in pages::documents()) {
        let (library, _) = library(&Files::new());
        let pack = Pack::of(&library, &library.consultations["plan"], &document, true);
        prop_assert_eq!(read_csv(written(&pack, "csv").trim_start_matches('\u{feff}')).len(), pack.answers.len() + 1);
        let page = written(&pack, "html");
        prop_assert_eq!(page.matches("<textarea").count(), page.matches("</textarea>").count());
        let _: serde_json::Value = serde_json::from_str(&written(&pack, "json")).unwrap();
    }
}

#[test]
fn the_page_is_used_by_keyboard_alone_and_copies_exactly() {
    let asked = common::CONSULTATION.replacen('\n', "\nchannel = \"dfe\"\n", 1);
    let files = response(&REFERRING.replace("First.", "“First” 👩‍🏫 e\u{301} <b> & \\\n  two.\n\n- a\n- b"))
        .with("responses/plan/consultation.toml", asked);
    let pack = pack(&files, true);
    let folder = Folder::empty();
    folder.write("page.html", written(&pack, "html"));
    let Some(seen) = browser::used(&folder.path("page.html"), "portal") else { return };
    assert_eq!(seen["violations"], serde_json::json!([]));
    let mut copied = 0;
    for (at, answer) in pack.answers.iter().enumerate().filter(|(_, answer)| !answer.text.is_empty()) {
        assert_eq!(seen["copied"][format!("answer-{at}")], answer.text.as_str());
        copied += 1;
    }
    for (at, leftover) in pack.leftovers.iter().enumerate() {
        assert_eq!(seen["copied"][format!("leftover-{at}")], leftover.text.as_str());
    }
    assert_eq!(copied, 3);
    let done = format!("{0} of {0} done", seen["marks"]);
    assert_eq!((seen["progress"].as_str(), seen["kept"].as_str()), (Some(done.as_str()), Some(done.as_str())));
}
