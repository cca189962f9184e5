//! Built Markdown: golden files for what a person reads, and reading back what was built.

use proptest::prelude::*;
use respondent::{
    check,
    document::{
        Align, Block, Code, Document, Heading, Inline, Item, Kind, List, Meta, Note, Paragraph, Question, Quote, Reference, Section,
        Signature, Status, Table,
    },
    document::{house::House, markdown::read_printed, number::number, walk},
    export::FORMATS,
    library::{File, Library},
};
use std::{fs, path::Path};

/// The library at the top of this repository.
fn example() -> (Library, Vec<respondent::diagnostic::Diagnostic>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for part in ["respondent.toml", "positions", "responses", "templates"] {
        collect(root, &root.join(part), &mut files);
    }
    Library::read(files)
}

fn collect(root: &Path, path: &Path, files: &mut Vec<File>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            collect(root, &entry.unwrap().path(), files);
        }
    } else {
        let inner = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        files.push(File { path: inner, bytes: Ok(fs::read(path).unwrap()) });
    }
}

fn markdown(document: &Document) -> String {
    let format = FORMATS.iter().find(|format| format.name == "md").unwrap();
    String::from_utf8((format.write)(document, &House::default()).unwrap()).unwrap()
}

/// What of a document its Markdown shows.
fn shown(document: &Document) -> Document {
    let mut shown = document.as_printed();
    shown.meta.author.clear();
    shown.meta.language.clear();
    shown.meta.date = None;
    shown
}

#[test]
fn the_examples_read_as_they_should_and_read_back() {
    let (library, loaded) = example();
    for id in library.consultations.keys() {
        let document = check::look(&library, &loaded, id, None).unwrap().document;
        let text = markdown(&document);
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{id}.md"));
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(golden.parent().unwrap()).unwrap();
            fs::write(&golden, &text).unwrap();
        }
        let wanted = fs::read_to_string(&golden).unwrap_or_default().replace("\r\n", "\n");
        assert!(text == wanted, "{id}: the Markdown differs from {}; UPDATE=1 writes it anew:\n{text}", golden.display());
        let back = read_printed(&text, &House::default().numbering);
        pretty_equal(&shown(&back), &shown(&document));
    }
}

fn pretty_equal(got: &Document, wanted: &Document) {
    let json = |document: &Document| serde_json::to_string_pretty(document).unwrap();
    if got != wanted {
        let (got, wanted) = (json(got), json(wanted));
        let at = got.lines().zip(wanted.lines()).position(|(a, b)| a != b).unwrap_or(0);
        let near = |text: &str| text.lines().skip(at.saturating_sub(12)).take(24).collect::<Vec<_>>().join("\n");
        panic!("read back differs at line {at}:\n--- got\n{}\n--- wanted\n{}", near(&got), near(&wanted));
    }
}

/// Words with every mark that Markdown knows.
fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            8 => "[a-zA-Zé]{1,8}".prop_map(String::from),
            1 => Just("2023.".to_owned()), 1 => Just("*".to_owned()), 1 => Just("a_b_c".to_owned()), 1 => Just("_x_".to_owned()),
            1 => Just("[sic]".to_owned()), 1 => Just("<b>".to_owned()), 1 => Just("a|b".to_owned()), 1 => Just("#1".to_owned()),
            1 => Just("- dash".to_owned()), 1 => Just("(a) not a label".to_owned()), 1 => Just("{#name}".to_owned()), 1 => Just("&amp;".to_owned()),
            1 => Just("`tick`".to_owned()), 1 => Just("\\".to_owned()), 1 => Just("> quoted".to_owned()), 1 => Just("😀".to_owned()),
            1 => Just("12) twelve".to_owned()), 1 => Just("[^9]".to_owned()), 1 => Just("~~no~~".to_owned()), 1 => Just("+++".to_owned()),
            1 => Just("---".to_owned()), 1 => Just("===".to_owned()), 1 => Just("{from=\"x\"}".to_owned()), 1 => Just("{{ x }}".to_owned()), 1 => Just("![pic](x)".to_owned()),
            1 => Just("<!-- c -->".to_owned()), 1 => Just("$5".to_owned()), 1 => Just("!".to_owned()), 1 => Just(":".to_owned()), 1 => Just("|".to_owned()), 1 => Just("</a>".to_owned()), 1 => Just("~".to_owned()),
        ],
        1..6,
    )
    .prop_map(|words| words.join(" "))
}

fn text() -> impl Strategy<Value = Vec<Inline>> {
    let piece = prop_oneof![
        4 => words().prop_map(Inline::text),
        1 => "[a-z]{2,6}( [a-z]{2,6})?".prop_map(|text| Inline::Emphasis { content: vec![Inline::text(text)] }),
        1 => "[a-z]{2,6}".prop_map(|text| Inline::Strong { content: vec![Inline::text(text)] }),
        1 => "[a-z`*|]{1,6}".prop_map(|text| Inline::Code { text }),
        1 => ("https://[a-z]{3}\\.org/[a-z()]{0,5}", "[a-z ]{1,8}").prop_map(|(to, text)| Inline::Link { to, content: vec![Inline::text(format!("to {}", text.trim()).trim().to_owned())] }),
        1 => Just(Inline::Break),
        1 => (0usize..9, prop_oneof![Just("paragraph"), Just("question"), Just("")]).prop_map(|(n, word)| Inline::Reference(Reference { to: format!("{n}"), word: word.to_owned(), ..Reference::default() })),
        1 => words().prop_map(|text| Inline::Note(Note { number: 0, blocks: vec![paragraph(vec![Inline::text(text)])] })),
    ];
    (words(), proptest::collection::vec(piece, 0..5))
        .prop_map(|(first, more)| spaced([Inline::text(first)].into_iter().chain(more).collect()))
}

/// Puts single spaces between pieces and leaves no line end at an end: what every assembled text is like.
fn spaced(pieces: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for piece in pieces {
        match (out.last_mut(), piece) {
            (None, Inline::Break) | (Some(Inline::Break), Inline::Break) => {}
            (Some(Inline::Text { text }), Inline::Text { text: more }) => text.push_str(&format!(" {more}")),
            (Some(Inline::Text { text }), piece) if !matches!(piece, Inline::Break | Inline::Note(_)) => {
                text.push(' ');
                out.push(piece);
            }
            (Some(Inline::Break) | None, piece) => out.push(piece),
            (_, Inline::Text { text }) => out.push(Inline::text(format!(" {text}"))),
            (Some(Inline::Text { .. }), piece) => out.push(piece),
            (_, piece @ (Inline::Break | Inline::Note(_))) => out.push(piece),
            (_, piece) => {
                out.push(Inline::text(" "));
                out.push(piece);
            }
        }
    }
    if matches!(out.last(), Some(Inline::Break)) {
        out.pop();
    }
    out
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::new(Kind::Paragraph(Paragraph { content, ..Paragraph::default() }))
}

fn list(depth: u32) -> BoxedStrategy<Block> {
    let below: BoxedStrategy<Vec<Block>> = match depth {
        0 => Just(Vec::new()).boxed(),
        _ => proptest::collection::vec(prop_oneof![3 => list(depth - 1), 1 => text().prop_map(paragraph), 1 => code()], 0..2).boxed(),
    };
    let item = (text(), below)
        .prop_map(|(content, below)| Item { blocks: [paragraph(content)].into_iter().chain(below).collect(), ..Item::default() });
    (any::<bool>(), proptest::collection::vec(item, 1..4))
        .prop_map(|(ordered, items)| Block::new(Kind::List(List { ordered, items, ..List::default() })))
        .boxed()
}

fn code() -> impl Strategy<Value = Block> {
    "[a-z`#*]{1,6}(\n[a-z ]{1,6}x)?".prop_map(|text| Block::new(Kind::Code(Code { text })))
}

fn cell() -> impl Strategy<Value = Vec<Inline>> {
    prop_oneof![words().prop_map(|text| vec![Inline::text(text)]), Just(Vec::new())]
}

fn table() -> impl Strategy<Value = Block> {
    let align = prop_oneof![Just(Align::Left), Just(Align::Centre), Just(Align::Right)];
    (1usize..4).prop_flat_map(move |n| {
        let row = || proptest::collection::vec(cell(), n);
        (proptest::collection::vec(align.clone(), n), row(), proptest::collection::vec(row(), 0..3))
            .prop_map(|(columns, header, rows)| Block::new(Kind::Table(Table { columns, header, rows, ..Table::default() })))
    })
}

/// A numbered paragraph with what belongs to it.
fn body() -> impl Strategy<Value = Vec<Block>> {
    let continued = text().prop_map(|content| Block::new(Kind::Paragraph(Paragraph { content, continues: true, ..Paragraph::default() })));
    let quote = proptest::collection::vec(prop_oneof![text().prop_map(paragraph), list(0)], 1..3)
        .prop_map(|blocks| Block::new(Kind::Quote(Quote { blocks })));
    let more = proptest::collection::vec(prop_oneof![list(2), continued, quote, table(), code()], 0..3);
    (text(), any::<bool>(), more).prop_map(|(content, named, more)| {
        let block = Block::new(Kind::Paragraph(Paragraph { content, named, ..Paragraph::default() }));
        [block].into_iter().chain(more).collect()
    })
}

fn document() -> impl Strategy<Value = Document> {
    let heading = (2u8..5, "[A-Z][a-z]{1,8}( [a-z]{2,5})?")
        .prop_map(|(level, text)| Block::new(Kind::Heading(Heading { level, id: None, title: vec![Inline::text(text)] })));
    let part = prop_oneof![4 => body(), 1 => heading.prop_map(|heading| vec![heading])];
    let bodies = || proptest::collection::vec(part.clone(), 1..4).prop_map(|bodies| bodies.concat());
    let section = ("[A-Z][a-z]{1,8}", proptest::option::of(words()), bodies(), proptest::bool::ANY);
    let sections = proptest::collection::vec(section, 1..4);
    let lines = proptest::collection::vec(words(), 0..4);
    (words(), proptest::option::of(words()), 0usize..4, sections, lines).prop_map(|(title, subtitle, status, sections, lines)| {
        let mut blocks = Vec::new();
        for (n, (title, question, body, odd)) in sections.into_iter().enumerate() {
            blocks.push(Block::new(Kind::Section(Section { title: vec![Inline::text(title)], ..Section::default() })));
            if let Some(text) = question {
                let label = if odd { format!("Q{n}") } else { format!("Question {n}") };
                blocks.push(Block::new(Kind::Question(Question {
                    id: n.to_string(),
                    label,
                    text: vec![Inline::text(text)],
                    ..Question::default()
                })));
            }
            blocks.extend(body);
        }
        if !lines.is_empty() {
            blocks.push(Block::new(Kind::Signature(Signature { lines })));
        }
        let meta = Meta { title, subtitle, status: Status::ALL[status].1, ..Meta::default() };
        let mut document = Document { meta, blocks, ..Document::default() };
        name_and_point(&mut document);
        number(&mut document, &House::default().numbering);
        document
    })
}

/// Names some paragraphs, and points every reference at one of them or at a question.
fn name_and_point(document: &mut Document) {
    let mut targets = Vec::new();
    for (n, block) in document.blocks.iter_mut().enumerate() {
        match &mut block.kind {
            Kind::Paragraph(paragraph) if paragraph.named && !paragraph.continues => {
                paragraph.id = format!("name-{n}");
                targets.push(paragraph.id.clone());
            }
            Kind::Paragraph(paragraph) => paragraph.named = false,
            Kind::Question(question) => targets.push(question.anchor()),
            Kind::Heading(_) | Kind::Section(_) | Kind::List(_) | Kind::Quote(_) | Kind::Table(_) | Kind::Code(_) | Kind::Signature(_) => {}
        }
    }
    walk::each_inline_mut(&mut document.blocks, &mut |inline| {
        if let Inline::Reference(reference) = inline {
            match targets.get(reference.to.parse::<usize>().unwrap_or(0)) {
                Some(target) => reference.to.clone_from(target),
                None => *inline = Inline::text("nothing"),
            }
        }
    });
    walk::join_texts(&mut document.blocks);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn what_was_built_reads_back(document in document()) {
        let text = markdown(&document);
        let back = read_printed(&text, &House::default().numbering);
        if shown(&back) != shown(&document) {
            println!("{text}");
        }
        pretty_equal(&shown(&back), &shown(&document));
    }
}
