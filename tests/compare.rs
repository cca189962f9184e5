//! Two texts word by word.

use proptest::prelude::*;
use respondent::text::compare::{Comparison, Run, compare, is_telling};

/// `[-what went-]{+what came+}` among what stayed.
fn shown(old: &str, new: &str) -> String {
    let show = |run: &Run| match run {
        Run::Same { new, .. } => (*new).to_owned(),
        Run::Removed(text) => format!("[-{text}-]"),
        Run::Added(text) => format!("{{+{text}+}}"),
    };
    compare(old, new).runs.iter().map(show).collect()
}

fn sides(comparison: &Comparison) -> (String, String) {
    (comparison.runs.iter().map(Run::old_text).collect(), comparison.runs.iter().map(Run::new_text).collect())
}

#[test]
fn a_word_that_changed_stands_between_words_that_stayed() {
    assert_eq!(shown("The lock is open at night.", "The lock is closed at night."), "The lock is [-open-]{+closed+} at night.");
    assert_eq!(shown("Boats moor here.", "Boats seldom moor here."), "Boats {+seldom +}moor here.");
    assert_eq!(shown("Boats seldom moor here.", "Boats moor here."), "Boats [-seldom -]moor here.");
}

#[test]
fn no_word_is_cut() {
    assert_eq!(shown("24,000 boaters’ children", "25,000 boater's children"), "[-24,000 boaters’-]{+25,000 boater's+} children");
    // A space that goes with a word is shown with it.
    assert_eq!(shown("Be that as it may, we agree.", "Be that, we agree."), "Be that[- as it may-], we agree.");
    assert_eq!(shown("Boats and people moor here.", "Boats, and people moor here."), "Boats{+,+} and people moor here.");
    let letter = |to: &str, page: &str| format!("Write to {to} before the lamps go out, or look at {page}.");
    let (old, new) = (letter("ann@locks.org", "https://locks.org/a/b"), letter("bob@locks.org", "https://locks.org/a/c"));
    let shows = letter("[-ann@locks.org-]{+bob@locks.org+}", "[-https://locks.org/a/b-]{+https://locks.org/a/c+}");
    assert_eq!(shown(&old, &new), shows);
    assert_eq!(shown("a multi-agency plan for us", "a multi-use plan for us"), "a [-multi-agency-]{+multi-use+} plan for us");
}

#[test]
fn marks_alone_part_no_change() {
    let shows = "They wrote “we walk[-.”-]{+”. Many do.+}";
    assert_eq!(shown("They wrote “we walk.”", "They wrote “we walk”. Many do."), shows);
}

#[test]
fn small_islands_join_the_changes_round_them() {
    let old = "The keepers of the upper lock asked whether the towpath could be lit from dusk until midnight in winter.";
    let new = "The walkers by the lower bridge asked whether the towpath could be lit from dusk until midnight in winter.";
    let rest = " asked whether the towpath could be lit from dusk until midnight in winter.";
    assert_eq!(shown(old, new), format!("The [-keepers of the upper lock-]{{+walkers by the lower bridge+}}{rest}"));
}

#[test]
fn a_few_words_between_changes_join_them_but_a_figure_that_stayed_is_seen() {
    let text = |who: &str, place: &str| format!("{who} {place} whether the towpath could be lit from dusk until midnight in winter.");
    let rest = " whether the towpath could be lit from dusk until midnight in winter.";
    let (old, new) = (text("Keepers who lived near", "locks soon asked us"), text("Walkers with big dogs", "locks soon asked them"));
    assert_eq!(
        shown(&old, &new),
        format!("[-Keepers who lived near locks soon asked us-]{{+Walkers with big dogs locks soon asked them+}}{rest}")
    );
    let (old, new) = (text("Keepers who lived near", "24 locks asked us"), text("Walkers with big dogs", "24 locks asked them"));
    assert_eq!(shown(&old, &new), format!("[-Keepers who lived near-]{{+Walkers with big dogs+}} 24 locks asked [-us-]{{+them+}}{rest}"));
}

#[test]
fn a_changed_figure_or_negation_is_a_change_of_its_own() {
    let old = "We support the new mooring fee of £120 in the long basin from 1 May 2024, as do all our members.";
    let new = "We do not support the planned mooring fee of £180 in the short basin from 1 June 2025, as do all our members.";
    assert_eq!(
        shown(old, new),
        "We {+do not +}support the [-new-]{+planned+} mooring fee of £[-120-]{+180+} in the [-long-]{+short+} basin from 1 \
         [-May 2024-]{+June 2025+}, as do all our members."
    );
}

#[test]
fn what_is_hardly_the_same_is_one_block_out_and_one_in_with_its_figures() {
    let old = "Our 900 members walk the towpath every day and want it lit before the winter, whatever the cost may be.";
    let new = "A survey in 2025 found that boats are moored for longer than 14 days, which the by-laws do not allow at all.";
    let comparison = compare(old, new);
    assert!(comparison.rewritten);
    assert_eq!(comparison.runs, [Run::Removed(old), Run::Added(new)]);
    assert_eq!((comparison.figures_out, comparison.figures_in), (vec!["900"], vec!["2025", "14", "not"]));
    assert_eq!(comparison.words.kept, 0);
}

#[test]
fn short_texts_keep_a_common_beginning_also_when_they_are_rewritten() {
    assert_eq!(
        shown("Agree. It is dark.", "Agree. Members fall there every winter."),
        "Agree. [-It is dark-]{+Members fall there every winter+}."
    );
}

#[test]
fn line_ends_spaces_and_the_shape_of_quotation_marks_are_no_change() {
    let comparison = compare("the  “common towpath”\nof the members’ canal", " the \"common towpath\" of the members' canal ");
    assert!(comparison.is_same());
    assert_eq!(sides(&comparison).0, "the  “common towpath”\nof the members’ canal");
    assert_eq!(sides(&comparison).1, " the \"common towpath\" of the members' canal ");
    assert!(!compare("Members'", "members'").is_same());
}

#[test]
fn figures_dates_and_negations_tell() {
    assert!(["24,000", "1st", "May", "not", "Cannot", "don’t", "twenty"].into_iter().all(is_telling));
    assert!(!["may", "one", "note", "moor", "https://locks.org/2024/05", "ann7@locks.org"].into_iter().any(is_telling));
}

#[test]
fn words_are_counted_as_they_are_shown() {
    let words = compare("The lock is open at night.", "The lock is seldom closed at night.").words;
    assert_eq!((words.kept, words.removed, words.added), (5, 1, 2));
}

#[test]
fn a_long_text_of_many_small_changes_comes_back() {
    let old: String = (0..2_000).map(|n| format!("word{} of ", n % 997)).collect();
    let new: String = (0..2_000).map(|n| format!("{}{} of ", if n % 3 == 0 { "other" } else { "word" }, n % 997)).collect();
    assert_eq!(sides(&compare(&old, &new)), (old.clone(), new.clone()));
}

fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => proptest::sample::select(&["lock", "boat", "the", "of", "not", "24,000", "May", "mooring", "it's", "it’s", "path", "keeper"][..])
            .prop_map(str::to_owned),
        1 => "[ \n.,“\"é😀-]{1,3}",
    ];
    proptest::collection::vec((word, proptest::sample::select(&[" ", "  ", "\n", ", ", ""][..])), 0..40)
        .prop_map(|words| words.into_iter().map(|(word, space)| word + space).collect())
}

/// A text and the same with some of its words changed.
fn edited() -> impl Strategy<Value = (String, String)> {
    (text(), proptest::collection::vec((any::<prop::sample::Index>(), "[a-z]{0,5}( [a-z]{1,4})?"), 0..5)).prop_map(|(old, edits)| {
        let mut words: Vec<String> = old.split(' ').map(str::to_owned).collect();
        for (at, word) in edits {
            let at = at.index(words.len());
            words[at] = word;
        }
        (old, words.join(" "))
    })
}

fn pairs() -> impl Strategy<Value = (String, String)> {
    prop_oneof![edited(), (text(), text())]
}

proptest! {
    #[test]
    fn both_texts_come_back_exactly((old, new) in pairs()) {
        prop_assert_eq!(sides(&compare(&old, &new)), (old.clone(), new.clone()));
    }

    #[test]
    fn a_text_is_the_same_as_itself(text in text()) {
        let comparison = compare(&text, &text);
        prop_assert!(comparison.is_same());
        prop_assert_eq!(comparison.share_kept, 1.0);
    }

    #[test]
    fn the_other_way_round_is_the_mirror((old, new) in pairs()) {
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        let removed = |it: &Comparison| it.runs.iter().filter(|run| matches!(run, Run::Removed(_))).map(|run| run.old_text().to_owned()).collect::<Vec<_>>();
        let added = |it: &Comparison| it.runs.iter().filter(|run| matches!(run, Run::Added(_))).map(|run| run.new_text().to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(removed(&there), added(&back));
        prop_assert_eq!(added(&there), removed(&back));
        prop_assert_eq!(&there.figures_out, &back.figures_in);
        prop_assert_eq!((there.words.kept, there.words.added, there.rewritten), (back.words.kept, back.words.removed, back.rewritten));
    }

    #[test]
    fn runs_alternate_and_none_is_empty((old, new) in pairs()) {
        for pair in compare(&old, &new).runs.windows(2) {
            prop_assert!(!(pair[0].old_text().is_empty() && pair[0].new_text().is_empty()));
            prop_assert!(std::mem::discriminant(&pair[0]) != std::mem::discriminant(&pair[1]));
            prop_assert!(!matches!(pair, [Run::Added(_), Run::Removed(_)]), "what went stands first");
        }
    }
}
