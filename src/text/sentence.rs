//! Sentences.

/// Words before whose full stop a sentence goes on.
const SHORTENED: [&str; 17] =
    ["a.m", "p.m", "e.g", "i.e", "etc", "cf", "nos", "para", "paras", "mr", "mrs", "ms", "dr", "st", "vs", "p", "pp"];

/// The sentences of a text, trimmed: each ends with `.`, `!` or `?` before white space and a word that
/// does not begin with a small letter.
pub fn sentences(text: &str) -> Vec<&str> {
    let (mut out, mut start) = (Vec::new(), 0);
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c == '\n' || matches!(c, '.' | '!' | '?') && ends(&text[start..at], &text[end..], c) {
            out.push(&text[start..end]);
            start = end;
        }
    }
    out.push(&text[start..]);
    out.into_iter().map(str::trim).filter(|sentence| sentence.contains(char::is_alphanumeric)).collect()
}

fn ends(before: &str, after: &str, mark: char) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches('(').to_lowercase();
    let next = after.trim_start().chars().find(|c| c.is_alphanumeric());
    let shortened = mark == '.' && SHORTENED.contains(&word.as_str());
    after.starts_with(char::is_whitespace) && !shortened && next.is_none_or(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn a_full_stop_ends_a_sentence_and_not_a_figure_or_a_shortened_word() {
        let text = "Agree. It costs £1.5 million, e.g. In schools. Why? See para. 4 for more at 5 p.m. GMT.";
        assert_eq!(sentences(text), ["Agree.", "It costs £1.5 million, e.g. In schools.", "Why?", "See para. 4 for more at 5 p.m. GMT."]);
        assert_eq!(sentences("one\ntwo"), ["one", "two"]);
        assert!(sentences(" — ").is_empty());
    }
}
