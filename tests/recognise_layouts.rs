//! Layouts of consultations and of answers that departments and regulators use, in sentences of our own.

use respondent::{
    document::walk,
    import::{
        Changes, Foreign,
        read::read,
        recognise::{
            consultation::{self, Consultation},
            response::{self, Response},
        },
        write,
    },
};

fn foreign(text: &str, name: &str) -> Foreign {
    read(text.as_bytes(), Some(name), Changes::Accept).unwrap()
}

fn asked(text: &str) -> Consultation {
    consultation::recognise(&foreign(text, "a.md"))
}

/// The id and the words of each question.
fn questions(found: &Consultation) -> Vec<(String, String)> {
    found.questions.iter().map(|question| (question.id.clone(), question.text())).collect()
}

fn pairs(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
    wanted.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect()
}

fn said(text: &str) -> Response {
    response::recognise(&foreign(text, "a.md"), &[])
}

/// The ids and the words of each answer.
fn answers(found: &Response) -> Vec<(String, String)> {
    let each = found.sections.iter().flat_map(|section| &section.answers).map(|answer| {
        let ids: Vec<&str> = std::iter::once(&answer.question).chain(&answer.also).map(String::as_str).collect();
        let words: Vec<String> = answer.body.iter().map(|block| block.plain()).collect();
        (ids.join(", "), words.join(" "))
    });
    each.collect()
}

#[test]
fn numbers_are_written_out_counted_and_foreign() {
    let found = asked("Question One: Do you fish?\n\nQuestion Two: Where?\n");
    assert_eq!(questions(&found), pairs(&[("1", "Do you fish?"), ("2", "Where?")]));
    assert_eq!(found.questions[1].label, "Question Two");
    let found = asked("Question 1 of 2: Do you fish?\n\nQuestion 2 of 2: Where?\n");
    assert_eq!(questions(&found), pairs(&[("1", "Do you fish?"), ("2", "Where?")]));
    let found = asked("Frage 1: Angeln Sie?\n\nFrage 2: Wo?\n");
    assert_eq!(questions(&found), pairs(&[("1", "Angeln Sie?"), ("2", "Wo?")]));
    let found = asked("Question n° 1 : Pêchez-vous ?\n\nQuestion n° 2 : Où ?\n");
    assert_eq!(questions(&found), pairs(&[("1", "Pêchez-vous ?"), ("2", "Où ?")]));
}

#[test]
fn a_question_may_begin_with_is() {
    let found = asked("Q1 Do you fish?\n\nQ2 Is there anything else?\n");
    assert_eq!(questions(&found), pairs(&[("1", "Do you fish?"), ("2", "Is there anything else?")]));
}

#[test]
fn the_word_alone_makes_a_question() {
    let found =
        asked("## Proposal 1\n\nQuestion: Do you agree with proposal 1?\n\n## Proposal 2\n\nQuestion: Do you agree with proposal 2?\n");
    assert_eq!(questions(&found), pairs(&[("1", "Do you agree with proposal 1?"), ("2", "Do you agree with proposal 2?")]));
}

#[test]
fn numbers_begin_again_below_each_theme() {
    let found = asked(
        "# Fish\n\n## Theme 1\n\nQuestions to consider:\n\n1. What do you catch?\n2. Who eats it?\n\n## Theme 2\n\nQuestions to consider:\n\n1. How do you fish?\n2. When do you fish?\n",
    );
    let wanted = [("1", "What do you catch?"), ("2", "Who eats it?"), ("2.1", "How do you fish?"), ("2.2", "When do you fish?")];
    assert_eq!(questions(&found), pairs(&wanted));
}

#[test]
fn lists_below_the_word_questions_are_questions() {
    let found = asked(
        "# Fish\n\n## Rivers\n\nRivers are low.\n\n### Consultation questions\n\n- What should be done?\n- Who should pay for it?\n\n## Lakes\n\n### Consultation questions\n\n- Should lakes be stocked?\n- What would it cost?\n\n## Sending it in\n\n- By post.\n- By hand.\n",
    );
    let words: Vec<String> = found.questions.iter().map(|question| question.text()).collect();
    assert_eq!(words, ["What should be done?", "Who should pay for it?", "Should lakes be stocked?", "What would it cost?"]);
}

#[test]
fn what_is_told_counts_among_what_is_asked() {
    let found = asked(
        "# Request\n\n1. Describe your boat. Who built it?\n\n2. What does it cost to keep?\n\n3. Which parts fail?\n\n(a) In winter, what fails?\n\n4. Are there rules that we should know?\n\n## Sending it in\n\n1. Do not send parts.\n\n2. Write clearly.\n",
    );
    assert_eq!(found.questions.iter().map(|question| question.id.as_str()).collect::<Vec<_>>(), ["1", "2", "3", "3a", "4"]);
    let found =
        asked("1. Should all boats pay? Why or why not?\n\n2. Is a year right?\n\n3. We have left small boats out. Is this right?\n");
    assert_eq!(found.questions.len(), 3);
}

#[test]
fn paragraph_numbers_are_no_words_of_a_question() {
    let found = asked(
        "## Chapter 2\n\n2.1 Boats are old. Are they safe? Nobody knows.\n\n### Consultation Question 1.\n\n2.2 We propose a test for boats.\n\nDo consultees agree?\n\n2.3 Tests take time.\n\n### Consultation Question 2.\n\n2.4 We invite views on whether a test should be:\n\n(1) yearly; and\n\n(2) free.\n\n2.5 We turn to sails.\n",
    );
    let wanted = [
        ("1", "We propose a test for boats. Do consultees agree?"),
        ("2", "We invite views on whether a test should be: (1) yearly; and (2) free."),
    ];
    assert_eq!(questions(&found), pairs(&wanted));
}

#[test]
fn lettered_parts_stand_below_a_number_alone() {
    let found = asked(
        "**Question 1**\n\n**a) Is a year the right period?**\n\n**b) If not, what should it be?**\n\n**Question 2(a): Should it cost something?**\n\n**Question 2(b): How much?**\n",
    );
    let labels: Vec<(&str, &str)> = found.questions.iter().map(|question| (question.id.as_str(), question.label.as_str())).collect();
    assert_eq!(labels, [("1a", "Question 1 (a)"), ("1b", "Question 1 (b)"), ("2a", "Question 2(a)"), ("2b", "Question 2(b)")]);
}

#[test]
fn options_stand_behind_boxes_before_them_or_on_lines() {
    let found = asked(
        "Q1: Do you fish? Yes ☐ No ☒ Rarely ☐\n\nQ2: And on Sundays?\n\nYes [ ] No [x]\n\nQ3: Where do you fish?\n\nPlease select all that apply\n\nRiver\n\nLake\n\nSea\n\nQ4: Why?\n\n..........\n\nWhat is your name?\n\n..........\n",
    );
    let options: Vec<&[String]> = found.questions.iter().map(|question| question.options.as_slice()).collect();
    assert_eq!(options[..3], [vec!["Yes", "No", "Rarely"], vec!["Yes", "No"], vec!["River", "Lake", "Sea"]]);
    assert_eq!((found.questions[1].ticked.as_slice(), found.questions[2].choose_many), (["No".to_owned()].as_slice(), true));
    assert_eq!(questions(&found)[3..], pairs(&[("4", "Why?"), ("u1", "What is your name?")]));
}

#[test]
fn boxes_below_a_colon_are_those_of_what_asks_there() {
    let found = asked(
        "Are you one or many?\n\n☐ One\n\n☐ Many\n\nWe would like your leave to print this. Please tick:\n\n☐ With my name\n\n☐ Without\n\nQuestion 1\n\nDo you fish?\n\nQuestion 2\n\nWhere?\n",
    );
    assert_eq!(found.questions.len(), 4);
    assert_eq!(found.questions[0].options, ["One", "Many"]);
}

#[test]
fn machine_tags_are_left_out_and_told() {
    let text = "Q1 Do you agree?\n\n<ABC_QUESTION_X_1>\n\nWe agree.\n\n<ABC_QUESTION_X_1>\n\nQ2 Why?\n\n<ABC_QUESTION_X_2>\n\nTYPE YOUR TEXT HERE\n\n<ABC_QUESTION_X_2>\n";
    let found = said(text);
    assert_eq!(answers(&found), pairs(&[("1", "We agree."), ("2", "")]));
    assert!(found.doubts.iter().any(|doubt| doubt.message.ends_with("were left out: 4")), "{:?}", found.doubts);
}

#[test]
fn one_answer_to_several_questions_is_kept_once() {
    let found = said(
        "# Views\n\n**Question 1: Which boat?**\n\nThe blue one.\n\n**Questions 2 and 3**\n\nIn May, and by hand.\n\n**Question 4: Else?**\n\nNo.\n",
    );
    assert_eq!(answers(&found), pairs(&[("1", "The blue one."), ("2, 3", "In May, and by hand."), ("4", "No.")]));
    assert!(write::response(&found, "a", None).contains("## 2, 3\n\nIn May"));
    let ids: Vec<&str> = found.consultation.questions.iter().map(|question| question.id.as_str()).collect();
    assert_eq!(ids, ["1", "2", "3", "4"]);
}

#[test]
fn below_a_label_alone_stands_the_answer_unless_it_asks() {
    let found = said("# Views\n\n**Response to Question 1**\n\nBoats are dear.\n\n**Response to Question 2**\n\nThey should be cheap.\n");
    assert_eq!(answers(&found), pairs(&[("1", "Boats are dear."), ("2", "They should be cheap.")]));
    assert_eq!(found.consultation.questions[0].label, "Question 1");
    let found = said("Question 1\n\nAre boats dear?\n\nThey are.\n\nQuestion 2\n\nThey should be cheap.\n");
    assert_eq!(answers(&found), pairs(&[("1", "They are."), ("2", "They should be cheap.")]));
}

#[test]
fn bullets_that_a_question_announces_are_its_own() {
    let found = said(
        "## Question 1\n\nTo what extent do you support:\n\n- boats?\n- rafts?\n\nBoats, fully.\n\n## Question 2\n\nPlease list what you need:\n\n- sails\n- ropes\n",
    );
    assert_eq!(answers(&found)[0], ("1".to_owned(), "Boats, fully.".to_owned()));
    assert_eq!(found.consultation.questions[0].text(), "To what extent do you support: • boats? • rafts?");
    assert_eq!(answers(&found)[1], ("2".to_owned(), "sails ropes".to_owned()));
}

#[test]
fn lettered_questions_have_their_own_answers() {
    let found = said(
        "### Question 1—Scope\n\n(a) Do you agree with the scope?\n\nWe do.\n\n(b) Is anything missing?\n\nRafts are.\n\n### Question 2—Cost\n\nDo you agree with the cost? If not, why not?\n\nWe do not. It is too high.\n",
    );
    assert_eq!(answers(&found), pairs(&[("1", ""), ("1a", "We do."), ("1b", "Rafts are."), ("2", "We do not. It is too high.")]));
    assert_eq!(walk::plain(&found.consultation.questions[3].content), "Cost Do you agree with the cost? If not, why not?");
}

#[test]
fn questions_without_numbers_head_their_answers() {
    let found = said("# Views\n\n**Do you like boats?**\n\nYes. Would we lie?\n\n**What else?**\n\nSails.\n");
    assert_eq!(answers(&found), pairs(&[("1", "Yes. Would we lie?"), ("2", "Sails.")]));
}

#[test]
fn lettered_lines_head_sections() {
    let found = said(
        "# Views\n\nA. Opening\n\n1. We sail.\n\nB. Answers\n\nQuestion 1: Why?\n\n2. For fun:\n\n(a) in May; and\n\n(b) in June.\n\nQuestion 2: How?\n\n3. Slowly.\n\nC. Close\n\n4. Thank you.\n",
    );
    let titles: Vec<String> = found.sections.iter().map(|section| walk::plain(&section.title)).collect();
    assert_eq!(titles, ["Opening", "Answers", "Close"]);
    assert_eq!(found.sections[2].body.len(), 1);
}

/// The options of each question.
fn options(found: &Consultation) -> Vec<Vec<&str>> {
    found.questions.iter().map(|question| question.options.iter().map(String::as_str).collect()).collect()
}

fn read_as(text: &str, name: &str) -> Consultation {
    consultation::recognise(&foreign(text, name))
}

#[test]
fn short_choices_are_options_however_they_are_counted() {
    let found = read_as(
        "Question 1: How often do you sail?\n\na) once a week\nb) twice a week\nc) never\n\nQuestion 2: Which do you prefer?\n\n(i) A raft; or\n\n(ii) a boat.\n\nQuestion 3: How important is this?\n\n1. Very\n2. A little\n3. Not at all\n\nQuestion 4: On a scale of 1 to 5, how good are oars?\n\n1 (no good)\n2\n3\n4\n5 (very good)\n\nQuestion 5: Should all boats pay?\n\n(a) Yes\n(b) Yes, but less\n(c) No\n\nQuestion 6: Why?\n",
        "a.txt",
    );
    let wanted: [&[&str]; 6] = [
        &["once a week", "twice a week", "never"],
        &["A raft", "a boat"],
        &["Very", "A little", "Not at all"],
        &["1 (no good)", "2", "3", "4", "5 (very good)"],
        &["Yes", "Yes, but less", "No"],
        &[],
    ];
    assert_eq!(options(&found), wanted);
    assert!(!found.doubts.iter().any(|doubt| doubt.message.contains("kept with its words")), "{:?}", found.doubts);
    let page = "<h1>Boats</h1><p><b>Q1. How often do you sail?</b></p><ol type=a><li>daily</li><li>never</li></ol><p><b>Q2. Why?</b></p>";
    assert_eq!(options(&read_as(page, "a.html")), [vec!["daily", "never"], vec![]]);
    let found = asked("**Q1a.** At what level?\n\n1. Under £1\n2. Over £1\n\n**Q2.** Why?\n");
    assert_eq!(options(&found), [vec!["Under £1", "Over £1"], vec![]]);
}

#[test]
fn a_list_of_which_nothing_tells_what_it_is_stays_with_the_words() {
    let found = asked(
        "**Question 1:** What do you think of our aims?\n\n- more boats\n- fewer rafts\n\n**Question 2:** Should the rule hold for all of these?\n\n(a) boats\n\n(b) rafts\n\nRafts have no keel.\n\n**Question 3:** Why?\n\n## Sending it in\n\n- By post\n- By hand\n",
    );
    let wanted = [
        ("1", "What do you think of our aims? • more boats • fewer rafts"),
        ("2", "Should the rule hold for all of these? (a) boats (b) rafts"),
        ("3", "Why?"),
    ];
    assert_eq!(questions(&found), pairs(&wanted));
    let doubts: Vec<&str> = found.doubts.iter().map(|doubt| doubt.message.as_str()).filter(|doubt| doubt.contains("kept")).collect();
    let wanted =
        ["“more boats”, “fewer rafts”", "“boats”, “rafts”"].map(|list| format!("a list below a question is kept with its words: {list}"));
    assert_eq!(doubts, wanted);
}

#[test]
fn numbered_paragraphs_below_a_question_are_not_its_own() {
    let found =
        asked("**Question 1:** Which boat is best?\n\n1. The first boat was built in 1900.\n\n2. It sank.\n\n**Question 2:** Why?\n");
    assert_eq!(questions(&found), pairs(&[("1", "Which boat is best?"), ("2", "Why?")]));
    assert_eq!(options(&found), [Vec::<&str>::new(), vec![]]);
}

#[test]
fn rows_that_share_their_options_stay_with_the_question() {
    let found = asked(
        "**Question 1: To what extent do you agree that there should be oars in:**\n\n| | Agree | Neither | Disagree |\n|---|---|---|---|\n| Boats | | | |\n| Rafts | ☐ | ☐ | ☐ |\n\n**Question 2: What would it cost?**\n\n| Cost | Now | Later |\n|---|---|---|\n| Oars | | |\n| Sails | | |\n\n**Question 3: Do you agree?**\n\n| Agree | Disagree |\n|---|---|\n| | |\n",
    );
    assert_eq!(found.questions[0].text(), "To what extent do you agree that there should be oars in: • Boats • Rafts");
    assert_eq!(options(&found), [vec!["Agree", "Neither", "Disagree"], vec![], vec!["Agree", "Disagree"]]);
    assert!(found.doubts.iter().any(|doubt| doubt.message.ends_with("each row of a table: “Boats”, “Rafts”")), "{:?}", found.doubts);
    assert!(found.doubts.iter().any(|doubt| doubt.message.contains("left out: “Cost”, “Now”, “Later” and 2 more")), "{:?}", found.doubts);
}

#[test]
fn a_number_or_an_initial_alone_is_no_label() {
    let words = |text: &str, name: &str| {
        let found = response::recognise(&foreign(&format!("Our response\n\n{text}"), name), &[]);
        let blocks = found.sections.iter().flat_map(|section| &section.body);
        blocks.map(|block| block.plain()).collect::<Vec<_>>().join(" / ")
    };
    for text in [
        "3.5 million people ride the bus.",
        "J. Smith is in the chair.",
        "I. Newton wrote this.",
        "1.4 is our figure.",
        "2. Main Street is closed.",
        "(c) Crown copyright.",
        "J. Smith agrees.\n\nK. Jones agrees too.",
        "1.4 is our figure.\n\n1.5 is theirs.",
    ] {
        let wanted = text.replace("\n\n", " / ");
        assert_eq!(words(text, "a.txt"), wanted);
        assert_eq!(words(text, "a.md"), wanted);
        assert_eq!(words(text, "a.txt"), words(&text.replace("\n\n", "\n"), "a.txt"));
    }
    for text in
        ["1. Lamps cost.\n\n2. Trees grow.", "(a) Lamps;\n\n(b) trees.", "1.1 Lamps cost.\n\n1.2 Trees grow.", "A. Lamps\n\nB. Trees"]
    {
        assert!(!words(text, "a.txt").contains(['1', '(', '2', 'A', 'B']), "{text}: {}", words(text, "a.txt"));
    }
}
