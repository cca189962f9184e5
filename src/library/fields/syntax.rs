//! The mistakes that people make most in TOML, told in their words.

const FIELD: &str = "a field is a name, `=` and a value: `title = \"…\"`";

const CURLY: [char; 3] = ['“', '”', '„'];

/// Message and help for what the parser says of `found`, which stands in `line`.
pub(super) fn told(said: &str, found: &str, line: &str) -> (String, String) {
    let line = line.trim();
    let (name, value) = line.split_once('=').map_or(("", ""), |(name, value)| (name.trim(), value.trim()));
    let told = |message: &str, help: &str| (message.to_owned(), help.to_owned());
    if said.contains("duplicate key") {
        return (format!("`{}` is given twice", found.lines().next().unwrap_or_default()), "keep one of the two".to_owned());
    }
    if found.starts_with(CURLY) || value.starts_with(CURLY) {
        let straight = value.replace(CURLY, "\"");
        return told("curly quotation marks stand where straight ones should be", &format!("write straight ones: `{straight}`"));
    }
    if line.starts_with('[') && value.is_empty() {
        let inner = line.trim_matches(['[', ']']);
        return told("a bracket is missing", &format!("write `[{inner}]`, or `[[{inner}]]` where there may be several"));
    }
    if line.is_empty() {
        return told("something above this line is not closed", "look for a quotation mark, `]` or `}` that is missing");
    }
    if said.contains("missing comma") {
        return not_parted(said, line);
    }
    if !line.contains('=') {
        return (format!("`{line}` is no field"), not_a_field(line));
    }
    of_value(said, name, value)
}

/// What is wrong behind, or right before, the first `=` of a line.
fn of_value(said: &str, name: &str, value: &str) -> (String, String) {
    let told = |message: &str, help: &str| (message.to_owned(), help.to_owned());
    if name.contains(' ') && !name.contains(['"', '\'', '[']) {
        let help = format!("a name has no spaces: `{}`", name.replace(' ', "-"));
        return (format!("`{name}` cannot be the name of a field"), help);
    }
    if value.is_empty() {
        return (format!("`{name}` has no value"), format!("write `{name} = \"…\"`, or delete the line"));
    }
    if value.ends_with(',') && !value.starts_with(['[', '{']) {
        return told("a comma stands behind the value", "delete it: every field has a line of its own");
    }
    if is_bare(value) {
        return bare(value);
    }
    if said.contains("escape") {
        return told("a backslash has a meaning of its own here", "write it twice, or put the text between single quotation marks");
    }
    if said.contains("array") {
        return told("this list is not closed", "put `]` behind its last entry");
    }
    if said.contains("inline table") {
        return told("this table is not closed", "put `}` behind its last field");
    }
    quotation(value)
}

/// Whether a list or a table above this line is not closed, so that the parser takes the rest of the
/// file for a part of it.
pub(super) fn is_open_above(said: &str, line: &str) -> bool {
    let (name, value) = line.split_once('=').map_or(("", ""), |(name, value)| (name.trim(), value.trim()));
    said.contains("missing comma") && is_name(name) && !value.starts_with(['[', '{'])
}

/// Entries of a list, or fields in braces, without a comma between.
fn not_parted(said: &str, line: &str) -> (String, String) {
    let (what, close) = if said.contains("array") { ("list", ']') } else { ("table", '}') };
    match is_open_above(said, line) {
        true => (format!("the {what} above this line is not closed"), format!("put `{close}` behind its last entry")),
        false => (format!("a comma is missing in this {what}"), "put a comma between its entries".to_owned()),
    }
}

fn not_a_field(line: &str) -> String {
    match line.split_once(':') {
        Some((name, value)) if is_name(name) => format!("write `=` in place of the colon: `{name} = {}`", value.trim()),
        _ => FIELD.to_owned(),
    }
}

/// Words without quotation marks around them.
fn bare(value: &str) -> (String, String) {
    let text = format!("text stands between quotation marks: `\"{}\"`", value.trim_matches(['"', '\'']));
    let message = "text without quotation marks".to_owned();
    let like_a_date = |c: char| c.is_alphabetic() || matches!(c, '/' | '-' | '.');
    match value.starts_with(|c: char| c.is_ascii_digit()) && value.contains(like_a_date) {
        true => (message, format!("a date is written `2026-03-31`; {text}")),
        false => (message, text),
    }
}

/// Quotation marks that are not closed, or that are closed too early by marks inside the text.
fn quotation(value: &str) -> (String, String) {
    let mark = value.chars().next().unwrap_or_default();
    let inner: String = value.trim_matches(mark).to_owned();
    if value.matches(mark).count() < 2 {
        return ("these quotation marks are not closed".to_owned(), format!("put `{mark}` at the end of the text"));
    }
    if mark == '\'' && !inner.contains('"') {
        return ("an apostrophe ends this text".to_owned(), format!("put it between double quotation marks: `\"{inner}\"`"));
    }
    if value.split(mark).nth(2).is_some_and(|rest| rest.contains('=')) {
        return ("two fields stand on this line".to_owned(), "write every field on a line of its own".to_owned());
    }
    let help = "inside the text write curly quotation marks, “ and ”, or a backslash before each straight one";
    match mark == '"' && inner.contains('"') {
        true => ("quotation marks inside the text end it".to_owned(), help.to_owned()),
        false => ("this line cannot be read".to_owned(), FIELD.to_owned()),
    }
}

fn is_bare(value: &str) -> bool {
    !value.starts_with(['"', '\'', '[', '{']) && value.parse::<f64>().is_err()
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_mistakes_are_named() {
        for (said, line, message) in [
            ("string values must be quoted", "title = Homes", "text without quotation marks"),
            ("key with no value", "title: \"Homes\"", "`title: \"Homes\"` is no field"),
            ("unexpected key", "closing date = 2027-01-01", "`closing date` cannot be the name of a field"),
            ("string values must be quoted", "title =", "`title` has no value"),
            ("missing comma between array elements", "options = [\"Yes\" \"No\"]", "a comma is missing in this list"),
            ("missing comma between array elements", "options = \"yes-no\"", "the list above this line is not closed"),
            ("invalid basic string", "title = \"Homes", "these quotation marks are not closed"),
            ("unexpected key or value", "title = \"The \"big\" one\"", "quotation marks inside the text end it"),
            ("unexpected key or value", "title = 'The school's roof'", "an apostrophe ends this text"),
            ("missing comma between key-value pairs", "choose = \"one\"", "the table above this line is not closed"),
            ("unexpected key or value", "title = \"Homes\",", "a comma stands behind the value"),
            ("unexpected key or value", "id = \"1\" text = \"Why?\"", "two fields stand on this line"),
            ("unclosed array table", "[[question]", "a bracket is missing"),
        ] {
            assert_eq!(told(said, "", line).0, message, "{line}");
        }
    }
}
