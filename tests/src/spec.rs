use model_core::ir::Engine;

/// The number of a thing; it stays when the thing gets another name.
pub type Id = u32;

/// A type by its meaning; each engine has a name for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are SQL's")]
pub enum Kind {
    Bool,
    SmallInt,
    Int,
    BigInt,
    Numeric,
    Double,
    Text,
    Varchar(u16),
    Bytes,
    Date,
    Timestamp,
    Uuid,
    Json,
    Inet,
    Interval,
    Range,
    IntArray,
    TextArray,
    Enum(Id),
    EnumArray(Id),
}

/// A schema with numbers for names.
#[derive(Debug, Clone)]
pub struct Spec {
    /// Its engine.
    pub engine: Engine,
    /// Tables.
    pub tables: Vec<TableSpec>,
    /// Enum types (PostgreSQL).
    pub enums: Vec<EnumSpec>,
    /// The next free number.
    pub next: Id,
}

/// An enum type.
#[derive(Debug, Clone)]
pub struct EnumSpec {
    /// Its number.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Whether it lives in the second namespace.
    pub away: bool,
    /// Labels, each with its number.
    pub labels: Vec<(Id, String)>,
    /// Its comment.
    pub comment: Option<String>,
}

/// A table.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent options")]
pub struct TableSpec {
    /// Its number.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Whether it lives in the second namespace (PostgreSQL).
    pub away: bool,
    /// Columns in order.
    pub columns: Vec<ColumnSpec>,
    /// Columns of the primary key; whether it is deferrable or autoincrement; INCLUDE.
    pub key: Vec<Id>,
    /// The key's name.
    pub key_name: String,
    /// DEFERRABLE, AUTOINCREMENT.
    pub key_option: bool,
    /// Constraints and indexes.
    pub items: Vec<Item>,
    /// UNLOGGED.
    pub unlogged: bool,
    /// Storage parameters.
    pub storage: Vec<(&'static str, &'static str)>,
    /// STRICT (SQLite).
    pub strict: bool,
    /// WITHOUT ROWID (SQLite).
    pub without_rowid: bool,
    /// Its comment.
    pub comment: Option<String>,
}

/// Who numbers a column's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// `serial`
    Serial,
    /// Identity; whether ALWAYS, and which options.
    Identity(bool, usize),
}

/// A column.
#[derive(Debug, Clone)]
pub struct ColumnSpec {
    /// Its number.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its type; a generated column has that of its source instead.
    pub kind: Kind,
    /// Whether NULL is allowed, unless something forbids it.
    pub nullable: bool,
    /// Which of its type's defaults.
    pub default: Option<usize>,
    /// Serial or identity, if the type can be numbered.
    pub numbering: Option<Numbering>,
    /// The column it is generated from, which of the expressions, and whether it is stored.
    pub generated: Option<(Id, usize, bool)>,
    /// Which collation.
    pub collation: Option<&'static str>,
    /// Its comment.
    pub comment: Option<String>,
}

/// A constraint or an index.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its number.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Id>,
    /// Choices of its kind.
    pub choice: usize,
    /// Which it is.
    pub kind: ItemKind,
}

/// The kinds of constraints and indexes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// UNIQUE
    Unique,
    /// CHECK
    Check,
    /// An index; its choices are drawn from `choice`.
    Index,
    /// EXCLUDE
    Exclusion,
    /// FOREIGN KEY to a table's primary key, or to a unique item of it.
    ForeignKey(Id, Option<Id>),
}

impl Spec {
    /// A fresh number.
    pub const fn fresh(&mut self) -> Id {
        self.next += 1;
        self.next
    }

    /// The table of that number.
    pub fn table(&self, id: Id) -> Option<&TableSpec> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// The enum of that number.
    pub fn enumeration(&self, id: Id) -> Option<&EnumSpec> {
        self.enums.iter().find(|ty| ty.id == id)
    }

    /// Makes all numbers of tables, columns, types and labels others, so that nothing counts as renamed.
    pub fn renumber(&mut self, by: Id) {
        for ty in &mut self.enums {
            ty.id += by;
            ty.labels.iter_mut().for_each(|(id, _)| *id += by);
        }
        for table in &mut self.tables {
            table.id += by;
            table.key.iter_mut().for_each(|id| *id += by);
            for column in &mut table.columns {
                column.id += by;
                match &mut column.kind {
                    Kind::Enum(id) | Kind::EnumArray(id) => *id += by,
                    _ => {}
                }
                if let Some((source, _, _)) = &mut column.generated {
                    *source += by;
                }
            }
            for item in &mut table.items {
                item.id += by;
                item.columns.iter_mut().for_each(|id| *id += by);
                if let ItemKind::ForeignKey(table, key) = &mut item.kind {
                    *table += by;
                    key.iter_mut().for_each(|id| *id += by);
                }
            }
        }
        self.next += by;
    }
}

impl TableSpec {
    /// The column of that number.
    pub fn column(&self, id: Id) -> Option<&ColumnSpec> {
        self.columns.iter().find(|column| column.id == id)
    }
}
