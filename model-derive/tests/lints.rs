//! What the derives emit is clean where everything is denied.

#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused,
    unused_qualifications,
    unused_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    non_local_definitions,
    private_bounds,
    private_interfaces,
    macro_expanded_macro_exports_accessed_by_absolute_paths,
    rust_2018_idioms,
    rust_2024_compatibility,
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::absolute_paths
)]
#![forbid(unsafe_code)]

/// Everything that is seen from outside.
pub mod open {
    use model_core::{Model, ModelEnum, ModelType};

    /// A newtype.
    #[derive(Debug, Clone, Copy, ModelType)]
    pub struct Id(pub i64);

    /// A newtype over a newtype.
    #[derive(Debug, Clone, Copy, ModelType)]
    pub struct Outer(pub Id);

    /// A newtype over an enum.
    #[derive(Debug, Clone, Copy, ModelType)]
    pub struct Wrapped(pub Kind);

    /// A newtype with a SQL type of its own.
    #[derive(Debug, Clone, ModelType)]
    #[model(sql_type = Citext)]
    pub struct Email(pub String);

    /// An enum.
    #[derive(Debug, Clone, Copy, ModelEnum)]
    #[model(schema = "app")]
    pub enum Kind {
        /// One.
        One,
        /// Two.
        Two,
    }

    /// A model.
    #[derive(Debug, Model)]
    #[model(schema = "app", sql_name = "The Owners", comment)]
    pub struct Owner {
        /// Its id.
        pub id: Id,
        /// Its kind.
        #[model(default = Kind::One)]
        pub kind: Option<Kind>,
        /// Its kinds.
        pub kinds: Vec<Wrapped>,
        /// Its address.
        #[model(unique)]
        pub email: Email,
        /// Its type.
        pub r#type: Outer,
    }
}

/// What only the crate sees, of the same names.
mod closed {
    use model_core::{Model, ModelEnum, ModelType};

    #[derive(Debug, Clone, Copy, ModelType)]
    pub(crate) struct Id(pub(crate) i32);

    #[derive(Debug, Clone, Copy, ModelEnum)]
    #[allow(unreachable_pub, missing_docs, reason = "columns are public, and so are their types")]
    pub enum Kind {
        A,
    }

    #[derive(Debug, Model)]
    #[diesel(table_name = things)]
    pub(crate) struct Thing {
        pub(crate) id: Id,
        #[model(references(super::open::Owner))]
        pub(crate) owner_id: super::open::Id,
        pub(super) kind: Kind,
    }

    #[derive(Debug, Clone, Copy, ModelType)]
    struct Hidden(i32);

    #[derive(Debug, Model)]
    #[model(no_primary_key)]
    struct Row {
        #[model(references(Thing))]
        thing_id: Id,
        hidden: Hidden,
        kind: Kind,
    }

    #[test]
    fn used() {
        let thing = Thing { id: Id(1), owner_id: super::open::Id(1), kind: Kind::A };
        let row = Row { thing_id: thing.id, hidden: Hidden(2), kind: thing.kind };
        assert_eq!((row.thing_id.0, thing.owner_id.0, row.hidden.0), (1, 1, 2));
        assert!(matches!(row.kind, Kind::A) && Row::NAME == "Row");
    }
}
