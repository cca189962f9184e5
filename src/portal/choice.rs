//! The choice apart from the text: a form has its own boxes to tick.

use crate::document::{Block, Document, Inline, Kind, walk};

/// The document with every choice taken off the beginning of its answer, where it is a sentence of its
/// own: "Agree. They are clear." becomes "They are clear." What goes on from the choice in the same
/// sentence ("No (see …)", "Yes, but …") would not be one without it, and stays.
pub(super) fn apart(document: &Document) -> Document {
    let mut document = document.clone();
    let mut choice: Vec<String> = Vec::new();
    for block in &mut document.blocks {
        match &mut block.kind {
            Kind::Question(question) => choice.clone_from(&question.choice),
            Kind::Paragraph(paragraph) => {
                let chosen = std::mem::take(&mut choice);
                if let Some(len) = choice_len(&walk::plain(&paragraph.content), &chosen) {
                    let mut content = paragraph.content.clone();
                    if drop_letters(&mut content, len) == 0 {
                        paragraph.content = content;
                    }
                }
            }
            _ => choice.clear(),
        }
    }
    document
}

/// How many letters at the beginning are nothing but the choice and the white space behind it.
fn choice_len(text: &str, choice: &[String]) -> Option<usize> {
    let said = |words: String| {
        let mut rest = text.chars();
        let same = words.chars().all(|wanted| rest.next().is_some_and(|found| is_same(found, wanted)));
        let rest = rest.as_str();
        let after = rest.strip_prefix(['.', '!']).unwrap_or(rest);
        let ends = after.trim().is_empty() || after.len() < rest.len() && after.starts_with(char::is_whitespace);
        (same && ends).then(|| text.chars().count() - after.trim_start().chars().count())
    };
    let together = [choice.join(", "), choice.join("; ")];
    let one = (choice.len() == 1).then(|| choice[0].clone());
    one.into_iter().chain(together.into_iter().filter(|_| choice.len() > 1)).find_map(said)
}

fn is_same(a: char, b: char) -> bool {
    let plain = |c: char| if matches!(c, '’' | '‘') { '\'' } else { c };
    plain(a).to_lowercase().eq(plain(b).to_lowercase())
}

/// Drops letters from the beginning of running text. Gives how many could not be dropped, because a
/// reference stands in their way.
fn drop_letters(content: &mut Vec<Inline>, mut len: usize) -> usize {
    for inline in content.iter_mut() {
        if len == 0 {
            break;
        }
        len = match inline {
            Inline::Text { text } | Inline::Code { text } => {
                let end = text.char_indices().nth(len).map_or(text.len(), |(at, _)| at);
                let dropped = text[..end].chars().count();
                text.drain(..end);
                len - dropped
            }
            Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => drop_letters(content, len),
            Inline::Note(_) => len,
            Inline::Reference(_) | Inline::Break | Inline::Changed { .. } => return len,
        };
    }
    content.retain(|inline| match inline {
        Inline::Text { text } | Inline::Code { text } => !text.is_empty(),
        Inline::Emphasis { content } | Inline::Strong { content } => !content.is_empty(),
        _ => true,
    });
    len
}

/// Whether a block prints nothing: what is left of a paragraph that was nothing but the choice.
pub(super) fn is_empty(block: &Block) -> bool {
    matches!(&block.kind, Kind::Paragraph(paragraph) if paragraph.content.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_choice_that_is_a_sentence_is_taken_off() {
        let agree = ["Agree".to_owned()];
        assert_eq!(choice_len("Agree. They are clear.", &agree), Some(7));
        assert_eq!(choice_len("agree", &agree), Some(5));
        assert_eq!(choice_len("Agree.", &agree), Some(6));
        assert_eq!(choice_len("Agree (see paragraph 2).", &agree), None);
        assert_eq!(choice_len("Agree, but slowly.", &agree), None);
        assert_eq!(choice_len("Agreement matters.", &agree), None);
        assert_eq!(choice_len("Agree.Not.", &agree), None);
        assert_eq!(choice_len("Pay, Prices.", &["Pay".to_owned(), "Prices".to_owned()]), Some(12));
        assert_eq!(choice_len("Words.", &[]), None);
    }
}
