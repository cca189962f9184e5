//! Options and scales (R4).

use super::{pattern::pattern, units::Unit};
use crate::{
    document::walk::plain,
    import::{Bold, read::lines},
    library::choice::{Opening, opening},
    library::scale::{self, SCALES},
    text::same_words,
};
use std::{collections::BTreeSet, sync::LazyLock};

/// Options that consultations offer beside those of the built-in scales.
const MORE: &[&str] = &[
    "Not sure",
    "Unsure",
    "Don't know",
    "Do not know",
    "No opinion",
    "Partially",
    "Partly",
    "In part",
    "To some extent",
    "Maybe",
    "Undecided",
    "Not applicable",
    "N/A",
    "Prefer not to say",
    "No comment",
    "Neither",
    "Neutral",
    "Tend to agree",
    "Tend to disagree",
    "Slightly agree",
    "Slightly disagree",
    "Somewhat agree",
    "Somewhat disagree",
    "Mostly agree",
    "Mostly disagree",
    "Partially agree",
    "Partly agree",
    "Somewhat effective",
    "Not very effective",
    "Not at all effective",
    "Somewhat important",
    "Not important",
    "Not at all important",
    "Essential",
    "None of the above",
    "None of these",
    "All of the above",
    "Other",
    "Ja",
    "Nein",
    "Ja mit Vorbehalt",
    "Keine Stellungnahme",
];

pattern!(
    MANY,
    r"\b(?:all that apply|as many as apply|more than one (?:option|answer|box)|one or more|select (?:up to|at least)|tick (?:up to|all)|choose (?:up to|all)|multiple answers)\b|\b(?:between \d+ and \d+|at least \d+|at most (?:[2-9]|\d\d)) (?:choices?|choice\(s\)|answers?|options?|selections?)"
);
pattern!(
    CHOOSE,
    r"\b(?:(?:select|choose|tick|pick) (?:one|an|the|from|all|any|up)|which of (?:the following|these)|are you (?:responding|answering|replying)|tick)\b"
);
pattern!(
    AMONG,
    r"^(?:(?:(?:at|in|to|for|from|by|on) )?which\b|(?:at|in|to) what (?:age|level|size|point|frequency)\b|are you\b|what (?:type|kind|sort|size|best describes|is your (?:age|sex|gender|role|sector|ethnic|religion|main|current|position|location|employment))\b|how (?:often|long|many|much|old|far|important|likely|useful|helpful|easy|difficult|clear|well|satisfied|confident|concerned|familiar|aware|effective|frequently|big|large|would you (?:rate|describe|rank)|do you rate)\b)"
);
pattern!(
    GRADES,
    r"\b(?:to what (?:extent|degree)|how \w+ (?:do|does|is|are|was|were|would|has|have)|on a scale|rate|rank)\b|^(?:do|does|did|are|is|should|would) "
);
// The step of a scale in numbers, with what it means: "1 (not at all important)", "5 – very important".
pattern!(STEP, r"^(?:10|\d)(?:\s*(?u:[(=:–—-].{0,60}))?$");
pattern!(
    OPEN,
    r"^(?:is there anything|are there any (?:other|further|additional)|do you have any|have you any|any (?:other|further|additional)|please|what|how|why|who|where|if (?:yes|no|not|so))\b"
);

/// An option: its words, and whether it is ticked where that can be told.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice {
    pub(super) words: String,
    pub(super) ticked: Option<bool>,
    /// Whether it is one by its box, not by its words alone.
    pub(super) boxed: bool,
}

/// Reads a unit as one option.
pub(super) fn option(unit: &Unit) -> Option<Choice> {
    if unit.table.is_some() {
        return None;
    }
    let (on, words) = boxed(unit);
    let words = words.trim().trim_matches(['☐', '☑', '☒']).trim();
    let words = words.trim_end_matches(['.', ';', ',']);
    if on.is_some() && !words.is_empty() && words.chars().count() < 220 && !words.ends_with('?') {
        return Some(Choice { words: words.to_owned(), ticked: on, boxed: true });
    }
    let short = words.chars().count() <= 60;
    (short && is_scale_word(words)).then(|| Choice { words: words.to_owned(), ticked: None, boxed: false })
}

/// The box of a unit, and its words without it.
fn boxed(unit: &Unit) -> (Option<bool>, String) {
    if let Some((on, rest)) = lines::tick_at_start(&unit.text) {
        return (Some(on), rest.to_owned());
    }
    let last = unit.text.chars().next_back();
    if let Some(last) = last.filter(|last| lines::EMPTY_BOXES.contains(last) || lines::TICKED_BOXES.contains(last)) {
        return (Some(lines::TICKED_BOXES.contains(&last)), unit.text[..unit.text.len() - last.len_utf8()].to_owned());
    }
    (unit.ticks.first().map(|tick| tick.on.unwrap_or(false)), unit.text.clone())
}

/// Several options on one line: a box before or behind each, or words with slashes between.
pub(super) fn options_on_line(unit: &Unit) -> Vec<Choice> {
    let boxes = typed_boxes(&unit.text);
    if boxes.len() >= 2 {
        return beside(&unit.text, &boxes);
    }
    if unit.ticks.len() >= 2 {
        // The boxes are no characters of the text.
        let text = plain(&unit.content);
        let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
        let boxes: Vec<_> = unit.ticks.iter().map(|tick| (byte(tick.at), byte(tick.at), tick.on)).collect();
        return beside(&text, &boxes);
    }
    let words: Vec<&str> = unit.text.trim_matches(['(', ')', '[', ']', '.']).split('/').map(str::trim).collect();
    let all = words.len() >= 2 && words.iter().all(|word| is_scale_word(word)) && same_words(&unit.text) != "n/a";
    if all { words.iter().map(|word| Choice { words: (*word).to_owned(), ticked: None, boxed: false }).collect() } else { Vec::new() }
}

/// The boxes in a text: where each begins and ends, in bytes, and whether it is ticked.
fn typed_boxes(text: &str) -> Vec<(usize, usize, Option<bool>)> {
    let starts = text.char_indices().filter(|(_, c)| !c.is_alphanumeric() && !c.is_whitespace());
    let found = starts.filter_map(|(at, _)| {
        let (on, rest) = lines::tick_at_start(&text[at..])?;
        let end = text.len() - rest.len();
        Some((at, at + text[at..end].trim_end().len(), Some(on)))
    });
    found.collect()
}

/// The words beside each box: before it, where the line begins with words and ends with a box.
fn beside(text: &str, boxes: &[(usize, usize, Option<bool>)]) -> Vec<Choice> {
    let (Some(first), Some(last)) = (boxes.first(), boxes.last()) else { return Vec::new() };
    let before = !text[..first.0].trim().is_empty() && text[last.1..].trim().is_empty();
    let mut out = Vec::new();
    for (n, (start, end, on)) in boxes.iter().enumerate() {
        let words = if before {
            text.get(n.checked_sub(1).map_or(0, |at| boxes[at].1)..*start)
        } else {
            text.get(*end..boxes.get(n + 1).map_or(text.len(), |next| next.0))
        };
        let words = words.unwrap_or_default().trim().trim_end_matches([',', ';']).to_owned();
        if !words.is_empty() {
            out.push(Choice { words, ticked: *on, boxed: true });
        }
    }
    out
}

/// Every option that is known, in the form in which words are compared.
static OPTIONS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| SCALES.iter().flat_map(|(_, options)| options.iter()).chain(MORE).map(|option| same_words(option)).collect());

/// An option, also with what is to be done about it: "Yes (please explain)".
fn is_scale_word(words: &str) -> bool {
    let words = same_words(words);
    OPTIONS.contains(words.split_once(" please").map_or(words.as_str(), |(option, _)| option))
}

/// Whether words are an option of a scale that is known, or a step of one in numbers.
pub(super) fn is_known(words: &str) -> bool {
    is_scale_word(words) || is_step(words)
}

/// Whether words are a step of a scale in numbers.
pub(super) fn is_step(words: &str) -> bool {
    STEP.is_match(words)
}

/// Whether words ask for a degree or a choice: each row of a table below is given one.
pub(super) fn grades(text: &str) -> bool {
    GRADES.is_match(text.trim()) || announces_options(text) || chooses_among(text)
}

/// Whether the words of a question let one choose several options.
pub(super) fn chooses_many(text: &str) -> bool {
    MANY.is_match(text)
}

/// Whether the words of a question announce options.
pub(super) fn announces_options(text: &str) -> bool {
    CHOOSE.is_match(text) || MANY.is_match(text)
}

/// Whether a question is answered by one of a few words: "Which of them …?", "Are you …?"
pub(super) fn chooses_among(text: &str) -> bool {
    AMONG.is_match(text.trim()) && text.ends_with('?')
}

/// Whether a question asks for words: "No." to "Is there anything else …?" is no choice.
pub(super) fn is_open(text: &str) -> bool {
    OPEN.is_match(text.trim())
}

/// The option with which an answer begins, where the question's options are known or the words are those
/// of a scale.
pub(super) fn chosen(question: &str, answer: &str, options: &[String]) -> Option<String> {
    if options.is_empty() && is_open(question) {
        return None;
    }
    match opening(answer, options) {
        Opening::Option(option) => Some(option),
        Opening::Foreign(option) if options.is_empty() => Some(option),
        _ => None,
    }
}

/// The scale that an answer is from, when the question's options are not printed: the plainest one that
/// has every option seen.
pub(super) fn scale_with(choice: &str) -> Option<&'static str> {
    const PLAINEST: [&str; 11] = [
        "yes-no",
        "yes-no-unsure",
        "yes-no-partly",
        "agree-5",
        "agree-5-tend",
        "support-5",
        "likely-5",
        "positive-5",
        "effective-5",
        "important-5",
        "agree-3",
    ];
    let has =
        |name: &&&str| scale::built_in(name).is_some_and(|options| options.iter().any(|option| same_words(option) == same_words(choice)));
    PLAINEST.iter().find(has).copied()
}

/// The options of a group in which exactly one is bold: the bold one is probably chosen.
pub(super) fn bold_one(units: &[&Unit]) -> Option<String> {
    let bold: Vec<&&Unit> = units.iter().filter(|unit| unit.bold == Bold::All).collect();
    match bold.as_slice() {
        [one] if units.len() >= 2 => option(one).map(|choice| choice.words),
        _ => None,
    }
}
