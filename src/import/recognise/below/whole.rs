//! Lists and tables below a question, which are read at once: what an entry is, the others tell.

use super::{
    super::{
        Doubt,
        consultation::Question,
        labels,
        scales::{self, Choice},
        units::Unit,
    },
    BOX, Below, announces, append,
    list::{self, Meant},
    matrix,
};

impl Below {
    /// Reads what these units begin with, where it is a list or a table that belongs to the question: how
    /// many of them that were.
    pub(in super::super) fn takes_whole(&mut self, units: &[Unit]) -> usize {
        let fresh = self.choices.is_empty() && self.subs.is_empty() && self.question.explain.is_none();
        let Some(first) = units.first().filter(|_| fresh && !self.closed && !self.question.content.is_empty()) else { return 0 };
        if first.table.is_some() { self.takes_matrix(units) } else { self.takes_list(list::run(units)) }
    }

    fn takes_list(&mut self, entries: &[Unit]) -> usize {
        let boxed = entries.iter().any(|unit| scales::option(unit).is_some_and(|option| option.boxed));
        if entries.is_empty() || boxed {
            return 0;
        }
        match self.parts(entries) {
            Some(parts) if parts.is_empty() => return 0,
            Some(parts) => {
                self.subs.extend(parts);
                self.open = false;
                return entries.len();
            }
            None => {}
        }
        match list::meant(&self.question.text(), entries, self.choosing) {
            Meant::Options => {
                self.choices.extend(entries.iter().map(|unit| Choice { words: list::option(&unit.text), ticked: None, boxed: false }));
                self.open = false;
            }
            _ if self.left => return 0,
            meant => self.keep(entries, meant),
        }
        entries.len()
    }

    /// Lettered entries that are questions of their own: all of them where most ask; none, where what
    /// completes the words above ends with their question mark. Empty where each must be seen by itself.
    fn parts(&self, entries: &[Unit]) -> Option<Vec<Question>> {
        let asking: Vec<&Unit> = entries.iter().filter(|unit| self.sub_question(unit).is_some()).collect();
        let completes = |unit: &&Unit| !(labels::asks(&unit.text) && unit.text.starts_with(char::is_uppercase));
        let offers = entries.iter().any(|unit| scales::option(unit).is_some());
        match () {
            () if asking.is_empty() => None,
            () if asking.len() * 2 >= entries.len() && !offers => Some(entries.iter().filter_map(|unit| self.part(unit)).collect()),
            () if announces(&self.question.text()) && asking.iter().all(completes) => None,
            () => Some(Vec::new()),
        }
    }

    /// Keeps a list with the words of the question, and asks where nothing announces it.
    fn keep(&mut self, entries: &[Unit], meant: Meant) {
        entries.iter().for_each(|unit| append(&mut self.question.content, unit));
        self.open = false;
        if meant == Meant::Unknown {
            let message =
                format!("a list below a question is kept with its words: {}", some(entries.iter().map(|unit| unit.text.as_str())));
            self.doubts.push(Doubt::new(message, entries[0].at, "where an answer is one of its entries, make them the `options`"));
        }
    }

    fn takes_matrix(&mut self, units: &[Unit]) -> usize {
        let Some(table) = units[0].table.as_ref().filter(|_| !self.left) else { return 0 };
        let Some(found) = matrix::read(table, scales::grades(&self.question.text())) else {
            self.leave_table(units);
            return 0;
        };
        for row in &found.rows {
            append(&mut self.question.content, &matrix::row(row));
        }
        self.choices = found.options.into_iter().map(|words| Choice { words, ticked: None, boxed: false }).collect();
        self.open = false;
        let message =
            format!("the options of a question are given to each row of a table: {}", some(found.rows.iter().map(String::as_str)));
        self.doubts.push(Doubt::new(message, units[0].at, "answer row by row, or make each row a question of its own"));
        1 + matrix::cells(units)
    }

    /// Says that a table with words of its own is left out.
    fn leave_table(&mut self, units: &[Unit]) {
        let cells = &units[1..1 + matrix::cells(units)];
        let told: Vec<&str> = cells.iter().map(|unit| unit.text.as_str()).filter(|text| !text.is_empty() && !BOX.is_match(text)).collect();
        let cut = cells.len() + 1 == units.len() && !cells.iter().any(|cell| cell.cell.is_some_and(|(_, row, _)| row > 0));
        let offers = cells.iter().any(|unit| scales::option(unit).is_some() || !unit.ticks.is_empty());
        if told.len() >= 2 && !cut && !offers {
            let message = format!("a table below a question is left out: {}", some(told.into_iter()));
            self.doubts.push(Doubt::new(message, units[0].at, "write what it asks for into the question's `text`"));
        }
    }
}

/// The first few of some texts.
fn some<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let texts: Vec<String> = texts.map(|text| format!("“{text}”")).collect();
    let more = if texts.len() > 3 { format!(" and {} more", texts.len() - 3) } else { String::new() };
    format!("{}{more}", texts[..texts.len().min(3)].join(", "))
}
