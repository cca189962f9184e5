//! The words of Markdown, without what is written for the program: good enough to compare, and far
//! quicker than reading the blocks of ten thousand answers.

use std::borrow::Cow;

/// What opens a stretch that is no text, and what closes it.
const ASIDES: [(&str, &str); 6] = [("<!--", "-->"), ("{{", "}}"), ("{*", "*}"), ("{%", "%}"), ("{", "}"), ("](", ")")];

/// The text without comments, calls of templates, attributes and the addresses of links.
pub(crate) fn plain(markdown: &str) -> Cow<'_, str> {
    let mut next = markdown.find(['{', '<', ']']);
    if next.is_none() {
        return markdown.into();
    }
    let (mut out, mut rest) = (String::with_capacity(markdown.len()), markdown);
    while let Some(at) = next {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let aside = ASIDES.iter().find_map(|(open, close)| Some(rest.strip_prefix(open)?.find(close)? + open.len() + close.len()));
        // `{`, `<` and `]` are one byte each.
        let (kept, end) = if aside.is_some() { (" ", aside.unwrap_or(1)) } else { (&rest[..1], 1) };
        out.push_str(kept);
        rest = &rest[end..];
        next = rest.find(['{', '<', ']']);
    }
    out.push_str(rest);
    out.into()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn what_is_written_for_the_program_is_left_out() {
        let written = "See [our reply](https://example.org/a) {{ facts.members }} here. {#name from=\"a\"}\n<!-- later -->";
        let words: Vec<_> = plain(written).split_whitespace().map(str::to_owned).collect();
        assert_eq!(words.join(" "), "See [our reply here.");
    }

    #[test]
    fn marks_that_open_nothing_stay() {
        assert_eq!(plain("a < b, {c and [d]"), "a < b, {c and [d]");
    }
}
