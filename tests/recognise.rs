//! The rules of the recognisers, each on sentences of our own.

use respondent::{
    document::{Block, Inline, walk},
    import::{
        Changes, Foreign,
        read::read,
        recognise::{
            consultation::{self, Consultation},
            positions, response,
            standard::Known,
        },
        write,
    },
    library::{File, Library, Limit},
};

fn foreign(text: &str, name: &str) -> Foreign {
    read(text.as_bytes(), Some(name), Changes::Accept).unwrap()
}

fn asked(text: &str) -> Consultation {
    let found = consultation::recognise(&foreign(text, "a.md"));
    let toml = write::consultation(&found, None);
    let (_, findings) = Library::read([
        File { path: "respondent.toml".into(), bytes: Ok(b"[organisation]\nname = \"A\"\n".to_vec()) },
        File { path: "responses/a/consultation.toml".into(), bytes: Ok(toml.clone().into_bytes()) },
    ]);
    assert!(findings.is_empty(), "{findings:#?}\n{toml}");
    found
}

fn ids(found: &Consultation) -> Vec<&str> {
    found.questions.iter().map(|question| question.id.as_str()).collect()
}

#[test]
fn questions_are_named_in_many_ways() {
    let found = asked(
        "**Question 7:** Do you like tea?\n\n**Q8.** Do you like coffee?\n\nConsultation question 9a) Why?\n\nQuestion 10\n\nWhat else do you drink?\n",
    );
    assert_eq!(ids(&found), ["7", "8", "9a", "10"]);
    assert_eq!(found.questions[0].label, "Question 7");
    assert_eq!(found.questions[3].text(), "What else do you drink?");
    let found = asked("Question vii: Is it good?\n\nQuestion viii: Is it better?\n");
    assert_eq!(ids(&found), ["vii", "viii"]);
    let found = asked("Proposal 3 question 2: Do you agree?\n\nProposal 4, Q1: Do you agree with this as well?\n");
    assert_eq!(ids(&found), ["3.2", "4.1"]);
    assert_eq!(found.questions[0].label, "Proposal 3 question 2");
}

#[test]
fn a_sentence_about_a_question_is_none() {
    let found = asked(
        "Question 1: Is it so?\n\nQuestion 2 asks about the cost of it all.\n\nQuestion 2: Is it dear?\n\nQ1 of next year comes later.\n",
    );
    assert_eq!(ids(&found), ["1", "2"]);
}

#[test]
fn numbers_make_questions_where_words_ask() {
    let found = asked("2.1.1 Do you agree with the first aim?\n\n2.1.2 What would you add to it?\n\n2.2.1 How should it be paid for?\n");
    assert_eq!(ids(&found), ["2.1.1", "2.1.2", "2.2.1"]);
    let found = asked("1. The fund began in 2013.\n\n2. It has grown since.\n\n3. Should it grow further?\n\n4. Who should pay?\n");
    assert_eq!(ids(&found), ["3", "4"]);
}

#[test]
fn numbered_lists_in_answers_are_no_questions() {
    let found = asked("Q1. What do you think?\n\n1. Why is it so? We asked that too.\n2. How should it be?\n\nQ2. And now?\n");
    assert_eq!(ids(&found), ["1", "2"]);
}

#[test]
fn options_scales_and_limits_belong_to_their_question() {
    let found = asked(
        "Q1. To what extent do you agree with the aim?\n\n- Strongly agree\n- Agree\n- Neither agree nor disagree\n- Disagree\n- Strongly disagree\n\nPlease explain your answer in no more than 250 words.\n\nQ2. Which of these do you teach? Select all that apply.\n\n☐ History\n\n☐ Music\n\n☐ Art\n\nQ3. Will it cost more? Yes / No / Don't know\n\nQ4. What else?\n\n(500 characters)\n",
    );
    assert_eq!(ids(&found), ["1", "2", "3", "4"]);
    assert_eq!(found.questions[0].options.len(), 5);
    assert_eq!(found.questions[0].limit, Some(Limit::Words(250)));
    assert!(found.questions[0].explain.as_deref().is_some_and(|explain| explain.starts_with("Please explain")));
    assert_eq!(found.questions[1].options, ["History", "Music", "Art"]);
    assert!(found.questions[1].choose_many);
    assert_eq!(found.questions[2].options, ["Yes", "No", "Don't know"]);
    assert_eq!(found.questions[2].text(), "Will it cost more?");
    assert_eq!(found.questions[3].limit, Some(Limit::Characters(500)));
    assert!(write::consultation(&found, None).contains("options = \"agree-5\""));
}

#[test]
fn tables_are_forms() {
    let found = asked(
        "| No | Question | Response |\n| --- | --- | --- |\n| 1 | Do you agree with the aim? | |\n| 2 | What would you change? | |\n| 3 | Who should pay for it? | |\n",
    );
    assert_eq!(ids(&found), ["1", "2", "3"]);
    assert_eq!(found.questions[1].text(), "What would you change?");
}

#[test]
fn sub_questions_take_the_number_above() {
    let found =
        asked("Q4. Do you run a school?\n\n(a) How many pupils has it?\n\n(b) Which ages do you teach?\n\nQ5. Do you run a college?\n");
    assert_eq!(ids(&found), ["4", "4a", "4b", "5"]);
    assert_eq!(found.questions[1].label, "Q4 (a)");
}

#[test]
fn ids_that_begin_again_are_made_unique() {
    let found = asked(
        "# Title\n\n## Schools\n\nQuestion 1: Is it good?\n\nQuestion 2: Is it dear?\n\n## Colleges\n\nQuestion 1: Is it good there?\n\nQuestion 2: Is it dear there?\n",
    );
    assert_eq!(ids(&found), ["1", "2", "2.1", "2.2"]);
    assert_eq!(found.questions[2].part.as_deref(), Some("Colleges"));
    assert!(found.doubts.iter().any(|doubt| doubt.message.contains("a second time")));
}

#[test]
fn gaps_are_doubted() {
    let found = asked("Q1: Is it good?\n\nQ2: Is it dear?\n\nQ5: Is it far?\n");
    assert!(
        found.doubts.iter().any(|doubt| doubt.message.contains("after question `2` comes `5`: `3`, `4` missing")),
        "{:#?}",
        found.doubts
    );
}

#[test]
fn questions_without_numbers_get_ids_and_a_doubt() {
    let found =
        asked("# Survey\n\nAre you answering for a school?\n\n- Yes\n- No\n\nShould there be more of it?\n\n- Yes\n- No\n- Don't know\n");
    assert_eq!(ids(&found), ["1", "2"]);
    assert_eq!(found.questions[1].options.len(), 3);
    assert!(found.doubts.iter().filter(|doubt| doubt.message.contains("without a number")).count() == 2);
}

#[test]
fn headings_and_bold_lines_that_ask_are_questions_where_they_leave_room() {
    let asked_in = |mark: &str, end: &str| {
        asked(&format!(
            "# The fund\n\n{mark}Why are we asking?{end}\n\nThe fund is spent.\n\n{mark}What is your name?{end}\n\n{mark}Are you a baker or a miller?{end}\n\n- A baker\n- A miller\n\n{mark}What has changed since?{end}\n\nFlour is dear, and it was not.\n\n{mark}Should bread be free?{end}\n\n- Yes\n- No\n\n{mark}Describe your oven{end}\n\n{mark}Please tell us what you bake.{end}\n"
        ))
    };
    for found in [asked_in("**", "**"), asked_in("## ", "")] {
        let words: Vec<String> = found.questions.iter().map(|question| question.text()).collect();
        let wanted = ["What is your name?", "Are you a baker or a miller?", "Should bread be free?", "Please tell us what you bake."];
        assert_eq!(words, wanted);
        assert_eq!(found.questions[1].options, ["A baker", "A miller"]);
    }
}

#[test]
fn rhetorical_questions_in_prose_are_none() {
    let found =
        asked("# The fund\n\nWho would not want bread?\n\nWe would.\n\nAnd who bakes it?\n\nThe bakers do.\n\nWhat then?\n\nFlour.\n");
    assert!(found.questions.is_empty(), "{:?}", found.questions);
}

#[test]
fn plain_lines_that_ask_are_questions_where_there_are_several() {
    let found = asked("Bread\n\nWhat do you bake?\n\nHow often do you bake it?\n\nWho eats what you bake?\n");
    assert_eq!(found.questions.len(), 3);
}

#[test]
fn a_form_without_numbers_is_known_by_its_head() {
    let found = asked("| Question | Your response |\n|---|---|\n| Do you bake? | |\n| Please describe your oven. | |\n| Total | |\n");
    assert_eq!(found.questions.iter().map(|question| question.text()).collect::<Vec<_>>(), ["Do you bake?", "Please describe your oven."]);
}

#[test]
fn a_number_without_a_mark_is_one_where_words_ask() {
    let found = asked("\\* 1 Do you bake?\n\n2 What do you bake?\n\n12 ovens are known. Is that enough?\n\n3 Who eats it?\n");
    assert_eq!(ids(&found), ["1", "2", "3"]);
    assert_eq!(found.questions[0].text(), "Do you bake?");
}

#[test]
fn a_scale_on_the_line_of_the_question_is_no_part_of_its_words() {
    let found = asked("## Question 1\n\nShould bread be free? [Yes / No / Not sure]\n\n## Question 2\n\nWhy?\n");
    assert_eq!((found.questions[0].text().as_str(), found.questions[0].options.len()), ("Should bread be free?", 3));
}

#[test]
fn markdown_that_was_printed_as_typed_has_headings() {
    let found = asked("\\# The fund\n\n\\## Question 1\n\nShould bread be free?\n\n\\## Question 2\n\nWho should bake it?\n");
    assert_eq!((found.title.as_str(), ids(&found)), ("The fund", vec!["1", "2"]));
}

#[test]
fn a_built_response_gives_its_questions_whatever_they_are_called() {
    let text = "# Bread\n\n*Draft*\n\n## A. Answers\n\n### <a id=\"q1\"></a>1: Is it good?\n\n1. It is (see [2nd](#q2)).\n\n### <a id=\"q2\"></a>2nd: Is it dear?\n\n2. No.\n\n## B. Thanks\n\n3. Thank you.\n";
    let found = response::recognise(&foreign(text, "a.md"), &[]);
    let questions: Vec<_> = found.consultation.questions.iter().map(|it| (it.id.clone(), it.label.clone(), it.text())).collect();
    let wanted = [("1", "1", "Is it good?"), ("2", "2nd", "Is it dear?")].map(|(id, label, text)| (id.into(), label.into(), text.into()));
    assert_eq!(questions, wanted);
    assert_eq!((found.sections.len(), found.references), (2, 1));
    assert!(found.doubts.iter().any(|doubt| doubt.message.contains("marked `Draft`")), "{:?}", found.doubts);
}

#[test]
fn what_stands_around_the_questions_is_read() {
    let found = asked(
        "# The future of libraries\n\nThe Department for Culture seeks views. The consultation opened on 1 March 2026 and closes at 11:59pm on 14 May 2026.\n\nPlease respond online by using the form.\n\nQ1: Is it good?\n\nQ2: Is it dear?\n",
    );
    assert_eq!(found.title, "The future of libraries");
    assert_eq!(found.department.as_deref(), Some("Department for Culture"));
    assert_eq!(found.closes.unwrap().to_string(), "2026-05-14");
    assert_eq!(found.how.len(), 1);
}

#[test]
fn an_html_form_keeps_numbers_and_boxes() {
    let page = "<html><body><nav><a href='/'>Home</a></nav><main><h1>Form</h1><ol start='4'><li>Do you agree?<p><label><input type='radio'> Yes</label></p><p><input type=radio checked> No</p></li><li value='6'>What would you change?</li><li>Who pays?</li></ol><p style='display:none'>secret</p></main></body></html>";
    let foreign = foreign(page, "a.html");
    let found = consultation::recognise(&foreign);
    assert_eq!(ids(&found), ["4", "6", "7"]);
    assert_eq!(found.questions[0].options, ["Yes", "No"]);
    assert_eq!(found.questions[0].ticked, ["No"]);
    let notices: Vec<&str> = foreign.notices.iter().map(|notice| notice.message.as_str()).collect();
    assert_eq!(notices, ["menus and other furniture of the page left out: 1", "hidden texts left out: 1"]);
}
#[test]
fn a_page_that_libreoffice_wrote_holds_no_heads_of_pages_and_no_grey_fields() {
    let page = "<html><body><div title=\"header\"><p>The Forum</p></div><h1>Our plan</h1><p>See paragraph <span style=\"background: #c0c0c0\">2</span>, <span style=\"background: #ffff00\">please</span>.</p></body></html>";
    let found = foreign(page, "a.html");
    assert_eq!(found.pieces.iter().map(|piece| piece.text()).collect::<Vec<_>>(), ["Our plan", "See paragraph 2, please."]);
    assert_eq!(found.pieces[1].highlighted, ["please"]);
}

#[test]
fn footnotes_of_word_processors_are_read_in_their_places() {
    for (at, back, whole) in [("sdfootnote1sym", "sdfootnote1anc", "sdfootnote1"), ("_ftn1", "_ftnref1", "ftn1")] {
        let page = format!(
            "<html><body><h1>Our plan</h1><p>It costs £900.<a name=\"{back}\" href=\"#{at}\"><sup>1</sup></a> We know.</p>\
             <p>The end.</p><div id=\"{whole}\"><p><a name=\"{at}\" href=\"#{back}\">1</a> As of May.</p><p>And June.</p></div></body></html>"
        );
        let found = foreign(&page, "a.html");
        assert_eq!(found.pieces.iter().map(|piece| piece.text()).collect::<Vec<_>>(), ["Our plan", "It costs £900. We know.", "The end."]);
        let notes = found.pieces[1].content.iter().filter_map(|inline| if let Inline::Note(note) = inline { Some(note) } else { None });
        let texts: Vec<String> = notes.flat_map(|note| &note.blocks).flat_map(Block::texts).map(walk::plain).collect();
        assert_eq!(texts, ["As of May.", "And June."]);
    }
}

#[test]
fn a_footnote_that_was_read_in_its_place_is_no_paragraph_besides() {
    for note in ["<p id=\"fn1\">As of May.</p>", "<p><a name=\"fn1\"></a>As of May.</p>"] {
        let page = format!("<html><body><h1>Our plan</h1><p>It costs £900.<a href=\"#fn1\">1</a></p><p>The end.</p>{note}</body></html>");
        let found = foreign(&page, "a.html");
        assert_eq!(found.pieces.iter().map(|piece| piece.text()).collect::<Vec<_>>(), ["Our plan", "It costs £900.", "The end."]);
        assert!(found.pieces[1].content.iter().any(|inline| matches!(inline, Inline::Note(_))), "{found:?}");
    }
}

const RESPONSE: &str = "# Views on tea\n\nResponse of the Tea Society\n\n## A. Opening\n\n1. The Society speaks for everybody who drinks tea, at home and at work, and has done so since it was founded by its first members.\n2. We welcome this.\n\n## B. Answers\n\n**Question 1: Do you agree that tea is good?**\n\n3. Yes. See paragraph 1 above.\n\n**Question 2: To what extent do you agree that coffee is better?**\n\n4. Strongly disagree. See our answer to question 1.\n\n   - It is bitter.\n   - It is dear.\n\n**Question 3: Is there anything else?**\n\n5. No.\n\n**Question 4: Would you pay?**\n\n5. N/A\n\nAnn Leaf\\\nChair\\\nTea Society\\\nMay 2026\n";

#[test]
fn a_response_is_read_and_built() {
    let known = [Known {
        name: "templates/introduction".into(),
        text: "The Society speaks for everybody who drinks tea, at home and at work, and has done so since it was founded by its members."
            .into(),
    }];
    let found = response::recognise(&foreign(RESPONSE, "a.md"), &known);
    assert_eq!(found.subtitle.as_deref(), Some("Response of the Tea Society"));
    assert_eq!(found.signature, ["Ann Leaf", "Chair", "Tea Society", "May 2026"]);
    assert_eq!(found.date.unwrap().to_string(), "2026-05");
    assert_eq!(found.references, 2);
    assert_eq!(found.standard.len(), 1);
    let choices: Vec<Vec<String>> =
        found.sections.iter().flat_map(|section| &section.answers).map(|answer| answer.choice.clone()).collect();
    assert_eq!(choices, [vec!["Yes".to_owned()], vec!["Strongly disagree".to_owned()], vec![], vec![]]);
    assert!(found.doubts.iter().any(|doubt| doubt.message.contains("paragraph 6 is printed as `5`")), "{:#?}", found.doubts);
    let written = write::response(&found, "a.md", None);
    assert!(written.contains("See [paragraph](#the-society-speaks-for-everybody) above."), "{written}");
    assert!(written.contains("See our answer to [question](#q1)."), "{written}");
    let file = |path: &str, text: String| File { path: path.into(), bytes: Ok(text.into_bytes()) };
    let (library, findings) = Library::read([
        file("respondent.toml", "[organisation]\nname = \"Tea Society\"\n".into()),
        file("responses/a/consultation.toml", write::consultation(&found.consultation, None)),
        file("responses/a/response.md", written),
        file("templates/a.md", write::outline(&found)),
    ]);
    assert!(findings.is_empty(), "{findings:#?}");
    let document = respondent::check::look(&library, &findings, "a", None).unwrap();
    let built = respondent::export::FORMATS
        .iter()
        .find(|format| format.name == "md")
        .map(|format| (format.write)(&document.document, &library.organisation.house));
    let built = String::from_utf8(built.unwrap().unwrap()).unwrap();
    assert!(built.contains("4. Strongly disagree. See our answer to [question 1](#q1)."), "{built}");
    assert!(built.contains("6. N/A"), "{built}");
}

/// What `build` makes of a response.
fn built(text: &str, name: &str) -> String {
    let found = response::recognise(&foreign(text, name), &[]);
    let file = |path: &str, text: String| File { path: path.into(), bytes: Ok(text.into_bytes()) };
    let (library, findings) = Library::read([
        file("respondent.toml", "[organisation]\nname = \"Tea Society\"\n".into()),
        file("responses/a/consultation.toml", write::consultation(&found.consultation, None)),
        file("responses/a/response.md", write::response(&found, "a.md", None)),
        file("templates/a.md", write::outline(&found)),
    ]);
    let document = respondent::check::look(&library, &findings, "a", None).unwrap();
    let format = respondent::export::FORMATS.iter().find(|format| format.name == "md").unwrap();
    String::from_utf8((format.write)(&document.document, &library.organisation.house).unwrap()).unwrap()
}

#[test]
fn a_few_numbered_sentences_are_paragraphs() {
    let short = "A response\n\nCarers Alliance\n\nApril 2024\n\n1. We are a charity.\n\n2. We agree, as paragraph 1 says.\n\nQuestion 1: Is it right?\n\n3. Yes. See paragraph 2.\n";
    let found = response::recognise(&foreign(short, "a.txt"), &[]);
    assert_eq!((found.references, found.date.map(|date| date.to_string())), (2, Some("2024-04".to_owned())));
    assert_eq!(
        found.sections.iter().flat_map(|section| &section.answers).map(|answer| answer.choice.join("")).collect::<Vec<_>>(),
        ["Yes"]
    );
    let text = built(short, "a.txt");
    assert!(text.contains("\n1. ") && text.contains("We are a charity.") && text.contains("3. Yes. See [paragraph 2]"), "{text}");
    let alone = "# Views\n\n## Opening\n\n1. We are a charity.\n2. We speak for carers.\n3. They need a break.\n\n## Answers\n\nQuestion 1: Is it right?\n\nYes. It is.\n\nIt costs little.\n\nWe would like more.\n";
    assert!(built(alone, "a.md").contains("3. They need a break."), "nothing leads to them");
}

#[test]
fn two_numbered_sentences_are_paragraphs_where_nothing_else_is_said() {
    let two = "1. We are a charity.\n2. We ask for:\n   - pay;\n   - rest.\n";
    let text = built(&format!("# Views\n\n## Opening\n\n{two}\nAnn Leaf\n\nTea Society\n"), "a.md");
    assert!(text.contains("\n1. ") && text.contains("2. We ask for:") && !text.contains("(b)"), "{text}");
    let text = built(&format!("# Views\n\n## Opening\n\nThis is who we are and what we want.\n\n{two}"), "a.md");
    assert!(text.contains("(a) We are a charity."), "{text}");
}

#[test]
fn who_signs_may_be_written_to() {
    let text = "# Views\n\n1. We are a charity.\n\n2. We drink tea.\n\n3. We thank you.\n\nAnn Leaf\n\nTea Society\n\nann@tea.example\n\nwww.tea.example\n";
    let found = response::recognise(&foreign(text, "a.md"), &[]);
    assert_eq!(found.signature, ["Ann Leaf", "Tea Society", "ann@tea.example", "www.tea.example"]);
}

#[test]
fn numbers_that_a_sentence_leads_to_are_a_list() {
    let text = "# Views\n\nQuestion 1: Is it right?\n\nYes. We ask for three things:\n\n1. Pay for it.\n2. Train staff.\n3. Say what it did.\n\nThat is all.\n\nQuestion 2: What else?\n\nNothing else.\n\nThank you.\n\nIt was good to be asked.\n";
    let text = built(text, "a.md");
    assert!(text.contains("- (a) Pay for it.") && text.contains("- (c) Say what it did."), "{text}");
}

#[test]
fn recommendations_counted_through_prose_are_lists() {
    let part =
        |n: u32| format!("## Part {n}\n\nTea is dear.\n\nIt was not always.\n\nWe recommend:\n\n{n}. Make tea number {n} cheap.\n\n");
    let text = built(&format!("# Views\n\n{}", (1..=4).map(part).collect::<String>()), "a.md");
    assert!(text.contains("- (a) Make tea number 3 cheap.") && text.contains("12. We recommend:"), "{text}");
}

#[test]
fn numbers_further_in_count_a_list_of_a_numbered_paragraph() {
    let text = "# Views\n\n## Opening\n\n1. We are a charity.\n2. We ask for:\n   1. pay;\n   2. rest.\n3. We thank you.\n";
    let text = built(text, "a.md");
    assert!(text.contains("- (a) pay;") && text.contains("- (b) rest.") && text.contains("3. We thank you."), "{text}");
}

#[test]
fn who_responds_and_when_is_no_paragraph() {
    let text = "Response to the widgets consultation\n\nCarers Alliance\n\nApril 2024\n\nIntroduction\n\n1. We are a charity, and have been one for years.\n\n2. We care.\n\nQuestion 1: Do you agree with it?\n\n3. Yes. See paragraph 2.\n\nConclusion\n\n4. We thank you.\n";
    let found = response::recognise(&foreign(text, "a.txt"), &[]);
    assert_eq!(found.subtitle.as_deref(), Some("Carers Alliance, April 2024"));
    assert_eq!(found.date.map(|date| date.to_string()).as_deref(), Some("2024-04"));
    let text = built(text, "a.txt");
    for line in
        ["## A. Introduction", "1. We are a charity, and", "We care.", "3. Yes. See [paragraph 2]", "B. Conclusion", "4. We thank you."]
    {
        assert!(text.contains(line), "`{line}` is not in\n{text}");
    }
    let from = "# Views on tea\n\nResponse from the Tea Society\n\n12 April 2024\n\n## Opening\n\nTea is good, we think.\n";
    assert!(built(from, "a.md").contains("1. Tea is good, we think."), "{}", built(from, "a.md"));
    let heading = "# Views on tea\n\nWhat the board said\n\nTea is good, we think.\n";
    assert!(built(heading, "a.md").contains("1. What the board said"), "no name of an organisation");
}

#[test]
fn a_form_in_tables_gives_its_answers_without_the_names_of_its_fields() {
    let text = "# Consultation Response Form\n\nDraft Tea Framework\n\n| Name | Ann Leaf |\n|---|---|\n| Organisation | Tea Society |\n\n| Question 1 – Do you agree that tea is good? |  |\n|---|---|\n| Yes ☐ | No ☒ |\n| Supporting comments | |\n| It is bitter. | |\n\n| Question 2 – What would you drink? |\n|---|\n| Supporting comments |\n| Water. |\n";
    let found = response::recognise(&foreign(text, "a.md"), &[]);
    assert_eq!((found.title.as_str(), found.subtitle.as_deref()), ("Draft Tea Framework", Some("Consultation Response Form")));
    let written = write::response(&found, "a.md", None);
    assert!(!written.contains("Supporting comments") && written.contains("It is bitter.") && written.contains("Water."), "{written}");
    assert!(written.contains("| Organisation | Tea Society |"), "{written}");
}

#[test]
fn a_dangling_reference_stays_as_words_and_is_doubted() {
    let text = "# T\n\nQuestion 1: Why?\n\nSee question 9, and paragraph 4 of the guidance.\n\nQuestion 2: How?\n\nSee question 1.\n";
    let found = response::recognise(&foreign(text, "a.md"), &[]);
    assert_eq!(found.references, 1);
    assert!(found.doubts.iter().any(|doubt| doubt.message.contains("`question 9`")), "{:#?}", found.doubts);
}

#[test]
fn statements_are_cut_at_their_labels_in_any_spelling() {
    let text = "Our positions\n\nWhat is the context? Tea is dear.\n\nSociety position: Tea should be cheap.\n\nWhy are we are saying this?\nBecause the Society position statements say so.\n\nWhat is the context?\nCoffee shops are shut.\n\nSociety position\nThe Society believes that coffee shops must open:\n\n  • on Mondays\n  • on Tuesdays\n\nWhy are we saying it?\nPeople drink coffee shops dry.\n";
    let found = positions::recognise(&foreign(text, "a.txt"));
    assert_eq!(found.statements.len(), 2);
    assert!(found.statements.iter().all(|statement| statement.parts.len() == 3));
    assert_eq!(found.preamble, ["Our positions"]);
    assert_eq!(found.statements[1].asks.len(), 2);
    assert_eq!(found.statements[1].title, "Coffee shops");
    let written = write::position(&found.statements[1], &found, None);
    assert!(written.contains("proposed = true") && written.contains("# Reasons"), "{written}");
}

#[test]
fn bad_files_are_refused_with_a_reason() {
    let refused = |bytes: &[u8], name: &str| read(bytes, Some(name), Changes::Accept).unwrap_err().message;
    assert_eq!(refused(b"", "a.txt"), "this file is empty");
    assert_eq!(refused(b"", "a.docx"), "this file is empty");
    assert_eq!(refused(b"<html><body><script>x()</script></body></html>", "a.html"), "this page has no text");
    assert_eq!(refused(&[0, 1, 2, 3, 200], "a.txt"), "this is no kind of file that can be read");
    assert_eq!(refused(b"{\\rtf1\\ansi Yes.}", "a.rtf"), "this is a rich text file (.rtf)");
    assert_eq!(refused(b"{\\rtf1\\ansi Yes.}", "a.doc"), "this is a rich text file (.rtf)");
    let deep = |times| format!("<html><body>{}x", "<div>".repeat(times)).into_bytes();
    assert!(read(&deep(400), Some("a.html"), Changes::Accept).is_ok());
    assert_eq!(refused(&deep(20_000), "a.html"), "the elements of this page are nested more than 512 deep");
    let deep = "> ".repeat(5_000) + "x";
    assert!(read(deep.as_bytes(), Some("a.md"), Changes::Accept).is_ok());
}

#[test]
fn wrapped_text_and_pages_are_put_together() {
    let text = "Question 1: Do you agree that the fund for libraries in every town and\nvillage of the country should be kept as it is, or would you rather see it\nspent on something else?\n\nThe fund pays for books and chairs and it also pays for the heating of the\n\n                                   3\n\u{c}\nreading rooms in winter, which is dear.\n\nQuestion 2: What else would you say about the fund, its rules and those who\nmanage it?\n";
    let foreign = foreign(text, "a.txt");
    let found = consultation::recognise(&foreign);
    assert_eq!(ids(&found), ["1", "2"]);
    assert!(found.questions[0].text().ends_with("rather see it spent on something else?"));
    assert!(
        foreign.pieces.iter().any(|piece| piece.text()
            == "The fund pays for books and chairs and it also pays for the heating of the reading rooms in winter, which is dear."),
        "{:#?}",
        foreign.pieces
    );
}

#[test]
fn text_from_right_to_left_is_kept() {
    let foreign = foreign("ما رأيك في هذا؟\n\nהאם אתה מסכים?\n", "a.txt");
    assert_eq!(foreign.pieces[0].text(), "ما رأيك في هذا؟");
    assert_eq!(foreign.pieces[1].text(), "האם אתה מסכים?");
}

#[test]
fn a_list_of_questions_in_an_annex_is_not_asked_twice() {
    let found = asked(
        "Question 1: Is it good? Say why.\n\nSome words.\n\nQuestion 2: Is it dear?\n\nMore words.\n\n# Annex A: list of questions\n\nQuestion 1: Is it good?\n\nQuestion 2: Is it dear?\n",
    );
    assert_eq!(ids(&found), ["1", "2"]);
    assert_eq!(found.questions[0].text(), "Is it good? Say why.");
}

#[test]
fn a_list_in_a_question_belongs_to_its_words() {
    let found = asked("Q1: What do you know? We would welcome views on:\n\n- costs\n- time\n\nQ2: Else?\n");
    assert_eq!(found.questions[0].text(), "What do you know? We would welcome views on: • costs • time");
}

#[test]
fn letters_that_begin_again_in_each_part_are_made_unique() {
    let found = asked(
        "Part A - The fund\n\n(a) What should it pay for?\n\n(b) Who should run it?\n\nPart B - The money\n\n(a) How much is needed?\n\n(b) When should it be paid?\n",
    );
    assert_eq!(ids(&found), ["a", "b", "2.a", "2.b"]);
    assert_eq!(found.questions[2].part.as_deref(), Some("Part B - The money"));
}

#[test]
fn a_range_of_dates_closes_at_its_end() {
    let found = asked("# T\n\nThe consultation runs from 3 March 2025 to 26 May 2025 at 11:45pm.\n\nQ1: Why?\n\nQ2: How?\n");
    assert_eq!(found.closes.unwrap().to_string(), "2025-05-26");
}

#[test]
fn stars_and_boxes_of_web_forms_are_read() {
    let page = "<html><body><h1>Form</h1><div>* 1.1 Do you agree?<ul><li><input type=radio> Yes</li><li><input type=radio> No</li></ul></div><p>* 1.2 Why do you think so?</p><p>1.3 Please describe your work</p><fieldset><legend>Which do you know?</legend><label><input type=checkbox> Alpha</label><br><label><input type=checkbox> Beta</label></fieldset></body></html>";
    let found = consultation::recognise(&foreign(page, "a.html"));
    assert_eq!(ids(&found), ["1.1", "1.2", "1.3", "u1"]);
    assert_eq!(found.questions[0].options, ["Yes", "No"]);
    assert_eq!(found.questions[3].options, ["Alpha", "Beta"]);
}

#[test]
fn what_a_response_cannot_place_is_said() {
    let text = "Tea Society, 1 Leaf Lane\n\n# Views on tea\n\n## Schools\n\nQuestion 1: Is it good?\n\nIt is.\n\n## Colleges\n\nColleges differ.\n\nQuestion 2: Is it dear?\n\nIt is not.\n";
    let found = response::recognise(&foreign(text, "a.md"), &[]);
    let doubts: Vec<&str> = found.doubts.iter().map(|doubt| doubt.message.as_str()).collect();
    assert!(doubts.iter().any(|doubt| doubt.contains("1 Leaf Lane")), "{doubts:?}");
    assert!(doubts.iter().any(|doubt| doubt.contains("below the heading “Colleges”")), "{doubts:?}");
    let parts: Vec<Option<&str>> = found.consultation.questions.iter().map(|question| question.part.as_deref()).collect();
    assert_eq!(parts, [Some("Schools"), Some("Colleges")]);
    assert!(write::outline(&found).contains("answers(parts=true)"));
}

#[test]
fn a_closing_date_that_is_reckoned_is_doubted() {
    let found =
        asked("# Tea\n\nHM Treasury seeks views. The consultation will run for 12 weeks from 20 March 2026.\n\nQ1: Why?\n\nQ2: How?\n");
    assert_eq!(found.closes.unwrap().to_string(), "2026-06-12");
    let doubts: Vec<&str> = found.doubts.iter().map(|doubt| doubt.message.as_str()).collect();
    assert_eq!(doubts, ["the closing date `2026-06-12` is reckoned: 12 weeks from 2026-03-20"]);
    let found = asked("# Tea\n\nThe consultation opens on 20 March 2026.\n\nQ1: Why?\n\nQ2: How?\n");
    let doubts: Vec<&str> = found.doubts.iter().map(|doubt| doubt.message.as_str()).collect();
    assert_eq!((found.closes, doubts), (None, vec!["nothing tells who consults", "no closing date was found"]));
}

#[test]
fn a_list_of_questions_is_of_the_part_it_stands_in() {
    let found = asked(
        "# Tea\n\n## Leaves\n\n### Discussion questions\n\n1. Are they dear?\n\n2. Why is that?\n\n## Pots\n\n### Discussion questions\n\n3. Are they clean?\n",
    );
    let parts: Vec<Option<&str>> = found.questions.iter().map(|question| question.part.as_deref()).collect();
    assert_eq!(parts, [Some("Leaves"), Some("Leaves"), Some("Pots")]);
}

#[test]
fn what_is_told_goes_on_where_questions_are_counted() {
    let found = asked(
        "# Tea\n\n# Leaves\n\n## Discussion questions\n\n1. How should leaves be dried?\n\n2. Who should dry them?\n\n3. Describe your own way.\n\n# Pots\n\n## Discussion questions\n\n1. What pots are best?\n\n2. Who makes them?\n\n3. Tell us about barriers to sharing pots.\n\n4. Old pots and their lids\n\n# Sending it in\n\n5. Describe yourself.\n",
    );
    let words: Vec<String> = found.questions.iter().map(|question| question.text()).collect();
    assert_eq!(
        (words.len(), words[2].as_str(), words[5].as_str()),
        (6, "Describe your own way.", "Tell us about barriers to sharing pots.")
    );
    let told = "behind question `3` the numbers count on, but this does not ask: “Old pots and their lids”";
    assert!(found.doubts.iter().any(|doubt| doubt.message == told), "{:#?}", found.doubts);
}

#[test]
fn an_answer_that_tells_what_to_do_is_no_question() {
    let text =
        "1. Why is tea dear?\n\n1. Explain the price.\n\n2. Describe the tax.\n\n3. Publish both.\n\n2. Who should pay?\n\nWe should.\n";
    let found = response::recognise(&foreign(text, "a.md"), &[]);
    assert_eq!(ids(&found.consultation), ["1", "2"]);
}

#[test]
fn entries_of_a_list_are_all_questions_or_none() {
    let found = asked(
        "1) Do you drink tea?\n\n2) What do you know of the effect of tea on:\n\na) young people;\n\nb) old people;\n\nc) cats?\n\n3) Should tea be:\n\n(a) free?\n\n(b) hot?\n\n4) Please answer both:\n\n(a) Do you like pots?\n\n(b) reasons for that\n\n5) Is it good?\n\n(a) Yes\n\n(b) No\n\n(c) If not, why not?\n",
    );
    assert_eq!(ids(&found), ["1", "2", "3", "3a", "3b", "4", "4a", "4b", "5", "5c"]);
    assert_eq!(found.questions[1].text(), "What do you know of the effect of tea on: a) young people; b) old people; c) cats?");
    assert_eq!(found.questions[8].options, ["Yes", "No"]);
}

#[test]
fn surveys_number_without_a_mark_what_boxes_stand_below() {
    let page = "<h1>Tea</h1><p>* 1 Language of my contribution</p><p>☐ Bulgarian</p><p>☐ French</p><p>* 2 I drink as</p><p>◯ A host</p><p>◯ A guest</p><h2>Part I – Tea</h2><p>* 3 To what extent is it good?</p><p><i>at most 1 choice(s)</i></p><p>◯ Fully</p><p>◯ Partly</p><p>3.1 Please explain your answer.</p><p><i>1500 character(s) maximum</i></p><p>4 Which pots do you own?</p><p><i>between 1 and 3 choices</i></p><p>☐ Clay</p><p>☐ Iron</p>";
    let found = consultation::recognise(&foreign(page, "a.html"));
    assert_eq!(ids(&found), ["1", "2", "3", "3.1", "4"]);
    let options: Vec<usize> = found.questions.iter().map(|question| question.options.len()).collect();
    assert_eq!(options, [2, 2, 2, 0, 2]);
    assert_eq!((found.questions[3].limit, found.questions[2].choose_many), (Some(Limit::Characters(1500)), false));
    assert!(found.questions[4].choose_many);
}

#[test]
fn a_mail_is_called_as_its_subject_says() {
    let mail = "From: tea@example.org\nTo: pots@example.org\nSubject: Fwd: Consultation on tea\nDate: Mon, 2 Mar 2026 09:12:44 +0000\n\nDear all, we should be grateful if you would tell us what you make of\ntea, and of the pots in which it is made.\n\n1) Do you agree?\n\n2) Why?\n";
    let found = consultation::recognise(&foreign(mail, "a.txt"));
    assert_eq!((found.title.as_str(), ids(&found)), ("Consultation on tea", vec!["1", "2"]));
    let form = "Subject: music\n\n1) Do you agree?\n\n2) Why?\n";
    assert_eq!(consultation::recognise(&foreign(form, "a.txt")).title, "Subject: music");
}

#[test]
fn what_is_said_of_reasons_is_kept_with_its_limit() {
    let found = asked(
        "Question 1: Should tea be free?\n\n- Yes\n- No\n\nPlease give reasons for your answer (maximum 250 words).\n\nQuestion 2: Why? [1,500 characters]\n",
    );
    assert_eq!(found.questions[0].explain.as_deref(), Some("Please give reasons for your answer (maximum 250 words)."));
    let limits: Vec<Option<Limit>> = found.questions.iter().map(|question| question.limit).collect();
    assert_eq!(limits, [Some(Limit::Words(250)), Some(Limit::Characters(1500))]);
}

#[test]
fn questions_are_counted_beyond_a_thousand() {
    assert_eq!(ids(&asked("Question 999: Is it good?\n\nQuestion 1000: Is it dear?\n")), ["999", "1000"]);
}

#[test]
fn a_title_is_a_short_line_and_a_section_none() {
    let title = |text: &str, name: &str| {
        let found = response::recognise(&foreign(text, name), &[]);
        let first = found.sections.first().map(|section| respondent::document::walk::plain(&section.title)).unwrap_or_default();
        (found.title, first)
    };
    let named = |title: &str, section: &str| (title.to_owned(), section.to_owned());
    let end = "\n\nFares should be simple.\n\n# Stops\n\nStops should be dry.\n";
    assert_eq!(title(&format!("# Our response\n\n## Fares{end}"), "a.md"), named("Our response", ""));
    assert_eq!(title(&format!("Our response\n\n# Fares{end}"), "a.md"), named("Our response", "Fares"));
    assert_eq!(
        title(&format!("Our response\n\nResponse of the Forum\n\n# Introduction{end}"), "a.md"),
        named("Our response", "Introduction")
    );
    assert_eq!(title(&format!("We oppose all of it.\n\n# Fares{end}"), "a.md"), named("", ""));
    assert_eq!(title("We oppose all of it.\n\nIt costs too much.\n", "a.txt"), named("", ""));
    assert_eq!(title("Our response\n\nIt costs too much.\n", "a.txt"), named("Our response", ""));
    assert_eq!(
        title("Our plan\n\nQuestion 1: Who rides?\n\nWe do.\n\nQuestion 2: Who writes?\n\nWe do.\n", "a.txt"),
        named("Our plan", "Answers")
    );
    assert_eq!(title("Dear Ms Jones,\n\n**Our response**\n\nIt costs too much.\n", "a.md"), named("Our response", ""));
}
