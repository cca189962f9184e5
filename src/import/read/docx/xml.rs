//! What only Word's parts have: properties in `val`, and text in runs.

pub(super) use crate::import::read::tree::{Element, attribute, child, elements, name};
use roxmltree::Node;

/// The `val` of its first element of a name.
pub(super) fn value<'a>(node: Element<'a>, wanted: &str) -> Option<&'a str> {
    child(node, wanted).and_then(|child| attribute(child, "val"))
}

/// A number there.
pub(super) fn number<T: std::str::FromStr>(node: Element, wanted: &str) -> Option<T> {
    value(node, wanted)?.parse().ok()
}

/// A property that is on or off by the presence of its element: nothing where it is not given.
pub(super) fn toggle(node: Element, wanted: &str) -> Option<bool> {
    child(node, wanted).map(is_on)
}

/// Whether an element of that kind says on.
pub(super) fn is_on(node: Element) -> bool {
    !matches!(attribute(node, "val"), Some("0" | "false" | "off" | "none"))
}

/// All text inside, paragraphs apart; deleted text too.
pub(super) fn plain(node: Element) -> String {
    let mut out = String::new();
    for inner in node.descendants().filter(Node::is_element) {
        match name(inner) {
            "t" | "delText" => out.push_str(inner.text().unwrap_or_default()),
            "p" | "tab" | "br" if !out.is_empty() => out.push(' '),
            _ => {}
        }
    }
    out.trim().to_owned()
}
