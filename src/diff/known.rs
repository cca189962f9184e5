//! What is known of two documents before their words are looked at.

use crate::library::Library;

/// Which questions of the old document are which of the new one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// Pairs that somebody insists on: the old question's id and the new one's.
    pub pinned: Vec<(String, String)>,
    /// Pairs that the library declares (`prior`).
    pub lineage: Vec<(String, String)>,
    /// Whether both answer the same consultation, so that the same id is the same question.
    pub same_consultation: bool,
}

impl Known {
    /// What the library says of two of its consultations: the same one, or questions of the one that name
    /// questions of the other as their `prior`, whichever of the two is the older.
    pub fn of(library: &Library, old: &str, new: &str) -> Self {
        let mut lineage = priors(library, new, old);
        lineage.extend(priors(library, old, new).into_iter().map(|(earlier, later)| (later, earlier)));
        Self { pinned: Vec::new(), lineage, same_consultation: old == new && !old.is_empty() }
    }

    pub(super) fn mirrored(&self) -> Self {
        let swap = |pairs: &[(String, String)]| pairs.iter().map(|(a, b)| (b.clone(), a.clone())).collect();
        Self { pinned: swap(&self.pinned), lineage: swap(&self.lineage), same_consultation: self.same_consultation }
    }
}

/// The questions of `later` that name one of `earlier`: the earlier one's id and the later one's.
fn priors(library: &Library, later: &str, earlier: &str) -> Vec<(String, String)> {
    let Some(consultation) = library.consultations.get(later).filter(|_| later != earlier) else { return Vec::new() };
    let pairs = consultation.questions.iter().flat_map(|question| {
        let named = question.prior.iter().filter_map(|prior| prior.value.strip_prefix(earlier)?.strip_prefix('/'));
        named.map(|id| (id.to_owned(), question.id.value.clone()))
    });
    pairs.collect()
}
