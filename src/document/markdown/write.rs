//! Running text as Markdown: emphasis, links, references, and escapes where a mark would mean something.

use crate::document::{Inline, Note};

/// A line end that is meant.
const LINE_END: &str = "\\\n";

/// Writes running text, and keeps the footnotes that it meets.
#[derive(Default)]
pub(crate) struct Writing {
    /// Footnotes in the order of their marks.
    pub(crate) notes: Vec<Note>,
    /// What a line after a line end begins with.
    pub(crate) indent: String,
    in_cell: bool,
}

impl Writing {
    /// The text of a paragraph, on one line unless it has line ends of its own.
    pub(crate) fn paragraph(&mut self, content: &[Inline]) -> String {
        let mut out = String::new();
        self.inlines(content, &mut out);
        guard_start(&out).replace(LINE_END, &format!("{LINE_END}{}", self.indent))
    }

    /// The text of a heading; guarded where it stands directly behind the marks.
    pub(crate) fn heading(&mut self, content: &[Inline], first: bool) -> String {
        let mut out = String::new();
        self.inlines(content, &mut out);
        let out = out.replace(LINE_END, "<br>");
        let out = if first { guard_start(&out) } else { out };
        match out.strip_suffix('#') {
            Some(rest) => format!("{rest}\\#"),
            None => out,
        }
    }

    /// The text of a table's cell.
    pub(crate) fn cell(&mut self, content: &[Inline]) -> String {
        self.in_cell = true;
        let mut out = String::new();
        self.inlines(content, &mut out);
        self.in_cell = false;
        out
    }

    /// Plain words behind a mark that stands for a block.
    pub(crate) fn escaped_title(&self, text: &str) -> String {
        let mut out = String::new();
        escape(text, false, &mut out);
        out
    }

    /// Plain words at the beginning of a line.
    pub(crate) fn escaped_line(&self, text: &str) -> String {
        guard_start(&self.escaped_title(text))
    }

    fn inlines(&mut self, content: &[Inline], out: &mut String) {
        for inline in content {
            self.inline(inline, out);
        }
    }

    fn inline(&mut self, inline: &Inline, out: &mut String) {
        match inline {
            Inline::Text { text } => escape(text, self.in_cell, out),
            Inline::Emphasis { content } => self.marked(content, if out.ends_with('*') { "_" } else { "*" }, out),
            Inline::Strong { content } => self.marked(content, "**", out),
            Inline::Code { text } => self.code(text, out),
            Inline::Link { to, content } => {
                out.push('[');
                self.inlines(content, out);
                let plain = to.contains([' ', '(', ')', '<', '>']) || to.is_empty();
                out.push_str(&if plain { format!("](<{}>)", to.replace('<', "%3C").replace('>', "%3E")) } else { format!("]({to})") });
            }
            Inline::Reference(reference) if reference.target.is_none() => escape(&reference.printed(), self.in_cell, out),
            Inline::Reference(reference) => {
                out.push('[');
                escape(&reference.printed(), self.in_cell, out);
                out.push_str(&format!("](#{})", reference.to));
            }
            Inline::Note(note) => {
                out.push_str(&format!("[^{}]", note.number));
                self.notes.push(note.clone());
            }
            Inline::Break if self.in_cell => out.push_str("<br>"),
            Inline::Break => out.push_str(LINE_END),
            Inline::Changed { .. } => self.inlines(inline.newer(), out),
        }
    }

    /// Emphasis. White space at its ends goes outside, where marks must not stand beside it.
    fn marked(&mut self, content: &[Inline], mark: &str, out: &mut String) {
        let mut inner = String::new();
        self.inlines(content, &mut inner);
        let words = inner.trim();
        if words.is_empty() {
            out.push_str(&inner);
            return;
        }
        let start = inner.len() - inner.trim_start().len();
        out.push_str(&inner[..start]);
        out.push_str(&format!("{mark}{words}{mark}"));
        out.push_str(&inner[start + words.len()..]);
    }

    fn code(&self, text: &str, out: &mut String) {
        let text = text.replace('\n', " ");
        let marks = fence(&text, 1);
        let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
        let text = if self.in_cell { text.replace('|', "\\|") } else { text };
        out.push_str(&format!("{marks}{pad}{text}{pad}{marks}"));
    }
}

/// Backticks, at least `least` and more than the text has in a row.
pub(crate) fn fence(text: &str, least: usize) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(least.max(longest + 1))
}

/// Puts a backslash before every mark that would mean something inside a line.
fn escape(text: &str, in_cell: bool, out: &mut String) {
    let mut before = out.chars().next_back().unwrap_or(' ');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let means = match c {
            '\\' | '`' | '*' | '[' | ']' | '{' | '~' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '|' => in_cell,
            '&' => next.is_ascii_alphabetic() || next == '#',
            _ => false,
        };
        if means {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
        before = c;
    }
}

/// Puts a backslash before what would begin a block at the start of a line: a heading, a list, a
/// quotation, a rule, a label such as `(a)`.
fn guard_start(text: &str) -> String {
    text.split(LINE_END).map(guard_line).collect::<Vec<_>>().join(LINE_END)
}

fn guard_line(line: &str) -> String {
    let body = line.trim_start();
    let lead = &line[..line.len() - body.len()];
    if body.starts_with(['#', '>', '-', '+', '=', '|', ':']) {
        return format!("{lead}\\{body}");
    }
    let digits = body.len() - body.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && body[digits..].starts_with(['.', ')']) {
        return format!("{lead}{}\\{}", &body[..digits], &body[digits..]);
    }
    if body.starts_with('(') {
        return format!("{lead}\\{body}");
    }
    line.to_owned()
}
