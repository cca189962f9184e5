//! Every question of the consultation in order, each with its answer or with what it is mapped to.

use super::{expand::confide, job::Job};
use crate::{
    diagnostic::{Diagnostic, Severity, codes},
    document::{AnswerKind, Block, Heading, Inline, Kind, Paragraph, Provenance, Question, Reference, Status, markdown, walk},
    library::{
        self, Answer, Library,
        choice::{self, Opening},
    },
    source::{Span, Spanned},
    text::{nearest, one_line, same_words},
};

impl Job<'_> {
    /// All questions; with `parts`, the names of the consultation's parts as headings above them.
    pub(super) fn answers(&mut self, parts: bool) -> Vec<Block> {
        let (consultation, response) = (self.consultation, self.response);
        let mut out = Vec::new();
        if let Some(before) = response.before_answers {
            out.extend(self.blocks(before, &response.outline, &Provenance::Response { id: response.id.clone(), question: None }));
        }
        let mut part = None;
        for question in &consultation.questions {
            if parts && question.part.is_some() && question.part != part {
                part.clone_from(&question.part);
                let title = vec![Inline::text(part.clone().unwrap_or_default())];
                out.push(Block::new(Kind::Heading(Heading { level: 1, id: None, title })));
            }
            out.extend(self.question(question));
        }
        out
    }

    fn question(&mut self, question: &library::Question) -> Vec<Block> {
        let mut heading = Question {
            id: question.id.value.clone(),
            label: question.label.clone(),
            text: question_text(&question.text),
            part: question.part.clone(),
            options: question.options.clone(),
            ..Question::default()
        };
        let response = self.response;
        let errors = self.errors();
        let answer = response.answer(&question.id.value);
        let mut blocks = answer.map(|answer| self.answer(question, answer)).unwrap_or_default();
        heading.answer = AnswerKind::Answered;
        if blocks.is_empty() {
            blocks = self.proposed(question);
            heading.answer = if blocks.is_empty() { AnswerKind::Empty } else { AnswerKind::Proposed };
        }
        // Words that could not be had are a finding already.
        if blocks.is_empty() && self.errors() == errors {
            self.unanswered(question, answer);
        }
        self.choose(question, answer, &blocks, &mut heading);
        deepen_headings(&mut blocks);
        let mut out = vec![Block::new(Kind::Question(heading))];
        out.append(&mut blocks);
        out
    }

    /// What the response answers. The second question of a heading prints a reference to the first.
    fn answer(&mut self, question: &library::Question, answer: &Answer) -> Vec<Block> {
        let provenance = Provenance::Response { id: self.response.id.clone(), question: Some(question.id.value.clone()) };
        // One that is not asked prints nothing, and the text must stand somewhere.
        let first = answer.questions.iter().find(|id| self.consultation.question(&id.value).is_some()).unwrap_or(&answer.questions[0]);
        self.check_reminder(question, answer);
        if first.value != question.id.value {
            return self.see_other(question, answer, first, provenance);
        }
        self.acceptances.extend(answer.attributes.accepts.iter().cloned());
        let outline = &self.response.outline;
        let mut blocks =
            self.guarded(provenance.clone(), Some(answer.heading), |job, provenance| job.blocks(answer.body, outline, provenance));
        if blocks.is_empty()
            && let Some(choice) = &answer.attributes.choice
        {
            blocks.push(paragraph(
                vec![Inline::text(format!("{}.", choice.value.replace(';', ",").trim_end_matches('.')))],
                provenance,
                choice.span,
            ));
        }
        if let Some(reason) = &answer.attributes.confidential {
            confide(&mut blocks, Some(&reason.value));
        }
        if let Some(from) = &answer.attributes.from {
            self.credit_to(&mut blocks, from);
        }
        blocks
    }

    /// "Disagree. See our answer to question 16."
    fn see_other(&mut self, question: &library::Question, answer: &Answer, first: &Spanned<String>, provenance: Provenance) -> Vec<Block> {
        let body = self.blocks(answer.body, &self.response.outline, &provenance);
        let mut content = Vec::new();
        if let Opening::Option(option) = choice::opening(&first_words(&body), &question.options) {
            content.push(Inline::text(format!("{option}. ")));
        }
        content.push(Inline::text("See our answer to "));
        let label = self.consultation.question(&first.value).map(|other| other.label.as_str()).unwrap_or_default();
        let word = label.strip_suffix(first.value.as_str()).map_or("question", str::trim_end).to_lowercase();
        content.push(Inline::Reference(Reference {
            to: format!("q{}", first.value),
            word,
            span: Some(first.span),
            ..Reference::default()
        }));
        content.push(Inline::text("."));
        let mut blocks = vec![paragraph(content, provenance, answer.heading)];
        // The choice is said here as well, and it is as confidential as where it is said first.
        let said = body.first().and_then(|block| if let Kind::Paragraph(first) = &block.kind { first.confidential.as_ref() } else { None });
        confide(&mut blocks, answer.attributes.confidential.as_ref().map(|reason| &reason.value).or(said));
        blocks
    }

    /// What the question is mapped to: standard text, positions, past answers, in this order.
    ///
    /// What is not there is a finding of the consultation, found when the library was read.
    fn proposed(&mut self, question: &library::Question) -> Vec<Block> {
        let library = self.library;
        let mut blocks = Vec::new();
        for name in question.boilerplate.iter().filter(|name| library.templates.contains_key(name.value.trim_end_matches(".md"))) {
            blocks.extend(self.boilerplate(&name.value, Some(name.span)));
        }
        for id in question.positions.iter().filter(|id| library.positions.contains_key(&id.value)) {
            blocks.extend(self.position(&id.value, None, Some(id.span)));
        }
        for (prior, of, question) in question.prior.iter().filter_map(|prior| past(library, prior)) {
            blocks.extend(self.past_answer(of, question, Some(prior.span)));
        }
        walk::each_block_mut(&mut blocks, &mut |block| block.origin.proposed = true);
        blocks
    }

    fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }

    /// Shown at its heading where it has one: that is where it can be accepted.
    fn unanswered(&mut self, question: &library::Question, answer: Option<&Answer>) {
        let id = &question.id;
        let span = answer.map_or(id.span, |answer| answer.heading);
        let message = match question.is_mapped() {
            // Names of what is not there are findings of the consultation.
            true if !self.mapping_exists(question) => return,
            true => format!("question `{}` has no answer, and what it is mapped to is empty", id.value),
            false => format!("question `{}` has no answer and is mapped to nothing", id.value),
        };
        let help = format!(
            "write one under `## {}` in response.md (`No comment` is one), or map the question to `positions`, `prior` or `boilerplate`",
            id.value
        );
        let severity = if self.response.status < Status::Approved { Severity::Warning } else { Severity::Error };
        self.findings.push(Diagnostic::new(&codes::UNANSWERED_QUESTION, span, message).help(help).severity(severity));
    }

    fn mapping_exists(&self, question: &library::Question) -> bool {
        question.boilerplate.iter().any(|name| self.library.templates.contains_key(name.value.trim_end_matches(".md")))
            || question.positions.iter().any(|id| self.library.positions.contains_key(&id.value))
            || question.prior.iter().any(|prior| past(self.library, prior).is_some())
    }

    /// Which option is chosen: said in the heading, or by how the answer begins.
    fn choose(&mut self, question: &library::Question, answer: Option<&Answer>, blocks: &[Block], heading: &mut Question) {
        let words = first_words(blocks);
        if heading.answer == AnswerKind::Answered
            && choice::is_no_answer(&words)
            && !question.options.iter().any(|option| same_words(option) == same_words(&words))
        {
            heading.answer = AnswerKind::NoAnswer;
            return;
        }
        if let Some(said) = answer.and_then(|answer| answer.attributes.choice.as_ref()) {
            heading.choice = self.said_choices(question, said);
            if heading.choice.len() > 1 && !question.choose_many {
                let message = format!("question `{}` takes one option, not {}", question.id.value, heading.choice.len());
                self.report(&codes::TOO_MANY_CHOICES, said.span, message, "keep one, or write `choose = \"many\"` in consultation.toml");
            }
            return;
        }
        if question.options.is_empty() {
            return;
        }
        match choice::opening(&words, &question.options) {
            Opening::Option(option) => heading.choice.push(option),
            Opening::Foreign(option) if heading.answer == AnswerKind::Answered => {
                let span = blocks.first().and_then(|block| block.origin.span).unwrap_or(question.id.span);
                let span = Span { end: span.end.min(span.start + option.len() as u32), ..span };
                self.not_an_option(question, &option, span);
            }
            Opening::Foreign(_) | Opening::Words => {}
        }
    }

    fn said_choices(&mut self, question: &library::Question, said: &Spanned<String>) -> Vec<String> {
        let mut choices = Vec::new();
        for choice in said.value.split(';').map(str::trim).filter(|choice| !choice.is_empty()) {
            match question.options.iter().find(|option| same_words(option) == same_words(choice)) {
                Some(option) => choices.push(option.clone()),
                None => self.not_an_option(question, choice, said.span),
            }
        }
        choices
    }

    fn not_an_option(&mut self, question: &library::Question, choice: &str, span: Span) {
        let options = &question.options;
        let help = match nearest(choice, options.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if options.is_empty() => "the question has no options: answer in words, or add `options` to it".to_owned(),
            None => format!("its options are {}", options.iter().map(|option| format!("`{option}`")).collect::<Vec<_>>().join(", ")),
        };
        self.report(&codes::NOT_AN_OPTION, span, format!("`{choice}` is not an option of question `{}`", question.id.value), help);
    }

    /// A reminder may be shortened with dots; what it says must be what they asked.
    fn check_reminder(&mut self, question: &library::Question, answer: &Answer) {
        let Some(reminder) = answer.reminder.as_ref().filter(|_| answer.questions[0].value == question.id.value) else { return };
        let shortened = reminder.value.trim_end().strip_suffix("...").or_else(|| reminder.value.trim_end().strip_suffix('…'));
        let asked = same_words(&walk::plain(&question_text(&question.text)));
        // A question without words is a finding of the consultation.
        let same = asked.is_empty()
            || match shortened {
                Some(beginning) => asked.starts_with(&same_words(beginning)),
                None => asked == same_words(&reminder.value),
            };
        if !same {
            let finding = Diagnostic::new(&codes::REMINDER_DIFFERS, reminder.span, "these are not the words of the question");
            self.findings.push(
                finding
                    .related(question.text.span, "they ask this")
                    .help("what is printed comes from consultation.toml: correct the reminder, or delete it")
                    .fix(reminder.span, &reminder.value, one_line(&walk::plain(&question_text(&question.text)))),
            );
        }
    }
}

/// A past answer that exists: its place, its response and its question.
fn past<'q>(library: &Library, prior: &'q Spanned<String>) -> Option<(&'q Spanned<String>, &'q str, &'q str)> {
    let (of, question) = prior.value.split_once('/')?;
    library.responses.get(of)?.answer(question)?;
    Some((prior, of, question))
}

/// The words of a question, with the emphasis it has.
fn question_text(text: &Spanned<String>) -> Vec<Inline> {
    if !text.value.contains(['*', '_', '[', '`', '\\', '&', '<']) {
        return vec![Inline::text(one_line(&text.value))];
    }
    let mut traced = markdown::Traced::default();
    traced.push_made(&text.value, text.span);
    let mut content = Vec::new();
    for block in markdown::read(&traced).blocks {
        let Kind::Paragraph(paragraph) = block.kind else { return vec![Inline::text(one_line(&text.value))] };
        if !content.is_empty() {
            content.push(Inline::text(" "));
        }
        content.extend(paragraph.content);
    }
    content
}

fn first_words(blocks: &[Block]) -> String {
    match blocks.first().map(|block| &block.kind) {
        Some(Kind::Paragraph(paragraph)) => walk::plain(&paragraph.content),
        _ => String::new(),
    }
}

fn paragraph(content: Vec<Inline>, provenance: Provenance, span: Span) -> Block {
    let mut block = Block::new(Kind::Paragraph(Paragraph { content, ..Paragraph::default() }));
    block.origin.from.push(provenance);
    block.origin.span = Some(span);
    block
}

/// Headings inside an answer stand below the question's.
fn deepen_headings(blocks: &mut [Block]) {
    for block in blocks {
        if let Kind::Heading(heading) = &mut block.kind {
            heading.level = heading.level.clamp(3, 4);
        }
    }
}
