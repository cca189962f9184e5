//! Gives every number in a document, once: section letters, paragraphs, list items, footnotes, and the
//! numbers that references print. No writer counts.
//!
//! The rules:
//!
//! - Every paragraph directly under a section or a question takes the next number, in one run through
//!   the document (or, by house style, through each section). Lists, quotations, tables, headings,
//!   continued paragraphs and the signature take none.
//! - An ordered list belongs to the numbered paragraph before it and counts (a), then (i), then (A). A
//!   second list below the same paragraph counts on, so that "12(c)" is always one place.
//! - An ordered list inside bullets or a quotation, or with no numbered paragraph before it, counts
//!   for itself, and its items cannot be referred to.
//! - A reference to something without a number of its own (a bullet, a quotation, a continued
//!   paragraph) prints the number of the paragraph it belongs to.
//! - A paragraph nobody named gets an id made from its place, so that numbering moves and ids stay:
//!   `key-points-2`, `q7-1`.

use super::{
    Block, Document, Inline, Item, Kind, Number, Question, Target,
    house::{Numbering, Pattern},
    walk,
};
use crate::{
    diagnostic::{Diagnostic, codes},
    source::Span,
    text::{is_alone, nearest, slug},
};
use std::collections::{BTreeMap, BTreeSet};

/// Numbers a document in place. Gives what is wrong with its names and references: a name given twice,
/// a reference to nothing, to itself or to something that has no number, a continuation of nothing.
pub fn number(document: &mut Document, numbering: &Numbering) -> Vec<Diagnostic> {
    let mut run = Run {
        numbering,
        names: BTreeMap::new(),
        given: given_names(&document.blocks),
        findings: Vec::new(),
        at: Place::default(),
        notes: 0,
    };
    for block in &mut document.blocks {
        run.top_level(block);
    }
    run.resolve(&mut document.blocks);
    run.findings
}

/// A name and what a reference to it prints.
struct Entry {
    /// The id of what carries the number.
    id: String,
    target: Option<Target>,
    cited: String,
    span: Option<Span>,
}

/// Where numbering has come to.
#[derive(Default)]
struct Place {
    /// Sections so far.
    sections: u32,
    /// The letter of this one, as cited.
    letter: String,
    /// What ids are made from: the section's id or the question's anchor.
    prefix: String,
    /// Paragraphs under this heading so far.
    here: u32,
    /// The last number given to a paragraph.
    value: u32,
    /// The numbered paragraph that lists, quotations and continuations here belong to: its id and number as cited.
    owner: Option<(String, String)>,
    /// Items so far below that paragraph, by depth.
    items: Vec<u32>,
}

struct Run<'a> {
    numbering: &'a Numbering,
    names: BTreeMap<String, Entry>,
    given: BTreeSet<String>,
    findings: Vec<Diagnostic>,
    at: Place,
    notes: u32,
}

impl Run<'_> {
    fn top_level(&mut self, block: &mut Block) {
        let (whole, span) = (block.origin.span, block.origin.name_span());
        self.notes_of(block);
        match &mut block.kind {
            Kind::Section(section) => {
                self.at.sections += 1;
                let number = self.numbering.sections.as_ref().map(|pattern| write(pattern, self.at.sections, ""));
                let cited = number.as_ref().map(|number| number.cited.clone()).unwrap_or_default();
                section.number = number;
                if self.taken(&section.id, span) {
                    section.id = self.free_id(&slug(&walk::plain(&section.title)));
                }
                if self.numbering.restart {
                    self.at.value = 0;
                }
                self.at.letter = cited.clone();
                self.begin(section.id.clone());
                let target = section.number.as_ref().map(|_| Target::Section);
                self.name(&section.id.clone(), Entry { id: section.id.clone(), target, cited, span });
            }
            Kind::Question(question) => {
                let anchor = question.anchor();
                self.begin(anchor.clone());
                self.name(&anchor, Entry { id: anchor.clone(), target: Some(Target::Question), cited: question.id.clone(), span });
            }
            Kind::Paragraph(paragraph) => {
                if paragraph.continues {
                    if let Some((id, cited)) = self.at.owner.clone() {
                        self.alias(&paragraph.id, id, cited, span);
                        return;
                    }
                    let message = "there is no numbered paragraph here to continue";
                    self.findings.extend(span.map(|span| {
                        Diagnostic::new(&codes::CONTINUES_NOTHING, span, message)
                            .help("leave out `.continue`, or put it behind the paragraph it belongs to")
                    }));
                    paragraph.continues = false;
                }
                self.at.value += 1;
                self.at.here += 1;
                if self.taken(&paragraph.id, span) {
                    let prefix = if self.at.prefix.is_empty() { "opening" } else { &self.at.prefix };
                    paragraph.id = self.free_id(&format!("{prefix}-{}", self.at.here));
                }
                let number = write(&self.numbering.paragraphs, self.at.value, &self.at.letter);
                self.at.owner = Some((paragraph.id.clone(), number.cited.clone()));
                self.at.items.clear();
                let entry = Entry { id: paragraph.id.clone(), target: Some(Target::Paragraph), cited: number.cited.clone(), span };
                paragraph.number = Some(number);
                self.name(&paragraph.id.clone(), entry);
            }
            Kind::Heading(heading) => {
                if let Some(id) = heading.id.clone() {
                    self.name(&id, Entry { id: id.clone(), target: None, cited: String::new(), span });
                }
            }
            Kind::List(list) => {
                let counts = self.at.owner.is_some();
                if list.ordered && !counts {
                    let message = "no numbered paragraph stands before this list";
                    let help = "write the sentence that leads to it, or make it bullets; its items cannot be referred to";
                    self.findings.extend(whole.map(|span| Diagnostic::new(&codes::ORPHAN_LIST, span, message).help(help)));
                }
                self.list(block, counts, 0);
            }
            Kind::Quote(_) => self.inside(block),
            Kind::Table(_) | Kind::Code(_) | Kind::Signature(_) => {}
        }
    }

    /// A new heading: nothing under it yet that could own a list.
    fn begin(&mut self, prefix: String) {
        self.at.prefix = prefix;
        self.at.here = 0;
        self.at.owner = None;
        self.at.items.clear();
    }

    fn list(&mut self, block: &mut Block, of_paragraph: bool, depth: usize) {
        let Kind::List(list) = &mut block.kind else { return };
        list.of_paragraph = of_paragraph && list.ordered;
        let mut own = 0;
        for item in &mut list.items {
            if list.ordered {
                self.item(item, list.of_paragraph, depth, &mut own);
            } else {
                self.bullet(item, name_span(item).or(block.origin.span));
            }
            for inner in &mut item.blocks {
                self.notes_of(inner);
                match inner.kind {
                    Kind::List(_) => self.list(inner, of_paragraph && list.ordered, if list.ordered { depth + 1 } else { depth }),
                    _ => self.inside(inner),
                }
            }
        }
    }

    fn item(&mut self, item: &mut Item, of_paragraph: bool, depth: usize, own: &mut u32) {
        let pattern = &self.numbering.items[depth.min(self.numbering.items.len() - 1)];
        if !of_paragraph {
            *own += 1;
            item.number = Some(write(pattern, *own, ""));
            if let Some(id) = &item.id {
                self.alias_owner(&id.clone(), name_span(item));
            }
            return;
        }
        self.at.items.resize(depth + 1, 0);
        self.at.items[depth] += 1;
        let mut number = write(pattern, self.at.items[depth], "");
        // As Word's `\w` prints it: every level above, then this one.
        let above: String = (0..depth).map(|level| self.numbering.items[level.min(2)].cited(self.at.items[level], "")).collect();
        let owner = self.at.owner.as_ref().map(|(_, cited)| cited.as_str()).unwrap_or_default();
        number.cited = format!("{owner}{above}{}", number.cited);
        let span = name_span(item);
        if item.id.as_ref().is_some_and(|id| self.taken(id, span)) {
            item.id = None;
        }
        if let Some(id) = item.id.clone() {
            self.name(&id, Entry { id: id.clone(), target: Some(Target::Item), cited: number.cited.clone(), span });
        }
        item.number = Some(number);
    }

    fn bullet(&mut self, item: &mut Item, span: Option<Span>) {
        if let Some(id) = item.id.clone() {
            self.alias_owner(&id, span);
        }
    }

    /// Blocks of items and quotations: no numbers, but names.
    fn inside(&mut self, block: &mut Block) {
        let span = block.origin.name_span();
        match &mut block.kind {
            Kind::Paragraph(paragraph) if !paragraph.id.is_empty() => self.alias_owner(&paragraph.id.clone(), span),
            Kind::Quote(quote) => {
                for inner in &mut quote.blocks {
                    self.notes_of(inner);
                    match inner.kind {
                        Kind::List(_) => self.list(inner, false, 0),
                        _ => self.inside(inner),
                    }
                }
            }
            _ => {}
        }
    }

    fn alias_owner(&mut self, name: &str, span: Option<Span>) {
        match self.at.owner.clone() {
            Some((id, cited)) => self.alias(name, id, cited, span),
            None => self.name(name, Entry { id: name.to_owned(), target: None, cited: String::new(), span }),
        }
    }

    fn alias(&mut self, name: &str, id: String, cited: String, span: Option<Span>) {
        if !name.is_empty() {
            self.name(name, Entry { id, target: Some(Target::Paragraph), cited, span });
        }
    }

    /// Whether what stands here needs a name made for it: it has none, or one that is another's. The
    /// same words put in twice are no mistake, and the first of them keep their names.
    fn taken(&mut self, name: &str, span: Option<Span>) -> bool {
        if name.is_empty() {
            return true;
        }
        let taken = self.names.contains_key(name);
        if taken {
            self.name(name, Entry { id: String::new(), target: None, cited: String::new(), span });
        }
        taken
    }

    fn name(&mut self, name: &str, entry: Entry) {
        if let Some(first) = self.names.get(name) {
            // Whoever takes a question's name is told so where the name is read.
            if Question::is_anchor(name) {
                if entry.target == Some(Target::Question) {
                    self.names.insert(name.to_owned(), entry);
                }
                return;
            }
            if let Some(span) = entry.span.or(first.span).filter(|_| entry.span.is_none() || entry.span != first.span) {
                let mut finding = Diagnostic::new(&codes::DUPLICATE_NAME, span, format!("the name `{name}` is given twice"));
                if let Some(first) = first.span.filter(|first| *first != span) {
                    finding = finding.related(first, "first given here");
                }
                self.findings.push(finding.help("references to it would be ambiguous: rename one of the two"));
            }
            return;
        }
        self.names.insert(name.to_owned(), entry);
    }

    /// `wanted`, or the first of `wanted-2`, `wanted-3` … that nobody has.
    fn free_id(&self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "section" } else { wanted };
        let taken = |id: &str| self.names.contains_key(id) || self.given.contains(id);
        std::iter::once(wanted.to_owned()).chain((2..).map(|n| format!("{wanted}-{n}"))).find(|id| !taken(id)).unwrap_or_default()
    }

    fn notes_of(&mut self, block: &mut Block) {
        for text in block.texts_mut() {
            self.notes_in(text);
        }
    }

    fn notes_in(&mut self, text: &mut [Inline]) {
        for inline in text {
            match inline {
                Inline::Note(note) => {
                    self.notes += 1;
                    note.number = self.notes;
                }
                Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => self.notes_in(content),
                _ => {}
            }
        }
    }

    /// Writes the numbers into the references.
    fn resolve(&mut self, blocks: &mut [Block]) {
        let (mut owner, mut question) = (String::new(), String::new());
        for block in blocks {
            match &block.kind {
                Kind::Section(section) => (owner, question) = (section.id.clone(), String::new()),
                Kind::Question(this) => (owner, question) = (String::new(), this.anchor()),
                Kind::Paragraph(paragraph) if paragraph.number.is_some() => owner = paragraph.id.clone(),
                _ => {}
            }
            walk::each_inline_mut(std::slice::from_mut(block), &mut |inline| {
                if let Inline::Reference(reference) = inline {
                    self.findings.extend(point(reference, &self.names, &owner, &question));
                }
            });
            items_that_name_themselves(block, &mut self.findings);
        }
    }
}

/// Points one reference at its target; `owner` and `question` are where it stands.
fn point(reference: &mut super::Reference, names: &BTreeMap<String, Entry>, owner: &str, question: &str) -> Option<Diagnostic> {
    let to = reference.to.clone();
    let Some(entry) = names.get(&to) else {
        // Without a place nobody could be told, and looking for the nearest name is slow.
        let span = reference.span?;
        let finding = Diagnostic::new(&codes::DANGLING_REFERENCE, span, format!("nothing is named `{to}`"));
        return Some(match nearest(&to, names.keys().map(String::as_str)) {
            Some(near) => {
                let finding = finding.help(format!("did you mean `#{near}`?"));
                let alone = is_alone(&to, near, names.keys().map(String::as_str));
                if alone { finding.fix(span, format!("(#{to})"), format!("(#{near})")) } else { finding }
            }
            None => finding.help("name a paragraph by ending it with `{#name}`; a question is `#q` and its number"),
        });
    };
    reference.target = entry.target;
    reference.number.clone_from(&entry.cited);
    reference.to.clone_from(&entry.id);
    let span = reference.span?;
    if entry.target.is_none() {
        let finding = Diagnostic::new(&codes::UNNUMBERED_TARGET, span, format!("what is named `{to}` has no number"));
        return Some(finding.help("point to a numbered paragraph, an item of a numbered list, a section or a question"));
    }
    if entry.id == owner || entry.id == question {
        return Some(self_reference(span, &to));
    }
    None
}

/// The place of an item's name: behind its first paragraph.
fn name_span(item: &Item) -> Option<Span> {
    item.blocks.first()?.origin.name_span()
}

fn self_reference(span: Span, to: &str) -> Diagnostic {
    let finding = Diagnostic::new(&codes::SELF_REFERENCE, span, format!("this refers to the place where it stands, `{to}`"));
    finding.help("point to another place, or leave the reference out")
}

/// References inside an item to that very item.
fn items_that_name_themselves(block: &mut Block, findings: &mut Vec<Diagnostic>) {
    if let Kind::List(list) = &mut block.kind {
        for item in &mut list.items {
            let Some(id) = item.id.as_deref().filter(|_| list.of_paragraph) else { continue };
            walk::each_inline_mut(&mut item.blocks, &mut |inline| {
                if let Inline::Reference(reference) = inline
                    && reference.to == id
                {
                    findings.extend(reference.span.map(|span| self_reference(span, id)));
                }
            });
        }
    }
    for inner in block.blocks_mut().into_iter().flatten() {
        items_that_name_themselves(inner, findings);
    }
}

fn write(pattern: &Pattern, value: u32, section: &str) -> Number {
    Number { value, label: pattern.label(value, section), cited: pattern.cited(value, section) }
}

/// The names that people gave, so that none made here takes one of them.
fn given_names(blocks: &[Block]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for block in blocks {
        match &block.kind {
            Kind::Section(section) => names.insert(section.id.clone()),
            Kind::Question(question) => names.insert(question.anchor()),
            Kind::Heading(heading) => names.insert(heading.id.clone().unwrap_or_default()),
            Kind::Paragraph(paragraph) => names.insert(paragraph.id.clone()),
            Kind::List(list) => {
                names.extend(list.items.iter().filter_map(|item| item.id.clone()));
                false
            }
            _ => false,
        };
        for inner in block.blocks() {
            names.extend(given_names(inner));
        }
    }
    names.remove("");
    names
}
