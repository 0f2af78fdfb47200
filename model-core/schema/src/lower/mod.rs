//! A model's definition -> a table: the only place where a Rust type becomes a column.
//!
//! The derive and the scan both end here. What a definition names but does not contain (a newtype, an enum, another
//! model) is asked of a [`Resolver`]: traits at run time, the scanned source in the command line.

mod parts;

use std::collections::BTreeMap;

use crate::def::{CommentDef, DefaultDef, EnumDef, FieldDef, ModelDef, NumberingDef};
use crate::ir::{
    Check, Column, ColumnType, Engine, Enum, Expr, Generated, Identity, PrimaryKey, QName, SequenceOptions,
    Table,
};
use crate::naming::Names;
use crate::sql::{ident, literal, qualified};
use crate::types::{BaseType, DieselType};

/// What a lowering depends on besides the definition.
#[derive(Debug, Clone, Copy)]
pub struct LowerOptions {
    /// The engine whose types and features are used.
    pub engine: Engine,
    /// Whether doc comments become comments of tables and columns where a model says nothing of it.
    pub doc_comments: bool,
}

/// What a type path stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolvedType {
    /// A type with a Diesel SQL type.
    Diesel {
        /// That type.
        ty: DieselType,
        /// The database's own spelling, where the Diesel type does not say it.
        db_type: Option<String>,
    },
    /// A `#[derive(ModelEnum)]`.
    Enum(EnumDef),
}

/// What another model has to say to those that reference it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelRef {
    /// The table's name.
    pub table: String,
    /// Its schema, if it is not the default one.
    pub schema: Option<String>,
    /// The columns of its primary key.
    pub primary_key: Vec<String>,
    /// Field name and column name, in order.
    pub columns: Vec<(String, String)>,
    /// Whether it is over a view, at which no foreign key can point.
    pub view: bool,
}

impl ModelRef {
    /// What a definition says of itself.
    pub fn of(def: &ModelDef) -> Self {
        Self {
            table: def.table.clone(),
            schema: def.schema.clone(),
            primary_key: def.primary_key.columns.clone(),
            columns: def.fields.iter().map(|field| (field.rust_name.clone(), field.column.clone())).collect(),
            view: def.view,
        }
    }
}

/// Knows the items that a definition names. An error is a sentence that says what to write.
pub trait Resolver {
    /// The type at a path, as written in the definition.
    fn resolve_type(&self, path: &str) -> Result<ResolvedType, String>;
    /// The model at a path, as written in the definition.
    fn resolve_model(&self, path: &str) -> Result<ModelRef, String>;
}

/// A table and what it brings along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lowered {
    /// The table, or the columns that the model expects of its view.
    pub table: Table,
    /// Whether it is a view, which no migration of ours makes.
    pub view: bool,
    /// The enum types of its columns (PostgreSQL), each once.
    pub enums: Vec<Enum>,
    /// The extensions it asks for.
    pub extensions: Vec<String>,
    /// Its hints for a change.
    pub hints: Hints,
}

/// What a change needs to know that no state says: intent.
///
/// Keys are the names that things have *after* the change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Table -> its old name.
    pub tables: BTreeMap<QName, QName>,
    /// Column of a table -> its old name.
    pub columns: BTreeMap<(QName, String), String>,
    /// Enum type -> its old name.
    pub enums: BTreeMap<QName, QName>,
    /// Label of an enum -> its old name.
    pub labels: BTreeMap<(QName, String), String>,
    /// Removed label of an enum -> the label that its rows get. The one key that is an old name.
    pub mapped_labels: BTreeMap<(QName, String), String>,
    /// Column -> the expression that fills it for the rows there are.
    pub backfills: BTreeMap<(QName, String), String>,
    /// Column -> the expression that casts its old value.
    pub using: BTreeMap<(QName, String), String>,
}

impl Hints {
    /// Takes in other hints; on a clash theirs win.
    pub fn extend(&mut self, other: Self) {
        self.tables.extend(other.tables);
        self.columns.extend(other.columns);
        self.enums.extend(other.enums);
        self.labels.extend(other.labels);
        self.mapped_labels.extend(other.mapped_labels);
        self.backfills.extend(other.backfills);
        self.using.extend(other.using);
    }
}

/// Which part of a definition an error is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// The struct as a whole.
    Model,
    /// The field of that column.
    Field(String),
    /// The n-th of `references`.
    Reference(usize),
    /// The n-th of `uniques`.
    Unique(usize),
    /// The n-th of `indexes`.
    Index(usize),
    /// The n-th of `exclusions`.
    Exclusion(usize),
}

/// A definition that makes no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct LowerError {
    /// Where.
    pub at: At,
    /// What is wrong and what to write instead.
    pub message: String,
}

/// Lowers a definition. Reports every error, not the first.
pub fn lower(
    def: &ModelDef,
    resolver: &dyn Resolver,
    options: &LowerOptions,
) -> Result<Lowered, Vec<LowerError>> {
    let mut lowering = Lowering {
        def,
        resolver,
        options,
        table: Table::new(options.engine.qualify(def.schema.as_deref(), &def.table)),
        enums: BTreeMap::new(),
        hints: Hints::default(),
        names: Names::default(),
        errors: Vec::new(),
    };
    lowering.run();
    if lowering.errors.is_empty() {
        lowering.table.sort();
        Ok(Lowered {
            table: lowering.table,
            view: def.view,
            enums: lowering.enums.into_values().collect(),
            extensions: def.extensions.clone(),
            hints: lowering.hints,
        })
    } else {
        Err(lowering.errors)
    }
}

/// Lowers an enum to its PostgreSQL type.
pub fn lower_enum(def: &EnumDef, options: &LowerOptions) -> Enum {
    Enum {
        name: options.engine.qualify(def.schema.as_deref(), &def.name),
        labels: def.variants.iter().map(|variant| variant.label.clone()).collect(),
        comment: comment(&def.comment, def.docs.as_deref(), options),
    }
}

fn comment(def: &CommentDef, docs: Option<&str>, options: &LowerOptions) -> Option<String> {
    if options.engine != Engine::Postgres {
        return None;
    }
    match def {
        CommentDef::Text(text) => Some(text.clone()),
        CommentDef::Docs => docs.map(ToOwned::to_owned),
        CommentDef::Unset if options.doc_comments => docs.map(ToOwned::to_owned),
        CommentDef::Unset => None,
    }
}

struct Lowering<'a> {
    def: &'a ModelDef,
    resolver: &'a dyn Resolver,
    options: &'a LowerOptions,
    table: Table,
    enums: BTreeMap<QName, Enum>,
    hints: Hints,
    names: Names,
    errors: Vec<LowerError>,
}

impl Lowering<'_> {
    fn engine(&self) -> Engine {
        self.options.engine
    }

    fn error(&mut self, at: At, message: impl Into<String>) {
        self.errors.push(LowerError { at, message: message.into() });
    }

    /// Reports a feature that the engine does not have.
    fn only_on(&mut self, engine: Engine, at: At, used: bool, what: &str) {
        if used && self.engine() != engine {
            let message =
                format!("{what} is a feature of {engine}; {} has none: leave it out", self.engine());
            self.error(at, message);
        }
    }

    fn run(&mut self) {
        if self.def.view {
            return self.view();
        }
        self.table_options();
        self.given_names();
        self.primary_key();
        for field in &self.def.fields {
            self.field(field);
        }
        for (n, unique) in self.def.uniques.iter().enumerate() {
            self.unique(n, unique);
        }
        for check in &self.def.checks {
            self.check(check);
        }
        for (n, exclusion) in self.def.exclusions.iter().enumerate() {
            self.exclusion(n, exclusion);
        }
        for (n, index) in self.def.indexes.iter().enumerate() {
            self.index(n, index);
        }
        for (n, reference) in self.def.references.iter().enumerate() {
            self.reference(n, reference);
        }
    }

    /// What a view shall have is names and types; what goes with them is there already, made by who made the view.
    fn view(&mut self) {
        self.only_on(Engine::Postgres, At::Model, self.def.schema.is_some(), "`schema`");
        for field in &self.def.fields {
            let Some(resolved) = self.field_type(field) else { continue };
            let mut column = Column::new(&field.column, resolved.ty);
            column.nullable = resolved.nullable;
            self.table.columns.push(column);
        }
        for (n, reference) in self.def.references.iter().enumerate() {
            self.reference(n, reference);
        }
    }

    fn table_options(&mut self) {
        let def = self.def;
        self.only_on(Engine::Postgres, At::Model, def.schema.is_some(), "`schema`");
        self.only_on(Engine::Postgres, At::Model, def.unlogged, "`unlogged`");
        self.only_on(Engine::Postgres, At::Model, !def.storage.is_empty(), "`with(..)`");
        self.only_on(Engine::Postgres, At::Model, !def.extensions.is_empty(), "`extension`");
        self.only_on(Engine::Postgres, At::Model, def.partition_by.is_some(), "`partition_by`");
        self.only_on(Engine::Sqlite, At::Model, def.strict, "`strict`");
        self.only_on(Engine::Sqlite, At::Model, def.without_rowid, "`without_rowid`");
        self.table.unlogged = def.unlogged;
        self.table.storage = def.storage.clone().into_iter().collect();
        self.table.strict = def.strict;
        self.table.without_rowid = def.without_rowid;
        self.table.partition_by.clone_from(&def.partition_by);
        self.table.comment = comment(&def.comment, def.docs.as_deref(), self.options);
        if let Some(old) = &def.renamed_from {
            let old = match old.split_once('.') {
                Some((schema, name)) if self.engine() == Engine::Postgres => QName::new(schema, name),
                _ => self.table.name.sibling(old.as_str()),
            };
            self.hints.tables.insert(self.table.name.clone(), old);
        }
    }

    /// Names that were given are taken before any is chosen.
    fn given_names(&mut self) {
        let def = self.def;
        self.names.take(&def.table);
        let given = (def.uniques.iter().map(|unique| &unique.name))
            .chain(def.indexes.iter().map(|index| &index.name))
            .chain(def.references.iter().map(|reference| &reference.name))
            .chain(def.checks.iter().map(|check| &check.name))
            .chain(def.exclusions.iter().map(|exclusion| &exclusion.name))
            .chain([&def.primary_key.name])
            .flatten();
        for name in given {
            if !self.names.take(name) {
                self.errors.push(LowerError {
                    at: At::Model,
                    message: format!(
                        "the name `{name}` is given to two constraints or indexes of this table"
                    ),
                });
            }
        }
    }

    /// The name of a constraint: as given, else conventional. On SQLite nothing but an index needs one.
    fn constraint_name(&mut self, given: Option<&String>, columns: &str, label: &str) -> String {
        match given {
            Some(name) => name.clone(),
            None if self.engine() == Engine::Sqlite => String::new(),
            None => self.names.choose(&self.def.table, columns, label),
        }
    }

    fn primary_key(&mut self) {
        let key = &self.def.primary_key;
        if key.columns.is_empty() {
            return;
        }
        self.only_on(Engine::Postgres, At::Model, !key.deferrable.is_never(), "a deferrable primary key");
        self.only_on(Engine::Postgres, At::Model, !key.include.is_empty(), "`include` on a primary key");
        self.only_on(Engine::Postgres, At::Model, key.without_overlaps, "`without_overlaps`");
        let name = self.constraint_name(key.name.as_ref(), "", "pkey");
        let autoincrement =
            self.def.fields.iter().any(|field| field.numbering == NumberingDef::Autoincrement);
        self.table.primary_key = Some(PrimaryKey {
            name,
            columns: key.columns.clone(),
            include: key.include.clone(),
            deferrable: key.deferrable,
            without_overlaps: key.without_overlaps,
            autoincrement,
        });
    }

    fn is_whole_key(&self, column: &str) -> bool {
        self.def.primary_key.columns == [column]
    }

    /// A key is never NULL, but on SQLite, which keeps no key but the rowid from it: https://www.sqlite.org/quirks.html
    fn is_never_null(&self, field: &FieldDef, column: &Column) -> bool {
        self.table.in_primary_key(&field.column)
            && (self.engine() == Engine::Postgres
                || self.is_whole_key(&field.column) && column.ty.sql == "INTEGER")
    }

    fn field(&mut self, field: &FieldDef) {
        let at = || At::Field(field.column.clone());
        let Some(resolved) = self.field_type(field) else { return };
        let mut column = Column::new(&field.column, resolved.ty);
        column.nullable = resolved.nullable && !self.is_never_null(field, &column);
        column.collation.clone_from(&field.collation);
        column.comment = comment(&field.comment, field.docs.as_deref(), self.options);
        column.generated = field
            .generated
            .as_ref()
            .map(|generated| Generated { expr: Expr::new(&generated.expr), stored: generated.stored });
        self.numbering(field, &mut column, resolved.diesel.as_ref());
        if let Some(default) = &field.default {
            match self.default(default, resolved.enum_def.as_ref()) {
                Ok(expr) => column.default = Some(expr),
                Err(message) => self.error(at(), message),
            }
        }
        if let (Some(def), Engine::Sqlite) = (&resolved.enum_def, self.engine()) {
            self.enum_check(field, def);
        }
        let key = || (self.table.name.clone(), field.column.clone());
        if let Some(old) = &field.renamed_from {
            self.hints.columns.insert(key(), old.clone());
        }
        if let Some(expr) = &field.backfill {
            self.hints.backfills.insert(key(), expr.clone());
        }
        if let Some(expr) = &field.using {
            self.hints.using.insert(key(), expr.clone());
        }
        self.table.columns.push(column);
    }

    /// An enum on SQLite is TEXT that a CHECK keeps to its labels.
    fn enum_check(&mut self, field: &FieldDef, def: &EnumDef) {
        let labels: Vec<String> = def.variants.iter().map(|variant| literal(&variant.label)).collect();
        let expr = Expr::new(format!("{} IN ({})", ident(Engine::Sqlite, &field.column), labels.join(", ")));
        self.table.checks.push(Check { columns: vec![field.column.clone()], ..Check::new("", expr) });
    }

    fn field_type(&mut self, field: &FieldDef) -> Option<FieldType> {
        let at = At::Field(field.column.clone());
        let (mut nullable, mut array) = (field.ty.nullable, field.ty.array.is_some());
        let (mut db_type, mut enum_def) = (field.db_type.clone(), None);
        let diesel = match (&field.sql_type, &field.ty.base) {
            (Some(written), _) => {
                if let Some(ty) = DieselType::parse(written) {
                    // A named SQL type speaks for the whole field, its array included.
                    array = false;
                    let (ty, null) = ty.strip_nullable();
                    nullable |= null;
                    Some(ty)
                } else {
                    self.error(
                        at,
                        format!(
                            "`{written}` is not a Diesel SQL type: write one like `Text` or `Array<Text>`"
                        ),
                    );
                    return None;
                }
            }
            (None, BaseType::Known(ty)) => Some(self.for_backend(ty.clone())),
            (None, BaseType::Path(path)) => match self.resolver.resolve_type(path) {
                Ok(ResolvedType::Diesel { ty, db_type: named }) => {
                    db_type = db_type.or(named);
                    let (ty, null) = ty.strip_nullable();
                    nullable |= null;
                    Some(self.for_backend(ty))
                }
                Ok(ResolvedType::Enum(def)) => {
                    enum_def = Some(def);
                    None
                }
                Err(message) => {
                    self.error(at, message);
                    return None;
                }
            },
        };
        if array && self.engine() == Engine::Sqlite {
            self.error(at, "SQLite has no arrays: use a table of its own, or JSON in a `String`");
            return None;
        }
        let ty = match (&enum_def, &diesel, &db_type) {
            (Some(def), _, named) => {
                let ty = self.enum_type(def, array);
                // A domain over the enum, say, which is made as well.
                named.as_ref().map_or(ty, |named| ColumnType::from(named.as_str()))
            }
            (_, _, Some(db_type)) => ColumnType::from(db_type.as_str()),
            (None, Some(ty), None) => self.plain_type(field, ty, array)?,
            (None, None, None) => return None,
        };
        Some(FieldType { ty, nullable, diesel, enum_def })
    }

    /// `DateTime<Utc>` is `Timestamptz` in Diesel's PostgreSQL and `TimestamptzSqlite` in its SQLite.
    fn for_backend(&self, mut ty: DieselType) -> DieselType {
        if self.def.backend == Some(Engine::Sqlite) && ty.name == "Timestamptz" {
            "TimestamptzSqlite".clone_into(&mut ty.name);
        }
        ty
    }

    fn enum_type(&mut self, def: &EnumDef, array: bool) -> ColumnType {
        if self.engine() == Engine::Sqlite {
            return ColumnType::from("TEXT");
        }
        let lowered = lower_enum(def, self.options);
        let name = lowered.name.clone();
        if let Some(old) = &def.renamed_from {
            self.hints.enums.insert(name.clone(), name.sibling(old.as_str()));
        }
        for variant in &def.variants {
            if let Some(old) = &variant.renamed_from {
                self.hints.labels.insert((name.clone(), variant.label.clone()), old.clone());
            }
        }
        self.enums.insert(name.clone(), lowered);
        let suffix = if array { "[]" } else { "" };
        ColumnType { sql: format!("{}{suffix}", qualified(self.engine(), &name)), enum_name: Some(name) }
    }

    fn plain_type(&mut self, field: &FieldDef, ty: &DieselType, array: bool) -> Option<ColumnType> {
        let at = At::Field(field.column.clone());
        if field.max_length.is_some() && ty.name != "Text" {
            self.error(at.clone(), format!("`max_length` is for text; this column is `{ty}`: leave it out"));
        }
        // Only a column declared exactly INTEGER becomes the rowid: https://www.sqlite.org/lang_createtable.html#rowid
        if self.engine() == Engine::Sqlite && ty.is_integer() && self.is_whole_key(&field.column) {
            return Some(ColumnType::from("INTEGER"));
        }
        let sql = match (field.max_length, ty.name.as_str(), self.def.strict) {
            (Some(n), "Text", false) => match self.engine() {
                Engine::Postgres => Some(format!("varchar({n})")),
                Engine::Sqlite => Some(format!("VARCHAR({n})")),
            },
            _ => ty.column_type(self.engine(), self.def.strict),
        };
        let Some(sql) = sql else {
            let message = if self.engine() == Engine::Sqlite && ty.name == "Timestamptz" {
                "on SQLite a time with a zone is `#[model(sql_type = diesel::sql_types::TimestamptzSqlite)]`, or name the \
                 backend once: `#[diesel(check_for_backend(diesel::sqlite::Sqlite))]` on the struct"
                    .to_owned()
            } else {
                format!(
                    "{} has no column type for Diesel's `{ty}` that is known here: name it with `#[model(db_type = \"..\")]`",
                    self.engine()
                )
            };
            self.error(at, message);
            return None;
        };
        Some(ColumnType::from(if array { format!("{sql}[]") } else { sql }))
    }

    fn numbering(&mut self, field: &FieldDef, column: &mut Column, ty: Option<&DieselType>) {
        let at = At::Field(field.column.clone());
        let postgres = self.engine() == Engine::Postgres;
        match &field.numbering {
            NumberingDef::Unset => {
                let numbered = field.column == "id"
                    && self.is_whole_key("id")
                    && field.default.is_none()
                    && field.generated.is_none()
                    && field.ty.array.is_none()
                    && ty.is_some_and(DieselType::is_integer)
                    // An id that is also a foreign key is given by the row it points at.
                    && !self.def.references.iter().any(|reference| reference.columns == ["id"]);
                if numbered && postgres {
                    column.identity = Some(Identity { always: false, options: SequenceOptions::default() });
                }
            }
            NumberingDef::None => {}
            NumberingDef::Identity { always, options } => {
                self.only_on(Engine::Postgres, at, true, "`identity`");
                column.identity = Some(Identity { always: *always, options: options.clone() });
            }
            NumberingDef::Serial => {
                self.only_on(Engine::Postgres, at, true, "`serial`");
                let sequence = self.names.choose(&self.def.table, &field.column, "seq");
                column.serial = Some(self.table.name.sibling(sequence));
            }
            NumberingDef::Autoincrement => {
                self.only_on(Engine::Sqlite, at.clone(), true, "`autoincrement`");
                if !self.is_whole_key(&field.column) {
                    self.error(at, "`autoincrement` is for an integer that is the whole primary key");
                }
            }
        }
    }

    fn default(&self, default: &DefaultDef, enum_def: Option<&EnumDef>) -> Result<Expr, String> {
        let sql = match default {
            DefaultDef::Text(text) => literal(text),
            DefaultDef::Number(number) => number.clone(),
            DefaultDef::Bool(value) => value.to_string(),
            // SQLite has no now(); CURRENT_TIMESTAMP is what it calls it, and what Diesel reads back.
            DefaultDef::Sql(sql) if sql == "now()" && self.engine() == Engine::Sqlite => {
                "CURRENT_TIMESTAMP".to_owned()
            }
            DefaultDef::Sql(sql) => sql.clone(),
            DefaultDef::Variant(variant) => {
                let Some(def) = enum_def else {
                    return Err(format!(
                        "`{variant}` looks like a variant, but the field's type is no `ModelEnum`: write a literal, or `sql(\"..\")`"
                    ));
                };
                let Some(found) = def.variants.iter().find(|known| known.rust_name == *variant) else {
                    let known: Vec<&str> =
                        def.variants.iter().map(|known| known.rust_name.as_str()).collect();
                    return Err(format!(
                        "`{}` has no variant `{variant}`: it has {}",
                        def.rust_name,
                        known.join(", ")
                    ));
                };
                literal(&found.label)
            }
        };
        Ok(Expr::new(sql))
    }
}

struct FieldType {
    ty: ColumnType,
    nullable: bool,
    diesel: Option<DieselType>,
    enum_def: Option<EnumDef>,
}
