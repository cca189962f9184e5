//! Tera: variables, and functions that stand for text of other records.
//!
//! A function does not give the text itself: it gives a mark ([`Call`], written between two
//! noncharacters), which is replaced by blocks once the Markdown around it has been read. So every
//! block keeps the file and line it was written in, and where its words come from.

use crate::{library::MAX_BYTES, text::nearest};
use std::{
    io,
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tera::{Context, Delimiters, ErrorKind, Kwargs, State, Tera};

/// What a function of a template stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Call {
    /// `position(id, part)`
    Position { id: String, part: Option<String> },
    /// `answer(of, question)`
    Answer { of: String, question: String },
    /// `boilerplate(name)` and `{% include %}`
    Boilerplate { name: String },
    /// `section(name, default)`
    Section { name: String, default: Option<String> },
    /// `answers(parts)`
    Answers { parts: bool },
    /// `signature()`
    Signature,
}

/// Why a template could not be rendered.
#[derive(Debug)]
pub(super) struct Failure {
    /// A name that does not exist, rather than a mistake in the template itself.
    pub(super) unknown: bool,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// Where in the text.
    pub(super) range: Option<Range<usize>>,
}

/// A running text cut at its marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Segment<'t> {
    Text(&'t str),
    Call(Call),
}

pub(super) struct Engine {
    tera: Tera,
    /// How many more numbers `range` gives while one piece of text is rendered.
    steps: Arc<AtomicUsize>,
}

/// The most numbers that `range` gives in one piece of text, all loops together: loops inside loops end
/// within a moment.
const STEPS: usize = 100_000;

const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';
const BETWEEN: char = '\u{1f}';
const FUNCTIONS: [&str; 6] = ["position", "answer", "boilerplate", "section", "answers", "signature"];

impl Engine {
    /// Tera with our functions and delimiters, and nothing that asks the clock or the environment.
    pub(super) fn new() -> Self {
        let mut tera = Tera::new();
        let steps = Arc::new(AtomicUsize::new(STEPS));
        let left = Arc::clone(&steps);
        tera.register_function("range", move |args: Kwargs, _: &State| range(&args, &left));
        let delimiters = Delimiters { comment_start: "{*".into(), comment_end: "*}".into(), ..Delimiters::default() };
        // Two bytes each and unlike the others, which is all that can be refused.
        let _ = tera.set_delimiters(delimiters);
        tera.register_function("position", |args: Kwargs, _: &State| mark(&args, "position", &["id"], &["part"]));
        tera.register_function("answer", |args: Kwargs, _: &State| mark(&args, "answer", &["of", "question"], &[]));
        tera.register_function("boilerplate", |args: Kwargs, _: &State| mark(&args, "boilerplate", &["name"], &[]));
        tera.register_function("b", |args: Kwargs, _: &State| mark(&args, "boilerplate", &["n"], &[]));
        tera.register_function("section", |args: Kwargs, _: &State| mark(&args, "section", &["name"], &["default"]));
        tera.register_function("signature", |args: Kwargs, _: &State| mark(&args, "signature", &[], &[]));
        tera.register_function("answers", |args: Kwargs, _: &State| {
            refuse_others(&args, "answers", &["parts"])?;
            let parts = args.get::<bool>("parts")?.unwrap_or_default();
            tera::TeraResult::Ok(format!("{OPEN}{}{CLOSE}", hex(&format!("answers{BETWEEN}{parts}"))))
        });
        tera.register_filter("article", |word: &str, _: Kwargs, _: &State| with_article(word));
        Self { tera, steps }
    }

    /// Renders a piece of a template.
    pub(super) fn render(&self, text: &str, context: &Context) -> Result<String, Failure> {
        self.steps.store(STEPS, Ordering::Relaxed);
        let mut out = Limited(Vec::new());
        self.tera.render_str_to(&includes_as_calls(text), context, false, &mut out).map_err(|error| failure(&error, text))?;
        Ok(String::from_utf8_lossy(&out.0).into_owned())
    }
}

/// What a template has written: no more than a record may have.
struct Limited(Vec<u8>);

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_BYTES {
            return Err(io::Error::other("this writes more than a file may have"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Tera's own `range`, with an end to it.
fn range(args: &Kwargs, left: &AtomicUsize) -> tera::TeraResult<Vec<i64>> {
    let (start, end) = (args.get::<i64>("start")?.unwrap_or_default(), args.must_get::<i64>("end")?);
    let step = usize::try_from(args.get::<i64>("step_by")?.unwrap_or(1)).unwrap_or_default();
    if step == 0 {
        return Err(tera::Error::message("`step_by` should be above zero"));
    }
    let len = usize::try_from(end.saturating_sub(start)).unwrap_or_default().div_ceil(step);
    if left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(len)).is_err() {
        return Err(tera::Error::message(format!("loops over `range` take more than {STEPS} steps here")));
    }
    Ok((start..end).step_by(step).collect())
}

/// `union` as `a union`, `association` as `an association`.
fn with_article(word: &str) -> String {
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
    if word.starts_with("an ") || word.starts_with("a ") { word.to_owned() } else { format!("{} {word}", if vowel { "an" } else { "a" }) }
}

/// An argument that a function does not have would change nothing, in silence.
fn refuse_others(args: &Kwargs, name: &str, known: &[&'static str]) -> tera::TeraResult<()> {
    let Some(unknown) = args.iter().map(|(key, _)| key.to_string()).find(|key| !known.contains(&key.as_str())) else { return Ok(()) };
    let near = nearest(&unknown, known.iter().copied()).map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
    Err(tera::Error::message(format!("`{name}` takes no `{unknown}`{near}")))
}

fn mark(args: &Kwargs, name: &str, required: &[&'static str], optional: &[&'static str]) -> tera::TeraResult<String> {
    refuse_others(args, name, &[required, optional].concat())?;
    let mut parts = vec![name.to_owned()];
    for key in required {
        let value = args.must_get::<String>(key)?;
        if value.is_empty() {
            // A word without quotation marks is a variable, and one that does not exist is empty.
            return Err(tera::Error::message(format!("`{key}` is empty")));
        }
        parts.push(value);
    }
    for key in optional {
        parts.push(args.get::<String>(key)?.unwrap_or_default());
    }
    Ok(format!("{OPEN}{}{CLOSE}", hex(&parts.join(&BETWEEN.to_string()))))
}

/// Letters and digits only, so that Markdown leaves the mark in one piece.
fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<String> {
    let bytes = (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok());
    String::from_utf8(bytes.collect::<Option<Vec<u8>>>()?).ok()
}

/// Whether a text holds a mark.
pub(super) fn has_call(text: &str) -> bool {
    text.contains(OPEN)
}

/// Cuts a text at its marks.
pub(super) fn segments(text: &str) -> Vec<Segment<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (inner, behind) = after.split_once(CLOSE).unwrap_or((after, ""));
        if !before.is_empty() {
            out.push(Segment::Text(before));
        }
        out.extend(unhex(inner).and_then(|inner| call(&inner)).map(Segment::Call));
        rest = behind;
    }
    if !rest.is_empty() {
        out.push(Segment::Text(rest));
    }
    out
}

fn call(inner: &str) -> Option<Call> {
    let mut parts = inner.split(BETWEEN).map(str::to_owned);
    let name = parts.next()?;
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    Some(match name.as_str() {
        "position" => Call::Position { id: parts.next()?, part: parts.next().and_then(filled) },
        "answer" => Call::Answer { of: parts.next()?, question: parts.next()? },
        "boilerplate" => Call::Boilerplate { name: parts.next()?.trim_end_matches(".md").to_owned() },
        "section" => Call::Section { name: parts.next()?, default: parts.next().and_then(filled) },
        "answers" => Call::Answers { parts: parts.next()? == "true" },
        "signature" => Call::Signature,
        _ => return None,
    })
}

/// `{% include "x.md" %}` is another way to write `boilerplate`: it is rewritten, at the same length, so
/// that included text too keeps its place and its source, and loops are seen.
fn includes_as_calls(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("{%") {
        let Some(len) = rest[at..].find("%}").map(|end| end + 2) else { break };
        out.push_str(&rest[..at]);
        let tag = &rest[at..at + len];
        let inner = tag[2..len - 2].trim_matches(['-', ' ', '\n']);
        let named =
            |name: &'_ str| ['"', '\''].into_iter().find_map(|quote| Some(name.strip_prefix(quote)?.strip_suffix(quote)?.to_owned()));
        match inner.strip_prefix("include").map(str::trim).and_then(named) {
            Some(name) => {
                let call = format!("{{{{b(n=\"{name}\")}}}}");
                out.push_str(&call);
                out.push_str(&" ".repeat(len.saturating_sub(call.len())));
            }
            None => out.push_str(tag),
        }
        rest = &rest[at + len..];
    }
    out.push_str(rest);
    out
}

fn failure(error: &tera::Error, text: &str) -> Failure {
    let (message, range) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.message().to_owned(), Some(report.span().range.clone()))
        }
        other => (other.to_string(), None),
    };
    if let Some(name) = between(&message, "Unknown function `", "`") {
        let help = match nearest(name, FUNCTIONS) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("functions are {}", list(&FUNCTIONS)),
        };
        let range = text.find(name).map(|at| at..at + name.len());
        return Failure { unknown: true, message: format!("no function is called `{name}`"), help: Some(help), range };
    }
    for (what, exist) in [("Variable", "Available variables: "), ("Field", "Available fields: ")] {
        if let Some(name) = between(&message, &format!("{what} `"), "` is not defined") {
            let known: Vec<&str> = message
                .split_once(exist)
                .map(|(_, names)| names.split(", ").map(|name| name.trim_end_matches('.')).collect())
                .unwrap_or_default();
            let help = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => "there is nothing of that kind here".to_owned(),
                None => format!("there are {}", list(&known)),
            };
            let range = range.or_else(|| text.find(name).map(|at| at..at + name.len()));
            return Failure { unknown: true, message: format!("nothing is called `{name}` here"), help: Some(help), range };
        }
    }
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    let message = lower_first(message.lines().next().unwrap_or_default().trim_end_matches('.'));
    if message.starts_with("unexpected end of input") {
        return never_closed(text);
    }
    // Names in TOML have hyphens, which are minus signs here.
    let tag = range.as_ref().and_then(|range| text.get(range.start..)?.split("}}").next());
    let minus = message.starts_with("math operations") && tag.is_some_and(|tag| tag.contains('-'));
    let help =
        if minus { "a name with a hyphen stands in quotation marks: `facts[\"school-leaders\"]`" } else { syntax_help(&message, text) };
    Failure { unknown: false, message: quote_braces(&message), help: Some(help.to_owned()), range }
}

fn syntax_help(message: &str, text: &str) -> &'static str {
    if message.starts_with("unexpected character") && text.contains(['“', '”', '„']) {
        return "between braces write straight quotation marks: `{{ position(id=\"…\") }}`";
    }
    if message.contains("expected identifier") {
        return "say what is given: `boilerplate(name=\"…\")`, `position(id=\"…\")`, `answer(of=\"…\", question=\"…\")`";
    }
    if message.ends_with("is empty") {
        return "text stands between quotation marks: `{{ position(id=\"…\") }}`";
    }
    "write it like `{{ facts.members }}` or `{{ position(id=\"…\") }}`"
}

/// The end came too early: what is shown is the last tag that opens something.
fn never_closed(text: &str) -> Failure {
    let open = text.rfind("{%").or_else(|| text.rfind("{{"));
    let range = open.map(|at| at..text[at..].find("}").map_or(text.len(), |end| (at + end + 1).min(text.len())));
    let help = "close `{{` with `}}`, `{% if … %}` with `{% endif %}`, `{% for … %}` with `{% endfor %}`";
    Failure { unknown: false, message: "this is never closed".to_owned(), help: Some(help.to_owned()), range }
}

/// Braces that a message speaks of, in backticks like every other word of the user's.
fn quote_braces(message: &str) -> String {
    let words = message.split(' ').map(|word| match word {
        "}}" | "%}" | "{{" | "{%" => format!("`{word}`"),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.split_once(before)?.1.split_once(after).map(|(inner, _)| inner)
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_leaves_a_mark_that_markdown_keeps_whole() {
        let engine = Engine::new();
        let text = engine.render("See {{ position(id=\"a_b/c*d\") }} now", &Context::new()).expect("renders");
        let call = Call::Position { id: "a_b/c*d".into(), part: None };
        assert_eq!(segments(&text), [Segment::Text("See "), Segment::Call(call), Segment::Text(" now")]);
    }

    #[test]
    fn an_include_is_boilerplate_and_moves_nothing() {
        let text = "{% include \"x.md\" %} then";
        assert_eq!(includes_as_calls(text).len(), text.len());
        let rendered = Engine::new().render(text, &Context::new()).expect("renders");
        assert_eq!(segments(&rendered)[0], Segment::Call(Call::Boilerplate { name: "x".into() }));
    }

    #[test]
    fn an_unknown_variable_names_those_that_exist() {
        let mut context = Context::new();
        context.insert("facts", &std::collections::BTreeMap::from([("members", "9")]));
        let failure = Engine::new().render("{{ facts.membrs }}", &context).expect_err("unknown");
        assert!(failure.unknown);
        assert_eq!(failure.message, "nothing is called `membrs` here");
        assert!(failure.help.is_some_and(|help| help.contains("`members`")));
    }

    #[test]
    fn attributes_are_no_comments_and_comments_vanish() {
        let text = Engine::new().render("a {#name}{* gone *}", &Context::new()).expect("renders");
        assert_eq!(text, "a {#name}");
    }
}
