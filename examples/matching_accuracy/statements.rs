//! Questions of a response against position statements, judged by a person.

use super::{
    bm25::Bm25,
    score::{Calibration, Score, share},
};
use respondent::{
    import::{
        Changes, Foreign,
        read::read,
        recognise::{positions, response},
        write,
    },
    library::{File, Library},
    matching::{Candidate, Matcher},
};
use serde_json::Value;
use std::{collections::BTreeSet, fs};

pub fn run(statements: &str, said: &str, truth: &Value, calibration: &mut Calibration) {
    let library = library(statements, said);
    let (matcher, asked) = (Matcher::new(&library), &library.consultations["asked"]);
    let whole = |id: &String| library.slice(library.positions[id].body).to_owned();
    let plain = Bm25::new(library.positions.keys().map(|id| (number(id), whole(id))));
    let (mut before, mut ours, mut none, mut kept) = (Score::default(), Score::default(), 0, 0);
    let mut consulted = matcher.consult(asked);
    for question in &asked.questions {
        let Some(fitting) = truth["questions"][&question.id.value].as_array() else { continue };
        let right: BTreeSet<String> = fitting.iter().map(|number| number.to_string()).collect();
        let found = consulted.matches(question, usize::MAX);
        let name = |candidate: &Candidate| number(&candidate.to_string());
        let ranking: Vec<String> = found.iter().map(|it| name(&it.entry.candidate)).collect();
        if std::env::var_os("VERBOSE").is_some() {
            let first = found
                .first()
                .map(|it| (it.score, name(&it.entry.candidate), it.because.iter().map(ToString::to_string).collect::<Vec<_>>()));
            println!("   {} {first:?} of {right:?}: {}", question.id.value, question.text.value);
        }
        let first = found.first().map_or(0.0, |it| it.score);
        calibration.add("statements", first, ranking.first().is_some_and(|first| right.contains(first)));
        if right.is_empty() {
            none += 1;
            kept += usize::from(!found.first().is_some_and(|first| first.is_confident()));
            continue;
        }
        before.add(&plain.rank(&question.text.value), &right);
        ours.add(&ranking, &right);
    }
    before.print("plain BM25, statements");
    ours.print("respondent, statements");
    println!("{:46} {none:>6} {:>13.3}", "with none that fits: none above the line", share(kept, none));
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
