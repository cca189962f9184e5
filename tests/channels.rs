//! Channel profiles: the built-in ones are sound, those of a library are read strictly, and what they
//! demand is checked.
#![allow(clippy::unwrap_used)]

mod common;

use chrono::NaiveDate;
use common::{CONSULTATION, Files, place};
use respondent::{
    check,
    library::{CHANNELS, Demand},
};

const PROFILE: &str = "templates/channels/own.toml";
const SOURCED: &str = "source = \"a page\"\nread = \"2026-11\"\n";

/// What `check` finds in the response to `plan`: `path:line:column code`, without what is unanswered.
fn found(files: &Files) -> Vec<String> {
    let (library, loaded) = files.read();
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let findings = check::findings(&library, &loaded, &[], today);
    findings.iter().filter(|finding| finding.code.name != "unanswered-question").map(|finding| place(&library, finding)).collect()
}

fn sent_by(channel: &str, text: &str) -> Files {
    let asked = CONSULTATION.replacen('\n', &format!("\nchannel = \"{channel}\"\n"), 1);
    Files::new().with("responses/plan/consultation.toml", asked).with("responses/plan/response.md", text)
}

fn profile(rule: &str) -> Files {
    Files::new().with(PROFILE, format!("title = \"Ours\"\n[[rule]]\n{rule}\n{SOURCED}"))
}

#[test]
fn the_nine_profiles_are_sound_and_every_rule_says_where_it_is_from() {
    let (library, loaded) = Files::new().read();
    assert!(loaded.is_empty(), "{loaded:?}");
    assert_eq!(CHANNELS.len(), 9);
    for channel in library.channels.values() {
        assert!(!channel.rules.is_empty(), "{}", channel.name);
        for rule in &channel.rules {
            assert!(!rule.source.is_empty() && rule.read.is_some(), "{}: {rule:?}", channel.name);
            assert!(channel.name == "house" || rule.address.as_ref().is_some_and(|address| address.starts_with("http")), "{rule:?}");
        }
    }
    let demands = |name: &str| library.channels[name].rules.iter().map(|rule| &rule.demand).collect::<Vec<_>>();
    assert!(demands("citizen-space").contains(&&Demand::BoxCharacters(32_000)));
    assert!(demands("commons-committee").contains(&&Demand::Words(3000)) && demands("nice").contains(&&Demand::Pages(20)));
}

#[test]
fn a_profile_of_the_library_replaces_the_built_in_one() {
    let files = Files::new().with("templates/channels/dfe.toml", format!("title = \"New\"\n[[rule]]\ndated = true\n{SOURCED}"));
    let (library, loaded) = files.read();
    assert!(loaded.is_empty());
    assert_eq!((library.channels["dfe"].title.as_str(), library.channels["dfe"].rules.len(), library.channels.len()), ("New", 1, 9));
}

#[test]
fn what_is_wrong_with_a_profile_is_said_at_its_place() {
    for (rule, wanted) in [
        ("box-character = 5", "3:1 unknown-key"),
        ("box-characters = \"5\"", "3:18 wrong-type"),
        ("box-characters = 0", "3:18 invalid-value"),
        ("words = 2.5", "3:9 invalid-value"),
        ("dated = false", "2:1 invalid-value"),
        ("dated = \"yes\"", "3:9 wrong-type"),
        ("summary = \"bulets\"", "3:11 invalid-value"),
        ("fields = [\"e-mail\"]", "3:11 invalid-value"),
        ("formats = 3", "3:11 wrong-type"),
        ("words = 5\npages = 2", "2:1 invalid-value"),
        ("note = \"nothing\"", "2:1 missing-field"),
    ] {
        assert_eq!(found(&profile(rule)), [format!("{PROFILE}:{wanted}")], "{rule}");
    }
    assert_eq!(found(&Files::new().with(PROFILE, "title = \"Ours\"\n[[rule]]\ndated = true\n")).len(), 2);
    assert_eq!(
        found(&Files::new().with(PROFILE, format!("title = \"x\"\n[[rules]]\ndated = true\n{SOURCED}"))),
        [format!("{PROFILE}:2:3 unknown-key")]
    );
}

#[test]
fn a_limit_of_zero_is_a_finding() {
    let asked = CONSULTATION.replacen("text =", "limit = { words = 0 }\ntext =", 1);
    assert_eq!(
        found(&Files::new().with("responses/plan/consultation.toml", asked)),
        ["responses/plan/consultation.toml:5:19 invalid-value"]
    );
}

#[test]
fn an_unknown_channel_is_a_finding_with_the_nearest() {
    let files = sent_by("dfee", "+++\n+++\n");
    assert_eq!(found(&files), ["responses/plan/consultation.toml:2:11 unknown-channel"]);
    let (_, loaded) = files.read();
    assert!(loaded[0].help.as_ref().unwrap().contains("`dfe`"));
}

#[test]
fn limits_hold_to_the_last_letter() {
    let limit = |what: &str| CONSULTATION.replacen("text =", &format!("limit = {{ {what} }}\ntext ="), 1);
    let with = |what: &str, text: &str| found(&Files::new().answer(text).with("responses/plan/consultation.toml", limit(what)));
    let too_long = ["responses/plan/response.md:5:4 channel-limit"];
    assert!(with("words = 3", "One two three.").is_empty());
    assert_eq!(with("words = 2", "One two three."), too_long);
    assert!(with("characters = 4", "😀é.").is_empty());
    assert_eq!(with("characters = 3", "😀é."), too_long);
    assert_eq!(with("characters = 5", "ab\n\ncd"), too_long);
    assert!(with("characters = 6", "ab\n\ncd").is_empty());
    let accepted = Files::new().with("responses/plan/consultation.toml", limit("words = 2"));
    assert!(found(&accepted.response("# Answers\n\n## 1 {accept-channel-limit=\"agreed\"}\n\nOne two three.\n")).is_empty());
}

#[test]
fn a_draft_that_nobody_adopted_is_only_warned_of() {
    let asked = CONSULTATION.replacen("text =", "limit = { words = 2 }\npositions = [\"p\"]\ntext =", 1);
    let files = Files::new().position("p", "One two three.").with("responses/plan/consultation.toml", asked);
    assert_eq!(found(&files), ["responses/plan/consultation.toml:4:6 channel-limit"]);
    let (library, loaded) = files.read();
    let findings = check::findings(&library, &loaded, &[], NaiveDate::default());
    assert_eq!(check::worst(&findings), Some(respondent::diagnostic::Severity::Warning));
}

#[test]
fn a_committee_gets_its_words_summary_and_numbers() {
    let long = "word ".repeat(3001);
    let text = |points: &str| format!("+++\ndate = \"2026-11\"\n+++\n\n# Key points\n\n{points}\n\n# Answers\n\n## 1\n\n{long}\n");
    let bullets = text("Two:\n\n- one\n- two");
    assert_eq!(found(&sent_by("commons-committee", &bullets)), ["responses/plan/response.md:5:3 channel-limit"]);
    let mut prose = found(&sent_by("commons-committee", &text("Two.")));
    prose.sort();
    assert_eq!(prose, ["responses/plan/response.md:5:3 channel-limit", "responses/plan/response.md:5:3 channel-summary"]);
    let told = sent_by("commons-committee", &bullets);
    let asked = CONSULTATION.replacen('\n', "\nchannel = \"commons-committee\"\nlimit = { words = 4000 }\n", 1);
    assert!(found(&told.with("responses/plan/consultation.toml", asked)).is_empty());
}

#[test]
fn a_long_response_to_the_lords_begins_with_a_summary() {
    let text = |words: usize| format!("+++\ndate = \"2026-11\"\n+++\n\n# Answers\n\n## 1\n\n{}\n", "word ".repeat(words));
    assert!(found(&sent_by("lords-committee", &text(500))).is_empty());
    assert_eq!(found(&sent_by("lords-committee", &text(6000))), ["responses/plan/response.md:7:4 channel-summary"]);
}

#[test]
fn what_was_submitted_is_no_longer_measured() {
    let asked = CONSULTATION.replacen("text =", "limit = { words = 2 }\ntext =", 1);
    let text =
        |status: &str| format!("+++\nstatus = \"{status}\"\n+++\n\n# Answers\n\n## 1\n\nOne two three.\n\n## 2\n\nAgree.\n\n## 3\n\nNo.\n");
    let of = |status: &str| {
        found(&Files::new().with("responses/plan/consultation.toml", &asked).with("responses/plan/response.md", text(status)))
    };
    assert_eq!((of("approved").len(), of("submitted").len()), (1, 0));
}
