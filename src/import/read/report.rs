//! What a reader left out or settled, gathered while it reads and told at the end.

use crate::import::{Changes, Notice, Place, Refused};

/// What was left out or settled.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// Insertions, deletions and moves.
    pub(super) changes: usize,
    /// Pictures without alternative text.
    pub(super) pictures: usize,
    /// Words of running headers and footers.
    pub(super) running: Vec<String>,
    /// Everything that has a place.
    placed: Vec<Notice>,
}

impl Report {
    /// Words that were dropped at a place; nothing where there are none.
    pub(super) fn dropped(&mut self, message: &str, words: &str, at: Place) {
        let words = super::clean::clean(words);
        if !words.trim().is_empty() {
            self.placed.push(Notice::new(message).dropped(words.trim()).at(at));
        }
    }

    /// Words that stayed without what marks them at a place; nothing where there are none.
    pub(super) fn kept(&mut self, message: &str, words: &str, at: Place) {
        let words = super::clean::clean(words);
        if !words.trim().is_empty() {
            self.placed.push(Notice::new(format!("{message}: “{}”", words.trim())).at(at));
        }
    }

    /// Something to say.
    pub(super) fn say(&mut self, notice: Notice) {
        self.placed.push(notice);
    }

    /// Whether tracked changes forbid to read the file.
    pub(super) fn refused(&self, changes: Changes) -> Option<Refused> {
        let refused = changes == Changes::Refuse && self.changes > 0;
        refused.then(|| {
            let message = format!("this file holds {}", counted(self.changes, "tracked change"));
            Refused::new(message, "accept or reject them in a word processor, or have them read as accepted or as rejected")
        })
    }

    /// Everything, the file as a whole first.
    pub(super) fn notices(self, changes: Changes) -> Vec<Notice> {
        let mut out = Vec::new();
        if self.changes > 0 {
            let (were, what) = (if self.changes == 1 { "was" } else { "were" }, counted(self.changes, "tracked change"));
            let how = if changes == Changes::Reject { "rejected" } else { "accepted" };
            out.push(Notice::new(format!("{what} {were} {how}")));
        }
        if !self.running.is_empty() {
            let were = if self.running.len() == 1 { "was" } else { "were" };
            let message = format!("{} {were} left out", counted(self.running.len(), "running header or footer"));
            out.push(Notice::new(message).dropped(self.running.join("\n")));
        }
        if self.pictures > 0 {
            let were = if self.pictures == 1 { "was" } else { "were" };
            out.push(Notice::new(format!("{} without words {were} left out", counted(self.pictures, "picture"))));
        }
        out.extend(self.placed);
        out
    }
}

/// `1 picture`, `2 pictures`, `2 running headers or footers`.
fn counted(n: usize, what: &str) -> String {
    if n == 1 {
        return format!("1 {what}");
    }
    let plural: Vec<String> = what.split(" or ").map(|word| format!("{word}s")).collect();
    format!("{n} {}", plural.join(" or "))
}
