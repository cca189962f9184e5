//! What a comparison of two documents must always hold, and what it says of small ones.

mod common {
    pub mod pages;
    pub mod random;
}

use common::{pages, random};
use proptest::prelude::*;
use respondent::{
    diff::{ChangeKind, Diff, Known, Reason, Relation, diff, passages},
    document::{Block, Document, Inline, Item, Kind, List, Note, Paragraph, Quote, Reference, house::Numbering, number::number},
};

/// A numbered document.
fn document(blocks: Vec<Block>) -> Document {
    let mut document = Document { blocks, ..Document::default() };
    number(&mut document, &Numbering::default());
    document
}

fn compared(old: Vec<Block>, new: Vec<Block>) -> Diff {
    diff(&document(old), &document(new), &Known::default())
}

const LAMPS: &str = "Should every lamp on the towpath be lit from dusk until dawn?";
const BOATS: &str = "How long may a visiting boat moor in the basin without a licence?";
const COSTS: &str = "Who ought to pay for the repair of the lock gates after a flood?";
const DARK: &str = "Members tell us that the path below the tunnel is dark from four in the afternoon, and that two people fell in.";
const MOOR: &str = "Fourteen days are enough for a boat that travels, and far too long for one that only pretends to do so.";
const GATES: &str = "The trust owns the gates, and whoever owns them should keep them; a levy on walkers would cost more than it brings.";

fn three() -> Vec<Block> {
    let q = |id, text| pages::question(id, text);
    vec![q("1", LAMPS), pages::words(DARK), q("2", BOATS), pages::words(MOOR), q("3", COSTS), pages::words(GATES)]
}

#[test]
fn a_reference_to_an_item_without_words_is_the_same_as_itself() {
    let item = Item { id: Some("a".into()), ..Item::default() };
    let list = List { ordered: true, of_paragraph: true, items: vec![item] };
    let content = vec![Inline::Reference(Reference { to: "a".into(), word: "paragraph".into(), ..Reference::default() })];
    let cites = Paragraph { content, ..Paragraph::default() };
    let cited = document(vec![Block::new(Kind::Paragraph(cites)), pages::words(DARK), Block::new(Kind::List(list))]);
    assert!(cited.blocks[0].plain().contains("2(a)"), "{}", cited.blocks[0].plain());
    assert!(diff(&cited, &cited, &Known::default()).is_same());
}

fn relations(diff: &Diff) -> Vec<(Option<usize>, Option<usize>, Relation)> {
    diff.units.iter().skip(1).map(|unit| (unit.old, unit.new, unit.relation)).collect()
}

fn kinds(diff: &Diff) -> Vec<(ChangeKind, bool)> {
    diff.changes().map(|change| (change.kind, change.moved)).collect()
}

#[test]
fn a_question_with_another_number_is_the_same_question() {
    let mut new = three();
    new.drain(0..2);
    let found = compared(three(), new);
    let question = |at: usize| &found.units[at];
    assert_eq!(question(1).relation, Relation::Gone);
    assert!(found.units[2..].iter().all(|unit| unit.relation == Relation::Same && unit.changes[0].is_same()));
    let mut renumbered = three();
    if let Kind::Question(question) = &mut renumbered[4].kind {
        (question.id, question.label) = ("7".into(), "Question 7".into());
    }
    let found = compared(three(), renumbered);
    assert_eq!((found.summary.headings.renumbered, found.summary.headings.same), (1, 3));
    assert_eq!(kinds(&found), [(ChangeKind::Same, false); 3]);
}

#[test]
fn a_question_that_moved_is_the_same_question() {
    let mut new = three();
    new.rotate_left(2);
    let found = compared(three(), new);
    assert_eq!((found.summary.headings.moved, found.summary.headings.same), (1, 3));
    assert_eq!(kinds(&found), [(ChangeKind::Same, false); 3]);
    assert!(!found.is_same());
}

#[test]
fn a_new_question_and_one_that_is_gone_are_no_pair() {
    let mut new = three();
    new[2] = pages::question("2", "What else would you like to tell us?");
    new[3] = pages::words("Anglers were not asked, though half of the bank is theirs.");
    let found = compared(three(), new);
    assert_eq!(relations(&found)[1..3], [(Some(2), None, Relation::Gone), (None, Some(2), Relation::New)]);
    assert_eq!(found.units[2].because, Reason::Nothing);
}

#[test]
fn a_paragraph_that_moved_to_another_answer_is_found_there() {
    let mut new = three();
    let moved = new.remove(1);
    new.insert(2, moved);
    let found = compared(three(), new);
    assert_eq!(kinds(&found), [(ChangeKind::Same, true), (ChangeKind::Same, false), (ChangeKind::Same, false)]);
    assert_eq!(found.summary.words.added, 0);
}

#[test]
fn a_short_text_that_stands_in_another_place_of_its_answer_moved() {
    let answer = |texts: &[&str]| [pages::question("1", LAMPS)].into_iter().chain(texts.iter().map(|text| pages::words(text))).collect();
    let found = compared(answer(&["Boats", "Locks", "Weirs"]), answer(&["Weirs", "Boats", "Locks"]));
    assert_eq!(kinds(&found), [(ChangeKind::Same, true), (ChangeKind::Same, false), (ChangeKind::Same, false)]);
}

#[test]
fn a_question_that_was_rewritten_is_found_by_its_answer() {
    let mut new = three();
    new[2] = pages::question("2", "What rules would make visitors welcome?");
    let found = compared(three(), new);
    assert_eq!((found.units[2].relation, found.units[2].because), (Relation::Same, Reason::Answer));
}

#[test]
fn questions_that_were_merged_and_split_name_each_other() {
    let both = format!("{} And {}", BOATS, COSTS);
    let merged =
        vec![pages::question("1", LAMPS), pages::words(DARK), pages::question("2", &both), pages::words(MOOR), pages::words(GATES)];
    let found = compared(three(), merged.clone());
    let gone = found.units.iter().find(|unit| unit.relation == Relation::MergedInto).expect("a merged question");
    assert_eq!((gone.with, gone.because), (Some(2), Reason::Contained));
    assert_eq!(kinds(&found), [(ChangeKind::Same, false); 3]);
    let found = compared(merged, three());
    assert_eq!(found.summary.headings.split_off, 1);
}

#[test]
fn the_short_texts_of_a_question_that_was_merged_are_found_with_its_answer() {
    let mut old = three();
    old.insert(6, pages::words("Agree."));
    let mut new = old.clone();
    new.remove(4);
    let found = compared(old, new);
    assert_eq!(found.summary.headings.merged_into, 1);
    assert_eq!(kinds(&found), [(ChangeKind::Same, false); 4]);
}

#[test]
fn three_questions_under_new_words_are_merged_by_their_answers() {
    let mut new = vec![pages::question("1", "Tell us about everything that concerns the towpath.")];
    new.extend([DARK, MOOR, GATES].map(pages::words));
    let (found, back) = (compared(three(), new.clone()), compared(new, three()));
    assert_eq!((found.summary.headings.merged_into, back.summary.headings.split_off), (2, 2));
}

#[test]
fn questions_that_begin_alike_are_merged_whatever_became_of_their_answers() {
    let ask = |id: &str, whom: &str| pages::question(id, &format!("What would longer mooring times mean for {whom}?"));
    let old = || vec![ask("1", "anglers"), pages::words(DARK), ask("2", "rowers"), pages::words(MOOR), pages::question("3", LAMPS)];
    let rowers = MOOR.split(',').next().expect("a first half");
    let answers = [vec![format!("{DARK} {MOOR}")], vec![DARK.to_owned(), rowers.to_owned()], vec![DARK.to_owned()]];
    for answer in answers {
        let answer = answer.iter().map(|text| pages::words(text));
        let both = ask("1", "anglers and for rowers");
        let new: Vec<Block> = [both].into_iter().chain(answer).chain([pages::question("2", LAMPS)]).collect();
        let found = compared(old(), new.clone());
        let expected = [(Some(1), Some(1), Relation::Same), (Some(2), None, Relation::MergedInto), (Some(3), Some(2), Relation::Same)];
        assert_eq!(relations(&found), expected);
        assert_eq!(compared(new, old()).summary.headings.split_off, 1);
    }
    let new = vec![ask("1", "anglers and for rowers"), pages::words(&format!("{DARK} {MOOR}"))];
    assert_eq!(kinds(&compared(old(), new)), [(ChangeKind::Merged, false)]);
}

#[test]
fn a_paragraph_that_became_two_is_split_and_two_that_became_one_are_merged() {
    let whole = || vec![pages::question("1", LAMPS), pages::words(&format!("{DARK} {MOOR}"))];
    let parts = || vec![pages::question("1", LAMPS), pages::words(DARK), pages::words(MOOR)];
    let found = compared(whole(), parts());
    assert_eq!(kinds(&found), [(ChangeKind::Split, false)]);
    let change = found.changes().next().expect("a change");
    assert_eq!(change.old_texts(), [format!("{DARK} {MOOR}")]);
    assert_eq!(change.new_texts(), [DARK, MOOR]);
    assert_eq!((change.words.added, change.words.removed), (0, 0));
    assert_eq!(kinds(&compared(parts(), whole())), [(ChangeKind::Merged, false)]);
}

#[test]
fn a_paragraph_that_became_two_with_a_new_one_between_is_split() {
    let ask = || pages::question("1", LAMPS);
    let found = compared(
        vec![ask(), pages::words(&format!("{DARK} {MOOR}"))],
        vec![ask(), pages::words(DARK), pages::words(GATES), pages::words(MOOR)],
    );
    assert_eq!(kinds(&found), [(ChangeKind::Split, false), (ChangeKind::Added, false)]);
    let split: Vec<usize> = found.changes().next().expect("the split one").new.iter().map(|leaf| leaf.at).collect();
    assert_eq!(split, [0, 2]);
}

#[test]
fn the_first_sentence_of_a_long_paragraph_may_become_one_of_its_own() {
    let first = "Stakeholders of the canal should be heard before anything is built beside it.";
    let rest = (0..8).map(|n| format!("{DARK} {MOOR} That was said {n} times.")).collect::<Vec<_>>().join(" ");
    let question = pages::question("1", LAMPS);
    let found = compared(
        vec![question.clone(), pages::words(&format!("{first} {rest}"))],
        vec![question, pages::words(first), pages::words(&rest)],
    );
    assert_eq!(kinds(&found), [(ChangeKind::Split, false)]);
}

#[test]
fn a_footnote_between_them_does_not_hinder_two_paragraphs_from_becoming_one() {
    let with_note = |text: &str, note: &str| {
        let note = Inline::Note(Note { number: 0, blocks: vec![pages::words(note)] });
        pages::paragraph("", vec![Inline::text(text), note])
    };
    let ask = || [pages::question("1", LAMPS), pages::question("2", BOATS)];
    let [lamps, boats] = ask();
    let old = vec![lamps, with_note(DARK, "Herons were not asked."), pages::words(MOOR), boats, pages::words("No.")];
    let [lamps, boats] = ask();
    let new = vec![lamps, pages::words("Yes, all of them."), boats, pages::words("No."), pages::words(&format!("{DARK} {MOOR}"))];
    let found = compared(old, new);
    assert!(kinds(&found).contains(&(ChangeKind::Merged, true)), "{:?}", kinds(&found));
}

#[test]
fn a_paragraph_that_begins_with_the_same_sentence_is_the_same() {
    let lead = "Keep every lamp on the towpath lit until midnight.";
    let ask = || pages::question("1", LAMPS);
    let old = pages::words(&format!("{lead} Two of our members fell."));
    let new = pages::words(&format!("{lead} {GATES}"));
    let found = compared(vec![ask(), old, pages::words(MOOR)], vec![ask(), pages::words(MOOR), pages::words(DARK), new]);
    let same = found.changes().find(|change| change.new_texts().concat().starts_with(lead)).expect("it stands there");
    assert!(same.old_texts().concat().starts_with(lead));
    assert_eq!(found.changes().filter(|change| change.old.is_empty()).count(), 1);
}

#[test]
fn headings_that_only_count_follow_what_stands_below_them() {
    let counted = |n: usize, text: &str| vec![pages::question(&n.to_string(), &format!("Recommendation {n}")), pages::words(text)];
    let found = compared([counted(1, DARK), counted(2, MOOR)].concat(), [counted(1, GATES), counted(2, DARK), counted(3, MOOR)].concat());
    let same = |old, new| (Some(old), Some(new), Relation::Same);
    assert_eq!(relations(&found), [(None, Some(1), Relation::New), same(1, 2), same(2, 3)]);
}

#[test]
fn of_headings_that_read_alike_each_stays_beside_its_neighbours() {
    let asked = |id: &str, text: &str| pages::question(id, text);
    let blocks = |first: &str| {
        let more = |at: &str| asked(at, "Have you anything to add?");
        vec![asked("1", first), more("2"), asked("3", BOATS), more("4"), asked("5", COSTS), more("6")]
    };
    let found = compared(blocks(LAMPS), blocks(LAMPS).into_iter().skip(2).collect());
    let same = |old, new| (Some(old), Some(new), Relation::Same);
    let kept: Vec<_> = relations(&found).into_iter().filter(|relation| relation.2 == Relation::Same).collect();
    assert_eq!(kept, [same(3, 1), same(4, 2), same(5, 3), same(6, 4)]);
}

#[test]
fn questions_of_the_same_words_in_the_same_order_are_the_same_whatever_is_answered() {
    let asked = |answer: &dyn Fn(usize) -> String| {
        let question = |n: usize| [pages::question(&n.to_string(), "Please comment on this chapter."), pages::words(&answer(n))];
        (1..=12).flat_map(question).collect::<Vec<_>>()
    };
    let found = compared(asked(&|n| format!("We agree with chapter {n} as it is.")), asked(&|_| "No comment.".into()));
    let in_order: Vec<_> = (1..=12).map(|at| (Some(at), Some(at), Relation::Same)).collect();
    assert_eq!(relations(&found), in_order);
}

#[test]
fn of_questions_of_the_same_words_with_new_answers_the_last_is_gone() {
    let asked = |answers: &[&str]| {
        let question = |(n, answer): (usize, &&str)| [pages::question(&n.to_string(), "Please explain."), pages::words(answer)];
        answers.iter().enumerate().flat_map(question).collect::<Vec<_>>()
    };
    let old = [
        "The basin is too shallow for wide boats in a dry summer.",
        "A key for the lock house costs more than the coal in it.",
        "Two wardens cannot watch nine miles of bank at night.",
        "Visitors leave their rubbish where no cart can reach it.",
        "Swans nest beside the weir and should be left in peace.",
    ];
    let new = [
        "Rowers start at six, when no warden is at the lock.",
        "A toll would empty the basin and fill the road beside it.",
        "Anglers pay for a peg and find a boat moored on it.",
        "The cart of the trust is too wide for the bank at the weir.",
    ];
    let expected: Vec<_> = (1..=4).map(|at| (Some(at), Some(at), Relation::Same)).chain([(Some(5), None, Relation::Gone)]).collect();
    assert_eq!(relations(&compared(asked(&old), asked(&new))), expected);
}

#[test]
fn of_many_texts_that_read_alike_each_stays_in_its_place() {
    let below = |text: &dyn Fn(usize) -> String| {
        [pages::question("1", LAMPS)].into_iter().chain((1..=120).map(|n| pages::words(&text(n)))).collect::<Vec<_>>()
    };
    let edited = |found: &Diff| {
        let changes = found.changes().all(|it| it.kind == ChangeKind::Edited && !it.moved && it.old[0].at == it.new[0].at);
        changes && found.changes().count() == 120
    };
    let closes = |at: usize| move |n: usize| format!("The lock at mile {n} closes at {at} in the evening");
    assert!(edited(&compared(below(&closes(9)), below(&closes(10)))));
    let agreed = |when: &'static str| move |_: usize| format!("We agree with the plan as it stands {when}.");
    assert!(edited(&compared(below(&agreed("today")), below(&agreed("now")))));
}

#[test]
fn the_number_in_a_reference_is_no_change_and_its_target_is() {
    let with = |to: &str, first: bool| {
        let mut blocks = vec![pages::section("a", "Key points"), pages::paragraph("dark", vec![respondent::document::Inline::text(DARK)])];
        if first {
            blocks.insert(1, pages::words("A paragraph that stands first and moves the numbers of all others."));
        }
        blocks.push(pages::paragraph("moor", vec![respondent::document::Inline::text(MOOR)]));
        let see = vec![respondent::document::Inline::text("For the basin see "), pages::reference("paragraph", to)];
        blocks.push(pages::paragraph("see", see));
        blocks
    };
    let found = compared(with("dark", false), with("dark", true));
    assert_eq!(kinds(&found).iter().filter(|(kind, _)| *kind == ChangeKind::Same).count(), 3);
    let see = found.changes().last().expect("a change");
    assert_eq!(
        (see.old_texts(), see.new_texts()),
        (vec!["For the basin see paragraph 1".into()], vec!["For the basin see paragraph 2".into()])
    );
    assert!(see.is_same());
    assert_eq!(compared(with("dark", false), with("moor", false)).summary.texts.edited, 1);
}

/// What of the marks of a lone text changed: `bold:  → dark`.
#[test]
fn numbers_that_are_cited_in_words_follow_what_they_cite() {
    let with = |words: &str, first: bool| {
        let mut blocks = three();
        if first {
            blocks.splice(
                0..0,
                [pages::question("0", "Who keeps the keys of the pump house?"), pages::words("The oldest member of the trust.")],
            );
        }
        for (at, block) in blocks.iter_mut().filter(|block| matches!(block.kind, Kind::Question(_))).enumerate() {
            if let Kind::Question(question) = &mut block.kind {
                question.id = (at + 1).to_string();
            }
        }
        blocks.push(pages::words(words));
        blocks
    };
    let edited = |old: &str, new: &str| compared(with(old, false), with(new, true)).summary.texts.edited;
    assert_eq!(edited("See paragraphs 1 and 2, para. 3 and our answer to Q3.", "See paragraphs 2 and 3, para. 4 and our answer to Q4."), 0);
    assert_eq!(edited("See paragraph 1 of the guidance, which we welcome.", "See paragraph 2 of the guidance, which we welcome."), 1);
    assert_eq!(
        edited("We see a mistake in paragraph 1, as printed.", "We see a mistake in paragraph 1, as printed."),
        0,
        "perhaps of their paper"
    );
    assert_eq!(edited("For the reasons see paragraph 1, and not here.", "For the reasons see paragraph 4, and not here."), 1);
    let fewer = [pages::section("a", "Key points"), pages::words(DARK), pages::words("As they say in paragraph 3, it is so.")];
    let more = [&fewer[..], &[pages::words(MOOR)]].concat();
    assert_eq!(compared(more, fewer.to_vec()).summary.texts.edited, 0, "a paragraph of that number is there no more");
    let live = vec![Inline::text("See "), pages::reference("paragraph", "dark"), Inline::text(" for what members say.")];
    let blocks = |see| vec![pages::section("a", "Key points"), pages::paragraph("dark", vec![Inline::text(DARK)]), see];
    let typed = compared(blocks(pages::paragraph("see", live)), blocks(pages::words("See paragraph 1 for what members say.")));
    assert!(typed.is_same(), "a file that cannot hold a live reference says the same");
}

fn marks(old: Block, new: Block) -> Vec<String> {
    let found = compared(vec![old], vec![new]);
    assert_eq!((found.summary.texts.same, found.summary.words.removed, found.summary.words.added), (1, 0, 0), "{found:#?}");
    let marks = found.changes().flat_map(|change| &change.marks);
    let said: Vec<String> = marks.map(|mark| format!("{}: {} → {}", mark.what, mark.old, mark.new)).collect();
    assert_eq!((found.summary.texts.formatting, found.is_same()), (usize::from(!said.is_empty()), said.is_empty()));
    said
}

#[test]
fn a_change_of_marks_alone_says_which() {
    let strong = |words: &str| Inline::Strong { content: vec![Inline::text(words)] };
    let emphasis = |words: &str| Inline::Emphasis { content: vec![Inline::text(words)] };
    let link = |to: &str, words: &str| Inline::Link { to: to.into(), content: vec![Inline::text(words)] };
    let text = |content: Vec<Inline>| pages::paragraph("a", content);
    let plain = || text(vec![Inline::text("The path is dark and cold")]);
    let dark = |dark: Inline| text(vec![Inline::text("The path is "), dark, Inline::text(" and cold")]);
    assert_eq!(marks(plain(), dark(strong("dark"))), ["bold:  → dark"]);
    assert_eq!(marks(dark(strong("dark")), dark(emphasis("dark"))), ["bold: dark → ", "italic:  → dark"]);
    let longer = text(vec![Inline::text("The "), strong("path is "), strong("dark and"), Inline::text(" cold")]);
    assert_eq!(marks(dark(strong("dark")), longer), ["bold:  → path is … and"]);
    assert_eq!(marks(dark(link("https://a.org", "dark")), dark(link("https://b.org", "dark"))), ["link: dark → dark"]);
    let nested = dark(Inline::Strong { content: vec![emphasis("dark")] });
    assert_eq!(marks(dark(strong("dark")), nested), ["italic:  → dark"]);
}

#[test]
fn a_text_that_stands_in_another_list_says_in_which() {
    let words = || pages::words("The path is dark and cold");
    let within = |block: Block| pages::list(false, vec![vec![block]]);
    let quote = |block: Block| Block::new(Kind::Quote(Quote { blocks: vec![block] }));
    let list = |ordered| pages::list(ordered, vec![vec![words()]]);
    assert_eq!(marks(words(), list(true)), ["kind: paragraph → numbered list"]);
    assert_eq!(marks(list(false), list(true)), ["kind: bulleted list → numbered list"]);
    assert_eq!(marks(within(quote(words())), quote(words())), ["level: 2 → 1"]);
    assert_eq!(marks(within(quote(words())), pages::list(true, vec![vec![quote(words())]])), ["around: bulleted list → numbered list"]);
    assert_eq!(marks(pages::heading(3, "Dark paths"), pages::heading(4, "Dark paths")), ["level: 3 → 4"]);
    assert_eq!(marks(words(), words()), [""; 0]);
}

#[test]
fn a_link_that_leads_elsewhere_is_told() {
    let text = |to: &str, words: &str| {
        let link = Inline::Link { to: to.into(), content: vec![Inline::text(words)] };
        vec![pages::paragraph("a", vec![Inline::text("The path is described "), link])]
    };
    let found = compared(text("https://locks.org/old", "there"), text("https://locks.org/new", "there"));
    let change = found.changes().last().expect("a change");
    assert_eq!(
        (&change.links_out[..], &change.links_in[..]),
        (&["https://locks.org/old".to_owned()][..], &["https://locks.org/new".to_owned()][..])
    );
    // One that can be read is among the words.
    let found = compared(text("https://locks.org/old", "https://locks.org/old"), text("https://locks.org/new", "https://locks.org/new"));
    let change = found.changes().last().expect("a change");
    assert!(change.links_out.is_empty() && change.links_in.is_empty());
}

#[test]
fn what_the_library_declares_outweighs_words() {
    let mut new = three();
    new[2] = pages::question("9", "What rules would make visitors welcome?");
    new[3] = pages::words("None.");
    let known = Known { lineage: vec![("2".into(), "9".into())], ..Known::default() };
    let found = diff(&document(three()), &document(new), &known);
    assert_eq!((found.units[2].relation, found.units[2].because, found.units[2].renumbered), (Relation::Same, Reason::Lineage, true));
    assert_eq!(found.units[2].changes[0].kind, ChangeKind::Replaced);
}

#[test]
fn a_question_that_is_asked_again_in_its_own_words_is_no_part_of_another() {
    let mut new = three();
    new[2] = pages::question("9", "What rules would make visitors welcome?");
    let lineage = vec![("2".into(), "9".into()), ("3".into(), "9".into())];
    let found = diff(&document(three()), &document(new), &Known { lineage, ..Known::default() });
    assert_eq!(relations(&found), [(1, 1), (2, 2), (3, 3)].map(|(old, new)| (Some(old), Some(new), Relation::Same)));
}

#[test]
fn a_question_whose_words_stand_in_other_forms_is_the_same() {
    let asked = |text: &str| {
        let mut blocks = three();
        blocks[2] = pages::question("2", text);
        document(blocks)
    };
    let old = asked("How does the new rule allow a keeper of the lock to weaken default safeguarding characteristics for boats?");
    let new = asked("Do the new rules allow keepers of locks weakened default safeguards for boating?");
    let found = diff(&old, &new, &Known::default());
    assert_eq!((found.units[2].relation, found.units[2].because), (Relation::Same, Reason::Words));
}

#[test]
fn a_heading_of_many_recommendations_is_not_one_of_them() {
    let advice = |title: &str, text: &str| [pages::section("advice", title), pages::words(text)];
    let old = advice("Recommendations", "Light the towpath from dusk until dawn, and mend the lock gates before the winter floods.");
    let new = advice("Recommendation 3", "Count the herons on the island each spring and publish what is found.");
    assert_eq!(relations(&compared(old.to_vec(), new.to_vec())), [(Some(1), None, Relation::Gone), (None, Some(1), Relation::New)]);
}

#[test]
fn of_one_consultation_a_question_put_in_other_words_and_answered_anew_is_possibly_the_same() {
    let mut new = three();
    new[2] = pages::question("2", "Which herons nest on the island?");
    new[3] = pages::words("All of them.");
    let found = |same_consultation| diff(&document(three()), &document(new.clone()), &Known { same_consultation, ..Known::default() });
    let unit = &found(true).units[2];
    assert_eq!((unit.relation, unit.because), (Relation::PossiblySame, Reason::Id));
    assert!(found(false).units.iter().all(|unit| unit.relation != Relation::PossiblySame));
}

#[test]
fn of_several_ways_to_see_a_new_order_those_stayed_that_kept_their_number() {
    let asked = |ids: &[(&str, &str)]| document(ids.iter().map(|(id, text)| pages::question(id, text)).collect());
    let (a, b, c, d) = ("Who keeps the locks?", "Where do herons nest?", "What do boats pay?", "When do the lamps burn?");
    let found =
        diff(&asked(&[("1", a), ("2", b), ("3", c), ("4", d)]), &asked(&[("1", d), ("2", b), ("3", a), ("4", c)]), &Known::default());
    let stayed: Vec<_> = found.units.iter().filter(|unit| !unit.moved).filter_map(|unit| unit.new).collect();
    assert!(stayed.contains(&2), "{stayed:?}");
}

#[test]
fn a_choice_that_changed_is_told() {
    let closed = |choice: &str| {
        let mut question = pages::question("1", LAMPS);
        if let Kind::Question(question) = &mut question.kind {
            question.options = vec!["Agree".into(), "Disagree".into()];
            question.choice = vec![choice.into()];
        }
        vec![question, pages::words(DARK)]
    };
    let found = compared(closed("Agree"), closed("Disagree"));
    let choice = found.units[1].choice.as_ref().expect("a choice");
    assert_eq!((choice.old.as_slice(), choice.new.as_slice()), (&["Agree".to_owned()][..], &["Disagree".to_owned()][..]));
    assert!(!found.is_same());
}

#[test]
fn the_order_in_which_options_were_chosen_is_no_change() {
    let chose = |choices: &[&str]| {
        let mut question = pages::question("1", LAMPS);
        if let Kind::Question(question) = &mut question.kind {
            question.options = vec!["Lamps".into(), "Rails".into()];
            question.choice = choices.iter().map(|choice| (*choice).into()).collect();
        }
        vec![question, pages::words(DARK)]
    };
    assert!(compared(chose(&["Lamps", "Rails"]), chose(&["Rails", "Lamps"])).is_same());
    assert!(!compared(chose(&["Lamps", "Rails"]), chose(&["Rails"])).is_same());
}

/// Two random documents, or a document and the same with blocks taken away, repeated and exchanged.
fn pairs() -> impl Strategy<Value = (Document, Document)> {
    let either = || prop_oneof![random::document(), pages::documents()];
    let edits = proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3usize), 0..6);
    let edited = (either(), edits).prop_map(|(old, edits)| {
        let mut new = old.clone();
        for (a, b, how) in edits.into_iter().filter(|_| !old.blocks.is_empty()) {
            let n = new.blocks.len();
            match how {
                _ if n == 0 => {}
                0 => drop(new.blocks.remove(a.index(n))),
                1 => new.blocks.swap(a.index(n), b.index(n)),
                _ => {
                    let block = new.blocks[a.index(n)].clone();
                    new.blocks.insert(b.index(n), block);
                }
            }
        }
        (old, new)
    });
    prop_oneof![edited, (either(), either())]
}

fn turned<T>(mirrored: bool, a: T, b: T) -> (T, T) {
    if mirrored { (b, a) } else { (a, b) }
}

/// What a diff says, in an order and with names that do not depend on which side is the old one.
fn said(diff: &Diff, mirrored: bool) -> Vec<String> {
    let mut said: Vec<String> = diff
        .units
        .iter()
        .map(|unit| {
            let (old, new) = turned(mirrored, unit.old, unit.new);
            format!("head {old:?} {new:?} {:?} {:?} {}", unit.with, unit.score, unit.moved)
        })
        .collect();
    said.extend(diff.changes().map(|change| {
        let at = |leaves: &[respondent::diff::Leaf]| leaves.iter().map(|leaf| leaf.at).collect::<Vec<_>>();
        let (old, new) = turned(mirrored, at(&change.old), at(&change.new));
        format!("text {old:?} {new:?} {} {} {}", change.moved, change.marks.len(), change.words.kept)
    }));
    said.sort();
    said
}

proptest! {
    #[test]
    fn both_documents_come_back_exactly((old, new) in pairs()) {
        let found = diff(&old, &new, &Known::default());
        let json = serde_json::to_string(&found).expect("JSON");
        let found: Diff = serde_json::from_str(&json).expect("a diff");
        prop_assert_eq!(found.old_text(), passages(&old));
        prop_assert_eq!(found.new_text(), passages(&new));
    }

    #[test]
    fn a_document_is_the_same_as_itself(document in prop_oneof![random::document(), pages::documents()]) {
        let found = diff(&document, &document, &Known::default());
        prop_assert!(found.is_same(), "{:?}", found.units.iter().filter(|unit| !unit.is_same()).collect::<Vec<_>>());
    }

    #[test]
    fn the_other_way_round_is_the_mirror((old, new) in pairs()) {
        let there = diff(&old, &new, &Known::default());
        let back = diff(&new, &old, &Known::default());
        prop_assert_eq!(said(&there, false), said(&back, true));
        prop_assert_eq!(there.summary.words.added, back.summary.words.removed);
        prop_assert_eq!(there.summary.texts.split, back.summary.texts.merged);
        prop_assert_eq!(there.summary.headings.gone, back.summary.headings.new);
    }
}
