//! `respondent suggest`, run on libraries in temporary folders.

mod common;
#[path = "common/program.rs"]
mod program;

use common::Files;
use program::{Folder, run_in};
use serde_json::Value;
use std::{fs, path::Path};

/// An answered consultation, a position, and one that is open.
fn towpath() -> Files {
    Files::new()
        .response("# Answers\n\n## 1\n\nThe towpath needs lamps at every lock.\n\n## 2\n\nDisagree. Nobody asked the anglers.\n")
        .with("positions/paths/lamps.md", "+++\ntitle = \"Lamps on the towpath\"\n+++\n# Position\n\nLamps keep walkers safe.\n")
        .with(
            "responses/lamps/consultation.toml",
            "title = \"Lamps\"\n[[question]]\nid = \"a\"\ntext = \"Where does the towpath need lamps?\"\n[[question]]\nid = \"b\"\ntext = \"What do you think!\"\nprior = [\"plan/1\"]\n",
        )
}

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn candidates(folder: &Folder, question: &str) -> Vec<String> {
    let ran = folder.run(&["suggest", "lamps", question, "--format", "json"]);
    ran.exits(0);
    lines(&ran.out).iter().map(|line| line["candidate"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn every_proposal_has_its_reasons() {
    let folder = Folder::of(&towpath());
    let ran = folder.run(&["suggest", "lamps", "--format", "json"]);
    ran.exits(0);
    let lines = lines(&ran.out);
    assert_eq!(lines[0]["candidate"], "paths/lamps");
    assert!(lines.iter().all(|line| line["because"].as_array().is_some_and(|because| !because.is_empty())));
    let named = lines.iter().find(|line| line["question"] == "b").expect("a proposal");
    assert_eq!((&named["candidate"], &named["score"], &named["rank"]), (&"plan/1".into(), &1.0.into(), &1.into()));
    assert_eq!(named["text"], "The towpath needs lamps at every lock.");
}

#[test]
fn proposals_are_told_as_a_reader_sees_them() {
    let answers = "# Answers\n\n## 1\n\nThe towpath needs lamps (see [question](#q2) and [paragraph](#no-anglers)). {from=\"positions/paths/lamps\"}\n\n\
        <!-- later -->\n\n- at every *lock*\n\n## 2\n\nDisagree. Nobody asked the anglers. {#no-anglers}\n";
    let folder = Folder::of(&towpath().response(answers));
    let told = "The towpath needs lamps (see question 2 and the paragraph on no anglers).";
    let ran = folder.run(&["suggest", "lamps", "b", "--format", "json", "--diff"]);
    let line = lines(&ran.exits(0).out).remove(0);
    assert_eq!(line["text"], format!("{told}\n\nat every lock"));
    assert!(line["difference"].as_str().is_some_and(|text| text.contains("{+") && text.contains("[-")), "{line}");
    assert!(lines(&folder.run(&["suggest", "lamps", "b", "--format", "json"]).out)[0].get("difference").is_none());
    let long = folder.run(&["suggest", "lamps", "b", "--long"]);
    assert!(long.exits(0).out.contains(&format!("        {told}\n\n        at every lock\n")), "{long:?}");
}

#[test]
fn what_is_kept_is_used_and_a_changed_file_is_noticed() {
    let folder = Folder::of(&towpath());
    let first = folder.run(&["suggest", "lamps", "--long", "--diff"]);
    assert!(fs::read_dir(folder.cache()).expect("a folder").count() > 0, "nothing was kept");
    assert_eq!(folder.run(&["suggest", "lamps", "--long", "--diff"]).out, first.out);
    folder.write("positions/paths/dark.md", "+++\ntitle = \"Where the towpath needs no lamps\"\n+++\n# Position\n\nNowhere.\n");
    assert!(candidates(&folder, "a").contains(&"paths/dark".to_owned()));
    fs::remove_file(folder.path("positions/paths/dark.md")).expect("deleted");
    assert!(!candidates(&folder, "a").contains(&"paths/dark".to_owned()));
}

#[cfg(not(feature = "semantic"))]
#[test]
fn a_program_that_knows_no_models_says_so_and_goes_by_words() {
    let folder = Folder::of(&towpath());
    let wanted = folder.run(&["suggest", "lamps"]).out;
    folder.write("respondent.toml", format!("{}\n[matching]\nmodel = \"any\"\n", common::ORGANISATION));
    let ran = folder.run(&["suggest", "lamps"]);
    assert!(ran.exits(0).err.contains("built without the feature `semantic`; proposals go by words alone"), "{ran:?}");
    assert_eq!(ran.out, wanted);
    let ran = folder.run(&["model", "install", "any"]);
    assert!(ran.exits(2).err.contains("--features semantic"), "{ran:?}");
}

#[test]
fn damaged_things_in_the_cache_are_made_anew_and_said() {
    let folder = Folder::of(&towpath());
    let first = folder.run(&["suggest", "lamps"]);
    for entry in fs::read_dir(folder.cache()).expect("a folder").flatten() {
        fs::write(entry.path().join("matching"), "not what was kept").expect("written");
    }
    let second = folder.run(&["suggest", "lamps"]);
    assert_eq!(second.out, first.out);
    assert!(second.err.contains("made anew"), "{}", second.err);
    assert!(!folder.run(&["suggest", "lamps"]).err.contains("made anew"));
}

#[test]
fn two_runs_at_once_are_both_right() {
    let folder = Folder::of(&towpath());
    for round in 0..3 {
        folder.write("positions/paths/more.md", format!("+++\ntitle = \"Round {round}\"\n+++\n# Position\n\nNowhere near.\n"));
        let elsewhere = tempfile::tempdir().expect("a folder");
        let alone = folder.run_kept(elsewhere.path(), &["suggest", "lamps"]).out;
        std::thread::scope(|scope| {
            let runs = [(); 2].map(|()| scope.spawn(|| folder.run(&["suggest", "lamps"])));
            for ran in runs.map(|run| run.join().expect("a run")) {
                assert_eq!((ran.out.as_str(), ran.code), (alone.as_str(), Some(0)), "{}", ran.err);
                assert!(!ran.err.contains("made anew"), "{}", ran.err);
            }
        });
    }
}

#[test]
fn names_that_are_not_there_give_the_nearest() {
    let folder = Folder::of(&towpath());
    for (arguments, wanted) in [(vec!["suggest", "lampss"], "did you mean `lamps`?"), (vec!["suggest", "lamps", "aa"], "did you mean `a`?")]
    {
        let ran = folder.run(&arguments);
        ran.exits(2);
        assert!(ran.err.contains(wanted), "{}", ran.err);
    }
    folder.run(&["suggest", "../lamps"]).exits(2);
}

#[test]
fn a_library_of_one_says_what_to_import() {
    let folder = Folder::of(&Files::new().answer("Words that answer."));
    let ran = folder.run(&["suggest", "plan"]);
    ran.exits(0);
    assert!(ran.err.contains("respondent import response"), "{}", ran.err);
    assert_eq!(folder.run(&["suggest", "plan", "-q"]).err, "");
}

#[test]
fn a_past_response_with_fields_that_nobody_knows_is_proposed_from_all_the_same() {
    let known = Folder::of(&towpath());
    let odd = |path: &str, from: &str, to: &str| towpath().with(path, known.text(path).replacen(from, to, 1));
    for (path, from, to) in [
        ("responses/plan/response.md", "+++\n", "+++\nmood = \"sunny\"\n"),
        ("responses/plan/consultation.toml", "title", "colour = \"blue\"\ntitle"),
    ] {
        let folder = Folder::of(&odd(path, from, to));
        assert_ne!(folder.text(path), known.text(path));
        assert_eq!(candidates(&folder, "b"), candidates(&known, "b"), "{path}");
    }
}

#[test]
fn a_question_without_words_is_said() {
    let folder =
        Folder::of(&towpath().with("responses/mute/consultation.toml", "title = \"Mute\"\n[[question]]\nid = \"1\"\ntext = \"\"\n"));
    let ran = folder.run(&["suggest", "mute"]);
    ran.exits(0);
    assert!(ran.err.contains("question `1`"), "{}", ran.err);
}

#[test]
fn the_example_library_is_suggested_to_as_it_reads_well() {
    let library = env!("CARGO_MANIFEST_DIR");
    let text = run_in(Path::new(library), &["suggest", "place-funding-2027", "1", "4b", "8", "9", "12", "--diff", "--color", "never"]).out;
    let golden = Path::new(library).join("tests/golden/suggest.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&golden, &text).expect("written");
    }
    assert!(
        fs::read_to_string(&golden).is_ok_and(|wanted| wanted == text),
        "not as in tests/golden/suggest.txt; UPDATE=1 writes it anew:\n{text}"
    );
}
