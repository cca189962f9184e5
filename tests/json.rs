//! JSON: what is written can be read back, and the schema describes it.
#![allow(clippy::unwrap_used)]

#[path = "common/pages.rs"]
mod pages;

use proptest::prelude::*;
use respondent::{
    document::{Document, house::House},
    export::{FORMATS, json},
};

fn write(document: &Document) -> Vec<u8> {
    let format = FORMATS.iter().find(|format| format.name == "json").unwrap();
    (format.write)(document, &House::default()).unwrap()
}

fn schema() -> jsonschema::Validator {
    jsonschema::draft202012::new(&serde_json::from_str(json::SCHEMA).unwrap()).unwrap()
}

fn faults(validator: &jsonschema::Validator, bytes: &[u8]) -> Vec<String> {
    let value = serde_json::from_slice(bytes).unwrap();
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_sample_comes_back_and_fits_the_schema() {
    let document = pages::sample();
    let bytes = write(&document);
    assert_eq!(json::read(&bytes).unwrap(), document);
    assert_eq!(faults(&schema(), &bytes), Vec::<String>::new());
}

#[test]
fn the_schema_itself_is_valid_and_describes_every_property() {
    let schema: serde_json::Value = serde_json::from_str(json::SCHEMA).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let places = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    for properties in places.filter_map(|place| place["properties"].as_object()) {
        for (name, property) in properties {
            assert!(property["description"].as_str().is_some_and(|text| text.ends_with('.')), "{name}");
        }
    }
}

#[test]
fn the_schema_refuses_what_it_does_not_know() {
    let mut value: serde_json::Value = serde_json::from_slice(&write(&pages::sample())).unwrap();
    value["blocks"][1]["colour"] = "red".into();
    assert!(!schema().is_valid(&value));
}

#[test]
fn what_cannot_be_read_is_told_apart() {
    for (text, message) in [
        ("nonsense", "not a document as JSON: expected ident at line 1 column 2"),
        (r#"{"format":"pandoc","version":1}"#, "not a document: its format is `pandoc`, not `respondent-document`"),
        (r#"{"format":"respondent-document","version":2}"#, "written by a newer program: its version is 2, and 1 can be read"),
        (r#"{"format":"respondent-document","version":1}"#, "not a document as JSON: missing field `meta` at line 1 column 44"),
    ] {
        assert_eq!(json::read(text.as_bytes()).unwrap_err().to_string(), message);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_comes_back_and_fits_the_schema(document in pages::documents()) {
        let bytes = write(&document);
        prop_assert_eq!(json::read(&bytes).unwrap(), document);
        thread_local!(static SCHEMA: jsonschema::Validator = schema());
        prop_assert_eq!(SCHEMA.with(|schema| faults(schema, &bytes)), Vec::<String>::new());
    }
}
