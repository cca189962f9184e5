//! The page: its size and margins, what stands above and below the text, the logo.

use super::{
    look::{Look, PAGE},
    tree::Element,
    xml::{escaped, one_line},
};
use crate::document::{Meta, house::Logo};
use docx_rs::{FieldCharType, Footer, Header, InstrText, PageMargin, PageSize, Paragraph, Run, SectionProperty};

/// The relationship of the logo in the header.
pub(super) const LOGO: &str = "rIdLogo";

/// A millimetre in English metric units.
const MILLIMETRE: f64 = 36_000.0;

/// The page and its margins.
pub(super) fn section(look: &Look) -> SectionProperty {
    let [top, right, bottom, left] = look.margins.map(|margin| margin as i32);
    let margins = PageMargin::new().top(top).right(right).bottom(bottom).left(left);
    let margins = margins.header((top / 2).min(708)).footer((bottom / 2).min(708)).gutter(0);
    SectionProperty::new().page_size(PageSize::new().size(PAGE.0 as u32, PAGE.1 as u32)).page_margin(margins)
}

/// Who responds, and at the right how far the response has come.
pub(super) fn header(meta: &Meta) -> Header {
    let mut paragraph = Paragraph::new().style("Header");
    if !meta.author.is_empty() {
        paragraph = paragraph.add_run(words(&meta.author));
    }
    if let Some(mark) = meta.status.draft_mark() {
        paragraph = paragraph.add_run(Run::new().add_tab()).add_run(words(mark).bold());
    }
    Header::new().add_paragraph(paragraph)
}

/// `Page 2 of 9`.
pub(super) fn footer() -> Footer {
    let paragraph = field(Paragraph::new().style("Footer").add_run(Run::new().add_tab()).add_run(words("Page ")), "PAGE");
    Footer::new().add_paragraph(field(paragraph.add_run(words(" of ")), "NUMPAGES"))
}

fn words(text: &str) -> Run {
    Run::new().add_text(one_line(text))
}

/// A field, every part in a run of its own; its result is 1 until a word processor lays out the page.
fn field(paragraph: Paragraph, name: &str) -> Paragraph {
    let mark = |kind| Run::new().add_field_char(kind, false);
    paragraph
        .add_run(mark(FieldCharType::Begin))
        .add_run(Run::new().add_instr_text(InstrText::Unsupported(format!(" {name} "))))
        .add_run(mark(FieldCharType::Separate))
        .add_run(words("1"))
        .add_run(mark(FieldCharType::End))
}

/// The logo as a paragraph of the header. docx-rs stores every picture as PNG and gives it no words.
pub(super) fn logo(logo: &Logo, look: &Look) -> Option<Element> {
    let (wide, high) = extent(logo, look);
    let alt = escaped(&logo.alt);
    let drawing = "http://schemas.openxmlformats.org/drawingml/2006";
    let xml = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Header\"/><w:spacing w:after=\"120\"/></w:pPr><w:r><w:drawing>\
         <wp:inline xmlns:wp=\"{drawing}/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent cx=\"{wide}\" cy=\"{high}\"/><wp:docPr id=\"1\" name=\"Logo\" descr=\"{alt}\"/>\
         <a:graphic xmlns:a=\"{drawing}/main\"><a:graphicData uri=\"{drawing}/picture\">\
         <pic:pic xmlns:pic=\"{drawing}/picture\"><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"Logo\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"{LOGO}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{wide}\" cy=\"{high}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    );
    Element::read(xml.as_bytes())
}

/// Width and height as printed: the height that the house style gives, less where it would be wider than the text.
fn extent(logo: &Logo, look: &Look) -> (i64, i64) {
    let printed = if logo.printed_height.is_finite() { logo.printed_height.clamp(1.0, 100.0) } else { 15.0 };
    let height = printed * MILLIMETRE;
    let width = height * f64::from(logo.width.max(1)) / f64::from(logo.height.max(1));
    let most = look.text_width as f64 * 635.0;
    let shrink = (most / width).min(1.0);
    (((width * shrink) as i64).max(1), ((height * shrink) as i64).max(1))
}
