//! Whatever a foreign file holds, what import writes of it the library reads without a finding, and
//! templates in it stay words.

use proptest::{collection::vec, prelude::*, sample::select};
use respondent::{
    import::{
        Changes,
        read::read,
        recognise::{consultation, positions, response},
        write,
    },
    library::{File, Library, Original},
};

const LINES: &[&str] = &[
    "Question 7: Do you {{ agree }} with this?",
    "Question 7: Why?",
    "Q8. What {% if x %} else?",
    "**Question 9**",
    "(a) How much?",
    "- Yes",
    "- No",
    "☐ Perhaps",
    "[x] Certainly",
    "1. One thing. See paragraph 2 and question 7.",
    "2. Two things {#name .continue}",
    "2. Again",
    "37. Far",
    "# Answers",
    "# Answers to questions",
    "## A. Introduction {#q1}",
    "## B. More",
    "### Conclusion",
    "# {* comment *}",
    "+++",
    "---",
    "",
    "",
    "",
    "| a | b |\n| --- | --- |\n| `{{ x }}` | c |",
    "> quoted",
    "```\n{{ code }}\n```",
    "`{{ x }}` and `y`",
    "    indented",
    "A note.[^1]",
    "[^1]: The note {{ x }}.",
    "What is the context?",
    "ASCL position: we believe",
    "Why are we saying this?",
    "Ann Leaf\\\nChair\\\nMay 2026",
    "Response of \"them\" \\ others",
    "<b>bold</b> & <i>more</i>",
    "[link](https://a.org/{{x}})",
    "It cost £5 million, said Ann Leaf: “It is dear to us all.”",
    "Agree. They are.",
    "N/A",
    "\u{202e}مرحبا",
    "*",
    "_",
    "\\",
    "{",
    "}",
    "}}",
    "{{",
    "{%",
    "{#",
    "{*",
    "closes on 26 May 2025",
    "250 words",
    "•",
    "1.",
    "a)",
    "Q",
    "Question",
    "?",
    "é\u{301}?",
];

fn text() -> impl Strategy<Value = String> {
    vec((select(LINES), any::<bool>()), 0..24)
        .prop_map(|lines| lines.into_iter().map(|(line, gap)| format!("{line}\n{}", if gap { "\n" } else { "" })).collect())
}

fn file(path: &str, text: String) -> File {
    File { path: path.into(), bytes: Ok(text.into_bytes()) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(text in text(), name in select(&["a.md", "a.txt", "a.html"][..])) {
        let page = format!("<html><body><p>{}</p></body></html>", text.replace('\n', "</p><p>"));
        let bytes = if name == "a.html" { page } else { text };
        let Ok(foreign) = read(bytes.as_bytes(), Some(name), Changes::Accept) else { return Ok(()) };
        let source = Original { checksum: "00".into(), file: Some("a \"b\".md".into()), title: foreign.title.clone() };
        let asked = consultation::recognise(&foreign);
        let said = response::recognise(&foreign, &[]);
        let stated = positions::recognise(&foreign);
        let mut files = vec![
            file("respondent.toml", "[organisation]\nname = \"A\"\n".into()),
            file("responses/a/consultation.toml", write::consultation(&asked, Some(&source))),
            file("responses/b/consultation.toml", write::consultation(&said.consultation, None)),
            file("responses/b/response.md", write::response(&said, "b.md", Some(&source))),
            file("templates/b.md", write::outline(&said)),
        ];
        for (n, statement) in stated.statements.iter().enumerate() {
            files.push(file(&format!("positions/p{n}.md"), write::position(statement, &stated, Some(&source))));
        }
        let shown: Vec<String> = files.iter().map(|file| format!("--- {}\n{}", file.path, String::from_utf8_lossy(file.bytes.as_ref().unwrap()))).collect();
        let (library, findings) = Library::read(files);
        prop_assert!(findings.is_empty(), "{:#?}\n{}", findings, shown.join("\n"));
        let built = respondent::check::look(&library, &findings, "b", None).unwrap();
        let template = |finding: &&respondent::diagnostic::Diagnostic| ["template-error", "unknown-variable", "unused-section", "stray-text", "unused-answers"].contains(&finding.code.name);
        let wrong: Vec<_> = built.findings.iter().filter(template).collect();
        prop_assert!(wrong.is_empty(), "{:#?}\n{}", wrong, shown.join("\n"));
    }
}
