//! Clean Markdown that reads well on its own, and that `document::markdown::read_printed` reads back.
//!
//! What CommonMark has no word for is written so that it still reads and renders well:
//!
//! - a numbered paragraph is an item of a list, on one line, with its lists and tables indented below;
//! - items of ordered lists are bullets that begin with their label: `- (a) …`;
//! - a reference is a link, `[paragraph 12](#name)`, and what it points to begins with `<a id="name"></a>`;
//! - the signature is lines at the end, with backslashes for line ends.

use super::{Format, Unwritable};
use crate::{
    document::{
        Align, Block, Document, Heading, Inline, Item, Kind, List, Note, Paragraph, Question, Section, Table,
        house::House,
        markdown::write::{Writing, fence},
        walk,
    },
    text::slug,
};
use std::collections::BTreeSet;

pub(super) static FORMAT: Format = Format { name: "md", extension: "md", write };

fn write(document: &Document, _: &House) -> Result<Vec<u8>, Unwritable> {
    let document = &*document.settled();
    let mut writer = Writer {
        out: String::new(),
        pen: Pen::Spaced,
        indent: String::new(),
        writing: Writing::default(),
        referred: referred(document),
        parts: has_parts(document),
    };
    writer.document(document);
    Ok(writer.out.into_bytes())
}

/// Where the pen stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pen {
    /// Below a line of text: an empty line comes before the next block.
    Below,
    /// Below an empty line, or where none is wanted.
    Spaced,
    /// Behind the label of an item or a footnote: the next block goes on from there.
    Behind,
}

struct Writer {
    out: String,
    pen: Pen,
    /// What every line begins with: spaces of items, `> ` of quotations.
    indent: String,
    writing: Writing,
    /// The ids that references point to.
    referred: BTreeSet<String>,
    /// Whether names of parts stand above the questions.
    parts: bool,
}

/// What the blocks that follow belong to.
#[derive(Default)]
struct Above {
    /// Spaces below a numbered paragraph.
    owner: String,
    /// Whether the last block was a bulleted list: another one would run into it.
    list: bool,
}

impl Writer {
    fn document(&mut self, document: &Document) {
        let title = self.writing.heading(&[Inline::text(&document.meta.title)], true);
        self.block(&format!("# {title}"));
        if let Some(subtitle) = &document.meta.subtitle {
            self.block(&self.writing.escaped_line(subtitle));
        }
        if let Some(mark) = document.meta.status.draft_mark() {
            self.block(&format!("*{mark}*"));
        }
        let mut above = Above::default();
        for block in &document.blocks {
            self.top_level(block, &mut above);
        }
        self.notes();
    }

    fn top_level(&mut self, block: &Block, above: &mut Above) {
        match &block.kind {
            Kind::Section(_) | Kind::Question(_) | Kind::Heading(_) => {
                above.owner.clear();
                self.indent.clear();
                self.heading(&block.kind);
            }
            Kind::Paragraph(paragraph) if paragraph.number.is_some() => {
                self.indent.clear();
                above.owner = self.numbered(paragraph);
            }
            Kind::Signature(signature) => {
                self.indent.clear();
                let lines: Vec<String> = signature.lines.iter().map(|line| self.writing.escaped_line(line)).collect();
                self.block(&lines.join("\\\n"));
            }
            _ => {
                self.indent.clone_from(&above.owner);
                self.inner(block, above.list);
                self.indent.clear();
            }
        }
        above.list = matches!(block.kind, Kind::List(_));
    }

    fn heading(&mut self, kind: &Kind) {
        let (marks, text) = match kind {
            Kind::Section(section) => ("##", self.section(section)),
            Kind::Question(question) => (if self.parts { "####" } else { "###" }, self.question(question)),
            Kind::Heading(heading) => (self.heading_marks(heading), self.heading_text(heading)),
            _ => return,
        };
        self.block(format!("{marks} {text}").trim_end());
    }

    fn section(&mut self, section: &Section) -> String {
        let named = section.id != slug(&walk::plain(&section.title)) || self.referred.contains(&section.id);
        let label = section.number.as_ref().map(|number| format!("{} ", number.label)).unwrap_or_default();
        format!("{}{label}{}", anchor(&section.id, named), self.writing.heading(&section.title, label.is_empty()))
    }

    fn question(&mut self, question: &Question) -> String {
        let named = question.label != format!("Question {}", question.id) || self.referred.contains(&question.anchor());
        let anchor = anchor(&question.anchor(), named);
        match question.label.is_empty() {
            true => format!("{anchor}{}", self.writing.heading(&question.text, true)),
            false => format!("{anchor}{}: {}", self.writing.escaped_title(&question.label), self.writing.heading(&question.text, false)),
        }
    }

    fn heading_marks(&self, heading: &Heading) -> &'static str {
        let below = usize::from(self.parts);
        ["###", "####", "#####", "######", "######"][match heading.level {
            0 | 1 => 0,
            level => (level as usize - 2 + below).min(4),
        }]
    }

    fn heading_text(&mut self, heading: &Heading) -> String {
        let id = heading.id.clone().unwrap_or_default();
        format!("{}{}", anchor(&id, !id.is_empty()), self.writing.heading(&heading.title, true))
    }

    /// Writes a numbered paragraph; gives the indent of what belongs to it.
    fn numbered(&mut self, paragraph: &Paragraph) -> String {
        let label = paragraph.number.as_ref().map(|number| number.label.as_str()).unwrap_or_default();
        let item =
            label.strip_suffix(['.', ')']).is_some_and(|digits| digits.len() < 10 && digits.bytes().all(|byte| byte.is_ascii_digit()));
        let named = paragraph.named || self.referred.contains(&paragraph.id);
        let indent = if item { " ".repeat(label.len() + 1) } else { String::new() };
        self.writing.indent.clone_from(&indent);
        let text = self.writing.paragraph(&paragraph.content);
        self.writing.indent.clear();
        let label = if item { label.to_owned() } else { self.writing.escaped_title(label) };
        self.block(format!("{label} {}{text}", anchor(&paragraph.id, named)).trim_end());
        indent
    }

    /// A block that belongs to a paragraph, an item, a quotation or a footnote.
    fn inner(&mut self, block: &Block, after_list: bool) {
        match &block.kind {
            Kind::Paragraph(paragraph) => {
                self.writing.indent.clone_from(&self.indent);
                let named = self.referred.contains(&paragraph.id) || paragraph.named;
                let text = format!("{}{}", anchor(&paragraph.id, named), self.writing.paragraph(&paragraph.content));
                self.block(&text);
            }
            Kind::List(list) => {
                if after_list {
                    self.block("<!-- -->");
                }
                self.list(list);
            }
            Kind::Quote(quote) => {
                let outer = self.indent.clone();
                self.blank();
                self.indent.push_str("> ");
                self.blocks(&quote.blocks);
                self.indent = outer;
            }
            Kind::Table(table) => self.table(table),
            Kind::Code(code) => {
                let fence = fence(&code.text, 3);
                let lines: Vec<&str> = [fence.as_str()].into_iter().chain(code.text.split('\n')).chain([fence.as_str()]).collect();
                let text = lines.join(&format!("\n{}", self.indent));
                self.block(&text);
            }
            Kind::Section(_) | Kind::Question(_) | Kind::Heading(_) => self.heading(&block.kind),
            Kind::Signature(signature) => self.block(&signature.lines.join("\\\n")),
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut after_list = false;
        for block in blocks {
            self.inner(block, after_list);
            after_list = matches!(block.kind, Kind::List(_));
        }
    }

    fn list(&mut self, list: &List) {
        let outer = self.indent.clone();
        let tight = is_tight(list);
        self.blank();
        for item in &list.items {
            if !tight {
                self.blank();
            }
            self.out.push_str(&format!("{outer}- {}", self.item_label(item)));
            self.indent = format!("{outer}  ");
            self.pen = Pen::Behind;
            if item.blocks.is_empty() {
                self.block("");
            }
            for block in &item.blocks {
                if tight && self.pen == Pen::Below {
                    self.pen = Pen::Spaced;
                }
                self.inner(block, false);
            }
            self.indent.clone_from(&outer);
        }
    }

    fn item_label(&self, item: &Item) -> String {
        let id = item.id.clone().unwrap_or_default();
        let label = item.number.as_ref().map(|number| format!("{} ", number.label)).unwrap_or_default();
        format!("{label}{}", anchor(&id, !id.is_empty()))
    }

    fn table(&mut self, table: &Table) {
        let columns = table.columns.len().max(table.header.len());
        let rule = (0..columns).map(|column| match table.columns.get(column).copied().unwrap_or_default() {
            Align::Left => "---",
            Align::Centre => ":-:",
            Align::Right => "--:",
        });
        let rule = format!("| {} |", rule.collect::<Vec<_>>().join(" | "));
        let mut lines = vec![self.row(&table.header, columns), rule];
        lines.extend(table.rows.iter().map(|row| self.row(row, columns)));
        let text = lines.join(&format!("\n{}", self.indent));
        self.block(&text);
    }

    fn row(&mut self, cells: &[Vec<Inline>], columns: usize) -> String {
        let cells: Vec<String> =
            (0..columns).map(|column| cells.get(column).map(|cell| self.writing.cell(cell)).unwrap_or_default()).collect();
        format!("| {} |", cells.join(" | "))
    }

    fn notes(&mut self) {
        self.indent.clear();
        let mut at = 0;
        // A footnote may hold no other, so the list does not grow while it is written.
        while let Some(Note { number, blocks }) = self.writing.notes.get(at).cloned() {
            self.blank();
            self.out.push_str(&format!("[^{number}]: "));
            self.pen = Pen::Behind;
            self.indent = "    ".to_owned();
            self.blocks(&blocks);
            self.indent.clear();
            at += 1;
        }
    }

    /// An empty line below the last block, unless there is one.
    fn blank(&mut self) {
        if self.pen == Pen::Below {
            self.out.push_str(self.indent.trim_end());
            self.out.push('\n');
            self.pen = Pen::Spaced;
        }
    }

    /// Writes the lines of a block.
    fn block(&mut self, text: &str) {
        if self.pen != Pen::Behind {
            self.blank();
            self.out.push_str(&self.indent);
        }
        self.out.push_str(text);
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
        self.pen = Pen::Below;
    }
}

/// Whether every item is one paragraph, with at most a list below it that is so too: then no empty
/// lines stand between them.
fn is_tight(list: &List) -> bool {
    list.items.iter().all(|item| match item.blocks.as_slice() {
        [] => true,
        [Block { kind: Kind::Paragraph(_), .. }] => true,
        [Block { kind: Kind::Paragraph(_), .. }, Block { kind: Kind::List(inner), .. }] => is_tight(inner),
        _ => false,
    })
}

fn anchor(id: &str, wanted: bool) -> String {
    if wanted && !id.is_empty() { format!("<a id=\"{id}\"></a>") } else { String::new() }
}

fn has_parts(document: &Document) -> bool {
    document.blocks.iter().any(|block| matches!(&block.kind, Kind::Heading(heading) if heading.level <= 1))
}

/// Every id that a reference points to.
fn referred(document: &Document) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut blocks = document.blocks.clone();
    walk::each_inline_mut(&mut blocks, &mut |inline| {
        if let Inline::Reference(reference) = inline
            && reference.target.is_some()
        {
            ids.insert(reference.to.clone());
        }
    });
    ids
}
