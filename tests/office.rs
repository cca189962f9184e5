//! What other programs see in a Word document: LibreOffice, pandoc, python-docx. Each test skips with a
//! word where its program is not installed.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const CONSULTATION: &str = r#"
title = "The towpath"
[[question]]
id = "1"
text = "Should it be lit?"
options = "yes-no"
[[question]]
id = "2"
text = "What else?"
"#;

const RESPONSE: &str = r#"+++
title = "The towpath"
date = "2026-11"
+++
# Key points

Lamps matter most (see [paragraph](#lamps) and [paragraph](#by-locks)).

MORE# Answers

## 1

Yes (see [question](#q2)).

## 2

Lamps should burn until midnight. {#lamps}

We ask for three things:

1. lamps
2. benches, and in particular
   1. at locks {#by-locks}
   2. at bridges
3. bins
"#;

/// Builds the response, with `more` between its key points and its answers; gives the file.
fn build(folder: &Path, more: &str) -> PathBuf {
    let place = folder.join("responses/towpath");
    fs::create_dir_all(&place).expect("a folder");
    fs::write(folder.join("respondent.toml"), "[organisation]\nname = \"Friends of the Canal\"\n").expect("settings");
    fs::write(place.join("consultation.toml"), CONSULTATION).expect("a consultation");
    fs::write(place.join("response.md"), RESPONSE.replace("MORE", more)).expect("a response");
    let run = Command::new(env!("CARGO_BIN_EXE_respondent"))
        .current_dir(folder)
        .args(["build", "towpath", "-q", "--force"])
        .output()
        .expect("runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    folder.join("out/towpath.docx")
}

/// What a program prints, or nothing where it is not installed.
fn output(program: &str, arguments: &[&str]) -> Option<String> {
    match Command::new(program).args(arguments).output() {
        Ok(run) if run.status.success() => Some(String::from_utf8_lossy(&run.stdout).into_owned()),
        Ok(run) => panic!("{program}: {}", String::from_utf8_lossy(&run.stderr)),
        Err(_) => {
            eprintln!("skipped: {program} is not installed");
            None
        }
    }
}

/// The text of the pages that LibreOffice prints, without line ends.
fn printed(file: &Path, folder: &Path) -> Option<String> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let (file, out) = (file.display().to_string(), folder.display().to_string());
    output("soffice", &[&profile, "--headless", "--convert-to", "pdf", "--outdir", &out, &file])?;
    let pdf = folder.join("towpath.pdf").display().to_string();
    let text = output("pdftotext", &["-layout", &pdf, "-"])?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn libreoffice_prints_the_right_numbers_and_they_follow_their_paragraphs() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(text) = printed(&build(folder.path(), ""), folder.path()) else { return };
    for expected in
        ["see paragraph 6 and paragraph 7(b)(i)", "see question 2", "6. Lamps should burn", "(b) benches, and in particular (i) at locks"]
    {
        assert!(text.contains(expected), "`{expected}` is not in\n{text}");
    }
    let more = "A paragraph more moves every number behind it.\n\n";
    let Some(text) = printed(&build(folder.path(), more), folder.path()) else { return };
    for expected in ["see paragraph 7 and paragraph 8(b)(i)", "7. Lamps should burn"] {
        assert!(text.contains(expected), "`{expected}` is not in\n{text}");
    }
}

#[test]
fn pandoc_reads_the_text_and_the_references() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = build(folder.path(), "").display().to_string();
    let Some(text) = output("pandoc", &["-f", "docx", "-t", "plain", "--wrap=none", &file]) else { return };
    for expected in ["see paragraph 6 and paragraph 7(b)(i)", "Lamps should burn until midnight.", "at bridges"] {
        assert!(text.contains(expected), "`{expected}` is not in\n{text}");
    }
}

#[test]
fn python_docx_reads_the_text_of_every_paragraph() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = build(folder.path(), "").display().to_string();
    if Command::new("python3").args(["-c", "import docx"]).output().map_or(true, |run| !run.status.success()) {
        eprintln!("skipped: python-docx is not installed");
        return;
    }
    let script = "import docx, sys\nfor p in docx.Document(sys.argv[1]).paragraphs: print(p.style.name, '|', p.text)";
    let Some(text) = output("python3", &["-c", script, &file]) else { return };
    for expected in [
        "Title | The towpath",
        "Heading 1 | Key points",
        "| Lamps should burn until midnight.",
        "| Lamps matter most (see paragraph 6 and paragraph 7(b)(i)).",
    ] {
        assert!(text.contains(expected), "`{expected}` is not in\n{text}");
    }
}
