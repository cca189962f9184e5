//! What was built as HTML, Word, Markdown or JSON is read back as the document that it was built from.

mod common {
    pub mod random;
}

use common::random;
use proptest::prelude::*;
use respondent::{
    document::{Block, Document, Inline, Kind, Paragraph, house::House, markdown, number::number, walk},
    export::FORMATS,
    import::document,
    text::slug,
};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

fn build(document: &Document, format: &str) -> Vec<u8> {
    let format = FORMATS.iter().find(|known| known.name == format).unwrap();
    (format.write)(document, &House::default()).unwrap()
}

/// Words as a page keeps them: single spaces, none at the ends, no control characters.
fn words(text: &str) -> String {
    let kept: String =
        text.chars().map(|c| if c.is_whitespace() || c.is_control() || !respondent::text::allowed(c) { ' ' } else { c }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A document of which everything can be seen in a page: unique names of letters, no empty blocks, no
/// links in links, tables with as many cells in every row.
fn visible(mut document: Document) -> Document {
    let meta = &mut document.meta;
    meta.title = format!("T {}", words(&meta.title)).trim().to_owned();
    meta.subtitle = meta.subtitle.as_deref().map(|subtitle| format!("S {}", words(subtitle)).trim().to_owned());
    meta.author = words(&meta.author);
    let mut used = BTreeSet::new();
    blocks(&mut document.blocks, &mut used, true);
    rename(&mut document.blocks);
    number(&mut document, &House::default().numbering);
    // What points to nothing is printed as words.
    walk::each_inline_mut(&mut document.blocks, &mut |inline| {
        if let Inline::Reference(reference) = inline
            && reference.target.is_none()
        {
            *inline = Inline::text(reference.printed());
        }
    });
    walk::join_texts(&mut document.blocks);
    number(&mut document, &House::default().numbering);
    document
}

fn name(name: &str, used: &mut BTreeSet<String>) -> String {
    let base = format!("n-{}", slug(name));
    let free = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}-{n}"))).find(|name| !used.contains(name)).unwrap();
    used.insert(free.clone());
    free
}

fn rename(blocks: &mut [Block]) {
    walk::each_inline_mut(blocks, &mut |inline| {
        if let Inline::Reference(reference) = inline {
            reference.to = format!("n-{}", slug(&reference.to));
            (reference.target, reference.number) = (None, String::new());
        }
    });
}

fn blocks(list: &mut [Block], used: &mut BTreeSet<String>, top: bool) {
    let mut owner = false;
    for block in list.iter_mut() {
        block.origin = Default::default();
        match &mut block.kind {
            Kind::Section(section) => {
                section.title = text(&section.title, "Section");
                section.id = name(&section.id, used);
                owner = false;
            }
            Kind::Question(question) => {
                question.text = text(&question.text, "Why");
                question.label = words(&question.label).trim_end_matches(':').to_owned();
                let id = slug(&question.id);
                question.id = (0..).map(|n| format!("{id}{n}")).find(|id| used.insert(format!("q{id}"))).unwrap();
                owner = false;
            }
            Kind::Heading(heading) => {
                heading.title = text(&heading.title, "Heading");
                heading.id = heading.id.as_deref().map(|id| name(id, used));
                owner = false;
            }
            Kind::Paragraph(paragraph) => {
                paragraph.content = text(&paragraph.content, "Words");
                paragraph.number = None;
                paragraph.continues = top && paragraph.continues && owner;
                owner = true;
                // Numbering has made names of the kind `key-points-2` already.
                let made = paragraph.id.rsplit_once('-').is_some_and(|(_, end)| end.parse::<u32>().is_ok());
                if made {
                    paragraph.id.clear();
                }
                paragraph.named = !paragraph.id.is_empty();
                if paragraph.named {
                    paragraph.id = name(&paragraph.id, used);
                }
            }
            Kind::Table(table) => {
                let columns = table.columns.len().max(1);
                table.columns.resize(columns, Default::default());
                table.header.resize(columns, Vec::new());
                table.rows.iter_mut().for_each(|row| row.resize(columns, Vec::new()));
                table.header.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(|cell| *cell = text(cell, "Cell"));
            }
            Kind::Code(code) => code.text = format!("code {}", words(&code.text)),
            Kind::Signature(signature) => signature.lines.iter_mut().for_each(|line| *line = words(line)),
            Kind::List(list) => {
                list.items.iter_mut().for_each(|item| item.id = item.id.as_deref().map(|id| name(id, used)));
            }
            Kind::Quote(_) => {}
        }
        for inner in block.blocks_mut() {
            blocks(inner, used, false);
        }
    }
}

/// Running text with something in it, which does not begin or end with a space.
fn text(content: &[Inline], lead: &str) -> Vec<Inline> {
    let mut out = vec![Inline::text(format!("{lead} "))];
    inlines(content, false, &mut out);
    out.push(Inline::text(" end"));
    out
}

fn inlines(content: &[Inline], in_link: bool, out: &mut Vec<Inline>) {
    for inline in content {
        let inner = |content: &[Inline]| {
            let mut inside = vec![Inline::text("x")];
            inlines(content, in_link, &mut inside);
            inside
        };
        match inline {
            Inline::Changed { .. } => inlines(inline.newer(), in_link, out),
            Inline::Text { text } => out.push(Inline::text(words(text))),
            Inline::Code { text } => out.push(Inline::Code { text: words(text) }),
            Inline::Emphasis { content } => out.push(Inline::Emphasis { content: inner(content) }),
            Inline::Strong { content } => out.push(Inline::Strong { content: inner(content) }),
            Inline::Link { content, .. } if in_link => inlines(content, true, out),
            Inline::Link { content, .. } => {
                let mut inside = vec![Inline::text("link")];
                inlines(content, true, &mut inside);
                out.push(Inline::Link { to: "https://example.org/a?b=<c>&d".into(), content: inside });
            }
            Inline::Reference(_) | Inline::Note(_) if in_link => {}
            Inline::Reference(reference) => out.push(Inline::Reference(reference.clone())),
            Inline::Note(note) => {
                let mut note = note.clone();
                for block in &mut note.blocks {
                    if let Kind::Paragraph(paragraph) = &mut block.kind {
                        paragraph.content = text(&paragraph.content, "Note");
                    }
                }
                out.push(Inline::Note(note));
            }
            // A line end beside a line end or at an end is not seen.
            Inline::Break => out.extend([Inline::Break, Inline::text("y")]),
        }
    }
}

/// Of headings below questions a page shows which stands below which, not how many levels lie between.
fn without_levels(mut document: Document) -> Document {
    for block in &mut document.blocks {
        if let Kind::Heading(heading) = &mut block.kind {
            heading.level = heading.level.clamp(1, 2);
        }
    }
    document
}

/// A document of which everything can be seen in a Word file too, and only once.
fn in_word(document: Document) -> Document {
    let mut document = visible(document);
    let meta = &mut document.meta;
    // The properties hold a language that is one.
    if !matches!(meta.language.as_str(), "en-GB" | "cy") {
        meta.language = "en-GB".into();
    }
    let read = |text: &mut String| *text = words(&seen(text));
    read(&mut meta.title);
    meta.subtitle.iter_mut().for_each(read);
    read(&mut meta.author);
    let list = std::mem::take(&mut document.blocks);
    document.blocks = word_blocks(list, None);
    walk::join_texts(&mut document.blocks);
    let numbering = House::default().numbering;
    walk::each_inline_mut(&mut document.blocks, &mut |inline| {
        if let Inline::Reference(reference) = inline {
            (reference.target, reference.number) = (None, String::new());
        }
    });
    number(&mut document, &numbering);
    without_what_goes_unmarked(&mut document.blocks, true);
    number(&mut document, &numbering);
    // References whose target had a name that the file does not hold are words now.
    walk::each_inline_mut(&mut document.blocks, &mut |inline| {
        if let Inline::Reference(reference) = inline
            && reference.target.is_none()
        {
            *inline = Inline::text(reference.printed());
        }
    });
    walk::join_texts(&mut document.blocks);
    document
}

/// Letters as every reader gives them: composed, without the unseen ones; no tick boxes.
fn seen(text: &str) -> String {
    let unseen = |c: &char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{feff}');
    text.chars().filter(|c| !unseen(c)).nfc().collect()
}

fn word_blocks(list: Vec<Block>, around: Option<&Kind>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for mut block in list {
        let before = out.last().map(|block| &block.kind);
        match &mut block.kind {
            Kind::Section(section) => section.title = word_text(&section.title, true),
            Kind::Heading(heading) => {
                heading.title = word_text(&heading.title, true);
                heading.id = None;
            }
            Kind::Question(question) => {
                // Where the label does not hold the number, nothing says where it ends.
                question.label = if question.label.is_empty() { String::new() } else { format!("Question {}", question.id) };
                question.text = word_text(&question.text, true);
            }
            Kind::Paragraph(paragraph) => paragraph.content = word_text(&paragraph.content, false),
            Kind::Table(table) => {
                let header = table.header.iter_mut().map(|cell| (cell, true));
                header
                    .chain(table.rows.iter_mut().flatten().map(|cell| (cell, false)))
                    .for_each(|(cell, bold)| *cell = word_text(cell, bold));
            }
            Kind::Code(code) => code.text = words(&seen(&code.text)),
            Kind::Signature(signature) => {
                signature.lines = signature.lines.iter().map(|line| words(&seen(line))).filter(|line| !line.is_empty()).collect();
                // A signature has one place, and two that touch are one.
                if signature.lines.is_empty() || around.is_some() || matches!(before, Some(Kind::Signature(_))) {
                    continue;
                }
            }
            Kind::List(list) => {
                let kind = Kind::List(Default::default());
                let first_of_item = |blocks: Vec<Block>| {
                    let mut blocks = word_blocks(blocks, Some(&kind));
                    // What stands in an item stands below its words.
                    if !matches!(blocks.first().map(|block| &block.kind), None | Some(Kind::Paragraph(_))) {
                        blocks.insert(0, words_of("Item"));
                    }
                    blocks
                };
                list.items.iter_mut().for_each(|item| item.blocks = first_of_item(std::mem::take(&mut item.blocks)));
                // Two lists of a kind that touch are one.
                let touches = matches!(before, Some(Kind::List(above)) if above.ordered == list.ordered);
                if list.items.is_empty() || touches {
                    continue;
                }
            }
            Kind::Quote(quote) => {
                quote.blocks = word_blocks(std::mem::take(&mut quote.blocks), Some(&Kind::Quote(Default::default())));
                // A quotation is told by the look of its first paragraph; two that touch are one.
                if !matches!(quote.blocks.first().map(|block| &block.kind), Some(Kind::Paragraph(_))) {
                    quote.blocks.insert(0, words_of("Quoted"));
                }
                if matches!(before, Some(Kind::Quote(_))) {
                    continue;
                }
            }
        }
        out.push(block);
    }
    out
}

fn words_of(text: &str) -> Block {
    Block::new(Kind::Paragraph(Paragraph { content: vec![Inline::text(text)], ..Paragraph::default() }))
}

/// Running text as its looks print it: emphasis in emphasis of the same kind is none, what is bold by its
/// place is not emphasised, code in a link looks like the link, and words stand between looks.
fn word_text(content: &[Inline], bold: bool) -> Vec<Inline> {
    let mut out = Vec::new();
    looks(content, Looks { strong: bold, ..Looks::default() }, &mut out);
    let mut one = vec![Block::new(Kind::Paragraph(Paragraph { content: out, ..Paragraph::default() }))];
    walk::join_texts(&mut one);
    // Spaces in a row are one, as in formats that do not count them.
    walk::each_inline_mut(&mut one, &mut |inline| {
        if let Inline::Text { text } = inline {
            while text.contains("  ") {
                *text = text.replace("  ", " ");
            }
        }
    });
    match one.remove(0).kind {
        Kind::Paragraph(mut paragraph) => {
            take_words_before(&mut paragraph.content);
            paragraph.content
        }
        _ => Vec::new(),
    }
}

/// "Section " and a number without a word print as a reference with the word "Section".
fn take_words_before(content: &mut Vec<Inline>) {
    for at in 1..content.len() {
        let (before, behind) = content.split_at_mut(at);
        let (Some(Inline::Text { text }), Some(Inline::Reference(reference))) = (before.last_mut(), behind.first_mut()) else { continue };
        let start = text.trim_end().char_indices().rev().find(|(_, c)| !c.is_alphanumeric()).map_or(0, |(at, c)| at + c.len_utf8());
        let word = text[start..].trim_end().to_lowercase();
        let spoken = ["paragraph", "paragraphs", "question", "questions", "section", "sections"].contains(&word.as_str());
        if spoken && text.ends_with(' ') && reference.word.is_empty() && reference.target.is_some() {
            reference.word = text[start..].trim_end().to_owned();
            text.truncate(start);
        }
    }
    content.retain(|inline| !matches!(inline, Inline::Text { text } if text.is_empty()));
    for inline in content {
        match inline {
            Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => take_words_before(content),
            Inline::Note(note) => note.blocks.iter_mut().flat_map(Block::texts_mut).for_each(take_words_before),
            _ => {}
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Looks {
    strong: bool,
    emphasis: bool,
    link: bool,
    note: bool,
}

fn looks(content: &[Inline], look: Looks, out: &mut Vec<Inline>) {
    for inline in content {
        let inner = |content: &[Inline], look: Looks| {
            let mut inside = Vec::new();
            looks(content, look, &mut inside);
            inside.push(Inline::text("z"));
            inside
        };
        match inline {
            Inline::Changed { .. } => looks(inline.newer(), look, out),
            Inline::Text { text } => out.push(Inline::text(seen(text))),
            Inline::Code { text } if words(&seen(text)).is_empty() => {}
            Inline::Code { text } if look.link => out.push(Inline::text(seen(text))),
            Inline::Code { text } => out.extend([Inline::Code { text: words(&seen(text)) }, Inline::text("w")]),
            Inline::Emphasis { content } if look.emphasis => looks(content, look, out),
            Inline::Strong { content } if look.strong => looks(content, look, out),
            Inline::Emphasis { content } => {
                out.extend([Inline::Emphasis { content: inner(content, Looks { emphasis: true, ..look }) }, Inline::text("w")]);
            }
            Inline::Strong { content } => {
                out.extend([Inline::Strong { content: inner(content, Looks { strong: true, ..look }) }, Inline::text("w")]);
            }
            Inline::Link { content, .. } => {
                let to = "https://example.org/a?b=c&d".to_owned();
                out.extend([Inline::Link { to, content: inner(content, Looks { link: true, ..look }) }, Inline::text("w")]);
            }
            // A note in a note is words.
            Inline::Note(_) if look.note => {}
            Inline::Note(note) => {
                let mut note = note.clone();
                for text in note.blocks.iter_mut().flat_map(|block| block.texts_mut()) {
                    *text = inner(text, Looks { note: true, ..Looks::default() });
                }
                out.extend([Inline::Note(note), Inline::text("w")]);
            }
            // The word of a reference is a word of the text.
            Inline::Reference(reference) => out.extend([Inline::text(" "), Inline::Reference(reference.clone()), Inline::text("w")]),
            Inline::Break => out.push(Inline::Break),
        }
    }
}

/// Names of what has no number are not in the file.
fn without_what_goes_unmarked(list: &mut [Block], top: bool) {
    for block in list {
        if let Kind::List(list) = &mut block.kind {
            let marked = list.of_paragraph;
            list.items.iter_mut().filter(|_| !marked).for_each(|item| item.id = None);
        }
        match &mut block.kind {
            Kind::Paragraph(paragraph) if !top || paragraph.continues => {
                (paragraph.id, paragraph.named) = (String::new(), false);
            }
            Kind::Paragraph(paragraph) if !paragraph.named => paragraph.id.clear(),
            _ => {}
        }
        block.blocks_mut().into_iter().for_each(|inner| without_what_goes_unmarked(inner, false));
    }
}

/// Of headings a Word file shows how they look: the name of a part and a heading beside questions look alike.
fn with_looks_of_headings(mut document: Document) -> Document {
    let mut in_part = false;
    for block in &mut document.blocks {
        match &mut block.kind {
            Kind::Section(_) => in_part = false,
            Kind::Heading(heading) => {
                let level = heading.level.clamp(1, 4);
                in_part |= level == 1;
                heading.level = if level == 1 { 0 } else { level - 2 + u8::from(in_part) };
            }
            _ => {}
        }
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn html_is_read_back(document_ in random::document()) {
        let built = visible(document_);
        let page = build(&built, "html");
        let read = document(&page, Some("a.html"), &House::default().numbering).expect("a page that respondent built");
        let (read, built) = (without_levels(read.as_printed()), without_levels(built.as_printed()));
        prop_assert_eq!(&read, &built, "{}", String::from_utf8_lossy(&page).split("<main").nth(1).unwrap_or_default());
    }

    #[test]
    fn word_is_read_back(document_ in random::document()) {
        let built = in_word(document_);
        let file = build(&built, "docx");
        let read = document(&file, Some("a.docx"), &House::default().numbering).expect("a file that respondent built");
        let (read, built) = (with_looks_of_headings(read.as_printed()), with_looks_of_headings(built.as_printed()));
        prop_assert_eq!(&read, &built);
    }

    #[test]
    fn json_is_read_back(built in random::document()) {
        let read = document(&build(&built, "json"), None, &House::default().numbering).unwrap();
        prop_assert_eq!(read.as_printed(), built.as_printed());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in "[a-z]\\.(md|txt|html)") {
        let _ = respondent::import::read::read(&bytes, Some(&name), respondent::import::Changes::Accept);
        let _ = document(&bytes, Some(&name), &House::default().numbering);
    }
}

#[test]
fn markdown_is_read_back() {
    let text = "# A title\n\nResponse of somebody\n\n## A. First\n\n1. One. See [paragraph 2](#two).\n\n2. <a id=\"two\"></a>Two.\n\n### Question 7: Why?\n\n3. Because.\n";
    let read = document(text.as_bytes(), Some("a.md"), &House::default().numbering).unwrap();
    assert_eq!(read, markdown::read_printed(text, &House::default().numbering));
    assert_eq!(String::from_utf8(build(&read, "md")).unwrap(), text);
}
