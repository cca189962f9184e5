//! The vectors of a library's texts, kept in the user's cache: only new texts go through the model.

use super::model::{self, WEIGHTS};
use crate::{
    cli::{cache::Cache, report},
    matching::Vectors,
};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::Path,
    time::{Duration, Instant, UNIX_EPOCH},
};

/// Its name in the cache.
const KEPT: &str = "vectors";

/// Goes up when what is kept looks different.
const VERSION: u32 = 1;

/// Below this the work takes a second at most.
const SOON: Duration = Duration::from_secs(1);

/// So many texts between two looks at the clock, and how many vectors of other texts are kept beside.
const STEP: usize = 64;
const SPARE: usize = 1000;

/// So many steps between two times that all is kept: some seconds of work.
const KEEP: usize = 8;

/// Vectors and the model that made them.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    model: Made,
    vectors: Vectors,
}

/// What tells one model from another without reading it: its place, its size, when it was written.
#[derive(Default, PartialEq, Serialize, Deserialize)]
struct Made {
    folder: String,
    size: u64,
    written: u128,
}

/// Vectors of some texts. The model is read only where one lacks.
pub(super) fn of(texts: &[&str], folder: &Path, root: &Path, quiet: bool) -> Result<Vectors, String> {
    let made = Made::of(folder)?;
    let cache = Cache::of(root, quiet);
    let mut kept = cache.read::<Kept>(KEPT, VERSION).filter(|kept| kept.model == made).unwrap_or_default();
    kept.model = made;
    let lacking = kept.vectors.lacking(texts);
    if lacking.is_empty() {
        return Ok(kept.vectors);
    }
    let model = model::load(folder)?;
    let bar = bar(lacking.len(), quiet);
    let started = Instant::now();
    for (step, some) in (1..).zip(lacking.chunks(STEP)) {
        model.vectors(some).iter().zip(some).for_each(|(vector, text)| kept.vectors.add(text, vector));
        bar.inc(some.len() as u64);
        if started.elapsed() > SOON && bar.is_hidden() && !quiet {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        // A run that somebody ends goes on from here the next time.
        if step % KEEP == 0 {
            cache.write(KEPT, VERSION, &kept);
        }
    }
    bar.finish_and_clear();
    if kept.vectors.len() > 2 * texts.len() + SPARE {
        kept.vectors = kept.vectors.only(texts);
    }
    cache.write(KEPT, VERSION, &kept);
    Ok(kept.vectors)
}

/// Hidden until it is known that a person waits. Where nobody sees it, a line says what takes so long.
fn bar(texts: usize, quiet: bool) -> ProgressBar {
    if texts > SPARE && !quiet {
        report::say(&format!("reading {texts} texts for what they mean …\n"));
    }
    let bar = ProgressBar::with_draw_target(Some(texts as u64), ProgressDrawTarget::hidden());
    bar.with_style(ProgressStyle::with_template("{pos} of {len} texts {bar:40} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar()))
}

impl Made {
    fn of(folder: &Path) -> Result<Self, String> {
        let cannot = |error| match std::io::Error::kind(&error) {
            std::io::ErrorKind::NotFound => format!("there is no `{WEIGHTS}`"),
            _ => format!("`{WEIGHTS}` cannot be read: {error}"),
        };
        let weights = fs::metadata(folder.join(WEIGHTS)).map_err(cannot)?;
        let written = weights.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(0, |since| since.as_nanos());
        Ok(Self { folder: folder.to_string_lossy().into_owned(), size: weights.len(), written })
    }
}
