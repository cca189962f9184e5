//! Blocks: headings, numbered paragraphs with what belongs to them, lists, quotations, tables.

use super::{Page, outline};
use crate::document::{Align, Block, Inline, Item, Kind, List, Number, Paragraph, Signature, Table, walk::plain};
use maud::{Markup, PreEscaped, html};

impl<'a> Page<'a> {
    /// The whole run of the document.
    pub(super) fn body(&mut self, blocks: &'a [Block]) -> Markup {
        let mut rest = blocks;
        let mut out = Vec::new();
        while let Some((block, after)) = rest.split_first() {
            rest = after;
            out.push(match &block.kind {
                Kind::Paragraph(paragraph) if paragraph.number.is_some() => {
                    let (belonging, after) = rest.split_at(rest.iter().take_while(|block| belongs(&block.kind)).count());
                    rest = after;
                    self.numbered(paragraph, belonging)
                }
                _ => match outline::rank(&block.kind) {
                    Some(rank) => self.heading(block, rank),
                    None => self.block(block),
                },
            });
        }
        html! { @for block in out { (block) "\n" } }
    }

    /// A numbered paragraph and what belongs to it. The number stands in the paragraph itself, so that
    /// copied text and browsers without style sheets keep the two in one line.
    fn numbered(&mut self, paragraph: &'a Paragraph, belonging: &'a [Block]) -> Markup {
        let id = self.anchors.claim(&paragraph.id);
        html! {
            div.numbered id=[&id] {
                "\n" p { (number(paragraph.number.as_ref(), id.as_deref())) (self.text(&paragraph.content)) }
                @for block in belonging { "\n" (self.block(block)) }
                "\n"
            }
        }
    }

    /// A heading of the outline, one level below what it stands under.
    fn heading(&mut self, block: &'a Block, rank: u8) -> Markup {
        let (name, words) = self.head(&block.kind);
        let words = words.into_string();
        if words.trim().is_empty() {
            // A heading without words would be announced as one; its name must still be found.
            return html! { div id=[name] {} };
        }
        let level = self.outline.level(rank);
        let class = match block.kind {
            Kind::Section(_) => "section",
            Kind::Question(_) => "question",
            _ if rank == 1 => "part",
            _ => "heading",
        };
        let words = PreEscaped(words);
        html! {
            @match level {
                2 => { h2 class=(class) id=[name] { (words) } },
                3 => { h3 class=(class) id=[name] { (words) } },
                4 => { h4 class=(class) id=[name] { (words) } },
                5 => { h5 class=(class) id=[name] { (words) } },
                _ => { h6 class=(class) id=[name] { (words) } },
            }
        }
    }

    /// The identifier and the words of what heads something.
    fn head(&mut self, kind: &'a Kind) -> (Option<String>, Markup) {
        match kind {
            Kind::Section(section) => (
                self.anchors.claim(&section.id),
                html! {
                    @if let Some(number) = &section.number { span.letter { (number.label) } " " }
                    (self.text(&section.title))
                },
            ),
            Kind::Question(question) => (
                self.anchors.claim(&question.anchor()),
                html! {
                    @if !question.label.is_empty() {
                        span.label { (question.label) @if !question.text.is_empty() { ":" } } " "
                    }
                    (self.text(&question.text))
                },
            ),
            Kind::Heading(heading) => (heading.id.as_ref().and_then(|id| self.anchors.claim(id)), html! { (self.text(&heading.title)) }),
            _ => (None, html! {}),
        }
    }

    /// A block that heads nothing.
    fn block(&mut self, block: &'a Block) -> Markup {
        match &block.kind {
            Kind::Paragraph(paragraph) => self.paragraph(paragraph),
            Kind::List(list) => self.list(list),
            Kind::Quote(quote) => html! { blockquote { (self.blocks(&quote.blocks)) "\n" } },
            Kind::Table(table) => self.table(table),
            Kind::Code(code) => html! { pre { code { (code.text) } } },
            Kind::Signature(signature) => signed(signature),
            // Quoted headings are words of the quotation, not of this document's outline.
            Kind::Section(_) | Kind::Question(_) | Kind::Heading(_) => {
                let (name, words) = self.head(&block.kind);
                html! { p id=[name] { strong { (words) } } }
            }
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> Markup {
        html! { @for block in blocks { "\n" (self.block(block)) } }
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph) -> Markup {
        let id = self.anchors.claim(&paragraph.id);
        html! { p id=[&id] { (number(paragraph.number.as_ref(), id.as_deref())) (self.text(&paragraph.content)) } }
    }

    fn list(&mut self, list: &'a List) -> Markup {
        let items: Vec<Markup> = list.items.iter().map(|item| self.item(item)).collect();
        let items = html! { @for item in items { "\n" (item) } "\n" };
        // Without markers some screen readers no longer announce a list; the role says that it is one.
        html! {
            @if list.ordered { ol.counted role="list" { (items) } } @else { ul { (items) } }
        }
    }

    fn item(&mut self, item: &'a Item) -> Markup {
        let id = item.id.as_ref().and_then(|id| self.anchors.claim(id));
        html! { li id=[id] { (self.item_blocks(&item.blocks, item.number.as_ref())) } }
    }

    /// What stands in an item: its label in one line with its first words.
    pub(super) fn item_blocks(&mut self, blocks: &'a [Block], number: Option<&Number>) -> Markup {
        let label = html! { @if let Some(number) = number { span.label { (number.label) } " " } };
        match blocks {
            [Block { kind: Kind::Paragraph(first), .. }, rest @ ..] => html! {
                (label)
                @match self.anchors.claim(&first.id) {
                    Some(id) => { span id=(id) { (self.text(&first.content)) } },
                    None => { (self.text(&first.content)) },
                }
                (self.blocks(rest))
                @if !rest.is_empty() { "\n" }
            },
            _ => html! { (label) (self.blocks(blocks)) },
        }
    }

    /// A table in a frame of its own, which scrolls, also by keyboard, where the page is narrow.
    fn table(&mut self, table: &'a Table) -> Markup {
        let header = self.row(&table.header, &table.columns, true);
        let rows: Vec<Markup> = table.rows.iter().map(|row| self.row(row, &table.columns, false)).collect();
        html! {
            div.scroll role="group" aria-label=(table_label(table)) tabindex="0" {
                table {
                    "\n" thead { (header) "\n" }
                    "\n" tbody { @for row in rows { (row) } "\n" }
                    "\n"
                }
            }
        }
    }

    fn row(&mut self, cells: &'a [Vec<Inline>], columns: &[Align], header: bool) -> Markup {
        html! {
            "\n" tr {
                @for (at, cell) in cells.iter().enumerate() {
                    @let class = align(columns.get(at).copied().unwrap_or_default());
                    // An empty header cell heads nothing.
                    @if header && !cell.is_empty() {
                        "\n" th scope="col" class=[class] { (self.text(cell)) }
                    } @else {
                        "\n" td class=[class] { (self.text(cell)) }
                    }
                }
                "\n"
            }
        }
    }
}

/// Whether a block belongs to the numbered paragraph before it.
fn belongs(kind: &Kind) -> bool {
    match kind {
        Kind::Paragraph(paragraph) => paragraph.number.is_none(),
        Kind::List(_) | Kind::Quote(_) | Kind::Table(_) | Kind::Code(_) => true,
        Kind::Section(_) | Kind::Question(_) | Kind::Heading(_) | Kind::Signature(_) => false,
    }
}

/// A paragraph's number, which is a link to the paragraph.
fn number(number: Option<&Number>, id: Option<&str>) -> Markup {
    html! {
        @match (number, id) {
            (Some(number), Some(id)) => { a.number href={ "#" (id) } { (number.label) } " " },
            (Some(number), None) => { span.number { (number.label) } " " },
            (None, _) => {},
        }
    }
}

fn align(align: Align) -> Option<&'static str> {
    match align {
        Align::Left => None,
        Align::Centre => Some("centre"),
        Align::Right => Some("right"),
    }
}

/// What a table is announced as: what its columns are.
fn table_label(table: &Table) -> String {
    let header: Vec<String> = table.header.iter().map(|cell| plain(cell)).filter(|cell| !cell.trim().is_empty()).collect();
    if header.is_empty() { "Table".to_owned() } else { format!("Table: {}", header.join(", ")) }
}

fn signed(signature: &Signature) -> Markup {
    html! {
        div.signature {
            @for line in &signature.lines { "\n" p { (line) } }
            "\n"
        }
    }
}
