//! The level of each heading, from what it stands under, so that no level is ever skipped.

use crate::document::Kind;

/// The headings that the next one may stand under, outermost first, by rank.
#[derive(Debug, Default)]
pub(super) struct Outline(Vec<u8>);

impl Outline {
    /// The level of a heading of this rank here; the title of the page is level 1.
    pub(super) fn level(&mut self, rank: u8) -> usize {
        while self.0.last().is_some_and(|&last| last >= rank) {
            self.0.pop();
        }
        self.0.push(rank);
        (self.0.len() + 1).min(6)
    }
}

/// How deep a heading stands: section, part, question, below a question; nothing for what heads nothing.
pub(super) fn rank(kind: &Kind) -> Option<u8> {
    match kind {
        Kind::Section(_) => Some(0),
        Kind::Question(_) => Some(2),
        Kind::Heading(heading) => Some(heading.level.max(1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_follow_from_what_stands_above() {
        let mut outline = Outline::default();
        let levels: Vec<usize> = [0, 2, 2, 1, 2, 3, 4, 2, 0, 4, 2].into_iter().map(|rank| outline.level(rank)).collect();
        assert_eq!(levels, [2, 3, 3, 3, 4, 5, 6, 4, 2, 3, 3]);
    }

    #[test]
    fn without_sections_questions_stand_right_below_the_title() {
        let mut outline = Outline::default();
        assert_eq!([outline.level(2), outline.level(2), outline.level(3)], [2, 2, 3]);
    }
}
