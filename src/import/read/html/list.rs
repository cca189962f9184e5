//! Lists, as a browser counts them (HTML, 4.4.5 and 4.4.8).

use super::{
    dom::{Node, attribute, children, has_class, name},
    walk::{Inside, Walk},
};
use crate::import::{
    Label, Piece, PieceKind,
    read::count::{letters_in_places, roman},
};

impl Walk<'_> {
    pub(super) fn list(&mut self, node: &Node, inside: &Inside, out: &mut Vec<Piece>) {
        let items: Vec<Node> = children(node);
        let count = items.iter().filter(|item| name(item) == "li").count() as i64;
        let reversed = attribute(node, "reversed").is_some();
        let start = attribute(node, "start").and_then(|start| start.trim().parse().ok());
        let mut value: i64 = start.unwrap_or(if reversed { count } else { 1 });
        for item in items {
            if name(&item) != "li" {
                // Lists directly in lists are no HTML, but everybody reads them as lists below.
                let below = Inside { depth: inside.depth + u8::from(matches!(name(&item), "ol" | "ul")), ..inside.clone() };
                self.block(&item, &below, out);
                continue;
            }
            value = attribute(&item, "value").and_then(|value| value.trim().parse().ok()).unwrap_or(value);
            self.item(&item, label(node, &item, value), inside, out);
            value = value.saturating_add(if reversed { -1 } else { 1 });
        }
    }

    fn item(&mut self, item: &Node, label: Option<Label>, inside: &Inside, out: &mut Vec<Piece>) {
        let from = out.len();
        let below = Inside { depth: inside.depth.saturating_add(1), ..inside.clone() };
        self.blocks(item, &below, out);
        if let Some(first) = out.get_mut(from) {
            first.names.extend(attribute(item, "id"));
            if matches!(first.kind, PieceKind::Paragraph | PieceKind::Quote) {
                first.kind = PieceKind::Item;
                first.level = inside.depth;
                first.label = first.label.take().or(label);
            }
        }
    }
}

/// The label that a browser prints; nothing where the page prints its own or none.
fn label(list: &Node, item: &Node, value: i64) -> Option<Label> {
    let style = attribute(list, "style").unwrap_or_default().replace(' ', "");
    if has_class(list, "counted") || style.contains("list-style:none") || style.contains("list-style-type:none") {
        return None;
    }
    if name(list) != "ol" {
        return Some(Label { text: "•".to_owned(), automatic: true });
    }
    let kind = attribute(item, "type").or_else(|| attribute(list, "type")).unwrap_or_default();
    let kind = match style.split_once("list-style-type:").map(|(_, rest)| rest.split(';').next().unwrap_or_default()) {
        Some("lower-alpha" | "lower-latin") => "a",
        Some("upper-alpha" | "upper-latin") => "A",
        Some("lower-roman") => "i",
        Some("upper-roman") => "I",
        _ => kind.as_str(),
    };
    let number = match (kind, u32::try_from(value)) {
        ("a", Ok(value @ 1..)) => letters_in_places(value),
        ("A", Ok(value @ 1..)) => letters_in_places(value).to_uppercase(),
        ("i", Ok(value @ 1..=3999)) => roman(value),
        ("I", Ok(value @ 1..=3999)) => roman(value).to_uppercase(),
        _ => value.to_string(),
    };
    Some(Label { text: format!("{number}."), automatic: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_roman_numbers_are_counted() {
        assert_eq!([1, 26, 27].map(letters_in_places), ["a", "z", "aa"]);
        assert_eq!([4, 9, 14].map(roman), ["iv", "ix", "xiv"]);
    }
}
