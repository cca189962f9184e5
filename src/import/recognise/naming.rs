//! A name for a statement that has none: the run of words that it uses again and again, above all where
//! it begins, and that others do not use.
//!
//! A run counts where it stands alone, between words that name nothing, so that no phrase is cut: of two
//! terms, one inside the other, the longer is the term (the C-value of Frantzi, Ananiadou and Mima,
//! "Automatic recognition of multi-word terms", 2000).

use super::pattern::exact_pattern;
use crate::text::{
    slug,
    stem::{Stems, words},
};
use std::collections::{BTreeMap, BTreeSet};

/// Words that name nothing.
const EMPTY: &str = "about above across after again against all allow also although among an and any appropriate are around \
    as at attend away be became because become been before being believe believes benefit best between both but by call calls can cannot \
    clear concern concerned could currently deeply demand did different difficult do does due each ensure especially even every extent far \
    few find focus for from full further given gives good government great had has have having held help her high highly his how however \
    if important in include includes including increase increased increasing information into involve is issue issues it its just key \
    large less level like likely little long look lower made main make makes making many may measure measures meet meeting member \
    members might more most must necessary need needed needs never new no not number of on only or order other others our out over part \
    particular particularly people period place point policy position possible potential previous propose proposed provide provided \
    provider providers range rather recent require required result rise role see seek seen serious set should significant since so some \
    specific stakeholders state statement states strong such support take than that the their them then there therefore these they this \
    those through time to too towards under up us use used very want was way we welcome well were what when where whether which while \
    who whole why will with within without work would year years yet you young your statutory term early own face adequate approach identify exist operate central right experience";

/// The longest name, in words.
const LONGEST: usize = 4;

// Whose statements these are: an abbreviation that believes or asks for something.
exact_pattern!(SPEAKER, r"\b(?u:(\p{Lu}[\p{L}&]*\p{Lu}))(?:’s|'s)? (?:believes|calls|asks|urges|welcomes|supports|recommends|position)\b");

/// A text to be named: its beginnings say best what it is about.
pub(super) struct Nameless {
    /// The first sentences of its parts.
    pub(super) openings: String,
    /// All of it.
    pub(super) text: String,
}

/// A title for each of several texts, no two alike.
pub(super) fn titles(texts: &[Nameless]) -> Vec<String> {
    let mut empty = Empty::of(texts);
    let counts: Vec<Runs> = texts.iter().map(|text| weighed(text, &mut empty)).collect();
    let mut spread: BTreeMap<&str, u32> = BTreeMap::new();
    for run in counts.iter().flat_map(|counts| counts.keys()) {
        *spread.entry(run).or_default() += 1;
    }
    let mut used = BTreeSet::new();
    let mut out = Vec::new();
    for counts in &counts {
        let weight = |run: &str, count: u32| {
            let rare = (1.0 + texts.len() as f64 / f64::from(spread.get(run).copied().unwrap_or(1))).ln();
            let words = run.split(' ').count();
            f64::from(count) * rare * [0.6, 1.0, 1.15, 1.15][words.clamp(1, LONGEST) - 1]
        };
        let mut ranked: Vec<(f64, &String, &String)> =
            counts.iter().map(|(run, (count, printed))| (weight(run, *count), run, printed)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let title = ranked.iter().map(|(_, _, printed)| capital(printed)).find(|title| !used.contains(&slug(title)));
        let made = (1..).map(|n| format!("Statement {n}"));
        let title = title.or_else(|| made.into_iter().find(|title| !used.contains(&slug(title)))).unwrap_or_default();
        used.insert(slug(&title));
        out.push(title);
    }
    out
}

/// Words that name nothing, in any of their forms.
struct Empty {
    stems: Stems,
    known: BTreeSet<String>,
}

impl Empty {
    /// Those of any text, and who speaks in these.
    fn of(texts: &[Nameless]) -> Self {
        let speakers = texts.iter().flat_map(|text| SPEAKER.all(&text.text)).map(|found| found[1].to_lowercase());
        let mut empty = Self { stems: Stems::default(), known: speakers.collect() };
        for word in EMPTY.split_whitespace() {
            empty.known.extend(empty.stems.stem(word).map(str::to_owned));
        }
        empty
    }

    fn holds(&mut self, word: &str) -> bool {
        let stem = words(word).next().and_then(|word| self.stems.stem(&word).map(str::to_owned));
        stem.is_none_or(|stem| self.known.contains(&stem))
    }

    fn names(&mut self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let adverb = lower.ends_with("ly") && !matches!(lower.as_str(), "family" | "supply");
        let owner = lower.ends_with('s') && lower.trim_end_matches('s').ends_with(['’', '\'']);
        let short = lower.chars().count() <= 2;
        !short && !adverb && !owner && !lower.starts_with(|c: char| c.is_ascii_digit()) && !self.holds(word)
    }
}

/// Runs of words in lower case: how much they weigh, and how they are first printed.
type Runs = BTreeMap<String, (u32, String)>;

fn weighed(text: &Nameless, empty: &mut Empty) -> Runs {
    let mut out = runs(&text.text, empty);
    for (run, (count, _)) in runs(&text.openings, empty) {
        if let Some(all) = out.get_mut(&run) {
            all.0 += 2 * count;
        }
    }
    out
}

/// How often every run of words that name something occurs, of those that stand alone somewhere; a word by
/// itself only when it is an abbreviation.
fn runs(text: &str, empty: &mut Empty) -> Runs {
    let phrases = phrases(text, empty);
    let mut out = Runs::new();
    for phrase in &phrases {
        let abbreviation = phrase[0].chars().filter(|c| c.is_uppercase()).count() >= 3;
        if phrase.len() <= LONGEST && (phrase.len() > 1 || abbreviation) && !phrase.last().is_some_and(|word| qualifies(word)) {
            let printed = phrase.join(" ");
            out.entry(printed.to_lowercase()).or_insert((0, printed));
        }
    }
    for phrase in &phrases {
        for run in (1..=LONGEST).flat_map(|len| phrase.windows(len)) {
            if let Some((count, _)) = out.get_mut(&run.join(" ").to_lowercase()) {
                *count += 1;
            }
        }
    }
    out
}

/// The words of a text that name something, as they stand together.
fn phrases<'t>(text: &'t str, empty: &mut Empty) -> Vec<Vec<&'t str>> {
    let mut out = Vec::new();
    for clause in text.split(|c: char| ".,;:()?!“”\"\n–•/".contains(c)) {
        let words: Vec<&str> = clause.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
        let naming: Vec<(&str, bool)> = words.iter().map(|word| (*word, empty.names(word))).collect();
        let together = naming.split(|(_, names)| !names).filter(|run| !run.is_empty());
        out.extend(together.map(|run| run.iter().map(|(word, _)| *word).collect()));
    }
    out
}

/// Whether a word says what kind of thing, and not which.
fn qualifies(word: &str) -> bool {
    ["ous", "ful", "able", "ible", "ional", "ical"].iter().any(|end| word.ends_with(end))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(texts: &[&str]) -> Vec<String> {
        let texts: Vec<Nameless> =
            texts.iter().map(|text| Nameless { openings: (*text).to_owned(), text: format!("{text}\n{text}") }).collect();
        titles(&texts)
    }

    #[test]
    fn a_name_is_a_whole_phrase_and_not_whose_statement_it_is() {
        let found = named(&[
            "CTB believes that winter closures of the lock keepers' huts must end. The winter closures are too long.",
            "CTB calls for towpath lighting. Towpath lighting proposed by the council’s own officers is useful.",
        ]);
        assert_eq!(found, ["Winter closures", "Towpath lighting"]);
    }

    #[test]
    fn two_statements_on_one_matter_have_two_names() {
        let found = named(&["Lock gates need oil. Lock gates creak.", "Lock gates.", "It is so."]);
        assert_eq!(found, ["Lock gates", "Statement 1", "Statement 2"]);
    }
}
