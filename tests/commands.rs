//! What the commands do, say and return.

mod common;
#[path = "common/program.rs"]
mod program;

use common::{Files, ORGANISATION};
use program::{Folder, run_in};
use respondent::diagnostic::codes;
use serde_json::Value;
use std::process::{Command, Stdio};

const RESPONSE: &str = "responses/plan/response.md";

/// A response with an error (line 7) and, in a question without an answer, warnings.
fn faulty() -> Files {
    Files::new().answer("See [paragraph](#nowhere).")
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
}

// init

#[test]
fn init_gives_a_library_that_is_clean_and_builds() {
    let folder = Folder::empty();
    let ran = folder.run(&["init", "mine"]);
    ran.exits(0);
    assert!(ran.out.is_empty() && ran.err.contains("respondent build example"), "{ran:?}");
    let mine = folder.path("mine");
    run_in(&mine, &["check", "--today", "2026-06-01"]).exits(0);
    assert_eq!(run_in(&mine, &["check", "--today", "2026-06-01", "--deny", "note"]).out, "");
    let built = run_in(&mine, &["build", "example"]);
    built.exits(0);
    assert!(built.err.contains("2 of 3 questions answered") && built.err.contains("1 drafted"), "{built:?}");
    assert!(mine.join("out/example.docx").exists());
    for file in ["respondent.toml", "templates/response.md", "templates/introduction.md", "responses/example/response.md"] {
        assert!(mine.join(file).exists(), "{file}");
        assert!(ran.err.contains(file), "{file}");
    }
}

#[test]
fn init_twice_is_refused_and_changes_nothing() {
    let folder = Folder::empty();
    folder.run(&["init"]).exits(0);
    folder.write("templates/equality.md", "Our own words.\n");
    let before = folder.everything();
    folder.run(&["init"]).exits(2);
    folder.run(&["init", "--bare"]).exits(2);
    assert_eq!(folder.everything(), before);
}

#[test]
fn init_keeps_files_that_are_there() {
    let folder = Folder::empty();
    folder.write("templates/equality.md", "Our own words.\n");
    folder.write(".gitignore", "mine\n");
    folder.run(&["init"]).exits(0);
    assert_eq!(folder.text("templates/equality.md"), "Our own words.\n");
    assert_eq!(folder.text(".gitignore"), "mine\n");
}

#[test]
fn init_bare_has_no_example_and_is_clean() {
    let folder = Folder::empty();
    folder.run(&["init", "--bare"]).exits(0);
    assert!(!folder.path("responses").exists() && !folder.path("positions").exists());
    folder.run(&["check", "--deny", "note"]).exits(0);
    assert!(folder.path("templates/response.md").exists());
}

#[test]
fn init_where_a_file_stands_cannot_be_done() {
    let folder = Folder::empty();
    folder.write("taken", "x");
    folder.run(&["init", "taken"]).exits(2);
    assert_eq!(folder.text("taken"), "x");
}

// check

#[test]
fn findings_have_one_line_each_when_short() {
    let folder = Folder::of(&faulty());
    let ran = folder.check();
    ran.exits(1).has(&format!("{RESPONSE}:7:5 dangling-reference"));
    assert_eq!(ran.found().len(), ran.out.lines().count());
    assert!(ran.out.lines().all(|line| line.contains(": error[") || line.contains(": warning[")));
}

#[test]
fn long_findings_show_the_line_with_carets() {
    let ran = Folder::of(&faulty()).run(&["check", "--format", "long"]);
    ran.exits(1);
    for part in ["dangling-reference", "See [paragraph](#nowhere).", "^^^", &format!("{RESPONSE}:7:5"), "help"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(!ran.out.contains('\u{1b}'), "colours in a pipe");
}

#[test]
fn json_findings_are_one_object_a_line() {
    let ran = Folder::of(&faulty()).run(&["check", "--format", "json"]);
    ran.exits(1);
    let lines = json_lines(&ran.out);
    let found = lines.iter().find(|line| line["code"] == "dangling-reference").expect("the finding");
    assert_eq!(
        (&found["path"], &found["line"], &found["column"], &found["severity"]),
        (&RESPONSE.into(), &7.into(), &5.into(), &"error".into())
    );
    assert!(found["message"].is_string() && found["help"].is_string());
}

#[test]
fn deny_decides_the_exit() {
    let warned = Folder::of(&Files::new());
    warned.run(&["check"]).exits(0);
    warned.run(&["check", "--deny", "warning"]).exits(1);
    warned.run(&["check", "--deny", "note"]).exits(1);
    warned.run(&["build", "plan", "-o", "a.md", "--deny", "warning"]).exits(1);
    warned.run(&["check", "--deny", "nonsense"]).exits(2);
    Folder::of(&faulty()).run(&["check", "--deny", "error"]).exits(1);
}

#[test]
fn a_code_is_explained() {
    let folder = Folder::empty();
    let ran = folder.run(&["check", "--explain", "review-overdue"]);
    ran.exits(0);
    assert!(ran.out.contains("review-overdue"));
    assert!(folder.run(&["check", "--explain", "all"]).exits(0).out.contains("review-overdue"));
    let unknown = folder.run(&["check", "--explain", "reveiw-overdue"]);
    unknown.exits(2);
    assert!(unknown.err.contains("`review-overdue`"), "{unknown:?}");
    folder.run(&["check", "--explain", "wholly-unlike-anything"]).exits(2);
}

#[test]
fn only_the_named_responses_are_looked_at() {
    let other = common::CONSULTATION.replace("The plan", "Another");
    let files = faulty().with("responses/other/consultation.toml", other).with("positions/a.md", "no front matter");
    let folder = Folder::of(&files);
    let ran = folder.run(&["check", "--format", "short", "other"]);
    ran.exits(1).has("positions/a.md:1:1 front-matter");
    assert!(!ran.found().iter().any(|found| found.contains("responses/plan")), "{ran:?}");
    folder.run(&["check", "--format", "short", "other", "plan"]).has_code("dangling-reference");
}

#[test]
fn a_mistyped_id_gives_the_nearest() {
    let folder = Folder::of(&Files::new());
    for arguments in [["check", "plam"], ["build", "plam"]] {
        let ran = folder.run(&arguments);
        ran.exits(2);
        assert!(ran.err.contains("`plan`"), "{ran:?}");
    }
    let far = folder.run(&["build", "working-together"]);
    assert!(far.exits(2).err.contains("`plan`"), "{far:?}");
}

#[test]
fn settings_make_a_finding_an_error_or_nothing() {
    let with = |setting: &str| Folder::of(&Files::new().with("respondent.toml", format!("{ORGANISATION}[checks]\n{setting}\n")));
    let ran = with("unanswered-question = \"error\"").check();
    ran.exits(1).has_code("unanswered-question");
    let ran = with("unanswered-question = \"off\"").check();
    assert_eq!(ran.exits(0).found(), Vec::<String>::new());
    with("unanswered-question = \"note\"").run(&["check", "--deny", "warning"]).exits(0);
    with("unanswerd-question = \"off\"").check().exits(0).has("respondent.toml:5:1 unknown-check");
    with("unanswered-question = \"of\"").check().exits(1).has("respondent.toml:5:23 invalid-value");
    with("unanswered-question = 3").check().exits(1).has("respondent.toml:5:23 wrong-type");
}

#[test]
fn an_accepted_finding_is_none() {
    let ran = Folder::of(&Files::new().answer("See [paragraph](#nowhere). {accept-dangling-reference=\"comes with the annex\"}")).check();
    assert!(!ran.exits(0).out.contains("dangling-reference"), "{ran:?}");
    let heading = "# Answers\n\n## 1 {accept-dangling-reference=\"later\"}\n\nSee [paragraph](#nowhere).\n";
    assert!(!Folder::of(&Files::new().response(heading)).check().exits(0).out.contains("dangling-reference"));
}

#[test]
fn a_question_left_empty_on_purpose_is_accepted_at_its_heading() {
    let text = "# Answers\n\n## 1\n\nx\n\n## 2 {accept-unanswered-question=\"not ours\"}\n\n## 3\n\nx\n";
    assert_eq!(Folder::of(&Files::new().response(text)).check().exits(0).found(), Vec::<String>::new());
}

#[test]
fn an_acceptance_covers_its_own_text_alone() {
    let text = "See [paragraph](#nowhere). {accept-dangling-reference=\"x\"}\n\nSee [paragraph](#nowhere).";
    let ran = Folder::of(&Files::new().answer(text)).check();
    ran.exits(1).has(&format!("{RESPONSE}:9:5 dangling-reference"));
    assert!(!ran.out.contains(":7:"), "{ran:?}");
}

#[test]
fn an_acceptance_that_nothing_needs_is_reported_once() {
    let ran = Folder::of(&Files::new().answer("Words. {accept-dangling-reference=\"x\"}")).check();
    ran.exits(0).has(&format!("{RESPONSE}:7:9 unused-acceptance"));
    assert_eq!(ran.found().iter().filter(|found| found.ends_with("unused-acceptance")).count(), 1);
}

#[test]
fn an_acceptance_in_text_that_is_used_twice_is_used() {
    let both = Files::new().response("# Answers\n\n## 1, 3\n\nSee [paragraph](#nowhere). {accept-dangling-reference=\"x\"}\n");
    assert!(!Folder::of(&both).check().exits(0).out.contains("acceptance"));
    let mapped = common::CONSULTATION.replace("text =", "positions = [\"p\"]\ntext =");
    let files = Files::new()
        .position("p", "See [paragraph](#nowhere). {accept-dangling-reference=\"x\"}\n")
        .with("responses/plan/consultation.toml", &mapped)
        .with("responses/other/consultation.toml", &mapped);
    let ran = Folder::of(&files).check();
    assert_eq!(ran.exits(0).found(), Vec::<String>::new());
}

// status

#[test]
fn status_counts_days_and_answers() {
    let asked = common::CONSULTATION.replacen('\n', "\ncloses = 2026-12-31\n", 1);
    let folder = Folder::of(
        &Files::new().with("responses/plan/consultation.toml", asked).response("# Answers\n\n## 1\n\nTwo words.\n\n## 2\n\nAgree.\n"),
    );
    let ran = folder.run(&["status", "--format", "json", "--today", "2026-12-24"]);
    ran.exits(0);
    let lines = json_lines(&ran.out);
    assert_eq!(lines.len(), 1);
    let row = &lines[0];
    for (key, wanted) in [("days-left", 7), ("questions", 3), ("answered", 2), ("closed", 1), ("chosen", 1), ("errors", 0), ("warnings", 3)]
    {
        assert_eq!(row[key], wanted, "{key}: {row}");
    }
    assert_eq!((&row["id"], &row["closes"], &row["status"]), (&"plan".into(), &"2026-12-31".into(), &"draft".into()));
    let late = json_lines(&folder.run(&["status", "--format", "json", "--today", "2027-01-01"]).out);
    assert_eq!(late[0]["days-left"], -1);
    let table = folder.run(&["status", "--today", "2026-12-24"]);
    assert!(table.out.contains("plan") && table.out.contains("7 days") && table.out.contains("2/3"), "{}", table.out);
    folder.run(&["status", "--today", "yesterday"]).exits(2);
}

#[test]
fn status_puts_what_closes_next_first() {
    let closing = |day: &str| common::CONSULTATION.replacen('\n', &format!("\ncloses = {day}\n"), 1);
    let mut files = Files::new().with("responses/plan/consultation.toml", closing("2027-03-01"));
    for (id, day) in [("gone", "2026-01-01"), ("next", "2027-02-01"), ("before", "2025-01-01")] {
        files = files.with(&format!("responses/{id}/consultation.toml"), closing(day));
    }
    let ran = Folder::of(&files).run(&["status", "--format", "json", "--today", "2027-01-01"]);
    let ids: Vec<Value> = json_lines(&ran.out).into_iter().map(|row| row["id"].clone()).collect();
    assert_eq!(ids, ["next", "plan", "gone", "before"]);
}

// Every command

#[test]
fn help_of_every_verb_has_an_example() {
    let folder = Folder::empty();
    for verb in ["", "build", "check", "init", "portal", "status", "submit"] {
        let ran = folder.run(&[verb, "--help"][usize::from(verb.is_empty())..]);
        ran.exits(0);
        assert!(ran.out.contains("Example") && ran.out.contains("  respondent "), "{}", ran.out);
    }
    folder.run(&[]).exits(2);
    folder.run(&["biuld"]).exits(2);
}

#[test]
fn quiet_leaves_results_and_findings() {
    let folder = Folder::of(&faulty());
    let (loud, quiet) = (folder.run(&["check"]), folder.run(&["check", "-q"]));
    assert_eq!(loud.out, quiet.out);
    assert!(!loud.err.is_empty() && quiet.err.is_empty(), "{quiet:?}");
    let built = folder.run(&["build", "-q", "plan"]);
    assert!(built.exits(1).err.contains("dangling-reference") && !built.err.contains("wrote"), "{built:?}");
    let clean = Folder::of(&Files::new().with("respondent.toml", format!("{ORGANISATION}[checks]\nunanswered-question = \"off\"\n")));
    assert_eq!(clean.run(&["-q", "build", "plan"]).err, "");
}

#[test]
fn colours_are_used_when_asked_for() {
    let folder = Folder::of(&faulty());
    assert!(folder.run(&["check", "--color", "always"]).out.contains('\u{1b}'));
    assert!(!folder.run(&["check", "--color", "never"]).out.contains('\u{1b}'));
    assert!(!folder.run(&["check", "--color", "auto"]).out.contains('\u{1b}'));
    assert!(!folder.run(&["check", "--color", "always", "--format", "json"]).out.contains('\u{1b}'));
}

#[test]
fn a_reader_who_goes_away_is_no_failure() {
    let mut files = Files::new();
    for n in 0..200 {
        files = files.with(&format!("positions/p{n}.md"), "no front matter");
    }
    let folder = Folder::of(&files);
    for arguments in [&["check"] as &[&str], &["status"], &["check", "--explain", "all"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_respondent"))
            .args(arguments)
            .current_dir(folder.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("an end");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            matches!(output.status.code(), Some(0 | 1)) && !said.contains("panicked") && !said.contains("roken pipe"),
            "{arguments:?} {said}"
        );
    }
}

#[test]
fn paths_can_be_opened_from_the_working_folder() {
    let folder = Folder::empty();
    let library = Folder::of(&faulty());
    let given = library.path("").display().to_string();
    let from_elsewhere = folder.run(&["--library", &given, "check", "--format", "short"]);
    let path = from_elsewhere.out.lines().find_map(|line| line.split_once(".md:")).map(|(path, _)| format!("{path}.md")).expect("a path");
    assert!(std::path::Path::new(&path).exists(), "{path}");

    let nested = Folder::empty();
    for (path, bytes) in &faulty().0 {
        nested.write(&format!("lib/{path}"), bytes);
    }
    nested.run(&["check", "--library", "lib", "--format", "short"]).exits(1).has(&format!("lib/{RESPONSE}:7:5 dangling-reference"));
    nested.run(&["build", "plan", "--library", "lib"]).exits(1);
    assert!(nested.path("lib/out/plan.docx").exists());
}

#[test]
fn build_writes_to_standard_output() {
    let folder = Folder::of(&Files::new());
    folder.run(&["build", "plan", "-o", "-", "--format", "json"]).exits(0);
    assert!(!folder.path("out").exists() && !folder.path("-").exists());
}

#[test]
fn a_date_that_is_none_is_refused() {
    let folder = Folder::of(&Files::new());
    folder.run(&["build", "plan", "--date", "soon"]).exits(2);
    folder.run(&["build", "plan", "--date", "2026-03"]).exits(0);
}

#[test]
fn every_code_has_a_name_in_order() {
    let names: Vec<&str> = codes::ALL.iter().map(|code| code.name).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted);
    assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')));
}
