//! From a file that was read to the records it becomes.

use super::{
    super::{Failure, files::Opened},
    Input, Kind,
};
use crate::{
    diagnostic::Diagnostic,
    import::{
        Foreign, Notice, carry,
        recognise::{self, Doubt, consultation::Consultation, positions::Positions, response::Response, standard::Known},
        write,
    },
    library::{File, Library, Original},
    text::{same_words, slug},
};
use std::collections::BTreeSet;

/// What was found in a file.
pub(super) struct Found {
    /// The file's name.
    pub(super) file: String,
    pub(super) format: &'static str,
    /// The id of the record, or the ids.
    pub(super) id: String,
    pub(super) what: What,
    pub(super) records: Vec<Record>,
    pub(super) doubts: Vec<Doubt>,
    pub(super) notices: Vec<Notice>,
    /// What the department changed since the record that is there was written.
    pub(super) changes: Vec<String>,
}

impl Found {
    /// Takes over into a response or a position what a person wrote at the top of the one that is there.
    fn carry_over(&mut self, opened: &Opened) {
        let is_text = |record: &&mut Record| record.path.ends_with(".md") && !record.path.starts_with("templates/");
        for record in self.records.iter_mut().filter(is_text) {
            let Ok(old) = std::fs::read_to_string(opened.root.join(&record.path)) else { continue };
            let (text, names) = carry::front_matter(&old, &record.text);
            record.text = text;
            if !names.is_empty() {
                self.changes.push(format!("carried over into {}: {}", record.path, names.join(", ")));
            }
        }
    }
}

/// A record to be written.
pub(super) struct Record {
    /// Its path in the library.
    pub(super) path: String,
    pub(super) text: String,
}

pub(super) enum What {
    Consultation(Consultation),
    Response(Box<Response>),
    Positions(Positions),
}

/// The record that a file was imported as, by its checksum.
pub(super) fn imported_as(library: &Library, checksum: &str) -> Option<String> {
    let is = |source: &Option<Original>| source.as_ref().is_some_and(|source| source.checksum == checksum);
    let position = library.positions.values().find(|it| is(&it.source)).map(|it| format!("positions/{}.md", it.id));
    let response = library.responses.values().find(|it| is(&it.source)).map(|it| format!("responses/{}/response.md", it.id));
    let asked = library.consultations.values().find(|it| is(&it.source)).map(|it| format!("responses/{}/consultation.toml", it.id));
    position.or(response).or(asked)
}

/// The id under which a file was imported as what it is now said to be; of positions the topic.
pub(super) fn id_of(kind: Kind, library: &Library, checksum: &str) -> Option<String> {
    let is = |source: &Option<Original>| source.as_ref().is_some_and(|source| source.checksum == checksum);
    match kind {
        Kind::Consultation => library.consultations.values().find(|it| is(&it.source)).map(|it| it.id.clone()),
        Kind::Response => library.responses.values().find(|it| is(&it.source)).map(|it| it.id.clone()),
        Kind::Positions => {
            let id = library.positions.values().find(|it| is(&it.source)).map(|it| it.id.clone());
            id.and_then(|id| id.rsplit_once('/').map(|(topic, _)| topic.to_owned()))
        }
    }
}

/// Recognises a file and makes its records.
pub(super) fn found(kind: Kind, foreign: Foreign, input: &Input, id: Option<&str>, opened: &Opened) -> Result<Found, Failure> {
    let source = Original { checksum: input.checksum.clone(), file: Some(input.name.clone()), title: foreign.title.clone() };
    let (format, notices) = (foreign.format, foreign.notices.clone());
    let named = |title: &str| id.map(str::to_owned).unwrap_or_else(|| made_id(title, &input.name));
    let (id, what, records, doubts, changes) = match kind {
        Kind::Consultation => {
            let it = recognise::consultation::recognise(&foreign);
            let id = named(&it.title);
            let path = format!("responses/{id}/consultation.toml");
            let old = opened.library.consultations.get(&id);
            let carried = old.map(|old| carry::carry(old, opened.library.sources.text(old.span.source), &it)).unwrap_or_default();
            let mut changes = old.map(|old| changes(old, &it)).unwrap_or_default();
            let text = write::keeping(&it, Some(&source), &carried);
            changes.extend(carried.told);
            let doubts = it.doubts.clone();
            (id, What::Consultation(it), vec![Record { path, text }], doubts, changes)
        }
        Kind::Response => {
            let it = recognise::response::recognise(&foreign, &known(&opened.library));
            let id = named(&it.title);
            let records = response(&it, &id, &source, opened);
            let doubts = it.doubts.clone();
            (id, What::Response(Box::new(it)), records, doubts, Vec::new())
        }
        Kind::Positions => {
            let it = recognise::positions::recognise(&foreign);
            let topic = id.unwrap_or("imported").trim_matches('/').to_owned();
            let records = it.statements.iter().map(|one| {
                let path =
                    if one.id.contains('/') { format!("positions/{}.md", one.id) } else { format!("positions/{topic}/{}.md", one.id) };
                Record { path, text: write::position(one, &it, Some(&source)) }
            });
            let records = records.collect();
            let doubts = it.doubts.clone();
            (topic, What::Positions(it), records, doubts, Vec::new())
        }
    };
    let mut found = Found { file: input.name.clone(), format, id, what, records, doubts, notices, changes };
    found.carry_over(opened);
    let wrong = wrong_with(&found.records);
    found.doubts.extend(wrong);
    Ok(found)
}

/// A response also brings the outline that builds it as it was, and what was asked where the library
/// does not know that yet, or knew it otherwise from the same file.
fn response(it: &Response, id: &str, source: &Original, opened: &Opened) -> Vec<Record> {
    let template = format!("imported-{id}");
    let mut records = vec![
        Record { path: format!("responses/{id}/response.md"), text: write::response(it, &template, Some(source)) },
        Record { path: format!("templates/{template}.md"), text: write::outline(it) },
    ];
    let old = opened.library.consultations.get(id);
    if old.is_none_or(|old| is_outdated(old, &it.consultation, source)) {
        let carried = old.map(|old| carry::carry(old, opened.library.sources.text(old.span.source), &it.consultation)).unwrap_or_default();
        let text = write::keeping(&it.consultation, Some(source), &carried);
        records.push(Record { path: format!("responses/{id}/consultation.toml"), text });
    }
    records
}

/// Whether what was asked is known from the same response only, in which other questions are seen now.
fn is_outdated(old: &crate::library::Consultation, new: &Consultation, source: &Original) -> bool {
    let same_file = old.source.as_ref().is_some_and(|old| old.checksum == source.checksum);
    same_file && !old.questions.iter().map(|question| &question.id.value).eq(new.questions.iter().map(|question| &question.id))
}

/// A short id from a title, else from the file's name.
fn made_id(title: &str, file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let long = slug(if title.is_empty() { stem } else { title });
    let mut id = String::new();
    for word in long.split('-').filter(|word| !word.is_empty()) {
        if id.len() + word.len() > 48 {
            break;
        }
        id.push_str(if id.is_empty() { "" } else { "-" });
        id.push_str(word);
    }
    if id.is_empty() { "imported".to_owned() } else { id }
}

/// Every paragraph of the library's standard text and past responses.
fn known(library: &Library) -> Vec<Known> {
    let paragraphs = |name: String, text: &str| -> Vec<Known> {
        let each = text.split("\n\n").map(str::trim).filter(|text| !text.is_empty() && !text.starts_with('#'));
        each.map(|text| Known { name: name.clone(), text: text.to_owned() }).collect()
    };
    let templates = library.templates.values().map(|it| paragraphs(format!("templates/{}", it.name), library.slice(it.body)));
    let responses = library
        .responses
        .values()
        .flat_map(|it| it.sections.iter().map(|section| paragraphs(format!("responses/{}", it.id), library.slice(section.body))));
    templates.chain(responses).flatten().collect()
}

/// What a newer version of a consultation asks differently.
fn changes(old: &crate::library::Consultation, new: &Consultation) -> Vec<String> {
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    for question in &new.questions {
        seen.insert(question.id.as_str());
        match old.question(&question.id) {
            None => out.push(format!("new: question {}: {}", question.id, question.text())),
            Some(before) if same_words(&before.text.value) != same_words(&question.text()) => {
                out.push(format!("changed: question {}\n    was: {}\n    is:  {}", question.id, before.text.value, question.text()));
            }
            Some(before) if before.options != question.options => {
                out.push(format!(
                    "changed options: question {}: {} → {}",
                    question.id,
                    before.options.join(" / "),
                    question.options.join(" / ")
                ));
            }
            Some(_) => {}
        }
    }
    for gone in old.questions.iter().filter(|question| !seen.contains(question.id.value.as_str())) {
        out.push(format!("gone: question {}: {}", gone.id.value, gone.text.value));
    }
    if out.is_empty() {
        out.push("the questions are the same".to_owned());
    }
    out
}

/// Whatever the library would find in the records is told before they are written.
fn wrong_with(records: &[Record]) -> Vec<Doubt> {
    let files = records.iter().map(|record| File { path: record.path.clone(), bytes: Ok(record.text.clone().into_bytes()) });
    let settings = File { path: "respondent.toml".to_owned(), bytes: Ok(b"[organisation]\nname = \"x\"\n".to_vec()) };
    let (library, findings) = Library::read(files.chain([settings]));
    let ours = |finding: &&Diagnostic| {
        finding.span.is_some_and(|span| records.iter().any(|it| library.sources.path(span.source) == std::path::Path::new(&it.path)))
    };
    // A past consultation may be missing here and be in the real library.
    let told = findings.iter().filter(ours).filter(|finding| !finding.code.name.starts_with("unknown-"));
    let place = crate::import::Place::default();
    told.map(|finding| Doubt::new(format!("{} ({})", finding.message, finding.code.name), place, finding.help.clone().unwrap_or_default()))
        .collect()
}
