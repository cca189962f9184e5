//! Libraries for tests: in memory, and in a temporary folder with the program run on it.
#![allow(dead_code)]

use respondent::{
    assemble::{Assembled, Assembler},
    diagnostic::Diagnostic,
    document::{Block, Kind, walk},
    library::{File, Library},
};

/// A consultation with a question in words, a closed one and a third.
pub const CONSULTATION: &str = r#"title = "The plan"

[[question]]
id = "1"
text = "What do you think?"

[[question]]
id = "2"
text = "Do you agree?"
options = "agree-5"

[[question]]
id = "3"
text = "Anything else?"
"#;

/// Who we are.
pub const ORGANISATION: &str = "[organisation]\nname = \"Our Union\"\nacronym = \"OU\"\n";

/// An outline without standard text, so that numbers begin with the response's own words.
pub const OUTLINE: &str = "# Key points\n\n{{ section(name=\"Key points\") }}\n\n# Answers\n\n{{ answers() }}\n\n# Conclusion\n\n{{ section(name=\"Conclusion\") }}\n";

/// Files of a library; a later one of the same path replaces an earlier one.
#[derive(Debug, Clone, Default)]
pub struct Files(pub Vec<(String, Vec<u8>)>);

impl Files {
    /// A library with the consultation `plan`, and the plain outline.
    pub fn new() -> Self {
        Self::default()
            .with("respondent.toml", ORGANISATION)
            .with("responses/plan/consultation.toml", CONSULTATION)
            .with("templates/response.md", OUTLINE)
    }

    /// The same with a file more.
    pub fn with(mut self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.0.retain(|(other, _)| other != path);
        self.0.push((path.to_owned(), text.as_ref().to_vec()));
        self
    }

    /// The same without a file.
    pub fn without(mut self, path: &str) -> Self {
        self.0.retain(|(other, _)| other != path);
        self
    }

    /// The same with a response to `plan`: its text behind empty front matter.
    pub fn response(self, text: &str) -> Self {
        self.with("responses/plan/response.md", format!("+++\n+++\n{text}"))
    }

    /// The same with an answer to question 1.
    pub fn answer(self, text: &str) -> Self {
        self.response(&format!("# Answers\n\n## 1\n\n{text}\n"))
    }

    /// The same with a position.
    pub fn position(self, id: &str, text: &str) -> Self {
        self.with(&format!("positions/{id}.md"), format!("+++\ntitle = \"{id}\"\n+++\n{text}"))
    }

    /// Reads the library.
    pub fn read(&self) -> (Library, Vec<Diagnostic>) {
        Library::read(self.0.iter().map(|(path, bytes)| File { path: path.clone(), bytes: Ok(bytes.clone()) }))
    }

    /// Assembles the response to `plan`; loading's findings first among those it gives.
    pub fn assemble(&self) -> Assembled {
        let (library, loaded) = self.read();
        let mut assembled = Assembler::new(&library).assemble("plan", None).expect("a consultation");
        assembled.findings.splice(0..0, loaded);
        assembled
    }

    /// The document line by line.
    pub fn lines(&self) -> Vec<String> {
        lines(&self.assemble().document.blocks)
    }

    /// The codes of all findings that somebody who builds `plan` sees, with their places.
    pub fn found(&self) -> Vec<String> {
        let (library, loaded) = self.read();
        let looked = respondent::check::look(&library, &loaded, "plan", None).expect("a consultation");
        looked.findings.iter().map(|finding| place(&library, finding)).collect()
    }
}

/// `path:line:column code`
pub fn place(library: &Library, finding: &Diagnostic) -> String {
    let at = finding.span.map(|span| library.sources.locate(span));
    let place = at.map(|at| format!("{}:{}:{} ", at.path.display(), at.line, at.column)).unwrap_or_default();
    format!("{place}{}", finding.code.name)
}

/// Blocks as lines: `A. Title`, `[7] words of the question`, `1. words`, `- words`, `(a) words`, `| cell`.
pub fn lines(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    push_lines(blocks, &mut out);
    out
}

fn push_lines(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            Kind::Section(section) => {
                out.push(format!("{} {}", section.number.as_ref().map_or("", |number| &number.label), walk::plain(&section.title)));
            }
            Kind::Question(question) => out.push(format!("[{}] {}", question.id, walk::plain(&question.text))),
            Kind::Heading(heading) => out.push(format!("{} {}", "#".repeat(heading.level.into()), walk::plain(&heading.title))),
            Kind::Paragraph(paragraph) => {
                let number = paragraph.number.as_ref().map(|number| format!("{} ", number.label)).unwrap_or_default();
                out.push(format!("{number}{}", walk::plain(&paragraph.content)));
            }
            Kind::List(list) => {
                for item in &list.items {
                    let at = out.len();
                    push_lines(&item.blocks, out);
                    let label = item.number.as_ref().map_or("-", |number| &number.label);
                    if let Some(first) = out.get_mut(at) {
                        *first = format!("{label} {first}");
                    }
                }
            }
            Kind::Quote(quote) => push_lines(&quote.blocks, out),
            Kind::Table(table) => {
                out.push(table.header.iter().chain(table.rows.iter().flatten()).map(|cell| format!("| {}", walk::plain(cell))).collect())
            }
            Kind::Code(code) => out.push(format!("`{}`", code.text)),
            Kind::Signature(signature) => out.extend(signature.lines.iter().map(|line| format!("~ {line}"))),
        }
    }
}
