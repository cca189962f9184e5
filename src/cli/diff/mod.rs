//! `respondent diff`: what changed between two responses, two positions, two files.

mod faults;
mod git;
mod pager;
mod position;
mod redline;
mod side;

use super::{Failure, Outcome, Shared, files, report};
use crate::{
    diff::{
        Diff as Comparison, Known,
        show::{self, Only, terminal::Label},
    },
    import::Changes,
};
use clap::{Args, ValueEnum};
use redline::Tracked;
use side::{Found, Sides};
use std::{
    io::IsTerminal,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Shows what changed: which questions are new, gone, split, merged or renumbered, which closed answers
/// changed, then, paragraph by paragraph, the words.
///
/// Each side is a response or a position by its id, ID@REV as it was in a revision of git, ID@submitted as it
/// was sent, or a file: one that was built, or any that `import` reads. Exit 0 when the sides are the same, 1
/// when they differ.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  respondent diff working-together-2018 working-together-2023
  respondent diff working-together-2023@HEAD~3 working-together-2023 --stat
  respondent diff old-submission.pdf out/working-together-2023.docx -o changes.html
  respondent diff working-together-2018 working-together-2023 -o changes.docx --author \"Policy team\"")]
pub(super) struct Diff {
    /// The old side: the id of a response or a position, ID@REV of it in git, ID@submitted for what was sent, or a
    /// file of any kind that `import` reads.
    old: String,
    /// The new side, named likewise.
    new: String,
    /// Where to write it [default: standard output].
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The form [default: by the ending of FILE, else for the terminal].
    #[arg(short, long, value_enum)]
    format: Option<Form>,
    /// Only words kept, removed and added, heading by heading.
    #[arg(long, conflicts_with_all = ["only", "format", "output"])]
    stat: bool,
    /// Show only this.
    #[arg(long, value_enum, value_name = "WHAT")]
    only: Option<Part>,
    /// Say that a question of the old side is one of the new: OLD=NEW, by id. May be given again.
    #[arg(long, value_name = "OLD=NEW", value_parser = pin)]
    pin: Vec<(String, String)>,
    /// Columns of the terminal [default: as many as it has, at most 100].
    #[arg(long, value_name = "COLUMNS")]
    width: Option<usize>,
    /// Read tracked changes in a file as accepted, and do not say so.
    #[arg(long, conflicts_with = "reject")]
    accept: bool,
    /// Read tracked changes in a file as rejected.
    #[arg(long)]
    reject: bool,
    #[command(flatten)]
    tracked: Tracked,
    /// Write over a file that was changed since it was written.
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For reading here.
    Terminal,
    /// Markdown, for a committee paper.
    Md,
    /// One page, side by side and in one text.
    Html,
    /// The whole comparison, for other programs.
    Json,
    /// Word, the new side with tracked changes.
    Docx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Closed answers that changed.
    Choices,
    /// Which questions are which.
    Questions,
    /// What changed in the texts.
    Words,
}

fn pin(text: &str) -> Result<(String, String), String> {
    let ids = text.split_once('=').filter(|(old, new)| !old.is_empty() && !new.is_empty());
    ids.map(|(old, new)| (old.to_owned(), new.to_owned())).ok_or_else(|| "write the two ids with `=` between: 4=7".to_owned())
}

/// What the sides are called: files without their folders, where that tells them apart. Who reads the comparison
/// need not know where somebody keeps them.
fn called(sides: [&String; 2]) -> [String; 2] {
    let file =
        |side: &String| Path::new(side).file_name().filter(|_| Path::new(side).is_file()).map(|name| name.to_string_lossy().into_owned());
    let [old, new] = sides.map(|side| file(side).unwrap_or_else(|| side.clone()));
    if old == new { sides.map(String::clone) } else { [old, new] }
}

impl Diff {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        let form = self.form()?;
        if form != Form::Docx && self.tracked.is_asked() {
            let failure = Failure::new("`--author`, `--date` and `--by-question` are for Word files");
            return Err(failure.help("write one with `-o FILE.docx`"));
        }
        if form == Form::Docx && self.only.is_some() {
            return Err(Failure::new("a Word file shows all changes").help("leave out `--only`, or write `md` or `html`"));
        }
        if form == Form::Json && self.only.is_some() {
            return Err(Failure::new("JSON holds the whole comparison").help("leave out `--only`, and take what you need of it"));
        }
        let changes = if self.reject { Changes::Reject } else { Changes::Accept };
        let sides = Sides::new(shared, changes, self.accept);
        let (mut old, mut new) = sides.both(&self.old, &self.new)?;
        let pinned = self.pinned(&old, &new)?;
        let comparison = self.compare(&sides, &mut old, &mut new, pinned);
        if self.stat {
            report::print(&show::stat::write(&comparison));
        } else {
            self.write(&comparison, form, (&old, &new), &sides, shared)?;
        }
        Ok(ExitCode::from(u8::from(!comparison.is_same())))
    }

    fn compare(&self, sides: &Sides, old: &mut Found, new: &mut Found, pinned: Vec<(String, String)>) -> Comparison {
        side::settle(old, new);
        let mut known = sides.library().map(|library| Known::of(library, &old.id, &new.id)).unwrap_or_default();
        known.pinned = pinned;
        let mut comparison = crate::diff::diff(&old.document, &new.document, &known);
        if let (Some(old), Some(new)) = (&old.facts, &new.facts) {
            comparison.about.extend(position::changed(old, new));
        }
        comparison.leave_out_numbers([!old.numbered, !new.numbered]);
        [comparison.old.name, comparison.new.name] = called([&self.old, &self.new]);
        comparison
    }

    /// The pins, by ids. One that names no question would be lost in silence.
    fn pinned(&self, old: &Found, new: &Found) -> Result<Vec<(String, String)>, Failure> {
        let id_in = |id: &String, side: &String, found: &Found| {
            found.question_called(id).ok_or_else(|| {
                let ids = found.question_ids();
                let near = crate::text::nearest(id, ids.iter().copied()).map(|near| format!("did you mean `{near}`?"));
                let help = near.unwrap_or_else(|| format!("it has {}", super::some(&ids)));
                Failure::new(format!("`{side}` has no question `{id}`")).help(help)
            })
        };
        self.pin.iter().map(|(from, to)| Ok((id_in(from, &self.old, old)?, id_in(to, &self.new, new)?))).collect()
    }

    fn write(
        &self,
        comparison: &Comparison,
        form: Form,
        (old, new): (&Found, &Found),
        sides: &Sides,
        shared: &Shared,
    ) -> Result<(), Failure> {
        let only = match self.only {
            None => Only::All,
            Some(Part::Choices) => Only::Choices,
            Some(Part::Questions) => Only::Questions,
            Some(Part::Words) => Only::Words,
        };
        let path = self.output.as_deref().filter(|path| path.as_os_str() != "-");
        let bytes = match form {
            Form::Docx => self.tracked.write(comparison, old, new, sides, path.is_some())?,
            Form::Terminal => self.terminal(comparison, only).into_bytes(),
            Form::Md => show::md::write(comparison, only).into_bytes(),
            Form::Html => show::html::write(comparison, only).into_bytes(),
            Form::Json => {
                let text = show::json::write(comparison);
                text.map_err(|error| Failure::new(format!("the comparison cannot be written as JSON: {error}")))?.into_bytes()
            }
        };
        match path {
            Some(path) => {
                files::write_built(sides.root(), path, &bytes, self.force)?;
                if !shared.quiet {
                    report::say(&format!("wrote {}\n", path.display()));
                }
            }
            None if form == Form::Terminal => pager::show(&String::from_utf8_lossy(&bytes)),
            None => report::print_bytes(&bytes),
        }
        Ok(())
    }

    fn terminal(&self, comparison: &Comparison, only: Only) -> String {
        let columns = self.width.unwrap_or_else(|| pager::columns().unwrap_or(100).min(100)).max(20);
        let coloured = self.output.is_none() && report::is_styled();
        let (paint, marks): (fn(Label, &str) -> String, usize) =
            if coloured { (painted, 0) } else { (show::terminal::plain, show::terminal::MARKS) };
        show::terminal::write(comparison, show::terminal::Look { width: columns, only, marks, paint: &paint })
    }

    /// The form: as named, else by the file's ending, else for the terminal.
    fn form(&self) -> Result<Form, Failure> {
        let ending = self.output.as_ref().and_then(|path| path.extension()).map(|ending| ending.to_string_lossy().to_lowercase());
        match (self.format, ending.as_deref()) {
            (Some(form), _) => Ok(form),
            (None, None | Some("txt")) => Ok(Form::Terminal),
            (None, Some("md")) => Ok(Form::Md),
            (None, Some("html" | "htm")) => Ok(Form::Html),
            (None, Some("json")) => Ok(Form::Json),
            (None, Some("docx")) => Ok(Form::Docx),
            (None, Some(ending)) => Err(Failure::new(format!("no form of a comparison ends in `.{ending}`"))
                .help("forms are `terminal`, `md`, `html`, `json`, `docx`; `--format` names one")),
        }
    }
}

/// The look of each label in a terminal with colours: colour never stands alone, what went is struck through
/// and what came is underlined.
fn painted(label: Label, text: &str) -> String {
    let code = match label {
        Label::Same => return text.to_owned(),
        Label::Heading => "1",
        Label::Note => "2",
        Label::Removed => "31;9",
        Label::Added => "34;4",
        Label::Moved => "32",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// Whether a person reads standard output.
fn is_read_here() -> bool {
    std::io::stdout().is_terminal()
}
