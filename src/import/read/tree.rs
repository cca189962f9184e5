//! Looking into the tree of a part. Namespaces are not asked: no name that matters stands in two of them,
//! and the strict and the transitional form of DOCX differ in nothing else.

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
