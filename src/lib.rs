//! Drafts responses to consultations from an organisation's own library.
//!
//! **Every file becomes records, every response becomes one [`document::Document`], and everything
//! that can be added is one file and one row in a table.**
//!
//! ```text
//!  respondent.toml  positions/**.md  responses/*/{consultation.toml,response.md}     old.docx old.pdf page.html …
//!         │                                                                                   │
//!         ▼  library (front matter, places)                                                   ▼  import (reader → pieces → recogniser)
//!      Library ──► assemble (Tera → Markdown → Document, numbered once) ──► Document        records
//!         │                                                                    │
//!         └──► check ──► Diagnostic (file, line, column, help)                 ├──► export ──► .docx .md .html .json
//!                                                                              └──► diff (two of them)
//! ```
//!
//! # Rooms
//!
//! Layers count upwards; a module imports only lower layers, and modules of one layer do not import
//! each other. `check` looks at everything that will be sent, so it stands above all that makes it.
//! `tests/architecture.rs` keeps this, and that each outside package is known to one room.
//!
//! | layer | module | owns |
//! | --- | --- | --- |
//! | 0 | [`text`] | words, slugs, the nearest of several names, two texts word by word |
//! | 0 | [`source`] | files that were read, and places in them |
//! | 1 | [`diagnostic`] | what a finding is; never prints |
//! | 2 | [`document`] | the document; Markdown to blocks and back; `number`: every number, given once; `house`: how it looks |
//! | 3 | [`library`] | raw TOML and Markdown to valid records; the only knowledge of TOML and of the folder's shape |
//! | 4 | [`matching`] | questions against past answers and positions, with the reasons |
//! | 4 | `semantic` | texts as vectors, by a sentence model that the user has on disk; behind the feature `semantic` |
//! | 4 | `search` | full text over everything in the library; the only knowledge of the index |
//! | 5 | [`assemble`] | consultation, response, positions and standard text to one document; the only knowledge of Tera |
//! | 6 | [`diff`] | two documents: questions aligned, paragraphs aligned, words compared |
//! | 6 | [`draft`] | a response that is started, an earlier round carried forward, words that are adopted |
//! | 6 | [`reuse`] | where every paragraph came from, and what was said over the years |
//! | 6 | [`import`] | foreign files in |
//! | 6 | [`export`] | produced files out: one file for each format; touches no disk |
//! | 6 | [`portal`] | what an online form wants: every answer as plain text that stands alone |
//! | 7 | [`check`] | everything that is wrong; one file and one page for each check |
//! | 8 | `cli` | the program: clap, the terminal, the clock, the disk |
//!
//! # Rules
//!
//! 1. One type in the middle; n readers and m formats cost n + m.
//! 2. Pure stages; disk, clock and terminal only at the rim. Nothing here prints, exits or reads the environment.
//! 3. Numbers are given in one place, once. No writer counts.
//! 4. Each outside package is known to one module.
//! 5. Nothing is lost in silence: what reaches no output is a finding.
//! 6. The same library and the same date give the same bytes.
//!
//! # From a library to a file
//!
//! ```
//! use respondent::{check, export::FORMATS, library::{File, Library}};
//!
//! let file = |path: &str, text: &str| File { path: path.into(), bytes: Ok(text.into()) };
//! let (library, loaded) = Library::read([
//!     file("respondent.toml", "[organisation]\nname = \"Friends of the Canal\""),
//!     file("positions/locks.md", "+++\ntitle = \"Locks\"\n+++\n# Position\n\nEvery lock needs a keeper."),
//!     file("responses/canal/consultation.toml", r#"
//!         title = "The canal"
//!         [[question]]
//!         id = "1"
//!         text = "What do the locks need?"
//!         positions = ["locks"]
//!     "#),
//! ]);
//! let looked = check::look(&library, &loaded, "canal", None).expect("there is such a consultation");
//! let markdown = FORMATS.iter().find(|format| format.name == "md").expect("there is such a format");
//! let bytes = (markdown.write)(&looked.document, &library.organisation.house)?;
//! assert!(String::from_utf8_lossy(&bytes).contains("Every lock needs a keeper."));
//! # Ok::<(), respondent::export::Unwritable>(())
//! ```
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

pub mod assemble;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod draft;
pub mod export;
pub mod import;
pub mod library;
pub mod matching;
pub mod portal;
pub mod reuse;
#[cfg(feature = "search")]
pub mod search;
#[cfg(feature = "semantic")]
pub mod semantic;
pub mod source;
pub mod text;
