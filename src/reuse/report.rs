//! What was reused where: for each response how its answers came about, for each position where it was used.

use super::{Fate, Passage, Reuse, passages};
use crate::{
    assemble::Assembler,
    document::{Document, Provenance, Status, date::PrintedDate},
    library::{Consultation, Library, Position, Standing},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// What was reused where.
#[derive(Debug, Default)]
pub struct Report {
    /// The responses that somebody has started, by id.
    pub responses: Vec<ResponseReuse>,
    /// Every position, by id.
    pub positions: Vec<PositionUse>,
}

/// How the answers of a response came about.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ResponseReuse {
    /// The consultation's id.
    pub id: String,
    /// How far it has come.
    pub status: Status,
    /// The response's date, else the day the consultation closes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PrintedDate>,
    /// Questions, by how they are answered.
    #[serde(flatten)]
    pub reuse: Reuse,
}

/// Where a position was used.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PositionUse {
    /// Its id.
    pub id: String,
    /// Whether it still holds.
    pub status: &'static str,
    /// When it was last said: in a response that was submitted. What is only drafted has not been used yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<PrintedDate>,
    /// The responses that use it, the oldest first.
    pub used: Vec<Use>,
    /// How many questions of all consultations it is mapped to.
    pub mapped: usize,
}

/// A response that uses a position.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Use {
    /// The consultation's id.
    pub response: String,
    /// The response's date, else the day the consultation closes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PrintedDate>,
    /// How far the response has come.
    pub status: Status,
    /// Whether somebody has adopted words of it; otherwise they are drafted from what a question is mapped to.
    pub adopted: bool,
    /// The paragraphs, by number.
    pub paragraphs: Vec<String>,
    /// How many of these paragraphs are as the position has them.
    pub unchanged: usize,
}

impl Use {
    /// Whether it was said; otherwise it stands in a draft.
    pub fn is_said(&self) -> bool {
        self.adopted && self.status == Status::Submitted
    }
}

/// Looks at every response that somebody has started.
pub fn report(library: &Library) -> Report {
    let assembler = Assembler::new(library);
    let (mut responses, mut used) = (Vec::new(), BTreeMap::<String, Vec<Use>>::new());
    for consultation in library.responses.keys().filter_map(|id| library.consultations.get(id)) {
        let Some(assembled) = assembler.assemble(&consultation.id, None) else { continue };
        let passages = passages(library, &assembler, &assembled.document);
        let date = date(&assembled.document, consultation);
        for (position, use_of) in uses(&passages, &assembled.document, date) {
            used.entry(position).or_default().push(use_of);
        }
        let reuse = Reuse::of(&assembled.document, &passages);
        responses.push(ResponseReuse { id: consultation.id.clone(), status: assembled.document.meta.status, date, reuse });
    }
    let positions = library.positions.values();
    let positions = positions.map(|position| position_use(library, position, used.remove(&position.id).unwrap_or_default())).collect();
    Report { responses, positions }
}

/// The response's own date, else the day the consultation closes.
pub(super) fn date(document: &Document, consultation: &Consultation) -> Option<PrintedDate> {
    document.meta.date.or(consultation.closes.map(PrintedDate::from))
}

/// The positions that passages come from, as somebody says or as they were assembled, whatever is left of the words.
fn uses(passages: &[Passage], document: &Document, date: Option<PrintedDate>) -> BTreeMap<String, Use> {
    let mut uses: BTreeMap<String, Use> = BTreeMap::new();
    for passage in passages {
        // Words that were carried over from an answer are still the position's that the answer has them from.
        let further = passage.theirs.as_ref().filter(|_| passage.fate != Fate::New).and_then(|theirs| theirs.from.as_ref());
        let position = |source: &Provenance| if let Provenance::Position(id) = source { Some(id.clone()) } else { None };
        let Some(id) = passage.source.iter().chain(further).find_map(position) else { continue };
        let one = uses.entry(id).or_insert_with(|| Use {
            response: document.meta.id.clone(),
            date,
            status: document.meta.status,
            adopted: false,
            paragraphs: Vec::new(),
            unchanged: 0,
        });
        one.adopted |= !passage.proposed;
        one.paragraphs.extend(passage.number.clone());
        one.unchanged += usize::from(passage.fate == Fate::Unchanged);
    }
    uses
}

fn position_use(library: &Library, position: &Position, mut used: Vec<Use>) -> PositionUse {
    used.sort_by(|a, b| (a.date, &a.response).cmp(&(b.date, &b.response)));
    let questions = library.consultations.values().flat_map(|consultation| &consultation.questions);
    PositionUse {
        id: position.id.clone(),
        status: standing(position.status),
        last: used.iter().filter(|one| one.is_said()).filter_map(|one| one.date).max(),
        used,
        mapped: questions.filter(|question| question.positions.iter().any(|id| id.value == position.id)).count(),
    }
}

/// The word for a position's status, as its front matter has it.
pub fn standing(status: Standing) -> &'static str {
    match status {
        Standing::Current => "current",
        Standing::Superseded => "superseded",
        Standing::Withdrawn => "withdrawn",
    }
}
