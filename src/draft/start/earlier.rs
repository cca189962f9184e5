//! What an earlier round said, carried into a new one.

use super::front;
use crate::{
    document::{Provenance, Reference},
    draft::{
        comment::{remark, wrapped},
        fit::{Fit, Referred},
        headings::can_name,
        live::Live,
        renamed::Names,
        round::{Pair, Round, names},
        sources::Sources,
    },
    library::{Answer, Consultation, Question, Response},
    matching::{Candidate, Entry},
    source::Span,
    text::{marked::marked, one_line, same_words},
};
use std::{cell::RefCell, collections::BTreeSet};

/// An earlier round, looked at from a new one.
pub(super) struct Earlier<'s> {
    sources: &'s Sources<'s>,
    round: Round<'s>,
    new: &'s Consultation,
    names: Names,
    /// Names of paragraphs that stand in the draft when it is done.
    live: BTreeSet<String>,
    /// Names that stood in it before.
    taken: BTreeSet<String>,
}

/// An answer that is carried over.
pub(super) struct Carried {
    pub(super) text: String,
    /// A remark that asks for a person's eye.
    pub(super) review: String,
    /// The other questions that it answers.
    pub(super) others: Vec<String>,
    /// What stands in braces behind the heading.
    pub(super) attributes: String,
    pub(super) said: Vec<String>,
}

/// What the earlier round has for a question that is new or changed.
#[derive(Default)]
pub(super) struct Before {
    /// The past answer, which need not be proposed again.
    pub(super) candidate: Option<Candidate>,
    pub(super) parts: Vec<String>,
}

impl<'s> Earlier<'s> {
    pub(super) fn new(sources: &'s Sources<'s>, asked: &'s Consultation, said: &'s Response, new: &'s Consultation) -> Self {
        let library = sources.library;
        let there = library.responses.get(&new.id);
        let taken = there.and_then(|there| there.body).map(|body| names(library, body)).unwrap_or_default();
        let names_of = Names::between(library, asked, new, true);
        let mut earlier = Self { sources, round: Round::new(asked, said, new), new, names: names_of, live: taken.clone(), taken };
        let open = |question: &&Question| there.is_none_or(|there| there.answer(&question.id.value).is_none());
        for question in new.questions.iter().filter(open) {
            if let Some((_, answer)) = earlier.round.carried(question) {
                earlier.live.extend(names(library, answer.body));
            }
        }
        if there.is_none() {
            let sections = said.sections.iter().filter(|section| front::takes(library, said, &section.title.value));
            let more: Vec<_> = sections.map(|section| names(library, section.body)).collect();
            earlier.live.extend(more.into_iter().flatten());
        }
        earlier
    }

    pub(super) fn response(&self) -> &'s Response {
        self.round.said
    }

    /// What the earlier consultation is called in text.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// The answer to a question that is asked again as it was.
    pub(super) fn carried(&self, question: &Question) -> Option<Carried> {
        let (old, answer) = self.round.carried(question)?;
        let name = format!("{}/{}", self.round.asked.id, old.id.value);
        let from = Provenance::Response { id: self.round.asked.id.clone(), question: Some(old.id.value.clone()) };
        let (text, said) = self.live_text(&[answer.body], &from, 3);
        let attributes = attributes(answer);
        if text.is_empty() && attributes.is_empty() {
            return None;
        }
        let same = |other: &&Question| {
            other.id.value != question.id.value
                && can_name(&other.id.value)
                && self.round.carried(other).is_some_and(|(_, its)| std::ptr::eq(its, answer))
        };
        let found = self.names.found_in(&text);
        let found = if found.is_empty() { String::new() } else { format!("; look at {}", listed(&found)) };
        Some(Carried {
            others: self.new.questions.iter().filter(same).map(|other| other.id.value.clone()).collect(),
            review: remark(&format!("review: carried over from {name}, where the question was the same{found}")),
            said: said.into_iter().map(|said| format!("question {}: {said}", question.id.value)).collect(),
            text,
            attributes,
        })
    }

    /// Text whose references stay live where what they point to is in the draft, and what was said of others.
    fn live_text(&self, spans: &[Span], from: &Provenance, level: usize) -> (String, Vec<String>) {
        let library = self.sources.library;
        let live = self.references();
        let candidate = self.candidate("");
        let refer = |reference: &Reference, written: &str| live.refer(&candidate, reference, written);
        let own: BTreeSet<String> = spans.iter().flat_map(|span| names(library, *span)).collect();
        let fit = Fit { library, from, refer: &refer, names: own.is_disjoint(&self.taken), notes: String::new(), level };
        let text = fit.text(spans, &self.round.said.outline);
        (text, live.said.into_inner())
    }

    /// What becomes of the references of the earlier round.
    fn references(&self) -> Live<'_> {
        Live { sources: self.sources, round: Some(&self.round), names: &self.live, said: RefCell::default() }
    }

    /// The earlier answer to a question.
    fn candidate(&self, question: &str) -> Candidate {
        Candidate::Answer { consultation: self.round.asked.id.clone(), question: question.to_owned() }
    }

    /// The text of a proposal: of an answer of the earlier round with its references live.
    pub(super) fn proposal(&self, entry: &Entry) -> String {
        match &entry.candidate {
            candidate @ Candidate::Answer { consultation, .. } if *consultation == self.round.asked.id => {
                let live = self.references();
                self.sources.text_with(entry, &|reference, written| live.refer(candidate, reference, written))
            }
            _ => self.sources.text(entry),
        }
    }

    /// What the earlier round has for a question that is not carried over.
    pub(super) fn before(&self, question: &Question) -> Before {
        let Some(Pair { old, same }) = self.round.before(question) else {
            return Before { candidate: None, parts: vec![remark("new in this round")] };
        };
        let candidate = self.candidate(&old.id.value);
        let mut parts = Vec::new();
        if same {
            parts.push(remark(&format!("{candidate} asked the same and has no answer")));
        } else {
            parts.push(wrapped(&format!("changed since {candidate}:"), &changes(old, question)));
        }
        let text = candidate.look_up(self.sources.library).map(|entry| self.proposal(&entry)).unwrap_or_default();
        if !text.is_empty() {
            parts.push(wrapped(&format!("proposal {candidate}: what we said before the question was changed"), &text));
        }
        Before { candidate: Some(candidate), parts }
    }

    /// The sections that the new draft's outline takes, by title.
    pub(super) fn sections(&self) -> Vec<(String, String)> {
        let said = self.round.said;
        let from = Provenance::Response { id: said.id.clone(), question: None };
        let taken = said.sections.iter().filter(|section| front::takes(self.sources.library, said, &section.title.value));
        let texts = taken.map(|section| {
            let (text, _) = self.live_text(&[section.body], &from, 2);
            let title = section.title.value.clone();
            let review = remark(&format!("review: carried over from {}", said.id));
            (title.clone(), format!("# {title}\n\n{review}\n\n{text}").trim_end().to_owned())
        });
        texts.collect()
    }

    /// What nothing in the new round takes over, in comments, so that nothing is lost. What `there` has already is left out.
    pub(super) fn left_over(&self, there: &str) -> Vec<String> {
        let (id, said) = (&self.round.asked.id, self.round.said);
        let mut out = Vec::new();
        let mut add = |title: String, words: &str, span: Span, question: Option<&str>| {
            let mark = format!("dropped {title}:");
            let text = self.words(span, question);
            if !text.is_empty() && !there.contains(&mark) {
                out.push(wrapped(&format!("{mark} {}", one_line(words)), &text));
            }
        };
        for section in &said.sections {
            let title = &section.title.value;
            let stands = match self.sources.library.responses.get(&self.new.id) {
                Some(draft) => draft.section(title).is_some(),
                None => front::takes(self.sources.library, said, title),
            };
            if !stands {
                add(format!("{id} section"), title, section.body, None);
            }
        }
        if let Some(before) = said.before_answers {
            add(format!("{id} answers"), "what stands before them", before, None);
        }
        for old in self.round.dropped() {
            if let Some(answer) = said.answer(&old.id.value).filter(|answer| !self.stands_elsewhere(answer)) {
                add(format!("{id}/{}", old.id.value), &old.text.value, answer.body, Some(&old.id.value));
            }
        }
        for answer in said.answers.iter().filter(|answer| answer.questions.iter().all(|id| self.round.asked.question(&id.value).is_none()))
        {
            let name = answer.questions.first().map(|id| id.value.as_str()).unwrap_or_default();
            add(format!("{id}/{name}"), "a question that the consultation does not list", answer.body, None);
        }
        out
    }

    /// Whether one of the questions that a text answers is asked again.
    fn stands_elsewhere(&self, answer: &Answer) -> bool {
        answer.questions.iter().any(|id| self.round.id_now(&id.value).is_some())
    }

    /// Text with every reference in words.
    fn words(&self, span: Span, question: Option<&str>) -> String {
        let id = &self.round.asked.id;
        let from = Provenance::Response { id: id.clone(), question: question.map(str::to_owned) };
        let refer = |reference: &Reference, _: &str| Referred::Words(self.sources.words_of(id, reference));
        let notes = crate::text::slug(&format!("{id} {}", question.unwrap_or_default()));
        let fit = Fit { library: self.sources.library, from: &from, refer: &refer, names: false, notes, level: 3 };
        fit.text(&[span], &self.round.said.outline)
    }
}

/// What a person said of the whole answer and what still holds. What was accepted there is not accepted here.
fn attributes(answer: &Answer) -> String {
    let given = [("choice", &answer.attributes.choice), ("confidential", &answer.attributes.confidential)];
    let given = given.iter().filter_map(|(key, value)| value.as_ref().map(|value| format!("{key}=\"{}\"", value.value)));
    given.collect::<Vec<_>>().join(" ")
}

fn changes(old: &Question, new: &Question) -> String {
    let text = marked(&one_line(&old.text.value), &one_line(&new.text.value));
    let options = |question: &Question| question.options.join(" / ");
    if old.options.iter().map(|option| same_words(option)).eq(new.options.iter().map(|option| same_words(option))) {
        return text;
    }
    format!("{text}\noptions: {}", marked(&options(old), &options(new)))
}

fn listed(names: &BTreeSet<String>) -> String {
    names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ")
}
