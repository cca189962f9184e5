//! Rendering a text block by block, so that every letter keeps its place.

use super::engine::{Engine, Failure};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::markdown::Traced,
    source::{Sources, Span},
};
use tera::Context;

/// Renders the templates in the text at `span` into `traced`. Text without templates, and comments
/// (`<!-- … -->`, which reach no output), are taken as they stand. A block that cannot be rendered is a
/// finding and stays as it was typed.
pub(super) fn weave(engine: &Engine, context: &Context, sources: &Sources, span: Span, traced: &mut Traced) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let text = sources.slice(span);
    if !has_tags(text) {
        traced.push(text, span);
        return findings;
    }
    let mut at = 0;
    for block in blocks(text) {
        let place = span.part(at, at + block.len());
        at += block.len();
        match first_tag(block).filter(|_| !is_comment(block)) {
            Some(first) => findings.extend(render(engine, context, block, first, place, traced)),
            None => traced.push(block, place),
        }
    }
    findings
}

/// Renders one block. What stands before its first tag and behind its last one keeps its exact place.
fn render(engine: &Engine, context: &Context, block: &str, first: usize, place: Span, traced: &mut Traced) -> Option<Diagnostic> {
    let last = last_tag_end(block);
    match engine.render(block, context) {
        Ok(text) => {
            let (before, after) = (&block[..first], &block[last..]);
            let kept = text.starts_with(before) && text[before.len()..].ends_with(after);
            let (before, after) = if kept { (before, after) } else { ("", "") };
            traced.push(before, place.part(0, before.len()));
            traced.push_made(&text[before.len()..text.len() - after.len()], place.part(first, last));
            traced.push(after, place.part(block.len() - after.len(), block.len()));
            None
        }
        Err(failure) => {
            traced.push(block, place);
            Some(finding(failure, place, first, last))
        }
    }
}

fn finding(failure: Failure, place: Span, first: usize, last: usize) -> Diagnostic {
    let range = failure.range.filter(|range| range.end <= place.range().len() && range.start < range.end).unwrap_or(first..last);
    let code = if failure.unknown { &codes::UNKNOWN_VARIABLE } else { &codes::TEMPLATE_ERROR };
    Diagnostic::new(code, place.part(range.start, range.end), failure.message).help_if(failure.help)
}

fn has_tags(text: &str) -> bool {
    text.contains("{{") || text.contains("{%") || text.contains("{*")
}

fn first_tag(block: &str) -> Option<usize> {
    ["{{", "{%", "{*"].iter().filter_map(|open| block.find(open)).min()
}

fn last_tag_end(block: &str) -> usize {
    ["}}", "%}", "*}"].iter().filter_map(|close| block.rfind(close).map(|at| at + 2)).max().unwrap_or(block.len())
}

/// Cuts a text at blank lines outside templates' own blocks: `{% if %} … {% endif %}` is one block,
/// whatever stands in it. A comment that begins a line is a block of its own, as CommonMark has it (0.31,
/// section 4.6, condition 2): it ends with the line that closes it.
fn blocks(text: &str) -> Vec<&str> {
    let (mut out, mut start, mut at, mut depth, mut blank) = (Vec::new(), 0, 0, 0, false);
    let (mut comment, mut code) = (false, false);
    for line in text.split_inclusive('\n') {
        let empty = line.trim().is_empty();
        code ^= !comment && (line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~"));
        let opens = !comment && !code && depth <= 0 && is_comment(line);
        if !comment && (blank && !empty && depth <= 0 || opens) && at > start {
            out.push(&text[start..at]);
            start = at;
        }
        at += line.len();
        if comment || opens {
            comment = !line.contains("-->");
            // What follows a comment is a block of its own.
            blank = !comment;
            continue;
        }
        blank = empty;
        depth += depth_of(line);
    }
    out.push(&text[start..]);
    out
}

/// Whether a comment begins here: three spaces may stand before it, four would make it code.
fn is_comment(block: &str) -> bool {
    let inner = block.trim_start_matches(' ');
    block.len() - inner.len() < 4 && inner.starts_with("<!--")
}

/// How many template blocks a line opens, less those it closes.
fn depth_of(line: &str) -> i32 {
    let opened = line.matches("{*").count() as i32 - line.matches("*}").count() as i32;
    let tags = line.split("{%").skip(1).map(|tag| {
        let tag = tag.split("%}").next().unwrap_or_default().trim_start_matches('-').trim();
        match tag.split_whitespace().next().unwrap_or_default() {
            "if" | "for" | "filter" | "raw" => 1,
            "set" if !tag.contains('=') => 1,
            "endif" | "endfor" | "endfilter" | "endraw" | "endset" => -1,
            _ => 0,
        }
    });
    opened + tags.sum::<i32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_of_a_template_is_not_cut() {
        let text = "a\n\n{% if x %}\nb\n\nc\n{% endif %}\n\nd\n";
        assert_eq!(blocks(text), ["a\n\n", "{% if x %}\nb\n\nc\n{% endif %}\n\n", "d\n"]);
    }

    #[test]
    fn a_comment_is_a_block_that_ends_with_its_line() {
        let text = "a\n<!-- {{ b }}\n\n{% if c %}\n-->\nd\n\ne\n";
        assert_eq!(blocks(text), ["a\n", "<!-- {{ b }}\n\n{% if c %}\n-->\n", "d\n\n", "e\n"]);
        assert_eq!(blocks("<!-- open {{ b }}\n\nc\n"), ["<!-- open {{ b }}\n\nc\n"]);
    }

    #[test]
    fn text_around_a_variable_keeps_its_place() {
        let mut sources = Sources::default();
        let source = sources.add("a.md", "We are {{ name }} and more.\n");
        let mut context = Context::new();
        context.insert("name", "us");
        let mut traced = Traced::default();
        let findings = weave(&Engine::new(), &context, &sources, sources.whole(source), &mut traced);
        assert!(findings.is_empty());
        assert_eq!(traced.text(), "We are us and more.\n");
        assert_eq!(traced.span(14..18), Some(Span::new(source, 22, 26)));
        assert_eq!(traced.span(7..9), Some(Span::new(source, 7, 17)));
    }
}
