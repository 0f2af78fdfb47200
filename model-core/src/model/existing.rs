//! What derived code learns of a `table!` that is there: names, lengths, and the columns that no field names.
#![allow(missing_docs, reason = "only derived code has to do with it")]

use std::marker::PhantomData;

#[cfg(any(feature = "sqlite", feature = "postgres"))]
use diesel::internal::table_macro::{StaticQueryFragment, StaticQueryFragmentInstance};
use model_schema::def::{FieldDef, ModelDef};
use model_schema::types::DieselType;

/// What an existing `table!` says that its model does not.
#[derive(Debug, Clone, Copy)]
pub struct Existing {
    /// The schema and the name in SQL.
    pub name: fn() -> Option<(Option<String>, String)>,
    /// The columns of fields.
    pub columns: &'static [ExistingColumn],
    /// All columns by their names in SQL, with their types where these are Diesel's own: for embedded structs.
    pub all: Option<fn() -> Vec<TypedColumn>>,
}

/// A column of an existing `table!`.
#[derive(Debug, Clone, Copy)]
pub struct ExistingColumn {
    /// Its name in Rust.
    pub rust: &'static str,
    /// Its name in SQL.
    pub sql: &'static str,
    /// The length that is named.
    pub length: fn() -> Option<u32>,
}

/// A column's name in SQL, and its type if that is one of Diesel's own.
pub type TypedColumn = (&'static str, Option<DieselType>);

impl Existing {
    /// Says it in the definition.
    pub(super) fn complete(&self, def: &mut ModelDef) {
        for ExistingColumn { rust, length, .. } in self.columns {
            if let Some(field) = def.fields.iter_mut().find(|field| field.column == *rust) {
                field.max_length = field.max_length.or_else(length);
            }
        }
        let names = self.columns.iter().map(|column| (column.rust.to_owned(), column.sql.to_owned()));
        def.rename_columns(&names.collect());
        if let Some((schema, name)) = (self.name)() {
            def.table = name;
            def.schema = schema.or(def.schema.take());
        }
        for (name, ty) in self.all.map(|all| all()).unwrap_or_default() {
            if def.fields.iter().all(|field| field.column != name) {
                def.fields.push(FieldDef::of_column(name, ty.map(|ty| ty.to_string())));
            }
        }
    }
}

/// The length that a column names: by the first of the traits below that it has, as with a probe of its type.
#[derive(Debug)]
pub struct Length<C>(PhantomData<C>);

impl<C> Length<C> {
    pub const NEW: Self = Self(PhantomData);
}

pub trait KnownLength {
    fn length(&self) -> Option<u32>;
}

impl<C: diesel::query_source::SizeRestrictedColumn> KnownLength for Length<C> {
    fn length(&self) -> Option<u32> {
        u32::try_from(C::MAX_LENGTH).ok()
    }
}

pub trait NoLength {
    fn length(&self) -> Option<u32>;
}

impl<C> NoLength for &Length<C> {
    fn length(&self) -> Option<u32> {
        None
    }
}

/// The schema and the name of a `table!`, as its queries have them.
#[cfg(feature = "postgres")]
pub fn table_name<T>() -> Option<(Option<String>, String)>
where
    T: StaticQueryFragment,
    T::Component: diesel::query_builder::QueryFragment<diesel::pg::Pg>,
{
    let fragment = StaticQueryFragmentInstance::<T>::new();
    quoted_names(&diesel::debug_query::<diesel::pg::Pg, _>(&fragment).to_string(), '"')
}

#[cfg(all(feature = "sqlite", not(feature = "postgres")))]
pub fn table_name<T>() -> Option<(Option<String>, String)>
where
    T: StaticQueryFragment,
    T::Component: diesel::query_builder::QueryFragment<diesel::sqlite::Sqlite>,
{
    let fragment = StaticQueryFragmentInstance::<T>::new();
    quoted_names(&diesel::debug_query::<diesel::sqlite::Sqlite, _>(&fragment).to_string(), '`')
}

#[cfg(not(any(feature = "sqlite", feature = "postgres")))]
pub fn table_name<T>() -> Option<(Option<String>, String)> {
    None
}

/// `"app"."users"`, and what may stand behind it.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
fn quoted_names(text: &str, quote: char) -> Option<(Option<String>, String)> {
    let mut names: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(inner) = rest.strip_prefix(quote) {
        let (mut name, mut chars) = (String::new(), inner.char_indices().peekable());
        let end = loop {
            match chars.next()? {
                (_, c) if c != quote => name.push(c),
                (_, _) if chars.next_if(|(_, next)| *next == quote).is_some() => name.push(quote),
                (at, _) => break at,
            }
        };
        names.push(name);
        rest = inner.get(end + quote.len_utf8()..)?;
        rest = rest.strip_prefix('.').unwrap_or_default();
    }
    let name = names.pop()?;
    Some((names.pop(), name))
}

/// A type of columns.
pub trait AllColumns {
    /// Their names, and their types where these are Diesel's own.
    fn all() -> Vec<TypedColumn>;
}

/// All columns of an existing `table!`.
pub fn all_columns<T: diesel::Table>() -> Vec<TypedColumn>
where
    T::AllColumns: AllColumns,
{
    T::AllColumns::all()
}

macro_rules! columns {
    ($first:ident $($rest:ident)*) => {
        impl<$first, $($rest,)*> AllColumns for ($first, $($rest,)*)
        where
            $first: diesel::Column,
            $first::SqlType: 'static,
            $($rest: diesel::Column, $rest::SqlType: 'static,)*
        {
            fn all() -> Vec<TypedColumn> {
                vec![
                    ($first::NAME, super::sql_type::known::<$first::SqlType>()),
                    $(($rest::NAME, super::sql_type::known::<$rest::SqlType>()),)*
                ]
            }
        }

        columns! { $($rest)* }
    };
    () => {};
}

columns! {
    C0 C1 C2 C3 C4 C5 C6 C7 C8 C9 C10 C11 C12 C13 C14 C15
    C16 C17 C18 C19 C20 C21 C22 C23 C24 C25 C26 C27 C28 C29 C30 C31
    C32 C33 C34 C35 C36 C37 C38 C39 C40 C41 C42 C43 C44 C45 C46 C47
    C48 C49 C50 C51 C52 C53 C54 C55 C56 C57 C58 C59 C60 C61 C62 C63
    C64 C65 C66 C67 C68 C69 C70 C71 C72 C73 C74 C75 C76 C77 C78 C79
    C80 C81 C82 C83 C84 C85 C86 C87 C88 C89 C90 C91 C92 C93 C94 C95
    C96 C97 C98 C99 C100 C101 C102 C103 C104 C105 C106 C107 C108 C109 C110 C111
    C112 C113 C114 C115 C116 C117 C118 C119 C120 C121 C122 C123 C124 C125 C126 C127
}
