//! How the page looks: the house's fonts, colours, margins and logo, then one sheet for every house.

use super::colour;
use crate::document::{
    Block, Document, Inline, Kind,
    house::{Colour, House, Logo},
};
use maud::{Markup, html};

const SHEET: &str = include_str!("style.css");
const LIGHT: Colour = Colour([0xFF; 3]);
const DARK: Colour = Colour([0x16, 0x19, 0x1D]);

/// The style sheet for a document in this house's style.
pub(super) fn sheet(document: &Document, house: &House) -> String {
    let (numbers, items) = widths(&document.blocks);
    let margins = &house.margins;
    format!(
        "\
:root {{
  --font: {font};
  --heading-font: {heading_font};
  --size: {size}%;
  --print-size: {points}pt;
  --number: {number}ch;
  --item: {item}ch;
{light}}}
@media screen and (prefers-color-scheme: dark) {{
  :root {{
{dark}  }}
}}
@page {{ size: A4; margin: {top}mm {right}mm {bottom}mm {left}mm; @bottom-center {{ content: counter(page); }} }}
{SHEET}",
        font = family(&house.font),
        heading_font = family(&house.heading_font),
        // 12 points are 16 pixels, what a browser shows unless its reader chose another size: a share
        // of that keeps the choice.
        size = rounded(house.size / 12.0 * 100.0),
        points = rounded(house.size),
        number = numbers + 2,
        item = items + 2,
        light = colours("  ", LIGHT, "1B1B1B", house),
        dark = colours("    ", DARK, "E8E8E8", house),
        top = margins.top,
        right = margins.right,
        bottom = margins.bottom,
        left = margins.left,
    )
}

fn colours(indent: &str, ground: Colour, ink: &str, house: &House) -> String {
    let heading = if colour::is_grey(house.colour) { ink.to_owned() } else { colour::on(ground, house.colour).to_string() };
    let link = colour::on(ground, house.link_colour);
    format!("{indent}--ground: #{ground};\n{indent}--ink: #{ink};\n{indent}--heading: #{heading};\n{indent}--link: #{link};\n")
}

/// The longest label of a paragraph and of a list item, in characters: what their columns must hold.
fn widths(blocks: &[Block]) -> (usize, usize) {
    let mut longest = (2, 3);
    for block in blocks {
        match &block.kind {
            Kind::Paragraph(paragraph) => longest.0 = longest.0.max(length(paragraph.number.as_ref())),
            Kind::List(list) => longest.1 = list.items.iter().map(|item| length(item.number.as_ref())).fold(longest.1, usize::max),
            _ => {}
        }
        for inner in block.blocks() {
            let inner = widths(inner);
            longest = (longest.0.max(inner.0), longest.1.max(inner.1));
        }
        longest.1 = block.texts().into_iter().map(widest_note).fold(longest.1, usize::max);
    }
    longest
}

fn length(number: Option<&crate::document::Number>) -> usize {
    number.map_or(0, |number| number.label.chars().count())
}

/// Footnotes stand in a list of their own, so their numbers and lists count as items.
fn widest_note(text: &[Inline]) -> usize {
    let widest = text.iter().map(|inline| match inline {
        Inline::Note(note) => widths(&note.blocks).1.max(note.number.to_string().len() + 1),
        Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => widest_note(content),
        _ => 0,
    });
    widest.max().unwrap_or(0)
}

/// A font, then what stands in for it where it is missing.
fn family(name: &str) -> String {
    let serif = ["times", "georgia", "garamond", "cambria", "palatino", "baskerville", "book antiqua"];
    let lower = name.to_lowercase();
    let like = if serif.iter().any(|known| lower.contains(known)) || (lower.contains("serif") && !lower.contains("sans")) {
        "serif"
    } else {
        "Helvetica, \"Liberation Sans\", sans-serif"
    };
    format!("{}, {like}", quoted(name))
}

/// A string of CSS that can end neither the string nor the `style` element.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || " -_.".contains(c);
    let escaped: String = text.chars().map(|c| if plain(c) { c.to_string() } else { format!("\\{:x} ", c as u32) }).collect();
    format!("\"{escaped}\"")
}

fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// The logo inside the page, so that the page stays one file.
pub(super) fn picture(logo: &Logo) -> Markup {
    html! {
        img.logo src={ "data:image/" (logo.format) ";base64," (base64(&logo.bytes)) } alt=(logo.alt)
            width=(logo.width) height=(logo.height) style={ "height: " (rounded(logo.printed_height)) "mm" };
    }
}

/// Bytes as text (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= three.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_what_the_standard_says() {
        for (text, encoded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(text.as_bytes()), encoded);
        }
    }

    #[test]
    fn a_font_cannot_end_the_style_element() {
        assert_eq!(family("Gill Sans MT"), "\"Gill Sans MT\", Helvetica, \"Liberation Sans\", sans-serif");
        assert_eq!(family("Times New Roman"), "\"Times New Roman\", serif");
        assert!(!family("x\"</style><script>").contains(['<', '>']));
    }
}
