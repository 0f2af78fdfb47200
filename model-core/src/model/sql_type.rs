//! Diesel's SQL types by name, for models on an existing `table!`.

use diesel::sql_types;
use model_schema::types::DieselType;

/// A SQL type of Diesel's own.
#[diagnostic::on_unimplemented(
    message = "the column type `{Self}` is not one of Diesel's own",
    note = "name it on the field: `#[model(sql_type = .., db_type = \"..\")]`"
)]
pub trait SqlTypeName {
    /// Its name.
    fn sql_type_name() -> DieselType;
}

macro_rules! plain {
    ($($name:ident)*) => {
        $(impl SqlTypeName for sql_types::$name {
            fn sql_type_name() -> DieselType {
                DieselType::new(stringify!($name))
            }
        })*
    };
}

#[cfg(feature = "postgres")]
macro_rules! generic {
    ($($name:ident)*) => {
        $(impl<T: SqlTypeName + 'static> SqlTypeName for sql_types::$name<T> {
            fn sql_type_name() -> DieselType {
                DieselType::of(stringify!($name), T::sql_type_name())
            }
        })*
    };
}

plain! {
    Bool SmallInt Integer BigInt Float Double Numeric Text Binary Date Interval Time Timestamp Json Jsonb
}

impl<T: SqlTypeName + sql_types::SqlType> SqlTypeName for sql_types::Nullable<T> {
    fn sql_type_name() -> DieselType {
        DieselType::of("Nullable", T::sql_type_name())
    }
}

#[cfg(feature = "postgres")]
plain! { Oid Timestamptz Uuid Money Citext Cidr Inet MacAddr MacAddr8 PgLsn CChar }

#[cfg(feature = "postgres")]
generic! { Array Range Multirange }

#[cfg(feature = "sqlite")]
plain! { TimestamptzSqlite }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_canonical() {
        assert_eq!(<sql_types::Nullable<sql_types::Int8>>::sql_type_name().to_string(), "Nullable<BigInt>");
    }

    #[cfg(feature = "postgres")]
    #[test]
    fn arguments_are_kept() {
        type Ranges = sql_types::Array<sql_types::Nullable<sql_types::Range<sql_types::Integer>>>;
        assert_eq!(Ranges::sql_type_name().to_string(), "Array<Nullable<Range<Integer>>>");
    }
}
