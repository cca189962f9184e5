//! The same pages in other formats: converted by pandoc and LibreOffice, they must give the same records.
//!
//! The pages are no part of this repository: `RESPONDENT_SEEDS` is the folder they are in.

use respondent::{
    document::{Block, Kind, walk},
    import::{
        Changes, Foreign,
        read::read,
        recognise::{positions, response},
    },
};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// By LibreOffice, of the plain text itself: what Markdown means is printed there.
const OF_TEXT: &str = "of its text";

/// What is compared, each with its values in order.
type Record = Vec<(&'static str, Vec<String>)>;

fn seed(number: &str) -> Option<String> {
    let folder = env::var_os("RESPONDENT_SEEDS").map(PathBuf::from)?;
    let entry = fs::read_dir(folder).unwrap().flatten().find(|entry| entry.file_name().to_string_lossy().starts_with(number))?;
    Some(fs::read_to_string(entry.path()).unwrap())
}

fn runs(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// A page of paragraphs and lists, as a content manager would make it of lines.
fn as_page(text: &str) -> String {
    let mut out = String::from("<!doctype html><html><body>");
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
    if list {
        out.push_str("</ul>");
    }
    out
}

/// Every conversion of the pages in `folder`: format, by whom, file.
fn convert(folder: &Path, numbers: &[&str]) -> Vec<(String, String, &'static str, PathBuf)> {
    let mut made = Vec::new();
    let (mut documents, mut texts) = (Vec::new(), Vec::new());
    for number in numbers {
        let text = seed(number).unwrap();
        let plain = folder.join(format!("{number}.txt"));
        fs::write(&plain, &text).unwrap();
        texts.push(plain);
        // The response is Markdown; the pages are lines of plain text.
        let (from, source) = if *number == "004" { ("markdown-smart-auto_identifiers", text) } else { ("html", as_page(&text)) };
        let input = folder.join(format!("{number}.source"));
        fs::write(&input, source).unwrap();
        for format in ["docx", "odt", "html"] {
            let output = folder.join(format!("{number}.{format}"));
            let title = ["--metadata", "pagetitle=x"];
            assert!(runs(Command::new("pandoc").args(["-s", "-f", from, "-t", format, "-o"]).arg(&output).args(title).arg(&input)));
            if format == "html" {
                // pandoc gives every page a title; these have none.
                let page = fs::read_to_string(&output).unwrap();
                fs::write(&output, page.replace("<title>x</title>", "")).unwrap();
            }
            if format == "docx" {
                documents.push(output.clone());
            }
            made.push(((*number).to_owned(), format.to_owned(), "pandoc", output));
        }
    }
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut office = |format: &'static str, by: &'static str, numbers: &[&str], inputs: &[PathBuf]| {
        let out = folder.join(format!("{by}-{format}"));
        let mut command = Command::new("soffice");
        command.args([&profile, "--headless"]);
        if by == OF_TEXT {
            command.arg("--infilter=Text (encoded):UTF8,LF,,,");
        }
        command.args(["--convert-to", format, "--outdir"]).arg(&out).args(inputs);
        assert!(runs(&mut command), "LibreOffice makes no {format}");
        for number in numbers {
            made.push(((*number).to_owned(), format.to_owned(), by, out.join(format!("{number}.{format}"))));
        }
    };
    for format in ["docx", "odt", "pdf", "html"] {
        office(format, "LibreOffice", numbers, &documents);
        // In print nothing tells lines that were wrapped from lines that were ended.
        if format != "pdf" {
            office(format, OF_TEXT, numbers, &texts);
        }
    }
    made
}

/// Blocks in words: paragraphs and items, each a value.
fn values(blocks: &[Block]) -> Vec<String> {
    let one = |block: &Block| -> Vec<String> {
        match &block.kind {
            Kind::List(list) => list.items.iter().flat_map(|item| values(&item.blocks)).map(|item| format!("• {item}")).collect(),
            Kind::Paragraph(paragraph) => {
                let number = paragraph.number.as_ref().map(|number| format!("{}. ", number.value)).unwrap_or_default();
                vec![format!("{number}{}", block.plain())]
            }
            _ => vec![block.plain()],
        }
    };
    blocks.iter().flat_map(one).collect()
}

fn of_response(foreign: &Foreign) -> Record {
    let found = response::recognise(foreign, &[]);
    let answers: Vec<_> = found.sections.iter().flat_map(|section| &section.answers).collect();
    let bodies = found.sections.iter().map(|section| {
        let answers = section.answers.iter().flat_map(|answer| values(&answer.body));
        values(&section.body).into_iter().chain(answers).collect::<Vec<_>>()
    });
    let questions = &found.consultation.questions;
    vec![
        ("title", vec![found.title.clone(), format!("{:?} {:?}", found.subtitle, found.date)]),
        ("sections", found.sections.iter().map(|section| walk::plain(&section.title)).collect()),
        ("questions", questions.iter().map(|question| format!("{} {}", question.id, question.text())).collect()),
        ("options", questions.iter().map(|question| format!("{} {:?}", question.id, question.options)).collect()),
        ("paragraphs", bodies.flatten().collect()),
        ("choices", answers.iter().map(|answer| format!("{} {:?} {}", answer.question, answer.choice, answer.no_answer)).collect()),
        ("references", (0..found.references).map(|n| n.to_string()).collect()),
        ("signature", found.signature.clone()),
        (
            "numbering",
            found.doubts.iter().filter(|doubt| doubt.message.contains("is printed as")).map(|doubt| doubt.message.clone()).collect(),
        ),
    ]
}

fn of_page(foreign: &Foreign) -> Record {
    let found = positions::recognise(foreign);
    let parts = || found.statements.iter().flat_map(|statement| &statement.parts);
    vec![
        ("titles", found.statements.iter().map(|statement| format!("{} {}", statement.id, statement.title)).collect()),
        ("parts", parts().map(|part| part.heading.clone()).collect()),
        ("paragraphs", parts().flat_map(|part| values(&part.body)).collect()),
        ("figures", found.statements.iter().flat_map(|statement| &statement.figures).map(|figure| format!("{figure:?}")).collect()),
        (
            "quotations",
            found.statements.iter().flat_map(|statement| &statement.quotations).map(|quotation| format!("{quotation:?}")).collect(),
        ),
        ("asks", found.statements.iter().flat_map(|statement| &statement.asks).map(|ask| format!("{ask:?}")).collect()),
        ("authority", found.authority.iter().cloned().collect()),
        ("preamble", found.preamble.clone()),
        ("furniture", found.furniture.clone()),
    ]
}

fn record(number: &str, foreign: &Foreign) -> Record {
    if number == "004" { of_response(foreign) } else { of_page(foreign) }
}

#[test]
fn conversions_give_the_same_records() {
    if seed("004").is_none() {
        return eprintln!("RESPONDENT_SEEDS is not set: nothing is measured here");
    }
    if !runs(Command::new("pandoc").arg("--version")) || !runs(Command::new("soffice").arg("--version")) {
        return eprintln!("pandoc or LibreOffice is not here: nothing is measured");
    }
    let numbers = ["004", "000", "002", "001", "003"];
    let folder = env::var_os("RESPONDENT_CONVERSIONS").map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")), PathBuf::from);
    let folder = folder.join("conversions");
    fs::create_dir_all(&folder).unwrap();
    let mut differences = Vec::new();
    println!("seed  format  by           equal / differs");
    for (number, format, by, path) in convert(&folder, &numbers) {
        let wanted = record(&number, &read(seed(&number).unwrap().as_bytes(), None, Changes::Accept).unwrap());
        let found = record(&number, &read(&fs::read(&path).unwrap(), path.to_str(), Changes::Accept).unwrap());
        let (mut equal, mut differs) = (Vec::new(), Vec::new());
        for ((name, wanted), (_, found)) in wanted.iter().zip(&found) {
            if wanted == found {
                equal.push(format!("{name} {}", wanted.len()));
                continue;
            }
            let same = wanted.iter().filter(|value| found.contains(value)).count();
            differs.push(format!("{name} {same} of {} ({} found)", wanted.len(), found.len()));
            let missing = wanted.iter().filter(|value| !found.contains(value)).take(4).map(|value| format!("  - {value}"));
            let added = found.iter().filter(|value| !wanted.contains(value)).take(4).map(|value| format!("  + {value}"));
            let lines: Vec<String> = missing.chain(added).collect();
            differences.push(format!("{number} {format} by {by}: {name}\n{}", lines.join("\n")));
        }
        let differs = if differs.is_empty() { "-".to_owned() } else { differs.join(", ") };
        println!("{number}   {format:<6}  {by:<11}  {} / {differs}", equal.join(", "));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
