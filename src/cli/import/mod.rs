//! `respondent import`: what exists already becomes records. A preview first, then the files.

mod inputs;
mod preview;
mod records;

use super::{Failure, Outcome, Shared, change::Turn, files, report};
use crate::import::{Changes, Foreign, mark, read, recognise};
use clap::{Args, ValueEnum};
use inputs::Input;
use records::{Found, Record};
use std::{
    collections::BTreeSet,
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Reads old submissions, consultation documents and position pages and writes them as records.
///
/// Shows first what was recognised and what it doubted. Nothing is written over, and the same file
/// is not imported twice. Reads .docx, .odt, .pdf, .html, .md and .txt by what is in them, not by name.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  respondent import consultation towpath.pdf --id towpath-2026
  respondent import response old/*.docx --yes
  respondent import consultation odd.docx --mark odd.txt     (then edit odd.txt)
  respondent import consultation odd.docx --marked odd.txt")]
pub(super) struct Import {
    /// What the files are.
    #[arg(value_enum)]
    kind: Kind,
    /// Files or folders; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// The id of the record; for positions, the topic they go into.
    #[arg(long)]
    id: Option<String>,
    /// Write without asking.
    #[arg(short, long)]
    yes: bool,
    /// Show what would be written, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// How to print what was recognised.
    #[arg(short, long, value_enum, default_value = "text")]
    format: Form,
    /// Questions are the blocks that match this pattern (a regular expression; its first group is the id).
    #[arg(long, value_name = "PATTERN", conflicts_with = "marked")]
    questions: Option<String>,
    /// Write the blocks with what each was taken for to a file, one a line, to be edited; nothing else.
    #[arg(long, value_name = "FILE")]
    mark: Option<PathBuf>,
    /// Take the blocks for what the edited file says.
    #[arg(long, value_name = "FILE")]
    marked: Option<PathBuf>,
    /// Read tracked changes as rejected.
    #[arg(long, conflicts_with = "fail")]
    reject: bool,
    /// Refuse a file with tracked changes.
    #[arg(long)]
    fail: bool,
    /// Write over records that are there; what they said is kept beside them as `NAME.bak`.
    #[arg(long)]
    force: bool,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// What a department asks.
    Consultation,
    /// What we answered.
    Response,
    /// What we think.
    Positions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A table, doubts and notices.
    Text,
    /// One JSON object a file.
    Json,
}

impl Import {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        let opened = files::open(shared)?;
        let inputs = inputs::gather(&self.inputs)?;
        if (self.mark.is_some() || self.marked.is_some() || self.id.is_some() && self.kind != Kind::Positions) && inputs.len() > 1 {
            return Err(Failure::new(format!("{} files at once cannot share an id or marks", inputs.len())).help("import them one by one"));
        }
        let progress = inputs::Progress::new(inputs.len());
        let (mut found, mut refused) = (Vec::new(), 0);
        for input in inputs {
            progress.next(&input.name);
            let there = records::imported_as(&opened.library, &input.checksum);
            if let Some(record) = there.filter(|_| !self.force && self.mark.is_none()) {
                refused += usize::from(self.imported_already(&input.name, &record));
                continue;
            }
            match self.recognise(&input, &opened) {
                Ok(Some(one)) => found.push(one),
                Ok(None) => {}
                Err(failure) => {
                    refused += 1;
                    report::failure(&failure);
                }
            }
        }
        progress.done();
        for one in &found {
            match self.format {
                Form::Text => report::print(&preview::text(one)),
                Form::Json => report::print(&preview::json(one)),
            }
        }
        let wrote = self.write(&opened, &found, shared)?;
        Ok(ExitCode::from(if refused > 0 || !wrote { 2 } else { 0 }))
    }

    /// Says that a file is there as a record already. Gives whether that is a fault: it was to be read in another way.
    fn imported_already(&self, name: &str, record: &str) -> bool {
        let message = format!("{name} is imported already: {record}");
        let steered = self.questions.is_some() || self.marked.is_some();
        if steered && !self.dry_run {
            report::failure(&Failure::new(message).help("nothing was written; write the record anew with `--force`"));
        } else {
            report::say(&format!("{message} (`--force` writes it anew)\n"));
        }
        steered && !self.dry_run
    }

    /// Reads one file and recognises what is in it; nothing when only its marks were wanted.
    fn recognise(&self, input: &Input, opened: &files::Opened) -> Result<Option<Found>, Failure> {
        let in_file = |failure: Failure| Failure { message: format!("{}: {}", input.name, failure.message), ..failure };
        let changes = if self.reject {
            Changes::Reject
        } else if self.fail {
            Changes::Refuse
        } else {
            Changes::Accept
        };
        let refuse = |refused: crate::import::Refused| in_file(Failure::new(refused.message).help(refused.help));
        let mut foreign = read::read(&input.bytes, Some(&input.name), changes).map_err(refuse)?;
        self.steer(&mut foreign).map_err(in_file)?;
        if let Some(file) = &self.mark {
            if file.exists() && !self.force {
                return Err(Failure::new(format!("`{}` is there already", file.display()))
                    .help("name another file, or write over it with `--force`"));
            }
            files::write(file, mark::write(&foreign, &recognise::taken(&foreign)).as_bytes())?;
            report::say(&format!("wrote {}: change what is wrong and import with `--marked {0}`\n", file.display()));
            return Ok(None);
        }
        let known = records::id_of(self.kind, &opened.library, &input.checksum);
        records::found(self.kind, foreign, input, self.id.as_deref().or(known.as_deref()), opened).map(Some)
    }

    /// What a person says of the blocks.
    fn steer(&self, foreign: &mut Foreign) -> Result<(), Failure> {
        if let Some(pattern) = &self.questions {
            let wrong = |message| Failure::new(message).help("the pattern is a regular expression, such as `^Question (\\d+)`");
            recognise::mark_matching(foreign, pattern).map_err(wrong)?;
        }
        if let Some(file) = &self.marked {
            let text =
                std::fs::read_to_string(file).map_err(|error| Failure::new(format!("`{}` cannot be read: {error}", file.display())))?;
            mark::apply(foreign, &text).map_err(|lines| {
                let help = "begin a line with title, heading, question ID, option, text or drop, then the block's number";
                Failure::new(format!("`{}` has lines that are no marks: {}", file.display(), lines.join("; "))).help(help)
            })?;
        }
        Ok(())
    }

    /// Writes the records, if somebody says so. Gives whether all is as it was asked for.
    fn write(&self, opened: &files::Opened, found: &[Found], shared: &Shared) -> Result<bool, Failure> {
        let records: Vec<_> = found.iter().flat_map(|one| &one.records).collect();
        if records.is_empty() || self.dry_run {
            return Ok(true);
        }
        let mut paths = BTreeSet::new();
        let twice: BTreeSet<&str> = records.iter().map(|record| record.path.as_str()).filter(|path| !paths.insert(*path)).collect();
        if !twice.is_empty() {
            let failure = Failure::new(format!("several files would become {}", twice.into_iter().collect::<Vec<_>>().join(", ")));
            return Err(failure.help("nothing was written; import them one by one, each with its own `--id`"));
        }
        self.refuse_there(opened, &records)?;
        if !self.yes && !asked(records.len())? {
            return Ok(false);
        }
        let _turn = Turn::take(shared)?;
        // Another run may have written while a person was asked.
        self.refuse_there(opened, &records)?;
        for record in &records {
            let path = opened.root.join(&record.path);
            if let Some(kept) = keep(&path, &record.text)? {
                report::say(&format!("kept what was there as {}\n", kept.display()));
            }
            files::write(&path, record.text.as_bytes())?;
            if !shared.quiet {
                report::say(&format!("wrote {}\n", path.display()));
            }
        }
        Ok(true)
    }

    /// Records that are there are written over only by force.
    fn refuse_there(&self, opened: &files::Opened, records: &[&Record]) -> Result<(), Failure> {
        let paths = records.iter().map(|record| opened.root.join(&record.path)).filter(|path| path.exists());
        let there: Vec<String> = paths.map(|path| path.display().to_string()).collect();
        if there.is_empty() || self.force {
            return Ok(());
        }
        let failure = Failure::new(format!("there already: {}", there.join(", ")));
        Err(failure.help("nothing was written; give another `--id`, or write over them with `--force`"))
    }
}

/// Keeps what a record says that is written over by other words, beside it under a name that is free.
fn keep(path: &Path, text: &str) -> Result<Option<PathBuf>, Failure> {
    let Some(old) = std::fs::read(path).ok().filter(|old| old != text.as_bytes()) else { return Ok(None) };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let names = std::iter::once(format!("{name}.bak")).chain((2..).map(|n| format!("{name}.bak{n}")));
    let Some(free) = names.map(|name| path.with_file_name(name)).find(|path| !path.exists()) else { return Ok(None) };
    files::write(&free, &old)?;
    Ok(Some(free))
}

/// Asks whether to write; where nobody can be asked, says how to.
fn asked(records: usize) -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(
            Failure::new("nothing was written: nobody can be asked here").help("`--yes` writes without asking, `--dry-run` only shows")
        );
    }
    report::say(&format!("write {records} file{}? [y/N] ", if records == 1 { "" } else { "s" }));
    let _ = std::io::stderr().flush();
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    Ok(read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
