//! How the values of a column become those of another type.

use crate::diff::Question;
use crate::ir::{Column, Engine, QName};
use crate::sql::ident;

/// An expression that turns a column of one type into another, and one that it gave rise to back again.
pub fn cast_back(engine: Engine, column: &str, from: &Column, to: &Column) -> String {
    if engine == Engine::Sqlite {
        return column.to_owned();
    }
    let ty = &to.ty.sql;
    let family = |column: &Column| match column.ty.enum_name {
        Some(_) => None,
        None => Family::of(&column.ty.sql),
    };
    match (family(from), family(to)) {
        (Some(Family::Moment), Some(Family::Number)) => format!("extract(epoch FROM {column})::{ty}"),
        (Some(Family::Number), Some(Family::Moment)) => {
            let moment = format!("to_timestamp({column})");
            match base(ty) {
                "date" => format!("({moment} AT TIME ZONE 'UTC')::date"),
                _ if ty.ends_with("with time zone") => moment,
                _ => format!("{moment} AT TIME ZONE 'UTC'"),
            }
        }
        (Some(Family::Truth), Some(Family::Number)) if ty == "integer" => format!("{column}::integer"),
        (Some(Family::Truth), Some(Family::Number)) => format!("{column}::integer::{ty}"),
        (Some(Family::Number), Some(Family::Truth)) => format!("{column} <> 0"),
        (Some(from), Some(to)) if from == to || from == Family::Text => format!("{column}::{ty}"),
        (_, Some(Family::Text)) => format!("{column}::{ty}"),
        // Through text there is a cast between any two types.
        _ => format!("{column}::text::{ty}"),
    }
}

/// What to ask where PostgreSQL does not turn a column into its new type by itself.
pub fn cast_question(table: &QName, column: &str, from: &Column, to: &Column) -> Question {
    Question::Using {
        table: table.to_string(),
        column: column.to_owned(),
        from: from.ty.sql.clone(),
        to: to.ty.sql.clone(),
        expression: cast_back(Engine::Postgres, &ident(Engine::Postgres, column), from, to),
    }
}

/// Types between which PostgreSQL has casts or functions of their own, which keep more than the way through text; with text it is
/// that way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Number,
    Text,
    Moment,
    Truth,
    Json,
    Address,
}

impl Family {
    fn of(ty: &str) -> Option<Self> {
        // There is a cast of each, but none of their arrays that means the same.
        if ty.ends_with(']') {
            return None;
        }
        Some(match base(ty) {
            "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision" => Self::Number,
            "text" | "character varying" | "character" => Self::Text,
            "date" | "timestamp" | "timestamp with time zone" | "timestamp without time zone" => Self::Moment,
            "boolean" => Self::Truth,
            "json" | "jsonb" => Self::Json,
            "inet" | "cidr" => Self::Address,
            _ => return None,
        })
    }
}

/// A type without its length or precision.
fn base(ty: &str) -> &str {
    ty.split('(').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_cast_of_its_own_is_not_put_through_text() {
        for (from, to, expected) in [
            ("bigint", "integer", "c::integer"),
            ("character varying(20)", "bigint", "c::bigint"),
            ("uuid", "text", "c::text"),
            ("uuid", "bytea", "c::text::bytea"),
            ("timestamp without time zone", "bigint", "extract(epoch FROM c)::bigint"),
            ("bigint", "timestamp without time zone", "to_timestamp(c) AT TIME ZONE 'UTC'"),
            ("integer", "timestamp(3) with time zone", "to_timestamp(c)"),
            ("integer", "date", "(to_timestamp(c) AT TIME ZONE 'UTC')::date"),
            ("boolean", "smallint", "c::integer::smallint"),
            ("smallint", "boolean", "c <> 0"),
            ("integer[]", "boolean[]", "c::text::boolean[]"),
        ] {
            let (from, to) = (Column::new("c", from), Column::new("c", to));
            assert_eq!(cast_back(Engine::Postgres, "c", &from, &to), expected);
        }
    }
}
