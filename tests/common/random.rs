//! Random documents: every kind of block and inline, nested, with the characters that break writers.

use proptest::{collection::vec, option, prelude::*, sample::select};
use respondent::document::{
    Align, Block, Code, Document, Heading, Inline, Item, Kind, List, Meta, Note, Paragraph, Question, Quote, Reference, Section, Signature,
    Status, Table, house::House, number::number,
};

/// Any document, numbered by the default house style.
pub fn document() -> impl Strategy<Value = Document> {
    (meta(), vec(top_level(), 0..14)).prop_map(|(meta, blocks)| {
        let mut document = Document { meta, blocks, ..Document::default() };
        number(&mut document, &House::default().numbering);
        document
    })
}

/// Words with anything in them that a person or a converter may have put there.
pub fn words() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "support",
        "schools ",
        " ",
        "  two spaces",
        "\u{a0}",
        "–",
        "“quoted”",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "&amp;",
        "<w:p/>",
        "]]>",
        "😀",
        "👩‍👩‍👧",
        "مرحبا",
        "שלום",
        "e\u{301}",
        "中文",
        "\n",
        "\r\n",
        "\t",
        "\u{0}",
        "\u{b}",
        "\u{1b}",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
        "\u{202e}",
        "\u{feff}",
        "\u{fdd0}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{10ffff}",
        "%1",
        "12",
        "(a)",
        "\\",
        "{#x}",
        "*",
        "_",
    ];
    vec(select(PIECES), 0..6).prop_map(|pieces| pieces.concat())
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(&["a", "b", "key-points", "q1", "2.1.1", "2-1-1", "é", "A", "x y", "<&>"][..]).prop_map(str::to_owned),
        1 => "[a-z]{1,60}",
        1 => words(),
    ]
}

fn meta() -> impl Strategy<Value = Meta> {
    let language = select(&["en-GB", "cy", "", "not a language", "<"][..]);
    let status = select(vec![Status::Draft, Status::InReview, Status::Approved, Status::Submitted]);
    let date = select(&["2023", "2023-09", "2023-09-06", ""][..]);
    (words(), option::of(words()), words(), language, status, date).prop_map(|(title, subtitle, author, language, status, date)| Meta {
        id: "c".into(),
        title,
        subtitle,
        author,
        language: language.into(),
        status,
        date: date.parse().ok(),
    })
}

fn inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        6 => words().prop_map(Inline::text),
        1 => words().prop_map(|text| Inline::Code { text }),
        2 => (name(), select(&["", "paragraph", "question", "point", "see our answer to"][..])).prop_map(|(to, word)| {
            Inline::Reference(Reference { to, word: word.into(), ..Reference::default() })
        }),
        1 => Just(Inline::Break),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let content = vec(inner, 0..3);
        prop_oneof![
            content.clone().prop_map(|content| Inline::Emphasis { content }),
            content.clone().prop_map(|content| Inline::Strong { content }),
            (address(), content.clone()).prop_map(|(to, content)| Inline::Link { to, content }),
            content.prop_map(|content| Inline::Note(Note { number: 0, blocks: vec![plain_paragraph(content)] })),
        ]
    })
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => select(&[
            "https://example.org", "http://a.org/x y?q=é&r=<1>#a#b", "https://a.org/%zz%20", "https://", "http://[bad", "mailto:a@b.org",
            "mailto:x", "tel:+44", "file:///etc/passwd", "notes.md", "javascript:alert(1)", "https://müller.example/ü", "https://a.org:99999/",
            "HTTPS://A.ORG/[x]|{y}\\^`",
        ][..]).prop_map(str::to_owned),
        1 => words().prop_map(|words| format!("https://example.org/{words}")),
        1 => words(),
    ]
}

fn plain_paragraph(content: Vec<Inline>) -> Block {
    Block::new(Kind::Paragraph(Paragraph { content, ..Paragraph::default() }))
}

fn paragraph() -> impl Strategy<Value = Block> {
    (prop_oneof![3 => Just(String::new()), 1 => name()], prop::bool::weighted(0.15), vec(inline(), 0..4)).prop_map(
        |(id, continues, content)| {
            Block::new(Kind::Paragraph(Paragraph { id, continues, content, confidential: Some("a secret".into()), ..Paragraph::default() }))
        },
    )
}

fn table() -> impl Strategy<Value = Block> {
    let align = select(vec![Align::Left, Align::Centre, Align::Right]);
    let row = || vec(vec(inline(), 0..2), 0..4);
    (vec(align, 0..4), row(), vec(row(), 0..3))
        .prop_map(|(columns, header, rows)| Block::new(Kind::Table(Table { columns, header, rows, ..Table::default() })))
}

fn inner() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        4 => paragraph(),
        1 => table(),
        1 => words().prop_map(|text| Block::new(Kind::Code(Code { text }))),
        1 => vec(words(), 0..3).prop_map(|lines| Block::new(Kind::Signature(Signature { lines }))),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        prop_oneof![
            3 => (any::<bool>(), vec((option::weighted(0.2, name()), vec(inner.clone(), 0..3)), 0..4)).prop_map(|(ordered, items)| {
                let items = items.into_iter().map(|(id, blocks)| Item { id, number: None, blocks }).collect();
                Block::new(Kind::List(List { ordered, of_paragraph: false, items }))
            }),
            1 => vec(inner, 0..3).prop_map(|blocks| Block::new(Kind::Quote(Quote { blocks }))),
        ]
    })
}

fn top_level() -> impl Strategy<Value = Block> {
    let words_of = || vec(inline(), 0..3);
    prop_oneof![
        2 => (name(), words_of()).prop_map(|(id, title)| Block::new(Kind::Section(Section { id, number: None, title }))),
        2 => (name(), words(), words_of(), any::<bool>()).prop_map(|(id, label, text, whole)| {
            let label = if whole { format!("Question {id}") } else { label };
            Block::new(Kind::Question(Question { id, label, text, ..Question::default() }))
        }),
        1 => (any::<u8>(), option::of(name()), words_of()).prop_map(|(level, id, title)| {
            Block::new(Kind::Heading(Heading { level: level % 6, id, title }))
        }),
        6 => inner(),
    ]
}
