//! Patterns. The only user of `regex`.

use regex::Regex;
use std::sync::LazyLock;

/// What the groups of a pattern matched.
pub(super) type Captures<'t> = regex::Captures<'t>;

/// A pattern that is compiled when it is first asked for. One that cannot be compiled, which the test
/// below rules out, matches nothing.
pub(super) struct Pattern(LazyLock<Option<Regex>>);

impl Pattern {
    pub(super) const fn new(make: fn() -> Option<Regex>) -> Self {
        Self(LazyLock::new(make))
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    /// The groups of the first match; the whole of it is the first.
    pub(super) fn captures<'t>(&self, text: &'t str) -> Option<regex::Captures<'t>> {
        self.0.as_ref()?.captures(text)
    }

    pub(super) fn all<'t>(&self, text: &'t str) -> Vec<regex::Captures<'t>> {
        self.0.as_ref().map(|regex| regex.captures_iter(text).collect()).unwrap_or_default()
    }

    /// Whether it could be compiled: every pattern is asked in a test.
    #[cfg(test)]
    pub(super) fn compiles(&self) -> bool {
        self.0.is_some()
    }
}

/// A pattern of this program. It knows the letters, digits, spaces and word ends of ASCII, which makes it many times
/// as fast to compile and beside other letters to match; what is of any script stands in `(?u:…)`.
pub(super) fn compiled(text: &str, any_case: bool) -> Option<Regex> {
    regex::RegexBuilder::new(text).unicode(false).case_insensitive(any_case).build().ok()
}

/// A pattern that a person gives, in any case of letters; what is wrong with it, in one line.
pub(super) fn by_a_person(text: &str) -> Result<Regex, String> {
    let made = regex::RegexBuilder::new(text).case_insensitive(true).build();
    made.map_err(|error| error.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned())
}

/// `pattern!(NAME, "…")`: a static pattern, in any case of letters.
macro_rules! pattern {
    ($(#[$doc:meta])* $name:ident, $text:expr) => {
        $(#[$doc])*
        pub(super) static $name: $crate::import::recognise::pattern::Pattern =
            $crate::import::recognise::pattern::Pattern::new(|| $crate::import::recognise::pattern::compiled($text, true));
        #[cfg(test)]
        #[allow(non_snake_case)]
        mod $name {
            #[test]
            fn compiles() {
                assert!(super::$name.compiles());
            }
        }
    };
}

/// The same, where capitals matter.
macro_rules! exact_pattern {
    ($(#[$doc:meta])* $name:ident, $text:expr) => {
        $(#[$doc])*
        pub(super) static $name: $crate::import::recognise::pattern::Pattern =
            $crate::import::recognise::pattern::Pattern::new(|| $crate::import::recognise::pattern::compiled($text, false));
        #[cfg(test)]
        #[allow(non_snake_case)]
        mod $name {
            #[test]
            fn compiles() {
                assert!(super::$name.compiles());
            }
        }
    };
}
pub(super) use {exact_pattern, pattern};
