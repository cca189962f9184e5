//! Single letters: normal forms, ligatures, accents set over letters, tick boxes, writing direction.

use super::encoding::wingding;
use super::words::Word;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// NFC, ligatures taken apart, private signs of Wingdings as what they look like, spaces as spaces;
/// characters that cannot be seen are dropped, soft hyphens at the end of a word kept for the joining
/// of lines.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            letter if is_unseen(letter) => {}
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{f020}'..='\u{f0ff}' => out.push(wingding(u32::from(letter)).unwrap_or('•')),
            letter if letter.is_whitespace() => out.push(' '),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    let soft = out.ends_with('\u{ad}');
    if out.contains('\u{ad}') {
        out.retain(|letter| letter != '\u{ad}');
        if soft {
            out.push('\u{ad}');
        }
    }
    if is_nfc(&out) { out } else { out.nfc().collect() }
}

/// [`clean`], in place.
pub(super) fn tidy(text: &mut String) {
    if !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        *text = clean(text);
    }
}

fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a text has nothing to see.
pub(super) fn unseen(text: &str) -> bool {
    text.chars().all(|letter| is_unseen(letter) || letter.is_control() && !letter.is_whitespace())
}

/// Adds the letters of a glyph to a word; one that stands over the last letter may be its accent.
pub(super) fn append(word: &mut String, text: &str, over: bool) {
    if over {
        if let Some(accent) = only(text).and_then(combining) {
            word.push(accent);
            return;
        }
        if let Some(accent) = word.chars().next_back().and_then(combining) {
            word.pop();
            // The letter under an accent that came first; a dotless one takes its dot back.
            word.push_str(&text.replace('ı', "i"));
            word.push(accent);
            return;
        }
    }
    word.push_str(text);
}

fn only(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.next().is_none())
}

fn combining(letter: char) -> Option<char> {
    Some(match letter {
        '`' | '\u{2cb}' => '\u{300}',
        '´' | '\u{2ca}' => '\u{301}',
        'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        _ => return None,
    })
}

/// Whether a sign is a tick box, and ticked.
pub(super) fn tick(text: &str) -> Option<bool> {
    let mut letter = only(text)?;
    if matches!(letter, '\u{f020}'..='\u{f0ff}') {
        letter = wingding(u32::from(letter))?;
    }
    match letter {
        '☐' | '□' | '◻' | '▢' | '⬜' | '❏' | '❑' | '❒' => Some(false),
        '☑' | '☒' | '◉' | '🗹' | '🗷' | '🗵' => Some(true),
        _ => None,
    }
}

fn is_rtl(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Whether words are written from right to left.
pub(super) fn right_to_left(words: &[Word]) -> bool {
    let letters = || words.iter().flat_map(|word| word.text.chars()).filter(|letter| letter.is_alphabetic());
    letters().any(is_rtl) && letters().filter(|letter| is_rtl(*letter)).count() * 2 > letters().count()
}

/// Words as they stand from left to right into reading order.
pub(super) fn turn(words: &mut [Word]) {
    let glued: Vec<bool> = words.iter().map(|word| word.glued).collect();
    let count = words.len();
    words.reverse();
    for (at, word) in words.iter_mut().enumerate() {
        // What stood glued to its left neighbour has that neighbour behind it now.
        word.glued = at > 0 && glued.get(count - at).copied().unwrap_or(false);
        if word.text.chars().any(is_rtl) {
            word.text = word.text.chars().rev().collect::<String>().nfkc().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_look_as_they_read() {
        assert_eq!(clean("o\u{fb03}ce\u{a0}a\u{200b}b\u{f0a8}"), "office ab☐");
        let mut word = String::from("caf´");
        append(&mut word, "e", true);
        assert_eq!(clean(&word), "café");
        assert_eq!((tick("☐"), tick("\u{f0fe}"), tick("x")), (Some(false), Some(true), None));
    }
}
