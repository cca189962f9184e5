//! A response: its sections, numbered paragraphs, answers with choices, references and signature.

mod above;
mod finish;
mod frame;
mod highlight;
mod paragraphs;
mod title;

use super::{
    Doubt, blocks,
    consultation::{Consultation, Question},
    dates, ids, labels,
    labels::Found,
    lone,
    pattern::pattern,
    scales, signature,
    standard::{self, Known, Offer},
    units::{Unit, doubt_tags, unbold, units},
};
use crate::{
    document::{Block, Inline, Kind, date::PrintedDate, walk},
    import::{Bold, Foreign, PieceKind, Place},
    library::choice::is_no_answer,
    text::same_words,
};
use finish::{doubt_numbers, infer_scales, joined, link, rename};
use frame::{front, section_headings};

/// A response as it was recognised, with the consultation that its printed questions tell of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Response {
    /// The title.
    pub title: String,
    /// What stands above it: the head of a letter, to whom it goes. No record keeps it.
    pub above: Vec<Block>,
    /// The line below it.
    pub subtitle: Option<String>,
    /// Its date.
    pub date: Option<PrintedDate>,
    /// Who signs, line by line.
    pub signature: Vec<String>,
    /// Whether its paragraphs are numbered as it is printed.
    pub numbered: bool,
    /// In order; the one with answers among them.
    pub sections: Vec<Section>,
    /// What was asked, as far as the response prints it.
    pub consultation: Consultation,
    /// Paragraphs that are standard text of the library.
    pub standard: Vec<Offer>,
    /// The ids of closed questions whose options are not printed: they are taken from the scale of the answer.
    pub inferred: Vec<String>,
    /// How many references were made live.
    pub references: usize,
    /// What a person should look at.
    pub doubts: Vec<Doubt>,
}

/// A section: the text below its heading, and the answers that stand in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Section {
    /// Its heading, without the letter; empty for what stands before the first.
    pub title: Vec<Inline>,
    /// Its text; before the answers, where it has any.
    pub body: Vec<Block>,
    /// The answers.
    pub answers: Vec<Answer>,
    /// Where it begins.
    pub at: Place,
}

/// An answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The id of its question.
    pub question: String,
    /// The ids of further questions that it answers.
    pub also: Vec<String>,
    /// What it chooses.
    pub choice: Vec<String>,
    /// Whether the choice shows in how its words begin; otherwise it was ticked.
    pub in_words: bool,
    /// Whether it says no more than that there is no answer.
    pub no_answer: bool,
    /// Its words.
    pub body: Vec<Block>,
    /// Where it begins.
    pub at: Place,
}

pattern!(ANSWER_LABEL, r"^(?:our\s+|your\s+)?(?:answer|response|reply)\s*:\s*");
pattern!(
    INVITES,
    r"^(?:we|the \w+) (?:would )?(?:welcome|invite|seek|are seeking|ask|propose|provisionally)\b(?u:.*)\b(?:views|agree|comments)\b"
);
pattern!(
    PLACEHOLDER,
    r"^(?:\[?(?:please )?(?:insert|type|enter|click|tap|add|write)\b(?u:[^.]){0,60}\b(?:here|text|response|answer|comments?)\.?\]?|(?:(?:our|your) )?(?:answer|response|reply)\s*:)$"
);
pattern!(
    FIELD,
    r"^(?:(?:any|your|our|supporting|additional|further|other|general) )*(?:comments?|evidence|information|reasons?)(?: (?:for|on|about) your (?:answer|response|view|choice))?\s*:?$"
);

/// Recognises a response. `known` is standard text of the library, against which paragraphs are held.
pub fn recognise(foreign: &Foreign, known: &[Known]) -> Response {
    let (foreign, marked) = highlight::kept(foreign);
    let foreign = foreign.as_ref();
    let mut all = units(foreign);
    let found = labels::find_answered(&all);
    lone::give_back(&mut all, matches!(foreign.format, "md" | "pdf"), |at| labels::found_at(&found, at).is_some());
    let form = found.iter().any(|found| all[found.at].cell.is_some());
    let mut out = Response { doubts: marked, ..Response::default() };
    let (title, front) = front(foreign, &all, &found, &mut out);
    let numbered = paragraphs::is_numbered(&all, &found);
    out.numbered = numbered;
    if numbered {
        paragraphs::mark_items(&mut all);
        paragraphs::find_headings(&mut all, &found, front);
    }
    let signed = signature::find(&all, numbered).filter(|signed| found.last().is_none_or(|last| signed.from > last.at));
    let end = signed.as_ref().map_or(all.len(), |signed| signed.from);
    if let Some(signed) = signed {
        (out.date, out.signature) = (signed.date, signed.lines);
    }
    out.date =
        out.date.or_else(|| all.iter().take(8).filter(|unit| dates::is_date(&unit.text)).find_map(|unit| dates::date_in(&unit.text)));
    above::above_title(&all, title, &mut out);
    let mut reading =
        Reading { units: &all, found: &found, numbered, form, sections: section_headings(&all, &found, front), part: None, out };
    reading.run(front, end);
    let mut out = reading.out;
    doubt_tags(foreign, &mut out.doubts);
    ids::name(&mut out.consultation.questions, &mut out.doubts);
    ids::doubt_run(&out.consultation.questions, &mut out.doubts);
    rename(&mut out);
    doubt_numbers(&all, numbered, &mut out);
    joined(&all, &mut out);
    link(&all, &mut out);
    out.standard = standard::offers(&out.sections, known);
    out.consultation.title.clone_from(&out.title);
    infer_scales(&mut out);
    out
}

struct Reading<'u> {
    units: &'u [Unit],
    found: &'u [Found],
    numbered: bool,
    form: bool,
    sections: Vec<usize>,
    /// The part of the consultation at hand.
    part: Option<String>,
    out: Response,
}

impl<'u> Reading<'u> {
    fn run(&mut self, from: usize, end: usize) {
        let mut at = from;
        while at < end {
            if let Some(found) = labels::found_at(self.found, at) {
                at = self.answer(found, end);
            } else if self.sections.binary_search(&at).is_ok() {
                let title = unbold(&self.units[at].content);
                let place = self.units[at].at;
                self.section(title, place);
                at += 1;
            } else {
                let stop = self.stop(at + 1, end);
                let body = self.blocks(at, stop);
                self.add(body, self.units[at].at);
                at = stop;
            }
        }
    }

    /// The next question or section.
    fn stop(&self, from: usize, end: usize) -> usize {
        (from..end).find(|at| self.sections.binary_search(at).is_ok() || labels::found_at(self.found, *at).is_some()).unwrap_or(end)
    }

    fn section(&mut self, title: Vec<Inline>, at: Place) {
        let in_answers = self.out.sections.last().is_some_and(|section| !section.answers.is_empty());
        let more = self.out.sections.iter().map(|section| section.answers.len()).sum::<usize>() < self.found.len();
        if in_answers && more {
            // Questions stand under several headings: those are the parts of the consultation.
            return self.part(walk::plain(&title));
        }
        self.out.sections.push(Section { title, at, ..Section::default() });
    }

    fn part(&mut self, part: String) {
        let first = self.out.sections.last_mut().map(|section| std::mem::replace(&mut section.title, vec![Inline::text("Answers")]));
        let first = first.map(|title| walk::plain(&title)).filter(|title| !same_words(title).starts_with("answers"));
        for question in &mut self.out.consultation.questions {
            question.part = question.part.take().or_else(|| first.clone());
        }
        self.part = Some(part);
    }

    fn blocks(&self, from: usize, to: usize) -> Vec<Block> {
        // Of a form its cells are read; another table stays one.
        let asks = |table: usize| self.found.iter().any(|found| self.units[found.at].cell.is_some_and(|cell| cell.0 == table));
        let keeps = |unit: &&Unit| if unit.table.is_some() { !asks(unit.piece) } else { unit.cell.is_none_or(|cell| asks(cell.0)) };
        let kept: Vec<&Unit> = self.units[from..to].iter().filter(keeps).collect();
        blocks::blocks(&kept, self.numbered)
    }

    /// Adds text to the answer or the section at hand.
    fn add(&mut self, body: Vec<Block>, at: Place) {
        if self.out.sections.is_empty() {
            self.out.sections.push(Section { at, ..Section::default() });
        }
        let stray = !body.is_empty() && self.out.consultation.questions.last().is_some_and(|last| last.part != self.part);
        if let Some(part) = self.part.as_ref().filter(|_| stray) {
            let message = format!("words below the heading “{part}” and above its first question stand at the end of the answer before");
            self.out.doubts.push(Doubt::new(message, at, "move them to where they belong"));
        }
        let Some(section) = self.out.sections.last_mut() else { return };
        match section.answers.last_mut() {
            Some(answer) => answer.body.extend(body),
            None => section.body.extend(body),
        }
    }

    /// Reads a question and its answer; gives the place behind it.
    fn answer(&mut self, found: &Found, end: usize) -> usize {
        let unit = &self.units[found.at];
        let mut from = found.words_at.unwrap_or(found.at) + 1;
        let mut question = Question {
            id: found.id.clone(),
            label: found.printed.clone(),
            content: found.content.clone(),
            at: unit.at,
            ..Question::default()
        };
        question.part.clone_from(&self.part);
        let stop = self.stop(from, end);
        while let Some(next) = self.units[..stop].get(from).filter(|next| goes_on(&question, unit, next, found)) {
            if !question.content.is_empty() {
                question.content.push(Inline::text(" "));
            }
            question.content.extend(unbold(&next.content));
            from += 1;
        }
        from = self.listed(from, stop, &mut question);
        let (choices, kept) = self.options(from, stop, &mut question);
        let also = found.more.clone();
        let mut answer = Answer { question: found.at.to_string(), also, at: unit.at, ..Answer::default() };
        answer.body = blocks::blocks(&kept, self.numbered);
        strip_label(&mut answer.body);
        choose(&mut answer, &question, choices);
        if self.out.sections.is_empty()
            || self.out.sections.last().is_some_and(|section| section.title.is_empty() && section.answers.is_empty())
        {
            self.out.sections.push(Section { title: vec![Inline::text("Answers")], at: unit.at, ..Section::default() });
        }
        if let Some(section) = self.out.sections.last_mut() {
            section.answers.push(answer);
        }
        let further = found.more.iter().map(|id| Question {
            id: id.clone(),
            label: format!("Question {id}"),
            content: Vec::new(),
            ..question.clone()
        });
        let further: Vec<Question> = further.collect();
        self.out.consultation.questions.push(question);
        self.out.consultation.questions.extend(further);
        stop
    }

    /// Bullets that a question announces belong to it where an answer stands below them; gives the place
    /// behind.
    fn listed(&self, from: usize, stop: usize, question: &mut Question) -> usize {
        let end = (from..stop).find(|&at| !self.units[at].is_bullet()).unwrap_or(stop);
        if !question.text().ends_with(':') || end == stop {
            return from;
        }
        for unit in &self.units[from..end] {
            question.content.push(Inline::text(" • "));
            question.content.extend(unbold(&unit.content));
        }
        end
    }

    /// The options of a form that was filled in, and what is left of the answer without them.
    fn options(&self, from: usize, stop: usize, question: &mut Question) -> (Vec<String>, Vec<&'u Unit>) {
        let units: Vec<&Unit> =
            self.units[from..stop].iter().filter(|unit| if self.form { unit.table.is_none() } else { unit.cell.is_none() }).collect();
        let (mut ticked, mut kept, mut bold) = (Vec::new(), Vec::new(), Vec::new());
        for unit in units {
            let line = scales::options_on_line(unit);
            let one = scales::option(unit).filter(|choice| choice.boxed || unit.is_bullet() && unit.label.is_some());
            let choices = if line.len() >= 2 { line } else { one.into_iter().collect() };
            if PLACEHOLDER.is_match(&unit.text) || self.form && unit.cell.is_some() && FIELD.is_match(&unit.text) {
                continue;
            }
            if choices.is_empty() {
                kept.push(unit);
                continue;
            }
            bold.push(unit);
            for choice in choices {
                if choice.ticked == Some(true) {
                    ticked.push(choice.words.clone());
                }
                question.options.push(choice.words);
            }
        }
        if question.options.len() < 2 {
            question.options.clear();
            kept.extend(bold);
            kept.sort_by_key(|unit| unit.piece);
        } else if ticked.is_empty() {
            ticked.extend(scales::bold_one(&bold));
        }
        (ticked, kept)
    }
}

/// Whether a unit still belongs to the question's words. Below a label alone it does if it asks or stands
/// out; below a heading that is a title the question itself may follow.
fn goes_on(question: &Question, unit: &Unit, next: &Unit, found: &Found) -> bool {
    if next.label.is_some() || next.table.is_some() || !next.ticks.is_empty() {
        return false;
    }
    let text = question.text();
    let asks = next.text.contains('?') && labels::asks(&next.text);
    if text.is_empty() {
        let stands_out =
            next.bold == Bold::All || next.kind == PieceKind::Quote || matches!(next.content.as_slice(), [Inline::Emphasis { .. }]);
        let announces = next.text.ends_with(':') && labels::asks(&next.text);
        let asks = asks || announces || next.text.ends_with('?') || INVITES.is_match(&next.text);
        return found.more.is_empty() && !found.answers && (asks || stands_out);
    }
    let bold = unit.bold == Bold::All && next.bold == Bold::All && !text.ends_with('?');
    let title = unit.is_heading() && !text.ends_with(['?', '.', ':']) && text.chars().count() < 80;
    bold || title && asks
}

/// "Answer: …" is a label.
fn strip_label(body: &mut [Block]) {
    if let Some(Block { kind: Kind::Paragraph(paragraph), .. }) = body.first_mut()
        && let Some(Inline::Text { text }) = paragraph.content.first_mut()
        && let Some(label) = ANSWER_LABEL.captures(text).and_then(|found| found.get(0)).map(|label| label.end())
        && label < text.len()
    {
        *text = text[label..].to_owned();
    }
}

fn choose(answer: &mut Answer, question: &Question, ticked: Vec<String>) {
    let words = match answer.body.first().map(|block| &block.kind) {
        Some(Kind::Paragraph(paragraph)) => walk::plain(&paragraph.content),
        _ => String::new(),
    };
    answer.no_answer = is_no_answer(&words);
    if answer.no_answer {
        return;
    }
    if !ticked.is_empty() {
        answer.choice = ticked;
        return;
    }
    answer.choice.extend(scales::chosen(&question.text(), &words, &question.options));
    answer.in_words = !answer.choice.is_empty();
}
