//! A response that has every kind of block and inline, numbered.

use respondent::document::{
    Align, AnswerKind, Block, Code, Document, Heading, Inline, Item, Kind, List, Meta, Note, Paragraph, Question, Quote, Reference,
    Section, Signature, Status, Table, house::House, number::number,
};

/// The whole sample, with the numbers of the default house style.
pub fn full() -> Document {
    numbered(&House::default())
}

/// The whole sample, with the numbers of a house style.
pub fn numbered(house: &House) -> Document {
    let mut document = Document { meta: meta(), blocks: blocks(), ..Document::default() };
    let findings = number(&mut document, &house.numbering);
    assert!(findings.is_empty(), "the sample has no findings: {findings:?}");
    document
}

fn meta() -> Meta {
    Meta {
        id: "send-review".into(),
        title: "Right support, right place, right time".into(),
        subtitle: Some("Response of the Association of Example & Sample Leaders".into()),
        author: "Association of Example & Sample Leaders".into(),
        language: "en-GB".into(),
        status: Status::Draft,
        date: "2026-09".parse().ok(),
    }
}

fn blocks() -> Vec<Block> {
    let mut blocks = introduction();
    blocks.extend(answers());
    blocks.extend(conclusion());
    blocks
}

fn introduction() -> Vec<Block> {
    vec![
        section("introduction", "Introduction"),
        named(
            "who-we-are",
            vec![
                text("We represent more than 25,000 leaders of "),
                Inline::Emphasis { content: vec![text("primary, secondary and "), Inline::Strong { content: vec![text("special")] }] },
                text(" schools and colleges"),
                note(vec![paragraph(vec![
                    text("Membership as of September 2026: see "),
                    link("https://example.org/members?a=1&b=2", "our website"),
                    text("."),
                ])]),
                text(", who between them look after forty locks and nine bridges, and we welcome this review."),
            ],
        ),
        named(
            "evidence",
            vec![
                text("This response rests on a survey of members and on the duties in the "),
                link("https://www.legislation.gov.uk/ukpga/2010/15", "Equality Act 2010"),
                text(". It should be read with "),
                reference("paragraph", "own-assessment"),
                text(", with our answer to "),
                reference("question", "q2"),
                text(" and with section "),
                reference("", "key-points"),
                text("."),
            ],
        ),
        section("key-points", "Key points"),
        named("asks", vec![text("We ask for three things in particular:")]),
        ordered(vec![
            (Some("own-assessment"), vec![paragraph(vec![text("a separate assessment for every disabled child;")])]),
            (
                None,
                vec![
                    paragraph(vec![text("support that is tailored")]),
                    ordered(vec![
                        (Some("by-need"), vec![paragraph(vec![text("by need, not by diagnosis, and")])]),
                        (
                            None,
                            vec![paragraph(vec![text("by family,")]), ordered(vec![(None, vec![paragraph(vec![text("and by child;")])])])],
                        ),
                    ]),
                    paragraph(vec![text("which is what the Act already asks for;")]),
                ],
            ),
            (None, vec![paragraph(vec![text("a named worker.")])]),
        ]),
        Block::new(Kind::Paragraph(Paragraph {
            continues: true,
            content: vec![text("All three are affordable within the settlement that was announced in the spring.")],
            ..Paragraph::default()
        })),
        ordered(vec![(Some("later"), vec![paragraph(vec![text("A later list of the same paragraph counts on.")])])]),
        Block::new(Kind::Heading(Heading { level: 2, id: None, title: vec![text("What members told us")] })),
        named(
            "survey",
            vec![
                text("Members were asked what they need most; as "),
                reference("", "by-need"),
                text(" says, need comes first. Their answers:"),
                Inline::Break,
                text("in their own words."),
            ],
        ),
        bullets(vec![
            vec![paragraph(vec![text("more time with families;")])],
            vec![
                paragraph(vec![text("fewer forms, and in order:")]),
                bullets(vec![vec![paragraph(vec![text("the annual review;")])], vec![paragraph(vec![text("the transfer review;")])]]),
                ordered(vec![(None, vec![paragraph(vec![text("first this;")])]), (None, vec![paragraph(vec![text("then that.")])])]),
            ],
        ]),
        Block::new(Kind::Quote(Quote {
            blocks: vec![
                paragraph(vec![text("“We spend more on arguing about support than on support.”")]),
                bullets(vec![vec![paragraph(vec![text("A head teacher, July 2026")])]]),
            ],
        })),
    ]
}

fn answers() -> Vec<Block> {
    vec![
        section("answers", "Answers to the questions"),
        Block::new(Kind::Heading(Heading { level: 1, id: Some("part-one".into()), title: vec![text("Part 1: A single national system")] })),
        question("1", "Question 1", "What key factors should be considered when developing national standards?", AnswerKind::Answered),
        named("q1-first", vec![text("Consistency. Costs in our sample were:")]),
        Block::new(Kind::Table(Table {
            columns: vec![Align::Left, Align::Right, Align::Centre],
            header: vec![vec![text("Kind of provision")], vec![text("Cost (£)")], vec![text("Share")]],
            rows: vec![
                vec![vec![text("Mainstream, with support of a named worker")], vec![text("6,000")], vec![text("61 %")]],
                vec![
                    vec![text("Special")],
                    vec![Inline::Strong { content: vec![text("23,900")] }],
                    vec![text("39 %"), note(vec![paragraph(vec![text("Rounded.")])])],
                ],
            ],
            ..Table::default()
        })),
        named(
            "q1-second",
            vec![
                text("The form asks for "),
                Inline::Code { text: "urn:nhs:number".into() },
                text(" in one field:\tthis should stop. An example:"),
            ],
        ),
        Block::new(Kind::Code(Code { text: "ID = 943 476 5919\n  valid = yes".into() })),
        question("2", "Question 2", "How should we develop the proposal for new local partnerships?", AnswerKind::Empty),
        question("2.1.1", "", "Is there anything else?", AnswerKind::Answered),
        Block::new(Kind::Heading(Heading { level: 3, id: None, title: vec![text("Two more points")] })),
        named(
            "q2-last",
            vec![
                text("See "),
                reference("question", "q2.1.1"),
                text(", "),
                reference("question", "q1"),
                text(" and "),
                reference("paragraph", "later"),
                text("; and also a reference in "),
                Inline::Strong { content: vec![text("bold, "), reference("paragraph", "q1-second")] },
                text("."),
                note(vec![
                    paragraph(vec![text("A second note, with a list:")]),
                    bullets(vec![vec![paragraph(vec![text("one;")])], vec![paragraph(vec![text("two.")])]]),
                ]),
            ],
        ),
    ]
}

fn conclusion() -> Vec<Block> {
    vec![
        section("conclusion", "Conclusion"),
        named("hope", vec![text("We would gladly walk the towpath with you and show what we mean.")]),
        Block::new(Kind::Signature(Signature { lines: vec!["Rosa Example".into(), "Director of Policy".into(), "September 2026".into()] })),
    ]
}

fn text(text: &str) -> Inline {
    Inline::text(text)
}

fn link(to: &str, words: &str) -> Inline {
    Inline::Link { to: to.into(), content: vec![text(words)] }
}

fn reference(word: &str, to: &str) -> Inline {
    Inline::Reference(Reference { to: to.into(), word: word.into(), ..Reference::default() })
}

fn note(blocks: Vec<Block>) -> Inline {
    Inline::Note(Note { number: 0, blocks })
}

fn section(id: &str, title: &str) -> Block {
    Block::new(Kind::Section(Section { id: id.into(), number: None, title: vec![text(title)] }))
}

fn question(id: &str, label: &str, words: &str, answer: AnswerKind) -> Block {
    let question = Question { id: id.into(), label: label.into(), text: vec![text(words)], answer, ..Question::default() };
    Block::new(Kind::Question(question))
}

fn named(id: &str, content: Vec<Inline>) -> Block {
    Block::new(Kind::Paragraph(Paragraph { id: id.into(), content, ..Paragraph::default() }))
}

fn paragraph(content: Vec<Inline>) -> Block {
    named("", content)
}

fn ordered(items: Vec<(Option<&str>, Vec<Block>)>) -> Block {
    let items = items.into_iter().map(|(id, blocks)| Item { id: id.map(str::to_owned), number: None, blocks }).collect();
    Block::new(Kind::List(List { ordered: true, of_paragraph: false, items }))
}

fn bullets(items: Vec<Vec<Block>>) -> Block {
    let items = items.into_iter().map(|blocks| Item { blocks, ..Item::default() }).collect();
    Block::new(Kind::List(List { ordered: false, of_paragraph: false, items }))
}
