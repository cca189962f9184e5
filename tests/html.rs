//! HTML: the sample page as it is published, and what must hold for every page.
#![allow(clippy::unwrap_used)]

#[path = "common/pages.rs"]
mod pages;

use proptest::prelude::*;
use respondent::{
    document::{
        Block, Document, Inline, Kind, Meta, Paragraph, Status,
        house::{Colour, House, Logo},
        walk,
    },
    export::FORMATS,
};
use std::collections::BTreeSet;

const VOID: [&str; 4] = ["meta", "br", "img", "link"];

fn write_in(document: &Document, house: &House) -> String {
    let format = FORMATS.iter().find(|format| format.name == "html").unwrap();
    String::from_utf8((format.write)(document, house).unwrap()).unwrap()
}

fn write(document: &Document) -> String {
    write_in(document, &House::default())
}

/// What a page holds: its tags with their attributes, its text.
#[derive(Default)]
struct Parsed {
    tags: Vec<(String, Vec<(String, String)>)>,
    text: String,
}

/// Reads a page strictly: every tag closed in order, every attribute quoted. Panics with what is wrong.
fn parse(page: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut open: Vec<String> = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a doctype");
    while let Some(at) = rest.find('<') {
        if open.last().is_none_or(|tag| tag != "style") {
            parsed.text.push_str(&unescape(&rest[..at]));
        }
        let end = end_of_tag(&rest[at..]) + at;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed in the wrong order");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(!(name == "a" && open.iter().any(|tag| tag == "a")), "a link inside a link");
        assert!(!name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric()), "not a tag: {tag}");
        parsed.tags.push((name.to_owned(), read_attributes(attributes)));
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    parsed
}

fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    text.find(|c| {
        quoted ^= c == '"';
        c == '>' && !quoted
    })
    .expect("a tag that ends")
}

fn read_attributes(mut text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    while let Some((name, rest)) = text.trim_start().split_once("=\"") {
        let (value, rest) = rest.split_once('"').expect("a closing quote");
        found.push((name.to_owned(), unescape(value)));
        text = rest;
    }
    assert!(text.trim().is_empty(), "not attributes: {text}");
    found
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn values<'a>(parsed: &'a Parsed, name: &str) -> Vec<&'a str> {
    parsed.tags.iter().flat_map(|(_, all)| all).filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
}

fn heading_levels(parsed: &Parsed) -> Vec<usize> {
    parsed.tags.iter().filter_map(|(name, _)| name.strip_prefix('h')?.parse().ok()).collect()
}

/// What must hold for every page.
fn inspect(page: &str) -> Parsed {
    let parsed = parse(page);
    let ids = values(&parsed, "id");
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "an id is given twice: {ids:?}");
    assert!(ids.iter().all(|id| !id.is_empty() && !id.contains(char::is_whitespace)), "{ids:?}");
    let pointers = values(&parsed, "href").into_iter().filter_map(|to| to.strip_prefix('#'));
    for id in pointers.chain(values(&parsed, "aria-labelledby")) {
        assert!(distinct.contains(id), "nothing has the id {id}");
    }
    assert!(!page.contains("<script") && !values(&parsed, "href").iter().any(|to| to.starts_with("javascript")));
    let levels = heading_levels(&parsed);
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|two| two[1] <= two[0] + 1), "a level is skipped: {levels:?}");
    parsed
}

/// Every paragraph of the document, with its number.
fn paragraphs(document: &Document) -> Vec<String> {
    fn push(block: &Block, out: &mut Vec<String>) {
        if let Kind::Paragraph(paragraph) = &block.kind {
            let label = paragraph.number.as_ref().map(|number| number.label.as_str()).unwrap_or_default();
            out.push(format!("{label} {}", walk::plain(&paragraph.content)));
        }
        block.blocks().into_iter().flatten().for_each(|inner| push(inner, out));
    }
    let mut out = Vec::new();
    document.blocks.iter().for_each(|block| push(block, &mut out));
    out
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn the_sample_is_published_like_this() {
    let page = write(&pages::sample());
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/sample.html");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(golden, &page).unwrap();
    }
    let expected = std::fs::read_to_string(golden).unwrap_or_default();
    if let Some((line, (is, was))) = page.lines().zip(expected.lines()).enumerate().find(|(_, (is, was))| is != was) {
        panic!("line {} of {golden}\n is: {is}\nwas: {was}\nUPDATE=1 rewrites it", line + 1);
    }
    assert_eq!(page.len(), expected.len(), "one is longer; UPDATE=1 rewrites it");
}

#[test]
fn the_sample_holds_every_word_and_number() {
    let document = pages::sample();
    let page = write(&document);
    let parsed = inspect(&page);
    let text = squeezed(&parsed.text);
    // Footnote marks stand inside the words, so the paragraphs that have them are compared elsewhere.
    for paragraph in paragraphs(&document).iter().filter(|text| !text.contains("over 900") && !text.contains("Our survey")) {
        assert!(text.contains(&squeezed(paragraph)), "{paragraph}");
    }
    for label in ["A. Introduction", "(a) advice", "(ii) the police", "(c) training"] {
        assert!(text.contains(&squeezed(label)), "{label}");
    }
}

#[test]
fn numbers_and_references_are_links() {
    let page = write(&pages::sample());
    for part in [
        r##"<div class="numbered" id="dsl-load">"##,
        r##"<a class="number" href="#dsl-load">3.</a> Designated"##,
        r##"<a href="#title-understood">paragraph 7</a>"##,
        r##"<a href="#q7">question 7</a>"##,
        r##"<a href="#key-points">B</a>"##,
        r##"<li><span class="label">(a)</span> advice"##,
        r##"<h4 class="question" id="q7"><span class="label">Question 7:</span> Should the sign"##,
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn what_only_the_drafter_may_see_is_not_in_it() {
    let page = write(&pages::sample());
    for secret in ["templates/", "confidential", "recognised"] {
        assert!(!page.contains(secret), "{secret}");
    }
}

#[test]
fn a_draft_says_so_until_it_is_submitted() {
    let mut document = pages::sample();
    assert!(write(&document).contains(r#"<p class="draft" role="note">Draft</p>"#));
    document.meta.status = Status::Submitted;
    assert!(!write(&document).contains("role=\"note\""));
}

#[test]
fn the_house_shows_in_fonts_colours_margins_and_logo() {
    let house = House {
        font: "Gill Sans\"</style>".into(),
        colour: Colour([0xFF, 0xE0, 0x00]),
        size: 11.0,
        logo: Some(Logo { bytes: b"foobar".to_vec(), format: "png", width: 4, height: 2, printed_height: 15.0, alt: "A \"crest\"".into() }),
        ..House::default()
    };
    let page = write_in(&pages::sample(), &house);
    inspect(&page);
    assert!(page.contains(r#"src="data:image/png;base64,Zm9vYmFy" alt="A &quot;crest&quot;""#));
    assert!(page.contains("--print-size: 11pt;") && page.contains("margin: 25.4mm 25.4mm 25.4mm 25.4mm"));
    assert!(!page.contains("--heading: #FFE000;\n  --link"), "yellow on white cannot be read");
    assert_eq!(page.matches("</style>").count(), 1);
}

#[test]
fn an_empty_document_is_still_a_page() {
    let parsed = inspect(&write(&Document { meta: Meta { language: "en".into(), ..Meta::default() }, ..Document::default() }));
    assert!(parsed.text.contains("Consultation response"));
}

#[test]
fn a_footnote_in_a_link_follows_it() {
    let link = Inline::Link { to: "https://x.org/".into(), content: vec![Inline::text("here"), pages::note("There.")] };
    let document = Document {
        blocks: vec![Block::new(Kind::Paragraph(Paragraph { content: vec![link], ..Paragraph::default() }))],
        ..Document::default()
    };
    let page = write(&document);
    inspect(&page);
    assert!(page.contains(r#"here</a><sup>"#) && page.contains("There."));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_a_sound_page_with_all_its_words(document in pages::documents()) {
        let text = squeezed(&inspect(&write(&document)).text);
        for paragraph in plain_paragraphs(&document) {
            prop_assert!(text.contains(&squeezed(&paragraph)), "{}", paragraph);
        }
    }
}

/// The paragraphs whose words no footnote mark and no address interrupts.
fn plain_paragraphs(document: &Document) -> Vec<String> {
    fn plain(text: &[Inline]) -> bool {
        text.iter().all(|inline| match inline {
            Inline::Emphasis { content } | Inline::Strong { content } => plain(content),
            Inline::Link { .. } | Inline::Note(_) => false,
            _ => true,
        })
    }
    let mut document = document.clone();
    walk::each_block_mut(&mut document.blocks, &mut |block| {
        if let Kind::Paragraph(paragraph) = &mut block.kind
            && !plain(&paragraph.content)
        {
            paragraph.content.clear();
        }
    });
    paragraphs(&document)
}
