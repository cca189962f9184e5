//! `[house]` of `respondent.toml`: how what is built looks.
//!
//! ```toml
//! [house]
//! font = "Arial"               # of the text, and of headings unless heading-font is given
//! heading-font = "Georgia"
//! size = 12                    # points
//! colour = "#1F3864"           # of headings
//! link-colour = "#0563C1"
//! logo = "templates/logo.png"  # PNG or JPEG
//! logo-height = 15             # millimetres
//! logo-alt = "The organisation's name"
//!
//! [house.margins]              # millimetres; what is left out is 25.4
//! left = 30
//!
//! [house.numbering]
//! sections = "A."              # or "1.", "I.", "none"
//! paragraphs = "1."            # or "1)", "[1]", "A.1" with the section's letter
//! items = ["(a)", "(i)", "(A)"]
//! restart = false              # true: begin again at 1 in every section
//! ```

use super::fields::Fields;
use crate::{
    diagnostic::codes,
    document::house::{House, Margins, Numbering, Pattern},
    source::Spanned,
};
use std::str::FromStr;

type LogoFile = (Spanned<String>, f64, Option<String>);

pub(super) fn read(fields: &Fields) -> (House, Option<LogoFile>) {
    let mut house = House::default();
    if let Some(font) = fields.text("font") {
        house.heading_font.clone_from(&font.value);
        house.font = font.value;
    }
    if let Some(font) = fields.text("heading-font") {
        house.heading_font = font.value;
    }
    if let Some(size) = fields.positive("size") {
        house.size = within(fields, "size", size, 6.0, 72.0);
    }
    set(fields, "colour", "`#1F3864`", &mut house.colour);
    set(fields, "link-colour", "`#0563C1`", &mut house.link_colour);
    if let Some(margins) = fields.table("margins", |margins| read_margins(margins, house.margins)) {
        house.margins = margins;
    }
    if let Some(numbering) = fields.table("numbering", read_numbering) {
        house.numbering = numbering;
    }
    let height = fields.positive("logo-height").map_or(15.0, |height| within(fields, "logo-height", height, 3.0, 100.0));
    let alt = fields.text("logo-alt").map(|alt| alt.value);
    (house, fields.text("logo").map(|file| (file, height, alt)))
}

/// A value that `FromStr` understands; a finding with an example where it does not.
fn set<T: FromStr>(fields: &Fields, key: &'static str, example: &str, value: &mut T) {
    if let Some(text) = fields.text(key) {
        match text.value.parse() {
            Ok(parsed) => *value = parsed,
            Err(_) => fields.report(
                &codes::INVALID_VALUE,
                text.span,
                format!("`{key}` cannot be `{}`", text.value),
                format!("write it like {example}"),
            ),
        }
    }
}

fn within(fields: &Fields, key: &str, value: Spanned<f64>, least: f64, most: f64) -> f64 {
    if !(least..=most).contains(&value.value) {
        let help = format!("it should lie between {least} and {most}");
        fields.report(&codes::INVALID_VALUE, value.span, format!("`{key}` cannot be {}", value.value), help);
    }
    value.value.clamp(least, most)
}

fn read_margins(fields: &Fields, default: Margins) -> Margins {
    let margin = |key, default| fields.positive(key).map_or(default, |value| within(fields, key, value, 5.0, 100.0));
    Margins {
        top: margin("top", default.top),
        right: margin("right", default.right),
        bottom: margin("bottom", default.bottom),
        left: margin("left", default.left),
    }
}

fn read_numbering(fields: &Fields) -> Numbering {
    let mut numbering = Numbering::default();
    if let Some(text) = fields.text("sections") {
        numbering.sections = if text.value == "none" { None } else { pattern(fields, "sections", &text).or(numbering.sections) };
    }
    if let Some(text) = fields.text("paragraphs")
        && let Some(pattern) = pattern(fields, "paragraphs", &text)
    {
        numbering.paragraphs = pattern;
    }
    for (level, text) in fields.texts("items").iter().enumerate() {
        match numbering.items.get_mut(level) {
            Some(item) => *item = pattern(fields, "items", text).unwrap_or_else(|| item.clone()),
            None => fields.report(&codes::INVALID_VALUE, text.span, "lists have three levels", "give three patterns at most"),
        }
    }
    numbering.restart = fields.flag("restart").unwrap_or(numbering.paragraphs.section.is_some());
    if numbering.paragraphs.section.is_some() && (!numbering.restart || numbering.sections.is_none()) {
        let help = "leave out `restart = false` and `sections = \"none\"`, or write `paragraphs = \"1.\"`";
        fields.report(&codes::INVALID_VALUE, fields.at(), "numbers with the section's letter begin again in every section", help);
        numbering.paragraphs = Numbering::default().paragraphs;
    }
    numbering
}

fn pattern(fields: &Fields, key: &str, text: &Spanned<String>) -> Option<Pattern> {
    // Only a paragraph stands in a section whose letter could come first.
    let pattern = text.value.parse().ok().filter(|pattern: &Pattern| pattern.section.is_none() || key == "paragraphs");
    if pattern.is_none() {
        let help = "write the first number as it should look: `1.`, `(a)`, `A.`, `[i]`";
        fields.report(&codes::INVALID_VALUE, text.span, format!("`{key}` cannot be `{}`", text.value), help);
    }
    pattern
}
