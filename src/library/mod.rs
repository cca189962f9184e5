//! An organisation's library: text files to valid records.
//!
//! The only knowledge of TOML and of the folder's shape. [`Library::read`] takes paths and bytes and
//! touches no disk; a bad file gives findings and never hides the others.

mod accept;
mod by_hand;
mod channel;
pub(crate) mod choice;
mod consultation;
mod fields;
mod front_matter;
mod house;
mod links;
mod organisation;
mod original;
mod position;
mod response;
pub mod scale;
mod submission;
mod template;

pub use by_hand::{ByHand, Lines as FieldLines};
pub use channel::{CHANNELS, Channel, Demand, Field, Rule};
pub use consultation::{Consultation, Limit, Question};
pub use organisation::{Fact, Organisation, Signatory};
pub use original::Original;
pub use position::{Figure, Part, Position, Stance, Standing};
pub use response::{Answer, Response, Section, with_status};
pub use submission::{SentFile, Submission, checksum};
pub use template::{BUILT_IN, Template};

use crate::{
    diagnostic::{Diagnostic, codes},
    document::house::Logo,
    source::{Sources, Span},
    text::{allowed, forbidden, nearest},
};
use std::collections::{BTreeMap, BTreeSet};

/// The most bytes that a text file of a library may have: 16 MiB, some 2.5 million words.
pub const MAX_BYTES: usize = 16 << 20;

/// Everything the organisation keeps, by id.
#[derive(Debug, Default)]
pub struct Library {
    /// The files that were read.
    pub sources: Sources,
    /// Who we are.
    pub organisation: Organisation,
    /// What we think.
    pub positions: BTreeMap<String, Position>,
    /// What they asked.
    pub consultations: BTreeMap<String, Consultation>,
    /// What we say.
    pub responses: BTreeMap<String, Response>,
    /// How it is put together.
    pub templates: BTreeMap<String, Template>,
    /// How it is sent: what each channel demands.
    pub channels: BTreeMap<String, Channel>,
    /// What was sent, by the response's id.
    pub submissions: BTreeMap<String, Submission>,
    /// Files that could not be read as they should be: what they hold is unknown, not missing.
    damaged: BTreeSet<String>,
}

/// A file of the library's folder.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path from the library's folder, with `/` between.
    pub path: String,
    /// What it holds, or why it could not be read. Of a file larger than [`MAX_BYTES`] a byte more than
    /// that is enough.
    pub bytes: Result<Vec<u8>, String>,
}

/// What a file is, by its path.
enum Role {
    Organisation,
    Position(String),
    Consultation(String),
    Response(String),
    Template(String),
    Channel(String),
    Record(String),
    Sent(String),
    Misplaced(&'static str),
    Asset,
    Other,
}

/// A record that was read from a file.
enum Record {
    Organisation(Box<Organisation>),
    Position(Box<Position>),
    Consultation(Box<Consultation>),
    Response(Box<Response>),
    Template(Box<Template>),
    Channel(Box<Channel>),
    Submission(Box<Submission>),
    Sent(String, Span),
}

impl Library {
    /// Reads a library. Gives everything that is wrong with its files and with the links between them.
    pub fn read(files: impl IntoIterator<Item = File>) -> (Self, Vec<Diagnostic>) {
        let (library, mut findings) = Self::read_apart(files);
        links::check(&library, &mut findings);
        (library, findings)
    }

    /// Reads some files of a library, each for itself: what they say of files that are not among them may
    /// well be right.
    pub fn read_apart(files: impl IntoIterator<Item = File>) -> (Self, Vec<Diagnostic>) {
        let mut files: Vec<File> = files.into_iter().collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let (mut library, mut findings, mut assets, mut jobs) = (Self::default(), Vec::new(), BTreeMap::new(), Vec::new());
        let sums = checksums(&files);
        for file in files {
            match role(&file.path) {
                Role::Other if file.bytes.is_ok() => {}
                Role::Asset if file.bytes.is_ok() => assets.extend(file.bytes.ok().map(|bytes| (file.path, bytes))),
                role => match decode(&mut library.sources, &file.path, file.bytes, &mut findings) {
                    Some(source) => jobs.push((role, source)),
                    None => _ = library.damaged.insert(file.path),
                },
            }
        }
        for (name, text) in BUILT_IN {
            if !jobs.iter().any(|(role, _)| matches!(role, Role::Template(own) if own == name)) {
                let source = library.sources.add(format!("templates/{name}.md (built in)"), *text);
                jobs.push((Role::Template((*name).to_owned()), source));
            }
        }
        for (name, text) in CHANNELS {
            if !jobs.iter().any(|(role, _)| matches!(role, Role::Channel(own) if own == name)) {
                let source = library.sources.add(format!("templates/channels/{name}.toml (built in)"), *text);
                jobs.push((Role::Channel((*name).to_owned()), source));
            }
        }
        for (record, more) in read_all(&library.sources, &jobs) {
            library.damaged.extend(more.iter().filter(|finding| finding.code == &codes::TOML_SYNTAX).filter_map(|finding| {
                let path = library.sources.path(finding.span?.source);
                path.to_str().map(str::to_owned)
            }));
            findings.extend(more);
            library.add(record);
        }
        for (id, sums) in sums {
            library.submissions.get_mut(&id).into_iter().for_each(|submission| submission.compare(&sums));
        }
        findings.extend(library.load_logo(&mut assets));
        (library, findings)
    }

    fn add(&mut self, record: Option<Record>) {
        match record {
            Some(Record::Organisation(organisation)) => self.organisation = *organisation,
            Some(Record::Position(position)) => _ = self.positions.insert(position.id.clone(), *position),
            Some(Record::Consultation(consultation)) => _ = self.consultations.insert(consultation.id.clone(), *consultation),
            Some(Record::Response(response)) => _ = self.responses.insert(response.id.clone(), *response),
            Some(Record::Template(template)) => _ = self.templates.insert(template.name.clone(), *template),
            Some(Record::Channel(channel)) => _ = self.channels.insert(channel.name.clone(), *channel),
            // The words of a submission are read after its record: files come in the order of their paths.
            Some(Record::Submission(submission)) => _ = self.submissions.insert(submission.id.clone(), *submission),
            Some(Record::Sent(id, text)) => {
                if let Some(submission) = self.submissions.get_mut(&id) {
                    submission.text = Some(text);
                }
            }
            None => {}
        }
    }

    fn load_logo(&mut self, assets: &mut BTreeMap<String, Vec<u8>>) -> Option<Diagnostic> {
        let (file, printed_height, alt) = self.organisation.logo.clone()?;
        let wrong = |message: String, help: &str| Some(Diagnostic::new(&codes::INVALID_VALUE, file.span, message).help(help));
        let path = file.value.trim_start_matches("./");
        if self.is_damaged(path) {
            return None;
        }
        let Some(bytes) = assets.remove(path) else {
            return wrong(
                format!("there is no picture `{}`", file.value),
                "put a PNG or JPEG file below `templates/` and write its path from this folder",
            );
        };
        let Some((format, width, height)) = picture_size(&bytes) else {
            return wrong(format!("`{}` is neither a PNG nor a JPEG picture", file.value), "save the logo as PNG");
        };
        let alt = alt.unwrap_or_else(|| self.organisation.name.clone());
        self.organisation.house.logo = Some(Logo { bytes, format, width, height, printed_height, alt });
        None
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.sources.slice(span)
    }

    /// Whether a file is there and could not be read as it should be, so that nobody should complain of
    /// what it does not say.
    pub fn is_damaged(&self, path: &str) -> bool {
        self.damaged.contains(path)
    }

    /// The profile of a consultation's channel, where it names one that is there.
    pub fn channel(&self, consultation: &Consultation) -> Option<&Channel> {
        self.channels.get(&consultation.channel.as_ref()?.value)
    }

    /// The Markdown as it was sent, where a response was submitted: what stands in
    /// `responses/<id>/submitted/response.md`.
    pub fn submitted_text(&self, id: &str) -> Option<&str> {
        Some(self.slice(self.submissions.get(id)?.text?))
    }

    /// The consultation's id nearest to a mistyped one.
    pub fn nearest_consultation(&self, id: &str) -> Option<&str> {
        nearest(id, self.consultations.keys().map(String::as_str))
    }
}

/// The checksums of the files beside each record of a submission, by the response's id and their names.
fn checksums(files: &[File]) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut sums: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for file in files {
        if let (["responses", id, "submitted", name], Ok(bytes)) = (file.path.split('/').collect::<Vec<_>>().as_slice(), &file.bytes) {
            // The words as they were sent may have gone through a system that writes other line ends.
            let sum = if *name == "response.md" { checksum(&without_returns(bytes)) } else { checksum(bytes) };
            sums.entry((*id).to_owned()).or_default().insert((*name).to_owned(), sum);
        }
    }
    sums
}

fn without_returns(bytes: &[u8]) -> Vec<u8> {
    let kept = bytes.iter().enumerate().filter(|(at, byte)| **byte != b'\r' || bytes.get(at + 1) != Some(&b'\n'));
    kept.map(|(_, byte)| *byte).collect()
}

/// What a file is, by its path.
fn role(path: &str) -> Role {
    let parts: Vec<&str> = path.split('/').collect();
    let stem = |name: &str| name.strip_suffix(".md").map(str::to_owned);
    match parts.as_slice() {
        ["respondent.toml"] => Role::Organisation,
        ["positions", .., name] => match stem(name) {
            Some(_) => Role::Position(path["positions/".len()..path.len() - ".md".len()].to_owned()),
            None if name.ends_with(".txt") || name.ends_with(".markdown") => {
                Role::Misplaced("only files whose names end in `.md` are positions: rename it")
            }
            None => Role::Other,
        },
        ["responses", id, "consultation.toml"] => Role::Consultation((*id).to_owned()),
        ["responses", id, "response.md"] => Role::Response((*id).to_owned()),
        ["responses", id, "submitted", "record.toml"] => Role::Record((*id).to_owned()),
        ["responses", id, "submitted", "response.md"] => Role::Sent((*id).to_owned()),
        ["responses", _, name] | ["responses", name] if name.ends_with(".md") || name.ends_with(".toml") => {
            Role::Misplaced("a response's folder holds `consultation.toml` and `response.md`: rename it, or move it elsewhere")
        }
        ["templates", name] => match stem(name) {
            Some(name) => Role::Template(name),
            None => Role::Asset,
        },
        ["templates", "channels", name] if name.ends_with(".toml") => Role::Channel(name[..name.len() - ".toml".len()].to_owned()),
        ["templates", ..] if path.ends_with(".md") => Role::Misplaced("templates stand directly in `templates/`"),
        ["templates", ..] if !path.ends_with(".toml") => Role::Asset,
        _ => Role::Other,
    }
}

/// Bytes to text. What cannot be text is a finding; as much as can be read is.
fn decode(sources: &mut Sources, path: &str, bytes: Result<Vec<u8>, String>, findings: &mut Vec<Diagnostic>) -> Option<u32> {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(reason) => {
            let source = sources.add(path, "");
            let finding = Diagnostic::new(&codes::UNREADABLE_FILE, Span::new(source, 0, 0), format!("this cannot be read: {reason}"));
            findings.push(finding.help("see who may read it, and whether it is where it should be"));
            return None;
        }
    };
    if bytes.len() > MAX_BYTES {
        let message = format!("this file is larger than the {} MB that a record may have", MAX_BYTES >> 20);
        let source = sources.add(path, "");
        findings.push(
            Diagnostic::new(&codes::FILE_TOO_LARGE, Span::new(source, 0, 0), message)
                .help("split it, or move what is not a record elsewhere"),
        );
        return None;
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let source = sources.add(path, "");
        let finding = Diagnostic::new(&codes::INVALID_UTF8, Span::new(source, 0, 0), "this file is saved as UTF-16");
        findings.push(finding.help("save it again as UTF-8"));
        return None;
    }
    let (text, bad) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(error.utf8_error().valid_up_to())),
    };
    let bad = bad.map(|at| normal_len(&text[..at]));
    let forbidden = forbidden(&text).next().map(|(at, c)| (normal_len(&text[..at]), c));
    // A document is written also when it has findings: no writer should meet them, nor a noncharacter,
    // which marks places while assembling.
    let text = if forbidden.is_some() { text.replace(|c| !allowed(c), "\u{fffd}") } else { text };
    let source = sources.add(path, text);
    if let Some(at) = bad {
        let span = Span::new(source, at, at + '\u{fffd}'.len_utf8());
        let finding = Diagnostic::new(&codes::INVALID_UTF8, span, "this is not UTF-8 text");
        findings.push(finding.help("the file was saved in an old encoding, such as Windows-1252: save it again as UTF-8"));
    }
    if let Some((at, c)) = forbidden {
        let span = Span::new(source, at, at + '\u{fffd}'.len_utf8());
        let message = format!("the character U+{:04X} cannot stand in a document", c as u32);
        findings
            .push(Diagnostic::new(&codes::FORBIDDEN_CHARACTER, span, message).help("delete it: it came with a copy from another program"));
    }
    Some(source)
}

/// The length of text once [`Sources::add`] has dropped its byte order mark and carriage returns.
fn normal_len(text: &str) -> usize {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.len() - text.matches("\r\n").count()
}

/// Reads every file, on all cores when there are many; results are in the order of the files.
fn read_all(sources: &Sources, jobs: &[(Role, u32)]) -> Vec<(Option<Record>, Vec<Diagnostic>)> {
    let workers = if jobs.len() < 64 { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
    let each = |(role, source): &(Role, u32)| read_one(sources, role, *source);
    if workers == 1 {
        return jobs.iter().map(each).collect();
    }
    std::thread::scope(|scope| {
        let chunks: Vec<_> = jobs
            .chunks(jobs.len().div_ceil(workers))
            .map(|chunk| scope.spawn(move || chunk.iter().map(each).collect::<Vec<_>>()))
            .collect();
        chunks.into_iter().flat_map(|chunk| chunk.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

fn read_one(sources: &Sources, role: &Role, source: u32) -> (Option<Record>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let found = &mut findings;
    let record = match role {
        Role::Organisation => Some(Record::Organisation(Box::new(organisation::read(sources, source, found)))),
        Role::Position(id) => Some(Record::Position(Box::new(position::read(sources, source, id.clone(), found)))),
        Role::Consultation(id) => Some(Record::Consultation(Box::new(consultation::read(sources, source, id.clone(), found)))),
        Role::Response(id) => Some(Record::Response(Box::new(response::read(sources, source, id.clone(), found)))),
        Role::Template(name) => Some(Record::Template(Box::new(template::read(sources, source, name.clone(), found)))),
        Role::Channel(name) => Some(Record::Channel(Box::new(channel::read(sources, source, name.clone(), found)))),
        Role::Record(id) => Some(Record::Submission(Box::new(submission::read(sources, source, id.clone(), found)))),
        Role::Sent(id) => Some(Record::Sent(id.clone(), sources.whole(source))),
        Role::Misplaced(help) => {
            let span = sources.first_line(source);
            found.push(Diagnostic::new(&codes::MISPLACED_FILE, span, "this file is not read").help(*help));
            None
        }
        Role::Asset | Role::Other => None,
    };
    (record, findings)
}

/// Format, width and height in pixels of a PNG (its IHDR chunk) or a JPEG (its frame header).
fn picture_size(bytes: &[u8]) -> Option<(&'static str, u32, u32)> {
    let number = |at: usize, len: usize| bytes.get(at..at + len).map(|part| part.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)));
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(("png", number(16, 4)?, number(20, 4)?)).filter(|(_, width, height)| *width > 0 && *height > 0);
    }
    if !bytes.starts_with(b"\xff\xd8") {
        return None;
    }
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        // SOF0 to SOF15 hold the size; C4, C8 and CC are other segments (ITU-T T.81, table B.1).
        if (0xc0..=0xcf).contains(&marker) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return Some(("jpeg", number(at + 7, 2)?, number(at + 5, 2)?)).filter(|(_, width, height)| *width > 0 && *height > 0);
        }
        at += 2 + number(at + 2, 2)? as usize;
    }
}
