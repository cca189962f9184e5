//! A small tree of one part of the package, to change what docx-rs wrote.

use super::xml::{Xml, escaped};
use quick_xml::{Reader, events::BytesStart, events::Event};

/// An element. Values and texts are kept as they were written, that is escaped.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// An element without children.
    pub(super) fn new(name: &str, attributes: &[(&str, &str)]) -> Self {
        let attributes = attributes.iter().map(|(key, value)| ((*key).to_owned(), escaped(value))).collect();
        Self { name: name.to_owned(), attributes, children: Vec::new() }
    }

    /// With one more child.
    pub(super) fn with(mut self, child: Self) -> Self {
        self.push(child);
        self
    }

    /// Adds a child at the end.
    pub(super) fn push(&mut self, child: Self) {
        self.children.push(Node::Element(child));
    }

    /// The value of an attribute.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Gives an attribute a value.
    pub(super) fn set(&mut self, key: &str, value: &str) {
        self.attributes.retain(|(name, _)| name != key);
        self.attributes.push((key.to_owned(), escaped(value)));
    }

    /// The first child of that name.
    pub(super) fn child_mut(&mut self, name: &str) -> Option<&mut Self> {
        self.elements_mut().find(|child| child.name == name)
    }

    /// The children that are elements.
    pub(super) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Keeps the child elements that pass; texts stay.
    pub(super) fn keep(&mut self, mut pass: impl FnMut(&Self) -> bool) {
        self.children.retain(|node| match node {
            Node::Element(element) => pass(element),
            Node::Text(_) => true,
        });
    }

    /// Calls `visit` for every element, inner ones before their outer ones.
    pub(super) fn walk(&mut self, visit: &mut dyn FnMut(&mut Self)) {
        for child in self.elements_mut() {
            child.walk(visit);
        }
        visit(self);
    }

    /// Reads a part. `None` where it is not XML.
    pub(super) fn read(part: &[u8]) -> Option<Self> {
        let mut reader = Reader::from_str(std::str::from_utf8(part).ok()?);
        let mut open = vec![Self::default()];
        loop {
            let done = match reader.read_event().ok()? {
                Event::Start(start) => {
                    open.push(started(&start)?);
                    continue;
                }
                Event::Empty(start) => Node::Element(started(&start)?),
                Event::End(_) => Node::Element(open.pop()?),
                Event::Text(text) => Node::Text(text.into_inner().into_owned()),
                Event::GeneralRef(name) => Node::Text(format!("&{};", name.into_inner())),
                Event::Eof => break,
                _ => continue,
            };
            open.last_mut()?.children.push(done);
        }
        open.pop()?.children.into_iter().find_map(|node| match node {
            Node::Element(root) => Some(root),
            Node::Text(_) => None,
        })
    }

    /// The part's bytes.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut xml = Xml::default();
        xml.raw(DECLARATION);
        self.write_to(&mut xml);
        xml.into_string().into_bytes()
    }

    /// Writes the element without a declaration.
    pub(super) fn write_to(&self, xml: &mut Xml) {
        xml.raw("<");
        xml.raw(&self.name);
        for (key, value) in &self.attributes {
            for piece in [" ", key, "=\"", value, "\""] {
                xml.raw(piece);
            }
        }
        if self.children.is_empty() {
            return xml.raw("/>");
        }
        xml.raw(">");
        for child in &self.children {
            match child {
                Node::Element(element) => element.write_to(xml),
                Node::Text(text) => xml.raw(text),
            }
        }
        xml.close(&self.name);
    }
}

/// The first line of every part.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

fn started(start: &BytesStart) -> Option<Element> {
    let mut element = Element { name: start.name().as_ref().to_owned(), ..Element::default() };
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        element.attributes.push((attribute.key.as_ref().to_owned(), attribute.value.into_owned()));
    }
    Some(element)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written() {
        let part = "<a b=\"1 &amp; 2\"><c/>x &lt; y<d>z</d></a>";
        let root = Element::read(part.as_bytes()).expect("well-formed");
        let mut xml = Xml::default();
        root.write_to(&mut xml);
        assert_eq!(xml.into_string(), part);
        assert_eq!(Element::read(b"<a><b></a>"), None);
    }
}
