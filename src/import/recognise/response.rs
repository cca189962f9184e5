//! A response: its sections, numbered paragraphs, answers with choices, references and signature.

use super::{
    Doubt, blocks,
    consultation::{self, Consultation, Question},
    dates, labels,
    labels::Found,
    page,
    pattern::pattern,
    references::{Numbered, Targets},
    scales, signature,
    standard::{self, Known, Offer},
    units::{Unit, unbold, units},
};
use crate::{
    assemble::choice::is_no_answer,
    document::{Block, Inline, Kind, date::PrintedDate, walk},
    import::{Foreign, PieceKind, Place},
    library::scale,
    text::same_words,
};

/// A response as it was recognised, with the consultation that its printed questions tell of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Response {
    /// The title.
    pub title: String,
    /// The line below it.
    pub subtitle: Option<String>,
    /// Its date.
    pub date: Option<PrintedDate>,
    /// Who signs, line by line.
    pub signature: Vec<String>,
    /// In order; the one with answers among them.
    pub sections: Vec<Section>,
    /// What was asked, as far as the response prints it.
    pub consultation: Consultation,
    /// Paragraphs that are standard text of the library.
    pub standard: Vec<Offer>,
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

pattern!(
    SUBTITLE,
    r"^(?:(?:the )?response (?:of|by|from)|submission (?:of|by|from|to)|evidence (?:of|by|from)|(?:a )?(?:written )?(?:response|submission|evidence)\b)"
);
pattern!(ANSWER_LABEL, r"^(?:our\s+)?(?:answer|response|reply)\s*:\s*");

/// Recognises a response. `known` is standard text of the library, against which paragraphs are held.
pub fn recognise(foreign: &Foreign, known: &[Known]) -> Response {
    let all = units(foreign);
    let found = labels::find(&all);
    let form = found.iter().any(|found| all[found.at].cell.is_some());
    let mut out = Response::default();
    let front = front(foreign, &all, &found, &mut out);
    let numbered = is_numbered(&all);
    let signed = signature::find(&all, numbered).filter(|signed| found.last().is_none_or(|last| signed.from > last.at));
    let end = signed.as_ref().map_or(all.len(), |signed| signed.from);
    if let Some(signed) = signed {
        (out.date, out.signature) = (signed.date, signed.lines);
    }
    out.date =
        out.date.or_else(|| all.iter().take(8).filter(|unit| dates::is_date(&unit.text)).find_map(|unit| dates::date_in(&unit.text)));
    let mut reading =
        Reading { units: &all, found: &found, numbered, form, sections: section_headings(&all, &found, front), part: None, out };
    reading.run(front, end);
    let mut out = reading.out;
    consultation::name(&mut out.consultation.questions, &mut out.doubts);
    consultation::doubt_run(&out.consultation.questions, &mut out.doubts);
    rename(&mut out);
    doubt_numbers(&all, numbered, &mut out);
    joined(&all, &mut out);
    link(&all, &mut out);
    out.standard = standard::offers(&out.sections, known);
    out.consultation.title.clone_from(&out.title);
    infer_scales(&mut out);
    out
}

/// Reads title and subtitle; gives the place behind them.
fn front(foreign: &Foreign, units: &[Unit], found: &[Found], out: &mut Response) -> usize {
    let limit = found.first().map_or(units.len(), |first| first.at);
    let Some((title, at)) = page::title(foreign, &units[..limit]).filter(|(_, at)| *at == usize::MAX || *at < 12) else {
        out.title = foreign.title.clone().unwrap_or_default();
        return 0;
    };
    out.title = title;
    if at == usize::MAX || units[at].label.is_some() && units[at].kind == PieceKind::Heading {
        out.title = foreign.title.clone().unwrap_or_else(|| out.title.clone());
        return 0;
    }
    let Some(next) = units.get(at + 1).filter(|_| at + 1 < limit) else { return at + 1 };
    let below = units.get(at + 2).is_some_and(|unit| unit.is_heading() || unit.number().is_some());
    let said =
        next.kind == PieceKind::Subtitle || SUBTITLE.is_match(&next.text) && next.text.chars().count() < 160 && !next.text.ends_with('.');
    let second = next.is_heading() && next.label.is_none() && below && units.get(at + 2).is_some_and(Unit::is_heading);
    if said || second {
        out.subtitle = Some(next.text.clone());
        return at + 2;
    }
    at + 1
}

/// Whether plain numbers are the numbers of the document's paragraphs: they run through it.
fn is_numbered(units: &[Unit]) -> bool {
    let body = || units.iter().filter(|unit| unit.cell.is_none() && unit.table.is_none() && !unit.is_heading() && !unit.is_bullet());
    let numbers: Vec<u32> = body().filter_map(Unit::number).collect();
    let runs = numbers.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
    numbers.len() >= 3 && runs * 10 >= (numbers.len() - 1) * 7 && numbers.len() * 2 >= body().filter(|unit| unit.level == 0).count()
}

/// Which units head sections: those lettered A, B, C …, else those of the highest level there is.
fn section_headings(units: &[Unit], found: &[Found], from: usize) -> Vec<usize> {
    let question = |at: usize| found.iter().any(|found| found.at == at);
    let headings: Vec<usize> =
        (from..units.len()).filter(|&at| units[at].is_heading() && !question(at) && units[at].cell.is_none()).collect();
    let letter = |at: usize| {
        units[at]
            .label
            .as_deref()
            .filter(|label| label.len() <= 2 && label.starts_with(|c: char| c.is_ascii_uppercase()))
            .and_then(|label| label.chars().next())
    };
    let lettered: Vec<usize> = headings.iter().copied().filter(|&at| letter(at).is_some()).collect();
    if lettered.len() >= 2 && lettered.windows(2).all(|pair| letter(pair[0]) < letter(pair[1])) {
        return lettered;
    }
    let real = |at: &&usize| units[**at].kind == PieceKind::Heading;
    let level = headings.iter().filter(real).map(|&at| units[at].level).min();
    headings
        .into_iter()
        .filter(|&at| match level {
            Some(level) => units[at].kind == PieceKind::Heading && units[at].level == level,
            None => true,
        })
        .collect()
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
            if let Some(found) = self.found.iter().find(|found| found.at == at) {
                at = self.answer(found, end);
            } else if self.sections.contains(&at) {
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
        (from..end).find(|at| self.sections.contains(at) || self.found.iter().any(|found| found.at == *at)).unwrap_or(end)
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
        let kept: Vec<&Unit> =
            self.units[from..to].iter().filter(|unit| if self.form { unit.table.is_none() } else { unit.cell.is_none() }).collect();
        blocks::blocks(&kept, self.numbered)
    }

    /// Adds text to the answer or the section at hand.
    fn add(&mut self, body: Vec<Block>, at: Place) {
        if self.out.sections.is_empty() {
            self.out.sections.push(Section { at, ..Section::default() });
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
        while let Some(next) = self.units[..stop].get(from).filter(|next| goes_on(&question, unit, next)) {
            if !question.content.is_empty() {
                question.content.push(Inline::text(" "));
            }
            question.content.extend(unbold(&next.content));
            from += 1;
        }
        let (choices, kept) = self.options(from, stop, &mut question);
        let mut answer = Answer { question: found.at.to_string(), at: unit.at, ..Answer::default() };
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
        self.out.consultation.questions.push(question);
        stop
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

/// Whether a unit still belongs to the question's words.
fn goes_on(question: &Question, unit: &Unit, next: &Unit) -> bool {
    let alone = question.content.is_empty();
    let bold = unit.bold == crate::import::Bold::All && next.bold == crate::import::Bold::All;
    next.label.is_none() && next.table.is_none() && next.ticks.is_empty() && (alone || bold && !question.text().ends_with('?'))
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

/// Answers carry the place of their question until ids are unique.
fn rename(out: &mut Response) {
    let ids: Vec<String> = out.consultation.questions.iter().map(|question| question.id.clone()).collect();
    let answers = out.sections.iter_mut().flat_map(|section| &mut section.answers);
    answers.zip(ids).for_each(|(answer, id)| answer.question = id);
}

/// The options of closed questions whose options are not printed, from the scale their answer is of.
fn infer_scales(out: &mut Response) {
    let answers: Vec<Answer> = out.sections.iter().flat_map(|section| section.answers.clone()).collect();
    let mut inferred = 0;
    for (question, answer) in out.consultation.questions.iter_mut().zip(&answers) {
        if let Some(scale) = answer.choice.first().filter(|_| question.options.is_empty()).and_then(|choice| scales::scale_with(choice)) {
            question.options = scale::built_in(scale).into_iter().flatten().map(|option| (*option).to_owned()).collect();
            inferred += 1;
        }
    }
    if inferred > 0 {
        let message = format!("the options of {inferred} closed questions are not printed: they are taken from the scale of the answer");
        out.doubts.push(Doubt::new(message, Place::default(), "see what the consultation offered, and correct `options`"));
    }
}

/// One doubt for each place where the printed numbers leave their run.
fn doubt_numbers(units: &[Unit], numbered: bool, out: &mut Response) {
    let mut last: Option<u32> = None;
    let mut place = 0;
    for unit in units.iter().filter(|unit| numbered && unit.cell.is_none() && !unit.is_heading()) {
        let Some(number) = unit.number() else { continue };
        place += 1;
        if let Some(wrong) = last.filter(|last| number != last + 1) {
            let message =
                format!("paragraph {place} is printed as `{number}`, behind `{wrong}`: from here on the printed numbers are wrong");
            out.doubts.push(Doubt::new(message, unit.at, "nothing is lost: paragraphs are numbered anew, in their order"));
        }
        last = Some(number);
    }
}

fn joined(units: &[Unit], out: &mut Response) {
    for unit in units.iter().filter(|unit| unit.joined) {
        let start: String = unit.text.chars().take(50).collect();
        out.doubts.push(Doubt::new(
            format!("a paragraph that was cut in two is joined: “{start}…”"),
            unit.at,
            "see that the two belong together",
        ));
    }
}

/// Makes references live, and names the paragraphs they point to.
fn link(units: &[Unit], out: &mut Response) {
    let mut targets =
        Targets { questions: out.consultation.questions.iter().map(|question| question.id.clone()).collect(), ..Targets::default() };
    let numbered = |block: &Block| matches!(&block.kind, Kind::Paragraph(paragraph) if paragraph.number.is_some());
    let bodies = out.sections.iter().flat_map(|section| section.body.iter().chain(section.answers.iter().flat_map(|answer| &answer.body)));
    for (place, block) in bodies.filter(|block| numbered(block)).enumerate() {
        if let Kind::Paragraph(paragraph) = &block.kind {
            let printed = paragraph.number.as_ref().map_or(0, |number| number.value);
            let words = walk::plain(&paragraph.content);
            let unit = units.iter().filter(|unit| unit.number().is_some() && unit.cell.is_none() && !unit.is_heading()).nth(place);
            targets.names.extend(unit.into_iter().flat_map(|unit| &unit.names).map(|name| (name.clone(), place)));
            targets.paragraphs.push(Numbered { printed, place, words });
        }
    }
    let mut doubts = Vec::new();
    for section in &mut out.sections {
        targets.link(&mut section.body, None, section.at, &mut doubts);
        for answer in &mut section.answers {
            targets.link(&mut answer.body, Some(&answer.question), answer.at, &mut doubts);
        }
    }
    let bodies = out
        .sections
        .iter_mut()
        .flat_map(|section| section.body.iter_mut().chain(section.answers.iter_mut().flat_map(|answer| &mut answer.body)));
    for (place, block) in bodies.filter(|block| numbered(block)).enumerate() {
        if let (Kind::Paragraph(paragraph), Some(name)) = (&mut block.kind, targets.named.get(&place)) {
            (paragraph.id, paragraph.named) = (name.clone(), true);
        }
    }
    out.references = targets.live;
    out.doubts.extend(doubts);
}
