//! One mistake is one finding: what follows from it is not another.

use chrono::NaiveDate;
use respondent::{
    check,
    library::{File, Library},
};

const ORGANISATION: &str = "[organisation]\nname = \"Friends of the Canal\"\n";
const CONSULTATION: &str = "title = \"Locks\"\n[[question]]\nid = \"1\"\ntext = \"Why?\"\n";
const RESPONSE: &str = "+++\nstatus = \"draft\"\n+++\n\n# Answers\n\n## 1\n\nBecause.\n";

/// What somebody got wrong, in which files, and what is found.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

/// What is found in a library of these files and of those above that are not among them.
fn codes(files: &[(&str, &str)]) -> Vec<&'static str> {
    let usual =
        [("respondent.toml", ORGANISATION), ("responses/locks/consultation.toml", CONSULTATION), ("responses/locks/response.md", RESPONSE)];
    let usual = usual.iter().filter(|(path, _)| !files.iter().any(|(other, _)| other == path));
    let files = usual.chain(files).map(|(path, text)| File { path: (*path).to_owned(), bytes: bytes(text) });
    let (library, loaded) = Library::read(files);
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    check::findings(&library, &loaded, &[], today).iter().map(|finding| finding.code.name).collect()
}

/// A file that says `lost` cannot be read.
fn bytes(text: &str) -> Result<Vec<u8>, String> {
    if text == "lost" { Err("the drive is not connected".to_owned()) } else { Ok(text.as_bytes().to_vec()) }
}

#[test]
fn the_library_that_mistakes_are_made_in_has_none() {
    assert!(codes(&[]).is_empty());
}

#[test]
fn one_mistake_is_one_finding() {
    let question = |lines: &str| format!("title = \"Locks\"\n[[question]]\n{lines}\n");
    let mapped = question("id = \"2\"\ntext = \"Who?\"\npositions = [\"keepers\"]\n[[question]]\nid = \"1\"\ntext = \"Why?\"");
    let signed = RESPONSE.replace("+++\n\n", "signatory = \"chair\"\n+++\n\n");
    let answer = |text: &str| RESPONSE.replace("Because.", text);
    let consultation = "responses/locks/consultation.toml";
    let response = "responses/locks/response.md";
    let cases: &[Case] = &[
        ("a question without an id", &[(consultation, &question("text = \"Why?\""))], "missing-field"),
        ("an id that is a number", &[(consultation, &question("id = 1\ntext = \"Why?\""))], "wrong-type"),
        ("a misspelt field that must be there", &[(consultation, &question("id = \"1\"\ntxt = \"Why?\""))], "unknown-key"),
        ("single brackets", &[(consultation, &CONSULTATION.replace("[[question]]", "[question]"))], "wrong-type"),
        ("brackets that are not closed", &[(consultation, &CONSULTATION.replace("]]", "]"))], "toml-syntax"),
        ("a list that is not closed", &[(consultation, &question("prior = [\"a/1\"\nid = \"1\"\ntext = \"Why?\""))], "toml-syntax"),
        ("a day that does not exist", &[(consultation, &format!("closes = 2027-02-30\n{CONSULTATION}"))], "invalid-date"),
        ("a date without quotation marks", &[(consultation, &format!("closes = 15/01/2027\n{CONSULTATION}"))], "toml-syntax"),
        ("a consultation that cannot be read", &[(consultation, "lost")], "unreadable-file"),
        ("a response that cannot be read", &[(response, "lost")], "unreadable-file"),
        ("a position that cannot be read", &[(consultation, &mapped), ("positions/keepers.md", "lost")], "unreadable-file"),
        ("a position that is not there", &[(consultation, &mapped)], "unknown-position"),
        ("an answer from a position that is not there", &[(response, &answer("{{ position(id=\"keepers\") }}"))], "unknown-position"),
        ("a position without front matter", &[("positions/keepers.md", "Every lock needs one.")], "front-matter"),
        ("front matter that never ends", &[(response, &RESPONSE.replace("+++\n\n", "\n"))], "front-matter"),
        ("our own file misspelt", &[("respondent.toml", "[organization]\nname = \"Friends\"\n")], "unknown-key"),
        ("our own file broken", &[("respondent.toml", "[organisation]\nname = Friends\n"), (response, &signed)], "toml-syntax"),
        ("a paragraph with a question's name", &[(response, &answer("Because. {#q1}"))], "reserved-name"),
    ];
    for (what, files, code) in cases {
        assert_eq!(codes(files), [*code], "{what}");
    }
}

#[test]
fn two_mistakes_in_one_place_are_two_findings() {
    let consultation = ("responses/locks/consultation.toml", "title = \"Locks\"\n[[question]]\npart = \"One\"\n");
    assert_eq!(codes(&[consultation]), ["missing-field", "missing-field"]);
}
