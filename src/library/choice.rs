//! Which option an answer chooses, by how it begins.

use super::{
    Answer, Question,
    scale::{NO_ANSWER, SCALES},
};
use crate::{source::Sources, text::same_words};

/// What the beginning of an answer to a closed question says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// One of the question's options.
    Option(String),
    /// An option of some other scale.
    Foreign(String),
    /// Neither.
    Words,
}

/// Reads how an answer begins: `Agree. They are …` chooses `Agree`. The longest option counts, in any
/// case, when it stands alone or before a mark or a word that goes on from it (see, but, because, and).
pub(crate) fn opening(text: &str, options: &[String]) -> Opening {
    if let Some(option) = longest(text, options.iter().map(String::as_str)) {
        return Opening::Option(option.to_owned());
    }
    let foreign = SCALES.iter().flat_map(|(_, options)| options.iter().copied());
    match longest(text, foreign) {
        Some(option) => Opening::Foreign(option.to_owned()),
        None => Opening::Words,
    }
}

/// The options that an answer chooses, without assembling it: said on its heading, or by how it begins.
pub(crate) fn chosen(sources: &Sources, question: &Question, answer: &Answer) -> Vec<String> {
    if let Some(said) = &answer.attributes.choice {
        let known = |choice: &str| question.options.iter().find(|option| same_words(option) == same_words(choice)).cloned();
        return said.value.split(';').filter_map(known).collect();
    }
    match opening(sources.slice(answer.body), &question.options) {
        Opening::Option(option) => vec![option],
        Opening::Foreign(_) | Opening::Words => Vec::new(),
    }
}

/// Whether a text says, and says no more than, that there is no answer.
pub(crate) fn is_no_answer(text: &str) -> bool {
    let text = normal(text);
    NO_ANSWER.iter().any(|words| normal(words) == text)
}

fn longest<'o>(text: &str, options: impl Iterator<Item = &'o str>) -> Option<&'o str> {
    options.filter(|option| begins_with(text, option)).max_by_key(|option| option.len())
}

fn begins_with(text: &str, option: &str) -> bool {
    let mut text = text.trim_start().chars();
    for wanted in option.trim().chars() {
        let found = text.next();
        if !found.is_some_and(|found| same(found, wanted)) {
            return false;
        }
    }
    let rest = text.as_str();
    let next = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    rest.trim().is_empty()
        || rest.trim_start().starts_with(['.', ',', ';', ':', '(', ')', '-', '–', '—', '!'])
        || rest.starts_with(' ') && matches!(next.as_str(), "see" | "but" | "because" | "and")
}

fn same(a: char, b: char) -> bool {
    let plain = |c: char| if matches!(c, '’' | '‘') { '\'' } else { c };
    plain(a).to_lowercase().eq(plain(b).to_lowercase())
}

fn normal(text: &str) -> String {
    text.trim().trim_end_matches('.').replace('’', "'").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(name: &str) -> Vec<String> {
        crate::library::scale::built_in(name).into_iter().flatten().map(|option| (*option).to_owned()).collect()
    }

    #[test]
    fn the_longest_option_that_ends_properly_is_chosen() {
        let (agree, yes) = (options("agree-5"), options("yes-no-unsure"));
        let chosen = |text, options: &[String]| opening(text, options);
        assert_eq!(chosen("Agree. They are clear.", &agree), Opening::Option("Agree".into()));
        assert_eq!(chosen("Neither agree nor disagree. See below", &agree), Opening::Option("Neither agree nor disagree".into()));
        assert_eq!(chosen("No (see paragraph 12 below).", &yes), Opening::Option("No".into()));
        assert_eq!(chosen("don’t know", &yes), Opening::Option("Don't know".into()));
        assert_eq!(chosen("Yes but only partly", &yes), Opening::Option("Yes".into()));
        assert_eq!(chosen("Agreement matters.", &agree), Opening::Words);
        assert_eq!(chosen("No evidence supports this.", &yes), Opening::Words);
        assert_eq!(chosen("Likely.", &agree), Opening::Foreign("Likely".into()));
    }

    #[test]
    fn a_deliberate_silence_is_an_answer() {
        assert!(is_no_answer("N/A"));
        assert!(is_no_answer("No comment."));
        assert!(!is_no_answer("No comment was made by members."));
    }
}
