//! Rust type -> Diesel SQL type -> column type. The one place that knows the map.
//!
//! The first half is Diesel's own (`diesel::sql_types`, table in its crate docs); the second is what `diesel print-schema`
//! reads back: on SQLite only type names that diesel_cli knows are emitted, so that its schema.rs agrees with ours.

mod inverse;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ir::Engine;
pub use inverse::{OfColumn, spelt};

/// The type of a field, as far as syntax tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RustType {
    /// `Option<..>` around the whole.
    #[serde(default)]
    pub nullable: bool,
    /// `Vec<..>` (but not `Vec<u8>`) inside of that.
    #[serde(default)]
    pub array: Option<ArrayOf>,
    /// What remains.
    pub base: BaseType,
}

/// The elements of an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArrayOf {
    /// `Vec<T>`.
    Values,
    /// `Vec<Option<T>>`.
    Nullable,
}

/// A type without its `Option` and `Vec`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BaseType {
    /// A type that Diesel maps, as its Diesel type.
    Known(DieselType),
    /// Any other path, as written, without blanks: a newtype, an enum, an alias.
    Path(String),
}

/// A Diesel SQL type: `BigInt`, `Range<Int4>`, `Array<Nullable<Text>>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DieselType {
    /// Last segment of its path, an alias resolved to Diesel's own name (`Int8` is `BigInt`).
    pub name: String,
    /// Type arguments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<DieselType>,
}

impl DieselType {
    /// A type without arguments, aliases resolved.
    pub fn new(name: &str) -> Self {
        Self { name: canonical(name).to_owned(), args: Vec::new() }
    }

    /// A type with one argument.
    #[must_use]
    pub fn of(name: &str, arg: Self) -> Self {
        Self { name: name.to_owned(), args: vec![arg] }
    }

    /// Reads a type as it is written in Rust: `diesel::sql_types::Array<Nullable<Text>>`.
    ///
    /// ```
    /// use model_schema::types::DieselType;
    /// assert_eq!(DieselType::parse("sql_types::Array<Nullable<Int8>>").unwrap().to_string(), "Array<Nullable<BigInt>>");
    /// assert_eq!(DieselType::parse("Array<"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (head, args) = match text.split_once('<') {
            Some((head, rest)) => (head, split_args(rest.strip_suffix('>')?)?),
            None => (text.as_str(), Vec::new()),
        };
        let name = head.rsplit("::").next()?;
        let is_ident = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let args = args.into_iter().map(Self::parse).collect::<Option<Vec<_>>>()?;
        is_ident.then(|| Self { name: canonical(name).to_owned(), args })
    }

    /// Takes off an outer `Nullable`.
    #[must_use]
    pub fn strip_nullable(mut self) -> (Self, bool) {
        if self.name == "Nullable" && self.args.len() == 1 {
            (self.args.remove(0), true)
        } else {
            (self, false)
        }
    }

    /// The column type on an engine; `None` if the engine, or this map, has no such type.
    pub fn column_type(&self, engine: Engine, strict: bool) -> Option<String> {
        match engine {
            Engine::Postgres => self.postgres(),
            Engine::Sqlite => self.sqlite(strict),
        }
    }

    fn postgres(&self) -> Option<String> {
        let plain = match self.name.as_str() {
            "Array" => {
                let (element, _) = self.args.first()?.clone().strip_nullable();
                return Some(format!("{}[]", element.postgres()?));
            }
            "Nullable" => return self.args.first()?.postgres(),
            "Range" | "Multirange" => {
                let kind = match self.args.first()?.name.as_str() {
                    "Integer" => "int4",
                    "BigInt" => "int8",
                    "Numeric" => "num",
                    "Date" => "date",
                    "Timestamp" => "ts",
                    "Timestamptz" => "tstz",
                    _ => return None,
                };
                let suffix = if self.name == "Range" { "range" } else { "multirange" };
                return Some(format!("{kind}{suffix}"));
            }
            "Bool" => "boolean",
            "SmallInt" => "smallint",
            "Integer" => "integer",
            "BigInt" => "bigint",
            "Float" => "real",
            "Double" => "double precision",
            "Numeric" => "numeric",
            "Text" => "text",
            "Binary" => "bytea",
            "Date" => "date",
            "Time" => "time",
            "Timetz" => "timetz",
            "Timestamp" => "timestamp",
            "Timestamptz" => "timestamptz",
            "Interval" => "interval",
            "Uuid" => "uuid",
            "Json" => "json",
            "Jsonb" => "jsonb",
            "Jsonpath" => "jsonpath",
            "Inet" => "inet",
            "Cidr" => "cidr",
            "MacAddr" => "macaddr",
            "MacAddr8" => "macaddr8",
            "Money" => "money",
            "Oid" => "oid",
            "PgLsn" => "pg_lsn",
            "Citext" => "citext",
            "CChar" => "\"char\"",
            "TsVector" => "tsvector",
            "TsQuery" => "tsquery",
            "Ltree" => "ltree",
            "Hstore" => "hstore",
            _ => return None,
        };
        Some(plain.to_owned())
    }

    fn sqlite(&self, strict: bool) -> Option<String> {
        // A STRICT table takes only INT, INTEGER, REAL, TEXT, BLOB and ANY (https://www.sqlite.org/stricttables.html).
        let (loose, in_strict) = match self.name.as_str() {
            "Nullable" => return self.args.first()?.sqlite(strict),
            "Bool" => ("BOOLEAN", "INTEGER"),
            "SmallInt" => ("SMALLINT", "INTEGER"),
            "Integer" => ("INTEGER", "INTEGER"),
            "BigInt" => ("BIGINT", "INTEGER"),
            "Float" => ("FLOAT", "REAL"),
            "Double" => ("DOUBLE", "REAL"),
            "Numeric" => ("NUMERIC", "ANY"),
            "Text" | "Json" => ("TEXT", "TEXT"),
            "Binary" | "Jsonb" => ("BLOB", "BLOB"),
            "Date" => ("DATE", "TEXT"),
            "Time" => ("TIME", "TEXT"),
            "Timestamp" | "TimestamptzSqlite" => ("TIMESTAMP", "TEXT"),
            _ => return None,
        };
        Some(if strict { in_strict } else { loose }.to_owned())
    }

    /// Whether an `id` of this type can be numbered by the database.
    pub fn is_integer(&self) -> bool {
        matches!(self.name.as_str(), "SmallInt" | "Integer" | "BigInt")
    }
}

/// Splits type arguments at their outer commas; `None` if brackets do not balance.
fn split_args(text: &str) -> Option<Vec<&str>> {
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.checked_sub(1)?,
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    if start < text.len() {
        parts.push(&text[start..]);
    }
    (depth == 0).then_some(parts)
}

impl fmt::Display for DieselType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if !self.args.is_empty() {
            f.write_str("<")?;
            for (i, arg) in self.args.iter().enumerate() {
                if i > 0 {
                    f.write_str(", ")?;
                }
                write!(f, "{arg}")?;
            }
            f.write_str(">")?;
        }
        Ok(())
    }
}

/// Resolves the aliases of `diesel::sql_types` and `diesel::pg::sql_types` to the name that is an identifier of its own.
pub fn canonical(name: &str) -> &str {
    match name {
        "Int2" => "SmallInt",
        "Int4" => "Integer",
        "Int8" => "BigInt",
        "Float4" => "Float",
        "Float8" => "Double",
        "Decimal" => "Numeric",
        "VarChar" | "Varchar" | "Char" | "Tinytext" | "Mediumtext" | "Longtext" | "Bpchar" => "Text",
        "Bytea" | "Blob" | "Varbinary" | "Tinyblob" | "Mediumblob" | "Longblob" | "Bit" => "Binary",
        "Datetime" => "Timestamp",
        "TimestamptzPg" | "TimestampTz" => "Timestamptz",
        "MacAddr6" | "Macaddr" => "MacAddr",
        "Tsvector" => "TsVector",
        "Tsquery" => "TsQuery",
        other => other,
    }
}

/// The Diesel type of a Rust type's last path segment; `None` for a type that Diesel does not map.
///
/// `Vec`, `Option` and tuples of bounds are the syntax's business.
pub fn known_rust_type(last_segment: &str) -> Option<DieselType> {
    let name = match last_segment {
        "bool" => "Bool",
        "i16" => "SmallInt",
        "i32" => "Integer",
        "i64" => "BigInt",
        "u32" => "Oid",
        "f32" => "Float",
        "f64" => "Double",
        "String" | "str" => "Text",
        "NaiveDate" => "Date",
        "NaiveTime" => "Time",
        "NaiveDateTime" | "PrimitiveDateTime" | "SystemTime" => "Timestamp",
        // `Date` and `Time` are those of the `time` crate: chrono deprecated its own long ago.
        "Date" => "Date",
        "Time" => "Time",
        "DateTime" | "OffsetDateTime" => "Timestamptz",
        "Uuid" => "Uuid",
        "Value" => "Jsonb",
        "BigDecimal" => "Numeric",
        "IpNetwork" | "IpNet" => "Inet",
        "PgInterval" | "TimeDelta" => "Interval",
        "PgMoney" | "Cents" => "Money",
        "PgLsn" => "PgLsn",
        _ => return None,
    };
    Some(DieselType::new(name))
}
