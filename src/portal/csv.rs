//! The pack as a table, a row for each question (RFC 4180).
//!
//! It begins with a byte order mark, without which Excel takes UTF-8 for another encoding and spoils every
//! dash and quotation mark. A text that begins with `=`, `+`, `-` or `@` would be reckoned by a spreadsheet as
//! a formula, which spoils a list and lets imported words do what they like: a space stands before it. A form
//! drops it, and the counts are those of the text without it; the page and JSON hold every text exactly.

use super::{Answer, Form, Pack};

pub(super) static FORM: Form = Form { name: "csv", write };

const COLUMNS: [&str; 11] =
    ["question", "label", "part", "asked", "options", "choice", "text", "words", "characters", "limit", "references rewritten"];

fn write(pack: &Pack) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    // Writing to memory does not fail.
    let _ = writer.write_record(COLUMNS);
    for answer in &pack.answers {
        let _ = writer.write_record(row(answer).map(no_formula));
    }
    writer.into_inner().unwrap_or_default()
}

/// Text that no spreadsheet takes for a formula (OWASP, “CSV Injection”).
fn no_formula(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!(" {text}") } else { text }
}

fn row(answer: &Answer) -> [String; 11] {
    let limits: Vec<String> = answer.limits.iter().map(|bound| format!("{} {}", bound.most, bound.unit.word())).collect();
    let rewritten: Vec<String> = answer.rewritten.iter().map(|it| format!("{} → {}", it.from, it.to)).collect();
    [
        answer.question.clone(),
        answer.label.clone(),
        answer.part.clone().unwrap_or_default(),
        answer.asked.clone(),
        answer.options.join("; "),
        answer.choice.join("; "),
        answer.text.clone(),
        answer.words.to_string(),
        answer.characters.to_string(),
        limits.join("; "),
        rewritten.join("; "),
    ]
}
