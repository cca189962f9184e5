//! What is in a Word file: opened again, read as XML, and checked by Microsoft's own validator.

mod common {
    pub mod random;
    pub mod sample;
}

use common::{random, sample};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRng, TestRunner},
};
use quick_xml::{Reader, events::Event};
use respondent::{
    document::{
        Block, Document, Kind, Status,
        house::{House, Logo},
        walk,
    },
    export::FORMATS,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
    path::PathBuf,
    process::Command,
};

/// The parts of a file, by name.
type Parts = BTreeMap<String, String>;

fn write(document: &Document, house: &House) -> Vec<u8> {
    let format = FORMATS.iter().find(|format| format.name == "docx").expect("there is a format of that name");
    (format.write)(document, house).expect("every document can be written")
}

fn parts(file: &[u8]) -> Parts {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a zip file");
    let mut parts = Parts::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        parts.insert(name, String::from_utf8_lossy(&bytes).into_owned());
    }
    parts
}

/// An element: its name, attributes, and where it stands in the part, as the names around it.
#[derive(Debug, Clone, Default)]
struct Node {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Node>,
}

impl Node {
    fn get(&self, key: &str) -> &str {
        self.attributes.get(key).map(String::as_str).unwrap_or_default()
    }

    fn all<'a>(&'a self, name: &str, found: &mut Vec<&'a Node>) {
        if self.name == name {
            found.push(self);
        }
        self.children.iter().for_each(|child| child.all(name, found));
    }

    fn find(&self, name: &str) -> Vec<&Node> {
        let mut found = Vec::new();
        self.all(name, &mut found);
        found
    }

    /// The value of the first element of that name inside.
    fn value(&self, name: &str) -> &str {
        self.find(name).first().map(|node| node.get("w:val")).unwrap_or_default()
    }

    fn words(&self) -> String {
        let inner: String = self.children.iter().map(Node::words).collect();
        match self.name.as_str() {
            "w:t" => self.text.clone(),
            "w:br" => "\n".into(),
            _ => inner,
        }
    }
}

/// Reads a part; fails where it is not well-formed.
fn xml(part: &str) -> Node {
    let mut reader = Reader::from_str(part);
    let mut open = vec![Node::default()];
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error}: {part}"));
        let (start, empty) = match event {
            Event::Start(start) => (start, false),
            Event::Empty(start) => (start, true),
            Event::End(_) => {
                let done = open.pop().expect("an open element");
                open.last_mut().expect("its parent").children.push(done);
                continue;
            }
            Event::Text(text) => {
                open.last_mut().expect("an element").text.push_str(&text.into_inner());
                continue;
            }
            Event::GeneralRef(name) => {
                let c = match &*name.into_inner() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("an entity that was not expected: {other}"),
                };
                open.last_mut().expect("an element").text.push(c);
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let mut node = Node { name: start.name().as_ref().to_owned(), ..Node::default() };
        for attribute in start.attributes() {
            let attribute = attribute.expect("an attribute");
            let value = quick_xml::escape::unescape(&attribute.value).expect("an escaped value").into_owned();
            node.attributes.insert(attribute.key.as_ref().to_owned(), value);
        }
        if empty {
            open.last_mut().expect("its parent").children.push(node);
        } else {
            open.push(node);
        }
    }
    assert_eq!(open.len(), 1, "every element is closed");
    open.remove(0)
}

fn sample_parts() -> Parts {
    parts(&write(&sample::full(), &House::default()))
}

/// Paragraphs of a style, as printed.
fn styled(document: &Node, style: &str) -> Vec<String> {
    document.find("w:p").into_iter().filter(|p| p.value("w:pStyle") == style).map(Node::words).collect()
}

#[test]
fn all_numbered_paragraphs_are_in_one_list() {
    let parts = sample_parts();
    let document = xml(&parts["word/document.xml"]);
    let numbered: Vec<&Node> = document.find("w:p").into_iter().filter(|p| p.value("w:pStyle") == "NumberedParagraph").collect();
    let expected = sample::full().blocks.iter().filter(|b| matches!(&b.kind, Kind::Paragraph(p) if p.number.is_some())).count();
    assert_eq!(numbered.len(), expected);
    let lists: BTreeSet<(&str, &str)> = numbered.iter().map(|p| (p.value("w:numId"), p.value("w:ilvl"))).collect();
    assert_eq!(lists.len(), 1, "{lists:?}");
    let (list, _) = lists.first().expect("a list");
    let items: Vec<&Node> =
        document.find("w:p").into_iter().filter(|p| p.value("w:pStyle").starts_with("ListItem") && p.value("w:numId") == *list).collect();
    let levels: Vec<&str> = items.iter().map(|p| p.value("w:ilvl")).collect();
    assert_eq!(levels, ["1", "1", "2", "2", "3", "1", "1"]);

    let numbering = xml(&parts["word/numbering.xml"]);
    let definition = numbering.find("w:num").into_iter().find(|num| num.get("w:numId") == *list).expect("the list");
    let id = definition.value("w:abstractNumId");
    let lists = numbering.find("w:abstractNum");
    let levels = lists.iter().find(|list| list.get("w:abstractNumId") == id).expect("its levels").find("w:lvl");
    let texts: Vec<(&str, &str)> = levels.iter().take(4).map(|level| (level.value("w:numFmt"), level.value("w:lvlText"))).collect();
    assert_eq!(texts, [("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"), ("upperLetter", "(%4)")]);
}

#[test]
fn headings_skip_no_level() {
    let parts = sample_parts();
    let styles = xml(&parts["word/styles.xml"]);
    let outline: BTreeMap<&str, u8> = styles
        .find("w:style")
        .into_iter()
        .filter(|style| !style.value("w:outlineLvl").is_empty())
        .map(|style| (style.get("w:styleId"), style.value("w:outlineLvl").parse().expect("a level")))
        .collect();
    let document = xml(&parts["word/document.xml"]);
    let levels: Vec<u8> = document.find("w:p").iter().filter_map(|p| outline.get(p.value("w:pStyle"))).map(|level| level + 1).collect();
    assert_eq!(levels, [1, 1, 2, 1, 2, 3, 3, 3, 4, 1]);
    assert_eq!(styled(&document, "QuestionInPart")[1], "Question 2: How should we develop the proposal for new local partnerships?");
    for style in ["Heading1", "Heading2"] {
        let style = styles.find("w:style").into_iter().find(|s| s.get("w:styleId") == style).expect("the style").clone();
        assert!(!style.find("w:keepNext").is_empty() && !style.find("w:keepLines").is_empty());
    }
}

/// The fields of a document: their instruction and their result.
fn fields(document: &Node) -> Vec<(String, String)> {
    let (mut fields, mut part) = (Vec::new(), 0);
    for run in document.find("w:r") {
        match run.find("w:fldChar").first().map(|mark| mark.get("w:fldCharType")) {
            Some("begin") => {
                part = 1;
                fields.push((String::new(), String::new()));
            }
            Some("separate") => part = 2,
            Some("end") => part = 0,
            _ => {}
        }
        let Some(field) = fields.last_mut() else { continue };
        match part {
            1 => field.0.extend(run.find("w:instrText").iter().map(|text| text.text.as_str())),
            2 => field.1.push_str(&run.words()),
            _ => {}
        }
        assert!(run.children.iter().filter(|child| child.name != "w:rPr").count() <= 1 || part == 0, "a part of a field shares its run");
    }
    fields
}

#[test]
fn references_are_fields_with_the_right_number() {
    let parts = sample_parts();
    let document = xml(&parts["word/document.xml"]);
    let found = fields(&document);
    let expected = [
        (" REF _Ref_p_asks \\r \\h ", "3"),
        (" REF _Ref_i_own_assessment \\n \\h ", "(a)"),
        (" REF _Ref_q_2 \\h ", "2"),
        (" REF _Ref_s_key_points \\r \\h ", "B"),
        (" REF _Ref_p_asks \\r \\h ", "3"),
        (" REF _Ref_i_3_b_ \\n \\h ", "(b)"),
        (" REF _Ref_i_by_need \\n \\h ", "(i)"),
        (" REF _Ref_q_1 \\h ", "1"),
        (" REF _Ref_p_asks \\r \\h ", "3"),
        (" REF _Ref_i_later \\n \\h ", "(d)"),
        (" REF _Ref_p_q1_second \\r \\h ", "6"),
    ];
    assert_eq!(found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect::<Vec<_>>(), expected);
    let anchors: Vec<&str> = document.find("w:hyperlink").iter().map(|link| link.get("w:anchor")).filter(|a| !a.is_empty()).collect();
    assert_eq!(anchors, ["_Ref_q_2_1_1"], "a question whose heading does not print its id");
    let heading = styled(&document, "QuestionInPart");
    assert!(heading[0].starts_with("Question 1: What"), "{heading:?}");
}

#[test]
fn every_bookmark_that_is_used_exists_once_and_is_in_the_map() {
    let parts = sample_parts();
    let document = xml(&parts["word/document.xml"]);
    let names: Vec<&str> = document.find("w:bookmarkStart").iter().map(|mark| mark.get("w:name")).collect();
    let ids: BTreeSet<&str> = document.find("w:bookmarkStart").iter().map(|mark| mark.get("w:id")).collect();
    let ends: BTreeSet<&str> = document.find("w:bookmarkEnd").iter().map(|mark| mark.get("w:id")).collect();
    let unique: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!((unique.len(), ids.len(), &ids), (names.len(), names.len(), &ends));
    for (instruction, _) in fields(&document) {
        let name = instruction.split_whitespace().nth(1).expect("a name");
        assert!(unique.contains(name), "{name}");
    }
    let map = xml(&parts["customXml/item1.xml"]);
    let mapped: BTreeMap<&str, &str> = map.children[0]
        .children
        .iter()
        .filter(|anchor| anchor.name != "word")
        .map(|anchor| (anchor.get("bookmark"), anchor.get("id")))
        .collect();
    // Item (b) has no name: it is marked because a reference to (i) in it prints its number.
    let named: BTreeSet<&str> = unique.iter().copied().filter(|name| *name != "_Ref_i_3_b_").collect();
    assert_eq!(mapped.keys().copied().collect::<BTreeSet<_>>(), named);
    assert_eq!(mapped["_Ref_q_2_1_1"], "2.1.1");
    assert_eq!(mapped["_Ref_p_who_we_are"], "who-we-are");
    // The digits of the question, so that a reference prints them alone.
    let question = document.find("w:p").into_iter().find(|p| p.words().starts_with("Question 2:")).expect("the question");
    let at = question.children.iter().position(|child| child.name == "w:bookmarkStart").expect("its bookmark");
    assert_eq!((question.children[at + 1].words(), question.children[at + 2].name.as_str()), ("2".to_owned(), "w:bookmarkEnd"));
}

#[test]
fn the_page_has_a_head_a_foot_and_a_language() {
    let parts = sample_parts();
    let header = xml(&parts["word/header1.xml"]);
    assert_eq!(header.words(), "Association of Example & Sample LeadersDraft");
    let bold = header.find("w:r").into_iter().find(|run| !run.find("w:b").is_empty()).expect("the draft mark");
    assert_eq!(bold.words(), "Draft");
    let footer = xml(&parts["word/footer1.xml"]);
    assert_eq!(footer.words(), "Page 1 of 1");
    assert_eq!(fields(&footer).iter().map(|(field, _)| field.trim()).collect::<Vec<_>>(), ["PAGE", "NUMPAGES"]);
    assert_eq!(xml(&parts["word/styles.xml"]).value("w:lang"), "en-GB");
    let core = &parts["docProps/core.xml"];
    for piece in [
        "<dc:title>Right support, right place, right time</dc:title>",
        "<dc:creator>Association of Example &amp; Sample Leaders</dc:creator>",
        "<dc:language>en-GB</dc:language>",
        "<cp:contentStatus>Draft</cp:contentStatus>",
        "2026-09-01T00:00:00Z",
    ] {
        assert!(core.contains(piece), "{piece} in {core}");
    }
    let mut submitted = sample::full();
    submitted.meta.status = Status::Submitted;
    let parts = crate::parts(&write(&submitted, &House::default()));
    assert!(!parts["word/header1.xml"].contains("Draft") && parts["docProps/core.xml"].contains("Final"));
}

#[test]
fn footnotes_tables_and_links_are_complete() {
    let parts = sample_parts();
    let document = xml(&parts["word/document.xml"]);
    let notes = xml(&parts["word/footnotes.xml"]);
    let marks: Vec<&str> = document.find("w:footnoteReference").iter().map(|mark| mark.get("w:id")).collect();
    assert_eq!(marks, ["1", "2", "3"]);
    let ids: Vec<&str> = notes.find("w:footnote").iter().map(|note| note.get("w:id")).collect();
    assert_eq!(ids, ["-1", "0", "1", "2", "3"]);
    assert_eq!(notes.find("w:footnoteRef").len(), 3);
    assert!(parts["word/_rels/footnotes.xml.rels"].contains("https://example.org/members?a=1&amp;b=2"));
    assert!(parts["word/_rels/document.xml.rels"].contains("https://www.legislation.gov.uk/ukpga/2010/15"));
    let tables = document.find("w:tbl");
    assert_eq!(tables.len(), 1);
    let rows = tables[0].find("w:tr");
    assert_eq!(rows.iter().map(|row| row.find("w:tblHeader").len()).collect::<Vec<_>>(), [1, 0, 0]);
    assert!(rows.iter().all(|row| row.find("w:cantSplit").len() == 1 && row.find("w:tc").len() == 3));
    let last = document.find("w:p").last().expect("a paragraph").words();
    assert_eq!(last, "\u{a0}");
}

#[test]
fn all_words_are_in_the_file() {
    let document = sample::full();
    let parts = sample_parts();
    let written = squeezed(&format!("{}{}", xml(&parts["word/document.xml"]).words(), xml(&parts["word/footnotes.xml"]).words()));
    for block in &document.blocks {
        for text in texts(block) {
            assert!(written.contains(&squeezed(&text)), "{text}");
        }
    }
}

fn texts(block: &Block) -> Vec<String> {
    let own = block.texts().into_iter().map(walk::plain);
    own.chain(block.blocks().into_iter().flatten().flat_map(texts)).collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn the_file_says_nothing_of_where_words_come_from() {
    let mut document = sample::full();
    for block in &mut document.blocks {
        if let Kind::Paragraph(paragraph) = &mut block.kind {
            paragraph.confidential = Some("commercially sensitive".into());
        }
    }
    let parts = parts(&write(&document, &House::default()));
    assert!(parts.values().all(|part| !part.contains("sensitive") && !part.contains("send-review")));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample::full();
    let house = House { logo: Some(logo()), ..House::default() };
    assert_eq!(write(&document, &house), write(&document, &house));
    let file = write(&document, &house);
    let mut zip = zip::ZipArchive::new(Cursor::new(&file)).expect("a zip file");
    let first = zip.by_index(0).expect("a part").name().expect("a name").into_owned();
    assert_eq!(first, "[Content_Types].xml");
}

#[test]
fn an_empty_document_can_be_written() {
    let parts = parts(&write(&Document::default(), &House::default()));
    assert_eq!(xml(&parts["word/document.xml"]).find("w:p").len(), 1);
    assert!(!parts.contains_key("word/footnotes.xml"));
}

/// A grey picture of one pixel.
fn logo() -> Logo {
    let bytes = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A,
        0x7E, 0x9B, 0x55, 0, 0, 0, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0,
        0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ];
    Logo { bytes: bytes.to_vec(), format: "png", width: 40, height: 10, printed_height: 12.0, alt: "The \"logo\" & name".into() }
}

/// House styles that number in other ways.
fn houses() -> Vec<(&'static str, House)> {
    let pattern = |text: &str| text.parse().expect("a pattern");
    let mut bare = House { logo: Some(logo()), font: "A & \"B\"".into(), ..House::default() };
    bare.numbering.sections = None;
    let mut restarting = House::default();
    restarting.numbering.restart = true;
    let mut lettered = restarting.clone();
    lettered.numbering.paragraphs = pattern("A.1");
    let mut running = lettered.clone();
    running.numbering.restart = false;
    let mut odd = bare.clone();
    odd.numbering.restart = true;
    odd.numbering.paragraphs = pattern("Para 1");
    odd.numbering.items = [pattern("[i]"), pattern("1)"), pattern("<A>")];
    odd.margins.left = 900.0;
    odd.size = f64::NAN;
    vec![("bare", bare), ("restarting", restarting), ("lettered", lettered), ("running", running), ("odd", odd)]
}

#[test]
fn paragraphs_that_begin_again_share_the_list_of_their_sections() {
    for (name, house) in houses().into_iter().filter(|(_, house)| house.numbering.restart) {
        let parts = parts(&write(&sample::numbered(&house), &house));
        let styles = xml(&parts["word/styles.xml"]);
        let list =
            |id: &str| styles.find("w:style").into_iter().find(|style| style.get("w:styleId") == id).map(|s| s.value("w:numId").to_owned());
        assert_eq!(list("Heading1"), list("NumberedParagraph"), "{name}");
    }
}

proptest! {
    #![proptest_config(Config { cases: 96, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_document_can_be_written(document in random::document()) {
        let file = write(&document, &House::default());
        prop_assert_eq!(&file, &write(&document, &House::default()));
        for (name, part) in parts(&file) {
            if !name.ends_with(".png") {
                xml(&part);
                prop_assert!(part.chars().all(|c| respondent::text::allowed(c) && c != '\r'), "{}", name);
            }
        }
    }
}

/// Whether the validator could run; fails where it found something.
fn found_nothing(paths: &[PathBuf]) -> bool {
    let tool = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools/validate-docx");
    let Ok(output) = Command::new(tool).args(paths).output() else { return false };
    assert!(matches!(output.status.code(), Some(0 | 2)), "{}", String::from_utf8_lossy(&output.stdout));
    output.status.success()
}

#[test]
fn the_open_xml_validator_finds_nothing() {
    if std::env::var("RESPONDENT_VALIDATOR").is_ok_and(|value| value == "off") {
        return eprintln!("skipped: the Open XML validator is switched off");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = vec![("sample".to_owned(), write(&sample::full(), &House::default()))];
    files.push(("empty".to_owned(), write(&Document::default(), &House::default())));
    files.extend(houses().into_iter().map(|(name, house)| (name.to_owned(), write(&sample::numbered(&house), &house))));
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha));
    for at in 0..40 {
        let document = random::document().new_tree(&mut runner).expect("a document").current();
        files.push((format!("random-{at}"), write(&document, &House::default())));
    }
    let paths: Vec<PathBuf> = files
        .iter()
        .map(|(name, bytes)| {
            let path = folder.path().join(format!("{name}.docx"));
            std::fs::write(&path, bytes).expect("written");
            path
        })
        .collect();
    // The first file alone installs the validator; then two halves at once, for it takes its time.
    let (first, rest) = paths.split_at(1);
    if !found_nothing(first) {
        return eprintln!("skipped: the Open XML validator is not installed");
    }
    let (left, right) = rest.split_at(rest.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| found_nothing(right));
        assert!(found_nothing(left) && other.join().expect("no findings"));
    });
}
