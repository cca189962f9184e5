//! Successive editions of a questionnaire: does each question find the one it comes from?

use super::{
    bm25::Bm25,
    meaning::Meaning,
    score::{Calibration, Score, share},
};
use respondent::{
    import::{Changes, read::read, recognise::consultation, write},
    library::{File, Library},
    matching::Matcher,
};
use serde_json::Value;
use std::{fs, path::Path};

pub fn run(folder: &Path, truth: &Value, model: Option<&Meaning>, calibration: &mut Calibration) {
    for (who, model) in [("respondent", None)].into_iter().chain(model.map(|model| ("by meaning", Some(model)))) {
        for follows in [false, true] {
            let declared = if follows { ", declared to follow" } else { "" };
            let set = format!("editions{declared}, {who}");
            let mut found = Found::default();
            for pair in truth["pairs"].as_array().into_iter().flatten() {
                found.look(folder, pair, follows, model, &mut |claimed, right| calibration.add(&set, claimed, right));
            }
            if !follows && model.is_none() {
                found.plain.print("plain BM25, predecessor");
            }
            found.ours.print(&format!("{who}, predecessor{declared}"));
            println!("{:46} {:>6} {:>13.3}", "without predecessor: none above the line", found.none, share(found.kept, found.none));
        }
    }
}

/// What was found for the questions of some pairs of editions.
#[derive(Default)]
struct Found {
    plain: Score,
    ours: Score,
    /// Questions without a predecessor, and those of them for which nothing was above the line.
    none: usize,
    kept: usize,
}

impl Found {
    fn look(&mut self, folder: &Path, pair: &Value, follows: bool, model: Option<&Meaning>, claim: &mut dyn FnMut(f64, bool)) {
        let (new, old) = (pair["new"].as_str().unwrap_or_default(), pair["old"].as_str().unwrap_or_default());
        let library = both(folder, new, old, follows);
        let (mut matcher, asked) = (Matcher::new(&library), &library.consultations["new"]);
        if let Some(model) = model {
            model.teach(&mut matcher, &[asked]);
        }
        let before = &library.consultations["old"].questions;
        let index = Bm25::new(before.iter().enumerate().map(|(at, question)| ((at + 1).to_string(), question.text.value.clone())));
        let place = |name: String| {
            let at = before.iter().position(|it| format!("old/{}", it.id.value) == name);
            at.map_or(name, |at| (at + 1).to_string())
        };
        let mut consulted = matcher.consult(asked);
        for (question, predecessor) in asked.questions.iter().zip(pair["predecessors"].as_array().into_iter().flatten()) {
            let found = consulted.matches(question, usize::MAX);
            let ranking: Vec<String> = found.iter().map(|it| place(it.entry.candidate.to_string())).collect();
            let right = predecessor.as_str().map(str::to_owned).into_iter().collect();
            if let Some(first) = found.first() {
                claim(first.score, predecessor.as_str() == Some(&ranking[0]));
            }
            if predecessor.is_null() {
                self.none += 1;
                self.kept += usize::from(!found.first().is_some_and(|first| first.is_confident()));
            } else {
                self.plain.add(&index.rank(&question.text.value), &right);
                self.ours.add(&ranking, &right);
            }
        }
    }
}

/// A library of two editions, the older one with nothing answered.
fn both(folder: &Path, new: &str, old: &str, follows: bool) -> Library {
    let follows = if follows { "follows = \"old\"\n" } else { "" };
    let files = [("new", new, follows), ("old", old, "")].map(|(id, edition, first)| {
        let bytes = Ok(format!("{first}{}", questions(folder, edition)).into_bytes());
        File { path: format!("responses/{id}/consultation.toml"), bytes }
    });
    Library::read(files).0
}

/// `consultation.toml` as it is imported.
fn questions(folder: &Path, edition: &str) -> String {
    let entries = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    let path = entries.into_iter().find(|path| path.to_string_lossy().contains(edition)).expect("an edition");
    let foreign = read(&fs::read(&path).expect("a file"), path.to_str(), Changes::Accept).expect("readable");
    write::consultation(&consultation::recognise(&foreign), None)
}
