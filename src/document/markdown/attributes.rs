//! Attributes in braces at the end of a paragraph, an item or a heading.

use super::Traced;
use crate::{
    diagnostic::{Diagnostic, codes},
    document::Question,
    source::{Span, Spanned},
    text::nearest,
};
use std::ops::Range;

/// What stands in braces behind a paragraph, an item or a heading.
#[derive(Debug, Clone, Default)]
pub struct Attributes {
    /// The braces and all that is in them.
    pub span: Option<Span>,
    /// `{#name}`
    pub id: Option<Spanned<String>>,
    /// `{.continue}`: belongs to the numbered paragraph before.
    pub continues: bool,
    /// `from="…"`: where the words came from.
    pub from: Option<Spanned<String>>,
    /// `confidential="reason"`: kept out of the public version.
    pub confidential: Option<Spanned<String>>,
    /// `choice="…"`, on the heading of a question: options, `;` between.
    pub choice: Option<Spanned<String>>,
    /// `changed-position="reason"`, on the heading of a question.
    pub changed_position: Option<Spanned<String>>,
    /// `accept-<code>="reason"`.
    pub accepts: Vec<Acceptance>,
}

/// A finding that a person accepts, with the reason.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// The finding's code.
    pub code: Spanned<String>,
    /// Why it is accepted.
    pub reason: String,
    /// The text in which it is accepted.
    pub covers: Span,
}

/// Attributes that mean something on a heading of a question alone.
const KEYS: [&str; 4] = ["from", "confidential", "choice", "changed-position"];

/// Where the attributes of a block begin, when it ends with some: the place of the brace in `text`.
/// Words in braces that are no attributes (`{sic}`) are words.
pub(super) fn find(text: &str, block: Range<usize>) -> Option<Range<usize>> {
    let body = text[block.clone()].trim_end();
    let line = body.rfind('\n').map_or(0, |at| at + 1);
    let inner = body[line..].strip_suffix('}')?;
    let open = last_open_brace(inner)?;
    let first = inner[open + 1..].trim_start();
    let key = first.split(['=', ' ']).next().unwrap_or_default();
    let attribute = first.starts_with('#') || first.starts_with('.') || first[key.len()..].starts_with('=') && is_name(key);
    // The text of an item may begin behind the backslash.
    let at = block.start + line + open;
    let escaped = text[..at].ends_with('\\');
    (attribute && !escaped).then(|| at..block.start + body.len())
}

/// The last `{` that does not stand inside quotation marks that are closed behind it.
fn last_open_brace(inner: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, c) in inner.char_indices().rev() {
        match c {
            '"' => quoted = !quoted,
            '{' if !quoted => return Some(at),
            '}' if !quoted => return None,
            _ => {}
        }
    }
    None
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Reads attributes that [`find`] found. `covers` is the text they speak of.
pub(super) fn parse(traced: &Traced, range: Range<usize>, covers: Span, findings: &mut Vec<Diagnostic>) -> Attributes {
    let mut attributes = Attributes { span: traced.span(range.clone()), ..Attributes::default() };
    let text = traced.text();
    let mut at = range.start + 1;
    let end = range.end - 1;
    while let Some(skip) = text[at..end].find(|c: char| !c.is_whitespace()) {
        at += skip;
        let (token, value) = next_token(text, at, end);
        let Some(span) = traced.span(at..value.as_ref().map_or(token.end, |value| value.end)) else { break };
        let word = &text[token.clone()];
        let problem = match value {
            Some(ref value) => attributes.set(word, unquote(&text[value.clone()]), span, covers),
            None => attributes.mark(word, span),
        };
        findings.extend(problem);
        at = value.map_or(token.end, |value| value.end);
    }
    attributes
}

/// The word that begins at `at`, and the value behind its `=`, quotation marks included.
fn next_token(text: &str, at: usize, end: usize) -> (Range<usize>, Option<Range<usize>>) {
    let stop = text[at..end].find(|c: char| c.is_whitespace() || c == '=').map_or(end, |found| at + found);
    if !text[stop..end].starts_with('=') {
        return (at..stop.max(at + 1), None);
    }
    let value = stop + 1;
    let close = match text[value..end].strip_prefix('"') {
        Some(rest) => rest.find('"').map_or(end, |found| value + found + 2),
        None => text[value..end].find(char::is_whitespace).map_or(end, |found| value + found),
    };
    (at..stop, Some(value..close))
}

fn unquote(value: &str) -> Result<String, String> {
    match value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if value.len() > 1 => Ok(inner.to_owned()),
        _ => Err(value.to_owned()),
    }
}

impl Attributes {
    fn mark(&mut self, word: &str, span: Span) -> Option<Diagnostic> {
        if let Some(name) = word.strip_prefix('#') {
            return self.name(name, span);
        }
        if word == ".continue" {
            self.continues = true;
            return None;
        }
        let near = nearest(word, [".continue"]).map(|near| format!("did you mean `{near}`?"));
        let finding = bad(span, format!("`{word}` means nothing here"));
        Some(finding.help("attributes are `#name`, `.continue` and `key=\"value\"`").help_if(near))
    }

    fn name(&mut self, name: &str, span: Span) -> Option<Diagnostic> {
        if !is_name(name) {
            return Some(bad(span, format!("`{name}` cannot be a name")).help("use letters, digits, `-`, `_` and `.`"));
        }
        if self.id.is_some() {
            return Some(bad(span, format!("a second name, `{name}`")).help("give one name"));
        }
        self.id = Some(Spanned::new(name.to_owned(), span));
        Question::is_anchor(name).then(|| {
            Diagnostic::new(&codes::RESERVED_NAME, span, format!("`{name}` is kept for a question"))
                .help("names that begin with q and a digit point to questions: choose another")
        })
    }

    fn set(&mut self, key: &str, value: Result<String, String>, span: Span, covers: Span) -> Option<Diagnostic> {
        let value = match value {
            Ok(value) => value,
            Err(raw) => {
                return Some(
                    bad(span, format!("the value of `{key}` is not in quotation marks"))
                        .help(format!("write `{key}=\"{}\"`", raw.trim_matches('"'))),
                );
            }
        };
        if let Some(code) = key.strip_prefix("accept-") {
            if value.trim().is_empty() {
                return Some(bad(span, format!("`{key}` gives no reason")).help("say why the finding is accepted"));
            }
            self.accepts.push(Acceptance { code: Spanned::new(code.to_owned(), span), reason: value, covers });
            return None;
        }
        let value = Some(Spanned::new(value, span));
        match key {
            "from" => self.from = value,
            "confidential" => self.confidential = value,
            "choice" => self.choice = value,
            "changed-position" => self.changed_position = value,
            _ => {
                let help = nearest(key, KEYS).map(|near| format!("did you mean `{near}`?"));
                return Some(
                    bad(span, format!("no attribute is called `{key}`")).help(format!("attributes are {}", list(&KEYS))).help_if(help),
                );
            }
        }
        None
    }
}

impl Attributes {
    /// What stands here and means nothing here: `kept` is what does, of `#`, `.continue` and the keys;
    /// `place` says where it stands.
    pub fn misplaced(&self, kept: &[&str], place: &str) -> Vec<Diagnostic> {
        let id = self.id.as_ref().map(|id| ("#", id.span));
        let continues = self.span.filter(|_| self.continues).map(|span| (".continue", span));
        let values = [&self.from, &self.confidential, &self.choice, &self.changed_position];
        let keys = KEYS.iter().zip(values).filter_map(|(key, value)| Some((*key, value.as_ref()?.span)));
        let there = id.into_iter().chain(continues).chain(keys).filter(|(key, _)| !kept.contains(key));
        there.map(|(key, span)| bad(span, format!("{} means nothing {place}", shown(key))).help(where_it_belongs(key))).collect()
    }
}

fn shown(key: &str) -> String {
    if key == "#" { "a name".to_owned() } else { format!("`{key}`") }
}

fn where_it_belongs(key: &str) -> &'static str {
    match key {
        "#" => "a question is `#q` and its number already; give names to paragraphs, items and sections",
        ".continue" => "put it at the end of a paragraph",
        "choice" | "changed-position" => "move it behind the question's number: `## 16 {…}`",
        _ => "put it at the end of a paragraph, or on the heading of a section or a question",
    }
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn bad(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(&codes::BAD_ATTRIBUTE, span, message)
}
