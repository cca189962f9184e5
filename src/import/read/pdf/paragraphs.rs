//! Lines to paragraphs: where one ends and the next begins.

use super::body::Body;
use super::labels;
use super::lines::Line;
use super::words::{Word, WordKind};
use crate::import::read::lines;

/// Lines that are one paragraph, heading or item.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// What is printed before it, taken off its first line.
    pub label: Option<String>,
    /// Where the label begins, or the first line.
    pub left: f64,
    /// Where the words of the first line begin.
    pub text_left: f64,
    pub lines: Vec<Line>,
    /// Cut by the end of a page.
    pub joined: bool,
    out: bool,
}

/// Parts lines into blocks.
pub(super) fn blocks(lines: Vec<Line>, body: &Body) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in lines {
        let last = blocks.last().and_then(|block| Some((block, block.lines.last()?)));
        let begins = last.is_none_or(|(block, above)| Between { body, block, above, line: &line }.begins());
        if begins {
            blocks.push(Block::new(line, body));
        } else if let Some(block) = blocks.last_mut() {
            block.joined |= block.lines.last().is_some_and(|last| last.page != line.page);
            if block.is_lone_number() {
                block.label = block.lines[0].words.pop().map(|word| word.text);
            }
            if block.lines.iter().all(|line| line.words.is_empty()) {
                block.text_left = line.left;
                block.lines.clear();
            }
            block.lines.push(line);
        }
    }
    blocks
}

impl Block {
    fn new(mut line: Line, body: &Body) -> Self {
        let (left, out) = (line.left, body.stands_out(&line));
        let label = label(&line).map(|count| {
            let words: Vec<Word> = line.words.drain(..count).collect();
            if let Some(first) = line.words.first_mut() {
                first.glued = false;
            }
            words.iter().map(|word| word.text.as_str()).collect::<String>()
        });
        let text_left = line.words.first().map_or(line.right, |word| word.left);
        Self { label, left, text_left, lines: vec![line], joined: false, out }
    }
}

impl Block {
    /// Nothing but a number, which may stand for the words to its right.
    fn is_lone_number(&self) -> bool {
        let [line] = &self.lines[..] else { return false };
        let [word] = &line.words[..] else { return false };
        self.label.is_none() && (1..=3).contains(&word.text.len()) && word.text.chars().all(|letter| letter.is_ascii_digit())
    }
}

/// How many words at the beginning of a line are its label.
pub(super) fn label(line: &Line) -> Option<usize> {
    let first = line.words.first().filter(|word| word.kind == WordKind::Plain)?;
    let count = 1 + line.words[1..].iter().take_while(|word| word.glued && word.kind == WordKind::Plain).count();
    let text: String = line.words[..count].iter().map(|word| word.text.as_str()).collect();
    let end = line.words[..count].iter().map(|word| word.right).fold(first.left, f64::max);
    let gap = line.words.get(count).map(|next| (next.left - end) / line.size.max(1.0));
    let wide = gap.is_some_and(|gap| gap > 0.9);
    let digits = (1..=3).contains(&text.len()) && text.chars().all(|letter| letter.is_ascii_digit());
    let bare = !text.ends_with(['.', ')']) && !labels::is_bullet(&text);
    let is = match labels::is_label(&text) {
        true if bare => wide || line.begins_bold,
        // A dash before words may be a thought; with nothing behind it, a number that was left empty.
        true => gap.is_some() || !labels::is_bullet(&text),
        false => (digits || text == "o") && wide,
    };
    // A row of stars is no item.
    let said =
        gap.is_none() || line.words[count..].iter().any(|word| word.text.contains(char::is_alphanumeric) || word.kind != WordKind::Plain);
    (is && said).then_some(count)
}

/// Two lines that follow each other.
struct Between<'a> {
    body: &'a Body,
    block: &'a Block,
    above: &'a Line,
    line: &'a Line,
}

impl Between<'_> {
    /// Whether the line begins a new block.
    fn begins(&self) -> bool {
        let (above, line) = (self.above, self.line);
        if self.label_waits() {
            return false;
        }
        if self.alone() || (line.size - above.size).abs() > 0.8 || line.begins_with_tick() {
            return true;
        }
        let out = self.body.stands_out(line);
        // A change of weight within a sentence is no new paragraph.
        if out != self.block.out && !self.runs_on() && (out || !above.begins_bold) {
            return true;
        }
        if label(line).is_some() && !self.label_inside() || labels::is_question(&line.text) && !self.runs_on() {
            return true;
        }
        if self.next_place() { self.begins_elsewhere(out) } else { self.begins_below(out) }
    }

    /// Whether one of the lines stands alone: room to write on, a line of contents, an option. A word
    /// that a sentence ends with on a line of its own is no option.
    fn alone(&self) -> bool {
        let (above, line) = (&self.above.text, &self.line.text);
        let rule = |text: &str| labels::is_blank_line(text) || labels::is_contents(text) || lines::hashes(text).is_some();
        let wrapped = labels::begins_inside(line) && self.runs_on();
        rule(line) || rule(above) || labels::is_option(line) && !wrapped || labels::is_option(above) && self.block.lines.len() == 1
    }

    /// Whether the block is a label alone whose words stand to the right of it.
    fn label_waits(&self) -> bool {
        let empty = self.block.label.is_some() && self.block.lines.iter().all(|line| line.words.is_empty());
        let below = self.line.y - self.above.y;
        let beside = self.line.page == self.above.page && self.line.left > self.above.right - 1.0;
        let near = if empty { 1.4 * self.body.lead } else { 0.7 };
        beside && (empty || self.block.is_lone_number()) && below < near * self.line.size
    }

    /// Whether the line stands on another page or in another column.
    fn next_place(&self) -> bool {
        self.line.page != self.above.page || self.line.y < self.above.y || self.line.column != self.above.column
    }

    /// Whether the first word of the line had found room above: the line was ended on purpose.
    fn ended_early(&self, slack: f64) -> bool {
        let first = self.line.words.first().map_or(0.0, |word| word.right - word.left);
        self.above.right + first + (0.25 + slack) * self.above.size < self.body.edge(self.above)
    }

    /// Whether the line above ran to the margin without ending a sentence.
    fn runs_on(&self) -> bool {
        !labels::ends_sentence(&self.above.text)
            && self.above.right > self.body.edge(self.above) - 40.0_f64.max(4.0 * self.above.size)
            && !self.ended_early(1.5)
    }

    /// Whether what looks like a label stands within a sentence.
    fn label_inside(&self) -> bool {
        let bullet = self.line.words.first().is_some_and(|word| labels::is_bullet(&word.text));
        let column = self
            .block
            .lines
            .iter()
            .rev()
            .take(2)
            .all(|line| (line.words.first().map_or(line.left, |word| word.left) - self.line.left).abs() < 2.0);
        let own = self.block.label.is_none() || self.line.left > self.block.left + 3.0;
        (!bullet || self.is_thought()) && self.runs_on() && column && own
    }

    /// Whether a line begins with a dash that a sentence goes on behind: in small letters, and no wider
    /// apart than words are.
    fn is_thought(&self) -> bool {
        let [dash, next, ..] = &self.line.words[..] else { return false };
        let near = next.left - dash.right < 0.6 * self.line.size;
        matches!(dash.text.as_str(), "–" | "—") && near && next.text.starts_with(char::is_lowercase)
    }

    fn begins_elsewhere(&self, out: bool) -> bool {
        let (above, line) = (self.above, self.line);
        if out && (above.text.ends_with('?') || self.body.is_big(line)) {
            return true;
        }
        if labels::ends_sentence(&above.text) {
            return true;
        }
        let full = above.right > self.body.edge(above) - 40.0;
        !(labels::begins_inside(&line.text) || full)
    }

    fn begins_below(&self, out: bool) -> bool {
        let (above, line, body) = (self.above, self.line, self.body);
        let gap = (line.y - above.y) / line.size.max(above.size).max(1.0);
        if gap > self.usual_gap() * 1.28 + 0.05 {
            return true;
        }
        let ends = labels::ends_sentence(&above.text);
        // An item in a narrow column of a table without lines: its words go on below themselves.
        let column = self.block.label.is_some() && (line.left - self.block.text_left).abs() < 2.0;
        if column && !ends && line.text.starts_with(char::is_lowercase) {
            return false;
        }
        if self.ended_early(if ends { 0.8 } else { 2.5 }) && (!out || ends) {
            return true;
        }
        let in_label = self.block.label.is_some();
        let first = self.block.lines.len() == 1;
        let step = line.left - if first { self.block.text_left } else { above.left };
        // Back to the left of an item's words, or set in after a sentence.
        let back = in_label && line.left < self.block.text_left - 12.0 && line.left <= self.block.left + 3.0 && ends;
        let set_in = !in_label && ends && step > 0.8 * line.size && step < 5.0 * line.size && line.right > above.left;
        let set_out = !in_label && !first && ends && step < -0.8 * line.size && !out;
        back || set_in || set_out || (body.is_big(line) != body.is_big(above))
    }

    /// The distance of lines, from line to line, that is usual here.
    fn usual_gap(&self) -> f64 {
        let lines = &self.block.lines;
        let own = lines.windows(2).rev().take(1).find(|pair| pair[0].page == pair[1].page && pair[1].y > pair[0].y);
        let own = own.map(|pair| (pair[1].y - pair[0].y) / pair[1].size.max(1.0));
        match own {
            Some(own) => own.max(0.9),
            None if self.body.is_big(self.line) => self.body.lead.max(1.3),
            None => self.body.lead,
        }
    }
}
