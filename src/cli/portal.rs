//! `respondent portal`: what the online form wants.

use super::{Failure, Outcome, Shared, files, report, unknown_consultation};
use crate::{
    check,
    library::Consultation,
    portal::{Answer, FORMS, Form, Pack},
    text::nearest,
};
use clap::{Args, builder::PossibleValuesParser};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Writes what goes into the boxes of an online form: the choices, every answer as plain text that
/// stands alone, and what the form asks of whoever responds.
///
/// The page has a button that copies each text and a mark for what is done; it needs no network.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  respondent portal place-funding-2027\n  respondent portal place-funding-2027 --inline -o answers.csv")]
pub(super) struct Portal {
    /// The consultation: the name of its folder in `responses/`.
    id: String,
    /// Where to write it; `-` is standard output [default: `out/ID-portal.html` in the library].
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The format [default: by the ending of FILE, else html].
    #[arg(short, long, value_parser = PossibleValuesParser::new(FORMS.iter().map(|form| form.name)))]
    format: Option<String>,
    /// Put the words that an answer refers to below it.
    #[arg(long)]
    inline: bool,
    /// Write over a file that was changed since it was built.
    #[arg(long)]
    force: bool,
}

impl Portal {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        let opened = files::open(shared)?;
        let library = &opened.library;
        let (Some(looked), Some(consultation)) =
            (check::look(library, &opened.findings, &self.id, None), library.consultations.get(&self.id))
        else {
            return Err(unknown_consultation(library, &self.id));
        };
        let form = self.form()?;
        let pack = Pack::of(library, consultation, &looked.document, self.inline);
        let bytes = (form.write)(&pack);
        if !shared.quiet {
            say_findings(&looked.findings, &self.id);
        }
        if self.output.as_deref() == Some(Path::new("-")) {
            report::print_bytes(&bytes);
            return Ok(ExitCode::SUCCESS);
        }
        let path = self.output.clone().unwrap_or_else(|| opened.root.join("out").join(format!("{}-portal.{}", self.id, form.name)));
        files::write_built(&opened.root, &path, &bytes, self.force)?;
        if !shared.quiet {
            report::say(&done(&path, &pack, consultation));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The format: as named, else by the file's ending, else a page.
    fn form(&self) -> Result<&'static Form, Failure> {
        let ending = self.output.as_ref().and_then(|path| path.extension()).map(|ending| ending.to_string_lossy().to_lowercase());
        let wanted = self.format.clone().or(ending).unwrap_or_else(|| "html".to_owned());
        FORMS.iter().copied().find(|form| form.name == wanted).ok_or_else(|| {
            let known = FORMS.iter().map(|form| form.name);
            let near = nearest(&wanted, known.clone()).map(|near| format!("did you mean `.{near}`?"));
            let all = known.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            Failure::new(format!("no form of the pack ends in `.{wanted}`"))
                .help(near.unwrap_or(format!("it is written as {all}; `--format` names one")))
        })
    }
}

/// The pack is made all the same: the answers that are right can be filled in.
fn say_findings(findings: &[crate::diagnostic::Diagnostic], id: &str) {
    let counts = report::counts(findings);
    if !counts.is_empty() {
        report::say(&format!("{counts}: `respondent check {id}` shows them\n"));
    }
}

fn done(path: &Path, pack: &Pack, consultation: &Consultation) -> String {
    let over = |answer: &&Answer| answer.limits.iter().any(|bound| bound.over() > 0);
    let written = pack.answers.iter().filter(|answer| !answer.text.is_empty() || !answer.choice.is_empty()).count();
    let rewritten: usize = pack.answers.iter().map(|answer| answer.rewritten.len()).sum();
    let parts = [
        (rewritten, "references rewritten"),
        (pack.answers.iter().filter(over).count(), "too long"),
        (pack.leftovers.len(), "parts for no box"),
    ];
    let parts: String = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!(", {n} {what}")).collect();
    format!("wrote {}: {written} of {} answers{parts}\n", path.display(), consultation.questions.len())
}
