//! What goes into no box: key points, conclusion, signature. Each with a place where it could go.

use super::{choice, parts, places::Places, plain::Plain};
use crate::{
    document::{Block, Document, Kind, walk},
    library::Consultation,
    text::{count_words, form_length},
};
use serde::Serialize;

/// Words of the response that no question asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Leftover {
    /// The heading they stand under.
    pub title: String,
    /// The words, as they would stand in a box.
    pub text: String,
    /// How many words.
    pub words: usize,
    /// How many characters.
    pub characters: usize,
    /// Where they could go.
    pub suggestion: String,
}

/// Everything of the document that stands under no question, in its order.
pub(super) fn of(document: &Document, consultation: &Consultation) -> Vec<Leftover> {
    let document = choice::apart(document);
    let places = Places::of(&document.blocks);
    let suggestion = suggestion(consultation);
    let mut leftovers = Vec::new();
    for part in parts(&document.blocks) {
        let title = match part.head.map(|head| &head.kind) {
            Some(Kind::Question(_)) => continue,
            Some(Kind::Section(section)) => walk::plain(&section.title),
            Some(Kind::Heading(heading)) => walk::plain(&heading.title),
            _ => "Beginning".to_owned(),
        };
        let signature = |block: &Block| matches!(block.kind, Kind::Signature(_));
        let (signed, words): (Vec<Block>, Vec<Block>) = part.blocks.iter().cloned().partition(signature);
        leftovers.extend(leftover(&places, title, &words, &suggestion));
        let whoever = "the form asks who responds: it needs no signature";
        leftovers.extend(leftover(&places, "Signature".to_owned(), &signed, whoever));
    }
    leftovers
}

fn leftover(places: &Places, title: String, blocks: &[Block], suggestion: &str) -> Option<Leftover> {
    let mut plain = Plain::new(places, None);
    plain.blocks(blocks);
    let (text, _) = plain.finish();
    (!text.is_empty()).then(|| Leftover {
        title,
        words: count_words(&text),
        characters: form_length(&text),
        suggestion: suggestion.to_owned(),
        text,
    })
}

/// The last question in words that asks for anything else.
fn suggestion(consultation: &Consultation) -> String {
    const OPEN: [&str; 7] =
        ["anything else", "anything further", "any other", "any further", "further comment", "other comment", "additional comment"];
    let open = |text: &str| OPEN.iter().any(|words| text.to_lowercase().contains(words));
    let question = consultation.questions.iter().rev().find(|question| question.options.is_empty() && open(&question.text.value));
    match question {
        Some(question) => format!("could go into the box of question {}, which asks for anything else", question.id.value),
        None => "no question asks for anything else: send the whole response with the form, if it takes a file".to_owned(),
    }
}
