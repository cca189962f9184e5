//! A sentence encoder small enough to be made in a test: 2 layers, 2 heads, 8 numbers a text.
#![allow(dead_code)]

use serde_json::{Map, Value, json};

const WIDTH: usize = 8;
const WIDE: usize = 16;
const LAYERS: usize = 2;
const PLACES: usize = 32;

/// The names and shapes of everything that an encoder learns.
fn tensors(words: usize) -> Vec<(String, Vec<usize>)> {
    let mut all = vec![
        ("embeddings.word_embeddings.weight".to_owned(), vec![words, WIDTH]),
        ("embeddings.position_embeddings.weight".to_owned(), vec![PLACES, WIDTH]),
        ("embeddings.token_type_embeddings.weight".to_owned(), vec![2, WIDTH]),
        ("embeddings.LayerNorm.weight".to_owned(), vec![WIDTH]),
        ("embeddings.LayerNorm.bias".to_owned(), vec![WIDTH]),
    ];
    for layer in 0..LAYERS {
        let mut dense = |name: &str, from: usize, to: usize| {
            all.push((format!("encoder.layer.{layer}.{name}.weight"), if from == 0 { vec![to] } else { vec![to, from] }));
            all.push((format!("encoder.layer.{layer}.{name}.bias"), vec![to]));
        };
        ["query", "key", "value"].iter().for_each(|name| dense(&format!("attention.self.{name}"), WIDTH, WIDTH));
        dense("attention.output.dense", WIDTH, WIDTH);
        dense("attention.output.LayerNorm", 0, WIDTH);
        dense("intermediate.dense", WIDTH, WIDE);
        dense("output.dense", WIDE, WIDTH);
        dense("output.LayerNorm", 0, WIDTH);
    }
    all
}

/// `config.json`, `model.safetensors` and `vocab.txt` of a model whose numbers are given by name and place.
pub fn files(pieces: &[&str], number: impl Fn(&str, usize) -> f32) -> [(&'static str, Vec<u8>); 3] {
    let config = json!({
        "model_type": "bert", "hidden_act": "gelu", "vocab_size": pieces.len(), "hidden_size": WIDTH, "intermediate_size": WIDE,
        "num_hidden_layers": LAYERS, "num_attention_heads": 2, "max_position_embeddings": PLACES, "layer_norm_eps": 1e-12,
    });
    let (mut header, mut data) = (Map::new(), Vec::new());
    for (name, shape) in tensors(pieces.len()) {
        let start = data.len();
        (0..shape.iter().product()).for_each(|at| data.extend(number(&name, at).to_le_bytes()));
        header.insert(name, json!({"dtype": "F32", "shape": shape, "data_offsets": [start, data.len()]}));
    }
    let header = Value::Object(header).to_string();
    let weights = [&(header.len() as u64).to_le_bytes()[..], header.as_bytes(), &data].concat();
    [("config.json", config.to_string().into_bytes()), ("model.safetensors", weights), ("vocab.txt", pieces.join("\n").into_bytes())]
}

/// The pieces that every vocabulary begins with.
pub const SPECIAL: [&str; 4] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];

/// A model to which the words of one group mean the same, and all others nothing.
pub fn of_groups(groups: &[&[&'static str]]) -> [(&'static str, Vec<u8>); 3] {
    let words: Vec<(usize, &str)> =
        groups.iter().enumerate().flat_map(|(group, words)| words.iter().map(move |word| (group, *word))).collect();
    let pieces: Vec<&str> = SPECIAL.into_iter().chain(words.iter().map(|(_, word)| *word)).collect();
    files(&pieces, |name, at| match name {
        "embeddings.word_embeddings.weight" => {
            let group = (at / WIDTH).checked_sub(SPECIAL.len()).map(|word| words[word].0);
            if group == Some(at % WIDTH) { 1.0 } else { 0.0 }
        }
        name if name.ends_with("LayerNorm.weight") => 1.0,
        _ => 0.0,
    })
}
