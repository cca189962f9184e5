//! Where paragraphs came from, what was reused, and what was said over the years.

mod common;
#[path = "common/program.rs"]
mod program;
#[path = "common/rounds.rs"]
mod rounds;

use common::Files;
use program::Folder;
use respondent::{
    assemble::Assembler,
    reuse::{self, Fate, Passage},
};
use serde_json::Value;
use std::io::Read;

const DRAFT: &str = "responses/ferry-2024/response.md";

/// One question answered in each way there is: as the source has it, edited, not the source's at all, from
/// the mapping, with words of its own, and not at all.
fn draft() -> Files {
    rounds::files().with(DRAFT, draft_text())
}

fn draft_text() -> &'static str {
    r#"+++
date = "2024-05"
+++

# Answers

## 1

The county should pay, which owns it. {from="responses/ferry-2020/2"}

It should not be: {from="responses/ferry-2020/2"}

- the islanders
- the ferry's crew

## 2

Yes, as a bicycle takes no more room than a trunk and it should travel without a fare. {from="positions/sea/bicycles"}

## 3

Nobody has asked the islanders what they would rather have. {from="positions/sea/bicycles"}

## 5

Agree. The buoys are right.
"#
}

fn passages(files: &Files, id: &str) -> Vec<Passage> {
    let (library, _) = files.read();
    let assembler = Assembler::new(&library);
    let document = assembler.assemble(id, None).expect("a consultation").document;
    reuse::passages(&library, &assembler, &document)
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
}

#[test]
fn every_passage_knows_its_source_and_what_is_left_of_it() {
    let passages = passages(&draft(), "ferry-2024");
    let of = |question: &str| passages.iter().filter(|passage| passage.question.as_deref() == Some(question)).collect::<Vec<_>>();
    assert_eq!(of("1").iter().map(|passage| passage.fate).collect::<Vec<_>>(), [Fate::Unchanged, Fate::Unchanged]);
    assert!(of("1")[1].wording.text.contains("the ferry's crew"), "a list belongs to its paragraph");
    let edited = of("2")[0];
    assert_eq!(edited.fate, Fate::Edited);
    assert!((0.4..1.0).contains(&edited.share), "{}", edited.share);
    assert_eq!(of("3")[0].fate, Fate::New);
    assert!(of("4")[0].proposed && of("4")[0].fate == Fate::Unchanged);
    assert!(of("5")[0].source.is_none() && of("6").is_empty());
}

#[test]
fn text_that_comes_in_by_a_template_is_unchanged() {
    let files = rounds::files().with(DRAFT, "+++\n+++\n\n# Answers\n\n## 4\n\n{{ position(id=\"sea/bicycles\") }}\n");
    let passages = passages(&files, "ferry-2024");
    let first = passages.iter().find(|passage| passage.question.as_deref() == Some("4")).expect("a passage");
    assert_eq!((first.fate, first.proposed, first.share), (Fate::Unchanged, false, 1.0));
}

#[test]
fn why_says_where_a_paragraph_came_from() {
    let folder = Folder::of(&draft());
    let ran = folder.run(&["why", "ferry-2024", "q2"]);
    ran.exits(0);
    for part in
        ["question 2", "positions/sea/bicycles, edited", "responses/ferry-2024/response.md:18", "positions/sea/bicycles.md:9", "{+", "[-"]
    {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let number =
        json_lines(&folder.run(&["why", "ferry-2024", "q5", "--format", "json"]).out)[0]["number"].as_str().expect("a number").to_owned();
    let own = folder.run(&["why", "ferry-2024", &number]);
    assert!(own.exits(0).out.contains("Written for this response."), "{own:?}");
}

/// A position of 25 words with its context and a list, and the answer to question 2 that is said to be from it.
fn from_position(answer: &str) -> Files {
    let position = "+++\ntitle = \"Keepers\"\n+++\n\n# Context\n\nThe canal was dug in 1790 and has nine locks today.\n\n# Position\n\n\
        Every lock on the canal needs a keeper who lives beside it, knows the boats, and is paid a wage that keeps a family warm.\n\n\
        We ask the county to:\n\n- mend the towpath before winter\n- publish what each bridge costs to paint\n";
    let answer = format!("+++\n+++\n\n# Answers\n\n## 2\n\n{answer} {{from=\"positions/keepers\"}}\n");
    rounds::files().with("positions/keepers.md", position).with(DRAFT, &answer)
}

const KEEPERS: &str =
    "Every lock on the canal needs a keeper who lives beside it, knows the boats, and is paid a wage that keeps a family warm.";

#[test]
fn the_share_is_that_of_the_words_as_they_stand_now() {
    let share = |answer: &str| {
        let found = passages(&from_position(answer), "ferry-2024");
        let passage = found.into_iter().find(|passage| passage.question.as_deref() == Some("2")).expect("a passage");
        (passage.fate, passage.share, passage.remark())
    };
    let more = "None of this was so when the railway came, for then nobody asked who would open gates at night or clear them of weed.";
    let (fate, half, remark) = share(&format!("{KEEPERS} {more}"));
    assert!(fate == Fate::Edited && (0.45..0.55).contains(&half), "{half}: {remark}");
    let (_, _, shortened) = share("Every lock on the canal needs a keeper.");
    assert!(shortened.ends_with("shortened: 8 of its 25 words are left."), "{shortened}");
    let (fate, one_word, _) = share(&KEEPERS.replace("warm", "fed"));
    assert!(fate == Fate::Edited && one_word > 0.9 && one_word < 1.0, "{one_word}");
    assert_eq!((share(KEEPERS).0, share(KEEPERS).1), (Fate::Unchanged, 1.0));
    let long = format!("{KEEPERS} {}", [more; 8].join(" "));
    assert!(share(&long).0 == Fate::Edited && share(&long).1 > 0.0, "all of the source is still there: {:?}", share(&long));
    let (fate, _, remark) = share("Nobody has asked the islanders what they would rather have.");
    assert!(fate == Fate::New && remark.contains("hardly any"), "{remark}");
}

#[test]
fn why_compares_with_the_part_of_the_source_that_it_has_most_in_common_with() {
    let why = |answer: &str| Folder::of(&from_position(answer)).run(&["why", "ferry-2024", "q2"]).exits(0).out.clone();
    let keeper = why("A keeper who lives beside every lock and knows the boats should be paid a wage to keep a family.");
    assert!(keeper.contains("positions/keepers.md:11") && !keeper.contains("nine locks"), "{keeper}");
    let item = why("The county should mend the towpath well before this winter.");
    assert!(item.contains("mend") && !item.contains("[-We ask") && !item.contains("paint"), "an item alone: {item}");
    let other = why("Nobody has asked the islanders what they would rather have.");
    assert!(other.contains("Said to be from positions/keepers") && !other.contains("[-") && !other.contains("nine locks"), "{other}");
}

#[test]
fn why_prints_references_with_their_numbers_and_items_apart() {
    let answer = "See our answer to [question](#q5) and [paragraph](#stage).\n\n## 3\n\nThese pay:\n\n- the county\n- the crew\n\n## 5\n\nNone. {#stage}";
    let files = rounds::files().with(DRAFT, format!("+++\n+++\n\n# Answers\n\n## 2\n\n{answer}\n"));
    let folder = Folder::of(&files);
    let number =
        json_lines(&folder.run(&["why", "ferry-2024", "q5", "-f", "json"]).out)[0]["number"].as_str().expect("a number").to_owned();
    let ran = folder.run(&["why", "ferry-2024", "q2"]);
    assert!(ran.exits(0).out.contains(&format!("See our answer to question 5 and paragraph {number}.")), "{ran:?}");
    assert!(folder.run(&["why", "ferry-2024", "q3"]).out.contains("  These pay:\n  the county\n  the crew\n"));
}

#[test]
fn a_position_is_used_wherever_words_are_said_to_be_from_it_and_drafted_ones_as_a_draft() {
    let row = |files: &Files, id: &str| {
        let lines = json_lines(&Folder::of(files).run(&["report", "reuse", "--format", "json"]).out);
        lines.into_iter().find(|line| line["kind"] == "position" && line["id"] == id).expect("a row")
    };
    let reworded = from_position("Nobody has asked the islanders what they would rather have.");
    let row = |files: &Files, id: &str| row(files, id)["used"].as_array().expect("uses").clone();
    assert_eq!(row(&reworded, "keepers")[0]["response"], "ferry-2024");
    let drafted = rounds::files().with(DRAFT, "+++\n+++\n\n# Answers\n\n## 5\n\nYes.\n");
    assert_eq!(row(&drafted, "sea/bicycles")[0]["adopted"], false);
    let table = Folder::of(&drafted).run(&["report", "reuse"]).out;
    let line = table.lines().find(|line| line.contains("sea/bicycles")).expect("a row");
    assert!(line.contains(" draft ") && line.contains("(draft)"), "{line}");
}

#[test]
fn a_record_that_cannot_be_read_is_told_in_one_line() {
    let broken = years().with("responses/r2021/response.md", "+++\nstatus = [\n+++\n\n# Answers\n\n## 1\n\nAgree.\n");
    let folder = Folder::of(&broken);
    std::fs::create_dir(folder.path("positions/folder.md")).expect("a folder");
    for arguments in [
        &["timeline", "bicycles"][..],
        &["why", "r2023", "q1"],
        &["report", "reuse"],
        &["suggest", "r2023", "1"],
        &["suggest", "r2023", "1"],
        &["search", "bicycles", "-q"],
        &["search", "bicycles", "-q"],
    ] {
        let ran = folder.run(arguments);
        let told: Vec<&str> = ran.exits(0).err.lines().filter(|line| line.contains("`respondent check` says what")).collect();
        assert_eq!(told.len(), 1, "{arguments:?}: {ran:?}");
    }
    let whole = Folder::of(&years());
    assert!(!whole.run(&["timeline", "bicycles"]).err.contains("errors") && !whole.run(&["search", "bicycles"]).err.contains("errors"));
}

#[test]
fn why_says_what_became_of_the_source() {
    let position = "+++\ntitle = \"B\"\nagreed = 2024-09-01\nstatus = \"withdrawn\"\n+++\n\n# Position\n\nA bicycle should travel free.\n";
    let ran = Folder::of(&draft().with("positions/sea/bicycles.md", position)).run(&["why", "ferry-2024", "q2"]);
    assert!(ran.exits(0).out.contains("withdrawn") && ran.out.contains("agreed on 1 September 2024, after this response"), "{ran:?}");
}

#[test]
fn an_item_has_a_number_too() {
    let files = rounds::files().with(DRAFT, "+++\n+++\n\n# Answers\n\n## 6\n\nThese:\n\n1. one thing\n2. another\n");
    let folder = Folder::of(&files);
    let number =
        json_lines(&folder.run(&["why", "ferry-2024", "q6", "--format", "json"]).out)[0]["number"].as_str().expect("a number").to_owned();
    let ran = folder.run(&["why", "ferry-2024", &format!("{number}(b)")]);
    assert!(ran.exits(0).out.contains("another") && !ran.out.contains("one thing"), "{ran:?}");
}

#[test]
fn a_number_that_is_not_there_is_refused_clearly() {
    let folder = Folder::of(&draft());
    for (number, help) in [
        ("99", "its paragraphs are 1 to "),
        ("q6", "nothing stands under question `6`"),
        ("q7", "did you mean `q"),
        ("zz", "its paragraphs"),
    ] {
        let ran = folder.run(&["why", "ferry-2024", number]);
        assert!(ran.exits(2).err.contains(help), "{number}: {ran:?}");
    }
    assert!(folder.run(&["why", "ferry-2023", "1"]).exits(2).err.contains("`ferry-202"));
}

#[test]
fn provenance_is_shown_when_it_is_wanted_and_at_no_other_time() {
    let folder = Folder::of(&draft());
    let build = |arguments: &[&str]| {
        let all: Vec<&str> = ["build", "ferry-2024", "-q", "--deny", "error"].iter().chain(arguments).copied().collect();
        folder.run(&all).exits(0);
    };
    for format in ["md", "html", "docx"] {
        let (plain, shown) = (format!("plain.{format}"), format!("shown.{format}"));
        build(&["-o", &plain]);
        build(&["-o", &shown, "--provenance"]);
        let text = |file: &str| all_text(&std::fs::read(folder.path(file)).expect("built"));
        assert!(!text(&plain).contains("positions/sea/bicycles"), "{format}");
        assert!(text(&shown).contains("From positions/sea/bicycles, edited"), "{format}");
        assert!(text(&shown).contains("Drafted from positions/sea/bicycles; nobody has adopted it."), "{format}");
        assert_eq!(text(&shown).contains("respondent"), format == "docx", "the author of comments");
    }
}

/// A file's text; that of a package, all its parts.
fn all_text(bytes: &[u8]) -> String {
    let Ok(mut package) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return String::from_utf8_lossy(bytes).into_owned() };
    let mut text = String::new();
    for at in 0..package.len() {
        let mut part = Vec::new();
        package.by_index(at).expect("a part").read_to_end(&mut part).expect("read");
        text.push_str(&String::from_utf8_lossy(&part));
    }
    text
}

#[test]
fn status_counts_what_was_reused() {
    let folder = Folder::of(&draft());
    let rows = json_lines(&folder.run(&["status", "--format", "json", "--today", "2024-06-01"]).out);
    let row = rows.iter().find(|row| row["id"] == "ferry-2024").expect("a row");
    let counts = ["reused-unchanged", "reused-edited", "new", "proposed", "empty"].map(|key| row[key].as_u64().expect("a count"));
    assert_eq!(counts, [1, 1, 2, 1, 1]);
    assert!(folder.run(&["status", "--today", "2024-06-01"]).out.contains("reused"));
}

#[test]
fn the_report_says_where_each_position_was_used() {
    let files = draft().with("positions/never.md", "+++\ntitle = \"Never\"\n+++\n\n# Position\n\nUnused.\n");
    let folder = Folder::of(&files);
    let lines = json_lines(&folder.run(&["report", "reuse", "--format", "json"]).out);
    let of = |id: &str| lines.iter().find(|line| line["id"] == id).unwrap_or_else(|| panic!("{id}: {lines:?}"));
    assert_eq!((&of("ferry-2024")["kind"], &of("ferry-2024")["edited"]), (&"response".into(), &1.into()));
    let used = &of("sea/bicycles")["used"][0];
    assert_eq!((&of("sea/bicycles")["last"], &used["response"], &used["status"]), (&Value::Null, &"ferry-2024".into(), &"draft".into()));
    assert_eq!(of("never")["used"], Value::Array(Vec::new()));
    let text = folder.run(&["report", "reuse"]).out;
    assert!(text.contains("never") && text.contains("(draft)"), "{text}");
    let sent = Folder::of(&files.with(DRAFT, draft_text().replacen("+++\n", "+++\nstatus = \"submitted\"\n", 1)));
    let text = sent.run(&["report", "reuse"]).out;
    assert!(text.contains("May 2024") && !text.contains("(draft)"), "{text}");
    assert!(
        Folder::of(&Files::default().with("respondent.toml", common::ORGANISATION))
            .run(&["report", "reuse"])
            .exits(0)
            .err
            .contains("import")
    );
}

/// Three years of one question, and a position that was replaced.
fn years() -> Files {
    let round = |year: u32, choice: &str, words: &str| {
        let consultation = format!(
            "title = \"Round {year}\"\ncloses = {year}-01-31\n[[question]]\nid = \"1\"\ntext = \"Do you agree that bicycles should pay a fare on the ferry?\"\noptions = \"agree-5\"\n"
        );
        let response = format!(
            "+++\nstatus = \"submitted\"\ndate = \"{year}-01\"\n+++\n\n# Answers\n\n## 1 {{changed-position=\"members' survey\"}}\n\n{choice}. Thank you for asking. {words}\n"
        );
        [(format!("responses/r{year}/consultation.toml"), consultation), (format!("responses/r{year}/response.md"), response)]
    };
    let position = |agreed: &str, more: &str, words: &str| {
        format!("+++\ntitle = \"Bicycles\"\ntopics = [\"bicycles\"]\nagreed = {agreed}\n{more}+++\n\n# Position\n\n{words}\n")
    };
    let rounds = [
        round(2019, "Agree", "Bicycles can pay a fare."),
        round(2021, "Strongly agree", "A fare for bicycles is fair."),
        round(2023, "Disagree", "Bicycles should travel free."),
    ];
    let files = rounds
        .into_iter()
        .flatten()
        .fold(Files::default().with("respondent.toml", common::ORGANISATION), |files, (path, text)| files.with(&path, text));
    files
        .with("positions/old.md", position("2018-05-01", "status = \"superseded\"\nsuperseded-by = \"new\"\n", "Bicycles may pay a fare."))
        .with("positions/new.md", position("2022-05-01", "", "Bicycles should travel free."))
}

#[test]
fn a_timeline_shows_what_was_said_and_where_it_turned() {
    let folder = Folder::of(&years());
    let lines = json_lines(&folder.run(&["timeline", "Bicycles", "--format", "json"]).out);
    let said: Vec<&str> = lines.iter().map(|line| line["said"].as_str().expect("a name")).collect();
    assert_eq!(said, ["old", "r2019/1", "r2021/1", "new", "r2023/1"]);
    assert_eq!(lines[0]["until"], "2022-05-01");
    assert_eq!((&lines[1]["choice"][0], &lines[1]["sentence"]), (&"Agree".into(), &"Bicycles can pay a fare.".into()));
    let turned: Vec<bool> = lines.iter().map(|line| line["turn"].is_object()).collect();
    assert_eq!(turned, [false, false, false, true, true]);
    assert_eq!((&lines[4]["turn"]["from"], &lines[4]["turn"]["reason"]), (&"r2021/1".into(), &"members' survey".into()));
    let text = folder.run(&["timeline", "old"]);
    assert!(text.exits(0).out.contains("turned: replaces `old`\n") && text.out.contains("held until 1 May 2022"), "{text:?}");
}

#[test]
fn a_choice_turns_against_the_answer_that_its_question_is_declared_to_follow() {
    let asked = "title = \"Round 2025\"\n[[question]]\nid = \"a\"\ntext = \"Ought cyclists to be charged?\"\noptions = \"yes-no\"\npositions = [\"new\"]\nprior = [\"r2023/1\"]\n";
    let said = "+++\ndate = \"2025-01\"\n+++\n\n# Answers\n\n## a\n\nYes. They weigh a lot.\n";
    let files = years().with("responses/r2025/consultation.toml", asked).with("responses/r2025/response.md", said);
    let lines = json_lines(&Folder::of(&files).run(&["timeline", "bicycles", "--format", "json"]).out);
    let last = lines.last().expect("an entry");
    assert_eq!((&last["said"], &last["turn"]["from"]), (&"r2025/a".into(), &"r2023/1".into()));
}

#[test]
fn a_timeline_follows_an_answer_that_only_refers_and_says_no_choice_twice() {
    let asked = "title = \"Round 2025\"\n".to_owned()
        + &["a", "b", "c", "d"]
            .map(|id| format!("[[question]]\nid = \"1{id}\"\ntext = \"Are bicycles to pay, {id}?\"\noptions = \"agree-5\"\n"))
            .concat();
    let said = "+++\ndate = \"2025-01\"\n+++\n\n# Answers\n\n## 1a\n\nDisagree. See our answer to [question](#q1b).\n\n\
        ## 1b\n\nDisagree. Cyclists bring trade to the islands.\n\n## 1c\n\nStrongly agree.\n\n## 1d\n\nSee our answer to [question](#q1d).\n";
    let files = years().with("responses/r2025/consultation.toml", &asked).with("responses/r2025/response.md", said);
    let lines = json_lines(&Folder::of(&files).run(&["timeline", "bicycles", "--format", "json"]).out);
    let sentences: Vec<_> = lines.iter().filter(|line| line["title"] == "Round 2025").map(|line| line["sentence"].clone()).collect();
    assert_eq!(sentences, ["Cyclists bring trade to the islands.", "Cyclists bring trade to the islands.", "", ""]);
}

#[test]
fn an_unknown_topic_gives_the_nearest() {
    let folder = Folder::of(&years());
    assert!(folder.run(&["timeline", "bicycle"]).exits(2).err.contains("`bicycles`"));
    assert!(folder.run(&["timeline", "quite-another-matter"]).exits(2).err.contains("topics are `bicycles`"));
    assert!(Folder::of(&Files::new()).run(&["timeline", "x"]).exits(2).err.contains("import positions"));
}
