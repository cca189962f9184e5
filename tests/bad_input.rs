//! Everything a person can get wrong: each has a finding at its place, none hides another, nothing breaks down.

mod common;
#[path = "common/program.rs"]
mod program;

use common::Files;
use program::{Folder, Ran, run_in};
use std::fs;

fn check(files: &Files) -> Ran {
    Folder::of(files).check()
}

const RESPONSE: &str = "responses/plan/response.md";
const ASKED: &str = "responses/plan/consultation.toml";

fn asked(toml: &str) -> Ran {
    check(&Files::new().with(ASKED, toml))
}

// TOML

#[test]
fn broken_toml_is_shown_where_it_breaks() {
    asked("title = \"The plan\"\ncloses = = 3\n").exits(1).has(&format!("{ASKED}:2:10 toml-syntax"));
}

#[test]
fn broken_toml_hides_neither_what_is_before_nor_other_files() {
    let files = Files::new().with(ASKED, "titel = \"The plan\"\ncloses = = 3\n").with("respondent.toml", "[organization]\n");
    check(&files).exits(1).has(&format!("{ASKED}:1:1 unknown-key")).has("respondent.toml:1:2 unknown-key");
}

#[test]
fn curly_quotation_marks_are_found() {
    let folder = Folder::of(&Files::new().with(ASKED, "title = “The plan”\n"));
    let ran = folder.run(&["check"]);
    ran.exits(1);
    assert!(ran.out.contains("toml-syntax") && ran.out.contains("help"), "{}", ran.out);
}

#[test]
fn an_unknown_key_names_the_nearest() {
    let folder = Folder::of(&Files::new().with(ASKED, "title = \"The plan\"\ndepartmant = \"DfE\"\n"));
    folder.check().exits(1).has(&format!("{ASKED}:2:1 unknown-key"));
    assert!(folder.run(&["check"]).out.contains("`department`"));
}

#[test]
fn a_wrong_type_is_found() {
    asked("title = 7\n[[question]]\nid = 1\ntext = \"x\"\n")
        .exits(1)
        .has(&format!("{ASKED}:1:9 wrong-type"))
        .has(&format!("{ASKED}:3:6 wrong-type"));
}

#[test]
fn a_date_that_is_none_is_found() {
    asked("title = \"x\"\ncloses = \"2026-02-30\"\n").exits(1).has(&format!("{ASKED}:2:10 invalid-date"));
    check(&Files::new().with(RESPONSE, "+++\ndate = \"2026-13\"\n+++\n")).exits(1).has(&format!("{RESPONSE}:2:8 invalid-date"));
    check(&Files::new().with(RESPONSE, "+++\ndate = \"0000\"\n+++\n")).exits(1).has(&format!("{RESPONSE}:2:8 invalid-date"));
    check(&Files::new().with(RESPONSE, "+++\ndate = \"9999\"\n+++\n")).exits(0);
}

#[test]
fn a_missing_field_is_found() {
    asked("[[question]]\ntext = \"x\"\n").exits(1).has(&format!("{ASKED}:1:1 missing-field")).has_code("missing-field");
    check(&Files::new().with("respondent.toml", "")).exits(1).has("respondent.toml:1:1 missing-field");
}

#[test]
fn huge_numbers_are_refused() {
    let house =
        "[organisation]\nname = \"x\"\n[house]\nsize = 1e400\nlogo-height = 99999999999999999999999999\n[house.margins]\nleft = 1e9\n";
    check(&Files::new().with("respondent.toml", house))
        .exits(1)
        .has("respondent.toml:4:8 invalid-value")
        .has("respondent.toml:5:15 invalid-value")
        .has("respondent.toml:7:8 invalid-value");
}

#[test]
fn toml_that_nests_without_end_is_a_finding() {
    asked(&format!("title = {}{}\n", "[".repeat(5000), "]".repeat(5000))).exits(1).has_code("toml-syntax");
    asked(&format!("[{}]\n", vec!["a"; 100_000].join("."))).exits(1).has_code("toml-syntax");
}

#[test]
fn a_language_that_is_none_is_refused() {
    let toml = "language = \"en\\\" onload=\\\"x\"\n[organisation]\nname = \"x\"\n";
    check(&Files::new().with("respondent.toml", toml)).exits(1).has("respondent.toml:1:12 invalid-value");
}

#[test]
fn letters_of_sections_stand_before_paragraphs_alone() {
    let toml = "[organisation]\nname = \"x\"\n[house.numbering]\nitems = [\"A.1\"]\n";
    check(&Files::new().with("respondent.toml", toml)).exits(1).has("respondent.toml:4:10 invalid-value");
}

// Questions

#[test]
fn a_question_id_given_twice_is_found() {
    let question = "[[question]]\nid = \"1\"\ntext = \"x\"\n";
    asked(&format!("title = \"x\"\n{question}{question}")).exits(1).has(&format!("{ASKED}:6:6 duplicate-question"));
}

#[test]
fn ids_that_no_answer_could_name_are_refused() {
    for id in ["1 a", "1,2", "a/b", "#1", "{1}", "2:1", "1.", ""] {
        asked(&format!("title = \"x\"\n[[question]]\nid = \"{id}\"\ntext = \"x\"\n")).exits(1).has(&format!("{ASKED}:3:6 invalid-value"));
    }
}

#[test]
fn ids_in_any_script_are_answered() {
    for id in ["ä4", "问题一", "2.1.1", "vii", "4a", "Q_1", "question-3", "1*", "(1)", "'1'"] {
        let files = Files::new().with(ASKED, format!("title = \"x\"\n[[question]]\nid = \"{id}\"\ntext = \"x\"\n"));
        let ran = check(&files.response(&format!("# Answers\n\n## {id}\n\nWords.\n")));
        assert_eq!(ran.found(), Vec::<String>::new(), "{id}");
    }
}

#[test]
fn an_answer_to_a_question_nobody_asked_is_found() {
    let folder = Folder::of(&Files::new().response("# Answers\n\n## 33\n\nWords.\n"));
    folder.check().exits(1).has(&format!("{RESPONSE}:5:4 unknown-question"));
    assert!(folder.run(&["check"]).out.contains("`3`"));
}

// Templates

#[test]
fn an_unknown_variable_names_those_that_exist() {
    let facts = format!("{}[facts.members]\nvalue = \"9\"\n", common::ORGANISATION);
    let folder = Folder::of(&Files::new().with("respondent.toml", facts).answer("We are {{ facts.membrs }}."));
    folder.check().exits(1).has(&format!("{RESPONSE}:7:17 unknown-variable"));
    assert!(folder.run(&["check"]).out.contains("`members`"));
}

#[test]
fn an_unknown_function_or_argument_is_found() {
    check(&Files::new().answer("{{ positon(id=\"a\") }}")).exits(1).has_code("unknown-variable");
    check(&Files::new().position("a", "x\n").answer("{{ position(id=\"a\", prat=\"all\") }}")).exits(1).has_code("template-error");
    check(&Files::new().with("templates/response.md", "# A\n\n{{ answers(prats=true) }}\n"))
        .exits(1)
        .has("templates/response.md:3:4 template-error");
    check(&Files::new().answer("{{ position() }}")).exits(1).has_code("template-error");
}

#[test]
fn a_name_with_a_hyphen_says_how_it_is_written() {
    let facts = format!("{}[facts.school-leaders]\nvalue = \"9\"\n", common::ORGANISATION);
    let folder = Folder::of(&Files::new().with("respondent.toml", facts).answer("We are {{ facts.school-leaders }}."));
    folder.check().exits(1).has_code("template-error");
    assert!(folder.run(&["check"]).out.contains("facts[\"school-leaders\"]"));
    folder.write(RESPONSE, "+++\n+++\n# Answers\n\n## 1\n\nWe are {{ facts[\"school-leaders\"] }}.\n");
    folder.check().exits(0);
}

#[test]
fn a_mistake_in_one_paragraph_leaves_the_next_alone() {
    let ran = check(&Files::new().answer("{{ oops }}\n\nSee [paragraph](#nowhere).\n\n{% if %}"));
    ran.exits(1)
        .has_code("unknown-variable")
        .has(&format!("{RESPONSE}:9:5 dangling-reference"))
        .has(&format!("{RESPONSE}:11:7 template-error"));
}

#[test]
fn texts_that_take_each_other_in_are_found() {
    let include = |name: &str| format!("{{% include \"{name}.md\" %}}\n");
    check(&Files::new().with("templates/a.md", include("b")).with("templates/b.md", include("a")).answer(&include("a")))
        .exits(1)
        .has("templates/b.md:1:1 include-loop");
    check(&Files::new().answer("{{ boilerplate(name=\"response\") }}")).exits(1).has_code("include-loop");
    check(&Files::new().position("p", "{{ position(id=\"p\") }}\n").answer("{{ position(id=\"p\") }}"))
        .exits(1)
        .has("positions/p.md:4:1 include-loop");
    check(&Files::new().answer("{{ answer(of=\"plan\", question=\"1\") }}")).exits(1).has_code("include-loop");
    check(&Files::new().response("# Key points\n\n{{ section(name=\"Key points\") }}\n")).exits(1).has_code("include-loop");
    check(&Files::new().answer("{{ answers() }}")).exits(1).has_code("template-error");
}

#[test]
fn a_chain_of_a_thousand_texts_is_a_finding() {
    let mut files = Files::new().answer("{{ boilerplate(name=\"t0\") }}");
    for n in 0..1000 {
        files = files.with(&format!("templates/t{n}.md"), format!("{{{{ boilerplate(name=\"t{}\") }}}}\n", n + 1));
    }
    check(&files).exits(1).has_code("include-loop");
}

#[test]
fn texts_inside_lists_inside_texts_have_an_end_in_every_thread() {
    let mut files = Files::new();
    for n in 0..40 {
        files = files.with(&format!("templates/t{n}.md"), format!("x\n\n{}{{{{ boilerplate(name=\"t{}\") }}}}\n", "- ".repeat(20), n + 1));
        let asked = common::CONSULTATION.replacen("text =", "boilerplate = [\"t0\"]\ntext =", 1);
        files = files.with(&format!("responses/plan-{n}/consultation.toml"), asked);
    }
    check(&files).exits(1).has_code("include-loop");
}

#[test]
fn templates_that_nest_without_end_are_findings() {
    let deep = format!("{}x{}", "{% if date %}".repeat(10_000), "{% endif %}".repeat(10_000));
    check(&Files::new().answer(&deep)).exits(1).has_code("template-error");
    check(&Files::new().answer(&format!("{{{{ {} }}}}", "(".repeat(10_000)))).exits(1).has_code("template-error");
    check(&Files::new().answer(&format!("{{{{ 1{} }}}}", " + 1".repeat(10_000)))).exits(1).has_code("template-error");
}

#[test]
fn loops_have_an_end() {
    let loops = |inner| format!("{{% for a in range(end=100000) %}}{{% for b in range(end=100000) %}}{inner}{{% endfor %}}{{% endfor %}}");
    check(&Files::new().answer(&loops(""))).exits(1).has_code("template-error");
    check(&Files::new().answer(&loops("words "))).exits(1).has_code("template-error");
    check(&Files::new().answer("{% for a in range(start=1, end=6, step_by=2) %}{{ a }} {% endfor %}")).exits(0);
    check(&Files::new().answer("{% for a in range(end=3, step_by=0) %}x{% endfor %}")).exits(1).has_code("template-error");
}

// Markdown

#[test]
fn markdown_that_nests_without_end_is_a_finding() {
    for deep in [
        ">".repeat(100_000),
        "> ".repeat(50_000),
        "- ".repeat(50_000),
        "1. ".repeat(50_000),
        format!("{}x{}", "*a **b ".repeat(10_000), "** c*".repeat(10_000)),
        format!("{}x{}", "[".repeat(10_000), "](https://example.org)".repeat(10_000)),
    ] {
        let ran = check(&Files::new().answer(&format!("{deep} words")));
        assert!(matches!(ran.code, Some(0 | 1)), "{:?}", ran.code);
    }
    check(&Files::new().answer(&format!("{} words", "> ".repeat(100)))).exits(0).has_code("unsupported-markdown");
}

#[test]
fn words_that_nothing_would_print_are_found() {
    check(&Files::new().response("Lost.\n\n# Key points\n\nKept.\n")).exits(1).has(&format!("{RESPONSE}:3:1 stray-text"));
    check(&Files::new().response("# Answers\n\n## \n\nLost.\n")).exits(1).has(&format!("{RESPONSE}:5:1 stray-text"));
    check(&Files::new().response("# Key points\n\nKept.\n\n# key points\n\nLost.\n"))
        .exits(1)
        .has(&format!("{RESPONSE}:7:3 unused-section"));
    check(&Files::new().response("# Colophon\n\nLost.\n")).exits(1).has(&format!("{RESPONSE}:3:3 unused-section"));
    check(&Files::new().response("# Answers\n\nKept.\n\n## 1\n\nx\n\n# Answers\n\nLost.\n\n## 3\n\nx\n")).exits(1).has_code("stray-text");
    check(&Files::new().response("# Answers\n\n## 1\n\nx\n\n## 1\n\nLost.\n")).exits(1).has(&format!("{RESPONSE}:9:4 duplicate-answer"));
    check(&Files::new().with("templates/response.md", "# Key points\n\nx\n").answer("Lost.")).exits(1).has_code("unused-answers");
}

#[test]
fn comments_are_no_stray_words() {
    check(&Files::new().response("<!-- two\nlines -->\n\n{* two\nmore *}\n\n# Key points\n\nKept.\n")).exits(0);
}

#[test]
fn attributes_without_words_are_found() {
    check(&Files::new().answer("Words.\n\n{#name}\n\nSee [paragraph](#name).")).exits(1).has(&format!("{RESPONSE}:9:2 bad-attribute"));
}

#[test]
fn attributes_that_mean_nothing_are_found() {
    for attributes in
        ["{#a #b}", "{#q7}", "{form=\"x\"}", "{from=x}", "{.contine}", "{accept-dangling-reference=\"\"}", "{accept-nonsense=\"x\"}"]
    {
        let ran = check(&Files::new().answer(&format!("Words. {attributes}")));
        ran.exits(1);
        assert!(ran.found().iter().any(|found| found.starts_with(&format!("{RESPONSE}:7:"))), "{attributes}: {:?}", ran.found());
    }
}

// Files

#[test]
fn empty_files_are_findings() {
    let files = Files::new().with(RESPONSE, "").with(ASKED, "").with("positions/a.md", "").with("templates/a.md", "");
    check(&files)
        .exits(1)
        .has(&format!("{RESPONSE}:1:1 front-matter"))
        .has(&format!("{ASKED}:1:1 missing-field"))
        .has("positions/a.md:1:1 front-matter");
}

#[test]
fn front_matter_alone_is_a_response() {
    check(&Files::new().with(RESPONSE, "+++\nstatus = \"draft\"\n+++")).exits(0);
    check(&Files::new().with(RESPONSE, "+++\nstatus = \"draft\"\n")).exits(1).has(&format!("{RESPONSE}:1:1 front-matter"));
}

#[test]
fn bytes_that_are_no_utf_8_are_found_where_they_stand() {
    check(&Files::new().with(RESPONSE, b"+++\n+++\n# Answers\n\n## 1\n\nCaf\xe9 words.\n"))
        .exits(1)
        .has(&format!("{RESPONSE}:7:4 invalid-utf8"));
    check(&Files::new().with(ASKED, b"title = \"Caf\xe9\"\n")).exits(1).has(&format!("{ASKED}:1:13 invalid-utf8"));
    check(&Files::new().with("respondent.toml", b"\xff\xfe[\0")).exits(1).has("respondent.toml:1:1 invalid-utf8");
}

#[test]
fn line_ends_and_a_byte_order_mark_move_nothing() {
    let text = "+++\n+++\n# Answers\n\n## 1\n\nÄ word, see [paragraph](#nowhere).\n";
    let wanted = check(&Files::new().with(RESPONSE, text)).found();
    assert!(wanted.contains(&format!("{RESPONSE}:7:13 dangling-reference")), "{wanted:?}");
    for other in
        [text.replace('\n', "\r\n"), text.replace('\n', "\r"), format!("\u{feff}{text}"), format!("\u{feff}{}", text.replace('\n', "\r\n"))]
    {
        assert_eq!(check(&Files::new().with(RESPONSE, other)).found(), wanted);
    }
    let crlf = common::CONSULTATION.replace('\n', "\r\n");
    assert_eq!(Files::new().with(ASKED, crlf).assemble().document, Files::new().assemble().document);
    check(&Files::new().with(RESPONSE, "\u{feff}+++\r\n+++\r\n# Answers\r\n\r\n## 1\r\n\r\nx\u{1}\r\n"))
        .has(&format!("{RESPONSE}:7:2 forbidden-character"));
}

#[test]
fn characters_that_xml_forbids_are_found_and_kept_out() {
    for (files, place) in [
        (Files::new().answer("a\u{1b}b"), format!("{RESPONSE}:7:2")),
        (Files::new().answer("a&#1;b"), format!("{RESPONSE}:7:2")),
        (Files::new().answer("a&#xFDD0;b"), format!("{RESPONSE}:7:2")),
        (Files::new().answer("[a](https://example.org/&#2;)"), format!("{RESPONSE}:7:1")),
        (Files::new().with(ASKED, "title = \"a\\u0000b\"\n"), format!("{ASKED}:1:9")),
    ] {
        check(&files).exits(1).has(&format!("{place} forbidden-character"));
        let document = files.assemble().document;
        let text = document.blocks.iter().map(respondent::document::Block::plain).collect::<String>() + &document.meta.title;
        assert!(text.chars().all(respondent::text::allowed), "{text:?}");
    }
}

#[test]
fn a_file_of_fifty_megabytes_is_a_finding() {
    let files = Files::new().with(RESPONSE, vec![b'x'; 50 << 20]).with("positions/a.md", "");
    check(&files).exits(1).has(&format!("{RESPONSE}:1:1 file-too-large")).has("positions/a.md:1:1 front-matter");
}

#[test]
fn files_in_the_wrong_place_are_found() {
    let files = Files::new().with("responses/plan/respones.md", "x").with("templates/more/a.md", "x").with("positions/a.txt", "x");
    check(&files)
        .exits(0)
        .has("responses/plan/respones.md:1:1 misplaced-file")
        .has("templates/more/a.md:1:1 misplaced-file")
        .has("positions/a.txt:1:1 misplaced-file");
}

#[test]
fn a_folder_in_place_of_a_record_is_found() {
    let folder = Folder::of(&Files::new());
    fs::create_dir(folder.path(RESPONSE)).expect("made");
    folder.check().exits(1).has(&format!("{RESPONSE}:1:1 unreadable-file"));
}

#[test]
fn hidden_files_of_other_programs_are_passed_over() {
    check(&Files::new().with("responses/plan/.response.md.swp", "x").with("positions/~$a.md", "x").with("positions/.a.md", "x")).exits(0);
}

#[cfg(unix)]
#[test]
fn links_that_go_round_or_nowhere_are_found() {
    let folder = Folder::of(&Files::new().position("a", "x\n"));
    std::os::unix::fs::symlink(folder.path("positions"), folder.path("positions/again")).expect("a link");
    std::os::unix::fs::symlink(folder.path("nowhere"), folder.path("positions/gone.md")).expect("a link");
    let ran = folder.check();
    ran.exits(1).has("positions/gone.md:1:1 unreadable-file");
    assert!(ran.found().iter().any(|found| found.starts_with("positions/again")), "{ran:?}");
}

#[test]
fn mistakes_in_several_files_are_all_reported() {
    let files = Files::new()
        .with("respondent.toml", "[organisation]\nnmae = \"x\"\n")
        .with(ASKED, "title = \n[[question]]\nid = \"1\"\ntext = \"x\"\npositions = [\"gone\"]\n")
        .with(RESPONSE, "+++\nstatus = \"drafty\"\n+++\n# Answers\n\n## 1\n\n{{ oops }}\n\n## 9\n\nx\n")
        .with("positions/a.md", "no front matter")
        .with("templates/a.md", b"\xff")
        .with("responses/other/consultation.toml", "titel = \"x\"\n");
    check(&files)
        .exits(1)
        .has("positions/a.md:1:1 front-matter")
        .has("respondent.toml:2:1 unknown-key")
        .has("responses/other/consultation.toml:1:1 unknown-key")
        .has_code("toml-syntax")
        .has(&format!("{RESPONSE}:2:10 invalid-value"))
        .has(&format!("{RESPONSE}:8:4 unknown-variable"))
        .has("templates/a.md:1:1 invalid-utf8");
}

// Folders and outputs

#[test]
fn without_a_library_nothing_can_be_done() {
    let folder = Folder::empty();
    for arguments in [&["check"] as &[&str], &["status"], &["build", "plan"]] {
        let ran = folder.run(arguments);
        ran.exits(2);
        assert!(ran.err.contains("respondent init"), "{ran:?}");
    }
    folder.run(&["--library", "nowhere", "check"]).exits(2);
    assert!(folder.everything().is_empty());
}

#[test]
fn a_library_with_nothing_in_it_is_clean() {
    let folder = Folder::empty();
    folder.write("respondent.toml", common::ORGANISATION);
    folder.run(&["check"]).exits(0);
    folder.run(&["status"]).exits(0);
    folder.run(&["build", "plan"]).exits(2);
}

#[test]
fn an_output_below_a_file_cannot_be_written() {
    let folder = Folder::of(&Files::new());
    for output in ["respondent.toml/x.docx", "templates/response.md/x/y.docx", "templates"] {
        folder.run(&["build", "plan", "--format", "docx", "-o", output]).exits(2);
    }
}

#[cfg(unix)]
#[test]
fn an_output_where_nobody_may_write_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::of(&Files::new());
    fs::create_dir(folder.path("shut")).expect("made");
    fs::set_permissions(folder.path("shut"), fs::Permissions::from_mode(0o555)).expect("shut");
    if fs::write(folder.path("shut/probe"), "x").is_ok() {
        eprintln!("skipped: whoever runs this may write anywhere");
        return;
    }
    folder.run(&["build", "plan", "-o", "shut/x.docx"]).exits(2);
}

#[cfg(unix)]
#[test]
fn what_is_built_is_no_more_public_than_the_umask_says() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::of(&Files::new());
    let program = env!("CARGO_BIN_EXE_respondent");
    for (mask, wanted) in [("077", 0o600), ("022", 0o644)] {
        let line = format!("umask {mask} && '{program}' -q build plan -o {mask}.md");
        let done = std::process::Command::new("sh").args(["-c", &line]).current_dir(folder.path("")).status().expect("a shell");
        assert!(done.success());
        let mode = fs::metadata(folder.path(&format!("{mask}.md"))).expect("built").permissions().mode();
        assert_eq!(mode & 0o777, wanted, "{mask}");
    }
}

#[test]
fn an_output_that_is_open_elsewhere_is_refused() {
    for lock in [".~lock.response.docx#", "~$sponse.docx"] {
        let folder = Folder::of(&Files::new());
        folder.write(lock, "");
        let ran = folder.run(&["build", "plan", "-o", "response.docx"]);
        ran.exits(2);
        assert!(!folder.path("response.docx").exists());
        folder.run(&["build", "plan", "-o", "other.docx"]).exits(0);
    }
}

#[test]
fn an_output_that_somebody_changed_is_refused_unless_forced() {
    let folder = Folder::of(&Files::new());
    folder.run(&["build", "plan", "-o", "a.md"]).exits(0);
    folder.run(&["build", "plan", "-o", "a.md"]).exits(0);
    folder.write("a.md", "somebody's words");
    folder.run(&["build", "plan", "-o", "a.md"]).exits(2);
    assert_eq!(folder.text("a.md"), "somebody's words");
    folder.run(&["build", "plan", "-o", "a.md", "--force"]).exits(0);
    assert_ne!(folder.text("a.md"), "somebody's words");
    folder.write("foreign.md", "never built");
    folder.run(&["build", "plan", "-o", "foreign.md"]).exits(2);
    assert_eq!(folder.text("foreign.md"), "never built");
}

#[test]
fn an_output_in_the_place_of_a_record_is_refused_even_when_forced() {
    let folder = Folder::of(&Files::new().answer("Words."));
    let before = folder.everything();
    for output in
        [RESPONSE, "./responses/../responses/plan/response.md", "templates/new.md", "responses/new/response.md", "positions/a/b.md"]
    {
        folder.run(&["build", "plan", "--force", "-o", output]).exits(2);
    }
    folder.run(&["build", "plan", "--format", "md", "--force", "-o", "respondent.toml"]).exits(2);
    assert_eq!(folder.everything(), before);
}

#[test]
fn paths_of_other_systems_do_no_harm() {
    let folder = Folder::of(&Files::new().answer("Words. {from=\"positions\\send\\a\"}"));
    folder.check().exits(0).has_code("unknown-source");
    folder.run(&["build", "C:\\plan"]).exits(2);
    folder.run(&["build", "../plan"]).exits(2);
    let logo = format!("{}[house]\nlogo = 'templates\\logo.png'\n", common::ORGANISATION);
    folder.write("respondent.toml", logo);
    folder.check().exits(1).has("respondent.toml:5:8 invalid-value");
}

#[test]
fn an_ending_that_is_no_format_is_refused() {
    let folder = Folder::of(&Files::new());
    folder.run(&["build", "plan", "-o", "a.pdf"]).exits(2);
    folder.run(&["build", "plan", "--format", "pdf"]).exits(2);
    assert!(!folder.path("a.pdf").exists());
}

#[test]
fn what_is_built_is_written_also_with_errors() {
    let folder = Folder::of(&Files::new().answer("See [paragraph](#nowhere)."));
    folder.run(&["build", "plan", "-o", "a.md"]).exits(1);
    assert!(folder.path("a.md").exists());
}

#[test]
fn a_working_folder_deep_in_the_library_will_do() {
    let folder = Folder::of(&Files::new().answer("See [paragraph](#nowhere)."));
    let ran = run_in(&folder.path("responses/plan"), &["check", "--format", "short"]);
    ran.exits(1);
    let path = ran.out.lines().find_map(|line| line.split_once(".md:")).map(|(path, _)| format!("{path}.md")).expect("a path");
    assert!(folder.path("responses/plan").join(path).exists());
}

#[test]
fn attributes_where_they_mean_nothing_are_found() {
    let body = "# Key points {choice=\"Yes\"}\n\nx\n\n# Answers {.continue}\n\n## 1 {#name}\n\nx\n\ny {changed-position=\"z\"}\n";
    let files = Files::new().with(RESPONSE, format!("+++\n+++\n{body}"));
    let checked = check(&files);
    for place in ["3:15", "7:11", "9:7", "13:4"] {
        checked.has(&format!("{RESPONSE}:{place} bad-attribute"));
    }
}

#[test]
fn a_limit_is_a_whole_number() {
    let files = Files::new().with(ASKED, "title = \"x\"\n[[question]]\nid = \"1\"\ntext = \"x\"\nlimit = { words = 0.5 }\n");
    check(&files).has(&format!("{ASKED}:5:19 invalid-value"));
}
