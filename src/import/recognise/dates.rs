//! Dates as people print them.

use super::pattern::pattern;
use crate::document::date::PrintedDate;

const MONTHS: &str = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec";

pattern!(
    LONG,
    r"(?:\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?,?\s+(\d{4})\b"
);
pattern!(
    AMERICAN,
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b"
);
pattern!(ISO, r"\b(\d{4})-(\d{2})-(\d{2})\b");
pattern!(SLASHED, r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b");

/// The first date in a text.
pub(super) fn date_in(text: &str) -> Option<PrintedDate> {
    let make = |year: &str, month: u32, day: Option<&str>| -> Option<PrintedDate> {
        let day = day.and_then(|day| day.parse::<u32>().ok());
        let text = day.map_or_else(|| format!("{year}-{month:02}"), |day| format!("{year}-{month:02}-{day:02}"));
        text.parse().ok()
    };
    if let Some(found) = AMERICAN.captures(text) {
        return make(&found[3], month(&found[1])?, Some(&found[2]));
    }
    if let Some(found) = LONG.captures(text) {
        return make(&found[3], month(&found[2])?, found.get(1).map(|day| day.as_str()));
    }
    if let Some(found) = ISO.captures(text) {
        return make(&found[1], found[2].parse().ok()?, Some(&found[3]));
    }
    // Day first, as in every English-speaking country but one.
    let found = SLASHED.captures(text)?;
    make(&found[3], found[2].parse().ok()?, Some(&found[1]))
}

/// The latest date in a text: of "from 3 March 2025 to 26 May 2025" the second.
pub(super) fn latest_in(text: &str) -> Option<PrintedDate> {
    let mut latest = None;
    for (at, _) in text.char_indices().filter(|(_, c)| *c == ' ').chain([(0, ' ')]) {
        latest = latest.max(date_in(&text[at..]));
    }
    latest
}

/// The number of a month by its name or the beginning of it.
fn month(name: &str) -> Option<u32> {
    let start: String = name.to_lowercase().chars().take(3).collect();
    let at = MONTHS.split('|').take(12).position(|month| month.starts_with(&start))?;
    Some(at as u32 + 1)
}

/// Whether a text is a date and nothing else.
pub(super) fn is_date(text: &str) -> bool {
    text.chars().count() <= 30 && date_in(text).is_some() && crate::text::count_words(text) <= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_exact_as_they_are_printed() {
        let read = |text| date_in(text).map(|date| date.to_string());
        assert_eq!(read("September 2023").as_deref(), Some("2023-09"));
        assert_eq!(read("by 11:59pm on 6th September 2023.").as_deref(), Some("2023-09-06"));
        assert_eq!(read("closing on April 11, 2016").as_deref(), Some("2016-04-11"));
        assert_eq!(read("26/02/2027").as_deref(), Some("2027-02-26"));
        assert_eq!(read("the 22 July deadline"), None);
    }
}
