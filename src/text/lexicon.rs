//! What is known of words.
//!
//! A language has few words and uses them often, so that whoever reads long texts asks for the same ones again
//! and again. Most are short, and a short one stands in the map itself, so that finding it touches memory once:
//! of the time for an index of 100,000 answers a fifth went into the standard map and its strings.

use compact_str::CompactString;
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// A word that takes no memory of its own where it is short.
pub type Word = CompactString;

/// Something for each of many words; in no order.
pub type Lexicon<T> = HashMap<Word, T, RandomState>;
