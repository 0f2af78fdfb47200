//! What one `#[derive(Model)]` says, before any other item is looked at.
//!
//! The syntax reads a struct into a [`ModelDef`]; [`crate::lower`] turns it into a table once the types and models it
//! names are known. The derive embeds it as JSON, the scan keeps it in memory: both lower the same data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ir::{Action, Deferrable, Engine, SequenceOptions};
use crate::types::{BaseType, RustType};

/// A struct with `#[derive(Model)]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a word of `#[model(..)]`")]
pub struct ModelDef {
    /// The struct's name.
    pub rust_name: String,
    /// The table's name in SQL: `#[diesel(table_name)]`, or `sql_name` of `#[model]`.
    pub table: String,
    /// `view`: the struct is read from a view, which migrations make and no model does.
    #[serde(default)]
    pub view: bool,
    /// The schema, if it is not the default one.
    #[serde(default)]
    pub schema: Option<String>,
    /// The path of the `table!` that this model sits on, where it does not make its own.
    #[serde(default)]
    pub existing_table: Option<String>,
    /// The backend named by `#[diesel(check_for_backend(..))]`.
    #[serde(default)]
    pub backend: Option<Engine>,
    /// Columns of the primary key, by column name.
    pub primary_key: PrimaryKeyDef,
    /// Fields in order, those that are no column left out.
    pub fields: Vec<FieldDef>,
    /// Unique constraints, those of fields as well.
    #[serde(default)]
    pub uniques: Vec<UniqueDef>,
    /// Indexes, those of fields as well.
    #[serde(default)]
    pub indexes: Vec<IndexDef>,
    /// References to other models, those of fields as well.
    #[serde(default)]
    pub references: Vec<ReferenceDef>,
    /// CHECKs, those of fields as well.
    #[serde(default)]
    pub checks: Vec<CheckDef>,
    /// Exclusion constraints.
    #[serde(default)]
    pub exclusions: Vec<ExclusionDef>,
    /// Extensions that the table needs.
    #[serde(default)]
    pub extensions: Vec<String>,
    /// Storage parameters.
    #[serde(default)]
    pub storage: BTreeMap<String, String>,
    /// `UNLOGGED`.
    #[serde(default)]
    pub unlogged: bool,
    /// `STRICT`.
    #[serde(default)]
    pub strict: bool,
    /// `WITHOUT ROWID`.
    #[serde(default)]
    pub without_rowid: bool,
    /// `partition_by = "RANGE (day)"`.
    #[serde(default)]
    pub partition_by: Option<String>,
    /// The table's comment.
    #[serde(default)]
    pub comment: CommentDef,
    /// What the doc comment says.
    #[serde(default)]
    pub docs: Option<String>,
    /// The table's name before a rename.
    #[serde(default)]
    pub renamed_from: Option<String>,
}

/// The primary key of a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrimaryKeyDef {
    /// Column names; empty for a table without a key (`#[model(no_primary_key)]`).
    pub columns: Vec<String>,
    /// The constraint's name, if it is not the conventional one.
    #[serde(default)]
    pub name: Option<String>,
    /// When it is checked.
    #[serde(default)]
    pub deferrable: Deferrable,
    /// `INCLUDE` columns.
    #[serde(default)]
    pub include: Vec<String>,
    /// `without_overlaps`: the last column is a range.
    #[serde(default)]
    pub without_overlaps: bool,
}

/// A field that is a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldDef {
    /// The field's name, without `r#`.
    pub rust_name: String,
    /// The column's name in SQL.
    pub column: String,
    /// The field's Rust type.
    pub ty: RustType,
    /// `sql_type = Path`: the Diesel type, as written, where the Rust type does not say it.
    #[serde(default)]
    pub sql_type: Option<String>,
    /// `db_type = "numeric(10, 2)"`: the database's own spelling.
    #[serde(default)]
    pub db_type: Option<String>,
    /// `max_length`: `varchar(n)`.
    #[serde(default)]
    pub max_length: Option<u32>,
    /// `default`.
    #[serde(default)]
    pub default: Option<DefaultDef>,
    /// How the database numbers the column.
    #[serde(default)]
    pub numbering: NumberingDef,
    /// `generated`.
    #[serde(default)]
    pub generated: Option<GeneratedDef>,
    /// `collation`.
    #[serde(default)]
    pub collation: Option<String>,
    /// The column's comment.
    #[serde(default)]
    pub comment: CommentDef,
    /// What the doc comment says.
    #[serde(default)]
    pub docs: Option<String>,
    /// The column's name before a rename.
    #[serde(default)]
    pub renamed_from: Option<String>,
    /// The expression that fills the column for the rows there are.
    #[serde(default)]
    pub backfill: Option<String>,
    /// The expression that casts the old value.
    #[serde(default)]
    pub using: Option<String>,
}

impl ModelDef {
    /// Gives columns the names that they have in SQL, where a `table!` has other ones for them in Rust.
    pub fn rename_columns(&mut self, names: &BTreeMap<String, String>) {
        let one = |column: &mut String| {
            if let Some(name) = names.get(column) {
                column.clone_from(name);
            }
        };
        let keys = |key: &mut KeyDef| key.column.iter_mut().for_each(one);
        self.primary_key.columns.iter_mut().chain(&mut self.primary_key.include).for_each(one);
        self.fields.iter_mut().for_each(|field| one(&mut field.column));
        for unique in &mut self.uniques {
            unique.columns.iter_mut().chain(&mut unique.include).for_each(one);
        }
        for index in &mut self.indexes {
            index.keys.iter_mut().for_each(keys);
            index.include.iter_mut().for_each(one);
        }
        for reference in &mut self.references {
            reference.columns.iter_mut().for_each(one);
        }
        for check in &mut self.checks {
            check.column.iter_mut().for_each(one);
        }
        for exclusion in &mut self.exclusions {
            exclusion.elements.iter_mut().for_each(|(key, _)| keys(key));
        }
    }
}

impl FieldDef {
    /// A column about which nothing is said but its name, and its SQL type if that is known.
    pub fn of_column(name: &str, sql_type: Option<String>) -> Self {
        Self {
            rust_name: name.to_owned(),
            column: name.to_owned(),
            ty: RustType { nullable: false, array: None, base: BaseType::Path(name.to_owned()) },
            sql_type,
            db_type: None,
            max_length: None,
            default: None,
            numbering: NumberingDef::Unset,
            generated: None,
            collation: None,
            comment: CommentDef::Unset,
            docs: None,
            renamed_from: None,
            backfill: None,
            using: None,
        }
    }
}

/// Where a comment comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentDef {
    /// The configuration decides whether doc comments become comments.
    #[default]
    Unset,
    /// `comment`: the doc comment.
    Docs,
    /// `comment = ".."`.
    Text(String),
}

/// `default = ..`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DefaultDef {
    /// A string: quoted when it becomes SQL.
    Text(String),
    /// An integer or a float, as written, with its sign.
    Number(String),
    /// `true` or `false`.
    Bool(bool),
    /// SQL as it stands: `now()`, `sql("'{}'::text[]")`.
    Sql(String),
    /// A variant of the field's own enum, by its Rust name.
    Variant(String),
}

/// How the database numbers a column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberingDef {
    /// Nothing was said: an integer `id` that is the whole key is numbered, anything else is not.
    #[default]
    Unset,
    /// `no_identity`: the program gives the number.
    None,
    /// `identity`.
    Identity {
        /// `identity(always)`.
        always: bool,
        /// `identity(start = .., increment = ..)`.
        options: SequenceOptions,
    },
    /// `serial`.
    Serial,
    /// `autoincrement` (SQLite).
    Autoincrement,
}

/// `generated`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GeneratedDef {
    /// The expression.
    pub expr: String,
    /// STORED unless `virtual` is written.
    pub stored: bool,
}

/// A unique constraint. Columns are column names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UniqueDef {
    /// Column names.
    pub columns: Vec<String>,
    /// The name, if it is not the conventional one.
    #[serde(default)]
    pub name: Option<String>,
    /// `include(..)`.
    #[serde(default)]
    pub include: Vec<String>,
    /// `nulls_not_distinct`.
    #[serde(default)]
    pub nulls_not_distinct: bool,
    /// `deferrable`, `initially_deferred`.
    #[serde(default)]
    pub deferrable: Deferrable,
    /// `without_overlaps`: the last column is a range.
    #[serde(default)]
    pub without_overlaps: bool,
}

/// An index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexDef {
    /// Keys in order.
    pub keys: Vec<KeyDef>,
    /// The name, if it is not the conventional one.
    #[serde(default)]
    pub name: Option<String>,
    /// `unique`.
    #[serde(default)]
    pub unique: bool,
    /// `using = gin`.
    #[serde(default)]
    pub method: Option<String>,
    /// `include(..)`.
    #[serde(default)]
    pub include: Vec<String>,
    /// `where = ".."`.
    #[serde(default)]
    pub predicate: Option<String>,
    /// `nulls_not_distinct`.
    #[serde(default)]
    pub nulls_not_distinct: bool,
    /// `with(fillfactor = 70)`.
    #[serde(default)]
    pub storage: BTreeMap<String, String>,
    /// `comment = ".."`.
    #[serde(default)]
    pub comment: Option<String>,
}

/// One key of an index: `created_at.desc().nulls_last()`, `"lower(email)"`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyDef {
    /// A column's name; otherwise `expr` is set.
    #[serde(default)]
    pub column: Option<String>,
    /// An SQL expression.
    #[serde(default)]
    pub expr: Option<String>,
    /// `.desc()`.
    #[serde(default)]
    pub desc: bool,
    /// `.nulls_first()` is `Some(true)`, `.nulls_last()` is `Some(false)`.
    #[serde(default)]
    pub nulls_first: Option<bool>,
    /// `.collate("C")`.
    #[serde(default)]
    pub collation: Option<String>,
    /// `.ops("gin_trgm_ops")`.
    #[serde(default)]
    pub opclass: Option<String>,
}

/// A foreign key, as `references(Community, on_delete = set_null)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "words of the attribute")]
pub struct ReferenceDef {
    /// `period`: the last column is a range, and is to be covered.
    #[serde(default)]
    pub period: bool,
    /// `not_enforced`: no row is held to it.
    #[serde(default)]
    pub not_enforced: bool,
    /// `not_valid`: rows that were there before it are not held to it.
    #[serde(default)]
    pub not_valid: bool,
    /// The path of the referenced model, as written; or the name of a table that no model describes.
    pub model: String,
    /// `table = ".."`: it is the name of a table.
    #[serde(default)]
    pub by_name: bool,
    /// Referencing columns by name: the field's own, or `on(..)`.
    pub columns: Vec<String>,
    /// Referenced fields or columns, `to(..)`; empty for the other model's primary key.
    #[serde(default)]
    pub to: Vec<String>,
    /// The name, if it is not the conventional one.
    #[serde(default)]
    pub name: Option<String>,
    /// `on_delete`.
    #[serde(default)]
    pub on_delete: Action,
    /// `on_update`.
    #[serde(default)]
    pub on_update: Action,
    /// `match_full`.
    #[serde(default)]
    pub match_full: bool,
    /// `deferrable`, `initially_deferred`.
    #[serde(default)]
    pub deferrable: Deferrable,
}

/// A CHECK.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckDef {
    /// `not_enforced`: no row is held to it.
    #[serde(default)]
    pub not_enforced: bool,
    /// `not_valid`: rows that were there before it are not held to it.
    #[serde(default)]
    pub not_valid: bool,
    /// `no_inherit`: tables that inherit do not have it.
    #[serde(default)]
    pub no_inherit: bool,
    /// The condition.
    pub expr: String,
    /// The name, if it is not the conventional one.
    #[serde(default)]
    pub name: Option<String>,
    /// The column it was written on, for its conventional name.
    #[serde(default)]
    pub column: Option<String>,
}

/// An exclusion constraint: `exclude(using = gist, on(room_id = "=", during = "&&"))`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExclusionDef {
    /// The index method.
    pub method: String,
    /// Keys and operators.
    pub elements: Vec<(KeyDef, String)>,
    /// `where = ".."`.
    #[serde(default)]
    pub predicate: Option<String>,
    /// The name, if it is not the conventional one.
    #[serde(default)]
    pub name: Option<String>,
    /// `deferrable`, `initially_deferred`.
    #[serde(default)]
    pub deferrable: Deferrable,
}

/// An enum with `#[derive(ModelEnum)]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnumDef {
    /// The Rust name.
    pub rust_name: String,
    /// The type's name in SQL.
    pub name: String,
    /// The schema, if it is not the default one.
    #[serde(default)]
    pub schema: Option<String>,
    /// Variants in order.
    pub variants: Vec<VariantDef>,
    /// The type's comment.
    #[serde(default)]
    pub comment: CommentDef,
    /// What the doc comment says.
    #[serde(default)]
    pub docs: Option<String>,
    /// The type's name before a rename.
    #[serde(default)]
    pub renamed_from: Option<String>,
}

/// A variant of an enum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantDef {
    /// The Rust name.
    pub rust_name: String,
    /// The label in SQL.
    pub label: String,
    /// The label before a rename.
    #[serde(default)]
    pub renamed_from: Option<String>,
}

/// A newtype with `#[derive(ModelType)]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewtypeDef {
    /// The Rust name.
    pub rust_name: String,
    /// What it wraps.
    pub inner: RustType,
    /// `#[diesel(sql_type = Path)]` or `#[model(sql_type = Path)]`.
    #[serde(default)]
    pub sql_type: Option<String>,
    /// `#[model(db_type = "..")]`.
    #[serde(default)]
    pub db_type: Option<String>,
}
