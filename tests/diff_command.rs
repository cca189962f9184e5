//! `respondent diff`, the real program: its sides, its exit codes, what it says of wrong input.

mod common;
#[path = "common/program.rs"]
mod program;

use common::Files;
use program::{Folder, run_in};
use proptest::prelude::*;
use respondent::diff::{Known, diff};
use std::process::Command;

const OLD: &str = "Members walk the towpath every day and want it lit, at a cost of £900 a year.";
const NEW: &str = "Members walk the towpath every day and want it lit, at a cost of £950 a year.";

/// Two consultations, of which the second names a question of the first as its prior.
fn rounds() -> Folder {
    let round = |id: &str, question: &str, text: &str, more: &str| {
        (
            format!("title = \"The plan\"\n[[question]]\nid = \"{question}\"\ntext = \"{text}\"\n{more}"),
            format!("+++\n+++\n# Answers\n\n## {question}\n\n{}\n", if id == "first" { OLD } else { NEW }),
        )
    };
    let (asked, said) = round("first", "1", "What do you think of lamps?", "");
    let (asks, says) = round("second", "4", "Which improvements matter most?", "prior = [\"first/1\"]\n");
    let files = Files::new()
        .without("responses/plan/consultation.toml")
        .with("responses/first/consultation.toml", asked)
        .with("responses/first/response.md", said)
        .with("responses/second/consultation.toml", asks)
        .with("responses/second/response.md", says);
    Folder::of(&files)
}

#[test]
fn a_question_that_names_its_prior_is_compared_with_it() {
    let ran = rounds().run(&["diff", "first", "second"]);
    ran.exits(1);
    assert!(ran.out.contains("Question 4 · was Question 1 (named as prior)"), "{ran:?}");
    assert!(ran.out.contains("£[-900-]{+950+} a year"), "{ran:?}");
}

#[test]
fn a_response_is_the_same_as_what_was_built_of_it() {
    let folder = rounds();
    for format in ["md", "html", "docx", "json"] {
        let file = format!("out/first.{format}");
        folder.run(&["build", "first", "-o", &file]).exits(0);
        let ran = folder.run(&["diff", "first", &file]);
        assert_eq!(ran.code, Some(0), "{format}: {ran:?}");
    }
}

#[test]
fn answers_in_no_section_are_read_back() {
    let said = format!("# Answers\n\n## 1\n\n{OLD}\n\n## 2\n\nAgree.\n\n## 3\n\nSee question 1.\n");
    let folder = Folder::of(&Files::new().response(&said).with("templates/response.md", "{{ answers() }}\n"));
    for format in ["md", "docx", "html"] {
        folder.run(&["build", "plan", "-o", &format!("plan.{format}"), "--force"]).exits(0);
        folder.run(&["diff", "plan", &format!("plan.{format}")]).exits(0);
    }
}

#[test]
fn files_are_compared_without_a_library() {
    let folder = Folder::empty();
    let text = |answer: &str| format!("Our response\n\nQuestion 1: What do you think of lamps?\n\n{answer}\n");
    folder.write("old.txt", text(OLD));
    folder.write("new.txt", text(NEW));
    folder.write("sent/old.txt", text(OLD));
    assert!(folder.run(&["diff", "sent/old.txt", "new.txt"]).out.starts_with("old.txt → new.txt\n"));
    assert!(folder.run(&["diff", "sent/old.txt", "old.txt"]).out.starts_with("sent/old.txt → old.txt\n"));
    let ran = folder.run(&["diff", "old.txt", "new.txt"]);
    ran.exits(1);
    assert!(ran.out.contains("[-900-]{+950+}"), "{ran:?}");
    folder.run(&["diff", "old.txt", "old.txt"]).exits(0);
}

#[test]
fn headings_of_the_same_name_are_named_once_in_the_summary() {
    let folder = Folder::empty();
    let chapter = |name: &str, more: &str| format!("## {name}\n\nWhat members say of {name} fills this chapter.\n\n{more}");
    let asked = |name: &str| chapter(name, &format!("### Recommendations\n\nMend the {name} before winter.\n\n"));
    let all = |chapter: &dyn Fn(&str) -> String| format!("# The plan\n\n{}", ["locks", "lamps", "weirs"].map(chapter).concat());
    folder.write("old.md", all(&|name| chapter(name, "")));
    folder.write("new.md", all(&asked));
    let ran = folder.run(&["diff", "old.md", "new.md"]);
    ran.exits(1);
    assert!(ran.out.contains("new         “Recommendations” (3 times)\n"), "{ran:?}");
}

#[test]
fn a_closed_answer_that_became_words_is_told_and_options_that_no_file_prints_are_not() {
    let folder = Folder::empty();
    let text = |answer: &str| format!("# Our response\n\n## Question 1: Do you agree with the plan?\n\n{answer}\n");
    folder.write("old.md", text("Agree."));
    folder.write("half.md", text("Agree in part."));
    folder.write("words.md", text("We agree with the plan as it stands."));
    let told = |new: &str| folder.run(&["diff", "old.md", new]);
    assert!(told("half.md").out.contains("choice      Question 1: Agree → Agree in part\n"), "{:?}", told("half.md"));
    assert!(told("words.md").out.contains("choice      Question 1: Agree → none\n"), "{:?}", told("words.md"));
    assert!(!told("words.md").out.contains("options"), "{:?}", told("words.md"));
}

#[test]
fn a_choice_behind_its_label_or_a_ticked_box_is_told_in_markdown_that_is_laid_out_as_ours() {
    let folder = Folder::empty();
    let text = |answer: &str| format!("# Our response\n\n## A. Answers\n\n### Question 1: Do you agree?\n\n1. {answer}\n");
    for (old, new, told) in [
        ("Response: Agree", "Response: Disagree", "Agree → Disagree"),
        ("Answer: Yes.", "Answer: No.", "Yes → No"),
        ("☒ Yes ☐ No", "☐ Yes ☒ No", "Yes → No"),
    ] {
        folder.write("old.md", text(old));
        folder.write("new.md", text(new));
        let ran = folder.run(&["diff", "old.md", "new.md"]);
        assert!(ran.out.contains(&format!("choice      Question 1: {told}\n")), "{ran:?}");
    }
}

#[test]
fn questions_that_are_labelled_otherwise_are_found_in_markdown_that_is_laid_out_as_ours() {
    let folder = Folder::empty();
    folder.write(
        "old.md",
        "# Our response\n\n## A. Answers\n\n### Question 1: Do you agree?\n\n1. Yes.\n\n### Question 2: And why?\n\n2. It helps.\n",
    );
    folder.write("new.md", folder.text("old.md").replace("Question 1:", "Q1.").replace("Question 2:", "Q2."));
    folder.run(&["diff", "old.md", "new.md"]).exits(0);
}

#[test]
fn a_closed_answer_that_is_withdrawn_is_told_between_files_and_one_that_no_file_prints_is_not() {
    let files = Files::new()
        .with(
            "responses/plan/consultation.toml",
            "title = \"The plan\"\n[[question]]\nid = \"1\"\ntext = \"Do you agree?\"\noptions = [\"Agree\", \"Disagree\"]\n\
             [[question]]\nid = \"2\"\ntext = \"Which lamps?\"\nchoose = \"many\"\noptions = [\"Gas\", \"Oil\"]\n",
        )
        .answer("Agree. The towpath is dark.\n\n## 2 {choice=\"Oil\"}\n\nThe ones that burn all night.");
    let folder = Folder::of(&files);
    folder.run(&["build", "plan", "-o", "old.docx"]).exits(0);
    folder.run(&["diff", "plan", "old.docx"]).exits(0);
    folder.write("responses/plan/response.md", folder.text("responses/plan/response.md").replace("Agree. The", "No comment. The"));
    folder.run(&["build", "plan", "-o", "new.docx"]).exits(0);
    let ran = folder.run(&["diff", "old.docx", "new.docx", "--only", "choices"]);
    assert_eq!(ran.out, "old.docx → new.docx\nchoice      Question 1: Agree → No comment\n", "{ran:?}");
}

#[test]
fn what_a_merged_question_said_is_told() {
    let folder = Folder::empty();
    let no = "No. Lamps cost too much, and the keepers of the locks have said so in every year.";
    folder.write(
        "old.md",
        format!("# Ours\n\n## Question 1: Should stops be kept clean?\n\nYes.\n\n## Question 2: Should stops be lit at night?\n\n{no}\n"),
    );
    folder.write("new.md", format!("# Ours\n\n## Question 1: Should stops be kept clean and lit at night?\n\n{no}\n"));
    let told = |old: &str, new: &str| folder.run(&["diff", old, new, "--only", "choices"]).out;
    assert!(told("old.md", "new.md").contains("choice      Old Question 1: Yes → No\n"), "{}", told("old.md", "new.md"));
    assert!(told("new.md", "old.md").contains("choice      Question 1: No → Yes\n"), "{}", told("new.md", "old.md"));
}

#[test]
fn a_file_of_the_library_is_the_response_or_the_position_whose_record_it_is() {
    let folder = Folder::of(&Files::new().answer(OLD).position("lamps", &format!("# Position\n\n{OLD}\n")));
    folder.run(&["diff", "responses/plan/response.md", "plan"]).exits(0);
    folder.run(&["diff", "lamps", "positions/lamps.md"]).exits(0);
    let ran = folder.run(&["diff", "lamps@submitted", "lamps"]);
    ran.exits(2);
    assert!(ran.err.contains("`lamps` is a position"), "{ran:?}");
}

#[test]
fn what_the_reader_has_to_say_of_either_side_is_said() {
    let folder = Folder::empty();
    folder.write("old.txt", "The café wants its lamps lit.\n");
    folder.write("new.txt", b"The caf\xe9 wants its lamps lit.\n");
    let ran = folder.run(&["diff", "old.txt", "new.txt"]);
    assert_eq!(ran.err, "new.txt: the text is not UTF-8: it was read as windows-1252\n", "{ran:?}");
    assert_eq!(folder.run(&["diff", "old.txt", "new.txt", "-q"]).err, "");
}

#[test]
fn a_single_line_is_compared_as_a_paragraph() {
    let folder = Folder::empty();
    folder.write("old.txt", "We support the plan.\n");
    folder.write("new.txt", "We do not support the plan.\n");
    let ran = folder.run(&["diff", "old.txt", "new.txt"]);
    assert!(ran.out.contains("We {+do not +}support the plan."), "{ran:?}");
}

#[test]
fn a_file_of_json_that_is_no_whole_document_is_refused() {
    let folder = rounds();
    folder.run(&["build", "first", "-o", "first.json"]).exits(0);
    let text = folder.text("first.json");
    folder.write("half.json", &text[..text.len() / 2]);
    let ran = folder.run(&["diff", "first", "half.json"]);
    ran.exits(2);
    assert!(ran.err.contains("half.json"), "{ran:?}");
}

#[test]
fn a_position_is_compared_as_it_was_in_a_revision() {
    let folder = Folder::of(&Files::new().answer(OLD).position("lamps", &format!("# Position\n\n{OLD}\n")));
    let ran = folder.run(&["diff", "plan@HEAD", "plan"]);
    ran.exits(2);
    assert!(ran.err.contains("git"), "{ran:?}");
    if !git(&folder, &["init", "-q"]) {
        eprintln!("skipped: there is no git");
        return;
    }
    assert!(git(&folder, &["add", "-A"]) && git(&folder, &["commit", "-qm", "first"]));
    folder.run(&["diff", "plan@HEAD", "plan"]).exits(0);
    folder.run(&["diff", "lamps@HEAD", "lamps"]).exits(0);
    folder.write("positions/lamps.md", format!("+++\ntitle = \"lamps\"\n+++\n# Position\n\n{NEW}\n"));
    let ran = folder.run(&["diff", "lamps@HEAD", "lamps"]);
    ran.exits(1);
    assert!(ran.out.contains("[-900-]{+950+}"), "{ran:?}");
    let ran = folder.run(&["diff", "plan@nowhere", "plan"]);
    ran.exits(2);
    assert!(ran.err.contains("git knows no revision `nowhere`"), "{ran:?}");
    let ran = folder.run(&["diff", "plam@HEAD", "plan"]);
    ran.exits(2);
    assert!(ran.err.contains("did you mean `plan`?"), "{ran:?}");
}

#[test]
fn what_was_not_submitted_is_said_not_to_be_there() {
    let folder = rounds();
    let ran = folder.run(&["diff", "first@submitted", "second"]);
    ran.exits(2);
    assert!(ran.err.contains("nothing is kept of what was submitted for `first`"), "{ran:?}");
    let built = folder.run(&["build", "first", "-o", "-", "--format", "md"]).out;
    folder.write("responses/first/submitted/response.md", built);
    folder.run(&["diff", "first@submitted", "first"]).exits(0);
}

#[test]
fn a_side_that_is_not_there_gives_the_nearest_name() {
    let folder = rounds();
    for (name, said) in [
        ("frist", "did you mean `first`?"),
        ("nothing-like-it", "there are `first`, `second`"),
        ("out/none.docx", "there is no file `out/none.docx`"),
        ("responses", "`responses` is a folder"),
    ] {
        let ran = folder.run(&["diff", name, "second"]);
        ran.exits(2);
        assert!(ran.err.contains(said) && ran.out.is_empty(), "{name}: {ran:?}");
    }
    let ran = run_in(&Folder::empty().path(""), &["diff", "first", "second"]);
    ran.exits(2);
    assert!(ran.err.contains("not in a library"), "{ran:?}");
}

#[test]
fn a_side_that_is_empty_or_cannot_be_read_is_refused() {
    let folder = rounds();
    folder.write("empty.md", " \n");
    folder.write("broken.docx", b"PK\x03\x04nothing");
    let empty = folder.run(&["diff", "empty.md", "first"]);
    empty.exits(2);
    assert!(empty.err.contains("`empty.md` is empty"), "{empty:?}");
    folder.run(&["diff", "broken.docx", "first"]).exits(2);
}

#[cfg(unix)]
#[test]
fn a_device_that_has_no_end_is_refused() {
    let folder = Folder::empty();
    folder.write("a.md", "Lamps should be lit.\n");
    let ran = folder.run(&["diff", "a.md", "/dev/zero"]);
    ran.exits(2);
    assert!(ran.err.contains("`/dev/zero` is no file that can be compared"), "{ran:?}");
}

#[test]
fn a_pin_says_which_question_is_which_and_one_to_nothing_is_refused() {
    let folder = rounds();
    folder.run(&["build", "first", "-o", "out/first.json"]).exits(0);
    let ran = folder.run(&["diff", "first", "second", "--pin", "1=4", "--only", "questions"]);
    assert!(ran.out.contains("was Question 1 (pinned)"), "{ran:?}");
    let ran = folder.run(&["diff", "first", "second", "--pin", "1=44"]);
    ran.exits(2);
    assert!(ran.err.contains("`second` has no question `44`") && ran.err.contains("`4`"), "{ran:?}");
    folder.run(&["diff", "first", "second", "--pin", "1"]).exits(2);
}

#[test]
fn a_file_with_tracked_changes_is_read_as_either_version() {
    let folder = rounds();
    for id in ["first", "second"] {
        folder.run(&["build", id, "-o", &format!("{id}.docx")]).exits(0);
    }
    folder.run(&["diff", "first.docx", "second.docx", "-o", "both.docx"]).exits(1);

    let ran = folder.run(&["diff", "second.docx", "both.docx"]);
    ran.exits(0);
    assert!(ran.err.contains("both.docx") && ran.err.contains("--accept") && ran.err.contains("--reject"), "{ran:?}");
    let ran = folder.run(&["diff", "second.docx", "both.docx", "--accept"]);
    ran.exits(0);
    assert_eq!(ran.err, "");
    folder.run(&["diff", "first.docx", "both.docx", "--reject"]).exits(0);
    folder.run(&["diff", "first.docx", "both.docx", "--accept"]).exits(1);
    folder.run(&["diff", "first.docx", "both.docx", "--accept", "--reject"]).exits(2);
    // One without changes says nothing of them.
    assert_eq!(folder.run(&["diff", "first.docx", "second.docx"]).err, "");
}

#[test]
fn each_form_is_written_by_the_ending_of_its_file() {
    let folder = rounds();
    for (file, begins) in
        [("c.md", "# Changes: first → second"), ("c.html", "<!DOCTYPE html>"), ("c.json", "{"), ("c.txt", "first → second")]
    {
        let ran = folder.run(&["diff", "first", "second", "-o", file]);
        ran.exits(1);
        assert!(folder.text(file).starts_with(begins) && ran.out.is_empty(), "{ran:?}");
    }
    let ran = folder.run(&["diff", "first", "second", "-o", "c.odt"]);
    ran.exits(2);
    assert!(ran.err.contains("no form of a comparison ends in `.odt`"), "{ran:?}");
}

#[test]
fn the_statistics_count_words_heading_by_heading() {
    let ran = rounds().run(&["diff", "first", "second", "--stat"]);
    ran.exits(1);
    assert!(ran.out.lines().any(|line| line.split_whitespace().eq(["Question", "4", "16", "1", "1", "94", "%"])), "{ran:?}");
}

#[test]
fn colours_come_only_when_they_are_asked_for() {
    let folder = rounds();
    let ran = folder.run(&["diff", "first", "second", "--color", "always"]);
    assert!(ran.out.contains("\u{1b}[31;9m900\u{1b}[0m\u{1b}[34;4m950\u{1b}[0m"), "{ran:?}");
    assert!(!folder.run(&["diff", "first", "second"]).out.contains('\u{1b}'));
}

#[test]
fn the_order_of_answers_in_the_file_does_not_matter() {
    let answers = |first: &str, second: &str| format!("# Answers\n\n{first}\n\n{second}\n");
    let (one, two) = (format!("## 1\n\n{OLD}"), format!("## 3\n\n{NEW}"));
    let folder = Folder::of(&Files::new().response(&answers(&one, &two)));
    folder.run(&["build", "plan", "-o", "before.json"]);
    folder.write("responses/plan/response.md", format!("+++\n+++\n{}", answers(&two, &one)));
    folder.run(&["diff", "before.json", "plan"]).exits(0);
}

fn git(folder: &Folder, arguments: &[&str]) -> bool {
    let who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false"];
    Command::new("git").arg("-C").arg(folder.path("")).args(who).args(arguments).output().is_ok_and(|output| output.status.success())
}

/// Makes a folder a library in git; nothing where there is no git.
fn kept(files: &Files) -> Option<Folder> {
    let folder = Folder::of(files);
    let kept = git(&folder, &["init", "-q"]) && git(&folder, &["add", "-A"]) && git(&folder, &["commit", "-qm", "first"]);
    if !kept {
        eprintln!("skipped: there is no git");
    }
    kept.then_some(folder)
}

#[test]
fn a_side_whose_records_cannot_be_read_is_told_and_refused() {
    let Some(folder) = kept(&Files::new().answer(OLD)) else { return };
    let asked = folder.text("responses/plan/consultation.toml");
    for broken in ["title = \"B", &asked.replace("text = \"Do you agree?\"", "text = \"Do you agree?")] {
        folder.write("responses/plan/consultation.toml", broken);
        let ran = folder.run(&["diff", "plan@HEAD", "plan"]);
        ran.exits(2);
        let told = ["error[toml-syntax]", "responses/plan/consultation.toml:", "`plan` cannot be compared"];
        assert!(told.iter().all(|told| ran.err.contains(told)) && ran.out.is_empty(), "{ran:?}");
    }
    assert!(git(&folder, &["commit", "-qam", "broken"]));
    folder.write("responses/plan/consultation.toml", asked);
    let ran = folder.run(&["diff", "plan@HEAD", "plan"]);
    ran.exits(2);
    assert!(ran.err.contains("in revision `HEAD`") && ran.err.contains("`plan@HEAD` cannot be compared"), "{ran:?}");
    folder.run(&["diff", "plan@HEAD~1", "plan"]).exits(0);
}

#[test]
fn an_unknown_variable_is_refused_and_a_reference_to_nothing_only_told() {
    let Some(folder) = kept(&Files::new().answer(OLD)) else { return };
    let answer = |text: &str| folder.write("responses/plan/response.md", format!("+++\n+++\n# Answers\n\n## 1\n\n{text}\n"));
    answer(&format!("{OLD} So says {{{{ organisation.acronymm }}}}."));
    let ran = folder.run(&["diff", "plan@HEAD", "plan"]);
    ran.exits(2);
    assert!(ran.err.contains("error[unknown-variable]") && ran.out.is_empty(), "{ran:?}");
    answer(&format!("{OLD} See [](#q4z)."));
    let ran = folder.run(&["diff", "plan@HEAD", "plan"]);
    ran.exits(1);
    assert!(ran.err.contains("error[dangling-reference]") && ran.out.contains("{+"), "{ran:?}");
}

#[test]
fn an_error_in_a_record_that_is_no_part_of_a_side_does_not_matter() {
    let folder = Folder::of(&Files::new().answer(OLD).with("positions/other.md", "+++\ntitle = \"B\n+++\n# Position\n\nNo.\n"));
    let ran = folder.run(&["diff", "plan", "plan"]);
    ran.exits(0);
    assert_eq!(ran.err, "");
    folder.run(&["diff", "other", "plan"]).exits(2);
}

#[test]
fn markdown_that_somebody_wrote_is_read_as_it_is_imported() {
    let folder = Folder::empty();
    folder.write(
        "a.md",
        format!("# Our response\n\n## Question 1: What do you think of lamps?\n\n{OLD}\n\n## Question 2: Do you agree?\n\nYes, we do.\n"),
    );
    folder.write(
        "b.txt",
        format!("Our response\n\nQuestion 1: What do you think of lamps?\n\n{OLD}\n\nQuestion 2: Do you agree?\n\nYes, we do.\n"),
    );
    let ran = folder.run(&["diff", "a.md", "b.txt"]);
    assert!(ran.out.contains("2 the same") && !ran.out.contains(" gone"), "{ran:?}");
    folder.write("c.md", folder.text("a.md").replace("900", "950"));
    let ran = folder.run(&["diff", "a.md", "c.md"]);
    ran.exits(1);
    assert!(ran.out.contains("Question 1") && ran.out.contains("[-900-]{+950+}") && !ran.out.contains("A. "), "{ran:?}");
}

#[test]
fn what_the_front_matter_of_a_position_says_is_compared() {
    let front = "title = \"Lamps\"\nstatus = \"current\"\ntopics = [\"light\"]\n";
    let figure = |value: &str| format!("[[figure]]\nvalue = \"{value}\"\nwhat = \"lamps\"\n");
    let position = |front: &str, figure: String| format!("+++\n{front}{figure}+++\n# Context\n\nIt is dark.\n\n# Position\n\n{OLD}\n");
    let files = Files::new().answer(OLD).with("positions/lamps.md", position(front, figure("900")));
    let Some(folder) = kept(&files) else { return };
    let now = front.replace("\"current\"", "\"withdrawn\"").replace("\"light\"", "\"light\", \"safety\"");
    folder.write("positions/lamps.md", position(&now, figure("950")));
    let ran = folder.run(&["diff", "lamps@HEAD", "lamps"]);
    ran.exits(1);
    for line in ["status: “current” → “withdrawn”", "topics: “light” → “light, safety”", "figure: lamps: “900” → “950”"]
    {
        assert!(ran.out.contains(line), "{line}: {ran:?}");
    }
    // A response has no such fields, nor a position a response's status; headings are the file's own.
    let ran = folder.run(&["diff", "lamps", "plan"]);
    assert!(ran.out.contains("“Context”") && !ran.out.contains("B. ") && !ran.out.contains("status:"), "{ran:?}");
}

#[test]
fn options_and_parts_of_a_question_that_changed_are_said_at_the_question() {
    let asked = |part: &str, options: &str| {
        let second = format!("[[question]]\nid = \"2\"\ntext = \"Do you agree?\"\npart = \"{part}\"\noptions = {options}\n");
        format!("title = \"The plan\"\n[[question]]\nid = \"1\"\ntext = \"What do you think?\"\n{second}")
    };
    let file = "responses/plan/consultation.toml";
    let Some(folder) = kept(&Files::new().answer(OLD).with(file, asked("Money", "[\"Yes\", \"No\"]"))) else { return };
    folder.write(file, asked("Costs", "[\"Yes\", \"No\", \"Unsure\"]"));
    let ran = folder.run(&["diff", "plan@HEAD", "plan", "--width", "200"]);
    ran.exits(1);
    assert!(ran.out.contains("Question 2 · options: “Yes; No” → “Yes; No; Unsure”; part: “Money” → “Costs”"), "{ran:?}");
}

#[test]
fn json_holds_the_whole_comparison_or_nothing() {
    let folder = rounds();
    let ran = folder.run(&["diff", "first", "second", "-f", "json", "--only", "choices"]);
    ran.exits(2);
    assert!(ran.err.contains("JSON holds the whole comparison") && ran.out.is_empty(), "{ran:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_answers_in_the_file_matters(
        order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(),
        said in prop::collection::vec("[A-Z][a-z]{1,8}( [a-z]{2,9}){0,12}[.]", 6),
    ) {
        let asked: String = (0..6).map(|id| format!("[[question]]\nid = \"{id}\"\ntext = \"What of the {id}th lock?\"\n\n")).collect();
        let document = |order: &mut dyn Iterator<Item = usize>| {
            let answers: String = order.map(|id| format!("## {id}\n\n{}\n\n", said[id])).collect();
            let files = Files::new().with("responses/plan/consultation.toml", format!("title = \"The plan\"\n\n{asked}"));
            files.response(&format!("# Answers\n\n{answers}")).assemble().document
        };
        let found = diff(&document(&mut (0..6)), &document(&mut order.iter().copied()), &Known::default());
        prop_assert!(found.is_same() && found.summary.texts.same == 6, "{:?}", found.summary);
    }
}

/// Two versions of a file with a figure that changed; gives what was said of it.
fn compared(name: &str, text: &str) -> program::Ran {
    let folder = Folder::empty();
    folder.write(&format!("old-{name}"), text);
    folder.write(&format!("new-{name}"), text.replace("£900", "£950"));
    folder.run(&["diff", &format!("old-{name}"), &format!("new-{name}")])
}

#[test]
fn of_a_file_that_numbers_no_paragraphs_none_is_named_by_a_number() {
    let ran = compared("plain.txt", "The kitchen is old.\n\nIts roof leaks.\n\nA new one would cost £900.\n");
    ran.exits(1);
    assert!(ran.out.contains("  ~ A new one would cost"), "{ran:?}");
}

#[test]
fn every_word_above_the_first_heading_is_compared() {
    let long = "We do not support the closure of the depot. It serves four villages, and without it nobody there could reach the \
                hospital before nine. In the last year that is known the county said that £900 would be saved.";
    let letter = "The Forum\n\n12 Canal Street\n\nDear Ms Jones,\n\nIt costs £900.\n\n";
    for (name, text) in [
        ("heading.md", format!("{long}\n\n## Fares\n\nFares should be simple.\n")),
        ("letter.md", format!("{letter}# Fares\n\nFares should be simple.\n\n# Stops\n\nStops should be dry.\n")),
        ("head.md", "£900 Forum\n\nRoom 3\n\n# Our response\n\nFares should be simple.\n".to_owned()),
        ("mail.txt", "From: The £900 Forum\nSubject: Fares\n\nFares should be simple.\n".to_owned()),
        ("long.txt", format!("{long}\n\nFares should be simple.\n")),
        ("alone.txt", format!("{long}\n")),
        ("page.html", format!("<p>{long}</p><h2>Fares</h2><p>Fares should be simple.</p>")),
    ] {
        let ran = compared(name, &text);
        ran.exits(1);
        assert!(ran.out.contains("[-900-]{+950+}"), "{name}: {ran:?}");
    }
}

#[test]
fn a_figure_or_an_initial_that_a_paragraph_begins_with_is_compared() {
    for (old, new) in
        [("3.5 million ride.", "4.5 million ride."), ("J. Smith, Chair", "K. Smith, Chair"), ("(c) Crown copyright", "(d) Crown copyright")]
    {
        let text = |words: &str| format!("Our response\n\nQuestion 1: Who rides?\n\n{words}\n\nQuestion 2: Who writes?\n\nWe do.\n");
        let folder = Folder::empty();
        folder.write("old.txt", text(old));
        folder.write("new.txt", text(new));
        folder.run(&["diff", "old.txt", "new.txt"]).exits(1);
    }
}
