//! Structs that became models where they were, compiled as they are then. Paths in them begin at this crate's root.
#![allow(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::duplicated_attributes,
    missing_docs,
    dead_code,
    reason = "the structs are as they come, and not all are used here"
)]

use diesel::prelude::*;
use model_core::database::Database as _;
use model_core::ir::{Engine, QName};
use model_core::model::Model as _;

#[rustfmt::skip]
#[path = "../cases-import/annotate/postgres/after/src/models/mod.rs"]
pub mod models;
#[rustfmt::skip]
#[path = "../cases-import/annotate/postgres/after/src/schema.rs"]
pub mod schema;
#[rustfmt::skip]
#[path = "../cases-import/annotate/sqlite/after/src/lib.rs"]
pub mod sqlite;
#[rustfmt::skip]
#[path = "../cases-import/annotate/postgres/after/src/tables/mod.rs"]
pub mod tables;

#[test]
fn what_they_ask_for_is_known_at_run_time() {
    let users = models::User::table(Engine::Postgres).unwrap();
    let types: Vec<&str> = users.columns.iter().map(|column| column.ty.sql.as_str()).collect();
    assert_eq!(
        types,
        ["bigint", "citext", "varchar(80)", "text", "numeric(10,2)", "timestamptz", "tsvector"]
    );
    assert_eq!(users.columns[3].name, "type");
    assert_eq!(users.comment.as_deref(), Some("Someone who can sign in."));
    let notes = models::Note::table(Engine::Postgres).unwrap();
    assert_eq!(notes.foreign_keys[0].target, QName::new("public", "logs"));
    let tags = models::posts::PostTag::table(Engine::Postgres).unwrap();
    assert_eq!(tags.primary_key.unwrap().columns, ["post_id", "tag"]);
    let moods = models::MoodRow::table(Engine::Postgres).unwrap();
    assert_eq!(moods.columns[2].ty.sql, "mood");
}

#[test]
fn they_read_what_they_read_before() {
    use sqlite::{Person, people};

    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    connection.batch(include_str!("../cases-import/annotate/sqlite/schema.sql")).unwrap();
    connection.batch("INSERT INTO people (name, score) VALUES ('Ada', 1.5)").unwrap();
    let found: Vec<Person> = people::table.load(&mut connection).unwrap();
    assert_eq!((found[0].name.as_str(), found[0].score), ("Ada", Some(1.5)));
}
