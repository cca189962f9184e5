//! Drafts: a response is started, an earlier round is carried forward, words are adopted.

mod common;
#[path = "common/program.rs"]
mod program;
#[path = "common/rounds.rs"]
mod rounds;

use common::Files;
use program::{Folder, Ran};
use proptest::prelude::*;
use respondent::{check, diagnostic::Severity, draft, library::Library};
use std::{fs, path::Path};

const DRAFT: &str = "responses/ferry-2024/response.md";

/// What is wrong with a draft that the draft itself must have caused.
fn errors(library: &Library, loaded: &[respondent::diagnostic::Diagnostic], id: &str) -> Vec<String> {
    let looked = check::look(library, loaded, id, None).expect("a consultation");
    let errors = looked.findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| format!("{} {}", common::place(library, finding), finding.message)).collect()
}

/// A new draft as text.
fn started(files: &Files, id: &str, from: Option<&str>) -> String {
    let (library, _) = files.read();
    let started = draft::start(&library, &library.consultations[id], from, &|_| {}).expect("a draft");
    started.text.expect("a new file")
}

/// The same files with a draft.
fn with_draft(files: &Files, id: &str, text: &str) -> Files {
    files.clone().with(&format!("responses/{id}/response.md"), text)
}

fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, text).expect("written");
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    assert!(text == wanted, "the draft differs from {}; UPDATE=1 writes it anew:\n{text}", path.display());
}

fn silent(ran: &Ran) -> &str {
    ran.exits(0);
    assert_eq!(ran.out, "", "talk on standard output");
    &ran.err
}

// new

#[test]
fn a_new_draft_has_every_question_with_what_could_answer_it() {
    let files = rounds::files();
    let text = started(&files, "ferry-2024", None);
    golden("new.md", &text);
    let (library, loaded) = with_draft(&files, "ferry-2024", &text).read();
    assert_eq!(errors(&library, &loaded, "ferry-2024"), Vec::<String>::new());
}

#[test]
fn an_earlier_round_is_carried_forward() {
    let files = rounds::files();
    let text = started(&files, "ferry-2024", Some("ferry-2020"));
    golden("new-from.md", &text);
    let (library, loaded) = with_draft(&files, "ferry-2024", &text).read();
    assert_eq!(errors(&library, &loaded, "ferry-2024"), Vec::<String>::new());
}

#[test]
fn a_question_in_other_words_and_under_another_number_is_the_old_one_changed() {
    let asked = |title: &str, id: &str, text: &str| format!("title = \"{title}\"\n[[question]]\nid = \"{id}\"\ntext = \"{text}\"\n");
    let files = Files::default()
        .with("respondent.toml", common::ORGANISATION)
        .with(
            "responses/sea-2020/consultation.toml",
            asked("Seas", "14", "How does this plan work in the context of a ferry’s night or winter timetable?"),
        )
        .with("responses/sea-2020/response.md", "# Answers\n\n## 14\n\nIt works badly in winter.\n")
        .with(
            "responses/sea-2021/consultation.toml",
            asked("Seas", "15", "How do the parts of this plan work in the context of a boat’s Night or Winter timetable?"),
        );
    let text = started(&files, "sea-2021", Some("sea-2020"));
    assert!(text.contains("changed since") && !text.contains("new in this round") && text.contains("It works badly in winter."), "{text}");
}

#[test]
fn live_references_stay_live_and_those_to_what_was_dropped_become_words() {
    let files = rounds::files();
    let (library, _) = files.read();
    let started = draft::start(&library, &library.consultations["ferry-2024"], Some("ferry-2020"), &|_| {}).expect("a draft");
    let text = started.text.expect("a new file");
    assert!(text.contains("Yes (see [paragraph](#stage) below)."), "{text}");
    assert!(
        text.contains("[question](#q2) and question 5 of our response to “The Ferry Plan: first proposals”, and [paragraph](#first)"),
        "{text}"
    );
    assert!(started.said.iter().any(|said| said.starts_with("question 5: the reference to `q5`")), "{:?}", started.said);
    assert!(!text.contains("accept-"), "{text}");
}

#[test]
fn what_stands_in_comments_is_no_answer_and_no_build_prints_it() {
    let comments = "# Answers\n\n<!-- before {{ nothing }} -->\n\n## 1\n\n<!-- proposal 0.9 x/1\nA secret {{ unknown.name }} {% if %}.\n\n- one\n-->\n\n## 2\n<!-- b -->\nAgree.\n<!-- c\n\n# Key points\n-->\n\nMore. <!-- d --> End.\n\n## 3\n\n<!-- e -->\n";
    let files = Files::new().response(comments);
    assert_eq!(
        files.found(),
        ["responses/plan/response.md:7:4 unanswered-question", "responses/plan/response.md:25:4 unanswered-question"]
    );
    let lines = files.lines().join("\n");
    assert!(lines.contains("Agree.") && lines.contains("More.") && lines.contains("End."), "{lines}");
    for hidden in ["secret", "before", "proposal", "<!--", "-->", "Key points"] {
        assert!(!lines.contains(hidden), "{hidden}: {lines}");
    }
}

#[test]
fn a_question_with_comments_alone_is_assembled_from_its_mapping() {
    let draft = "+++\n+++\n\n# Answers\n\n## 4\n\n<!-- proposal\nNo.\n-->\n";
    let (library, loaded) = with_draft(&rounds::files(), "ferry-2024", draft).read();
    let looked = check::look(&library, &loaded, "ferry-2024", None).expect("a consultation");
    assert_eq!((looked.progress.answered, looked.progress.proposed), (0, 1));
}

#[test]
fn a_proposal_is_adopted_by_taking_its_marks_away() {
    let files = rounds::files();
    let text = started(&files, "ferry-2024", None);
    let at = text.find("<!-- proposal").expect("a proposal");
    let (line, end) = (at + text[at..].find('\n').expect("a line") + 1, at + text[at..].find("\n-->").expect("an end"));
    let adopted = format!("{}{}{}", &text[..at], &text[line..end], &text[end + 4..]);
    let (library, loaded) = with_draft(&files, "ferry-2024", &adopted).read();
    assert_eq!(errors(&library, &loaded, "ferry-2024"), Vec::<String>::new());
    let looked = check::look(&library, &loaded, "ferry-2024", None).expect("a consultation");
    assert_eq!(looked.progress.answered, 2, "{adopted}");
}

#[test]
fn new_adds_what_is_missing_and_touches_nothing_else() {
    let folder = Folder::of(&rounds::files());
    let own = "\u{feff}+++\r\nstatus = \"draft\"\r\n+++\r\n\r\n# Answers\r\n\r\n## 3\r\n\r\nOur  own words.\t\r\n\r\n## 5\r\n\r\nAgree.\r\n# Conclusion\r\n\r\nDone.";
    folder.write(DRAFT, own);
    let said = silent(&folder.run(&["new", "ferry-2024"])).to_owned();
    assert!(said.contains("added to") && said.contains("4 questions"), "{said}");
    let text = folder.text(DRAFT);
    let headings: Vec<&str> = text.lines().filter_map(|line| line.trim_end().strip_prefix("## ")?.split(' ').next()).collect();
    assert_eq!(headings, ["1", "2", "3", "4", "5", "6"]);
    let mut rest = text.as_str();
    for part in own.split_inclusive('\n') {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part:?} is gone from {text}"));
        rest = &rest[at + part.len()..];
    }
    assert!(!text.replace("\r\n", "").contains('\n'), "mixed line ends");
    silent(&folder.run(&["new", "ferry-2024"]));
    assert_eq!(folder.text(DRAFT), text);
}

#[test]
fn new_twice_is_new_once() {
    for arguments in [vec!["new", "ferry-2024"], vec!["new", "ferry-2024", "--from", "ferry-2020"]] {
        let folder = Folder::of(&rounds::files());
        silent(&folder.run(&arguments));
        let before = folder.everything();
        let again = folder.run(&arguments);
        assert!(silent(&again).contains("nothing was changed"), "{again:?}");
        assert_eq!(folder.everything(), before);
    }
}

#[test]
fn an_empty_question_gets_the_proposals_that_are_there_by_now() {
    let position = "positions/sea/stage.md";
    let own = "+++\n+++\n\n# Answers\n\n## 1\n\n<!-- ask the islanders -->\n\n## 2\n\nYes.\n\n## 3\n\n<!-- proposal 0.50 gone -->\n\n## 4\n\nNo.\n\n## 5\n\n## 6\n";
    let without = rounds::files().with("responses/ferry-2020/response.md", "+++\n+++\n\n# Answers\n");
    let folder = Folder::of(&without);
    folder.write(DRAFT, own);
    assert!(silent(&folder.run(&["new", "ferry-2024"])).contains("nothing was changed"));
    folder.write(
        position,
        "+++\ntitle = \"Who should pay for the landing stage\"\n+++\n\n# Position\n\nThe county should pay for the landing stage.\n",
    );
    let said = silent(&folder.run(&["new", "ferry-2024"])).to_owned();
    assert!(said.contains("1 question that stood empty, 0 with text, 1 with proposals in comments; nothing else"), "{said}");
    let text = folder.text(DRAFT);
    let (before, after) = own.split_at(own.find("\n\n## 2").expect("a question"));
    assert!(text.starts_with(&format!("{before}\n\n<!-- proposal ")) && text.ends_with(after), "{text}");
    assert!(silent(&folder.run(&["new", "ferry-2024"])).contains("nothing was changed"));
    assert_eq!(folder.text(DRAFT), text);
}

#[test]
fn what_new_says_of_proposals_is_true() {
    let bare = Folder::of(&Files::new());
    let said = silent(&bare.run(&["new", "plan"])).to_owned();
    assert!(said.contains("0 with text, nothing to propose") && !said.contains("comments"), "{said}");
    let said = silent(&Folder::of(&rounds::files()).run(&["new", "ferry-2024"])).to_owned();
    assert!(said.contains("6 questions, 1 with text, ") && said.contains("with proposals in comments"), "{said}");
}

#[test]
fn a_round_that_nobody_answered_cannot_be_carried_forward() {
    let folder = Folder::of(&rounds::files());
    fs::remove_file(folder.path("responses/ferry-2020/response.md")).expect("removed");
    let ran = folder.run(&["new", "ferry-2024", "--from", "ferry-2020"]);
    assert!(ran.exits(2).err.contains("`ferry-2020` is a consultation that nobody has answered"), "{ran:?}");
}

#[test]
fn a_title_of_its_own_is_carried_over() {
    let titles = |title: &str| {
        let head = format!("+++\ntitle = \"{title}\"\nsubtitle = \"Response of Our Union\"\nstatus");
        let files = rounds::files().with("responses/ferry-2020/response.md", rounds::SAID.replace("+++\nstatus", &head));
        started(&files, "ferry-2024", Some("ferry-2020"))
    };
    let text = titles("What we say to The Ferry Plan: first proposals");
    let wanted = "+++\ntitle = \"What we say to The Ferry Plan: final proposals\"\nsubtitle = \"Response of Our Union\"\nstatus";
    assert!(text.starts_with(wanted), "{text}");
    let text = titles("Our words of 2020");
    assert!(text.starts_with("+++\n# title = \"Our words of 2020\"\nsubtitle"), "{text}");
}

#[test]
fn a_draft_with_a_comment_that_never_ends_is_left_alone() {
    let folder = Folder::of(&rounds::files());
    folder.write(DRAFT, "+++\n+++\n\n# Answers\n\n## 1\n\n<!-- open\n");
    let before = folder.everything();
    let ran = folder.run(&["new", "ferry-2024"]);
    assert!(ran.exits(2).err.contains("not closed"), "{ran:?}");
    assert_eq!(folder.everything(), before);
}

#[test]
fn bad_names_give_the_nearest() {
    let folder = Folder::of(&rounds::files());
    let before = folder.everything();
    for (arguments, near) in [
        (vec!["new", "ferry-2044"], "`ferry-2024`"),
        (vec!["new", "ferry-2024", "--from", "ferry-2021"], "`ferry-2020`"),
        (vec!["new", "ferry-2024", "--from", "ferry-2024"], "earlier round"),
        (vec!["adopt", "ferry-2024", "44", "1"], "`4`"),
        (vec!["adopt", "ferry-2024", "4", "sea/bicycle"], "`sea/bicycles`"),
        (vec!["adopt", "ferry-2024", "4", "ferry-2020/9"], "`ferry-2020/"),
        (vec!["adopt", "ferry-2024", "4", "99"], "respondent suggest ferry-2024 4"),
        (vec!["adopt", "ferry-2024", "4", "0"], "respondent suggest ferry-2024 4"),
    ] {
        let ran = folder.run(&arguments);
        assert!(ran.exits(2).err.contains(near), "{arguments:?}: {ran:?}");
    }
    assert_eq!(folder.everything(), before);
}

#[test]
fn a_library_with_nothing_to_propose_gives_a_plain_draft() {
    let files = Files::new();
    let text = started(&files, "plan", None);
    let (library, loaded) = with_draft(&files, "plan", &text).read();
    assert_eq!(errors(&library, &loaded, "plan"), Vec::<String>::new());
    assert!(text.contains("## 2 Do you agree?\n\n<!-- one of: Strongly agree / ") && !text.contains("proposal"), "{text}");
}

#[test]
fn odd_records_make_odd_drafts_and_no_breakdown() {
    let odd = "title = \"T\"\nfollows = \"ferry-2020\"\n[[question]]\nid = \"1\"\ntext = \"\"\n[[question]]\nid = \"a b\"\ntext = \"x {{ y }} {% z\"\n[[question]]\nid = \"{3}\"\n[[question]]\nid = \"5\"\ntext = \"{{ <!-- --> # *and* {#name} | `code\"\noptions = [\"-->\", \"{{ x }}\"]\n";
    let said = rounds::SAID.replace("+++\nstatus", "+++\nunknown-field = 3\nstatus");
    let files = rounds::files().with("responses/odd/consultation.toml", odd).with("responses/ferry-2020/response.md", said);
    for from in [None, Some("ferry-2020")] {
        let text = started(&files, "odd", from);
        let (library, loaded) = with_draft(&files, "odd", &text).read();
        let own: Vec<String> = errors(&library, &loaded, "odd").into_iter().filter(|error| error.contains("response.md")).collect();
        let own: Vec<String> = own.into_iter().filter(|error| !error.contains("ferry-2020")).collect();
        assert_eq!(own, Vec::<String>::new(), "{text}");
        assert!(library.responses["odd"].answer("5").is_some(), "{text}");
    }
}

#[test]
fn the_example_library_gives_a_draft_without_errors() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Folder::empty();
    for part in ["respondent.toml", "positions", "responses", "templates"] {
        copy(&root.join(part), &folder.path(part));
    }
    fs::remove_file(folder.path("responses/place-funding-2027/response.md")).expect("removed");
    silent(&folder.run(&["new", "place-funding-2027"]));
    folder.run(&["check", "place-funding-2027", "--today", "2023-10-01"]).exits(0);
    let built = folder.run(&["build", "place-funding-2027", "--format", "md", "-o", "-"]);
    assert!(!built.exits(0).out.contains("<!-- proposal"), "{}", built.out);
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("a folder");
        fs::read_dir(from).expect("a folder").flatten().for_each(|entry| copy(&entry.path(), &to.join(entry.file_name())));
    } else {
        fs::copy(from, to).expect("a copy");
    }
}

// adopt

#[test]
fn a_candidate_is_adopted_with_its_provenance() {
    let folder = Folder::of(&rounds::files());
    silent(&folder.run(&["new", "ferry-2024"]));
    silent(&folder.run(&["adopt", "ferry-2024", "2", "ferry-2020/1"]));
    let text = folder.text(DRAFT);
    let answer = "## 2 Should the ferry run on Sundays?\n\nYes (see paragraph ";
    let old = " of our response to “The Ferry Plan: first proposals”).";
    assert!(text.contains(answer) && text.contains(old), "an earlier response keeps its name: {text}");
    assert!(text.contains("{from=\"responses/ferry-2020/1\"}"), "{text}");
    folder.run(&["check", "ferry-2024"]).exits(0);
    let again = folder.run(&["adopt", "ferry-2024", "2", "sea/bicycles"]);
    assert!(again.exits(2).err.contains("--add"), "{again:?}");
    assert_eq!(folder.text(DRAFT), text);
    silent(&folder.run(&["adopt", "ferry-2024", "2", "sea/bicycles", "--add"]));
    let more = folder.text(DRAFT);
    assert!(more.contains("It should travel free. {from=\"positions/sea/bicycles\"}\n\n### Size\n"), "{more}");
    assert!(more.len() > text.len() && more.starts_with(&text[..text.find("## 3").expect("the next question") - 2]), "{more}");
    folder.run(&["check", "ferry-2024"]).exits(0);
}

#[test]
fn a_rank_is_a_candidate() {
    let folder = Folder::of(&rounds::files());
    silent(&folder.run(&["adopt", "ferry-2024", "4", "1"]));
    assert!(folder.text(DRAFT).contains("# Answers\n\n## 4 May bicycles come on board?\n\nA bicycle"), "{}", folder.text(DRAFT));
    folder.run(&["check", "ferry-2024"]).exits(0);
}

#[test]
fn names_of_the_old_consultation_are_rewritten_or_marked() {
    let said = "+++\ndate = \"2020-06\"\n+++\n# Answers\n\n## 2\n\nThe Ferry Plan: first proposals, of 30 June 2020, has said so. That was in 2020. {#name}\n";
    let folder = Folder::of(&rounds::files().with("responses/ferry-2020/response.md", said));
    let ran = folder.run(&["adopt", "ferry-2024", "1", "ferry-2020/2"]);
    let err = silent(&ran);
    assert!(err.contains("became “The Ferry Plan: final proposals”") && err.contains("“2020” is marked"), "{err}");
    let text = folder.text(DRAFT);
    let wanted = "The Ferry Plan: final proposals, of 30 June 2024, has said so. That was in 2020<!-- [check: from ferry-2020/2] -->. {from=\"responses/ferry-2020/2\"}";
    assert!(text.contains(wanted), "{text}");
    folder.check().has_code("placeholder");
}

#[test]
fn a_candidate_that_says_nothing_is_refused() {
    let folder = Folder::of(&rounds::files().with("positions/empty.md", "+++\ntitle = \"Empty\"\n+++\n\n# Position\n"));
    let ran = folder.run(&["adopt", "ferry-2024", "1", "empty"]);
    assert!(ran.exits(2).err.contains("says nothing"), "{ran:?}");
    assert!(!folder.path(DRAFT).exists());
}

#[test]
fn beside_a_year_that_is_doubtful_nothing_is_rewritten() {
    let said = "+++\ndate = \"2020-06\"\n+++\n# Answers\n\n## 2\n\nThe 2020 consultation closes\non 30 June 2020.\n";
    let folder = Folder::of(&rounds::files().with("responses/ferry-2020/response.md", said));
    let err = folder.run(&["adopt", "ferry-2024", "1", "ferry-2020/2"]).exits(0).err.clone();
    let mark = "<!-- [check: from ferry-2020/2] -->";
    let text = folder.text(DRAFT);
    assert!(text.contains(&format!("The 2020{mark} consultation closes\non 30 June 2020{mark}.")), "{text}");
    assert!(err.contains("“30 June 2020” is marked") && !err.contains("became"), "{err}");
}

#[test]
fn the_names_of_a_consultation_that_is_no_earlier_round_stay() {
    let said = "+++\n+++\n# Answers\n\n## 2\n\nThe Ferry Plan: first proposals matters. By 30 June 2020 we will respond.\n";
    let files = rounds::files().with("responses/ferry-2020/response.md", said);
    let mark = "<!-- [check: from ferry-2020/2] -->";
    let alone = rounds::SECOND.replace("follows = \"ferry-2020\"\n", "");
    let between = "title = \"Between\"\nfollows = \"ferry-2020\"\n";
    let over = rounds::SECOND.replace("follows = \"ferry-2020\"", "follows = \"between\"");
    let round = "responses/ferry-2024/consultation.toml";
    let folder = Folder::of(&files.clone().with(round, &alone));
    let err = folder.run(&["adopt", "ferry-2024", "1", "ferry-2020/2", "-q"]).exits(0).err.clone();
    let text = folder.text(DRAFT);
    assert!(text.contains(&format!("The Ferry Plan: first proposals{mark} matters. By 30 June 2020{mark} we will respond.")), "{text}");
    assert!(err.contains("is marked") && !err.contains("became"), "{err}");
    let folder = Folder::of(&files.with(round, &over).with("responses/between/consultation.toml", between));
    folder.run(&["adopt", "ferry-2024", "1", "ferry-2020/2"]).exits(0);
    let text = folder.text(DRAFT);
    assert!(text.contains("The Ferry Plan: final proposals matters. By 30 June 2024 we will respond."), "{text}");
}

#[test]
fn code_addresses_and_citations_are_left_alone() {
    let said = "+++\ndate = \"2020\"\n+++\n# Answers\n\n## 2\n\nSee https://x.org/2020/a?y=2020, `2020` and [us](https://x.org/2020). In 2020 too (see [paragraph](#far) above).\n\n## 5\n\nFar. {#far}\n";
    let first = rounds::FIRST.replace("first proposals", "a plan for 2020");
    let files = rounds::files().with("responses/ferry-2020/response.md", said).with("responses/ferry-2020/consultation.toml", &first);
    let folder = Folder::of(&files);
    let err = folder.run(&["adopt", "ferry-2024", "1", "ferry-2020/2"]).exits(0).err.clone();
    let text = folder.text(DRAFT);
    let wanted = "See https://x.org/2020/a?y=2020, `2020` and [us](https://x.org/2020). In 2020<!-- [check: from ferry-2020/2] --> too (see paragraph 5 of our response to “The Ferry Plan: a plan for 2020”).";
    assert!(text.contains(wanted), "{text}");
    assert!(err.contains("the reference to `far` became words: paragraph 5"), "{err}");
}

#[test]
fn a_reference_to_what_came_along_stays_live() {
    let second = rounds::SECOND.replace("options = \"yes-no\"", "options = [\"Yes\", \"No\", \"Some\"]");
    let folder = Folder::of(&rounds::files().with("responses/ferry-2024/consultation.toml", &second));
    silent(&folder.run(&["new", "ferry-2024", "--from", "ferry-2020"]));
    let text = folder.text(DRAFT);
    assert!(
        text.contains("before the question was changed\nYes (see [paragraph](#stage) below). {from=\"responses/ferry-2020/1\"}"),
        "{text}"
    );
    let err = folder.run(&["adopt", "ferry-2024", "2", "ferry-2020/1"]).exits(0).err.clone();
    let text = folder.text(DRAFT);
    assert!(text.contains("## 2 Should the ferry run on Sundays?\n\nYes (see [paragraph](#stage) below)."), "{text}");
    assert!(!err.contains("became words"), "{err}");
    folder.run(&["adopt", "ferry-2024", "6", "ferry-2020/4"]).exits(0);
    assert!(folder.text(DRAFT).contains("See our answers to [question](#q2) and question 5 of our response"), "{}", folder.text(DRAFT));
    folder.write(DRAFT, "+++\n+++\n\n# Answers\n\n## 1\n\nAnother stage. {#stage}\n");
    let err = folder.run(&["adopt", "ferry-2024", "2", "ferry-2020/1"]).exits(0).err.clone();
    assert!(err.contains("the reference to `stage` became words"), "a name that means something else here: {err}");
}

#[test]
fn what_speaks_against_a_candidate_is_said() {
    let old = "+++\ntitle = \"Bells\"\nstatus = \"superseded\"\nsuperseded-by = \"sea/bicycles\"\n+++\n\n# Position\n\nRing.\n";
    let said = rounds::SAID.replace("None of them. A harbour that closes stays closed --> for good.", "N/A");
    let folder = Folder::of(&rounds::files().with("positions/bells.md", old).with("responses/ferry-2020/response.md", &said));
    let err = folder.run(&["adopt", "ferry-2024", "1", "bells"]).exits(0).err.clone();
    assert!(err.contains("`bells` is superseded by `sea/bicycles`"), "{err}");
    let err = folder.run(&["adopt", "ferry-2024", "2", "ferry-2020/5"]).exits(0).err.clone();
    assert!(err.contains("deliberately answers nothing") && !err.contains("is not answered"), "{err}");
}

#[test]
fn nothing_is_put_into_what_was_sent() {
    let sent = "+++\nstatus = \"submitted\"\n+++\n\n# Answers\n\n## 1\n\nYes.\n";
    let folder = Folder::of(&rounds::files());
    folder.write(DRAFT, sent);
    for arguments in [vec!["adopt", "ferry-2024", "2", "ferry-2020/1"], vec!["new", "ferry-2024"]] {
        let ran = folder.run(&arguments);
        assert!(ran.exits(2).err.contains("submitted") && ran.err.contains("status"), "{ran:?}");
        assert_eq!(folder.text(DRAFT), sent);
    }
}

// several at once

#[test]
fn runs_at_once_lose_no_text() {
    let folder = Folder::of(&rounds::files());
    silent(&folder.run(&["new", "ferry-2024"]));
    for questions in [["1", "2"], ["3", "6"]] {
        std::thread::scope(|scope| {
            let runs = questions.map(|question| scope.spawn(|| folder.run(&["adopt", "ferry-2024", question, "ferry-2020/1"])));
            runs.into_iter().for_each(|run| _ = run.join().expect("an end").exits(0));
        });
    }
    let text = folder.text(DRAFT);
    assert_eq!(text.matches("\n\nYes (see ").count(), 4, "{text}");
}

// properties

/// Words with what might be a mark.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-z]{1,8}",
        Just("-->".to_owned()),
        Just("<!-- note -->".to_owned()),
        Just("--".to_owned()),
        Just("*so*".to_owned()),
        Just("`<!--`".to_owned()),
        Just("[paragraph](#other)".to_owned()),
        Just("[question](#q2)".to_owned()),
        Just("{{ facts.members }}".to_owned()),
        Just("\n\n- item".to_owned()),
        Just("\n\n> quoted".to_owned()),
        Just("\n\n".to_owned()),
    ];
    proptest::collection::vec(word, 1..12).prop_map(|words| format!("start {}", words.join(" ")))
}

/// Plain words of a text, without what stands in braces, addresses, and comments that begin a line.
fn plain_words(text: &str) -> Vec<String> {
    let text = text.replace("<!-- note -->", " ").replace("[paragraph](#other)", " ").replace("[question](#q2)", " ");
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_word_of_the_earlier_round_is_in_the_new_one(answers in proptest::collection::vec(words(), 5)) {
        let body: String = answers.iter().enumerate().map(|(n, words)| format!("## {}\n\n{words}\n\n", n + 1)).collect();
        let files = rounds::files().with("responses/ferry-2020/response.md", format!("+++\n+++\n\n# Answers\n\n{body}"));
        let text = started(&files, "ferry-2024", Some("ferry-2020"));
        let there: std::collections::BTreeSet<String> = plain_words(&text).into_iter().collect();
        for word in answers.iter().flat_map(|answer| plain_words(answer)) {
            prop_assert!(there.contains(&word), "{word} is lost:\n{body}\n=>\n{text}");
        }
        let draft = with_draft(&files, "ferry-2024", &text);
        let (library, _) = draft.read();
        let again = draft::start(&library, &library.consultations["ferry-2024"], Some("ferry-2020"), &|_| {}).expect("a draft");
        prop_assert_eq!(again.text.expect_err("a file that is there"), Vec::new(), "{}", text);
        for question in library.consultations["ferry-2024"].question_ids() {
            prop_assert!(library.responses["ferry-2024"].answer(question).is_some(), "{question} is hidden:\n{text}");
        }
    }
}
