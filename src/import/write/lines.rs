//! Lines of TOML, written plainly: a record is read and edited by people.

use crate::library::Original;

/// Lines of TOML so far.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    pub(super) fn bare(&mut self, key: &str, value: &str) {
        self.0.push_str(&format!("{key} = {value}\n"));
    }

    pub(super) fn text(&mut self, key: &str, value: &str) {
        self.bare(key, &quoted(value));
    }

    pub(super) fn optional(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    /// A list; nothing where it is empty.
    pub(super) fn texts(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
            self.bare(key, &format!("[{}]", values.join(", ")));
        }
    }

    /// Fields as somebody wrote them.
    pub(super) fn fields(&mut self, fields: &[(String, String)]) {
        fields.iter().for_each(|(key, value)| self.bare(key, value));
    }

    /// A remark on one line.
    pub(super) fn comment(&mut self, text: &str) {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.0.push_str(&format!("# {}\n", text.split_whitespace().collect::<Vec<_>>().join(" ")));
    }

    pub(super) fn table(&mut self, header: &str) {
        self.0.push_str(&format!("\n{header}\n"));
    }

    pub(super) fn source(&mut self, source: Option<&Original>) {
        if let Some(source) = source {
            self.table("[source]");
            self.text("checksum", &source.checksum);
            self.optional("file", source.file.as_deref());
            self.optional("title", source.title.as_deref());
        }
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// A basic string (TOML 1.0), on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn any_text_is_one_string() {
        assert_eq!(quoted("say “so” \"twice\" \\ here\n"), "\"say “so” \\\"twice\\\" \\\\ here\\n\"");
    }
}
