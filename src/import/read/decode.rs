//! Bytes to text: the encoding is found out and, when it is not UTF-8, said; characters that no record
//! can hold are dropped and counted.

use crate::{
    import::{Notice, Refused},
    text::{allowed, forbidden},
};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The most bytes of text that are read: some five million words. More is no consultation.
pub const MAX_TEXT: usize = 32 << 20;

/// What stands between the pages of a text.
const PAGE_END: char = '\u{c}';

/// Whether bytes look like text in any encoding: no control characters but white space, form feeds and
/// the escape of terminals, unless it is UTF-16.
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(8192)];
    utf16(bytes).is_some() || !start.iter().any(|byte| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f))
}

/// Text of bytes, with `\n` at the end of every line. `declared` is the encoding that the file names.
pub(crate) fn decode(bytes: &[u8], declared: Option<&'static Encoding>, notices: &mut Vec<Notice>) -> Result<String, Refused> {
    if bytes.iter().all(u8::is_ascii_whitespace) || bytes == b"\xef\xbb\xbf" {
        return Err(Refused::new("this file is empty", "see whether it was downloaded or saved whole"));
    }
    if bytes.len() > MAX_TEXT {
        let message = format!("this text is larger than the {} MB that are read", MAX_TEXT >> 20);
        return Err(Refused::new(message, "split it, or take out what is not part of the consultation"));
    }
    let encoding = encoding_of(bytes, declared);
    let (text, _, damaged) = encoding.decode(bytes);
    if encoding != UTF_8 {
        notices.push(Notice::new(format!("the text is not UTF-8: it was read as {}", encoding.name())));
    }
    if damaged {
        notices.push(Notice::new("some bytes are no characters of that encoding: they were read as `\u{fffd}`"));
    }
    let text = with_line_ends(text);
    let left_out = forbidden(&text).filter(|(_, c)| *c != PAGE_END).count();
    if left_out == 0 {
        return Ok(text);
    }
    notices.push(Notice::new(format!("control characters were left out: {left_out}")));
    Ok(text.chars().filter(|c| allowed(*c) || *c == PAGE_END).collect())
}

/// Lines that end as they do here.
fn with_line_ends(text: Cow<str>) -> String {
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() };
    if text.contains(['\u{2028}', '\u{2029}']) { text.replace(['\u{2028}', '\u{2029}'], "\n") } else { text }
}

/// A byte order mark, else UTF-8 if it is, else what the file declares, else a guess from the letters.
fn encoding_of(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    declared.filter(|encoding| *encoding != UTF_8).unwrap_or_else(|| guess(bytes))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// UTF-16 by its mark, or by every second byte of the beginning being nought.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let start = &bytes[..bytes.len().min(512) & !1];
    let noughts = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (noughts(0), noughts(1), start.len() / 2);
    if pairs < 4 {
        return None;
    }
    match (even * 10 >= pairs * 8, odd * 10 >= pairs * 8) {
        (false, true) if even == 0 => Some(UTF_16LE),
        (true, false) if odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Words as a record holds them: NFC, no-break and thin spaces as spaces, soft hyphens and zero-width
/// spaces dropped, the no-break hyphen as a hyphen. Joiners stay: Persian and emoji need them.
pub(crate) fn clean(text: &str) -> String {
    if text.is_ascii() && forbidden(text).next().is_none() {
        return text.to_owned();
    }
    let plain: String = text.chars().filter_map(plain).collect();
    if is_nfc(&plain) { plain } else { plain.nfc().collect() }
}

fn plain(c: char) -> Option<char> {
    match c {
        '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' | '\u{200a}' => Some(' '),
        '\u{2011}' => Some('-'),
        '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => None,
        c if !allowed(c) => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, usize) {
        let mut notices = Vec::new();
        let text = decode(bytes, None, &mut notices).unwrap();
        (text, notices.len())
    }

    #[test]
    fn old_encodings_are_read_and_said() {
        assert_eq!(read("what “they” asked\r\n".as_bytes()), ("what “they” asked\n".into(), 0));
        assert_eq!(
            read(b"They asked: \x93Why?\x94 It costs \x8010. Caf\xe9s agree."),
            ("They asked: “Why?” It costs €10. Cafés agree.".into(), 1)
        );
        let utf16: Vec<u8> = "Question 1".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16), ("Question 1".into(), 1));
        assert!(is_text(&utf16));
        assert!(!is_text(b"PK\x03\x04\0\0"));
    }

    #[test]
    fn nothing_is_no_text() {
        assert_eq!(decode(b" \n", None, &mut Vec::new()).unwrap_err().message, "this file is empty");
        assert!(decode(&vec![b'a'; MAX_TEXT + 1], None, &mut Vec::new()).is_err());
    }

    #[test]
    fn words_are_made_plain() {
        assert_eq!(clean("Q\u{a0}7 co\u{ad}operate e\u{301}"), "Q 7 cooperate é");
    }
}
