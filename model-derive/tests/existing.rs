//! Models on a `table!` that is there already: its column types count.

#![allow(dead_code, missing_docs, reason = "the models are looked at, not filled")]

mod schema {
    pub mod sql_types {
        /// As `diesel print-schema` writes it.
        #[derive(diesel::query_builder::QueryId, diesel::sql_types::SqlType)]
        #[diesel(postgres_type(name = "mood"))]
        pub struct Mood;
    }

    diesel::table! {
        accounts (key) {
            key -> Int4,
            email -> Citext,
            backup_email -> Nullable<Citext>,
            tags -> Array<Nullable<Text>>,
            status -> crate::Status,
            mood -> crate::schema::sql_types::Mood,
            extra -> Jsonb,
        }
    }

    diesel::table! {
        logins (id) {
            id -> Int8,
            account_key -> Int4,
        }
    }

    diesel::joinable!(logins -> accounts (account_key));
    diesel::allow_tables_to_appear_in_same_query!(accounts, logins);
}

/// A newtype that says `Text`; the column knows better.
#[derive(Debug, model_core::ModelType)]
pub struct Email(String);

/// A newtype that derives nothing of ours.
#[derive(Debug)]
pub struct Key(i32);

#[derive(Debug, Clone, Copy, model_core::ModelEnum)]
pub enum Status {
    Active,
}

#[derive(Debug, model_core::Model)]
#[diesel(table_name = schema::accounts, primary_key(key))]
pub struct Account {
    key: Key,
    #[model(unique)]
    email: Email,
    backup_email: Option<String>,
    tags: Vec<Option<String>>,
    status: Status,
    #[model(sql_type = schema::sql_types::Mood, db_type = "mood")]
    mood: String,
    #[diesel(embed)]
    extra: Extra,
}

#[derive(Debug)]
pub struct Extra;

mod apart {
    use super::schema::logins;

    #[derive(Debug, model_core::Model)]
    #[model(existing_table)]
    pub struct Login {
        id: i64,
        #[model(references(super::Account))]
        account_key: i32,
    }
}

use model_core::Model;
use model_core::ir::Engine;

#[test]
fn the_types_are_those_of_the_table() {
    let table = Account::table(Engine::Postgres).unwrap();
    let types: Vec<&str> = table.columns.iter().map(|column| column.ty.sql.as_str()).collect();
    assert_eq!(types, ["integer", "citext", "citext", "text[]", "status", "mood", "jsonb"]);
    let nullable: Vec<bool> = table.columns.iter().map(|column| column.nullable).collect();
    assert_eq!(nullable, [false, false, true, false, false, false, false]);
    assert!(table.columns[4].ty.enum_name.is_some());
    assert_eq!(Account::def().unwrap().fields[2].sql_type.as_deref(), Some("Nullable<Citext>"));
}

#[test]
fn what_an_embedded_struct_has_is_a_column() {
    let table = Account::table(Engine::Postgres).unwrap();
    assert_eq!(table.columns[6].name, "extra");
}

#[test]
fn references_are_lowered_and_joins_are_left_to_the_table() {
    let login = apart::Login::table(Engine::Postgres).unwrap();
    assert_eq!(login.foreign_keys[0].target_columns, ["key"]);
}
