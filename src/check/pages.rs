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
    "all-capitals",
    "bad-attribute",
    "changed-after-submission",
    "changed-position",
    "channel-identity",
    "channel-limit",
    "channel-numbering",
    "channel-summary",
    "circular-reference",
    "continues-nothing",
    "contradicts-choice",
    "contradicts-position",
    "dangling-reference",
    "duplicate-answer",
    "duplicate-name",
    "duplicate-question",
    "empty-header",
    "fact-differs",
    "figures-differ",
    "file-too-large",
    "forbidden-character",
    "foreign-reference",
    "front-matter",
    "heading-order",
    "include-loop",
    "invalid-date",
    "invalid-utf8",
    "invalid-value",
    "leftover-name",
    "long-paragraph",
    "misplaced-file",
    "missing-field",
    "no-choice",
    "not-an-option",
    "orphan-list",
    "placeholder",
    "reminder-differs",
    "repeated-question",
    "reserved-name",
    "review-overdue",
    "self-reference",
    "source-differs",
    "stale-position",
    "stray-text",
    "template-error",
    "toml-syntax",
    "too-many-choices",
    "unanswered-question",
    "undated",
    "undefined-footnote",
    "unexpanded-acronym",
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
    "unsigned",
    "unsupported-markdown",
    "unused-acceptance",
    "unused-answers",
    "unused-footnote",
    "unused-section",
    "vague-link",
    "wrong-type",
];
