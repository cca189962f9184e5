//! What was recognised, before anything is written.

use super::records::{Found, What};
use crate::{
    import::{
        Notice,
        recognise::{Doubt, positions::Positions},
    },
    text::count_words,
};
use comfy_table::{Attribute, Cell, ContentArrangement, Table, presets};
use serde_json::json;

/// A table of what was found, what was doubted, what the reader has to say, and the files to be written.
pub(super) fn text(found: &Found) -> String {
    let mut out = format!("{} ({}): {}\n", found.file, found.format, headline(found));
    let table = table(found);
    if table.row_count() > 0 {
        out.push_str(&format!("{table}\n"));
    }
    for change in &found.changes {
        out.push_str(&format!("  {change}\n"));
    }
    for Doubt { message, at, help } in &found.doubts {
        let place = at.to_string();
        let place = if place.is_empty() { place } else { format!("{place}: ") };
        out.push_str(&format!("  doubt: {place}{message}\n"));
        if !help.is_empty() {
            out.push_str(&format!("         {help}\n"));
        }
    }
    if let What::Positions(it) = &found.what {
        for line in left_out(it).take(3) {
            out.push_str(&format!("  left out: {}\n", shortened(line, 80)));
        }
        let more = left_out(it).count().saturating_sub(3);
        if more > 0 {
            out.push_str(&format!("  left out: {more} lines more; `--format json` has them all\n"));
        }
    }
    for notice in &found.notices {
        out.push_str(&format!("  note: {}\n", noticed(notice)));
    }
    for record in &found.records {
        out.push_str(&format!("  → {} ({} words)\n", record.path, count_words(&record.text)));
    }
    out
}

/// What stands on the page and goes into no record.
fn left_out(page: &Positions) -> impl Iterator<Item = &str> {
    page.preamble.iter().chain(&page.furniture).map(String::as_str)
}

fn noticed(notice: &Notice) -> String {
    let place = notice.at.map(|at| at.to_string()).filter(|place| !place.is_empty()).map(|place| format!("{place}: ")).unwrap_or_default();
    let dropped = notice.dropped.as_ref().map(|words| format!(": “{}”", shortened(words, 60))).unwrap_or_default();
    format!("{place}{}{dropped}", notice.message)
}

fn headline(found: &Found) -> String {
    match &found.what {
        What::Consultation(it) => {
            let closed = it.questions.iter().filter(|question| !question.options.is_empty()).count();
            let closes = it.closes.map(|day| format!(", closes {day}")).unwrap_or_default();
            format!("“{}”, {} ({closed} closed){closes}", it.title, counted(it.questions.len(), "question"))
        }
        What::Response(it) => {
            let answers = it.sections.iter().flat_map(|section| &section.answers);
            let (count, chosen) =
                answers.fold((0, 0), |(count, chosen), answer| (count + 1, chosen + usize::from(!answer.choice.is_empty())));
            format!(
                "“{}”, {}, {} ({chosen} with a choice), {}",
                it.title,
                counted(it.sections.len(), "section"),
                counted(count, "answer"),
                counted(it.references, "live reference")
            )
        }
        What::Positions(it) => counted(it.statements.len(), "statement"),
    }
}

/// `1 question`, `2 questions`.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn table(found: &Found) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    let header = |names: [&str; 4]| names.map(|name| Cell::new(name).add_attribute(Attribute::Bold));
    table.enforce_styling();
    match &found.what {
        What::Consultation(it) => {
            table.set_header(header(["question", "words", "options", "part"]));
            for question in &it.questions {
                let options =
                    if question.options.is_empty() { "free text".to_owned() } else { shortened(&question.options.join(" / "), 40) };
                table.add_row([question.id.clone(), shortened(&question.text(), 60), options, question.part.clone().unwrap_or_default()]);
            }
        }
        What::Response(it) => {
            table.set_header(header(["question", "choice", "paragraphs", "begins"]));
            for answer in it.sections.iter().flat_map(|section| &section.answers) {
                let begins = answer.body.first().map(|block| shortened(&block.plain(), 60)).unwrap_or_default();
                let choice = if answer.no_answer { "no answer".to_owned() } else { answer.choice.join("; ") };
                let ids: Vec<&str> = std::iter::once(&answer.question).chain(&answer.also).map(String::as_str).collect();
                table.add_row([ids.join(", "), choice, answer.body.len().to_string(), begins]);
            }
        }
        What::Positions(it) => {
            table.set_header(header(["id", "title", "parts", "figures"]));
            for one in &it.statements {
                let parts =
                    one.parts.iter().map(|part| part.heading.as_str()).filter(|heading| !heading.is_empty()).collect::<Vec<_>>().join(", ");
                table.add_row([one.id.clone(), shortened(&one.title, 50), shortened(&parts, 40), one.figures.len().to_string()]);
            }
        }
    }
    table
}

fn shortened(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most { text } else { format!("{}…", text.chars().take(most).collect::<String>().trim_end()) }
}

/// The same for other programs: one object on one line.
pub(super) fn json(found: &Found) -> String {
    let what = match &found.what {
        What::Consultation(it) => json!({
            "title": it.title, "department": it.department, "closes": it.closes,
            "questions": it.questions.iter().map(|question| json!({
                "id": question.id, "label": question.label, "part": question.part, "text": question.text(), "options": question.options,
                "choose": if question.choose_many { "many" } else { "one" },
            })).collect::<Vec<_>>(),
        }),
        What::Response(it) => json!({
            "title": it.title, "subtitle": it.subtitle, "date": it.date, "signature": it.signature, "references": it.references,
            "answers": it.sections.iter().flat_map(|section| &section.answers).map(|answer| json!({
                "question": answer.question, "also": answer.also, "choice": answer.choice, "no-answer": answer.no_answer, "paragraphs": answer.body.len(),
            })).collect::<Vec<_>>(),
            "standard": it.standard.iter().map(|offer| json!({ "start": offer.start, "name": offer.name, "share": offer.share })).collect::<Vec<_>>(),
        }),
        What::Positions(it) => json!({
            "statements": it.statements.iter().map(|one| json!({
                "id": one.id, "title": one.title, "figures": one.figures.len(), "asks": one.asks.iter().map(|ask| &ask.words).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "left-out": left_out(it).collect::<Vec<_>>(),
        }),
    };
    let doubts: Vec<_> = found.doubts.iter().map(|it| json!({ "message": it.message, "at": it.at.to_string(), "help": it.help })).collect();
    let records: Vec<_> = found.records.iter().map(|record| json!({ "path": record.path })).collect();
    let notices: Vec<_> = found.notices.iter().map(noticed).collect();
    let line = json!({
        "file": found.file, "format": found.format, "id": found.id, "found": what, "doubts": doubts, "notices": notices,
        "changes": found.changes, "records": records,
    });
    format!("{line}\n")
}
