//! What a row gets when a dropped NOT NULL column comes back: its value is gone.

use crate::ir::{Column, Engine, Schema};
use crate::sql::literal;

/// A neutral value of the column's type as SQL: `''`, `0`, `false`, the first label. `None` for a type without one.
pub fn filler(column: &Column, schema: &Schema) -> Option<String> {
    let ty = column.ty.sql.to_ascii_lowercase();
    if ty.ends_with("[]") {
        return Some("'{}'".to_owned());
    }
    if let Some(name) = &column.ty.enum_name {
        return schema.enums.get(name)?.labels.first().map(|label| literal(label));
    }
    let base = ty.split('(').next().unwrap_or_default().trim();
    let value = match (schema.engine, base) {
        (
            _,
            "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision" | "oid" | "money",
        ) => "0",
        (Engine::Postgres, "boolean") => "false",
        (
            _,
            "text" | "character varying" | "character" | "citext" | "varchar" | "char" | "bytea" | "tsvector",
        ) => "''",
        (_, "date") => "'1970-01-01'",
        (Engine::Postgres, ty) if ty.starts_with("timestamp") => "'1970-01-01 00:00:00'",
        (Engine::Postgres, ty) if ty.starts_with("time") => "'00:00:00'",
        (Engine::Postgres, "interval") => "'0'",
        (Engine::Postgres, "uuid") => "'00000000-0000-0000-0000-000000000000'",
        (Engine::Postgres, "json" | "jsonb") => "'null'",
        (Engine::Postgres, "inet" | "cidr") => "'0.0.0.0'",
        (Engine::Postgres, "macaddr") => "'00:00:00:00:00:00'",
        (Engine::Postgres, ty) if ty.ends_with("range") => "'empty'",
        (Engine::Sqlite, ty) if ty.contains("int") || ty.contains("bool") => "0",
        (Engine::Sqlite, ty) if ty.contains("timestamp") || ty.contains("datetime") => {
            "'1970-01-01 00:00:00'"
        }
        (Engine::Sqlite, "time") => "'00:00:00'",
        (Engine::Sqlite, ty)
            if ["real", "floa", "doub", "num", "dec"].iter().any(|part| ty.contains(part)) =>
        {
            "0"
        }
        (Engine::Sqlite, "blob" | "binary") => "x''",
        _ => return None,
    };
    Some(value.to_owned())
}
