//! What every reader does to running text before it hands it on.

use crate::{document::Inline, import::Bold};

/// One text where texts stand side by side, single spaces, none at the ends or beside a line end.
pub(crate) fn tidy(content: &mut Vec<Inline>) {
    let mut spaced = true;
    collapse(content, &mut spaced);
    trim_end(content);
}

fn collapse(content: &mut Vec<Inline>, spaced: &mut bool) {
    let mut out: Vec<Inline> = Vec::with_capacity(content.len());
    for mut inline in content.drain(..) {
        match &mut inline {
            Inline::Text { text } => {
                let words = squeeze(text, spaced);
                if let Some(Inline::Text { text }) = out.last_mut() {
                    text.push_str(&words);
                    continue;
                }
                *text = words;
                if text.is_empty() {
                    continue;
                }
            }
            Inline::Emphasis { content } | Inline::Strong { content } => {
                collapse(content, spaced);
                if content.is_empty() {
                    continue;
                }
            }
            Inline::Link { content, .. } | Inline::Changed { content, .. } => collapse(content, spaced),
            Inline::Break => {
                trim_end(&mut out);
                *spaced = true;
            }
            Inline::Code { .. } | Inline::Reference(_) => *spaced = false,
            Inline::Note(_) => {}
        }
        out.push(inline);
    }
    *content = out;
}

fn squeeze(text: &str, spaced: &mut bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let space = c.is_whitespace();
        if !space {
            out.push(c);
        } else if !*spaced {
            out.push(' ');
        }
        *spaced = space;
    }
    out
}

fn trim_end(content: &mut Vec<Inline>) {
    while let Some(last) = content.last_mut() {
        match last {
            Inline::Text { text } => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    break;
                }
            }
            Inline::Emphasis { content } | Inline::Strong { content } => {
                trim_end(content);
                if !content.is_empty() {
                    break;
                }
            }
            Inline::Break => {}
            _ => break,
        }
        content.pop();
    }
}

/// How far running text is bold.
pub(crate) fn bold(content: &[Inline]) -> Bold {
    let starts = content.iter().find(|inline| !is_blank(inline)).is_some_and(|first| matches!(first, Inline::Strong { .. }));
    let all = content.iter().all(|inline| is_blank(inline) || matches!(inline, Inline::Strong { .. } | Inline::Break | Inline::Note(_)));
    match (starts, all) {
        (true, true) => Bold::All,
        (true, false) => Bold::Start,
        _ => Bold::None,
    }
}

fn is_blank(inline: &Inline) -> bool {
    matches!(inline, Inline::Text { text } if text.trim().is_empty())
}
