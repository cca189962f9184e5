//! TOML between two `+++` lines at the top of a Markdown file.

use crate::{
    diagnostic::{Diagnostic, codes},
    source::{Sources, Span},
};

/// The two halves of a file.
pub(super) struct Halves {
    /// Whether the front matter is there and ends.
    pub(super) found: bool,
    /// The opening `+++`: where missing fields are shown.
    pub(super) fence: Span,
    /// The TOML.
    pub(super) toml: Span,
    /// The Markdown.
    pub(super) body: Span,
}

/// Splits a file. One without front matter, or with front matter that never ends, is a finding; its
/// words are still its body.
pub(super) fn split(sources: &Sources, source: u32, findings: &mut Vec<Diagnostic>) -> Halves {
    let text = sources.text(source);
    let at = |start: usize, end: usize| Span::new(source, start, end);
    let none = Halves { found: false, fence: sources.first_line(source), toml: at(0, 0), body: sources.whole(source) };
    let Some(rest) = text.strip_prefix("+++").and_then(|rest| rest.trim_start_matches([' ', '\t']).strip_prefix('\n')) else {
        let help = "begin the file with a `+++` line, the fields, and another `+++` line";
        findings.push(Diagnostic::new(&codes::FRONT_MATTER, none.fence, "this file has no front matter").help(help));
        return none;
    };
    let start = text.len() - rest.len();
    let mut line_start = start;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "+++" {
            let body = line_start + line.len();
            return Halves { found: true, fence: at(0, 3), toml: at(start, line_start), body: at(body, text.len()) };
        }
        line_start += line.len();
    }
    let finding = Diagnostic::new(&codes::FRONT_MATTER, at(0, 3), "this front matter never ends");
    findings.push(finding.help("put a `+++` line between the fields and the text"));
    none
}
