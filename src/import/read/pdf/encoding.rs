//! What the one-byte codes of simple fonts stand for, where the file says so by the names of glyphs.

use lopdf::{Dictionary, Document, Object};

/// Letters of the font Symbol from `A` on and from `a` on.
const SYMBOL_CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SYMBOL_SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

/// A text for each code.
pub(super) type Table = Vec<Option<String>>;

/// The table of a simple font: its base and the differences from it. `program` is the font itself,
/// where the file brings it as Type 1: a font without an encoding in the file has one of its own.
pub(super) fn table(doc: &Document, font: &Dictionary, name: &str, symbolic: bool, program: Option<&[u8]>) -> Table {
    let encoding = font.get_deref(b"Encoding", doc).ok();
    let dict = encoding.and_then(|encoding| encoding.as_dict().ok());
    let base = match (encoding.and_then(|encoding| encoding.as_name().ok()), dict) {
        (Some(name), _) => Some(name),
        (None, Some(dict)) => dict.get_deref(b"BaseEncoding", doc).ok().and_then(|base| base.as_name().ok()),
        _ => None,
    };
    let mut table = match picture_font(name) {
        Some(letters) => (0..=255).map(letters).collect(),
        None => named(doc, base.unwrap_or(if symbolic { b"WinAnsiEncoding" } else { b"StandardEncoding" })),
    };
    if let (None, Some(program)) = (base, program) {
        built_in(doc, &mut table, program);
    }
    if let Some(differences) = dict.and_then(|dict| dict.get_deref(b"Differences", doc).ok()).and_then(|array| array.as_array().ok()) {
        differ(doc, &mut table, differences);
    }
    table
}

fn differ(doc: &Document, table: &mut Table, differences: &[Object]) {
    let mut code = 0usize;
    for item in differences {
        match item {
            Object::Integer(at) => code = usize::try_from(*at).unwrap_or(256),
            Object::Name(name) => {
                if let Some(slot) = table.get_mut(code) {
                    *slot = glyph(doc, name);
                }
                code += 1;
            }
            _ => {}
        }
    }
}

/// The encoding inside a Type 1 font: `dup 15 /bullet put`, over and over.
fn built_in(doc: &Document, table: &mut Table, program: &[u8]) {
    let head = program.windows(5).position(|mark| mark == b"eexec").map_or(program, |end| &program[..end]);
    let text = String::from_utf8_lossy(&head[..head.len().min(64 << 10)]);
    let mut words = text.split_whitespace().skip_while(|word| *word != "/Encoding").peekable();
    while let Some(word) = words.next() {
        if word != "dup" {
            continue;
        }
        let code = words.next().and_then(|code| code.parse::<usize>().ok());
        if let (Some(slot), Some(name)) = (code.and_then(|code| table.get_mut(code)), words.peek().and_then(|name| name.strip_prefix('/')))
        {
            *slot = glyph(doc, name.as_bytes()).or(slot.take());
        }
    }
}

/// One of the encodings that have a name.
fn named(doc: &Document, name: &[u8]) -> Table {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Name(name.to_vec()));
    let Ok(encoding) = font.get_font_encoding(doc) else { return vec![None; 256] };
    (0..=255u8).map(|code| encoding.bytes_to_string(&[code]).ok().filter(|text| !text.is_empty() && text != "\u{fffd}")).collect()
}

/// The text of a glyph by its name: `quoteright`, `uni2610`, `f_i`, `a.alt`.
fn glyph(doc: &Document, name: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(name);
    let stem = text.split('.').next().filter(|stem| !stem.is_empty())?;
    let parts: Option<Vec<String>> = stem.split('_').map(|part| one_glyph(doc, part)).collect();
    parts.map(|parts| parts.concat()).filter(|text| !text.is_empty())
}

fn one_glyph(doc: &Document, name: &str) -> Option<String> {
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() >= 4 && digits.len() % 4 == 0 && digits.is_ascii()) {
        let units: Option<Vec<u16>> =
            (0..digits.len()).step_by(4).map(|at| u16::from_str_radix(digits.get(at..at + 4)?, 16).ok()).collect();
        if let Some(units) = units {
            return Some(String::from_utf16_lossy(&units));
        }
    }
    if let Some(digits) = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()))
        && let Some(letter) = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
    {
        return Some(letter.to_string());
    }
    if name.len() == 1 && name.as_bytes()[0].is_ascii_alphabetic() {
        return Some(name.to_owned());
    }
    listed(doc, name)
}

/// A name of the Adobe glyph list.
fn listed(doc: &Document, name: &str) -> Option<String> {
    let mut encoding = Dictionary::new();
    encoding.set("Differences", vec![Object::Integer(65), Object::Name(name.as_bytes().to_vec())]);
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Dictionary(encoding));
    let text = font.get_font_encoding(doc).ok()?.bytes_to_string(b"A").ok()?;
    // A name that it does not know gives the letter itself.
    (text != "A" && !text.is_empty()).then_some(text)
}

/// The fonts whose codes are pictures, where the file gives no text for them.
fn picture_font(name: &str) -> Option<fn(u8) -> Option<String>> {
    let lower = name.to_lowercase();
    if lower.contains("dingbats") && lower.contains("zapf") {
        return Some(dingbat);
    }
    if lower.contains("wingdings") {
        return Some(|code| wingding(u32::from(code)).map(String::from));
    }
    (lower.contains("symbol") && !lower.contains("segoe")).then_some(symbol)
}

fn symbol(code: u8) -> Option<String> {
    let letter = match code {
        b'A'..=b'Z' => SYMBOL_CAPITALS.chars().nth(usize::from(code - b'A')),
        b'a'..=b'z' => SYMBOL_SMALL.chars().nth(usize::from(code - b'a')),
        0xb7 => Some('•'),
        0xb0 => Some('°'),
        0xb1 => Some('±'),
        0xb3 => Some('≥'),
        0xa3 => Some('≤'),
        0xb4 => Some('×'),
        0xae => Some('→'),
        0x2d => Some('-'),
        0x20..=0x7e => Some(char::from(code)),
        _ => None,
    };
    letter.map(String::from)
}

fn dingbat(code: u8) -> Option<String> {
    let letter = match code {
        b' ' => ' ',
        b'3' | b'4' => '✔',
        b'5'..=b'8' => '✘',
        b'l' => '●',
        b'm' => '❍',
        b'n' => '■',
        b'o'..=b'r' => '☐',
        b'u' => '◆',
        b'H'..=b'J' => '★',
        0xd4 | 0xe0..=0xef => '➔',
        _ => '▪',
    };
    Some(letter.to_string())
}

/// The signs of Wingdings that stand in documents: boxes, ticks, bullets, arrows.
pub(super) fn wingding(code: u32) -> Option<char> {
    Some(match code & 0xff {
        0x20 => ' ',
        0x6f | 0x70..=0x72 | 0xa8 | 0x7f => '☐',
        0x52 | 0xfe => '☑',
        0x53 | 0x54 | 0x78 | 0xfd | 0xd3 => '☒',
        0xfc => '✓',
        0xfb => '✗',
        0xa1 => '○',
        0xa4 => '◉',
        0x6c | 0x9f | 0xb7 => '•',
        0xa7 | 0x6e => '▪',
        0xd8 | 0xe8 | 0xe0 | 0xf0 => '➢',
        0x76 | 0x77 => '◆',
        0x2a => '✉',
        0x28 | 0x29 => '☎',
        _ => return None,
    })
}
