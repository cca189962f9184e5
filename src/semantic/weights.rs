//! `model.safetensors`: the numbers that a model has learned, by their names.

use super::NotAModel;
use ndarray::{Array1, Array2};
use safetensors::{Dtype, SafeTensors};

/// The file's name.
const FILE: &str = "model.safetensors";

/// The tensors of a file.
pub(super) struct Weights<'w> {
    tensors: SafeTensors<'w>,
    /// What stands before the names in some files.
    prefix: &'static str,
}

pub(super) fn wrong(what: String) -> NotAModel {
    NotAModel { file: FILE, what }
}

impl<'w> Weights<'w> {
    pub(super) fn read(bytes: &'w [u8]) -> Result<Self, NotAModel> {
        let tensors = SafeTensors::deserialize(bytes).map_err(|error| wrong(format!("cannot be read, it may be damaged: {error}")))?;
        let prefix = if tensors.names().iter().any(|name| name.starts_with("bert.")) { "bert." } else { "" };
        Ok(Self { tensors, prefix })
    }

    /// A list of numbers.
    pub(super) fn list(&self, name: &str, length: usize) -> Result<Array1<f32>, NotAModel> {
        self.numbers(name, &[length]).map(Array1::from_vec)
    }

    /// Rows of numbers.
    pub(super) fn table(&self, name: &str, rows: usize, columns: usize) -> Result<Array2<f32>, NotAModel> {
        let numbers = self.numbers(name, &[rows, columns])?;
        Array2::from_shape_vec((rows, columns), numbers).map_err(|error| wrong(format!("has `{name}` in no order: {error}")))
    }

    fn numbers(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, NotAModel> {
        let tensor = self.tensors.tensor(&format!("{}{name}", self.prefix)).map_err(|_| wrong(format!("has no `{name}`")))?;
        if tensor.shape() != shape {
            return Err(wrong(format!("has `{name}` as {:?}, where `config.json` asks for {shape:?}", tensor.shape())));
        }
        if tensor.dtype() != Dtype::F32 {
            return Err(wrong(format!("has `{name}` as {:?}; only numbers of 32 bits (F32) are known here", tensor.dtype())));
        }
        let numbers: Vec<f32> =
            tensor.data().chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
        match numbers.iter().all(|number| number.is_finite()) {
            true => Ok(numbers),
            false => Err(wrong(format!("has something in `{name}` that is no number"))),
        }
    }
}
