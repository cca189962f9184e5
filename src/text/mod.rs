//! Words: normal forms, slugs, counting, the nearest of several names, and two texts compared word by word.

pub mod compare;
pub mod lexicon;
pub mod marked;
pub mod sentence;

pub mod stem;

/// The first words of a text, at most `most`, with `…` behind them where more follow. Control characters are
/// spaces.
pub fn first_words(text: &str, most: usize) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(most).collect();
    first.join(" ") + if words.next().is_some() { " …" } else { "" }
}

/// The name most like a mistyped one, where one is like enough: a third of its letters may differ.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = 1 + word.chars().count() / 3;
    known
        .into_iter()
        .map(|name| (strsim::osa_distance(&word.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, name)| name)
}

/// Whether no other name is as near to a mistyped one as `near`.
pub fn is_alone<'a>(word: &str, near: &str, known: impl IntoIterator<Item = &'a str>) -> bool {
    nearest(word, known.into_iter().filter(|name| *name != near)).is_none_or(|other| {
        let far = |name: &str| distance(&word.to_lowercase(), &name.to_lowercase());
        far(other) > far(near)
    })
}

/// How many letters must be changed, added, left out or swapped with their neighbour to make one word another.
pub fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

/// How many letters were mistyped between two words: added, left out, taken for another, or exchanged with their neighbour.
pub fn letters_apart(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

/// Lower-case letters and digits, everything else one hyphen: `Key points` becomes `key-points`.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase).filter(|c| !matches!(c, '\'' | '’')) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// The number of words, as word processors count them: runs without white space that hold a letter or
/// a digit.
pub fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// The number of characters, as a browser counts what stands in a text box against `maxlength`: code
/// units of UTF-16, a line end as one. An emoji is two or more, a letter with a combining mark two.
/// Source: HTML, “limiting user input length: the maxlength attribute”, and “length” of a string in the
/// Infra standard. What the form's own server counts is not known; it may count a line end as two.
pub fn form_length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum::<usize>() - text.matches("\r\n").count()
}

/// `1 question`, `2 questions`.
pub fn counted(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// The text in lower case with single spaces, without marks at the ends of its words and without the
/// backslashes of Markdown: what two people who type the same words have in common.
pub fn same_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())) {
        let start = out.len();
        // Far the most words are plain, and ten thousand answers are compared at once.
        if word.is_ascii() && !word.contains('\\') {
            out.push_str(word);
            out[start..].make_ascii_lowercase();
        } else {
            out.push_str(&word.replace('’', "'").replace('\\', "").to_lowercase());
        }
        if out.len() > start {
            out.push(' ');
        }
    }
    out.pop();
    out
}

/// The text with single spaces, whatever lines it was written on.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number for some bytes, equal on every machine (FNV-1a, 64 bits). Good for telling texts apart, not against deceit.
pub fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Whether a character may stand in a text file that becomes XML: XML 1.0, section 2.2, `Char`, without
/// the noncharacters U+FDD0 to U+FDEF, which it discourages and which mark places while assembling.
pub fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{7e}' | '\u{85}' | '\u{a0}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..)
}

/// The characters of a text that may not stand in it, by [`allowed`], each with where it begins, in bytes.
pub fn forbidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    // Looked at byte by byte: what is within a character is passed over with its beginning.
    let passes = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | 0x80..=0xbf);
    let starts = text.bytes().enumerate().filter(move |(_, byte)| !passes(*byte)).map(|(at, _)| at);
    starts.filter_map(|at| text[at..].chars().next().map(|c| (at, c))).filter(|(_, c)| !allowed(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_finds_its_neighbour() {
        assert_eq!(nearest("univeral-service", ["universal-service", "other"]), Some("universal-service"));
        assert_eq!(nearest("Titel", ["title", "subtitle"]), Some("title"));
        assert_eq!(nearest("wholly-different", ["title"]), None);
    }

    #[test]
    fn slugs_are_lower_case_words() {
        assert_eq!(slug("Key points — and more!"), "key-points-and-more");
        assert_eq!(slug("Members’ views"), "members-views");
    }

    #[test]
    fn a_text_box_counts_units_of_utf_16() {
        for (text, length) in [("abc", 3), ("é", 1), ("e\u{301}", 2), ("😀", 2), ("👩‍🏫", 5), ("a\nb", 3), ("a\r\nb", 3)] {
            assert_eq!(form_length(text), length, "{text}");
        }
    }

    #[test]
    fn control_characters_are_not_allowed() {
        assert!(['\t', 'é', '中', '😀', '\u{85}'].into_iter().all(allowed));
        assert!(!['\0', '\u{b}', '\u{1b}', '\u{7f}', '\u{fdd0}', '\u{ffff}'].into_iter().any(allowed));
    }
}
