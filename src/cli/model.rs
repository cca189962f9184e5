//! `respondent model`: sentence models, put where this program finds them.

use super::{Failure, Outcome, Shared};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Puts a sentence model where this program finds it, for proposals by meaning.
///
/// Nothing is ever fetched: the files are those that a person has. Without a model, and without
/// `[matching] model` in `respondent.toml`, proposals go by words alone.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  respondent model install ~/Downloads/all-MiniLM-L6-v2")]
pub(super) struct Model {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Copies a model into the user's data folder, after a look at what it is.
    Install(Install),
}

/// Copies a model into the user's data folder, after a look at what it is.
#[derive(Debug, Args)]
#[command(
    after_help = "A model is a folder with config.json, model.safetensors, and vocab.txt or tokenizer.json, as sentence-transformers publish it.\n\nExample:\n  respondent model install ~/Downloads/all-MiniLM-L6-v2"
)]
struct Install {
    /// The folder that holds the model, or its model.safetensors.
    #[arg(value_name = "FILE|FOLDER")]
    path: PathBuf,
    /// What to call it [default: all-MiniLM-L6-v2 where it is that one, else the folder's name].
    #[arg(long)]
    name: Option<String>,
}

impl Model {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        let What::Install(install) = &self.what;
        install.run(shared)
    }
}

impl Install {
    #[cfg(not(feature = "semantic"))]
    fn run(&self, _: &Shared) -> Outcome {
        let _ = (&self.path, &self.name);
        Err(Failure::new("this program was built without the part that knows models")
            .help("`cargo install --path . --features semantic` builds it with that"))
    }

    #[cfg(feature = "semantic")]
    fn run(&self, shared: &Shared) -> Outcome {
        use super::{meaning::model, report};
        let folder = self.folder()?;
        let found = model::Found::read(&folder).map_err(|wrong| {
            Failure::new(format!("`{}` holds no model that can be used: {wrong}", folder.display()))
                .help("a model is a folder with config.json, model.safetensors, and vocab.txt or tokenizer.json")
        })?;
        let name = self.name(&found, &folder)?;
        let place = found.copy(&name)?;
        report::print(&format!("{name}: {}\n{}  model.safetensors\n", found.describe(), found.checksum));
        if !shared.quiet {
            report::say(&format!(
                "put into {}; a library uses it when its respondent.toml says:\n\n[matching]\nmodel = \"{name}\"\n",
                place.display()
            ));
        }
        Ok(std::process::ExitCode::SUCCESS)
    }

    #[cfg(feature = "semantic")]
    fn folder(&self) -> Result<PathBuf, Failure> {
        let path = &self.path;
        if path.is_dir() {
            return Ok(path.clone());
        }
        if !path.is_file() {
            return Err(Failure::new(format!("`{}` is not there", path.display())).help("name the folder that holds the model"));
        }
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        match ending.as_str() {
            "safetensors" => Ok(path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(std::path::Path::new(".")).to_owned()),
            "onnx" | "bin" | "pt" | "gguf" | "rten" => {
                let failure = Failure::new(format!("`{}` is a model in a form that is not read here (.{ending})", path.display()));
                Err(failure
                    .help("the same model is published as a folder with model.safetensors, config.json and vocab.txt: name that folder"))
            }
            _ => Err(Failure::new(format!("`{}` is not a model", path.display()))
                .help("name a folder with config.json, model.safetensors, and vocab.txt or tokenizer.json")),
        }
    }

    /// What the model is to be called: a folder's name.
    #[cfg(feature = "semantic")]
    fn name(&self, found: &super::meaning::model::Found, folder: &std::path::Path) -> Result<String, Failure> {
        let own = || folder.canonicalize().ok()?.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = self.name.clone().or_else(|| found.known().map(str::to_owned)).or_else(own).unwrap_or_default();
        let is_name = !name.is_empty() && !name.starts_with('.') && name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
        match is_name {
            true => Ok(name),
            false => Err(Failure::new(format!("a model cannot be called `{name}`"))
                .help("give it a name of letters, digits, `-`, `_` and `.`: `--name my-model`")),
        }
    }
}
