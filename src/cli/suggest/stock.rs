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
const VERSION: u32 = 2;

/// Everything that could be proposed, and the files that it was made of.
#[derive(Deserialize)]
pub(super) struct Stock {
    listing: Listing,
    pub(super) matcher: Matcher<'static>,
}

/// The same on its way into the cache.
#[derive(Serialize)]
struct Keep<'k> {
    listing: &'k Listing,
    matcher: &'k Matcher<'k>,
}

impl Stock {
    /// Of the library as it is now.
    pub(super) fn of(root: &Path, shared: &Shared) -> Result<Self, Failure> {
        let cache = Cache::of(root, shared.quiet);
        let kept: Option<Self> = cache.path(KEPT).filter(|path| path.exists()).and_then(|_| cache.read(KEPT, VERSION));
        let listing = Listing::of(root, &PARTS, kept.as_ref().map_or(&Listing::default(), |kept| &kept.listing));
        if let Some(kept) = kept.filter(|kept| listing.since(&kept.listing).is_empty()) {
            return Ok(kept);
        }
        let opened = files::open(shared)?;
        let matcher = Matcher::new(&opened.library);
        cache.write(KEPT, VERSION, &Keep { listing: &listing, matcher: &matcher });
        Ok(Self { listing, matcher: matcher.into_owned() })
    }
}

/// A consultation alone, without the rest of the library. None where it is not there.
pub(super) fn consultation(root: &Path, id: &str) -> Option<Consultation> {
    let path = format!("responses/{id}/consultation.toml");
    let is_name = !id.is_empty() && !id.contains(['/', '\\']) && !id.starts_with('.');
    (is_name && root.join(&path).is_file()).then(|| Library::read_apart(read_some(root, [path.as_str()])).0.consultations.remove(id))?
}
