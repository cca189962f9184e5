//! An earlier round: which of its questions are asked again, as they were or changed.

use crate::{
    document::{Kind, markdown, walk},
    library::{Answer, Consultation, Library, Question, Response},
    source::Span,
    text::{compare::is_function_word, same_words},
};
use std::collections::{BTreeMap, BTreeSet};

/// From this share of words in common on, a question is one of the earlier round changed: of 204 that were, in
/// four editions of a questionnaire and both directions, 192 are found so, and 2 wrong ones. Where the number is
/// the same too, less is enough, since a person sees both.
const CHANGED: f64 = 0.6;
const CHANGED_SAME_ID: f64 = 0.4;

/// What a function word ("of", "the") counts beside another.
const FUNCTION_WORD: f64 = 0.4;

/// An earlier round and what became of its questions.
pub(super) struct Round<'l> {
    pub(super) asked: &'l Consultation,
    pub(super) said: &'l Response,
    /// By the id of the new question: the old one.
    pairs: BTreeMap<&'l str, Pair<'l>>,
}

/// A question that is asked again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'l> {
    pub(super) old: &'l Question,
    /// Same words and same options.
    pub(super) same: bool,
}

/// Whether a new question and an old one belong together.
type Pass<'p> = &'p dyn Fn(&Known, &Known) -> bool;

/// A question with what it is known by.
struct Known<'l> {
    question: &'l Question,
    /// Its words and its options; empty for a question without words, which is like no other.
    key: String,
    words: BTreeSet<String>,
}

impl<'l> Known<'l> {
    fn all(consultation: &'l Consultation) -> Vec<Self> {
        consultation.questions.iter().map(Self::new).collect()
    }

    fn new(question: &'l Question) -> Self {
        let text = same_words(&question.text.value);
        let options = question.options.iter().map(|option| same_words(option)).collect::<Vec<_>>().join("|");
        let key = if text.is_empty() { String::new() } else { format!("{text}|{options}") };
        Self { question, key, words: text.split(' ').map(str::to_owned).collect() }
    }

    fn is_same(&self, other: &Known) -> bool {
        !self.key.is_empty() && self.key == other.key
    }

    fn has_id_of(&self, other: &Known) -> bool {
        self.question.id.value == other.question.id.value
    }

    /// The share of words in common, where it is enough for one question to be the other one changed.
    fn alike(&self, old: &Known) -> Option<f64> {
        let (least, more) = if self.has_id_of(old) { (CHANGED_SAME_ID, 0.1) } else { (CHANGED, 0.0) };
        let both = weight(self.words.intersection(&old.words));
        let all = weight(&self.words) + weight(&old.words);
        let share = if all > 0.0 { 2.0 * both / all } else { 0.0 };
        (share >= least).then_some(share + more)
    }
}

fn weight<'w>(words: impl IntoIterator<Item = &'w String>) -> f64 {
    words.into_iter().map(|word| if is_function_word(word) { FUNCTION_WORD } else { 1.0 }).sum()
}

impl<'l> Round<'l> {
    /// Pairs the questions of two rounds: the same words first, with the same number or declared (`prior`)
    /// before all others, then what is declared, then the most alike.
    pub(super) fn new(asked: &'l Consultation, said: &'l Response, new: &'l Consultation) -> Self {
        let mut round = Self { asked, said, pairs: BTreeMap::new() };
        let (olds, news) = (Known::all(asked), Known::all(new));
        let declared = |new: &Known, old: &Known| {
            let name = format!("{}/{}", asked.id, old.question.id.value);
            new.question.prior.iter().any(|prior| prior.value == name)
        };
        let passes: [Pass; 4] = [
            &|new, old| new.is_same(old) && new.has_id_of(old),
            &|new, old| new.is_same(old) && declared(new, old),
            &|new, old| new.is_same(old),
            &declared,
        ];
        for pass in passes {
            for new in &news {
                if let Some(old) = round.free(&olds, new).find(|old| pass(new, old)) {
                    round.pair(new, old);
                }
            }
        }
        round.pair_most_alike(&olds, &news);
        round
    }

    /// Old questions that a new one may be paired with: none where it is paired already.
    fn free<'k>(&self, olds: &'k [Known<'l>], new: &Known) -> impl Iterator<Item = &'k Known<'l>> + use<'k, 'l> {
        let open = !self.pairs.contains_key(new.question.id.value.as_str());
        let taken: BTreeSet<&str> = self.pairs.values().map(|pair| pair.old.id.value.as_str()).collect();
        olds.iter().filter(move |old| open && !taken.contains(old.question.id.value.as_str()))
    }

    fn pair(&mut self, new: &Known<'l>, old: &Known<'l>) {
        self.pairs.insert(&new.question.id.value, Pair { old: old.question, same: new.is_same(old) });
    }

    fn pair_most_alike(&mut self, olds: &[Known<'l>], news: &[Known<'l>]) {
        let mut alike: Vec<(f64, &Known, &Known)> = Vec::new();
        for new in news {
            alike.extend(self.free(olds, new).filter_map(|old| Some((new.alike(old)?, new, old))));
        }
        // The sort is stable: of equals, the first in the order of the questions.
        alike.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, new, old) in alike {
            if self.free(olds, new).any(|free| std::ptr::eq(free, old)) {
                self.pair(new, old);
            }
        }
    }

    /// What a new question was in the earlier round.
    pub(super) fn before(&self, question: &Question) -> Option<Pair<'l>> {
        self.pairs.get(question.id.value.as_str()).copied()
    }

    /// Old questions that are asked no more.
    pub(super) fn dropped(&self) -> Vec<&'l Question> {
        let taken: BTreeSet<&str> = self.pairs.values().map(|pair| pair.old.id.value.as_str()).collect();
        self.asked.questions.iter().filter(|old| !taken.contains(old.id.value.as_str())).collect()
    }

    /// What an old question is called now.
    pub(super) fn id_now(&self, old: &str) -> Option<&'l str> {
        self.pairs.iter().find(|(_, pair)| pair.old.id.value == old).map(|(id, _)| *id)
    }

    /// The answer to a question that is asked again as it was.
    pub(super) fn carried(&self, question: &Question) -> Option<(&'l Question, &'l Answer)> {
        let pair = self.before(question).filter(|pair| pair.same)?;
        Some((pair.old, self.said.answer(&pair.old.id.value)?))
    }
}

/// The names that a person gave to paragraphs, items and headings of a text.
pub(super) fn names(library: &Library, span: Span) -> BTreeSet<String> {
    let mut read = markdown::read(&markdown::Traced::of(&library.sources, span));
    let mut names = BTreeSet::new();
    walk::each_block_mut(&mut read.blocks, &mut |block| match &block.kind {
        Kind::Paragraph(paragraph) if paragraph.named => _ = names.insert(paragraph.id.clone()),
        Kind::Heading(heading) => names.extend(heading.id.clone()),
        Kind::List(list) => names.extend(list.items.iter().filter_map(|item| item.id.clone())),
        _ => {}
    });
    names
}
