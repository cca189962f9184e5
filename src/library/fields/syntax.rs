//! The mistakes that people make most in TOML, told in their words.

/// Message and help for what the parser says of `found`, which stands in `line`.
pub(super) fn told(said: &str, found: &str, line: &str) -> (String, String) {
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    let first = found.lines().next().unwrap_or_default();
    if said.contains("duplicate key") {
        return (format!("`{first}` is given twice"), "keep one of the two".into());
    }
    if line.contains(['“', '”', '„']) {
        let help = format!("write straight ones: `\"{}\"`", value.trim_matches(['“', '”', '„', '"']));
        return ("curly quotation marks stand where straight ones should be".into(), help);
    }
    if said.contains("must be quoted") || is_bare(value) && said.contains("expected") {
        return bare(value);
    }
    if said.starts_with("unclosed") || said.starts_with("invalid basic string") {
        return unclosed(said, line);
    }
    if !line.contains('=') && !line.trim_start().starts_with('[') {
        return (format!("`{}` is no field", line.trim()), "a field is a name, `=` and a value: `title = \"…\"`".into());
    }
    let said = said.lines().next().unwrap_or_default().trim_end_matches('.');
    (format!("this line cannot be read: {said}"), "a field is a name, `=` and a value: `title = \"…\"`".into())
}

/// Words without quotation marks around them.
fn bare(value: &str) -> (String, String) {
    let quoted = format!("text stands between quotation marks: `\"{}\"`", value.trim_matches(['"', '\'']));
    let message = "text without quotation marks".to_owned();
    match value.starts_with(|c: char| c.is_ascii_digit()) {
        true => (message, format!("{quoted}; a date is written `2026-03-31`")),
        false => (message, quoted),
    }
}

fn is_bare(value: &str) -> bool {
    !value.is_empty() && !value.starts_with(['"', '\'', '[', '{']) && value.parse::<f64>().is_err()
}

fn unclosed(said: &str, line: &str) -> (String, String) {
    if line.trim_start().starts_with('[') && !line.contains('=') {
        let inner = line.trim().trim_matches(['[', ']']);
        let help = format!("write `[{inner}]`, or `[[{inner}]]` where there may be several");
        return ("a bracket is missing".into(), help);
    }
    if said.contains("array") {
        return ("this list is not closed".into(), "put `]` behind its last entry, and a comma between entries".into());
    }
    if said.contains("table") {
        return ("this table is not closed".into(), "put `}` behind its last field".into());
    }
    ("these quotation marks are not closed".into(), "put `\"` at the end of the text".into())
}
