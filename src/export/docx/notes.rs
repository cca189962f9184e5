//! Footnotes, in a part of their own.

use super::{
    body::{Body, Place},
    paragraph::Shape,
    xml::Xml,
};
use crate::document::{Kind, Note};

/// The note's own number at its beginning.
const MARK: &str = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>";

/// The lines above the notes, which every document with notes has.
const SEPARATORS: [(&str, &str, &str); 2] =
    [("-1", "separator", "<w:separator/>"), ("0", "continuationSeparator", "<w:continuationSeparator/>")];

impl Body<'_> {
    /// Writes a note's text into the part that is being written.
    pub(super) fn note_text(&mut self, note: &Note, id: &str) {
        self.part.xml.open("w:footnote", &[("w:id", id)]);
        let (words, rest) = match note.blocks.split_first() {
            Some((first, rest)) if matches!(first.kind, Kind::Paragraph(_)) => (Some(first), rest),
            _ => (None, note.blocks.as_slice()),
        };
        self.paragraph(Shape::of("FootnoteText"), |body| {
            body.part.xml.raw(MARK);
            body.text(" ");
            if let Some(Kind::Paragraph(paragraph)) = words.map(|block| &block.kind) {
                body.inlines(&paragraph.content);
            }
        });
        rest.iter().for_each(|block| self.block(block, Place::at(0, "FootnoteText")));
        // A note may not end with a table.
        if self.after_table.contains(&true) {
            self.plain(Shape::of("FootnoteText"), "");
        }
        self.keep_last_end();
        self.part.xml.close("w:footnote");
    }
}

/// The whole part, from the notes written.
pub(super) fn part(notes: &str, root: &str) -> String {
    let mut xml = Xml::default();
    xml.raw(super::tree::DECLARATION);
    xml.raw(&root.replace("w:document", "w:footnotes"));
    for (id, kind, line) in SEPARATORS {
        xml.open("w:footnote", &[("w:type", kind), ("w:id", id)]);
        xml.raw("<w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:r>");
        xml.raw(line);
        xml.raw("</w:r></w:p>");
        xml.close("w:footnote");
    }
    xml.raw(notes);
    xml.close("w:footnotes");
    xml.into_string()
}
