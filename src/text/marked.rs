//! What changed between two texts, in marks that plain text can hold.

use super::compare::{Run, Text, compare_texts};

/// The newer text with what went and what came marked: `every [-lock-]{+bridge+} has a keeper`. Where
/// nothing but spaces and the shape of quotation marks changed, the newer text as it is.
pub fn marked(old: &str, new: &str) -> String {
    marked_texts(Text { text: old, fields: &[] }, Text { text: new, fields: &[] })
}

/// The same for two texts with fields, which are compared by what they mean.
pub fn marked_texts(old: Text, new: Text) -> String {
    let comparison = compare_texts(old, new);
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
