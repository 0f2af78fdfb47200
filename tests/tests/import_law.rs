//! The law of `cargo model import`: what the imported models ask for is what they were written of, but for what is told.
//!
//! It is held over every `before.sql` and `after.sql` of the cases, and over random schemas. `MODEL_LAW_CASES` says how many.
#![allow(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a law that does not hold shall fail"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use model_cli::import::{Imported, Options, import};
use model_cli::scan::{ScanOptions, scan};
use model_core::diff::describe;
use model_core::generate::{adopt_sequences, grounded};
use model_core::introspect;
use model_core::ir::{Engine, Schema};
use model_core::lower::LowerOptions;
use model_tests::{Dice, Lab, Spec};

/// How often which came out.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    schemas: usize,
    equal: usize,
    told: usize,
}

/// Every combination comes up.
fn options(n: usize) -> Options {
    Options {
        one_file: n & 1 != 0,
        newtype_ids: n & 2 != 0,
        new_structs: n & 4 != 0,
        update_structs: n & 8 != 0,
        doc_comments: n & 16 != 0,
    }
}

struct Source(PathBuf);

impl Source {
    fn new(engine: Engine) -> Self {
        let directory = std::env::temp_dir().join(format!(
            "model_import_{}_{}_{:?}",
            engine.name(),
            std::process::id(),
            std::thread::current().id()
        ));
        Self(directory)
    }

    fn write(&self, imported: &Imported, options: &Options) {
        let _ = fs::remove_dir_all(&self.0);
        let sources = self.0.join("src");
        fs::create_dir_all(&sources).unwrap();
        fs::write(self.0.join("Cargo.toml"), "[package]\nname = \"app\"\n").unwrap();
        fs::write(sources.join("lib.rs"), "pub mod models;\n").unwrap();
        for file in &imported.files {
            let path = if options.one_file {
                sources.join("models.rs")
            } else {
                sources.join("models").join(&file.path)
            };
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &file.text).unwrap();
        }
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Holds the law for one schema; a failure comes with the files.
fn hold(lab: &mut Lab, schema: &Schema, n: usize, counts: &mut Counts) -> Result<(), String> {
    let options = options(n);
    let imported = import(schema, &options);
    counts.schemas += 1;
    if imported.models == 0 {
        return Ok(());
    }
    let shown = || {
        let files = imported.files.iter().map(|file| format!("// {}\n{}\n", file.path, file.text));
        let left = imported.left.iter().map(|left| format!("left: {left}\n"));
        files.chain(left).collect::<String>()
    };
    let source = Source::new(schema.engine);
    source.write(&imported, &options);
    let lower = LowerOptions { engine: schema.engine, doc_comments: options.doc_comments };
    let desired = scan(&source.0, ScanOptions::default()).lower(&lower).map_err(|diagnostics| {
        let text: String = diagnostics.iter().map(|diagnostic| diagnostic.render(false) + "\n").collect();
        format!("{text}{}", shown())
    })?;
    // As the command does: beside what is there and no model can say.
    let desired = grounded(&desired, schema);
    let mut made = lab.make(&desired.schema).map_err(|error| format!("{error}\n{}", shown()))?;
    adopt_sequences(&mut made, schema);
    let changes = lab.compare(schema, &made).map_err(|error| format!("{error}\n{}", shown()))?;
    let lines = describe(&[], &changes);
    let mut about = String::new();
    let mut is_told = true;
    for line in &lines {
        if line.depth == 0 {
            about.clone_from(&line.text);
        }
        is_told &= imported.left.iter().any(|left| match &left.table {
            Some(table) => {
                about.split(' ').skip(1).collect::<Vec<_>>().join(" ").contains(&table.to_string())
            }
            None => left.what.contains(about.trim_start_matches("the ")),
        });
    }
    if lines.is_empty() {
        counts.equal += 1;
    } else if is_told {
        counts.told += 1;
        lines.iter().for_each(|line| println!("told: {} {}", line.mark.sign(), line.text));
    } else {
        let lines: String = lines
            .iter()
            .map(|line| format!("{}{} {}\n", "    ".repeat(line.depth), line.mark.sign(), line.text))
            .collect();
        return Err(format!("{lines}{}", shown()));
    }
    Ok(())
}

fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The states of the cases that an engine takes.
fn cases(engine: Engine) -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("cases"), &mut found);
    let other = if engine == Engine::Postgres { ".sqlite." } else { ".postgres." };
    found.retain(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        (name.starts_with("before.") || name.starts_with("after."))
            && name.ends_with(".sql")
            && !name.contains(other)
    });
    found
}

fn all_cases(lab: &mut Lab, engine: Engine) -> Counts {
    let (mut counts, mut failures) = (Counts::default(), Vec::new());
    for (n, path) in cases(engine).into_iter().enumerate() {
        let sql = fs::read_to_string(&path).unwrap();
        let database = lab.empty().unwrap();
        // What is for the other engine does not run, or is no schema of this one.
        if database.batch(&sql).is_err() {
            continue;
        }
        let Ok(schema) = introspect::read(database) else { continue };
        if let Err(failure) = hold(lab, &schema, n, &mut counts) {
            failures.push(format!("### {}\n{failure}", path.display()));
        }
    }
    println!("{engine}: {counts:?}");
    assert!(failures.is_empty(), "{} of {counts:?}\n\n{}", failures.len(), failures.join("\n\n"));
    counts
}

fn random(lab: &mut Lab, engine: Engine, many: usize) -> Counts {
    let (mut counts, mut failures) = (Counts::default(), Vec::new());
    let mut dice = Dice::new(19);
    for n in 0..many {
        let spec = Spec::random(engine, 4, &mut dice.fork());
        let mut wanted = spec.render();
        // Diesel takes an identifier as a schema's name; what happens to others is tried every fourth time.
        if n % 4 != 0 {
            let json = serde_json::to_string(&wanted).unwrap();
            let json = json.replace(r#"\"Second \"\"space\"\"\""#, "second_space");
            wanted = serde_json::from_str(&json.replace(r#"Second \"space\""#, "second_space")).unwrap();
        }
        let Ok(mut schema) = lab.make(&wanted) else { continue };
        // An enum that no column is of is told, which would drown what else is.
        let used: BTreeSet<_> = (schema.tables.values())
            .flat_map(|table| &table.columns)
            .filter_map(|column| column.ty.enum_name.clone())
            .collect();
        schema.enums.retain(|name, _| used.contains(name));
        let names: BTreeSet<_> = schema.tables.keys().chain(&used).map(|name| name.schema.clone()).collect();
        schema.namespaces.retain(|name| names.contains(name));
        if let Err(failure) = hold(lab, &schema, n, &mut counts) {
            failures.push(format!("### {n}\n{failure}"));
        }
    }
    println!("{engine}: {counts:?}");
    failures.truncate(5);
    assert!(failures.is_empty(), "{} of {counts:?}\n\n{}", failures.len(), failures.join("\n\n"));
    counts
}

fn many() -> usize {
    std::env::var("MODEL_LAW_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300)
}

#[test]
fn cases_postgres() {
    let counts = all_cases(&mut Lab::postgres("import"), Engine::Postgres);
    assert!(counts.equal > 200, "{counts:?}");
}

#[test]
fn cases_sqlite() {
    let counts = all_cases(&mut Lab::sqlite(), Engine::Sqlite);
    assert!(counts.equal > 100, "{counts:?}");
}

#[test]
fn random_postgres() {
    let counts = random(&mut Lab::postgres("import_random"), Engine::Postgres, many().div_ceil(5));
    assert!(counts.equal * 10 > counts.schemas * 7, "{counts:?}");
}

#[test]
fn random_sqlite() {
    let counts = random(&mut Lab::sqlite(), Engine::Sqlite, many());
    assert!(counts.equal * 10 > counts.schemas * 7, "{counts:?}");
}
