#![doc = include_str!("vague-link.md")]

use super::{Case, Check, Run, plain::Role};
use crate::{
    diagnostic::{Diagnostic, Severity, codes},
    document::{Inline, walk},
    text::same_words,
};

pub(super) static CHECK: Check = Check { code: &codes::VAGUE_LINK, run: Run::Response(run) };

/// Link texts that say nothing of where they lead.
const VAGUE: [&str; 15] = [
    "here",
    "click here",
    "see here",
    "read here",
    "this",
    "this link",
    "this page",
    "this website",
    "this site",
    "link",
    "a link",
    "more",
    "read more",
    "find out more",
    "website",
];

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    for passage in &case.passages {
        for words in links(passage.content) {
            let address = is_address(&words);
            // In a footnote an address is the source that it names.
            let is_bare = address && passage.role != Role::Note;
            if !is_bare && !is_vague(&words) {
                continue;
            }
            let message = match address {
                true => "a bare address is read out letter by letter".to_owned(),
                false => format!("the link `{words}` does not say where it leads"),
            };
            let finding = Diagnostic::new(&codes::VAGUE_LINK, case.place(passage, &words), message);
            let finding = finding.help("let the words say what is there: `[title of the report](address)`");
            findings.push(if address { finding.severity(Severity::Note) } else { finding });
        }
    }
}

/// `here`, and `here (opens in a new window)`.
fn is_vague(words: &str) -> bool {
    let told = words.split_once('(').map_or(words, |(told, _)| told);
    VAGUE.contains(&same_words(told).as_str())
}

fn links(content: &[Inline]) -> Vec<String> {
    let each = content.iter().flat_map(|inline| match inline {
        Inline::Link { content, .. } => vec![walk::plain(content).trim().to_owned()],
        Inline::Emphasis { content } | Inline::Strong { content } => links(content),
        _ => Vec::new(),
    });
    each.collect()
}

fn is_address(words: &str) -> bool {
    !words.contains(char::is_whitespace) && ["http://", "https://", "www."].iter().any(|begin| words.starts_with(begin))
}
