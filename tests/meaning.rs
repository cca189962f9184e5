//! Proposals by meaning, run on libraries in temporary folders, with a model that is made here.

mod common;
#[path = "common/program.rs"]
mod program;
#[path = "common/tiny_model.rs"]
mod tiny_model;

use common::Files;
use program::{Folder, Ran};
use std::{fs, path::Path};
use tiny_model::of_groups;

/// A position and a question about one thing in different words, and a position that shares a small word.
fn lamps() -> Files {
    Files::new()
        .with("respondent.toml", format!("{}\n[matching]\nmodel = \"models/tiny\"\n", common::ORGANISATION))
        .with("positions/lamps.md", "+++\ntitle = \"Lamps\"\n+++\n# Position\n\nLamps lamps lamps.\n")
        .with("positions/water.md", "+++\ntitle = \"Water\"\n+++\n# Position\n\nSome water needs care.\n")
        .with(
            "responses/dark/consultation.toml",
            "title = \"Streets\"\n[[question]]\nid = \"1\"\ntext = \"Where do streets need light?\"\n[[question]]\nid = \"2\"\ntext = \"Who cares?\"\n",
        )
}

fn model(folder: &Folder, place: &str) {
    for (name, bytes) in of_groups(&[&["lamps", "light"], &["water", "canal"]]) {
        folder.write(&format!("{place}/{name}"), bytes);
    }
}

fn first(folder: &Folder) -> Ran {
    folder.run(&["suggest", "dark", "1", "--format", "json", "--most", "1"])
}

#[test]
fn what_means_the_same_is_proposed_with_that_reason() {
    let folder = Folder::of(&lamps());
    model(&folder, "models/tiny");
    let ran = first(&folder);
    ran.exits(0);
    assert!(ran.out.contains("\"candidate\":\"lamps\"") && ran.out.contains("near in meaning, 1.00"), "{ran:?}");
    let draft = folder.run(&["new", "dark"]);
    assert!(draft.exits(0).err.contains("wrote"), "{draft:?}");
    assert!(folder.text("responses/dark/response.md").contains("near in meaning"), "{}", folder.text("responses/dark/response.md"));
    folder.run(&["adopt", "dark", "1", "1"]).exits(0);
    assert!(folder.text("responses/dark/response.md").contains("Lamps lamps lamps."));
}

#[test]
fn without_a_model_that_can_be_used_words_alone_are_weighed_and_that_is_said() {
    let folder = Folder::of(&lamps());
    let plain = Folder::of(&lamps().with("respondent.toml", common::ORGANISATION));
    let wanted = plain.run(&["suggest", "dark", "--format", "json"]).out;
    let suggest = |why: &str| {
        let ran = folder.run(&["suggest", "dark", "--format", "json"]);
        assert!(ran.exits(0).err.contains("the model `models/tiny` cannot be used: ") && ran.err.contains(why), "{why}: {ran:?}");
        assert!(ran.err.contains("proposals go by words alone"));
        assert_eq!(ran.out, wanted, "{why}");
    };
    suggest("there is no folder");
    fs::create_dir_all(folder.path("models/tiny")).expect("a folder");
    suggest("there is no `model.safetensors`");
    model(&folder, "models/tiny");
    folder.write("models/tiny/model.safetensors", b"half a file");
    suggest("`model.safetensors` cannot be read, it may be damaged");
    model(&folder, "models/tiny");
    fs::remove_file(folder.path("models/tiny/vocab.txt")).expect("deleted");
    suggest("there is no `vocab.txt`");
}

#[test]
fn vectors_are_kept_and_only_new_texts_go_through_the_model() {
    let folder = Folder::of(&lamps());
    model(&folder, "models/tiny");
    let before = first(&folder);
    // The model is read only where a text has no vector yet: damage in another of its files goes unseen.
    fs::write(folder.path("models/tiny/vocab.txt"), "nothing").expect("damaged");
    assert_eq!((first(&folder).out, first(&folder).err), (before.out.clone(), before.err));
    folder.write("positions/canal.md", "+++\ntitle = \"Canal\"\n+++\n# Position\n\nCanal.\n");
    assert!(first(&folder).err.contains("cannot be used"), "a new text needs the model");
    model(&folder, "models/tiny");
    assert_eq!(first(&folder).out, before.out);
    for path in fs::read_dir(folder.cache()).expect("a folder").flatten() {
        fs::write(path.path().join("vectors"), b"nonsense").expect("damaged");
    }
    let ran = first(&folder);
    assert!(ran.err.contains("damaged or from another version: made anew") && ran.out == before.out, "{ran:?}");
}

#[test]
fn vectors_are_kept_on_the_way_so_that_a_run_that_is_ended_was_not_for_nothing() {
    let question = |at: usize| format!("[[question]]\nid = \"{at}\"\ntext = \"Lamp number {at}?\"\n");
    let many = format!("title = \"Lamps\"\n{}", (1..=1500).map(question).collect::<String>());
    let folder = Folder::of(&lamps().with("responses/many/consultation.toml", many));
    model(&folder, "models/tiny");
    let size = |entry: fs::DirEntry| fs::metadata(entry.path().join("vectors")).ok().map(|file| file.len());
    let kept = || fs::read_dir(folder.cache()).into_iter().flatten().flatten().find_map(size);
    let first_seen = std::thread::scope(|scope| {
        let run = scope.spawn(|| first(&folder));
        let mut seen = None;
        while !run.is_finished() {
            seen = seen.or_else(kept);
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        run.join().expect("ran").exits(0);
        seen
    });
    assert!(first_seen.is_some() && first_seen < kept(), "kept only in the end: {first_seen:?}");
}

/// Runs the program with its own place for models.
fn install(folder: &Folder, arguments: &[&str]) -> Ran {
    folder.run_with(("RESPONDENT_DATA", &folder.path("data")), &[&["model", "install"], arguments].concat())
}

#[test]
fn a_model_is_installed_after_a_look_at_it() {
    let folder = Folder::of(&lamps().with("respondent.toml", format!("{}\n[matching]\nmodel = \"tiny\"\n", common::ORGANISATION)));
    model(&folder, "found/tiny");
    let missing = folder.run_with(("RESPONDENT_DATA", &folder.path("data")), &["suggest", "dark"]);
    assert!(missing.exits(0).err.contains("it is not installed: `respondent model install FOLDER`"), "{missing:?}");
    let ran = install(&folder, &["found/tiny"]);
    assert!(
        ran.exits(0).out.starts_with("tiny: a sentence model, 8 numbers a text, ") && ran.out.contains("  model.safetensors"),
        "{ran:?}"
    );
    assert!(ran.err.contains("[matching]\nmodel = \"tiny\""), "{ran:?}");
    let ran = folder.run_with(("RESPONDENT_DATA", &folder.path("data")), &["suggest", "dark", "1"]);
    assert!(ran.exits(0).out.contains("near in meaning"), "{ran:?}");
    install(&folder, &["found/tiny/model.safetensors", "--name", "other"]).exits(0);
    assert!(folder.path("data/models/other/vocab.txt").is_file());
}

#[test]
fn what_is_no_model_is_refused_and_nothing_is_written() {
    let folder = Folder::of(&lamps());
    let refused = |arguments: &[&str], why: &str| {
        let ran = install(&folder, arguments);
        assert!(ran.exits(2).err.contains(why), "{arguments:?}: {ran:?}");
        assert!(
            !Path::new(&folder.path("data/models")).exists() || fs::read_dir(folder.path("data/models")).expect("a folder").count() == 0
        );
    };
    refused(&["nowhere"], "`nowhere` is not there");
    refused(&["positions"], "holds no model that can be used: there is no `config.json`");
    folder.write("model.onnx", "protobuf");
    refused(&["model.onnx"], "is a model in a form that is not read here (.onnx)");
    refused(&["respondent.toml"], "is not a model");
    model(&folder, "broken");
    folder.write("broken/model.safetensors", "half");
    refused(&["broken"], "`model.safetensors` cannot be read, it may be damaged");
    model(&folder, "fine");
    refused(&["fine", "--name", "../up"], "a model cannot be called `../up`");
}
