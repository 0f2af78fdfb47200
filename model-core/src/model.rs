//! What the derives implement: a program's models, known at run time.
//!
//! A derive embeds its item's definition; these traits lower it by the function that the command line uses, and ask the
//! types and models it names through their own implementations. No implementation lowers another model, so that models
//! may reference each other and themselves.

#[doc(hidden)]
#[path = "model/derived.rs"]
pub mod __private;
mod existing;
mod sql_type;

#[doc(hidden)]
pub use existing::{Existing, ExistingColumn};
use model_schema::def::{EnumDef, FieldDef, ModelDef};
use model_schema::desired::{Conflict, Desired};
use model_schema::ir::{Engine, Table};
use model_schema::lower::{LowerError, LowerOptions, Lowered, ModelRef, ResolvedType, Resolver, lower};
use model_schema::types::BaseType;
pub use sql_type::SqlTypeName;

/// [`ColumnType::resolved`] of some type.
#[doc(hidden)]
pub type Resolve = fn() -> Result<ResolvedType, String>;

/// A type that a path in a definition stands for.
#[doc(hidden)]
pub type TypeEntry = (&'static str, Resolve);

/// A model that a path in a definition stands for.
#[doc(hidden)]
pub type ModelEntry = (&'static str, fn() -> Result<ModelRef, ModelError>);

/// A column of an existing `table!` and its type.
#[doc(hidden)]
pub type ColumnEntry = TypeEntry;

/// A struct with [`#[derive(Model)]`](derive@crate::Model).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    note = "derive `Model` for it: `#[derive(model_core::Model)]`"
)]
pub trait Model {
    /// Its `table!`.
    type Table: diesel::Table + Default;

    /// The struct's name.
    const NAME: &'static str;

    #[doc(hidden)]
    const DEFINITION: &'static str;
    #[doc(hidden)]
    const TYPES: &'static [TypeEntry];
    #[doc(hidden)]
    const MODELS: &'static [ModelEntry];
    #[doc(hidden)]
    const COLUMNS: &'static [ColumnEntry];
    #[doc(hidden)]
    const EXISTING: Option<Existing>;

    /// What the struct says.
    ///
    /// Where the model sits on an existing `table!`, its names and column types are those of the `table!`. What is not seen is the
    /// length of a column that an embedded struct has.
    fn def() -> Result<ModelDef, ModelError> {
        let mut def = written::<ModelDef>(Self::NAME, Self::DEFINITION)?;
        for (column, resolved) in Self::COLUMNS {
            let field = def.fields.iter_mut().find(|field| field.column == *column);
            if let (Some(field), Ok(ResolvedType::Diesel { ty, db_type })) = (field, resolved()) {
                field.sql_type = Some(ty.to_string());
                field.db_type = field.db_type.take().or(db_type);
            }
        }
        if let Some(existing) = Self::EXISTING {
            existing.complete(&mut def);
        }
        Ok(def)
    }

    /// What models that reference this one need to know.
    fn reference() -> Result<ModelRef, ModelError> {
        let mut def = written::<ModelDef>(Self::NAME, Self::DEFINITION)?;
        if let Some(existing) = Self::EXISTING {
            existing.complete(&mut def);
        }
        Ok(ModelRef::of(&def))
    }

    /// The table and what it brings along.
    fn lowered(options: &LowerOptions) -> Result<Lowered, ModelError> {
        let def = Self::def()?;
        let resolver = Known {
            def: &def,
            types: Self::TYPES,
            columns: Self::COLUMNS,
            existing: Self::EXISTING,
            models: Self::MODELS,
        };
        lower(&def, &resolver, options).map_err(|errors| ModelError::Lower { model: Self::NAME, errors })
    }

    /// The table on an engine.
    ///
    /// Rust's docs do not become comments here: a model that wants that everywhere uses [`Model::lowered`].
    fn table(engine: Engine) -> Result<Table, ModelError> {
        Ok(Self::lowered(&LowerOptions { engine, doc_comments: false })?.table)
    }
}

/// A Rust type with a column type: [`ModelType`] and [`ModelEnum`] have it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a column type",
    note = "derive `ModelType` or `ModelEnum` for it, or name its type with `#[model(sql_type = ..)]`"
)]
pub trait ColumnType {
    /// The type in Diesel's SQL.
    type SqlType: diesel::sql_types::SqlType;

    /// What it stands for in a definition. An error is a sentence that says what to write.
    fn resolved() -> Result<ResolvedType, String>;
}

/// A newtype with [`#[derive(ModelType)]`](derive@crate::ModelType).
pub trait ModelType: ColumnType {
    /// What it wraps.
    type Inner;
}

/// An enum with [`#[derive(ModelEnum)]`](derive@crate::ModelEnum).
pub trait ModelEnum: ColumnType + Copy + 'static {
    /// Its variants in order.
    const ALL: &'static [Self];

    #[doc(hidden)]
    const DEFINITION: &'static str;

    /// The label that stands in the database.
    fn label(&self) -> &'static str;

    /// The variant of a label.
    fn from_label(label: &str) -> Option<Self> {
        Self::ALL.iter().find(|variant| variant.label() == label).copied()
    }

    /// What the enum says.
    fn def() -> Result<EnumDef, ModelError> {
        written(std::any::type_name::<Self>(), Self::DEFINITION)
    }
}

/// A model that makes no table.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The definition that the derive embedded cannot be read.
    #[error("the definition of `{model}` cannot be read: are model-core and model-derive of one version?")]
    Definition {
        /// The model.
        model: &'static str,
        /// Why.
        source: serde_json::Error,
    },
    /// The definition makes no table on this engine.
    #[error("`{model}`: {}", sentences(errors))]
    Lower {
        /// The model.
        model: &'static str,
        /// Every reason.
        errors: Vec<LowerError>,
    },
    /// The models do not fit together.
    #[error("{}", sentences(.0))]
    Conflict(Vec<Conflict>),
}

/// A model as a value: what [`models!`](crate::models) lists.
#[derive(Debug, Clone, Copy)]
pub struct AnyModel {
    name: &'static str,
    lowered: fn(&LowerOptions) -> Result<Lowered, ModelError>,
}

impl AnyModel {
    /// The model `M`.
    pub const fn of<M: Model>() -> Self {
        Self { name: M::NAME, lowered: M::lowered }
    }

    /// The struct's name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The table and what it brings along.
    pub fn lowered(&self, options: &LowerOptions) -> Result<Lowered, ModelError> {
        (self.lowered)(options)
    }
}

/// All models together: the state that they ask for.
pub fn desired(models: &[AnyModel], options: &LowerOptions) -> Result<Desired, ModelError> {
    let lowered = models.iter().map(|model| model.lowered(options)).collect::<Result<Vec<_>, _>>()?;
    Desired::assemble(options.engine, lowered).map_err(ModelError::Conflict)
}

/// Lists models: `models![User, crate::blog::Post]` is an array of [`AnyModel`].
#[macro_export]
macro_rules! models {
    ($($model:ty),* $(,)?) => {
        [$($crate::model::AnyModel::of::<$model>()),*]
    };
}

/// Lets the tables of models appear in one query: `allow_in_same_query!(User, Comment, Tag)`, every pair of them.
///
/// A [reference](derive@crate::Model#references) does this for its two models; this is for pairs that no reference
/// makes, as in `comments.inner_join(posts.inner_join(users))`, which has comments and users in it. The models
/// are this crate's: for others there is `diesel::allow_tables_to_appear_in_same_query!`.
#[macro_export]
macro_rules! allow_in_same_query {
    ($first:ty $(, $other:ty)+ $(,)?) => {
        $($crate::__same_query!(<$first as $crate::Model>::Table, <$other as $crate::Model>::Table);)+
        $crate::allow_in_same_query!($($other),+);
    };
    ($last:ty $(,)?) => {};
}

/// Lets a table of this crate and tables of others appear in one query, where Diesel's `allow_tables_to_appear_in_same_query!` cannot:
/// with its PostgreSQL backend that also speaks of `ONLY` and `TABLESAMPLE`, which Rust leaves to the crate of the table.
///
/// ```ignore
/// diesel::joinable!(invoices -> customers (customer_id));
/// model_core::allow_across_crates!(invoices, users::account::customers);
/// ```
///
/// Tables are named by their modules, this crate's first.
#[macro_export]
macro_rules! allow_across_crates {
    ($own:path, $($other:path),+ $(,)?) => {
        $($crate::allow_across_crates!(@pair $own, $other);)+
    };
    (@pair $own:path, $other:path) => {
        const _: () = {
            use $crate::model::__private::diesel as __diesel;
            use $own as __own;
            use $other as __other;

            impl __diesel::query_source::TableNotEqual<__own::table> for __other::table {}
            impl __diesel::query_source::TableNotEqual<__other::table> for __own::table {}
        };
    };
}

/// Reads what a derive embedded.
fn written<T: serde::de::DeserializeOwned>(model: &'static str, json: &str) -> Result<T, ModelError> {
    serde_json::from_str(json).map_err(|source| ModelError::Definition { model, source })
}

fn sentences<T: ToString>(errors: &[T]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// The resolver of compiled models: paths as written, answered by the items themselves.
struct Known<'a> {
    def: &'a ModelDef,
    types: &'static [TypeEntry],
    columns: &'static [ColumnEntry],
    existing: Option<Existing>,
    models: &'static [ModelEntry],
}

impl Resolver for Known<'_> {
    fn resolve_type(&self, path: &str) -> Result<ResolvedType, String> {
        // On an existing `table!` the path was asked together with its column.
        let field = self.def.fields.iter().find(|field| field.ty.base == BaseType::Path(path.to_owned()));
        let in_rust = |field: &'_ FieldDef| {
            let columns = self.existing.map(|existing| existing.columns).unwrap_or_default();
            let renamed = columns.iter().find(|known| known.sql == field.column);
            renamed.map_or_else(|| field.column.clone(), |known| known.rust.to_owned())
        };
        let of_column =
            field.map(in_rust).and_then(|rust| self.columns.iter().find(|(column, _)| **column == *rust));
        match self.types.iter().find(|(known, _)| *known == path).or(of_column) {
            Some((_, resolved)) => resolved(),
            None => Err(format!(
                "the column type of `{path}` is not known: name it with `#[model(sql_type = ..)]`"
            )),
        }
    }

    fn resolve_model(&self, path: &str) -> Result<ModelRef, String> {
        match self.models.iter().find(|(known, _)| *known == path) {
            Some((_, reference)) => reference().map_err(|error| error.to_string()),
            None => Err(format!("`{path}` is not a model: derive `Model` for it")),
        }
    }
}
