#![doc = include_str!("all-capitals.md")]

use super::{Case, Check, Run, plain::Role};
use crate::diagnostic::{Diagnostic, codes};

pub(super) static CHECK: Check = Check { code: &codes::ALL_CAPITALS, run: Run::Response(run) };

/// So many words in capitals are no acronym and no name.
const WORDS: usize = 4;

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    for passage in case.passages.iter().filter(|passage| passage.role != Role::Quoted) {
        for shout in shouts(&passage.words) {
            let message = format!("{} words in a row are in capitals", shout.split_whitespace().count());
            let help = "screen readers may spell them, and readers hear a shout: write them in small letters, `**strong**` if need be";
            findings.push(Diagnostic::new(&codes::ALL_CAPITALS, case.place(passage, shout), message).help(help));
        }
    }
}

/// Runs of [`WORDS`] and more in capitals, of which two are too long to be acronyms.
fn shouts(words: &str) -> Vec<&str> {
    let (mut out, mut run): (Vec<&str>, Option<(usize, usize)>) = (Vec::new(), None);
    let mut close = |run: Option<(usize, usize)>| out.extend(run.map(|(from, to)| &words[from..to]).filter(|run| is_shout(run)));
    for word in words.split_whitespace() {
        let from = word.as_ptr() as usize - words.as_ptr() as usize;
        if is_capital(word) {
            run = Some((run.map_or(from, |(start, _)| start), from + word.trim_end_matches(|c: char| !c.is_alphanumeric()).len()));
        } else {
            close(run.take());
        }
    }
    close(run);
    out
}

fn is_capital(word: &str) -> bool {
    word.contains(char::is_uppercase) && !word.contains(char::is_lowercase) && !word.contains(|c: char| c.is_ascii_digit())
}

fn is_shout(run: &str) -> bool {
    run.split_whitespace().count() >= WORDS && run.split_whitespace().filter(|word| word.chars().count() > 5).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shout_is_no_list_of_acronyms() {
        assert_eq!(shouts("We say: SCHOOLS MUST BE FUNDED PROPERLY, now."), ["SCHOOLS MUST BE FUNDED PROPERLY"]);
        assert!(shouts("The UK, EU, NHS, DfE and WHO EU UN NATO met").is_empty());
    }
}
