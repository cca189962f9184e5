//! A model that is given by its folder: the same sets once more, weighed by meaning too.

use respondent::{
    library::Consultation,
    matching::{Matcher, Vectors},
};
use std::cell::RefCell;

/// A model and every vector that it has made.
pub struct Meaning {
    #[cfg(feature = "semantic")]
    model: respondent::semantic::Model,
    vectors: RefCell<Vectors>,
}

impl Meaning {
    #[cfg(feature = "semantic")]
    pub fn read(folder: &str) -> Option<Self> {
        use respondent::semantic::{Files, Model};
        let file = |name: &str| std::fs::read(format!("{folder}/{name}")).unwrap_or_else(|error| panic!("{folder}/{name}: {error}"));
        let (config, weights, vocabulary) = (file("config.json"), file("model.safetensors"), file("vocab.txt"));
        let model = Model::read(Files { config: &config, weights: &weights, vocabulary: &vocabulary });
        Some(Self { model: model.unwrap_or_else(|wrong| panic!("{folder}: {wrong}")), vectors: RefCell::default() })
    }

    #[cfg(not(feature = "semantic"))]
    pub fn read(_: &str) -> Option<Self> {
        eprintln!("`--model` needs the feature `semantic`: words alone are measured once more");
        Some(Self { vectors: RefCell::default() })
    }

    /// Has a matcher know what its entries and the questions of some consultations mean.
    pub fn teach(&self, matcher: &mut Matcher, consultations: &[&Consultation]) {
        let texts: Vec<String> = consultations.iter().flat_map(|asked| matcher.texts_with_meaning(asked)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut vectors = self.vectors.borrow_mut();
        let lacking = vectors.lacking(&texts);
        self.vectors_of(&lacking).iter().zip(lacking).for_each(|(vector, text)| vectors.add(text, vector));
        matcher.learn(vectors.only(&texts));
    }

    #[cfg(feature = "semantic")]
    fn vectors_of(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        self.model.vectors(texts)
    }

    #[cfg(not(feature = "semantic"))]
    fn vectors_of(&self, _: &[&str]) -> Vec<Vec<f32>> {
        Vec::new()
    }
}
