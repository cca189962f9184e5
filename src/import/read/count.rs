//! Numbers as word processors and browsers print them: `7`, `vii`, `G`, `seventh`.

use crate::document::house::Count;

/// A number as letters: `a` … `z`, `aa`, `bb` …; digits beyond thirty times the alphabet.
pub(super) fn letters(n: u32) -> String {
    match n.checked_sub(1) {
        Some(at) if at < 26 * 30 => Count::LowerLetter.write(n),
        _ => n.to_string(),
    }
}

/// A number as letters of a place system: `a` … `z`, `aa`, `ab` …
pub(super) fn letters_in_places(n: u32) -> String {
    let (mut rest, mut out) = (n, Vec::new());
    while rest > 0 {
        out.push(b'a' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    if out.is_empty() { n.to_string() } else { out.iter().rev().map(|byte| char::from(*byte)).collect() }
}

/// A number as Roman numerals in small letters; digits where there are none.
pub(super) fn roman(n: u32) -> String {
    if (1..=9999).contains(&n) { Count::LowerRoman.write(n) } else { n.to_string() }
}

/// `1st`, `2nd`, `3rd`, `11th`.
pub(super) fn ordinal(n: u32) -> String {
    let ending = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// `seven`, `twenty-one`; digits from a hundred on.
pub(in crate::import) fn cardinal_words(n: u32) -> String {
    match n as usize {
        n @ 0..20 => UNITS[n].to_owned(),
        n @ 20..100 if n % 10 == 0 => TENS[n / 10].to_owned(),
        n @ 20..100 => format!("{}-{}", TENS[n / 10], UNITS[n % 10]),
        n => n.to_string(),
    }
}

/// `seventh`, `twenty-first`; `100th` from a hundred on.
pub(super) fn ordinal_words(n: u32) -> String {
    if n >= 100 {
        return ordinal(n);
    }
    let cardinal = cardinal_words(n);
    let (before, last) = cardinal.rsplit_once('-').map_or(("", cardinal.as_str()), |(tens, unit)| (tens, unit));
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        tens if tens.ends_with('y') => format!("{}ieth", &tens[..tens.len() - 1]),
        other => format!("{other}th"),
    };
    if before.is_empty() { last } else { format!("{before}-{last}") }
}

/// A character of a run of characters that begins with the one for 1; digits beyond its end.
pub(super) fn character(n: u32, first: char, count: u32) -> String {
    let at = n.checked_sub(1).filter(|at| *at < count);
    at.and_then(|at| char::from_u32(u32::from(first) + at)).map_or_else(|| n.to_string(), String::from)
}

/// A character of an alphabet; digits beyond its end.
pub(super) fn of(n: u32, alphabet: &str) -> String {
    let at = n.checked_sub(1).and_then(|at| alphabet.chars().nth(at as usize));
    at.map_or_else(|| n.to_string(), String::from)
}

/// With a large letter first.
pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_in_every_way() {
        assert_eq!((letters(1), letters(27), letters(0), letters(5000)), ("a".into(), "aa".into(), "0".into(), "5000".into()));
        assert_eq!((letters_in_places(28), letters_in_places(0)), ("ab".into(), "0".into()));
        assert_eq!((roman(1994), roman(0)), ("mcmxciv".into(), "0".into()));
        assert_eq!((ordinal(1), ordinal(12), ordinal(23)), ("1st".into(), "12th".into(), "23rd".into()));
        assert_eq!((ordinal_words(20), ordinal_words(21), ordinal_words(9)), ("twentieth".into(), "twenty-first".into(), "ninth".into()));
        assert_eq!((character(3, '①', 20), character(21, '①', 20)), ("③".into(), "21".into()));
        assert_eq!(capital("one"), "One");
    }
}
