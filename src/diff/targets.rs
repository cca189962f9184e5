//! What references mean: two are the same where what they point to belongs together.

use super::{
    align::Links,
    flat::{Flat, Named, Printed, is_typed},
};
use crate::text::compare::Field;
use std::collections::BTreeMap;

/// Stands at the end of the key of a number that somebody typed, until all keys are found.
const TYPED: char = '\u{1}';

/// Gives every reference the key by which it is compared.
///
/// What a typed number means is a guess: "paragraph 12" may be one of the paper that is answered. So it is the same
/// also where it is printed as before.
pub(super) fn name(old: &mut Flat, new: &mut Flat, links: &Links) {
    let mut heads = BTreeMap::new();
    for link in &links.heads {
        heads.entry(link.old).or_insert(link.new);
    }
    let mut leaves = BTreeMap::new();
    for link in &links.leaves {
        if let (Some(from), Some(to)) = (link.old.first(), link.new.first()) {
            leaves.insert(*from, *to);
        }
    }
    rename(old, &|to, named| match named {
        Some(Named::Head(at)) => heads.get(&at).map_or(format!("old {to}"), |at| format!("head {at}")),
        Some(Named::Leaf(at)) => leaves.get(&at).map_or(format!("old {to}"), |at| format!("leaf {at}")),
        None => format!("name {to}"),
    });
    rename(new, &|to, named| match named {
        Some(Named::Head(at)) => format!("head {at}"),
        Some(Named::Leaf(at)) => format!("leaf {at}"),
        None => format!("name {to}"),
    });
    for link in &links.heads {
        let (was, is) = (&mut old.heads[link.old].title, &mut new.heads[link.new].title);
        as_printed(was, &[is]);
        forget_guesses(was, &[is]);
        forget_guesses(is, &[was]);
    }
    for link in &links.leaves {
        let is: Vec<&Printed> = link.new.iter().map(|at| &new.leaves[*at].text).collect();
        for at in &link.old {
            as_printed(&mut old.leaves[*at].text, &is);
            forget_guesses(&mut old.leaves[*at].text, &is);
        }
        let was: Vec<&Printed> = link.old.iter().map(|at| &old.leaves[*at].text).collect();
        link.new.iter().for_each(|at| forget_guesses(&mut new.leaves[*at].text, &was));
    }
    for field in fields(old).chain(fields(new)) {
        field.key.truncate(field.key.trim_end_matches(TYPED).len());
    }
}

fn fields(flat: &mut Flat) -> impl Iterator<Item = &mut Field> {
    let titles = flat.heads.iter_mut().map(|it| &mut it.title);
    titles.chain(flat.leaves.iter_mut().map(|it| &mut it.text)).flat_map(|text| &mut text.fields)
}

fn rename(flat: &mut Flat, key: &dyn Fn(&str, Option<Named>) -> String) {
    let mut names = std::mem::take(&mut flat.names);
    // An item without words at the very end is no text.
    names.retain(|_, named| !matches!(named, Named::Leaf(at) if *at >= flat.leaves.len()));
    for field in fields(flat) {
        let typed = is_typed(&field.key);
        field.key = key(&field.key, names.get(&field.key).copied());
        field.key.extend(typed.then_some(TYPED));
    }
}

/// What a reference means.
fn meaning(field: &Field) -> &str {
    field.key.trim_end_matches(TYPED)
}

/// Lets a reference of the older text mean what one of the newer means that is printed alike, where neither has another
/// of its meaning and one of the two was typed.
fn as_printed(text: &mut Printed, others: &[&Printed]) {
    let own: Vec<String> = text.fields.iter().map(|field| meaning(field).to_owned()).collect();
    let theirs: Vec<(&Field, &str)> =
        others.iter().flat_map(|text| text.fields.iter().map(|field| (field, &text.text[field.at.clone()]))).collect();
    for (field, own_meaning) in text.fields.iter_mut().zip(&own) {
        if theirs.iter().any(|(other, _)| meaning(other) == *own_meaning) {
            continue;
        }
        let printed = &text.text[field.at.clone()];
        let is_alike = |(other, words): &&(&Field, &str)| {
            let typed = field.key.ends_with(TYPED) || other.key.ends_with(TYPED);
            typed && *words == printed && !own.iter().any(|own| own == meaning(other))
        };
        if let Some((other, _)) = theirs.iter().find(is_alike) {
            field.key.clone_from(&other.key);
        }
    }
}

/// A typed number that means what no reference on the other side means is compared as the word that it is.
fn forget_guesses(text: &mut Printed, others: &[&Printed]) {
    let is_shared = |field: &Field| others.iter().flat_map(|other| &other.fields).any(|other| meaning(other) == meaning(field));
    for field in text.fields.iter_mut().filter(|field| field.key.ends_with(TYPED)) {
        if !is_shared(field) {
            field.key.clear();
        }
    }
}
