//! What changed of what is asked, besides the question's words: its options and the part it stands in.

use super::{About, Unit, flat::Flat};
use crate::document::{Document, Kind, Question};

/// Says of every question that both documents have what changed. A document that names no options at all, as most
/// files that were sent, does not say that there were none; likewise for parts. Parts are those of one consultation:
/// another one has its own.
pub(super) fn compare(documents: [&Document; 2], flats: [&Flat; 2], units: &mut [Unit]) {
    let say = |of: fn(&Question) -> bool| documents.iter().all(|document| questions(document).any(of));
    let options = say(|question| !question.options.is_empty());
    let [old, new] = documents.map(|document| document.meta.id.as_str());
    let parts = old == new && !old.is_empty() && say(|question| question.part.is_some());
    for unit in units {
        let at = |side: usize, head: Option<usize>| question(documents[side], flats[side].heads.get(head?)?.head.block?);
        let (Some(old), Some(new)) = (at(0, unit.old), at(1, unit.new)) else { continue };
        let part = |question: &Question| question.part.clone().unwrap_or_default();
        let pairs = [(options, "options", old.options.join("; "), new.options.join("; ")), (parts, "part", part(old), part(new))];
        let changed = pairs.into_iter().filter(|(said, _, old, new)| *said && old != new);
        unit.asked = changed.map(|(_, what, old, new)| About { what: what.to_owned(), old, new }).collect();
    }
}

fn questions(document: &Document) -> impl Iterator<Item = &Question> {
    (0..document.blocks.len()).filter_map(|at| question(document, at))
}

fn question(document: &Document, block: usize) -> Option<&Question> {
    if let Kind::Question(question) = &document.blocks.get(block)?.kind { Some(question) } else { None }
}
