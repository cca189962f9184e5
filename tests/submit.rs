//! The record of what was sent: what is kept, what is refused, and what is found when words change later.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/program.rs"]
mod program;

use common::Files;
use program::Folder;
use respondent::library::checksum;

const RESPONSE: &str = "responses/plan/response.md";
const RECORD: &str = "responses/plan/submitted/record.toml";
const SENT: &str = "responses/plan/submitted/response.md";
const WHEN: [&str; 2] = ["--date-time", "2026-10-01T09:30:00+01:00"];

/// A response without errors, with a comment and spaces that have to stay as they are.
const TEXT: &str = "+++\n# ours\nstatus   = \"approved\" # by the chair\ndate = \"2026-10\"\n+++\n\n# Answers\n\n## 1\n\nLocks leak.\n\n## 2\n\nAgree.  They do.\n\n## 3\n\nNo comment\n";

fn folder() -> Folder {
    folder_of(&Files::new())
}

fn folder_of(files: &Files) -> Folder {
    Folder::of(&files.clone().with(RESPONSE, TEXT))
}

fn submit(folder: &Folder, more: &[&str]) -> program::Ran {
    folder.run(&[&["submit", "plan"], &WHEN as &[&str], more].concat())
}

#[test]
fn what_was_sent_is_kept_and_the_status_alone_is_changed() {
    let folder = folder();
    folder.run(&["build", "plan", "-o", "before.md"]).exits(0);
    let ran = submit(&folder, &["--channel", "dfe", "--portal-id", "ANON-\"1\""]);
    assert!(ran.exits(0).out.is_empty() && ran.err.contains("sent on 1 October 2026 at 09:30"), "{ran:?}");
    assert_eq!(folder.text(RESPONSE), TEXT.replace("status   = \"approved\"", "status = \"submitted\""));
    let sent = folder.text(SENT);
    assert_eq!(folder.text("before.md").replace("*Approved, not yet submitted*\n\n", ""), sent);
    folder.run(&["build", "plan", "-o", "after.md"]).exits(0);
    assert_eq!(folder.text("after.md"), sent);
    let record = folder.text(RECORD);
    for part in ["at = 2026-10-01T09:30:00+01:00", "channel = \"dfe\"", "ANON-", "program = \"respondent ", "name = \"response.docx\""] {
        assert!(record.contains(part), "{part}: {record}");
    }
    assert_eq!(folder.check().exits(0).found(), Vec::<String>::new());
}

#[test]
fn the_checksums_are_those_of_what_is_built() {
    let folder = folder();
    submit(&folder, &["--keep"]).exits(0);
    folder.run(&["build", "plan", "-o", "again.docx"]).exits(0);
    assert_eq!(
        std::fs::read(folder.path("again.docx")).unwrap(),
        std::fs::read(folder.path("responses/plan/submitted/response.docx")).unwrap()
    );
    let record = folder.text(RECORD);
    let kept = std::process::Command::new("sha256sum").arg(folder.path(SENT)).output();
    if let Ok(kept) = kept {
        let sum = String::from_utf8_lossy(&kept.stdout).split(' ').next().unwrap().to_owned();
        assert!(!sum.is_empty() && record.contains(&sum), "{sum} {record}");
    }
}

#[test]
fn errors_stand_in_the_way_until_they_are_accepted() {
    let wrong = TEXT.replace("Locks leak.", "See [paragraph](#nowhere).");
    let folder = Folder::of(&Files::new().with(RESPONSE, &wrong));
    let before = folder.everything();
    let ran = submit(&folder, &[]);
    assert!(ran.exits(2).err.contains("accept-dangling-reference=") && ran.err.contains("1 error"), "{ran:?}");
    assert_eq!(folder.everything(), before);
    folder.write(RESPONSE, wrong.replace("nowhere).", "nowhere). {accept-dangling-reference=\"in the annex\"}"));
    submit(&folder, &[]).exits(0);
}

#[test]
fn an_unanswered_question_of_a_draft_stands_in_the_way() {
    let draft = TEXT.replace("approved", "draft").replace("No comment", "");
    let ran = submit(&Folder::of(&Files::new().with(RESPONSE, draft)), &[]);
    assert!(ran.exits(2).err.contains("accept-unanswered-question="), "{ran:?}");
}

#[test]
fn a_limit_of_the_channel_stands_in_the_way() {
    let short = "title = \"Short\"\n[[rule]]\nbox-characters = 5\nsource = \"a page\"\nread = \"2026-11\"\n";
    let folder = folder_of(&Files::new().with("templates/channels/short.toml", short));
    assert!(submit(&folder, &["--channel", "short"]).exits(2).err.contains("accept-channel-limit="));
    assert!(submit(&folder, &["--channel", "shrot"]).exits(2).err.contains("did you mean `short`?"));
}

#[test]
fn a_second_submission_is_refused_unless_again() {
    let folder = folder();
    submit(&folder, &["--portal-id", "first"]).exits(0);
    let before = folder.everything();
    assert!(submit(&folder, &[]).exits(2).err.contains("--again"));
    assert_eq!(folder.everything(), before);
    submit(&folder, &["--portal-id", "second", "--again"]).exits(0);
    assert!(folder.text("responses/plan/submitted/1/record.toml").contains("first"));
    assert!(folder.text(RECORD).contains("second"));
    submit(&folder, &["--again"]).exits(0);
    assert!(folder.text("responses/plan/submitted/2/record.toml").contains("second"));
    assert_eq!(folder.check().exits(0).found(), Vec::<String>::new());
}

#[test]
fn a_change_afterwards_is_found_with_both_places() {
    let folder = folder();
    submit(&folder, &[]).exits(0);
    folder.write(RESPONSE, folder.text(RESPONSE).replace("Locks leak.", "Locks leaked."));
    let ran = folder.check();
    ran.exits(0).has(&format!("{RESPONSE}:11:1 changed-after-submission"));
    let long = folder.run(&["check"]);
    for part in ["as it was sent on 1 October 2026: `leak` became `leaked`", "sent like this", "1. Locks leak."] {
        assert!(long.out.contains(part), "{part}: {long:?}");
    }
    folder.write(RESPONSE, folder.text(RESPONSE).replace("leaked.", "leaked. {accept-changed-after-submission=\"a slip, told them\"}"));
    assert_eq!(folder.check().exits(0).found(), Vec::<String>::new());
}

#[test]
fn other_marks_of_markdown_for_the_same_words_are_no_change() {
    let signed = TEXT.replace("date =", "signature = [\"A. Keeper\", \"Chair\"]\ndate =");
    let outline = format!("{}\n{{{{ signature() }}}}\n", common::OUTLINE);
    let folder = Folder::of(&Files::new().with("templates/response.md", outline).with(RESPONSE, signed));
    submit(&folder, &[]).exits(0);
    assert!(folder.text(SENT).contains("Keeper\\\n"));
    let (sent, older) = (folder.text(SENT), folder.text(SENT).replace("Keeper\\\n", "Keeper  \n"));
    folder.write(RECORD, folder.text(RECORD).replace(&checksum(sent.as_bytes()), &checksum(older.as_bytes())));
    folder.write(SENT, older);
    assert_eq!(folder.check().exits(0).found(), Vec::<String>::new());
}

#[test]
fn words_that_were_sent_and_are_lost_are_missed() {
    let folder = folder();
    submit(&folder, &[]).exits(0);
    std::fs::remove_file(folder.path(SENT)).unwrap();
    folder.check().exits(0).has(&format!("{RECORD}:4:6 changed-after-submission"));
}

#[test]
fn a_change_of_a_fact_afterwards_is_found_too() {
    let fact = |value: &str| format!("{}[facts.locks]\nvalue = \"{value}\"\n", common::ORGANISATION);
    let folder =
        Folder::of(&Files::new().with("respondent.toml", fact("12")).with(RESPONSE, TEXT.replace("Locks", "{{ facts.locks }} locks")));
    submit(&folder, &[]).exits(0);
    assert_eq!(folder.check().exits(0).found(), Vec::<String>::new());
    folder.write("respondent.toml", fact("13"));
    folder.check().exits(0).has_code("changed-after-submission");
}

#[test]
fn files_that_the_channel_does_not_take_are_refused() {
    let folder = folder_of(&Files::new().with("ours.pdf", "x").with("ours.docx", "x").with("ESMA_GBMR_Ours_RESPONSEFORM.docx", "x"));
    let commons = |file: &str| submit(&folder, &["--channel", "commons-committee", "--file", file]);
    let ran = commons("ours.pdf");
    assert!(ran.exits(2).err.contains("`ours.pdf`") && ran.err.contains("docx"), "{ran:?}");
    assert!(commons("lost.docx").exits(2).err.contains("`lost.docx`"));
    submit(&folder, &["--channel", "esma", "--file", "ours.docx"]).exits(2);
    assert!(!folder.path(RECORD).exists());
    submit(&folder, &["--channel", "esma", "--file", "ESMA_GBMR_Ours_RESPONSEFORM.docx"]).exits(0);
    assert!(folder.text(RECORD).contains("[[sent]]"));
}

#[test]
fn what_cannot_be_submitted_says_why() {
    let nothing = Folder::of(&Files::new());
    assert!(submit(&nothing, &[]).exits(2).err.contains("nothing to submit"));
    assert!(nothing.run(&["submit", "plam"]).exits(2).err.contains("`plan`"));
    folder().run(&["submit", "plan", "--date-time", "yesterday"]).exits(2);
}

#[test]
fn a_damaged_record_is_a_finding_and_is_not_written_over() {
    let folder = folder();
    folder.write(RECORD, "status = \"sent\"\nat = \"last week\"\nportal = \"x\"\n");
    let ran = folder.check();
    for found in [":1:10 invalid-value", ":2:6 wrong-type", ":3:1 unknown-key"] {
        ran.has(&format!("{RECORD}{found}"));
    }
    submit(&folder, &[]).exits(2);
}

#[test]
fn a_file_beside_the_record_that_is_another_is_found() {
    let folder = folder();
    submit(&folder, &["--keep"]).exits(0);
    let found = |folder: &Folder| folder.run(&["check", "plan", "--format", "short"]).out;
    assert!(!found(&folder).contains("checksum"), "{}", found(&folder));
    let sent = folder.text("responses/plan/submitted/response.md");
    folder.write("responses/plan/submitted/response.md", sent.replace('\n', "\r\n"));
    assert!(!found(&folder).contains("checksum"), "other line ends are no other words");
    folder.write("responses/plan/submitted/response.docx", b"PK nothing");
    let line = found(&folder);
    assert!(line.contains("responses/plan/submitted/record.toml") && line.contains("`submitted/response.docx` is not as it was"), "{line}");
}
