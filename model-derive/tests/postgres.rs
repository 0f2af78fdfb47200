//! Every kind of column that PostgreSQL has and SQLite has not: derived beside Diesel's own, which check the types.

#![allow(dead_code, missing_docs, reason = "the models are looked at, not filled")]

mod reexported {
    //! Where a crate re-exports model-core.
    pub use model_core as models;
}

use std::ops::Bound;

use chrono::{DateTime, Utc};
use diesel::dsl::OnlyDsl;
use diesel::pg::Pg;
use diesel::prelude::*;
use model_core::ir::Engine;
use model_core::{Model, ModelEnum, ModelType};

#[derive(Debug, Clone, Copy, ModelEnum)]
#[model(crate = crate::reexported::models, rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Color {
    DeepRed,
    Blue,
}

#[derive(Debug, Clone, Copy, ModelType)]
#[model(crate = reexported::models)]
pub struct Number(i32);

#[derive(Debug, Clone, ModelType)]
pub struct Numbers(Vec<i32>);

#[derive(Debug, Clone, ModelType)]
pub struct ManyNumbers(Vec<Number>);

#[derive(Debug, Clone, ModelType)]
#[diesel(sql_type = diesel::sql_types::Citext)]
pub struct Email(String);

#[derive(Debug, Clone, ModelType)]
#[model(db_type = "numeric(10, 2)")]
pub struct Price(f64);

#[derive(Debug, Model, Queryable, Selectable, Insertable)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(crate = reexported::models, schema = "shop", sql_name = "All Items")]
pub struct Item {
    id: i64,
    colors: Vec<Color>,
    maybe_colors: Option<Vec<Option<Color>>>,
    numbers: Numbers,
    many: ManyNumbers,
    each: Vec<Number>,
    email: Email,
    #[model(sql_type = Citext)]
    nick: String,
    names: Vec<String>,
    raw: Vec<u8>,
    mac: [u8; 6],
    during: (Bound<DateTime<Utc>>, Bound<DateTime<Utc>>),
    free: Option<(Bound<i32>, Bound<i32>)>,
    #[model(sql_type = Multirange<Integer>)]
    ranges: Vec<(Bound<i32>, Bound<i32>)>,
    extra: serde_json::Value,
    at: Option<DateTime<Utc>>,
    object: u32,
}

/// What Diesel has no word for.
#[derive(Debug, Model)]
pub struct Priced {
    id: i32,
    price: Price,
}

#[test]
fn types() {
    let table = Item::table(Engine::Postgres).unwrap();
    let types: Vec<&str> = table.columns.iter().map(|column| column.ty.sql.as_str()).collect();
    assert_eq!(
        types,
        [
            "bigint",
            "color[]",
            "color[]",
            "integer[]",
            "integer[]",
            "integer[]",
            "citext",
            "citext",
            "text[]",
            "bytea",
            "macaddr",
            "tstzrange",
            "int4range",
            "int4multirange",
            "jsonb",
            "timestamptz",
            "oid",
        ]
    );
    assert_eq!(table.name.to_string(), "shop.All Items");
    assert_eq!(Color::DeepRed.label(), "DEEP_RED");
    let price = &Priced::table(Engine::Postgres).unwrap().columns[1];
    assert_eq!(price.ty.sql, "numeric(10, 2)");
}

#[test]
fn queries() {
    let query = items::table
        .filter(items::colors.contains(vec![Color::Blue]))
        .filter(items::email.eq(Email("x".to_owned())))
        .filter(items::each.eq(vec![Number(1)]))
        .filter(items::numbers.eq(Numbers(vec![1])))
        .select(Item::as_select());
    let text = diesel::debug_query::<Pg, _>(&query).to_string();
    assert!(text.contains(r#"FROM "shop"."All Items" WHERE"#), "{text}");
    let only = items::table.only().inner_join(parts::table.on(parts::item_id.eq(items::id)));
    let text = diesel::debug_query::<Pg, _>(&only.select(parts::id)).to_string();
    assert!(text.contains(r#"ONLY "shop"."All Items" INNER JOIN "parts""#), "{text}");
}

/// A child, for what is PostgreSQL's own in joins.
#[derive(Debug, Model)]
pub struct Part {
    id: i32,
    #[model(references(Item))]
    item_id: i64,
}
