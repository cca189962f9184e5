//! One paragraph: its properties, in the order that the schema asks for.

use super::body::Body;

/// How a paragraph differs from its style.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Shape {
    /// The style's id.
    pub(super) style: &'static str,
    /// Its list and its level in it; list 0 takes a style's number away.
    pub(super) number: Option<(usize, usize)>,
    /// Where its text starts, in twips.
    pub(super) left: Option<i64>,
    /// How far its number stands before its text.
    pub(super) hanging: Option<i64>,
    /// Whether it stays on the page of the next.
    pub(super) keep_next: bool,
    /// Space above it.
    pub(super) before: Option<i64>,
    /// `center` or `right`.
    pub(super) align: Option<&'static str>,
}

impl Shape {
    /// As its style says.
    pub(super) fn of(style: &'static str) -> Self {
        Self { style, ..Self::default() }
    }
}

impl Body<'_> {
    /// A paragraph with what is inside it.
    pub(super) fn paragraph(&mut self, mut shape: Shape, inside: impl FnOnce(&mut Self)) {
        // A table has no space of its own below it.
        if self.leave_table() && shape.before.is_none() && !heads(shape.style) {
            shape.before = Some(160);
        }
        if self.track.now.is_none() && self.part.ends.hand_their_look_to(shape) {
            self.keep_last_end();
        }
        self.part.xml.open("w:p", &[]);
        self.properties(shape);
        self.comments();
        self.counted_anew(inside);
        self.part.xml.close("w:p");
    }

    /// A paragraph of plain words.
    pub(super) fn plain(&mut self, shape: Shape, words: &str) {
        self.paragraph(shape, |body| body.text(words));
    }

    fn properties(&mut self, shape: Shape) {
        let xml = &mut self.part.xml;
        xml.open("w:pPr", &[]);
        let start = xml.len();
        if shape.style != "Normal" {
            xml.empty("w:pStyle", &[("w:val", shape.style)]);
        }
        if shape.keep_next {
            xml.empty("w:keepNext", &[]);
        }
        if let Some((list, level)) = shape.number {
            xml.open("w:numPr", &[]);
            xml.empty("w:ilvl", &[("w:val", &level.to_string())]);
            xml.empty("w:numId", &[("w:val", &list.to_string())]);
            xml.close("w:numPr");
        }
        if let Some(before) = shape.before {
            xml.empty("w:spacing", &[("w:before", &before.to_string())]);
        }
        match (shape.left, shape.hanging) {
            (Some(left), Some(hanging)) => {
                xml.empty("w:ind", &[("w:left", &left.to_string()), ("w:hanging", &hanging.to_string())]);
            }
            (Some(left), None) => xml.empty("w:ind", &[("w:left", &left.to_string())]),
            _ if shape.number.is_some_and(|(list, _)| list == 0) => xml.empty("w:ind", &[("w:left", "0"), ("w:firstLine", "0")]),
            _ => {}
        }
        if let Some(align) = shape.align {
            xml.empty("w:jc", &[("w:val", align)]);
        }
        let mark = self.part.xml.len();
        self.paragraph_mark();
        self.part.ends.paragraph(self.track.now, shape, start..mark, mark..self.part.xml.len());
        self.part.xml.close("w:pPr");
    }
}

/// Styles with more space above them than a table needs below it.
fn heads(style: &str) -> bool {
    style.starts_with("Heading") || style.starts_with("Question")
}
