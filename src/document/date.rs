//! Dates as exact as a person gave them.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A year, a month or a day: what is printed follows what was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PrintedDate {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: Option<u32>,
    /// The day of the month, from 1; only with a month.
    pub day: Option<u32>,
}

/// Not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADate;

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

impl PrintedDate {
    /// As a reader expects it: `6 September 2023`, `September 2023`, `2023`.
    pub fn long(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{day} {} {}", MONTHS[month as usize - 1], self.year),
            (Some(month), None) => format!("{} {}", MONTHS[month as usize - 1], self.year),
            _ => self.year.to_string(),
        }
    }

    /// The first day it covers.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or_default()
    }
}

impl FromStr for PrintedDate {
    type Err = NotADate;

    /// Reads `2023`, `2023-09` or `2023-09-06`; refuses days that the calendar does not have.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let widths: Vec<usize> = text.split('-').map(str::len).collect();
        if !matches!(widths.as_slice(), [4] | [4, 2] | [4, 2, 2]) || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return Err(NotADate);
        }
        let mut parts = text.split('-').filter_map(|part| part.parse::<u32>().ok());
        let year = parts.next().ok_or(NotADate)? as i32;
        let (month, day) = (parts.next(), parts.next());
        NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).filter(|_| year > 0).ok_or(NotADate)?;
        Ok(Self { year, month, day })
    }
}

impl fmt::Display for PrintedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl From<NaiveDate> for PrintedDate {
    fn from(day: NaiveDate) -> Self {
        Self { year: day.year(), month: Some(day.month()), day: Some(day.day()) }
    }
}

impl From<PrintedDate> for String {
    fn from(date: PrintedDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for PrintedDate {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date")
    }
}

impl std::error::Error for NotADate {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_follows_what_was_given() {
        for (given, printed) in [("2023", "2023"), ("2023-09", "September 2023"), ("2023-09-06", "6 September 2023")] {
            let date: PrintedDate = given.parse().expect("a date");
            assert_eq!(date.long(), printed);
            assert_eq!(date.to_string(), given);
        }
    }

    #[test]
    fn days_that_the_calendar_does_not_have_are_refused() {
        for wrong in ["", "23", "2023-13", "2023-02-30", "2023-9", "2023-09-06-01", "next year", "-203", "+2023"] {
            assert_eq!(wrong.parse::<PrintedDate>(), Err(NotADate), "{wrong}");
        }
    }
}
