//! Diesel's SQL types by name, for models on an existing `table!`.

use std::any::TypeId;

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

/// The name of a type, if it is one of Diesel's own: alone, as an array, and where it may be NULL.
pub fn known<T: 'static>() -> Option<DieselType> {
    let types = PLAIN.iter().flat_map(|all| all());
    #[cfg(feature = "postgres")]
    let types = types.chain(OF_POSTGRES.iter().flat_map(|all| all()));
    #[cfg(feature = "sqlite")]
    let types = types.chain(forms_of::<sql_types::TimestamptzSqlite>());
    let mut types = types;
    types.find(|(id, _)| *id == TypeId::of::<T>()).map(|(_, name)| name())
}

/// A type and how it gets its name.
type Form = (TypeId, fn() -> DieselType);

#[cfg(not(feature = "postgres"))]
fn forms_of<T: SqlTypeName + sql_types::SqlType + 'static>() -> Vec<Form> {
    use sql_types::Nullable;
    vec![(TypeId::of::<T>(), T::sql_type_name), (TypeId::of::<Nullable<T>>(), <Nullable<T>>::sql_type_name)]
}

#[cfg(feature = "postgres")]
fn forms_of<T: SqlTypeName + sql_types::SqlType + 'static>() -> Vec<Form> {
    use sql_types::{Array, Nullable};
    vec![
        (TypeId::of::<T>(), T::sql_type_name),
        (TypeId::of::<Nullable<T>>(), <Nullable<T>>::sql_type_name),
        (TypeId::of::<Array<T>>(), <Array<T>>::sql_type_name),
        (TypeId::of::<Array<Nullable<T>>>(), <Array<Nullable<T>>>::sql_type_name),
        (TypeId::of::<Nullable<Array<T>>>(), <Nullable<Array<T>>>::sql_type_name),
        (TypeId::of::<Nullable<Array<Nullable<T>>>>(), <Nullable<Array<Nullable<T>>>>::sql_type_name),
    ]
}

macro_rules! forms {
    ($($ty:ty),*) => {
        &[$(forms_of::<$ty>),*]
    };
}

const PLAIN: &[fn() -> Vec<Form>] = forms![
    sql_types::Bool,
    sql_types::SmallInt,
    sql_types::Integer,
    sql_types::BigInt,
    sql_types::Float,
    sql_types::Double,
    sql_types::Numeric,
    sql_types::Text,
    sql_types::Binary,
    sql_types::Date,
    sql_types::Interval,
    sql_types::Time,
    sql_types::Timestamp,
    sql_types::Json,
    sql_types::Jsonb
];

#[cfg(feature = "postgres")]
const OF_POSTGRES: &[fn() -> Vec<Form>] = forms![
    sql_types::Oid,
    sql_types::Timestamptz,
    sql_types::Uuid,
    sql_types::Money,
    sql_types::Citext,
    sql_types::Cidr,
    sql_types::Inet,
    sql_types::MacAddr,
    sql_types::MacAddr8,
    sql_types::PgLsn,
    sql_types::CChar,
    sql_types::Range<sql_types::Integer>,
    sql_types::Range<sql_types::BigInt>,
    sql_types::Range<sql_types::Numeric>,
    sql_types::Range<sql_types::Date>,
    sql_types::Range<sql_types::Timestamp>,
    sql_types::Range<sql_types::Timestamptz>
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_canonical() {
        assert_eq!(<sql_types::Nullable<sql_types::Int8>>::sql_type_name().to_string(), "Nullable<BigInt>");
    }

    #[test]
    fn types_of_diesel_are_known_by_themselves() {
        assert_eq!(
            known::<sql_types::Nullable<sql_types::Int8>>(),
            Some(DieselType::parse("Nullable<BigInt>").unwrap())
        );
        assert_eq!(known::<String>(), None);
    }

    #[cfg(feature = "postgres")]
    #[test]
    fn arguments_are_kept() {
        type Ranges = sql_types::Array<sql_types::Nullable<sql_types::Range<sql_types::Integer>>>;
        assert_eq!(Ranges::sql_type_name().to_string(), "Array<Nullable<Range<Integer>>>");
    }
}
