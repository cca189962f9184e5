//! Characters that are drawn, not read: tick boxes, and the letters of symbol fonts.

/// Whether a character is a tick box or a tick, and whether it is ticked; inside, nothing where that
/// cannot be told.
pub(super) fn tick(c: char) -> Option<Option<bool>> {
    match c {
        '☑' | '☒' | '✓' | '✔' | '✅' | '🗹' | '🗷' | '🗵' | '🗸' | '⮽' | '⬛' | '◉' | '⦿' => Some(Some(true)),
        '☐' | '□' | '◻' | '⬜' | '❏' | '❐' | '❑' | '❒' | '▢' | '◯' => Some(Some(false)),
        '✗' | '✘' | '❌' => Some(None),
        _ => None,
    }
}

/// Whether a font draws symbols in the places of letters.
pub(super) fn is_symbolic(font: &str) -> bool {
    let font = font.to_ascii_lowercase();
    font.starts_with("wingdings") || font == "symbol" || font == "webdings" || font == "opensymbol" || font == "starsymbol"
}

/// What a symbol font draws for a character, as the character that looks like it.
pub(super) fn drawn(font: &str, c: char) -> char {
    let code = match u32::from(c) {
        code @ 0xf000..=0xf0ff => code - 0xf000,
        code @ 0x20..=0xff => code,
        _ => return c,
    };
    match font.to_ascii_lowercase().as_str() {
        _ if code <= 0x20 => ' ',
        "symbol" | "opensymbol" | "starsymbol" => symbol(code),
        "wingdings 2" => wingdings_2(code),
        "webdings" => webdings(code),
        _ => wingdings(code),
    }
}

/// A character of no use in text, which only a symbol font can draw: as the fonts that usually do.
pub(super) fn of_private_use(c: char) -> char {
    match u32::from(c) {
        0xf0b7 => '•',
        0xf000..=0xf0ff => drawn("wingdings", c),
        _ => c,
    }
}

fn wingdings(code: u32) -> char {
    match code {
        0x6f | 0x70 | 0x71 | 0x72 | 0xa8 => '☐',
        0x52 | 0xfe => '☑',
        0x53 | 0x54 | 0x78 | 0xfd => '☒',
        0xfc => '✓',
        0xfb => '✗',
        0x4a => '☺',
        0x4c => '☹',
        0x6c => '●',
        0x6e => '■',
        0xa1 => '○',
        0xa4 => '◉',
        0xa7 => '▪',
        0xd8 => '➢',
        0xdf | 0xe7 => '←',
        0xe0 | 0xe8 | 0xf0 => '→',
        0xe1 | 0xe9 => '↑',
        0xe2 | 0xea => '↓',
        0xf3 => '⇔',
        _ => '•',
    }
}

fn wingdings_2(code: u32) -> char {
    match code {
        0x50 => '✓',
        0x4f => '✗',
        0x51 | 0x53 | 0x54 => '☒',
        0x52 => '☑',
        0x2a | 0xa3 => '☐',
        _ => '•',
    }
}

fn webdings(code: u32) -> char {
    match code {
        0x61 => '✓',
        0x63 => '☐',
        0x67 => '■',
        0x72 => '✗',
        _ => '•',
    }
}

/// The Symbol font's letters from `A` and from `a` on.
const GREEK: (&str, &str) = ("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ");

fn symbol(code: u32) -> char {
    let letter = |letters: &str, first: u32| letters.chars().nth((code - first) as usize).unwrap_or('•');
    match code {
        0x41..=0x5a => letter(GREEK.0, 0x41),
        0x61..=0x7a => letter(GREEK.1, 0x61),
        0x2d => '−',
        0x20..=0x40 | 0x5b..=0x60 | 0x7b..=0x7e => char::from_u32(code).unwrap_or(' '),
        0xa3 => '≤',
        0xa5 => '∞',
        0xac => '←',
        0xad => '↑',
        0xae => '→',
        0xaf => '↓',
        0xb0 => '°',
        0xb1 => '±',
        0xb3 => '≥',
        0xb4 => '×',
        0xb8 => '÷',
        0xb9 => '≠',
        0xba => '≡',
        0xbb => '≈',
        0xbc => '…',
        0xd2 => '®',
        0xd3 => '©',
        0xd4 => '™',
        0xd6 => '√',
        0xe5 => '∑',
        _ => '•',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_what_they_look_like() {
        assert_eq!(drawn("Wingdings", '\u{f0fe}'), '☑');
        assert_eq!(drawn("Wingdings", 'þ'), '☑');
        assert_eq!(drawn("Symbol", '\u{f0b7}'), '•');
        assert_eq!(drawn("Symbol", 'm'), 'μ');
        assert_eq!(drawn("Wingdings 2", 'P'), '✓');
        assert_eq!(of_private_use('\u{f0a8}'), '☐');
        assert!(is_symbolic("Wingdings 3") && !is_symbolic("Arial"));
        assert_eq!((tick('☒'), tick('☐'), tick('✗'), tick('a')), (Some(Some(true)), Some(Some(false)), Some(None), None));
    }
}
