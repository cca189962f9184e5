//! What is kept and read back without a copy: ten thousand answers come out of the user's cache in a few
//! milliseconds, because their texts and numbers stay where they were read.

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{SeqAccess, Visitor},
};
use std::{borrow::Cow, fmt, ops::Range};

/// A text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'k>(#[serde(borrow)] pub(super) Cow<'k, str>);

/// Numbers of four bytes each, the lowest byte first.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers<'k>(Cow<'k, [u8]>);

/// Reads a text that may be missing.
pub(super) fn some_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Cow<'de, str>>, D::Error> {
    Ok(Option::<Text>::deserialize(from)?.map(|text| text.0))
}

/// Reads a list of texts.
pub(super) fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Cow<'de, str>>, D::Error> {
    Ok(Vec::<Text>::deserialize(from)?.into_iter().map(|text| text.0).collect())
}

impl Numbers<'_> {
    /// The number at a place; 0 behind the last.
    pub(super) fn get(&self, at: usize) -> u32 {
        self.within(at..at + 1).next().unwrap_or_default()
    }

    /// The numbers at some places.
    pub(super) fn within(&self, places: Range<usize>) -> impl ExactSizeIterator<Item = u32> {
        let bytes = self.0.get(places.start * 4..places.end * 4).unwrap_or_default();
        bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
    }
}

impl FromIterator<u32> for Numbers<'_> {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        Self(numbers.into_iter().flat_map(u32::to_le_bytes).collect())
    }
}

impl Serialize for Numbers<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de: 'k, 'k> Deserialize<'de> for Numbers<'k> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_bytes(Bytes).map(Self)
    }
}

/// Bytes that are read in one piece.
pub(super) mod raw {
    use super::Bytes;
    use serde::{Deserializer, Serializer};
    use std::borrow::Cow;

    pub(in crate::matching) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    pub(in crate::matching) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        from.deserialize_bytes(Bytes).map(Cow::into_owned)
    }
}

/// Takes bytes as they stand, and one by one from a format that has only lists.
struct Bytes;

impl<'de> Visitor<'de> for Bytes {
    type Value = Cow<'de, [u8]>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_borrowed_bytes<E>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
        Ok(bytes.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = list.next_element()? {
            bytes.push(byte);
        }
        Ok(bytes.into())
    }
}
