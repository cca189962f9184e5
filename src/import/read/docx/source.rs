//! The parts of a package and what is looked up in them while the text is read.

use super::{
    Trees,
    anchors::{self, Anchors},
    numbering::Numbering,
    styles::Styles,
    xml::{Element, attribute, elements, name},
};
use crate::{
    document::Target,
    import::{
        Built, Changes, Refused,
        read::package::{Package, damaged, parse},
    },
};
use roxmltree::{Document, Node};
use std::collections::{HashMap, HashSet};

/// The most parts that are searched for what respondent's own files tell.
const MOST_CUSTOM: usize = 64;

/// The texts of the parts.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) main: String,
    pub(super) styles: Option<String>,
    pub(super) numbering: Option<String>,
    pub(super) footnotes: Option<String>,
    pub(super) endnotes: Option<String>,
    pub(super) comments: Option<String>,
    pub(super) core: Option<String>,
    pub(super) running: Vec<(&'static str, String)>,
    pub(super) custom: Vec<String>,
    links: HashMap<String, String>,
    note_links: HashMap<String, String>,
}

/// A relationship of a part.
struct Relationship {
    id: String,
    /// The last word of its type.
    kind: String,
    target: String,
    external: bool,
}

impl Texts {
    /// Reads the parts that matter.
    pub(super) fn read(package: &mut Package) -> Result<Self, Refused> {
        let roots = relationships(package, "")?;
        let of_kind = |all: &[Relationship], kind: &str| all.iter().find(|one| one.kind == kind).map(|one| one.target.clone());
        let main_name = of_kind(&roots, "officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
        let main = package.part(&main_name)?;
        let Some(main) = main.filter(|_| !main_name.starts_with("xl/") && !main_name.starts_with("ppt/")) else {
            return Err(other_package(package, &main_name));
        };
        let parts = relationships(package, &main_name)?;
        let mut part = |kind: &str, usual: &str| -> Result<Option<String>, Refused> {
            match of_kind(&parts, kind) {
                Some(target) => package.part(&target),
                // A package whose relationships are lost still has its parts in their usual places.
                None if parts.is_empty() => package.part(usual),
                None => Ok(None),
            }
        };
        let mut texts = Self {
            styles: part("styles", "word/styles.xml")?,
            numbering: part("numbering", "word/numbering.xml")?,
            footnotes: part("footnotes", "word/footnotes.xml")?,
            endnotes: part("endnotes", "word/endnotes.xml")?,
            comments: part("comments", "word/comments.xml")?,
            main,
            ..Self::default()
        };
        if let Some(core) = of_kind(&roots, "core-properties") {
            texts.core = package.part(&core)?;
        }
        for one in parts.iter().filter(|one| !one.external && (one.kind == "header" || one.kind == "footer")) {
            let kind = if one.kind == "header" { "header" } else { "footer" };
            texts.running.extend(package.part(&one.target)?.map(|text| (kind, text)));
        }
        texts.custom = custom(package)?;
        for kind in ["footnotes", "endnotes"] {
            if let Some(target) = of_kind(&parts, kind) {
                texts.note_links.extend(links(relationships(package, &target)?, kind));
            }
        }
        texts.links = links(parts, "").collect();
        Ok(texts)
    }
}

/// The addresses of a part's links, by their ids with a word before them.
fn links(all: Vec<Relationship>, before: &str) -> impl Iterator<Item = (String, String)> + use<'_> {
    all.into_iter().filter(|one| one.kind == "hyperlink").map(move |one| (format!("{before}{}", one.id), one.target))
}

/// The parts in which programs keep data of their own.
fn custom(package: &mut Package) -> Result<Vec<String>, Refused> {
    let is_item = |name: &String| name.starts_with("customXml/item") && name.ends_with(".xml") && !name.contains("Props");
    let names: Vec<String> = package.names().filter(is_item).take(MOST_CUSTOM).collect();
    let mut out = Vec::new();
    for name in names {
        out.extend(package.part(&name)?.filter(|text| text.contains(anchors::NAMESPACE)));
    }
    Ok(out)
}

/// The relationships of a part; of the package itself where the part has no name.
fn relationships(package: &mut Package, of: &str) -> Result<Vec<Relationship>, Refused> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let before = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let Some(text) = package.part(&format!("{before}_rels/{file}.rels"))? else { return Ok(Vec::new()) };
    let tree = parse(&text)?;
    let read = |node: Node| {
        let get = |wanted: &str| node.attribute(wanted).unwrap_or_default();
        let external = get("TargetMode") == "External";
        let target = if external { get("Target").to_owned() } else { resolved(folder, get("Target")) };
        let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
        Relationship { id: get("Id").to_owned(), kind, target, external }
    };
    Ok(tree.root_element().children().filter(|node| node.tag_name().name() == "Relationship").map(read).collect())
}

/// The name of a part that another names by its way from a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut way: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                way.pop();
            }
            "." | "" => {}
            step => way.push(step),
        }
    }
    way.join("/")
}

/// What a package is that is no Word file.
fn other_package(package: &Package, main: &str) -> Refused {
    let names: Vec<String> = package.names().collect();
    let has = |start: &str| (start != "word/" && main.starts_with(start)) || names.iter().any(|name| name.starts_with(start));
    let export = "open it in its program and save it as .docx, .odt or .pdf";
    match () {
        () if has("xl/") => Refused::new("this is a spreadsheet, not a text", "copy what is needed into a document"),
        () if has("ppt/") => Refused::new("this is a presentation, not a text", "copy what is needed into a document"),
        () if has("Index/Document.iwa") || has("index.xml") => Refused::new("this is a Pages file", export),
        () if has("META-INF/container.xml") => Refused::new("this is an electronic book (.epub)", export),
        () if has("word/") => damaged("its main part is missing"),
        () => Refused::new("this is a zip archive without a document in it", "unpack it and import the files inside"),
    }
}

/// The title in the file's properties.
pub(super) fn title(core: Option<&Document>) -> Option<String> {
    let node = core?.root_element().children().find(|node| node.tag_name().name() == "title")?;
    let title = crate::import::read::clean::clean(node.text()?);
    Some(title.trim().to_owned()).filter(|title| !title.is_empty())
}

/// What is looked up while the text is read.
pub(super) struct Source<'a> {
    pub(super) styles: Styles,
    /// Counted while reading: every walk begins with a copy of its own.
    numbering: std::cell::RefCell<Numbering>,
    pub(super) notes: HashMap<(bool, &'a str), Element<'a>>,
    pub(super) comments: Vec<(&'a str, Element<'a>)>,
    links: &'a HashMap<String, String>,
    note_links: &'a HashMap<String, String>,
    bookmarks: HashSet<&'a str>,
    anchors: HashMap<String, (String, Target)>,
    /// What stands around the text, where respondent built the file.
    pub(super) built: Option<Built>,
    /// Whether the file says where pages began when it was last printed.
    pub(super) has_pages: bool,
}

impl<'a> Source<'a> {
    /// Reads what paragraphs refer to.
    pub(super) fn new(body: Element<'a>, texts: &'a Texts, trees: &'a Trees<'a>, changes: Changes) -> Self {
        let styles = trees.styles.as_ref().map(|tree| Styles::read(tree.root_element())).unwrap_or_default();
        let numbering = trees.numbering.as_ref().map(|tree| Numbering::read(tree.root_element(), &styles)).unwrap_or_default();
        let mut notes = HashMap::new();
        for (end, tree) in [(false, &trees.footnotes), (true, &trees.endnotes)] {
            let all = tree.iter().flat_map(|tree| elements(tree.root_element()));
            let real = all.filter(|note| matches!(attribute(*note, "type"), None | Some("normal")));
            notes.extend(real.filter_map(|note| Some(((end, attribute(note, "id")?), note))));
        }
        let comments = trees.comments.iter().flat_map(|tree| elements(tree.root_element()));
        let comments = comments.filter_map(|comment| Some((attribute(comment, "id")?, comment))).collect();
        let marks = body.descendants().filter(|node| name(*node) == "bookmarkStart");
        let anchors = Anchors::read(&trees.anchors, changes);
        let built = anchors.is_ours.then(|| super::built::built(trees, &styles, &anchors));
        Self {
            built,
            styles,
            numbering: numbering.into(),
            notes,
            comments,
            links: &texts.links,
            note_links: &texts.note_links,
            bookmarks: marks.filter_map(|mark| attribute(mark, "name")).collect(),
            anchors: anchors.names,
            has_pages: body.descendants().any(|node| name(node) == "lastRenderedPageBreak"),
        }
    }

    /// The lists, to count with.
    pub(super) fn take_numbering(&self) -> Numbering {
        self.numbering.take()
    }

    /// The address of a link.
    pub(super) fn link(&self, id: &str, note: Option<bool>) -> Option<&str> {
        let found = match note {
            None => self.links.get(id),
            Some(end) => self.note_links.get(&format!("{}{id}", if end { "endnotes" } else { "footnotes" })),
        };
        found.map(String::as_str)
    }

    /// What a bookmark is called in the document and what it marks there; nothing where the file has
    /// no such bookmark.
    pub(super) fn bookmark(&self, name: &str) -> Option<(String, Option<Target>)> {
        match self.anchors.get(name) {
            Some((id, target)) => Some((id.clone(), Some(*target))),
            None => self.bookmarks.contains(name).then(|| (name.to_owned(), None)),
        }
    }
}
