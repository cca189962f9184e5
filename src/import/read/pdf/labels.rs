//! What the beginning of a line says: labels, options, leaders, sentence ends.

/// Answers that are always a piece of their own.
const OPTIONS: &[&str] = &[
    "yes",
    "no",
    "no opinion",
    "no comment",
    "don't know",
    "dont know",
    "do not know",
    "not sure",
    "unsure",
    "agree",
    "disagree",
    "strongly agree",
    "strongly disagree",
    "tend to agree",
    "tend to disagree",
    "partly",
    "partially",
    "partly agree",
    "neither agree nor disagree",
    "neither",
    "neutral",
    "n/a",
    "na",
    "not applicable",
    "maybe",
    "other",
    "prefer not to say",
    "oui",
    "non",
    "ja",
    "nein",
    "ja mit vorbehalt",
    "sans opinion",
    "support",
    "oppose",
    "strongly support",
    "strongly oppose",
    "likely",
    "unlikely",
    "very likely",
    "very unlikely",
    "undecided",
];

/// Whether a line is only an option.
pub(super) fn is_option(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 60 {
        return false;
    }
    let lower = text.to_lowercase().replace('’', "'");
    if OPTIONS.contains(&lower.trim_end_matches(['.', ';', ',']).trim_end()) {
        return true;
    }
    ["yes", "no"]
        .iter()
        .any(|word| lower.strip_prefix(word).is_some_and(|rest| rest.trim_start().starts_with(['–', '-', '—']) && rest.contains("please")))
}

/// Whether a word is the label of a numbered paragraph or an item: `7.`, `(a)`, `2.1.1`, `•`.
pub(super) fn is_label(word: &str) -> bool {
    is_bullet(word) || is_numbered(word)
}

/// Whether a word is a bullet.
pub(super) fn is_bullet(word: &str) -> bool {
    let mut letters = word.chars();
    let one = letters.next().filter(|_| letters.next().is_none());
    one.is_some_and(|letter| {
        matches!(
            letter,
            '•' | '▪'
                | '◦'
                | '●'
                | '○'
                | '‣'
                | '·'
                | '➢'
                | '✓'
                | '✔'
                | '■'
                | '◆'
                | '∙'
                | '⁃'
                | '➔'
                | '-'
                | '–'
                | '—'
                | '*'
                | '▸'
                | '►'
        )
    })
}

fn is_numbered(word: &str) -> bool {
    let opened = word.strip_prefix('(');
    let inner = opened.unwrap_or(word);
    let closed = inner.strip_suffix(')').or_else(|| if opened.is_none() { inner.strip_suffix('.') } else { None });
    let Some(body) = closed.or(if opened.is_none() { Some(inner) } else { None }) else { return false };
    if body.contains('.') && counted(body) && body.split('.').count() <= 5 {
        return true;
    }
    closed.is_some() && (counted(body) || lettered(body))
}

/// `7`, `7a`, `2.1.1`.
fn counted(body: &str) -> bool {
    let body = body.strip_suffix(|letter: char| letter.is_ascii_lowercase()).unwrap_or(body);
    !body.is_empty() && body.split('.').all(|part| (1..=3).contains(&part.len()) && part.chars().all(|letter| letter.is_ascii_digit()))
}

/// `a`, `B`, `iv`.
fn lettered(body: &str) -> bool {
    let one = body.len() == 1 && body.chars().all(|letter| letter.is_ascii_alphabetic());
    one || (2..=5).contains(&body.len()) && body.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x'))
        || (2..=5).contains(&body.len()) && body.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'))
}

/// Whether a line begins as questions do: `Question 7`, `Q7`, `Consultation question 2`.
pub(super) fn is_question(text: &str) -> bool {
    let lower = text.trim_start().to_lowercase();
    let rest = lower.strip_prefix("consultation ").unwrap_or(&lower);
    let rest = ["question", "qn", "q", "frage"].iter().find_map(|word| rest.strip_prefix(word));
    rest.is_some_and(|rest| rest.trim_start_matches([' ', '.']).starts_with(|letter: char| letter.is_ascii_digit()))
}

fn is_leader(letter: char) -> bool {
    matches!(letter, '.' | '…' | '_' | '·')
}

/// A line of nothing but dots or underscores: room to write on.
pub(super) fn is_blank_line(text: &str) -> bool {
    let marks = text.chars().filter(|letter| is_leader(*letter)).map(|letter| if letter == '…' { 3 } else { 1 }).sum::<usize>();
    marks >= 5 && text.chars().all(|letter| is_leader(letter) || letter.is_whitespace())
}

/// A line with leaders to a page number: a line of a table of contents.
pub(super) fn is_contents(text: &str) -> bool {
    let end = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if end.len() == text.len() || text.len() - end.len() > 4 {
        return false;
    }
    let dots = end.chars().rev().take_while(|letter| is_leader(*letter) || *letter == ' ').filter(|letter| is_leader(*letter));
    dots.map(|letter| if letter == '…' { 3 } else { 1 }).sum::<usize>() >= 4
}

/// Whether a line ends a sentence.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']);
    if !bare.ends_with(['.', '!', '?', ':', ';', '…']) {
        return false;
    }
    let last = bare.rsplit([' ', '(']).next().unwrap_or("").to_lowercase();
    !matches!(
        last.as_str(),
        "e.g."
            | "i.e."
            | "cf."
            | "no."
            | "nos."
            | "art."
            | "p."
            | "pp."
            | "para."
            | "paras."
            | "s."
            | "ss."
            | "dr."
            | "mr."
            | "ms."
            | "vs."
            | "v."
            | "insbes."
            | "bzw."
    )
}

/// Whether a line begins inside a sentence.
pub(super) fn begins_inside(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|letter| letter.is_lowercase() || letter.is_ascii_digit() || matches!(letter, '(' | '“' | '"' | '‘' | '\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_options_and_leaders() {
        assert!(["7.", "(a)", "7a)", "2.1.1", "1.2.", "iv)", "A.", "•", "–"].iter().all(|word| is_label(word)));
        assert!(["7", "2019.", "e.g.", "(see)", "the", "U.K.", "(2019)"].iter().all(|word| !is_label(word)));
        assert!(["Yes", "NO OPINION", "Don’t know.", "No – please explain"].iter().all(|text| is_option(text)));
        assert!(["Yesterday", "No one knows"].iter().all(|text| !is_option(text)));
        assert!(is_contents("Introduction ........ 7") && !is_contents("In 2019. 7"));
        assert!(is_blank_line("...............") && is_question("Q12 What") && !is_question("Quite 3"));
        assert!(ends_sentence("it is so.”") && !ends_sentence("as in e.g."));
    }
}
