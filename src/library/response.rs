//! What we say: `response.md`, cut into its sections and answers. Their text is read when a document
//! is assembled.

use super::{
    accept,
    fields::{Fields, Toml},
    front_matter,
    original::{self, Original},
};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::{
        Status,
        date::PrintedDate,
        markdown::{Acceptance, Attributes, Outline, OutlineHeading, outline},
    },
    source::{Sources, Span, Spanned},
    text::same_words,
};
use std::collections::BTreeMap;

/// A response, as far as somebody has written it.
#[derive(Debug, Default)]
pub struct Response {
    /// The consultation's id.
    pub id: String,
    /// The title, where it is not made from the consultation's.
    pub title: Option<String>,
    /// What stands below the title.
    pub subtitle: Option<String>,
    /// How far it has come.
    pub status: Status,
    /// Its date, as exact as it is to be printed.
    pub date: Option<PrintedDate>,
    /// Who signs, by the name in `respondent.toml`.
    pub signatory: Option<Spanned<String>>,
    /// The signature line by line, where it is not made from the signatory.
    pub signature: Vec<String>,
    /// The outline that puts it together.
    pub template: Option<Spanned<String>>,
    /// Which standard text stands for which: `introduction = "introduction-short"`.
    pub boilerplate: BTreeMap<String, Spanned<String>>,
    /// The file it was imported from.
    pub source: Option<Original>,
    /// Where its front matter stands.
    pub head: Option<Span>,
    /// Findings of the front matter that a person accepts: `[accept]`, a reason for each code.
    pub accepts: Vec<Acceptance>,
    /// Its sections, without the answers.
    pub sections: Vec<Section>,
    /// Words in the section of the answers before the first of them.
    pub before_answers: Option<Span>,
    /// The answers.
    pub answers: Vec<Answer>,
    /// Headings and footnotes of the whole text.
    pub outline: Outline,
    /// The whole text; none where nobody has started it.
    pub body: Option<Span>,
}

/// A section around the answers.
#[derive(Debug)]
pub struct Section {
    /// Its heading.
    pub title: Spanned<String>,
    /// What stands in braces behind it.
    pub attributes: Attributes,
    /// The text below it.
    pub body: Span,
}

/// An answer to one question, or one text for several.
#[derive(Debug)]
pub struct Answer {
    /// The ids of the questions; the first one prints the text.
    pub questions: Vec<Spanned<String>>,
    /// The question's words as a reminder.
    pub reminder: Option<Spanned<String>>,
    /// What stands in braces behind the heading.
    pub attributes: Attributes,
    /// The heading's words.
    pub heading: Span,
    /// The text below it.
    pub body: Span,
}

impl Response {
    /// The answer that a question's words are under.
    pub fn answer(&self, question: &str) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.questions.iter().any(|id| id.value == question))
    }

    /// The section with a heading, whatever its case and marks.
    pub fn section(&self, title: &str) -> Option<&Section> {
        let wanted = same_words(title);
        self.sections.iter().find(|section| same_words(&section.title.value) == wanted)
    }
}

pub(super) fn read(sources: &Sources, source: u32, id: String, findings: &mut Vec<Diagnostic>) -> Response {
    let halves = front_matter::split(sources, source, findings);
    let toml = Toml::new(sources, halves.toml);
    let mut response = toml.read(halves.fence, |fields| fields_of(fields, id, halves.toml));
    response.head = halves.found.then_some(halves.toml);
    findings.extend(toml.into_findings());
    response.outline = outline(sources, halves.body, findings);
    response.body = Some(halves.body);
    cut(&mut response, sources, halves.body, findings);
    if !halves.found {
        // The fields themselves now stand before the first heading.
        findings.retain(|finding| finding.code != &codes::STRAY_TEXT);
    }
    response
}

fn fields_of(fields: &Fields, id: String, head: Span) -> Response {
    Response {
        id,
        title: fields.text("title").map(|text| text.value),
        subtitle: fields.text("subtitle").map(|text| text.value),
        status: fields.one_of("status", &Status::ALL).unwrap_or_default(),
        date: date(fields),
        signatory: fields.text("signatory"),
        signature: fields.texts("signature").into_iter().map(|line| line.value).collect(),
        template: fields.text("template"),
        boilerplate: fields
            .named_texts("boilerplate")
            .into_iter()
            .filter_map(|(name, texts)| Some((name.value, texts.into_iter().next()?)))
            .collect(),
        source: fields.table("source", original::read),
        accepts: accept::read(fields, head),
        ..Response::default()
    }
}

/// `date`: a year, a month or a day; a day also as TOML writes it.
fn date(fields: &Fields) -> Option<PrintedDate> {
    let text = fields.date_text("date")?;
    let date = text.value.parse().ok();
    if date.is_none() {
        let help = "write a year, a month or a day: `\"2026\"`, `\"2026-03\"`, `\"2026-03-31\"`";
        fields.report(&codes::INVALID_DATE, text.span, format!("`{}` is not a date", text.value), help);
    }
    date
}

/// Cuts the text at its headings.
fn cut(response: &mut Response, sources: &Sources, body: Span, findings: &mut Vec<Diagnostic>) {
    let headings = std::mem::take(&mut response.outline.headings);
    let tops: Vec<usize> = (0..headings.len()).filter(|&at| headings[at].level == 1).collect();
    let before = Span { end: tops.first().map_or(body.end, |&first| headings[first].whole.start), ..body };
    stray(response, sources, before, findings);
    for (n, &at) in tops.iter().enumerate() {
        let next = tops.get(n + 1).copied().unwrap_or(headings.len());
        let end = headings.get(next).map_or(body.end, |heading| heading.whole.start);
        let heading = &headings[at];
        if same_words(&heading.title).starts_with("answers") {
            answers(response, sources, &headings[at..next], end, findings);
        } else {
            findings.extend(heading.attributes.misplaced(&["#", "from", "confidential"], "on the heading of a section"));
            let title = Spanned::new(heading.title.clone(), heading.span);
            response.sections.push(Section { title, attributes: attributes(heading, end), body: Span { end, ..heading.body } });
        }
    }
    response.outline.headings = headings;
}

/// Words before the first heading would reach no output. Footnotes and comments are no such words.
fn stray(response: &Response, sources: &Sources, before: Span, findings: &mut Vec<Diagnostic>) {
    let definition = |at: usize| response.outline.definitions.iter().any(|(_, span)| span.range().contains(&at));
    let text = sources.slice(before);
    let (mut at, mut comment) = (before.start as usize, None);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let inside = comment.is_some();
        comment = comment.or([("<!--", "-->"), ("{*", "*}")].into_iter().find(|(open, _)| words.starts_with(open)));
        comment = comment.filter(|(_, close)| !words.contains(close));
        if !inside && !words.is_empty() && !definition(at) && !words.starts_with("<!--") && !words.starts_with("{*") {
            let start = at + line.len() - line.trim_start().len();
            let span = Span::new(before.source, start, start + words.len());
            let finding = Diagnostic::new(&codes::STRAY_TEXT, span, "these words stand before the first heading");
            findings.push(finding.help("put them under a heading such as `# Key points`"));
            return;
        }
        at += line.len();
    }
}

fn answers(response: &mut Response, sources: &Sources, headings: &[OutlineHeading], end: u32, findings: &mut Vec<Diagnostic>) {
    let seconds: Vec<usize> = (0..headings.len()).filter(|&at| headings[at].level == 2).collect();
    let first = seconds.first().map_or(end, |&at| headings[at].whole.start);
    let before = Span { end: first, ..headings[0].body };
    if !sources.slice(before).trim().is_empty() {
        if response.before_answers.is_some() {
            let finding =
                Diagnostic::new(&codes::STRAY_TEXT, headings[0].span, "a second section of answers has words before its first answer");
            findings.push(finding.help("put them into the first one, or under a question"));
        } else {
            response.before_answers = Some(before);
        }
    }
    findings.extend(headings[0].attributes.misplaced(&[], "on the heading of the answers"));
    for (n, &at) in seconds.iter().enumerate() {
        let kept = ["from", "confidential", "choice", "changed-position"];
        findings.extend(headings[at].attributes.misplaced(&kept, "on the heading of a question"));
        let end = seconds.get(n + 1).map_or(end, |&next| headings[next].whole.start);
        let answer = answer(&headings[at], end);
        if answer.questions.is_empty() {
            let finding = Diagnostic::new(
                &codes::STRAY_TEXT,
                headings[at].whole,
                "this heading names no question, and nothing prints what is below it",
            );
            findings.push(finding.help("begin it with the question's id: `## 7`"));
        }
        for id in &answer.questions {
            if let Some(other) = response.answer(&id.value) {
                let finding = Diagnostic::new(&codes::DUPLICATE_ANSWER, id.span, format!("question `{}` is answered twice", id.value));
                findings.push(finding.related(other.heading, "first answered here").help("put both texts under one heading"));
            }
        }
        response.answers.push(answer);
    }
}

/// What is accepted on the heading of a section or an answer is accepted below its own headings too.
fn attributes(heading: &OutlineHeading, end: u32) -> Attributes {
    let mut attributes = heading.attributes.clone();
    for accept in &mut attributes.accepts {
        accept.covers.end = end;
    }
    attributes
}

fn answer(heading: &OutlineHeading, end: u32) -> Answer {
    let (mut questions, mut at, mut more) = (Vec::new(), 0, true);
    let title = heading.title.as_str();
    while more {
        let start = at + title[at..].len() - title[at..].trim_start().len();
        let stop = title[start..].find([' ', ',', ':']).map_or(title.len(), |found| start + found);
        if stop == start {
            break;
        }
        let word = &title[start..stop];
        at = stop;
        if word.eq_ignore_ascii_case("question") && questions.is_empty() {
            continue;
        }
        let trimmed = word.trim_end_matches('.');
        questions.push(Spanned::new(trimmed.to_owned(), heading.span.part(start, start + trimmed.len())));
        let rest = title[stop..].trim_start();
        more = rest.starts_with(',');
        if more {
            at = title.len() - rest.len() + 1;
        }
    }
    let rest = title[at..].trim_start_matches([':', ' ']);
    let reminder = (!rest.is_empty()).then(|| Spanned::new(rest.to_owned(), heading.span.part(title.len() - rest.len(), title.len())));
    let body = Span { end, ..heading.body };
    Answer { questions, reminder, attributes: attributes(heading, end), heading: heading.span, body }
}

/// The text of a `response.md` with another status in its front matter and everything else as it is, to
/// the byte. Nothing where there is no front matter to write it into.
pub fn with_status(text: &str, status: Status) -> Option<String> {
    let line = format!("status = \"{}\"", status.word());
    let fence = text.find('\n').filter(|&end| text[..end].trim_start_matches('\u{feff}').trim_end() == "+++")? + 1;
    let mut at = fence;
    for old in text[fence..].split_inclusive('\n') {
        let bare = old.trim_end();
        if bare == "+++" || bare.starts_with('[') {
            break;
        }
        if bare.split_once('=').is_some_and(|(key, _)| key.trim() == "status") {
            let comment = bare.find(" #").map_or("", |comment| &bare[comment..]);
            let end = &old[bare.len()..];
            return Some(format!("{}{line}{comment}{end}{}", &text[..at], &text[at + old.len()..]));
        }
        at += old.len();
    }
    let end = if text[..fence].ends_with("\r\n") { "\r\n" } else { "\n" };
    Some(format!("{}{line}{end}{}", &text[..fence], &text[fence..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_set_and_nothing_else_is_touched() {
        for (before, after) in [
            ("+++\nstatus = \"draft\"\n+++\n\n# A\n", "+++\nstatus = \"submitted\"\n+++\n\n# A\n"),
            ("+++\r\ndate = \"2026\"\r\n+++\r\nx", "+++\r\nstatus = \"submitted\"\r\ndate = \"2026\"\r\n+++\r\nx"),
            ("+++\nstatus='draft'   # for now\n+++\n", "+++\nstatus = \"submitted\" # for now\n+++\n"),
            (
                "\u{feff}+++\n[boilerplate]\nstatus = \"x\"\n+++\n",
                "\u{feff}+++\nstatus = \"submitted\"\n[boilerplate]\nstatus = \"x\"\n+++\n",
            ),
        ] {
            assert_eq!(with_status(before, Status::Submitted).as_deref(), Some(after));
        }
        assert_eq!(with_status("# A\n", Status::Submitted), None);
    }
}
