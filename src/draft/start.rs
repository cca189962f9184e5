//! A response that is started: every question, with all that could answer it.

mod earlier;
mod front;

use super::{
    Insertion, Refusal,
    adopt::has_words,
    comment::{remark, wrapped},
    headings::{can_name, heading, terms},
    place::{end_of_words, read_back},
    proposals::{key_points, proposals},
    refuse, refuse_submitted,
    sources::Sources,
};
use crate::{
    library::{
        Answer, Consultation, Library, Question, Response,
        choice::{self, Opening},
    },
    matching::{Candidate, Entry, Matcher, plain::plain},
    text::nearest,
};
use earlier::Earlier;
use std::collections::BTreeSet;

/// A response that was started.
#[derive(Debug)]
pub struct Started {
    /// The text of a new file, or what is put into the one that is there.
    pub text: Result<String, Vec<Insertion>>,
    /// Questions that were written.
    pub questions: usize,
    /// Questions that stood there empty and got proposals.
    pub filled: usize,
    /// Of all these, those with text: taken from what they are mapped to, or carried over.
    pub answered: usize,
    /// Of all these, those with proposals.
    pub proposed: usize,
    /// What a person should know.
    pub said: Vec<String>,
}

/// Starts the response to a consultation, or adds what one lacks: questions without a heading, and proposals
/// for those that have nothing below theirs. `from` is the
/// earlier round whose answers are carried forward; `learn` may tell more to what proposals come from, as what
/// texts mean. Refuses a consultation without questions, files that cannot be read as they should be, and
/// a response that was sent where anything would be put into it.
pub fn start(library: &Library, consultation: &Consultation, from: Option<&str>, learn: &dyn Fn(&mut Matcher)) -> Result<Started, Refusal> {
    let id = &consultation.id;
    for file in ["consultation.toml", "response.md"].map(|file| format!("responses/{id}/{file}")) {
        if library.is_damaged(&file) {
            return refuse(format!("`{file}` cannot be read as it should be"), "mend it first: `respondent check` shows what is wrong");
        }
    }
    if consultation.questions.is_empty() {
        return refuse(format!("`{id}` asks no questions yet"), "add each one to its consultation.toml under `[[question]]`");
    }
    let sources = Sources::new(library);
    let earlier = from.map(|from| earlier_round(&sources, consultation, from)).transpose()?;
    let mut matcher = Matcher::new(library);
    learn(&mut matcher);
    let mut draft = Draft {
        matcher,
        there: library.responses.get(id),
        sources: &sources,
        consultation,
        earlier,
        started: Started { text: Ok(String::new()), questions: 0, filled: 0, answered: 0, proposed: 0, said: Vec::new() },
        done: BTreeSet::new(),
    };
    draft.started.text = match draft.there {
        Some(response) => Err(draft.missing(response)),
        None => Ok(draft.whole()),
    };
    if draft.started.text.as_ref().is_err_and(|missing| !missing.is_empty()) {
        refuse_submitted(library, draft.there)?;
    }
    draft.check()
}

fn earlier_round<'s>(sources: &'s Sources<'s>, new: &'s Consultation, from: &str) -> Result<Earlier<'s>, Refusal> {
    let library = sources.library;
    if from == new.id {
        return refuse(format!("`{from}` is the consultation itself"), "name the response to an earlier round");
    }
    let asked = library.consultations.get(from);
    if asked.is_some() && library.is_damaged(&format!("responses/{from}/response.md")) {
        return refuse(
            format!("`responses/{from}/response.md` cannot be read as it should be"),
            "mend it first: `respondent check` shows what is wrong",
        );
    }
    let (Some(asked), Some(said)) = (asked, library.responses.get(from)) else {
        if asked.is_some() {
            let help = format!("`respondent new {}` without `--from` starts a draft; what was sent can be imported first", new.id);
            return refuse(format!("`{from}` is a consultation that nobody has answered: it has no response.md to carry forward"), help);
        }
        let help = match nearest(from, library.responses.keys().map(String::as_str)).filter(|near| *near != from) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`respondent status` lists what there is".to_owned(),
        };
        return refuse(format!("no response is called `{from}`"), help);
    };
    Ok(Earlier::new(sources, asked, said, new))
}

struct Draft<'s> {
    sources: &'s Sources<'s>,
    matcher: Matcher<'s>,
    consultation: &'s Consultation,
    /// The draft that somebody has started.
    there: Option<&'s Response>,
    earlier: Option<Earlier<'s>>,
    started: Started,
    /// Questions that stand under the heading of another.
    done: BTreeSet<String>,
}

impl Draft<'_> {
    fn whole(&mut self) -> String {
        let mut parts = vec![self.front_matter()];
        let sections = self.earlier.as_ref().map(Earlier::sections).unwrap_or_default();
        let (first, last): (Vec<_>, Vec<_>) = sections.into_iter().partition(|(title, _)| !is_last(title));
        parts.extend(first.iter().map(|(_, text)| text.clone()));
        if !first.iter().any(|(title, _)| crate::text::same_words(title) == "key points") {
            parts.push("# Key points".to_owned());
        }
        parts.extend(key_points(self.sources, &self.matcher, self.consultation));
        parts.push("# Answers".to_owned());
        let questions: Vec<&Question> = self.consultation.questions.iter().collect();
        for question in questions {
            parts.extend(self.question(question));
        }
        parts.extend(last.into_iter().map(|(_, text)| text));
        parts.extend(self.left_over(""));
        format!("{}\n", parts.join("\n\n"))
    }

    fn front_matter(&mut self) -> String {
        let earlier = self.earlier.as_ref().map(|earlier| (earlier.response(), earlier.names()));
        let (text, said) = front::matter(self.sources.library, earlier);
        self.started.said.extend(said);
        text
    }

    /// What a draft that somebody has started lacks: questions without a heading, each behind the one before it,
    /// and what could answer those that are empty.
    fn missing(&mut self, response: &Response) -> Vec<Insertion> {
        let library = self.sources.library;
        let mut insertions: Vec<Insertion> = Vec::new();
        let questions: Vec<&Question> = self.consultation.questions.iter().collect();
        let mut after = None;
        for question in &questions {
            match response.answer(&question.id.value) {
                Some(answer) => {
                    let at = end_of_words(library, answer.body);
                    after = Some(at);
                    insertions.extend(self.filling(question, answer).map(|text| Insertion { at, text }));
                }
                None => {
                    let at = after.or_else(|| start_of_answers(response)).unwrap_or_else(|| end_of(library, response));
                    insertions.extend(self.question(question).map(|text| Insertion { at, text }));
                }
            }
        }
        if response.answers.is_empty()
            && let Some(first) = insertions.first_mut()
            && start_of_answers(response).is_none()
        {
            first.text = format!("# Answers\n\n{}", first.text);
        }
        let (whole, at) = (response.body.map(|body| library.slice(body)).unwrap_or_default(), end_of(library, response));
        insertions.extend(self.left_over(whole).into_iter().map(|text| Insertion { at, text }));
        insertions
    }

    /// The heading of a question and all that stands below it; nothing where it stands under another.
    fn question(&mut self, question: &Question) -> Option<String> {
        if self.done.contains(&question.id.value) {
            return None;
        }
        if !can_name(&question.id.value) {
            self.started.said.push(format!("no heading can name question `{}`: correct its id", question.id.value));
            return None;
        }
        self.started.questions += 1;
        let carried = self.earlier.as_ref().and_then(|earlier| earlier.carried(question));
        let (others, attributes) = carried.as_ref().map(|carried| (carried.others.clone(), carried.attributes.clone())).unwrap_or_default();
        self.started.questions += others.len();
        self.done.extend(others.iter().cloned());
        let mut parts = vec![heading(question, &others, &attributes)];
        parts.extend(terms(question));
        if let Some(carried) = carried {
            self.started.answered += 1 + others.len();
            self.started.said.extend(carried.said);
            parts.extend([carried.review, carried.text].into_iter().filter(|part| !part.is_empty()));
            return Some(parts.join("\n\n"));
        }
        let before = self.earlier.as_ref().map(|earlier| earlier.before(question)).unwrap_or_default();
        parts.extend(before.parts);
        parts.extend(self.offered(question, before.candidate));
        self.started.proposed += usize::from(offers(&parts));
        Some(parts.join("\n\n"))
    }

    /// What an empty question gets that stands in a draft, unless it was given something before.
    fn filling(&mut self, question: &Question, answer: &Answer) -> Option<String> {
        let library = self.sources.library;
        let is_first = answer.questions.first().is_some_and(|first| first.value == question.id.value);
        if !is_first || answer.attributes.choice.is_some() || has_words(library, answer) || was_offered(library.slice(answer.body)) {
            return None;
        }
        let offered = self.offered(question, None);
        self.started.filled += usize::from(!offered.is_empty());
        self.started.proposed += usize::from(offers(&offered));
        (!offered.is_empty()).then(|| offered.join("\n\n"))
    }

    /// What a question is mapped to, and what could answer it besides `before`, which is there.
    fn offered(&mut self, question: &Question, before: Option<Candidate>) -> Vec<String> {
        let mut adopted: Vec<Candidate> = before.into_iter().collect();
        let mut parts = self.mapped(question, &mut adopted);
        let text = |entry: &Entry| match &self.earlier {
            Some(earlier) => earlier.proposal(entry),
            None => self.sources.text(entry),
        };
        parts.extend(proposals(&text, &self.matcher, self.consultation, question, &|candidate| adopted.contains(candidate)));
        parts
    }

    /// The text that a question is mapped to. What begins with a choice that is none here is a proposal.
    fn mapped(&mut self, question: &Question, adopted: &mut Vec<Candidate>) -> Vec<String> {
        let library = self.sources.library;
        let names = question.boilerplate.iter().map(|name| name.value.trim_end_matches(".md"));
        let standard =
            names.filter(|name| library.templates.contains_key(*name)).map(|name| format!("{{{{ boilerplate(name=\"{name}\") }}}}"));
        let mut live: Vec<String> = standard.collect();
        let mut aside = Vec::new();
        for name in question.positions.iter().chain(&question.prior) {
            let Some(candidate) = Candidate::find(library, &name.value) else { continue };
            let Some(entry) = candidate.look_up(library) else { continue };
            let text = self.sources.text(&entry);
            if text.is_empty() || adopted.contains(&candidate) {
                continue;
            }
            if entry.state.is_last_resort() {
                aside.push(wrapped(&format!("mapped {candidate}, which is {}", entry.state.word()), &text));
                adopted.push(candidate);
                continue;
            }
            match choice::opening(plain(&text).trim(), &question.options) {
                Opening::Foreign(option) if !question.options.is_empty() => {
                    aside.push(wrapped(&format!("mapped {candidate}, which begins with `{option}`: no option here"), &text));
                }
                _ => live.push(text),
            }
            adopted.push(candidate);
        }
        if !live.is_empty() {
            self.started.answered += 1;
            live.insert(0, remark("review: this is the text that the question is mapped to in consultation.toml"));
        }
        live.append(&mut aside);
        live
    }

    /// What the earlier round says to nothing that is asked now, unless the draft has it already.
    fn left_over(&self, there: &str) -> Vec<String> {
        self.earlier.as_ref().map(|earlier| earlier.left_over(there)).unwrap_or_default()
    }

    /// Reads the draft back: every question must have its heading.
    fn check(self) -> Result<Started, Refusal> {
        let id = &self.consultation.id;
        let library = self.sources.library;
        let text = match &self.started.text {
            Ok(text) => text.clone(),
            Err(insertions) => {
                let Some(body) = self.there.and_then(|response| response.body) else { return Ok(self.started) };
                super::apply(library.sources.text(body.source).as_bytes(), insertions)?
            }
        };
        let Some(read) = read_back(id, &text) else { return Ok(self.started) };
        let hidden =
            self.consultation.questions.iter().find(|question| can_name(&question.id.value) && read.answer(&question.id.value).is_none());
        match hidden {
            Some(question) => refuse(
                format!("question `{}` would stand inside a comment or a block of code that is not closed", question.id.value),
                "close it with `-->`, or with a line of three backticks; nothing was changed",
            ),
            None => Ok(self.started),
        }
    }
}

/// What comments begin with that hold words for an answer.
const OFFERS: [&str; 2] = ["<!-- proposal ", "<!-- mapped "];

/// Whether any of these parts holds words for an answer in a comment.
fn offers(parts: &[String]) -> bool {
    parts.iter().any(|part| OFFERS.iter().any(|mark| part.starts_with(mark)))
}

/// Whether words were offered or carried over to a question: whoever took them away wanted none.
fn was_offered(body: &str) -> bool {
    OFFERS.iter().any(|mark| body.contains(mark)) || body.contains("<!-- review: ")
}

/// Whether a section stands behind the answers, as people write them.
fn is_last(title: &str) -> bool {
    let title = crate::text::same_words(title);
    ["conclusion", "closing", "annex", "appendix", "contact", "references"].iter().any(|word| title.starts_with(word))
}

/// Behind the heading of the answers and what stands below it.
pub(super) fn start_of_answers(response: &Response) -> Option<u32> {
    let heading = response
        .outline
        .headings
        .iter()
        .find(|heading| heading.level == 1 && crate::text::same_words(&heading.title).starts_with("answers"))?;
    Some(response.before_answers.map_or(heading.whole.end, |before| before.end))
}

pub(super) fn end_of(library: &Library, response: &Response) -> u32 {
    response.body.map(|body| library.sources.whole(body.source).end).unwrap_or_default()
}
