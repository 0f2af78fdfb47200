//! The law of `cargo model import --annotate`: structs that mirror a `table!`, as `diesel print-schema` and a person write them, are
//! made models, and those ask for what there is.
#![allow(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a law that does not hold shall fail"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use model_cli::import::annotate::{Choice, Chosen, Target, apply, choose};
use model_cli::import::ground::Ground;
use model_cli::import::names;
use model_cli::import::types::field_type;
use model_cli::scan::{ScanOptions, scan};
use model_core::diff::describe;
use model_core::ir::{Engine, Schema, Table};
use model_core::lower::LowerOptions;
use model_core::types::DieselType;
use model_tests::{Dice, Lab, Spec};

/// What `diesel print-schema` and a person write of a table; `None` for one of which they could not.
fn written(schema: &Schema, table: &Table, taken: &mut BTreeSet<String>) -> Option<String> {
    let key = table.primary_key.as_ref()?;
    if table.name.schema != schema.engine.default_schema() && !names::is_ident(&table.name.schema) {
        return None;
    }
    let ident = names::snake(&table.name.name, "table_", taken);
    let mut fields = BTreeSet::from([ident.clone()]);
    let (mut columns, mut members) = (String::new(), String::new());
    let mut idents = BTreeMap::new();
    let ground = Ground::of(schema);
    for column in &table.columns {
        let rust = field_type(&ground, table, column).ok()?;
        let ty = DieselType::of_column(schema.engine, &column.ty.sql, table.strict)?.ty;
        if rust.custom.is_some() || rust.enum_name.is_some() {
            return None;
        }
        let field = names::snake(&column.name, "column", &mut fields);
        let nullable = column.nullable;
        let option =
            |inner: &str, name: &str| if nullable { format!("{name}<{inner}>") } else { inner.to_owned() };
        if field != column.name {
            columns.push_str(&format!("        #[sql_name = {:?}]\n", column.name));
        }
        columns.push_str(&format!("        {field} -> {},\n", option(&ty.to_string(), "Nullable")));
        // Half of the people name their fields as they like.
        let own = if column.name.len() % 2 == 0 {
            format!("its_{}", field.trim_matches('_'))
        } else {
            field.clone()
        };
        let own = names::snake(&own, "column", &mut fields.clone());
        if own != field {
            members.push_str(&format!("    #[diesel(column_name = {field})]\n"));
        }
        members.push_str(&format!("    /// {field}\n    pub {own}: {},\n", option(&rust.rust, "Option")));
        idents.insert(column.name.clone(), field);
    }
    let key: Vec<&str> = key.columns.iter().map(|column| idents[column].as_str()).collect();
    let sql_name = if ident == table.name.name {
        String::new()
    } else {
        format!("    #[sql_name = {:?}]\n", table.name.name)
    };
    let schema = match table.name.schema.as_str() {
        "" | "public" => String::new(),
        schema => format!("{schema}."),
    };
    Some(format!(
        "diesel::table! {{\n{sql_name}    {schema}{ident} ({}) {{\n{columns}    }}\n}}\n\n\
         #[derive(Debug, diesel::Queryable)]\n#[diesel(table_name = {ident})]\npub struct Row{} {{\n{members}}}\n\n",
        key.join(", "),
        taken.len()
    ))
}

struct Source(PathBuf);

impl Drop for Source {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Annotates what can be, and compares. Gives how many tables that were.
fn hold(lab: &mut Lab, whole: &Schema, source: &Source) -> Result<usize, String> {
    let mut schema = whole.clone();
    let (mut text, mut taken) = (String::new(), BTreeSet::new());
    schema.tables.retain(|_, table| match written(whole, table, &mut taken) {
        Some(written) => {
            text.push_str(&written);
            true
        }
        None => false,
    });
    if schema.tables.is_empty() {
        return Ok(0);
    }
    schema.enums.clear();
    let names: BTreeSet<String> = schema.tables.keys().map(|name| name.schema.clone()).collect();
    schema.namespaces.retain(|name| names.contains(name));
    // A reference to a table that is left out is left out with it.
    let there: BTreeSet<_> = schema.tables.keys().cloned().collect();
    for table in schema.tables.values_mut() {
        table.foreign_keys.retain(|key| there.contains(&key.target));
    }
    fs::create_dir_all(source.0.join("src")).unwrap();
    fs::write(source.0.join("Cargo.toml"), "[package]\nname = \"app\"\n").unwrap();
    fs::write(source.0.join("src/lib.rs"), &text).unwrap();
    let before = scan(&source.0, ScanOptions::default());
    let shown = |text: &str| {
        let diagnostics = before.diagnostics().iter().map(|diagnostic| diagnostic.render(false) + "\n");
        format!("{}{text}", diagnostics.collect::<String>())
    };
    let declared = before.declared(schema.engine);
    let mut chosen = Chosen::of(&before);
    for (name, table) in &schema.tables {
        match choose(table, &schema, &declared, &|_| true, None) {
            Choice::Struct(of, declared) => {
                chosen.structs.insert(name.clone(), (of, declared));
                chosen.models.insert(name.clone(), Target::There(of.item));
            }
            other => return Err(format!("{name}: {other:?}\n{}", shown(&text))),
        }
    }
    let mut left = Vec::new();
    let edits = chosen.edits(&schema, &schema.extensions, false, &mut left);
    let after = edits.values().next().map(|edits| apply(&text, edits)).unwrap_or_default();
    fs::write(source.0.join("src/lib.rs"), &after).unwrap();
    let lower = LowerOptions { engine: schema.engine, doc_comments: false };
    let desired = scan(&source.0, ScanOptions::default()).lower(&lower).map_err(|diagnostics| {
        diagnostics.iter().map(|diagnostic| diagnostic.render(false) + "\n").collect::<String>() + &after
    })?;
    let made = lab.make(&desired.schema).map_err(|error| format!("{error}\n{after}"))?;
    let changes = lab.compare(&schema, &made).map_err(|error| format!("{error}\n{after}"))?;
    let lines = describe(&[], &changes);
    if lines.is_empty() || !left.is_empty() {
        return Ok(schema.tables.len());
    }
    let lines: String = lines
        .iter()
        .map(|line| format!("{}{} {}\n", "    ".repeat(line.depth), line.mark.sign(), line.text))
        .collect();
    Err(format!("{lines}{after}"))
}

fn random(lab: &mut Lab, engine: Engine, many: usize) -> usize {
    let (mut tables, mut failures) = (0, Vec::new());
    let source =
        Source(std::env::temp_dir().join(format!("model_annotate_{}_{}", engine.name(), std::process::id())));
    let mut dice = Dice::new(23);
    for n in 0..many {
        let spec = Spec::random(engine, 4, &mut dice.fork());
        let Ok(schema) = lab.make(&spec.render()) else { continue };
        match hold(lab, &schema, &source) {
            Ok(more) => tables += more,
            Err(failure) => failures.push(format!("### {n}\n{failure}")),
        }
    }
    println!("{engine}: {tables} tables");
    let count = failures.len();
    failures.truncate(4);
    assert!(failures.is_empty(), "{count} of {many}\n\n{}", failures.join("\n\n"));
    tables
}

fn many() -> usize {
    std::env::var("MODEL_LAW_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300)
}

#[test]
fn postgres() {
    let many = many().div_ceil(5);
    assert!(random(&mut Lab::postgres("annotate"), Engine::Postgres, many) > many / 4);
}

#[test]
fn sqlite() {
    let many = many();
    assert!(random(&mut Lab::sqlite(), Engine::Sqlite, many) > many / 2);
}
