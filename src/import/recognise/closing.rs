//! The last day to respond, as it is printed or as it can be reckoned.

use super::{Doubt, dates, pattern::pattern, units::Unit};
use crate::{
    import::{Place, read::count::cardinal_words},
    text::sentence::sentences,
};
use chrono::{Days, Months, NaiveDate};

/// What may stand between a word and the day it speaks of: an hour, the name of the day.
macro_rules! hour {
    () => {
        r"(?:[\s,.:(]|\b(?:the|at|on|of|end|close|play|business|noon|midday|midnight|hours?|o(?:'|’| )?clock|[ap]\.?m|gmt|bst|utc|[ecmp][sd]?t|ce[sd]?t|a[ecw][sd]t|\d{1,2}(?:[:.]?\d\d)?(?:[ap]\.?m|h)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)*$"
    };
}

// What tells the end by itself, and what does in a sentence about responding.
pattern!(
    SAYS,
    r"^(?:(?:it|this) )?clos(?:es|ed|ing)\b|\bclosing (?:date|day|time)|\bdeadline\b|\bdue (?:date|by|on|before|no later|\d)|\b(?:last|final) (?:day|date) (?:for|to|of)\b"
);
pattern!(ENDS, r"\b(?:clos(?:e|es|ed|ing)|ends?|ended|ending)\b");
pattern!(
    RESPONDING,
    r"\b(?:consult\w*|respon(?:d|ses?|ding)|submi\w+|comments?|feedback|surveys?|questionnaires?|inquiry|enquiry|call for|contributions?|views|repl(?:y|ies)|evidence|return(?:ed)?|sen[dt]|e-?mail(?:ed)?|receiv\w+|answers?|have your say|let (?:us|me) (?:know|have)|open|runs?|lasts?)\b"
);
// What stands right before the last day, also as the end of a range, and before a day on which it opened.
pattern!(
    UNTIL,
    concat!(
        r"(?:\b(?:by|before|until|till|than)\b|(?:\b\d{4}|\b\d{1,2}(?:st|nd|rd|th)?|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}) ?(?:-|–|—|(?:to|and|through)\b))",
        hour!()
    )
);
pattern!(
    OPENED,
    concat!(
        r"\b(?:from|between|after|beginning|begins|starting|starts?|started|commenc\w+|open(?:s|ed|ing)?|launch(?:es|ed)?|since|published|issued|dated|(?:days|weeks|months) of)\b(?: date)?",
        hour!()
    )
);
// Of what comes after.
pattern!(
    OTHER,
    r"\b(?:(?:will|to|intends?|expects?|aims?|plans?) (?:then )?(?:be )?(?:publish\w*|respond to (?:the|this)|announce\w*)|into (?:force|effect)|takes? effect)\b"
);
pattern!(
    LASTS,
    r"\b(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen)[- ](?:calendar )?(day|week|month)s?\b"
);

/// The longest sentence that is read, in characters.
const LONGEST: usize = 600;

/// A closing date.
#[derive(Debug, PartialEq)]
pub(super) struct Closing {
    pub(super) day: NaiveDate,
    /// What is said where it was reckoned.
    pub(super) doubt: Option<Doubt>,
}

/// Finds it: the first that is printed, else the first that can be reckoned from the day of opening.
pub(super) fn find(units: &[Unit]) -> Option<Closing> {
    let sentences: Vec<(&str, Place)> = units
        .iter()
        .flat_map(|unit| sentences(&unit.text).into_iter().map(|sentence| (sentence, unit.at)))
        .filter(|(sentence, _)| sentence.chars().count() <= LONGEST)
        .collect();
    let printed = |at: usize| printed(sentences[at].0).or_else(|| below(sentences[at].0, sentences.get(at + 1)?.0));
    let day = (0..sentences.len()).find_map(printed).map(|day| Closing { day, doubt: None });
    day.or_else(|| sentences.iter().find_map(|(sentence, at)| reckoned(sentence, *at)))
}

/// The latest day that a sentence gives as the end.
fn printed(sentence: &str) -> Option<NaiveDate> {
    let says = SAYS.is_match(sentence);
    let responding = says || RESPONDING.is_match(sentence);
    let ends = |before: &str| says || responding && (UNTIL.is_match(before) || ENDS.is_match(before));
    days(sentence).filter(|(_, before)| ends(before) && !is_another(before)).map(|(day, _)| day).max()
}

/// `Closing date` on a line or in a cell, and the day on the next.
fn below(head: &str, next: &str) -> Option<NaiveDate> {
    let good = head.chars().count() <= 40 && SAYS.is_match(head) && next.chars().count() <= 60;
    days(next).filter(|(_, before)| good && !is_another(before)).map(|(day, _)| day).max()
}

/// "The consultation will run for 12 weeks from 20 March 2026": the last day, reckoned.
fn reckoned(sentence: &str, at: Place) -> Option<Closing> {
    let lasts = LASTS.captures(sentence).filter(|_| SAYS.is_match(sentence) || RESPONDING.is_match(sentence))?;
    let (from, _) = days(sentence).find(|(_, before)| OPENED.is_match(before))?;
    let count = number(&lasts[1])?;
    let day = match lasts[2].to_ascii_lowercase().as_str() {
        "month" => from.checked_add_months(Months::new(count)),
        "week" => from.checked_add_days(Days::new(u64::from(count) * 7)),
        _ => from.checked_add_days(Days::new(u64::from(count))),
    }?;
    let message = format!("the closing date `{day}` is reckoned: {} from {from}", &lasts[0]);
    Some(Closing { day, doubt: Some(Doubt::new(message, at, "see which day they name and correct `closes` in the record")) })
}

/// Whether the day behind these words is one of opening, or of what comes after the consultation.
fn is_another(before: &str) -> bool {
    OPENED.is_match(before) || OTHER.is_match(before)
}

/// The days in a sentence, each with the words before it.
fn days(sentence: &str) -> impl Iterator<Item = (NaiveDate, &str)> {
    let days = dates::all_in(sentence).into_iter().filter(|(_, date)| date.day.is_some());
    days.map(|(at, date)| (date.first_day(), &sentence[..at.start]))
}

fn number(word: &str) -> Option<u32> {
    word.parse().ok().or_else(|| (2..=14).find(|n| word.eq_ignore_ascii_case(&cardinal_words(*n))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closes(lines: &[&str]) -> Option<(String, bool)> {
        let units: Vec<Unit> = lines.iter().map(|text| Unit { text: (*text).to_owned(), ..Unit::default() }).collect();
        find(&units).map(|found| (found.day.to_string(), found.doubt.is_some()))
    }

    fn is_printed(day: &str) -> Option<(String, bool)> {
        Some((day.to_owned(), false))
    }

    #[test]
    fn the_end_is_told_from_the_opening() {
        for text in [
            "Consultation period: 3 March 2026 – 12 June 2026",
            "Feedback period 03 March 2026 - 12 June 2026 (midnight Brussels time)",
            "This consultation closed at 11:45pm on 12 June 2026",
            "This consultation was published on 3 March 2026 and closed at 23:45 on 12 June 2026.",
            "Open: 3 March 2026 to 12 June 2026",
            "It runs from 3 March to 12 June 2026.",
            "Views are sought between 1 and 12 June 2026.",
            "It runs from 3 March 2026 to 12 June 2026 at 11:45 p.m.",
            "Submissions are due by 5pm on Friday 12 June 2026.",
            "The consultation runs for 12 weeks until noon on 12 June 2026. We will publish a response by 30 September 2026.",
            "The consultation closes on 12 June 2026, and we intend to respond to the views we get by 30 September 2026.",
            "The consultation was launched on 3 March 2026 and lasts until 12 June 2026.",
            "Please respond before June 12, 2026",
            "Comments must reach us no later than close of business, 12.06.2026",
            "This closes on 12 June 2026.",
            "Have your say until June 12, 2026.",
            "Comments must be received by 5 p.m. ET on June 12, 2026.",
        ] {
            assert_eq!(closes(&["A consultation", text]), is_printed("2026-06-12"), "{text}");
        }
        assert_eq!(closes(&["Closing date", "12 June 2026, 5pm"]), is_printed("2026-06-12"));
    }

    #[test]
    fn a_day_of_something_else_is_no_end() {
        for text in [
            "The consultation opens on 20 March 2026.",
            "The law comes into force by 1 May 2027.",
            "This consultation was issued by the Board on 20 March 2026.",
            "Responses to our paper of 3 March 2020 were few.",
            "Pupils stayed at home until 8 March 2021.",
            "The consultation closes in June 2026.",
        ] {
            assert_eq!(closes(&[text]), None, "{text}");
        }
    }

    #[test]
    fn weeks_are_reckoned_from_the_day_they_begin_and_doubted() {
        for text in [
            "The consultation will run for 12 weeks from 20 March 2026.",
            "It closes 12 weeks from 20 March 2026.",
            "A twelve-week consultation, launched on Friday 20 March 2026.",
            "This is open for 12 weeks beginning 20 March 2026.",
            "Please reply within 84 days of 20 March 2026.",
        ] {
            assert_eq!(closes(&[text]), Some(("2026-06-12".to_owned(), true)), "{text}");
        }
        assert_eq!(closes(&["It runs for 3 months from 20 March 2026."]), Some(("2026-06-20".to_owned(), true)));
        assert_eq!(closes(&["It runs for 12 weeks from 20 March 2026.", "It closes on 15 June 2026."]), is_printed("2026-06-15"));
        assert_eq!(closes(&["It runs for 12 weeks from March 2026."]), None);
    }
}
