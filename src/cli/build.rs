//! `respondent build`: one response to a file.

use super::{Deny, Failure, Outcome, Shared, exit, files, report, unknown_consultation};
use crate::{
    assemble::Assembler,
    check,
    document::{
        date::PrintedDate,
        public::{public, withheld},
    },
    export::{FORMATS, Format},
    reuse,
    text::{counted, nearest},
};
use clap::{Args, builder::PossibleValuesParser};
use std::path::{Path, PathBuf};

/// Assembles a response and writes it.
///
/// A question that nobody has answered yet is assembled from what it is mapped to, so that a
/// consultation without `response.md` gives a first draft. The file is written also when there are
/// findings.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  respondent build working-together-2023\n  respondent build place-funding-2027 -o draft.html")]
pub(super) struct Build {
    /// The consultation: the name of its folder in `responses/`.
    id: String,
    /// Where to write it; `-` is standard output [default: `out/ID.docx` in the library].
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The format [default: by the ending of FILE, else docx].
    #[arg(short, long, value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    format: Option<String>,
    /// The date to print: a year, a month or a day [default: the response's own].
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<PrintedDate>,
    /// The version fit to publish: confidential parts left out, their numbers kept [default FILE:
    /// `out/ID-public.docx`].
    #[arg(long)]
    public: bool,
    /// Show where each paragraph came from: comments in Word, footnotes elsewhere.
    #[arg(long, conflicts_with = "public")]
    provenance: bool,
    /// Write over a file that was changed since it was built.
    #[arg(long)]
    force: bool,
    /// Exit 1 on findings as bad as this.
    #[arg(long, value_enum, default_value = "error", value_name = "SEVERITY")]
    deny: Deny,
}

fn date(text: &str) -> Result<PrintedDate, String> {
    text.parse().map_err(|_| "write a year, a month or a day: 2026, 2026-03 or 2026-03-31".to_owned())
}

impl Build {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        let opened = files::open(shared)?;
        let library = &opened.library;
        let Some(mut looked) = check::look(library, &opened.findings, &self.id, self.date) else {
            return Err(unknown_consultation(library, &self.id));
        };
        let format = self.format()?;
        if self.public {
            looked.document = public(&looked.document);
        }
        if self.provenance {
            let passages = reuse::passages(library, &Assembler::new(library), &looked.document);
            let show = if matches!(format.name, "docx" | "json") { reuse::comment } else { reuse::annotate };
            show(&mut looked.document, &passages);
        }
        let bytes = (format.write)(&looked.document, &library.organisation.house)
            .map_err(|error| Failure::new(format!("this response cannot be written as {}: {error}", format.name)))?;
        let report = report::Report { sources: &library.sources, root: &opened.root, form: report::Form::Long };
        report::say(&report.text(&looked.findings));
        if self.output.as_ref().is_some_and(|path| path.as_os_str() == "-") {
            report::print_bytes(&bytes);
            return Ok(exit(&looked.findings, self.deny.into()));
        }
        let path = self.output.clone().unwrap_or_else(|| self.usual_place(&opened.root, format));
        files::write_built(&opened.root, &path, &bytes, self.force)?;
        if !shared.quiet {
            self.say_done(&path, &looked);
        }
        Ok(exit(&looked.findings, self.deny.into()))
    }

    /// The public version stands beside the whole one, so that neither is sent for the other.
    fn usual_place(&self, root: &Path, format: &Format) -> PathBuf {
        let public = if self.public { "-public" } else { "" };
        root.join("out").join(format!("{}{public}.{}", self.id, format.extension))
    }

    fn say_done(&self, path: &Path, looked: &check::Looked) {
        let it = &looked.progress;
        let mut said = format!("wrote {}: {} of {} answered", path.display(), it.answered, counted(it.questions, "question"));
        if it.proposed > 0 {
            said.push_str(&format!(", {} drafted from what they are mapped to", it.proposed));
        }
        if self.public {
            said.push_str(&format!(", {} parts withheld", withheld(&looked.document)));
        }
        let counts = report::counts(&looked.findings);
        said.push_str(&format!(", {} words{}{counts}\n", it.words, if counts.is_empty() { "" } else { "; " }));
        report::say(&said);
    }

    /// The format: as named, else by the file's ending, else docx.
    fn format(&self) -> Result<&'static Format, Failure> {
        let by = |wanted: &str| FORMATS.iter().copied().find(|format| format.name == wanted || format.extension == wanted);
        if let Some(name) = &self.format {
            return by(name).ok_or_else(|| Failure::new(format!("no format is called `{name}`")));
        }
        let ending = self.output.as_ref().and_then(|path| path.extension()).map(|ending| ending.to_string_lossy().to_lowercase());
        match ending {
            None => by("docx").ok_or_else(|| Failure::new("there is no format docx")),
            Some(ending) => by(&ending).ok_or_else(|| {
                let known = FORMATS.iter().map(|format| format.name);
                let help = nearest(&ending, known.clone()).map(|near| format!("did you mean `.{near}`?"));
                let all = known.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                Failure::new(format!("no format ends in `.{ending}`"))
                    .help(help.unwrap_or(format!("formats are {all}; `--format` names one")))
            }),
        }
    }
}
