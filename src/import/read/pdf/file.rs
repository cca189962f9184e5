//! The file below the pages: objects, streams, the page tree; every limit is kept here.

use super::matrix::Matrix;
use crate::import::Refused;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};
use std::cell::Cell;
use std::collections::HashSet;

/// A stream may unpack to this much.
const STREAM: usize = 64 << 20;
/// All streams together may unpack to this much, and 32 bytes for each byte of the file.
const TOGETHER: usize = 512 << 20;
/// More letters than this, and 32 for each byte of the file, are not read.
const LETTERS: usize = 10_000_000;
/// More pages are not read.
const PAGES: usize = 50_000;
/// How far up the page tree an inherited entry is looked for.
const ANCESTORS: usize = 64;

/// An open file.
#[derive(Debug)]
pub(super) struct File {
    pub doc: Document,
    pub pages: Vec<ObjectId>,
    left: Cell<usize>,
    /// More letters than this are not read.
    pub letters: usize,
    /// Streams that were too large or could not be unpacked.
    pub lost: Cell<usize>,
}

thread_local! {
    /// What the objects inside object streams may still take while a file is loaded.
    static LOADING: Cell<usize> = const { Cell::new(0) };
}

impl File {
    /// Opens a file, or says why not.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Refused> {
        let mut doc = load(bytes, false)?;
        if doc.is_encrypted() || doc.trailer.has(b"Encrypt") && doc.encryption_state.is_none() {
            return Err(locked());
        }
        let mut pages = pages(&doc);
        if pages.is_empty() && doc.xref_recovery.is_none() {
            doc = load(bytes, true)?;
            pages = self::pages(&doc);
        }
        if pages.is_empty() {
            return Err(damaged("it has no pages"));
        }
        Ok(Self { doc, pages, left: Cell::new(TOGETHER + 32 * bytes.len()), letters: LETTERS + 32 * bytes.len(), lost: Cell::new(0) })
    }

    /// An object behind its references.
    pub(super) fn follow<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        self.doc.dereference(object).ok().map(|(_, object)| object)
    }

    /// An entry of a dictionary behind its references.
    pub(super) fn entry<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        dict.get(key).ok().and_then(|object| self.follow(object))
    }

    pub(super) fn dict<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        self.entry(dict, key).and_then(|object| object.as_dict().ok())
    }

    pub(super) fn array<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> &'a [Object] {
        self.entry(dict, key).and_then(|object| object.as_array().ok()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn name<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.entry(dict, key).and_then(|object| object.as_name().ok())
    }

    pub(super) fn number(&self, dict: &Dictionary, key: &[u8]) -> Option<f64> {
        self.entry(dict, key).and_then(as_number)
    }

    pub(super) fn numbers(&self, dict: &Dictionary, key: &[u8]) -> Vec<f64> {
        self.array(dict, key).iter().map(|item| self.follow(item).and_then(as_number).unwrap_or(0.0)).collect()
    }

    /// The text of a text string.
    pub(super) fn text(&self, dict: &Dictionary, key: &[u8]) -> Option<String> {
        self.entry(dict, key).and_then(|object| lopdf::decode_text_string(object).ok())
    }

    pub(super) fn matrix(&self, dict: &Dictionary, key: &[u8]) -> Option<Matrix> {
        Matrix::of(&self.numbers(dict, key))
    }

    /// An entry of a page or form field, or of what stands above it.
    pub(super) fn inherited<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let mut node = dict;
        for _ in 0..ANCESTORS {
            if let Some(object) = self.entry(node, key) {
                return Some(object);
            }
            node = self.dict(node, b"Parent")?;
        }
        None
    }

    /// What a stream holds, unpacked, within the limits.
    pub(super) fn data(&self, stream: &Stream) -> Option<Vec<u8>> {
        let limit = STREAM.min(self.left.get());
        match stream.get_plain_content_with_limit(limit) {
            Ok(data) => {
                self.left.set(self.left.get().saturating_sub(data.len()));
                Some(data)
            }
            Err(_) => {
                self.lost.set(self.lost.get() + 1);
                None
            }
        }
    }

    /// The content of a page: its streams, a line end between them.
    pub(super) fn content(&self, page: &Dictionary) -> Vec<u8> {
        let mut content = Vec::new();
        let mut add = |object: &Object| {
            if content.len() > STREAM {
                return;
            }
            if let Some(data) = self.follow(object).and_then(|object| object.as_stream().ok()).and_then(|stream| self.data(stream)) {
                content.extend_from_slice(&data);
                content.push(b'\n');
            }
        };
        match self.entry(page, b"Contents") {
            Some(Object::Array(parts)) => parts.iter().take(100_000).for_each(&mut add),
            Some(stream) => add(stream),
            None => {}
        }
        content
    }

    /// The title in the file's properties.
    pub(super) fn title(&self) -> Option<String> {
        let info = self.dict(&self.doc.trailer, b"Info").and_then(|info| self.text(info, b"Title"));
        let title = info.filter(|title| !title.trim().is_empty()).or_else(|| self.xmp_title())?;
        let title = title.replace(['\0', '\u{feff}'], "").split_whitespace().collect::<Vec<_>>().join(" ");
        (!title.is_empty()).then_some(title)
    }

    /// `<dc:title>` of the XMP packet.
    fn xmp_title(&self) -> Option<String> {
        let stream = self.entry(self.doc.catalog().ok()?, b"Metadata")?.as_stream().ok()?;
        let data = self.data(stream)?;
        let text = String::from_utf8_lossy(&data);
        let inside = text.split_once("<dc:title>")?.1.split_once("</dc:title>")?.0;
        let words =
            inside.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words.trim()).find(|words| !words.is_empty())?;
        Some(words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&"))
    }
}

/// A number, whole or not.
pub(super) fn as_number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(number) => Some(*number as f64),
        Object::Real(number) => Some(f64::from(*number)),
        _ => None,
    }
}

/// The pages in order. Each node of the tree is visited once, so that a tree that bites its tail ends.
fn pages(doc: &Document) -> Vec<ObjectId> {
    let root = doc.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    let (mut open, mut seen, mut pages) = (Vec::from_iter(root), HashSet::new(), Vec::new());
    while let Some(id) = open.pop() {
        let Ok(node) = doc.get_dictionary(id) else { continue };
        if !seen.insert(id) || pages.len() >= PAGES {
            continue;
        }
        match node.get_deref(b"Kids", doc).and_then(Object::as_array) {
            Ok(kids) => open.extend(kids.iter().rev().filter_map(|kid| kid.as_reference().ok())),
            Err(_) if node.has_type(b"Pages") => {}
            Err(_) => pages.push(id),
        }
    }
    pages
}

fn load(bytes: &[u8], force_reconstruct: bool) -> Result<Document, Refused> {
    LOADING.set(TOGETHER);
    let options = LoadOptions { filter: Some(slim), max_decompressed_size: Some(STREAM), force_reconstruct, ..LoadOptions::default() };
    let loaded = Document::load_mem_with_options(bytes, options);
    if LOADING.get() == 0 {
        return Err(Refused::new("this PDF unpacks to more than 512 MB", "print it to a new PDF, or take out its pictures"));
    }
    loaded.map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) | lopdf::Error::UnsupportedSecurityHandler(_) => locked(),
        error => damaged(&error.to_string().to_lowercase()),
    })
}

/// Called for every object that is loaded: counts what it takes, and forgets pictures and the shapes
/// of letters, which no text needs. Small pictures may be tick boxes and are kept.
fn slim(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object {
        let picture = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image");
        // The shapes of TrueType; those of Type 1, which has a second part, tell what their codes stand for.
        let letters = stream.dict.has(b"Length1") && !stream.dict.has(b"Length2")
            || stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(is_letters);
        if letters || picture && stream.content.len() > 4096 {
            stream.content = Vec::new();
        }
    }
    let left = LOADING.get().saturating_sub(weight(object, 6));
    LOADING.set(left);
    // What stands in the file itself is kept as it is now; what stands in an object stream is taken from here.
    let kept = if matches!(object, Object::Stream(_)) { Object::Null } else { object.clone() };
    (left > 0).then_some((id, kept))
}

fn is_letters(name: &[u8]) -> bool {
    matches!(name, b"Type1C" | b"CIDFontType0C" | b"OpenType")
}

/// About how much memory an object takes.
fn weight(object: &Object, depth: u8) -> usize {
    let own = size_of::<Object>();
    own + match object {
        Object::String(text, _) => text.len(),
        Object::Name(name) => name.len(),
        Object::Stream(stream) => stream.content.len() + 64 * stream.dict.len(),
        Object::Array(items) if depth > 0 => items.iter().map(|item| weight(item, depth - 1)).sum(),
        Object::Dictionary(dict) if depth > 0 => dict.iter().map(|(key, item)| 64 + key.len() + weight(item, depth - 1)).sum(),
        _ => 0,
    }
}

fn locked() -> Refused {
    Refused::new("this PDF is protected by a password", "open it in its program and save or print it without one")
}

/// A refusal of a damaged file.
pub(super) fn damaged(reason: &str) -> Refused {
    Refused::new(format!("this PDF is damaged or cut short: {reason}"), "fetch it again, or open it in a PDF program and save it anew")
}
