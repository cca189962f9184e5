//! The text of a record: CommonMark with attributes, as a person would write it.

use crate::document::{
    Align, Block, Inline, Kind, List, Note, Paragraph, Table,
    markdown::write::{Writing, fence},
    walk,
};

/// Markdown in which no template begins: an escaped brace before `%` would still be read as one, and
/// the braces of code cannot be escaped.
pub(super) fn closed(text: &str) -> String {
    text.replace("\\{%", "&#123;%").replace("{{", "{ {").replace("{%", "{ %").replace("{*", "{ *")
}

/// The text so far.
#[derive(Default)]
pub(super) struct Body {
    out: String,
    writing: Writing,
    notes: u32,
    indent: String,
    /// Behind the mark of an item: the next block goes on in that line.
    behind: bool,
}

impl Body {
    pub(super) fn heading(&mut self, level: usize, words: &[Inline], attributes: &str) {
        let words = self.ready(words);
        let text = self.writing.heading(&words, true);
        self.block(&format!("{} {text}{attributes}", "#".repeat(level)));
    }

    /// The heading of an answer: ids are letters, digits, dots and hyphens, of which none is a mark here.
    pub(super) fn question(&mut self, id: &str, attributes: &str) {
        self.block(&format!("## {id}{attributes}"));
    }

    /// Blocks below a heading; headings among them begin at `level`.
    pub(super) fn blocks(&mut self, blocks: &[Block], level: usize) {
        let mut after_list = false;
        for block in blocks {
            if after_list && matches!(block.kind, Kind::List(_) | Kind::Code(_)) {
                self.block("<!-- -->");
            }
            self.one(block, level);
            after_list = matches!(block.kind, Kind::List(_));
        }
    }

    fn one(&mut self, block: &Block, level: usize) {
        match &block.kind {
            Kind::Paragraph(paragraph) => self.paragraph(paragraph),
            Kind::List(list) => self.list(list, level),
            Kind::Table(table) => self.table(table),
            Kind::Quote(quote) => {
                let outer = self.indent.clone();
                self.indent.push_str("> ");
                self.blocks(&quote.blocks, level);
                self.indent = outer;
            }
            Kind::Code(code) => {
                let fence = fence(&code.text, 3);
                // Templates are read before Markdown: braces of code must not open one.
                let text =
                    code.text.replace("{{", "{ {").replace("{%", "{ %").replace("{*", "{ *").replace('\n', &format!("\n{}", self.indent));
                self.block(&format!("{fence}\n{0}{text}\n{0}{fence}", self.indent));
            }
            Kind::Heading(heading) => self.heading(level.max(usize::from(heading.level)).min(6), &heading.title, ""),
            Kind::Section(section) => self.heading(level, &section.title, ""),
            Kind::Question(question) => self.heading(level, &question.text, ""),
            Kind::Signature(signature) => {
                let lines: Vec<String> = signature.lines.iter().map(|line| self.writing.escaped_line(line)).collect();
                self.block(&lines.join("\\\n"));
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let content = self.ready(&paragraph.content);
        self.writing.indent.clone_from(&self.indent);
        let mut text = self.writing.paragraph(&content);
        let name = if paragraph.named && !paragraph.id.is_empty() { format!("#{}", paragraph.id) } else { String::new() };
        let attributes = [name.as_str(), if paragraph.continues { ".continue" } else { "" }].join(" ");
        if !attributes.trim().is_empty() {
            text.push_str(&format!(" {{{}}}", attributes.trim()));
        }
        if !text.trim().is_empty() {
            self.block(&text);
        }
    }

    fn list(&mut self, list: &List, level: usize) {
        let outer = self.indent.clone();
        for (n, item) in list.items.iter().enumerate() {
            let mark = if list.ordered { format!("{}. ", n + 1) } else { "- ".to_owned() };
            self.gap(n > 0 && item.blocks.len() == 1);
            self.out.push_str(&format!("{outer}{mark}"));
            self.behind = true;
            self.indent = format!("{outer}{}", " ".repeat(mark.len()));
            self.blocks(&item.blocks, level);
            if self.behind {
                self.block("");
            }
            self.indent.clone_from(&outer);
        }
    }

    fn table(&mut self, table: &Table) {
        let columns = table.columns.len().max(table.header.len());
        let rule: Vec<&str> = (0..columns)
            .map(|column| match table.columns.get(column).copied().unwrap_or_default() {
                Align::Left => "---",
                Align::Centre => ":-:",
                Align::Right => "--:",
            })
            .collect();
        let mut lines = vec![self.row(&table.header, columns), format!("| {} |", rule.join(" | "))];
        lines.extend(table.rows.iter().map(|row| self.row(row, columns)));
        if columns > 0 {
            self.block(&lines.join(&format!("\n{}", self.indent)));
        }
    }

    fn row(&mut self, cells: &[Vec<Inline>], columns: usize) -> String {
        let cells: Vec<String> = (0..columns)
            .map(|column| {
                let cell = self.ready(cells.get(column).map(Vec::as_slice).unwrap_or_default());
                self.writing.cell(&cell)
            })
            .collect();
        format!("| {} |", cells.join(" | "))
    }

    /// Running text with its footnotes counted, and nothing in it that would open a template.
    fn ready(&mut self, content: &[Inline]) -> Vec<Inline> {
        let mut block = [Block::new(Kind::Paragraph(Paragraph { content: content.to_vec(), ..Paragraph::default() }))];
        let notes = &mut self.notes;
        walk::each_inline_mut(&mut block, &mut |inline| match inline {
            Inline::Note(note) => {
                *notes += 1;
                note.number = *notes;
            }
            Inline::Code { text } if text.contains('{') => *inline = Inline::text(std::mem::take(text)),
            Inline::Reference(reference) => reference.number.clear(),
            Inline::Link { to, .. } => *to = to.replace('{', "%7B").replace('}', "%7D"),
            _ => {}
        });
        let [block] = block;
        match block.kind {
            Kind::Paragraph(paragraph) => paragraph.content,
            _ => Vec::new(),
        }
    }

    /// An empty line before the next block, unless items stand close together.
    fn gap(&mut self, close: bool) {
        if !self.out.is_empty() && !self.behind && !close {
            self.out.push_str(self.indent.trim_end());
            self.out.push('\n');
        }
    }

    fn block(&mut self, text: &str) {
        if !self.behind {
            self.gap(false);
            self.out.push_str(&self.indent);
        }
        self.behind = false;
        self.out.push_str(&closed(text.trim_end_matches(' ')));
        self.out.push('\n');
    }

    /// The text with its footnotes at the end.
    pub(super) fn finish(mut self) -> String {
        let mut at = 0;
        while let Some(Note { number, blocks }) = self.writing.notes.get(at).cloned() {
            self.indent.clear();
            self.gap(false);
            self.out.push_str(&format!("[^{number}]: "));
            self.behind = true;
            self.indent = "    ".to_owned();
            self.blocks(&blocks, 6);
            if self.behind {
                self.block("");
            }
            at += 1;
        }
        self.out
    }
}
