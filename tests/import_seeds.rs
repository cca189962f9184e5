//! The pages that the recognisers were measured on: every question, paragraph and statement of them.
//!
//! They are no part of this repository: `RESPONDENT_SEEDS` is the folder they are in, and
//! `RESPONDENT_EXPECTED` the one with what must come out of them (default: `../expected` beside it).

use respondent::{
    check,
    document::{AnswerKind, Block, Document, Kind, walk},
    export::FORMATS,
    import::{
        Changes, Foreign,
        read::read,
        recognise::{positions, response},
        write,
    },
    library::{File, Library},
};
use serde_json::Value;
use std::{collections::BTreeMap, env, fs, path::PathBuf};

fn seed(number: &str) -> Option<(Foreign, String)> {
    let Some(folder) = env::var_os("RESPONDENT_SEEDS").map(PathBuf::from) else {
        eprintln!("RESPONDENT_SEEDS is not set: nothing is measured here");
        return None;
    };
    let entry = fs::read_dir(folder).unwrap().flatten().find(|entry| entry.file_name().to_string_lossy().starts_with(number))?;
    let bytes = fs::read(entry.path()).unwrap();
    let foreign = read(&bytes, entry.path().to_str(), Changes::Accept).unwrap();
    Some((foreign, String::from_utf8(bytes).unwrap()))
}

fn expected(number: &str) -> Value {
    let folder = env::var_os("RESPONDENT_EXPECTED").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| PathBuf::from(env::var_os("RESPONDENT_SEEDS").unwrap()).join("../expected"));
    serde_json::from_slice(&fs::read(folder.join(format!("expected-{number}.json"))).unwrap()).unwrap()
}

fn string(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn words(text: &str) -> Vec<String> {
    text.replace('\u{a0}', " ").split_whitespace().map(str::to_owned).collect()
}

/// Every numbered paragraph, in order.
fn paragraphs(response: &response::Response) -> Vec<&Block> {
    let bodies =
        response.sections.iter().flat_map(|section| section.body.iter().chain(section.answers.iter().flat_map(|answer| &answer.body)));
    bodies.filter(|block| matches!(&block.kind, Kind::Paragraph(paragraph) if paragraph.number.is_some())).collect()
}

#[test]
fn seed_004_is_read_to_the_word() {
    let Some((foreign, _)) = seed("004") else { return };
    let wanted = expected("004");
    let found = response::recognise(&foreign, &[]);
    assert_eq!(found.title, string(&wanted["title"]));
    assert_eq!(found.subtitle.as_deref(), Some("Response of the Association of School and College Leaders"));
    assert_eq!(found.date.unwrap().to_string(), "2023-09");
    assert_eq!(found.signature.len(), 4, "{:?}", found.signature);
    let titles: Vec<String> = found.sections.iter().map(|section| walk::plain(&section.title)).collect();
    assert_eq!(titles, ["Introduction", "Key points", "Answers to specific questions", "Conclusion"]);

    let questions = wanted["questions"].as_array().or_else(|| wanted["sections"][2]["questions"].as_array()).unwrap();
    let asked = &found.consultation.questions;
    assert_eq!(asked.len(), 28);
    for (question, wanted) in asked.iter().zip(questions) {
        assert_eq!(question.id, string(&wanted["number"]));
        assert_eq!(question.text(), string(&wanted["text"]), "question {}", question.id);
    }
    let answers: Vec<_> = found.sections.iter().flat_map(|section| &section.answers).collect();
    for (answer, wanted) in answers.iter().zip(questions) {
        let choice = wanted["closed_choice"].as_str();
        match choice {
            Some("N/A") => assert!(answer.no_answer && answer.choice.is_empty()),
            // "No." to "Is there anything else …?" chooses nothing.
            Some(_) if answer.question == "31" => assert!(answer.choice.is_empty()),
            Some(choice) => assert_eq!(answer.choice, [choice], "question {}", answer.question),
            None => assert!(answer.choice.is_empty(), "question {}: {:?}", answer.question, answer.choice),
        }
        let own: Vec<usize> = answer.body.iter().map(|block| words(&block.plain()).len()).collect();
        let counts: Vec<usize> =
            wanted["paragraphs"].as_array().unwrap().iter().map(|paragraph| paragraph["words"].as_u64().unwrap() as usize).collect();
        assert_eq!(own, counts, "words of answer {}", answer.question);
    }
    assert_eq!(answers.iter().filter(|answer| !answer.choice.is_empty()).count(), 18);
    assert_eq!(answers.iter().filter(|answer| answer.no_answer).count(), 2);
    assert_eq!(paragraphs(&found).len(), 51);
    assert_eq!(found.references, 6);
    assert!(found.doubts.iter().any(|doubt| doubt.message.contains("paragraph 39 is printed as `37`")), "{:#?}", found.doubts);
    assert_eq!(found.doubts.iter().filter(|doubt| doubt.message.contains("is printed as")).count(), 1);
    assert!(paragraphs(&found)[7].plain().contains("'one size fits all' assessment process"));
}

/// The library that an import of a response makes.
fn library(found: &response::Response) -> (Library, Vec<respondent::diagnostic::Diagnostic>) {
    let file = |path: &str, text: String| File { path: path.into(), bytes: Ok(text.into_bytes()) };
    Library::read([
        file("respondent.toml", "language = \"en-GB\"\n[organisation]\nname = \"Association of School and College Leaders\"\n".into()),
        file("responses/seed/consultation.toml", write::consultation(&found.consultation, None)),
        file("responses/seed/response.md", write::response(found, "seed.md", None)),
        file("templates/seed.md", write::outline(found)),
    ])
}

#[test]
fn seed_004_is_built_again_as_it_was() {
    let Some((foreign, text)) = seed("004") else { return };
    let found = response::recognise(&foreign, &[]);
    let (library, findings) = library(&found);
    assert!(findings.is_empty(), "{findings:#?}");
    let looked = check::look(&library, &findings, "seed", None).unwrap();
    let document: Document = looked.document;
    let numbers: Vec<String> = document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            Kind::Paragraph(paragraph) => paragraph.number.as_ref().map(|number| number.label.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(numbers, (1..=51).map(|n| format!("{n}.")).collect::<Vec<_>>());
    let chosen = document.blocks.iter().filter(|block| matches!(&block.kind, Kind::Question(question) if !question.choice.is_empty()));
    assert_eq!(chosen.count(), 18);
    let silent =
        document.blocks.iter().filter(|block| matches!(&block.kind, Kind::Question(question) if question.answer == AnswerKind::NoAnswer));
    assert_eq!(silent.count(), 2);
    // The words of the seed and of what is built, without numbers of paragraphs.
    let format = FORMATS.iter().find(|format| format.name == "md").unwrap();
    let built = String::from_utf8((format.write)(&document, &library.organisation.house).unwrap()).unwrap();
    assert_eq!(plain_words(&built), plain_words(&text));
}

/// The words of Markdown without marks, numbers of paragraphs and names.
fn plain_words(text: &str) -> Vec<String> {
    let text = text.replace("<a id=\"", "\u{1}").replace("\"></a>", "\u{2}");
    let mut plain = String::new();
    let mut name = false;
    for c in text.chars() {
        match c {
            '\u{1}' => name = true,
            '\u{2}' => name = false,
            '*' | '#' | '\\' | '[' | ']' => {}
            c if !name => plain.push(c),
            _ => {}
        }
    }
    let mut out = Vec::new();
    for line in plain.lines() {
        let mut words: Vec<String> = line
            .split_whitespace()
            .map(|word| match word.split_once("(q").or(word.split_once("(the-")) {
                Some((word, rest)) if rest.contains(')') => format!("{word}{}", rest.split_once(')').unwrap().1),
                _ => word.to_owned(),
            })
            .collect();
        if words.first().is_some_and(|word| word.ends_with('.') && word.trim_end_matches('.').parse::<u32>().is_ok()) {
            words.remove(0);
        }
        out.extend(words);
    }
    out
}

/// Words, paragraphs and bullets of blocks.
fn counts(blocks: &[Block]) -> (usize, usize, usize) {
    let all: usize = blocks.iter().map(|block| words(&block.plain()).len()).sum();
    let paragraphs = blocks.iter().filter(|block| matches!(block.kind, Kind::Paragraph(_))).count();
    let bullets = blocks.iter().map(|block| match &block.kind {
        Kind::List(list) => list.items.len(),
        _ => 0,
    });
    (all, paragraphs, bullets.sum())
}

#[test]
fn seed_000_gives_its_22_statements() {
    let Some((foreign, text)) = seed("000") else { return };
    let wanted = expected("000");
    let found = positions::recognise(&foreign);
    assert_eq!(found.statements.len(), 22);
    let mut kept: BTreeMap<String, i64> = BTreeMap::new();
    let mut count = |text: &str, by: i64| {
        for word in words(text).iter().filter(|word| !["•", "-"].contains(&word.as_str())) {
            *kept.entry(word.clone()).or_default() += by;
        }
    };
    count(&text, 1);
    for (statement, wanted) in found.statements.iter().zip(wanted["statements"].as_array().unwrap()) {
        let names: Vec<&str> = statement.parts.iter().map(|part| part.heading.as_str()).collect();
        assert_eq!(names, ["Context", "Position", "Reasons"], "{}", statement.title);
        for (part, key) in statement.parts.iter().zip(["context", "position", "why"]) {
            let wanted = &wanted[key];
            let number = |key: &str| wanted[key].as_u64().unwrap() as usize;
            let (all, paragraphs, bullets) = counts(&part.body);
            assert_eq!((all, bullets), (number("words"), number("bullets")), "{} {key}", statement.title);
            assert_eq!(
                paragraphs,
                number("paragraphs"),
                "{} {key} {:#?}",
                statement.title,
                part.body.iter().map(Block::plain).collect::<Vec<_>>()
            );
            part.body.iter().for_each(|block| count(&block.plain(), -1));
            count(&string(&wanted["label_as_printed"]), -1);
        }
    }
    found.preamble.iter().for_each(|line| count(line, -1));
    kept.retain(|_, count| *count != 0);
    assert!(kept.is_empty(), "{kept:?}");
    assert_eq!(found.authority.as_deref(), Some("Ethics, Inclusion and Equalities Committee"));
    let ids: std::collections::BTreeSet<&str> = found.statements.iter().map(|statement| statement.id.as_str()).collect();
    assert_eq!(ids.len(), 22);
    check_records(&found);
}

/// What is written for statements is read by the library without a finding.
fn check_records(found: &positions::Positions) {
    let files = found.statements.iter().map(|statement| File {
        path: format!("positions/{}.md", statement.id),
        bytes: Ok(write::position(statement, found, None).into_bytes()),
    });
    let organisation = File { path: "respondent.toml".into(), bytes: Ok(b"[organisation]\nname = \"A\"\n".to_vec()) };
    let (library, findings) = Library::read(files.chain([organisation]));
    assert!(findings.is_empty(), "{findings:#?}");
    assert_eq!(library.positions.len(), found.statements.len());
    assert!(library.positions.values().all(|position| position.proposed));
}

/// Every word of a page is in the record or reported as furniture.
fn check_words(found: &positions::Positions, text: &str) {
    let mut kept: BTreeMap<String, i64> = BTreeMap::new();
    let mut count = |text: &str, by: i64| {
        for word in words(text).iter().filter(|word| !["•", "-"].contains(&word.as_str())) {
            *kept.entry(word.clone()).or_default() += by;
        }
    };
    count(text, 1);
    let [statement] = found.statements.as_slice() else { panic!("{} records", found.statements.len()) };
    let titled = statement.parts.iter().any(|part| part.heading == statement.title);
    if !titled && words(text).join(" ").starts_with(&statement.title) {
        count(&statement.title, -1);
    }
    for part in &statement.parts {
        count(&part.heading, -1);
        part.body.iter().for_each(|block| count(&block.plain(), -1));
    }
    found.furniture.iter().for_each(|line| count(line, -1));
    kept.retain(|_, count| *count != 0);
    assert!(kept.is_empty(), "{kept:?}");
}

#[test]
fn seed_001_is_a_report_with_quotations() {
    let Some((foreign, text)) = seed("001") else { return };
    let found = positions::recognise(&foreign);
    check_words(&found, &text);
    check_records(&found);
    let statement = &found.statements[0];
    assert!(found.furniture.first().is_some_and(|line| line.starts_with("Latest education roles")), "{:?}", found.furniture.first());
    let by =
        |who: &str| statement.quotations.iter().filter(|quotation| quotation.who.as_deref().is_some_and(|name| name.contains(who))).count();
    assert!(by("Iasio") >= 10, "{:#?}", statement.quotations);
    assert!(
        statement
            .quotations
            .iter()
            .any(|quotation| quotation.words.starts_with("There’s plenty of models") && quotation.words.ends_with("the system is set up."))
    );
    let figures: Vec<&str> = statement.figures.iter().map(|figure| figure.value.as_str()).collect();
    assert_eq!(figures, ["£6,000", "Four in 10", "£4.9 billion"]);
    assert!(found.doubts.iter().any(|doubt| doubt.message.contains("report")));
}

#[test]
fn seed_002_gives_its_figures_and_asks() {
    let Some((foreign, text)) = seed("002") else { return };
    let wanted = expected("002");
    let found = positions::recognise(&foreign);
    check_words(&found, &text);
    check_records(&found);
    let statement = &found.statements[0];
    assert_eq!(statement.title, "SEND and Alternative Provision Green Paper");
    let figures: Vec<(&str, Option<&str>)> =
        statement.figures.iter().map(|figure| (figure.value.as_str(), figure.source.as_deref())).collect();
    let source = Some("National SENCO Workforce Survey 2021-NASEN/Bath Spa University");
    assert_eq!(figures, [("55%", source), ("70%", source), ("66%", source), ("Over a quarter", source)]);
    let headings: Vec<&str> = statement.parts.iter().map(|part| part.heading.as_str()).collect();
    for heading in
        wanted["headings"].as_array().unwrap().iter().map(|heading| string(&heading[1])).filter(|heading| !heading.contains("link text"))
    {
        assert!(headings.contains(&heading.as_str()), "{heading}: {headings:?}");
    }
    let lists: Vec<usize> = statement
        .parts
        .iter()
        .flat_map(|part| &part.body)
        .filter_map(|block| match &block.kind {
            Kind::List(list) => Some(list.items.len()),
            _ => None,
        })
        .collect();
    assert_eq!(lists, [5, 4, 3, 3, 4, 5]);
    let leads: Vec<&str> = statement.asks.iter().map(|ask| ask.lead.as_str()).collect();
    assert_eq!(leads.len(), 17, "{leads:#?}");
}

#[test]
fn seed_003_gives_its_actions() {
    let Some((foreign, text)) = seed("003") else { return };
    let found = positions::recognise(&foreign);
    check_words(&found, &text);
    check_records(&found);
    let statement = &found.statements[0];
    assert_eq!(statement.asks.len(), 7, "{:#?}", statement.asks);
    assert_eq!(found.furniture.first().map(String::as_str), Some("1 Comments"));
    let headings: Vec<&str> = statement.parts.iter().map(|part| part.heading.as_str()).collect();
    assert!(headings.contains(&"The need to increase funding"), "{headings:?}");
}

/// What must be the same whatever format a response is in.
fn essence(found: &response::Response) -> (Vec<String>, Vec<String>, Vec<String>, usize, Vec<String>) {
    let questions =
        found.consultation.questions.iter().map(|question| format!("{} {} {:?}", question.id, question.text(), question.options));
    let paragraphs = paragraphs(found).into_iter().map(Block::plain);
    let answers = found.sections.iter().flat_map(|section| &section.answers);
    let answers = answers.map(|answer| format!("{} {:?} {} {}", answer.question, answer.choice, answer.no_answer, answer.body.len()));
    (questions.collect(), paragraphs.collect(), answers.collect(), found.references, found.signature.clone())
}

#[test]
fn seed_004_is_the_same_as_html() {
    let Some((foreign, text)) = seed("004") else { return };
    let mut pandoc = match std::process::Command::new("pandoc")
        .args(["-f", "markdown-smart-auto_identifiers", "-t", "html", "-s", "--metadata", "title=x"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
    {
        Ok(pandoc) => pandoc,
        Err(_) => return eprintln!("pandoc is not here: nothing is measured"),
    };
    let mut input = pandoc.stdin.take().unwrap();
    std::thread::spawn(move || std::io::Write::write_all(&mut input, text.as_bytes()));
    let page = pandoc.wait_with_output().unwrap().stdout;
    let page = read(&page, Some("a.html"), Changes::Accept).unwrap();
    let (wanted, found) = (essence(&response::recognise(&foreign, &[])), essence(&response::recognise(&page, &[])));
    assert_eq!(found.0, wanted.0);
    assert_eq!(found.1, wanted.1);
    assert_eq!(found.2, wanted.2);
    assert_eq!((found.3, found.4), (wanted.3, wanted.4));
}

/// A page of paragraphs and lists, as a content manager would make it of lines.
fn as_page(text: &str) -> String {
    let mut out = String::from("<!doctype html><html><head><title>x</title></head><body>");
    let mut list = false;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let escaped = line.replace('&', "&amp;").replace('<', "&lt;");
        let item = escaped.strip_prefix('•').or(escaped.strip_prefix("- "));
        if item.is_some() != list {
            list = !list;
            out.push_str(if list { "<ul>" } else { "</ul>" });
        }
        match item {
            Some(item) => out.push_str(&format!("<li>{}</li>\n", item.trim())),
            None => out.push_str(&format!("<p>{escaped}</p>\n")),
        }
    }
    out
}

#[test]
fn pages_of_statements_are_the_same_as_html() {
    for number in ["000", "001", "002", "003"] {
        let Some((foreign, text)) = seed(number) else { return };
        let page = read(as_page(&text).as_bytes(), Some("a.html"), Changes::Accept).unwrap();
        let plain = |found: positions::Positions| -> Vec<String> {
            let of = |statement: positions::Statement| {
                let parts: Vec<String> = statement
                    .parts
                    .iter()
                    .map(|part| format!("{}: {}", part.heading, part.body.iter().map(Block::plain).collect::<Vec<_>>().join(" | ")))
                    .collect();
                format!("{} {:?} {:?} {:?}", parts.join("\n"), statement.figures, statement.asks, statement.quotations)
            };
            found.statements.into_iter().map(of).collect()
        };
        let (found, wanted) = (plain(positions::recognise(&page)).join("\n"), plain(positions::recognise(&foreign)).join("\n"));
        for (found, wanted) in found.lines().zip(wanted.lines()) {
            assert_eq!(found, wanted, "seed {number}");
        }
        assert_eq!(found.len(), wanted.len());
    }
}
