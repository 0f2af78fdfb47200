//! The rows of the catalog queries, one type a query.

use serde::Deserialize;

/// Everything that was read.
pub struct Catalog {
    pub containers: Vec<ContainerRow>,
    pub enums: Vec<EnumRow>,
    pub tables: Vec<TableRow>,
    pub columns: Vec<ColumnRow>,
    pub sequences: Vec<SequenceRow>,
    pub constraints: Vec<ConstraintRow>,
    pub indexes: Vec<IndexRow>,
    pub index_keys: Vec<IndexKeyRow>,
    pub relations: Vec<OtherRow>,
    pub objects: Vec<OtherRow>,
    pub rare: Vec<OtherRow>,
    pub needs: Vec<NeedRow>,
    pub extras: Vec<ExtraRow>,
    pub uses: Vec<UseRow>,
}

/// `pg_class.oid`.
pub type Oid = i64;

/// `pg_attribute.attnum`.
pub type Number = i16;

/// containers.sql
#[derive(Deserialize)]
pub struct ContainerRow {
    pub kind: ContainerKind,
    pub name: String,
    pub schema: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ContainerKind {
    Namespace,
    Extension,
    Role,
}

/// enums.sql
#[derive(Deserialize)]
pub struct EnumRow {
    pub schema: String,
    pub name: String,
    pub labels: Vec<String>,
    pub comment: Option<String>,
}

/// tables.sql
#[derive(Deserialize)]
pub struct TableRow {
    pub oid: Oid,
    pub schema: String,
    pub name: String,
    pub unlogged: bool,
    pub storage: Option<Vec<String>>,
    pub toast_storage: Option<Vec<String>>,
    pub comment: Option<String>,
}

/// columns.sql
#[derive(Deserialize)]
pub struct ColumnRow {
    pub table: Oid,
    pub number: Number,
    pub name: String,
    #[serde(rename = "type")]
    pub ty: String,
    pub enum_name: Option<String>,
    pub enum_schema: Option<String>,
    pub nullable: bool,
    /// Whether no definition of the table itself names it.
    pub inherited: bool,
    /// The default, or what the column is generated from.
    pub expression: Option<String>,
    pub generated: Option<GeneratedKind>,
    pub identity: Option<IdentityKind>,
    pub collation: Option<String>,
    pub collation_schema: Option<String>,
    pub comment: Option<String>,
}

/// `pg_attribute.attgenerated`
#[derive(Deserialize, PartialEq, Eq)]
pub enum GeneratedKind {
    #[serde(rename = "s")]
    Stored,
    #[serde(rename = "v")]
    Virtual,
}

/// `pg_attribute.attidentity`
#[derive(Deserialize, PartialEq, Eq)]
pub enum IdentityKind {
    #[serde(rename = "a")]
    Always,
    #[serde(rename = "d")]
    ByDefault,
}

/// sequences.sql
#[derive(Deserialize)]
pub struct SequenceRow {
    pub table: Oid,
    pub number: Number,
    pub identity: bool,
    pub schema: String,
    pub name: String,
    /// As `nextval` names it in a default.
    pub written: String,
    #[serde(rename = "type")]
    pub ty: String,
    pub start: i64,
    pub increment: i64,
    pub min: i64,
    pub max: i64,
    pub cache: i64,
    pub cycle: bool,
}

/// constraints.sql
#[derive(Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "columns of a catalog")]
pub struct ConstraintRow {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: ConstraintKind,
    pub table: Oid,
    /// The index below a key or an exclusion; below a foreign key, the one of the referenced key.
    pub index: Oid,
    pub columns: Option<Vec<Number>>,
    pub deferrable: bool,
    pub deferred: bool,
    pub not_valid: bool,
    /// `NOT ENFORCED` is from 18 on.
    pub enforced: bool,
    /// WITHOUT OVERLAPS of a key, PERIOD of a foreign key.
    pub period: bool,
    pub no_inherit: bool,
    pub local: bool,
    pub target_schema: Option<String>,
    pub target_name: Option<String>,
    pub target_columns: Option<Vec<String>>,
    pub on_delete: String,
    /// `SET NULL (..)`
    pub delete_columns: Option<Vec<Number>>,
    pub on_update: String,
    pub match_full: bool,
    pub expression: Option<String>,
    pub operators: Option<Vec<String>>,
}

/// `pg_constraint.contype`
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
pub enum ConstraintKind {
    #[serde(rename = "p")]
    PrimaryKey,
    #[serde(rename = "u")]
    Unique,
    #[serde(rename = "f")]
    ForeignKey,
    #[serde(rename = "c")]
    Check,
    /// From 18 on.
    #[serde(rename = "n")]
    NotNull,
    #[serde(rename = "x")]
    Exclusion,
}

/// indexes.sql
#[derive(Deserialize)]
pub struct IndexRow {
    pub oid: Oid,
    pub table: Oid,
    pub name: String,
    pub method: String,
    pub unique: bool,
    /// How many of `columns` are keys; the rest is INCLUDE.
    pub keys: usize,
    /// Zero for an expression.
    pub columns: Vec<Number>,
    pub options: Vec<u16>,
    pub predicate: Option<String>,
    /// Columns that the index depends on, if it has an expression or a predicate.
    pub reads: Option<Vec<Number>>,
    pub nulls_not_distinct: bool,
    pub storage: Option<Vec<String>>,
    pub comment: Option<String>,
    pub invalid: bool,
}

/// index_keys.sql
#[derive(Deserialize)]
pub struct IndexKeyRow {
    pub index: Oid,
    /// From 1.
    pub place: usize,
    pub expression: Option<String>,
    pub opclass: Option<String>,
    pub opclass_options: Option<Vec<String>>,
    pub collation: Option<String>,
    pub collation_schema: Option<String>,
}

/// other_relations.sql, other_objects.sql and other_rare.sql
#[derive(Deserialize)]
pub struct OtherRow {
    pub kind: String,
    pub class: Oid,
    pub oid: Oid,
    pub schema: String,
    pub name: String,
    pub table_schema: Option<String>,
    pub table_name: Option<String>,
    pub definition: Option<String>,
    pub removal: Option<String>,
    pub shape: Option<Vec<Option<String>>>,
}

/// other_needs.sql
#[derive(Deserialize)]
pub struct NeedRow {
    pub class: Oid,
    pub oid: Oid,
    pub kind: NeedKind,
    pub schema: Option<String>,
    pub name: Option<String>,
    pub part: Option<String>,
    pub other_class: Oid,
    pub other_oid: Oid,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NeedKind {
    Table,
    Row,
    Column,
    Constraint,
    Enum,
    Other,
}

/// other_extras.sql
#[derive(Deserialize)]
pub struct ExtraRow {
    pub class: Oid,
    pub oid: Oid,
    pub sql: String,
    pub undo: String,
    pub part: Option<String>,
    /// What it belongs to, if that is no object of its own.
    pub holder: Option<String>,
    pub schema: Option<String>,
    pub name: Option<String>,
    pub table_schema: Option<String>,
    pub table_name: Option<String>,
}

/// other_uses.sql
#[derive(Deserialize)]
pub struct UseRow {
    pub schema: String,
    pub name: String,
    pub kind: UseKind,
    pub part: String,
    pub class: Oid,
    pub oid: Oid,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UseKind {
    Column,
    Default,
    Constraint,
    Index,
}
