//! Which option a closed answer chose, before and now.

use super::{Choices, flat::FlatHead};
use crate::library::choice::{Opening, opening};

/// The choices of a question, where they changed. A document that does not say what was chosen (one that
/// was read back from a file) is asked by how its answer begins, with the options that either side knows;
/// where that says nothing either, nothing is known to have changed.
pub(super) fn changed(old: &FlatHead, old_text: Option<&str>, new: &FlatHead, new_text: Option<&str>) -> Option<Choices> {
    let options = |one: &FlatHead, other: &FlatHead| if one.options.is_empty() { other.options.clone() } else { one.options.clone() };
    let (was, is) = (chosen(old, old_text, &options(old, new))?, chosen(new, new_text, &options(new, old))?);
    let normal = |choices: &[String]| choices.iter().map(|it| it.trim().replace('’', "'").to_lowercase()).collect::<Vec<_>>();
    (normal(&was) != normal(&is)).then_some(Choices { old: was, new: is })
}

fn chosen(head: &FlatHead, text: Option<&str>, options: &[String]) -> Option<Vec<String>> {
    if !head.choice.is_empty() {
        return Some(head.choice.clone());
    }
    match opening(text.unwrap_or_default(), options) {
        Opening::Option(option) | Opening::Foreign(option) => Some(vec![option]),
        Opening::Words => (!head.options.is_empty()).then(Vec::new),
    }
}
