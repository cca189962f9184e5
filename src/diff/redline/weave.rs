//! Puts the blocks of two documents together as planned.

use super::{names::Names, plan::Step, words::both};
use crate::document::{Block, Change, Document, Inline, Item, Kind, List, Paragraph, Question, Table, Was};

/// What the names of the older version become.
pub(super) fn names(steps: &[Step], old: &Document, new: &Document) -> Names {
    let mut names = Names::of_newer(&new.blocks);
    kept_names(steps, &old.blocks, &new.blocks, &mut names);
    deleted_names(steps, &old.blocks, &new.blocks, &mut names);
    names
}

fn kept_names(steps: &[Step], old: &[Block], new: &[Block], names: &mut Names) {
    each_kept(steps, old, new, &mut |old, new, inside| {
        names.kept(old, new);
        if let (Kind::List(old), Kind::List(new)) = (&old.kind, &new.kind) {
            for step in inside {
                if let Step::Kept(at, to, _) = step {
                    let id = |list: &List, at: usize| list.items.get(at).and_then(|item| item.id.clone()).unwrap_or_default();
                    names.same(&id(old, *at), &id(new, *to));
                }
            }
        }
    });
}

fn deleted_names(steps: &[Step], old: &[Block], new: &[Block], names: &mut Names) {
    for step in steps {
        if let Step::Deleted(at) = step {
            old.get(*at).iter().for_each(|block| names.deleted(std::slice::from_ref(*block)));
        }
    }
    each_kept(steps, old, new, &mut |old, _, inside| {
        let Kind::List(list) = &old.kind else { return };
        let gone = inside.iter().filter_map(|step| if let Step::Deleted(at) = step { list.items.get(*at) } else { None });
        for item in gone {
            let alone = List { items: vec![item.clone()], ..List::default() };
            names.deleted(&[Block::new(Kind::List(alone))]);
        }
    });
}

/// Calls `visit` for every two blocks that stay, with what happens inside; outer ones first.
fn each_kept(steps: &[Step], old: &[Block], new: &[Block], visit: &mut dyn FnMut(&Block, &Block, &[Step])) {
    for step in steps {
        let Step::Kept(at, to, inside) = step else { continue };
        let (Some(old), Some(new)) = (old.get(*at), new.get(*to)) else { continue };
        visit(old, new, inside);
        match (&old.kind, &new.kind) {
            (Kind::List(old), Kind::List(new)) => {
                for step in inside {
                    if let Step::Kept(at, to, inside) = step
                        && let (Some(old), Some(new)) = (old.items.get(*at), new.items.get(*to))
                    {
                        each_kept(inside, &old.blocks, &new.blocks, visit);
                    }
                }
            }
            (Kind::Quote(old), Kind::Quote(new)) => each_kept(inside, &old.blocks, &new.blocks, visit),
            _ => {}
        }
    }
}

/// The blocks of both versions.
pub(super) fn blocks(steps: &[Step], old: &[Block], new: &[Block], names: &Names) -> Vec<Block> {
    steps
        .iter()
        .filter_map(|step| match step {
            Step::Kept(at, to, inside) => Some(kept(old.get(*at)?, new.get(*to)?, inside, names)),
            Step::Deleted(at) => Some(deleted(old.get(*at)?.clone(), names)),
            Step::Inserted(to) => Some(Block { change: Some(Change::Inserted), ..new.get(*to)?.clone() }),
        })
        .collect()
}

fn deleted(block: Block, names: &Names) -> Block {
    let mut alone = [block];
    names.rename(&mut alone);
    let [block] = alone;
    Block { change: Some(Change::Deleted), ..block }
}

/// A block that both versions have: the newer one's, with the changes inside.
fn kept(old: &Block, new: &Block, inside: &[Step], names: &Names) -> Block {
    let mut out = new.clone();
    match (&old.kind, &mut out.kind) {
        (Kind::Section(old), Kind::Section(new)) => new.title = both(&old.title, &new.title, names),
        (Kind::Heading(old), Kind::Heading(new)) => new.title = both(&old.title, &new.title, names),
        (Kind::Paragraph(old), Kind::Paragraph(new)) => new.content = both(&old.content, &new.content, names),
        (Kind::Question(old), Kind::Question(new)) => {
            new.text = both(&old.text, &new.text, names);
            new.was = was(old, new);
        }
        (Kind::List(old), Kind::List(new)) => new.items = items(old, new, inside, names),
        (Kind::Quote(old), Kind::Quote(new)) => new.blocks = blocks(inside, &old.blocks, &new.blocks, names),
        (Kind::Table(old), Kind::Table(new)) => rows(old, new, inside, names),
        _ => {}
    }
    out
}

fn was(old: &Question, new: &Question) -> Option<Was> {
    let differs = (&old.id, &old.label, &old.choice) != (&new.id, &new.label, &new.choice);
    differs.then(|| Was { id: old.id.clone(), label: old.label.clone(), choice: old.choice.clone() })
}

fn items(old: &List, new: &List, steps: &[Step], names: &Names) -> Vec<Item> {
    let whole = |item: &Item, change| {
        let mut blocks = item.blocks.clone();
        if blocks.is_empty() {
            blocks.push(Block::new(Kind::Paragraph(Paragraph::default())));
        }
        blocks.iter_mut().for_each(|block| block.change = Some(change));
        Item { blocks, ..item.clone() }
    };
    let gone = |item: &Item| {
        let mut alone = [Block::new(Kind::List(List { items: vec![whole(item, Change::Deleted)], ..old.clone() }))];
        names.rename(&mut alone);
        let [Block { kind: Kind::List(mut list), .. }] = alone else { return None };
        list.items.pop()
    };
    let item = |step: &Step| match step {
        Step::Kept(at, to, inside) => {
            let (old, new) = (old.items.get(*at)?, new.items.get(*to)?);
            Some(Item { blocks: blocks(inside, &old.blocks, &new.blocks, names), ..new.clone() })
        }
        Step::Deleted(at) => gone(old.items.get(*at)?),
        Step::Inserted(to) => Some(whole(new.items.get(*to)?, Change::Inserted)),
    };
    steps.iter().filter_map(item).collect()
}

fn rows(old: &Table, new: &mut Table, steps: &[Step], names: &Names) {
    let cells = |old: &[Vec<Inline>], new: &[Vec<Inline>]| -> Vec<Vec<Inline>> {
        old.iter().zip(new).map(|(old, new)| both(old, new, names)).collect()
    };
    let header = cells(&old.header, &new.header);
    let (mut rows, mut changes) = (Vec::new(), Vec::new());
    for step in steps {
        let row = match step {
            Step::Kept(0, ..) => continue,
            Step::Kept(at, to, _) => old.rows.get(at - 1).zip(new.rows.get(to - 1)).map(|(old, new)| (cells(old, new), None)),
            Step::Deleted(at) => {
                let row = old.rows.get(at.wrapping_sub(1));
                row.map(|row| (row.iter().map(|cell| names.of_deleted_text(cell)).collect(), Some(Change::Deleted)))
            }
            Step::Inserted(to) => new.rows.get(to.wrapping_sub(1)).map(|row| (row.clone(), Some(Change::Inserted))),
        };
        if let Some((row, change)) = row {
            rows.push(row);
            changes.push(change);
        }
    }
    if changes.iter().all(Option::is_none) {
        changes.clear();
    }
    *new = Table { header, rows, changes, ..new.clone() };
}
