//! XML as it is written: a string that grows. Everything that comes from a document passes
//! [`push_escaped`], so that no character that XML forbids reaches the file.

use crate::text::allowed;

/// XML being written.
#[derive(Debug, Default)]
pub(super) struct Xml {
    out: String,
}

impl Xml {
    /// Starts an element that has children.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push('>');
    }

    /// Writes an element without children.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push_str("/>");
    }

    /// Ends an element.
    pub(super) fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Whether what was written last is an element of that name.
    pub(super) fn ends_with(&self, name: &str) -> bool {
        self.last_end(name).is_some()
    }

    /// Goes on in the element that was written last, if it has that name.
    pub(super) fn reopen(&mut self, name: &str) -> bool {
        let Some(end) = self.last_end(name) else { return false };
        self.out.truncate(end);
        true
    }

    fn last_end(&self, name: &str) -> Option<usize> {
        let before = self.out.strip_suffix('>')?.strip_suffix(name)?.strip_suffix("</")?;
        Some(before.len())
    }

    /// How much is written.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Takes away what is written from a place on.
    pub(super) fn cut_off(&mut self, start: usize) -> String {
        self.out.split_off(start)
    }

    /// Adds to the grid of the last table the columns that it lacks.
    pub(super) fn widen(&mut self, widths: &[i64]) {
        let Some(end) = self.out.rfind("</w:tblGrid>") else { return };
        let grid = self.out[..end].rfind("<w:tblGrid>").map(|start| &self.out[start..end]);
        let columns = grid.map_or(0, |grid| grid.matches("<w:gridCol ").count());
        let more: String = widths.iter().skip(columns).map(|width| super::table::grid_column(*width)).collect();
        self.out.insert_str(end, &more);
    }

    /// Writes words.
    pub(super) fn text(&mut self, text: &str) {
        push_escaped(&mut self.out, text);
    }

    /// Writes what is XML already.
    pub(super) fn raw(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    /// All that was written.
    pub(super) fn into_string(self) -> String {
        self.out
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            push_escaped(&mut self.out, value);
            self.out.push('"');
        }
    }
}

/// Adds text in which nothing is markup and nothing is forbidden. A line end or tab becomes a space:
/// where they mean something they are elements, and in an attribute readers would make them spaces.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if allowed(c) => out.push(c),
            _ => {}
        }
    }
}

/// The text as an attribute's value or an element's text.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// The text on one line, without what XML forbids, but not escaped: for what others will escape.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).filter(|c| allowed(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_forbidden_is_written() {
        assert_eq!(escaped("a\u{b}<b> & \"c\"\u{0}\n\u{ffff}d"), "a&lt;b&gt; &amp; &quot;c&quot; d");
    }
}
