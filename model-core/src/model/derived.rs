//! What derived code calls. Nothing here is for a program to use.
//!
//! What depends on a backend goes through macros here, so that derived code has it exactly when this crate's feature is
//! on, whatever features the deriving crate has.
#![doc(hidden)]

use std::marker::PhantomData;

use diesel::deserialize;
use model_schema::lower::ResolvedType;
use model_schema::types::DieselType;

pub use diesel;

pub use super::existing::{AllColumns, KnownLength, Length, NoLength, all_columns, table_name};

use super::{ColumnType, ModelEnum, SqlTypeName};

/// The enum itself, for its [`ColumnType`].
pub fn resolved_enum<E: ModelEnum>() -> Result<ResolvedType, String> {
    E::def().map(ResolvedType::Enum).map_err(|error| error.to_string())
}

/// A Diesel type by name, for a newtype's [`ColumnType`].
pub fn resolved_type(name: &str, db_type: Option<&str>) -> Result<ResolvedType, String> {
    match DieselType::parse(name) {
        Some(ty) => Ok(ResolvedType::Diesel { ty, db_type: db_type.map(ToOwned::to_owned) }),
        None => Err(format!("`{name}` is not a Diesel SQL type")),
    }
}

/// What a newtype over another [`ColumnType`] stands for.
pub fn resolved_inner<T: ColumnType>(array: Option<bool>, own: Option<&str>) -> Result<ResolvedType, String> {
    let resolved = match (T::resolved()?, array) {
        (resolved, None) => resolved,
        (ResolvedType::Diesel { ty, db_type: None }, Some(nullable)) => {
            let element = if nullable { DieselType::of("Nullable", ty) } else { ty };
            ResolvedType::Diesel { ty: DieselType::of("Array", element), db_type: None }
        }
        (_, Some(_)) => {
            return Err(
                "the array's type cannot be told from the newtype: write `Vec<..>` in the model".to_owned()
            );
        }
    };
    Ok(match (resolved, own) {
        (ResolvedType::Diesel { ty, .. }, Some(own)) => {
            ResolvedType::Diesel { ty, db_type: Some(own.to_owned()) }
        }
        (resolved, _) => resolved,
    })
}

/// The variant of a label that came from a database.
pub fn read_label<E: ModelEnum>(label: &str) -> deserialize::Result<E> {
    E::from_label(label)
        .ok_or_else(|| format!("`{label}` is no label of `{}`", std::any::type_name::<E>()).into())
}

/// The type of a column of an existing `table!`.
pub fn column_type<S: SqlTypeName>() -> Result<ResolvedType, String> {
    Ok(ResolvedType::Diesel { ty: S::sql_type_name(), db_type: None })
}

/// A column of an existing `table!`: if its type is one of Diesel's own, that counts, else what the field's type says.
///
/// Method lookup finds the first trait below before the second, without a bound that both would have to fulfil.
#[derive(Debug)]
pub struct Probe<T, S>(PhantomData<(T, S)>);

impl<T, S> Probe<T, S> {
    pub const NEW: Self = Self(PhantomData);
}

pub trait ProbeColumn {
    fn probe(&self) -> Result<ResolvedType, String>;
}

impl<T, S: SqlTypeName> ProbeColumn for Probe<T, S> {
    fn probe(&self) -> Result<ResolvedType, String> {
        column_type::<S>()
    }
}

pub trait ProbeField {
    fn probe(&self) -> Result<ResolvedType, String>;
}

impl<T: ColumnType, S> ProbeField for &Probe<T, S> {
    fn probe(&self) -> Result<ResolvedType, String> {
        T::resolved()
    }
}

/// A type that is its own SQL type: what `SqlType`, `QueryId` and `AsExpression` of Diesel would derive.
#[doc(hidden)]
#[macro_export]
macro_rules! __own_sql_type {
    ($ty:ty) => {
        const _: () = {
            use $crate::model::__private::diesel as __diesel;

            #[automatically_derived]
            impl __diesel::sql_types::SqlType for $ty {
                type IsNull = __diesel::sql_types::is_nullable::NotNull;

                const IS_ARRAY: bool = false;
            }

            #[automatically_derived]
            impl __diesel::sql_types::SingleValue for $ty {}

            #[automatically_derived]
            impl __diesel::sql_types::SqlOrd for $ty {}

            #[automatically_derived]
            impl __diesel::query_builder::QueryId for $ty {
                type QueryId = Self;

                const HAS_STATIC_QUERY_ID: bool = true;
            }

            $crate::__own_sql_type!(@expression [] $ty, $ty);
            $crate::__own_sql_type!(@expression [] __diesel::sql_types::Nullable<$ty>, $ty);
            $crate::__own_sql_type!(@expression ['__a] $ty, &'__a $ty);
            $crate::__own_sql_type!(@expression ['__a] __diesel::sql_types::Nullable<$ty>, &'__a $ty);
            $crate::__own_sql_type!(@expression ['__a, '__b] $ty, &'__b &'__a $ty);
            $crate::__own_sql_type!(@expression ['__a, '__b] __diesel::sql_types::Nullable<$ty>, &'__b &'__a $ty);

            #[automatically_derived]
            impl<__DB> __diesel::serialize::ToSql<__diesel::sql_types::Nullable<$ty>, __DB> for $ty
            where
                __DB: __diesel::backend::Backend,
                Self: __diesel::serialize::ToSql<$ty, __DB>,
            {
                fn to_sql<'b>(
                    &'b self,
                    out: &mut __diesel::serialize::Output<'b, '_, __DB>,
                ) -> __diesel::serialize::Result {
                    __diesel::serialize::ToSql::<$ty, __DB>::to_sql(self, out)
                }
            }
        };
        $crate::__queryable!($ty);
    };
    (@expression [$($lifetime:lifetime),*] $sql:ty, $ty:ty) => {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl<$($lifetime),*> __diesel::expression::AsExpression<$sql> for $ty {
            type Expression = __diesel::internal::derives::as_expression::Bound<$sql, Self>;

            fn as_expression(self) -> Self::Expression {
                __diesel::internal::derives::as_expression::Bound::new(self)
            }
        }
    };
}

/// What `FromSqlRow` of Diesel would derive.
#[doc(hidden)]
#[macro_export]
macro_rules! __queryable {
    ($ty:ty) => {
        const _: () = {
            use $crate::model::__private::diesel as __diesel;

            #[automatically_derived]
            impl<__DB, __ST> __diesel::deserialize::Queryable<__ST, __DB> for $ty
            where
                __DB: __diesel::backend::Backend,
                __ST: __diesel::sql_types::SingleValue,
                Self: __diesel::deserialize::FromSql<__ST, __DB>,
            {
                type Row = Self;

                fn build(row: Self) -> __diesel::deserialize::Result<Self> {
                    Ok(row)
                }
            }
        };
    };
}

/// A newtype that goes to and from every SQL type that its inner type does.
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype {
    ($ty:ty, $inner:ty) => {
        $crate::__queryable!($ty);
        $crate::__newtype_values!([__ST] __ST, __ST, $ty, $inner);
        const _: () = {
            use $crate::model::__private::diesel as __diesel;

            #[automatically_derived]
            impl<__ST> __diesel::expression::AsExpression<__ST> for $ty
            where
                $inner: __diesel::expression::AsExpression<__ST>,
                __ST: __diesel::sql_types::SqlType + __diesel::expression::TypedExpressionType,
            {
                type Expression = __diesel::internal::derives::as_expression::Bound<__ST, Self>;

                fn as_expression(self) -> Self::Expression {
                    __diesel::internal::derives::as_expression::Bound::new(self)
                }
            }

            #[automatically_derived]
            impl<'__a, __ST> __diesel::expression::AsExpression<__ST> for &'__a $ty
            where
                $inner: __diesel::expression::AsExpression<__ST>,
                __ST: __diesel::sql_types::SqlType + __diesel::expression::TypedExpressionType,
            {
                type Expression = __diesel::internal::derives::as_expression::Bound<__ST, Self>;

                fn as_expression(self) -> Self::Expression {
                    __diesel::internal::derives::as_expression::Bound::new(self)
                }
            }

            #[automatically_derived]
            impl<'__a, '__b, __ST> __diesel::expression::AsExpression<__ST> for &'__b &'__a $ty
            where
                $inner: __diesel::expression::AsExpression<__ST>,
                __ST: __diesel::sql_types::SqlType + __diesel::expression::TypedExpressionType,
            {
                type Expression = __diesel::internal::derives::as_expression::Bound<__ST, Self>;

                fn as_expression(self) -> Self::Expression {
                    __diesel::internal::derives::as_expression::Bound::new(self)
                }
            }
        };
    };
}

/// A newtype over a type that is its own SQL type: it is its own as well, by the same name in the database.
#[doc(hidden)]
#[macro_export]
macro_rules! __own_newtype {
    ($ty:ty, $inner:ty) => {
        $crate::__own_sql_type!($ty);
        $crate::__newtype_values!([] $ty, <$inner as $crate::model::ColumnType>::SqlType, $ty, $inner);
        $crate::__pg_own_newtype!($ty, $inner);
        $crate::__sqlite_own!($ty);
    };
}

/// Values of a newtype are those of its inner type.
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype_values {
    ([$($st:ident)?] $outer:ty, $sql:ty, $ty:ty, $inner:ty) => {
        const _: () = {
            use $crate::model::__private::diesel as __diesel;

            #[automatically_derived]
            impl<__DB $(, $st)?> __diesel::serialize::ToSql<$outer, __DB> for $ty
            where
                __DB: __diesel::backend::Backend,
                $inner: __diesel::serialize::ToSql<$sql, __DB>,
            {
                fn to_sql<'b>(
                    &'b self,
                    out: &mut __diesel::serialize::Output<'b, '_, __DB>,
                ) -> __diesel::serialize::Result {
                    __diesel::serialize::ToSql::<$sql, __DB>::to_sql(&self.0, out)
                }
            }

            #[automatically_derived]
            impl<__DB $(, $st)?> __diesel::deserialize::FromSql<$outer, __DB> for $ty
            where
                __DB: __diesel::backend::Backend,
                $inner: __diesel::deserialize::FromSql<$sql, __DB>,
            {
                fn from_sql(bytes: __DB::RawValue<'_>) -> __diesel::deserialize::Result<Self> {
                    <$inner as __diesel::deserialize::FromSql<$sql, __DB>>::from_sql(bytes).map(Self)
                }
            }
        };
    };
}

/// An enum on the backends of this crate's features.
#[doc(hidden)]
#[macro_export]
macro_rules! __enum_backends {
    ($ty:ty, $name:literal, $schema:expr) => {
        $crate::__pg_enum!($ty, $name, $schema);
        $crate::__sqlite_own!($ty);
        $crate::__sqlite_enum!($ty);
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "postgres")]
macro_rules! __pg_enum {
    ($ty:ty, $name:literal, $schema:expr) => {
        const _: () = {
            use $crate::model::__private::diesel as __diesel;

            #[automatically_derived]
            impl __diesel::sql_types::HasSqlType<$ty> for __diesel::pg::Pg {
                fn metadata(lookup: &mut Self::MetadataLookup) -> __diesel::pg::PgTypeMetadata {
                    lookup.lookup_type($name, $schema)
                }
            }

            #[automatically_derived]
            impl __diesel::serialize::ToSql<$ty, __diesel::pg::Pg> for $ty {
                fn to_sql<'b>(
                    &'b self,
                    out: &mut __diesel::serialize::Output<'b, '_, __diesel::pg::Pg>,
                ) -> __diesel::serialize::Result {
                    $crate::model::__private::pg_write($crate::model::ModelEnum::label(self), out)
                }
            }

            #[automatically_derived]
            impl __diesel::deserialize::FromSql<$ty, __diesel::pg::Pg> for $ty {
                fn from_sql(value: __diesel::pg::PgValue<'_>) -> __diesel::deserialize::Result<Self> {
                    $crate::model::__private::pg_read(&value)
                }
            }
        };
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "postgres"))]
macro_rules! __pg_enum {
    ($($tokens:tt)*) => {};
}

#[cfg(feature = "postgres")]
pub fn pg_write(
    label: &str,
    out: &mut diesel::serialize::Output<'_, '_, diesel::pg::Pg>,
) -> diesel::serialize::Result {
    std::io::Write::write_all(out, label.as_bytes())?;
    Ok(diesel::serialize::IsNull::No)
}

#[cfg(feature = "postgres")]
pub fn pg_read<E: ModelEnum>(value: &diesel::pg::PgValue<'_>) -> deserialize::Result<E> {
    read_label(std::str::from_utf8(value.as_bytes())?)
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "postgres")]
macro_rules! __pg_own_newtype {
    ($ty:ty, $inner:ty) => {
        const _: () = {
            use $crate::model::__private::diesel as __diesel;

            #[automatically_derived]
            impl __diesel::sql_types::HasSqlType<$ty> for __diesel::pg::Pg {
                fn metadata(lookup: &mut Self::MetadataLookup) -> __diesel::pg::PgTypeMetadata {
                    <Self as __diesel::sql_types::HasSqlType<
                        <$inner as $crate::model::ColumnType>::SqlType,
                    >>::metadata(lookup)
                }
            }
        };
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "postgres"))]
macro_rules! __pg_own_newtype {
    ($($tokens:tt)*) => {};
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "sqlite")]
macro_rules! __sqlite_own {
    ($ty:ty) => {
        const _: () = {
            use $crate::model::__private::diesel as __diesel;

            #[automatically_derived]
            impl __diesel::sql_types::HasSqlType<$ty> for __diesel::sqlite::Sqlite {
                fn metadata(_: &mut ()) -> __diesel::sqlite::SqliteType {
                    __diesel::sqlite::SqliteType::Text
                }
            }
        };
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "sqlite"))]
macro_rules! __sqlite_own {
    ($($tokens:tt)*) => {};
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "sqlite")]
macro_rules! __sqlite_enum {
    ($ty:ty) => {
        const _: () = {
            use $crate::model::__private::diesel as __diesel;

            #[automatically_derived]
            impl __diesel::serialize::ToSql<$ty, __diesel::sqlite::Sqlite> for $ty {
                fn to_sql<'b>(
                    &'b self,
                    out: &mut __diesel::serialize::Output<'b, '_, __diesel::sqlite::Sqlite>,
                ) -> __diesel::serialize::Result {
                    out.set_value($crate::model::ModelEnum::label(self));
                    Ok(__diesel::serialize::IsNull::No)
                }
            }

            #[automatically_derived]
            impl __diesel::deserialize::FromSql<$ty, __diesel::sqlite::Sqlite> for $ty {
                fn from_sql(
                    value: <__diesel::sqlite::Sqlite as __diesel::backend::Backend>::RawValue<'_>,
                ) -> __diesel::deserialize::Result<Self> {
                    $crate::model::__private::sqlite_read(value)
                }
            }
        };
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "sqlite"))]
macro_rules! __sqlite_enum {
    ($($tokens:tt)*) => {};
}

#[cfg(feature = "sqlite")]
pub fn sqlite_read<E: ModelEnum>(
    value: <diesel::sqlite::Sqlite as diesel::backend::Backend>::RawValue<'_>,
) -> deserialize::Result<E> {
    type Text = diesel::sql_types::Text;
    read_label(&<String as deserialize::FromSql<Text, diesel::sqlite::Sqlite>>::from_sql(value)?)
}

/// What `joinable!` of Diesel makes, both ways.
#[doc(hidden)]
#[macro_export]
macro_rules! __joinable {
    ($child:ty, $parent:ty, $column:path) => {
        $crate::__joinable!(@one $child, $parent, $parent, $column);
        $crate::__joinable!(@one $parent, $child, $parent, $column);
    };
    (@one $left:ty, $right:ty, $parent:ty, $column:path) => {
        const _: () = {
            use $crate::model::__private::diesel as __diesel;

            #[automatically_derived]
            impl __diesel::JoinTo<$right> for $left {
                type FromClause = $right;
                type OnClause = __diesel::dsl::Eq<
                    __diesel::internal::table_macro::NullableExpression<$column>,
                    __diesel::internal::table_macro::NullableExpression<<$parent as __diesel::query_source::Table>::PrimaryKey>,
                >;

                fn join_target(right: $right) -> (Self::FromClause, Self::OnClause) {
                    let key = <$parent as __diesel::query_source::Table>::primary_key(&<$parent as ::core::default::Default>::default());
                    let key = __diesel::NullableExpressionMethods::nullable(key);
                    let column = __diesel::NullableExpressionMethods::nullable($column);
                    (right, __diesel::ExpressionMethods::eq(column, key))
                }
            }
        };
    };
}

/// What `allow_tables_to_appear_in_same_query!` of Diesel makes for a pair of this crate's tables.
#[doc(hidden)]
#[macro_export]
macro_rules! __same_query {
    ($left:ty, $right:ty) => {
        $crate::__table_not_equal!($left, $right);
        $crate::__pg_same_query!($left, $right);
        $crate::__pg_same_query!($right, $left);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __table_not_equal {
    ($left:ty, $right:ty) => {
        const _: () = {
            use $crate::model::__private::diesel as __diesel;

            #[automatically_derived]
            impl __diesel::query_source::TableNotEqual<$left> for $right {}
            #[automatically_derived]
            impl __diesel::query_source::TableNotEqual<$right> for $left {}
        };
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(feature = "postgres")]
macro_rules! __pg_same_query {
    ($own:ty, $other:ty) => {
        const _: () = {
            use __diesel::internal::table_macro::TablesampleMethod as __Method;
            use __diesel::query_builder::{Only as __Only, Tablesample as __Tablesample};
            use __diesel::query_source::TableNotEqual as __TableNotEqual;
            use $crate::model::__private::diesel as __diesel;

            #[automatically_derived]
            impl __TableNotEqual<$own> for __Only<$other> {}
            #[automatically_derived]
            impl __TableNotEqual<__Only<$other>> for $own {}
            #[automatically_derived]
            impl<__M: __Method> __TableNotEqual<$own> for __Tablesample<$other, __M> {}
            #[automatically_derived]
            impl<__M: __Method> __TableNotEqual<__Tablesample<$other, __M>> for $own {}
        };
    };
}

#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "postgres"))]
macro_rules! __pg_same_query {
    ($($tokens:tt)*) => {};
}
