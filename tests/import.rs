//! `respondent import`, as a person uses it: preview, steering, files, refusals.

mod common;
#[path = "common/program.rs"]
mod program;

use common::Files;
use program::Folder;
use std::fs;

const ASKED: &str = "Consultation on the towpath

Closing date: 30 June 2027

Part 1: Lamps

Question 1: Do you agree that the towpath should be lit?

- Yes
- No

Question 2: Where should lamps stand? (no more than 100 words)
";

const SAID: &str = "# Consultation on the towpath

## A. Key points

1. Lamps matter most.

## B. Answers

**Question 1: Do you agree that the towpath should be lit?**

2. Yes (see paragraph 1 above).

**Question 2: Where should lamps stand?**

3. At the locks. See our answer to question 1.

## C. Conclusion

4. We are glad to talk.

Friends of the Canal
June 2027
";

fn library() -> Folder {
    Folder::of(&Files::new().with("towpath.txt", ASKED).with("answer.md", SAID))
}

#[test]
fn a_consultation_is_shown_then_written_then_known() {
    let folder = library();
    let shown = folder.run(&["import", "consultation", "towpath.txt", "--id", "towpath", "--dry-run"]);
    shown.exits(0);
    assert!(shown.out.contains("2 questions (1 closed)") && shown.out.contains("closes 2027-06-30"), "{}", shown.out);
    assert!(!folder.path("responses/towpath").exists(), "a preview writes nothing");
    folder.run(&["import", "consultation", "towpath.txt", "--id", "towpath", "--yes"]).exits(0);
    let text = fs::read_to_string(folder.path("responses/towpath/consultation.toml")).expect("a record");
    assert!(text.contains("options = \"yes-no\"") && text.contains("limit = { words = 100 }"), "{text}");
    folder.run(&["check", "towpath", "--deny", "error"]).exits(0);
    let again = folder.run(&["import", "consultation", "towpath.txt", "--id", "other", "--yes"]);
    again.exits(0);
    assert!(again.err.contains("imported already") && !folder.path("responses/other").exists(), "{}", again.err);
}

#[test]
fn a_response_comes_with_what_was_asked_and_builds_as_it_was() {
    let folder = library();
    let ran = folder.run(&["import", "response", "answer.md", "--id", "towpath", "--yes"]);
    ran.exits(0);
    assert!(ran.out.contains("2 live references"), "{}", ran.out);
    folder.run(&["check", "towpath"]).exits(0);
    let built = folder.run(&["build", "towpath", "--format", "md", "-o", "-", "-q"]);
    built.exits(0);
    for line in [
        "## A. Key points",
        "2. Yes (see [paragraph 1](#",
        "3. At the locks. See our answer to [question 1](#q1).",
        "4. We are glad to talk.",
    ] {
        assert!(built.out.contains(line), "`{line}` is not in\n{}", built.out);
    }
    assert!(!built.out.contains("Equality Act"), "no standard text is added");
}

#[test]
fn nothing_is_written_over_and_nobody_is_not_asked() {
    let folder = library();
    let import = ["import", "consultation", "towpath.txt", "--id", "plan"];
    let before = fs::read(folder.path("responses/plan/consultation.toml")).expect("the library's own");
    folder.run(&[&import[..], &["--yes"]].concat()).exits(2);
    assert_eq!(fs::read(folder.path("responses/plan/consultation.toml")).expect("still there"), before);
    let unasked = folder.run(&["import", "consultation", "towpath.txt", "--id", "new"]);
    unasked.exits(2);
    assert!(unasked.err.contains("--yes") && !folder.path("responses/new").exists(), "{}", unasked.err);
    folder.run(&[&import[..], &["--yes", "--force"]].concat()).exits(0);
}

#[test]
fn a_newer_version_shows_what_changed() {
    let folder = library();
    folder.run(&["import", "consultation", "towpath.txt", "--id", "towpath", "--yes"]).exits(0);
    let newer = ASKED
        .replace("should be lit", "should be lit at night")
        .replace("Question 2: Where should lamps stand?", "Question 3: How many lamps?");
    fs::write(folder.path("newer.txt"), newer).expect("a file");
    let shown = folder.run(&["import", "consultation", "newer.txt", "--id", "towpath", "--dry-run"]);
    for line in ["changed: question 1", "new: question 3", "gone: question 2"] {
        assert!(shown.out.contains(line), "`{line}` is not in\n{}", shown.out);
    }
}

#[test]
fn a_newer_version_keeps_what_a_person_added() {
    let folder = library();
    folder.run(&["import", "consultation", "towpath.txt", "--id", "towpath", "--yes"]).exits(0);
    let path = folder.path("responses/towpath/consultation.toml");
    let text = fs::read_to_string(&path).expect("a record");
    let mapped = text
        .replace("closes = 2027-06-30\n", "closes = 2027-06-30T23:59:00+01:00\nfollows = \"plan\"\n# ask the lock keepers\n")
        .replace("options = \"yes-no\"\n", "options = \"lit\"\npositions = [\n  \"lighting\", # ours\n]\n")
        .replace("limit = {", "boilerplate = [\"equality\"]\nlimit = {")
        + "\n[scales]\nlit = [\"Yes\", \"No\"]\n";
    fs::write(&path, &mapped).expect("a record");
    let newer = ASKED.replace("should be lit", "should be lit at night").replace("Where should lamps stand?", "What do lamps cost?");
    fs::write(folder.path("newer.txt"), newer).expect("a file");
    let ran = folder.run(&["import", "consultation", "newer.txt", "--id", "towpath", "--yes", "--force"]);
    ran.exits(0);
    let text = fs::read_to_string(&path).expect("a record");
    for line in [
        "closes = 2027-06-30T23:59:00+01:00\n",
        "follows = \"plan\"\n",
        "[scales]\nlit = [\"Yes\", \"No\"]\n",
        "text = \"Do you agree that the towpath should be lit at night?\"\n",
        "options = \"lit\"\n",
        "positions = [\n  \"lighting\", # ours\n]\n",
        "text = \"What do lamps cost? (no more than 100 words)\"\n",
    ] {
        assert!(text.contains(line), "`{line}` is not in\n{text}");
    }
    assert!(!text.contains("boilerplate"), "question 2 asks something else: {text}");
    for line in [
        "carried over: question 1: ",
        "not carried over: question 2 is gone or asks something else: boilerplate = [\"equality\"]",
        "not carried over: the remark “ask the lock keepers”",
    ] {
        assert!(ran.out.contains(line), "`{line}` is not in\n{}", ran.out);
    }
}

#[test]
fn what_answers_a_question_follows_its_words_to_another_number() {
    let folder = library();
    folder.run(&["import", "consultation", "towpath.txt", "--id", "towpath", "--yes"]).exits(0);
    let path = folder.path("responses/towpath/consultation.toml");
    let text = fs::read_to_string(&path).expect("a record").replace("limit = {", "boilerplate = [\"equality\"]\nlimit = {");
    fs::write(&path, text).expect("a record");
    let newer = ASKED.replace("Question 2: Where", "Question 2: Who pays for the lamps?\n\nQuestion 3: Where");
    fs::write(folder.path("newer.txt"), newer).expect("a file");
    let ran = folder.run(&["import", "consultation", "newer.txt", "--id", "towpath", "--yes", "--force"]);
    ran.exits(0);
    assert!(ran.out.contains("carried over: question 3 (was 2): boilerplate = [\"equality\"]"), "{}", ran.out);
    let text = fs::read_to_string(&path).expect("a record");
    assert_eq!(text.matches("boilerplate").count(), 1, "{text}");
}

#[test]
fn what_a_person_wrote_outlives_a_forced_import() {
    let folder = library();
    fs::write(folder.path("old.md"), "# Views\n\nQuestion 1: Do you fish?\n\nYes.\n").expect("a file");
    folder.run(&["import", "response", "old.md", "--id", "old", "--yes"]).exits(0);
    let path = folder.path("responses/old/response.md");
    let by_hand =
        fs::read_to_string(&path).expect("a record").replace("status = \"submitted\"", "status = \"draft\"\nsignatory = \"chair\"");
    fs::write(&path, by_hand.clone() + "\nAnd often.\n").expect("a record");
    fs::write(folder.path("newer.md"), "# Views\n\nQuestion 1: Do you fish?\n\nNo.\n").expect("a file");
    let ran = folder.run(&["import", "response", "newer.md", "--id", "old", "--yes", "--force"]);
    ran.exits(0);
    assert!(ran.out.contains("carried over into responses/old/response.md: signatory"), "{}", ran.out);
    assert!(ran.err.contains("response.md.bak"), "{}", ran.err);
    let text = fs::read_to_string(&path).expect("a record");
    assert!(text.contains("status = \"draft\"") && text.contains("signatory = \"chair\"") && text.contains("No."), "{text}");
    let kept = fs::read_to_string(folder.path("responses/old/response.md.bak")).expect("the words of before");
    assert!(kept.ends_with("\nAnd often.\n"), "{kept}");
    assert!(!folder.path("templates/imported-old.md.bak").exists(), "the outline is the same");
}

#[test]
fn a_marked_up_copy_steers() {
    let folder = library();
    folder.run(&["import", "consultation", "towpath.txt", "--mark", "marks.txt"]).exits(0);
    let marks = fs::read_to_string(folder.path("marks.txt")).expect("marks");
    assert!(marks.contains("question 1 ") && marks.contains("option"), "{marks}");
    let edited: String = marks
        .lines()
        .map(|line| if line.contains("Question 2") { line.replacen("question 2", "drop      ", 1) } else { line.to_owned() } + "\n")
        .collect();
    fs::write(folder.path("marks.txt"), edited).expect("a file");
    let shown = folder.run(&["import", "consultation", "towpath.txt", "--marked", "marks.txt", "--dry-run", "--format", "json"]);
    shown.exits(0);
    let found: serde_json::Value = serde_json::from_str(&shown.out).expect("one object");
    assert_eq!(found["found"]["questions"].as_array().map(Vec::len), Some(1), "{}", shown.out);
}

#[test]
fn a_file_that_is_imported_already_can_still_be_steered() {
    let folder = library();
    folder.run(&["import", "consultation", "towpath.txt", "--id", "towpath", "--yes"]).exits(0);
    let path = folder.path("responses/towpath/consultation.toml");
    let mapped = fs::read_to_string(&path).expect("a record") + "boilerplate = [\"equality\"]\n";
    fs::write(&path, mapped).expect("a record");
    let again = folder.run(&["import", "consultation", "towpath.txt", "--yes"]);
    again.exits(0);
    assert!(again.err.contains("`--force` writes it anew"), "{}", again.err);
    folder.run(&["import", "consultation", "towpath.txt", "--mark", "marks.txt"]).exits(0);
    let marks = fs::read_to_string(folder.path("marks.txt")).expect("marks").replacen("question 1", "drop      ", 1);
    fs::write(folder.path("marks.txt"), marks).expect("a file");
    let steered = ["import", "consultation", "towpath.txt", "--marked", "marks.txt", "--yes"];
    let refused = folder.run(&steered);
    refused.exits(2);
    assert!(refused.err.contains("imported already") && refused.err.contains("--force"), "{}", refused.err);
    folder.run(&[steered.as_slice(), &["--force"]].concat()).exits(0);
    let text = fs::read_to_string(&path).expect("a record");
    assert!(!text.contains("id = \"1\"") && text.contains("id = \"2\"") && text.contains("equality"), "{text}");
    folder.run(&["import", "consultation", "towpath.txt", "--questions", "lit", "--yes"]).exits(2);
}

#[test]
fn a_response_that_is_imported_already_is_written_anew_under_its_own_id() {
    let folder = library();
    folder.run(&["import", "response", "answer.md", "--id", "lamps", "--yes"]).exits(0);
    let ran = folder.run(&["import", "response", "answer.md", "--questions", "Question (2)", "--yes", "--force"]);
    ran.exits(0);
    let asked = fs::read_to_string(folder.path("responses/lamps/consultation.toml")).expect("a record");
    assert_eq!(asked.matches("[[question]]").count(), 1, "{asked}");
    folder.run(&["check", "lamps"]).exits(0);
}

#[test]
fn a_pattern_says_which_blocks_are_questions() {
    let folder = library();
    fs::write(folder.path("odd.txt"), "The canal\n\nTopic 7. Lamps at night\n\nTopic 8. Benches by day\n\nThank you\n").expect("a file");
    let shown = folder.run(&["import", "consultation", "odd.txt", "--questions", "^Topic (\\d+)", "--dry-run", "--format", "json"]);
    shown.exits(0);
    let found: serde_json::Value = serde_json::from_str(&shown.out).expect("one object");
    let ids: Vec<&str> = found["found"]["questions"].as_array().expect("questions").iter().filter_map(|it| it["id"].as_str()).collect();
    assert_eq!(ids, ["7", "8"]);
    folder.run(&["import", "consultation", "odd.txt", "--questions", "(", "--dry-run"]).exits(2);
}

#[test]
fn questions_in_a_table_can_be_marked() {
    let folder = library();
    fs::write(
        folder.path("form.md"),
        "# Lamps\n\n| Topic | Your words |\n|---|---|\n| Lamps by the locks | |\n| Lamps at the bridge | |\n",
    )
    .expect("a file");
    folder.run(&["import", "consultation", "form.md", "--mark", "marks.txt"]).exits(0);
    let marks = fs::read_to_string(folder.path("marks.txt")).expect("marks");
    let mark = |line: &str| match line.split_whitespace().nth(1) {
        Some(place @ ("2.2.1" | "2.3.1")) => format!("question {} {place}\n", &place[2..3]),
        _ => format!("{line}\n"),
    };
    fs::write(folder.path("marks.txt"), marks.lines().map(mark).collect::<String>()).expect("a file");
    let shown = folder.run(&["import", "consultation", "form.md", "--marked", "marks.txt", "--dry-run"]);
    shown.exits(0);
    assert!(shown.out.contains("2 questions") && shown.out.contains("Lamps at the bridge"), "{}", shown.out);
}

#[test]
fn two_files_do_not_become_one_record() {
    let folder = library();
    fs::create_dir(folder.path("old")).expect("a folder");
    fs::write(folder.path("old/a.txt"), ASKED).expect("a file");
    fs::write(folder.path("old/b.txt"), ASKED.replace("Where", "Why")).expect("a file");
    let ran = folder.run(&["import", "consultation", "old", "--yes"]);
    ran.exits(2);
    assert!(ran.err.contains("several files") && !folder.path("responses/consultation-on-the-towpath").exists(), "{}", ran.err);
}

#[test]
fn what_cannot_be_read_is_refused_in_words() {
    let folder = library();
    let files: [(&str, &[u8], &str); 4] = [
        ("empty.docx", b"", "empty"),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", "old Office program"),
        ("cut.docx", b"PK\x03\x04 and so on", "damaged"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj", "damaged"),
    ];
    for (name, bytes, word) in files {
        fs::write(folder.path(name), bytes).expect("a file");
        let ran = folder.run(&["import", "response", name, "--yes"]);
        ran.exits(2);
        assert!(ran.err.contains(word) && ran.err.contains(name), "{name}: {}", ran.err);
    }
    folder.run(&["import", "response", "nowhere.pdf", "--yes"]).exits(2);
}

#[test]
fn a_folder_is_imported_at_once() {
    let folder = library();
    fs::create_dir(folder.path("old")).expect("a folder");
    fs::copy(folder.path("towpath.txt"), folder.path("old/a.txt")).expect("a copy");
    fs::write(folder.path("old/b.txt"), ASKED.replace("towpath", "bridge")).expect("a file");
    folder.run(&["import", "consultation", "old", "--yes"]).exits(0);
    assert!(folder.path("responses/consultation-on-the-towpath").exists() && folder.path("responses/consultation-on-the-bridge").exists());
}

#[test]
fn highlighted_words_are_kept_where_check_finds_them() {
    let page = "<html><body><h1>Consultation on the towpath</h1><h2>Key points</h2><p>We have <mark>24,000 members</mark> and \
<span style=\"background-color: yellow\">three</span> locks.</p><h3>Question 1: Should lamps be <mark>lit</mark>?</h3>\
<p><mark>Yes</mark></p><p>They <b>should <mark>[ask Jo]</mark></b>.</p></body></html>";
    let folder = Folder::of(&Files::new().with("answer.html", page));
    let ran = folder.run(&["import", "response", "answer.html", "--id", "towpath", "--yes"]);
    let text = folder.text("responses/towpath/response.md");
    assert!(text.contains("We have ==24,000 members== and ==three== locks."), "{text}");
    assert!(text.contains("**should ==\\[ask Jo\\]==**"), "{text}");
    assert!(text.contains("\nYes\n"), "what may be the choice stays as it is: {text}");
    for words in ["“24,000 members”", "“three”", "“lit”", "“Yes”", "“[ask Jo]”"] {
        assert!(
            ran.err.contains(&format!("highlighted words: {words}")) || ran.out.contains(&format!("highlighted words: {words}")),
            "{words}: {} {}",
            ran.out,
            ran.err
        );
    }
    folder.write("responses/towpath/response.md", text.replace("status = \"submitted\"", "status = \"draft\""));
    let found = folder.run(&["check", "towpath", "--format", "short"]).out;
    assert_eq!(found.matches("is highlighted").count(), 3, "{found}");
}
