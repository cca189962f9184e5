//! Lists: levels of the paragraphs' own list, bullets, and lists that count for themselves.

use super::{
    body::{Body, Place},
    numbering::{BULLETS, DEEPEST, FIRST_OWN, PARAGRAPHS, first_item_level, paragraph_level},
    paragraph::Shape,
    styles::ITEMS,
};
use crate::document::{Item, Kind, List, Target};

impl Body<'_> {
    /// A list with all that its items hold.
    pub(super) fn list(&mut self, list: &List, place: Place) {
        let (marker, style) = self.marker(list, place);
        let left = place.left + self.look.item;
        let styled = self.level_indent(marker);
        let shape = Shape {
            number: Some(marker),
            left: (styled != Some(left)).then_some(left),
            hanging: (styled != Some(left)).then_some(self.look.item),
            ..Shape::of(if self.in_note { place.style } else { style })
        };
        let inner = Place {
            left,
            bullets: place.bullets + usize::from(!list.ordered),
            ordered: place.ordered + usize::from(list.ordered),
            of_paragraph: place.of_paragraph && list.ordered,
            style: if self.in_note { place.style } else { "ListContinue" },
        };
        for item in &list.items {
            self.item(item, shape, inner);
        }
    }

    fn item(&mut self, item: &Item, shape: Shape, inner: Place) {
        // An item without a name is marked where a reference to an item in it prints its number.
        let id = item.id.as_deref().or(item.number.as_ref().map(|number| number.cited.as_str())).unwrap_or_default();
        let (words, rest) = match item.blocks.split_first() {
            Some((first, rest)) if matches!(first.kind, Kind::Paragraph(_)) => (Some(first), rest),
            _ => (None, item.blocks.as_slice()),
        };
        let words_of = |body: &mut Self| {
            body.paragraph(shape, |body| {
                body.marked(Target::Item, id, |body| {
                    if let Some(Kind::Paragraph(paragraph)) = words.map(|block| &block.kind) {
                        body.inlines(&paragraph.content);
                    }
                });
            });
        };
        // An item is of the version that its first block is of.
        match item.blocks.first() {
            Some(first) => self.of_version(first, words_of),
            None => words_of(self),
        }
        rest.iter().for_each(|block| self.block(block, inner));
    }

    /// The list and level of a list's items, and their style.
    fn marker(&mut self, list: &List, place: Place) -> ((usize, usize), &'static str) {
        if !list.ordered {
            return ((BULLETS, place.bullets.min(DEEPEST)), "ListBullet");
        }
        let level = (first_item_level(&self.house.numbering) + place.ordered).min(DEEPEST);
        let style = ITEMS[place.ordered.min(ITEMS.len() - 1)].0;
        if list.of_paragraph && place.of_paragraph {
            return ((PARAGRAPHS, level), style);
        }
        self.own_lists.push(level);
        ((FIRST_OWN + self.own_lists.len() - 1, level), style)
    }

    /// Where the level's own definition starts the text, if it is not left to each paragraph.
    fn level_indent(&self, (list, level): (usize, usize)) -> Option<i64> {
        match list {
            PARAGRAPHS => Some(self.look.column(level + 1 - paragraph_level(&self.house.numbering))),
            BULLETS => Some(self.look.column(level + 2)),
            _ => None,
        }
    }
}
