//! Source trees under `tests/scan/` and what the scan makes of them, in the file `expected` of each.
//! `UPDATE_EXPECT=1 cargo test -p model-cli --test scan` writes those files.

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
    let render = |diagnostics: &[&Diagnostic]| -> String {
        diagnostics.iter().map(|diagnostic| format!("{}\n\n", diagnostic.render(false))).collect()
    };
    match scan.lower(&options) {
        Err(errors) => render(&errors.iter().collect::<Vec<_>>()),
        Ok(desired) => {
            let mut text = render(&scan.warnings().collect::<Vec<_>>());
            for model in scan.models() {
                text += &format!("{} {}::{}\n", model.place, model.module, model.def.rust_name);
            }
            for found in scan.enums() {
                text += &format!("{} {}::{}\n", found.place, found.module, found.def.rust_name);
            }
            text + &serde_json::to_string_pretty(&desired.schema).unwrap() + "\n"
        }
    }
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
        if std::env::var_os("UPDATE_EXPECT").is_some() {
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
