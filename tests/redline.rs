//! Word files that show changes: rejected they are the older version, accepted the newer. Asked are our
//! own reader, and LibreOffice, pandoc and the Open XML validator where they are installed.

mod common {
    pub mod pages;
    pub mod random;
    pub mod sample;
    pub mod shapes;
}

use common::{
    pages, random, sample,
    shapes::{self, Shape},
};
use proptest::prelude::*;
use respondent::{
    diff::{
        Known, diff,
        redline::{Manner, redline},
    },
    document::{Block, Document, Inline, Kind, Note, Paragraph, Question, Reference, Status, house::House, number::number, walk},
    export::FORMATS,
    import::{Changes, PieceKind, document_with, read::read},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn write(document: &Document) -> Vec<u8> {
    let format = FORMATS.iter().find(|format| format.name == "docx").expect("there is a format of that name");
    (format.write)(document, &House::default()).expect("every document can be written")
}

/// Numbers both versions, and gives them: the document, the older, the newer.
fn versions(document: &Document) -> [Document; 3] {
    let numbered = |mut document: Document| {
        number(&mut document, &House::default().numbering);
        document
    };
    let mut both = document.clone();
    number(&mut both, &House::default().numbering);
    [both, numbered(document.rejected()), numbered(document.accepted())]
}

/// What our reader makes of a file: style, number and words of every paragraph.
fn lines(file: &[u8], changes: Changes) -> Vec<String> {
    let foreign = read(file, Some("a.docx"), changes).expect("a file that can be read");
    let mut out = Vec::new();
    for piece in &foreign.pieces {
        out.push(format!("{:?}|{}|{}", piece.style, piece.label.as_ref().map_or("", |label| &label.text), marked(&piece.content)));
        for row in &piece.rows {
            let cells = row.iter().map(|cell| cell.iter().map(|piece| marked(&piece.content)).collect::<Vec<_>>().join("/"));
            out.push(cells.collect::<Vec<_>>().join(" | "));
        }
        assert_ne!(piece.kind, PieceKind::Picture);
    }
    out
}

/// Running text with its marks; of references not the number, which word processors count themselves, and of
/// links not the address, since a link in which words changed is several in the file.
fn marked(content: &[Inline]) -> String {
    let mark = |inline: &Inline| match inline {
        Inline::Text { text } => text.clone(),
        Inline::Code { text } => format!("`{text}`"),
        Inline::Emphasis { content } => format!("*{}*", marked(content)),
        Inline::Strong { content } => format!("**{}**", marked(content)),
        Inline::Link { content, .. } => marked(content),
        Inline::Reference(reference) => format!("{} #", reference.word),
        Inline::Note(note) => format!("^[{}]", note.blocks.iter().map(noted).collect::<Vec<_>>().join("/")),
        Inline::Break => "/".to_owned(),
        Inline::Changed { .. } => panic!("a reader settles changes"),
    };
    content.iter().map(mark).collect()
}

/// What a footnote says, likewise.
fn noted(block: &Block) -> String {
    let texts = block.texts().into_iter().map(marked);
    let inner = block.blocks().into_iter().flatten().map(noted);
    texts.chain(inner).collect::<Vec<_>>().join("/")
}

fn agrees(name: &str, document: &Document) {
    let [both, older, newer] = versions(document);
    holds_both(name, &both, &older, &newer);
}

fn agrees_in_words(name: &str, document: &Document) {
    let [both, older, newer] = versions(document);
    is_either(name, &write(&both), &older, &newer);
}

/// Whether the file of both versions is read as either, line by line and as a document.
fn holds_both(name: &str, both: &Document, older: &Document, newer: &Document) {
    let file = write(both);
    is_either(name, &file, older, newer);
    comes_back(name, &file, Changes::Reject, older);
    comes_back(name, &file, Changes::Accept, newer);
}

/// Whether what our reader makes of the file of both versions is the document that it makes of either: names and labels
/// of questions, what stands around the text, and nothing that comparing finds.
fn comes_back(name: &str, file: &[u8], changes: Changes, version: &Document) {
    let numbering = House::default().numbering;
    let document = |file: &[u8], changes| document_with(file, Some("a.docx"), &numbering, changes).expect("a file of ours").0;
    let (read, wanted) = (document(file, changes), document(&write(version), Changes::Accept));
    assert_eq!(read.meta, wanted.meta, "{name}, {changes:?}");
    let questions = |document: &Document| -> Vec<[String; 3]> {
        let question = |block: &Block| match &block.kind {
            Kind::Question(it) => Some([it.id.clone(), it.label.clone(), walk::plain(&it.text)]),
            _ => None,
        };
        document.blocks.iter().filter_map(question).collect()
    };
    assert_eq!(questions(&read), questions(&wanted), "{name}, {changes:?}");
    let known = Known { same_consultation: true, ..Known::default() };
    let diff = diff(&wanted, &read, &known);
    let found = diff.changes().find(|change| !change.is_same());
    assert!(diff.is_same(), "{name}, {changes:?}: {:?}, {found:?}", diff.about);
}

/// Whether the paragraphs of the file of both versions are read as those of either.
fn is_either(name: &str, file: &[u8], older: &Document, newer: &Document) {
    for (changes, version) in [(Changes::Reject, older), (Changes::Accept, newer)] {
        let (read, wanted) = (lines(file, changes), lines(&write(version), Changes::Accept));
        for (at, (read, wanted)) in read.iter().zip(&wanted).enumerate() {
            assert_eq!(read, wanted, "{name}, {changes:?}, paragraph {at}");
        }
        assert_eq!(read, wanted, "{name}, {changes:?}");
    }
}

#[test]
fn every_shape_is_read_as_either_version() {
    for (name, document) in shapes::all() {
        // Two references that touch are no words of ours: a reader does not know where the one ends.
        if name.starts_with("references, ") { agrees_in_words(&name, &document) } else { agrees(&name, &document) }
    }
}

#[test]
fn every_pair_of_neighbours_is_read_as_either_version() {
    for (name, document) in shapes::neighbours() {
        // A list that stays has one indentation, and below a question that is in one version only it had two.
        if ["question and item", "question and bullet"].contains(&name.as_str()) {
            agrees_in_words(&name, &document);
        } else {
            agrees(&name, &document);
        }
    }
}

#[test]
fn libreoffice_agrees() {
    let folder = tempfile::tempdir().expect("a folder");
    let shapes: Vec<Shape> = shapes::all().into_iter().chain(shapes::neighbours()).chain(compared_shapes()).collect();
    let mut asked = Vec::new();
    for (at, (_, document)) in shapes.iter().enumerate() {
        let [both, older, newer] = versions(document);
        let file = |name: &str, document: &Document| {
            let path = folder.path().join(format!("{at}-{name}.docx"));
            fs::write(&path, write(document)).expect("written");
            path
        };
        let both = file("both", &both);
        asked.extend([("reject", both.clone()), ("keep", file("older", &older)), ("accept", both), ("keep", file("newer", &newer))]);
    }
    let Some(answers) = settled(&asked) else { return eprintln!("skipped: LibreOffice or its Python bridge is not installed") };
    let mut wrong = Vec::new();
    for ((name, _), answers) in shapes.iter().zip(answers.chunks(4)) {
        for (action, pair) in ["rejected", "accepted"].into_iter().zip(answers.chunks(2)) {
            if pair[0] != pair[1] {
                let at = pair[0].iter().zip(&pair[1]).position(|(a, b)| a != b).unwrap_or(pair[0].len().min(pair[1].len()));
                wrong.push(format!("{name}, {action}, at {at}: {:?} for {:?}", pair[0].get(at), pair[1].get(at)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), shapes.len() * 2, wrong.join("\n"));
}

/// Text, style and number of every paragraph of each file, as LibreOffice has them.
fn settled(asked: &[(&str, PathBuf)]) -> Option<Vec<Vec<(String, String, String)>>> {
    let tool = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/settle-changes");
    let mut run = Command::new("/usr/bin/python3");
    run.arg(tool);
    asked.iter().for_each(|(action, path)| _ = run.arg(action).arg(path));
    let output = run.output().ok().filter(|output| output.status.success())?;
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(lines.lines().map(|line| serde_json::from_str(line).expect("what the tool prints")).collect())
}

/// Both versions of a document as one, as comparing them gives it.
fn compared(older: &Document, newer: &Document, by_question: bool) -> Document {
    let known = Known { same_consultation: true, ..Known::default() };
    let manner = Manner { author: "R. Example".into(), date: "2026-11-22".parse().ok(), by_question };
    redline(&diff(older, newer, &known), older, newer, &manner)
}

/// What comparing has to put together so that it survives.
fn compared_shapes() -> Vec<Shape> {
    let paragraph = |content: Vec<Inline>| Block::new(Kind::Paragraph(Paragraph { content, ..Paragraph::default() }));
    let said = |words: &str| paragraph(vec![Inline::text(words)]);
    let noted = |words: &str, note: &[&str]| {
        let blocks = note.iter().map(|words| said(words)).collect();
        paragraph(vec![Inline::text(words), Inline::Note(Note { number: 0, blocks })])
    };
    let table = |rows: &[&[&str]]| shapes::table(rows);
    let document = |blocks: Vec<Block>| {
        let mut document = Document { blocks, ..Document::default() };
        number(&mut document, &House::default().numbering);
        document
    };
    let pairs = [
        ("long notes replaced", vec![noted("The weirs roar.", &["One.", "Two."])], vec![noted("The weirs roar.", &["Three.", "Four."])]),
        ("a note grows", vec![noted("The weirs roar.", &["One."])], vec![noted("The weirs roar.", &["Two.", "Three.", "Four."])]),
        ("a note shrinks", vec![noted("The weirs roar.", &["One.", "Two.", "Three."])], vec![noted("The weirs roar.", &["Four."])]),
        (
            "tables with what heads them",
            vec![
                said("Lamps should burn until midnight."),
                said("Keepers of the locks:"),
                table(&[&["Lock", "Keeper"], &["Upper", "one"]]),
            ],
            vec![
                said("Lamps should burn until midnight."),
                said("What boats pay here:"),
                table(&[&["Boat", "Fee", "Year"], &["Narrow", "£12", "2026"]]),
            ],
        ),
    ];
    let both = |(name, old, new): (&str, Vec<Block>, Vec<Block>)| (name.to_owned(), compared(&document(old), &document(new), false));
    pairs.into_iter().map(both).chain(with_tables()).chain(renamed_and_cited()).chain(cited_and_counted_anew()).collect()
}

/// A paragraph that is cited (l) and others: one that cites it (c), a question (q), one with a footnote at its end (n),
/// and without (m); both ways. LibreOffice must count the number anew.
fn cited_and_counted_anew() -> Vec<Shape> {
    let pairs = [
        ("one comes above", "clg", "chlg"),
        ("one comes above, cited from behind", "glc", "ghlc"),
        ("one comes at the end of an answer, another goes above", "glq", "lcq"),
        ("one comes in the place of one with a footnote, another goes above", "gqnql", "qcql"),
        ("a footnote comes, and one below it, another goes above", "gqmql", "qncql"),
        ("one goes past what it cites", "gclq", "glcq"),
        ("one goes to the end of another answer", "ggqcql", "ggcqql"),
        ("another comes in the place of one above", "gclq", "hclq"),
    ];
    let reference = || Inline::Reference(Reference { to: "lamp".into(), word: "paragraph".into(), ..Reference::default() });
    let note = || Inline::Note(Note { number: 0, blocks: vec![shapes::paragraph("All night.")] });
    let block = |(at, kind): (usize, char)| match kind {
        'q' => shapes::question(&(at + 1).to_string(), "And the herons?"),
        'g' => shapes::paragraph("Keepers sleep by day."),
        'h' => shapes::paragraph("A lock has come, with boats."),
        _ => {
            let (id, content) = match kind {
                'c' => ("", vec![Inline::text("Weirs roar, see "), reference(), Inline::text(".")]),
                'l' => ("lamp", vec![Inline::text("Lamps should burn until midnight.")]),
                'm' => ("", vec![Inline::text("Ropes are short.")]),
                _ => ("", vec![Inline::text("Ropes are short."), note()]),
            };
            Block::new(Kind::Paragraph(Paragraph { id: id.into(), content, ..Paragraph::default() }))
        }
    };
    let document = |kinds: &str| {
        let questions = kinds.chars().scan(0, |above, kind| {
            let at = *above;
            *above += usize::from(kind == 'q');
            Some((at, kind))
        });
        let mut document = Document { blocks: questions.map(block).collect(), ..Document::default() };
        number(&mut document, &House::default().numbering);
        document
    };
    let both = |name: &str, old: &str, new: &str| (format!("{name}, {old} to {new}"), compared(&document(old), &document(new), false));
    pairs.iter().flat_map(|(name, old, new)| [both(name, old, new), both(name, new, old)]).collect()
}

/// A question that has another choice, and so a comment, and perhaps another name, and a reference to it; both ways.
fn renamed_and_cited() -> Vec<Shape> {
    let document = |id: &str, label: &str, choice: &str| {
        let question = Question {
            id: id.into(),
            label: label.into(),
            text: vec![Inline::text("Should lamps burn at night?")],
            choice: vec![choice.into()],
            ..Question::default()
        };
        let reference = Inline::Reference(Reference { to: question.anchor(), word: "question".into(), ..Reference::default() });
        let content = vec![Inline::text("See our answer to "), reference, Inline::text(".")];
        let sees = Block::new(Kind::Paragraph(Paragraph { content, ..Paragraph::default() }));
        let blocks = vec![
            Block::new(Kind::Question(question)),
            shapes::paragraph(&format!("{choice}. They are seen from afar.")),
            shapes::question("7", "And the herons?"),
            sees,
        ];
        let mut document = Document { blocks, ..Document::default() };
        number(&mut document, &House::default().numbering);
        document
    };
    let names = [("123", "Question 123"), ("45", "Question 45"), ("123", "Q123"), ("4a", "4a."), ("123", "Number 123 of all")];
    let pairs = names.iter().flat_map(|old| names.iter().map(move |new| (old, new)));
    let both = |(old, new): (&(&str, &str), &(&str, &str))| {
        let (older, newer) = (document(old.0, old.1, "Yes"), document(new.0, new.1, "No"));
        (format!("cited {} to {}", old.1, new.1), compared(&older, &newer, false))
    };
    pairs.map(both).collect()
}

/// Paragraphs (P, and N with a footnote at the end), lists (L, O, and B with a list that counts for itself) and tables (T) between other answers: what there was,
/// and what is left or comes in its place; both ways.
fn with_tables() -> Vec<Shape> {
    let left = [
        ("PTPTP", [".....", "P...P", "...TP", "PT..P", "PT.TP", "P.P.."].as_slice()),
        ("PTTP", &["....", "P..P", "P.TP"]),
        ("TLT", &["...", ".L.", "T.T"]),
        ("TPTPT", &["T...T", "....T", "T...."]),
        ("TT", &["T.", ".."]),
        ("NPT", &["N.."]),
        ("OT", &[".T", ".."]),
        ("PBTP", &["P..P", "P.TP"]),
    ];
    let replaced = [("O.", ".T"), ("NOP..", "N..PT")];
    let block = |at: usize, kind: char| match kind {
        'P' => Some(shapes::paragraph(&format!("The lamps of lock {at} burn until midnight."))),
        'N' => Some(Block::new(Kind::Paragraph(Paragraph {
            content: vec![Inline::text("Weirs roar."), Inline::Note(Note { number: 0, blocks: vec![shapes::paragraph("All night.")] })],
            ..Paragraph::default()
        }))),
        'L' => Some(shapes::list(false, &[&format!("Ropes of lock {at}."), "Boots for its keeper."])),
        'O' | 'B' => {
            let mut list = shapes::list(kind == 'O', &[&format!("Ropes of lock {at}."), "Boots for its keeper."]);
            if let Kind::List(list) = &mut list.kind {
                list.items[1].blocks.push(shapes::list(true, &["Soles of rubber."]));
            }
            Some(list)
        }
        'T' => Some(shapes::table(&[&["Lock", "Keeper"], &[&format!("Lock {at}"), &at.to_string()]])),
        _ => None,
    };
    let document = |kinds: &str| {
        let answer = kinds.char_indices().filter_map(|(at, kind)| block(at, kind));
        let before = [shapes::question("1", "What of the locks?"), shapes::paragraph("They leak.")];
        let behind = [shapes::question("2", "And the herons?"), shapes::paragraph("They are well.")];
        let mut document = Document { blocks: before.into_iter().chain(answer).chain(behind).collect(), ..Document::default() };
        number(&mut document, &House::default().numbering);
        document
    };
    let pairs = left.iter().flat_map(|(all, left)| left.iter().flat_map(move |left| [(*all, *left), (*left, *all)]));
    let pairs = pairs.chain(replaced.into_iter().flat_map(|(old, new)| [(old, new), (new, old)]));
    pairs.map(|(old, new)| (format!("{old} to {new}"), compared(&document(old), &document(new), false))).collect()
}

#[test]
fn what_is_put_together_is_read_as_either_version() {
    compared_shapes().iter().for_each(|(name, document)| agrees(name, document));
}

/// What may be done to a document.
#[derive(Debug, Clone)]
enum Edit {
    Remove(usize),
    Repeat(usize),
    ToFront(usize),
    Reword(usize),
    Renumber(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    (0..5u8, any::<prop::sample::Index>()).prop_map(|(kind, at)| {
        let at = at.index(14);
        match kind {
            0 => Edit::Remove(at),
            1 => Edit::Repeat(at),
            2 => Edit::ToFront(at),
            3 => Edit::Reword(at),
            _ => Edit::Renumber(at),
        }
    })
}

fn edited(document: &Document, edits: &[Edit]) -> Document {
    let mut document = document.clone();
    for edit in edits {
        let blocks = &mut document.blocks;
        match edit {
            Edit::Remove(at) if *at < blocks.len() => _ = blocks.remove(*at),
            Edit::Repeat(at) if *at < blocks.len() => blocks.push(blocks[*at].clone()),
            Edit::ToFront(at) if *at < blocks.len() => blocks[..=*at].rotate_right(1),
            Edit::Reword(at) if *at < blocks.len() => reword(&mut blocks[*at]),
            Edit::Renumber(at) => {
                if let Some(Block { kind: Kind::Question(question), .. }) = blocks.get_mut(*at) {
                    (question.id, question.label) = ("99".into(), "Question 99".into());
                }
            }
            _ => {}
        }
    }
    document.meta.title.push_str(" again");
    number(&mut document, &House::default().numbering);
    document
}

/// Whether no two questions have one name: a file marks only the first of them.
fn names_questions_once(document: &Document) -> bool {
    let mut seen = std::collections::HashSet::new();
    document.blocks.iter().all(|block| !matches!(&block.kind, Kind::Question(question) if !seen.insert(&question.id)))
}

fn reword(block: &mut Block) {
    for text in block.texts_mut() {
        if text.len() > 1 {
            text.remove(0);
        }
        text.push(Inline::text(" and more"));
    }
    for blocks in block.blocks_mut() {
        blocks.iter_mut().for_each(reword);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_document_and_its_next_version_are_both_in_the_file(older in random::document(), edits in prop::collection::vec(edit(), 0..6)) {
        let newer = edited(&older, &edits);
        is_either("edited", &write(&compared(&older, &newer, false)), &older, &newer);
    }

    #[test]
    fn a_response_and_its_next_version_come_back_whole(older in pages::documents(), edits in prop::collection::vec(edit(), 0..6)) {
        let mut newer = edited(&older, &edits);
        (newer.meta.status, newer.meta.date) = (Status::Draft, "2031-06".parse().ok());
        prop_assume!(names_questions_once(&newer));
        holds_both("edited", &compared(&older, &newer, false), &older, &newer);
    }

    #[test]
    fn any_two_documents_are_both_in_the_file(older in random::document(), newer in random::document()) {
        is_either("any", &write(&compared(&older, &newer, false)), &older, &newer);
    }

    #[test]
    fn by_question_the_newer_version_is_in_the_file(older in random::document(), edits in prop::collection::vec(edit(), 0..6)) {
        let newer = edited(&older, &edits);
        let both = compared(&older, &newer, true);
        prop_assert_eq!(lines(&write(&both), Changes::Accept), lines(&write(&newer), Changes::Accept));
    }
}

#[test]
fn where_the_choice_alone_changed_the_question_stays() {
    let document = |choice: &str| {
        let (id, label, choice) = ("4a".to_owned(), "Question 4a".to_owned(), vec![choice.to_owned()]);
        let question = Question { id, label, choice, text: vec![Inline::text("Should locks be lit?")], ..Question::default() };
        let mut document = Document { blocks: vec![Block::new(Kind::Question(question))], ..Document::default() };
        number(&mut document, &House::default().numbering);
        document
    };
    let file = write(&compared(&document("Yes"), &document("No"), false));
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a zip");
    let body = std::io::read_to_string(parts.by_name("word/document.xml").expect("a body")).expect("text");
    assert!(!body.contains("<w:ins ") && !body.contains("<w:del "), "{body}");
    assert!(parts.by_name("word/comments.xml").is_ok(), "nothing says that the choice changed");
}

#[test]
fn where_answers_took_each_others_place_the_questions_stay() {
    let answers =
        ["Locks should be lit from dusk until dawn, as every keeper has said to us.", "A boat may stay for a fortnight and no longer."];
    let document = |[first, second]: [&str; 2]| {
        let question = |id: &str, words: &str| {
            let question =
                Question { id: id.into(), label: format!("Question {id}"), text: vec![Inline::text(words)], ..Question::default() };
            Block::new(Kind::Question(question))
        };
        let answer = |words: &str| Block::new(Kind::Paragraph(Paragraph { content: vec![Inline::text(words)], ..Paragraph::default() }));
        let blocks = vec![question("1", "Should locks be lit?"), answer(first), question("2", "How long may boats stay?"), answer(second)];
        let mut document = Document { blocks, ..Document::default() };
        number(&mut document, &House::default().numbering);
        document
    };
    let both = compared(&document(answers), &document([answers[1], answers[0]]), false);
    let questions = both.blocks.iter().filter(|block| matches!(block.kind, Kind::Question(_)));
    assert_eq!(questions.map(|block| block.change).collect::<Vec<_>>(), [None, None]);
}

/// Both versions of a numbered document come back from their comparison's file.
fn come_back(name: &str, older: Vec<Block>, newer: Vec<Block>) {
    let [older, newer] = [older, newer].map(|blocks| {
        let mut document = Document { blocks, ..Document::default() };
        number(&mut document, &House::default().numbering);
        document
    });
    holds_both(name, &compared(&older, &newer, false), &older, &newer);
}

#[test]
fn a_question_is_told_from_its_label_whatever_its_words_are() {
    let answer = || shapes::paragraph("Lamps should burn until midnight.");
    let asks = "Do you agree with what question 18 proposes for the locks?";
    come_back("renumbered", vec![shapes::question("2", asks), answer()], vec![shapes::question("18", asks), answer()]);
    let with_colon = |label: &str| {
        let text = vec![Inline::text("Since 2019: what has become of the weirs?")];
        Block::new(Kind::Question(Question { id: "3".into(), label: label.into(), text, ..Question::default() }))
    };
    let kept = || [shapes::question("1", "Who keeps the locks?"), answer()];
    for label in ["", "Proposal 4, and for keepers of locks question 3"] {
        let one = |other: Block| kept().into_iter().chain([other, shapes::paragraph("They roar by night.")]).collect::<Vec<_>>();
        come_back(label, one(with_colon(label)), one(shapes::question("3", "Should boats be smaller than they are?")));
    }
}

#[test]
fn of_a_table_that_comes_in_the_place_of_another_the_rows_that_stay_say_how_it_looks() {
    let asks = || shapes::question("1", "What do boats pay?");
    let table = |rows: &[&[&str]]| shapes::table(rows);
    let older = || vec![asks(), shapes::paragraph("They pay too little."), table(&[&["Boat", "Fee"], &["Narrow", "£12"]])];
    let newer = || vec![asks(), table(&[&["Lock", "Keeper", "Since"], &["Upper", "one", "2019"], &["Lower", "none", ""]])];
    come_back("a table by itself", older(), newer());
    come_back("a table below a paragraph", newer(), older());
    let headless = |mut block: Block| {
        if let Kind::Table(table) = &mut block.kind {
            table.header.clear();
        }
        block
    };
    let without = || newer().into_iter().map(headless).collect::<Vec<_>>();
    come_back("no header any more", older(), without());
    come_back("a header", without(), older());
}

#[test]
fn a_link_that_stays_is_one_link() {
    let link =
        Inline::Link { to: "https://example.org".into(), content: vec![Inline::Code { text: "locks ".into() }, Inline::text("by night")] };
    let paragraph =
        |words: &str| Block::new(Kind::Paragraph(Paragraph { content: vec![Inline::text(words), link.clone()], ..Paragraph::default() }));
    let document = |words: &str| {
        let mut document = Document { blocks: vec![paragraph(words)], ..Document::default() };
        number(&mut document, &House::default().numbering);
        document
    };
    let both = compared(&document("Many boats pass through these "), &document("Few boats pass through these "), false);
    let Kind::Paragraph(paragraph) = &both.blocks[0].kind else { panic!("a paragraph stays one") };
    assert_eq!(paragraph.content.last(), Some(&link));
}

/// The sample's next version: a question has another number, words, items and rows changed, a paragraph moved.
fn next() -> Document {
    let mut document = sample::full();
    document.meta.title = "Right support, right place, at last".into();
    let at = |document: &Document, id: &str| {
        let named = |block: &Block| matches!(&block.kind, Kind::Paragraph(paragraph) if paragraph.id == id);
        document.blocks.iter().position(named).expect("a paragraph of that name")
    };
    let moved = document.blocks.remove(at(&document, "evidence"));
    let hope = at(&document, "hope");
    document.blocks.insert(hope, moved);
    for block in &mut document.blocks {
        match &mut block.kind {
            Kind::Question(question) if question.id == "2" => (question.id, question.label) = ("3".into(), "Question 3".into()),
            Kind::List(list) if list.ordered && list.items.len() > 2 => _ = list.items.remove(2),
            Kind::Table(table) => table.rows.push(vec![vec![Inline::text("Residential")], vec![Inline::text("61,000")], Vec::new()]),
            Kind::Paragraph(paragraph) if paragraph.id == "hope" => {
                paragraph.content = vec![Inline::text("We would gladly walk the whole towpath with you and show what we mean.")]
            }
            Kind::Signature(signature) => signature.lines[2] = "November 2026".into(),
            _ => {}
        }
        respondent::document::walk::each_inline_mut(std::slice::from_mut(block), &mut |inline| {
            if let Inline::Reference(reference) = inline
                && reference.to == "q2"
            {
                reference.to = "q3".into();
            }
        });
    }
    number(&mut document, &House::default().numbering);
    document
}

#[test]
fn the_sample_and_its_next_version_are_both_in_the_file() {
    let (older, newer) = (sample::full(), next());
    let both = compared(&older, &newer, false);
    holds_both("the sample", &both, &older, &newer);
    let said: Vec<String> = both.blocks.iter().flat_map(|block| block.comments.clone()).collect();
    assert_eq!(
        said,
        ["“This response rests on a survey …” moved to section D.", "“This response rests on a survey …” moved from section A."]
    );
}

/// All shapes in one document.
fn together() -> Document {
    // Pandoc cuts the rows of a table to the width of its first, deleted or not.
    let shapes = shapes::all().into_iter().filter(|(name, _)| !name.starts_with("a table replaced"));
    let mut all = shapes::document(shapes.flat_map(|(_, document)| document.blocks).collect());
    respondent::document::walk::each_block_mut(&mut all.blocks, &mut |block| {
        // Names are given once in a document.
        if let Kind::Paragraph(paragraph) = &mut block.kind {
            (paragraph.id, paragraph.named) = (String::new(), false);
        }
    });
    respondent::document::walk::each_inline_mut(&mut all.blocks, &mut |inline| {
        if matches!(inline, Inline::Reference(_)) {
            *inline = Inline::text("it");
        }
    });
    all
}

#[test]
fn pandoc_agrees() {
    let folder = tempfile::tempdir().expect("a folder");
    let [both, older, newer] = versions(&together());
    let text = |name: &str, document: &Document, changes: &str| {
        let path = folder.path().join(name);
        fs::write(&path, write(document)).expect("written");
        let run = Command::new("pandoc").args(["--wrap=none", "-t", "plain", changes]).arg(&path).output().ok()?;
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        // It leaves an empty item where one was inserted or deleted, so that its numbers differ.
        let is_label = |word: &&str| word.chars().all(|c| !c.is_alphanumeric()) || word.ends_with([')', '.']) && word.len() < 5;
        let words = |line: &str| line.split_whitespace().skip_while(is_label).collect::<Vec<_>>().join(" ");
        let text = String::from_utf8_lossy(&run.stdout);
        Some(text.lines().map(words).filter(|line| !line.is_empty()).collect::<Vec<_>>())
    };
    let Some(rejected) = text("both.docx", &both, "--track-changes=reject") else { return eprintln!("skipped: pandoc is not installed") };
    assert_eq!(Some(rejected), text("older.docx", &older, "--track-changes=accept"));
    assert_eq!(text("both.docx", &both, "--track-changes=accept"), text("newer.docx", &newer, "--track-changes=accept"));
}

#[test]
fn the_open_xml_validator_finds_nothing() {
    if std::env::var("RESPONDENT_VALIDATOR").is_ok_and(|value| value == "off") {
        return eprintln!("skipped: the Open XML validator is switched off");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let titles = shapes::all().pop().expect("the last shape").1;
    let files = [
        ("together", versions(&together())[0].clone()),
        ("sample", compared(&sample::full(), &next(), true)),
        ("titles", versions(&titles)[0].clone()),
    ];
    let paths = files.map(|(name, document)| {
        let path = folder.path().join(format!("{name}.docx"));
        fs::write(&path, write(&document)).expect("written");
        path
    });
    let tool = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools/validate-docx");
    let Ok(output) = Command::new(tool).args(paths).output() else { return };
    assert!(matches!(output.status.code(), Some(0 | 2)), "{}", String::from_utf8_lossy(&output.stdout));
}
