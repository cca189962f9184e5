//! `config.json` of an encoder: its sizes, and whether it is of the kind that is known here.

use super::NotAModel;
use serde::Deserialize;

/// The sizes of an encoder, under the names that BERT's own configuration gives them.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Config {
    model_type: String,
    hidden_act: String,
    #[serde(default = "absolute")]
    position_embedding_type: String,
    pub(super) vocab_size: usize,
    pub(super) hidden_size: usize,
    pub(super) intermediate_size: usize,
    pub(super) num_hidden_layers: usize,
    pub(super) num_attention_heads: usize,
    pub(super) max_position_embeddings: usize,
    pub(super) layer_norm_eps: f32,
}

fn absolute() -> String {
    "absolute".to_owned()
}

/// No encoder of sentences is larger in any direction: a file that says so is damaged.
const MOST: usize = 1 << 20;

pub(super) fn read(bytes: &[u8]) -> Result<Config, NotAModel> {
    let wrong = |what: String| NotAModel { file: "config.json", what };
    let config: Config = serde_json::from_slice(bytes).map_err(|error| wrong(format!("does not describe an encoder: {error}")))?;
    let kind = [("model_type", &config.model_type, "bert"), ("hidden_act", &config.hidden_act, "gelu")];
    let kind = kind.into_iter().chain([("position_embedding_type", &config.position_embedding_type, "absolute")]);
    for (key, found, known) in kind {
        if found != known {
            return Err(wrong(format!("says `{key}` is `{found}`; only `{known}` is known here")));
        }
    }
    let sizes = [config.vocab_size, config.hidden_size, config.intermediate_size, config.num_hidden_layers, config.max_position_embeddings];
    let heads = config.num_attention_heads;
    if sizes.iter().any(|size| !(1..=MOST).contains(size)) || heads == 0 || !config.hidden_size.is_multiple_of(heads) {
        return Err(wrong("has sizes that no encoder can have".to_owned()));
    }
    Ok(config)
}
