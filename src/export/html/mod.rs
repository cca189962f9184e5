//! One accessible page that needs no other file: what an organisation publishes.
//!
//! Every number is text of the document, so that it is read aloud, found and copied with the words it
//! belongs to; a paragraph's number is a link to the paragraph. What only the drafter may see (where
//! words came from, why they are confidential) is left out. There is no script.
//!
//! Identifiers that the page makes for itself hold a colon, which those of the document never do.

mod anchors;
mod blocks;
mod colour;
mod contents;
mod inlines;
mod outline;
mod style;

use super::{Format, Unwritable};
use crate::document::{Document, Meta, Note, house::House, house::Logo};
use anchors::Anchors;
use maud::{DOCTYPE, Markup, html};
use outline::Outline;

pub(super) static FORMAT: Format = Format { name: "html", extension: "html", write };

/// What a page is called that was given no title: HTML demands one.
const UNTITLED: &str = "Consultation response";

fn write(document: &Document, house: &House) -> Result<Vec<u8>, Unwritable> {
    let document = &*document.settled();
    let anchors = Anchors::of(&document.blocks);
    let contents = contents::list(&document.blocks, &anchors);
    let mut page = Page { anchors, outline: Outline::default(), notes: Vec::new(), held: Vec::new(), in_link: false };
    let body = page.body(&document.blocks);
    let notes = page.notes();
    let meta = &document.meta;
    let markup = html! {
        (DOCTYPE) "\n"
        html lang=(meta.language) {
            "\n" (head(meta, &style::sheet(document, house))) "\n"
            body {
                "\n" a.skip href="#page:text" { "Skip to the text" }
                "\n" (header(meta, house.logo.as_ref()))
                (contents)
                "\n" main id="page:text" { "\n" (body) (notes) }
                (footer(meta)) "\n"
            }
            "\n"
        }
        "\n"
    };
    Ok(markup.into_string().into_bytes())
}

/// The state of writing one page.
struct Page<'a> {
    anchors: Anchors,
    outline: Outline,
    /// Footnotes whose marks were written, in that order.
    notes: Vec<&'a Note>,
    /// Footnotes inside a link: their marks are links too, so they follow it.
    held: Vec<&'a Note>,
    /// Whether what is written stands inside a link, where no other link may be.
    in_link: bool,
}

fn head(meta: &Meta, sheet: &str) -> Markup {
    html! {
        head {
            "\n" meta charset="utf-8";
            "\n" meta name="viewport" content="width=device-width, initial-scale=1";
            "\n" title { (title(meta)) }
            @if !meta.author.is_empty() { "\n" meta name="author" content=(meta.author); }
            @if let Some(subtitle) = &meta.subtitle { "\n" meta name="description" content=(subtitle); }
            @if let Some(date) = meta.date { "\n" meta name="date" content=(date); }
            "\n" style { "\n" (maud::PreEscaped(sheet)) }
            "\n"
        }
    }
}

fn header(meta: &Meta, logo: Option<&Logo>) -> Markup {
    html! {
        header {
            @if let Some(logo) = logo { "\n" (style::picture(logo)) }
            "\n" h1 { (title(meta)) }
            @if let Some(subtitle) = &meta.subtitle { "\n" p.subtitle { (subtitle) } }
            @if let Some(mark) = meta.status.draft_mark() { "\n" p.draft role="note" { (mark) } }
            "\n"
        }
    }
}

fn footer(meta: &Meta) -> Markup {
    html! {
        @if !meta.author.is_empty() || meta.date.is_some() {
            "\n" footer {
                @if !meta.author.is_empty() { "\n" p { (meta.author) } }
                @if let Some(date) = meta.date { "\n" p { time datetime=(date) { (date.long()) } } }
                "\n"
            }
        }
    }
}

fn title(meta: &Meta) -> &str {
    if meta.title.trim().is_empty() { UNTITLED } else { &meta.title }
}
