//! Sentences as vectors: a model that is made here, and the real one where somebody names it.

#[path = "common/tiny_model.rs"]
mod tiny_model;

use proptest::prelude::*;
use respondent::semantic::{Files, Model, NotAModel};
use std::{env, fs, path::Path};
use tiny_model::{SPECIAL, files, of_groups};

type Made = [(&'static str, Vec<u8>); 3];

/// Numbers that look like nothing, the same for everybody.
fn waves(name: &str, at: usize) -> f32 {
    let seed: u32 = name.bytes().map(u32::from).sum();
    let wave = ((f64::from(seed) + at as f64) * 0.37).sin() as f32 * 0.5;
    if name.ends_with("LayerNorm.weight") { 1.0 + wave } else { wave }
}

fn tiny() -> Made {
    let pieces = ["lamp", "##s", "by", "the", "lock", ",", "cafe", "?"];
    files(&SPECIAL.into_iter().chain(pieces).collect::<Vec<_>>(), waves)
}

fn read(made: &Made) -> Result<Model, NotAModel> {
    Model::read(Files { config: &made[0].1, weights: &made[1].1, vocabulary: &made[2].1 })
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[test]
fn a_vector_is_what_another_reckoning_gives() {
    // By an implementation in another language, with numbers of 64 bits.
    let known: [[f32; 8]; 2] = [
        [-0.7956747, 0.0163277, -0.0153759, 0.2518835, 0.3056844, 0.2491837, 0.3786574, -0.0635341],
        [-0.7848715, 0.0013732, -0.0671439, 0.2414175, 0.2680311, 0.2942498, 0.3990663, 0.0592174],
    ];
    let found = read(&tiny()).expect("a model").vectors(&["Lamps by the LOCK, Café?", "unknown"]);
    for (found, known) in found.iter().zip(known) {
        assert!(found.iter().zip(known).all(|(a, b)| (a - b).abs() < 2e-6), "{found:?} is not {known:?}");
    }
}

#[test]
fn words_of_one_meaning_lie_together() {
    let model = read(&of_groups(&[&["lamp", "light"], &["water", "canal"]])).expect("a model");
    let vectors = model.vectors(&["the lamp", "a light!", "canal", ""]);
    assert!(cosine(&vectors[0], &vectors[1]) > 0.999 && cosine(&vectors[0], &vectors[2]) < 0.1);
    assert_eq!(vectors[3], [0.0; 8], "a text of no known word means nothing");
    assert_eq!((model.dimensions(), model.parameters()), (8, 8 * 8 + 32 * 8 + 16 + 2 * (4 * 72 + 144 + 136 + 32)));
}

#[test]
fn files_that_are_no_model_say_which_is_wrong() {
    let wrong = |at: usize, bytes: &[u8]| {
        let mut made = tiny();
        made[at].1 = bytes.to_vec();
        read(&made).expect_err("no model").to_string()
    };
    assert!(wrong(0, b"{}").starts_with("`config.json` does not describe an encoder: missing field"));
    let config = String::from_utf8(tiny()[0].1.clone()).expect("text");
    assert_eq!(wrong(0, config.replace("bert", "gpt2").as_bytes()), "`config.json` says `model_type` is `gpt2`; only `bert` is known here");
    assert!(wrong(0, config.replace("\"num_attention_heads\":2", "\"num_attention_heads\":3").as_bytes()).contains("sizes"));
    assert!(wrong(0, config.replace("\"hidden_size\":8", "\"hidden_size\":16").as_bytes()).starts_with("`model.safetensors` has `"));
    assert!(wrong(1, b"not it").starts_with("`model.safetensors` cannot be read, it may be damaged"));
    let weights = tiny()[1].1.clone();
    assert!(wrong(1, &weights[..weights.len() - 4]).contains("damaged"));
    assert_eq!(wrong(2, b"one\ntwo"), "`vocab.txt` has no `[UNK]`: it is not BERT's");
    let more = [&tiny()[2].1[..], b"\none\nmore"].concat();
    assert_eq!(wrong(2, &more), "`vocab.txt` has 14 pieces of words, and `config.json` speaks of 12");
    assert!(wrong(2, b"{\"model\": {}}").starts_with("`tokenizer.json` holds no WordPiece vocabulary"));
}

#[test]
fn a_vocabulary_may_come_as_json() {
    let mut made = tiny();
    let numbered: serde_json::Map<_, _> =
        String::from_utf8_lossy(&made[2].1).lines().enumerate().map(|(at, piece)| (piece.to_owned(), at.into())).collect();
    let before = read(&made).expect("a model").vectors(&["lamps"]);
    made[2].1 = serde_json::json!({"model": {"type": "WordPiece", "vocab": numbered}}).to_string().into_bytes();
    assert_eq!(read(&made).expect("a model").vectors(&["lamps"]), before);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn any_text_has_a_vector_that_does_not_depend_on_its_neighbours(texts in prop::collection::vec("(lamps?|by|the|[a-zé]{1,4}|\\PC| ){0,60}", 1..6)) {
        let model = read(&tiny()).expect("a model");
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        for (text, vector) in texts.iter().zip(model.vectors(&texts)) {
            prop_assert!((cosine(&vector, &vector) - 1.0).abs() < 1e-5);
            let alone = &model.vectors(&[text])[0];
            prop_assert!(alone.iter().zip(&vector).all(|(a, b)| (a - b).abs() < 1e-5), "{text:?}: {alone:?} {vector:?}");
        }
    }

    #[test]
    fn damaged_files_are_refused_or_read(which in 0..3usize, at: prop::sample::Index, flip in 1u8..) {
        let mut made = tiny();
        let at = at.index(made[which].1.len());
        made[which].1[at] ^= flip;
        if let Ok(model) = read(&made) {
            prop_assert_eq!(model.vectors(&["lamps by the lock"]).len(), 1);
        }
    }
}

#[test]
fn the_real_model_knows_what_words_mean() {
    let Some(folder) = env::var_os("RESPONDENT_MODEL") else {
        eprintln!("skipped: RESPONDENT_MODEL names no folder with all-MiniLM-L6-v2");
        return;
    };
    let file = |name: &str| fs::read(Path::new(&folder).join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (config, weights, vocabulary) = (file("config.json"), file("model.safetensors"), file("vocab.txt"));
    let model = Model::read(Files { config: &config, weights: &weights, vocabulary: &vocabulary }).expect("the model");
    let vectors = model.vectors(&["support for care leavers", "help for looked-after children", "the VAT registration threshold"]);
    let near = [(0, 1), (0, 2)].map(|(a, b)| cosine(&vectors[a], &vectors[b]));
    // What the same model gives when it is reckoned apart, in Python.
    let expected = [0.2993, 0.1878];
    assert!(near.iter().zip(expected).all(|(near, expected)| (near - expected).abs() < 1e-3), "{near:?}");
}
