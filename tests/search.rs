//! `respondent search`, run on libraries in temporary folders.

mod common;
#[path = "common/program.rs"]
mod program;

use common::Files;
use program::{Folder, Ran};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};

const RESPONSE: &str = "+++
status = \"submitted\"
date = \"2026-03\"
+++
# Key points

Water matters to towns.

# Answers

## 1

Boats need lock keepers
who stay at night.

## 2

Disagree. Tolls keep boats away.
";

fn canal() -> Files {
    let asked = common::CONSULTATION.replacen('\n', "\ndepartment = \"Department for Waterways\"\ncloses = 2026-04-30\n", 1);
    Files::new()
        .with("responses/plan/consultation.toml", asked)
        .with("responses/plan/response.md", RESPONSE)
        .with(
            "positions/water/locks.md",
            "+++\ntitle = \"Locks\"\ntopics = [\"water\"]\nagreed = 2024-05-01\n+++\n# Position\n\nEvery lock has a keeper.\n",
        )
        .with("positions/tolls.md", "+++\ntitle = \"Tolls\"\nstatus = \"withdrawn\"\n+++\n# Position\n\nBoats pay no toll.\n")
        .with("templates/thanks.md", "We thank every keeper of the canal.\n")
}

fn hits(ran: &Ran) -> Vec<Value> {
    ran.exits(0);
    ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// `kind id` of every hit, in order.
fn found(folder: &Folder, words: &[&str]) -> Vec<String> {
    let ran = folder.run(&[&["search", "--format", "json"], words].concat());
    hits(&ran).iter().map(|hit| format!("{} {}", hit["kind"].as_str().expect("a kind"), hit["id"].as_str().expect("an id"))).collect()
}

fn sorted(mut found: Vec<String>) -> Vec<String> {
    found.sort();
    found
}

#[test]
fn words_are_found_whatever_their_ending_and_case() {
    let folder = Folder::of(&canal());
    assert_eq!(sorted(found(&folder, &["KEEPERS"])), ["answer plan/1", "boilerplate thanks", "position water/locks"]);
    assert_eq!(found(&folder, &["keeper", "night"]), ["answer plan/1"]);
    assert_eq!(found(&folder, &["keeper", "-lock", "-boat"]), ["boilerplate thanks"]);
}

#[test]
fn a_phrase_stands_as_it_is_also_over_lines() {
    let folder = Folder::of(&canal());
    assert_eq!(found(&folder, &["lock keepers who stay"]), ["answer plan/1"]);
    assert_eq!(found(&folder, &["\"keepers lock\""]), Vec::<String>::new());
}

#[test]
fn fields_narrow_what_is_found() {
    let folder = Folder::of(&canal());
    for (words, wanted) in [
        (vec!["in:positions"], vec!["position tolls", "position water/locks"]),
        (vec!["topic:water"], vec!["position water/locks"]),
        (vec!["status:withdrawn"], vec!["position tolls"]),
        (vec!["in:positions", "-status:withdrawn"], vec!["position water/locks"]),
        (vec!["before:2026", "lock"], vec!["position water/locks"]),
        (vec!["after:2026-03", "boat"], vec!["answer plan/1", "answer plan/2"]),
        (vec!["choice:disagree", "in:answers"], vec!["answer plan/2"]),
        (vec!["department:waterways", "boat"], vec!["answer plan/1", "answer plan/2"]),
        (vec!["consultation:plan", "in:answers"], vec!["answer plan/1", "answer plan/2", "section plan"]),
        (vec!["think", "in:questions"], vec!["question plan/1"]),
    ] {
        assert_eq!(sorted(found(&folder, &words)), wanted, "{words:?}");
    }
}

#[test]
fn every_date_is_before_or_after_another() {
    let folder = Folder::of(&canal());
    let all = found(&folder, &["boat", "-status:withdrawn"]).len();
    for date in ["2023", "2026-03", "2026-04", "2026-03-02", "2027"] {
        let (before, after) = (format!("before:{date}"), format!("after:{date}"));
        let part = |field: &str| found(&folder, &["boat", "-status:withdrawn", field]).len();
        assert_eq!(part(&before) + part(&after), all, "{date}");
    }
}

#[test]
fn a_field_that_means_nothing_is_refused_with_the_nearest() {
    let folder = Folder::of(&canal());
    for (words, message, help) in [
        ("topic:watre", "no topic is called `watre`", "`topic:water`"),
        ("choice:disgree", "no choice is called `disgree`", "`choice:disagree`"),
        ("consultation:plam", "no consultation is called `plam`", "`consultation:plan`"),
        ("department:health", "no department is called `health`", "`department-for-waterways`"),
        ("form:letter", "no field is called `form`", "quotation marks"),
        ("status:open", "`status` cannot be `open`", "`submitted`"),
        ("before:soon", "`soon` is not a date", "`before:2026`"),
        ("\"\"", "there is nothing to look for", "`topic:send`"),
    ] {
        let ran = folder.run(&["search", words]);
        ran.exits(2);
        assert!(ran.err.contains(message) && ran.err.contains(help), "{ran:?}");
    }
}

#[test]
fn a_word_that_nobody_wrote_is_taken_for_the_nearest() {
    let folder = Folder::of(&canal());
    let ran = folder.run(&["search", "keepper"]);
    assert!(ran.exits(0).err.contains("nothing is written `keepper`; shown for `keeper"), "{ran:?}");
    assert!(ran.out.contains("plan/1"));
    let none = folder.run(&["search", "xylophone"]);
    assert!(none.exits(0).out.is_empty() && none.err.contains("nothing is written `xylophone`"), "{none:?}");
    assert!(!folder.run(&["search", "keeper"]).err.contains("nothing is written"));
}

#[test]
fn a_slip_in_an_ending_is_forgiven() {
    let folder = Folder::of(&canal().with("positions/dredging.md", "+++\ntitle = \"Dredging\"\n+++\n# Position\n\nSilt is dredged.\n"));
    for written in ["dredgnig", "dredgin", "dreddging", "dredgung"] {
        let ran = folder.run(&["search", written]);
        assert!(ran.exits(0).out.contains("positions/dredging.md"), "{written}: {ran:?}");
        assert!(ran.err.contains(&format!("nothing is written `{written}`")), "{ran:?}");
    }
}

#[test]
fn synonyms_are_found_but_not_for_a_phrase() {
    let settings = format!("{}[synonyms]\nboats = [\"narrow vessels\", \"barges\"]\n", common::ORGANISATION);
    let folder = Folder::of(&canal().with("respondent.toml", settings).with("templates/barge.md", "All barges and narrow vessels."));
    assert!(found(&folder, &["narrow", "vessels"]).contains(&"answer plan/1".to_owned()));
    assert_eq!(found(&folder, &["\"narrow vessels\""]), ["boilerplate barge"]);
    assert!(folder.run(&["search", "barges"]).err.contains("`barges` stands also for `boats`, `narrow vessels`"));
}

#[test]
fn when_nothing_has_all_the_words_some_are_enough() {
    let folder = Folder::of(&canal());
    let ran = folder.run(&["search", "night", "toll"]);
    assert!(ran.exits(0).err.contains("nothing has all of these words") && ran.out.contains("plan/1"), "{ran:?}");
}

#[test]
fn the_place_is_the_line_of_the_words() {
    let folder = Folder::of(&canal());
    let hit = hits(&folder.run(&["search", "--format", "json", "night"])).remove(0);
    assert_eq!((hit["path"].as_str(), hit["line"].as_u64()), (Some("responses/plan/response.md"), Some(14)));
    let text: Vec<char> = hit["text"].as_str().expect("text").chars().collect();
    let mark = |end: usize| hit["marks"][0][end].as_u64().expect("a number") as usize;
    assert_eq!(text[mark(0)..mark(1)].iter().collect::<String>(), "night");
    assert_eq!(hit["choice"], Value::Null);
    assert_eq!(hit["date"], "2026-03");
}

#[test]
fn marks_are_bold_or_between_asterisks() {
    let folder = Folder::of(&canal());
    assert!(folder.run(&["search", "night"]).out.contains("stay at **night**."));
    assert!(folder.run(&["search", "night", "--color", "always"]).out.contains("stay at \u{1b}[1mnight\u{1b}[0m."));
}

#[test]
fn the_latest_comes_first_when_asked_for() {
    let folder = Folder::of(&canal());
    let of = |sort: &str| found(&folder, &["keeper", "--sort", sort]);
    assert_eq!(of("date"), ["answer plan/1", "position water/locks", "boilerplate thanks"]);
    assert_eq!(found(&folder, &["keeper", "-n1", "--sort", "date"]), ["answer plan/1"]);
    assert!(folder.run(&["search", "keeper", "--most", "1"]).err.contains("1 of 3: `--most 3` shows all"));
}

#[test]
fn what_was_said_many_times_is_shown_once() {
    let mut files = Files::new();
    for year in 2010..2024 {
        let text = format!("+++\ndate = \"{year}\"\n+++\n# Answers\n\n## 1\n\nA lock  needs a keeper.\n");
        files = files
            .with(&format!("responses/r{year}/consultation.toml"), common::CONSULTATION)
            .with(&format!("responses/r{year}/response.md"), text);
    }
    let folder = Folder::of(&files);
    let hits = hits(&folder.run(&["search", "keeper", "--format", "json"]));
    assert_eq!(hits.len(), 1);
    assert_eq!((&hits[0]["id"], &hits[0]["said"]), (&"r2023/1".into(), &14.into()));
    assert!(folder.run(&["search", "keeper"]).out.contains("said 14 times, this is the last"));
}

// What is kept

#[test]
fn a_change_is_found_at_once() {
    let folder = Folder::of(&canal());
    assert!(found(&folder, &["herons"]).is_empty());
    folder.write("positions/birds.md", "+++\ntitle = \"Birds\"\n+++\n# Position\n\nHerons fish here.\n");
    assert_eq!(found(&folder, &["herons"]), ["position birds"]);
    folder.write("positions/birds.md", "+++\ntitle = \"Birds\"\n+++\n# Position\n\nKingfishers fish here.\n");
    assert!(found(&folder, &["herons"]).is_empty());
    assert_eq!(found(&folder, &["kingfishers"]), ["position birds"]);
    fs::remove_file(folder.path("positions/birds.md")).expect("deleted");
    assert!(found(&folder, &["kingfishers"]).is_empty());
    fs::remove_dir_all(folder.path("responses/plan")).expect("deleted");
    assert_eq!(sorted(found(&folder, &["keeper"])), ["boilerplate thanks", "position water/locks"]);
    folder.write("templates/thanks.md", "We thank nobody.\n");
    assert_eq!(found(&folder, &["keeper"]), ["position water/locks"]);
}

#[test]
fn many_changes_leave_what_a_new_index_would_hold() {
    let folder = Folder::of(&canal());
    for n in 0..24 {
        folder.write(
            &format!("positions/n{}.md", n % 5),
            format!("+++\ntitle = \"N{n}\"\n+++\n# Position\n\nKeeper number {n} of {}.\n", n * n),
        );
        found(&folder, &["keeper"]);
    }
    let all = ["search", "keeper", "number", "--format", "json", "--most", "50"];
    let kept = folder.run(&all);
    let fresh = folder.run_kept(Folder::empty().cache(), &all);
    assert_eq!(kept.exits(0).out, fresh.exits(0).out);
    assert_eq!(kept.out.lines().count(), 5);
}

/// Files below a folder.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

#[test]
fn what_is_kept_is_never_in_the_library() {
    let folder = Folder::of(&canal());
    let before = folder.everything();
    found(&folder, &["keeper"]);
    assert_eq!(folder.everything(), before);
    assert!(!files_in(folder.cache()).is_empty());
}

#[test]
fn a_damaged_index_is_made_anew_and_that_is_said() {
    let folder = Folder::of(&canal());
    let wanted = found(&folder, &["keeper"]);
    let kept =
        files_in(folder.cache()).into_iter().filter(|path| path.file_name().is_some_and(|name| !name.to_string_lossy().ends_with(".lock")));
    let kept: Vec<PathBuf> = kept.filter(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))).collect();
    assert!(kept.len() > 4, "{kept:?}");
    for (n, path) in kept.iter().enumerate() {
        for damage in [b"".as_slice(), b"nonsense", &[0xff; 4096]] {
            // Another run may have given the part another name.
            if !path.exists() {
                continue;
            }
            fs::write(path, damage).expect("damaged");
            let ran = folder.run(&["search", "keeper", "--format", "json"]);
            assert!(ran.exits(0).err.contains("damaged or from another version: made anew"), "{n} {path:?} {ran:?}");
            assert_eq!(found(&folder, &["keeper"]), wanted);
        }
    }
    let state = kept.iter().find(|path| path.ends_with("search.state")).expect("a state");
    fs::write(state, b"nonsense").expect("damaged");
    assert_eq!(folder.run(&["search", "keeper", "-q"]).exits(0).err, "");
    fs::remove_file(state).expect("deleted");
    assert_eq!(found(&folder, &["keeper"]), wanted);
}

#[test]
fn without_a_place_to_write_it_still_finds() {
    let folder = Folder::of(&canal());
    let wanted = found(&folder, &["keeper"]);
    let nowhere = folder.path("respondent.toml/no");
    let arguments = ["search", "keeper", "--format", "json"];
    let ran = folder.run_kept(&nowhere, &arguments);
    assert!(ran.exits(0).err.contains("cannot be written"), "{ran:?}");
    assert_eq!(ran.out.lines().count(), wanted.len());
    assert_eq!(folder.run_kept(&nowhere, &[&arguments[..], &["-q"]].concat()).err, "");
}

#[test]
fn an_index_that_can_be_read_and_not_locked_is_used() {
    let folder = Folder::of(&canal());
    // What was written just before an index was made is read once more, as it may have changed since.
    std::thread::sleep(std::time::Duration::from_millis(60));
    let wanted = found(&folder, &["keeper"]);
    let index = files_in(folder.cache()).into_iter().find(|path| path.ends_with("search/meta.json")).expect("an index");
    let index = index.parent().expect("a folder");
    // What a folder that nobody may write does to a lock, also for those who may write anything.
    let lock = index.join(".tantivy-meta.lock");
    let _ = fs::remove_file(&lock);
    fs::create_dir(&lock).expect("a folder in the lock's place");
    let before: Vec<PathBuf> = files_in(index);
    let ran = folder.run(&["search", "keeper", "--format", "json"]);
    assert!(ran.exits(0).err.is_empty() || !ran.err.contains("made anew"), "{ran:?}");
    assert_eq!(ran.out.lines().count(), wanted.len());
    assert_eq!(files_in(index), before);
}

#[test]
fn two_at_once_are_both_right() {
    let folder = Folder::of(&canal());
    for round in 0..6 {
        folder.write("positions/birds.md", format!("+++\ntitle = \"Birds\"\n+++\n# Position\n\nHerons fish at lock {round}.\n"));
        std::thread::scope(|scope| {
            let runs: Vec<_> =
                (0..4).map(|_| scope.spawn(|| folder.run(&["search", "--format", "json", "herons", &round.to_string()]))).collect();
            for run in runs {
                let ran = run.join().expect("an end");
                assert_eq!(hits(&ran).len(), 1, "{round} {ran:?}");
            }
        });
    }
}

#[test]
fn an_empty_library_says_what_to_do() {
    let folder = Folder::of(&Files::default().with("respondent.toml", common::ORGANISATION));
    let ran = folder.run(&["search", "keeper"]);
    assert!(ran.exits(0).out.is_empty() && ran.err.contains("`respondent import`"), "{ran:?}");
    assert!(folder.run(&["search", "equality"]).exits(0).out.contains("(built in)"));
    Folder::empty().run(&["search", "keeper"]).exits(2);
}

#[test]
fn files_that_cannot_be_read_hide_no_others() {
    let folder = Folder::of(&canal().with("positions/bad.md", [0xff, 0xfe, 0, 1]).with("responses/x/consultation.toml", "title = [[["));
    assert_eq!(found(&folder, &["night"]), ["answer plan/1"]);
}

#[test]
fn help_shows_fields_and_an_example() {
    let ran = Folder::empty().run(&["search", "--help"]);
    ran.exits(0);
    assert!(ran.out.contains("topic:send") && ran.out.contains("Example") && ran.out.contains("  respondent search"), "{}", ran.out);
    Folder::empty().run(&["search"]).exits(2);
    Folder::of(&canal()).run(&["search", "keeper", "--nonsense"]).exits(2);
}

#[test]
fn the_example_library_is_shown_as_people_see_it() {
    let folder = Folder::empty();
    let library = env!("CARGO_MANIFEST_DIR");
    let mut text = String::new();
    for words in [
        &["commissioned place"] as &[&str],
        &["delagated", "duties", "in:answers", "-n", "3"],
        &["high", "needs", "funding", "in:positions", "-n", "2"],
        &["choice:disagree", "-in:questions", "--sort", "date", "-n", "2"],
    ] {
        let ran = folder.run(&[&["--library", library, "search"], words].concat());
        text += &format!("$ respondent search {}\n{}{}\n", words.join(" "), ran.exits(0).err, ran.out.replace(&format!("{library}/"), ""));
    }
    let golden = Path::new(library).join("tests/golden/search.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&golden, &text).expect("written");
    }
    assert!(
        fs::read_to_string(&golden).is_ok_and(|wanted| wanted == text),
        "not as in tests/golden/search.txt; UPDATE=1 writes it anew:\n{text}"
    );
}
