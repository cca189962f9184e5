//! Words kept, removed and added, heading by heading.

use super::say;
use crate::diff::{Diff, Unit, summary::reused};
use crate::text::compare::Words;

/// A line for each heading below which there are words, then one for all: what stayed, went and came, and the
/// share of the new text that was there before.
pub fn write(diff: &Diff) -> String {
    let row = |unit: &Unit| (say::unit_name(diff, unit), unit.words);
    let mut rows: Vec<(String, Words)> = diff.units.iter().map(row).filter(|(_, words)| *words != Words::default()).collect();
    rows.push(("all".to_owned(), diff.summary.words));
    let width = rows.iter().map(|(name, _)| name.chars().count().min(MOST)).max().unwrap_or(0);
    let mut out = format!("{:width$}  {:>9}  {:>9}  {:>9}  {:>7}\n", "", "kept", "removed", "added", "reused");
    for (name, words) in rows {
        let name: String = name.chars().take(MOST).collect();
        let [kept, removed, added] = [words.kept, words.removed, words.added].map(say::thousands);
        out.push_str(&format!("{name:width$}  {kept:>9}  {removed:>9}  {added:>9}  {:>7}\n", share(words)));
    }
    out
}

/// Where there is no new text there is no share of it.
fn share(words: Words) -> String {
    if words.kept + words.added == 0 { "–".to_owned() } else { say::percent(reused(words)) }
}

/// Longer names are cut.
const MOST: usize = 40;
