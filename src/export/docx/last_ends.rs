//! The ends of paragraphs above a table, at the end of a footnote, and of those that begin in a sign.
//!
//! LibreOffice takes no end away behind which a table stands, or nothing, and with that of a paragraph that begins in a
//! sign (`counted_anew`) the look of the next. So where paragraphs go or come there, the last end stays, and another goes
//! for it: the one above those paragraphs, or where nothing above them stays, the one between what goes and what comes.

use super::{body::Body, paragraph::Shape};
use crate::document::Change;
use std::ops::Range;

/// What follows the properties of a paragraph.
const CLOSE: &str = "</w:pPr>";

/// Between the words of a paragraph and the properties of the next.
const NEXT: &str = "</w:p><w:p><w:pPr>";

/// The ends of the last paragraphs, from the last that stays on.
#[derive(Debug, Default)]
pub(super) struct Ends(Vec<End>);

/// A paragraph's end as it was written.
#[derive(Debug)]
struct End {
    change: Option<Change>,
    shape: Shape,
    /// Whether its words begin with a sign that lets numbers be counted anew.
    begins_in_sign: bool,
    /// The paragraph's properties.
    properties: Range<usize>,
    /// The mark behind them, which may be empty.
    mark: Range<usize>,
}

impl Ends {
    /// A paragraph has been written, with its properties and its mark at these places.
    pub(super) fn paragraph(&mut self, change: Option<Change>, shape: Shape, properties: Range<usize>, mark: Range<usize>) {
        if change.is_none() {
            self.0.clear();
        }
        self.0.push(End { change, shape, begins_in_sign: false, properties, mark });
    }

    /// Whether the last end may stay: one above it does.
    pub(super) fn may_stay(&self) -> bool {
        self.0.first().is_some_and(|first| first.change.is_none())
    }

    /// The last paragraph begins with a sign.
    pub(super) fn begins_in_sign(&mut self) {
        if let Some(end) = self.0.last_mut() {
            end.begins_in_sign = true;
        }
    }

    /// Whether the next paragraph would look like one of these when they are rejected: of a paragraph that begins in a
    /// sign LibreOffice takes the end away before the sign, and keeps the look of what is left.
    pub(super) fn hand_their_look_to(&self, next: Shape) -> bool {
        self.0.iter().any(|end| end.change == Some(Change::Inserted) && end.begins_in_sign && end.shape != next)
    }
}

impl Body<'_> {
    /// Lets the last end stay, though its paragraph went or came.
    pub(super) fn keep_last_end(&mut self) {
        let Ends(ends) = std::mem::take(&mut self.part.ends);
        match ends.as_slice() {
            [] | [_] => {}
            [first, ..] if first.change.is_none() => self.mark_ends_above(&ends),
            [.., last] => {
                if let Some(other) = ends.iter().rposition(|end| end.change != last.change) {
                    self.join(&ends, other);
                }
            }
        }
    }

    /// Marks the end above each paragraph instead of its own.
    ///
    /// What is left of a version's paragraph then ends where the next of its paragraphs begins, or at the last
    /// end, and has the properties that stand there.
    fn mark_ends_above(&mut self, ends: &[End]) {
        let start = ends[0].properties.start;
        let old = self.part.xml.cut_off(start);
        let cut = |range: Range<usize>| &old[range.start - start..range.end - start];
        let first = cut(ends[0].properties.clone());
        let (mut now, mut was, mut written) = (first, first, start);
        for (at, end) in ends.iter().enumerate() {
            now = if end.change == Some(Change::Deleted) { now } else { cut(end.properties.clone()) };
            was = if end.change == Some(Change::Inserted) { was } else { cut(end.properties.clone()) };
            self.words_above(cut(written..end.properties.start), end.change);
            self.part.xml.raw(now);
            self.part.xml.raw(ends.get(at + 1).map_or("", |next| cut(next.mark.clone())));
            let change = self.properties_change(now, was);
            self.part.xml.raw(&change);
            written = end.mark.end;
        }
        self.part.xml.raw(&old[written - start..]);
    }

    /// Words above an end that goes or comes, and the beginning of the next paragraph. Behind a note or field
    /// LibreOffice sees such an end only where a run of the same version stands before it, though it be empty.
    fn words_above(&mut self, words: &str, change: Option<Change>) {
        let ends_in_mark = |words: &str| {
            // Behind it may stand an empty run, or words that went where it came.
            let skipped = |run: &str| run.contains("preserve\"></w:") || change == Some(Change::Inserted) && run.contains("<w:delText ");
            let last = words.rsplit("<w:r>").find(|run| !skipped(run)).unwrap_or_default();
            last.contains("<w:footnoteReference ") || last.contains("w:fldCharType=\"end\"")
        };
        match words.strip_suffix(NEXT).filter(|words| ends_in_mark(words)) {
            Some(above) => {
                self.part.xml.raw(&if change == Some(Change::Inserted) { gone_first(above) } else { above.to_owned() });
                self.as_of(change, Self::keep_end);
                self.part.xml.raw(NEXT);
            }
            None => self.part.xml.raw(words),
        }
    }

    /// Makes one of the paragraph at `at` and the next. The last end stays: it is the end of both versions.
    ///
    /// Each paragraph has in either version the properties of the end that it comes to there.
    fn join(&mut self, ends: &[End], at: usize) {
        let start = ends[0].properties.start;
        let old = self.part.xml.cut_off(start);
        let cut = |range: Range<usize>| &old[range.start - start..range.end - start];
        let words = |of: usize| cut(ends[of].mark.end..ends.get(of + 1).map_or(start + old.len(), |next| next.properties.start));
        let (Some(joined), last) = (words(at).strip_suffix(NEXT), ends.len() - 1) else { return self.part.xml.raw(&old) };
        let properties = |from: usize, without: Change| {
            let next = ends[from..].iter().find(|end| end.change != Some(without)).unwrap_or(&ends[at]);
            cut(next.properties.clone())
        };
        for of in (0..=last).filter(|of| *of != at) {
            let (now, was) = (properties(of, Change::Deleted), properties(of, Change::Inserted));
            let change = self.properties_change(now, was);
            self.part.xml.raw(now);
            self.part.xml.raw(if of == last { "" } else { cut(ends[of].mark.clone()) });
            self.part.xml.raw(&change);
            if of == at + 1 {
                self.part.xml.raw(joined);
                self.part.xml.raw(words(of).trim_start_matches(CLOSE));
            } else {
                self.part.xml.raw(words(of));
            }
        }
    }
}

/// The words of a paragraph, with those that went at its end before the note or field that came there: with anything
/// between that and an end that comes, LibreOffice does not see the end.
fn gone_first(paragraph: &str) -> String {
    let (words, names) = paragraph.split_at(paragraph.rfind("</w:del>").map_or(0, |at| at + "</w:del>".len()));
    if names.contains("<w:r>") {
        return paragraph.to_owned();
    }
    let mut at = words.len();
    while let Some(start) = words[..at].rfind("<w:del ").filter(|_| words[..at].ends_with("</w:del>")) {
        at = start;
    }
    let came = words[..at].rfind("<w:ins ").filter(|_| words[..at].ends_with("</w:ins>")).unwrap_or(at);
    [&words[..came], &words[at..], &words[came..at], names].concat()
}
