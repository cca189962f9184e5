//! The passes of a BERT encoder (Devlin and others, 2019) and the mean of what comes out
//! (Reimers and Gurevych, Sentence-BERT, 2019).
//!
//! Several texts go through at once, one behind the other: every step but attention looks at one row at a
//! time, and attention looks at the rows of one text. So nothing is padded, and a text has the same
//! vector whatever stands beside it.

use super::{
    NotAModel,
    config::Config,
    weights::{Weights, wrong},
};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, ArrayViewMut1, Axis, Slice};
use std::ops::Range;

/// More pieces of a text are not looked at: all-MiniLM-L6-v2 was trained on so many.
const MOST: usize = 128;

/// A row times these weights, plus these.
#[derive(Debug)]
struct Dense {
    weights: Array2<f32>,
    bias: Array1<f32>,
}

/// Brings a row to mean 0 and variance 1, then stretches and moves it.
#[derive(Debug)]
struct Norm {
    weights: Array1<f32>,
    bias: Array1<f32>,
    least: f32,
}

#[derive(Debug)]
struct Layer {
    query: Dense,
    key: Dense,
    value: Dense,
    attended: Dense,
    attended_norm: Norm,
    wide: Dense,
    narrow: Dense,
    norm: Norm,
}

/// The encoder.
#[derive(Debug)]
pub(super) struct Encoder {
    words: Array2<f32>,
    /// What is added by place in the text.
    places: Array2<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    heads: usize,
}

impl Encoder {
    pub(super) fn read(config: &Config, bytes: &[u8]) -> Result<Self, NotAModel> {
        let weights = Weights::read(bytes)?;
        let (width, most) = (config.hidden_size, config.max_position_embeddings);
        let mut places = weights.table("embeddings.position_embeddings.weight", most, width)?;
        // Every text here is the first of a pair that has no second.
        places += &weights.table("embeddings.token_type_embeddings.weight", 2, width)?.row(0);
        let layers = (0..config.num_hidden_layers).map(|at| Layer::read(config, &weights, at)).collect::<Result<_, _>>()?;
        let words = weights.table("embeddings.word_embeddings.weight", config.vocab_size, width)?;
        if width < 2 {
            return Err(wrong("has vectors of one number".to_owned()));
        }
        Ok(Self { words, places, norm: Norm::read(config, &weights, "embeddings.LayerNorm")?, layers, heads: config.num_attention_heads })
    }

    pub(super) fn width(&self) -> usize {
        self.words.ncols()
    }

    pub(super) fn parameters(&self) -> usize {
        let layer = |layer: &Layer| {
            let dense = [&layer.query, &layer.key, &layer.value, &layer.attended, &layer.wide, &layer.narrow];
            dense.iter().map(|it| it.weights.len() + it.bias.len()).sum::<usize>() + 4 * self.width()
        };
        self.words.len() + self.places.len() + 2 * self.width() + self.layers.iter().map(layer).sum::<usize>()
    }

    /// The most pieces of a text that are looked at.
    pub(super) fn most(&self) -> usize {
        self.places.nrows().min(MOST)
    }

    /// A vector of length 1 for each text, which is given by the numbers of its pieces.
    pub(super) fn vectors(&self, texts: &[Vec<u32>]) -> Vec<Vec<f32>> {
        let mut rows = Array2::zeros((texts.iter().map(Vec::len).sum(), self.width()));
        let pieces = texts.iter().flat_map(|text| text.iter().enumerate());
        for ((place, piece), mut row) in pieces.zip(rows.rows_mut()) {
            row.assign(&self.words.row(*piece as usize));
            row += &self.places.row(place);
        }
        self.norm.apply(&mut rows);
        let mut start = 0;
        let place = |text: &Vec<u32>| {
            start += text.len();
            start - text.len()..start
        };
        let ranges: Vec<Range<usize>> = texts.iter().map(place).collect();
        let rows = self.layers.iter().fold(rows, |rows, layer| layer.apply(rows, &ranges, self.heads));
        ranges.into_iter().map(|range| mean(&rows, range)).collect()
    }
}

/// The mean of some rows, brought to length 1.
fn mean(rows: &Array2<f32>, range: Range<usize>) -> Vec<f32> {
    let sum = rows.slice_axis(Axis(0), range.into()).sum_axis(Axis(0));
    let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
    sum.iter().map(|x| if length > 0.0 { x / length } else { 0.0 }).collect()
}

impl Dense {
    fn read(weights: &Weights, name: &str, from: usize, to: usize) -> Result<Self, NotAModel> {
        let [table, bias] = ["weight", "bias"].map(|kind| format!("{name}.{kind}"));
        Ok(Self { weights: weights.table(&table, to, from)?, bias: weights.list(&bias, to)? })
    }

    fn apply(&self, rows: &Array2<f32>) -> Array2<f32> {
        rows.dot(&self.weights.t()) + &self.bias
    }
}

impl Norm {
    fn read(config: &Config, weights: &Weights, name: &str) -> Result<Self, NotAModel> {
        let [stretch, bias] = ["weight", "bias"].map(|kind| weights.list(&format!("{name}.{kind}"), config.hidden_size));
        Ok(Self { weights: stretch?, bias: bias?, least: config.layer_norm_eps })
    }

    fn apply(&self, rows: &mut Array2<f32>) {
        for mut row in rows.rows_mut() {
            let mean = row.sum() / row.len() as f32;
            row -= mean;
            let spread = row.iter().map(|x| x * x).sum::<f32>() / row.len() as f32;
            row /= (spread + self.least).sqrt();
            row *= &self.weights;
            row += &self.bias;
        }
    }
}

impl Layer {
    fn read(config: &Config, weights: &Weights, at: usize) -> Result<Self, NotAModel> {
        let (width, wide) = (config.hidden_size, config.intermediate_size);
        let dense = |name: &str, from, to| Dense::read(weights, &format!("encoder.layer.{at}.{name}"), from, to);
        let norm = |name: &str| Norm::read(config, weights, &format!("encoder.layer.{at}.{name}"));
        Ok(Self {
            query: dense("attention.self.query", width, width)?,
            key: dense("attention.self.key", width, width)?,
            value: dense("attention.self.value", width, width)?,
            attended: dense("attention.output.dense", width, width)?,
            attended_norm: norm("attention.output.LayerNorm")?,
            wide: dense("intermediate.dense", width, wide)?,
            narrow: dense("output.dense", wide, width)?,
            norm: norm("output.LayerNorm")?,
        })
    }

    fn apply(&self, rows: Array2<f32>, texts: &[Range<usize>], heads: usize) -> Array2<f32> {
        let mut seen = self.attended.apply(&self.attend(&rows, texts, heads));
        seen += &rows;
        self.attended_norm.apply(&mut seen);
        let mut wide = self.wide.apply(&seen);
        wide.mapv_inplace(gelu);
        let mut out = self.narrow.apply(&wide);
        out += &seen;
        self.norm.apply(&mut out);
        out
    }

    /// Every row as a mean of the rows of its text, weighed by how much each has to do with it.
    fn attend(&self, rows: &Array2<f32>, texts: &[Range<usize>], heads: usize) -> Array2<f32> {
        let [queries, keys, values] = [&self.query, &self.key, &self.value].map(|dense| dense.apply(rows));
        let (mut out, width) = (Array2::zeros(rows.dim()), rows.ncols() / heads);
        let scale = 1.0 / (width as f32).sqrt();
        for text in texts {
            for head in 0..heads {
                let columns = head * width..(head + 1) * width;
                let [queries, keys, values] = [&queries, &keys, &values].map(|all| part(all, text, &columns));
                let mut weights = queries.dot(&keys.t());
                weights.rows_mut().into_iter().for_each(|row| softmax(row, scale));
                let mut rows = out.slice_axis_mut(Axis(0), Slice::from(text.clone()));
                rows.slice_axis_mut(Axis(1), columns.into()).assign(&weights.dot(&values));
            }
        }
        out
    }
}

/// Some rows, and of them some columns.
fn part<'t>(table: &'t Array2<f32>, rows: &Range<usize>, columns: &Range<usize>) -> ArrayView2<'t, f32> {
    let mut part = table.view();
    part.slice_axis_inplace(Axis(0), rows.clone().into());
    part.slice_axis_inplace(Axis(1), columns.clone().into());
    part
}

/// Numbers as shares of 1, the higher the larger.
fn softmax(mut row: ArrayViewMut1<f32>, scale: f32) {
    let most = highest(row.view());
    row.mapv_inplace(|x| ((x - most) * scale).exp());
    let sum = row.sum();
    row /= sum;
}

fn highest(row: ArrayView1<f32>) -> f32 {
    row.iter().copied().fold(f32::NEG_INFINITY, f32::max)
}

/// The Gaussian error linear unit (Hendrycks and Gimpel, 2016).
fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2))
}

/// The error function as a quotient of two polynomials, right to seven digits; the coefficients are those
/// of the Eigen library. Only sums, products and one division, which are the same on every machine.
fn erf(x: f32) -> f32 {
    const ABOVE: [f32; 7] =
        [-2.726_142_3e-10, 2.770_681_4e-8, -2.101_024e-6, -5.692_506_4e-5, -7.349_906_3e-4, -2.954_6e-3, -1.609_603_3e-2];
    const BELOW: [f32; 5] = [-1.456_607_2e-5, -2.133_740_6e-4, -1.682_827e-3, -7.373_329e-3, -1.426_473_9e-2];
    let x = x.clamp(-4.0, 4.0);
    let square = x * x;
    let polynomial = |coefficients: &[f32]| coefficients.iter().fold(0.0, |sum, coefficient| sum * square + coefficient);
    x * polynomial(&ABOVE) / polynomial(&BELOW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_function_has_its_known_values() {
        // Abramowitz and Stegun, table 7.1.
        for (x, y) in [(0.0, 0.0), (0.1, 0.112_462_92), (0.5, 0.520_499_9), (1.0, 0.842_700_8), (2.0, 0.995_322_3), (3.9, 1.0)] {
            assert!((erf(x) - y).abs() < 5e-7 && (erf(-x) + y).abs() < 5e-7, "erf({x}) is {}", erf(x));
        }
    }
}
