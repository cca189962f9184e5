//! What an answer says on a subject: the sentence that matters, its own or that of the place it refers to.

use super::{Round, sentence::Weights, turn};
use crate::{
    document::{Block, Inline, Kind, Question, Reference, Target, walk},
    reuse::{Passage, lines},
    text::{sentence::sentences, stem::words},
};

/// Words that only send the reader elsewhere, or only answer.
const POINTING: &str = "see also please refer to our the your answer answers response responses comment comments above below under and or in \
    as at of for with here this that is was again given made set out stated said explained yes no agree disagree n a don't know";

/// The words of an answer, in the parts that are weighed apart.
pub(super) struct Said {
    /// Running text, line by line.
    pub(super) text: String,
    /// Tables: a row is no sentence.
    pub(super) rows: String,
}

impl Said {
    fn of<'b>(blocks: impl Iterator<Item = &'b Block>) -> Self {
        let (tables, text): (Vec<_>, Vec<_>) = blocks.partition(|block| matches!(block.kind, Kind::Table(_)));
        let [text, rows] = [text, tables].map(|blocks| blocks.into_iter().map(lines).collect::<Vec<_>>().join("\n"));
        Self { text, rows }
    }
}

impl Round<'_> {
    /// The passages below a question.
    pub(super) fn under(&self, question: &str) -> impl Iterator<Item = &Passage> {
        self.passages.iter().filter(move |passage| passage.question.as_deref() == Some(question))
    }

    fn blocks<'s>(&'s self, passages: impl Iterator<Item = &'s Passage>) -> impl Iterator<Item = &'s Block> {
        passages.flat_map(|passage| &self.document.blocks[passage.blocks.clone()])
    }

    /// The words below a question.
    pub(super) fn said(&self, question: &str) -> Said {
        Said::of(self.blocks(self.under(question)))
    }

    /// The sentence below a question that weighs most. Where it does no more than choose and refer, that of the
    /// place it refers to; nothing where there is none. `seen`: the questions that led here.
    pub(super) fn sentence(&self, question: &Question, weights: &Weights, seen: &mut Vec<String>) -> String {
        seen.push(question.anchor());
        let said = self.said(&question.id);
        let references = references(self.blocks(self.under(&question.id)));
        let telling = |text: &str| weights.best(sentences(text).into_iter().filter(|it| !is_bare(it, &question.choice, &references)));
        let own = telling(&said.text);
        let followed = || references.iter().find_map(|reference| self.follow(reference, weights, seen));
        own.or_else(followed).or_else(|| telling(&said.rows)).unwrap_or_default()
    }

    /// The sentence that weighs most in the place that a reference points to.
    fn follow(&self, reference: &Reference, weights: &Weights, seen: &mut Vec<String>) -> Option<String> {
        if reference.target == Some(Target::Question) {
            let mut questions = self.document.blocks.iter().filter_map(|block| match &block.kind {
                Kind::Question(question) => Some(question),
                _ => None,
            });
            let question = questions.find(|question| question.anchor() == reference.to && !seen.contains(&reference.to))?;
            return Some(self.sentence(question, weights, seen)).filter(|sentence| !sentence.is_empty());
        }
        let named =
            |passage: &&Passage| matches!(&self.document.blocks[passage.blocks.start].kind, Kind::Paragraph(it) if it.id == reference.to);
        let said = Said::of(self.blocks(self.passages.iter().find(named).into_iter()));
        weights.best(sentences(&said.text).into_iter().filter(|it| !is_bare(it, &[], &[])))
    }
}

fn references<'b>(blocks: impl Iterator<Item = &'b Block>) -> Vec<Reference> {
    let (mut blocks, mut found): (Vec<Block>, _) = (blocks.cloned().collect(), Vec::new());
    walk::each_inline_mut(&mut blocks, &mut |inline| {
        if let Inline::Reference(reference) = inline {
            found.push(reference.clone());
        }
    });
    found
}

/// Whether a sentence only repeats the choice or sends the reader elsewhere.
fn is_bare(sentence: &str, choice: &[String], references: &[Reference]) -> bool {
    let printed = references.iter().map(Reference::printed).filter(|printed| !printed.is_empty());
    let left = printed.fold(sentence.to_owned(), |left, printed| left.replace(&printed, " "));
    let chosen: Vec<String> = choice.iter().flat_map(|choice| words(choice)).collect();
    let says = |word: &String| !chosen.contains(word) && !POINTING.split_whitespace().any(|known| known == word);
    !words(&left).any(|word| says(&word)) || turn::is_choice(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_and_a_reference_are_no_sentence_that_matters() {
        let reference = Reference { to: "q19".into(), word: "question".into(), number: "19".into(), ..Reference::default() };
        let bare = |sentence: &str| is_bare(sentence, &["Tend to agree".into()], std::slice::from_ref(&reference));
        assert!(
            ["Tend to agree.", "See our answer to question 19.", "No (see question 19 below).", "Strongly disagree."].into_iter().all(bare)
        );
        assert!(!["Agree, as in question 19 for islanders.", "Question 18 is no better."].into_iter().any(bare));
    }
}
