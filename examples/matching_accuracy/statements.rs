//! Questions of a response against position statements, judged by a person.

use super::{
    bm25::Bm25,
    meaning::Meaning,
    score::{Calibration, Score, share},
};
use respondent::{
    import::{
        Changes, Foreign,
        read::read,
        recognise::{positions, response},
        write,
    },
    library::{File, Library, Question},
    matching::Matcher,
};
use serde_json::Value;
use std::{collections::BTreeSet, fs};

pub fn run(statements: &str, said: &str, truth: &Value, model: Option<&Meaning>, calibration: &mut Calibration) {
    let library = library(statements, said);
    let asked = &library.consultations["asked"];
    let judged = |question: &Question| -> Option<BTreeSet<String>> {
        let fitting = truth["questions"][&question.id.value].as_array()?;
        Some(fitting.iter().map(|number| number.to_string()).collect())
    };
    let judged: Vec<(&Question, BTreeSet<String>)> = asked.questions.iter().filter_map(|it| Some((it, judged(it)?))).collect();
    let whole = |id: &String| library.slice(library.positions[id].body).to_owned();
    let (index, mut plain) = (Bm25::new(library.positions.keys().map(|id| (number(id), whole(id)))), Score::default());
    judged.iter().filter(|(_, right)| !right.is_empty()).for_each(|(it, right)| plain.add(&index.rank(&it.text.value), right));
    plain.print("plain BM25, statements");
    for (who, model) in [("respondent", None)].into_iter().chain(model.map(|model| ("by meaning", Some(model)))) {
        let mut matcher = Matcher::new(&library);
        if let Some(model) = model {
            model.teach(&mut matcher, &[asked]);
        }
        let (mut ours, mut none, mut kept, mut consulted) = (Score::default(), 0, 0, matcher.consult(asked));
        for (question, right) in &judged {
            let found = consulted.matches(question, usize::MAX);
            let ranking: Vec<String> = found.iter().map(|it| number(&it.entry.candidate.to_string())).collect();
            let first = found.first().map_or(0.0, |it| it.score);
            let hit = ranking.first().is_some_and(|first| right.contains(first));
            calibration.add(&format!("statements, {who}"), first, hit);
            if !hit && std::env::var_os("VERBOSE").is_some() {
                println!("   {} {first} {:?} of {right:?}: {}", question.id.value, &ranking[..3], question.text.value);
            }
            if right.is_empty() {
                none += 1;
                kept += usize::from(!found.first().is_some_and(|first| first.is_confident()));
            } else {
                ours.add(&ranking, right);
            }
        }
        ours.print(&format!("{who}, statements"));
        println!("{:46} {none:>6} {:>13.3}", "with none that fits: none above the line", share(kept, none));
    }
}

fn number(id: &str) -> String {
    id.rsplit('/').next().unwrap_or_default().split('-').next().unwrap_or_default().trim_start_matches('0').to_owned()
}

/// The statements as `positions/NN-name.md`, the questions as the consultation `asked`, unanswered.
fn library(statements: &str, said: &str) -> Library {
    let page = positions::recognise(&foreign(statements));
    let position = |(at, one): (usize, &positions::Statement)| File {
        path: format!("positions/{:02}-{}.md", at + 1, one.id.replace('/', "-")),
        bytes: Ok(write::position(one, &page, None).into_bytes()),
    };
    let asked = response::recognise(&foreign(said), &[]).consultation;
    let asked = File { path: "responses/asked/consultation.toml".to_owned(), bytes: Ok(write::consultation(&asked, None).into_bytes()) };
    Library::read(page.statements.iter().enumerate().map(position).chain([asked])).0
}

fn foreign(path: &str) -> Foreign {
    read(&fs::read(path).expect("a file"), Some(path), Changes::Accept).expect("readable")
}
