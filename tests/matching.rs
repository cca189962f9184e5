//! Questions against past answers and positions.

mod common;

use common::Files;
use proptest::prelude::*;
use respondent::{
    library::Library,
    matching::{CONFIDENT, Candidate, FAINT, Match, Matcher, Reason, State, Vectors},
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
    assert_eq!(proposed(&library, "bath-2024", "2")[..2], ["sport/lessons", "bath-2020/2"]);
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
        let last = found.iter().rfind(|it| it.score >= FAINT).expect("proposals");
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

/// A library of one open consultation with one question, and what may answer it.
fn asking(question: &str) -> Files {
    let asked = format!("title = \"Nature by the river\"\n[[question]]\nid = \"1\"\ntext = \"{question}\"\n");
    Files::default().with("respondent.toml", common::ORGANISATION).with("responses/new/consultation.toml", asked)
}

/// The same with a past consultation: questions and answers.
fn before(files: Files, id: &str, date: &str, status: &str, answers: &[(&str, &str)]) -> Files {
    let (mut asked, mut said) =
        (format!("title = \"About {id}\"\n"), format!("+++\nstatus = \"{status}\"\ndate = \"{date}\"\n+++\n# Answers\n"));
    for (at, (question, answer)) in answers.iter().enumerate() {
        asked += &format!("[[question]]\nid = \"{}\"\ntext = \"{question}\"\n", at + 1);
        said += &format!("\n## {}\n\n{answer}\n", at + 1);
    }
    files.with(&format!("responses/{id}/consultation.toml"), asked).with(&format!("responses/{id}/response.md"), said)
}

#[test]
fn words_that_matter_find_the_answer_and_are_its_reason() {
    let answers = [
        ("Should otters be protected by law?", "Otters need banks that nobody mows."),
        ("Should fishing cost more?", "A ticket is dear enough."),
        ("Where should new benches stand?", "In the shade."),
    ];
    let library = read(&before(asking("How should the law protect an otter?"), "rivers", "2024", "submitted", &answers));
    with_matches(&library, "new", "1", |found| {
        assert_eq!(found[0].entry.candidate.to_string(), "rivers/1");
        assert!(found[0].score > found.get(1).map_or(0.0, |next| next.score));
        let mut words = found[0].because.iter().filter_map(|reason| match reason {
            Reason::SharedWords { words } => Some(words.iter().map(|shared| shared.word.as_str()).collect::<Vec<_>>()),
            _ => None,
        });
        assert!(words.any(|words| words.contains(&"otter")), "{:?}", found[0].because);
    });
}

#[test]
fn a_changed_word_is_named() {
    let answers = [("Should the towpath be lit at night all winter?", "Lamps frighten bats away from the water.")];
    let library = read(&before(asking("Should the towpath be lit at night all summer?"), "paths", "2024", "submitted", &answers));
    with_matches(&library, "new", "1", |found| {
        let nearly = Reason::NearlySame { added: vec!["summer".into()], removed: vec!["winter".into()] };
        assert!(found[0].because.contains(&nearly), "{:?}", found[0].because);
    });
}

#[test]
fn small_words_are_a_reason_only_where_there_is_no_other() {
    let answers =
        [("Should you and your neighbours look after bats?", "You should."), ("Would you?", "Yes, we would have done so before.")];
    let library = read(&before(asking("Should your neighbours have done so before?"), "wild", "2024", "submitted", &answers));
    let words = |found: &Match| -> Vec<String> {
        let shared = found.because.iter().find_map(|reason| match reason {
            Reason::SharedWords { words } => Some(words.iter().map(|shared| shared.word.clone()).collect()),
            _ => None,
        });
        shared.unwrap_or_default()
    };
    with_matches(&library, "new", "1", |found| {
        assert_eq!(words(&found[0]), ["neighbours"]);
        assert!(words(&found[1]).contains(&"done".to_owned()), "{:?}", found[1].because);
    });
}

#[test]
fn between_editions_the_whole_wording_counts() {
    let frame = "Which of the following have you seen on your walks in the past year";
    let asked = |title: &str, first: &str| format!("title = \"{title}\"\n[[question]]\nid = \"1\"\ntext = \"{frame}: {first}?\"\n");
    let others: String = (2..9).map(|at| format!("[[question]]\nid = \"{at}\"\ntext = \"{frame}: kind {at}?\"\n")).collect();
    let lead = |title: &str| {
        let old = format!("{}{others}[[question]]\nid = \"9\"\ntext = \"Wild geese?\"\n", asked(title, "birds of prey and their young"));
        let new = format!("{}{others}", asked("The survey of walkers 2024", "wild birds"));
        let files = Files::new().with("responses/old/consultation.toml", old).with("responses/new/consultation.toml", new);
        with_matches(&read(&files), "new", "1", |found| {
            let score = |name: &str| found.iter().find(|it| it.entry.candidate.to_string() == name).map_or(0.0, |it| it.score);
            score("old/1") - score("old/9")
        })
    };
    assert!(lead("The survey of walkers 2021") > lead("Farms and geese"));
}

#[test]
fn the_round_before_does_not_hide_what_answers_a_question_on_another_matter() {
    let asked = [("Should the canal be dredged with care?", "Dredge it."), ("Who pays for the locks and their keepers?", "All do.")];
    let new = "title = \"About old\"\nfollows = \"old\"\n[[question]]\nid = \"1\"\ntext = \"How should health services treat bats with fever?\"\n";
    let bats = "+++\ntitle = \"Bats\"\n+++\n# Position\n\nHealth services must treat bats, as they treat owls.\n";
    let files = before(Files::new(), "old", "2024", "submitted", &asked)
        .with("responses/new/consultation.toml", new)
        .with("positions/bats.md", bats);
    assert_eq!(proposed(&read(&files), "new", "1")[0], "bats");
}

#[test]
fn a_mistyped_word_is_forgiven() {
    let answers =
        [("Should hedgehogs have tunnels under roads?", "Every hedgehog has a right to cross."), ("Who sweeps leaves?", "We do.")];
    let library = read(&before(asking("What of hegdehogs?"), "roads", "2024", "submitted", &answers));
    assert_eq!(proposed(&library, "new", "1").first().map(String::as_str), Some("roads/1"));
}

#[test]
fn the_organisation_s_own_synonyms_lead_to_what_shares_no_word() {
    let files = before(asking("What do water voles need?"), "banks", "2024", "submitted", &[("Who tends ratty?", "Nobody did.")]);
    assert!(proposed(&read(&files), "new", "1").is_empty());
    let settings = format!("{}\n[synonyms]\nvole = [\"ratty\", \"water voles\"]\n", common::ORGANISATION);
    let library = read(&files.with("respondent.toml", settings));
    with_matches(&library, "new", "1", |found| {
        let synonym = Reason::Synonym { asked: "water voles".into(), found: "ratty".into() };
        assert_eq!(found.iter().map(|it| it.because.contains(&synonym)).collect::<Vec<_>>(), [true]);
    });
}

#[test]
fn what_was_sent_and_what_is_recent_comes_first_among_equals() {
    let answers = [("May dogs swim in the weir?", "Only on a lead, and never in spring.")];
    let other = [("May dogs swim in the weir?", "Never at all, whoever holds the lead.")];
    let third = [("May dogs swim in the weir?", "Yes, as long as somebody watches the ducks.")];
    let files = before(asking("May dogs swim in the weir?"), "a", "2022", "draft", &answers);
    let files = before(before(files, "b", "2020", "submitted", &other), "c", "2023", "submitted", &third);
    assert_eq!(proposed(&read(&files), "new", "1"), ["c/1", "b/1", "a/1"]);
}

#[test]
fn what_is_superseded_or_withdrawn_comes_last_and_says_so() {
    let position =
        |status: &str| format!("+++\ntitle = \"Otters\"\n{status}\n+++\n# Position\n\nOtters need quiet banks, {}.\n", status.len());
    let files = before(
        asking("What do otters need on quiet banks?"),
        "x",
        "2024",
        "draft",
        &[("Do otters like quiet banks?", "Banks have shade.")],
    )
    .with("positions/new.md", position(""))
    .with("positions/old.md", position("status = \"superseded\"\nsuperseded-by = \"new\""))
    .with("positions/gone.md", position("status = \"withdrawn\""));
    let library = read(&files);
    assert_eq!(proposed(&library, "new", "1"), ["x/1", "new", "old", "gone"]);
    with_matches(&library, "new", "1", |found| {
        assert!(found[2].because.contains(&Reason::Superseded { by: Some("new".into()) }));
        assert!(found[3].because.contains(&Reason::Withdrawn));
    });
}

#[test]
fn what_is_superseded_is_seen_however_much_else_there_is() {
    let old = "+++\ntitle = \"Otters\"\nstatus = \"withdrawn\"\n+++\n# Position\n\nOtters need quiet banks.\n";
    let others: Vec<(String, String)> = (0..40).map(|n| (format!("What of lamp {n}?"), format!("Lamp {n} stays."))).collect();
    let others: Vec<(&str, &str)> = others.iter().map(|(question, answer)| (question.as_str(), answer.as_str())).collect();
    let files = before(asking("What do otters need on quiet banks?"), "lamps", "2024", "submitted", &others).with("positions/old.md", old);
    with_matches(&read(&files), "new", "1", |found| {
        assert_eq!(found[0].entry.candidate.to_string(), "old");
        assert!(found[0].score >= FAINT, "{}", found[0].score);
    });
    let asked = files.0.iter().find(|(path, _)| path.ends_with("new/consultation.toml")).map(|(_, text)| text.clone());
    // Of few it is one, in the place of what is hardly like the question.
    let (library, _) = files.read();
    let asked_now = &library.consultations["new"];
    let few = |most: usize| {
        let matcher = Matcher::new(&library);
        matcher.matches(asked_now, &asked_now.questions[0], most).iter().map(|it| it.entry.candidate.to_string()).collect::<Vec<_>>()
    };
    assert!((1..4).all(|most| few(most).contains(&"old".to_owned())));
    let asked = String::from_utf8(asked.expect("a file")).expect("text") + "positions = [\"old\"]\n";
    with_matches(&read(&files.with("responses/new/consultation.toml", asked)), "new", "1", |found| assert_eq!(found[0].score, 1.0));
}

#[test]
fn a_question_that_nobody_answered_is_seen_where_it_is_named() {
    let question = "Should otters be protected by law?";
    let files = before(asking(question), "rivers", "2024", "submitted", &[(question, "They should, on every bank.")])
        .with("responses/open/consultation.toml", format!("title = \"Open\"\n[[question]]\nid = \"1\"\ntext = \"{question}\"\n"));
    assert_eq!(proposed(&read(&files), "new", "1"), ["rivers/1"]);
    let asked = files.0.iter().find(|(path, _)| path.ends_with("new/consultation.toml")).map(|(_, text)| text.clone());
    let asked = String::from_utf8(asked.expect("a file")).expect("text") + "prior = [\"open/1\"]\n";
    // That there is no answer is a finding of its own.
    let (library, _) = files.with("responses/new/consultation.toml", asked).read();
    assert!(proposed(&library, "new", "1").contains(&"open/1".to_owned()));
}

#[test]
fn a_question_that_every_round_asks_is_its_matter_and_no_frame() {
    let question = "How hard is the recruitment of physics teachers?";
    let files = (2015..2024).fold(asking(question), |files, year| {
        before(files, &format!("pay-{year}"), &year.to_string(), "submitted", &[(question, "Harder every year, and nobody applies.")])
    });
    with_matches(&read(&files), "new", "1", |found| {
        assert_eq!(found[0].because, [Reason::SameWords]);
        assert!(found[0].score > 0.9, "{}", found[0].score);
    });
    // A year in it does not make it another question.
    let asked = |year: u32| format!("Should the pay award for teachers in {year} be above inflation?");
    let others: Vec<String> = (0..40).map(|n| format!("Where does the {n}th lamp of pier {n} stand?")).collect();
    let others: Vec<(&str, &str)> = others.iter().map(|question| (question.as_str(), "By the water.")).collect();
    let lamps = before(asking(&asked(2024)), "lamps", "2024", "submitted", &others);
    let files = (2015..2024).fold(lamps, |files, year| {
        before(files, &format!("pay-{year}"), &year.to_string(), "submitted", &[(&asked(year), "It should, after years below it.")])
    });
    with_matches(&read(&files), "new", "1", |found| assert!(found[0].score > 0.8, "{} {:?}", found[0].score, found[0].because));
}

#[test]
fn the_same_text_is_proposed_once_and_says_how_often_it_was_said() {
    let text = "Our members have asked for cleaner water in every river for years.";
    let mut files = asking("How clean should river water be?");
    for year in 2012..2026 {
        let answers = [("Is the water of the river clean?", text)];
        files = before(files, &format!("rivers-{year}"), &year.to_string(), "submitted", &answers);
    }
    with_matches(&read(&files), "new", "1", |found| {
        assert_eq!(found.iter().map(|it| it.entry.candidate.to_string()).collect::<Vec<_>>(), ["rivers-2025/1"]);
        assert_eq!((found[0].said.times, found[0].said.last.map(|date| date.year)), (14, Some(2025)));
    });
    let drafted = before(files, "rivers-2026", "2026", "draft", &[("Is the water of the river clean?", text)]);
    with_matches(&read(&drafted), "new", "1", |found| {
        let said = found[0].said;
        assert_eq!((said.times, said.last.map(|date| date.year)), (14, Some(2025)), "what is only drafted was not said");
    });
}

#[test]
fn ten_thousand_answers_with_the_same_text_are_one_proposal() {
    let mut files = asking("Who looks after the otters?");
    for consultation in 0..200 {
        let question =
            |at| format!("[[question]]\nid = \"{at}\"\ntext = \"Who looks after the otters of river {consultation} in year {at}?\"\n");
        let answer = |at| format!("## {at}\n\nThe wardens look after every otter that they can find.\n\n");
        let (questions, answers): (String, String) = (1..=50).map(|at| (question(at), answer(at))).unzip();
        files = files.with(&format!("responses/past-{consultation}/consultation.toml"), format!("title = \"Rivers\"\n{questions}")).with(
            &format!("responses/past-{consultation}/response.md"),
            format!("+++\nstatus = \"submitted\"\n+++\n# Answers\n\n{answers}"),
        );
    }
    let library = read(&files);
    with_matches(&library, "new", "1", |found| {
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].said.times, 10_000);
    });
}

#[test]
fn all_questions_at_once_get_what_each_gets_alone() {
    let questions: String = (1..=40)
        .map(|at| format!("[[question]]\nid = \"{at}\"\ntext = \"How does lesson {at} change the repair of the roof?\"\n"))
        .collect();
    let library = read(&rounds().with("responses/new/consultation.toml", format!("title = \"The roof\"\n{questions}")));
    let (matcher, asked) = (Matcher::new(&library), &library.consultations["new"]);
    let all: Vec<_> = asked.questions.iter().collect();
    for (question, together) in all.iter().zip(matcher.all_matches(asked, &all, 5)) {
        assert_eq!(format!("{together:?}"), format!("{:?}", matcher.matches(asked, question, 5)));
    }
}

#[test]
fn a_question_that_says_nothing_of_its_own_is_sure_only_of_its_own_rounds() {
    let answers = [("Do you have any other comments?", "The bridge at the mill should be painted green.")];
    let files = before(asking("Do you have any other comments?"), "mill", "2024", "submitted", &answers);
    with_matches(&read(&files), "new", "1", |found| assert!(found[0].score < CONFIDENT));
    let asked = files.0.iter().find(|(path, _)| path.ends_with("new/consultation.toml")).map(|(_, text)| text.clone());
    let asked = format!("follows = \"mill\"\n{}", String::from_utf8(asked.expect("a file")).expect("text"));
    with_matches(&read(&files.with("responses/new/consultation.toml", asked)), "new", "1", |found| assert!(found[0].is_confident()));
}

#[test]
fn a_question_without_words_gets_only_what_it_names() {
    let (library, _) = rounds()
        .with(
            "responses/bath-2024/consultation.toml",
            "title = \"Bath\"\n[[question]]\nid = \"1\"\ntext = \"\"\nprior = [\"bath-2020/2\"]\n",
        )
        .read();
    with_matches(&library, "bath-2024", "1", |found| assert_eq!(found[0].entry.candidate.to_string(), "bath-2020/2"));
}

#[test]
fn what_was_kept_proposes_the_same() {
    let library = read(&rounds());
    let matcher = Matcher::new(&library);
    let text = serde_json::to_string(&matcher).expect("it can be kept");
    let kept: Matcher = serde_json::from_str(&text).expect("it can be read back");
    for question in &library.consultations["bath-2024"].questions {
        let shown = |matcher: &Matcher| format!("{:?}", matcher.matches(&library.consultations["bath-2024"], question, 9));
        assert_eq!(shown(&matcher), shown(&kept));
    }
}

/// Questions and answers of few words, so that they share many.
fn some_text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec!["otters", "banks", "the", "should", "do you agree that", "law", "money", "fish", "2024", "Yes."]);
    prop::collection::vec(word, 1..7).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn proposals_are_likely_in_order_with_reasons_and_the_same_every_time(
        question in some_text(),
        past in prop::collection::vec((some_text(), some_text(), 0..4usize), 0..8),
    ) {
        let mut files = asking(&question);
        for (at, (asked, said, status)) in past.iter().enumerate() {
            let status = ["draft", "in-review", "approved", "submitted"][*status];
            files = before(files, &format!("past-{at}"), &format!("{}", 2015 + at), status, &[(asked, said)]);
        }
        let mut turned = files.clone();
        turned.0.reverse();
        let (library, again) = (files.read().0, turned.read().0);
        let shown = |library: &Library| with_matches(library, "new", "1", |found| format!("{found:?}"));
        prop_assert_eq!(shown(&library), shown(&again));
        with_matches(&library, "new", "1", |found| {
            assert!(found.iter().all(|it| (0.0..=1.0).contains(&it.score) && !it.because.is_empty()));
            assert!(found.is_sorted_by(|a, b| a.score >= b.score));
            assert!(found.is_sorted_by_key(|it| it.entry.state.is_last_resort()));
        });
    }
}

/// What the bath's texts mean, by a person: warmth or money.
fn meant(text: &str) -> [f32; 3] {
    let has = |words: &[&str]| f32::from(u8::from(words.iter().any(|word| text.to_lowercase().contains(word))));
    [has(&["warm", "sauna", "heat"]), has(&["pay", "county", "money"]), 0.1]
}

fn with_meaning<T>(files: &Files, question: &str, look: impl FnOnce(&[Match]) -> T) -> T {
    let library = read(files);
    let asked = &library.consultations["bath-2024"];
    let mut matcher = Matcher::new(&library);
    let mut vectors = Vectors::default();
    matcher.texts_with_meaning(asked).iter().for_each(|text| vectors.add(text, &meant(text)));
    matcher.learn(vectors);
    look(&matcher.matches(asked, asked.question(question).expect("a question"), 10))
}

#[test]
fn what_means_the_same_comes_first_although_no_word_is_shared() {
    let files = rounds()
        .with("positions/a.md", "+++\ntitle = \"Admission\"\n+++\n# Position\n\nFree for children.\n")
        .with("positions/heat.md", "+++\ntitle = \"Sauna\"\n+++\n# Position\n\nHeat helps.\n");
    let asked = "title = \"The swimming bath\"\n[[question]]\nid = \"3\"\ntext = \"Is it warm?\"\n";
    let files = files.with("responses/bath-2024/consultation.toml", asked);
    with_meaning(&files, "3", |found| {
        let near = found.iter().position(|it| it.entry.candidate.to_string() == "heat").expect("a proposal");
        let far = found.iter().position(|it| it.entry.candidate.to_string() == "a").unwrap_or(usize::MAX);
        assert!(near < far && near <= 1, "{found:?}");
        assert!(found[near].because.iter().any(|why| matches!(why, Reason::Meaning { nearness } if *nearness > 0.9)), "{:?}", found[near]);
    });
}

#[test]
fn what_is_declared_and_what_has_the_same_words_comes_before_meaning() {
    with_meaning(&rounds(), "2", |found| {
        assert_eq!(found[0].because[0], Reason::Declared);
        assert_eq!(found[1].because[0], Reason::Declared);
    });
    with_meaning(&rounds(), "1", |found| assert_eq!(found[0].entry.candidate.to_string(), "bath-2020/1"));
}

#[test]
fn vectors_of_no_use_change_nothing() {
    let library = read(&rounds());
    let asked = &library.consultations["bath-2024"];
    let mut matcher = Matcher::new(&library);
    let names = |matcher: &Matcher| -> Vec<(String, f64)> {
        matcher.matches(asked, &asked.questions[2], 10).iter().map(|it| (it.entry.candidate.to_string(), it.score)).collect()
    };
    let before = names(&matcher);
    matcher.learn(Vectors::default());
    assert_eq!(names(&matcher), before);
    let mut vectors = Vectors::default();
    vectors.add("some text", &[f32::NAN, 1.0]);
    vectors.add("another text", &[f32::INFINITY, 1.0]);
    assert!(vectors.is_empty());
    vectors.add("a text of another library", &[1.0, 0.0]);
    vectors.add("one that is longer", &[1.0, 0.0, 0.0]);
    assert_eq!((vectors.len(), vectors.lacking(&["one that is longer", "a text of another library", "one that is longer"]).len()), (1, 1));
    matcher.learn(vectors);
    assert_eq!(names(&matcher), before);
}
