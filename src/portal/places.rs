//! Where a paragraph is found by somebody who sees no paragraph numbers.

use super::choice;
use crate::document::{Block, Item, Kind, Reference, Target, walk};
use std::collections::BTreeMap;

/// Where everything is that references point to, by its id.
pub(super) struct Places(BTreeMap<String, Place>);

/// Where one thing is.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// The anchor of the question in whose answer it is; nothing in a section.
    pub(super) answer: Option<String>,
    /// What the answer or the section is called: `our answer to question 10`, `the section “Key points” of our response`.
    called: String,
    /// Which paragraph of the answer it is, from 1; 0 where that cannot be said.
    ordinal: u32,
    /// Which item of that paragraph's list: `(c)(ii)`.
    item: String,
}

impl Places {
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut places = Self(BTreeMap::new());
        let mut here = Place { called: "the beginning of our response".to_owned(), ..Place::default() };
        let mut owner = String::new();
        for block in blocks {
            match &block.kind {
                Kind::Section(section) => {
                    let title = walk::plain(&section.title);
                    here = Place { called: format!("the section “{}” of our response", title.trim()), ..Place::default() };
                    places.0.insert(section.id.clone(), here.clone());
                }
                Kind::Question(question) => {
                    let label = match question.label.trim() {
                        "" => format!("question {}", question.id),
                        label => small(label),
                    };
                    here = Place { answer: Some(question.anchor()), called: format!("our answer to {label}"), ..Place::default() };
                    places.0.insert(question.anchor(), here.clone());
                }
                Kind::Paragraph(paragraph) if paragraph.number.is_some() => {
                    here.ordinal += u32::from(!choice::is_empty(block));
                    owner = paragraph.number.as_ref().map(|number| number.cited.clone()).unwrap_or_default();
                    places.0.insert(paragraph.id.clone(), here.clone());
                }
                Kind::List(list) => places.items(&list.items, &here, &owner),
                _ => {}
            }
        }
        places
    }

    fn items(&mut self, items: &[Item], here: &Place, owner: &str) {
        for item in items {
            if let (Some(id), Some(number)) = (&item.id, &item.number) {
                let label = number.cited.strip_prefix(owner).unwrap_or(&number.cited).to_owned();
                self.0.insert(id.clone(), Place { item: label, ..here.clone() });
            }
            for block in &item.blocks {
                if let Kind::List(list) = &block.kind {
                    self.items(&list.items, here, owner);
                }
            }
        }
    }

    pub(super) fn find(&self, reference: &Reference) -> Option<&Place> {
        reference.target?;
        self.0.get(&reference.to)
    }

    /// A reference as it has to stand in the answer to `here`; nothing where it may stay as it is
    /// printed: a question's number means the same in the form.
    pub(super) fn alone(&self, reference: &Reference, here: Option<&str>) -> Option<String> {
        if reference.target == Some(Target::Question) {
            return None;
        }
        let place = self.find(reference)?;
        let called = match here {
            Some(here) if place.answer.as_deref() == Some(here) => place.within_this_answer(),
            _ => place.elsewhere(),
        };
        let (before, noun) = split_noun(&reference.word);
        let capital = noun.starts_with(char::is_uppercase) && before.is_empty();
        Some(format!("{before}{}", if capital { capitalised(&called) } else { called }))
    }
}

impl Place {
    /// What the answer or the section is called.
    pub(super) fn called(&self) -> &str {
        &self.called
    }

    fn within_this_answer(&self) -> String {
        let paragraph = if self.ordinal == 0 { "this answer".to_owned() } else { format!("paragraph {} of this answer", self.ordinal) };
        if self.item.is_empty() { paragraph } else { format!("point {} of {paragraph}", self.item) }
    }

    fn elsewhere(&self) -> String {
        if self.item.is_empty() { self.called.clone() } else { format!("point {} of {}", self.item, self.called) }
    }
}

/// The words of a reference before its last one, which names the kind of thing (`paragraph`, `section`)
/// and which what stands in its place does without.
fn split_noun(word: &str) -> (String, &str) {
    const NOUNS: [&str; 11] =
        ["paragraph", "paragraphs", "para", "paras", "point", "points", "item", "items", "section", "sections", "part"];
    let last = word.rsplit(' ').next().unwrap_or_default();
    match NOUNS.contains(&last.to_lowercase().as_str()) || word.trim().is_empty() {
        true => (word[..word.len() - last.len()].to_owned(), last),
        false => (format!("{} ", word.trim_end()), ""),
    }
}

/// `Question 10` in the middle of a sentence.
fn small(label: &str) -> String {
    match label.strip_prefix("Question") {
        Some(rest) => format!("question{rest}"),
        None => label.to_owned(),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
