//! The page of every code: what it is, why it matters, an example that gives it.

/// The page of a code.
#[derive(Debug)]
pub struct Page {
    /// The code's name.
    pub code: &'static str,
    /// The page, in Markdown.
    pub text: &'static str,
}

macro_rules! pages {
    ($($code:literal),* $(,)?) => {
        /// Every page, in the order of their codes.
        pub const PAGES: &[Page] = &[$(Page { code: $code, text: include_str!(concat!($code, ".md")) }),*];
    };
}

pages!["review-overdue"];
