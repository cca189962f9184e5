//! Character maps: from the codes of a font to Unicode, or to the glyphs of a CID font.

use super::lex::{Arg, Lexer};

/// Entries beyond this are not kept.
const ENTRIES: usize = 200_000;

/// A character map.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Bytes of a code, the code's first and last: which codes there are.
    spaces: Vec<(usize, u32, u32)>,
    /// First code, last code, what the first stands for.
    ranges: Vec<(u32, u32, Target)>,
}

#[derive(Debug, Clone, PartialEq)]
enum Target {
    Text(Vec<u16>),
    Number(u32),
}

impl CMap {
    /// Reads one.
    pub(super) fn parse(data: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(data);
        let mut args = Vec::new();
        while let Some(word) = lexer.operator(&mut args) {
            match word {
                b"endcodespacerange" => map.spaces.extend(args.chunks_exact(2).filter_map(|pair| space(&pair[0], &pair[1]))),
                b"endbfchar" | b"endcidchar" => args.chunks_exact(2).for_each(|pair| map.add(&pair[0], &pair[0], &pair[1])),
                b"endbfrange" | b"endcidrange" => args.chunks_exact(3).for_each(|row| map.add(&row[0], &row[1], &row[2])),
                _ => {}
            }
            if map.ranges.len() > ENTRIES {
                break;
            }
        }
        map.ranges.sort_by_key(|range| range.0);
        map
    }

    fn add(&mut self, first: &Arg, last: &Arg, target: &Arg) {
        let (Arg::Text(first), Arg::Text(last)) = (first, last) else { return };
        if self.spaces.is_empty() {
            self.spaces.extend(space(&Arg::Text(vec![0; first.len()]), &Arg::Text(vec![0xff; first.len()])));
        }
        let (first, last) = (code(first), code(last));
        match target {
            Arg::Text(text) => self.ranges.push((first, last, Target::Text(units(text)))),
            Arg::Number(number) => self.ranges.push((first, last, Target::Number(*number as u32))),
            Arg::Array(items) => {
                for (offset, item) in (0u32..).zip(items.iter().take(ENTRIES)) {
                    if let Arg::Text(text) = item {
                        let code = first.saturating_add(offset);
                        self.ranges.push((code, code, Target::Text(units(text))));
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether it maps nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    fn find(&self, code: u32) -> Option<(u32, &Target)> {
        let after = self.ranges.partition_point(|range| range.0 <= code);
        // Ranges may overlap where they are badly made: look a few back.
        self.ranges[..after].iter().rev().take(4).find(|range| code <= range.1).map(|range| (code - range.0, &range.2))
    }

    /// The text that a code stands for.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let (offset, Target::Text(units)) = self.find(code)? else { return None };
        let mut units = units.clone();
        if let Some(last) = units.last_mut() {
            *last = last.wrapping_add(offset as u16);
        }
        let text = String::from_utf16_lossy(&units);
        (!text.is_empty()).then_some(text)
    }

    /// The glyph that a code stands for.
    pub(super) fn cid(&self, code: u32) -> Option<u32> {
        let (offset, Target::Number(first)) = self.find(code)? else { return None };
        Some(first.saturating_add(offset))
    }

    /// Where all codes are of one length: it.
    pub(super) fn length(&self) -> Option<usize> {
        let first = self.spaces.first()?.0;
        self.spaces.iter().all(|space| space.0 == first).then_some(first)
    }

    /// How many bytes the next code has.
    pub(super) fn next_length(&self, bytes: &[u8]) -> Option<usize> {
        let fits = |length: usize| bytes.get(..length).map(code).is_some_and(|code| self.holds(length, code));
        (1..=4).find(|length| fits(*length))
    }

    fn holds(&self, length: usize, code: u32) -> bool {
        self.spaces.iter().any(|(bytes, low, high)| *bytes == length && *low <= code && code <= *high)
    }
}

fn space(low: &Arg, high: &Arg) -> Option<(usize, u32, u32)> {
    let (Arg::Text(low), Arg::Text(high)) = (low, high) else { return None };
    (1..=4).contains(&low.len()).then(|| (low.len(), code(low), code(high)))
}

/// The code of some bytes, the first the heaviest.
pub(super) fn code(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    if let [one] = bytes {
        return vec![u16::from(*one)];
    }
    bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_for_text() {
        let map = CMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0003> <00660069> endbfchar \
              2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0078> <0079>] endbfrange",
        );
        let texts: Vec<_> = [3, 0x12, 0x21, 0x30].iter().map(|code| map.text(*code)).collect();
        assert_eq!(texts, [Some("fi".into()), Some("C".into()), Some("y".into()), None]);
        assert_eq!(map.length(), Some(2));
    }
}
