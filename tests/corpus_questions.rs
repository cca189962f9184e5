//! Questions of real consultations: those beside which `name.expected.json` stands, in a folder named by
//! `RESPONDENT_CORPUS` (its format is told in the example `import_accuracy`, which prints the same).

#[allow(dead_code)]
#[path = "../examples/import_accuracy/score.rs"]
mod score;

use respondent::import::{Changes, read::read, recognise::consultation};
use score::{Score, score};
use std::path::{Path, PathBuf};

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|ending| ending != "json") && path.with_extension("expected.json").exists() {
            out.push(path);
        }
    }
    out.sort();
}

#[test]
fn questions_of_real_consultations_are_found() {
    let mut files = Vec::new();
    std::env::var_os("RESPONDENT_CORPUS").iter().for_each(|folder| collect(Path::new(folder), &mut files));
    if files.is_empty() {
        println!("skipped: RESPONDENT_CORPUS names no folder with files that have `.expected.json` beside them");
        return;
    }
    let mut total = Score::default();
    for file in files {
        let foreign = read(&std::fs::read(&file).unwrap(), file.to_str(), Changes::Accept).unwrap();
        let one = score(&file, &consultation::recognise(&foreign)).expect("a list of questions");
        println!("{:>5.3} {:>5.3} {}", one.f1(), one.exact(), file.display());
        total.add(&one);
    }
    println!("{:>5.3} {:>5.3} of {} questions", total.f1(), total.exact(), total.wanted);
    assert!(total.f1() >= 0.95 && total.exact() >= 0.9);
}
