//! The page of every code: what it is, why it matters, an example that gives it.

/// The page of a code.
#[derive(Debug)]
pub struct Page {
    /// The code's name.
    pub code: &'static str,
    /// The page, in Markdown.
    pub text: &'static str,
}

macro_rules! pages {
    ($($code:literal),* $(,)?) => {
        /// Every page, in the order of their codes.
        pub const PAGES: &[Page] = &[$(Page { code: $code, text: include_str!(concat!($code, ".md")) }),*];
    };
}

pages![
    "bad-attribute",
    "changed-after-submission",
    "channel-identity",
    "channel-limit",
    "channel-numbering",
    "channel-summary",
    "continues-nothing",
    "dangling-reference",
    "duplicate-answer",
    "duplicate-name",
    "duplicate-question",
    "file-too-large",
    "forbidden-character",
    "foreign-reference",
    "front-matter",
    "include-loop",
    "invalid-date",
    "invalid-utf8",
    "invalid-value",
    "misplaced-file",
    "missing-field",
    "not-an-option",
    "orphan-list",
    "reminder-differs",
    "reserved-name",
    "review-overdue",
    "self-reference",
    "stray-text",
    "template-error",
    "toml-syntax",
    "unanswered-question",
    "undefined-footnote",
    "unknown-answer",
    "unknown-boilerplate",
    "unknown-channel",
    "unknown-check",
    "unknown-consultation",
    "unknown-key",
    "unknown-position",
    "unknown-question",
    "unknown-scale",
    "unknown-signatory",
    "unknown-source",
    "unknown-variable",
    "unnumbered-target",
    "unreadable-file",
    "unsupported-markdown",
    "unused-acceptance",
    "unused-answers",
    "unused-footnote",
    "unused-section",
    "wrong-type",
];
