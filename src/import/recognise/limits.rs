//! The most that an answer may hold: "250 words", "no more than 500 characters".

use super::pattern::pattern;
use crate::library::Limit;

pattern!(
    LIMIT,
    r"(?:\b(?:no more than|up to|maximum(?: of)?|max\.?|limit(?:ed)?(?: (?:of|to))?|within|at most|fewer than|not exceed(?:ing)?|word limit:?|character limit:?)\s*:?\s*(\d{1,2}[,.]?\d{3}|\d{2,5})\s*(words?|characters?|character\(s\))?)|(?:\b(\d{1,2},?\d{3}|\d{2,5})[\s-]*(words?|characters?|character\(s\))[\s-]*(?:maximum|max\b|limit|or fewer|or less|at most))"
);
pattern!(ONLY, r"^[\[(]?\s*(\d{1,2},?\d{3}|\d{2,5})\s+(words?|characters?)\s*[\])]?\.?$");
pattern!(BRACKETED, r"[\[(]\s*(\d{1,2},?\d{3}|\d{2,5})\s+(words?|characters?)\s*[\])]");
pattern!(WORDS_FIRST, r"\b(word|character) (?:limit|count|maximum)(?u:[^0-9]){0,12}(\d{1,2},?\d{3}|\d{2,5})\b");

/// The limit that a text gives.
pub(super) fn limit(text: &str) -> Option<Limit> {
    let make = |number: &str, unit: &str| {
        let number = number.replace([',', '.'], "").parse().ok()?;
        let characters = unit.to_lowercase().starts_with('c');
        Some(if characters { Limit::Characters(number) } else { Limit::Words(number) })
    };
    if let Some(found) = ONLY.captures(text.trim()).or_else(|| BRACKETED.captures(text)) {
        return make(&found[1], &found[2]);
    }
    if let Some(found) = WORDS_FIRST.captures(text) {
        return make(&found[2], &found[1]);
    }
    let found = LIMIT.all(text).into_iter().find(|found| found.get(2).or(found.get(4)).is_some())?;
    make(found.get(1).or(found.get(3))?.as_str(), found.get(2).or(found.get(4))?.as_str())
}

/// Whether a text gives a limit and says nothing else.
pub(super) fn is_limit_alone(text: &str) -> bool {
    let bracketed = BRACKETED.is_match(text) && !ONLY.is_match(text.trim());
    limit(text).is_some() && crate::text::count_words(text) <= 9 && !text.contains('?') && !bracketed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read() {
        assert_eq!(limit("Please answer in no more than 500 characters."), Some(Limit::Characters(500)));
        assert_eq!(limit("(250 words)"), Some(Limit::Words(250)));
        assert_eq!(limit("What is your evidence? [1,500 characters]"), Some(Limit::Characters(1500)));
        assert_eq!(limit("Max. 1,500 words"), Some(Limit::Words(1500)));
        assert_eq!(limit("Word limit: 300"), Some(Limit::Words(300)));
        assert_eq!(limit("5000 character(s) maximum"), Some(Limit::Characters(5000)));
        assert_eq!(limit("up to 250 pupils in 40 schools"), None);
        assert_eq!(limit("within 12 months"), None);
        assert!(is_limit_alone("[500 words]") && !is_limit_alone("Tell us why. [500 words]"));
    }
}
