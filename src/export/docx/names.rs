//! Bookmarks: one for everything that has a name or a number, so that references and later readers find it.

use crate::document::{Block, Document, Kind, Question, Section, Target};
use std::collections::{HashMap, HashSet};

/// The most characters that Word allows in a bookmark's name.
const LONGEST: usize = 40;

/// A bookmark and what it marks.
#[derive(Debug)]
pub(super) struct Bookmark<'a> {
    /// Its name in the file.
    pub(super) name: String,
    /// What kind of thing it marks.
    pub(super) target: Target,
    /// The id of what it marks; of a question, without the `q`.
    pub(super) id: &'a str,
    /// Whether it encloses exactly what a reference prints, for a question whose label holds its id.
    pub(super) exact: bool,
}

/// Every bookmark of a document, in reading order.
#[derive(Debug, Default)]
pub(super) struct Bookmarks<'a> {
    pub(super) all: Vec<Bookmark<'a>>,
    places: HashMap<(char, &'a str), usize>,
    /// Names taken, in lower case: Word does not tell `a` from `A`.
    taken: HashSet<String>,
}

impl<'a> Bookmarks<'a> {
    /// Names everything in a document that can be referred to.
    pub(super) fn new(document: &'a Document) -> Self {
        let mut names = Self::default();
        for block in &document.blocks {
            match &block.kind {
                Kind::Section(Section { id, .. }) => names.add(Target::Section, id, false),
                Kind::Question(question) => {
                    names.add(Target::Question, &question.id, number_in_label(question).is_some());
                }
                Kind::Paragraph(paragraph) if paragraph.number.is_some() => names.add(Target::Paragraph, &paragraph.id, false),
                Kind::List(_) => names.items(block),
                _ => {}
            }
        }
        names
    }

    /// The bookmark of a thing, by its id; of a question, without the `q`.
    pub(super) fn of(&self, target: Target, id: &str) -> Option<(usize, &Bookmark<'a>)> {
        let place = *self.places.get(&(letter(target), id))?;
        Some((place, self.all.get(place)?))
    }

    fn items(&mut self, block: &'a Block) {
        let Kind::List(list) = &block.kind else { return };
        if !list.of_paragraph {
            return;
        }
        for item in &list.items {
            if let Some(id) = &item.id {
                self.add(Target::Item, id, false);
            }
            item.blocks.iter().for_each(|inner| self.items(inner));
        }
    }

    fn add(&mut self, target: Target, id: &'a str, exact: bool) {
        if id.is_empty() || self.places.contains_key(&(letter(target), id)) {
            return;
        }
        let name = self.free_name(letter(target), id);
        self.taken.insert(name.to_ascii_lowercase());
        self.places.insert((letter(target), id), self.all.len());
        self.all.push(Bookmark { name, target, id, exact });
    }

    /// Letters, digits and `_`; a hash where the id is too long or another has the same letters.
    fn free_name(&self, letter: char, id: &str) -> String {
        let mut name = format!("_Ref_{letter}_");
        name.extend(id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }));
        let mut salt = 0_u64;
        let whole = name.clone();
        while name.len() > LONGEST || self.taken.contains(&name.to_ascii_lowercase()) {
            let hash = format!("_{:08x}", fnv(id, salt) as u32);
            name = format!("{}{hash}", &whole[..whole.len().min(LONGEST - hash.len())]);
            salt += 1;
        }
        name
    }
}

/// What stands before and behind a question's id in its label, where its label has it: `Question ` and
/// nothing. A reference to the question then prints what is between.
pub(super) fn number_in_label(question: &Question) -> Option<(&str, &str)> {
    let (label, id) = (question.label.as_str(), question.id.as_str());
    if id.trim().is_empty() || super::xml::one_line(id) != id {
        return None;
    }
    label.rmatch_indices(id).map(|(at, _)| (&label[..at], &label[at + id.len()..])).find(|(before, after)| {
        let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !joined(before.chars().next_back()) && !joined(after.chars().next())
    })
}

fn letter(target: Target) -> char {
    match target {
        Target::Paragraph => 'p',
        Target::Item => 'i',
        Target::Question => 'q',
        Target::Section => 's',
    }
}

/// FNV-1a: the same today and in every later version, which the standard library does not promise of its own.
fn fnv(text: &str, salt: u64) -> u64 {
    let bytes = text.bytes().chain(salt.to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_word_allows_and_never_the_same() {
        let long = "a-very-long-identifier-that-nobody-would-give-but-somebody-did";
        let ids = ["2.1.1", "2-1-1", "Key", "key", long, "é", "中", "q"];
        let mut names = Bookmarks::default();
        ids.iter().for_each(|id| names.add(Target::Paragraph, id, false));
        assert_eq!(names.all[0].name, "_Ref_p_2_1_1");
        assert_eq!(names.taken.len(), ids.len());
        for bookmark in &names.all {
            assert!(bookmark.name.len() <= LONGEST, "{}", bookmark.name);
            assert!(bookmark.name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{}", bookmark.name);
            assert_eq!(names.of(Target::Paragraph, bookmark.id).map(|(_, found)| &found.name), Some(&bookmark.name));
        }
    }

    #[test]
    fn the_number_in_a_label_is_the_whole_number() {
        let question = |label: &str, id: &str| Question { label: label.into(), id: id.into(), ..Question::default() };
        assert_eq!(number_in_label(&question("Question 7", "7")), Some(("Question ", "")));
        assert_eq!(number_in_label(&question("Q4a (part 2)", "4a")), None);
        assert_eq!(number_in_label(&question("7. Question 7.", "7")), Some(("7. Question ", ".")));
        assert_eq!(number_in_label(&question("Question 17", "7")), None);
        assert_eq!(number_in_label(&question("", "7")), None);
    }
}
