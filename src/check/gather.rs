//! Everything that loading, assembling and the checks say, of the library or of one response.

use super::{CHECKS, Case, Context, Run, asked::Asked, plain, settle::settle};
use crate::{
    assemble::{Assembled, Assembler, Progress},
    diagnostic::{Code, Diagnostic, Severity, codes},
    document::{Document, date::PrintedDate},
    library::Library,
};
use chrono::NaiveDate;

/// One response after assembling, with all that was found in it.
#[derive(Debug)]
pub struct Looked {
    /// The consultation's id.
    pub id: String,
    /// The assembled document.
    pub document: Document,
    /// How far it has come.
    pub progress: Progress,
    /// What is wrong, acceptances and settings applied, in the order of files and places.
    pub findings: Vec<Diagnostic>,
}

/// All findings of the library, or of the responses `ids` and what they share with others. `loaded` is
/// what [`Library::read`] found.
pub fn findings(library: &Library, loaded: &[Diagnostic], ids: &[String], today: NaiveDate) -> Vec<Diagnostic> {
    let wanted: Vec<&String> = if ids.is_empty() { library.consultations.keys().collect() } else { ids.iter().collect() };
    let mut all = of_folders(library, loaded, |id| ids.is_empty() || ids.iter().any(|wanted| wanted == id));
    for check in CHECKS {
        if let Run::Library(run) = check.run {
            run(&Context { library, today }, &mut all);
        }
    }
    let mut acceptances = Vec::new();
    for assembled in check_all(library, &wanted, today) {
        all.extend(assembled.findings);
        acceptances.extend(assembled.acceptances);
    }
    settle(library, all, &acceptances, |_| false)
}

/// Assembles one response and gathers what was found in it and in what it shares with others: what a
/// person who builds it should see, whatever the day. `date` is printed in place of the response's own.
pub fn look(library: &Library, loaded: &[Diagnostic], id: &str, date: Option<PrintedDate>) -> Option<Looked> {
    let assembled = Assembler::new(library).assemble(id, date)?;
    let mut all = of_folders(library, loaded, |other| other == id);
    all.extend(assembled.findings);
    let progress = Progress::of(&assembled.document);
    let findings = settle(library, all, &assembled.acceptances, is_of_a_check);
    Some(Looked { id: id.to_owned(), document: assembled.document, progress, findings })
}

/// Every response as it stands on a day, on all cores when there are many.
pub fn look_at_all(library: &Library, loaded: &[Diagnostic], today: NaiveDate) -> Vec<Looked> {
    let ids: Vec<&String> = library.consultations.keys().collect();
    let assembled = check_all(library, &ids, today);
    let looked = ids.into_iter().zip(assembled).map(|(id, assembled)| {
        let mut all = of_folders(library, loaded, |other| other == id);
        all.retain(|finding| in_responses(library, finding).is_some());
        all.extend(assembled.findings);
        let progress = Progress::of(&assembled.document);
        let findings = settle(library, all, &assembled.acceptances, is_of_the_library);
        Looked { id: id.clone(), document: assembled.document, progress, findings }
    });
    looked.collect()
}

fn is_of_a_check(code: &Code) -> bool {
    CHECKS.iter().any(|check| check.code == code)
}

fn is_of_the_library(code: &Code) -> bool {
    CHECKS.iter().any(|check| check.code == code && matches!(check.run, Run::Library(_)))
}

/// Assembles and checks responses, on all cores when there are many.
fn check_all(library: &Library, ids: &[&String], today: NaiveDate) -> Vec<Assembled> {
    let asked = Asked::of(library);
    let workers = if ids.len() < 16 { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
    let some = |ids: &[&String]| -> Vec<Assembled> {
        let assembler = Assembler::new(library);
        let each = ids.iter().filter_map(|id| {
            let mut assembled = assembler.assemble(id, None)?;
            let found = check(library, &asked, id, &assembled.document, today);
            assembled.findings.extend(found);
            Some(assembled)
        });
        each.collect()
    };
    std::thread::scope(|scope| {
        let chunks: Vec<_> = ids.chunks(ids.len().div_ceil(workers).max(1)).map(|chunk| scope.spawn(|| some(chunk))).collect();
        chunks.into_iter().flat_map(|chunk| chunk.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// What the checks say of one response. What was sent can no longer be mended, and is only worth knowing
/// before its words are used again: a note.
fn check(library: &Library, asked: &Asked, id: &str, document: &Document, today: NaiveDate) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let damaged = ["consultation.toml", "response.md"].iter().any(|file| library.is_damaged(&format!("responses/{id}/{file}")));
    let Some(consultation) = library.consultations.get(id).filter(|_| !damaged) else { return found };
    let (response, passages) = (library.responses.get(id), plain::passages(document));
    let case = Case { library, today, consultation, response, document, passages, asked };
    for check in CHECKS {
        let before = found.len();
        if let Run::Response(run) = check.run {
            run(&case, &mut found);
        }
        if case.is_sent() && check.code != &codes::CHANGED_AFTER_SUBMISSION {
            found[before..].iter_mut().for_each(|finding| finding.severity = Severity::Note);
        }
    }
    found
}

/// Findings of files that belong to no response, and of the responses that are wanted.
fn of_folders(library: &Library, loaded: &[Diagnostic], wanted: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    loaded.iter().filter(|finding| in_responses(library, finding).is_none_or(&wanted)).cloned().collect()
}

/// The id of the response in whose folder a finding lies.
fn in_responses<'l>(library: &'l Library, finding: &Diagnostic) -> Option<&'l str> {
    let path = library.sources.path(finding.span?.source).to_str()?;
    path.strip_prefix("responses/")?.split('/').next()
}
