//! Assembling and writing responses of 50, 500 and 5,000 paragraphs; loading and checking libraries.
//!
//! `cargo bench`; one of them: `cargo bench -- docx`.

use divan::{Bencher, black_box};
use respondent::{
    assemble::Assembler,
    check,
    document::{Document, house::House},
    export::FORMATS,
    library::{File, Library},
};

fn main() {
    divan::main();
}

const PARAGRAPH: &str = "Members tell us that the cost of a place has risen every year while its funding has not, and that \
    *nobody* has reviewed it. We ask for a review (see [paragraph](#first) above), with the figures of {{ facts.members }} members beside it.";

fn file(path: String, text: String) -> File {
    File { path, bytes: Ok(text.into_bytes()) }
}

fn settings() -> File {
    let text = "[organisation]\nname = \"Friends of the Canal\"\n[facts.members]\nvalue = \"900\"\n";
    file("respondent.toml".into(), text.into())
}

/// A response with `answers` answers of `paragraphs` paragraphs each.
fn response(id: &str, answers: usize, paragraphs: usize) -> [File; 2] {
    let question =
        |n| format!("[[question]]\nid = \"{n}\"\ntext = \"To what extent do you agree with proposal {n}?\"\noptions = \"agree-5\"\n\n");
    let questions: String = (1..=answers).map(question).collect();
    let answer = |n| format!("## {n}\n\nAgree. It is time.\n\n{}", format!("{PARAGRAPH}\n\n").repeat(paragraphs - 1));
    let body: String = (1..=answers).map(answer).collect();
    let text = format!("+++\ndate = \"2026-11\"\n+++\n# Key points\n\nPlaces are too few. {{#first}}\n\n# Answers\n\n{body}");
    [
        file(format!("responses/{id}/consultation.toml"), format!("title = \"The canal\"\n\n{questions}")),
        file(format!("responses/{id}/response.md"), text),
    ]
}

fn one(paragraphs: usize) -> Library {
    let (library, findings) = Library::read([settings()].into_iter().chain(response("canal", paragraphs / 10, 10)));
    assert!(findings.is_empty(), "{findings:?}");
    library
}

fn many(responses: usize) -> Vec<File> {
    (0..responses).flat_map(|n| response(&format!("canal-{n}"), 30, 2)).chain([settings()]).collect()
}

fn assembled(library: &Library) -> Document {
    Assembler::new(library).assemble("canal", None).expect("a consultation").document
}

#[divan::bench(args = [50, 500, 5_000])]
fn assemble(bencher: Bencher, paragraphs: usize) {
    let library = one(paragraphs);
    bencher.bench(|| assembled(black_box(&library)));
}

#[divan::bench(args = ["docx", "html", "json", "md"], consts = [50, 500, 5_000])]
fn write<const PARAGRAPHS: usize>(bencher: Bencher, format: &str) {
    let document = assembled(&one(PARAGRAPHS));
    let format = FORMATS.iter().find(|it| it.name == format).expect("a format");
    bencher.bench(|| (format.write)(black_box(&document), &House::default()).expect("writes"));
}

/// 4 and 334 responses with 30 answers each: about 100 and 10,000 answers.
#[divan::bench(args = [4, 334])]
fn load(bencher: Bencher, responses: usize) {
    bencher.with_inputs(|| many(responses)).bench_values(Library::read);
}

#[divan::bench(args = [4, 334])]
fn load_and_check(bencher: Bencher, responses: usize) {
    let day = Default::default();
    bencher.with_inputs(|| many(responses)).bench_values(|files| {
        let (library, loaded) = Library::read(files);
        check::findings(&library, &loaded, &[], day)
    });
}
