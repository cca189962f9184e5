//! `respondent submit`: the record of what was sent.

use super::{Failure, Outcome, Shared, change::Turn, files, report, today, unknown_consultation};
use crate::{
    check,
    diagnostic::{Diagnostic, Severity},
    document::{Status, date::PrintedDate},
    export::FORMATS,
    library::{Channel, Demand, File, Library, SentFile, Submission, with_status},
    source::{Span, Spanned},
    text::nearest,
};
use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, TimeZone};
use clap::Args;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Records that a response was sent: when, how, and the words as they were sent.
///
/// It refuses while there are errors. The record and the Markdown as it was sent go into
/// `responses/ID/submitted/`, and `status` in `response.md` becomes `submitted`; nothing else is touched.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  respondent submit place-funding-2027 --portal-id ANON-4R7X-1 --file \"Our response.docx\" --keep")]
pub(super) struct Submit {
    /// The consultation: the name of its folder in `responses/`.
    id: String,
    /// When it was sent: 2026-03-31T16:20, or with the offset from UTC behind it [default: now].
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    date_time: Option<DateTime<FixedOffset>>,
    /// How it was sent [default: the consultation's `channel`].
    #[arg(long, value_name = "CHANNEL")]
    channel: Option<String>,
    /// What the portal calls the response.
    #[arg(long, value_name = "ID")]
    portal_id: Option<String>,
    /// Files that were sent: their checksums are kept.
    #[arg(long = "file", value_name = "FILE", num_args = 1..)]
    sent: Vec<PathBuf>,
    /// Keep the Word document as well, beside the Markdown.
    #[arg(long)]
    keep: bool,
    /// Record another submission of the same response; the earlier record is kept under a number.
    #[arg(long)]
    again: bool,
}

fn moment(text: &str) -> Result<DateTime<FixedOffset>, String> {
    let local = |text: &str| {
        let naive = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"].iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())?;
        Some(Local.from_local_datetime(&naive).earliest()?.fixed_offset())
    };
    let moment = DateTime::parse_from_rfc3339(text).ok().or_else(|| local(text));
    moment.ok_or_else(|| "write a day and a time: 2026-03-31T16:20, or 2026-03-31T16:20:00+01:00".to_owned())
}

/// A library in which the response has another status than its file says.
struct AsIf {
    library: Library,
    findings: Vec<Diagnostic>,
    text: String,
}

/// What a format gives: the name of the file and its bytes.
type Built = (String, Vec<u8>);

impl Submit {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        let _turn = Turn::take(shared)?;
        let (root, library_files) = files::gather(shared)?;
        let folder = root.join("responses").join(&self.id).join("submitted");
        let approved = self.as_if(&library_files, Status::Approved)?;
        self.refuse_a_second(&folder)?;
        self.refuse_errors(&approved, &root)?;
        let submitted = self.as_if(&library_files, Status::Submitted)?;
        let at = self.date_time.unwrap_or_else(|| Local::now().fixed_offset());
        let (record, built) = self.record(&submitted, at)?;
        let path = root.join("responses").join(&self.id).join("response.md");
        let read = read_of(&library_files, &self.id);
        // A record of words that are there no more would be wrong.
        files::refuse_changed(&path, read)?;
        self.write(&folder, &record, &built)?;
        files::replace(&path, Some(read), submitted.text.as_bytes())?;
        if !shared.quiet {
            self.say_done(&folder, &submitted, at);
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The library as it would be with another status of this response, and the text that says so.
    fn as_if(&self, files: &[File], status: Status) -> Result<AsIf, Failure> {
        let path = format!("responses/{}/response.md", self.id);
        let mut files = files.to_vec();
        let text = files.iter_mut().find(|file| file.path == path).and_then(|file| {
            let text = with_status(std::str::from_utf8(file.bytes.as_ref().ok()?).ok()?, status)?;
            file.bytes = Ok(text.clone().into_bytes());
            Some(text)
        });
        let (mut library, findings) = Library::read(files);
        self.send_by(&mut library)?;
        let text = text.ok_or_else(|| {
            Failure::new(format!("there is nothing to submit: `{path}` is not there or cannot be read"))
                .help("somebody has to write it, or adopt what is drafted, before it is sent")
        })?;
        if library.responses.get(&self.id).is_none_or(|response| response.status != status) {
            let failure = Failure::new(format!("the status of `{path}` cannot be changed"));
            return Err(failure.help("let `status` stand on a line of its own in the front matter"));
        }
        Ok(AsIf { library, findings, text })
    }

    /// The channel that is named takes the place of the consultation's own, and its rules are looked at.
    fn send_by(&self, library: &mut Library) -> Result<(), Failure> {
        let Some(consultation) = library.consultations.get_mut(&self.id) else { return Err(unknown_consultation(library, &self.id)) };
        let Some(channel) = &self.channel else { return Ok(()) };
        consultation.channel = Some(Spanned::new(channel.clone(), consultation.span));
        if library.channels.contains_key(channel) {
            return Ok(());
        }
        let near = nearest(channel, library.channels.keys().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
        let failure = Failure::new(format!("no channel is called `{channel}`"));
        Err(failure.help(near.unwrap_or_else(|| format!("`templates/channels/{channel}.toml` would add it"))))
    }

    fn refuse_a_second(&self, folder: &Path) -> Result<(), Failure> {
        let record = folder.join("record.toml");
        if self.again || !record.exists() {
            return Ok(());
        }
        let failure = Failure::new(format!("`{}` was submitted already: see `{}`", self.id, record.display()));
        Err(failure.help("`--again` records another submission and keeps this one under a number"))
    }

    /// Errors stand in the way, each until it is mended or accepted with a reason.
    fn refuse_errors(&self, approved: &AsIf, root: &Path) -> Result<(), Failure> {
        let library = &approved.library;
        let mut findings = check::findings(library, &approved.findings, std::slice::from_ref(&self.id), today(None));
        findings.retain(|finding| finding.severity == Severity::Error);
        if findings.is_empty() {
            return Ok(());
        }
        let report = report::Report { sources: &library.sources, root, form: report::Form::Long };
        report::say(&report.text(&findings));
        let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code.name).collect();
        let accepts = codes.iter().map(|code| format!("`{{accept-{code}=\"…\"}}`")).collect::<Vec<_>>().join(", ");
        let failure = Failure::new(format!("`{}` cannot be submitted: {}", self.id, report::counts(&findings)));
        Err(failure.help(format!("mend what is wrong, or accept it with a reason where it stands: {accepts}")))
    }

    /// The record, and what each format gives: name and bytes.
    fn record(&self, submitted: &AsIf, at: DateTime<FixedOffset>) -> Result<(Submission, Vec<Built>), Failure> {
        let library = &submitted.library;
        let Some(looked) = check::look(library, &submitted.findings, &self.id, None) else {
            return Err(unknown_consultation(library, &self.id));
        };
        let mut built = Vec::new();
        for format in FORMATS {
            let bytes = (format.write)(&looked.document, &library.organisation.house)
                .map_err(|error| Failure::new(format!("this response cannot be written as {}: {error}", format.name)))?;
            built.push((format!("response.{}", format.extension), bytes));
        }
        let consultation = library.consultations.get(&self.id);
        let channel = consultation.and_then(|consultation| consultation.channel.as_ref()).map(|channel| channel.value.clone());
        let profile = channel.as_ref().and_then(|name| library.channels.get(name));
        let record = Submission {
            id: self.id.clone(),
            at: Some(Spanned::new(at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false), Span::new(0, 0, 0))),
            portal_id: self.portal_id.clone(),
            program: Some(format!("respondent {}", env!("CARGO_PKG_VERSION"))),
            built: built.iter().map(|(name, bytes)| SentFile::new(name, bytes)).collect(),
            sent: self.sent.iter().map(|path| sent(path, profile)).collect::<Result<_, _>>()?,
            channel,
            text: None,
        };
        Ok((record, built))
    }

    fn write(&self, folder: &Path, record: &Submission, built: &[Built]) -> Result<(), Failure> {
        if folder.join("record.toml").exists() {
            files::set_aside(folder)?;
        }
        let kept = |name: &str| name == "response.md" || self.keep && name == "response.docx";
        for (name, bytes) in built.iter().filter(|(name, _)| kept(name)) {
            files::write(&folder.join(name), bytes)?;
        }
        files::write(&folder.join("record.toml"), record.to_toml().as_bytes())
    }

    fn say_done(&self, folder: &Path, submitted: &AsIf, at: DateTime<FixedOffset>) {
        let day = PrintedDate::from(at.date_naive()).long();
        report::say(&format!("wrote {}: sent on {day} at {}\n", folder.join("record.toml").display(), at.format("%H:%M")));
        let progress = check::look(&submitted.library, &submitted.findings, &self.id, None).map(|looked| looked.progress);
        if let Some(proposed) = progress.map(|progress| progress.proposed).filter(|proposed| *proposed > 0) {
            report::say(&format!("answers that nobody has adopted from what they are mapped to: {proposed}\n"));
        }
    }
}

/// What the file of a response held when the library was read.
fn read_of<'f>(files: &'f [File], id: &str) -> &'f [u8] {
    let path = format!("responses/{id}/response.md");
    files.iter().find(|file| file.path == path).and_then(|file| file.bytes.as_deref().ok()).unwrap_or_default()
}

/// A file that was sent, if the channel takes it.
fn sent(path: &Path, channel: Option<&Channel>) -> Result<SentFile, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::new(format!("`{}` cannot be read: {error}", path.display())))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    for rule in channel.into_iter().flat_map(|channel| &channel.rules) {
        if let Some(why) = refused(&rule.demand, &name, bytes.len()) {
            let failure = Failure::new(format!("the channel does not take `{name}`: {why}"));
            return Err(
                failure.help(format!("so says “{}”; a profile of your own in `templates/channels/` replaces the rule", rule.source))
            );
        }
    }
    Ok(SentFile::new(&name, &bytes))
}

/// Why a channel refuses a file.
fn refused(demand: &Demand, name: &str, len: usize) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending = ending.to_lowercase();
    match demand {
        Demand::Formats(taken) if !taken.contains(&ending) => Some(format!("it takes {}", taken.join(", "))),
        Demand::RefusedFormats(refused) if refused.contains(&ending) => Some(format!("it refuses {}", refused.join(", "))),
        Demand::Megabytes(most) if len > *most as usize * 1_000_000 => Some(format!("it takes {most} MB")),
        Demand::FileName(pattern) if !matches(pattern, stem) => Some(format!("it has to be called {pattern}")),
        _ => None,
    }
}

/// Whether a name follows a pattern with `*` for any letters, at least one.
fn matches(pattern: &str, name: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else { return pattern == name };
    let Some(rest) = name.strip_prefix(before) else { return false };
    let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    ends.skip(1).any(|at| matches(after, &rest[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_letters() {
        let pattern = "ESMA_*_*_RESPONSEFORM";
        assert!(matches(pattern, "ESMA_GBMR_Our Union_RESPONSEFORM"));
        assert!(!matches(pattern, "ESMA__X_RESPONSEFORM"));
        assert!(!matches(pattern, "response"));
        assert!(matches("*", "é"));
    }

    #[test]
    fn a_moment_has_a_day_and_a_time() {
        assert!(moment("2026-03-31T16:20:00+01:00").is_ok() && moment("2026-03-31T16:20").is_ok());
        assert!(moment("2026-03-31").is_err() && moment("2026-02-30T10:00").is_err());
    }
}
