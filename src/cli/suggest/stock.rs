//! What proposals are made from: kept in the user's cache, made anew when a file of the library changed.

use crate::{
    cli::{
        Failure, Shared,
        cache::{Cache, Listing},
        files::{self, PARTS, read_some},
    },
    library::{Consultation, Library},
    matching::Matcher,
};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Its name in the cache.
const KEPT: &str = "matching";

/// Goes up when what is kept looks different.
const VERSION: u32 = 5;

/// Everything that could be proposed, and the files that it was made of.
#[derive(Serialize, Deserialize)]
pub(super) struct Stock {
    listing: Listing,
    /// How many records have errors.
    wrong: usize,
    #[serde(borrow)]
    pub(super) matcher: Matcher<'static>,
}

impl Stock {
    /// Of the library as it is now. What it is made of stays in memory until the program ends, which needs
    /// one: ten thousand answers are neither copied nor given back one by one.
    pub(super) fn of(root: &Path, shared: &Shared) -> Result<Self, Failure> {
        let cache = Cache::of(root, shared.quiet);
        let kept: Option<Self> = cache.blob(KEPT).and_then(|blob| cache.open(Vec::leak(blob), VERSION));
        let listing = Listing::of(root, &PARTS, kept.as_ref().map_or(&Listing::default(), |kept| &kept.listing));
        if let Some(kept) = kept.filter(|kept| listing.since(&kept.listing).is_empty()) {
            return Ok(kept);
        }
        let opened = files::open(shared)?;
        let wrong = files::wrong(&opened.library, &opened.findings).len();
        let library: &'static Library = Box::leak(Box::new(opened.library));
        let stock = Self { listing, wrong, matcher: Matcher::new(library) };
        cache.write(KEPT, VERSION, &stock);
        Ok(stock)
    }

    /// Says what is wrong with what proposals are made from.
    pub(super) fn say_wrong(&self) {
        files::say_wrong(self.wrong);
    }
}

/// A consultation alone, without the rest of the library. None where it is not there.
pub(super) fn consultation(root: &Path, id: &str) -> Option<Consultation> {
    let path = format!("responses/{id}/consultation.toml");
    let is_name = !id.is_empty() && !id.contains(['/', '\\']) && !id.starts_with('.');
    (is_name && root.join(&path).is_file()).then(|| Library::read_apart(read_some(root, [path.as_str()])).0.consultations.remove(id))?
}
