//! The PDF reader, rule by rule, on small files that each test writes.

#[path = "common/pdf.rs"]
mod pdf;

use lopdf::{Dictionary, EncryptionState, EncryptionVersion, Object, Permissions, Stream, StringFormat, dictionary};
use pdf::{Pdf, line, lines};
use respondent::document::{Inline, Kind, walk};
use respondent::import::{Bold, Changes, Flag, Foreign, Piece, PieceKind, Refused, TickMade, read};

fn open(pdf: Pdf) -> Foreign {
    read::read(&pdf.bytes(), Some("file.pdf"), Changes::Accept).unwrap()
}

fn pages(contents: &[&str]) -> Foreign {
    open(Pdf::new(contents))
}

fn refused(bytes: &[u8]) -> Refused {
    read::read(bytes, Some("file.pdf"), Changes::Accept).unwrap_err()
}

fn texts(foreign: &Foreign) -> Vec<String> {
    foreign.pieces.iter().map(Piece::text).collect()
}

fn labels(foreign: &Foreign) -> Vec<Option<&str>> {
    foreign.pieces.iter().map(|piece| piece.label.as_ref().map(|label| label.text.as_str())).collect()
}

/// Lines that run to the right margin.
const FULL: [&str; 3] = [
    "The committee has heard from a great many members of the profession that the present rules",
    "are hard to follow and harder to teach, and it would like to see them set out again in words",
    "that a newly appointed teacher can read.",
];

#[test]
fn an_option_is_always_a_piece_of_its_own() {
    let foreign = pages(&[&lines(
        72,
        760,
        &["Do you agree with the proposal to change the title of the guidance", "Yes", "No", "NO OPINION", "because it is clear"],
    )]);
    assert_eq!(texts(&foreign)[1..4], ["Yes", "No", "NO OPINION"]);
    assert_eq!(foreign.pieces.len(), 5);
}

#[test]
fn a_last_word_that_could_be_an_option_stays_in_its_sentence() {
    let wrapped = ["It should also ensure that there is enough capacity in every one of the schools along with outside", "support."];
    let content = lines(72, 760, &FULL) + &lines(72, 690, &wrapped);
    assert_eq!(texts(&pages(&[&content]))[1], wrapped.join(" "));
}

#[test]
fn lines_are_joined_to_paragraphs_and_parted_by_space() {
    let content = lines(72, 760, &FULL) + &lines(72, 690, &FULL);
    let foreign = pages(&[&content]);
    assert_eq!(texts(&foreign), [FULL.join(" "), FULL.join(" ")]);
    assert_eq!(foreign.pieces[0].at.page, Some(1));
}

#[test]
fn a_paragraph_cut_by_the_end_of_a_page_is_joined() {
    let first = lines(72, 690, &FULL) + &lines(72, 620, &FULL[..2]);
    let second = lines(72, 760, &FULL[2..]) + &lines(72, 700, &FULL);
    let foreign = pages(&[&first, &second]);
    assert_eq!(texts(&foreign), [FULL.join(" "), FULL.join(" "), FULL.join(" ")]);
    assert_eq!(foreign.pieces[1].flags, [Flag::Joined]);
    assert_eq!(foreign.pieces[2].flags, []);
}

#[test]
fn heads_feet_and_page_numbers_are_dropped_and_told() {
    let page = |number: i32| {
        line(72, 815, "F1", 9, "Response of the Association")
            + &lines(72, 600, &FULL)
            + &line(290, 30, "F1", 9, &format!("Page {number} of 3"))
    };
    let foreign = pages(&[&page(1), &page(2), &page(3)]);
    assert_eq!(texts(&foreign), [FULL.join(" "), FULL.join(" "), FULL.join(" ")]);
    let notice = &foreign.notices[0];
    assert_eq!(notice.message, "6 lines of page furniture dropped");
    assert_eq!(notice.dropped.as_deref(), Some("Response of the Association\nPage 1 of 3\nPage 2 of 3\nPage 3 of 3"));
}

#[test]
fn heads_that_change_are_known_by_the_page_number_beside_them() {
    let page = |number: i32, head: &str| line(72, 815, "F1", 9, &format!("{head} {number}")) + &lines(72, 600, &FULL);
    let foreign = pages(&[&page(7, "Chapter one"), &page(8, "Chapter two"), &page(9, "Chapter three"), &page(10, "Four")]);
    assert_eq!(foreign.pieces.len(), 4);
}

#[test]
fn a_footnote_stands_at_its_mark() {
    let mark =
        line(72, 760, "F1", 11, "Most schools are small") + &line(187, 764, "F1", 6, "1") + &line(194, 760, "F1", 11, "and far apart.");
    let foot =
        line(72, 90, "F1", 8, "1 Census of schools, 2024, table 3, which counts") + &line(72, 80, "F1", 8, "every school by its size.");
    let foreign = pages(&[&(mark + &lines(72, 700, &FULL) + &foot)]);
    assert_eq!(texts(&foreign), ["Most schools are small and far apart.".to_owned(), FULL.join(" ")]);
    let Some(Inline::Note(note)) = foreign.pieces[0].content.iter().find(|inline| matches!(inline, Inline::Note(_))) else {
        panic!("no note")
    };
    let Kind::Paragraph(paragraph) = &note.blocks[0].kind else { panic!("no paragraph") };
    assert_eq!(walk::plain(&paragraph.content), "Census of schools, 2024, table 3, which counts every school by its size.");
}

#[test]
fn two_marks_may_stand_side_by_side() {
    let marks = line(72, 760, "F1", 11, "Some have laws.") + &line(153, 764, "F1", 6, "1 2");
    let foot = line(72, 90, "F1", 8, "1 The first of them.") + &line(72, 80, "F1", 8, "2 The second of them.");
    let foreign = pages(&[&(marks + &lines(72, 700, &FULL) + &foot)]);
    assert_eq!(foreign.pieces[0].content.iter().filter(|inline| matches!(inline, Inline::Note(_))).count(), 2);
    assert_eq!(foreign.notices, []);
}

#[test]
fn a_footnote_without_a_mark_is_kept() {
    let foreign = pages(&[&(lines(72, 700, &FULL) + &line(72, 90, "F1", 8, "4 A note that nothing points to."))]);
    assert_eq!(texts(&foreign)[1], "A note that nothing points to.");
    assert_eq!(labels(&foreign)[1], Some("4"));
    assert!(foreign.notices.iter().any(|notice| notice.message.contains("without a mark")));
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let left = [
        "The first column of this page speaks of",
        "the rules as they stand today and of the",
        "people who have to live with them, and",
        "it ends here with words of its own, far",
        "above the foot of the page.",
    ];
    let right = [
        "The second column speaks of the rules",
        "as they should be in the years to come,",
        "and of the help that schools would need",
        "to keep them, which is a good deal more",
        "than they have been given so far.",
    ];
    let content = line(180, 790, "F2", 16, "A heading over both columns") + &lines(60, 760, &left) + &lines(320, 758, &right);
    let foreign = pages(&[&content]);
    assert_eq!(texts(&foreign), ["A heading over both columns".to_owned(), left.join(" "), right.join(" ")]);
}

#[test]
fn hanging_numbers_are_labels() {
    let content = line(72, 760, "F1", 11, "7.")
        + &lines(108, 760, &["Schools are asked to publish their plans each", "year in the spring."])
        + &line(72, 700, "F1", 11, "8")
        + &lines(108, 696, &["A number that stands a little higher than its words", "belongs to them."]);
    let foreign = pages(&[&content]);
    assert_eq!(labels(&foreign), [Some("7."), Some("8")]);
    assert_eq!(
        texts(&foreign),
        [
            "Schools are asked to publish their plans each year in the spring.",
            "A number that stands a little higher than its words belongs to them."
        ]
    );
    assert!(foreign.pieces.iter().all(|piece| piece.kind == PieceKind::Item && !piece.label.as_ref().unwrap().automatic));
}

#[test]
fn numbers_tight_against_their_words_are_labels_in_a_run() {
    let content = line(72, 760, "F1", 11, "9.")
        + &line(90, 760, "F1", 11, "Lamps should be lit all night.")
        + &line(72, 730, "F1", 11, "10.Yes. Lamps cost little.")
        + &line(72, 700, "F1", 11, "11.We agree.")
        + &line(72, 670, "F1", 11, "14.We differ.");
    let foreign = pages(&[&content]);
    assert_eq!(labels(&foreign), [Some("9."), Some("10."), Some("11."), None]);
    assert_eq!(texts(&foreign), ["Lamps should be lit all night.", "Yes. Lamps cost little.", "We agree.", "14.We differ."]);
}

#[test]
fn weight_and_size_make_headings() {
    let content = line(72, 790, "F2", 20, "The title of it all")
        + &line(72, 750, "F2", 11, "A. Introduction")
        + &lines(72, 730, &FULL)
        + &line(72, 660, "F2", 11, "Note:")
        + &line(110, 660, "F1", 11, "this begins bold.")
        + &line(72, 630, "F2", 11, "7. Do you agree?");
    let foreign = pages(&[&content]);
    let seen: Vec<_> = foreign.pieces.iter().map(|piece| (piece.kind, piece.bold)).collect();
    assert_eq!(
        seen,
        [
            (PieceKind::Title, Bold::All),
            (PieceKind::Heading, Bold::All),
            (PieceKind::Paragraph, Bold::None),
            (PieceKind::Paragraph, Bold::Start),
            (PieceKind::Item, Bold::All)
        ]
    );
    assert_eq!(labels(&foreign)[1], Some("A."));
    assert!(foreign.pieces[0].size > 1.5);
}

#[test]
fn a_bold_word_within_a_sentence_ends_no_paragraph() {
    let content = lines(72, 760, &FULL[..1])
        + &line(72, 746, "F2", 11, "are hard to follow and harder to teach, and it would like to see them set out anew")
        + &lines(72, 732, &["in words that all can read."]);
    assert_eq!(pages(&[&content]).pieces.len(), 1);
}

#[test]
fn hyphens_at_line_ends_are_judged_by_the_file() {
    let set = [
        "Members wrote that the present arrange-",
        "ments are not well-known among the teach-",
        "ers of small schools, where such arrangements",
        "matter most to teachers and to the well-",
        "known difficulties of rural districts.",
    ];
    let foreign = pages(&[&lines(72, 760, &set)]);
    assert!(texts(&foreign)[0].contains("present arrangements are not well-known among the teachers of small"), "{:?}", texts(&foreign));
    assert!(texts(&foreign)[0].contains("the well-known difficulties"));
    let typed =
        pages(&[&lines(72, 760, &["This is a matter of some interest to the long-", "serving members of the profession everywhere."])]);
    assert!(texts(&typed)[0].contains("long-serving"));
}

#[test]
fn leaders_and_contents_stand_alone() {
    let foreign = pages(&[&lines(
        72,
        760,
        &[
            "Introduction ............................. 3",
            "Answers .................................. 5",
            "Please write your answer here",
            "......................................",
            "Thank you",
        ],
    )]);
    assert_eq!(foreign.pieces.len(), 5);
    assert_eq!(foreign.pieces[0].flags, [Flag::Contents]);
    assert_eq!(foreign.pieces[3].flags, []);
}

#[test]
fn ruled_tables_are_rows_of_cells() {
    let rules = "1 w 72 700 m 472 700 l S 72 660 m 472 660 l S 72 620 m 472 620 l S 72 700 m 72 620 l S 192 700 m 192 620 l S 472 700 m 472 620 l S\n";
    let content = lines(72, 760, &["Costs in our sample were:"])
        + rules
        + &line(80, 680, "F2", 11, "Kind of provision")
        + &line(200, 680, "F2", 11, "Cost")
        + &lines(80, 646, &["Mainstream, with the", "support of a worker"])
        + &line(200, 646, "F1", 11, "6,000")
        + &lines(72, 590, &["After the table."]);
    let foreign = pages(&[&content]);
    let rows: Vec<Vec<String>> = foreign.pieces[1]
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.iter().map(Piece::text).collect::<Vec<_>>().join("|")).collect())
        .collect();
    assert_eq!(rows, [["Kind of provision", "Cost"], ["Mainstream, with the support of a worker", "6,000"]]);
    assert_eq!(texts(&foreign)[2], "After the table.");
}

#[test]
fn a_form_without_rules_is_known_by_its_head() {
    let head = line(72, 760, "F2", 11, "No.") + &line(110, 760, "F2", 11, "Question") + &line(300, 760, "F2", 11, "Your response");
    let rows = lines(72, 740, &["1"]) + &lines(110, 740, &["Do you agree that bread of all kinds", "should be free?"]);
    let rows = rows + &lines(72, 706, &["2"]) + &lines(110, 706, &["Why do you think so?"]) + &lines(300, 706, &["It is dear."]);
    let foreign = pages(&[&(head + &rows + &lines(72, 660, &FULL))]);
    let cell = |row: usize, column: usize| foreign.pieces[0].rows[row][column].iter().map(Piece::text).collect::<String>();
    assert_eq!(foreign.pieces[0].kind, PieceKind::Table, "{:?}", texts(&foreign));
    assert_eq!([cell(1, 1), cell(2, 0), cell(2, 2)], ["Do you agree that bread of all kinds should be free?", "2", "It is dear."]);
    assert_eq!(texts(&foreign)[1], FULL.join(" "));
}

#[test]
fn a_dot_drawn_before_a_line_is_its_bullet() {
    // Four arcs, as browsers draw a disc.
    let arc = |x: i32, y: i32| format!("{x} {y} {x} {y} {x} {y} c ");
    let dot = |y: i32| format!("78 {y} m ") + &arc(80, y + 2) + &arc(82, y) + &arc(80, y - 2) + &arc(78, y) + "f\n";
    let content = lines(72, 760, &FULL) + &dot(703) + &lines(90, 700, &["bread"]) + &dot(683) + &lines(90, 680, &["butter"]);
    let foreign = pages(&[&content]);
    assert_eq!(labels(&foreign), [None, Some("•"), Some("•")], "{:?}", texts(&foreign));
}

#[test]
fn a_mark_as_browsers_raise_it_stays_in_its_line() {
    let content = line(72, 760, "F1", 12, "The rules are hard to follow")
        + &line(227, 764, "F1", 10, "1")
        + &line(236, 760, "F1", 12, "and harder to teach.")
        + &lines(72, 745, &FULL);
    let foreign = pages(&[&content]);
    assert_eq!(texts(&foreign)[0], "The rules are hard to follow 1 and harder to teach.");
}

#[test]
fn links_lead_where_they_led() {
    let mut pdf = Pdf::new(&[&lines(72, 760, &["See the guidance on our site."])]);
    let action = dictionary! { "S" => "URI", "URI" => Object::string_literal("https://example.org/guidance") };
    let link = dictionary! { "Type" => "Annot", "Subtype" => "Link", "Rect" => vec![93.into(), 755.into(), 160.into(), 770.into()], "A" => action };
    pdf.page(0).set("Annots", vec![Object::Dictionary(link)]);
    let foreign = open(pdf);
    let link = foreign.pieces[0]
        .content
        .iter()
        .find_map(|inline| if let Inline::Link { to, content } = inline { Some((to, content)) } else { None })
        .unwrap();
    assert_eq!((link.0.as_str(), walk::plain(link.1).trim()), ("https://example.org/guidance", "the guidance"));
}

#[test]
fn an_address_that_the_end_of_the_line_cuts_is_whole() {
    let mut pdf = Pdf::new(&[&lines(72, 760, &["See https://example.org/a/very-long/addr", "ess.html and more of it"])]);
    let rect = |from: i32, to: i32, y: i32| Object::Array(vec![from.into(), (y - 5).into(), to.into(), (y + 10).into()]);
    let link = |place: Object| {
        let action = dictionary! { "S" => "URI", "URI" => Object::string_literal("https://example.org/a/very-long/address.html") };
        Object::Dictionary(dictionary! { "Type" => "Annot", "Subtype" => "Link", "Rect" => place, "A" => action })
    };
    pdf.page(0).set("Annots", vec![link(rect(93, 330, 760)), link(rect(72, 112, 746))]);
    let text = texts(&open(pdf)).join("|");
    assert!(text.contains("https://example.org/a/very-long/address.html and more"), "{text}");
}

#[test]
fn paragraphs_of_one_line_are_parted_where_nothing_else_shows_how_far_lines_are() {
    let words = [
        "Question 1: Which boat would you take, and for how long would you take it?",
        "The blue one. It is the only one that floats.",
        "Question 2: Why?",
    ];
    let content: String = words.iter().enumerate().map(|(at, words)| line(72, 760 - 22 * at as i32, "F1", 11, words)).collect();
    assert_eq!(texts(&pages(&[&content])), words);
}

#[test]
fn numbers_part_the_rows_of_a_form_without_rules() {
    let rows = [
        ("Question", "Our response"),
        ("1. Do you fish in the rivers of this", "Never."),
        ("county?", ""),
        ("2. Do you fish in its lakes?", "Often, and above all in"),
        ("", "winter."),
    ];
    let mut content = String::new();
    for (at, (question, answer)) in rows.iter().enumerate() {
        let y = 760 - 14 * at as i32;
        content += &line(72, y, "F1", 11, question);
        content += &line(320, y, "F1", 11, answer);
    }
    let foreign = pages(&[&content]);
    let rows: Vec<Vec<String>> =
        foreign.pieces[0].rows.iter().map(|row| row.iter().map(|cell| cell.iter().map(Piece::text).collect()).collect()).collect();
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert_eq!(rows[1][1], "Never.");
    assert_eq!(rows[2][1], "Often, and above all in winter.");
}

fn field(kind: &str, place: [i32; 4], entries: Dictionary) -> Object {
    let mut field = dictionary! { "Type" => "Annot", "Subtype" => "Widget", "FT" => kind, "Rect" => place.map(Object::from).to_vec() };
    field.extend(&entries);
    Object::Dictionary(field)
}

#[test]
fn form_fields_are_ticks_and_text() {
    let mut pdf = Pdf::new(&[&lines(90, 760, &["Agree", "Disagree", "Name:"])]);
    let fields = vec![
        field("Btn", [72, 758, 82, 768], dictionary! { "AS" => "Yes" }),
        field("Btn", [72, 744, 82, 754], dictionary! { "AS" => "Off", "Ff" => 1 << 15 }),
        field("Tx", [130, 728, 300, 742], dictionary! { "V" => Object::string_literal("Rosa Example") }),
    ];
    pdf.page(0).set("Annots", fields);
    let foreign = open(pdf);
    assert_eq!(texts(&foreign), ["Agree", "Disagree", "Name: Rosa Example"]);
    let ticks: Vec<_> = foreign.pieces.iter().flat_map(|piece| &piece.ticks).map(|tick| (tick.on, tick.made, tick.at)).collect();
    assert_eq!(ticks, [(Some(true), TickMade::Field, 0), (Some(false), TickMade::Field, 0)]);
}

#[test]
fn artifacts_are_dropped_and_replaced_text_is_read() {
    let content = format!(
        "/Artifact BMC {} EMC /Span <</ActualText (office)>> BDC {} EMC",
        line(72, 500, "F1", 11, "Draft of May"),
        line(72, 760, "F1", 11, "o##ce")
    );
    let foreign = pages(&[&content]);
    assert_eq!(texts(&foreign), ["office"]);
    assert_eq!(foreign.notices[0].dropped.as_deref(), Some("Draft of May"));
}

#[test]
fn glyphs_of_a_composite_font_are_read_by_their_map() {
    let mut pdf = Pdf::new(&["BT /F3 11 Tf 72 760 Td <000100020003> Tj ET"]);
    let map =
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange 3 beginbfchar <0001> <006F> <0002> <FB03> <0003> <00630065> endbfchar";
    let map = pdf.doc.add_object(Stream::new(Dictionary::new(), map.to_vec()));
    let inner = dictionary! { "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Some", "DW" => 500 };
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Some", "Encoding" => "Identity-H", "DescendantFonts" => vec![Object::Dictionary(inner)], "ToUnicode" => map };
    pdf.resource("Font", dictionary! { "F3" => Object::Dictionary(font) });
    assert_eq!(texts(&open(pdf)), ["office"]);
}

#[test]
fn forms_are_shown_and_may_hold_themselves() {
    let mut pdf = Pdf::new(&["/X1 Do"]);
    let content = lines(72, 760, &["Words in a form."]) + "/X1 Do";
    let form = pdf.doc.new_object_id();
    let resources = dictionary! { "Font" => pdf.resources.get(b"Font").unwrap().clone(), "XObject" => dictionary! { "X1" => form } };
    let dict = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 595.into(), 842.into()], "Resources" => resources };
    pdf.doc.objects.insert(form, Object::Stream(Stream::new(dict, content.into_bytes())));
    pdf.resource("XObject", dictionary! { "X1" => form });
    assert_eq!(texts(&open(pdf)), ["Words in a form."]);
}

#[test]
fn the_title_is_that_of_the_properties() {
    let mut pdf = Pdf::new(&[&lines(72, 760, &FULL)]);
    let info = pdf.doc.add_object(dictionary! { "Title" => Object::String(vec![0xfe, 0xff, 0, b'A', 0x20, 0x19], StringFormat::Literal) });
    pdf.doc.trailer.set("Info", info);
    assert_eq!(open(pdf).title.as_deref(), Some("A’"));
}

fn encrypted(password: &str) -> Vec<u8> {
    let mut pdf = Pdf::new(&[&lines(72, 760, &FULL)]);
    let id = Object::string_literal("0123456789abcdef");
    pdf.doc.trailer.set("ID", vec![id.clone(), id]);
    let version = EncryptionVersion::V2 {
        document: &pdf.doc,
        owner_password: "owner",
        user_password: password,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    pdf.doc.encrypt(&state).unwrap();
    pdf.bytes()
}

#[test]
fn a_password_is_asked_for_only_where_there_is_one() {
    assert_eq!(refused(&encrypted("secret")).message, "this PDF is protected by a password");
    let foreign = read::read(&encrypted(""), None, Changes::Accept).unwrap();
    assert_eq!(texts(&foreign), [FULL.join(" ")]);
}

fn scan(text: &str) -> Pdf {
    let mut pdf = Pdf::new(&["595 0 0 842 0 0 cm /P1 Do", text]);
    let picture = dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8 };
    let picture = pdf.doc.add_object(Stream::new(picture, vec![0]));
    pdf.resource("XObject", dictionary! { "P1" => picture });
    pdf
}

#[test]
fn a_scan_is_refused_and_a_scanned_page_told() {
    let refused = refused(&scan("").bytes());
    assert!(refused.message.contains("scanned") && refused.help.contains("OCRmyPDF"), "{refused:?}");
    let foreign = open(scan(&lines(72, 760, &FULL)));
    assert_eq!(foreign.notices[0].message, "no text on page 1: scanned?");
}

#[test]
fn what_is_no_pdf_or_cut_short_is_refused() {
    assert!(refused(b"%PDF-1.4\n").message.contains("damaged"));
    assert_eq!(read::read(b"plain words", Some("file.pdf"), Changes::Accept).unwrap().format, "txt", "content decides, not the name");
    let bytes = Pdf::new(&[&lines(72, 760, &FULL)]).bytes();
    assert!(refused(&bytes[..bytes.len() / 4]).message.contains("damaged"));
    assert!(refused(&Pdf::new(&[""]).bytes()).message.contains("no text"));
}

#[test]
fn a_stream_that_unpacks_without_end_is_left_out() {
    let mut pdf = Pdf::new(&[&lines(72, 760, &FULL), ""]);
    // Two bytes for each 128.
    let packed = [0x81, b' '].repeat(600_000);
    let bomb = pdf.doc.add_object(Stream::new(dictionary! { "Filter" => "RunLengthDecode" }, packed));
    pdf.page(1).set("Contents", bomb);
    let foreign = open(pdf);
    assert_eq!(texts(&foreign), [FULL.join(" ")]);
    assert!(foreign.notices.iter().any(|notice| notice.message == "1 part could not be unpacked"));
}

#[test]
fn a_page_tree_may_bite_its_tail() {
    let mut pdf = Pdf::new(&[&lines(72, 760, &FULL)]);
    let tree = pdf.page(0).get(b"Parent").unwrap().as_reference().unwrap();
    let page = pdf.pages[0];
    pdf.doc.get_dictionary_mut(tree).unwrap().set("Kids", vec![Object::Reference(tree), Object::Reference(page), Object::Reference(page)]);
    pdf.doc.get_dictionary_mut(tree).unwrap().set("Parent", tree);
    assert_eq!(open(pdf).pieces.len(), 1);
}

#[test]
fn damage_is_never_a_panic() {
    let sample = encrypted("");
    let page = lines(72, 760, &FULL) + &line(72, 90, "F1", 8, "1 A note.");
    for (at, bytes) in [sample, Pdf::new(&[&page, &page, &page]).bytes()].iter().cycle().take(300).enumerate() {
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64 ^ (at as u64 * 7919 + 1);
        let mut next = |below: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed % below as u64) as usize
        };
        let mut bytes = bytes.clone();
        match at % 3 {
            0 => bytes.truncate(next(bytes.len())),
            1 => (0..20).for_each(|_| {
                let place = next(bytes.len());
                bytes[place] = next(256) as u8;
            }),
            _ => {
                let start = next(bytes.len());
                let end = (start + next(400)).min(bytes.len());
                bytes.drain(start..end);
            }
        }
        let start = std::time::Instant::now();
        let _ = read::read(&bytes, Some("file.pdf"), Changes::Accept);
        assert!(start.elapsed().as_secs() < 5);
    }
}
