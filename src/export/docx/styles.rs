//! The styles of a document: every look has a name, so that an editor changes it in one place.

use super::{
    look::Look,
    numbering::{PARAGRAPHS, SECTIONS_LEVEL, first_item_level, paragraph_level, section_list},
    xml::one_line,
};
use crate::document::house::House;
use docx_rs::{
    IndentLevel, LineSpacing, LineSpacingType, NumberingId, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, ParagraphProperty,
    RunFonts, Shading, ShdType, Style, StyleType, Styles, Tab, TabValueType, VertAlignType,
};

/// The items of ordered lists below a numbered paragraph by their depth, by id and name; deeper ones are as the last.
pub(super) const ITEMS: [(&str, &str); 3] = [("ListItem", "List Item"), ("ListItem2", "List Item 2"), ("ListItem3", "List Item 3")];

/// The font of what was typed exactly.
pub(super) const MONOSPACE: &str = "Courier New";

/// Every style.
pub(super) fn styles(house: &House, look: &Look) -> Styles {
    let defaults = Styles::new().default_size(look.size).default_fonts(fonts(&house.font));
    let all = text(look).into_iter().chain(headings(house, look)).chain(numbered(house, look)).chain(small(look));
    all.chain(characters(house)).chain([table()]).fold(defaults, Styles::add_style)
}

/// Plain text and what is set off from it.
fn text(look: &Look) -> Vec<Style> {
    let quote = paragraph("Quote", "Quote", "Normal");
    let quote = indented(quote, look.column(1) + look.item);
    let code = spaced(paragraph("CodeBlock", "Code Block", "Normal"), 0, 160, 240).fonts(fonts(MONOSPACE)).size(look.scaled(0.9));
    vec![
        spaced(Style::new("Normal", StyleType::Paragraph).name("Normal"), 0, 160, 276),
        with(quote, |properties| {
            let bar = ParagraphBorder::new(ParagraphBorderPosition::Left).size(12).space(8).color("A6A6A6");
            properties.set_borders(ParagraphBorders::with_empty().set(bar))
        }),
        with(code, |properties| properties.shading(Shading::new().shd_type(ShdType::Clear).color("auto").fill("F2F2F2"))),
        with(spaced(paragraph("Signature", "Signature", "Normal"), 0, 0, 276), |properties| properties.keep_lines(true)),
        spaced(paragraph("LastParagraph", "Last Paragraph", "Normal"), 0, 0, 240).size(4),
    ]
}

/// Titles, headings and questions.
fn headings(house: &House, look: &Look) -> Vec<Style> {
    let title = |id: &str, factor: f64| {
        let style = keeping(paragraph(id, id, "Normal").next("Normal"));
        style.fonts(fonts(&house.heading_font)).color(house.colour.to_string()).size(look.scaled(factor))
    };
    let heading = |level: usize, factor: f64, before: u32| {
        let style = Style::new(format!("Heading{level}"), StyleType::Paragraph).name(format!("heading {level}"));
        let style = keeping(style.based_on("Normal").next("NumberedParagraph")).outline_lvl(level - 1).bold();
        spaced(style, before, 120, 252).fonts(fonts(&house.heading_font)).color(house.colour.to_string()).size(look.scaled(factor))
    };
    let question = |id: &str, name: &str, base: usize| {
        let style = keeping(paragraph(id, name, &format!("Heading{base}")).next("NumberedParagraph"));
        spaced(style.outline_lvl(base - 1), 320, 140, 264).size(look.size)
    };
    let first = heading(1, 1.35, 480);
    let first = match section_list(&house.numbering) {
        Some(list) => with(first, |properties| properties.numbering(NumberingId::new(list), IndentLevel::new(SECTIONS_LEVEL))),
        None => first,
    };
    vec![
        spaced(title("Title", 1.85), 0, 80, 252).bold(),
        spaced(title("Subtitle", 1.2), 0, 480, 264),
        first,
        heading(2, 1.2, 400),
        heading(3, 1.1, 320),
        heading(4, 1.0, 280),
        heading(5, 1.0, 280),
        question("Question", "Question", 2),
        question("QuestionInPart", "Question in Part", 3),
    ]
}

/// Numbered paragraphs, their items, and what continues them.
fn numbered(house: &House, look: &Look) -> Vec<Style> {
    let level = paragraph_level(&house.numbering);
    let counted = |style, level| with(style, |properties| properties.numbering(NumberingId::new(PARAGRAPHS), IndentLevel::new(level)));
    let numbered = paragraph("NumberedParagraph", "Numbered Paragraph", "Normal");
    // LibreOffice takes the level of an item that comes back, when its going is rejected, from the style.
    let items = ITEMS
        .iter()
        .enumerate()
        .map(|(depth, (id, name))| counted(spaced(paragraph(id, name, "Normal"), 0, 100, 276), first_item_level(&house.numbering) + depth));
    let others = [
        indented(paragraph("ContinuedParagraph", "Continued Paragraph", "Normal"), look.column(1)),
        spaced(paragraph("ListBullet", "List Bullet", "Normal"), 0, 100, 276),
        spaced(paragraph("ListContinue", "List Continue", "Normal"), 0, 100, 276),
    ];
    [counted(numbered, level)].into_iter().chain(items).chain(others).collect()
}

/// Tables, footnotes, header and footer.
fn small(look: &Look) -> Vec<Style> {
    let edge = |id: &str, name: &str, after: u32| {
        let style = spaced(paragraph(id, name, "Normal"), 0, after, 240).size(look.scaled(0.8)).color("404040");
        with(style, |properties| properties.add_tab(Tab::new().val(TabValueType::Right).pos(look.text_width.max(1) as usize)))
    };
    vec![
        spaced(paragraph("TableText", "Table Text", "Normal"), 40, 40, 252).size(look.scaled(0.9)),
        spaced(paragraph("FootnoteText", "footnote text", "Normal"), 0, 60, 240).size(look.scaled(0.8)),
        // A high logo pushes the text down: this keeps them apart.
        edge("Header", "header", 240),
        edge("Footer", "footer", 0),
    ]
}

/// Looks of words.
fn characters(house: &House) -> Vec<Style> {
    let character = |id: &str, name: &str| Style::new(id, StyleType::Character).name(name).q_format(false);
    let mut reference = character("FootnoteReference", "footnote reference");
    reference.run_property = reference.run_property.vert_align(VertAlignType::SuperScript);
    vec![
        reference,
        character("Hyperlink", "Hyperlink").color(house.link_colour.to_string()).underline("single"),
        character("CodeCharacter", "Code Character").fonts(fonts(MONOSPACE)),
    ]
}

/// The look of tables; its borders and margins are added in the pass over the part, because docx-rs
/// writes more than a style may hold.
fn table() -> Style {
    Style::new("ResponseTable", StyleType::Table).name("Response Table").q_format(false)
}

fn paragraph(id: &str, name: &str, base: &str) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).based_on(base)
}

/// docx-rs keeps some properties of paragraphs from styles' own interface.
fn with(mut style: Style, change: impl FnOnce(ParagraphProperty) -> ParagraphProperty) -> Style {
    style.paragraph_property = change(style.paragraph_property);
    style
}

/// Space above and below in twips, and between lines in 240ths.
fn spaced(style: Style, before: u32, after: u32, line: i32) -> Style {
    let spacing = LineSpacing::new().before(before).after(after).line(line).line_rule(LineSpacingType::Auto);
    with(style, |properties| properties.line_spacing(spacing).widow_control(true))
}

/// On one page with what follows.
fn keeping(style: Style) -> Style {
    with(style, |properties| properties.keep_next(true).keep_lines(true))
}

fn indented(style: Style, left: i64) -> Style {
    style.indent(Some(left as i32), None, None, None)
}

/// One font for every script.
fn fonts(name: &str) -> RunFonts {
    let name = one_line(name);
    RunFonts::new().ascii(&name).hi_ansi(&name).east_asia(&name).cs(&name)
}
