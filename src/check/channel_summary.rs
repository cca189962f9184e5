#![doc = include_str!("channel-summary.md")]

use super::{Case, Check, Run, channel};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::{Block, Kind, walk},
    library::Demand,
    text::same_words,
};

pub(super) static CHECK: Check = Check { code: &codes::CHANNEL_SUMMARY, run: Run::Response(run) };

/// What a summary is called, by a word of its heading.
const NAMES: [&str; 5] = ["summary", "key points", "main points", "key messages", "overview"];

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    let demanded = |demand: &Demand| match demand {
        Demand::Summary { bullets, over_pages } => Some((*bullets, *over_pages)),
        _ => None,
    };
    for (rule, (bullets, over_pages)) in channel::rules(case, demanded) {
        let pages = channel::pages(case);
        if over_pages > 0 && pages <= over_pages as usize {
            continue;
        }
        let summary = summary(&case.document.blocks);
        let why = if over_pages > 0 { format!(" of a response with about {pages} pages") } else { String::new() };
        let (message, help) = match summary {
            None => {
                (format!("there is no summary at the beginning{why}"), "write one under `# Summary` or `# Key points`, before the answers")
            }
            Some(blocks) if bullets && !blocks.iter().any(|block| matches!(block.kind, Kind::List(_))) => {
                ("the summary is not in bullet points".to_owned(), "make each of its points an item: begin the line with `- `")
            }
            Some(_) => continue,
        };
        let finding = Diagnostic::new(&codes::CHANNEL_SUMMARY, channel::whole(case), message).help(help);
        findings.push(channel::by_rule(finding, rule));
    }
}

/// What stands under the heading of a summary before the first answer.
fn summary(blocks: &[Block]) -> Option<&[Block]> {
    let before = &blocks[..blocks.iter().position(|block| matches!(block.kind, Kind::Question(_))).unwrap_or(blocks.len())];
    let names = |block: &Block| match &block.kind {
        Kind::Section(section) => {
            let title = same_words(&walk::plain(&section.title));
            NAMES.iter().any(|name| title.contains(name))
        }
        _ => false,
    };
    let from = before.iter().position(names)? + 1;
    let len = before[from..].iter().position(|block| matches!(block.kind, Kind::Section(_))).unwrap_or(before.len() - from);
    Some(&before[from..from + len])
}
