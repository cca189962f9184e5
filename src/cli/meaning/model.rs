//! Models on the disk: where they lie, what they are, how they come there.

use crate::{
    cli::Failure,
    library::checksum,
    semantic::{Files, Model},
};
use etcetera::BaseStrategy;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The files of a model, but for its vocabulary.
const CONFIG: &str = "config.json";
pub(super) const WEIGHTS: &str = "model.safetensors";
/// The vocabulary, in either of its forms.
const VOCABULARIES: [&str; 2] = ["vocab.txt", "tokenizer.json"];

/// The model that matching was measured with, by the SHA-256 of its weights.
const KNOWN: (&str, &str) = ("53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db", "all-MiniLM-L6-v2");

/// A model that was looked at before it is installed.
pub(in crate::cli) struct Found {
    /// Its files, by their names.
    files: Vec<(&'static str, Vec<u8>)>,
    model: Model,
    /// SHA-256 of the weights, in hexadecimal digits.
    pub(in crate::cli) checksum: String,
}

/// Reads the files of a model. The last is its vocabulary.
fn read(folder: &Path) -> Result<Vec<(&'static str, Vec<u8>)>, String> {
    let file = |name: &'static str| {
        let cannot = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => format!("there is no `{name}`"),
            _ => format!("`{name}` cannot be read: {error}"),
        };
        fs::read(folder.join(name)).map(|bytes| (name, bytes)).map_err(cannot)
    };
    let vocabulary = VOCABULARIES.into_iter().find(|name| folder.join(name).is_file()).unwrap_or(VOCABULARIES[0]);
    [CONFIG, WEIGHTS, vocabulary].into_iter().map(file).collect()
}

fn model(files: &[(&'static str, Vec<u8>)]) -> Result<Model, String> {
    let [config, weights, vocabulary] = [0, 1, 2].map(|at| files.get(at).map(|(_, bytes)| bytes.as_slice()).unwrap_or_default());
    Model::read(Files { config, weights, vocabulary }).map_err(|wrong| wrong.to_string())
}

/// The model in a folder.
pub(super) fn load(folder: &Path) -> Result<Model, String> {
    model(&read(folder)?)
}

/// The folder of the model that a library names: a name in the user's data folder, or a path from the
/// library, which has a `/`.
pub(super) fn folder(root: &Path, named: &str) -> Result<PathBuf, String> {
    let is_path = named.contains(['/', '\\']) || named.starts_with('.');
    let folder = match is_path {
        true => root.join(named),
        false => models().ok_or("there is no place for models on this machine")?.join(named),
    };
    match (folder.is_dir(), is_path) {
        (true, _) => Ok(folder),
        (false, true) => Err(format!("there is no folder `{}`", folder.display())),
        (false, false) => Err("it is not installed: `respondent model install FOLDER`".to_owned()),
    }
}

/// Where models lie: below `$RESPONDENT_DATA`, else below `respondent` in the platform's place for data.
fn models() -> Option<PathBuf> {
    let base = match std::env::var_os("RESPONDENT_DATA").filter(|given| !given.is_empty()) {
        Some(given) => PathBuf::from(given),
        None => etcetera::base_strategy::choose_native_strategy().ok()?.data_dir().join("respondent"),
    };
    Some(base.join("models"))
}

impl Found {
    /// The model in a folder; else what is wrong with it.
    pub(in crate::cli) fn read(folder: &Path) -> Result<Self, String> {
        let files = read(folder)?;
        let model = model(&files)?;
        let checksum = files.iter().find(|(name, _)| *name == WEIGHTS).map(|(_, bytes)| checksum(bytes)).unwrap_or_default();
        Ok(Self { files, model, checksum })
    }

    /// Its name, where it is one that is known.
    pub(in crate::cli) fn known(&self) -> Option<&'static str> {
        (self.checksum == KNOWN.0).then_some(KNOWN.1)
    }

    /// What it is, in one line.
    pub(in crate::cli) fn describe(&self) -> String {
        let known = match self.known() {
            Some(_) => "the weights that proposals were measured with",
            None => "weights that proposals were not measured with: what they say of how likely they are is not known to hold",
        };
        let millions = self.model.parameters() as f64 / 1e6;
        format!("a sentence model, {} numbers a text, {millions:.1} million learned; {known}", self.model.dimensions())
    }

    /// Copies it to where models lie, whole or not at all, in place of one of the same name.
    pub(in crate::cli) fn copy(&self, name: &str) -> Result<PathBuf, Failure> {
        let models = models().ok_or_else(|| Failure::new("there is no place for models on this machine").help("set RESPONDENT_DATA"))?;
        let place = models.join(name);
        let cannot = |error: io::Error| Failure::new(format!("`{}` cannot be written: {error}", place.display()));
        fs::create_dir_all(&models).map_err(cannot)?;
        let new = tempfile::Builder::new().prefix(".new-").tempdir_in(&models).map_err(cannot)?;
        for (file, bytes) in &self.files {
            fs::write(new.path().join(file), bytes).map_err(cannot)?;
        }
        if place.exists() {
            fs::remove_dir_all(&place).map_err(cannot)?;
        }
        fs::rename(new.keep(), &place).map_err(cannot)?;
        Ok(place)
    }
}
