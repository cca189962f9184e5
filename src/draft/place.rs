//! Text put into a file that a person has written, which changes nothing else in it.

use super::{Refusal, refuse};
use crate::{
    library::{File, Library, Response},
    source::Span,
};

/// Text to put into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// Where, as a place in the text that the library has read.
    pub at: u32,
    /// What, without the empty lines around it.
    pub text: String,
}

/// Puts text into a file's own bytes, an empty line before and behind it: the file's line ends, its byte
/// order mark and all else stay as they are. Insertions at one place stand in their order. Refuses a file
/// that is not text.
pub fn apply(bytes: &[u8], insertions: &[Insertion]) -> Result<String, Refusal> {
    let Ok(raw) = std::str::from_utf8(bytes) else {
        return refuse("this file is not UTF-8 text", "save it again as UTF-8; nothing was changed");
    };
    let newline = if raw.contains("\r\n") { "\r\n" } else { "\n" };
    let mut insertions: Vec<&Insertion> = insertions.iter().collect();
    insertions.sort_by_key(|insertion| insertion.at);
    let (mut out, mut done) = (String::with_capacity(raw.len()), 0);
    for insertion in insertions {
        let at = raw_place(raw, insertion.at as usize);
        out.push_str(&raw[done..at]);
        done = at;
        out.push_str(&newline.repeat(2usize.saturating_sub(lines_at_end(&out))));
        out.push_str(&insertion.text.trim_matches('\n').replace('\n', newline));
        let (there, wanted) = (lines_at_start(&raw[at..]), if raw[at..].trim().is_empty() { 1 } else { 2 });
        out.push_str(&newline.repeat(wanted - there.min(wanted)));
    }
    out.push_str(&raw[done..]);
    Ok(out)
}

/// How many line ends a text ends with. The beginning of a file needs none.
fn lines_at_end(text: &str) -> usize {
    if text.trim_start_matches('\u{feff}').is_empty() { 2 } else { text[text.trim_end().len()..].matches('\n').count() }
}

fn lines_at_start(text: &str) -> usize {
    text[..text.len() - text.trim_start().len()].matches('\n').count()
}

/// The place in a file of a place in its text as it was read: without byte order mark, with `\n` alone.
fn raw_place(raw: &str, at: usize) -> usize {
    let start = if raw.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut read = 0;
    let mut chars = raw[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        if read >= at {
            return start + offset;
        }
        let pair = c == '\r' && chars.peek().is_some_and(|(_, next)| *next == '\n');
        read += if pair { 0 } else { c.len_utf8() };
    }
    raw.len()
}

/// Where the words of a span end.
pub(super) fn end_of_words(library: &Library, span: Span) -> u32 {
    span.start + library.slice(span).trim_end().len() as u32
}

/// The response that a text gives when it is read: whatever stands behind a comment or code that is not
/// closed is hidden in it.
pub(super) fn read_back(id: &str, text: &str) -> Option<Response> {
    let path = format!("responses/{id}/response.md");
    let (mut library, _) = Library::read([File { path, bytes: Ok(text.as_bytes().to_vec()) }]);
    library.responses.remove(id)
}

#[cfg(test)]
mod tests {
    use super::{Insertion, apply};

    fn put(raw: &str, at: u32, text: &str) -> String {
        apply(raw.as_bytes(), &[Insertion { at, text: text.to_owned() }]).expect("text")
    }

    #[test]
    fn text_stands_between_empty_lines() {
        assert_eq!(put("a\n\nb\n", 1, "x"), "a\n\nx\n\nb\n");
        assert_eq!(put("a\n\nb\n", 3, "x"), "a\n\nx\n\nb\n");
        assert_eq!(put("a", 1, "x"), "a\n\nx\n");
        assert_eq!(put("a\n", 1, "x"), "a\n\nx\n");
        assert_eq!(put("", 0, "x"), "x\n");
        assert_eq!(put("a\nb\n", 2, "x"), "a\n\nx\n\nb\n");
    }

    #[test]
    fn line_ends_and_the_byte_order_mark_stay() {
        assert_eq!(put("\u{feff}a\r\n\r\nb\r\n", 3, "x\ny"), "\u{feff}a\r\n\r\nx\r\ny\r\n\r\nb\r\n");
    }
}
