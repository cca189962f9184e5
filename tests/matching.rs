//! Questions against past answers and positions.

mod common;

use common::Files;
use respondent::{
    library::Library,
    matching::{Candidate, Match, Matcher, Reason, State},
};

/// Two rounds on a swimming bath and a position. The second round's questions are open.
fn rounds() -> Files {
    Files::default()
        .with("respondent.toml", common::ORGANISATION)
        .with(
            "responses/bath-2020/consultation.toml",
            r#"title = "The future of the swimming bath"
[[question]]
id = "1"
text = "Should the bath open on Sundays?"
[[question]]
id = "2"
text = "Who should pay for the repair of the roof?"
[[question]]
id = "3"
text = "How warm should the water be?"
"#,
        )
        .with(
            "responses/bath-2020/response.md",
            "+++\nstatus = \"submitted\"\ndate = \"2020-05\"\n+++\n# Answers\n\n## 1\n\nIt should open whenever families are free to come.\n\n## 2\n\nThe county, which owns it.\n",
        )
        .with(
            "responses/bath-2024/consultation.toml",
            r#"title = "The swimming bath: second round"
follows = "bath-2020"
[[question]]
id = "1"
text = "Should the bath open on Sundays"
[[question]]
id = "2"
text = "Which lessons should be free?"
positions = ["sport/lessons"]
prior = ["bath-2020/2"]
[[question]]
id = "3"
text = "How warm should the water be?"
"#,
        )
        .with("positions/sport/lessons.md", "+++\ntitle = \"Swimming lessons\"\ntopics = [\"sport\"]\n+++\n# Position\n\nEvery child learns to swim.\n")
}

fn read(files: &Files) -> Library {
    let (library, findings) = files.read();
    assert!(findings.is_empty(), "{findings:?}");
    library
}

/// The names of what is proposed, the best first.
fn proposed(library: &Library, consultation: &str, question: &str) -> Vec<String> {
    with_matches(library, consultation, question, |found| found.iter().map(|it| it.entry.candidate.to_string()).collect())
}

fn with_matches<T>(library: &Library, consultation: &str, question: &str, look: impl FnOnce(&[Match]) -> T) -> T {
    let matcher = Matcher::new(library);
    let asked = &library.consultations[consultation];
    look(&matcher.matches(asked, asked.question(question).expect("a question"), 10))
}

#[test]
fn what_the_consultation_names_comes_first() {
    let library = read(&rounds());
    assert_eq!(proposed(&library, "bath-2024", "2")[..2], ["bath-2020/2", "sport/lessons"]);
    with_matches(&library, "bath-2024", "2", |found| {
        assert_eq!(found[0].score, 1.0);
        assert!(found[0].because.contains(&Reason::Declared));
    });
}

#[test]
fn the_same_question_of_the_earlier_round_is_known_whatever_its_marks() {
    let library = read(&rounds());
    with_matches(&library, "bath-2024", "1", |found| {
        assert_eq!(found[0].entry.candidate.to_string(), "bath-2020/1");
        assert_eq!(found[0].entry.text, "It should open whenever families are free to come.");
        assert_eq!(found[0].entry.state, State::Submitted);
        assert!(found[0].because.contains(&Reason::SameWords));
        assert!(found[0].because.contains(&Reason::SameId { round: "bath-2020".into() }));
    });
}

#[test]
fn a_question_that_nobody_answered_comes_last_and_says_so() {
    with_matches(&read(&rounds()), "bath-2024", "3", |found| {
        let last = found.last().expect("proposals");
        assert_eq!((last.entry.candidate.to_string().as_str(), last.entry.state), ("bath-2020/3", State::Unanswered));
        assert!(last.entry.text.is_empty() && last.because.contains(&Reason::Unanswered));
    });
}

#[test]
fn questions_of_the_same_consultation_are_no_answers() {
    assert!(proposed(&read(&rounds()), "bath-2020", "1").iter().all(|name| !name.starts_with("bath-2020/")));
}

#[test]
fn a_candidate_is_found_by_the_name_that_it_prints() {
    let library = read(&rounds());
    for name in ["bath-2020/2", "sport/lessons"] {
        let candidate = Candidate::find(&library, name).expect("there");
        assert_eq!(candidate.to_string(), name);
        assert_eq!(candidate.look_up(&library).expect("there").candidate, candidate);
    }
    assert_eq!(Candidate::find(&library, "bath-2020/9"), None);
}

#[test]
fn a_round_that_comes_before_itself_is_a_finding() {
    let second = "title = \"Again\"\nfollows = \"bath-2024\"\n";
    let files = rounds().with("responses/bath-2020/consultation.toml", second).without("responses/bath-2020/response.md");
    let (library, findings) = files.read();
    let circles: Vec<_> = findings.iter().filter(|it| it.message.contains('→')).map(|it| common::place(&library, it)).collect();
    assert_eq!(
        circles,
        ["responses/bath-2020/consultation.toml:2:11 invalid-value", "responses/bath-2024/consultation.toml:2:11 invalid-value"]
    );
}
