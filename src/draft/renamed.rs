//! Names and dates of an old consultation in words that are reused for a new one.

use crate::{
    document::{date::PrintedDate, markdown},
    library::{Consultation, Library},
    text::{one_line, sentence::sentences},
};
use std::{collections::BTreeSet, ops::Range};

/// What an old consultation is called in text.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// What can be nothing else, with what stands for it in the new one.
    exact: Vec<(String, String)>,
    /// What may be meant as it stands.
    doubtful: Vec<String>,
}

/// Text with names rewritten.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Renamed {
    pub(super) text: String,
    /// What was rewritten: the old name and the new.
    pub(super) rewritten: BTreeSet<(String, String)>,
    /// What was marked, to be decided by a person.
    pub(super) marked: BTreeSet<String>,
}

impl Names {
    /// The names of one consultation that another does not share. Where it is an earlier round (`again`), its
    /// title, its department and its closing day are exact; those of any other consultation are doubtful, since
    /// it stays what it is, as are the years, the beginning of the title and the department's initials of either.
    pub(super) fn between(library: &Library, old: &Consultation, new: &Consultation, again: bool) -> Self {
        let mut names = Self::default();
        let title = |it: &Consultation| one_line(&it.title.value);
        names.add(again, Some(title(old)), Some(title(new)));
        names.add(again, old.department.clone(), new.department.clone());
        names.add(again, old.closes.map(long), new.closes.map(long));
        let years = |it: &Consultation| {
            let dated = library.responses.get(&it.id).and_then(|response| response.date);
            dated.into_iter().chain(it.closes.map(PrintedDate::from)).map(|date| date.year.to_string()).collect::<BTreeSet<_>>()
        };
        let now = years(new);
        names.doubtful.extend(years(old).into_iter().filter(|year| !now.contains(year)));
        let (was, is) = (beginning(&title(old)), beginning(&title(new)));
        names.doubtful.extend(Some(was).filter(|was| *was != is && was.split(' ').count() > 2));
        let initials = |it: &Consultation| it.department.as_deref().map(initials).unwrap_or_default();
        names.doubtful.extend(Some(initials(old)).filter(|letters| letters.len() > 1 && *letters != initials(new)));
        names
    }

    /// Two words at least: a single one may be any word.
    fn add(&mut self, again: bool, old: Option<String>, new: Option<String>) {
        let Some(old) = old.filter(|old| old.contains(' ') && new.as_ref() != Some(old)) else { return };
        match new.filter(|new| again && !new.is_empty()) {
            Some(new) => self.exact.push((old, new)),
            None => self.doubtful.push(old),
        }
    }

    /// Rewrites what is exact and puts a comment, `[check: …]`, behind what is doubtful: `check` finds it.
    /// Beside something doubtful in one sentence nothing is safe, so that all of it is marked.
    pub(super) fn rewrite(&self, text: &str, of: &str) -> Renamed {
        let mut renamed = Renamed::default();
        let found = self.places(text);
        let mut done = 0;
        for sentence in sentences_at(text) {
            let here = || found.iter().filter(|(place, ..)| sentence.contains(&place.start));
            let is_safe = here().all(|(_, _, new)| new.is_some());
            for (place, name, new) in here() {
                renamed.text.push_str(&text[done..place.start]);
                match new.filter(|_| is_safe) {
                    Some(new) => {
                        renamed.text.push_str(&super::fit::as_words(new));
                        renamed.rewritten.insert(((*name).to_owned(), new.to_owned()));
                    }
                    None => {
                        renamed.text.push_str(&format!("{name}<!-- [check: from {of}] -->"));
                        renamed.marked.insert((*name).to_owned());
                    }
                }
                done = place.end;
            }
        }
        renamed.text.push_str(&text[done..]);
        renamed
    }

    /// Plain words with what is exact rewritten.
    pub(super) fn renewed(&self, words: &str) -> String {
        self.exact.iter().fold(words.to_owned(), |words, (old, new)| words.replace(old, new))
    }

    /// Every name in a text in its order, with what may stand for it.
    fn places(&self, text: &str) -> Vec<(Range<usize>, &str, Option<&str>)> {
        let mut taken = markdown::asides(text);
        taken.extend(cited(text));
        let exact = self.exact.iter().map(|(old, new)| (old.as_str(), Some(new.as_str())));
        let mut found = Vec::new();
        for (name, new) in exact.chain(self.doubtful.iter().map(|name| (name.as_str(), None))) {
            let places = free(text, name, &taken);
            taken.extend(places.iter().cloned());
            found.extend(places.into_iter().map(|place| (place, name, new)));
        }
        found.sort_by_key(|(place, ..)| place.start);
        found
    }

    /// Which of all these names stand in a text.
    pub(super) fn found_in(&self, text: &str) -> BTreeSet<String> {
        self.places(text).into_iter().map(|(_, name, _)| name.to_owned()).collect()
    }
}

/// Where the sentences of a text stand, with what is between them.
fn sentences_at(text: &str) -> Vec<Range<usize>> {
    // A line end alone ends nothing: people wrap their lines.
    let text = text.split("\n\n").map(|paragraph| paragraph.replace('\n', " ")).collect::<Vec<_>>().join("\n\n");
    let (mut start, mut ends) = (0, Vec::new());
    for sentence in sentences(&text) {
        start += text[start..].find(sentence).unwrap_or_default() + sentence.len();
        ends.push(start);
    }
    ends.pop();
    ends.push(text.len());
    std::iter::once(0).chain(ends.iter().copied()).zip(ends.iter().copied()).map(|(start, end)| start..end).collect()
}

/// Whether a consultation is declared (`follows`) to be a round before another, however many are between them.
pub(super) fn is_earlier_round(library: &Library, old: &Consultation, new: &Consultation) -> bool {
    let (mut at, mut seen) = (new, BTreeSet::from([new.id.as_str()]));
    while let Some(before) = at.follows.as_ref().and_then(|id| library.consultations.get(&id.value)) {
        if before.id == old.id {
            return true;
        }
        if !seen.insert(&before.id) {
            return false;
        }
        at = before;
    }
    false
}

fn long(day: chrono::NaiveDate) -> String {
    PrintedDate::from(day).long()
}

/// The title up to its colon.
fn beginning(title: &str) -> String {
    title.split(':').next().unwrap_or_default().trim().to_owned()
}

/// `DfE` for Department for Education.
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_alphabetic()).collect()
}

/// Where a name stands as words of its own, outside what was found before and what is no words of the text.
fn free(text: &str, name: &str, asides: &[Range<usize>]) -> Vec<Range<usize>> {
    let alone = |place: &Range<usize>| {
        text[..place.start].chars().next_back().is_none_or(|c| !c.is_alphanumeric())
            && text[place.end..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    };
    let places = text.match_indices(name).map(|(at, _)| at..at + name.len()).filter(alone);
    let apart = |place: &Range<usize>, other: &Range<usize>| place.end <= other.start || other.end <= place.start;
    places.filter(|place| asides.iter().all(|aside| apart(place, aside))).collect()
}

/// The titles behind which stands whose they are: an earlier response, or a statement, stays what it is.
fn cited(text: &str) -> impl Iterator<Item = Range<usize>> {
    let marks = ["our response to ", "our statement "];
    marks.into_iter().flat_map(move |mark| text.match_indices(mark).map(move |(at, _)| at + mark.len())).filter_map(|start| {
        let title = &text[start..];
        let (open, close) = [('“', '”'), ('‘', '’'), ('"', '"')].into_iter().find(|(open, _)| title.starts_with(*open))?;
        let mut depth = 0;
        let end = title.char_indices().find(|(at, c)| {
            depth += i32::from(*c == open && (open != close || *at == 0)) - i32::from(*c == close && *at > 0);
            depth == 0
        })?;
        Some(start..start + end.0 + close.len_utf8())
    })
}

#[cfg(test)]
mod tests {
    use super::Names;
    use proptest::prelude::*;

    fn rewritten(text: &str) -> String {
        let names = Names { exact: vec![("The Old Plan".into(), "The New Plan".into())], doubtful: vec!["2018".into()] };
        names.rewrite(text, "plan-2018/1").text
    }

    #[test]
    fn what_is_exact_is_rewritten_and_what_is_not_is_marked() {
        let text = rewritten("In The Old Plan. Since 2018 or 20180. {from=\"responses/plan-2018/1\"}");
        assert_eq!(text, "In The New Plan. Since 2018<!-- [check: from plan-2018/1] --> or 20180. {from=\"responses/plan-2018/1\"}");
    }

    #[test]
    fn beside_something_doubtful_nothing_is_rewritten() {
        let mark = "<!-- [check: from plan-2018/1] -->";
        let text = rewritten("The Old Plan of 2018 is long. The Old Plan stays.");
        assert_eq!(text, format!("The Old Plan{mark} of 2018{mark} is long. The New Plan stays."));
    }

    #[test]
    fn what_is_cited_and_what_is_no_words_is_left_alone() {
        for text in [
            "See https://x.org/2018/a?y=2018 and `2018`, [here](/2018), <b id=\"2018\">so</b>.",
            "As paragraph 4 of our response to “The Old Plan: “2018” again” says.",
            "```\nThe Old Plan\n```",
        ] {
            assert_eq!(rewritten(text), text);
        }
    }

    proptest! {
        #[test]
        fn marks_change_no_word(text in r#"([ -~“”é\n]|2018|The Old Plan|our response to |\n\n|`|<!-- | -->|\{\{|\]\(){0,40}"#) {
            let names = Names { exact: Vec::new(), doubtful: vec!["The Old Plan".into(), "2018".into()] };
            prop_assert_eq!(names.rewrite(&text, "a/1").text.replace("<!-- [check: from a/1] -->", ""), text);
        }
    }
}
