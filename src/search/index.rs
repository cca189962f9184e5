//! The index: which entries hold a word, kept by `tantivy` in a folder or in memory.

use super::{
    entry::{Entry, Kind},
    words::{ENGLISH, analyser},
};
use crate::text::{hash, same_words, slug};
use chrono::NaiveDate;
use std::fmt;
use tantivy::{
    IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term,
    directory::Directory,
    merge_policy::NoMergePolicy,
    schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value},
};

/// Changes with what the index holds and with how words are cut: an index of another version is made anew.
pub const VERSION: u32 = 4;

/// More parts than this are made one; each change adds one.
const MOST_PARTS: usize = 8;

/// The memory of each indexing thread in bytes: what an index of 100,000 answers takes, and the least there is.
const MUCH: usize = 80 << 20;
const LITTLE: usize = 15 << 20;

/// Everything that can be found.
pub struct Index {
    pub(super) inner: tantivy::Index,
    pub(super) fields: Fields,
}

/// The index cannot be used.
#[derive(Debug)]
pub struct Broken(String);

/// Changes to an index, which are seen once they are all there.
pub struct Writer<'i> {
    inner: IndexWriter,
    fields: &'i Fields,
    index: &'i tantivy::Index,
}

/// What of an entry is kept.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) unit: Field,
    pub(super) within: Field,
    pub(super) topic: Field,
    pub(super) consultation: Field,
    pub(super) department: Field,
    pub(super) choice: Field,
    pub(super) status: Field,
    /// Days since the first one of the calendar.
    pub(super) day: Field,
    /// The same for entries that say the same.
    pub(super) same: Field,
    /// Tells entries that say the same apart, in the same order everywhere.
    pub(super) key: Field,
    /// Whether it no longer holds.
    pub(super) past: Field,
    /// Searched: own words, and the words around.
    pub(super) title: Field,
    pub(super) text: Field,
    pub(super) context: Field,
    /// Shown.
    pub(super) heading: Field,
    pub(super) kind: Field,
    pub(super) id: Field,
    pub(super) path: Field,
    pub(super) line: Field,
    pub(super) date: Field,
    pub(super) asked: Field,
    pub(super) chosen: Field,
}

/// The names of the columns that are read by their names.
pub(super) const DAY: &str = "day";
pub(super) const SAME: &str = "same";
pub(super) const KEY: &str = "key";
pub(super) const PAST: &str = "past";

impl Index {
    /// An index in memory.
    ///
    /// # Errors
    /// Where there is no memory for it.
    pub fn in_memory() -> Result<Self, Broken> {
        let (schema, fields) = schema();
        Ok(Self::new(tantivy::Index::create_in_ram(schema), fields))
    }

    /// A new index in a directory that holds none.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn create(directory: impl Into<Box<dyn Directory>>) -> Result<Self, Broken> {
        let (schema, fields) = schema();
        Ok(Self::new(tantivy::Index::create(directory, schema, tantivy::IndexSettings::default())?, fields))
    }

    /// The index in a directory.
    ///
    /// # Errors
    /// Where there is none, or another one.
    pub fn open(directory: impl Into<Box<dyn Directory>>) -> Result<Self, Broken> {
        let (schema, fields) = schema();
        let inner = tantivy::Index::open(directory)?;
        if inner.schema() != schema {
            return Err(Broken("it is an index of something else".to_owned()));
        }
        Ok(Self::new(inner, fields))
    }

    fn new(mut inner: tantivy::Index, fields: Fields) -> Self {
        inner.tokenizers().register(ENGLISH, analyser());
        // Without threads it is searched part by part.
        let _ = inner.set_default_multithread_executor();
        Self { inner, fields }
    }

    /// Begins to change it. `much`: whether more than a few records are to be written.
    ///
    /// # Errors
    /// Where it cannot be written, or somebody else writes.
    pub fn writer(&self, much: bool) -> Result<Writer<'_>, Broken> {
        let (threads, memory) = if much { (2, 2 * MUCH) } else { (1, LITTLE) };
        let inner: IndexWriter = self.inner.writer_with_num_threads(threads, memory)?;
        inner.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Writer { inner, fields: &self.fields, index: &self.inner })
    }

    pub(super) fn searcher(&self) -> Result<Searcher, Broken> {
        let reader: IndexReader = self.inner.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(reader.searcher())
    }
}

impl Writer<'_> {
    /// Forgets the entries of a unit.
    pub fn forget(&self, unit: &str) {
        self.inner.delete_term(Term::from_field_text(self.fields.unit, unit));
    }

    /// Adds an entry of a unit.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn add(&self, unit: &str, entry: &Entry) -> Result<(), Broken> {
        self.inner.add_document(document(self.fields, unit, entry))?;
        Ok(())
    }

    /// Ends the changes: from now on they are seen.
    ///
    /// # Errors
    /// Where they cannot be written: then nothing has changed.
    pub fn commit(mut self) -> Result<(), Broken> {
        self.inner.commit()?;
        let mut parts = self.index.searchable_segment_metas()?;
        if parts.len() > MOST_PARTS {
            // All but the largest: merging that one takes longest and gains least.
            parts.sort_by_key(|part| std::cmp::Reverse(part.num_docs()));
            let small: Vec<_> = parts.iter().skip(1).map(tantivy::SegmentMeta::id).collect();
            self.inner.merge(&small).wait()?;
        }
        self.inner.wait_merging_threads()?;
        Ok(())
    }
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let english = TextFieldIndexing::default().set_tokenizer(ENGLISH);
    let indexed = |option| TextOptions::default().set_indexing_options(english.clone().set_index_option(option));
    let words = indexed(IndexRecordOption::WithFreqsAndPositions);
    let fields = Fields {
        unit: schema.add_text_field("unit", STRING),
        within: schema.add_text_field("within", STRING),
        topic: schema.add_text_field("topic", STRING),
        consultation: schema.add_text_field("consultation", STRING),
        department: schema.add_text_field("department", STRING),
        choice: schema.add_text_field("choice", STRING),
        status: schema.add_text_field("status", STRING | STORED),
        day: schema.add_i64_field(DAY, FAST),
        same: schema.add_u64_field(SAME, FAST),
        key: schema.add_u64_field(KEY, FAST),
        past: schema.add_bool_field(PAST, FAST),
        title: schema.add_text_field("title", words.clone()),
        text: schema.add_text_field("text", words | STORED),
        context: schema.add_text_field("context", indexed(IndexRecordOption::WithFreqs)),
        heading: schema.add_text_field("heading", STORED),
        kind: schema.add_text_field("kind", STORED),
        id: schema.add_text_field("id", STORED),
        path: schema.add_text_field("path", STORED),
        line: schema.add_u64_field("line", STORED),
        date: schema.add_text_field("date", STORED),
        asked: schema.add_text_field("asked", STORED),
        chosen: schema.add_text_field("chosen", STORED),
    };
    (schema.build(), fields)
}

fn document(fields: &Fields, unit: &str, entry: &Entry) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    let topics = entry.topics.join(" ");
    // A question's label and an answer's question are shown; only titles of our own are our own words.
    let own_title = matches!(entry.kind, Kind::Position | Kind::Section | Kind::Boilerplate);
    let title = if own_title { entry.title.as_str() } else { "" };
    let context = [entry.context.as_str(), &topics].join("\n");
    let asked = matches!(entry.kind, Kind::Answer | Kind::Section | Kind::Question);
    let consultation = entry.id.split('/').next().filter(|_| asked).unwrap_or_default();
    let texts = [
        (fields.unit, unit),
        (fields.within, entry.kind.within()),
        (fields.consultation, consultation),
        (fields.department, &slug(entry.department.as_deref().unwrap_or_default())),
        (fields.status, entry.status.unwrap_or_default()),
        (fields.title, title),
        (fields.heading, &entry.title),
        (fields.text, &entry.text),
        (fields.context, &context),
        (fields.kind, entry.kind.name()),
        (fields.id, &entry.id),
        (fields.path, &entry.path),
        (fields.date, &entry.date.map(|date| date.to_string()).unwrap_or_default()),
        (fields.asked, entry.consultation.as_deref().unwrap_or_default()),
    ];
    for (field, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        document.add_text(field, text);
    }
    entry.topics.iter().for_each(|topic| document.add_text(fields.topic, slug(topic)));
    for choice in &entry.choice {
        document.add_text(fields.choice, slug(choice));
        document.add_text(fields.chosen, choice);
    }
    document.add_u64(fields.line, entry.line);
    document.add_u64(fields.same, words_hash(entry.kind, &entry.text));
    document.add_u64(fields.key, hash([&entry.id, " ", &entry.title].into_iter().flat_map(str::bytes)));
    document.add_bool(fields.past, entry.kind == Kind::Position && entry.status != Some("current"));
    if let Some(date) = entry.date {
        document.add_i64(fields.day, day(date.first_day()));
    }
    document
}

/// A day as a number.
pub(super) fn day(day: NaiveDate) -> i64 {
    use chrono::Datelike;
    day.num_days_from_ce().into()
}

/// The same number for entries of a kind whose words are the same.
fn words_hash(kind: Kind, text: &str) -> u64 {
    hash([kind.name(), " ", &same_words(text)].into_iter().flat_map(str::bytes))
}

/// The one text of a field of a document, or nothing.
pub(super) fn text_of(document: &TantivyDocument, field: Field) -> &str {
    document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default()
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Broken {}

impl From<tantivy::TantivyError> for Broken {
    fn from(error: tantivy::TantivyError) -> Self {
        Self(error.to_string())
    }
}

impl From<std::io::Error> for Broken {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}
