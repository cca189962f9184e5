//! What changed between two texts, in marks that plain text can hold.

use super::compare::{Run, compare};

/// The newer text with what went and what came marked: `every [-lock-]{+bridge+} has a keeper`. Where
/// nothing but spaces and the shape of quotation marks changed, the newer text as it is.
pub fn marked(old: &str, new: &str) -> String {
    let comparison = compare(old, new);
    let marked = comparison.runs.iter().map(|run| match run {
        Run::Same { new, .. } => (*new).to_owned(),
        Run::Removed(words) => outside(words, "[-", "-]"),
        Run::Added(words) => outside(words, "{+", "+}"),
    });
    marked.collect()
}

/// White space at the ends of what changed stays outside the marks.
fn outside(words: &str, open: &str, close: &str) -> String {
    let inner = words.trim();
    if inner.is_empty() {
        return words.to_owned();
    }
    let start = words.len() - words.trim_start().len();
    format!("{}{open}{inner}{close}{}", &words[..start], &words[start + inner.len()..])
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn what_changed_stands_in_marks() {
        assert_eq!(marked("every lock has a keeper", "every bridge has a keeper"), "every [-lock-]{+bridge+} has a keeper");
        assert_eq!(marked("the same", "the same"), "the same");
    }
}
