//! Documents for the tests of pages: one with every kind of block and text, and random ones.
#![allow(dead_code)]

use proptest::prelude::*;
use respondent::document::{house::Numbering, number::number, *};

pub fn paragraph(id: &str, content: Vec<Inline>) -> Block {
    Block::new(Kind::Paragraph(Paragraph { id: id.into(), content, ..Paragraph::default() }))
}

pub fn words(text: &str) -> Block {
    paragraph("", vec![Inline::text(text)])
}

pub fn section(id: &str, title: &str) -> Block {
    Block::new(Kind::Section(Section { id: id.into(), number: None, title: vec![Inline::text(title)] }))
}

pub fn heading(level: u8, title: &str) -> Block {
    Block::new(Kind::Heading(Heading { level, id: None, title: vec![Inline::text(title)] }))
}

pub fn question(id: &str, text: &str) -> Block {
    let label = format!("Question {id}");
    Block::new(Kind::Question(Question { id: id.into(), label, text: vec![Inline::text(text)], ..Question::default() }))
}

pub fn list(ordered: bool, items: Vec<Vec<Block>>) -> Block {
    let items = items.into_iter().map(|blocks| Item { blocks, ..Item::default() }).collect();
    Block::new(Kind::List(List { ordered, of_paragraph: false, items }))
}

pub fn reference(word: &str, to: &str) -> Inline {
    Inline::Reference(Reference { to: to.into(), word: word.into(), ..Reference::default() })
}

pub fn note(text: &str) -> Inline {
    Inline::Note(Note { number: 0, blocks: vec![words(text)] })
}

/// A numbered document with every kind of block and text.
pub fn sample() -> Document {
    let meta = Meta {
        id: "working-together-2023".into(),
        title: "The future of the towpath: lamps, benches and boats".into(),
        subtitle: Some("Response of the Friends of the Canal".into()),
        author: "Friends of the Canal".into(),
        language: "en-GB".into(),
        status: Status::Draft,
        date: "2023-09".parse().ok(),
    };
    let mut blocks = opening();
    blocks.extend(answers());
    blocks.extend(closing());
    let mut document = Document { meta, blocks, ..Document::default() };
    number(&mut document, &Numbering::default());
    document
}

fn opening() -> Vec<Block> {
    let mut adopted = words(
        "We are glad to be asked. What we say here was agreed at two evening meetings and in letters from boaters, walkers and shopkeepers.",
    );
    adopted.origin.from = vec![Provenance::Template("introduction".into())];
    let mut secret = words("One member described a single case in detail.");
    if let Kind::Paragraph(paragraph) = &mut secret.kind {
        paragraph.confidential = Some("a child could be recognised".into());
    }
    vec![
        section("introduction", "Introduction"),
        paragraph(
            "",
            vec![
                Inline::text("The Friends of the Canal (FOC) has over 900 members"),
                note("Membership at 1 September 2023."),
                Inline::text(", who walk, fish, moor and trade along the water between the two tunnels."),
            ],
        ),
        adopted,
        section("key-points", "Key points"),
        paragraph(
            "dsl-load",
            vec![
                Inline::text("Designated lock keepers (DLKs) carry "),
                Inline::Strong { content: vec![Inline::text("significant responsibility")] },
                Inline::text(" at every lock. What is asked of them in "),
                Inline::Emphasis { content: vec![Inline::text("Working Together")] },
                Inline::text(" should stay within their hours. What they do falls into three groups:"),
            ],
        ),
        list(
            true,
            vec![
                vec![words("advice to staff, which takes most of their time;")],
                vec![
                    words("work with other agencies, in particular"),
                    list(true, vec![vec![words("the local authority, and")], vec![words("the police;")]]),
                ],
                vec![words("training.")],
            ],
        ),
        secret,
        list(false, vec![vec![words("no additional time,")], vec![words("no additional funding, and"), words("no additional staff.")]]),
    ]
}

fn answers() -> Vec<Block> {
    let mut closed = question("8", "How far do these rules for mooring suit people who live on boats?");
    if let Kind::Question(question) = &mut closed.kind {
        question.part = Some("A common towpath".into());
        question.options = vec!["Agree".into(), "Disagree".into()];
        question.choice = vec!["Agree".into()];
        question.answer = AnswerKind::Answered;
    }
    let mut continued = words("For that reason we ask for a pause of at least one year.");
    if let Kind::Paragraph(paragraph) = &mut continued.kind {
        paragraph.continues = true;
    }
    let cell = |text: &str| vec![Inline::text(text)];
    vec![
        section("answers", "Answers to specific questions"),
        heading(1, "A common towpath"),
        question("7", "Should the sign at the basin name walkers & boaters?"),
        paragraph("", vec![Inline::text("No (see "), reference("paragraph", "title-understood"), Inline::text(" below).")]),
        closed,
        words("Agree."),
        question("10", "What would you add about the sign?"),
        paragraph(
            "title-understood",
            vec![Inline::text("Everybody here knows the old sign. A 'common towpath' is a phrase that few would use:")],
        ),
        Block::new(Kind::Quote(Quote { blocks: vec![words("“Working together” is much clearer, and < 5% of us would change it.")] })),
        continued,
        heading(3, "What it would cost"),
        paragraph(
            "costs",
            vec![Inline::text("Our survey"), note("Of 1,204 members, in June 2023."), Inline::text(" gives these figures.")],
        ),
        Block::new(Kind::Table(Table {
            columns: vec![Align::Left, Align::Centre, Align::Right],
            header: vec![cell("Kind of school"), cell("Asked"), cell("Hours a week")],
            rows: vec![vec![cell("Primary"), cell("610"), cell("7.5")], vec![cell("Secondary"), cell("594"), cell("14.0")]],
            ..Table::default()
        })),
        heading(1, "Multi-agency safeguarding arrangements"),
        question("19", "What would you add?"),
        paragraph(
            "",
            vec![
                Inline::text("The "),
                Inline::Link {
                    to: "https://www.gov.uk/government/publications/working-together-to-safeguard-children--2".into(),
                    content: cell("present guidance"),
                },
                Inline::text(" calls this "),
                Inline::Code { text: "lead practitioner <role>".into() },
                Inline::text(". See also "),
                reference("question", "q7"),
                Inline::text(" and section "),
                reference("", "key-points"),
                Inline::text("."),
                Inline::Break,
                Inline::text("A second line."),
            ],
        ),
        Block::new(Kind::Code(Code { text: "DSL   hours\nall    9,030".into() })),
    ]
}

fn closing() -> Vec<Block> {
    let lines = ["A. Keeper", "Boats & Bridges Officer", "Friends of the Canal", "September 2023"];
    vec![
        section("conclusion", "Conclusion"),
        words("We would gladly walk the towpath with you and show what we mean."),
        Block::new(Kind::Signature(Signature { lines: lines.map(Into::into).to_vec() })),
    ]
}

/// Random numbered documents, with awkward and repeated names and awkward words.
pub fn documents() -> impl Strategy<Value = Document> {
    let meta = (text(), proptest::option::of(text()), text(), 0..4usize).prop_map(|(title, subtitle, author, status)| Meta {
        title,
        subtitle,
        author,
        language: "en-GB".into(),
        status: Status::ALL[status].1,
        date: "2024-02-29".parse().ok(),
        ..Meta::default()
    });
    (meta, proptest::collection::vec(block(), 0..12)).prop_map(|(meta, blocks)| {
        let mut document = Document { meta, blocks, ..Document::default() };
        number(&mut document, &Numbering::default());
        document
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{1,6} [a-z]{1,6}", "[ -~é€<&\"']{0,12}"]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-c]{1,2}", "[a-c é\"#%:<]{1,3}"]
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        4 => text().prop_map(Inline::text),
        1 => text().prop_map(|text| Inline::Code { text }),
        1 => (text(), name()).prop_map(|(word, to)| reference(&word, &to)),
        1 => Just(Inline::Break),
    ];
    let inline = leaf.prop_recursive(3, 12, 3, |inner| {
        let content = proptest::collection::vec(inner, 0..3);
        let to = prop_oneof!["https://[a-z]{1,5}\\.org/[a-z?&\"=]{0,4}", Just("#nowhere".into()), Just("javascript:x".into())];
        prop_oneof![
            content.clone().prop_map(|content| Inline::Emphasis { content }),
            content.clone().prop_map(|content| Inline::Strong { content }),
            (to, content.clone()).prop_map(|(to, content)| Inline::Link { to, content }),
            (name(), content).prop_map(|(id, content)| Inline::Note(Note { number: 0, blocks: vec![paragraph(&id, content)] })),
        ]
    });
    proptest::collection::vec(inline, 0..4)
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        5 => (name(), inlines(), any::<bool>(), proptest::option::of(text())).prop_map(|(id, content, continues, confidential)| {
            Kind::Paragraph(Paragraph { id, named: false, number: None, continues, confidential, content })
        }),
        1 => (name(), inlines()).prop_map(|(id, title)| Kind::Section(Section { id, number: None, title })),
        2 => (name(), text(), inlines(), proptest::collection::vec(text(), 0..3)).prop_map(|(id, label, text, options)| {
            Kind::Question(Question { id, label, text, choice: options.clone(), options, ..Question::default() })
        }),
        1 => (1..5u8, proptest::option::of(name()), inlines()).prop_map(|(level, id, title)| Kind::Heading(Heading { level, id, title })),
        1 => table(),
        1 => text().prop_map(|text| Kind::Code(Code { text })),
        1 => proptest::collection::vec(text(), 0..3).prop_map(|lines| Kind::Signature(Signature { lines })),
    ];
    let leaf = (leaf, origin()).prop_map(|(kind, origin)| Block { origin, ..Block::new(kind) });
    leaf.prop_recursive(3, 16, 3, |inner| {
        let blocks = proptest::collection::vec(inner, 0..3);
        let item = (proptest::option::of(name()), blocks.clone()).prop_map(|(id, blocks)| Item { id, number: None, blocks });
        prop_oneof![
            (any::<bool>(), proptest::collection::vec(item, 0..4)).prop_map(|(ordered, items)| Kind::List(List {
                ordered,
                of_paragraph: false,
                items
            })),
            blocks.prop_map(|blocks| Kind::Quote(Quote { blocks })),
        ]
        .prop_map(Block::new)
    })
}

fn table() -> impl Strategy<Value = Kind> {
    let cells = |count| proptest::collection::vec(inlines(), count);
    (1..4usize)
        .prop_flat_map(move |count| (cells(count), proptest::collection::vec(cells(count), 0..3)))
        .prop_map(|(header, rows)| Kind::Table(Table { columns: vec![Align::Right; header.len()], header, rows, ..Table::default() }))
}

fn origin() -> impl Strategy<Value = Origin> {
    let from = prop_oneof![
        "[a-z]{1,5}".prop_map(Provenance::Position),
        "[a-z]{1,5}".prop_map(Provenance::Template),
        ("[a-z]{1,5}", proptest::option::of("[a-z]{1,5}")).prop_map(|(id, question)| Provenance::Response { id, question }),
        "[a-z ]{1,5}".prop_map(Provenance::Other),
    ];
    (proptest::collection::vec(from, 0..2), any::<bool>()).prop_map(|(from, proposed)| Origin { from, proposed, ..Origin::default() })
}
