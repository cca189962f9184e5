//! The words of candidates, ready to stand in another response.

use super::fit::{Fit, Referred, as_words};
use crate::{
    assemble::Assembler,
    document::{Block, Document, Kind, Provenance, Reference},
    library::Library,
    matching::{Candidate, Entry},
    text::{one_line, slug},
};
use std::{cell::RefCell, collections::BTreeMap};

/// What a name of a document is cited by: `title-understood` is paragraph 12.
type Numbers = BTreeMap<String, String>;

/// Everything that words can be taken from.
pub(super) struct Sources<'l> {
    pub(super) library: &'l Library,
    assembler: Assembler<'l>,
    numbers: RefCell<BTreeMap<String, Numbers>>,
}

impl<'l> Sources<'l> {
    pub(super) fn new(library: &'l Library) -> Self {
        Self { library, assembler: Assembler::new(library), numbers: RefCell::default() }
    }

    /// The text of a candidate with its provenance. Its references become words, its names go. Empty where
    /// it says nothing.
    pub(super) fn text(&self, entry: &Entry) -> String {
        self.text_with(entry, &|reference, _| Referred::Words(self.words(&entry.candidate, reference)))
    }

    /// The same, with `refer` to say what becomes of its references.
    pub(super) fn text_with(&self, entry: &Entry, refer: &dyn Fn(&Reference, &str) -> Referred) -> String {
        let from = provenance(&entry.candidate);
        let notes = slug(&entry.candidate.to_string());
        let fit = Fit { library: self.library, from: &from, refer, names: false, notes, level: 3 };
        let text = match &entry.candidate {
            Candidate::Position { id } => self.library.positions.get(id).map(|position| {
                let spans = position.part("position").or_else(|| position.part("all")).unwrap_or_default();
                fit.text(&spans, &position.outline)
            }),
            Candidate::Answer { consultation, question } => self.library.responses.get(consultation).and_then(|response| {
                let answer = response.answer(question)?;
                Some(fit.text(&[answer.body], &response.outline))
            }),
        };
        match (text.unwrap_or_default(), &entry.choice) {
            (text, Some(choice)) if text.is_empty() => format!("{}. {{from=\"{from}\"}}", as_words(choice)),
            (text, _) => text,
        }
    }

    /// What a reference in a candidate's text says where it cannot be live.
    pub(super) fn words(&self, candidate: &Candidate, reference: &Reference) -> String {
        match candidate {
            Candidate::Answer { consultation, .. } => self.words_of(consultation, reference),
            Candidate::Position { id } => {
                let title = self.library.positions.get(id).map_or(id.as_str(), |position| &position.title);
                as_words(&format!("{} of our statement “{}”", reference.word, one_line(title)))
            }
        }
    }

    /// `paragraph 12 of our response to “The plan”`.
    pub(super) fn words_of(&self, response: &str, reference: &Reference) -> String {
        let mut all = self.numbers.borrow_mut();
        let numbers = all.entry(response.to_owned()).or_insert_with(|| {
            let assembled = self.assembler.assemble(response, None);
            assembled.map(|assembled| numbers(&assembled.document)).unwrap_or_default()
        });
        let number = numbers.get(&reference.to).map(String::as_str).unwrap_or_default();
        let title = self.library.consultations.get(response).map_or(response, |consultation| &consultation.title.value);
        let what = format!("{} {number}", reference.word);
        as_words(&format!("{} of our response to “{}”", what.trim(), one_line(title)))
    }
}

/// The record that a candidate is.
pub(super) fn provenance(candidate: &Candidate) -> Provenance {
    match candidate {
        Candidate::Position { id } => Provenance::Position(id.clone()),
        Candidate::Answer { consultation, question } => Provenance::Response { id: consultation.clone(), question: Some(question.clone()) },
    }
}

fn numbers(document: &Document) -> Numbers {
    let mut numbers = Numbers::new();
    document.blocks.iter().for_each(|block| number(block, &mut numbers));
    numbers
}

fn number(block: &Block, numbers: &mut Numbers) {
    let mut add = |id: &str, number: Option<&crate::document::Number>| {
        if let Some(number) = number {
            numbers.insert(id.to_owned(), number.cited.clone());
        }
    };
    match &block.kind {
        Kind::Question(question) => _ = numbers.insert(question.anchor(), question.id.clone()),
        Kind::Section(section) => add(&section.id, section.number.as_ref()),
        Kind::Paragraph(paragraph) => add(&paragraph.id, paragraph.number.as_ref()),
        Kind::List(list) => {
            list.items.iter().for_each(|item| add(item.id.as_deref().unwrap_or_default(), item.number.as_ref()));
            list.items.iter().flat_map(|item| &item.blocks).for_each(|inner| self::number(inner, numbers));
        }
        _ => {}
    }
}
