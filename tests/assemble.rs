//! From a question to what is already thought, said and kept: the heart of the product.

mod common;

use common::{CONSULTATION, Files, ORGANISATION, lines};
use respondent::{
    assemble::{Assembler, Progress},
    document::{AnswerKind, Block, Document, Inline, Kind, Question, walk},
    library::Library,
};

const ASKED: &str = "responses/plan/consultation.toml";
const CLEAN: [&str; 0] = [];

/// A library in which question 1 is mapped to everything: standard text, a position, a past answer.
fn mapped() -> Files {
    let one = "positions = [\"send/funding\"]\nprior = [\"old/4\"]\nboilerplate = [\"standard\"]\ntext = \"What do you think?\"";
    Files::new()
        .with(ASKED, CONSULTATION.replacen("text = \"What do you think?\"", one, 1))
        .with("templates/standard.md", "Standard words.\n")
        .position("send/funding", "# Context\n\nContext words.\n\n# Position\n\nPosition words.\n\n# Reasons\n\nReason words.\n")
        .with(
            "responses/old/consultation.toml",
            "title = \"The old plan\"\n[[question]]\nid = \"4\"\ntext = \"x\"\n[[question]]\nid = \"5\"\ntext = \"y\"\n",
        )
        .with(
            "responses/old/response.md",
            "+++\n+++\n# Answers\n\n## 4\n\nPast words.\n\n## 5\n\nFive. {#five}\n\nAs [paragraph](#five) and [question](#q4) say.\n",
        )
}

fn question<'d>(document: &'d Document, id: &str) -> &'d Question {
    let found = document.blocks.iter().find_map(|block| match &block.kind {
        Kind::Question(question) if question.id == id => Some(question),
        _ => None,
    });
    found.expect("the question")
}

/// The blocks below a question.
fn below<'d>(document: &'d Document, id: &str) -> &'d [Block] {
    let heading = |block: &Block| matches!(block.kind, Kind::Question(_) | Kind::Section(_));
    let at = document
        .blocks
        .iter()
        .position(|block| matches!(&block.kind, Kind::Question(question) if question.id == id))
        .expect("the question");
    let rest = &document.blocks[at + 1..];
    &rest[..rest.iter().position(heading).unwrap_or(rest.len())]
}

fn origins(blocks: &[Block]) -> Vec<(String, bool)> {
    blocks
        .iter()
        .map(|block| (block.origin.from.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + "), block.origin.proposed))
        .collect()
}

fn choice(files: &Files, id: &str) -> (Vec<String>, AnswerKind) {
    let document = files.assemble().document;
    (question(&document, id).choice.clone(), question(&document, id).answer)
}

fn chosen(text: &str) -> (Vec<String>, AnswerKind) {
    choice(&Files::new().response(&format!("# Answers\n\n## 2\n\n{text}\n")), "2")
}

fn found(files: &Files) -> Vec<String> {
    let mut found = files.found();
    found.retain(|found| !found.ends_with("unanswered-question"));
    found
}

fn confidential(blocks: &[Block]) -> Vec<Option<&str>> {
    let reasons = blocks.iter().map(|block| match &block.kind {
        Kind::Paragraph(paragraph) => paragraph.confidential.as_deref(),
        _ => None,
    });
    reasons.collect()
}

// The mapping

#[test]
fn without_a_response_everything_mapped_is_put_together_in_order() {
    let document = mapped().assemble().document;
    let blocks = below(&document, "1");
    assert_eq!(lines(blocks), ["1. Standard words.", "2. Position words.", "3. Past words."]);
    assert_eq!(
        origins(blocks),
        [("templates/standard".to_owned(), true), ("positions/send/funding".to_owned(), true), ("responses/old/4".to_owned(), true)]
    );
    assert_eq!(question(&document, "1").answer, AnswerKind::Proposed);
    assert_eq!(question(&document, "3").answer, AnswerKind::Empty);
}

#[test]
fn the_built_in_outline_gives_a_full_draft() {
    let document = mapped().without("templates/response.md").assemble().document;
    let sections: Vec<String> =
        lines(&document.blocks).into_iter().filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase())).collect();
    assert_eq!(sections, ["A. Introduction", "B. Answers to specific questions", "C. Conclusion"]);
    assert_eq!(document.meta.title, "The plan");
    assert!(document.meta.subtitle.as_deref().is_some_and(|subtitle| subtitle.contains("Our Union")));
    assert!(document.blocks.iter().any(|block| matches!(block.kind, Kind::Signature(_))));
}

#[test]
fn a_response_overrides_question_by_question() {
    let asked = CONSULTATION.replace("text =", "positions = [\"send/funding\"]\ntext =");
    let files = mapped().with(ASKED, asked).response("# Answers\n\n## 3\n\nOwn words.\n");
    let document = files.assemble().document;
    assert_eq!(lines(below(&document, "1")), ["1. Position words."]);
    assert_eq!(lines(below(&document, "3")), ["3. Own words."]);
    assert_eq!(origins(below(&document, "3")), [("responses/plan/3".to_owned(), false)]);
    let kinds = ["1", "2", "3"].map(|id| question(&document, id).answer);
    assert_eq!(kinds, [AnswerKind::Proposed, AnswerKind::Proposed, AnswerKind::Answered]);
    let progress = Progress::of(&document);
    assert_eq!((progress.questions, progress.answered, progress.proposed, progress.closed), (3, 1, 2, 1));
}

#[test]
fn an_empty_answer_leaves_the_proposal() {
    let document = mapped().response("# Answers\n\n## 1\n\n## 3\n\nx\n").assemble().document;
    assert_eq!(question(&document, "1").answer, AnswerKind::Proposed);
    assert_eq!(lines(below(&document, "1")).len(), 3);
}

#[test]
fn a_question_with_nothing_is_a_finding_that_grows_with_the_status() {
    let files = Files::new().response("# Answers\n\n## 1\n\nx\n\n## 2\n\nAgree.\n");
    assert_eq!(files.found(), [format!("{ASKED}:13:6 unanswered-question")]);
    let severity = |status: &str| {
        let text = format!("+++\nstatus = \"{status}\"\n+++\n");
        files.clone().with("responses/plan/response.md", text).assemble().findings[0].severity
    };
    assert!(severity("draft") < severity("approved"));
}

#[test]
fn a_proposal_by_a_position_without_parts_is_its_whole_text() {
    let files = mapped().position("send/funding", "Whole words.\n\nMore.\n").without("templates/standard.md");
    let document = files.assemble().document;
    assert_eq!(lines(&below(&document, "1")[..2]), ["1. Whole words.", "2. More."]);
}

#[test]
fn links_to_what_is_not_there_are_found_at_the_mapping() {
    let asked = "title = \"x\"\n[[question]]\nid = \"1\"\ntext = \"x\"\npositions = [\"send/fundign\"]\nprior = [\"old/9\", \"odl/4\", \"old\"]\nboilerplate = [\"standrad\"]\n";
    let found = found(&mapped().with(ASKED, asked));
    for wanted in ["5:14 unknown-position", "6:10 unknown-answer", "6:19 unknown-answer", "6:28 unknown-answer", "7:16 unknown-boilerplate"]
    {
        let times = found.iter().filter(|found| **found == format!("{ASKED}:{wanted}")).count();
        assert_eq!(times, 1, "{wanted}: {found:?}");
    }
}

// One text for several questions

#[test]
fn two_questions_are_answered_at_once() {
    let files = Files::new().response("# Answers\n\n## 1, 3\n\nOne text. {#text}\n\nTwo.\n");
    let document = files.assemble().document;
    assert_eq!(lines(below(&document, "1")), ["1. One text.", "2. Two."]);
    assert_eq!(lines(below(&document, "3")), ["3. See our answer to question 1."]);
    assert!(["1", "3"].iter().all(|id| question(&document, id).answer == AnswerKind::Answered));
    assert_eq!(found(&files), CLEAN);
}

#[test]
fn the_choice_of_a_shared_answer_counts_for_both() {
    let asked = CONSULTATION.replacen("text = \"Anything else?\"", "text = \"x\"\noptions = \"agree-5\"", 1);
    let document = Files::new().with(ASKED, asked).response("# Answers\n\n## 2, 3\n\nDisagree. Words.\n").assemble().document;
    assert_eq!(lines(below(&document, "3")), ["2. Disagree. See our answer to question 2."]);
    assert_eq!(
        (&question(&document, "2").choice, &question(&document, "3").choice),
        (&vec!["Disagree".to_owned()], &vec!["Disagree".to_owned()])
    );
}

#[test]
fn the_printed_label_gives_the_word_of_the_reference() {
    let asked = CONSULTATION.replacen("id = \"1\"", "id = \"1\"\nlabel = \"Proposal 1\"", 1);
    let document = Files::new().with(ASKED, asked).response("# Answers\n\n## 1, 3\n\nText.\n").assemble().document;
    assert_eq!(lines(below(&document, "3")), ["2. See our answer to proposal 1."]);
}

#[test]
fn a_mistyped_first_id_does_not_lose_the_text() {
    let files = Files::new().response("# Answers\n\n## 11, 3\n\nText.\n");
    assert_eq!(found(&files), ["responses/plan/response.md:5:4 unknown-question"]);
    assert_eq!(lines(below(&files.assemble().document, "3")), ["1. Text."]);
}

#[test]
fn headings_of_answers_are_read_as_people_write_them() {
    for heading in [
        "1",
        "Question 1",
        "1 What do you think?",
        "1: What do you think?",
        "Question 1: What do you think?",
        "1. What do you …",
        "1 what do you...",
    ] {
        let files = Files::new().response(&format!("# Answers\n\n## {heading}\n\nx\n"));
        assert_eq!(found(&files), CLEAN, "{heading}");
        assert_eq!(lines(below(&files.assemble().document, "1")), ["1. x"], "{heading}");
    }
}

#[test]
fn a_reminder_that_differs_is_found_and_not_printed() {
    let files = Files::new().response("# Answers\n\n## 1 What do they think?\n\nx\n");
    assert_eq!(found(&files), ["responses/plan/response.md:5:6 reminder-differs"]);
    assert_eq!(walk::plain(&question(&files.assemble().document, "1").text), "What do you think?");
}

#[test]
fn a_question_of_several_paragraphs_is_printed_whole() {
    for (words, wanted) in [
        ("One.\n\nTwo.", "One. Two."),
        ("One *more*.\n\nTwo.", "One more. Two."),
        ("Which of *these*:\n\n- a\n- b", "Which of *these*: - a - b"),
    ] {
        let asked = CONSULTATION.replacen("\"What do you think?\"", &format!("\"\"\"\n{words}\"\"\""), 1);
        let document = Files::new().with(ASKED, asked).assemble().document;
        assert_eq!(walk::plain(&question(&document, "1").text), wanted);
    }
    let title = CONSULTATION.replacen("\"The plan\"", "\"\"\"\nThe\nplan\"\"\"", 1);
    assert_eq!(Files::new().with(ASKED, title).assemble().document.meta.title, "The plan");
}

// Choices

#[test]
fn a_choice_is_how_the_answer_begins() {
    for (text, option) in [
        ("Agree. They are clear.", "Agree"),
        ("strongly agree", "Strongly agree"),
        ("Neither agree nor disagree, because …", "Neither agree nor disagree"),
        ("Disagree (see [question](#q1)).", "Disagree"),
        ("**Agree.** Words.", "Agree"),
    ] {
        assert_eq!(chosen(text), (vec![option.to_owned()], AnswerKind::Answered), "{text}");
    }
    assert_eq!(chosen("Agreement matters.").0, CLEAN);
}

#[test]
fn a_choice_that_is_no_option_is_found() {
    let of = |text: &str| found(&Files::new().response(&format!("# Answers\n\n## 2{text}\n")));
    assert_eq!(of("\n\nVery likely. Words."), ["responses/plan/response.md:7:1 not-an-option"]);
    assert_eq!(of(" {choice=\"Agre\"}\n\nWords."), ["responses/plan/response.md:5:7 not-an-option"]);
    assert_eq!(of(" {choice=\"Agree; Disagree\"}\n\nWords."), ["responses/plan/response.md:5:7 too-many-choices"]);
    assert_eq!(of(" {choice=\"Agree\"}\n\nWords."), CLEAN);
}

#[test]
fn several_choices_are_taken_where_several_may_be_made() {
    let asked = CONSULTATION.replacen("options = \"agree-5\"", "options = [\"Schools\", \"Colleges\", \"Trusts\"]\nchoose = \"many\"", 1);
    let files = Files::new().with(ASKED, asked).response("# Answers\n\n## 2 {choice=\"schools; Trusts\"}\n\nWords.\n");
    assert_eq!(choice(&files, "2").0, ["Schools", "Trusts"]);
    assert_eq!(found(&files), CLEAN);
}

#[test]
fn a_choice_alone_is_printed() {
    let files = Files::new().response("# Answers\n\n## 2 {choice=\"Agree\"}\n");
    assert_eq!(lines(below(&files.assemble().document, "2")), ["1. Agree."]);
}

#[test]
fn a_deliberate_silence_is_an_answer() {
    for text in ["N/A", "Not applicable.", "No comment"] {
        assert_eq!(chosen(text), (Vec::new(), AnswerKind::NoAnswer), "{text}");
    }
    let document = mapped().response("# Answers\n\n## 1\n\nN/A\n").assemble().document;
    assert_eq!(question(&document, "1").answer, AnswerKind::NoAnswer);
    assert_eq!(Progress::of(&document).answered, 1);
}

#[test]
fn not_applicable_is_a_choice_where_it_is_an_option() {
    let asked = CONSULTATION.replacen("options = \"agree-5\"", "options = [\"Yes\", \"No\", \"Not applicable\"]", 1);
    let files = Files::new().with(ASKED, asked).response("# Answers\n\n## 2\n\nNot applicable.\n");
    assert_eq!(choice(&files, "2"), (vec!["Not applicable".to_owned()], AnswerKind::Answered));
}

#[test]
fn scales_of_the_consultation_come_first() {
    let asked = format!("{}\n", CONSULTATION.replacen('\n', "\n[scales]\nagree-5 = [\"Aye\", \"Nay\"]\n", 1));
    let files = Files::new().with(ASKED, asked).response("# Answers\n\n## 2\n\nNay. Words.\n");
    assert_eq!(choice(&files, "2").0, ["Nay"]);
}

// The outline

#[test]
fn sections_are_taken_defaulted_and_dropped() {
    let outline = "# First\n\n{{ section(name=\"First\", default=\"standard\") }}\n\n# Second\n\n{{ section(name=\"Second\") }}\n\n# Answers\n\n{{ answers() }}\n";
    let files = mapped().with("templates/response.md", outline);
    assert_eq!(files.lines()[..3], ["A. First", "1. Standard words.", "B. Answers"]);
    let own = files.response("# first\n\nOwn words.\n\n# Second\n\nSecond.\n");
    assert_eq!(own.lines()[..5], ["A. First", "1. Own words.", "B. Second", "2. Second.", "C. Answers"]);
    assert_eq!(found(&own), CLEAN);
}

#[test]
fn a_section_that_nothing_takes_is_found() {
    assert_eq!(found(&Files::new().response("# Recommendations\n\nx\n")), ["responses/plan/response.md:3:3 unused-section"]);
}

#[test]
fn a_response_names_its_outline_and_its_standard_text() {
    let files = Files::new()
        .with("templates/short.md", "# All\n\n{{ boilerplate(name=\"hello\") }}\n\n{{ answers() }}\n")
        .with("templates/hello.md", "Hello.\n")
        .with("templates/goodbye.md", "Goodbye.\n")
        .with("responses/plan/response.md", "+++\ntemplate = \"short.md\"\n[boilerplate]\nhello = \"goodbye\"\n+++\n");
    assert_eq!(files.lines()[..2], ["A. All", "1. Goodbye."]);
    assert_eq!(origins(&files.assemble().document.blocks[1..2])[0].0, "templates/goodbye");
    let wrong = files.with("responses/plan/response.md", "+++\ntemplate = \"shrot\"\n[boilerplate]\nhello = \"goodby\"\n+++\n");
    assert_eq!(
        found(&wrong)[..2],
        ["responses/plan/response.md:2:12 unknown-boilerplate", "responses/plan/response.md:4:9 unknown-boilerplate"]
    );
}

#[test]
fn answers_stand_in_no_list() {
    let files = Files::new().with("templates/response.md", "# A\n\nx\n\n- {{ answers() }}\n");
    assert_eq!(found(&files), ["templates/response.md:5:3 template-error"]);
    assert_eq!(files.lines()[..2], ["A. A", "1. x"]);
    let twice = Files::new().with("templates/response.md", "# A\n\n{{ answers() }}\n\n{{ answers() }}\n");
    assert_eq!(found(&twice), ["templates/response.md:5:1 template-error"]);
}

#[test]
fn own_templates_replace_the_built_in_ones() {
    let files = Files::new().without("templates/response.md").with("templates/equality.md", "Our own words on equality.\n");
    let lines = files.lines();
    assert!(lines.iter().any(|line| line.ends_with("Our own words on equality.")), "{lines:?}");
    assert!(!lines.iter().any(|line| line.contains("Equality Act")));
}

#[test]
fn includes_keep_the_place_and_the_source_of_their_words() {
    for include in ["{% include \"standard.md\" %}", "{% include 'standard' %}", "{%- include \"standard.md\" -%}"] {
        let files = mapped().with("templates/standard.md", "See [paragraph](#nowhere).\n").answer(include);
        assert_eq!(origins(below(&files.assemble().document, "1"))[0].0, "templates/standard", "{include}");
        assert_eq!(found(&files), ["templates/standard.md:1:5 dangling-reference"], "{include}");
    }
}

#[test]
fn optional_paragraphs_renumber_everything() {
    let lines = |status: &str| {
        let body = "# Key points\n\n{% if response.status == \"approved\" %}Agreed by council.{% endif %}\n\nSee [paragraph](#last).\n\n# Answers\n\n## 1\n\nLast. {#last}\n";
        Files::new().with("responses/plan/response.md", format!("+++\nstatus = \"{status}\"\n+++\n{body}")).lines()
    };
    assert_eq!(lines("draft")[1..3], ["1. See paragraph 2.", "B. Answers"]);
    assert_eq!(lines("approved")[1..4], ["1. Agreed by council.", "2. See paragraph 3.", "B. Answers"]);
}

#[test]
fn a_whole_optional_section_comes_and_goes() {
    let outline = "{% if facts.members %}\n# Who we are {#us}\n\nWe have {{ facts.members }} members.\n\n{% endif %}\n# Answers {#answers}\n\n{{ answers() }}\n";
    let files = Files::new().with("templates/response.md", outline).answer("See [section](#answers).");
    assert_eq!((files.lines()[0].as_str(), files.lines()[2].as_str()), ("A. Answers", "1. See section A."));
    let with = files.with("respondent.toml", format!("{ORGANISATION}[facts.members]\nvalue = \"24,000\"\n"));
    assert_eq!(with.lines()[..3], ["A. Who we are", "1. We have 24,000 members.", "B. Answers"]);
    assert_eq!(with.lines()[4], "2. See section B.");
}

// Reuse

#[test]
fn a_position_gives_the_part_that_is_asked_for() {
    for (part, wanted) in [("", "Position words."), (", part=\"context\"", "Context words."), (", part=\"reasons\"", "Reason words.")] {
        let files = mapped().answer(&format!("{{{{ position(id=\"send/funding\"{part}) }}}}"));
        let document = files.assemble().document;
        assert_eq!(lines(below(&document, "1")), [format!("1. {wanted}")]);
        assert_eq!(origins(below(&document, "1")), [("positions/send/funding".to_owned(), false)]);
    }
    let all = mapped().answer("{{ position(id=\"send/funding\", part=\"all\") }}");
    assert_eq!(lines(below(&all.assemble().document, "1")).len(), 3);
    assert_eq!(
        found(&mapped().answer("{{ position(id=\"send/funding\", part=\"resons\") }}")),
        ["responses/plan/response.md:7:37 unknown-position"]
    );
    assert_eq!(found(&mapped().answer("{{ position(id=\"send/fundng\") }}")), ["responses/plan/response.md:7:16 unknown-position"]);
    let inside = mapped().answer("See also what follows. {{ position(id=\"send/fundng\") }}");
    assert_eq!(found(&inside), ["responses/plan/response.md:7:39 unknown-position"]);
}

#[test]
fn reused_words_inside_a_sentence_keep_their_source() {
    let document = mapped().answer("We say: {{ position(id=\"send/funding\") }} And more.").assemble().document;
    assert_eq!(lines(below(&document, "1")), ["1. We say: Position words. And more."]);
    assert_eq!(origins(below(&document, "1"))[0].0, "responses/plan/1 + positions/send/funding");
}

#[test]
fn several_paragraphs_inside_a_sentence_part_it() {
    let files = mapped().position("two", "One.\n\nTwo.\n").answer("Before {{ position(id=\"two\") }} after. {#name}\n\nSee [](#name).");
    assert_eq!(lines(below(&files.assemble().document, "1")), ["1. Before", "2. One.", "3. Two.", "4. after.", "5. See 1."]);
}

#[test]
fn a_past_answer_points_nowhere_here() {
    let files = mapped().answer("{{ answer(of=\"old\", question=\"5\") }}");
    let document = files.assemble().document;
    let below = lines(below(&document, "1"));
    assert_eq!(below[0], "1. Five.");
    assert!(below[1].contains("The old plan") && below[1].contains("question 4"), "{below:?}");
    assert_eq!(
        found(&files)
            .iter()
            .filter(|found| found.starts_with("responses/old/response.md:13:") && found.ends_with("foreign-reference"))
            .count(),
        2
    );
    assert_eq!(
        self::found(&mapped().answer("{{ answer(of=\"old\", question=\"6\") }}")),
        ["responses/plan/response.md:7:30 unknown-answer"]
    );
}

#[test]
fn an_answer_of_this_response_is_quoted_with_live_references() {
    let files = Files::new()
        .response("# Answers\n\n## 1\n\nOne, see [paragraph](#end).\n\n## 3\n\n{{ answer(of=\"plan\", question=\"1\") }}\n\nEnd. {#end}\n");
    assert_eq!(lines(below(&files.assemble().document, "3"))[0], "2. One, see paragraph 3.");
    assert_eq!(found(&files), CLEAN);
}

#[test]
fn confidential_words_stay_confidential_wherever_they_are_put() {
    let files = mapped().position("secret", "Secret words. {confidential=\"names a school\"}\n");
    for text in [
        "{{ position(id=\"secret\") }}",
        "We say: {{ position(id=\"secret\") }}",
        "We say *{{ position(id=\"secret\") }}*",
        "`{{ position(id=\"secret\") }}`",
    ] {
        let document = files.clone().answer(text).assemble().document;
        assert_eq!(confidential(below(&document, "1")), [Some("names a school")], "{text}");
    }
    let table = files.clone().answer("One:\n\n| a |\n|---|\n| {{ position(id=\"secret\") }} |");
    assert!(found(&table).iter().any(|found| found.ends_with("template-error")));
    let heading =
        files.response("# Answers\n\n## 1 {confidential=\"all of it\"}\n\nOne.\n\nTwo. {confidential=\"this\"}\n").assemble().document;
    assert_eq!(confidential(below(&heading, "1")), [Some("all of it"), Some("this")]);
}

#[test]
fn no_mark_of_a_function_reaches_the_document() {
    let call = "{{ position(id=\"send/funding\") }}";
    let everywhere = format!(
        "`{call}` [{call}](https://example.org) [{call}](#q3) [x]({call}) **{call}** x[^n]\n\n    {call}\n\n| {call} |\n|---|\n| {call} |\n\n> {call}\n\n1. {call}\n   - {call}\n\n### {call}\n\n<b>{call}</b>\n\n<div>\n{call}\n</div>\n\n![{call}](x.png)\n\n[^n]: {call}"
    );
    let files = mapped().with("templates/signature.md", format!("{call}\n")).without("templates/response.md").answer(&everywhere);
    let document = files.assemble().document;
    let json = serde_json::to_string(&document).expect("JSON");
    assert!(json.chars().all(respondent::text::allowed), "{json}");
    assert!(!json.contains("706f736974696f6e"), "{json}");
}

#[test]
fn a_source_that_a_person_names_is_believed_and_looked_up() {
    let document = mapped().answer("Words. {from=\"positions/send/funding\"}").assemble().document;
    assert_eq!(origins(below(&document, "1"))[0].0, "positions/send/funding");
    assert_eq!(found(&mapped().answer("Words. {from=\"positions/gone\"}")), ["responses/plan/response.md:7:8 unknown-source"]);
    let heading = mapped().response("# Answers\n\n## 1 {from=\"positions/gone\"}\n\nWords.\n");
    assert_eq!(found(&heading), ["responses/plan/response.md:5:7 unknown-source"]);
    let section = mapped().response("# Key points {from=\"positions/send/funding\"}\n\nWords.\n").assemble().document;
    assert_eq!(origins(&section.blocks[1..2])[0].0, "positions/send/funding");
}

// The text

#[test]
fn footnotes_may_stand_anywhere_in_the_file() {
    let text = "[^a]: Note of {{ organisation.acronym }}.\n\n# Key points\n\nx[^a]\n\n# Answers\n\n## 1\n\ny[^b]\n\n# Conclusion\n\nz\n\n[^b]: See [question](#q1).\n";
    let files = Files::new().response(text);
    let mut notes = Vec::new();
    walk::each_inline_mut(&mut files.assemble().document.blocks, &mut |inline| {
        if let Inline::Note(note) = inline {
            notes.push((note.number, note.blocks.iter().map(Block::plain).collect::<String>()));
        }
    });
    assert_eq!(notes[0], (1, "Note of OU.".to_owned()));
    assert_eq!(notes[1], (2, "See question 1.".to_owned()));
    assert_eq!(
        found(&Files::new().answer("x[^gone]\n\n[^spare]: y")),
        ["responses/plan/response.md:7:2 undefined-footnote", "responses/plan/response.md:9:1 unused-footnote"]
    );
}

#[test]
fn facts_and_settings_reach_the_text() {
    let toml = format!(
        "{ORGANISATION}kind = \"association\"\n[facts.members]\nvalue = 24000\n[signatories.send]\nname = \"A. Person\"\nrole = \"Director\"\n"
    );
    let response = "+++\nsignatory = \"send\"\ndate = \"2026-03\"\n+++\n# Answers\n\n## 1\n\n{{ organisation.name }} is {{ organisation.kind | article }} of {{ facts.members }}, {{ date }}.\n";
    let outline = format!("{}\n{{{{ signature() }}}}\n", common::OUTLINE);
    let files =
        Files::new().with("respondent.toml", toml).with("templates/response.md", outline).with("responses/plan/response.md", response);
    let lines = files.lines();
    assert!(lines.contains(&"1. Our Union is an association of 24000, March 2026.".to_owned()), "{lines:?}");
    for line in ["~ A. Person", "~ Director", "~ Our Union", "~ March 2026"] {
        assert!(lines.iter().any(|other| other == line), "{line}: {lines:?}");
    }
}

#[test]
fn the_date_may_be_given() {
    let (library, _) =
        Files::new().with("responses/plan/response.md", "+++\ndate = \"2026-03\"\n+++\n# Answers\n\n## 1\n\n{{ date }}\n").read();
    let assembler = Assembler::new(&library);
    for (given, wanted) in [(None, "1. March 2026"), (Some("2027"), "1. 2027"), (Some("2027-01-31"), "1. 31 January 2027")] {
        let date = given.map(|date: &str| date.parse().expect("a date"));
        let document = assembler.assemble("plan", date).expect("a document").document;
        assert_eq!(lines(below(&document, "1")), [wanted]);
    }
}

#[test]
fn the_same_library_gives_the_same_document_however_its_files_come() {
    let files = mapped().response("# Key points\n\nx[^a] {#k}\n\n[^a]: n\n\n# Answers\n\n## 1\n\nSee [paragraph](#k).\n");
    let mut turned = files.clone();
    turned.0.reverse();
    assert_eq!(files.assemble().document, files.assemble().document);
    assert_eq!(files.assemble().document, turned.assemble().document);
    assert_eq!(files.found(), turned.found());
}

#[test]
fn what_the_document_says_survives_json() {
    let document = mapped()
        .response("# Key points\n\nx[^a] {#k}\n\n[^a]: n\n\n# Answers\n\n## 2\n\nAgree:\n\n1. a\n\n| a |\n|---|\n| b |\n")
        .assemble()
        .document;
    let json = serde_json::to_string(&document).expect("JSON");
    let back: Document = serde_json::from_str(&json).expect("a document");
    assert_eq!(serde_json::to_string(&back).expect("JSON"), json);
}

#[test]
fn an_empty_library_and_an_unknown_id_give_nothing() {
    let (library, findings) = Library::read([]);
    assert!(findings.is_empty() && library.consultations.is_empty());
    assert!(Assembler::new(&library).assemble("plan", None).is_none());
    assert!(!library.organisation.language.is_empty());
}
