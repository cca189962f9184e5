//! Words that somebody adopts: a candidate put under a question.

use super::{
    Insertion, Refusal,
    headings::{can_name, heading, terms},
    live::{Live, names_from},
    place::{end_of_words, read_back},
    refuse, refuse_submitted,
    renamed::{Names, Renamed, is_earlier_round},
    round::Round,
    sources::Sources,
};
use crate::{
    document::{Provenance, markdown, markdown::Traced},
    library::{
        Answer, Consultation, Library, Question, Response,
        choice::{self, Opening},
    },
    matching::{Candidate, Entry, Matcher, SHOWN, State, plain::plain},
    text::nearest,
};
use std::{cell::RefCell, collections::BTreeSet};

/// So many proposals are counted at most.
const MOST: usize = 1000;

/// What was adopted.
#[derive(Debug)]
pub struct Adopted {
    /// The candidate, by name.
    pub name: String,
    /// The text of a new file, or what is put into the one that is there.
    pub text: Result<String, Vec<Insertion>>,
    /// What a person should know: names that were rewritten, names to look at, a choice that is none here.
    pub said: Vec<String>,
}

/// Puts a candidate under a question: `wanted` is its name (`working-together-2018/4`, `send/place-funding`)
/// or its rank among the proposals for the question, from 1. Refuses where the question has an answer
/// already, unless `add`: then the words stand behind it; and where the response was sent. `learn` may tell more to what proposals come from.
pub fn adopt(
    library: &Library,
    consultation: &Consultation,
    question: &Question,
    (wanted, add): (&str, bool),
    learn: &dyn Fn(&mut Matcher),
) -> Result<Adopted, Refusal> {
    let (id, file) = (&question.id.value, format!("responses/{}/response.md", consultation.id));
    if library.is_damaged(&file) {
        return refuse(format!("`{file}` cannot be read as it should be"), "mend it first: `respondent check` shows what is wrong");
    }
    if !can_name(id) {
        return refuse(format!("no heading can name question `{id}`"), "correct its id in consultation.toml");
    }
    let candidate = candidate(library, consultation, question, wanted, learn)?;
    let there = library.responses.get(&consultation.id);
    refuse_submitted(library, there)?;
    let answer = there.and_then(|there| there.answer(id));
    if let Some(answer) = answer.filter(|answer| !add && has_words(library, answer)) {
        let at = library.sources.locate(answer.heading).line;
        return refuse(format!("question `{id}` has an answer already, at {file}:{at}"), "`--add` puts the words behind it");
    }
    let (renamed, said) = words(library, consultation, question, &candidate)?;
    let text = match (there, answer) {
        (Some(_), Some(answer)) => Err(vec![Insertion { at: place(library, answer), text: renamed.text }]),
        (Some(response), None) => Err(vec![new_heading(library, consultation, response, question, &renamed.text)]),
        (None, _) => Ok(format!("+++\nstatus = \"draft\"\n+++\n\n# Answers\n\n{}\n", under_heading(question, &renamed.text))),
    };
    let adopted = Adopted { name: candidate.to_string(), text, said };
    check(library, consultation, id, adopted)
}

fn candidate(
    library: &Library,
    consultation: &Consultation,
    question: &Question,
    wanted: &str,
    learn: &dyn Fn(&mut Matcher),
) -> Result<Candidate, Refusal> {
    if let Ok(rank) = wanted.parse::<usize>() {
        let mut matcher = Matcher::new(library);
        learn(&mut matcher);
        // As `suggest` counts them.
        let found = matcher.matches(consultation, question, rank.clamp(SHOWN, MOST));
        let chosen = rank.checked_sub(1).and_then(|at| found.get(at)).map(|found| found.entry.candidate.clone());
        return chosen.map_or_else(|| refuse_rank(consultation, question, rank, matcher.matches(consultation, question, MOST).len()), Ok);
    }
    let name = match Provenance::from(wanted.trim_end_matches(".md").to_owned()) {
        Provenance::Position(id) => id,
        Provenance::Response { id, question: Some(question) } => format!("{id}/{question}"),
        other => other.to_string(),
    };
    let own = format!("{}/{}", consultation.id, question.id.value);
    if let Some(candidate) = Candidate::find(library, &name).filter(|_| name != own) {
        return Ok(candidate);
    }
    let answers = library.responses.values().flat_map(|response| {
        response.answers.iter().flat_map(|answer| &answer.questions).map(|question| format!("{}/{}", response.id, question.value))
    });
    let names: Vec<String> = library.positions.keys().cloned().chain(answers).filter(|name| *name != own).collect();
    let help = match nearest(&name, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("`respondent suggest {} {}` lists what could answer it", consultation.id, question.id.value),
    };
    refuse(format!("there is no past answer or position `{wanted}`"), help)
}

/// Refuses a proposal that is none of so many.
fn refuse_rank<T>(consultation: &Consultation, question: &Question, rank: usize, all: usize) -> Result<T, Refusal> {
    let (id, counted) = (&question.id.value, crate::text::counted(all, "proposal"));
    let help = format!("`respondent suggest {} {id}` lists them", consultation.id);
    refuse(format!("question `{id}` has {counted} to choose from, and no number {rank}"), help)
}

/// The candidate's text with the names of its own consultation rewritten, and what a person should know.
fn words(
    library: &Library,
    consultation: &Consultation,
    question: &Question,
    candidate: &Candidate,
) -> Result<(Renamed, Vec<String>), Refusal> {
    let sources = Sources::new(library);
    let entry = candidate.look_up(library);
    let (text, referred) = entry.as_ref().map(|entry| text(&sources, consultation, entry)).unwrap_or_default();
    let Some(entry) = entry.filter(|_| !text.is_empty()) else {
        return refuse(format!("`{candidate}` says nothing"), "choose another");
    };
    let mut said: Vec<String> = caution(&entry).into_iter().chain(referred).collect();
    let renamed = match candidate {
        Candidate::Answer { consultation: old, .. } => match library.consultations.get(old) {
            Some(old) => {
                let again = is_earlier_round(library, old, consultation);
                Names::between(library, old, consultation, again).rewrite(&text, &candidate.to_string())
            }
            None => Renamed { text, ..Renamed::default() },
        },
        Candidate::Position { .. } => Renamed { text, ..Renamed::default() },
    };
    said.extend(renamed.rewritten.iter().map(|(old, new)| format!("“{old}” became “{new}”")));
    said.extend(renamed.marked.iter().map(|name| format!("“{name}” is marked `[check: …]`: see whether it still holds")));
    if let Opening::Foreign(option) = choice::opening(plain(&renamed.text).trim(), &question.options)
        && !question.options.is_empty()
    {
        said.push(format!("it begins with `{option}`, which is no option of question `{}`", question.id.value));
    }
    Ok((renamed, said))
}

/// The candidate's text, and which of its references became words: those that point to what is not in the draft.
fn text(sources: &Sources, consultation: &Consultation, entry: &Entry) -> (String, Vec<String>) {
    let library = sources.library;
    let (mut round, mut names) = (None, BTreeSet::new());
    if let Candidate::Answer { consultation: of, .. } = &entry.candidate {
        names = library.responses.get(&consultation.id).map(|draft| names_from(library, draft, of)).unwrap_or_default();
        let earlier = library.consultations.get(of).filter(|old| is_earlier_round(library, old, consultation));
        round = earlier.zip(library.responses.get(of)).map(|(asked, said)| Round::new(asked, said, consultation));
    }
    let live = Live { sources, round: round.as_ref(), names: &names, said: RefCell::default() };
    let text = sources.text_with(entry, &|reference, written| live.refer(&entry.candidate, reference, written));
    (text, live.said.into_inner())
}

/// What speaks against a candidate.
fn caution(entry: &Entry) -> Option<String> {
    let candidate = &entry.candidate;
    match (entry.state, &entry.superseded_by) {
        (State::Superseded, Some(by)) => Some(format!("`{candidate}` is superseded by `{by}`")),
        // Words that say that there is no answer are one: `N/A`.
        (State::Unanswered, _) => Some(format!("`{candidate}` deliberately answers nothing")),
        (state, _) => state.is_last_resort().then(|| format!("`{candidate}` is {}", state.word())),
    }
}

/// Whether anything is said below a heading; comments say nothing.
pub(super) fn has_words(library: &Library, answer: &Answer) -> bool {
    !markdown::read(&Traced::of(&library.sources, answer.body)).blocks.is_empty()
}

/// Behind what is said under a heading; above the comments where nothing is.
fn place(library: &Library, answer: &Answer) -> u32 {
    if has_words(library, answer) { end_of_words(library, answer.body) } else { answer.body.start }
}

fn under_heading(question: &Question, text: &str) -> String {
    let parts = [Some(heading(question, &[], "")), terms(question), Some(text.to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

/// A heading of its own, behind that of the question before it.
fn new_heading(library: &Library, consultation: &Consultation, response: &Response, question: &Question, text: &str) -> Insertion {
    let before = consultation.questions.iter().take_while(|other| other.id.value != question.id.value);
    let last = before.filter_map(|other| response.answer(&other.id.value)).last();
    let text = under_heading(question, text);
    match last.map(|answer| end_of_words(library, answer.body)).or_else(|| super::start::start_of_answers(response)) {
        Some(at) => Insertion { at, text },
        None => Insertion { at: super::start::end_of(library, response), text: format!("# Answers\n\n{text}") },
    }
}

/// Reads the draft back: the words must be read as the answer.
fn check(library: &Library, consultation: &Consultation, question: &str, adopted: Adopted) -> Result<Adopted, Refusal> {
    let Err(insertions) = &adopted.text else { return Ok(adopted) };
    let Some(body) = library.responses.get(&consultation.id).and_then(|response| response.body) else { return Ok(adopted) };
    let text = super::apply(library.sources.text(body.source).as_bytes(), insertions)?;
    match read_back(&consultation.id, &text) {
        Some(read) if read.answer(question).is_none() => refuse(
            format!("question `{question}` would stand inside a comment or a block of code that is not closed"),
            "close it with `-->`, or with a line of three backticks; nothing was changed",
        ),
        _ => Ok(adopted),
    }
}
