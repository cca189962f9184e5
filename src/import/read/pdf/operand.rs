//! Operands of a content stream.

/// An operand.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Arg {
    /// A number.
    Number(f64),
    /// A name without its slash.
    Name(Vec<u8>),
    /// A string.
    Text(Vec<u8>),
    /// An array.
    Array(Vec<Arg>),
    /// A dictionary.
    Dict(Vec<(Vec<u8>, Arg)>),
    /// `true`, `false`, `null`: nothing here needs them.
    Other,
}

impl Arg {
    /// The number; 0 where it is none.
    pub(super) fn number(&self) -> f64 {
        if let Self::Number(number) = self { *number } else { 0.0 }
    }
}

/// The value of a hexadecimal digit.
pub(super) fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A number as PDF writes it, and as bad writers do (`--5`, `1.-2`).
pub(super) fn number(word: &[u8]) -> Option<f64> {
    if !word.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.')) {
        return None;
    }
    let sign = if word.first() == Some(&b'-') { -1.0 } else { 1.0 };
    let text = std::str::from_utf8(word).ok()?.trim_start_matches(['+', '-']);
    let text = text.split(['-', '+']).next().unwrap_or("");
    if text.is_empty() || text == "." { Some(0.0) } else { text.parse::<f64>().ok().map(|value| value * sign) }
}
