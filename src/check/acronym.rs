//! Acronyms in running text: which words are some, and whether a text says what one means.

/// Beside other words in capitals, a longer one than this is a word and no acronym.
const LONGEST: usize = 5;

/// Words of three capitals and more, or two with small letters between, such as `DfE`; not in a shout.
pub(super) fn acronyms(text: &str) -> Vec<&str> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '–' | '—')).filter(|word| !word.is_empty()).collect();
    // A hashtag is a name.
    let bare: Vec<&str> = words
        .iter()
        .map(|word| if word.starts_with('#') { "" } else { word })
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let shout = |at: usize| {
        (at.saturating_sub(2)..=at).any(|from| {
            (from..from + 3).all(|at| bare.get(at).is_some_and(|word| is_capitals(word)))
                && (from..from + 2).all(|at| words[at].ends_with(char::is_alphabetic))
        })
    };
    let is_acronym_at = |at: usize| {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| bare.get(at));
        let shouted = beside.filter(|word| is_capitals(word)).any(|word| word.len() > LONGEST || bare[at].len() > LONGEST);
        is_acronym(bare[at]) && !shouted && !shout(at)
    };
    let each = bare.iter().enumerate().filter(|(at, _)| is_acronym_at(*at));
    each.map(|(_, word)| word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word)).collect()
}

fn is_capitals(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

fn is_acronym(word: &str) -> bool {
    let word = word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word);
    let stem = stem(word);
    let capitals = stem.chars().filter(|c| c.is_uppercase()).count();
    let letters = stem.chars().all(char::is_alphabetic) && (2..=8).contains(&stem.chars().count());
    let ends = |c: Option<char>| c.is_some_and(char::is_uppercase);
    let roman = stem.chars().all(|c| "IVXLC".contains(c));
    // Names such as `McDonald` and `YouTube` end in a small letter.
    letters && !roman && capitals >= 2 && ends(stem.chars().next()) && ends(stem.chars().last()) && capitals * 2 >= stem.chars().count()
}

/// Without the s of several: `DSLs`.
pub(super) fn stem(word: &str) -> &str {
    word.strip_suffix('s').filter(|stem| stem.ends_with(char::is_uppercase)).unwrap_or(word)
}

/// `Designated Safeguarding Leads (DSLs)`, or the words alone: whoever has read them can follow.
pub(super) fn is_told(words: &str, acronym: &str) -> bool {
    let bracketed = words.match_indices('(').any(|(at, _)| {
        let inner = words[at + 1..].split([')', ',', ';']).next().unwrap_or_default();
        stem(inner.trim().trim_matches(['‘', '’', '\'', '"', '“', '”'])) == acronym && at > 0
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
    (0..words.len()).any(|start| {
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
        assert!(acronyms("A YouTube video by McDonald, part IV, CO2, THE SCHOOLS ARE CLOSED").is_empty());
    }

    #[test]
    fn an_acronym_is_told_by_brackets_or_by_its_words() {
        assert!(is_told("Lock Keepers (LKs) are few", "LK"));
        assert!(is_told("the Institute of Water Engineers said", "IWE"));
        assert!(is_explained(" (royal boat club) says", "RBC"));
        assert!(!is_told("The keepers are few", "LK"));
    }
}
