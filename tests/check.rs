//! `respondent check`: what is accepted, what is put right, and what code hosts read.

#[path = "common/mod.rs"]
mod common;
#[path = "common/program.rs"]
mod program;

use common::Files;
use program::Folder;
use serde_json::Value;

const TODAY: [&str; 2] = ["--today", "2026-11-22"];

fn check(folder: &Folder, more: &[&str]) -> program::Ran {
    folder.run(&[&["check"], more, &TODAY].concat())
}

/// What is found in a library with a position that no longer holds, a fact, and this text.
fn found(front: &str, text: &str) -> Vec<String> {
    library(front, text).found().iter().map(|line| line.rsplit(' ').next().unwrap_or_default().to_owned()).collect()
}

fn library(front: &str, text: &str) -> program::Ran {
    let asked = "title = \"Locks\"\n[[question]]\nid = \"1\"\ntext = \"Do you agree that every lock needs a keeper by day and night?\"\noptions = \"agree-5\"\nprior = [\"old/1\"]\n[[question]]\nid = \"2\"\ntext = \"Do you agree that every lock needs a keeper by day and night?\"\noptions = \"agree-5\"\n";
    let old = "title = \"Locks of last year\"\ncloses = 2025-01-01\n[[question]]\nid = \"1\"\ntext = \"Why?\"\noptions = \"agree-5\"\n";
    let said = "+++\nstatus = \"submitted\"\ndate = \"2025\"\n+++\n# Answers\n\n## 1\n\nDisagree. Locks of last year need none.\n";
    let files = Files::default()
        .with("respondent.toml", "[organisation]\nname = \"Friends\"\n[facts.locks]\nvalue = \"40\"\n")
        .with("templates/response.md", common::OUTLINE)
        .with("positions/keepers.md", "+++\ntitle = \"Keepers\"\nstatus = \"withdrawn\"\n+++\n# Position\n\nEvery one of the locks shall have a keeper who lives beside it.")
        .with("positions/nights.md", "+++\ntitle = \"Nights\"\n[[stance]]\nquestion = \"Do you think every lock needs a keeper by day and night?\"\nchoice = \"No\"\n+++\n# Position\n\nNobody passes a lock at night.")
        .with("responses/old/consultation.toml", old)
        .with("responses/old/response.md", said)
        .with("responses/locks/consultation.toml", asked)
        .with("responses/locks/response.md", format!("+++\n{front}\n+++\n# Answers\n\n{text}\n"));
    check(&Folder::of(&files), &["locks", "--format", "short"])
}

#[test]
fn a_short_question_contradicts_a_position_that_says_it_in_the_same_words() {
    let found = |question: &str, asked: &str| {
        let files = Files::new()
            .with(
                "positions/breaks.md",
                format!(
                    "+++\ntitle = \"Breaks\"\n[[stance]]\nquestion = \"{question}\"\nchoice = \"Yes\"\n+++\n# Position\n\nWe say yes.\n"
                ),
            )
            .with(
                "responses/plan/consultation.toml",
                format!("title = \"The plan\"\n[[question]]\nid = \"1\"\ntext = \"{asked}\"\noptions = \"yes-no\"\n"),
            )
            .response("# Answers\n\n## 1\n\nNo.\n");
        check(&Folder::of(&files), &["--format", "short"]).out.contains("contradicts-position")
    };
    for question in [
        "Do you agree that carers should have a right to a break?",
        "Should unpaid carers have breaks?",
        "Do you think that schools should teach swimming?",
        "Do you agree with a duty on boards to publish a policy?",
        "Do you support fracking?",
    ] {
        assert!(found(question, question), "{question}");
    }
    assert!(found("Should unpaid carers have breaks?", "Do you agree that unpaid carers should have a break?"), "in another frame");
    assert!(!found("Should unpaid carers have breaks?", "Should paid carers have breaks?"), "another question");
    assert!(!found("Do you agree with the proposal?", "Do you agree with the proposal?"), "words that every consultation has");
}

#[test]
fn every_finding_of_a_response_can_be_accepted_where_it_stands() {
    let complete = "status = \"draft\"";
    let long = "Water runs. ".repeat(130);
    let table = "Here:\n\n| Lock | |\n| --- | --- |\n| one | two |";
    // The heading's attributes, then the text below it; `@` is where the acceptance of a paragraph stands.
    let cases: &[(&str, &str, &str)] = &[
        ("all-capitals", "## 1 {@}", "Agree. LOCKS MUST ALWAYS BE GUARDED, day and night."),
        ("changed-position", "## 1 {@}", "Agree."),
        ("contradicts-choice", "## 1 {choice=\"Disagree\"}", "We agree. They cost much. {@}"),
        ("contradicts-position", "## 2 {@}", "Agree."),
        (
            "circular-reference",
            "## 1 {choice=\"Disagree\"}\n\nSee [question](#q2). {@}\n\n## 2 {choice=\"Disagree\"}",
            "See [question](#q1).",
        ),
        ("empty-header", "## 1 {choice=\"Disagree\" @}", table),
        ("fact-differs", "## 1", "Disagree. Our 35 locks are enough. {@}"),
        ("figures-differ", "## 1", "Disagree. It costs £500 for each lock. It never ends.\n\nIt costs £700 for each lock. {@}"),
        ("heading-order", "## 1 {@}", "Disagree.\n\n#### Why\n\nThey cost much."),
        ("leftover-name", "## 1", "Disagree.\n\nLocks of last year need none. {from=\"responses/old/1\" @}"),
        ("long-paragraph", "## 1 {choice=\"Disagree\"}", "LONG {@}"),
        ("no-choice", "## 1 {@}", "They cost much."),
        ("placeholder", "## 1", "Disagree. They cost XX pounds. {@}"),
        ("repeated-question", "## 1\n\nDisagree.\n\n## 2 {@}", "Disagree."),
        (
            "source-differs",
            "## 1",
            "Disagree.\n\nEvery one of the locks shall have a keeper who lives near it. {from=\"positions/keepers\" accept-stale-position=\"x\" @}",
        ),
        ("stale-position", "## 1", "Disagree. {from=\"positions/keepers\" @}"),
        ("too-many-choices", "## 1 {choice=\"Agree; Disagree\" @}", "They cost much."),
        ("unexpanded-acronym", "## 1", "Disagree. The ILK says so. {@}"),
        ("vague-link", "## 1", "Disagree. See [here](https://locks.example.org). {@}"),
    ];
    for (code, heading, text) in cases {
        let text = format!("{heading}\n\n{text}").replace("LONG", &long);
        let with = |acceptance: &str| {
            text.replace(" {@}", &format!(" {{{acceptance}}}").replace(" {}", "")).replace(" @", &format!(" {acceptance}"))
        };
        let count = |acceptance: &str, code: &str| found(complete, &with(acceptance)).iter().filter(|found| *found == code).count();
        assert_eq!(count("", code), 1, "{code} is there");
        let accepted = format!("accept-{code}=\"we know\"");
        assert_eq!(count(&accepted, code), 0, "{code} is accepted");
        assert_eq!(count(&accepted, "unused-acceptance"), 0, "the acceptance of {code} is used");
    }
}

#[test]
fn what_the_front_matter_lacks_is_accepted_there() {
    let answer = "## 1, 2\n\nDisagree.";
    assert_eq!(found("status = \"approved\"", answer), ["undated", "unsigned"]);
    let accepted = "status = \"approved\"\n[accept]\nundated = \"the form dates it\"\nunsigned = \"the form has a box for it\"";
    assert_eq!(found(accepted, answer), Vec::<String>::new());
    assert_eq!(found("status = \"draft\"\n[accept]\nundated = \"the form dates it\"", answer), ["unused-acceptance"]);
    assert_eq!(found("status = \"draft\"\n[accept]\nundatd = \"the form dates it\"", answer), ["bad-attribute"]);
    assert_eq!(found("status = \"approved\"\n[accept]\nundated = \"\"", answer), ["undated", "unsigned", "invalid-value"]);
}

#[test]
fn what_stands_in_a_consultation_is_accepted_there() {
    let asked = |of_file: &str, of_first: &str, of_second: &str| {
        let questions =
            format!("[[question]]\nid = \"1\"\ntext = \"Why?\"\n{of_first}\n[[question]]\nid = \"2\"\ntext = \"How?\"\n{of_second}\n");
        let files = Files::default()
            .with("respondent.toml", "[organisation]\nname = \"Friends\"\n")
            .with("templates/response.md", common::OUTLINE)
            .with("responses/locks/consultation.toml", format!("title = \"Locks\"\n{of_file}\n{questions}"));
        let ran = check(&Folder::of(&files), &["--format", "short"]);
        ran.found().iter().map(|line| line.rsplit(' ').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let accept = "accept = { unanswered-question = \"Our members have no view.\" }";
    assert_eq!(asked("", "", ""), ["unanswered-question", "unanswered-question"]);
    assert_eq!(asked("", accept, ""), ["unanswered-question"]);
    assert_eq!(asked("", accept, accept), Vec::<String>::new());
    assert_eq!(asked(accept, "", ""), Vec::<String>::new());
    assert_eq!(asked("", "accept = { unanswered-question = \"\" }", accept), ["unanswered-question", "invalid-value"]);
    assert_eq!(asked("", accept, "accept = { placeholder = \"none\" }"), ["unanswered-question", "unused-acceptance"]);
}

#[test]
fn building_does_not_take_acceptances_of_checks_for_unused() {
    let files = Files::new().answer("It costs XX pounds. {accept-placeholder=\"XX is a lock's name\"}");
    let folder = Folder::of(&files);
    assert!(!folder.run(&["build", "plan", "-o", "plan.md"]).err.contains("unused-acceptance"));
    assert!(!check(&folder, &["--format", "short"]).out.contains("unused-acceptance"));
}

#[test]
fn what_was_sent_has_notes_and_no_errors_of_checks() {
    let files = Files::new().with(
        "responses/plan/response.md",
        "+++\nstatus = \"submitted\"\n+++\n# Answers\n\n## 1\n\nTODO.\n\n## 2\n\nAgree.\n\n## 3\n\nNo.\n",
    );
    let ran = check(&Folder::of(&files), &["--format", "short"]);
    assert_eq!(ran.exits(0).out, "responses/plan/response.md:8:1: note[placeholder]: `TODO` is a note to ourselves\n");
}

// --fix

const FIXABLE: &str = "# Answers\n\n## 1 What do you thnk?\n\nSee [paragraph](#evenigs). {accept-placeholder=\"none\"}\n\nOpen in the evenings. {#evenings}\n\n## 2\n\nAgree.\n\n## 3\n\nNo XX.\n";

#[test]
fn what_can_be_put_right_is_and_nothing_else() {
    let folder = Folder::of(&Files::new().response(FIXABLE));
    let ran = check(&folder, &["--fix", "--format", "short"]);
    ran.exits(1);
    let mended = FIXABLE.replace("thnk", "think").replace("evenigs", "evenings").replace(" {accept-placeholder=\"none\"}", "");
    assert_eq!(folder.text("responses/plan/response.md"), format!("+++\n+++\n{mended}"));
    let shown = "responses/plan/response.md:5\n- ## 1 What do you thnk?\n+ ## 1 What do you think?\n\nresponses/plan/response.md:7\n- See [paragraph](#evenigs). {accept-placeholder=\"none\"}\n+ See [paragraph](#evenings).\n\n";
    assert_eq!(ran.out, format!("{shown}responses/plan/response.md:17:4: error[placeholder]: `XX` is a note to ourselves\n"));
    assert_eq!(ran.err, "put right: 3\n1 error\n");
    let before = folder.everything();
    check(&folder, &["--fix", "--format", "short"]);
    assert_eq!(folder.everything(), before, "a second time changes nothing");
}

#[test]
fn a_file_keeps_its_line_ends() {
    let text = format!("\u{feff}+++\n+++\n{FIXABLE}").replace('\n', "\r\n");
    let folder = Folder::of(&Files::new().with("responses/plan/response.md", &text));
    check(&folder, &["--fix"]);
    let mended = text.replace("thnk", "think").replace("evenigs", "evenings").replace(" {accept-placeholder=\"none\"}", "");
    assert_eq!(folder.text("responses/plan/response.md"), mended);
}

#[test]
fn what_two_names_could_mean_is_left_to_a_person() {
    let text = "# Answers\n\n## 1\n\nSee [paragraph](#gat).\n\nA gate. {#gate}\n\nA goat. {#goat}\n\nA bat. {#gas}\n\n## 2\n\nAgree.\n\n## 3\n\nNo.\n";
    let folder = Folder::of(&Files::new().response(text));
    check(&folder, &["--fix", "--format", "short"]).exits(1).has("responses/plan/response.md:7:5 dangling-reference");
    assert_eq!(folder.text("responses/plan/response.md"), format!("+++\n+++\n{text}"));
}

// SARIF

/// What the standard's schema demands of the parts that are written here.
const SARIF: &str = r##"{
  "type": "object", "required": ["version", "runs"],
  "properties": {
    "version": { "const": "2.1.0" },
    "$schema": { "type": "string", "format": "uri" },
    "runs": { "type": "array", "items": {
      "type": "object", "required": ["tool"],
      "properties": {
        "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
        "tool": { "type": "object", "required": ["driver"], "properties": { "driver": {
          "type": "object", "required": ["name"],
          "properties": { "rules": { "type": "array", "uniqueItems": true, "items": {
            "type": "object", "required": ["id"],
            "properties": { "shortDescription": { "$ref": "#/$defs/message" }, "help": { "$ref": "#/$defs/message" } } } } } } } },
        "results": { "type": "array", "items": {
          "type": "object", "required": ["message", "ruleId", "level", "locations"],
          "properties": {
            "ruleId": { "type": "string" },
            "level": { "enum": ["none", "note", "warning", "error"] },
            "message": { "$ref": "#/$defs/message" },
            "locations": { "type": "array", "items": { "$ref": "#/$defs/location" } },
            "relatedLocations": { "type": "array", "uniqueItems": true, "items": { "$ref": "#/$defs/location" } },
            "fixes": { "type": "array", "items": { "type": "object", "required": ["artifactChanges"], "properties": {
              "artifactChanges": { "type": "array", "minItems": 1, "items": { "type": "object", "required": ["artifactLocation", "replacements"], "properties": {
                "artifactLocation": { "$ref": "#/$defs/artifact" },
                "replacements": { "type": "array", "minItems": 1, "items": { "type": "object", "required": ["deletedRegion"], "properties": {
                  "deletedRegion": { "$ref": "#/$defs/region" } } } } } } } } } }
          } } }
      } } }
  },
  "$defs": {
    "message": { "type": "object", "required": ["text"], "properties": { "text": { "type": "string" }, "markdown": { "type": "string" } } },
    "artifact": { "type": "object", "required": ["uri"], "properties": { "uri": { "type": "string", "pattern": "^[A-Za-z0-9._~/%-]+$" } } },
    "region": { "type": "object", "required": ["startLine", "startColumn", "endLine", "endColumn"], "additionalProperties": false, "properties": {
      "startLine": { "type": "integer", "minimum": 1 }, "startColumn": { "type": "integer", "minimum": 1 },
      "endLine": { "type": "integer", "minimum": 1 }, "endColumn": { "type": "integer", "minimum": 1 } } },
    "location": { "type": "object", "required": ["physicalLocation"], "properties": {
      "message": { "$ref": "#/$defs/message" },
      "physicalLocation": { "type": "object", "required": ["artifactLocation", "region"], "properties": {
        "artifactLocation": { "$ref": "#/$defs/artifact" }, "region": { "$ref": "#/$defs/region" } } } } }
  }
}"##;

#[test]
fn code_hosts_can_read_the_findings() {
    let folder = Folder::of(&Files::new().response(FIXABLE));
    let ran = check(&folder, &["--format", "sarif"]);
    ran.exits(1);
    let log: Value = serde_json::from_str(&ran.out).expect("JSON");
    let schema = jsonschema::draft202012::new(&serde_json::from_str(SARIF).expect("JSON")).expect("a schema");
    let faults: Vec<String> = schema.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let run = &log["runs"][0];
    let rules: Vec<&Value> = run["tool"]["driver"]["rules"].as_array().expect("rules").iter().map(|rule| &rule["id"]).collect();
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 4);
    assert!(results.iter().all(|result| rules.contains(&&result["ruleId"])));
    let first = &results[0];
    assert_eq!(first["ruleId"], "reminder-differs");
    assert_eq!(first["locations"][0]["physicalLocation"]["region"]["startLine"], 5);
    assert_eq!(first["relatedLocations"][0]["message"]["text"], "they ask this");
    assert_eq!(first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "What do you think?");
}

#[test]
fn a_library_without_findings_is_an_empty_run() {
    let folder = Folder::of(&Files::new().response("# Answers\n\n## 1\n\nYes.\n\n## 2\n\nAgree.\n\n## 3\n\nNo.\n"));
    let log: Value = serde_json::from_str(&check(&folder, &["--format", "sarif"]).exits(0).out).expect("JSON");
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
}
