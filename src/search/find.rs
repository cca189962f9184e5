//! Looks a query up, and gives what a person wants to see of each entry.

use super::{
    Index, Kind,
    collect::{All, Group, grouped},
    index::{Broken, text_of},
    known::Known,
    living::Living,
    plan::Plan,
    query::{Query, Wrong},
    snippet::{Snippet, snippet},
    words::tokens,
};
use std::{collections::BTreeMap, fmt};
use tantivy::{TantivyDocument, query::Bm25StatisticsProvider, schema::Value};

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// What fits best; of equals, the latest.
    #[default]
    Relevance,
    /// The latest; what has no date comes last.
    Date,
}

/// What was found.
#[derive(Debug)]
pub struct Found {
    /// The first of them.
    pub hits: Vec<Hit>,
    /// How many there are in all; what says the same counts once.
    pub count: usize,
    /// What a person should know of the query.
    pub notes: Vec<Note>,
    /// Whether the library has anything of its own to find.
    pub empty: bool,
}

/// An entry that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Its name: `working-together-2023/7`, `send/place-funding`, `equality`.
    pub id: String,
    /// A position's or a section's title, the words of an answer's question, a question's label.
    pub title: String,
    /// When it was agreed or said, or until when it could be answered: as in the record.
    pub date: Option<String>,
    /// The consultation's title.
    pub consultation: Option<String>,
    /// Whether a position holds; how far a response has come.
    pub status: Option<String>,
    /// What was chosen.
    pub choice: Vec<String>,
    /// Where the snippet stands: a path in the library.
    pub path: String,
    /// And the line, from 1.
    pub line: u64,
    /// Where the words stand in it.
    pub snippet: Snippet,
    /// How well it fits: BM25, with titles counting double. Comparable within one query alone.
    pub score: f64,
    /// How often the same was said; this is the last time.
    pub said: usize,
}

/// Something that a person should know of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Nothing is written like this; the nearest word was taken.
    Spelling {
        /// As it was typed.
        written: String,
        /// As it is written in the library.
        shown: String,
    },
    /// Nothing is written like this, nor nearly.
    Unknown {
        /// As it was typed.
        written: String,
    },
    /// The organisation's synonyms were looked for too.
    Synonyms {
        /// As it was typed.
        written: String,
        /// The synonyms.
        also: Vec<String>,
    },
    /// Nothing has all of the words: what has some of them is shown.
    Some,
}

/// Why nothing can be found.
#[derive(Debug)]
pub enum Trouble {
    /// The query means nothing.
    Wrong(Wrong),
    /// The index cannot be read.
    Broken(Broken),
}

impl Index {
    /// The first `most` entries that a query matches. `synonyms`: by `[synonyms]` of the organisation.
    ///
    /// # Errors
    /// A field's value that no entry has, or an index that cannot be read.
    pub fn find(&self, query: &Query, synonyms: &BTreeMap<String, Vec<String>>, order: Order, most: usize) -> Result<Found, Trouble> {
        let searcher = self.searcher()?;
        let living = Living::new(&searcher, &self.fields)?;
        let mut plan = Plan::new(Known { searcher: &searcher, living: &living, fields: &self.fields }, query, synonyms)?;
        let mut matches = searcher.search_with_statistics_provider(&plan.lookup(false), &All, &living)?;
        if matches.is_empty() && plan.has_several() {
            matches = searcher.search_with_statistics_provider(&plan.lookup(true), &All, &living)?;
            if !matches.is_empty() {
                plan.notes.push(Note::Some);
            }
        }
        let order = if query.words.is_empty() { Order::Date } else { order };
        let (groups, count) = grouped(matches, order, most);
        let wanted = plan.wanted();
        let mut shown = groups.into_iter().map(|group| Ok((group, searcher.doc(group.latest)?))).collect::<Result<Vec<_>, Broken>>()?;
        self.put_equals_in_order(&mut shown);
        let hits: Vec<Hit> = shown.iter().take(most).map(|(group, document)| self.hit(group, document, &wanted)).collect();
        let notes = plan.notes.into_iter().map(|note| as_written(note, &hits)).collect();
        let empty = hits.is_empty() && self.is_empty(&living)?;
        Ok(Found { hits, count, notes, empty })
    }

    /// Of equally good ones, by their names.
    fn put_equals_in_order(&self, shown: &mut [(Group, TantivyDocument)]) {
        let name = |document: &TantivyDocument| {
            let text = |field| text_of(document, field);
            (text(self.fields.id).to_owned(), Kind::of(text(self.fields.kind)), self.line(document))
        };
        for equals in shown.chunk_by_mut(|(a, _), (b, _)| a.equals(b)) {
            equals.sort_by_cached_key(|(_, document)| name(document));
        }
    }

    fn line(&self, document: &TantivyDocument) -> u64 {
        document.get_first(self.fields.line).and_then(|line| line.as_u64()).unwrap_or(1)
    }

    fn hit(&self, group: &Group, document: &TantivyDocument, wanted: &[Vec<String>]) -> Hit {
        let text = |field| text_of(document, field).to_owned();
        let some = |field| Some(text(field)).filter(|text| !text.is_empty());
        let fields = &self.fields;
        let snippet = snippet(text_of(document, fields.text), wanted);
        Hit {
            kind: Kind::of(&text(fields.kind)).unwrap_or(Kind::Boilerplate),
            id: text(fields.id),
            title: text(fields.heading),
            date: some(fields.date),
            consultation: some(fields.asked),
            status: some(fields.status),
            choice: document.get_all(fields.chosen).filter_map(|choice| choice.as_str().map(str::to_owned)).collect(),
            path: text(fields.path),
            line: self.line(document) + snippet.line as u64,
            snippet,
            score: group.score as f64 / 1000.0,
            said: group.count,
        }
    }

    /// Whether there is nothing but standard text.
    fn is_empty(&self, living: &Living) -> Result<bool, Broken> {
        let kinds = super::KINDS.iter().filter(|kind| **kind != Kind::Boilerplate.within());
        let counts = kinds.map(|kind| living.doc_freq(&tantivy::Term::from_field_text(self.fields.within, kind)));
        Ok(counts.collect::<tantivy::Result<Vec<_>>>()?.iter().all(|count| *count == 0))
    }
}

/// The nearest word as it stands in the first text that has it, in place of its stem.
fn as_written(note: Note, hits: &[Hit]) -> Note {
    let Note::Spelling { written, shown } = note else { return note };
    let marked = hits.iter().flat_map(|hit| hit.snippet.marks.iter().map(|mark| &hit.snippet.text[mark.clone()]));
    let mut words =
        marked.flat_map(|marked| tokens(marked).into_iter().map(|token| (marked[token.start..token.end].to_lowercase(), token.stem)));
    let word = words.find(|(_, stem)| *stem == shown).map(|(word, _)| word);
    Note::Spelling { written, shown: word.unwrap_or(shown) }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wrong(wrong) => wrong.fmt(f),
            Self::Broken(broken) => broken.fmt(f),
        }
    }
}

impl std::error::Error for Trouble {}

impl From<Broken> for Trouble {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl From<tantivy::TantivyError> for Trouble {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Broken(error.into())
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::Broken(error.into())
    }
}
