//! The outline of a response with everything put in. What reaches no output is a finding.

use super::job::Job;
use crate::{
    diagnostic::codes,
    document::{Block, Kind, Provenance, Section},
    source::Spanned,
    text::same_words,
};
use std::collections::BTreeSet;

impl Job<'_> {
    /// The whole document: the outline with everything put in. What reaches no output is a finding.
    pub(super) fn outline(&mut self) -> Vec<Block> {
        let name = self.response.template.as_ref().map_or("response", |name| name.value.trim_end_matches(".md"));
        let Some(template) = self.library.templates.get(name).or_else(|| self.library.templates.get("response")) else { return Vec::new() };
        let provenance = Provenance::Template(template.name.clone());
        self.stack.push(provenance.clone());
        let blocks = self.read(template.body, &template.outline, &provenance);
        let mut sections: Vec<Block> = Vec::new();
        for block in blocks {
            match block {
                Block { kind: Kind::Heading(heading), origin, .. } if heading.level == 1 => {
                    drop_empty_section(&mut sections);
                    let section = Section { id: heading.id.unwrap_or_default(), number: None, title: heading.title };
                    sections.push(Block { origin, ..Block::new(Kind::Section(section)) });
                }
                block => {
                    let id = self.section_id.take();
                    sections.extend(self.expand(block));
                    if let Some(id) = self.section_id.take().or(id) {
                        name_section(&mut sections, id);
                    }
                }
            }
        }
        drop_empty_section(&mut sections);
        self.stack.pop();
        self.report_unused(&template.name);
        sections
    }

    fn report_unused(&mut self, template: &str) {
        let mut seen = BTreeSet::new();
        for section in &self.response.sections {
            if !seen.insert(same_words(&section.title.value)) {
                let message = format!("a second section `{}`: only the first one is taken", section.title.value);
                self.report(&codes::UNUSED_SECTION, section.title.span, message, "put both texts under one heading");
            } else if !self.taken.contains(&same_words(&section.title.value)) {
                let message = format!("no place in the outline takes the section `{}`", section.title.value);
                let help =
                    format!("put `{{{{ section(name=\"{}\") }}}}` into `templates/{template}.md`, or move the words", section.title.value);
                self.report(&codes::UNUSED_SECTION, section.title.span, message, help);
            }
        }
        if let Some(answer) = self.response.answers.first().filter(|_| !self.answers_taken) {
            let help = format!("put `{{{{ answers() }}}}` into `templates/{template}.md`");
            self.report(&codes::UNUSED_ANSWERS, answer.heading, "the outline has no place for the answers", help);
        }
    }
}

/// A section that nothing stands under disappears with its heading.
fn drop_empty_section(blocks: &mut Vec<Block>) {
    if matches!(blocks.last(), Some(Block { kind: Kind::Section(_), .. })) {
        blocks.pop();
    }
}

fn name_section(blocks: &mut [Block], id: Spanned<String>) {
    let section = blocks.iter_mut().rev().find_map(|block| match &mut block.kind {
        Kind::Section(section) => Some((section, &mut block.origin)),
        _ => None,
    });
    if let Some((section, origin)) = section.filter(|(section, _)| section.id.is_empty()) {
        section.id = id.value;
        origin.braces = Some(id.span);
    }
}
