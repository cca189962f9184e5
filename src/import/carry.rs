//! A newer file of a consultation that the library has: what somebody added to the record by hand (what
//! answers a question, how to respond, the round before) is carried over into the new one.
//!
//! It goes with the question's words, not with its number: a department that adds a question moves all
//! numbers behind it. What finds no question any more is told, word for word.

use super::recognise::consultation::{Consultation, Question};
use crate::{
    library::{self, ByHand, FieldLines},
    text::same_words,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is carried over into a new record, as it stood in the old one.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Fields at the top.
    pub fields: FieldLines,
    /// Tables below them.
    pub tables: Vec<(String, FieldLines)>,
    /// Fields of questions, by the question's id in the new record.
    pub questions: BTreeMap<String, FieldLines>,
    /// What was carried over and what could not be, a line each.
    pub told: Vec<String>,
}

/// What import itself writes of a question; anything else is a person's.
const PRINTED: [&str; 7] = ["id", "label", "part", "text", "options", "choose", "limit"];

/// Three quarters of their words in common: the same question, reworded.
const ALIKE: f32 = 0.75;

/// Looks for what to carry over from a record and its text.
pub fn carry(old: &library::Consultation, text: &str, new: &Consultation) -> Carried {
    let by_hand = ByHand::of(text);
    let mut out = Carried::default();
    for (key, value) in by_hand.fields {
        let keep = match key.as_str() {
            "title" | "source" => false,
            "department" => new.department.is_none(),
            // The file prints a day, where the record may have the hour.
            "closes" => new.closes.is_none() || new.closes == old.closes,
            _ => true,
        };
        out.fields.extend(keep.then_some((key, value)));
    }
    out.tables.extend(by_hand.tables.into_iter().filter(|(name, _)| name != "source"));
    let lines: BTreeMap<String, FieldLines> = by_hand.questions.into_iter().collect();
    let from = pairs(old, new);
    for question in &new.questions {
        let Some(before) = from.get(question.id.as_str()) else { continue };
        let kept = lines.get(&before.id.value).into_iter().flatten().filter(|(key, _)| is_kept(key, before, question));
        let kept: FieldLines = kept.cloned().collect();
        if !kept.is_empty() {
            out.questions.insert(question.id.clone(), kept);
        }
    }
    out.told = told(old, &out, &from, &lines);
    let told = |remark: &&String| !remark.is_empty() && !new.how.contains(remark) && !explained(new, remark);
    out.told.extend(by_hand.remarks.iter().filter(told).map(|remark| format!("not carried over: the remark “{remark}”")));
    out
}

/// The text of a record that takes the place of another, with the fields in its front matter that only the
/// other had, and how far that one had come; the names of what was carried over.
pub fn front_matter(old: &str, new: &str) -> (String, Vec<String>) {
    let (Some(old), Some((front, body))) = (fenced(old).map(|(front, _)| ByHand::of(front)), fenced(new)) else {
        return (new.to_owned(), Vec::new());
    };
    let written = ByHand::of(front);
    let has = |key: &str| written.fields.iter().any(|(own, _)| own == key);
    let (status, fields): (FieldLines, FieldLines) = old.fields.into_iter().partition(|(key, _)| key == "status" && has(key));
    let fields: FieldLines = fields.into_iter().filter(|(key, _)| !has(key)).collect();
    let tables: Vec<_> = old.tables.into_iter().filter(|(name, _)| written.tables.iter().all(|(own, _)| own != name)).collect();
    let mut lines: Vec<String> = Vec::new();
    for line in front.lines() {
        let status = status.iter().find(|(key, _)| line.split('=').next().is_some_and(|own| own.trim() == key));
        lines.push(status.map_or_else(|| line.to_owned(), |(key, value)| format!("{key} = {value}")));
    }
    let above = lines.iter().position(|line| line.starts_with('[')).unwrap_or(lines.len());
    let above = lines[..above].iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
    lines.splice(above..above, fields.iter().map(|(key, value)| format!("{key} = {value}")));
    for (name, fields) in &tables {
        lines.extend([String::new(), format!("[{name}]")]);
        lines.extend(fields.iter().map(|(key, value)| format!("{key} = {value}")));
    }
    let names = fields.into_iter().map(|(key, _)| key).chain(tables.into_iter().map(|(name, _)| name));
    (format!("+++\n{}\n+++\n{body}", lines.join("\n").trim_end()), names.collect())
}

/// The front matter of a record, and what stands below it.
fn fenced(text: &str) -> Option<(&str, &str)> {
    let front = text.trim_start_matches('\u{feff}').strip_prefix("+++")?.trim_start_matches(['\r', ' ']).strip_prefix('\n')?;
    let end = front.match_indices("+++").map(|(at, _)| at).find(|&at| at == 0 || front[..at].ends_with('\n'))?;
    let body = &front[end + 3..];
    Some((&front[..end], body.split_once('\n').map_or("", |(_, body)| body)))
}

/// Whether a remark is one that import writes itself.
fn explained(new: &Consultation, remark: &str) -> bool {
    new.questions.iter().any(|question| question.explain.as_deref() == Some(remark))
}

/// Which field of the old question goes into the new one. Options and limits that the new file does not
/// show were added by hand, or are called by the name of a scale.
fn is_kept(key: &str, old: &library::Question, new: &Question) -> bool {
    match key {
        "options" => new.options.is_empty() || new.options == old.options,
        "choose" => new.options.is_empty() || !new.choose_many,
        "limit" => new.limit.is_none(),
        _ => !PRINTED.contains(&key),
    }
}

/// The old question of each new one: that of the same id where its words are nearly the same, else one
/// with the same words.
fn pairs<'o>(old: &'o library::Consultation, new: &Consultation) -> BTreeMap<String, &'o library::Question> {
    let mut out = BTreeMap::new();
    for question in &new.questions {
        if let Some(before) = old.question(&question.id).filter(|before| alike(&before.text.value, &question.text())) {
            out.insert(question.id.clone(), before);
        }
    }
    for question in &new.questions {
        let words = same_words(&question.text());
        let taken: BTreeSet<&str> = out.values().map(|before| before.id.value.as_str()).collect();
        let mut same = old.questions.iter().filter(|before| same_words(&before.text.value) == words);
        let moved = same.find(|before| !taken.contains(before.id.value.as_str()));
        if let Some(before) = moved.filter(|_| !out.contains_key(&question.id)) {
            out.insert(question.id.clone(), before);
        }
    }
    out
}

fn alike(one: &str, other: &str) -> bool {
    let words = |text: &str| same_words(text).split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count() as f32;
    2.0 * shared / (one.len() + other.len()) as f32 >= ALIKE
}

fn told(
    old: &library::Consultation,
    carried: &Carried,
    from: &BTreeMap<String, &library::Question>,
    lines: &BTreeMap<String, FieldLines>,
) -> Vec<String> {
    let mut out = Vec::new();
    let fields = carried.fields.iter().map(|(key, _)| key.as_str());
    let names: Vec<&str> = fields.chain(carried.tables.iter().map(|(name, _)| name.as_str())).collect();
    if !names.is_empty() {
        out.push(format!("carried over: {}", names.join(", ")));
    }
    for (id, fields) in &carried.questions {
        let was = from.get(id).map(|before| before.id.value.as_str()).filter(|was| was != id);
        let was = was.map(|was| format!(" (was {was})")).unwrap_or_default();
        out.push(format!("carried over: question {id}{was}: {}", written(fields)));
    }
    let kept: BTreeSet<&str> = from.values().map(|before| before.id.value.as_str()).collect();
    for gone in old.questions.iter().filter(|question| !kept.contains(question.id.value.as_str())) {
        let fields = lines.get(&gone.id.value).into_iter().flatten().filter(|(key, _)| !PRINTED.contains(&key.as_str()));
        let fields: FieldLines = fields.cloned().collect();
        if !fields.is_empty() {
            out.push(format!("not carried over: question {} is gone or asks something else: {}", gone.id.value, written(&fields)));
        }
    }
    out
}

/// `positions = ["locks"]; prior = […]` on one line.
fn written(fields: &FieldLines) -> String {
    let each = fields.iter().map(|(key, value)| format!("{key} = {}", value.split_whitespace().collect::<Vec<_>>().join(" ")));
    each.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_added_to_the_front_stays() {
        let old = "+++\ntitle = \"Tea\"\nstatus = \"approved\"\nsignatory = \"tea\"\n\n[source]\nchecksum = \"1\"\n\n[accept]\nx = \"y\"\n+++\n\n# A\n";
        let new = "+++\ntitle = \"Tea again\"\nstatus = \"submitted\"\n\n[source]\nchecksum = \"2\"\n+++\n\n# B\n";
        let (text, names) = front_matter(old, new);
        let wanted = "+++\ntitle = \"Tea again\"\nstatus = \"approved\"\nsignatory = \"tea\"\n\n[source]\nchecksum = \"2\"\n\n[accept]\nx = \"y\"\n+++\n\n# B\n";
        assert_eq!((text.as_str(), names), (wanted, vec!["signatory".to_owned(), "accept".to_owned()]));
        assert_eq!(front_matter("no front", new).0, new);
    }
}
