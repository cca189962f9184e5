//! Templates: outlines of responses and standard text, the library's own and the built-in ones.

use crate::{
    diagnostic::Diagnostic,
    document::markdown::{Outline, outline},
    source::{Sources, Span},
};

/// A template: Tera that writes Markdown.
#[derive(Debug)]
pub struct Template {
    /// Its file's name without `.md`.
    pub name: String,
    /// Its text.
    pub body: Span,
    /// Headings and footnotes of the text.
    pub outline: Outline,
}

/// The built-in templates: name and text.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("response", include_str!("templates/response.md")),
    ("introduction", include_str!("templates/introduction.md")),
    ("equality", include_str!("templates/equality.md")),
    ("conclusion", include_str!("templates/conclusion.md")),
    ("signature", include_str!("templates/signature.md")),
];

pub(super) fn read(sources: &Sources, source: u32, name: String, findings: &mut Vec<Diagnostic>) -> Template {
    let body = sources.whole(source);
    Template { name, body, outline: outline(sources, body, findings) }
}
