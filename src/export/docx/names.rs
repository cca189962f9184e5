//! Bookmarks: one for everything that has a name or a number, so that references and later readers find it.

use crate::document::{Change, Document, Kind, List, Paragraph, Question, Section, Target};
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
    /// The question that it marks.
    pub(super) question: Option<&'a Question>,
    /// Whether it encloses exactly what a reference prints, for a question whose label holds its id.
    pub(super) exact: bool,
    /// Whether a reader of the file is told of it: not of what was deleted, whose name another may have now.
    pub(super) told: bool,
    /// Whether something numbered above it goes, so that its number is another one until the changes are accepted.
    pub(super) shifts: bool,
}

/// One of the numbers that a reference to an item prints: `12`, then `(a)`. Each is a field of its own:
/// the one field that prints them all (`\w`) keeps full stops between them in some word processors.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'a> {
    /// Of what.
    pub(super) target: Target,
    /// Its id; of an item without a name, its number as cited.
    pub(super) id: &'a str,
    /// The number.
    pub(super) number: &'a str,
}

/// Every bookmark of a document, in reading order.
#[derive(Debug, Default)]
pub(super) struct Bookmarks<'a> {
    pub(super) all: Vec<Bookmark<'a>>,
    places: HashMap<(char, &'a str), usize>,
    /// The numbers above each item that has a name, outermost first, and its own.
    steps: HashMap<&'a str, Vec<Step<'a>>>,
    /// Names taken, in lower case: Word does not tell `a` from `A`.
    taken: HashSet<String>,
    /// Whether what is being named is told.
    told: bool,
    /// Whether anything numbered was deleted so far.
    shifts: bool,
}

impl<'a> Bookmarks<'a> {
    /// Names everything in a document that can be referred to.
    pub(super) fn new(document: &'a Document) -> Self {
        let mut names = Self::default();
        let mut owner = None;
        for block in &document.blocks {
            names.told = block.change != Some(Change::Deleted);
            match &block.kind {
                Kind::Section(Section { id, .. }) => names.add(Target::Section, id, None),
                Kind::Question(question) => names.add(Target::Question, &question.id, Some(question)),
                Kind::Paragraph(Paragraph { id, number: Some(number), .. }) => {
                    names.add(Target::Paragraph, id, None);
                    owner = Some(Step { target: Target::Paragraph, id, number: &number.cited });
                }
                Kind::List(list) => _ = owner.map(|owner| names.items(list, &mut vec![owner], owner.number.len())),
                _ => {}
            }
            names.shifts |= !names.told && matches!(block.kind, Kind::Section(_) | Kind::Paragraph(Paragraph { number: Some(_), .. }));
        }
        names
    }

    /// The bookmark of a thing, by its id; of a question, without the `q`.
    pub(super) fn of(&self, target: Target, id: &str) -> Option<(usize, &Bookmark<'a>)> {
        let place = *self.places.get(&(letter(target), id))?;
        Some((place, self.all.get(place)?))
    }

    /// The numbers that a reference to a named item prints.
    pub(super) fn steps(&self, id: &str) -> &[Step<'a>] {
        self.steps.get(id).map_or(&[], Vec::as_slice)
    }

    /// Names the items of a list that have a name, and those above them. `above` leads to the list,
    /// `cited` is the length of its number. Gives whether an item has a name.
    fn items(&mut self, list: &'a List, above: &mut Vec<Step<'a>>, cited: usize) -> bool {
        let mut any = false;
        for item in list.items.iter().filter(|_| list.of_paragraph) {
            let Some(number) = &item.number else { continue };
            let id = item.id.as_deref().unwrap_or(&number.cited);
            let around = self.told;
            self.told &= item.blocks.first().is_none_or(|first| first.change != Some(Change::Deleted));
            above.push(Step { target: Target::Item, id, number: number.cited.get(cited..).unwrap_or_default() });
            if item.id.is_some() {
                self.add(Target::Item, id, None);
                self.steps.insert(id, above.clone());
            }
            let inner = item.blocks.iter().filter_map(|block| if let Kind::List(inner) = &block.kind { Some(inner) } else { None });
            let below = inner.fold(false, |below, inner| self.items(inner, above, number.cited.len()) | below);
            if below && item.id.is_none() {
                self.add(Target::Item, id, None);
            }
            any |= below || item.id.is_some();
            above.pop();
            self.shifts |= !self.told;
            self.told = around;
        }
        any
    }

    fn add(&mut self, target: Target, id: &'a str, question: Option<&'a Question>) {
        if id.is_empty() || self.places.contains_key(&(letter(target), id)) {
            return;
        }
        let name = self.free_name(letter(target), id);
        self.taken.insert(name.to_ascii_lowercase());
        self.places.insert((letter(target), id), self.all.len());
        // A question's number is text.
        let shifts = self.shifts && target != Target::Question;
        let exact = question.is_some_and(|question| number_in_label(question).is_some());
        self.all.push(Bookmark { name, target, id, question, exact, told: self.told, shifts });
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
        ids.iter().for_each(|id| names.add(Target::Paragraph, id, None));
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
