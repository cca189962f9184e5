//! Acronyms in running text: which words are some, and whether a text says what one means.

/// Beside other words in capitals, a longer one than this is a word and no acronym.
const LONGEST: usize = 5;

/// Words of three capitals and more, or two with small letters between, such as `DfE`; not in a shout.
pub(super) fn acronyms(text: &str) -> Vec<&str> {
    // Most passages have none, and looking at every word takes its time.
    if !text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_alphabetic() && pair[1].is_ascii_uppercase()) {
        return Vec::new();
    }
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '–' | '—')).filter(|word| !word.is_empty()).collect();
    // A hashtag is a name.
    let bare: Vec<&str> = words
        .iter()
        .map(|word| if word.starts_with('#') { "" } else { word })
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let each = bare.iter().enumerate().filter(|(at, word)| {
        is_acronym(word) && !is_beside_a_word(&bare, *at) && !is_in_a_run(&words, *at) && !is_of_a_number(&words, &bare, *at)
    });
    let each = each.filter(|(at, _)| !is_quoted(text, bare[*at]));
    each.map(|(_, word)| word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word)).collect()
}

/// Whether a number belongs to it: `ISO 14001`, `RIN 0955-AA09`. The two are the name of one thing.
fn is_of_a_number(words: &[&str], bare: &[&str], at: usize) -> bool {
    let joined = words[at].ends_with(char::is_alphanumeric);
    joined && bare.get(at + 1).is_some_and(|next| next.bytes().filter(u8::is_ascii_digit).count() > 1)
}

/// Whether it stands inside quotation marks: the words there are somebody else's.
fn is_quoted(text: &str, word: &str) -> bool {
    let at = word.as_ptr() as usize - text.as_ptr() as usize;
    let (before, from) = (&text[..at], &text[at..]);
    let curly = before.rfind('“').is_some_and(|open| !before[open..].contains('”')) && from.contains('”');
    curly || before.matches('"').count() % 2 == 1 && from.contains('"')
}

/// Whether it stands beside another word in capitals, and one of the two is too long for an acronym.
fn is_beside_a_word(bare: &[&str], at: usize) -> bool {
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| bare.get(at));
    beside.filter(|word| is_capitals(word)).any(|word| word.len() > LONGEST || bare[at].len() > LONGEST)
}

/// Whether it is one of three words in capitals without a mark between.
fn is_in_a_run(words: &[&str], at: usize) -> bool {
    let capitals = |word: &str| is_capitals(word.trim_matches(|c: char| !c.is_alphanumeric()));
    let run = |three: &[&str]| three.iter().all(|word| capitals(word)) && three[..2].iter().all(|word| word.ends_with(char::is_alphabetic));
    words[at.saturating_sub(2)..words.len().min(at + 3)].windows(3).any(run)
}

fn is_capitals(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

fn is_acronym(word: &str) -> bool {
    let stem = stem(word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word));
    let count = stem.chars().count();
    let capitals = stem.chars().filter(|c| c.is_uppercase()).count();
    let roman = stem.chars().all(|c| "IVXLC".contains(c));
    // Names such as `YouTube` have more small letters.
    let few_small = capitals + usize::from(count > 2) >= count;
    stem.chars().all(char::is_alphabetic)
        && (2..=8).contains(&count)
        && capitals >= 2
        && few_small
        && stem.starts_with(char::is_uppercase)
        && !roman
}

/// Without the s of several: `DSLs`.
pub(super) fn stem(word: &str) -> &str {
    word.strip_suffix('s').filter(|stem| stem.ends_with(char::is_uppercase)).unwrap_or(word)
}

/// `Designated Safeguarding Leads (DSLs)`, or the words alone: whoever has read them can follow.
pub(super) fn is_told(words: &str, acronym: &str) -> bool {
    let bracketed = words.match_indices('(').any(|(at, _)| {
        let inner = words[at + 1..].split([')', ',', ';']).next().unwrap_or_default();
        // `Online Privacy Bill (OP Bill)`
        let first = inner.split_whitespace().next().unwrap_or_default();
        stem(first.trim_matches(['‘', '’', '\'', '"', '“', '”'])) == acronym && at > 0 && inner.split_whitespace().count() <= 2
    });
    bracketed || spells(words, acronym)
}

/// `DSL (designated safeguarding lead)`.
pub(super) fn is_explained(behind: &str, acronym: &str) -> bool {
    let behind = behind.trim_start_matches(['s', ' ']);
    behind.strip_prefix(['(', '–', ',']).is_some_and(|inner| spells(inner.split([')', '.']).next().unwrap_or_default(), acronym))
}

/// Whether words stand one behind the other whose first letters make the acronym; small words may stand between.
fn spells(words: &str, acronym: &str) -> bool {
    let letters: Vec<char> = acronym.to_lowercase().chars().collect();
    if letters.len() < 3 {
        return false;
    }
    let words: Vec<String> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let small = |word: &str| matches!(word, "of" | "and" | "the" | "for" | "in" | "to");
    (0..words.len()).filter(|start| !small(&words[*start])).any(|start| {
        let mut rest = words[start..].iter();
        letters.iter().enumerate().all(|(at, letter)| {
            rest.by_ref().find(|word| at == 0 || word.starts_with(*letter) || !small(word)).is_some_and(|word| word.starts_with(*letter))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_told_from_other_capitals() {
        assert_eq!(acronyms("The DSLs’ work, a SENCO's load, DfE and PRU/AP"), ["DSLs", "SENCO", "DfE", "PRU", "AP"]);
        assert_eq!(acronyms("a SENCo and its PhD"), ["SENCo", "PhD"]);
        assert!(acronyms("ISO 14001, RIN 0955-AA09, no “DSS tenants”, no \"DSS\"").is_empty());
        assert_eq!(acronyms("the PRU 3 of us know, and “he said” to the PRU"), ["PRU", "PRU"]);
        assert!(acronyms("A YouTube video by McDonald for WhyID, part IV, CO2, THE SCHOOLS ARE CLOSED").is_empty());
    }

    #[test]
    fn an_acronym_is_told_by_brackets_or_by_its_words() {
        assert!(is_told("Lock Keepers (LKs) are few", "LK"));
        assert!(is_told("the Institute of Water Engineers said", "IWE"));
        assert!(is_explained(" (royal boat club) says", "RBC"));
        assert!(is_told("the Royal Boats Act (RB Act) says", "RB"));
        assert!(!is_told("The keepers are few", "LK"));
        assert!(!is_told("prices of glass and high pressure", "AHP"));
    }
}
