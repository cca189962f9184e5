//! Numbers in running text with what they count: `£10,000 for each place`, `24,000 members`, `5 per cent`.

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure<'t> {
    /// As printed, `million` and `per cent` included.
    pub(super) text: &'t str,
    /// Its value.
    pub(super) value: f64,
    /// The last place that is printed: 1000 in `24,000`.
    pub(super) precision: f64,
    /// What it is measured in.
    pub(super) unit: Unit,
    /// The words behind it up to the next mark, in lower case.
    pub(super) of: Vec<String>,
    /// Whether that mark is reached with these words.
    pub(super) whole: bool,
}

/// What a number is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// Whatever it counts.
    Count,
    /// Money of that sign.
    Money(char),
    /// Hundredths.
    Percent,
}

/// So many words behind a number say what it counts.
const MOST_WORDS: usize = 6;

const SMALL: [&str; 13] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Every figure in a text. Years are none, nor are numbers in words below a thousand.
pub(super) fn figures(text: &str) -> Vec<Figure<'_>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (0..words.len()).filter_map(|at| figure(text, &words, at)).collect()
}

fn figure<'t>(text: &'t str, words: &[&'t str], at: usize) -> Option<Figure<'t>> {
    let first = words[at].trim_start_matches(['(', '[', '“', '‘', '"', '\'']);
    let bare = first.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
    let (unit, number) = match bare.chars().next()? {
        sign @ ('£' | '€' | '$') => (Unit::Money(sign), &bare[sign.len_utf8()..]),
        _ => (Unit::Count, bare),
    };
    let (number, unit) = number.strip_suffix('%').map_or((number, unit), |number| (number, Unit::Percent));
    let (mut value, mut precision) = value(number)?;
    let is_word = number.starts_with(char::is_alphabetic);
    let (mut last, mut next) = (first, at + 1);
    let follows = |last: &str, next: usize| (last.len() == bare.len() || next > at + 1).then(|| words.get(next).copied()).flatten();
    let scale = follows(first, next).map(|word| (word, trim(word))).and_then(|(word, bare)| Some((word, scale(&bare)?)));
    if let Some((word, scale)) = scale {
        (value, precision, last, next) = (value * scale, precision * scale, word, next + 1);
    } else if is_word || unit == Unit::Count && is_year(number, value) {
        return None;
    }
    let unit = match words.get(next).map(|word| trim(word)).as_deref() {
        Some("per") if words.get(next + 1).is_some_and(|word| trim(word) == "cent") => {
            (last, next) = (words[next + 1], next + 2);
            Unit::Percent
        }
        Some("percent") => {
            (last, next) = (words[next], next + 1);
            Unit::Percent
        }
        _ => unit,
    };
    let ended = last.ends_with([',', '.', ';', ':', ')', '?', '!']);
    let (of, whole) = if ended { (Vec::new(), true) } else { words_behind(&words[next..]) };
    let start = bare.as_ptr() as usize - text.as_ptr() as usize;
    let end = last.as_ptr() as usize - text.as_ptr() as usize + last.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%').len();
    Some(Figure { text: &text[start..end], value, precision, unit, of, whole })
}

/// `24,000`, `79.4`, `four`: the value and its last printed place.
fn value(number: &str) -> Option<(f64, f64)> {
    if let Some(small) = SMALL.iter().position(|word| number.eq_ignore_ascii_case(word)) {
        return Some((small as f64, 1.0));
    }
    if !number.starts_with(|c: char| c.is_ascii_digit()) || !number.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.') {
        return None;
    }
    let plain = number.replace(',', "");
    let value: f64 = plain.parse().ok()?;
    let precision = match plain.split_once('.') {
        Some((_, decimals)) => 0.1_f64.powi(decimals.len() as i32),
        None => 10_f64.powi(plain.len() as i32 - plain.trim_end_matches('0').len() as i32),
    };
    Some((value, precision))
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "thousand" => 1e3,
        "million" | "m" => 1e6,
        "billion" | "bn" => 1e9,
        _ => return None,
    })
}

/// A year of our time, written without a comma.
fn is_year(number: &str, value: f64) -> bool {
    number.len() == 4 && (1800.0..2100.0).contains(&value)
}

fn trim(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn words_behind(words: &[&str]) -> (Vec<String>, bool) {
    let ends = words.iter().take(MOST_WORDS).position(|word| word.ends_with(|c: char| c.is_ascii_punctuation()));
    let count = ends.map_or(words.len().min(MOST_WORDS), |last| last + 1);
    let of = words[..count].iter().map(|word| trim(word)).filter(|word| !word.is_empty()).collect();
    (of, ends.is_some() || words.len() <= MOST_WORDS)
}

/// The sentence of a text in which a part of it stands.
pub(super) fn sentence<'t>(text: &'t str, part: &str) -> &'t str {
    let at = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len());
    let start = text[..at].rfind(". ").map_or(0, |end| end + 2);
    let end = text[at..].find(". ").map_or(text.len(), |end| at + end);
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, f64, Unit, String)> {
        figures(text).into_iter().map(|it| (it.text.to_owned(), it.value, it.unit, it.of.join(" "))).collect()
    }

    #[test]
    fn figures_are_read_with_what_they_count() {
        assert_eq!(read("more than 24,000 members, in 2023"), [("24,000".into(), 24000.0, Unit::Count, "members".into())]);
        assert_eq!(read("(£10,000 for each place)."), [("£10,000".into(), 10000.0, Unit::Money('£'), "for each place".into())]);
        assert_eq!(read("over four million children."), [("four million".into(), 4e6, Unit::Count, "children".into())]);
        assert_eq!(read("5 per cent of schools"), [("5 per cent".into(), 5.0, Unit::Percent, "of schools".into())]);
        assert_eq!(read("£70 million, and 79.4% of it").len(), 2);
        assert!(read("one of four, in 2019").is_empty());
    }

    #[test]
    fn a_sentence_ends_at_its_stop() {
        let text = "We have 5. They have 700 boats. And so on.";
        let figures = figures(text);
        assert_eq!(sentence(text, figures.last().expect("a figure").text), "They have 700 boats");
    }
}
