//! Numbers and references: the rules of `document/number.rs`.

mod common;

use common::Files;
use proptest::prelude::*;
use respondent::{
    diagnostic::Diagnostic,
    document::{Block, Document, Inline, Kind, Paragraph, Question, Reference, Section, Target, house::Numbering, number::number, walk},
};
use std::collections::BTreeSet;

/// The lines of the answer to question 1, below its heading.
fn answer(text: &str) -> Vec<String> {
    below(&Files::new().answer(text), "[1]")
}

fn below(files: &Files, heading: &str) -> Vec<String> {
    let lines = files.lines();
    let at = lines.iter().position(|line| line.starts_with(heading)).expect("the heading");
    lines[at + 1..].iter().take_while(|line| !line.starts_with('[')).cloned().collect()
}

fn codes(files: &Files) -> Vec<String> {
    let mut found = files.found();
    found.retain(|found| !found.ends_with("unanswered-question"));
    found
}

fn found(text: &str) -> Vec<String> {
    codes(&Files::new().answer(text))
}

fn house(numbering: &str) -> Files {
    Files::new().with("respondent.toml", format!("{}[house.numbering]\n{numbering}\n", common::ORGANISATION))
}

const CLEAN: [&str; 0] = [];

#[test]
fn one_run_goes_through_the_whole_document() {
    let files =
        Files::new().response("# Key points\n\nOne.\n\nTwo.\n\n# Answers\n\n## 1\n\nThree.\n\n## 2\n\nAgree.\n\n# Conclusion\n\nFive.\n");
    assert_eq!(
        files.lines(),
        [
            "A. Key points",
            "1. One.",
            "2. Two.",
            "B. Answers",
            "[1] What do you think?",
            "3. Three.",
            "[2] Do you agree?",
            "4. Agree.",
            "[3] Anything else?",
            "C. Conclusion",
            "5. Five."
        ]
    );
}

#[test]
fn lists_quotes_tables_and_continuations_belong_to_a_paragraph() {
    let text =
        "One:\n\n- bullet\n- bullet\n\nand on. {.continue}\n\n> quoted\n\n| a |\n|---|\n| b |\n\n```\ncode\n```\n\n### Heading\n\nTwo.";
    assert_eq!(answer(text), ["1. One:", "- bullet", "- bullet", "and on.", "quoted", "| a| b", "`code`", "### Heading", "2. Two."]);
}

#[test]
fn ordered_lists_count_letters_then_romans_then_capitals() {
    let text = "One:\n\n1. a\n   1. b\n   2. c\n      1. d\n         1. e\n2. f\n   1. g";
    assert_eq!(answer(text), ["1. One:", "(a) a", "(i) b", "(ii) c", "(A) d", "(A) e", "(b) f", "(i) g"]);
}

#[test]
fn a_second_list_below_a_paragraph_counts_on() {
    assert_eq!(
        answer("One:\n\n1. a\n2. b\n\nand {.continue}\n\n1. c\n\nTwo:\n\n1. d"),
        ["1. One:", "(a) a", "(b) b", "and", "(c) c", "2. Two:", "(a) d"]
    );
}

#[test]
fn references_print_what_they_point_to() {
    let text = "See [paragraph](#late), [paragraph](#inner), [](#item) and [question](#q3). {#early}\n\n1. a {#item}\n   1. b {#inner}\n\nBack to [paragraph](#early). {#late}";
    assert_eq!(answer(text)[0], "1. See paragraph 2, paragraph 1(a)(i), 1(a) and question 3.");
    assert_eq!(answer(text)[3], "2. Back to paragraph 1.");
    assert_eq!(found(text), CLEAN);
}

#[test]
fn references_lead_into_boilerplate_and_out_of_it() {
    let files = Files::new()
        .with("templates/response.md", "# Introduction\n\n{{ boilerplate(name=\"intro\") }}\n\n# Answers\n\n{{ answers() }}\n")
        .with("templates/intro.md", "One.\n\nTwo, see [paragraph](#mine). {#theirs}\n")
        .answer("Mine, see [paragraph](#theirs). {#mine}");
    let lines = files.lines();
    assert_eq!((lines[2].as_str(), lines[5].as_str()), ("2. Two, see paragraph 3.", "3. Mine, see paragraph 2."));
    assert_eq!(codes(&files), CLEAN);
}

#[test]
fn a_reference_to_what_has_no_number_prints_its_owners() {
    let text = "One:\n\n- bullet {#b}\n\n> quoted {#q}\n\nand on. {.continue #c}\n\nSee [](#b), [](#q), [](#c).";
    assert_eq!(answer(text).last().map(String::as_str), Some("2. See 1, 1, 1."));
    assert_eq!(found(text), CLEAN);
}

#[test]
fn a_reference_to_a_section_prints_its_letter() {
    let files = Files::new().response("# Key points {#keys}\n\nx\n\n# Answers\n\n## 1\n\nSee [section](#keys).\n");
    assert_eq!(below(&files, "[1]"), ["2. See section A."]);
}

#[test]
fn dangling_references_name_the_nearest() {
    assert_eq!(found("One. {#first}\n\nSee [paragraph](#frist)."), ["responses/plan/response.md:9:5 dangling-reference"]);
    let assembled = Files::new().answer("One. {#first}\n\nSee [paragraph](#frist).").assemble();
    assert!(assembled.findings.iter().any(|finding| finding.help.as_ref().is_some_and(|help| help.contains("#first"))));
    assert_eq!(answer("See [paragraph](#nowhere)."), ["1. See paragraph."]);
}

#[test]
fn several_mistakes_in_one_sentence_are_several_findings() {
    assert_eq!(found("See [](#a), [](#b) and [](#c).").len(), 3);
}

#[test]
fn references_to_themselves_are_found() {
    assert_eq!(found("See [paragraph](#me). {#me}"), ["responses/plan/response.md:7:5 self-reference"]);
    assert_eq!(found("See [question](#q1)."), ["responses/plan/response.md:7:5 self-reference"]);
    assert_eq!(found("One:\n\n1. see [](#me) {#me}\n2. see [](#one)\n   1. x {#one}"), ["responses/plan/response.md:9:8 self-reference"]);
    assert_eq!(found("One:\n\n- see [](#me) {#me}"), ["responses/plan/response.md:9:7 self-reference"]);
    assert_eq!(found("One, see [](#a):\n\n1. x {#a}\n2. as in [](#a)"), CLEAN);
}

#[test]
fn names_given_twice_are_found_and_stay_with_the_first() {
    for text in ["One. {#x}\n\nTwo. {#x}", "One:\n\n1. a {#x}\n2. b {#x}", "One: {#x}\n\n- a {#x}", "One:\n\n> a {#x}\n\n1. b {#x}"] {
        let codes = found(text);
        assert!(codes.len() == 1 && codes[0].ends_with(" duplicate-name"), "{text}: {codes:?}");
    }
    let text = "One. {#x}\n\nTwo. {#x}\n\nSee [](#x).";
    assert_eq!(answer(text)[2], "3. See 1.");
}

#[test]
fn standard_text_put_in_twice_keeps_its_names_once() {
    let files = Files::new()
        .with("templates/t.md", "Text. {#named}\n")
        .answer("{{ boilerplate(name=\"t\") }}\n\n{{ boilerplate(name=\"t\") }}\n\nSee [](#named).");
    assert_eq!(codes(&files), CLEAN);
    assert_eq!(below(&files, "[1]")[2], "3. See 1.");
    assert_eq!(ids(&files.assemble().document).len(), 3);
}

#[test]
fn lists_that_nothing_owns_count_for_themselves() {
    assert_eq!(found("1. a\n2. b"), ["responses/plan/response.md:7:1 orphan-list"]);
    assert_eq!(answer("1. a\n2. b\n\nOne:\n\n1. c"), ["(a) a", "(b) b", "1. One:", "(a) c"]);
    assert_eq!(answer("One:\n\n1. a\n\n> 1. quoted\n\n1. b"), ["1. One:", "(a) a", "(a) quoted", "(b) b"]);
    assert_eq!(answer("One:\n\n- x\n  1. a\n- y\n  1. b"), ["1. One:", "- x", "(a) a", "- y", "(a) b"]);
}

#[test]
fn a_continuation_of_nothing_is_found_and_numbered() {
    assert_eq!(found("x {.continue}"), ["responses/plan/response.md:7:3 continues-nothing"]);
    assert_eq!(answer("x {.continue}\n\ny"), ["1. x", "2. y"]);
}

#[test]
fn a_heading_has_no_number_to_print() {
    assert_eq!(found("### Costs {#costs}\n\nSee [](#costs)."), ["responses/plan/response.md:9:5 unnumbered-target"]);
}

#[test]
fn house_styles_change_how_numbers_look() {
    let text = "# Key points\n\nx:\n\n1. a\n   1. b {#b}\n\n# Answers\n\n## 1\n\nSee [](#b) and [](#y).\n\n## 3\n\ny {#y}\n";
    let lines = |numbering: &str| house(numbering).response(text).lines();
    assert_eq!(
        lines("paragraphs = \"A.1\"")[..7],
        ["A. Key points", "A.1 x:", "(a) a", "(i) b", "B. Answers", "[1] What do you think?", "B.1 See A.1(a)(i) and B.2."]
    );
    assert_eq!(lines("sections = \"none\"")[0], " Key points");
    assert_eq!(
        lines("sections = \"1.\"\nparagraphs = \"[1]\"\nitems = [\"i)\", \"a)\"]")[..4],
        ["1. Key points", "[1] x:", "i) a", "a) b"]
    );
    assert_eq!(lines("restart = true")[6], "1. See 1(a)(i) and 2.");
    assert_eq!(lines("sections = \"I.\"")[4], "II. Answers");
}

#[test]
fn made_names_take_nobodys() {
    let files = Files::new()
        .with("responses/plan/consultation.toml", format!("{}\n[[question]]\nid = \"1-1\"\ntext = \"x\"\n", common::CONSULTATION))
        .response("# Key points\n\nx {#opening}\n\ny\n\n# Answers\n\n## 1\n\nx\n\ny {#key-points-2}\n\n## 1-1\n\nz\n");
    let document = files.assemble().document;
    assert_eq!(ids(&document).len(), 5);
    assert_eq!(codes(&files), CLEAN);
}

#[test]
fn words_before_the_first_section_have_names_too() {
    let files = Files::new().with("templates/response.md", "Opening words.\n\n# Answers\n\n{{ answers() }}\n");
    let ids = ids(&files.assemble().document);
    assert!(ids.iter().all(|id| id.starts_with(char::is_alphabetic)), "{ids:?}");
}

#[test]
fn footnotes_count_through_the_document() {
    let files = Files::new().response("# Key points\n\nx[^b]\n\n[^b]: B\n[^a]: A\n\n# Answers\n\n## 1\n\ny[^a] and *z[^b]*\n");
    let mut numbers = Vec::new();
    let mut document = files.assemble().document;
    walk::each_inline_mut(&mut document.blocks, &mut |inline| {
        if let Inline::Note(note) = inline {
            numbers.push((note.number, note.blocks[0].plain()));
        }
    });
    assert_eq!(numbers, [(1, "B".to_owned()), (2, "A".to_owned()), (3, "B".to_owned())]);
}

/// The ids of all numbered paragraphs.
fn ids(document: &Document) -> BTreeSet<String> {
    let ids = document.blocks.iter().filter_map(|block| match &block.kind {
        Kind::Paragraph(paragraph) if paragraph.number.is_some() => Some(paragraph.id.clone()),
        _ => None,
    });
    ids.collect()
}

// Properties

#[derive(Debug, Clone)]
enum Piece {
    Section,
    Question,
    Paragraph { continues: bool, named: Option<u8>, refers: Option<u8> },
    List { ordered: bool, items: u8 },
}

fn piece() -> impl Strategy<Value = Piece> {
    let paragraph = (prop::bool::weighted(0.2), prop::option::of(0u8..12), prop::option::of(0u8..12));
    prop_oneof![
        1 => Just(Piece::Section),
        2 => Just(Piece::Question),
        8 => paragraph.prop_map(|(continues, named, refers)| Piece::Paragraph { continues, named, refers }),
        2 => (any::<bool>(), 1u8..4).prop_map(|(ordered, items)| Piece::List { ordered, items }),
    ]
}

fn words(content: Vec<Inline>, id: String) -> Kind {
    Kind::Paragraph(Paragraph { id, content, ..Paragraph::default() })
}

fn document(pieces: &[Piece]) -> Document {
    let mut questions = 0;
    let blocks = pieces.iter().map(|piece| {
        Block::new(match piece {
            Piece::Section => Kind::Section(Section { title: vec![Inline::text("Same title")], ..Section::default() }),
            Piece::Question => {
                questions += 1;
                Kind::Question(Question { id: questions.to_string(), ..Question::default() })
            }
            Piece::Paragraph { continues, named, refers } => {
                let mut content = vec![Inline::text("words ")];
                content.extend(refers.map(|to| Inline::Reference(Reference { to: format!("n{to}"), ..Reference::default() })));
                let mut kind = words(content, named.map(|name| format!("n{name}")).unwrap_or_default());
                if let Kind::Paragraph(paragraph) = &mut kind {
                    paragraph.continues = *continues;
                }
                kind
            }
            Piece::List { ordered, items } => {
                let item = || respondent::document::Item {
                    blocks: vec![Block::new(words(vec![Inline::text("item")], String::new()))],
                    ..Default::default()
                };
                Kind::List(respondent::document::List {
                    ordered: *ordered,
                    items: (0..*items).map(|_| item()).collect(),
                    ..Default::default()
                })
            }
        })
    });
    Document { blocks: blocks.collect(), ..Document::default() }
}

fn numbered(pieces: &[Piece]) -> (Document, Vec<Diagnostic>) {
    let mut document = document(pieces);
    let findings = number(&mut document, &Numbering::default());
    (document, findings)
}

fn values(document: &Document) -> Vec<u32> {
    let values = document.blocks.iter().filter_map(|block| match &block.kind {
        Kind::Paragraph(paragraph) => paragraph.number.as_ref().map(|number| number.value),
        _ => None,
    });
    values.collect()
}

fn references(document: &Document) -> Vec<Reference> {
    let mut all = Vec::new();
    walk::each_inline_mut(&mut document.clone().blocks, &mut |inline| {
        if let Inline::Reference(reference) = inline {
            all.push(reference.clone());
        }
    });
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_run_without_gaps(pieces in prop::collection::vec(piece(), 0..40)) {
        let values = values(&numbered(&pieces).0);
        prop_assert!(values.iter().copied().eq(1..=values.len() as u32));
    }

    #[test]
    fn names_are_unique(pieces in prop::collection::vec(piece(), 0..40)) {
        let document = numbered(&pieces).0;
        let mut seen = BTreeSet::new();
        for block in &document.blocks {
            let id = match &block.kind {
                Kind::Section(section) => section.id.clone(),
                Kind::Question(question) => question.anchor(),
                Kind::Paragraph(paragraph) if paragraph.number.is_some() => paragraph.id.clone(),
                _ => continue,
            };
            prop_assert!(!id.is_empty());
            prop_assert!(seen.insert(id.clone()), "{id} twice");
        }
    }

    #[test]
    fn numbering_twice_changes_nothing(pieces in prop::collection::vec(piece(), 0..40)) {
        let once = numbered(&pieces).0;
        let mut twice = once.clone();
        number(&mut twice, &Numbering::default());
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn a_paragraph_more_shifts_numbers_and_references_alike(pieces in prop::collection::vec(piece(), 1..40), at in 0usize..40) {
        let at = at % (pieces.len() + 1);
        // Put before a continuation or a list, it would take them over.
        let taken = pieces[at..].iter().take_while(|piece| !matches!(piece, Piece::Section | Piece::Question | Piece::Paragraph { continues: false, .. })).count();
        let at = at + taken;
        let mut more = pieces.clone();
        more.insert(at, Piece::Paragraph { continues: false, named: None, refers: None });
        let (before, after) = (numbered(&pieces).0, numbered(&more).0);
        let new = match &after.blocks[at].kind {
            Kind::Paragraph(paragraph) => paragraph.number.as_ref().map(|number| number.value).unwrap_or_default(),
            _ => 0,
        };
        prop_assert_eq!(values(&after).len(), values(&before).len() + 1);
        let (old, shifted) = (references(&before), references(&after));
        prop_assert_eq!(old.len(), shifted.len());
        for (old, shifted) in old.iter().zip(&shifted) {
            prop_assert_eq!(old.target, shifted.target);
            if old.target == Some(Target::Paragraph) {
                let value: u32 = old.number.parse().expect("a number");
                prop_assert_eq!(shifted.number.clone(), (value + u32::from(value >= new)).to_string());
            }
        }
    }
}
