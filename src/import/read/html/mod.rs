//! HTML: a page of the web, an export of a word processor, or what respondent built itself.
//!
//! The tree is html5ever's, as browsers build it; the walk over it is our own, because numbers
//! (`value=`, `start=`, `type=a`), the state of boxes and hidden text are what others lose.

mod built;
mod dom;
mod inline;
mod list;
mod walk;

pub(crate) use built::{document, forget_made_names};

use super::{
    Reader,
    decode::{clean, decode, is_text},
};
use crate::import::{Changes, Foreign, Notice, Piece, Refused};
use dom::Dom;
use encoding_rs::Encoding;
use walk::Walk;

pub(super) static READER: Reader = Reader { name: "html", extensions: &["html", "htm", "xhtml"], sniff, read };

fn sniff(bytes: &[u8]) -> bool {
    is_text(bytes) && looks_like(bytes)
}

/// Whether text is a page: it says so, or it begins with an element and closes paragraphs.
pub(crate) fn looks_like(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let start = start.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    let says = start.starts_with("<!doctype html") || start.starts_with("<html") || (start.starts_with("<?xml") && start.contains("<html"));
    let comment = start.starts_with("<!--") && start.contains("<html");
    let fragment = ["<p", "<div", "<h1", "<h2", "<body", "<head", "<main", "<article", "<section", "<form"];
    says || comment
        || fragment.iter().any(|tag| start.starts_with(tag))
            && (start.contains("</p>") || start.contains("</h") || start.contains("</div>"))
}

fn read(bytes: &[u8], _: Changes) -> Result<Foreign, Refused> {
    let mut notices = Vec::new();
    let text = decode(bytes, declared(bytes), &mut notices)?;
    if depth(&text) > DEEPEST {
        let message = format!("the elements of this page are nested more than {DEEPEST} deep");
        return Err(Refused::new(message, "print it to a PDF from the browser, and import that"));
    }
    let dom = Dom::parse(&text);
    let mut walk = Walk::over(&dom);
    let pieces = walk.page(&dom);
    notices.extend(walk.notices());
    if pieces.is_empty() {
        return Err(Refused::new("this page has no text", "save it from the browser as a complete page, or print it to a PDF"));
    }
    let title = dom.title().map(|title| clean(&title)).filter(|title| !title.is_empty());
    Ok(Foreign { format: "html", title, pieces, notices, built: None })
}

/// Deeper than browsers nest elements; the time of parsing grows with the depth.
const DEEPEST: usize = 512;

/// How deep elements nest at the most, as far as the tags tell; those that are often left open do not count.
fn depth(text: &str) -> usize {
    const OPEN: [&str; 24] = [
        "p", "li", "td", "th", "tr", "dt", "dd", "option", "br", "img", "input", "meta", "link", "hr", "col", "area", "base", "embed",
        "source", "wbr", "tbody", "thead", "tfoot", "colgroup",
    ];
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in text.split('<').skip(1) {
        let name = tag.split(|c: char| !(c.is_ascii_alphanumeric() || c == '/')).next().unwrap_or_default();
        if name.starts_with('/') {
            depth = depth.saturating_sub(usize::from(!OPEN.iter().any(|open| open.eq_ignore_ascii_case(&name[1..]))));
        } else if !name.is_empty() && !OPEN.iter().any(|open| open.eq_ignore_ascii_case(name)) {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// The pieces of HTML that stands in another format.
pub(super) fn fragment(text: &str) -> (Vec<Piece>, Vec<Notice>) {
    if depth(text) > DEEPEST {
        return (Vec::new(), vec![Notice::new("HTML that is nested too deep was left out").dropped(text)]);
    }
    let dom = Dom::parse(text);
    let mut walk = Walk::over(&dom);
    (walk.page(&dom), walk.notices())
}

/// The encoding that a page names in its first 1,024 bytes (HTML, 13.2.3.2).
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let (_, rest) = start.split_once("charset=").or_else(|| start.split_once("encoding="))?;
    let name = rest.trim_start_matches(['"', '\'']);
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(name.len());
    Encoding::for_label(&name.as_bytes()[..end])
}
