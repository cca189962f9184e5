//! An end to nesting.

use super::{Place, is_inline};
use pulldown_cmark::{Event, Tag};

/// The most lists, quotations and emphases inside each other. Documents are gone over by functions that
/// call themselves, so that depth must have an end; Word's own lists have nine levels.
const DEEPEST: usize = 24;

/// Events without what nests deeper than that, and the place of the first that was left out.
pub(super) fn shallow<'t>(all: impl Iterator<Item = (Event<'t>, Place)>) -> (Vec<(Event<'t>, Place)>, Option<Place>) {
    let (mut events, mut depth, mut first): (Vec<(Event, Place)>, _, _) = (Vec::new(), 0, None);
    // Of everything that is open: whether it was kept, and whether it counts.
    let mut open: Vec<(bool, bool)> = Vec::new();
    for (event, place) in all {
        let kept = match &event {
            Event::Start(tag) => {
                let counts = nests(tag);
                let kept = if matches!(tag, Tag::Item) { open.last().is_none_or(|(kept, _)| *kept) } else { !counts || depth < DEEPEST };
                depth += usize::from(kept && counts);
                open.push((kept, counts));
                kept
            }
            Event::End(_) => {
                let (kept, counts) = open.pop().unwrap_or((true, false));
                depth -= usize::from(kept && counts);
                kept
            }
            _ => true,
        };
        if kept {
            events.push((event, place));
        } else {
            // The words of two items that are none any more stay apart.
            if matches!(event, Event::Start(Tag::Item)) && events.last().is_some_and(|(last, _)| is_inline(last)) {
                events.push((Event::SoftBreak, place.start..place.start));
            }
            first.get_or_insert(place);
        }
    }
    (events, first)
}

fn nests(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::List(_) | Tag::BlockQuote(_) | Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}
