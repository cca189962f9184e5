//! What is done once all of a response is read: ids, scales, numbers, references.

use super::{
    super::{
        Doubt,
        references::{Numbered, Targets},
        scales,
        units::Unit,
    },
    Answer, Response,
};
use crate::{
    document::{Block, Kind, walk},
    import::Place,
    library::scale,
};

/// Answers carry the place of their question until ids are unique.
pub(super) fn rename(out: &mut Response) {
    let mut ids = out.consultation.questions.iter().map(|question| question.id.clone());
    for answer in out.sections.iter_mut().flat_map(|section| &mut section.answers) {
        answer.question = ids.next().unwrap_or_default();
        answer.also = ids.by_ref().take(answer.also.len()).collect();
    }
}

/// The options of closed questions whose options are not printed, from the scale their answer is of.
pub(super) fn infer_scales(out: &mut Response) {
    let answers: Vec<Answer> = out.sections.iter().flat_map(|section| section.answers.clone()).collect();
    for answer in &answers {
        let Some(question) = out.consultation.questions.iter_mut().find(|question| question.id == answer.question) else { continue };
        if let Some(scale) = answer.choice.first().filter(|_| question.options.is_empty()).and_then(|choice| scales::scale_with(choice)) {
            question.options = scale::built_in(scale).into_iter().flatten().map(|option| (*option).to_owned()).collect();
            out.inferred.push(question.id.clone());
        }
    }
    let inferred = out.inferred.len();
    if inferred > 0 {
        let message = format!("closed questions whose options are not printed: {inferred}; they are taken from the scale of the answer");
        out.doubts.push(Doubt::new(message, Place::default(), "see what the consultation offered, and correct `options`"));
    }
}

/// One doubt for each place where the printed numbers leave their run.
pub(super) fn doubt_numbers(units: &[Unit], numbered: bool, out: &mut Response) {
    let mut last: Option<u32> = None;
    let mut place = 0;
    for unit in units.iter().filter(|unit| numbered && unit.cell.is_none() && !unit.is_heading()) {
        let Some(number) = unit.number() else { continue };
        place += 1;
        if let Some(wrong) = last.filter(|last| number != last + 1) {
            let message =
                format!("paragraph {place} is printed as `{number}`, behind `{wrong}`: from here on the printed numbers are wrong");
            out.doubts.push(Doubt::new(message, unit.at, "nothing is lost: paragraphs are numbered anew, in their order"));
        }
        last = Some(number);
    }
}

pub(super) fn joined(units: &[Unit], out: &mut Response) {
    for unit in units.iter().filter(|unit| unit.joined) {
        let start: String = unit.text.chars().take(50).collect();
        out.doubts.push(Doubt::new(
            format!("a paragraph that was cut in two is joined: “{start}…”"),
            unit.at,
            "see that the two belong together",
        ));
    }
}

/// Makes references live, and names the paragraphs they point to.
pub(super) fn link(units: &[Unit], out: &mut Response) {
    let mut targets =
        Targets { questions: out.consultation.questions.iter().map(|question| question.id.clone()).collect(), ..Targets::default() };
    let numbered = |block: &Block| matches!(&block.kind, Kind::Paragraph(paragraph) if paragraph.number.is_some());
    let printed: Vec<&Unit> = units.iter().filter(|unit| unit.number().is_some() && unit.cell.is_none() && !unit.is_heading()).collect();
    let bodies = out.sections.iter().flat_map(|section| section.body.iter().chain(section.answers.iter().flat_map(|answer| &answer.body)));
    for (place, block) in bodies.filter(|block| numbered(block)).enumerate() {
        if let Kind::Paragraph(paragraph) = &block.kind {
            let number = paragraph.number.as_ref().map_or(0, |number| number.value);
            let words = walk::plain(&paragraph.content);
            let names = printed.get(place).into_iter().flat_map(|unit| &unit.names);
            targets.names.extend(names.map(|name| (name.clone(), place)));
            targets.paragraphs.push(Numbered { printed: number, place, words });
        }
    }
    let mut doubts = Vec::new();
    for section in &mut out.sections {
        targets.link(&mut section.body, None, section.at, &mut doubts);
        for answer in &mut section.answers {
            targets.link(&mut answer.body, Some(&answer.question), answer.at, &mut doubts);
        }
    }
    let bodies = out
        .sections
        .iter_mut()
        .flat_map(|section| section.body.iter_mut().chain(section.answers.iter_mut().flat_map(|answer| &mut answer.body)));
    for (place, block) in bodies.filter(|block| numbered(block)).enumerate() {
        if let (Kind::Paragraph(paragraph), Some(name)) = (&mut block.kind, targets.given.get(&place)) {
            (paragraph.id, paragraph.named) = (name.clone(), true);
        }
    }
    out.references = targets.live;
    out.doubts.extend(doubts);
}
