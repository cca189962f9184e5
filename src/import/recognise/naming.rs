//! A name for a statement that has none: the run of words that it uses again and again, above all where
//! it begins, and that others do not use.

use crate::text::slug;
use std::collections::{BTreeMap, BTreeSet};

/// Words that name nothing.
const EMPTY: &str = "about above across after again against all allow also although among an and any appropriate are around \
    as at attend away be became because become been before being believe believes benefit best between both but by call calls can cannot \
    clear concern concerned could currently deeply demand did different difficult do does due each ensure especially even every extent far \
    few find focus for from full further given gives good government great had has have having held help her high highly his how however \
    if important in include includes including increase increased increasing information into involve is issue issues it its just key \
    large less level light like likely little long look lower made main make makes making many may measure measures meet meeting member \
    members might more most must necessary need needed needs never new no not number of on only or order other others our out over part \
    particular particularly people period place point policy position possible potential previous propose proposed provide provided \
    provider providers range rather recent require required result rise role see seek seen serious set should significant since so some \
    specific stakeholders state statement states strong such support take than that the their them then there therefore these they this \
    those through time to too towards under up us use used very want was way we welcome well were what when where whether which while \
    who whole why will with within without work would year years yet you young your statutory term early";

/// A text to be named: its beginnings say best what it is about.
pub(super) struct Nameless {
    /// The first sentences of its parts.
    pub(super) openings: String,
    /// All of it.
    pub(super) text: String,
}

/// A title for each of several texts, no two alike.
pub(super) fn titles(texts: &[Nameless]) -> Vec<String> {
    let empty: BTreeSet<&str> = EMPTY.split_whitespace().collect();
    let counts: Vec<Runs> = texts.iter().map(|text| weighed(text, &empty)).collect();
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
            f64::from(count) * rare * [0.6, 1.0, 1.15][words.clamp(1, 3) - 1]
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

/// Runs of words in lower case: how much they weigh, and how they are first printed.
type Runs = BTreeMap<String, (u32, String)>;

fn weighed(text: &Nameless, empty: &BTreeSet<&str>) -> Runs {
    let mut out = runs(&text.text, empty);
    for (run, (count, _)) in runs(&text.openings, empty) {
        if let Some(all) = out.get_mut(&run) {
            all.0 += 2 * count;
        }
    }
    out
}

/// Every run of one to three words that name something; a word alone only when it is an abbreviation.
fn runs(text: &str, empty: &BTreeSet<&str>) -> Runs {
    let mut out = Runs::new();
    let ends = |c: char| ".,;:()?!“”\"\n–•/".contains(c);
    for clause in text.split(ends) {
        let words: Vec<&str> = clause.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
        for len in 1..=3 {
            for run in words.windows(len).filter(|run| run.iter().all(|word| names(word, empty))) {
                let abbreviation = run[0].chars().filter(|c| c.is_uppercase()).count() >= 3 && run[0] != "ASCL";
                if len > 1 || abbreviation {
                    let printed = run.join(" ");
                    out.entry(printed.to_lowercase()).or_insert((0, printed)).0 += 1;
                }
            }
        }
    }
    out
}

fn names(word: &str, empty: &BTreeSet<&str>) -> bool {
    let lower = word.to_lowercase().replace('’', "'");
    let lower = lower.strip_suffix("'s").unwrap_or(&lower);
    let adverb = lower.ends_with("ly") && !matches!(lower, "family" | "supply");
    let acronym = lower == "ascl";
    lower.chars().count() > 2 && !adverb && !acronym && !empty.contains(lower) && !lower.starts_with(|c: char| c.is_ascii_digit())
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
