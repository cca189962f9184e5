//! Texts that begin with the same sentence: in a list of demands it is what each of them is called, whatever
//! follows.

use super::{Words, Work};
use crate::text::{compare::words, sentence::sentences};
use std::collections::BTreeMap;

/// Shorter sentences begin many texts.
const LEAST_WORDS: usize = 6;

/// Pairs texts that are left below headings that belong together, whose first sentence no other of them has.
pub(super) fn link(work: &mut Work) {
    for link in work.heads.clone() {
        let new = leads(&work.new, link.new);
        for (lead, a) in leads(&work.old, link.old) {
            if let (Some(a), Some(Some(b))) = (a, new.get(&lead)) {
                work.pair(a, *b, work.likeness(a, *b));
            }
        }
    }
}

/// The texts that are left below a heading by their first sentence, where but one has it.
fn leads(words_of: &Words, head: usize) -> BTreeMap<Vec<u32>, Option<usize>> {
    let mut leads = BTreeMap::new();
    for at in words_of.free_below(head) {
        let text = words_of.flat.leaves[at].text.text.as_str();
        let length = sentences(text).first().map_or(0, |first| words(first).count());
        if length >= LEAST_WORDS {
            let lead = words_of.leaves[at].words[..length].to_vec();
            leads.entry(lead).and_modify(|text| *text = None).or_insert(Some(at));
        }
    }
    leads
}
