//! What the beginning of a line says: a label, a bullet, a tick box.

use crate::import::{Tick, TickMade};

/// Bullets as people and converters write them. A hyphen or asterisk is one only before a space.
const BULLETS: &[char] = &['•', '▪', '◦', '●', '○', '‣', '·', '➢', '❖', '►', '\u{f0b7}', '\u{f0a7}'];

/// Boxes that are empty, and boxes that are ticked (Unicode's miscellaneous symbols and dingbats).
pub(crate) const EMPTY_BOXES: &[char] = &['☐', '□', '◻', '▢', '❏', '❑', '⃞', '◯', '⭘'];
pub(crate) const TICKED_BOXES: &[char] = &['☑', '☒', '✓', '✔', '✗', '✘', '■', '◼', '🗹', '🗷', '◉', '⦿'];

/// A bullet at the start of a line, and the words behind it.
pub(crate) fn bullet(line: &str) -> Option<(&str, &str)> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let own = BULLETS.contains(&first) && !rest.is_empty();
    let dash = matches!(first, '-' | '*' | '–' | '—') && rest.starts_with([' ', '\t']);
    ((own || dash) && !rest.trim().is_empty()).then(|| (&line[..first.len_utf8()], rest.trim_start()))
}

/// A heading as Markdown writes it, `## Words`: the marks before the words.
pub(crate) fn hashes(line: &str) -> Option<&str> {
    let words = line.trim_start_matches('#');
    let marks = &line[..line.len() - words.len()];
    ((1..=6).contains(&marks.len()) && words.starts_with(' ') && !words.trim().is_empty()).then_some(marks)
}

/// A typed number or letter at the start of a line, and the words behind it: `7. `, `7a) `, `(b) `,
/// `2.1.1 `, `(iv) `, `A. `.
pub(crate) fn typed_label(line: &str) -> Option<(&str, &str)> {
    let end = line.find([' ', '\t']).unwrap_or(line.len());
    // `(ii)Please`: brackets need no space behind them.
    let bracket =
        line.find(')').map(|at| at + 1).filter(|&at| line.starts_with('(') && at < end && line[at..].starts_with(char::is_uppercase));
    let end = bracket.unwrap_or(end);
    let (label, rest) = (&line[..end], line[end..].trim_start());
    (is_label(label) && !rest.is_empty()).then_some((label, rest))
}

/// Whether a word is a number or letter of a list.
pub(crate) fn is_label(word: &str) -> bool {
    let Some(inner) = word.strip_suffix(['.', ')', ']', ':']) else { return is_dotted(word) };
    let inner = inner.strip_prefix(['(', '[']).unwrap_or(inner);
    let digits = inner.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let letters = &inner[digits.len()..];
    if inner.len() == 1 && inner.starts_with(|c: char| c.is_ascii_uppercase()) {
        return true;
    }
    match (digits.is_empty(), letters.len()) {
        (false, 0 | 1) => digits.len() <= 12 && digits.split('.').all(|part| (1..=3).contains(&part.len()) && is_digits(part)),
        (true, 1) => true,
        (true, 2..=5) => letters.chars().all(|c| "ivxl".contains(c)),
        _ => false,
    }
}

/// `2.1`, `2.1.1` without a mark behind it.
fn is_dotted(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    (2..=4).contains(&parts.len()) && parts.iter().all(|part| (1..=2).contains(&part.len()) && is_digits(part))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// More characters are a paragraph.
pub(crate) const LINE: usize = 150;

/// Whether words are running text: long, or a sentence. Names and addresses end in a stop too.
pub(crate) fn is_running(text: &str) -> bool {
    let says = text.split_whitespace().any(|word| word.chars().count() > 3 && word.starts_with(char::is_lowercase));
    text.chars().count() > LINE || says && text.ends_with(['.', '!', ':', ';'])
}

/// Whether a line begins something of its own, however long the line before it is.
pub(crate) fn begins_block(line: &str) -> bool {
    bullet(line).is_some() || typed_label(line).is_some() || tick_at_start(line).is_some() || asks(line) || mail_head(line).is_some()
}

/// A line of the head of a mail, `Subject: Hours of work`: its name and what it says.
pub(crate) fn mail_head(line: &str) -> Option<(&str, &str)> {
    let (name, words) = line.split_once(": ")?;
    let known = ["From", "To", "Cc", "Bcc", "Sent", "Date", "Subject", "Reply-To"];
    known.iter().any(|known| name.eq_ignore_ascii_case(known)).then(|| (name, words.trim()))
}

/// `Question 7`, `Q7`, `Qn 7`.
fn asks(line: &str) -> bool {
    let lower: String = line.chars().take(24).flat_map(char::to_lowercase).collect();
    let lower = lower.trim_start_matches("consultation ");
    let rest = ["question", "qn", "q"].iter().find_map(|word| lower.strip_prefix(word));
    rest.is_some_and(|rest| rest.trim_start_matches(['.', ' ']).starts_with(|c: char| c.is_ascii_digit()))
}

/// A box at the start of a line, also as `[ ]` and `[x]`: whether it is ticked, and the words behind it.
pub(crate) fn tick_at_start(line: &str) -> Option<(bool, &str)> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let box_of = |boxes: &[char]| boxes.contains(&first);
    if box_of(EMPTY_BOXES) || box_of(TICKED_BOXES) {
        return Some((box_of(TICKED_BOXES), rest.trim_start()));
    }
    for (mark, on) in
        [("[ ]", false), ("[]", false), ("[x]", true), ("[X]", true), ("[✓]", true), ("( )", false), ("(x)", true), ("(X)", true)]
    {
        if let Some(rest) = line.strip_prefix(mark) {
            return Some((on, rest.trim_start()));
        }
    }
    None
}

/// Every box in a text, by its place in characters.
pub(crate) fn ticks(text: &str) -> Vec<Tick> {
    let glyph = |(at, c): (usize, char)| {
        let on = TICKED_BOXES.contains(&c);
        (on || EMPTY_BOXES.contains(&c)).then_some(Tick { on: Some(on), made: TickMade::Glyph, at })
    };
    let mut found: Vec<Tick> = text.chars().enumerate().filter_map(glyph).collect();
    if found.is_empty()
        && let Some((on, _)) = tick_at_start(text)
    {
        found.push(Tick { on: Some(on), made: TickMade::Glyph, at: 0 });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_words() {
        for good in ["7. Do", "7a) Do", "(b) the", "2.1.1 Who", "2.1. Who", "(iv) more", "(ii)More", "A. Introduction", "01. What"] {
            assert!(typed_label(good).is_some(), "{good}");
        }
        for bad in
            ["2023 was", "e.g. this", "Yes. But", "7", "1:1 support", "3.5 million".replace("3.5", "3.555").as_str(), "I agree", "i.e. so"]
        {
            assert!(typed_label(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn running_text_is_told_from_lines() {
        assert!(is_running("We oppose this."));
        assert!(is_running(&"Lamps ".repeat(30)));
        assert!(!is_running("12 Canal Street, Riverside."));
        assert!(!is_running("Our response to the plan for the towpath"));
    }

    #[test]
    fn boxes_and_bullets_are_found() {
        assert_eq!(bullet("- the cost"), Some(("-", "the cost")));
        assert_eq!(bullet("-5 degrees"), None);
        assert_eq!(tick_at_start("[x] Yes"), Some((true, "Yes")));
        assert_eq!(tick_at_start("◯ Yes"), Some((false, "Yes")));
        assert_eq!(ticks("☐ Yes ☒ No").iter().map(|tick| tick.on).collect::<Vec<_>>(), [Some(false), Some(true)]);
    }
}
