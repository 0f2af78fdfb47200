//! Column type -> Rust type, and what has to be said beside it.

use model_core::ir::{Column, ColumnType, Engine, QName, Schema, Table};
use model_core::types::{DieselType, spelt};

use super::ground::Ground;
use super::text::quoted;

/// A type as a field has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldType {
    /// The type, without `Option`.
    pub rust: String,
    /// What has to be imported for it.
    pub uses: Vec<&'static str>,
    /// Keys of `#[model(..)]`: `max_length`, `sql_type`, `db_type`.
    pub attributes: Vec<String>,
    /// What it is in Diesel, to tell whether two columns can be compared.
    pub diesel: String,
    /// Whether it can be an id in Diesel's sense: `Eq` and `Hash`.
    pub is_hashable: bool,
    /// The enum in it.
    pub enum_name: Option<QName>,
    /// The SQL type that Diesel has not.
    pub custom: Option<Custom>,
}

/// An SQL type that Diesel has not, and that the imported models define.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Custom {
    /// Its schema, if it is not found without.
    pub schema: Option<String>,
    /// Its name in the catalog.
    pub name: String,
}

/// Crates and features that types need: path, crate with version, feature of Diesel.
const CRATES: [(&str, &str, &str); 5] = [
    ("chrono", "chrono = \"0.4\"", "chrono"),
    ("serde_json", "serde_json = \"1\"", "serde_json"),
    ("uuid", "uuid = \"1\"", "uuid"),
    ("bigdecimal", "bigdecimal = \"0.4\"", "numeric"),
    ("ipnetwork", "ipnetwork = \"0.21\"", "network-address"),
];

/// What the crate of an import asks of a Cargo.toml: the dependency, and Diesel's feature.
pub fn requirement(path: &str) -> Option<(&'static str, &'static str)> {
    let krate = path.split("::").next().unwrap_or_default();
    CRATES.iter().find(|(name, ..)| *name == krate).map(|(_, dependency, feature)| (*dependency, *feature))
}

/// The type of a column; an error says why no model has it.
pub fn field_type(ground: &Ground<'_>, table: &Table, column: &Column) -> Result<FieldType, String> {
    let schema = ground.schema;
    let sql = column.ty.sql.as_str();
    let read = ground.read_as(sql);
    if read != sql {
        return of_domain(ground, table, column, &read);
    }
    if let Some(name) = &column.ty.enum_name {
        return enum_type(schema, sql, name);
    }
    let Some(read) = DieselType::of_column(schema.engine, ground.bare(sql), table.strict) else {
        return custom(ground, sql);
    };
    let Some(rust) = rust(&read.ty) else { return custom(ground, sql) };
    let mut attributes = Vec::new();
    if rust.needs_sql_type {
        attributes.push(format!("sql_type = {}", in_full(&read.ty)));
    }
    let is_key = |name: &str| table.primary_key.as_ref().is_some_and(|key| key.columns == [name]);
    // The lowering makes every integer that is the whole key the rowid.
    let made = match schema.engine {
        Engine::Sqlite if read.ty.is_integer() && is_key(&column.name) => sql == "INTEGER",
        _ => read.exact,
    };
    if !made {
        match length(schema.engine, sql).filter(|_| !table.strict) {
            Some(length) => attributes.push(format!("max_length = {length}")),
            None => attributes.push(format!("db_type = {}", quoted(&short(schema.engine, sql)))),
        }
    }
    Ok(FieldType {
        rust: rust.text,
        uses: rust.uses,
        attributes,
        diesel: read.ty.to_string(),
        is_hashable: rust.is_hashable,
        enum_name: None,
        custom: None,
    })
}

fn short(engine: Engine, sql: &str) -> String {
    if engine == Engine::Postgres { spelt(sql) } else { sql.to_owned() }
}

/// A domain is what it is over to Diesel, as it is to the protocol; in the database the column is of the domain.
fn of_domain(ground: &Ground<'_>, table: &Table, column: &Column, read: &str) -> Result<FieldType, String> {
    let sql = column.ty.sql.as_str();
    is_made(ground, sql)?;
    let element = read.strip_suffix("[]").unwrap_or(read);
    let enum_name = ground.enum_name(element).cloned();
    let base = Column { ty: ColumnType { sql: read.to_owned(), enum_name }, ..column.clone() };
    let mut ty = field_type(ground, table, &base)?;
    ty.attributes.retain(|attribute| attribute.starts_with("sql_type"));
    ty.attributes.push(format!("db_type = {}", quoted(sql)));
    Ok(ty)
}

/// Whether a type of the user's own is there before the tables.
fn is_made(ground: &Ground<'_>, sql: &str) -> Result<(), String> {
    match ground.own_type(sql.strip_suffix("[]").unwrap_or(sql)) {
        Some(object) if object.definition.is_none() => {
            Err(format!("its type `{sql}` is a {}, which only its own scripts can make", object.kind))
        }
        Some(object) if !ground.has(&object.id()) => {
            Err(format!("its type `{sql}` is a {} that rests on a table", object.kind))
        }
        _ => Ok(()),
    }
}

/// The `n` of `varchar(n)`, as the lowering writes it.
pub fn length(engine: Engine, sql: &str) -> Option<u32> {
    let name = if engine == Engine::Postgres { "character varying(" } else { "VARCHAR(" };
    sql.strip_prefix(name)?.strip_suffix(')')?.parse().ok().filter(|length| *length > 0)
}

fn enum_type(schema: &Schema, sql: &str, name: &QName) -> Result<FieldType, String> {
    let known = schema.enums.get(name).ok_or_else(|| format!("its type `{sql}` belongs to an extension"))?;
    if known.labels.is_empty() || known.labels.iter().any(String::is_empty) {
        return Err(format!("its type `{name}` has no label, or one without a letter"));
    }
    let is_array = sql.ends_with("[]");
    Ok(FieldType {
        rust: if is_array { "Vec<Option<{}>>" } else { "{}" }.to_owned(),
        uses: Vec::new(),
        attributes: Vec::new(),
        diesel: sql.to_owned(),
        is_hashable: true,
        enum_name: Some(name.clone()),
        custom: None,
    })
}

/// A type of the models' own for what Diesel has no type for. Types that are made after the tables are none.
fn custom(ground: &Ground<'_>, sql: &str) -> Result<FieldType, String> {
    is_made(ground, sql)?;
    let (element, is_array) = match sql.strip_suffix("[]") {
        Some(element) => (element, true),
        None => (sql, false),
    };
    let spelt = spelt(element);
    let name = parse_name(spelt.split_once('(').map_or(spelt.as_str(), |(name, _)| name));
    let name = name.ok_or_else(|| format!("its type `{sql}` cannot be named"))?;
    // The element's name stands where `{}` is, once all types are named.
    let (rust, diesel) = if is_array {
        ("Vec<Option<sql_types::{}Value>>", "sql_type = Array<Nullable<sql_types::{}>>")
    } else {
        ("sql_types::{}Value", "sql_type = sql_types::{}")
    };
    Ok(FieldType {
        rust: rust.to_owned(),
        uses: Vec::new(),
        attributes: vec![
            diesel.to_owned(),
            format!("db_type = {}", quoted(&short(ground.schema.engine, sql))),
        ],
        diesel: sql.to_owned(),
        is_hashable: true,
        enum_name: None,
        custom: Some(name),
    })
}

/// `hstore`, `ext.hstore`, `"Odd name"`.
pub fn parse_name(text: &str) -> Option<Custom> {
    let mut parts = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let last = parts.last_mut()?;
        match c {
            '"' => loop {
                match chars.next()? {
                    '"' if chars.next_if_eq(&'"').is_some() => last.push('"'),
                    '"' => break,
                    c => last.push(c),
                }
            },
            '.' => parts.push(String::new()),
            c => last.push(c),
        }
    }
    let name = parts.pop().filter(|name| !name.is_empty())?;
    (parts.len() < 2).then(|| Custom { schema: parts.pop(), name })
}

struct Rust {
    text: String,
    uses: Vec<&'static str>,
    needs_sql_type: bool,
    is_hashable: bool,
}

/// The Rust type of a Diesel type.
fn rust(ty: &DieselType) -> Option<Rust> {
    let plain = |text: &str| Rust {
        text: text.to_owned(),
        uses: Vec::new(),
        needs_sql_type: false,
        is_hashable: true,
    };
    let named = |text: &str| Rust { needs_sql_type: true, ..plain(text) };
    let within = |inner: Rust, text: String, needs_sql_type: bool| Rust { text, needs_sql_type, ..inner };
    Some(match (ty.name.as_str(), ty.args.first()) {
        ("Array", Some(element)) => {
            let inner = rust(&element.clone().strip_nullable().0)?;
            // A `Vec` of bounds is a multirange or an array of ranges.
            let needs = inner.needs_sql_type || inner.text.starts_with('(');
            let text = format!("Vec<Option<{}>>", inner.text);
            within(inner, text, needs)
        }
        ("Range" | "Multirange", Some(bound)) => {
            let mut inner = rust(bound)?;
            inner.uses.push("std::ops::Bound");
            let range = format!("(Bound<{0}>, Bound<{0}>)", inner.text);
            let several = ty.name == "Multirange";
            let text = if several { format!("Vec<{range}>") } else { range };
            within(inner, text, several)
        }
        ("Binary", _) => plain("Vec<u8>"),
        ("MacAddr", _) => plain("[u8; 6]"),
        ("MacAddr8", _) => plain("[u8; 8]"),
        ("CChar", _) => named("u8"),
        ("Citext", _) => named("String"),
        ("Json", _) => Rust { uses: vec!["serde_json::Value"], is_hashable: false, ..named("Value") },
        ("Cidr", _) => Rust { uses: vec!["ipnetwork::IpNetwork"], ..named("IpNetwork") },
        ("Timestamptz" | "TimestamptzSqlite", _) => {
            Rust { uses: vec!["chrono::DateTime", "chrono::Utc"], ..plain("DateTime<Utc>") }
        }
        _ => {
            let name = ty.rust_name()?;
            let import = match name {
                "NaiveDate" => "chrono::NaiveDate",
                "NaiveTime" => "chrono::NaiveTime",
                "NaiveDateTime" => "chrono::NaiveDateTime",
                "Uuid" => "uuid::Uuid",
                "Value" => "serde_json::Value",
                "BigDecimal" => "bigdecimal::BigDecimal",
                "IpNetwork" => "ipnetwork::IpNetwork",
                "PgInterval" => "diesel::data_types::PgInterval",
                "PgMoney" => "diesel::data_types::PgMoney",
                "PgLsn" => "diesel::data_types::PgLsn",
                _ => return Some(Rust { is_hashable: !matches!(name, "f32" | "f64"), ..plain(name) }),
            };
            let is_hashable = !matches!(name, "Value" | "PgInterval" | "PgMoney" | "PgLsn");
            Rust { uses: vec![import], is_hashable, ..plain(name) }
        }
    })
}

/// A Diesel type as a path that means the same whatever the models are called.
fn in_full(ty: &DieselType) -> String {
    let args: Vec<String> = ty.args.iter().map(in_full).collect();
    let args = if args.is_empty() { String::new() } else { format!("<{}>", args.join(", ")) };
    format!("diesel::sql_types::{}{args}", ty.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(engine: Engine, sql: &str) -> FieldType {
        let mut table = Table::new(engine.qualify(None, "t"));
        table.columns.push(Column::new("c", sql));
        field_type(&Ground::of(&Schema::empty(engine)), &table, &table.columns[0]).unwrap()
    }

    #[test]
    fn postgres_types() {
        for (sql, rust, attributes) in [
            ("bigint", "i64", ""),
            ("character varying(20)", "String", "max_length = 20"),
            ("character varying", "String", "db_type = \"varchar\""),
            ("character varying(20)[]", "Vec<Option<String>>", "db_type = \"varchar(20)[]\""),
            ("numeric(10,2)", "BigDecimal", "db_type = \"numeric(10,2)\""),
            ("timestamp(3) with time zone", "DateTime<Utc>", "db_type = \"timestamptz(3)\""),
            ("json", "Value", "sql_type = diesel::sql_types::Json"),
            ("citext", "String", "sql_type = diesel::sql_types::Citext"),
            ("tstzrange", "(Bound<DateTime<Utc>>, Bound<DateTime<Utc>>)", ""),
            (
                "int4multirange",
                "Vec<(Bound<i32>, Bound<i32>)>",
                "sql_type = diesel::sql_types::Multirange<diesel::sql_types::Integer>",
            ),
            ("point", "sql_types::{}Value", "sql_type = sql_types::{}, db_type = \"point\""),
            ("bit varying(3)", "sql_types::{}Value", "sql_type = sql_types::{}, db_type = \"varbit(3)\""),
        ] {
            let read = of(Engine::Postgres, sql);
            assert_eq!(
                (read.rust.as_str(), read.attributes.join(", ").as_str()),
                (rust, attributes),
                "{sql}"
            );
        }
        let custom = of(Engine::Postgres, "ext.\"Odd \"\" name\"(3)").custom.unwrap();
        assert_eq!((custom.schema.as_deref(), custom.name.as_str()), (Some("ext"), "Odd \" name"));
    }

    #[test]
    fn sqlite_types() {
        for (sql, rust, attributes) in [
            ("INTEGER", "i32", ""),
            ("BIGINT", "i64", ""),
            ("VARCHAR(20)", "String", "max_length = 20"),
            ("DATETIME", "NaiveDateTime", "db_type = \"DATETIME\""),
            ("NUMERIC(10, 2)", "f64", "db_type = \"NUMERIC(10, 2)\""),
            ("", "Vec<u8>", "db_type = \"\""),
        ] {
            let read = of(Engine::Sqlite, sql);
            assert_eq!(
                (read.rust.as_str(), read.attributes.join(", ").as_str()),
                (rust, attributes),
                "{sql}"
            );
        }
    }
}
