//! Models in many places: crates that reference each other's, schemas, features, a `table!` that was there (`tests/places`).

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::Path;

use model_cli::scan::workspace::Selection;
use model_cli::scan::{ScanOptions, scan};
use model_core::ir::Engine;
use model_core::lower::LowerOptions;
use model_core::model::desired;
use model_core::models;

#[test]
fn what_is_scanned_is_what_is_compiled() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let crates = ["places-users", "places-billing"].map(ToOwned::to_owned).to_vec();
    let selection = Selection { crates, ..Selection::default() };
    let options = LowerOptions { engine: Engine::Postgres, doc_comments: false };
    let scanned = scan(&root, ScanOptions { selection, ..ScanOptions::default() }).lower(&options);
    let scanned = scanned.unwrap_or_else(|errors| {
        panic!("{}", errors.iter().map(|error| error.render(false)).collect::<String>())
    });

    let models = models![
        users::User,
        users::Entry,
        users::Legacy,
        users::account::Settings,
        billing::Settings,
        billing::Invoice,
        billing::Debt,
    ];
    let compiled = desired(&models, &options).unwrap();
    assert_eq!(
        serde_json::to_string_pretty(&scanned.schema).unwrap(),
        serde_json::to_string_pretty(&compiled.schema).unwrap()
    );
    assert_eq!(scanned.views, compiled.views);
    assert_eq!(scanned.schema.tables.len() + scanned.views.len(), models.len());
    let schemas: Vec<&str> = scanned.schema.namespaces.iter().map(String::as_str).collect();
    assert_eq!(schemas, ["audit", "billing", "old"]);
}

#[test]
fn tables_of_two_crates_join() {
    let text = billing::in_euros();
    assert!(
        text.contains(r#""billing"."invoices" ON ("billing"."invoices"."customer_id" = "users"."id")"#),
        "{text}"
    );
    let text = billing::last_of_debtors();
    assert!(text.contains(r#""billing"."debts"."last" = "billing"."invoices"."id""#), "{text}");
}
