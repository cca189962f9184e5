//! Pages in headless Chromium.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// What the script of a name in `tests/browser` saw of a page; nothing, with a word why, where a program is missing.
pub fn used(page: &Path, script: &str) -> Option<serde_json::Value> {
    let found = (program(&["chromium", "chromium-browser", "google-chrome"]), program(&["node"]), axe());
    let (Some(chromium), Some(node), Some(axe)) = found else {
        eprintln!("skipped: Chromium, Node or axe-core is not installed (see RESPONDENT_AXE)");
        return None;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/browser/{script}.mjs"));
    let run = Command::new(node).arg("--experimental-websocket").arg(script).arg(chromium).arg(page).arg(axe).output().expect("run");
    Some(serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&run.stderr))))
}

/// A program on the path.
fn program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}

/// The scanner, where `npm install axe-core` was run: in this folder, or where RESPONDENT_AXE says.
fn axe() -> Option<PathBuf> {
    let named = std::env::var_os("RESPONDENT_AXE").map(PathBuf::from);
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
    named.into_iter().chain([here]).find(|file| file.is_file())
}
