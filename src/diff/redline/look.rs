//! How a block looks: what a paragraph that both versions have must share, since a change of its style or
//! of its place in a list could not be rejected.

use crate::document::{Block, Inline, Kind, walk};

/// All that the look of a block depends on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Look {
    kind: u8,
    level: u8,
    /// Whether it is numbered or ordered.
    counts: bool,
    continues: bool,
    /// Whether it has words, and whether there is anything: an empty paragraph is another thing.
    says: bool,
    holds: bool,
    /// Whether blocks here belong to a numbered paragraph.
    owned: bool,
    /// Whether headings here stand in a part.
    in_part: bool,
}

/// The look of a block by itself.
pub(super) fn look(block: &Block) -> Look {
    let says = |text: &[Inline]| !walk::plain(text).trim().is_empty() || text.iter().any(|inline| matches!(inline, Inline::Note(_)));
    let look = |kind| Look { kind, ..Look::default() };
    match &block.kind {
        Kind::Section(it) => Look { counts: it.number.is_some(), says: says(&it.title), ..look(1) },
        Kind::Question(it) => Look { says: says(&it.text), holds: !it.text.is_empty(), ..look(2) },
        Kind::Heading(it) => Look { level: it.level.clamp(1, 4), says: says(&it.title), ..look(3) },
        Kind::Paragraph(it) => Look { counts: it.number.is_some(), continues: it.continues, says: says(&it.content), ..look(4) },
        Kind::List(it) => Look { counts: it.ordered, continues: it.of_paragraph, ..look(5) },
        Kind::Quote(_) => look(6),
        Kind::Table(_) => look(7),
        Kind::Code(_) => look(8),
        Kind::Signature(_) => look(9),
    }
}

/// The look of every block where it stands.
pub(super) fn looks(blocks: &[Block]) -> Vec<Look> {
    let (mut owned, mut in_part) = (false, false);
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let mut look = look(block);
        match &block.kind {
            Kind::Section(_) => (owned, in_part) = (false, false),
            Kind::Question(_) => (owned, look.in_part) = (false, in_part),
            Kind::Heading(heading) => {
                in_part |= heading.level <= 1;
                look.in_part = in_part;
            }
            Kind::Paragraph(paragraph) => owned |= paragraph.number.is_some(),
            _ => look.owned = owned,
        }
        out.push(look);
    }
    out
}
