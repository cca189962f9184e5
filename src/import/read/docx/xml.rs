//! Looking into the tree of a part. Namespaces are not asked: the strict and the transitional form of
//! the format differ in nothing else.

use roxmltree::Node;

/// An element of a part that lives as long as the reading.
pub(super) type Element<'a> = Node<'a, 'a>;

/// Its name without its prefix.
pub(super) fn name<'a>(node: Element<'a>) -> &'a str {
    node.tag_name().name()
}

/// Its elements.
pub(super) fn elements(node: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    node.children().filter(Node::is_element)
}

/// Its first element of a name.
pub(super) fn child<'a>(node: Element<'a>, wanted: &str) -> Option<Element<'a>> {
    elements(node).find(|child| name(*child) == wanted)
}

/// An attribute, by its name without its prefix.
pub(super) fn attribute<'a>(node: Element<'a>, wanted: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == wanted).map(|attribute| attribute.value())
}

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
