//! Source trees under `tests/scan/` and what the scan makes of them, in the file `expected` of each.
//! `UPDATE_GOLDEN=1 cargo test -p model-cli --test scan` writes those files.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use std::fmt::Write;
use std::path::Path;

use model_cli::config::Config;
use model_cli::scan::diagnostic::Diagnostic;
use model_cli::scan::scan;
use model_core::ir::Engine;
use model_core::lower::LowerOptions;
use similar::TextDiff;

fn shown(dir: &Path) -> String {
    // The case alone decides, not the environment of the test.
    let config = Config::find(dir, Some("unused.db".to_owned())).unwrap();
    let engine = config.settings.engine.unwrap_or(Engine::Postgres);
    let options = LowerOptions { engine, doc_comments: config.settings.doc_comments };
    let scan = scan(&config.root, config.scan_options(&[]));
    let mut text = String::new();
    let mut render = |diagnostic: &Diagnostic| writeln!(text, "{}\n", diagnostic.render(false)).unwrap();
    match scan.lower(&options) {
        Err(errors) => errors.iter().for_each(&mut render),
        Ok(desired) => {
            scan.warnings().for_each(&mut render);
            for model in scan.models() {
                writeln!(text, "{} {}::{}", model.place, model.module, model.def.rust_name).unwrap();
            }
            for found in scan.enums() {
                writeln!(text, "{} {}::{}", found.place, found.module, found.def.rust_name).unwrap();
            }
            writeln!(text, "{}", serde_json::to_string_pretty(&desired.schema).unwrap()).unwrap();
            for view in desired.views.values() {
                writeln!(text, "view {}", serde_json::to_string_pretty(view).unwrap()).unwrap();
            }
        }
    }
    text
}

#[test]
fn cases() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scan");
    let mut dirs: Vec<_> = std::fs::read_dir(base).unwrap().map(|entry| entry.unwrap().path()).collect();
    dirs.sort();
    assert!(dirs.len() >= 10, "the cases are gone");
    let mut wrong = Vec::new();
    for dir in dirs {
        let actual = shown(&dir);
        let file = dir.join("expected");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&file, &actual).unwrap();
        }
        let expected = std::fs::read_to_string(&file).unwrap_or_default();
        if actual != expected {
            let diff = TextDiff::from_lines(&expected, &actual);
            wrong.push(format!("{}\n{}", dir.display(), diff.unified_diff()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
