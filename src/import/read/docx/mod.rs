//! Word files: what Word prints, with the numbers that Word counts.
//!
//! [`source`] finds the parts, [`styles`] and [`numbering`] read what paragraphs get from elsewhere,
//! [`walk`] goes over blocks, [`paragraph`] over one paragraph, [`run`] over its words and [`field`]
//! over fields among them. Text in elements that are not known here is kept.

mod anchors;
mod body;
mod built;
mod field;
mod numbering;
mod paragraph;
mod run;
mod side;
mod source;
mod styles;
mod walk;
mod xml;

use super::{
    Reader,
    package::{Package, compound_refused, damaged, is_compound, is_zip, parse},
};
use crate::import::{Changes, Foreign, Refused};
use roxmltree::Document;
use source::{Source, Texts};

/// Word files, and whatever looks like them: other packages and old files are refused by name.
pub(super) static READER: Reader = Reader { name: "docx", extensions: &["docx", "docm", "dotx", "dotm", "doc"], sniff, read };

fn sniff(bytes: &[u8]) -> bool {
    is_compound(bytes) || is_zip(bytes)
}

fn read(bytes: &[u8], changes: Changes) -> Result<Foreign, Refused> {
    if is_compound(bytes) {
        return Err(compound_refused(bytes));
    }
    let texts = Texts::read(&mut Package::open(bytes)?)?;
    let main = parse(&texts.main)?;
    let trees = Trees::of(&texts)?;
    let body = xml::child(main.root_element(), "body").ok_or_else(|| damaged("it has no body"))?;
    let source = Source::new(body, &texts, &trees, changes);
    let title = source::title(trees.core.as_ref());
    let mut walk = walk::Walk::new(&source, changes);
    walk.running(&trees.running);
    let mut pieces = Vec::new();
    walk.blocks(body, &mut pieces);
    walk.close(&mut pieces);
    if let Some(refused) = walk.report.refused(changes) {
        return Err(refused);
    }
    walk.comments_without_place();
    if walk.report.changes == 0 {
        walk.notes_without_mark();
    }
    let notices = walk.report.notices(changes);
    Ok(Foreign { format: "docx", title, pieces, notices, built: source.built })
}

/// The parts besides the main one.
struct Trees<'a> {
    styles: Option<Document<'a>>,
    numbering: Option<Document<'a>>,
    footnotes: Option<Document<'a>>,
    endnotes: Option<Document<'a>>,
    comments: Option<Document<'a>>,
    core: Option<Document<'a>>,
    running: Vec<(&'static str, Document<'a>)>,
    anchors: Vec<Document<'a>>,
}

impl<'a> Trees<'a> {
    fn of(texts: &'a Texts) -> Result<Self, Refused> {
        let one = |text: &'a Option<String>| text.as_deref().map(parse).transpose();
        Ok(Self {
            styles: one(&texts.styles)?,
            numbering: one(&texts.numbering)?,
            footnotes: one(&texts.footnotes)?,
            endnotes: one(&texts.endnotes)?,
            comments: one(&texts.comments)?,
            core: one(&texts.core)?,
            running: texts.running.iter().map(|(kind, text)| Ok((*kind, parse(text)?))).collect::<Result<_, Refused>>()?,
            // Anybody may keep anything in these parts: what cannot be read is not ours.
            anchors: texts.custom.iter().filter_map(|text| parse(text).ok()).collect(),
        })
    }
}
