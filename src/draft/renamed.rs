//! Names and dates of an old consultation in words that are reused for a new one.

use crate::{
    document::date::PrintedDate,
    library::{Consultation, Library},
    text::one_line,
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
    pub(super) rewritten: Vec<(String, String)>,
    /// What was marked, to be decided by a person.
    pub(super) marked: BTreeSet<String>,
}

impl Names {
    /// The names of one consultation that another does not share: its title, its department and its closing
    /// day are exact; its years, the beginning of its title and the department's initials are doubtful.
    pub(super) fn between(library: &Library, old: &Consultation, new: &Consultation) -> Self {
        let mut names = Self::default();
        let title = |it: &Consultation| one_line(&it.title.value);
        names.add(Some(title(old)), Some(title(new)));
        names.add(old.department.clone(), new.department.clone());
        names.add(old.closes.map(long), new.closes.map(long));
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
    fn add(&mut self, old: Option<String>, new: Option<String>) {
        let Some(old) = old.filter(|old| old.contains(' ') && new.as_ref() != Some(old)) else { return };
        match new.filter(|new| !new.is_empty()) {
            Some(new) => self.exact.push((old, new)),
            None => self.doubtful.push(old),
        }
    }

    /// Rewrites what is exact and puts `[check: …]` behind what is doubtful.
    pub(super) fn rewrite(&self, text: &str, of: &str) -> Renamed {
        let mut renamed = Renamed::default();
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for (old, new) in &self.exact {
            let found = free(text, old, &edits);
            if !found.is_empty() {
                renamed.rewritten.push((old.clone(), new.clone()));
            }
            edits.extend(found.into_iter().map(|place| (place, super::fit::as_words(new))));
        }
        for name in &self.doubtful {
            let found = free(text, name, &edits);
            if !found.is_empty() {
                renamed.marked.insert(name.clone());
            }
            edits.extend(found.into_iter().map(|place| (place, format!("{name} [check: from {of}]"))));
        }
        edits.sort_by_key(|(place, _)| place.start);
        let mut done = 0;
        for (place, words) in edits {
            renamed.text.push_str(&text[done..place.start]);
            renamed.text.push_str(&words);
            done = place.end;
        }
        renamed.text.push_str(&text[done..]);
        renamed
    }

    /// Which of all these names stand in a text.
    pub(super) fn found_in(&self, text: &str) -> BTreeSet<String> {
        let names = self.exact.iter().map(|(old, _)| old).chain(&self.doubtful);
        names.filter(|name| !free(text, name, &[]).is_empty()).cloned().collect()
    }
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

/// Where a name stands as words of its own, outside what was found before, braces and addresses.
fn free(text: &str, name: &str, taken: &[(Range<usize>, String)]) -> Vec<Range<usize>> {
    let alone = |place: &Range<usize>| {
        let before = text[..place.start].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        before && text[place.end..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    };
    let places = text.match_indices(name).map(|(at, _)| at..at + name.len()).filter(alone);
    let asides = asides(text);
    let apart = |place: &Range<usize>, other: &Range<usize>| place.end <= other.start || other.end <= place.start;
    places.filter(|place| taken.iter().map(|(other, _)| other).chain(&asides).all(|other| apart(place, other))).collect()
}

/// What is written for the program: attributes, templates, addresses of links, comments.
fn asides(text: &str) -> Vec<Range<usize>> {
    let kinds = [("<!--", "-->"), ("{{", "}}"), ("{%", "%}"), ("{", "}"), ("](", ")")];
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(found) = text[at..].find(['{', '<', ']']).map(|found| at + found) {
        let rest = &text[found..];
        let end = kinds.iter().find_map(|(open, close)| Some(rest.strip_prefix(open)?.find(close)? + open.len() + close.len()));
        at = found + end.unwrap_or(1);
        out.extend(end.map(|_| found..at));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn what_is_exact_is_rewritten_and_what_is_not_is_marked() {
        let names = Names { exact: vec![("The Old Plan".into(), "The New Plan".into())], doubtful: vec!["2018".into()] };
        let renamed = names.rewrite("In The Old Plan, since 2018 or 20180. {from=\"responses/plan-2018/1\"}", "plan-2018/1");
        let text = "In The New Plan, since 2018 [check: from plan-2018/1] or 20180. {from=\"responses/plan-2018/1\"}";
        assert_eq!(renamed.text, text);
        assert_eq!((renamed.rewritten.len(), renamed.marked.len()), (1, 1));
    }
}
