//! `respondent init`: a new library.

use super::{Failure, Outcome, Shared, files, report};
use crate::library::BUILT_IN;
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Starts a library: `respondent.toml` to fill in, the built-in templates to change, and one small
/// worked example.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  respondent init my-library\n  cd my-library\n  respondent build example")]
pub(super) struct Init {
    /// The folder; made if it is not there.
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Without the example.
    #[arg(long)]
    bare: bool,
}

const SETTINGS: &str = include_str!("init/respondent.toml");
const EXAMPLE: [(&str, &str); 3] = [
    ("positions/example/opening-hours.md", include_str!("init/position.md")),
    ("responses/example/consultation.toml", include_str!("init/consultation.toml")),
    ("responses/example/response.md", include_str!("init/response.md")),
];

impl Init {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        let mut new: Vec<(String, &str)> = vec![("respondent.toml".to_owned(), SETTINGS), (".gitignore".to_owned(), "/out\n")];
        new.extend(BUILT_IN.iter().map(|(name, text)| (format!("templates/{name}.md"), *text)));
        if !self.bare {
            new.extend(EXAMPLE.map(|(path, text)| (path.to_owned(), text)));
        }
        if self.folder.join("respondent.toml").exists() {
            let failure = Failure::new(format!("`{}` is a library already", self.folder.display()));
            return Err(failure.help("nothing was changed"));
        }
        for (path, text) in &new {
            let place = self.folder.join(path);
            if place.exists() {
                report::say(&format!("kept {}\n", place.display()));
                continue;
            }
            files::write(&place, text.as_bytes())?;
            if !shared.quiet {
                report::say(&format!("wrote {}\n", place.display()));
            }
        }
        if !shared.quiet {
            let next = if self.bare {
                "write what they ask into `responses/ID/consultation.toml`"
            } else {
                "`respondent build example` in that folder builds the example"
            };
            report::say(&format!("fill in respondent.toml; {next}\n"));
        }
        Ok(ExitCode::SUCCESS)
    }
}
