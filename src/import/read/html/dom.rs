//! The tree of a page. The only user of html5ever.

use html5ever::{ParseOpts, parse_document, tendril::TendrilSink, tree_builder::TreeBuilderOpts};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::HashMap;

/// A node of the tree.
pub(super) type Node = Handle;

/// A page.
pub(super) struct Dom {
    tree: RcDom,
    ids: HashMap<String, Node>,
}

impl Dom {
    pub(super) fn parse(text: &str) -> Self {
        let options =
            ParseOpts { tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() }, ..ParseOpts::default() };
        let tree = parse_document(RcDom::default(), options).one(text);
        let mut ids = HashMap::new();
        each(&tree.document, &mut |node| {
            // Word processors give their notes names.
            let called = attribute(node, "name").filter(|_| name(node) == "a");
            for id in attribute(node, "id").into_iter().chain(called) {
                ids.entry(id).or_insert_with(|| node.clone());
            }
        });
        Self { tree, ids }
    }

    /// The element with an identifier.
    pub(super) fn by_id(&self, id: &str) -> Option<&Node> {
        self.ids.get(id)
    }

    /// The first element with a name.
    pub(super) fn first(&self, wanted: &str) -> Option<Node> {
        let mut found = None;
        each(&self.tree.document, &mut |node| {
            if found.is_none() && name(node) == wanted {
                found = Some(node.clone());
            }
        });
        found
    }

    /// What the page calls itself.
    pub(super) fn title(&self) -> Option<String> {
        self.first("title").map(|title| text(&title).split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The value of a `meta` element.
    pub(super) fn meta(&self, wanted: &str) -> Option<String> {
        let mut found = None;
        each(&self.tree.document, &mut |node| {
            if name(node) == "meta" && attribute(node, "name").as_deref() == Some(wanted) {
                found = found.take().or_else(|| attribute(node, "content"));
            }
        });
        found
    }

    pub(super) fn root(&self) -> Node {
        self.first("body").unwrap_or_else(|| self.tree.document.clone())
    }
}

/// Every node below one, without recursion: a page may nest as deep as it likes.
pub(super) fn each(node: &Node, visit: &mut dyn FnMut(&Node)) {
    let mut open = vec![node.clone()];
    while let Some(node) = open.pop() {
        visit(&node);
        open.extend(node.children.borrow().iter().rev().cloned());
    }
}

/// The name of an element; empty for anything else.
pub(super) fn name(node: &Node) -> &str {
    match &node.data {
        NodeData::Element { name, .. } => &name.local,
        _ => "",
    }
}

pub(super) fn attribute(node: &Node, wanted: &str) -> Option<String> {
    match &node.data {
        NodeData::Element { attrs, .. } => {
            attrs.borrow().iter().find(|attribute| &*attribute.name.local == wanted).map(|attribute| attribute.value.to_string())
        }
        _ => None,
    }
}

pub(super) fn has_class(node: &Node, wanted: &str) -> bool {
    attribute(node, "class").is_some_and(|class| class.split_whitespace().any(|one| one == wanted))
}

/// The words of a text node.
pub(super) fn own_text(node: &Node) -> Option<String> {
    match &node.data {
        NodeData::Text { contents } => Some(contents.borrow().to_string()),
        _ => None,
    }
}

/// All words below a node.
pub(super) fn text(node: &Node) -> String {
    let mut out = String::new();
    each(node, &mut |node| out.extend(own_text(node)));
    out
}

pub(super) fn children(node: &Node) -> Vec<Node> {
    node.children.borrow().clone()
}

/// Elements that stand as blocks (HTML, 15.3), and those that hold them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Whether a node is a block or holds one.
pub(super) fn is_block(node: &Node) -> bool {
    let mut found = false;
    let mut open = vec![node.clone()];
    while let Some(node) = open.pop() {
        if BLOCKS.contains(&name(&node)) {
            found = true;
            break;
        }
        open.extend(node.children.borrow().iter().cloned());
    }
    found
}
