//! How good proposals are, on data with known answers: a table beside plain BM25 on the same data.
//!
//! ```text
//! cargo run --release --example matching_accuracy -- \
//!     --faq covid-faq.json \
//!     --editions FOLDER editions.json \
//!     --statements positions.txt response.txt judged.json
//! ```
//!
//! - `--faq FILE`: a list of `{"question": …, "answer": …, "query_type": "faq" | "user_query"}`. Entries of
//!   the type `faq` are the past questions; the right ones for a query are those with its answer.
//! - `--editions FOLDER FILE`: files of successive editions of a questionnaire, and which question of the
//!   older one each question of the newer one comes from, in order, `null` where it is new:
//!   `{"pairs": [{"new": "2023", "old": "2021", "predecessors": ["1", "2", null, …]}, …]}`. The name of
//!   an edition is a part of its file's name; questions are counted from 1.
//! - `--statements POSITIONS RESPONSE FILE`: a page of position statements, a response with printed
//!   questions, and the statements that fit each question, counted from 1:
//!   `{"questions": {"7": [2], "17": [], …}}`.
//!
//! Each may be given several times. The constants of the map from scores to probability
//! (`src/matching/confidence.rs`) were set by hand on CovidFAQ, four editions of a questionnaire of the
//! W3C in both directions, and 28 questions against 22 statements; two slopes and a constant, so that
//! there is little to fit to any of them.

mod bm25;
mod editions;
mod faq;
mod score;
mod statements;

use score::Calibration;
use serde_json::Value;
use std::{env, fs, path::Path};

fn main() {
    let mut arguments = env::args().skip(1);
    let mut calibration = Calibration::default();
    println!("{:46} {:>6} {:>6} {:>6} {:>6}", "", "n", "MRR", "P@1", "MAP");
    while let Some(kind) = arguments.next() {
        let mut next = || arguments.next().unwrap_or_default();
        match kind.as_str() {
            "--faq" => faq::run(&json(&next()), &mut calibration),
            "--editions" => editions::run(Path::new(&next()), &json(&next()), &mut calibration),
            "--statements" => statements::run(&next(), &next(), &json(&next()), &mut calibration),
            other => eprintln!("`{other}` is none of --faq, --editions, --statements"),
        }
    }
    calibration.print();
}

fn json(path: &str) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}
