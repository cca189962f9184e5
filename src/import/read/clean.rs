//! What all readers do to words: one form for what looks the same.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// NFC; no-break spaces, tabs and line ends as spaces; soft hyphens, zero-width characters and
/// direction marks dropped. Joiners stay: they change letters.
pub(super) fn clean(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !is_unseen(*c)).map(|c| if is_space(c) { ' ' } else { c }).collect();
    if is_nfc_quick(kept.chars()) == IsNormalized::Yes { kept } else { kept.nfc().collect() }
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn is_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        assert_eq!(clean("a\u{a0}b\u{ad}c\u{200b}d\te\u{301}"), "a bcd é");
        assert_eq!(clean("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }
}
