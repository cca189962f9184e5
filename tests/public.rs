//! The public version: no confidential word in any byte of any format, and every number where it was.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/pages.rs"]
mod pages;

use common::{Files, lines};
use proptest::prelude::*;
use respondent::{
    document::{Block, Document, Inline, Kind, public::public},
    export::FORMATS,
};
use std::io::Read;

const SECRET: &str = "Zanzibar";

/// Every way in which something can be confidential; each holds the secret, once or more.
const TEXT: &str = r#"+++
+++
# Key points {confidential="Zanzibar said so"}

The Zanzibar plan.

# Answers

## 1

Public before. {#before}

Close Zanzibar school[^z]: {#Zanzibar-close confidential="names Zanzibar"}

1. in Zanzibar {#Zanzibar-item}
2. and elsewhere in Zanzibar

| Zanzibar | year |
| --- | --- |
| Zanzibar | 2026 |

and in Zanzibar again. {.continue}

Public after: see [paragraph](#Zanzibar-close), [item](#Zanzibar-item) and [paragraph](#before).

- kept
- Zanzibar {confidential="Zanzibar"}

## 2 {confidential="our Zanzibar members are split" choice="Strongly agree"}

### On Zanzibar

| Zanzibar |
| --- |
| Zanzibar |

> Zanzibar

## 3

Last.

# Conclusion

Thanks.

[^z]: In Zanzibar.
"#;

fn assembled() -> Document {
    Files::new().response(TEXT).assemble().document
}

/// What a file holds: its bytes, and for a Word file what is packed in it.
fn content(name: &str, bytes: &[u8]) -> String {
    if name != "docx" {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        all.push_str(&file.name().unwrap());
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}

fn built(document: &Document) -> Vec<(&'static str, String)> {
    let house = respondent::document::house::House::default();
    FORMATS.iter().map(|format| (format.name, content(format.name, &(format.write)(document, &house).unwrap()))).collect()
}

#[test]
fn no_confidential_word_is_in_any_format() {
    let document = assembled();
    for (name, content) in built(&document) {
        assert!(content.contains(SECRET), "{name}: the sample would prove nothing");
    }
    for (name, content) in built(&public(&document)) {
        assert!(!content.to_lowercase().contains("zanzibar"), "{name}");
        assert!(!content.contains("Strongly agree") || name == "json" && !content.contains("\"choice\""), "{name}");
        assert!(content.contains("Withheld: confidential") && content.contains("Public after"), "{name}");
    }
}

#[test]
fn numbers_stay_and_the_gap_is_said() {
    let lines = lines(&public(&assembled()).blocks);
    let wanted = [
        "A. Key points",
        "1. [Withheld: confidential]",
        "B. Answers",
        "[1] What do you think?",
        "2. Public before.",
        "3. [Withheld: confidential]",
        "4. Public after: see paragraph 3, item 3(a) and paragraph 2.",
        "- kept",
        "- [Withheld: confidential]",
        "[2] Do you agree?",
    ];
    assert_eq!(lines[..wanted.len()], wanted);
    assert!(lines.iter().any(|line| line.ends_with("Last.")));
}

#[test]
fn a_choice_said_again_for_a_second_question_is_confidential_too() {
    for text in ["## 2, 3 {confidential=\"x\"}\n\nDisagree. Zanzibar.\n", "## 2, 3\n\nDisagree. Zanzibar. {confidential=\"x\"}\n"] {
        let document = public(&Files::new().response(&format!("# Answers\n\n{text}")).assemble().document);
        for (name, content) in built(&document) {
            let content = content.replace("Neither agree nor disagree", "").replace("Strongly disagree", "").replace("\"Disagree\"", "");
            assert!(!content.contains("Disagree") && !content.contains("Zanzibar"), "{name}: {text}");
        }
    }
}

#[test]
fn an_answer_that_is_reused_stays_confidential() {
    let asked = common::CONSULTATION.replacen("text =", "prior = [\"old/1\"]\ntext =", 1);
    let files = Files::new()
        .with("responses/plan/consultation.toml", asked)
        .with("responses/old/consultation.toml", common::CONSULTATION)
        .with("responses/old/response.md", "+++\n+++\n# Answers\n\n## 1 {confidential=\"x\"}\n\nZanzibar.\n");
    let document = files.assemble().document;
    assert!(lines(&document.blocks).iter().any(|line| line.contains(SECRET)));
    assert!(!lines(&public(&document).blocks).iter().any(|line| line.contains(SECRET)));
}

/// The numbers of paragraphs that stand directly in the document.
fn numbers(document: &Document) -> Vec<String> {
    let number = |block: &Block| match &block.kind {
        Kind::Paragraph(paragraph) => paragraph.number.as_ref().map(|number| number.label.clone()),
        _ => None,
    };
    document.blocks.iter().filter_map(number).collect()
}

/// The document with a secret word in everything that is confidential by itself.
fn planted(mut document: Document) -> Document {
    respondent::document::walk::each_block_mut(&mut document.blocks, &mut |block| {
        if let Kind::Paragraph(paragraph) = &mut block.kind
            && paragraph.confidential.is_some()
        {
            paragraph.content.push(Inline::text(SECRET));
            paragraph.confidential = Some(SECRET.to_owned());
        }
    });
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_any_document_numbers_stay_and_secrets_go(document in pages::documents()) {
        let document = planted(document);
        let public = public(&document);
        prop_assert_eq!(numbers(&document), numbers(&public));
        for (name, content) in built(&public) {
            prop_assert!(!content.contains(SECRET), "{}", name);
        }
    }

    #[test]
    fn a_document_without_secrets_prints_as_before(mut document in pages::documents()) {
        respondent::document::walk::each_block_mut(&mut document.blocks, &mut |block| {
            if let Kind::Paragraph(paragraph) = &mut block.kind {
                paragraph.confidential = None;
            }
        });
        prop_assert_eq!(public(&document).as_printed(), document.as_printed());
    }
}
