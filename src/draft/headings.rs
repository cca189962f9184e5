//! A question as the heading of its answer, with what a person who answers should know.

use super::comment::remark;
use crate::{
    library::{Limit, Question},
    text::one_line,
};

/// The most letters of a question that its heading repeats.
const REMINDER: usize = 80;

/// Whether a heading can name a question: its id is one word without marks that end it.
pub(super) fn can_name(id: &str) -> bool {
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ':' | '#' | '{' | '}');
    !id.is_empty() && !id.contains(ends) && !id.ends_with('.') && !id.eq_ignore_ascii_case("question")
}

/// `## 7 Do you agree that …`, with what stands in braces behind it; `others` are answered by the same
/// text, which then has the words of none as a reminder.
pub(super) fn heading(question: &Question, others: &[String], attributes: &str) -> String {
    let ids = std::iter::once(&question.id.value).chain(others).cloned().collect::<Vec<_>>().join(", ");
    let attributes = if attributes.is_empty() { String::new() } else { format!(" {{{attributes}}}") };
    let reminder = reminder(&question.text.value).filter(|_| others.is_empty()).map(|words| format!(" {words}")).unwrap_or_default();
    format!("## {ids}{reminder}{attributes}")
}

/// The beginning of a question's words, up to a word with marks; nothing where they begin with a mark.
fn reminder(text: &str) -> Option<String> {
    let text = one_line(text);
    let marks = ['{', '}', '<', '>', '[', ']', '`', '|', '&', '*', '_', '#', '\\', '~', '"'];
    let mut kept = String::new();
    for word in text.split(' ') {
        if word.contains(marks) || kept.chars().count() + word.chars().count() > REMINDER {
            let cut = kept.trim_end_matches(|c: char| !c.is_alphanumeric());
            return (!cut.is_empty()).then(|| format!("{cut} …"));
        }
        if kept.is_empty() && !word.starts_with(char::is_alphanumeric) {
            return None;
        }
        kept.push_str(if kept.is_empty() { "" } else { " " });
        kept.push_str(word);
    }
    Some(kept)
}

/// What may be answered: the options, how many of them, how long the answer may be.
pub(super) fn terms(question: &Question) -> Option<String> {
    let options = (!question.options.is_empty()).then(|| {
        let many = if question.choose_many { "any of" } else { "one of" };
        format!("{many}: {}", question.options.join(" / "))
    });
    let limit = question.limit.map(|limit| match limit {
        Limit::Words(words) => format!("at most {words} words"),
        Limit::Characters(characters) => format!("at most {characters} characters"),
    });
    let terms: Vec<String> = options.into_iter().chain(limit).collect();
    (!terms.is_empty()).then(|| remark(&terms.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::reminder;

    #[test]
    fn a_reminder_is_short_and_holds_no_marks() {
        assert_eq!(reminder("Do you\nagree?").as_deref(), Some("Do you agree?"));
        assert_eq!(reminder("Do you agree with *this*?").as_deref(), Some("Do you agree with …"));
        assert_eq!((reminder(""), reminder(": what")), (None, None));
        let long = reminder(&"word ".repeat(40)).expect("words");
        assert!(long.ends_with(" …") && long.chars().count() < 90);
    }
}
