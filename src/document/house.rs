//! How an organisation's documents look: fonts, sizes, colours, margins, logo, and how numbers are written.

use std::{fmt, str::FromStr};

/// The look of what is built. The default is what accessible-document guidance asks for: sans serif,
/// 12 points, left-aligned, A4.
#[derive(Debug, Clone, PartialEq)]
pub struct House {
    /// Font of the text.
    pub font: String,
    /// Font of titles and headings.
    pub heading_font: String,
    /// Size of the text, in points.
    pub size: f64,
    /// Colour of titles and headings.
    pub colour: Colour,
    /// Colour of links.
    pub link_colour: Colour,
    /// Distance of the text from the edges of the page.
    pub margins: Margins,
    /// A picture for the head of the page.
    pub logo: Option<Logo>,
    /// How numbers are written.
    pub numbering: Numbering,
}

/// Margins of a page, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// Above the text.
    pub top: f64,
    /// Right of it.
    pub right: f64,
    /// Below it.
    pub bottom: f64,
    /// Left of it.
    pub left: f64,
}

/// A colour, as `#1F3864`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// A picture for the head of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Logo {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// `png` or `jpeg`.
    pub format: &'static str,
    /// Width of the picture in pixels.
    pub width: u32,
    /// Height of the picture in pixels.
    pub height: u32,
    /// Printed height, in millimetres.
    pub printed_height: f64,
    /// What it shows, for people who do not see it.
    pub alt: String,
}

/// How numbers are written.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbering {
    /// Section letters: `A.`; absent for none.
    pub sections: Option<Pattern>,
    /// Paragraphs: `1.`
    pub paragraphs: Pattern,
    /// Ordered lists, outer level first: `(a)`, `(i)`, `(A)`.
    pub items: [Pattern; 3],
    /// Paragraphs begin again at 1 in every section.
    pub restart: bool,
}

/// How one number is written: what stands before it, its digits or letters, what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Whether the section's own letter and this text come first, as in `A.1`.
    pub section: Option<String>,
    /// Text before the number.
    pub before: String,
    /// How the number is counted.
    pub style: Count,
    /// Text behind the number.
    pub after: String,
}

/// How a number is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// 1, 2, 3
    Decimal,
    /// A, B, C
    UpperLetter,
    /// a, b, c
    LowerLetter,
    /// I, II, III
    UpperRoman,
    /// i, ii, iii
    LowerRoman,
}

/// Not a pattern, a colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUnderstood;

impl Default for House {
    fn default() -> Self {
        Self {
            font: "Arial".into(),
            heading_font: "Arial".into(),
            size: 12.0,
            colour: Colour([0, 0, 0]),
            link_colour: Colour([0x05, 0x63, 0xC1]),
            margins: Margins { top: 25.4, right: 25.4, bottom: 25.4, left: 25.4 },
            logo: None,
            numbering: Numbering::default(),
        }
    }
}

impl Default for Numbering {
    fn default() -> Self {
        let pattern = |before: &str, style, after: &str| Pattern { section: None, before: before.into(), style, after: after.into() };
        Self {
            sections: Some(pattern("", Count::UpperLetter, ".")),
            paragraphs: pattern("", Count::Decimal, "."),
            items: [pattern("(", Count::LowerLetter, ")"), pattern("(", Count::LowerRoman, ")"), pattern("(", Count::UpperLetter, ")")],
            restart: false,
        }
    }
}

impl Pattern {
    /// The number as printed before its text; `section` is the cited letter of its section.
    pub fn label(&self, value: u32, section: &str) -> String {
        // A paragraph before the first section has no letter.
        let section =
            self.section.as_ref().filter(|_| !section.is_empty()).map(|between| format!("{section}{between}")).unwrap_or_default();
        format!("{section}{}{}{}", self.before, self.style.write(value), self.after)
    }

    /// The number as printed in a reference: its label without full stops at its end, which is what
    /// Word's REF field prints (MS-OI29500, 2.1.500, switches `\n`, `\r`, `\w`).
    pub fn cited(&self, value: u32, section: &str) -> String {
        self.label(value, section).trim_end_matches('.').to_owned()
    }
}

impl FromStr for Pattern {
    type Err = NotUnderstood;

    /// Reads `1.`, `(a)`, `Para 1`, `A.1`: the last of `1 A a I i` that stands alone is the number, and an
    /// `A` before a later `1` is the section's letter.
    fn from_str(text: &str) -> Result<Self, NotUnderstood> {
        // Word takes `%` and a digit in a pattern for the number of a level.
        if text.contains('%') {
            return Err(NotUnderstood);
        }
        let alone = |at: usize, c: char| {
            let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphabetic());
            let after = text[at + c.len_utf8()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            before && (after || c == 'A')
        };
        let token = |c: char| "1AaIi".contains(c);
        let (at, c) = text.char_indices().rev().find(|&(at, c)| token(c) && (c == '1' || alone(at, c))).ok_or(NotUnderstood)?;
        let (mut before, mut section) = (text[..at].to_owned(), None);
        if c == '1'
            && let Some(between) = before.strip_prefix('A').filter(|rest| !rest.starts_with(char::is_alphabetic))
        {
            section = Some(between.to_owned());
            before = String::new();
        }
        Ok(Self { section, before, style: Count::of(c), after: text[at + 1..].to_owned() })
    }
}

impl Count {
    fn of(token: char) -> Self {
        match token {
            'A' => Self::UpperLetter,
            'a' => Self::LowerLetter,
            'I' => Self::UpperRoman,
            'i' => Self::LowerRoman,
            _ => Self::Decimal,
        }
    }

    /// Writes a number from 1: `3` as 3, C, c, III or iii. After Z come AA, BB, as word processors
    /// count (ECMA-376-1, 17.18.59, `upperLetter`).
    pub fn write(self, value: u32) -> String {
        match self {
            Self::Decimal => value.to_string(),
            Self::LowerLetter => {
                let letter = char::from(b'a' + ((value.max(1) - 1) % 26) as u8);
                std::iter::repeat_n(letter, 1 + (value.max(1) as usize - 1) / 26).collect()
            }
            Self::UpperLetter => Self::LowerLetter.write(value).to_uppercase(),
            Self::LowerRoman => roman(value),
            Self::UpperRoman => roman(value).to_uppercase(),
        }
    }
}

fn roman(mut value: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (worth, letters) in PARTS {
        while value >= worth {
            out.push_str(letters);
            value -= worth;
        }
    }
    out
}

impl FromStr for Colour {
    type Err = NotUnderstood;

    /// Reads `#1F3864`; the `#` may be left out.
    fn from_str(text: &str) -> Result<Self, NotUnderstood> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.is_ascii() {
            return Err(NotUnderstood);
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| NotUnderstood);
        Ok(Self([part(0)?, part(2)?, part(4)?]))
    }
}

impl fmt::Display for Colour {
    /// Six capital hexadecimal digits, without `#`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "{red:02X}{green:02X}{blue:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_read_as_they_look() {
        for (text, third) in
            [("1.", "3."), ("(a)", "(c)"), ("[i]", "[iii]"), ("A.", "C."), ("Para 1", "Para 3"), ("A.1", "B.3"), ("A1", "B3")]
        {
            let pattern: Pattern = text.parse().expect(text);
            assert_eq!(pattern.label(3, "B"), third, "{text}");
        }
        assert_eq!("none".parse::<Pattern>(), Err(NotUnderstood));
    }

    #[test]
    fn letters_double_after_z() {
        assert_eq!(Count::UpperLetter.write(26), "Z");
        assert_eq!(Count::UpperLetter.write(28), "BB");
        assert_eq!(Count::LowerRoman.write(1994), "mcmxciv");
    }
}
