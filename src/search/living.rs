//! How often words stand in entries that are still there.
//!
//! What `tantivy` counts itself holds what was deleted, so that scores would depend on the index's past:
//! what is found must be the same however it came about.

use super::index::{Broken, Fields};
use std::collections::HashMap;
use tantivy::{
    DocSet, Searcher, Term,
    query::Bm25StatisticsProvider,
    schema::{Field, IndexRecordOption},
};

/// Counts living entries.
pub(super) struct Living<'s> {
    searcher: &'s Searcher,
    /// Of each searched field, the number of its words.
    words: HashMap<Field, u64>,
}

impl<'s> Living<'s> {
    pub(super) fn new(searcher: &'s Searcher, fields: &Fields) -> Result<Self, Broken> {
        let mut words = HashMap::new();
        for field in [fields.title, fields.text, fields.context] {
            let mut sum = 0;
            for part in searcher.segment_readers() {
                let lengths = part.get_fieldnorms_reader(field)?;
                sum += part.doc_ids_alive().map(|entry| u64::from(lengths.fieldnorm(entry))).sum::<u64>();
            }
            words.insert(field, sum);
        }
        Ok(Self { searcher, words })
    }
}

impl Bm25StatisticsProvider for Living<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        Ok(self.words.get(&field).copied().unwrap_or_default())
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.searcher.num_docs())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut sum = 0;
        for part in self.searcher.segment_readers() {
            let words = part.inverted_index(term.field())?;
            sum += match part.alive_bitset() {
                None => u64::from(words.doc_freq(term)?),
                Some(alive) => {
                    let Some(mut entries) = words.read_postings(term, IndexRecordOption::Basic)? else { continue };
                    let mut count = 0;
                    while entries.doc() != tantivy::TERMINATED {
                        count += u64::from(alive.is_alive(entries.doc()));
                        entries.advance();
                    }
                    count
                }
            };
        }
        Ok(sum)
    }
}
