//! Checks: what would embarrass, found before the department finds it.
//!
//! Every kind of finding, whichever room finds it, has a page beside this file: `src/check/<code>.md`
//! says what it is, why it matters, and shows a small library that gives it with what is then printed.
//! The page is the text of `check --explain` ([`PAGES`]), the rustdoc of a check, and a test
//! (`tests/pages.rs`), all at once.
//!
//! [`findings`] gathers everything that loading, assembling and the checks say, applies what people
//! accept and what the settings make of it. To add a check: a code in [`codes`], a file with a `CHECK`,
//! its page beside it, a row in [`CHECKS`] and one in [`PAGES`]; `UPDATE=1 cargo test --test pages` writes
//! what is printed into the page.

mod changed_after_submission;
mod channel;
mod channel_identity;
mod channel_limit;
mod channel_numbering;
mod channel_summary;
mod pages;
mod review_overdue;

pub use pages::{PAGES, Page};

use crate::{
    assemble::{Assembled, Assembler, Progress},
    diagnostic::{self, Code, Diagnostic, Severity, codes},
    document::{Document, date::PrintedDate, markdown::Acceptance},
    library::{Consultation, Library, Response},
    text::nearest,
};
use chrono::NaiveDate;

/// What a check of the whole library may look at.
#[derive(Debug)]
pub struct Context<'l> {
    /// The library.
    pub library: &'l Library,
    /// The day of the check.
    pub today: NaiveDate,
}

/// What a check of one response may look at.
#[derive(Debug)]
pub struct Case<'c> {
    /// The library.
    pub library: &'c Library,
    /// What they asked.
    pub consultation: &'c Consultation,
    /// What we say, as far as somebody has written it.
    pub response: Option<&'c Response>,
    /// The assembled document.
    pub document: &'c Document,
}

/// A check.
#[derive(Debug)]
pub struct Check {
    /// What it finds.
    pub code: &'static Code,
    run: Run,
}

/// What a check looks at.
#[derive(Debug)]
enum Run {
    /// The whole library, once.
    Library(fn(&Context, &mut Vec<Diagnostic>)),
    /// Every response with its assembled document.
    Response(fn(&Case, &mut Vec<Diagnostic>)),
}

/// Every check.
pub const CHECKS: &[&Check] = &[
    &changed_after_submission::CHECK,
    &channel_identity::CHECK,
    &channel_limit::CHECK,
    &channel_numbering::CHECK,
    &channel_summary::CHECK,
    &review_overdue::CHECK,
];

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
    for assembled in check_all(library, &wanted) {
        all.extend(assembled.findings);
        acceptances.extend(assembled.acceptances);
    }
    settle(library, all, &acceptances)
}

/// Assembles one response and gathers what was found in it and in what it shares with others: what a
/// person who builds it should see. `date` is printed in place of the response's own.
pub fn look(library: &Library, loaded: &[Diagnostic], id: &str, date: Option<PrintedDate>) -> Option<Looked> {
    let assembled = Assembler::new(library).assemble(id, date)?;
    let mut all = of_folders(library, loaded, |other| other == id);
    all.extend(assembled.findings);
    let progress = Progress::of(&assembled.document);
    let findings = settle(library, all, &assembled.acceptances);
    Some(Looked { id: id.to_owned(), document: assembled.document, progress, findings })
}

/// Every response with what was found in it, on all cores when there are many.
pub fn look_at_all(library: &Library, loaded: &[Diagnostic]) -> Vec<Looked> {
    let ids: Vec<&String> = library.consultations.keys().collect();
    let assembled = check_all(library, &ids);
    let looked = ids.into_iter().zip(assembled).map(|(id, assembled)| {
        let mut all = of_folders(library, loaded, |other| other == id);
        all.retain(|finding| in_responses(library, finding).is_some());
        all.extend(assembled.findings);
        let progress = Progress::of(&assembled.document);
        Looked { id: id.clone(), document: assembled.document, progress, findings: settle(library, all, &assembled.acceptances) }
    });
    looked.collect()
}

/// Assembles and checks responses, on all cores when there are many.
fn check_all(library: &Library, ids: &[&String]) -> Vec<Assembled> {
    let workers = if ids.len() < 16 { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
    let some = |ids: &[&String]| -> Vec<Assembled> {
        let assembler = Assembler::new(library);
        ids.iter().filter_map(|id| checked(library, id, assembler.assemble(id, None)?)).collect()
    };
    std::thread::scope(|scope| {
        let chunks: Vec<_> = ids.chunks(ids.len().div_ceil(workers).max(1)).map(|chunk| scope.spawn(move || some(chunk))).collect();
        chunks.into_iter().flat_map(|chunk| chunk.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// Adds what the checks of one response find.
fn checked(library: &Library, id: &str, mut assembled: Assembled) -> Option<Assembled> {
    let (consultation, response) = (library.consultations.get(id)?, library.responses.get(id));
    let case = Case { library, consultation, response, document: &assembled.document };
    for check in CHECKS {
        if let Run::Response(run) = check.run {
            run(&case, &mut assembled.findings);
        }
    }
    Some(assembled)
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

/// Takes out what people accept, gives findings the severity that the settings want, and sorts.
fn settle(library: &Library, findings: Vec<Diagnostic>, acceptances: &[Acceptance]) -> Vec<Diagnostic> {
    let mut used = vec![false; acceptances.len()];
    let mut kept: Vec<Diagnostic> = Vec::new();
    for finding in findings {
        let mut accepted = false;
        // The same acceptance comes once for each place where its text is used.
        for (accept, used) in acceptances.iter().zip(&mut used) {
            if accept.code.value == finding.code.name && finding.span.is_some_and(|span| accept.covers.contains(span)) {
                (*used, accepted) = (true, true);
            }
        }
        if !accepted {
            kept.push(finding);
        }
    }
    for (accept, _) in acceptances.iter().zip(used).filter(|(_, used)| !used) {
        kept.push(unused(accept));
    }
    let severities = &library.organisation.severities;
    kept.retain_mut(|finding| match severities.get(finding.code.name) {
        Some(None) => false,
        Some(Some(severity)) => {
            finding.severity = *severity;
            true
        }
        None => true,
    });
    diagnostic::sort(&mut kept, &library.sources);
    kept
}

fn unused(accept: &Acceptance) -> Diagnostic {
    let code = &accept.code;
    if codes::ALL.iter().any(|known| known.name == code.value) {
        let message = format!("there is no finding `{}` here to accept", code.value);
        return Diagnostic::new(&codes::UNUSED_ACCEPTANCE, code.span, message).help("delete the acceptance: what it accepted is gone");
    }
    let help = match nearest(&code.value, codes::ALL.iter().map(|known| known.name)) {
        Some(near) => format!("did you mean `accept-{near}`?"),
        None => "`respondent check --explain all` lists the findings".to_owned(),
    };
    Diagnostic::new(&codes::BAD_ATTRIBUTE, code.span, format!("no finding is called `{}`", code.value)).help(help)
}

/// The worst severity among findings.
pub fn worst(findings: &[Diagnostic]) -> Option<Severity> {
    findings.iter().map(|finding| finding.severity).max()
}
