//! Footnotes: their text is put where their marks stand.

use super::{Place, Reader};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::{Inline, Note, walk},
};

impl Reader<'_> {
    /// Marks of footnotes that nothing defines are left by CommonMark as words: `[^label]`.
    pub(super) fn undefined_notes(&mut self, content: &[Inline], place: &Place) {
        let text = walk::plain(content);
        let raw = &self.traced.text()[place.clone()];
        for (at, _) in text.match_indices("[^") {
            let Some(label) =
                text[at + 2..].split_once(']').map(|(label, _)| label).filter(|label| !label.is_empty() && !label.contains(' '))
            else {
                continue;
            };
            let mark = format!("[^{label}]");
            let Some(span) = raw.find(&mark).and_then(|at| self.span(&(place.start + at..place.start + at + mark.len()))) else { continue };
            let finding = Diagnostic::new(&codes::UNDEFINED_FOOTNOTE, span, format!("there is no footnote `{label}`"));
            self.read.findings.push(finding.help(format!("add a line `[^{label}]: …` to this file")));
        }
    }

    /// Puts the footnotes' text where their marks stand. Footnotes inside footnotes are not kept.
    pub(super) fn fill_notes(&mut self) {
        let mut nested = false;
        for blocks in self.notes.values_mut() {
            walk::each_inline_mut(blocks, &mut |inline| {
                if matches!(inline, Inline::Note(_)) {
                    nested = true;
                    *inline = Inline::text("");
                }
            });
        }
        if nested {
            let whole = 0..self.traced.text().len();
            self.unsupported(&whole, "a footnote inside a footnote", "put its words into the outer footnote");
        }
        let (labels, notes) = (&self.labels, &self.notes);
        walk::each_inline_mut(&mut self.read.blocks, &mut |inline| {
            if let Inline::Note(note) = inline
                && let Some(blocks) = labels.get((note.number as usize).wrapping_sub(1)).and_then(|label| notes.get(label))
            {
                *note = Note { number: 0, blocks: blocks.clone() };
            }
        });
    }
}
