//! Sentences as vectors: texts that mean the same lie near each other, whatever words they use.
//!
//! A sentence encoder of the BERT family runs on the processor, with weights that the user has put there:
//! nothing is fetched. The form that is read is the one such models are published in: a folder with
//! `config.json`, `model.safetensors` and `vocab.txt` or `tokenizer.json`. It was made for
//! all-MiniLM-L6-v2 (Apache-2.0, 6 layers of 384 numbers, 91 MB), which matching was measured with.
//!
//! The passes of the encoder are written here over `ndarray`. In trials a runtime for graphs of any kind
//! (rten) took 237 s of processor time to build, made the program 7.7 MB and needed 27 ms a text with
//! weights of 8 bits; a framework (candle) took 291 s, 5.6 MB and 107 ms. These files and `ndarray` are built
//! in seconds and need 13 ms a text in the mean of questions and answers, because several texts go through
//! at once without padding. Numbers of 32 bits differ between machines in the seventh digit, those of 8 bits
//! could differ in the third.

mod config;
mod encoder;
mod tokens;
mod weights;

use encoder::Encoder;
use std::{fmt, thread};
use tokens::Tokens;

/// The files of a model, as they are published.
#[derive(Debug, Clone, Copy)]
pub struct Files<'f> {
    /// `config.json`: the sizes of the encoder.
    pub config: &'f [u8],
    /// `model.safetensors`.
    pub weights: &'f [u8],
    /// `vocab.txt`, a piece of a word a line, or `tokenizer.json`, which holds the same.
    pub vocabulary: &'f [u8],
}

/// A sentence encoder, ready for texts.
#[derive(Debug)]
pub struct Model {
    tokens: Tokens,
    encoder: Encoder,
}

/// Why files are not a model that can be used: which one, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAModel {
    /// The file's name.
    pub file: &'static str,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for NotAModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.file, self.what)
    }
}

/// So many pieces of words go through the encoder at once: enough for the weights to be read seldom, and
/// few enough for what is between to stay near the processor.
const AT_ONCE: usize = 256;

impl Model {
    /// A model from its files. An error says which of them is not what it should be.
    pub fn read(files: Files) -> Result<Self, NotAModel> {
        let config = config::read(files.config)?;
        let tokens = Tokens::read(files.vocabulary)?;
        if tokens.len() > config.vocab_size {
            let what = format!("has {} pieces of words, and `config.json` speaks of {}", tokens.len(), config.vocab_size);
            return Err(NotAModel { file: "vocab.txt", what });
        }
        Ok(Self { tokens, encoder: Encoder::read(&config, files.weights)? })
    }

    /// How many numbers a vector has.
    pub fn dimensions(&self) -> usize {
        self.encoder.width()
    }

    /// How many numbers the model has learned.
    pub fn parameters(&self) -> usize {
        self.encoder.parameters()
    }

    /// A vector of length 1 for each text; on all cores. What stands behind the most that the model takes
    /// in (128 pieces, some 90 words) is left out.
    pub fn vectors(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        if cores == 1 || texts.len() < cores {
            return self.part(texts);
        }
        thread::scope(|scope| {
            let running: Vec<_> = texts.chunks(texts.len().div_ceil(cores)).map(|texts| scope.spawn(move || self.part(texts))).collect();
            running.into_iter().flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
        })
    }

    fn part(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        let mut vectors = Vec::with_capacity(texts.len());
        let mut batch: Vec<Vec<u32>> = Vec::new();
        let mut run = |batch: &mut Vec<Vec<u32>>| {
            vectors.extend(self.encoder.vectors(batch));
            batch.clear();
        };
        for text in texts {
            let pieces = self.tokens.of(text, self.encoder.most());
            if batch.iter().map(Vec::len).sum::<usize>() + pieces.len() > AT_ONCE && !batch.is_empty() {
                run(&mut batch);
            }
            batch.push(pieces);
        }
        if !batch.is_empty() {
            run(&mut batch);
        }
        vectors
    }
}
