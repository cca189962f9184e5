//! Documents that hold two versions, written by hand: every shape that a change can have, and every
//! pair of neighbours.
#![allow(dead_code)]

use respondent::document::{
    Align, Block, Change, Document, Heading, Inline, Item, Kind, List, Meta, Note, Paragraph, Question, Quote, Redline, Reference, Section,
    Signature, Table, Was,
};

/// A shape and its name.
pub type Shape = (String, Document);

/// `same [-gone-] {+come+} same` as running text.
pub fn words(text: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(["[", "{"].map(|c| c.chars().next().unwrap_or_default())) {
        let (open, close, change) = match &rest[at..] {
            more if more.starts_with("[-") => ("[-", "-]", Change::Deleted),
            more if more.starts_with("{+") => ("{+", "+}", Change::Inserted),
            _ => break,
        };
        if at > 0 {
            out.push(Inline::text(&rest[..at]));
        }
        let end = rest.find(close).expect("a mark that ends");
        out.push(Inline::Changed { change, content: vec![Inline::text(&rest[at + open.len()..end])] });
        rest = &rest[end + close.len()..];
    }
    if !rest.is_empty() {
        out.push(Inline::text(rest));
    }
    out
}

/// A numbered paragraph: `+` before it is inserted, `-` deleted.
pub fn paragraph(text: &str) -> Block {
    versioned(text, |content| Kind::Paragraph(Paragraph { content, ..Paragraph::default() }))
}

pub fn continued(text: &str) -> Block {
    versioned(text, |content| Kind::Paragraph(Paragraph { content, continues: true, ..Paragraph::default() }))
}

pub fn section(text: &str) -> Block {
    versioned(text, |title| Kind::Section(Section { title, ..Section::default() }))
}

pub fn heading(text: &str) -> Block {
    versioned(text, |title| Kind::Heading(Heading { level: 3, title, ..Heading::default() }))
}

pub fn question(id: &str, text: &str) -> Block {
    versioned(text, |text| Kind::Question(Question { id: id.into(), label: format!("Question {id}"), text, ..Question::default() }))
}

pub fn signature(text: &str) -> Block {
    versioned(text, |words| {
        let lines = respondent::document::walk::plain(&words).split('/').map(str::to_owned).collect();
        Kind::Signature(Signature { lines })
    })
}

/// A list of items.
pub fn list(ordered: bool, items: &[&str]) -> Block {
    let items = items.iter().map(|text| Item { blocks: vec![paragraph(text)], ..Item::default() }).collect();
    Block::new(Kind::List(List { ordered, items, ..List::default() }))
}

pub fn quote(items: &[&str]) -> Block {
    Block::new(Kind::Quote(Quote { blocks: items.iter().map(|text| paragraph(text)).collect() }))
}

/// Rows of cells; the first is the header.
pub fn table(rows: &[&[&str]]) -> Block {
    let cells = |row: &&[&str]| row.iter().map(|cell| words(cell.trim_start_matches(['+', '-']))).collect::<Vec<_>>();
    let changes = rows[1..].iter().map(|row| change(row[0])).collect::<Vec<_>>();
    Block::new(Kind::Table(Table {
        columns: vec![Align::Left; rows[0].len()],
        header: cells(&rows[0]),
        rows: rows[1..].iter().map(cells).collect(),
        changes,
    }))
}

pub fn with(change: Change, mut block: Block) -> Block {
    block.change = Some(change);
    block
}

fn change(text: &str) -> Option<Change> {
    match text.chars().next() {
        Some('+') => Some(Change::Inserted),
        Some('-') => Some(Change::Deleted),
        _ => None,
    }
}

fn versioned(text: &str, kind: impl Fn(Vec<Inline>) -> Kind) -> Block {
    let content = words(text.trim_start_matches(['+', '-']));
    Block { change: change(text), ..Block::new(kind(content)) }
}

/// A document of both versions.
pub fn document(blocks: Vec<Block>) -> Document {
    let meta =
        Meta { title: "The towpath at night".into(), author: "Friends of the Canal".into(), language: "en-GB".into(), ..Meta::default() };
    let redline = Redline {
        author: "R. Example & Co".into(),
        date: "2026-11".parse().ok(),
        from: meta.clone(),
        title: vec![Inline::text(&meta.title)],
        ..Redline::default()
    };
    Document { meta, blocks, redline: Some(redline) }
}

/// Every shape that a change can have, in the middle of a document and at its end.
pub fn all() -> Vec<Shape> {
    let mut out = Vec::new();
    for (name, blocks) in texts().into_iter().chain(structures()).chain(inside()) {
        let mut around = vec![section("Lamps"), paragraph("Lamps should burn until midnight.")];
        around.extend(blocks);
        out.push((format!("{name}, last"), document(around.clone())));
        around.push(paragraph("Benches stand by every lock."));
        out.push((format!("{name}, between"), document(around)));
    }
    out.extend(names());
    out
}

/// Paragraphs.
fn texts() -> Vec<(&'static str, Vec<Block>)> {
    let all = |texts: &[&str]| texts.iter().map(|text| paragraph(text)).collect::<Vec<_>>();
    vec![
        ("words edited", all(&["The [-old-]{+new+} keeper {+of the lock +}has [-much -]time."])),
        ("words at both ends", all(&["{+Surely +}the lock has a keeper[- today-]."])),
        ("all words but its end deleted", all(&["[-The lock has a keeper.-]"])),
        ("inserted", all(&["+A lock needs a keeper."])),
        ("deleted", all(&["-A lock needs a keeper."])),
        ("two inserted", all(&["+A lock needs a keeper.", "+A keeper needs a house."])),
        ("two deleted", all(&["-A lock needs a keeper.", "-A keeper needs a house."])),
        ("replaced", all(&["-A lock needs a keeper.", "+Water is wet."])),
        ("one by three", all(&["-A lock needs a keeper.", "+Water is wet.", "+Fire is hot.", "+Stone is hard."])),
        ("three by one", all(&["-Water is wet.", "-Fire is hot.", "-Stone is hard.", "+A lock needs a keeper."])),
        ("split", all(&["A lock needs a keeper.[- A keeper needs a house.-]", "+A keeper needs a house."])),
        ("merged", all(&["A lock needs a keeper.{+ A keeper needs a house.+}", "-A keeper needs a house."])),
        ("ends in insertion before inserted", all(&["A lock needs a keeper{+ by day+}", "+A keeper needs a house."])),
        ("ends in replacement before inserted", all(&["A lock needs a [-keeper-]{+guard+}", "+A keeper needs a house."])),
        ("moved down", all(&["-A lock needs a keeper.", "Water is wet.", "Fire is hot.", "+A lock needs a keeper."])),
        ("moved up", all(&["+A lock needs a keeper.", "Water is wet.", "Fire is hot.", "-A lock needs a keeper."])),
        (
            "signs",
            all(&[
                "A & B < C > D \"q\" [-é\u{a0}x  double-]{+עברית 🙂 &amp; ]]>+} end",
                "+  leading and trailing  ",
                "e\u{301}[-\u{301}-]",
            ]),
        ),
        ("emptied", all(&["+", "-"])),
    ]
}

/// Headings, questions, lists, quotations, tables, signatures.
fn structures() -> Vec<(&'static str, Vec<Block>)> {
    let old_table = || table(&[&["Lock", "Keeper"], &["Upper", "one"]]);
    let new_table = || table(&[&["Lock", "Keeper", "Since"], &["Upper", "two", "1790"]]);
    let p = paragraph;
    let title = Inline::Changed {
        change: Change::Inserted,
        content: vec![Inline::text(" "), Inline::Strong { content: vec![Inline::text("Question 2: When is it?")] }],
    };
    let with_title = Block::new(Kind::Paragraph(Paragraph { content: vec![Inline::text("So."), title], ..Paragraph::default() }));
    vec![
        ("a section replaced", vec![section("-Weirs"), p("-Weirs roar."), section("+Gates"), p("+Gates creak."), section("Bins")]),
        ("a section inserted", vec![section("+Gates"), p("+Gates creak."), section("Bins"), p("Bins are few.")]),
        (
            "a question deleted",
            vec![question("1", "Why?"), p("So."), question("2", "-When?"), p("-Now."), question("3", "Where?"), p("Here.")],
        ),
        (
            "a question becomes bold words of the answer above it",
            vec![question("1", "Why?"), with_title, question("2", "-When is it?"), p("Now."), question("3", "Where?"), p("Here.")],
        ),
        ("the end of a section deleted", vec![p("Weirs roar."), p("-Gates creak."), section("Bins"), p("Bins are few.")]),
        ("a heading deleted", vec![heading("-On weirs"), p("Weirs roar.")]),
        (
            "a heading edited",
            vec![heading("On {+noisy +}weirs"), p("+Weirs roar."), continued("+And foam."), continued("They [-hiss-]{+sing+}.")],
        ),
        ("a part of the answers inserted", vec![question("1", "Why?"), continued("-Because."), p("So."), continued("+Because.")]),
        ("items", vec![list(true, &["lamps", "-benches", "+bins and {nets}", "posts[- and rails-]", "+gates"])]),
        ("bullets", vec![list(false, &["-lamps", "benches{+ of oak+}", "+bins", "-posts"])]),
        (
            "a list replaced",
            vec![with(Change::Deleted, list(false, &["lamps", "bins"])), with(Change::Inserted, list(true, &["one", "two"]))],
        ),
        ("a quotation", vec![quote(&["-Mind the gap.", "+Mind the gate.", "They [-said-]{+wrote+} so."])]),
        ("a quotation inserted", vec![with(Change::Inserted, quote(&["Mind the gap."])), with(Change::Deleted, signature("A/B"))]),
        (
            "rows",
            vec![table(&[
                &["Lock", "Keeper[-s-]"],
                &["-Upper", "one"],
                &["+Upper", "two"],
                &["Lower", "[-none-]{+one+}"],
                &["+Third", ""],
            ])],
        ),
        ("a table inserted", vec![with(Change::Inserted, new_table())]),
        ("a table deleted", vec![with(Change::Deleted, old_table())]),
        (
            "a table replaced",
            vec![p("Keepers{+ and years+} by lock:"), with(Change::Deleted, old_table()), with(Change::Inserted, new_table())],
        ),
        ("a paragraph deleted with its table", vec![p("-Keepers by lock:"), with(Change::Deleted, old_table())]),
        ("a paragraph inserted with its table", vec![p("+Keepers by lock:"), with(Change::Inserted, new_table())]),
        (
            "a paragraph replaced with its table",
            vec![
                p("-Keepers by lock:"),
                p("+Keepers and years by lock:"),
                with(Change::Deleted, old_table()),
                with(Change::Inserted, new_table()),
            ],
        ),
        (
            "paragraphs deleted with a table",
            vec![p("-Weirs roar."), continued("-And foam."), p("-By lock:"), with(Change::Deleted, old_table())],
        ),
        (
            "paragraphs inserted with a table",
            vec![p("+Weirs roar."), continued("+And foam."), p("+By lock:"), with(Change::Inserted, new_table())],
        ),
        (
            "an end edited before a paragraph and its table go",
            vec![p("Keepers [-matter.-]{+count.+}"), p("-By lock:"), with(Change::Deleted, old_table())],
        ),
        (
            "an end edited before a paragraph and its table come",
            vec![p("Keepers [-matter.-]{+count.+}"), p("+By lock:"), with(Change::Inserted, new_table())],
        ),
        (
            "a paragraph deleted with its table below a question",
            vec![question("1", "Who?"), p("-By lock:"), with(Change::Deleted, old_table())],
        ),
        (
            "a paragraph inserted with its table below a question",
            vec![question("1", "Who?"), p("+By lock:"), with(Change::Inserted, new_table())],
        ),
        ("a paragraph deleted before a table that stays", vec![p("-Keepers by lock:"), old_table()]),
        ("a paragraph inserted before a table that stays", vec![p("+Keepers by lock:"), old_table()]),
        ("a paragraph replaced before a table that stays", vec![p("-Keepers by lock:"), p("+By lock:"), old_table()]),
        (
            "all sorts replaced before a table",
            vec![
                heading("On locks"),
                p("-Weirs roar."),
                continued("-And foam."),
                list(false, &["-lamps", "-bins"]),
                continued("+They foam."),
                p("+By lock:"),
                with(Change::Deleted, old_table()),
            ],
        ),
        ("a table moved", vec![with(Change::Deleted, old_table()), p("Weirs roar."), with(Change::Inserted, old_table())]),
        ("a signature", vec![with(Change::Deleted, signature("A. Keeper/2025")), with(Change::Inserted, signature("A. Keeper/2026"))]),
    ]
}

/// What stands among words: notes, references, links, emphasis, code, line ends.
fn inside() -> Vec<(&'static str, Vec<Block>)> {
    let note = |text: &str| Inline::Note(Note { number: 0, blocks: vec![paragraph(text)] });
    let noted = |blocks: Vec<Block>| Inline::Note(Note { number: 0, blocks });
    let long = |text: &str| noted(vec![paragraph(text), paragraph("And so on.")]);
    let reference = |to: &str| Inline::Reference(Reference { to: to.into(), word: "paragraph".into(), ..Reference::default() });
    let link = |words: &str| Inline::Link { to: format!("https://example.org/{words}"), content: vec![Inline::text(words)] };
    let strong = |words: &str| Inline::Strong { content: vec![Inline::text(words)] };
    let emphasis = |words: &str| Inline::Emphasis { content: vec![strong("so "), Inline::text(words)] };
    let text = |content: Vec<Inline>| Block::new(Kind::Paragraph(Paragraph { content, ..Paragraph::default() }));
    let named = |id: &str, words: &str| {
        let mut block = paragraph(words);
        if let Kind::Paragraph(paragraph) = &mut block.kind {
            (paragraph.id, paragraph.named) = (id.into(), true);
        }
        block
    };
    let each = |make: &dyn Fn(&str) -> Inline| {
        vec![
            text(vec![
                Inline::text("Weirs "),
                gone(make("one")),
                come(make("two")),
                Inline::text(" roar, "),
                make("three"),
                come(Inline::text(" too.")),
            ]),
            with(Change::Inserted, text(vec![Inline::text("Gates "), make("four")])),
            with(Change::Deleted, text(vec![make("five"), Inline::text(" creak.")])),
            text(vec![Inline::text("Bins "), make("six"), come(make("seven"))]),
            with(Change::Inserted, text(vec![make("eight")])),
        ]
    };
    let changed = text(vec![gone(Inline::text("One.")), come(Inline::text("Two."))]);
    vec![
        ("notes", each(&|words| note(words))),
        (
            "notes at the ends of paragraphs",
            vec![
                text(vec![Inline::text("Weirs roar."), Inline::Note(Note { number: 0, blocks: vec![changed] })]),
                with(Change::Deleted, text(vec![Inline::text("Gates creak."), note("Three.")])),
                with(Change::Inserted, text(vec![Inline::text("Bins"), note("Four.")])),
                text(vec![Inline::text("Posts stand."), gone(note("Five."))]),
                with(Change::Inserted, text(vec![Inline::text("Rails"), note("Six.")])),
                text(vec![Inline::text("Lamps burn."), come(note("Seven."))]),
                with(Change::Deleted, text(vec![Inline::text("Ropes"), note("Eight.")])),
            ],
        ),
        ("a long note deleted at an end", vec![text(vec![Inline::text("Weirs roar."), gone(long("One."))])]),
        ("a long note inserted at an end", vec![text(vec![Inline::text("Weirs roar."), come(long("One."))])]),
        (
            "paragraphs of notes at ends",
            vec![
                text(vec![Inline::text("Weirs roar."), noted(vec![paragraph("One."), paragraph("-Two."), paragraph("-Three.")])]),
                text(vec![
                    Inline::text("Gates creak."),
                    noted(vec![paragraph("[-One-]{+Two+}."), paragraph("+Two."), paragraph("+Three.")]),
                ]),
                text(vec![Inline::text("Bins fill."), noted(vec![paragraph("One."), paragraph("-Two."), paragraph("+Three.")])]),
            ],
        ),
        (
            "references at ends",
            [
                vec![named("a", "Alpha."), named("b", "-Beta."), named("c", "+Gamma.")],
                vec![
                    text(vec![Inline::text("See "), gone(reference("b"))]),
                    text(vec![Inline::text("See "), come(reference("c"))]),
                    text(vec![Inline::text("See "), gone(reference("b")), come(reference("c"))]),
                    with(Change::Deleted, text(vec![Inline::text("See "), reference("b")])),
                    with(Change::Inserted, text(vec![Inline::text("See "), reference("a")])),
                ],
            ]
            .concat(),
        ),
        ("links", each(&|words| link(words))),
        ("strong words", each(&|words| strong(words))),
        ("emphasis", each(&|words| emphasis(words))),
        ("code", each(&|words| Inline::Code { text: words.into() })),
        ("line ends", each(&|_| Inline::Break)),
        (
            "references",
            [
                vec![named("a", "Alpha."), named("b", "-Beta."), named("c", "+Gamma."), named("d", "Delta.")],
                vec![
                    text(vec![
                        Inline::text("See "),
                        reference("d"),
                        gone(reference("b")),
                        come(reference("c")),
                        come(Inline::text(" as well")),
                    ]),
                    with(Change::Deleted, text(vec![reference("b"), Inline::text(" and "), reference("d")])),
                    with(Change::Inserted, text(vec![reference("a"), Inline::text(" and "), reference("c")])),
                ],
            ]
            .concat(),
        ),
    ]
}

/// Titles, and questions that have another number.
fn names() -> Vec<Shape> {
    let mut out = Vec::new();
    for (at, (older, newer)) in [("1", "2"), ("4a", "17"), ("", "3"), ("3", "")].into_iter().enumerate() {
        let label = |id: &str| if id.is_empty() { String::new() } else { format!("Question {id}") };
        let was = Was { id: older.into(), label: label(older), choice: Vec::new() };
        let renamed =
            Question { id: newer.into(), label: label(newer), text: words("Why [-not-]{+so+}?"), was: Some(was), ..Question::default() };
        let blocks = vec![Block::new(Kind::Question(renamed)), paragraph("So."), paragraph("+And so.")];
        out.push((format!("a question renamed {at}"), document(blocks)));
    }
    out.push(cited());
    let mut titled = document(vec![paragraph("+Weirs roar."), paragraph("-Gates creak.")]);
    if let Some(redline) = &mut titled.redline {
        redline.from.title = "The towpath by day".into();
        redline.title = words("The towpath [-by day-]{+at night+}");
        redline.subtitle = words("{+A response+}");
        redline.comments = vec!["Seen & agreed <by all>.".into()];
    }
    titled.meta.subtitle = Some("A response".into());
    titled.blocks.push(Block { comments: vec!["Moved from Question 2.".into(), "Twice.".into()], ..paragraph("Fire is {+very +}hot.") });
    out.push(("titles and comments".to_owned(), titled));
    out
}

/// References to what has comments on it.
fn cited() -> Shape {
    let cites = |word: &str, to: &str| {
        let reference = Inline::Reference(Reference { to: to.into(), word: word.into(), ..Reference::default() });
        Block::new(Kind::Paragraph(Paragraph { content: vec![Inline::text("See "), reference, Inline::text(".")], ..Paragraph::default() }))
    };
    let remarked = |block: Block| Block { comments: ["One.", "Two.", "Three."].map(Into::into).to_vec(), ..block };
    let lamps = Block::new(Kind::Section(Section { id: "lamps".into(), title: words("Lamps"), ..Section::default() }));
    let mut so = paragraph("So[- be it-].");
    if let Kind::Paragraph(paragraph) = &mut so.kind {
        (paragraph.id, paragraph.named) = ("so".into(), true);
    }
    let cited = [lamps, question("123", "Why [-not-]{+so+}?"), so].map(remarked);
    let cites = [cites("question", "q123"), cites("paragraph", "so"), cites("section", "lamps")];
    ("what is cited has comments".to_owned(), document(cited.into_iter().chain(cites).collect()))
}

fn gone(inline: Inline) -> Inline {
    Inline::Changed { change: Change::Deleted, content: vec![inline] }
}

fn come(inline: Inline) -> Inline {
    Inline::Changed { change: Change::Inserted, content: vec![inline] }
}

/// How a paragraph may have changed, as text with marks.
const CHANGES: [&str; 8] = [
    "Lock N has a keeper.",
    "Lock N has a [-good-]{+kind+} keeper.",
    "Lock N has a keeper{+ by day.+}",
    "Lock N has a keeper[- by night.-]",
    "Lock N has a [-keeper.-]{+guard.+}",
    "+Lock N is new.",
    "-Lock N is old.",
    "+The same words.",
];

/// How a kind of neighbour is made from its text.
type Make = fn(&str) -> Block;

/// Every pair of neighbours, each in a section of its own, for each pair of kinds; one document for a
/// pair of kinds. What is deleted is written before what is inserted, so those the other way are left out.
pub fn neighbours() -> Vec<Shape> {
    let kinds: [(&str, Make); 6] = [
        ("paragraph", paragraph),
        ("continued", continued),
        ("heading", heading),
        ("question", |text| question("1", text)),
        ("item", |text| list_of(true, text)),
        ("bullet", |text| list_of(false, text)),
    ];
    let mut out = Vec::new();
    for (first, make_first) in kinds {
        for (second, make_second) in kinds {
            // Below a question that is in one version only nothing can be continued in both.
            if (first, second) != ("question", "continued") {
                out.push((format!("{first} and {second}"), document(pairs(make_first, make_second))));
            }
        }
    }
    out
}

fn list_of(ordered: bool, text: &str) -> Block {
    let mut block = list(ordered, &[text]);
    block.change = change(text);
    block
}

fn pairs(first: fn(&str) -> Block, second: fn(&str) -> Block) -> Vec<Block> {
    let mut out = Vec::new();
    for (at, a) in CHANGES.into_iter().enumerate() {
        for (to, b) in CHANGES.into_iter().enumerate() {
            if a.starts_with('+') && b.starts_with('-') {
                continue;
            }
            let text = |text: &str, n: usize| text.replace('N', &n.to_string());
            out.push(section(&format!("Pair {at} {to}")));
            out.push(paragraph("It leads."));
            out.extend([first(&text(a, 2 * at)), second(&text(b, 2 * to + 1))]);
            if (at + to) % 2 == 0 {
                out.push(paragraph("It follows."));
            }
        }
    }
    out
}
