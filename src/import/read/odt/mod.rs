//! OpenDocument texts.
use super::Reader;
use crate::import::{Changes, Foreign, Refused};
/// OpenDocument texts.
pub(super) static READER: Reader = Reader { name: "odt", extensions: &["odt", "ott"], sniff, read };
fn sniff(_: &[u8]) -> bool { false }
fn read(_: &[u8], _: Changes) -> Result<Foreign, Refused> { Err(super::package::damaged("")) }
