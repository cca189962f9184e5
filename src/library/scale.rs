//! Scales that consultations use again and again, built in.

/// The options of a built-in scale, best first.
pub fn built_in(name: &str) -> Option<&'static [&'static str]> {
    SCALES.iter().find(|(known, _)| *known == name).map(|(_, options)| *options)
}

/// The built-in scales: name and options.
pub const SCALES: &[(&str, &[&str])] = &[
    ("yes-no", &["Yes", "No"]),
    ("yes-no-unsure", &["Yes", "No", "Don't know"]),
    ("yes-no-partly", &["Yes", "Partly", "No"]),
    ("agree-3", &["Agree", "Neither agree nor disagree", "Disagree"]),
    ("agree-5", &["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"]),
    ("agree-5-tend", &["Strongly agree", "Tend to agree", "Neither agree nor disagree", "Tend to disagree", "Strongly disagree"]),
    ("support-5", &["Strongly support", "Support", "Neither support nor oppose", "Oppose", "Strongly oppose"]),
    ("likely-5", &["Very likely", "Likely", "Neither likely nor unlikely", "Unlikely", "Very unlikely"]),
    ("positive-5", &["Very positive", "Positive", "Neither positive nor negative", "Negative", "Very negative"]),
    ("effective-5", &["Very effective", "Effective", "Neither effective nor ineffective", "Ineffective", "Very ineffective"]),
    ("important-5", &["Very important", "Important", "Neither important nor unimportant", "Unimportant", "Very unimportant"]),
];

/// Answers that say, on purpose, that there is no answer. They count as answered.
pub const NO_ANSWER: &[&str] = &["N/A", "NA", "Not applicable", "No comment", "No comments", "Prefer not to say", "No response"];
