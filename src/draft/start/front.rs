//! The front matter of a new draft.

use crate::{
    draft::renamed::Names,
    library::{Library, Response},
    text::one_line,
};

/// What an imported response is built by is its own; a new round is built as others are.
const OF_IMPORTS: &str = "imported-";

/// Front matter with what an earlier round decided of how the response looks, or with what there is to decide;
/// and what a person should know of it. `earlier` is the response, and what its consultation is called in text.
pub(super) fn matter(library: &Library, earlier: Option<(&Response, &Names)>) -> (String, Vec<String>) {
    let (titles, said) = earlier.map(|(earlier, names)| titles(earlier, names)).unwrap_or_default();
    let earlier = earlier.map(|(earlier, _)| earlier);
    let mut lines = vec!["+++".to_owned()];
    lines.extend(titles);
    lines.push("status = \"draft\"".to_owned());
    let signatory = earlier.and_then(|earlier| earlier.signatory.as_ref());
    match signatory.filter(|name| library.organisation.signatories.contains_key(&name.value)) {
        Some(name) => lines.push(format!("signatory = {}", quoted(&name.value))),
        None => {
            let names = library.organisation.signatories.keys().take(8).map(|name| quoted(name));
            let names = names.collect::<Vec<_>>().join(" or ");
            lines.extend((!names.is_empty()).then(|| format!("# signatory = {names}")));
        }
    }
    let template = earlier.and_then(|earlier| earlier.template.as_ref());
    let template =
        template.filter(|name| !name.value.starts_with(OF_IMPORTS) && library.templates.contains_key(name.value.trim_end_matches(".md")));
    lines.extend(template.map(|name| format!("template = {}", quoted(&name.value))));
    let mut standard = earlier.map(|earlier| earlier.boilerplate.iter().collect::<Vec<_>>()).unwrap_or_default();
    standard.retain(|(_, other)| library.templates.contains_key(other.value.trim_end_matches(".md")));
    if !standard.is_empty() {
        lines.push("[boilerplate]".to_owned());
        lines.extend(standard.iter().map(|(name, other)| format!("{} = {}", quoted(name), quoted(&other.value))));
    }
    lines.push("+++".to_owned());
    (lines.join("\n"), said)
}

/// The title and the subtitle with the names of the new consultation. One that still holds a name of the old
/// stands in a comment.
fn titles(earlier: &Response, names: &Names) -> (Vec<String>, Vec<String>) {
    let (mut lines, mut said) = (Vec::new(), Vec::new());
    let given = [("title", &earlier.title), ("subtitle", &earlier.subtitle)];
    for (key, words) in given.into_iter().filter_map(|(key, words)| Some((key, one_line(words.as_ref()?)))) {
        let new = names.renewed(&words);
        let found = names.found_in(&new).into_iter().collect::<Vec<_>>().join("”, “");
        let mark = if found.is_empty() { "" } else { "# " };
        lines.push(format!("{mark}{key} = {}", quoted(&new)));
        if !found.is_empty() {
            said.push(format!("the {key} of {} stands in a comment, since it says “{found}”", earlier.id));
        } else if new != words {
            said.push(format!("the {key} “{words}” became “{new}”"));
        }
    }
    (lines, said)
}

/// A basic string (TOML 1.0).
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether the outline that a draft will have takes a section of this name.
pub(super) fn takes(library: &Library, earlier: &Response, title: &str) -> bool {
    let own = earlier.template.as_ref().map(|name| name.value.trim_end_matches(".md")).filter(|name| !name.starts_with(OF_IMPORTS));
    let Some(template) = own.and_then(|name| library.templates.get(name)).or_else(|| library.templates.get("response")) else {
        return false;
    };
    let text = library.slice(template.body);
    let named = text.split("section(name=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let wanted = crate::text::same_words(title);
    named.into_iter().any(|name| crate::text::same_words(name) == wanted)
}
