//! Successive editions of a questionnaire: does each question find the one it comes from?

use super::{
    bm25::Bm25,
    score::{Calibration, Score, share},
};
use respondent::{
    import::{Changes, read::read, recognise::consultation, write},
    library::{File, Library},
    matching::Matcher,
};
use serde_json::Value;
use std::{fs, path::Path};

pub fn run(folder: &Path, truth: &Value, calibration: &mut Calibration) {
    for follows in [false, true] {
        let (mut plain, mut ours, mut none, mut kept) = (Score::default(), Score::default(), 0, 0);
        for pair in truth["pairs"].as_array().into_iter().flatten() {
            let (new, old) = (pair["new"].as_str().unwrap_or_default(), pair["old"].as_str().unwrap_or_default());
            let library = both(folder, new, old, follows);
            let matcher = Matcher::new(&library);
            let before = library.consultations["old"].questions.iter().enumerate();
            let index = Bm25::new(before.map(|(at, question)| ((at + 1).to_string(), question.text.value.clone())));
            let asked = &library.consultations["new"];
            let mut consulted = matcher.consult(asked);
            for (question, predecessor) in asked.questions.iter().zip(pair["predecessors"].as_array().into_iter().flatten()) {
                let found = consulted.matches(question, usize::MAX);
                let place = |name: String| {
                    let at = library.consultations["old"].questions.iter().position(|it| format!("old/{}", it.id.value) == name);
                    at.map_or(name, |at| (at + 1).to_string())
                };
                let ranking: Vec<String> = found.iter().map(|it| place(it.entry.candidate.to_string())).collect();
                let right = predecessor.as_str().map(str::to_owned).into_iter().collect();
                let set = if follows { "editions, declared to follow" } else { "editions" };
                if let Some(first) = found.first() {
                    calibration.add(set, first.score, predecessor.as_str() == Some(&ranking[0]));
                }
                if predecessor.is_null() {
                    none += 1;
                    let above = found.first().filter(|first| first.is_confident());
                    kept += usize::from(above.is_none());
                    if let Some(first) = above.filter(|_| std::env::var_os("VERBOSE").is_some()) {
                        println!("   {old} → {new} {}: {:.2} {}", question.id.value, first.score, ranking[0]);
                    }
                } else {
                    plain.add(&index.rank(&question.text.value), &right);
                    ours.add(&ranking, &right);
                    if std::env::var_os("VERBOSE").is_some() && ranking.first() != right.first() {
                        println!("   {old} → {new} {}: {:?} instead of {right:?}", question.id.value, ranking.first());
                    }
                }
            }
        }
        if !follows {
            plain.print("plain BM25, predecessor");
        }
        ours.print(if follows { "respondent, predecessor, declared to follow" } else { "respondent, predecessor" });
        println!("{:46} {none:>6} {:>13.3}", "without predecessor: none above the line", share(kept, none));
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
