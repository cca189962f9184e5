//! Every kind of finding by its code. The page of a code is `src/check/<code>.md`.

use super::Severity;

/// A kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Its name: of its page, in `[checks]` of `respondent.toml`, for `check --explain`.
    pub name: &'static str,
    /// How bad it is where nothing else is said.
    pub severity: Severity,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $severity:ident $constant:ident = $name:literal;)*) => {
        /// One constant for each kind of finding.
        pub mod codes {
            use super::{Code, Severity};
            $($(#[$doc])* pub static $constant: Code = Code { name: $name, severity: Severity::$severity };)*
            /// All of them, in the order of their names.
            pub static ALL: &[&Code] = &[$(&$constant),*];
        }
    };
}

codes! {
    /// Words shouted in capitals.
    Warning ALL_CAPITALS = "all-capitals";
    /// A name or a reserved word in braces that Markdown here does not know, or that cannot be read.
    Error BAD_ATTRIBUTE = "bad-attribute";
    /// A response that is not as it was submitted.
    Warning CHANGED_AFTER_SUBMISSION = "changed-after-submission";
    /// The opposite of what an earlier response chose.
    Warning CHANGED_POSITION = "changed-position";
    /// A response without its date or its author, where the channel demands them.
    Warning CHANNEL_IDENTITY = "channel-identity";
    /// More words, characters or pages than the channel or the question takes.
    Error CHANNEL_LIMIT = "channel-limit";
    /// Paragraphs that share a number, where the channel demands numbered paragraphs.
    Warning CHANNEL_NUMBERING = "channel-numbering";
    /// No summary before the answers, where the channel demands one.
    Warning CHANNEL_SUMMARY = "channel-summary";
    /// Answers that refer to each other and never answer.
    Error CIRCULAR_REFERENCE = "circular-reference";
    /// A continued paragraph with nothing to continue.
    Error CONTINUES_NOTHING = "continues-nothing";
    /// An answer whose words say the opposite of its choice.
    Warning CONTRADICTS_CHOICE = "contradicts-choice";
    /// The opposite of what a position says to the question.
    Warning CONTRADICTS_POSITION = "contradicts-position";
    /// A reference to a name that nothing has.
    Error DANGLING_REFERENCE = "dangling-reference";
    /// Two headings in a response answer the same question.
    Error DUPLICATE_ANSWER = "duplicate-answer";
    /// A name given twice in one document.
    Error DUPLICATE_NAME = "duplicate-name";
    /// Two questions with the same id.
    Error DUPLICATE_QUESTION = "duplicate-question";
    /// A column of a table without a name.
    Warning EMPTY_HEADER = "empty-header";
    /// A figure that differs from the dated fact.
    Warning FACT_DIFFERS = "fact-differs";
    /// Two figures for the same thing in one response.
    Warning FIGURES_DIFFER = "figures-differ";
    /// A file larger than a record may be.
    Error FILE_TOO_LARGE = "file-too-large";
    /// A character that neither Word nor a browser accepts.
    Error FORBIDDEN_CHARACTER = "forbidden-character";
    /// A reference in reused words that points into the response they come from.
    Warning FOREIGN_REFERENCE = "foreign-reference";
    /// Front matter that is missing or not closed.
    Error FRONT_MATTER = "front-matter";
    /// A heading that is more than one level below the one before.
    Warning HEADING_ORDER = "heading-order";
    /// Standard text that takes itself in.
    Error INCLUDE_LOOP = "include-loop";
    /// A date that the calendar does not have.
    Error INVALID_DATE = "invalid-date";
    /// Bytes that are not UTF-8.
    Error INVALID_UTF8 = "invalid-utf8";
    /// A value of the right type that is not allowed here.
    Error INVALID_VALUE = "invalid-value";
    /// The name of another consultation or department left in reused words.
    Warning LEFTOVER_NAME = "leftover-name";
    /// A paragraph that is too long to be read.
    Note LONG_PARAGRAPH = "long-paragraph";
    /// A file that stands where the library looks for something else.
    Warning MISPLACED_FILE = "misplaced-file";
    /// A field that must be there.
    Error MISSING_FIELD = "missing-field";
    /// A closed question answered without choosing an option.
    Warning NO_CHOICE = "no-choice";
    /// A choice that is not one of the question's options.
    Error NOT_AN_OPTION = "not-an-option";
    /// An ordered list that no numbered paragraph owns.
    Warning ORPHAN_LIST = "orphan-list";
    /// A mark that somebody meant to replace by words.
    Error PLACEHOLDER = "placeholder";
    /// A reminder of a question's words that differs from the consultation.
    Warning REMINDER_DIFFERS = "reminder-differs";
    /// A question asked twice, and answered twice.
    Note REPEATED_QUESTION = "repeated-question";
    /// A name that is kept for questions.
    Error RESERVED_NAME = "reserved-name";
    /// A position or a fact past the day of its review.
    Warning REVIEW_OVERDUE = "review-overdue";
    /// A reference to the place where it stands.
    Error SELF_REFERENCE = "self-reference";
    /// Reused words that differ from their source.
    Note SOURCE_DIFFERS = "source-differs";
    /// A position in use that holds no longer.
    Warning STALE_POSITION = "stale-position";
    /// Words in a response that stand outside every section and answer.
    Error STRAY_TEXT = "stray-text";
    /// A template that cannot be rendered.
    Error TEMPLATE_ERROR = "template-error";
    /// TOML that cannot be read.
    Error TOML_SYNTAX = "toml-syntax";
    /// Several options chosen where one is allowed.
    Error TOO_MANY_CHOICES = "too-many-choices";
    /// A question that nobody answered and that is mapped to nothing.
    Warning UNANSWERED_QUESTION = "unanswered-question";
    /// A response without a date.
    Warning UNDATED = "undated";
    /// A footnote mark without a footnote.
    Error UNDEFINED_FOOTNOTE = "undefined-footnote";
    /// An acronym of ours that readers are not told the meaning of.
    Warning UNEXPANDED_ACRONYM = "unexpanded-acronym";
    /// A past answer that is not in the library.
    Error UNKNOWN_ANSWER = "unknown-answer";
    /// Standard text that is not in the library.
    Error UNKNOWN_BOILERPLATE = "unknown-boilerplate";
    /// A channel without a profile.
    Warning UNKNOWN_CHANNEL = "unknown-channel";
    /// A setting for a kind of finding that does not exist.
    Warning UNKNOWN_CHECK = "unknown-check";
    /// A consultation that is not in the library.
    Error UNKNOWN_CONSULTATION = "unknown-consultation";
    /// A field that a record does not have.
    Error UNKNOWN_KEY = "unknown-key";
    /// A position that is not in the library.
    Error UNKNOWN_POSITION = "unknown-position";
    /// An answer to a question that the consultation does not ask.
    Error UNKNOWN_QUESTION = "unknown-question";
    /// A scale that is neither built in nor defined.
    Error UNKNOWN_SCALE = "unknown-scale";
    /// A signatory that `respondent.toml` does not name.
    Error UNKNOWN_SIGNATORY = "unknown-signatory";
    /// A source of reused words that is not in the library.
    Warning UNKNOWN_SOURCE = "unknown-source";
    /// A variable or function that templates do not have.
    Error UNKNOWN_VARIABLE = "unknown-variable";
    /// A reference to something that has no number.
    Error UNNUMBERED_TARGET = "unnumbered-target";
    /// A file or a folder that cannot be read.
    Error UNREADABLE_FILE = "unreadable-file";
    /// A response that nobody signs.
    Warning UNSIGNED = "unsigned";
    /// Markdown that responses have no use for, left out or kept as plain words.
    Warning UNSUPPORTED_MARKDOWN = "unsupported-markdown";
    /// An acceptance that no finding matches.
    Warning UNUSED_ACCEPTANCE = "unused-acceptance";
    /// Answers that the template has no place for.
    Error UNUSED_ANSWERS = "unused-answers";
    /// A footnote that nothing refers to.
    Warning UNUSED_FOOTNOTE = "unused-footnote";
    /// A section of a response that the template does not take.
    Error UNUSED_SECTION = "unused-section";
    /// A link whose words mean nothing alone.
    Warning VAGUE_LINK = "vague-link";
    /// A value of the wrong type.
    Error WRONG_TYPE = "wrong-type";
}
