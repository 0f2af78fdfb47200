//! Reading an SQLite database.
//!
//! The pragmas tell what SQLite itself makes of a column or a foreign key; what they do not tell is in the text of the
//! `CREATE` statement, which is read with SQLite's own grammar and printed in one form.

mod print;
mod rows;
mod syntax;

use std::collections::BTreeMap;

use self::print::{Scope, type_name};
use self::rows::{ColumnRow, ForeignKeyRow, ObjectRow, TableRow};
use self::syntax::{ForeignKeyText, TableText};
use crate::database::{Database, DatabaseError, rows};
use crate::ir::{
    Action, Column, Engine, ForeignKey, Generated, OtherObject, PrimaryKey, QName, Schema, Table,
};
use crate::sql::ident;

const OBJECTS: &str = include_str!("queries/objects.sql");
const TABLES: &str = include_str!("queries/tables.sql");
const COLUMNS: &str = include_str!("queries/columns.sql");
const FOREIGN_KEYS: &str = include_str!("queries/foreign_keys.sql");

/// Reads the schema.
pub fn read(database: &mut dyn Database) -> Result<Schema, DatabaseError> {
    let objects: Vec<ObjectRow> = rows(database, OBJECTS)?;
    let catalog = Catalog {
        tables: rows::<TableRow>(database, TABLES)?.into_iter().map(|row| (row.name.clone(), row)).collect(),
        columns: grouped(rows::<ColumnRow>(database, COLUMNS)?, |row| row.table.clone()),
        foreign_keys: grouped(rows::<ForeignKeyRow>(database, FOREIGN_KEYS)?, |row| row.table.clone()),
    };
    Ok(catalog.schema(&objects))
}

fn grouped<T>(rows: Vec<T>, key: impl Fn(&T) -> String) -> BTreeMap<String, Vec<T>> {
    let mut groups: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}

/// What the pragmas told, by table.
struct Catalog {
    tables: BTreeMap<String, TableRow>,
    columns: BTreeMap<String, Vec<ColumnRow>>,
    foreign_keys: BTreeMap<String, Vec<ForeignKeyRow>>,
}

impl Catalog {
    fn schema(&self, objects: &[ObjectRow]) -> Schema {
        let mut schema = Schema::empty(Engine::Sqlite);
        for object in objects.iter().filter(|object| object.kind == "table") {
            match self.table_kind(&object.name) {
                // Kept by its virtual table.
                "shadow" => {}
                "virtual" => schema.others.push(other("virtual table", object)),
                _ => match self.table(object) {
                    Some(table) => {
                        schema.tables.insert(table.name.clone(), table);
                    }
                    None => schema.others.push(other("table", object)),
                },
            }
        }
        for object in objects.iter().filter(|object| object.kind != "table") {
            self.add(object, &mut schema);
        }
        for table in schema.tables.values_mut() {
            table.sort();
        }
        schema.others.sort();
        schema
    }

    /// Adds an index, a view or a trigger.
    fn add(&self, object: &ObjectRow, schema: &mut Schema) {
        if object.sql.is_none() || self.table_kind(&object.table) == "shadow" {
            return;
        }
        if object.kind == "index"
            && let Some(table) = schema.tables.get_mut(&name(&object.table))
        {
            let columns = self.column_names(&object.table);
            let collations: Vec<_> = table.columns.iter().map(|column| column.collation.clone()).collect();
            let sql = object.sql.as_deref().unwrap_or_default();
            if let Some(index) = syntax::index(sql, &object.name, Scope { columns: &columns }, &collations) {
                table.indexes.push(index);
                return;
            }
        }
        schema.others.push(other(&object.kind, object));
    }

    fn table_kind(&self, table: &str) -> &str {
        self.tables.get(table).map_or("table", |row| row.kind.as_str())
    }

    fn columns(&self, table: &str) -> &[ColumnRow] {
        self.columns.get(table).map_or(&[], Vec::as_slice)
    }

    fn column_names(&self, table: &str) -> Vec<String> {
        self.columns(table).iter().map(|column| column.name.clone()).collect()
    }

    fn key_columns(&self, table: &str) -> Vec<String> {
        let mut key: Vec<_> = self.columns(table).iter().filter(|column| column.key > 0).collect();
        key.sort_by_key(|column| column.key);
        key.into_iter().map(|column| column.name.clone()).collect()
    }

    fn table(&self, object: &ObjectRow) -> Option<Table> {
        let names = self.column_names(&object.name);
        let text = syntax::table(object.sql.as_deref()?, Scope { columns: &names })?;
        let mut table = Table::new(name(&object.name));
        if let Some(row) = self.tables.get(&object.name) {
            table.without_rowid = row.without_rowid != 0;
            table.strict = row.strict != 0;
        }
        table.foreign_keys = self.foreign_keys(&object.name, &text.foreign_keys)?;
        let TableText { columns, key, uniques, checks, .. } = text;
        let key_columns = self.key_columns(&object.name);
        for (row, text) in self.columns(&object.name).iter().zip(columns) {
            let mut column = Column::new(&row.name, type_name(&row.ty));
            // An `INTEGER PRIMARY KEY` is the rowid, which is never NULL though no pragma says so.
            let is_rowid = !table.without_rowid
                && key_columns == [row.name.as_str()]
                && column.ty.sql.eq_ignore_ascii_case("INTEGER");
            column.nullable = row.not_null == 0 && !is_rowid;
            column.default = text.default;
            column.collation = text.collation;
            column.generated = text.generated.map(|expr| Generated { expr, stored: row.hidden == 3 });
            table.columns.push(column);
        }
        table.primary_key = key.map(|key| PrimaryKey {
            name: key.name,
            columns: key_columns,
            include: Vec::new(),
            deferrable: crate::ir::Deferrable::Never,
            without_overlaps: false,
            autoincrement: key.autoincrement,
        });
        table.uniques = uniques;
        table.checks = checks;
        Some(table)
    }

    /// Foreign keys in the statement's order, so that the pragma's columns meet the statement's names.
    fn foreign_keys(&self, table: &str, texts: &[ForeignKeyText]) -> Option<Vec<ForeignKey>> {
        let mut keys: Vec<(u32, ForeignKey)> = Vec::new();
        for row in self.foreign_keys.get(table).map_or(&[][..], Vec::as_slice) {
            if keys.last().is_none_or(|(id, _)| *id != row.id) {
                keys.push((row.id, self.foreign_key(row, texts.get(keys.len())?)));
            }
            let (_, key) = keys.last_mut()?;
            key.columns.push(self.declared(table, &row.column));
            if let Some(column) = &row.target_column {
                let column = self.declared(&key.target.name, column);
                key.target_columns.push(column);
            }
        }
        if keys.len() != texts.len() {
            return None;
        }
        let mut keys: Vec<_> = keys.into_iter().map(|(_, key)| key).collect();
        for key in keys.iter_mut().filter(|key| key.target_columns.is_empty()) {
            // `REFERENCES parent` means its primary key. Where that does not fit, SQLite refuses to write rows, and what
            // was written stays as it is.
            let parent = self.key_columns(&key.target.name);
            if parent.len() == key.columns.len() {
                key.target_columns = parent;
            }
        }
        Some(keys)
    }

    fn foreign_key(&self, row: &ForeignKeyRow, text: &ForeignKeyText) -> ForeignKey {
        let target = self.tables.keys().find(|table| table.eq_ignore_ascii_case(&row.target));
        ForeignKey {
            name: text.name.clone(),
            columns: Vec::new(),
            target: name(target.unwrap_or(&row.target)),
            target_columns: Vec::new(),
            on_delete: action(&row.on_delete),
            on_update: action(&row.on_update),
            match_full: false,
            deferrable: text.deferrable,
            not_valid: false,
            period: false,
            not_enforced: false,
        }
    }

    /// A column's name as its table spells it.
    fn declared(&self, table: &str, column: &str) -> String {
        let names = self.column_names(table);
        Scope { columns: &names }.column(column).unwrap_or(column).to_owned()
    }
}

fn name(name: &str) -> QName {
    Engine::Sqlite.qualify(None, name)
}

fn action(keywords: &str) -> Action {
    match keywords {
        "CASCADE" => Action::Cascade,
        "RESTRICT" => Action::Restrict,
        "SET NULL" => Action::SetNull,
        "SET DEFAULT" => Action::SetDefault,
        _ => Action::NoAction,
    }
}

fn other(kind: &str, object: &ObjectRow) -> OtherObject {
    let hangs = matches!(object.kind.as_str(), "index" | "trigger");
    // A table whose text is not understood is not known to come back.
    let removal = match kind {
        "view" => Some("VIEW"),
        "trigger" => Some("TRIGGER"),
        "index" => Some("INDEX"),
        "virtual table" => Some("TABLE"),
        _ => None,
    };
    OtherObject {
        table: hangs.then(|| name(&object.table)),
        definition: object.sql.clone(),
        removal: removal.map(|what| format!("DROP {what} {}", ident(Engine::Sqlite, &object.name))),
        ..OtherObject::new(kind, name(&object.name))
    }
}
