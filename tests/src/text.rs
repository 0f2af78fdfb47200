//! SQL for each kind of column: types, defaults, conditions, expressions.

use model_core::ir::Engine;
use model_core::sql::{literal, qualified};

use crate::spec::{Kind, Spec};

impl Kind {
    /// Whether the database can number it.
    pub const fn is_integer(self) -> bool {
        matches!(self, Self::SmallInt | Self::Int | Self::BigInt)
    }

    /// Whether it holds text and has a collation.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Varchar(_))
    }

    const fn is_number(self) -> bool {
        self.is_integer() || matches!(self, Self::Numeric | Self::Double)
    }

    /// Whether a btree can hold it.
    pub const fn is_ordered(self) -> bool {
        !matches!(self, Self::Json)
    }

    /// The type as a user writes it.
    pub fn sql(self, spec: &Spec, strict: bool) -> String {
        match spec.engine {
            Engine::Postgres => self.postgres(spec),
            Engine::Sqlite => self.sqlite(strict),
        }
    }

    fn postgres(self, spec: &Spec) -> String {
        let named = |id, suffix: &str| {
            let name = spec.enumeration(id).map(|ty| crate::render::name(spec.engine, ty.away, &ty.name));
            name.map_or_else(|| "text".to_owned(), |name| qualified(spec.engine, &name) + suffix)
        };
        match self {
            Self::Bool => "boolean".to_owned(),
            Self::SmallInt => "smallint".to_owned(),
            Self::Int => "integer".to_owned(),
            Self::BigInt => "bigint".to_owned(),
            Self::Numeric => "numeric(10, 2)".to_owned(),
            Self::Double => "double precision".to_owned(),
            Self::Text => "text".to_owned(),
            Self::Varchar(length) => format!("varchar({length})"),
            Self::Bytes => "bytea".to_owned(),
            Self::Date => "date".to_owned(),
            Self::Timestamp => "timestamptz".to_owned(),
            Self::Uuid => "uuid".to_owned(),
            Self::Json => "jsonb".to_owned(),
            Self::Inet => "inet".to_owned(),
            Self::Interval => "interval".to_owned(),
            Self::Range => "int4range".to_owned(),
            Self::IntArray => "integer[]".to_owned(),
            Self::TextArray => "text[]".to_owned(),
            Self::Enum(id) => named(id, ""),
            Self::EnumArray(id) => named(id, "[]"),
        }
    }

    fn sqlite(self, strict: bool) -> String {
        let (loose, in_strict) = match self {
            Self::Bool => ("BOOLEAN", "INTEGER"),
            Self::SmallInt => ("SMALLINT", "INT"),
            Self::Int => ("INTEGER", "INTEGER"),
            Self::BigInt => ("BIGINT", "INTEGER"),
            Self::Numeric => ("NUMERIC(10, 2)", "ANY"),
            Self::Double => ("DOUBLE", "REAL"),
            Self::Text => ("TEXT", "TEXT"),
            Self::Varchar(length) => {
                return if strict { "TEXT".to_owned() } else { format!("VARCHAR({length})") };
            }
            Self::Bytes => ("BLOB", "BLOB"),
            Self::Date => ("DATE", "TEXT"),
            _ => ("TIMESTAMP", "TEXT"),
        };
        if strict { in_strict } else { loose }.to_owned()
    }

    /// One of the defaults of this type.
    pub fn default(self, spec: &Spec, choice: usize) -> String {
        let postgres = spec.engine == Engine::Postgres;
        let of = |list: &[&str]| list[choice % list.len()].to_owned();
        match self {
            Self::Bool if postgres => of(&["true", "false", "1 = 1", "(NOT false)"]),
            Self::Bool => of(&["TRUE", "FALSE", "0"]),
            kind if kind.is_integer() => of(&["0", "-1", "1 + 1", "'7'", "(3)", "- 2"]),
            Self::Numeric | Self::Double => of(&["1.50", "0", "-1.5", "2 * 3.5", "1e3"]),
            Self::Varchar(_) | Self::Text if postgres => {
                of(&["'x'", "''", "'it''s'", "'a' || 'b'", "upper('q')", "'é\\n'", "'a'::text", "'-- ;'"])
            }
            Self::Text | Self::Varchar(_) => of(&["'x'", "''", "'it''s'", "'a' || 'b'", "upper('q')", "'é'"]),
            Self::Bytes if postgres => of(&["'\\x00'", "''"]),
            Self::Bytes => of(&["x'00'", "X'ab'"]),
            Self::Date => of(&["CURRENT_DATE", "'2024-01-01'"]),
            Self::Timestamp if postgres => of(&["now()", "CURRENT_TIMESTAMP", "'2024-01-01 00:00:00+00'"]),
            Self::Uuid => of(&["gen_random_uuid()", "'00000000-0000-0000-0000-000000000001'"]),
            Self::Json => of(&["'{}'", "'{\"a\":  [1, 2]}'", "jsonb_build_object('k', 1)"]),
            Self::Inet => of(&["'127.0.0.1'", "'10.0.0.0/8'::inet"]),
            Self::Interval => of(&["'1 day'", "interval '2 hours'", "make_interval(days => 3)"]),
            Self::Range => of(&["'[1,5)'", "int4range(1, 3)", "'empty'"]),
            Self::IntArray => of(&["'{}'", "ARRAY[1, 2]", "'{1,2}'::int[]"]),
            Self::TextArray => of(&["'{}'", "ARRAY['a', 'it''s']", "ARRAY[]::text[]"]),
            Self::Enum(id) => label(spec, id, choice),
            Self::EnumArray(id) if choice.is_multiple_of(2) => {
                format!("ARRAY[{}]::{}", label(spec, id, choice), self.sql(spec, false))
            }
            Self::EnumArray(_) => "'{}'".to_owned(),
            _ => of(&["CURRENT_TIMESTAMP", "'2024-01-01 00:00:00'"]),
        }
    }

    /// One of the conditions on a column of this type.
    pub fn condition(self, spec: &Spec, choice: usize, c: &str) -> String {
        let postgres = spec.engine == Engine::Postgres;
        let of = |list: &[&str]| list[choice % list.len()].replace("{}", c);
        match self {
            Self::Bool => of(&["{}", "NOT {}", "{} IS NOT NULL"]),
            kind if kind.is_number() => of(&[
                "{} > 0",
                "{} BETWEEN 1 AND 10",
                "{} IN (1, 2, 3)",
                "{} IS NULL OR {} < 5",
                "{} % 1 = 0 AND {} >= -1",
                "({} > 0) AND ({} < 100)",
                "CASE WHEN {} > 1 THEN {} < 9 ELSE {} <> 0 END",
            ][..if self == Self::Double { 4 } else { 7 }]),
            Self::Text | Self::Varchar(_) => of(&[
                "{} <> ''",
                "length({}) < 100",
                "{} IN ('a', 'b')",
                "lower({}) = {}",
                "{} LIKE 'a%' OR {} LIKE '%''%'",
                "{} IN ('only')",
                "coalesce({}, 'x') <> 'y'",
            ]),
            Self::Bytes => of(&["length({}) < 10"]),
            Self::Date | Self::Timestamp => of(&["{} > '2000-01-01'", "{} IS NOT NULL"]),
            Self::Json => of(&["jsonb_typeof({}) = 'object'", "{} ? 'a'", "{} -> 'a' IS NOT NULL"]),
            Self::Interval => of(&["{} > '1 hour'", "extract(epoch FROM {}) > 0"]),
            Self::Range => of(&["NOT isempty({})", "upper({}) > 3", "{} && int4range(1, 10)"]),
            Self::IntArray => of(&["cardinality({}) > 0", "1 = ANY ({})", "{} @> '{1}'"]),
            Self::TextArray => of(&["cardinality({}) > 0", "'a' <> ALL ({})"]),
            Self::Enum(id) => {
                let (one, two) = (label(spec, id, choice), label(spec, id, choice + 1));
                of(&["{} <> @1", "{} IN (@1, @2)", "{} IS NOT NULL", "{} = @1 OR {} > @2"])
                    .replace("@1", &one)
                    .replace("@2", &two)
            }
            Self::EnumArray(_) => of(&["cardinality({}) > 0", "array_length({}, 1) < 5"]),
            _ if postgres => of(&["{} IS NOT NULL"]),
            _ => of(&["{} > '2000'"]),
        }
    }

    /// An expression of any type that an index can hold.
    pub fn expression(self, spec: &Spec, choice: usize, c: &str) -> Option<String> {
        let of = |list: &[&str]| Some(list[choice % list.len()].replace("{}", c));
        match self {
            Self::Bool => of(&["NOT {}"]),
            kind if kind.is_integer() => of(&["{} + 1", "abs({})", "({} % 2)", "coalesce({}, 0)"]),
            Self::Numeric => of(&["{} * 2", "round({})", "- {}"]),
            Self::Text | Self::Varchar(_) if spec.engine == Engine::Postgres => {
                of(&["lower({})", "{} || 'x'", "substr({}, 1, 3)", "lower({}) || upper({})", "({} = 'a')"])
            }
            Self::Text | Self::Varchar(_) => of(&["lower({})", "{} || 'x'", "substr({}, 1, 3)", "{} = 'a'"]),
            Self::Date if spec.engine == Engine::Postgres => of(&["{} + 1"]),
            Self::Timestamp if spec.engine == Engine::Postgres => of(&["{} AT TIME ZONE 'UTC'"]),
            Self::Json => of(&["{} ->> 'a'", "({} -> 'a')"]),
            Self::Range => of(&["lower({})"]),
            Self::IntArray => of(&["cardinality({})", "{}[1]"]),
            _ => None,
        }
    }

    /// An expression of the same type that a column can be generated by.
    pub fn generation(self, engine: Engine, choice: usize, c: &str) -> Option<String> {
        let of = |list: &[&str]| Some(list[choice % list.len()].replace("{}", c));
        match self {
            Self::Bool => of(&["NOT {}", "{} IS NULL"]),
            kind if kind.is_number() => of(&["{} + 1", "{} * 2", "coalesce({}, 0)"]),
            Self::Text => of(&["upper({})", "{} || '-x'", "coalesce({}, 'none')"]),
            Self::Varchar(_) => of(&["upper({})", "lower({})"]),
            Self::Json if engine == Engine::Postgres => of(&["{} -> 'a'"]),
            Self::IntArray => of(&["{} || 1"]),
            _ => None,
        }
    }
}

fn label(spec: &Spec, id: u32, choice: usize) -> String {
    let labels = spec.enumeration(id).map(|ty| ty.labels.as_slice()).unwrap_or_default();
    literal(labels.get(choice % labels.len().max(1)).map_or("", |(_, label)| label))
}
