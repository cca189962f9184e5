//! The DOCX reader, on small packages built here.

mod common {
    pub mod pages;
    pub mod read;
}

use common::{
    pages,
    read::{lines, marked, package},
};
use respondent::{
    document::house::House,
    export::FORMATS,
    import::{Changes, Foreign, Piece, PieceKind, Refused, read::read},
};
use std::time::{Duration, Instant};

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:o="urn:schemas-microsoft-com:office:office""#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a file besides its body, without their roots.
#[derive(Default, Clone, Copy)]
struct Parts<'a> {
    styles: &'a str,
    numbering: &'a str,
    footnotes: &'a str,
    endnotes: &'a str,
    comments: &'a str,
    header: &'a str,
    links: &'a str,
    anchors: &'a str,
    core: &'a str,
}

fn docx(body: &str, parts: Parts) -> Vec<u8> {
    let kinds = ["styles", "numbering", "footnotes", "endnotes", "comments", "header"];
    let given = [parts.styles, parts.numbering, parts.footnotes, parts.endnotes, parts.comments, parts.header];
    let relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut rels = format!("<Relationships xmlns=\"{relationships}\">{}", parts.links);
    let mut files = vec![("word/document.xml".to_owned(), format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"))];
    for (kind, text) in kinds.into_iter().zip(given).filter(|(_, text)| !text.is_empty()) {
        let root = if kind == "header" { "hdr" } else { kind };
        files.push((format!("word/{kind}.xml"), format!("<w:{root} {NAMESPACES}>{text}</w:{root}>")));
        rels.push_str(&format!("<Relationship Id=\"p{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{kind}.xml\"/>"));
    }
    files.push(("word/_rels/document.xml.rels".to_owned(), format!("{rels}</Relationships>")));
    let package_kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    files.push((
        "_rels/.rels".to_owned(),
        format!(
            "<Relationships xmlns=\"{relationships}\"><Relationship Id=\"a\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"b\" Type=\"{package_kind}\" Target=\"docProps/core.xml\"/></Relationships>"
        ),
    ));
    if !parts.anchors.is_empty() {
        files.push(("customXml/item1.xml".to_owned(), format!("<anchors xmlns=\"urn:respondent:anchors:1\">{}</anchors>", parts.anchors)));
    }
    if !parts.core.is_empty() {
        files.push((
            "docProps/core.xml".to_owned(),
            format!("<c:coreProperties xmlns:c=\"c\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{}</c:coreProperties>", parts.core),
        ));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    package(&files)
}

fn foreign(body: &str, parts: Parts) -> Foreign {
    read(&docx(body, parts), Some("file.docx"), Changes::Accept).unwrap()
}

fn seen(body: &str, parts: Parts) -> Vec<String> {
    lines(&foreign(body, parts))
}

fn plain(body: &str) -> Vec<String> {
    seen(body, Parts::default())
}

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn styled(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn p(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

fn pp(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r(text))
}

fn numbered(list: u32, level: u32, text: &str) -> String {
    pp(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), text)
}

fn level(at: u32, format: &str, text: &str, more: &str) -> String {
    format!("<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>")
}

fn list(id: u32, levels: &[String]) -> String {
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum>", levels.concat())
}

fn num(id: u32, of: u32, more: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{of}\"/>{more}</w:num>")
}

fn labels(lines: &[String]) -> Vec<&str> {
    lines.iter().map(|line| line.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("", |(label, _)| label)).collect()
}

fn field(instruction: &str, result: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = format!("<w:r><w:instrText xml:space=\"preserve\">{instruction}</w:instrText></w:r>");
    [mark("begin"), instruction, mark("separate"), result.to_owned(), mark("end")].concat()
}

#[test]
fn numbers_continue_restart_and_nest() {
    let levels = [level(0, "decimal", "%1.", ""), level(1, "lowerLetter", "(%2)", ""), level(2, "lowerRoman", "%1.%2.%3", "")];
    let restart = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>";
    let numbering = [list(1, &levels), num(1, 1, ""), num(2, 1, restart)].concat();
    let body: String = [(1, 0), (1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (2, 0), (1, 0)]
        .map(|(list, level)| numbered(list, level, "x"))
        .join(&p(&r("between")));
    let lines = seen(&body, Parts { numbering: &numbering, ..Parts::default() });
    let counted: Vec<&str> = labels(&lines).into_iter().filter(|label| !label.is_empty()).collect();
    assert_eq!(counted, ["1.", "2.", "(a)", "(b)", "2.b.i", "3.", "(a)", "5.", "6.", "7."]);
    assert_eq!(lines[0], "item 0: [1.] x");
    assert_eq!(lines[8], "item 2: [2.b.i] x");
}

#[test]
fn levels_restart_as_told_and_legal_numbers_are_digits() {
    let levels = [
        level(0, "upperRoman", "%1", ""),
        level(1, "decimal", "%2", "<w:lvlRestart w:val=\"0\"/>"),
        level(2, "lowerLetter", "%1.%2.%3", "<w:isLgl/>"),
    ];
    let numbering = [list(1, &levels), num(1, 1, "")].concat();
    let body: String = [0, 1, 1, 0, 1, 2].map(|level| numbered(1, level, "x")).concat();
    assert_eq!(labels(&seen(&body, Parts { numbering: &numbering, ..Parts::default() })), ["I", "1", "2", "II", "3", "2.3.1"]);
}

#[test]
fn styles_bind_levels_and_are_taken_away() {
    let levels =
        [level(0, "decimal", "%1.", "<w:pStyle w:val=\"berschrift1\"/>"), level(1, "decimal", "%1.%2", "<w:pStyle w:val=\"Absatz\"/>")];
    let numbering = [list(1, &levels), num(4, 1, "")].concat();
    let of_list = "<w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr>";
    let styles = format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/>{of_list}</w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Absatz\"><w:name w:val=\"Absatz\"/>{of_list}</w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Kind\"><w:name w:val=\"Kind\"/><w:basedOn w:val=\"Absatz\"/></w:style>"
    );
    let off = "<w:pStyle w:val=\"Absatz\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>";
    let style = |id: &str| format!("<w:pStyle w:val=\"{id}\"/>");
    let body = [
        pp(&style("berschrift1"), "A"),
        pp(&style("Absatz"), "b"),
        pp(&style("Kind"), "c"),
        pp(off, "d"),
        pp(&style("berschrift1"), "E"),
        pp(&style("Absatz"), "f"),
    ];
    assert_eq!(
        seen(&body.concat(), Parts { numbering: &numbering, styles: &styles, ..Parts::default() }),
        ["heading 1: [1.] A", "item 1: [1.1] b", "item 1: [1.2] c", "paragraph: d", "heading 1: [2.] E", "item 1: [2.1] f"]
    );
}

#[test]
fn the_names_of_list_styles_tell_how_deep_they_stand() {
    let numbering =
        [list(1, &[level(0, "bullet", "•", "")]), list(2, &[level(0, "bullet", "•", "")]), num(1, 1, ""), num(2, 2, "")].concat();
    let style = |id: &str, name: &str, list: u8| {
        let numbered = format!("<w:pPr><w:numPr><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>");
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{numbered}</w:style>")
    };
    let styles = [style("One", "List Bullet", 1), style("Two", "List Bullet 2", 2)].concat();
    let body = [pp("<w:pStyle w:val=\"One\"/>", "a"), pp("<w:pStyle w:val=\"Two\"/>", "b")].concat();
    assert_eq!(seen(&body, Parts { numbering: &numbering, styles: &styles, ..Parts::default() }), ["item 0: [•] a", "item 1: [•] b"]);
}

#[test]
fn lists_follow_numbering_styles_and_overrides() {
    let linked = "<w:abstractNum w:abstractNumId=\"2\"><w:numStyleLink w:val=\"House\"/></w:abstractNum>";
    let changed = format!("<w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride>", level(0, "upperLetter", "%1)", ""));
    let numbering =
        [list(1, &[level(0, "decimal", "%1.", "")]), linked.to_owned(), num(1, 1, ""), num(2, 2, ""), num(3, 1, &changed)].concat();
    let styles = "<w:style w:type=\"numbering\" w:styleId=\"House\"><w:name w:val=\"House\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    let body = [numbered(1, 0, "a"), numbered(2, 0, "b"), numbered(3, 0, "c")].concat();
    assert_eq!(labels(&seen(&body, Parts { numbering: &numbering, styles, ..Parts::default() })), ["1.", "2.", "C)"]);
}

#[test]
fn every_common_format_is_printed() {
    let formats = [
        ("upperLetter", "C"),
        ("upperRoman", "III"),
        ("decimalZero", "03"),
        ("ordinal", "3rd"),
        ("cardinalText", "Three"),
        ("ordinalText", "Third"),
        ("decimalEnclosedCircle", "③"),
        ("numberInDash", "- 3 -"),
        ("chicago", "‡"),
        ("russianLower", "в"),
        ("somethingNew", "3"),
    ];
    for (format, printed) in formats {
        let numbering = [list(1, &[level(0, format, "%1", "")]), num(1, 1, "")].concat();
        let body: String = (0..3).map(|_| numbered(1, 0, "x")).collect();
        assert_eq!(labels(&seen(&body, Parts { numbering: &numbering, ..Parts::default() }))[2], printed, "{format}");
    }
    let bullet = "<w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr>";
    let numbering = [list(1, &[level(0, "bullet", "\u{f0a7}", bullet)]), num(1, 1, "")].concat();
    assert_eq!(seen(&numbered(1, 0, "x"), Parts { numbering: &numbering, ..Parts::default() }), ["item 0: [▪] x"]);
}

#[test]
fn a_number_alone_in_a_cell_is_kept() {
    let numbering = [list(1, &[level(0, "decimal", "%1.", "")]), num(1, 1, "")].concat();
    let cell = |inside: &str| format!("<w:tc><w:tcPr/>{inside}</w:tc>");
    let row = |text: &str| format!("<w:tr>{}{}</w:tr>", cell(&numbered(1, 0, "")), cell(&p(&r(text))));
    let lines = seen(&format!("<w:tbl>{}{}</w:tbl>", row("Why?"), row("How?")), Parts { numbering: &numbering, ..Parts::default() });
    assert_eq!(lines[3], "||| item 0: [1.]");
    assert_eq!(lines[8], "||| item 0: [2.]");
}

#[test]
fn headings_titles_and_quotes_are_known() {
    let style = |id: &str, name: &str, more: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{more}</w:style>")
    };
    let styles = [
        style("T", "Title", ""),
        style("U", "Subtitle", ""),
        style("F", "Frage", "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:rPr><w:b/></w:rPr>"),
        style("H", "Überschrift 3", ""),
        style("Z", "Quote", "<w:rPr><w:i/></w:rPr>"),
    ];
    let of = |id: &str| format!("<w:pStyle w:val=\"{id}\"/>");
    let body = [
        pp(&of("T"), "A"),
        pp(&of("U"), "B"),
        pp(&of("F"), "C"),
        pp(&of("H"), "D"),
        pp(&of("Z"), "E"),
        pp("<w:outlineLvl w:val=\"0\"/>", "F"),
    ];
    let parts = Parts { styles: &styles.concat(), core: "<dc:title> The\u{a0}title </dc:title>", ..Parts::default() };
    let read = foreign(&body.concat(), parts);
    assert_eq!(lines(&read), ["title: A", "subtitle: B", "heading 2 bold: C", "heading 3: D", "quote: E", "heading 1: F"]);
    assert_eq!(read.title.as_deref(), Some("The title"));
    assert_eq!(read.pieces[2].style.as_deref(), Some("Frage"));
}

#[test]
fn bold_is_said_of_the_whole_or_marked() {
    let body = [
        p(&[styled("<w:b/>", "All "), styled("<w:b/>", "bold")].concat()),
        p(&[styled("<w:b/>", "Starts "), r("so")].concat()),
        p(&[r("Then "), styled("<w:i/>", "slanted "), styled("<w:b/><w:i/>", "both")].concat()),
    ];
    assert_eq!(
        plain(&body.concat()),
        ["paragraph bold: All bold", "paragraph starts-bold: **Starts** so", "paragraph: Then *slanted **both***"]
    );
}

#[test]
fn ticks_of_every_kind_are_found() {
    let control = |on: u8| {
        format!(
            "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"{on}\"/></w14:checkbox></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            r("☐")
        )
    };
    let form = |inside: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox>{inside}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let body = [
        p(&[control(1), r(" Yes "), control(0), r(" No")].concat()),
        p(&[form("<w:checked/>"), r(" Yes "), form("<w:default w:val=\"1\"/><w:checked w:val=\"0\"/>"), r(" No")].concat()),
        p(&["<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>", &r(" Yes ☐ No")].concat()),
        p(&[styled("<w:rFonts w:ascii=\"Wingdings\"/>", "o"), r(" Maybe")].concat()),
        p(&[r("Agree "), r("☒")].concat()),
    ];
    assert_eq!(
        plain(&body.concat()),
        [
            "paragraph: Yes No <on control at 0> <off control at 4>",
            "paragraph: Yes No <on field at 0> <off field at 4>",
            "paragraph: Yes No <on glyph at 0> <off glyph at 4>",
            "paragraph: Maybe <off glyph at 0>",
            "paragraph: Agree <on glyph at 5>",
        ]
    );
}

const TRACKED: &str = "<w:p><w:r><w:t xml:space=\"preserve\">One </w:t></w:r><w:del w:id=\"1\"><w:r><w:delText>two</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:t>three</w:t></w:r></w:ins></w:p>\
    <w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">Four, </w:t></w:r></w:p>\
    <w:p><w:pPr><w:rPr><w:ins w:id=\"4\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">five; </w:t></w:r></w:p>\
    <w:p><w:moveFrom w:id=\"5\"><w:r><w:t>six</w:t></w:r></w:moveFrom><w:moveTo w:id=\"6\"><w:r><w:t>seven</w:t></w:r></w:moveTo><w:r><w:rPr><w:rPrChange w:id=\"7\"><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>.</w:t></w:r></w:p>";

#[test]
fn tracked_changes_are_settled_and_counted() {
    let file = docx(TRACKED, Parts::default());
    let accepted = read(&file, None, Changes::Accept).unwrap();
    assert_eq!(lines(&accepted), ["paragraph revised: One three", "paragraph revised: Four, five;", "paragraph revised: seven."]);
    assert_eq!(accepted.notices[0].message, "5 tracked changes were accepted");
    let rejected = read(&file, None, Changes::Reject).unwrap();
    assert_eq!(lines(&rejected), ["paragraph revised: One two", "paragraph: Four,", "paragraph revised: five; six**.**"]);
    assert_eq!(rejected.notices[0].message, "5 tracked changes were rejected");
    let refused = read(&file, None, Changes::Refuse).unwrap_err();
    assert_eq!(refused.message, "this file holds 5 tracked changes");
}

#[test]
fn rows_and_cells_that_were_deleted_or_inserted_are_settled() {
    let cell = |words: &str, mark: &str| format!("<w:tc><w:tcPr>{mark}</w:tcPr>{}</w:tc>", p(&r(words)));
    let row = |mark: &str, cells: &[String]| format!("<w:tr><w:trPr><w:tblHeader/>{mark}</w:trPr>{}</w:tr>", cells.concat());
    let (ins, del) = ("<w:ins w:id=\"1\"/>", "<w:del w:id=\"2\"/>");
    let columns = [cell("a", ""), cell("b", "<w:cellDel w:id=\"3\"/>"), cell("c", "<w:cellIns w:id=\"4\"/>")];
    let body = format!("<w:tbl>{}{}{}</w:tbl>", row(del, &[cell("old", "")]), row(ins, &[cell("new", "")]), row("", &columns));
    let file = docx(&body, Parts::default());
    let table = |changes| {
        let read = read(&file, None, changes).unwrap();
        let cells = |row: &Vec<Vec<Piece>>| row.iter().map(|cell| cell.iter().map(Piece::text).collect::<String>()).collect::<Vec<_>>();
        (read.pieces[0].rows.iter().map(cells).collect::<Vec<_>>(), read.notices[0].message.clone())
    };
    let (rows, said) = table(Changes::Accept);
    assert_eq!((rows, said.as_str()), (vec![vec!["new".to_owned()], vec!["a".into(), "c".into()]], "4 tracked changes were accepted"));
    let (rows, said) = table(Changes::Reject);
    assert_eq!((rows, said.as_str()), (vec![vec!["old".to_owned()], vec!["a".into(), "b".into()]], "4 tracked changes were rejected"));
}

#[test]
fn notes_stand_where_their_marks_do() {
    let note = |id: u32, text: &str| {
        let inside = format!("<w:r><w:footnoteRef/></w:r>{}", r(&format!(" {text}")));
        format!("<w:footnote w:id=\"{id}\">{}{}</w:footnote>", p(&inside), p(&r("More.")))
    };
    let footnotes =
        ["<w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote>".to_owned(), note(2, "Foot."), note(3, "Lost.")].concat();
    let endnotes = format!("<w:endnote w:id=\"2\">{}</w:endnote>", p(&r("End.")));
    let mark = |kind: &str| format!("<w:r><w:{kind}Reference w:id=\"2\"/></w:r>");
    let body = p(&[r("A"), mark("footnote"), r(" b"), mark("endnote"), r(".")].concat());
    let read = foreign(&body, Parts { footnotes: &footnotes, endnotes: &endnotes, ..Parts::default() });
    assert_eq!(lines(&read), ["paragraph: A^[Foot. // More.] b^[End.]."]);
    assert_eq!(read.notices[0].dropped.as_deref(), Some("Lost. More."));
}

#[test]
fn fields_give_their_results() {
    let tick = "<w:bookmarkStart w:id=\"1\" w:name=\"_Ref1\"/>";
    let simple = format!("<w:fldSimple w:instr=\" PAGE \">{}</w:fldSimple>", r("9"));
    let inner = field(" PAGE ", &r("7"));
    let choice = "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"No\"/><w:listEntry w:val=\"Yes\"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let body = [
        p(&[tick, &r("Here")].concat()),
        p(&[r("see paragraph "), field(" REF _Ref1 \\r \\h ", &r("12")), r(".")].concat()),
        p(&[r("gone "), field(" REF _Nowhere \\h ", &r("3")), simple].concat()),
        p(&field(" HYPERLINK \"https://a.org/x\" \\l \"y\" ", &r("out"))),
        p(&field(&format!(" IF </w:instrText></w:r>{inner}<w:r><w:instrText> = 1 \"a\" "), &r("kept"))),
        p(choice),
        p(&["<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>BROKEN</w:instrText></w:r>", &r("still here")].concat()),
        p(&r("and here")),
    ];
    assert_eq!(
        plain(&body.concat()),
        [
            "paragraph: Here #_Ref1",
            "paragraph: see paragraph {_Ref1=12}.",
            "paragraph: gone 3",
            "paragraph: [out](https://a.org/x#y)",
            "paragraph: kept",
            "paragraph: Yes",
            "paragraph: still here",
            "paragraph: and here",
        ]
    );
}

#[test]
fn links_and_anchors_are_told_apart() {
    let links = format!("<Relationship Id=\"l1\" Type=\"{OFFICE}/hyperlink\" Target=\"https://a.org/\" TargetMode=\"External\"/>");
    let anchors = "<paragraph bookmark=\"_Ref_p_x\" id=\"x-1\"/><question bookmark=\"_Ref_q_4a\" id=\"4a\"/>";
    let mark = |name: &str| format!("<w:bookmarkStart w:id=\"1\" w:name=\"{name}\"/>");
    let body = [
        p(&[mark("_Ref_p_x"), mark("_GoBack"), r("One")].concat()),
        mark("_Ref_q_4a"),
        p(&r("Two")),
        p(&format!("<w:hyperlink r:id=\"l1\">{}</w:hyperlink>", r("out"))),
        p(&format!("<w:hyperlink w:anchor=\"_Ref_q_4a\">{}</w:hyperlink>", r("4a"))),
        p(&format!("<w:hyperlink w:anchor=\"gone\">{}</w:hyperlink>", r("words"))),
        p(&field("REF _Ref_p_x \\h", &r("7"))),
    ];
    assert_eq!(
        seen(&body.concat(), Parts { links: &links, anchors, ..Parts::default() }),
        [
            "paragraph: One #x-1",
            "paragraph: Two #q4a",
            "paragraph: [out](https://a.org/)",
            "paragraph: {q4a=4a}",
            "paragraph: words",
            "paragraph: {x-1=7}"
        ]
    );
}

#[test]
fn contents_are_marked_and_end() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let begin = [&mark("begin"), "<w:r><w:instrText>TOC \\o</w:instrText></w:r>", &mark("separate")].concat();
    let body = [
        p(&[begin.as_str(), &r("First 1")].concat()),
        p(&[r("Second 2"), mark("end")].concat()),
        p(&r("Text")),
        format!(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            p(&r("Again"))
        ),
        p(&[begin.as_str(), &r("Lost end")].concat()),
        pp("<w:outlineLvl w:val=\"0\"/>", "Heading"),
    ];
    assert_eq!(
        plain(&body.concat()),
        [
            "paragraph contents: First 1",
            "paragraph contents: Second 2",
            "paragraph: Text",
            "paragraph contents: Again",
            "paragraph contents: Lost end",
            "heading 1: Heading"
        ]
    );
}

#[test]
fn tables_keep_their_columns() {
    let cell = |properties: &str, inside: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>");
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl><w:p/>", cell("", &p(&r("deep"))));
    let rows = [
        [cell("<w:gridSpan w:val=\"2\"/>", &p(&r("wide"))), cell("<w:vMerge w:val=\"restart\"/>", &p(&r("tall")))].concat(),
        [cell("", &p(&r("a"))), cell("", &inner), cell("<w:vMerge/>", "<w:p/>")].concat(),
    ];
    let deleted = format!("<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>{}</w:tr>", cell("", &p(&r("gone"))));
    let read = foreign(&format!("<w:tbl><w:tr>{}</w:tr><w:tr>{}</w:tr>{deleted}</w:tbl>", rows[0], rows[1]), Parts::default());
    let table = &read.pieces[0];
    assert_eq!(table.rows.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3]);
    assert_eq!(table.rows[0][0][0].text(), "wide");
    assert!(table.rows[0][1].is_empty() && table.rows[1][2].is_empty());
    assert_eq!(table.rows[1][1][0].kind, PieceKind::Table);
    assert_eq!(table.rows[1][1][0].rows[0][0][0].text(), "deep");
}

#[test]
fn what_is_not_read_is_told() {
    let comments = format!("<w:comment w:id=\"1\" w:author=\"A B\">{}</w:comment>", p(&r("Is this so?")));
    let placeholder = format!("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", r("Click here"));
    let body = [
        p(&[
            r("Seen "),
            styled("<w:strike/>", "and struck"),
            styled("<w:vanish/>", "unseen"),
            "<w:r><w:commentReference w:id=\"1\"/></w:r>".to_owned(),
            placeholder,
        ]
        .concat()),
        p("<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"Picture 1\"/></wp:inline></w:drawing></w:r>"),
    ];
    let read = foreign(&body.concat(), Parts { comments: &comments, header: &p(&r("Top")), ..Parts::default() });
    assert_eq!(lines(&read), ["paragraph: Seen and struck"]);
    let told: Vec<(&str, &str)> = read.notices.iter().map(|n| (n.message.as_str(), n.dropped.as_deref().unwrap_or_default())).collect();
    assert_eq!(
        told,
        [
            ("1 running header or footer was left out", "Top"),
            ("1 picture without words was left out", ""),
            ("a comment by A B", "Is this so?"),
            ("hidden text was left out", "unseen"),
            ("placeholder text was left out", "Click here"),
            ("text that is struck through by hand stays: “and struck”", ""),
        ]
    );
    assert_eq!(read.notices[2].at.and_then(|at| at.paragraph), Some(1));
}

#[test]
fn boxes_pictures_and_breaks_have_their_places() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p(&r("boxed")));
    let both = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{content}</w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent>"
    );
    let picture = "<w:drawing><wp:inline><wp:docPr id=\"1\" name=\"P\" descr=\"A ticked box\"/></wp:inline></w:drawing>";
    let body = [
        p(&[&format!("<w:r>{both}</w:r>"), r("anchor").as_str()].concat()),
        p(&[r("one"), "<w:r><w:br/><w:tab/></w:r>".to_owned(), r("two"), format!("<w:r>{picture}</w:r>")].concat()),
        p(&["<w:r><w:br w:type=\"page\"/></w:r>".to_owned(), r("next")].concat()),
        pp("<w:pageBreakBefore/>", "third"),
        p(&["<w:smartTag><w:r><w:ruby><w:rt><w:r><w:t>b</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>a</w:t></w:r></w:rubyBase></w:ruby></w:r></w:smartTag>", "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", &r("non\u{ad}sense\u{a0}e\u{301}\u{200b}")].concat()),
        p(&format!("<w:unheardOf>{}</w:unheardOf>", r("kept"))),
    ];
    assert_eq!(
        plain(&body.concat()),
        [
            "paragraph: anchor",
            "paragraph box: boxed",
            "paragraph: one/ two",
            "picture: A ticked box",
            "pageend:",
            "paragraph: next",
            "pageend:",
            "paragraph: third",
            "paragraph: (b)ax+1nonsense é",
            "paragraph: kept",
        ]
    );
}

fn refused(bytes: &[u8], name: &str) -> Refused {
    let begun = Instant::now();
    let refused = read(bytes, Some(name), Changes::Accept).expect_err("refused");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert!(!refused.help.is_empty());
    refused
}

/// A compound file with an entry of that name.
fn compound(entry: &str) -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(1024, 0);
    bytes.extend(entry.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

#[test]
fn what_cannot_be_read_is_refused_by_name() {
    assert!(refused(&compound("EncryptedPackage"), "a.docx").message.contains("password"));
    assert!(refused(&compound("WordDocument"), "a.docx").message.contains(".doc"));
    assert!(refused(&compound("Workbook"), "a.docx").message.contains("old Office"));
    let whole = docx(&p(&r("text")), Parts::default());
    assert!(refused(&whole[..whole.len() - 30], "a.docx").message.contains("damaged"));
    assert!(refused(&package(&[("Index/Document.iwa", "x")]), "a.docx").message.contains("Pages"));
    assert!(refused(&package(&[("xl/workbook.xml", "x")]), "a.docx").message.contains("spreadsheet"));
    assert!(refused(&package(&[("a.txt", "x")]), "a.docx").message.contains("zip archive"));
    assert!(refused(&docx("<w:p>", Parts::default()), "a.docx").message.contains("XML"));
}

#[test]
fn bombs_do_not_go_off() {
    let entities = "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><w>&b;</w>";
    assert!(refused(&package(&[("word/document.xml", entities)]), "a.docx").message.contains("document type definition"));
    let deep = ["<w:x>".repeat(100_000), "</w:x>".repeat(100_000)].concat();
    assert!(refused(&docx(&deep, Parts::default()), "a.docx").message.contains("too deep"));
    assert!(refused(&zeros(), "a.docx").message.contains("too large"));
}

#[test]
fn what_is_nested_deep_does_not_overflow() {
    let nested = |open: &str, inside: &str, close: &str, times: usize| [&open.repeat(times), inside, &close.repeat(times)].concat();
    let boxes = "<w:p><w:r><w:pict><w:txbxContent>";
    let bodies = [
        nested("<w:tbl><w:tr><w:tc>", &p(&r("deep")), "</w:tc></w:tr></w:tbl>", 80),
        nested(boxes, &p(&r("deep")), "</w:txbxContent></w:pict></w:r></w:p>", 60),
        p(&nested("<w:smartTag>", &r("deep"), "</w:smartTag>", 240)),
        nested("<w:sdt><w:sdtContent>", &p(&r("deep")), "</w:sdtContent></w:sdt>", 120),
    ];
    for body in bodies {
        assert!(common::read::shown(&foreign(&body, Parts::default())).contains("deep"));
    }
}

/// A package whose main part unpacks to 10 GB of zeros, written bit by bit: packing them takes minutes.
fn zeros() -> Vec<u8> {
    // One block with fixed codes: a zero, then "258 bytes as the last" again and again, 13 bits each,
    // so that the bytes repeat after 13.
    let match_of_258 = [true, true, false, false, false, true, false, true, false, false, false, false, false];
    let mut bits = vec![true, true, false, false, false, true, true, false, false, false, false];
    (0..24).for_each(|_| bits.extend(match_of_258));
    let byte = |bits: &[bool]| bits.iter().enumerate().fold(0_u8, |byte, (at, bit)| byte | u8::from(*bit) << at);
    let bytes: Vec<u8> = bits.chunks_exact(8).map(byte).collect();
    let packed = [&bytes[..2], &bytes[2..15].repeat((10 << 30) / (8 * 258))].concat();
    let name = b"word/document.xml";
    let (size, told) = ((packed.len() as u32).to_le_bytes(), 0xffff_fffe_u32.to_le_bytes());
    // Version, flags, deflated, time, date, sum, sizes, length of the name, of what follows it.
    let fields = [&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &size, &told, &[name.len() as u8, 0, 0, 0]].concat();
    let local = [b"PK\x03\x04", &fields[..], name, &packed].concat();
    let central = [b"PK\x01\x02", &[20, 0][..], &fields, &[0; 14], name].concat();
    let (length, start) = ((central.len() as u32).to_le_bytes(), (local.len() as u32).to_le_bytes());
    let end = [b"PK\x05\x06", &[0, 0, 0, 0, 1, 0, 1, 0][..], &length, &start, &[0, 0]].concat();
    [local, central, end].concat()
}

fn own() -> Vec<u8> {
    let format = FORMATS.iter().find(|format| format.name == "docx").unwrap();
    (format.write)(&pages::sample(), &House::default()).unwrap()
}

#[test]
fn our_own_files_come_back() {
    let read = read(&own(), Some("own.docx"), Changes::Accept).unwrap();
    let document = pages::sample();
    assert_eq!(read.title.as_deref(), Some(document.meta.title.as_str()));
    assert_eq!(read.pieces[0].kind, PieceKind::Title);
    assert_eq!(read.pieces[1].kind, PieceKind::Subtitle);
    for block in &document.blocks {
        match &block.kind {
            respondent::document::Kind::Paragraph(paragraph) => {
                let Some(number) = &paragraph.number else { continue };
                let piece = read.pieces.iter().find(|piece| piece.names.contains(&paragraph.id)).expect("named");
                assert_eq!(piece.label.as_ref().map(|label| label.text.as_str()), Some(number.label.as_str()));
            }
            respondent::document::Kind::Question(question) => {
                let piece = read.pieces.iter().find(|piece| piece.names.contains(&question.anchor())).expect("named");
                assert_eq!(piece.kind, PieceKind::Heading);
            }
            _ => {}
        }
    }
    let text: String = read.pieces.iter().map(|piece| marked(&piece.content)).collect();
    assert!(text.contains("^["), "footnotes");
    assert!(text.contains('{'), "references");
}

#[test]
fn damaged_files_are_read_or_refused() {
    let whole = own();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    for round in 0..300 {
        let mut bytes = whole.clone();
        if round % 5 == 0 {
            bytes.truncate(random() % whole.len());
        } else {
            for _ in 0..1 + round % 40 {
                let at = random() % bytes.len();
                bytes[at] = random() as u8;
            }
        }
        let begun = Instant::now();
        let _ = read(&bytes, Some("damaged.docx"), Changes::Accept);
        assert!(begun.elapsed() < Duration::from_secs(5), "round {round}");
    }
}

/// Damage inside the text, which the package's own checks would hide.
#[test]
fn damaged_texts_are_read_or_refused() {
    let whole = String::from_utf8({
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(own())).unwrap();
        let mut main = Vec::new();
        std::io::Read::read_to_end(&mut zip.by_name("word/document.xml").unwrap(), &mut main).unwrap();
        main
    })
    .unwrap();
    let elements: Vec<usize> = whole.match_indices("<w:").map(|(at, _)| at).collect();
    for (round, at) in elements.iter().step_by(elements.len().div_ceil(300)).enumerate() {
        let end = whole[*at..].find('>').map_or(whole.len(), |length| at + length + 1);
        // Without one mark, or with it said twice.
        let damaged = match round % 2 {
            0 => format!("{}{}", &whole[..*at], &whole[end..]),
            _ => format!("{}{}{}", &whole[..*at], &whole[*at..end], &whole[*at..]),
        };
        let _ = read(&package(&[("word/document.xml", &damaged)]), Some("damaged.docx"), Changes::Accept);
    }
}

#[test]
fn highlighted_words_are_known() {
    let run = |words: &str, colour: &str| {
        format!("<w:r><w:rPr><w:highlight w:val=\"{colour}\"/></w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    };
    let body = format!(
        "<w:p>{}{}{}{}{}</w:p><w:p>{}</w:p>",
        run("We have ", "none"),
        run("24,", "yellow"),
        run("000 members", "yellow"),
        run(" and ", "white"),
        run("[ask]", "green"),
        run("Nothing.", "none"),
    );
    let marked: Vec<Vec<String>> = foreign(&body, Parts::default()).pieces.into_iter().map(|piece| piece.highlighted).collect();
    assert_eq!(marked, [vec!["24,000 members", "[ask]"], vec![]]);
}
