//! Questions and answers, and what people asked.

use super::{
    bm25::Bm25,
    meaning::Meaning,
    score::{Calibration, Score},
};
use respondent::{
    library::{Consultation, File, Library},
    matching::Matcher,
};
use serde_json::Value;
use std::{collections::BTreeSet, fmt::Write};

/// Frames of questions that have nothing to do with what is asked.
const FRAMES: [&str; 8] = [
    "To what extent do you agree that ",
    "Do you agree with the proposed changes to ",
    "Is there anything else you want to comment on in ",
    "Please explain your answer with reference to ",
    "Having read chapter two of the paper, would you say ",
    "Thinking of the places where you live and work, ",
    "With regard to the powers that the bill gives to ministers, ",
    "For each of the options in the table above, tell us ",
];

struct Faq {
    entries: Vec<(String, String)>,
    /// What was asked, and the answer that is right.
    queries: Vec<(String, String)>,
}

pub fn run(data: &Value, model: Option<&Meaning>, calibration: &mut Calibration) {
    let (faq, framed) = (Faq::read(data), Faq::read(data).framed());
    faq.plain().print("plain BM25");
    framed.plain().print("plain BM25, frames added");
    let half = faq.half();
    for (who, model) in [("respondent", None)].into_iter().chain(model.map(|model| ("by meaning", Some(model)))) {
        let mut measure = |faq: &Faq, set: &str| {
            let score = faq.measure(&format!("{set}, {who}"), model, calibration);
            score.print(&format!("{who}, {set}"));
            score.first()
        };
        let lost = measure(&faq, "faq") - measure(&framed, "faq with frames");
        println!("{:46} {lost:>20.3}", "P@1 lost by frames");
        measure(&half, "faq, every second entry gone");
    }
}

impl Faq {
    fn read(data: &Value) -> Self {
        let text = |item: &Value, key: &str| item[key].as_str().unwrap_or_default().trim().to_owned();
        let pairs = |kind: &str| -> Vec<(String, String)> {
            let items = data.as_array().into_iter().flatten().filter(|item| item["query_type"] == kind);
            items.map(|item| (text(item, "question"), text(item, "answer"))).collect()
        };
        Self { entries: pairs("faq"), queries: pairs("user_query") }
    }

    fn framed(&self) -> Self {
        let framed = |shift: usize, (at, (question, answer)): (usize, &(String, String))| {
            (format!("{}{question}", FRAMES[(at * 5 + at / 8 + shift) % FRAMES.len()]), answer.clone())
        };
        Self {
            entries: self.entries.iter().enumerate().map(|it| framed(0, it)).collect(),
            queries: self.queries.iter().enumerate().map(|it| framed(3, it)).collect(),
        }
    }

    /// So that some queries have no right entry any more.
    fn half(&self) -> Self {
        Self { entries: self.entries.iter().step_by(2).cloned().collect(), queries: self.queries.clone() }
    }

    fn right(&self, answer: &str) -> BTreeSet<String> {
        let same = self.entries.iter().enumerate().filter(|(_, entry)| entry.1 == answer);
        same.map(|(at, _)| format!("faq/{}", at + 1)).collect()
    }

    fn plain(&self) -> Score {
        let texts =
            self.entries.iter().enumerate().map(|(at, (question, answer))| (format!("faq/{}", at + 1), format!("{question} {answer}")));
        let (index, mut score) = (Bm25::new(texts), Score::default());
        for (question, answer) in &self.queries {
            score.add(&index.rank(question), &self.right(answer));
        }
        score
    }

    fn measure(&self, set: &str, model: Option<&Meaning>, calibration: &mut Calibration) -> Score {
        let (library, _) = Library::read(self.files());
        let (mut matcher, mut score) = (Matcher::new(&library), Score::default());
        let queries: Vec<Consultation> = self.queries.iter().map(|(question, _)| asked(question)).collect();
        if let Some(model) = model {
            model.teach(&mut matcher, &queries.iter().collect::<Vec<_>>());
        }
        for (asked, (_, answer)) in queries.iter().zip(&self.queries) {
            let found = matcher.matches(asked, &asked.questions[0], self.entries.len());
            let ranking: Vec<String> = found.iter().map(|it| it.entry.candidate.to_string()).collect();
            let right = self.right(answer);
            score.add(&ranking, &right);
            if let Some(first) = found.first() {
                calibration.add(set, first.score, right.contains(&ranking[0]));
            }
        }
        score
    }

    fn files(&self) -> Vec<File> {
        let (mut asked, mut said) = ("title = \"FAQ\"\n".to_owned(), "+++\nstatus = \"submitted\"\n+++\n# Answers\n\n".to_owned());
        for (at, (question, answer)) in self.entries.iter().enumerate() {
            let _ = writeln!(asked, "[[question]]\nid = \"{}\"\ntext = {}", at + 1, toml(question));
            let answer = answer.split_whitespace().collect::<Vec<_>>().join(" ").replace(['{', '}', '<'], " ");
            let _ = writeln!(said, "## {}\n\n{}\n", at + 1, answer.trim_start_matches(['#', '-', '=', ' ']));
        }
        let file = |path: &str, text: String| File { path: path.to_owned(), bytes: Ok(text.into_bytes()) };
        vec![file("responses/faq/consultation.toml", asked), file("responses/faq/response.md", said)]
    }
}

fn toml(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// A consultation of one question.
fn asked(question: &str) -> Consultation {
    let text = format!("title = \"What people ask\"\n[[question]]\nid = \"1\"\ntext = {}\n", toml(question));
    let file = File { path: "responses/asked/consultation.toml".to_owned(), bytes: Ok(text.into_bytes()) };
    let (mut library, _) = Library::read([file]);
    library.consultations.remove("asked").expect("was just read")
}
