#![doc = include_str!("long-paragraph.md")]

use super::{Case, Check, Run, plain::Role};
use crate::{
    diagnostic::{Diagnostic, codes},
    text::count_words,
};

pub(super) static CHECK: Check = Check { code: &codes::LONG_PARAGRAPH, run: Run::Response(run) };

/// Twice what the style guide of GOV.UK comes to: five sentences a paragraph, 25 words a sentence
/// (“Content design: planning, writing and managing content”, sections on short sentences and paragraphs).
const MOST_WORDS: usize = 250;

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    for passage in case.passages.iter().filter(|passage| passage.role == Role::Prose) {
        let words = count_words(&passage.words);
        if words > MOST_WORDS {
            let message = format!("a paragraph of {words} words");
            let help = format!("part it where the argument turns: up to {MOST_WORDS} words can be followed, and each part gets its number");
            findings.push(Diagnostic::new(&codes::LONG_PARAGRAPH, case.place(passage, ""), message).help(help));
        }
    }
}
