//! The ODT reader, on small packages built here.

mod common {
    pub mod read;
}

use common::read::{lines, package};
use respondent::import::{Changes, Foreign, read::read};

const NAMESPACES: &str = r#"xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f" xmlns:table="b" xmlns:draw="d" xmlns:form="m" xmlns:xlink="x" xmlns:dc="c" xmlns:svg="v" xmlns:loext="l" xmlns:field="e""#;
const KIND: &str = "application/vnd.oasis.opendocument.text";

fn odt(styles: &str, automatic: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let styles = format!("<office:document-styles {NAMESPACES}>{styles}</office:document-styles>");
    let meta = format!("<office:document-meta {NAMESPACES}><office:meta><dc:title>A title</dc:title></office:meta></office:document-meta>");
    let manifest = "<manifest/>";
    package(&[
        ("mimetype", KIND),
        ("content.xml", &content),
        ("styles.xml", &styles),
        ("meta.xml", &meta),
        ("META-INF/manifest.xml", manifest),
    ])
}

fn foreign(automatic: &str, body: &str) -> Foreign {
    read(&odt("", automatic, body), Some("file.odt"), Changes::Accept).unwrap()
}

fn seen(automatic: &str, body: &str) -> Vec<String> {
    lines(&foreign(automatic, body))
}

fn p(inside: &str) -> String {
    format!("<text:p>{inside}</text:p>")
}

fn item(inside: &str) -> String {
    format!("<text:list-item>{inside}</text:list-item>")
}

fn list(attributes: &str, inside: &str) -> String {
    format!("<text:list {attributes}>{inside}</text:list>")
}

fn level(at: u32, format: &str, more: &str) -> String {
    format!("<text:list-level-style-number text:level=\"{at}\" style:num-format=\"{format}\" {more}/>")
}

fn style(levels: &[String]) -> String {
    format!("<text:list-style style:name=\"L\">{}</text:list-style>", levels.concat())
}

#[test]
fn lists_count_continue_and_restart() {
    let styles = style(&[
        level(1, "1", "style:num-suffix=\".\""),
        level(2, "a", "style:num-prefix=\"(\" style:num-suffix=\")\""),
        level(3, "1", "text:display-levels=\"3\""),
    ]);
    let x = || item(&p("x"));
    let inner = list("", &[item(&p("y")), item(&list("", &item(&p("z"))))].concat());
    let body = [
        list("text:style-name=\"L\" xml:id=\"one\"", &[x(), item(&[p("x"), p("more"), inner].concat())].concat()),
        p("between"),
        list("text:style-name=\"L\" text:continue-list=\"one\" xml:id=\"two\"", &x()),
        list("text:style-name=\"L\"", &x()),
        list("text:style-name=\"L\" text:continue-list=\"two\"", &x()),
        list(
            "text:style-name=\"L\" text:continue-numbering=\"true\"",
            &format!("<text:list-item text:start-value=\"9\">{}</text:list-item>", p("x")),
        ),
        list("text:style-name=\"L\"", &format!("<text:list-header>{}</text:list-header>", p("head"))),
    ];
    assert_eq!(
        seen(&styles, &body.concat()),
        [
            "item 0: [1.] x",
            "item 0: [2.] x",
            "paragraph: more",
            "item 1: [(a)] y",
            "item 2: [2.a.1] z",
            "paragraph: between",
            "item 0: [3.] x",
            "item 0: [1.] x",
            "item 0: [4.] x",
            "item 0: [9.] x",
            "paragraph: head",
        ]
    );
}

#[test]
fn headings_have_outline_numbers_and_named_styles() {
    let outline = "<text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"A\" style:num-suffix=\".\"/><text:outline-level-style text:level=\"2\" style:num-format=\"1\" text:display-levels=\"2\"/></text:outline-style>";
    let styles = format!(
        "<office:styles><style:style style:name=\"Title\" style:family=\"paragraph\"/><style:style style:name=\"My_20_Quote\" style:display-name=\"My Quote\" style:family=\"paragraph\" style:parent-style-name=\"Quotations\"/><style:style style:name=\"Quotations\" style:family=\"paragraph\"/>{outline}</office:styles><office:master-styles><style:master-page><style:footer><text:p>Page <text:page-number>1</text:page-number> of us</text:p></style:footer></style:master-page></office:master-styles>"
    );
    let automatic = "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Title\"/><style:style style:name=\"P2\" style:family=\"paragraph\" style:parent-style-name=\"My_20_Quote\"><style:paragraph-properties fo:break-before=\"page\"/></style:style>";
    let h = |level: u32, more: &str, text: &str| format!("<text:h text:outline-level=\"{level}\" {more}>{text}</text:h>");
    let body = [
        "<text:p text:style-name=\"P1\">T</text:p>".to_owned(),
        h(1, "", "one"),
        h(2, "", "one.one"),
        h(1, "text:is-list-header=\"true\"", "none"),
        h(1, "", "two"),
        "<text:p text:style-name=\"P2\">q</text:p>".to_owned(),
    ];
    let read = read(&odt(&styles, automatic, &body.concat()), None, Changes::Accept).unwrap();
    assert_eq!(
        lines(&read),
        ["title: T", "heading 1: [A.] one", "heading 2: [A.1] one.one", "heading 1: none", "heading 1: [B.] two", "pageend:", "quote: q"]
    );
    assert_eq!(read.pieces[6].style.as_deref(), Some("My Quote"));
    assert_eq!((read.title.as_deref(), read.format), (Some("A title"), "odt"));
    assert_eq!(read.notices[0].dropped.as_deref(), Some("Page 1 of us"));
}

#[test]
fn ticks_of_every_kind_are_found() {
    let forms = "<office:forms><form:form><form:checkbox form:id=\"c1\" form:label=\"Yes\" form:current-state=\"checked\"/><form:radio form:id=\"c2\" form:label=\"No\"/></form:form></office:forms>";
    let automatic =
        "<style:style style:name=\"W\" style:family=\"text\"><style:text-properties style:font-name=\"Wingdings\"/></style:style>";
    let field = |checked: &str| {
        format!(
            "<field:fieldmark field:type=\"vnd.oasis.opendocument.field.FORMCHECKBOX\"><field:param field:name=\"Checkbox_Checked\" field:value=\"{checked}\"/></field:fieldmark>"
        )
    };
    let body = [
        forms.to_owned(),
        p("<draw:control draw:control=\"c1\"/><draw:control draw:control=\"c2\"/>"),
        p(&format!("{} Yes<text:s text:c=\"2\"/>{} No", field("true"), field("false"))),
        p("<loext:content-control loext:checkbox=\"true\" loext:checked=\"true\">☒</loext:content-control> Yes ☐ No"),
        p("<text:span text:style-name=\"W\">\u{f0fe}</text:span> Yes"),
    ];
    assert_eq!(
        seen(automatic, &body.concat()),
        [
            "paragraph: Yes No <on field at 0> <off field at 4>",
            "paragraph: Yes No <on field at 0> <off field at 4>",
            "paragraph: Yes No <on control at 0> <off glyph at 4>",
            "paragraph: Yes <on glyph at 0>",
        ]
    );
}

#[test]
fn tracked_changes_are_settled() {
    let tracked = "<text:tracked-changes><text:changed-region text:id=\"a\"><text:deletion><text:p>old </text:p></text:deletion></text:changed-region><text:changed-region text:id=\"b\"><text:insertion/></text:changed-region><text:changed-region text:id=\"c\"><text:format-change/></text:changed-region></text:tracked-changes>";
    let body = format!(
        "{tracked}<text:p>The <text:change text:change-id=\"a\"/><text:change-start text:change-id=\"b\"/>new.</text:p><text:p>More <text:change-end text:change-id=\"b\"/>text.</text:p>"
    );
    let file = odt("", "", &body);
    let accepted = read(&file, None, Changes::Accept).unwrap();
    assert_eq!(lines(&accepted), ["paragraph revised: The new.", "paragraph revised: More text."]);
    assert_eq!(accepted.notices[0].message, "2 tracked changes were accepted");
    assert_eq!(lines(&read(&file, None, Changes::Reject).unwrap()), ["paragraph revised: The old text."]);
    assert!(read(&file, None, Changes::Refuse).unwrap_err().message.contains("2 tracked changes"));
}

#[test]
fn words_notes_links_and_spaces() {
    let automatic = "<style:style style:name=\"B\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style><style:style style:name=\"H\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>";
    let note = "<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Foot.</text:p></text:note-body></text:note>";
    let body = [
        p(&format!("\n  A  <text:span text:style-name=\"B\">bold</text:span>\n word{note}<text:tab/>x<text:line-break/>y <text:page-number>3</text:page-number>")),
        p("<text:bookmark-start text:name=\"here\"/>1<text:bookmark-end text:name=\"here\"/> see <text:bookmark-ref text:ref-name=\"here\">12</text:bookmark-ref>, <text:a xlink:href=\"#here\">there</text:a>, <text:a xlink:href=\"https://a.org\">out</text:a>"),
        p("seen<text:span text:style-name=\"H\"> unseen</text:span><office:annotation><dc:creator>A B</dc:creator><text:p>So?</text:p></office:annotation>"),
        p("<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>anchor<draw:frame><draw:image/><svg:desc>A tick</svg:desc></draw:frame>"),
        "<text:table-of-content><text:table-of-content-source/><text:index-body><text:p>First 1</text:p></text:index-body></text:table-of-content>".to_owned(),
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows></table:table>".to_owned(),
    ];
    let read = foreign(automatic, &body.concat());
    assert_eq!(
        lines(&read),
        [
            "paragraph: A **bold** word^[Foot.] x/y",
            "paragraph: 1 see {here=12}, {here=there}, [out](https://a.org) #here",
            "paragraph: seen",
            "paragraph: anchor",
            "paragraph box: boxed",
            "picture: A tick",
            "paragraph contents: First 1",
            "table:",
            "| row",
            "|| cell",
            "||| paragraph: a",
            "|| cell",
        ]
    );
    let told: Vec<(&str, &str)> = read.notices.iter().map(|n| (n.message.as_str(), n.dropped.as_deref().unwrap_or_default())).collect();
    assert_eq!(told, [("a comment by A B", "So?"), ("hidden text was left out", "unseen")]);
}

#[test]
fn what_cannot_be_read_is_refused_by_name() {
    let refused = |bytes: &[u8]| read(bytes, Some("a.odt"), Changes::Accept).unwrap_err().message;
    let locked = package(&[("mimetype", KIND), ("META-INF/manifest.xml", "<a><encryption-data/></a>"), ("content.xml", "x")]);
    assert!(refused(&locked).contains("password"));
    let sheet = format!("<office:document-content {NAMESPACES}><office:body><office:spreadsheet/></office:body></office:document-content>");
    assert!(
        refused(&package(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", &sheet),
            ("META-INF/manifest.xml", "<a/>")
        ]))
        .contains("spreadsheet")
    );
    let whole = odt("", "", &p("text"));
    assert!(refused(&whole[..whole.len() - 40]).contains("damaged"));
    let bomb = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
    assert!(refused(&package(&[("mimetype", KIND), ("content.xml", bomb)])).contains("definition"));
}

#[test]
fn damaged_texts_are_read_or_refused() {
    let styles = style(&[level(1, "1", "style:num-suffix=\".\"")]);
    let body: String = (0..20).map(|n| list("text:style-name=\"L\"", &item(&p(&format!("item {n} <text:s/>☐ Yes"))))).collect();
    let whole = odt("", &styles, &body);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
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
            for _ in 0..1 + round % 20 {
                let at = random() % bytes.len();
                bytes[at] = random() as u8;
            }
        }
        let begun = std::time::Instant::now();
        let _ = read(&bytes, Some("damaged.odt"), Changes::Accept);
        assert!(begun.elapsed().as_secs() < 5, "round {round}");
    }
}

#[test]
fn a_text_file_saved_by_an_office_is_read_as_text() {
    let line = |text: &str| format!("<text:p text:style-name=\"Preformatted_20_Text\">{text}</text:p>");
    let styles = "<office:styles><style:style style:name=\"Preformatted_20_Text\" style:display-name=\"Preformatted Text\" style:family=\"paragraph\"/></office:styles>";
    let foreign = |body: &str| read(&odt(styles, "", body), None, Changes::Accept).unwrap();
    let typed = ["# One", "", "**Do you agree?**", "", "7. Yes", "", "# Two", "", "A. Name", "Director"];
    let read = foreign(&typed.map(line).concat());
    assert_eq!((read.pieces[0].kind, read.pieces[0].text()), (respondent::import::PieceKind::Heading, "One".to_owned()));
    assert_eq!(read.pieces[2].label.as_ref().map(|label| label.text.as_str()), Some("7."));
    assert_eq!(read.pieces[2].at.paragraph, Some(5));
    assert!(read.notices.iter().any(|notice| notice.message.contains("kept as typed")));
    // Beside other text it is code.
    let read = foreign(&(p("Type this:") + &line("# One")));
    assert_eq!(read.pieces[1].kind, respondent::import::PieceKind::Code);
}

#[test]
fn highlighted_words_are_known() {
    let colour = |name: &str, colour: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"text\"><style:text-properties fo:background-color=\"{colour}\"/></style:style>"
        )
    };
    let styles = colour("Y", "#ffff00") + &colour("N", "transparent");
    let body = p("We have <text:span text:style-name=\"Y\">24,000</text:span> <text:span text:style-name=\"N\">members</text:span>.");
    assert_eq!(foreign(&styles, &body).pieces[0].highlighted, ["24,000"]);
}
