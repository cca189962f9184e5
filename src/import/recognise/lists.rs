//! Items to lists inside one another: each at its own level, and where the file gives no levels as the
//! labels count, (a), (i), (ii), (b).

use super::{series::Series, units::Unit};
use crate::document::{Block, Item, Kind, List};

/// The lists that an item may still go on, from outside.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<Open>,
    /// Whether something else stands behind the last item.
    between: bool,
}

/// A list that is not ended.
#[derive(Debug, Clone, Copy)]
struct Open {
    level: u8,
    /// What its last item counts.
    series: Series,
    /// Whether its last item leads to something: it has no end mark, or a colon.
    leads: bool,
}

impl Lists {
    /// What comes begins a list of its own.
    pub(super) fn end(&mut self) {
        self.open.clear();
    }

    /// Something stands below the last item: only the next letter or number goes on behind it.
    pub(super) fn between(&mut self) {
        self.between = true;
    }

    /// Puts an item where it belongs in what stands at the end.
    pub(super) fn item(&mut self, unit: &Unit, block: Block, out: &mut Vec<Block>) {
        let ordered = !unit.is_bullet();
        let series = Series::all(unit.label.as_deref().filter(|_| ordered).unwrap_or_default());
        let before = self.open.clone();
        let series = self.place(unit.level, &series);
        let depth = self.open.len();
        let above = before.get(depth).map(|list| list.series);
        let another = above.is_some_and(|above| !above.is_like(series));
        let goes_on = above.is_some_and(|above| series.follows(above));
        let leads = unit.text.ends_with(':') || !unit.text.ends_with(|c: char| c.is_ascii_punctuation());
        self.open.push(Open { level: unit.level, series, leads });
        let item = Item { blocks: vec![block], ..Item::default() };
        within(out, depth, |place| {
            if goes_on {
                gather(place);
            }
            match place.last_mut() {
                Some(Block { kind: Kind::List(list), .. }) if !another && list.ordered == ordered => list.items.push(item),
                _ => place.push(Block::new(Kind::List(List { ordered, items: vec![item], ..List::default() }))),
            }
        });
    }

    /// Puts a paragraph into the item that it stands in, if there is one.
    pub(super) fn paragraph(&mut self, level: u8, block: &Block, out: &mut Vec<Block>) -> bool {
        let keep = self.open.iter().take_while(|list| list.level < level).count().max(1);
        self.open.truncate(keep);
        let in_item = !self.open.is_empty() && !self.between;
        if in_item {
            within(out, self.open.len(), |place| place.push(block.clone()));
        }
        in_item
    }

    /// Leaves those lists open that an item stands in, and says what its label counts.
    fn place(&mut self, level: u8, meanings: &[Series]) -> Series {
        let next = self.next(level, meanings);
        if std::mem::take(&mut self.between) && !next.is_some_and(|(_, series)| !series.is_bullet() && !series.is_first()) {
            self.open.clear();
        } else if let Some((at, series)) = next {
            self.open.truncate(at);
            return series;
        }
        let series = meanings.first().copied().unwrap_or_default();
        if let Some(at) = self.open.iter().rposition(|list| list.level == level && list.series.is_like(series)) {
            self.open.truncate(at);
            return series;
        }
        let outer = self.open.iter().take_while(|list| list.level < level).count();
        // A list of its own, further out than all: only its labels tell where it stands.
        let unknown = |last: &Open| last.level == level || outer == 0;
        if !self.open.last().is_some_and(|last| last.level < level || unknown(last) && last.takes(series, level)) {
            self.open.truncate(outer);
        }
        series
    }

    /// The list in which a label is the next: on its own level, and where it cannot be the first of a list on any.
    fn next(&self, level: u8, meanings: &[Series]) -> Option<(usize, Series)> {
        let on = |wanted: &dyn Fn(&Open) -> bool| {
            let goes_on = |list: &Open| meanings.iter().copied().find(|series| wanted(list) && series.follows(list.series));
            self.open.iter().enumerate().rev().find_map(|(at, list)| goes_on(list).map(|series| (at, series)))
        };
        let is_next = !meanings.iter().any(|series| series.is_first() || series.is_bullet());
        on(&|list| list.level == level).or_else(|| if is_next { on(&|_| true) } else { None })
    }
}

impl Open {
    /// Whether another list at this level, or further out, stands in its last item.
    fn takes(&self, series: Series, level: u8) -> bool {
        let other = !self.series.is_like(series);
        let below = series.is_bullet() || series.is_first() && !self.series.is_bullet() && self.level == level;
        other && (below || self.leads)
    }
}

/// Does something where the last item stands, so many lists deep.
fn within(out: &mut Vec<Block>, depth: usize, put: impl FnOnce(&mut Vec<Block>)) {
    if depth > 0 {
        gather(out);
        if let Some(Block { kind: Kind::List(list), .. }) = out.last_mut()
            && let Some(item) = list.items.last_mut()
        {
            return within(&mut item.blocks, depth - 1, put);
        }
    }
    put(out);
}

/// What stands behind a list that goes on belongs to its last item.
fn gather(place: &mut Vec<Block>) {
    let Some(at) = place.iter().rposition(|block| matches!(block.kind, Kind::List(_))) else { return };
    let mut behind = place.split_off(at + 1);
    for block in &mut behind {
        if let Kind::Paragraph(paragraph) = &mut block.kind {
            paragraph.continues = false;
        }
    }
    if let Some(Block { kind: Kind::List(list), .. }) = place.last_mut() {
        list.items.last_mut().into_iter().for_each(|item| item.blocks.append(&mut behind));
    }
    place.append(&mut behind);
}

#[cfg(test)]
mod tests {
    use super::{super::blocks, *};
    use crate::{document::walk, import::PieceKind};

    /// Items, each with its level and its label, as the lists they become: how deep each stands, and which of its
    /// list it is.
    fn lists(items: &[(u8, &str, &str)]) -> String {
        let unit = |(level, label, text): &(u8, &str, &str)| Unit {
            kind: if label.is_empty() { PieceKind::Paragraph } else { PieceKind::Item },
            label: Some((*label).to_owned()).filter(|label| !label.is_empty()),
            level: *level,
            text: (*text).to_owned(),
            content: vec![crate::document::Inline::text(*text)],
            ..Unit::default()
        };
        let units: Vec<Unit> = items.iter().map(unit).collect();
        let mut out = Vec::new();
        shown(&blocks::blocks(&units.iter().collect::<Vec<_>>(), true), 0, &mut out);
        out.join(" ")
    }

    fn shown(blocks: &[Block], depth: usize, out: &mut Vec<String>) {
        for block in blocks {
            match &block.kind {
                Kind::List(list) => {
                    for (n, item) in list.items.iter().enumerate() {
                        let mark = if list.ordered { (n + 1).to_string() } else { "-".to_owned() };
                        out.push(format!("{}{mark}", ">".repeat(depth)));
                        shown(&item.blocks, depth + 1, out);
                    }
                }
                Kind::Paragraph(paragraph) => out.push(walk::plain(&paragraph.content)),
                _ => {}
            }
        }
    }

    #[test]
    fn every_item_keeps_its_level() {
        let word = [(0, "2.", "p"), (1, "(a)", "a"), (2, "(i)", "b"), (2, "(ii)", "c"), (1, "(b)", "d"), (1, "(c)", "e"), (0, "3.", "q")];
        assert_eq!(lists(&word), "p 1 a >1 b >2 c 2 d 3 e q");
        let pairs = [(0, "2.", "p"), (1, "2.1", "a"), (1, "2.2", "b"), (2, "(i)", "c"), (2, "(ii)", "d"), (1, "2.3", "e")];
        assert_eq!(lists(&pairs), "p 1 a 2 b >1 c >2 d 3 e");
        let skipped = [(0, "2.", "p"), (1, "(a)", "a"), (3, "(A)", "b"), (2, "(i)", "c"), (1, "(b)", "d")];
        assert_eq!(lists(&skipped), "p 1 a >1 b >1 c 2 d");
    }

    #[test]
    fn labels_say_what_stands_in_what_where_levels_do_not() {
        let flush = [(0, "(a)", "a"), (0, "(i)", "b"), (0, "(ii)", "c"), (0, "(b)", "d"), (0, "(i)", "e"), (0, "(c)", "f")];
        assert_eq!(lists(&flush), "1 a >1 b >2 c 2 d >1 e 3 f");
        let ninth = [(0, "g)", "a"), (0, "h)", "b"), (0, "i)", "c"), (0, "j)", "d")];
        assert_eq!(lists(&ninth), "1 a 2 b 3 c 4 d");
        let bullets = [(1, "(a)", "groups in:"), (0, "•", "b"), (0, "•", "c"), (1, "(b)", "d")];
        assert_eq!(lists(&bullets), "1 groups in: >- b >- c 2 d");
        let drifted = [(0, "(a)", "a"), (1, "(b)", "b"), (0, "(c)", "c")];
        assert_eq!(lists(&drifted), "1 a 2 b 3 c");
    }

    #[test]
    fn what_stands_between_two_letters_belongs_to_the_first() {
        let between = [(0, "2.", "p"), (1, "(a)", "a"), (0, "", "more"), (1, "(b)", "b"), (0, "", "end"), (0, "•", "c")];
        assert_eq!(lists(&between), "p 1 a more 2 b end - c");
    }
}
