//! What a label counts in: `(a)` in small letters, `(iv)` in small Roman numerals, `2.1` in pairs of numbers.

/// A way of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bullet,
    Numbers(usize),
    Small,
    Capital,
    SmallRoman,
    CapitalRoman,
    /// None that is known.
    Other,
}

/// A label's place in a way of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Series {
    kind: Kind,
    value: u32,
}

impl Default for Series {
    fn default() -> Self {
        Self { kind: Kind::Other, value: 0 }
    }
}

impl Series {
    /// What a label may be, the likeliest first: `i` is the first Roman numeral sooner than the ninth letter.
    pub(super) fn all(label: &str) -> Vec<Self> {
        let inner = label.trim_matches(|c: char| !c.is_alphanumeric());
        let of = |kind: Kind, value: Option<u32>| value.map(|value| Self { kind, value });
        if inner.is_empty() {
            return vec![Self { kind: Kind::Bullet, value: 0 }];
        }
        if inner.starts_with(|c: char| c.is_ascii_digit()) {
            let numbers: Vec<Option<u32>> = inner.split('.').map(|number| number.parse().ok()).collect();
            return of(Kind::Numbers(numbers.len()), numbers.last().copied().flatten()).into_iter().collect();
        }
        let small = inner.to_lowercase();
        let kinds = match (inner == small, inner == inner.to_uppercase()) {
            (true, _) => (Kind::SmallRoman, Kind::Small),
            (_, true) => (Kind::CapitalRoman, Kind::Capital),
            _ => return Vec::new(),
        };
        let mut out: Vec<Self> = [of(kinds.0, roman(&small)), of(kinds.1, letters(&small))].into_iter().flatten().collect();
        out.sort_by_key(|series| !series.is_first());
        out
    }

    /// Whether it is the first there is.
    pub(super) fn is_first(self) -> bool {
        self.value == 1
    }

    pub(super) fn is_bullet(self) -> bool {
        self.kind == Kind::Bullet
    }

    /// Whether it counts in the same way as another.
    pub(super) fn is_like(self, other: Self) -> bool {
        self.kind == other.kind
    }

    /// Whether it is the next behind another.
    pub(super) fn follows(self, other: Self) -> bool {
        self.is_like(other) && (self.is_bullet() || self.value == other.value + 1)
    }
}

/// `a` is 1, `z` 26, `aa` 27.
fn letters(text: &str) -> Option<u32> {
    let first = text.bytes().next().filter(u8::is_ascii_lowercase)?;
    let repeated = text.len() <= 3 && text.bytes().all(|byte| byte == first);
    repeated.then(|| u32::from(first - b'a') + 1 + 26 * (text.len() as u32 - 1))
}

/// `iv` is 4.
fn roman(text: &str) -> Option<u32> {
    (1..=50).find(|n| crate::document::house::Count::LowerRoman.write(*n) == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_read_in_every_way_it_can_be_meant() {
        let values = |label: &str| Series::all(label).iter().map(|series| (series.kind, series.value)).collect::<Vec<_>>();
        assert_eq!(values("(i)"), [(Kind::SmallRoman, 1), (Kind::Small, 9)]);
        assert_eq!(values("(a)"), [(Kind::Small, 1)]);
        assert_eq!(values("C."), [(Kind::Capital, 3)]);
        assert_eq!(values("2.1"), [(Kind::Numbers(2), 1)]);
        assert_eq!(values("•"), [(Kind::Bullet, 0)]);
        assert_eq!(values("viii)"), [(Kind::SmallRoman, 8)]);
    }
}
