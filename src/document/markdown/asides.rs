//! What of a text is written for the program and is no words of it.

use super::options;
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use std::ops::Range;

/// What is no mark of Markdown and yet no words: comments, calls of templates, attributes.
const OWN: [(&str, &str); 5] = [("<!--", "-->"), ("{{", "}}"), ("{*", "*}"), ("{%", "%}"), ("{", "}")];

/// The places in a text where no word may be changed: code, HTML, comments, attributes, calls of templates,
/// and addresses, whether of links or written out. In the order of their beginnings; some overlap.
pub(crate) fn asides(text: &str) -> Vec<Range<usize>> {
    let mut out = own(text);
    out.extend(addresses(text));
    let parser = Parser::new_ext(text, options());
    out.extend(parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()));
    // For each link that is open: where the words in it end so far.
    let mut links: Vec<usize> = Vec::new();
    for (event, place) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) | Event::Start(Tag::CodeBlock(_)) => {
                out.push(place.clone());
                links.extend(matches!(event, Event::Start(Tag::Link { .. })).then_some(place.end));
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => links.push(place.start),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let words = links.pop().unwrap_or(place.end);
                out.push(words..place.end);
                links.iter_mut().for_each(|outer| *outer = place.end.max(*outer));
            }
            Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) => {
                links.iter_mut().for_each(|link| *link = place.end.max(*link));
                out.push(place);
            }
            Event::Text(_) | Event::End(_) => links.iter_mut().for_each(|link| *link = place.end.max(*link)),
            _ => {}
        }
    }
    out.retain(|place| !place.is_empty());
    out.sort_by_key(|place| place.start);
    out
}

fn own(text: &str) -> Vec<Range<usize>> {
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(found) = text[at..].find(['{', '<']).map(|found| at + found) {
        let rest = &text[found..];
        let end = OWN.iter().find_map(|(open, close)| Some(rest.strip_prefix(open)?.find(close)? + open.len() + close.len()));
        at = found + end.unwrap_or(1);
        out.extend(end.map(|_| found..at));
    }
    out
}

/// Words that are an address of the web or of mail, as people write them.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    let words = text.split_inclusive(char::is_whitespace).map(move |word| {
        let start = end;
        end += word.len();
        (word, start..start + word.trim_end().len())
    });
    words.filter_map(|(word, place)| {
        let mark = ["://", "@", "www.", "WWW."].into_iter().filter_map(|mark| word.find(mark)).min()?;
        let before = word[..mark].rfind(['(', '[', '<', '"', '\'', '“', '‘']);
        let opened = before.and_then(|at| word[at..].chars().next().map(|open| at + open.len_utf8()));
        Some(place.start + opened.unwrap_or(0)..place.end)
    })
}

#[cfg(test)]
mod tests {
    use super::asides;

    /// The text with `…` for each aside.
    fn words(text: &str) -> String {
        let asides = asides(text);
        let mut words: Vec<char> =
            text.char_indices().map(|(at, c)| if asides.iter().any(|aside| aside.contains(&at)) { '…' } else { c }).collect();
        words.dedup_by(|one, other| *one == '…' && *other == '…');
        words.into_iter().collect()
    }

    #[test]
    fn code_addresses_and_html_are_no_words() {
        for (text, left) in [
            ("a `b` c", "a … c"),
            ("a https://x.org/b/c?d c", "a … c"),
            ("[a](https://x.org/b \"t\") c", "[a… c"),
            ("[a *b*](x) c", "[a *b*… c"),
            ("<https://x.org> c", "… c"),
            ("a <i title=\"b\">c</i>", "a …c…"),
            ("a {b} {{ c }} <!-- d -->", "a … … …"),
            ("[a][b] c\n\n[b]: /x", "[a… c\n\n…"),
        ] {
            assert_eq!(words(text), left, "{text}");
        }
        assert!(!words("```\nb\n```\nc").contains('b'));
    }
}
