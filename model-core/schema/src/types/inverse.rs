//! The map read backwards: column type -> Diesel SQL type -> Rust type.
//!
//! Nothing is written down twice: what a column type stands for is the Diesel type that makes such a column.

use super::{DieselType, known_rust_type};
use crate::ir::Engine;

/// Diesel types without arguments that a column can have.
const PLAIN: [&str; 32] = [
    "Bool",
    "SmallInt",
    "Integer",
    "BigInt",
    "Float",
    "Double",
    "Numeric",
    "Text",
    "Binary",
    "Date",
    "Time",
    "Timetz",
    "Timestamp",
    "Timestamptz",
    "Interval",
    "Uuid",
    "Json",
    "Jsonb",
    "Jsonpath",
    "Inet",
    "Cidr",
    "MacAddr",
    "MacAddr8",
    "Money",
    "Oid",
    "PgLsn",
    "Citext",
    "CChar",
    "TsVector",
    "TsQuery",
    "Ltree",
    "Hstore",
];
const BOUNDS: [&str; 6] = ["Integer", "BigInt", "Numeric", "Date", "Timestamp", "Timestamptz"];
/// Rust types, of several for one Diesel type the one to write.
const RUST: [&str; 21] = [
    "bool",
    "i16",
    "i32",
    "i64",
    "u32",
    "f32",
    "f64",
    "String",
    "NaiveDate",
    "NaiveTime",
    "NaiveDateTime",
    "DateTime",
    "Uuid",
    "Value",
    "BigDecimal",
    "IpNetwork",
    "PgInterval",
    "PgMoney",
    "PgLsn",
    "OffsetDateTime",
    "PrimitiveDateTime",
];

/// What a column type stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfColumn {
    /// The Diesel type.
    pub ty: DieselType,
    /// Whether that type alone makes such a column: no precision, length or other spelling would be lost.
    pub exact: bool,
}

impl DieselType {
    /// The Diesel type of a column, as the database prints its type; `None` for a type that Diesel does not have, an enum among
    /// them.
    ///
    /// On SQLite it is the one that `diesel print-schema` takes, with two exceptions: a column of another name is read as text, and
    /// a REAL, which has eight bytes, as `Double`.
    ///
    /// ```
    /// use model_schema::ir::Engine;
    /// use model_schema::types::DieselType;
    /// let read = |sql| DieselType::of_column(Engine::Postgres, sql, false).unwrap();
    /// assert_eq!(read("timestamp with time zone").ty.to_string(), "Timestamptz");
    /// assert_eq!(read("integer[]").ty.to_string(), "Array<Nullable<Integer>>");
    /// assert!(read("numeric").exact && !read("numeric(10,2)").exact);
    /// assert_eq!(DieselType::of_column(Engine::Postgres, "mood", false), None);
    /// ```
    pub fn of_column(engine: Engine, sql: &str, strict: bool) -> Option<OfColumn> {
        match engine {
            Engine::Postgres => of_postgres(sql),
            Engine::Sqlite => {
                let ty = of_sqlite(&sql.to_lowercase());
                let exact = ty.sqlite(strict).as_deref() == Some(sql);
                Some(OfColumn { ty, exact })
            }
        }
    }

    /// The last segment of the Rust type to read it into, where that has one and says the type by itself.
    ///
    /// ```
    /// use model_schema::types::DieselType;
    /// assert_eq!(DieselType::new("Timestamptz").rust_name(), Some("DateTime"));
    /// assert_eq!(DieselType::new("Citext").rust_name(), None);
    /// ```
    pub fn rust_name(&self) -> Option<&'static str> {
        RUST.into_iter().find(|name| known_rust_type(name).as_ref() == Some(self))
    }
}

fn of_postgres(sql: &str) -> Option<OfColumn> {
    if let Some(element) = sql.strip_suffix("[]") {
        let OfColumn { ty, exact } = of_postgres(element)?;
        return Some(OfColumn { ty: DieselType::of("Array", DieselType::of("Nullable", ty)), exact });
    }
    let spelt = spelt(sql);
    let (base, is_modified) = match spelt.split_once('(') {
        Some((base, _)) => (base, true),
        None => (spelt.as_str(), false),
    };
    if matches!(base, "varchar" | "character" | "bpchar") {
        return Some(OfColumn { ty: DieselType::new("Text"), exact: false });
    }
    if base.starts_with("interval ") {
        return Some(OfColumn { ty: DieselType::new("Interval"), exact: false });
    }
    let plain = PLAIN.iter().map(|name| DieselType::new(name));
    let ranges = ["Range", "Multirange"]
        .iter()
        .flat_map(|name| BOUNDS.iter().map(|bound| DieselType::of(name, DieselType::new(bound))));
    let ty = plain.chain(ranges).find(|ty| ty.postgres().as_deref() == Some(base))?;
    Some(OfColumn { ty, exact: !is_modified })
}

/// A PostgreSQL type as a person writes it: `varchar(255)` for `character varying(255)`, `timestamptz(3)` for
/// `timestamp(3) with time zone`.
pub fn spelt(sql: &str) -> String {
    let (base, brackets) = match sql.strip_suffix("[]") {
        Some(base) => (base, "[]"),
        None => (sql, ""),
    };
    let rest =
        |prefix: &str| base.strip_prefix(prefix).filter(|rest| rest.is_empty() || rest.starts_with('('));
    if let Some(length) = rest("character varying") {
        return format!("varchar{length}{brackets}");
    }
    if let Some(length) = rest("bit varying") {
        return format!("varbit{length}{brackets}");
    }
    for name in ["timestamp", "time"] {
        let Some(rest) = base.strip_prefix(name) else { continue };
        for (suffix, zone) in [(" with time zone", "tz"), (" without time zone", "")] {
            if let Some(precision) = rest.strip_suffix(suffix) {
                return format!("{name}{zone}{precision}{brackets}");
            }
        }
    }
    sql.to_owned()
}

/// `determine_column_type` of diesel_cli's `infer_schema_internals/sqlite.rs`.
fn of_sqlite(declared: &str) -> DieselType {
    let has = |part: &str| declared.contains(part);
    let name = if declared == "boolean" || declared == "bool" || has("tiny") && has("int") {
        "Bool"
    } else if declared == "int2" || has("small") && has("int") {
        "SmallInt"
    } else if declared == "int8" || has("big") && has("int") {
        "BigInt"
    } else if has("int") {
        "Integer"
    } else if has("char") || has("clob") || has("text") {
        "Text"
    } else if has("blob") || has("binary") || declared.is_empty() {
        "Binary"
    } else if has("float") {
        "Float"
    } else if has("real") || has("double") || has("num") || has("dec") {
        "Double"
    } else {
        match declared {
            "datetime" | "timestamp" => "Timestamp",
            "timestamptz" | "timestamp with time zone" => "TimestamptzSqlite",
            "date" => "Date",
            "time" => "Time",
            _ => "Text",
        }
    };
    DieselType::new(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_that_makes_a_column_is_read_back() {
        for engine in [Engine::Postgres, Engine::Sqlite] {
            for name in PLAIN {
                let ty = DieselType::new(name);
                let Some(sql) = ty.column_type(engine, false) else { continue };
                let read = DieselType::of_column(engine, &sql, false).unwrap();
                let again = read.ty.column_type(engine, false);
                assert!(again.as_ref() == Some(&sql) || !read.exact, "{name} {sql} {read:?}");
                assert!(engine == Engine::Sqlite || read.ty == ty, "{name} {sql}");
            }
        }
    }

    #[test]
    fn what_a_type_says_besides_is_not_lost() {
        for (sql, ty, exact) in [
            ("character varying(20)", "Text", false),
            ("character(3)", "Text", false),
            ("timestamp(3) with time zone", "Timestamptz", false),
            ("timestamp without time zone", "Timestamp", true),
            ("time without time zone[]", "Array<Nullable<Time>>", true),
            ("numeric(10,2)[]", "Array<Nullable<Numeric>>", false),
            ("interval day to second", "Interval", false),
            ("int4range", "Range<Integer>", true),
            ("tstzmultirange", "Multirange<Timestamptz>", true),
            ("\"char\"", "CChar", true),
        ] {
            let read = DieselType::of_column(Engine::Postgres, sql, false).unwrap();
            assert_eq!((read.ty.to_string().as_str(), read.exact), (ty, exact), "{sql}");
        }
        assert_eq!(DieselType::of_column(Engine::Postgres, "point", false), None);
    }

    #[test]
    fn types_are_spelt_short() {
        for (long, short) in [
            ("character varying(255)", "varchar(255)"),
            ("character varying[]", "varchar[]"),
            ("timestamp(3) with time zone", "timestamptz(3)"),
            ("timestamp without time zone", "timestamp"),
            ("time with time zone[]", "timetz[]"),
            ("character(3)", "character(3)"),
            ("bit varying(3)", "varbit(3)"),
            ("timestamps", "timestamps"),
        ] {
            assert_eq!(spelt(long), short);
        }
    }

    #[test]
    fn sqlite_types_as_diesel_infers_them() {
        for (sql, strict, ty, exact) in [
            ("INTEGER", false, "Integer", true),
            ("INT", false, "Integer", false),
            ("INT", true, "Integer", false),
            ("VARCHAR(20)", false, "Text", false),
            ("DATETIME", false, "Timestamp", false),
            ("REAL", true, "Double", true),
            ("REAL", false, "Double", false),
            ("DECIMAL(10, 2)", false, "Double", false),
            ("", false, "Binary", false),
            ("JSON", false, "Text", false),
        ] {
            let read = DieselType::of_column(Engine::Sqlite, sql, strict).unwrap();
            assert_eq!((read.ty.to_string().as_str(), read.exact), (ty, exact), "{sql}");
        }
    }
}
