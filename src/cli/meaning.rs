//! Proposals by meaning: the model that a library names, and the vectors that are kept of its texts.
//!
//! A library says in `respondent.toml` which model it goes by (`[matching] model`), so that all who work
//! in it see the same proposals; a model that merely lies on somebody's disk changes nothing. Where the one
//! that is named cannot be used, that is said, and words alone are weighed.

#[cfg(feature = "semantic")]
pub(super) mod model;
#[cfg(feature = "semantic")]
mod vectors;

use super::{files, report};
use crate::{
    library::{Consultation, Library},
    matching::Matcher,
};
use std::path::Path;

/// Has a matcher weigh what the texts of the library in `root` and the questions of a consultation mean,
/// where the library names a model.
pub(super) fn teach(matcher: &mut Matcher, consultation: &Consultation, root: &Path, quiet: bool) {
    let organisation = Library::read_apart(files::read_some(root, ["respondent.toml"])).0.organisation;
    let Some(named) = organisation.model else { return };
    if let Err(why) = learn(matcher, consultation, root, &named, quiet) {
        report::say(&format!("the model `{named}` cannot be used: {why}; proposals go by words alone\n"));
    }
}

#[cfg(not(feature = "semantic"))]
fn learn(_: &mut Matcher, _: &Consultation, _: &Path, _: &str, _: bool) -> Result<(), String> {
    Err("this program was built without the feature `semantic`".to_owned())
}

#[cfg(feature = "semantic")]
fn learn(matcher: &mut Matcher, consultation: &Consultation, root: &Path, named: &str, quiet: bool) -> Result<(), String> {
    let folder = model::folder(root, named)?;
    let texts = matcher.texts_with_meaning(consultation);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    matcher.learn(vectors::of(&texts, &folder, root, quiet)?);
    Ok(())
}
