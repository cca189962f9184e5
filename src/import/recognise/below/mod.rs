//! What stands below the label of a question: the rest of its words, options, limits, parts of it.

pub(super) mod list;
mod matrix;
mod whole;

use super::{
    Doubt,
    consultation::Question,
    labels::{self, Rule},
    limits,
    pattern::pattern,
    scales::{self, Choice},
    units::{Unit, unbold},
};
use crate::{
    document::Inline,
    import::{Bold, PieceKind},
    text::same_words,
};
use std::collections::BTreeSet;

pattern!(
    EXPLAIN,
    r"^(?:please (?:briefly )?(?:explain|give|provide|tell us|expand|set out|use (?:this|the)|add|comment|share)|(?:further |any |additional |other )?comments?\b|reasons?\b|explain|why\??$|if (?:you )?(?:yes|no|not|other|disagree|answered)[, ]|your (?:comments|reasons)|anmerkungen|bemerkungen|begründung)"
);
pattern!(
    BOX,
    r"^(?:(?:your |our )?(?:response|answer|reply)s?\s*:?|\[?(?:open|closed|free[- ]text)(?: (?:question|response|text|box))?\]?|free text(?: box)?|(?:click|tap)(?u:[^.]){0,60}(?:text|here)\.?|klicken oder tippen sie hier(?u:.*)|enter (?:your )?(?:text|response|answer)(?u:[^.]){0,20}\.?|text box|type here|mandatory|optional|required)$"
);
pattern!(
    SELECT,
    r"^\(?(?:please )?(?:select|choose|tick|pick|check)\b|^(?:at most|at least|between|exactly|maximum|minimum) \d+ (?:(?:and|to) \d+ )?(?:choices?|choice\(s\)|options?|answers?|selections?)"
);
pattern!(BLANK, r"^(?u:[\s.…_\-–‐|]){3,}$");

/// The state of reading what stands below a question's label.
#[derive(Default)]
pub(super) struct Below {
    pub(super) question: Question,
    /// Whether the question's words may still go on.
    pub(super) open: bool,
    pub(super) bold: bool,
    /// Whether bullets at hand are part of the words.
    listing: bool,
    /// Whether short lines at hand are options: "Please select one".
    choosing: bool,
    choices: Vec<Choice>,
    many: bool,
    /// Whether room for the answer was reached: no words follow.
    closed: bool,
    /// Whether something stands between that belongs to no question.
    left: bool,
    subs: Vec<Question>,
    pub(super) doubts: Vec<Doubt>,
}

impl Below {
    /// A question as far as its label's unit goes.
    pub(super) fn new(question: Question, bold: bool, rule: Rule) -> Self {
        let mut below = Self { question, bold, ..Self::default() };
        below.take_line_options(rule);
        below.open = !ends(&below.question.text());
        below
    }

    /// A question may carry its scale on its own line: "Do you agree? Yes / No".
    fn take_line_options(&mut self, rule: Rule) {
        let text = self.question.text();
        let Some(at) = text.rfind('?').filter(|&at| at + 1 < text.len() && rule != Rule::Bare) else { return };
        let line = Unit { text: text[at + 1..].trim().to_owned(), ..Unit::default() };
        let choices = scales::options_on_line(&line);
        if choices.len() >= 2 {
            self.choices = choices;
            self.question.content = vec![Inline::text(text[..=at].to_owned())];
        }
    }

    /// Reads the next unit; `option` is what it is as one, `next` the one behind it.
    pub(super) fn step(&mut self, unit: &Unit, option: Option<Choice>, next: Option<&Unit>) {
        let many = scales::options_on_line(unit);
        if many.len() >= 2 {
            self.choices.extend(many);
            self.open = false;
            return;
        }
        if self.takes_room(unit) || self.takes_part(unit) || self.takes_hint(unit) || self.takes_limit(unit) {
            return;
        }
        if let Some(choice) = option.filter(|choice| unit.is_bullet() || !self.is_alone(choice, next)) {
            self.choices.push(choice);
            self.open = false;
        } else if self.is_choice(unit) {
            let words = unit.text.trim_end_matches([';', ',', '.']).to_owned();
            self.choices.push(Choice { words, ticked: None, boxed: false });
        } else {
            self.choosing = false;
            self.go_on(unit);
        }
    }

    /// A box or a line to write on.
    fn takes_room(&mut self, unit: &Unit) -> bool {
        let room = BOX.is_match(&unit.text) || BLANK.is_match(&unit.text);
        self.closed |= room && !self.question.content.is_empty();
        room
    }

    fn takes_part(&mut self, unit: &Unit) -> bool {
        let part = self.sub_question(unit);
        self.open &= part.is_none();
        let taken = part.is_some();
        self.subs.extend(part);
        taken
    }

    fn takes_limit(&mut self, unit: &Unit) -> bool {
        let limit = limits::limit(&unit.text).filter(|_| limits::is_limit_alone(&unit.text));
        self.question.limit = limit.or(self.question.limit);
        limit.is_some()
    }

    /// "Please select one", "Please explain your answer".
    fn takes_hint(&mut self, unit: &Unit) -> bool {
        let length = unit.text.chars().count();
        if SELECT.is_match(&unit.text) && !unit.text.contains('?') && length < 100 {
            (self.choosing, self.open) = (true, false);
            self.many |= scales::chooses_many(&unit.text);
            return true;
        }
        let explains = EXPLAIN.is_match(&unit.text) && !self.open && self.question.explain.is_none() && length < 400;
        if explains {
            self.question.limit = self.question.limit.or_else(|| limits::limit(&unit.text));
            self.question.explain = Some(unit.text.clone());
        }
        explains
    }

    /// Whether the word of a scale stands alone among other words.
    fn is_alone(&self, choice: &Choice, next: Option<&Unit>) -> bool {
        !choice.boxed && self.choices.is_empty() && next.is_none_or(|next| scales::option(next).is_none())
    }

    /// Whether a unit is an option because options are announced or stand above.
    fn is_choice(&self, unit: &Unit) -> bool {
        let short = unit.text.chars().count() <= 80 && !unit.text.contains('?');
        let line = unit.kind == PieceKind::Paragraph && unit.label.is_none() && !unit.text.ends_with(['.', ':']);
        let text = self.question.text();
        let called = scales::announces_options(&text) || short && scales::chooses_among(&text);
        let among = !self.choices.is_empty() && self.choices.iter().all(|choice| !choice.boxed);
        self.choosing && short && line || self.is_list(unit) && (called || among)
    }

    fn is_list(&self, unit: &Unit) -> bool {
        unit.is_bullet() && self.subs.is_empty() && self.question.explain.is_none()
    }

    /// Takes a unit for more of the question's words, where they go on.
    fn go_on(&mut self, unit: &Unit) {
        let list = self.is_list(unit);
        let plain = unit.label.is_none() && unit.cell.is_none();
        let goes_on = self.open
            || self.bold && unit.bold == Bold::All
            || list && (self.listing || announces(&self.question.text()))
            || unit.label.is_some() && announces(&self.question.text())
            || plain && unit.text.ends_with('?');
        if goes_on && !self.closed && self.choices.is_empty() && self.subs.is_empty() {
            append(&mut self.question.content, unit);
            self.listing = list;
            self.take_line_options(Rule::Named);
            self.open = !ends(&self.question.text()) && !list;
        } else {
            self.left = true;
        }
    }

    /// A lettered piece that asks belongs to the question above: `7a`.
    fn sub_question(&self, unit: &Unit) -> Option<Question> {
        let asks = unit.text.contains('?') || labels::asks(&unit.text);
        self.part(unit).filter(|_| asks && unit.ticks.is_empty())
    }

    /// A lettered piece as a question of its own.
    fn part(&self, unit: &Unit) -> Option<Question> {
        let letter = unit.label.as_deref()?.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let roman = !letter.is_empty() && letter.chars().all(|c| "ivx".contains(c));
        let fits = letter.len() == 1 && letter.chars().all(|c| c.is_ascii_lowercase()) || roman && letter.len() <= 4;
        (fits && self.question.id.contains(|c: char| c.is_ascii_digit())).then(|| Question {
            id: format!("{}{letter}", self.question.id),
            label: format!("{} ({letter})", self.question.label),
            part: self.question.part.clone(),
            content: unbold(&unit.content),
            limit: limits::limit(&unit.text),
            at: unit.at,
            ..Question::default()
        })
    }

    /// The question, then the parts of it.
    pub(super) fn finish(self) -> Vec<Question> {
        let mut question = self.question;
        let text = question.text();
        question.limit = question.limit.or_else(|| limits::limit(&text));
        let mut seen = BTreeSet::new();
        let choices: Vec<Choice> = self.choices.into_iter().filter(|choice| seen.insert(same_words(&choice.words))).collect();
        if choices.len() >= 2 {
            question.ticked = choices.iter().filter(|choice| choice.ticked == Some(true)).map(|choice| choice.words.clone()).collect();
            question.options = choices.into_iter().map(|choice| choice.words).collect();
            question.choose_many = self.many
                || scales::chooses_many(&text)
                || question.explain.as_deref().is_some_and(scales::chooses_many)
                || question.ticked.len() > 1;
        }
        let mut out = vec![question];
        out.extend(self.subs);
        // A question that is nothing but its parts' stem still prints its words.
        out.retain(|question| !question.text().is_empty());
        out
    }
}

fn append(content: &mut Vec<Inline>, unit: &Unit) {
    if !content.is_empty() {
        content.push(Inline::text(" "));
    }
    // Below a label alone a number is that of the paragraph.
    let of_paragraph = |label: &&str| content.is_empty() && label.starts_with(|c: char| c.is_ascii_digit());
    if let Some(label) = unit.label.as_deref().filter(|label| !of_paragraph(label)) {
        content.push(Inline::text(format!("{label} ")));
    }
    content.extend(unbold(&unit.content));
    crate::import::read::tidy::tidy(content);
}

fn ends(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '"', '\'', ')', ']', '*']).ends_with(['?', '.', '!', ':'])
}

/// Whether words announce a list, or a list that was begun goes on.
fn announces(text: &str) -> bool {
    text.ends_with([':', ';', ','])
        || [" and", " or"].iter().any(|end| text.ends_with(&format!(";{end}")) || text.ends_with(&format!(",{end}")))
}
