//! How good proposals are, on data with known answers: a table beside plain BM25 on the same data.
//!
//! ```text
//! cargo run --release --example matching_accuracy -- \
//!     [--model FOLDER] \
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
//! - `--model FOLDER`, with the feature `semantic`: everything behind it is measured once more by meaning.
//!
//! Each may be given several times.
//!
//! # What the constants were set on
//!
//! The slopes of the map from scores to probability (`src/matching/confidence.rs`) were set by hand on
//! CovidFAQ, four editions of a questionnaire of the W3C in both directions, and 28 questions against 22
//! statements: two slopes and a constant, so that there is little to fit to any of them. A least-squares fit
//! to one set alone does not carry over to the others, because the sets differ in how often the right answer
//! exists at all; so none was taken.
//!
//! The score below which nothing is called sure was chosen among eight with all of CovidFAQ in view, so the
//! table shows how alike its halves are and is no test on data kept apart. Of what is claimed at 0.9 and
//! more, same words included, right were, for the questions of even and of odd place:
//!
//! | | before | with it, even | with it, odd |
//! | --- | --- | --- | --- |
//! | CovidFAQ | .84 of 79 | .85 of 27 | .92 of 25 |
//! | the same with frames | .82 of 56 | .86 of 14 | .93 of 15 |
//! | the same with every second entry gone | .89 of 80 | 1.00 of 20 | 1.00 of 20 |
//! | editions | 1.00 of 132 | 1.00 of 46 | 1.00 of 46 |
//!
//! The map by meaning was set on a quarter of CovidFAQ and on the editions. CovidFAQ itself sets the limit:
//! of its questions that are an entry word by word, 20 of 24 count as right. The other four are labelled
//! wrongly ("Where did COVID-19 come from?" with an answer on how children wash their hands); of what is
//! claimed at 0.9 and more on other grounds, 26 of 28 are right.
//!
//! # On data that no constant was set on
//!
//! Three sets were looked at when everything else stood: 142 questions that people ask their city, with 255
//! other wordings and no answers; 40 questions of consultations with their answers, and 47 other wordings,
//! written for this before anything was measured; four years of a survey of programmers in both directions,
//! 262 questions with a predecessor and 368 without. First right, before and after what was then changed (what
//! small words weigh, and that the whole wording counts between editions), by words and by meaning:
//!
//! | | plain BM25 | words, before | words | meaning, before | meaning |
//! | --- | --- | --- | --- | --- | --- |
//! | city | .51 | .55 | .60 | .79 | .81 |
//! | consultations, other words on purpose | .26 | .40 | .38 | .77 | .77 |
//! | survey, the predecessor | .86 | .86 | .88 | .90 | .91 |
//! | survey, none above the line where there is none | - | .95 | .96 | .90 | .94 |
//! | of what is claimed at 0.9 and more, right | - | .99 of 217 | .99 of 229 | .99 of 291 | .99 of 292 |
//!
//! So the claims hold there with room to spare, at 0.8 too (.97): the map is as careful as CovidFAQ asks for.
//! The "before" columns alone are a test on data kept apart; the two changes were chosen with these sets in
//! view, and CovidFAQ pays for them with .002 of its first places.

mod bm25;
mod editions;
mod faq;
mod meaning;
mod score;
mod statements;

use meaning::Meaning;
use score::Calibration;
use serde_json::Value;
use std::{env, fs, path::Path};

fn main() {
    let mut arguments = env::args().skip(1);
    let mut calibration = Calibration::default();
    let mut model: Option<Meaning> = None;
    println!("{:46} {:>6} {:>6} {:>6} {:>6}", "", "n", "MRR", "P@1", "MAP");
    while let Some(kind) = arguments.next() {
        let mut next = || arguments.next().unwrap_or_default();
        match kind.as_str() {
            "--model" => model = Meaning::read(&next()),
            "--faq" => faq::run(&json(&next()), model.as_ref(), &mut calibration),
            "--editions" => editions::run(Path::new(&next()), &json(&next()), model.as_ref(), &mut calibration),
            "--statements" => statements::run(&next(), &next(), &json(&next()), model.as_ref(), &mut calibration),
            other => eprintln!("`{other}` is none of --model, --faq, --editions, --statements"),
        }
    }
    calibration.print();
}

fn json(path: &str) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}
