//! Recognisers: from the pieces of a foreign file to the records of a library.
//!
//! Pure functions. What they are not sure of they say ([`Doubt`]), with the place and what to do: a
//! layout that nobody has seen will break any rule, so a person must see where rules were stretched.
//!
//! The rules are numbered as in the notes they were worked out in (R0 to R13): they were measured on the
//! European Commission's consultation on copyright of 2013, GOV.UK consultations, EUSurvey exports,
//! table forms and some real responses.

mod blocks;
pub mod consultation;
mod dates;
mod figures;
mod ids;
pub(crate) mod labels;
mod limits;
mod naming;
mod numbered;
mod page;
mod pattern;
pub mod positions;
mod references;
pub mod response;
mod scales;
mod signature;
pub mod standard;
mod units;

use super::Place;

/// Something that a person should look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// In one line, lower case.
    pub message: String,
    /// Where in the file.
    pub at: Place,
    /// What to do.
    pub help: String,
}

impl Doubt {
    /// A doubt and what to do.
    pub fn new(message: impl Into<String>, at: Place, help: impl Into<String>) -> Self {
        Self { message: message.into(), at, help: help.into() }
    }
}
