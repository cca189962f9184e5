//! The two sides: what a person names, to a document.

use super::{
    super::{Failure, Shared, files, report, some},
    faults::Shelf,
    git,
    position::{self, Facts},
};
use crate::{
    assemble::Assembler,
    check,
    document::{Block, Document, Inline, Kind, Paragraph, house::Numbering},
    import::{self, Changes, Notice, read, recognise, write},
    library::{File, Library},
    text::nearest,
};
use std::{path::Path, thread};

/// A side that was found.
pub(super) struct Found {
    pub(super) document: Document,
    /// The consultation's id, where the side belongs to the library.
    pub(super) id: String,
    /// Whether the file does not say how far the response has come.
    foreign: bool,
    /// Whether its file prints the numbers of its paragraphs.
    pub(super) numbered: bool,
    /// What the front matter of a position says.
    pub(super) facts: Option<Facts>,
    /// What is to be said of how it was read.
    notices: Vec<Notice>,
}

/// As much room for nested text as where the program begins: the default of a thread is a quarter.
const STACK: usize = 8 << 20;

/// Where sides are looked for.
pub(super) struct Sides {
    /// Two files can be compared without a library.
    opened: Result<files::Opened, Failure>,
    changes: Changes,
    /// Whether tracked changes are accepted by a person's word, who need not be told.
    accepts: bool,
    /// Whether anything is told.
    tells: bool,
}

impl Sides {
    pub(super) fn new(shared: &Shared, changes: Changes, accepts: bool) -> Self {
        Self { opened: files::open(shared), changes, accepts, tells: !shared.quiet }
    }

    pub(super) fn library(&self) -> Option<&Library> {
        self.opened.as_ref().ok().map(|opened| &opened.library)
    }

    pub(super) fn root(&self) -> &Path {
        self.opened.as_ref().map_or(Path::new(""), |opened| &opened.root)
    }

    fn open(&self) -> Result<&files::Opened, Failure> {
        self.opened.as_ref().map_err(|failure| Failure { message: failure.message.clone(), help: failure.help.clone() })
    }

    fn numbering(&self) -> Numbering {
        self.library().map(|library| library.organisation.house.numbering.clone()).unwrap_or_default()
    }

    /// Both sides, read at the same time; what is to be said of them is said in their order.
    pub(super) fn both(&self, old_name: &str, new_name: &str) -> Result<(Found, Found), Failure> {
        let (old, new) = thread::scope(|scope| {
            let reading = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || self.find(old_name));
            let new = self.find(new_name);
            let joined = reading.map(|old| old.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            // Where no more threads are to be had, one reads both.
            (joined.unwrap_or_else(|_| self.find(old_name)), new)
        });
        let (old, new) = (old?, new?);
        self.tell(old_name, &old.notices, &new.notices);
        self.tell(new_name, &new.notices, &old.notices);
        Ok((old, new))
    }

    /// The document that a person names: a file, else an id, else an id with what stands behind its `@`.
    fn find(&self, name: &str) -> Result<Found, Failure> {
        let path = Path::new(name);
        if path.is_file() {
            return match self.record_at(path) {
                Some(found) => found,
                None => self.file(path),
            };
        }
        if name == "-" {
            return Err(Failure::new("standard input cannot be compared").help("write it to a file and name that"));
        }
        if let Ok(opened) = &self.opened
            && let Some(found) =
                self.record(Shelf { library: &opened.library, loaded: &opened.findings, root: &opened.root, revision: None }, name)?
        {
            return Ok(found);
        }
        if let Some((id, "submitted")) = name.rsplit_once('@') {
            return self.submitted(id);
        }
        if let Some((id, revision)) = name.split_once('@') {
            let opened = self.open()?;
            let (library, loaded) = git::library(&opened.root, revision)?;
            let shelf = Shelf { library: &library, loaded: &loaded, root: &opened.root, revision: Some(revision) };
            return self.record(shelf, id)?.ok_or_else(|| self.unknown(id, &library, &format!(" in revision `{revision}`")));
        }
        if path.is_dir() {
            return Err(Failure::new(format!("`{name}` is a folder")).help("name a file in it, or a response by its id"));
        }
        // A pipe or a device may have no end.
        if path.exists() {
            return Err(
                Failure::new(format!("`{name}` is no file that can be compared")).help("write what it gives to a file and name that")
            );
        }
        match self.open() {
            Ok(opened) => Err(self.unknown(name, &opened.library, "")),
            Err(_) if looks_like_path(name) => Err(no_file(name)),
            Err(failure) => Err(failure),
        }
    }

    /// The response or the position of the library that a file is the record of.
    fn record_at(&self, path: &Path) -> Option<Result<Found, Failure>> {
        let opened = self.opened.as_ref().ok()?;
        let inside = files::inside(&opened.root, path)?;
        let parts = inside.components().map(|part| part.as_os_str().to_str()).collect::<Option<Vec<_>>>()?;
        let id = match parts.as_slice() {
            ["responses", id @ .., "response.md"] => id.join("/"),
            ["positions", id @ ..] => format!("positions/{}", id.join("/").strip_suffix(".md")?),
            _ => return None,
        };
        let shelf = Shelf { library: &opened.library, loaded: &opened.findings, root: &opened.root, revision: None };
        self.record(shelf, &id).transpose()
    }

    /// A response or a position of a library; errors in what it is made of are told.
    fn record(&self, shelf: Shelf, id: &str) -> Result<Option<Found>, Failure> {
        if let Some(looked) = check::look(shelf.library, shelf.loaded, id, None) {
            shelf.see(id, Some(&looked.document), &looked.findings)?;
            return Ok(Some(Found {
                document: looked.document,
                id: id.to_owned(),
                foreign: false,
                numbered: true,
                facts: None,
                notices: Vec::new(),
            }));
        }
        let id = id.strip_prefix("positions/").filter(|_| !shelf.library.positions.contains_key(id)).unwrap_or(id);
        shelf.see(id, None, shelf.loaded)?;
        let Some(position) = shelf.library.positions.get(id) else { return Ok(None) };
        let document = position::document(shelf.library, position, &self.numbering());
        // How far a response has come is nothing that a position can be asked.
        Ok(Some(Found {
            document,
            id: String::new(),
            foreign: true,
            numbered: true,
            facts: Some(position::facts(position)),
            notices: Vec::new(),
        }))
    }

    /// What was sent, as `submit` froze it.
    fn submitted(&self, id: &str) -> Result<Found, Failure> {
        let opened = self.open()?;
        if opened.library.positions.contains_key(id) {
            return Err(
                Failure::new(format!("`{id}` is a position: nothing of it is submitted")).help("a revision can be named (`ID@REV`)")
            );
        }
        if !opened.library.consultations.contains_key(id) {
            return Err(self.unknown(id, &opened.library, ""));
        }
        let path = opened.root.join("responses").join(id).join("submitted").join("response.md");
        let Ok(bytes) = std::fs::read(&path) else {
            return Err(Failure::new(format!("nothing is kept of what was submitted for `{id}`"))
                .help("`respondent submit` keeps it; a revision (`ID@REV`) or the file that was sent can be named instead"));
        };
        let document = import::document(&bytes, Some("response.md"), &self.numbering())
            .ok_or_else(|| Failure::new(format!("`{}` is not what respondent wrote", path.display())))?;
        Ok(Found { document, id: id.to_owned(), foreign: true, numbered: true, facts: None, notices: Vec::new() })
    }

    fn file(&self, path: &Path) -> Result<Found, Failure> {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| {
            Failure::new(format!("`{name}` cannot be read: {error}")).help("see whether it is there, and who may read it")
        })?;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(Failure::new(format!("`{name}` is empty")).help("name the file that holds the text"));
        }
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
        if let Some((document, notices)) = import::document_with(&bytes, file.as_deref(), &self.numbering(), self.changes) {
            let id = document.meta.id.clone();
            return Ok(Found { document, id, foreign: false, numbered: true, facts: None, notices });
        }
        if file.as_deref().is_some_and(|file| file.ends_with(".json")) {
            return Err(Failure::new(format!("`{name}` is no document that respondent built, or not all of it"))
                .help("`respondent build --format json` writes one that can be compared"));
        }
        let refused = |refused: import::Refused| Failure::new(format!("{name}: {}", refused.message)).help(refused.help);
        let foreign = read::read(&bytes, file.as_deref(), self.changes).map_err(refused)?;
        let response = recognise::response::recognise(&foreign, &[]);
        let document = self.recognised(&response).ok_or_else(|| Failure::new(format!("`{name}` holds no text that can be compared")))?;
        Ok(Found { document, id: String::new(), foreign: true, numbered: response.numbered, facts: None, notices: foreign.notices })
    }

    /// What was recognised, as the document that its records build.
    fn recognised(&self, response: &recognise::response::Response) -> Option<Document> {
        let record = |path: &str, text: String| File { path: path.to_owned(), bytes: Ok(text.into_bytes()) };
        let (library, _) = Library::read([
            record("respondent.toml", "[organisation]\nname = \"\"\n".to_owned()),
            record("responses/it/response.md", write::response(response, "imported", None)),
            record("templates/imported.md", write::outline(response)),
            record("responses/it/consultation.toml", write::consultation(&response.consultation, None)),
        ]);
        let mut document = Assembler::new(&library).assemble("it", None)?.document;
        document.meta.author.clear();
        document.meta.language.clear();
        document.meta.id.clear();
        if response.title.is_empty() {
            document.meta.title.clear();
        }
        document.blocks.splice(0..0, response.above.iter().cloned());
        for block in &mut document.blocks {
            if let Kind::Question(question) = &mut block.kind
                && response.inferred.contains(&question.id)
            {
                question.options.clear();
            }
        }
        // One line alone is no title.
        if document.blocks.is_empty() && !document.meta.title.is_empty() {
            let content = vec![Inline::text(std::mem::take(&mut document.meta.title))];
            document.blocks.push(Block::new(Kind::Paragraph(Paragraph { content, ..Paragraph::default() })));
        }
        (!document.blocks.is_empty()).then_some(document)
    }

    /// What the reader says of one side: how tracked changes were read, and what was left out, unless the other side is
    /// known to have the same there.
    fn tell(&self, name: &str, notices: &[Notice], others: &[Notice]) {
        let same = |one: &Notice, other: &Notice| (&one.message, &one.dropped) == (&other.message, &other.dropped);
        let is_known = |notice: &Notice| notice.dropped.is_some() && others.iter().any(|other| same(notice, other));
        for notice in notices.iter().filter(|notice| self.tells && !is_of_pages(notice) && !is_known(notice)) {
            let of_changes = notice.message.contains("tracked change");
            if of_changes && self.accepts {
                continue;
            }
            let other = match self.changes {
                Changes::Accept if of_changes => "; `--reject` reads them as rejected, `--accept` as they are, without this line",
                _ => "",
            };
            report::say(&format!("{name}: {}{other}\n", notice.message));
        }
    }

    fn unknown(&self, name: &str, library: &Library, place: &str) -> Failure {
        if looks_like_path(name) && !name.contains('@') && place.is_empty() && !library.positions.keys().any(|id| near(name, id)) {
            return no_file(name);
        }
        let failure = Failure::new(format!("no response, position or file is called `{name}`{place}"));
        let ids: Vec<&str> = library.consultations.keys().chain(library.positions.keys()).map(String::as_str).collect();
        match nearest(name, ids.iter().copied()) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None if ids.is_empty() => failure.help("the library has none yet"),
            None => failure.help(format!("there are {}", some(&ids))),
        }
    }
}

/// Whether a reader speaks of what belongs to the pages and not to the text.
fn is_of_pages(notice: &Notice) -> bool {
    notice.message.starts_with("page numbers") || notice.message.contains("page furniture")
}

impl Found {
    /// The id of the question that a person calls so: by its id, with noughts before it or as it is printed.
    pub(super) fn question_called(&self, name: &str) -> Option<String> {
        let bare = |text: &str| text.to_lowercase().trim_start_matches("question").trim().trim_start_matches('0').to_owned();
        let ids = self.question_ids();
        let found = ids.iter().find(|id| **id == name).or_else(|| ids.iter().find(|id| bare(id) == bare(name)));
        found.map(|id| (*id).to_owned())
    }

    pub(super) fn question_ids(&self) -> Vec<&str> {
        fn of(block: &Block) -> Option<&str> {
            if let Kind::Question(question) = &block.kind { Some(&question.id) } else { None }
        }
        self.document.blocks.iter().filter_map(of).collect()
    }
}

/// A file that somebody else wrote does not say how far it has come: that is no change.
pub(super) fn settle(old: &mut Found, new: &mut Found) {
    match (old.foreign, new.foreign) {
        (true, _) => old.document.meta.status = new.document.meta.status,
        (false, true) => new.document.meta.status = old.document.meta.status,
        (false, false) => {}
    }
}

fn near(name: &str, id: &str) -> bool {
    nearest(name, [id]).is_some()
}

fn looks_like_path(name: &str) -> bool {
    name.contains(['/', '\\']) || Path::new(name).extension().is_some()
}

fn no_file(name: &str) -> Failure {
    Failure::new(format!("there is no file `{name}`")).help("see how its name is written, and in which folder it is")
}
