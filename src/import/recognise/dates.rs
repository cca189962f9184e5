//! Dates as people print them.

use super::pattern::{Captures, pattern};
use crate::document::date::PrintedDate;
use std::ops::Range;

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
pattern!(FIGURES, r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b");

/// The first date in a text.
pub(super) fn date_in(text: &str) -> Option<PrintedDate> {
    all_in(text).first().map(|(_, date)| *date)
}

/// Every date in a text in order, and where it is printed, in bytes.
pub(super) fn all_in(text: &str) -> Vec<(Range<usize>, PrintedDate)> {
    // Without a year there is none: most texts need no pattern.
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let month = |name: &str| month(name).unwrap_or_default();
    // Day first where all is figures, as in every English-speaking country but one.
    let mut dates: Vec<_> =
        AMERICAN.all(text).iter().filter_map(|found| date(found, &found[3], month(&found[1]), Some(&found[2]))).collect();
    dates.extend(LONG.all(text).iter().filter_map(|found| date(found, &found[3], month(&found[2]), found.get(1).map(|day| day.as_str()))));
    dates.extend(ISO.all(text).iter().filter_map(|found| date(found, &found[1], found[2].parse().ok()?, Some(&found[3]))));
    dates.extend(FIGURES.all(text).iter().filter_map(|found| date(found, &found[3], found[2].parse().ok()?, Some(&found[1]))));
    dates.sort_by_key(|(at, _)| at.start);
    dates
}

fn date(found: &Captures, year: &str, month: u32, day: Option<&str>) -> Option<(Range<usize>, PrintedDate)> {
    let day = day.map(|day| day.parse::<u32>().map(|day| format!("-{day:02}"))).transpose().ok()?.unwrap_or_default();
    Some((found.get(0)?.range(), format!("{year}-{month:02}{day}").parse().ok()?))
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
        assert_eq!(read("am 26.2.2027").as_deref(), Some("2027-02-26"));
        assert_eq!(read("the 22 July deadline"), None);
    }

    #[test]
    fn every_date_is_found_in_its_place() {
        let text = "2 May 2026, June 3, 2026 and 31 June 2026; 2026-07-04";
        let found: Vec<(&str, String)> = all_in(text).into_iter().map(|(at, date)| (&text[at], date.to_string())).collect();
        let wanted = [("2 May 2026", "2026-05-02"), ("June 3, 2026", "2026-06-03"), ("2026-07-04", "2026-07-04")];
        assert_eq!(found, wanted.map(|(printed, date)| (printed, date.to_owned())));
    }
}
