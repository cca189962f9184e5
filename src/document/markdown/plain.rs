//! The words of Markdown, each on the line on which it was written: what search looks through.

use super::{attributes, options};
use crate::{document::Reference, text::one_line};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// What stands for what a template would put in.
const LEFT_OUT: &str = "…";

/// The words of a text that may hold calls of templates, without its marks, comments and attributes.
/// There are as many line ends before each word as in `text`; a call is one `…`. A live reference, whose
/// number is not known here, is told in words ([`Reference::told`]).
pub fn plain(text: &str) -> String {
    let text = without_attributes(&without_calls(text));
    let (mut out, mut line) = (String::with_capacity(text.len()), Lines { text: &text, at: 0 });
    let mut reference = None;
    for (event, range) in Parser::new_ext(&text, options()).into_offset_iter() {
        match event {
            Event::Text(words) | Event::Code(words) => {
                line.go_to(range.start, &mut out);
                out.push_str(&words);
                // Only code has line ends of its own.
                line.at = if words.contains('\n') { range.end } else { range.start };
            }
            Event::SoftBreak | Event::HardBreak => line.go_to(range.end, &mut out),
            Event::Start(Tag::Link { dest_url, .. }) => {
                line.go_to(range.start, &mut out);
                reference = dest_url.strip_prefix('#').map(|to| (to.to_owned(), out.len()));
            }
            Event::End(TagEnd::Link) => reference.take().into_iter().for_each(|(to, start)| tell(to, start, &mut out)),
            Event::Start(Tag::TableCell) if !out.is_empty() && !out.ends_with(['\n', ' ']) => out.push(' '),
            _ => {}
        }
    }
    out
}

/// Tells the reference whose own word begins at `start`. Line ends within it stand behind it.
fn tell(to: String, start: usize, out: &mut String) {
    let word = out.split_off(start);
    let reference = Reference { to, word: one_line(&word), ..Reference::default() };
    let told = reference.told(out);
    out.push_str(&told);
    out.extend(word.matches('\n'));
}

/// How far the line ends of a text have been written.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Lines<'_> {
    /// Writes the line ends up to a place.
    fn go_to(&mut self, place: usize, out: &mut String) {
        if let Some(between) = self.text.get(self.at..place) {
            out.extend(between.matches('\n'));
            self.at = place;
        }
    }
}

/// Without the calls, blocks and comments of templates.
fn without_calls(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let call = [("{{", "}}", LEFT_OUT), ("{%", "%}", ""), ("{*", "*}", "")].into_iter().find(|(open, ..)| from.starts_with(open));
        let closed = call.and_then(|(_, close, shown)| Some((from[2..].find(close)? + 4, shown)));
        let (len, shown) = closed.unwrap_or((1, "{"));
        out.push_str(shown);
        out.extend(from[..len].matches('\n'));
        rest = &from[len..];
    }
    out + rest
}

/// Without what stands in braces behind paragraphs and headings.
fn without_attributes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches('\n');
        let end = if words.trim_end().ends_with('}') { attributes::find(text, at..at + words.len()) } else { None };
        out.push_str(end.map_or(words, |braces| &text[at..braces.start]));
        out.push_str(&line[words.len()..]);
        at += line.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_stay_and_marks_go() {
        let text =
            "# A *heading* {#here}\n\nOne [link](#there) and\n`two` words. {.continue}\n\n<!-- a\nproposal -->\n\n- an item\n  1. inner\n";
        assert_eq!(plain(text), "A heading\n\nOne link and\ntwo words.\n\n\n\n\nan item\ninner");
    }

    #[test]
    fn what_templates_put_in_is_left_out() {
        assert_eq!(plain("Our {{ facts.members }} members {* not\nyet *}say {sic}"), "Our … members\nsay {sic}");
        assert_eq!(plain("{{ open"), "{{ open");
    }

    #[test]
    fn a_reference_is_told_in_words() {
        for (text, told) in [
            ("No (see [paragraph](#title-understood) below).", "No (see the paragraph on title understood below)."),
            ("See our answer to [question](#q19).", "See our answer to question 19."),
            ("the [paragraph](#load), [](#q4a), [this](#load), [paragraph](#p7)", "the paragraph on load, 4a, this, paragraph"),
            ("in [our\nsection](#key-points) and\nhere", "in our section on key points\n and\nhere"),
        ] {
            assert_eq!(plain(text), told);
        }
    }

    #[test]
    fn cells_stay_apart() {
        assert_eq!(plain("|one|two|\n|---|---|\n|three|four|"), "one two \n\nthree four");
    }

    proptest! {
        #[test]
        fn every_word_stays_on_its_line(lines in prop::collection::vec("[a-z]{1,6}( [*`_#>|{}%&<-]{0,3}[a-z]{1,6}){0,4}", 1..8)) {
            let text = lines.join("\n\n");
            let plain = plain(&text);
            prop_assert!(plain.matches('\n').count() <= text.matches('\n').count());
            let first = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            prop_assert!(plain.starts_with(first), "{:?}", plain);
        }

        #[test]
        fn no_text_breaks_it(text in "[ -~\n…é{}%*#|`]{0,60}") {
            prop_assert!(plain(&text).matches('\n').count() <= text.matches('\n').count());
        }
    }
}
