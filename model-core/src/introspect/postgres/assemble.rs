//! Catalog rows -> schema.

use std::collections::BTreeMap;

use super::decode;
use super::others::Others;
use super::rows::{
    Catalog, ColumnRow, ConstraintKind, ConstraintRow, ContainerKind, GeneratedKind, IdentityKind,
    IndexKeyRow, IndexRow, Number, Oid, SequenceRow, TableRow,
};
use crate::database::DatabaseError;
use crate::ir::{
    Check, Column, ColumnType, Engine, Enum, Exclusion, ExclusionElement, Expr, ForeignKey, Generated,
    Identity, Index, IndexKey, KeyTarget, NotNull, OtherObject, PrimaryKey, QName, Schema, Table, Unique,
};
use crate::naming::object_name;

/// A catalog as the schema it describes.
pub fn schema(catalog: Catalog) -> Result<Schema, DatabaseError> {
    let mut schema = Schema::empty(Engine::Postgres);
    for row in catalog.containers {
        match row.kind {
            ContainerKind::Namespace => {
                schema.namespaces.insert(row.name);
            }
            ContainerKind::Extension => {
                schema.extensions.insert(row.name, row.schema);
            }
            ContainerKind::Role => {
                schema.roles.insert(row.name);
            }
        }
    }
    for row in catalog.enums {
        let name = QName::new(row.schema, row.name);
        schema.enums.insert(name.clone(), Enum { name, labels: row.labels, comment: row.comment });
    }
    let mut tables = Tables::new(catalog.tables);
    tables.add_columns(catalog.columns, &catalog.sequences);
    let mut indexes = Indexes::new(catalog.indexes, catalog.index_keys);
    for row in catalog.constraints {
        tables.add_constraint(row, &mut indexes)?;
    }
    tables.add_indexes(indexes);
    for mut table in tables.by_oid.into_values() {
        table.sort();
        schema.tables.insert(table.name.clone(), table);
    }
    let rows = catalog.relations.into_iter().chain(catalog.objects).chain(catalog.rare);
    let Others { objects, settings, uses } =
        super::others::others(rows, catalog.needs, catalog.extras, catalog.uses);
    (schema.others, schema.settings, schema.uses) = (objects, settings, uses);
    for object in &schema.others {
        structure(object, &mut schema.tables);
    }
    inheritance(&mut schema.tables);
    Ok(schema)
}

/// How a table is divided, and what it inherits from.
fn structure(object: &OtherObject, tables: &mut BTreeMap<QName, Table>) {
    let Some(table) = tables.get_mut(&object.name) else { return };
    match (object.kind.as_str(), &object.definition, &object.table) {
        ("partitioned table", Some(definition), _) => {
            table.partition_by = definition.strip_prefix("PARTITION BY ").map(ToOwned::to_owned);
        }
        ("inheritance", _, Some(parent)) => table.inherits.push(parent.clone()),
        _ => {}
    }
}

/// Leaves as inherited what parents have in the same way.
fn inheritance(tables: &mut BTreeMap<QName, Table>) {
    let parents: BTreeMap<QName, Table> = tables
        .values()
        .flat_map(|table| &table.inherits)
        .filter_map(|name| tables.get(name))
        .map(|table| (table.name.clone(), table.clone()))
        .collect();
    for table in tables.values_mut().filter(|table| !table.inherited.is_empty()) {
        let mut inherited = std::mem::take(&mut table.inherited);
        inherited.retain(|name| {
            let of_parents = table.inherits.iter().filter_map(|parent| parents.get(parent)?.column(name));
            let own = table.column(name);
            of_parents.take(1).any(|parent| own.is_some_and(|own| is_passed_on(parent, own)))
        });
        table.inherited = inherited;
    }
}

/// Whether a child's column is as its parent hands it down. It draws its numbers from the parent's sequence, without owning that.
fn is_passed_on(parent: &Column, child: &Column) -> bool {
    let default = match (&parent.serial, &child.default) {
        (Some(sequence), Some(drawn))
            if drawn.sql.starts_with("nextval(") && drawn.sql.contains(&sequence.name) =>
        {
            child.default.clone()
        }
        _ => parent.default.clone(),
    };
    let handed = Column {
        default,
        nullable: parent.nullable || parent.not_null.no_inherit,
        not_null: NotNull::default(),
        serial: None,
        identity: None,
        comment: child.comment.clone(),
        ..parent.clone()
    };
    handed == Column { not_null: child.not_null.own(), ..child.clone() }
}

/// Tables under construction. Rows of relations that are not among them are passed over.
struct Tables {
    by_oid: BTreeMap<Oid, Table>,
    columns: BTreeMap<(Oid, Number), String>,
}

impl Tables {
    fn new(rows: Vec<TableRow>) -> Self {
        let by_oid = rows
            .into_iter()
            .map(|row| {
                let mut table = Table::new(QName::new(row.schema, row.name));
                table.unlogged = row.unlogged;
                table.comment = row.comment;
                table.storage = decode::storage(row.storage, "");
                table.storage.extend(decode::storage(row.toast_storage, "toast."));
                (row.oid, table)
            })
            .collect();
        Self { by_oid, columns: BTreeMap::new() }
    }

    fn add_columns(&mut self, rows: Vec<ColumnRow>, sequences: &[SequenceRow]) {
        let mut owned: BTreeMap<(Oid, Number), Vec<&SequenceRow>> = BTreeMap::new();
        for sequence in sequences {
            owned.entry((sequence.table, sequence.number)).or_default().push(sequence);
        }
        for row in rows {
            let Some(table) = self.by_oid.get_mut(&row.table) else { continue };
            let key = (row.table, row.number);
            self.columns.insert(key, row.name.clone());
            if row.inherited {
                table.inherited.insert(row.name.clone());
            }
            table.columns.push(column(row, owned.get(&key).map_or(&[], Vec::as_slice)));
        }
    }

    /// Names of columns, in the order of their numbers. Zero and less is no column of the table: a whole row, `tableoid`.
    fn names(&self, table: Oid, numbers: &[Number]) -> Vec<String> {
        numbers.iter().filter_map(|number| self.columns.get(&(table, *number)).cloned()).collect()
    }

    /// Names of columns in table order, each once.
    fn names_in_order(&self, table: Oid, mut numbers: Vec<Number>) -> Vec<String> {
        numbers.sort_unstable();
        numbers.dedup();
        self.names(table, &numbers)
    }

    fn add_constraint(&mut self, row: ConstraintRow, indexes: &mut Indexes) -> Result<(), DatabaseError> {
        if !self.by_oid.contains_key(&row.table) {
            return Ok(());
        }
        let oid = row.table;
        let index = match row.kind {
            ConstraintKind::PrimaryKey | ConstraintKind::Unique | ConstraintKind::Exclusion => {
                indexes.take(row.index)
            }
            ConstraintKind::ForeignKey | ConstraintKind::Check | ConstraintKind::NotNull => None,
        };
        let columns = self.names(oid, row.columns.as_deref().unwrap_or_default());
        let include = index.as_ref().map(|(index, _)| self.names(oid, index.included())).unwrap_or_default();
        let deferrable = decode::deferrable(row.deferrable, row.deferred);
        let name = row.name.clone();
        match row.kind {
            ConstraintKind::PrimaryKey => {
                let key = PrimaryKey {
                    name,
                    columns,
                    include,
                    deferrable,
                    without_overlaps: row.period,
                    autoincrement: false,
                };
                self.on(oid, |table| table.primary_key = Some(key));
            }
            ConstraintKind::Unique => {
                let nulls_not_distinct = index.is_some_and(|(index, _)| index.nulls_not_distinct);
                let without_overlaps = row.period;
                let unique =
                    Unique { name, columns, include, nulls_not_distinct, deferrable, without_overlaps };
                self.on(oid, |table| table.uniques.push(unique));
            }
            ConstraintKind::ForeignKey => {
                let key = self.foreign_key(row, columns)?;
                self.on(oid, |table| table.foreign_keys.push(key));
            }
            ConstraintKind::Check => {
                let columns = self.names_in_order(oid, row.columns.unwrap_or_default());
                let expr = Expr::new(decode::strip_parens(&row.expression.unwrap_or_default()));
                let (not_valid, not_enforced) = (row.not_valid && row.enforced, !row.enforced);
                let no_inherit = row.no_inherit;
                let check = Check { name, expr, columns, not_valid, not_enforced, no_inherit };
                self.on(oid, |table| table.checks.push(check));
            }
            ConstraintKind::Exclusion => {
                let Some((index, keys)) = index else {
                    return Err(DatabaseError::new(format!("constraint {name} has no index in the catalog")));
                };
                let index = self.index(index, keys);
                let operators = row.operators.unwrap_or_default();
                let elements = index
                    .keys
                    .into_iter()
                    .zip(operators)
                    .map(|(key, operator)| ExclusionElement { key, operator })
                    .collect();
                let (method, predicate, columns) = (index.method, index.predicate, index.columns);
                let exclusion = Exclusion { name, method, elements, predicate, deferrable, columns };
                self.on(oid, |table| table.exclusions.push(exclusion));
            }
            ConstraintKind::NotNull => self.on(oid, |table| not_null(table, &columns, row)),
        }
        Ok(())
    }

    fn on(&mut self, oid: Oid, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.by_oid.get_mut(&oid) {
            change(table);
        }
    }

    fn foreign_key(&self, row: ConstraintRow, columns: Vec<String>) -> Result<ForeignKey, DatabaseError> {
        let unknown = |what: &str| {
            DatabaseError::new(format!("foreign key {} has an unknown {what} in the catalog", row.name))
        };
        let delete_columns = self.names(row.table, row.delete_columns.as_deref().unwrap_or_default());
        let (Some(schema), Some(target)) = (&row.target_schema, &row.target_name) else {
            return Err(unknown("target"));
        };
        Ok(ForeignKey {
            columns,
            target: QName::new(schema, target),
            on_delete: decode::action(&row.on_delete, delete_columns)
                .ok_or_else(|| unknown("ON DELETE action"))?,
            on_update: decode::action(&row.on_update, Vec::new())
                .ok_or_else(|| unknown("ON UPDATE action"))?,
            match_full: row.match_full,
            deferrable: decode::deferrable(row.deferrable, row.deferred),
            not_valid: row.not_valid && row.enforced,
            period: row.period,
            not_enforced: !row.enforced,
            target_columns: row.target_columns.unwrap_or_default(),
            name: row.name,
        })
    }

    fn add_indexes(&mut self, indexes: Indexes) {
        for (row, keys) in indexes.by_oid.into_values() {
            let oid = row.table;
            if self.by_oid.contains_key(&oid) {
                let index = self.index(row, keys);
                self.on(oid, |table| table.indexes.push(index));
            }
        }
    }

    fn index(&self, row: IndexRow, mut special: BTreeMap<usize, IndexKeyRow>) -> Index {
        let mut keys = Vec::with_capacity(row.keys);
        for (i, number) in row.columns.iter().take(row.keys).enumerate() {
            let column = self.columns.get(&(row.table, *number)).cloned().unwrap_or_default();
            let mut key = IndexKey::column(column);
            if let Some(special) = special.remove(&(i + 1)) {
                if let Some(expression) = special.expression {
                    key.target = KeyTarget::Expr(Expr::new(decode::strip_parens(&expression)));
                }
                key.opclass = decode::opclass(special.opclass, special.opclass_options);
                key.collation = decode::collation(special.collation_schema.as_deref(), special.collation);
            }
            // INDOPTION_DESC and INDOPTION_NULLS_FIRST of PostgreSQL's catalog/pg_index.h.
            let options = row.options.get(i).copied().unwrap_or_default();
            key.desc = options & 1 != 0;
            key.nulls_first = options & 2 != 0;
            keys.push(key);
        }
        let mut reads = row.reads.clone().unwrap_or_default();
        reads.extend(&row.columns);
        Index {
            unique: row.unique,
            keys,
            include: self.names(row.table, row.included()),
            predicate: row.predicate.as_deref().map(|sql| Expr::new(decode::strip_parens(sql))),
            nulls_not_distinct: row.nulls_not_distinct,
            storage: decode::storage(row.storage, ""),
            comment: row.comment,
            invalid: row.invalid,
            columns: self.names_in_order(row.table, reads),
            name: row.name,
            method: row.method,
        }
    }
}

/// Indexes that no constraint has claimed, each with what its keys are beyond plain columns.
struct Indexes {
    by_oid: BTreeMap<Oid, (IndexRow, BTreeMap<usize, IndexKeyRow>)>,
}

impl Indexes {
    fn new(rows: Vec<IndexRow>, keys: Vec<IndexKeyRow>) -> Self {
        let mut by_oid: BTreeMap<_, _> =
            rows.into_iter().map(|row| (row.oid, (row, BTreeMap::new()))).collect();
        for key in keys {
            if let Some((_, keys)) = by_oid.get_mut(&key.index) {
                keys.insert(key.place, key);
            }
        }
        Self { by_oid }
    }

    fn take(&mut self, oid: Oid) -> Option<(IndexRow, BTreeMap<usize, IndexKeyRow>)> {
        self.by_oid.remove(&oid)
    }
}

impl IndexRow {
    fn included(&self) -> &[Number] {
        self.columns.get(self.keys..).unwrap_or_default()
    }
}

/// What a NOT NULL constraint says beside NOT NULL. A conventional name that others had already has a number, or would have
/// one; neither says anything.
fn not_null(table: &mut Table, columns: &[String], row: ConstraintRow) {
    const LABEL: &str = "not_null";
    let Some(column) = table.columns.iter_mut().find(|column| columns.contains(&column.name)) else { return };
    let named = row.name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &row.name[named.len()..];
    let conventional = object_name(&table.name.name, &column.name, &format!("{LABEL}{number}"));
    column.not_null = NotNull {
        name: Some(row.name).filter(|name| *name != conventional),
        no_inherit: row.no_inherit,
        not_valid: row.not_valid,
        inherited: !row.local,
    };
}

fn column(row: ColumnRow, sequences: &[&SequenceRow]) -> Column {
    let mut column = Column::new(
        row.name,
        ColumnType {
            sql: row.ty,
            enum_name: row.enum_schema.zip(row.enum_name).map(|(schema, name)| QName::new(schema, name)),
        },
    );
    column.nullable = row.nullable;
    column.comment = row.comment;
    column.collation = decode::collation(row.collation_schema.as_deref(), row.collation);
    column.identity = row.identity.map(|kind| Identity {
        always: kind == IdentityKind::Always,
        options: sequences
            .iter()
            .find(|sequence| sequence.identity)
            .map(|sequence| decode::sequence_options(sequence))
            .unwrap_or_default(),
    });
    match (row.expression, row.generated) {
        (Some(expression), Some(kind)) => {
            column.generated = Some(Generated {
                expr: Expr::new(decode::strip_parens(&expression)),
                stored: kind == GeneratedKind::Stored,
            });
        }
        (Some(expression), None) => {
            let serial = sequences
                .iter()
                .find(|sequence| !sequence.identity && decode::draws_from(&expression, sequence));
            match serial {
                Some(sequence) => column.serial = Some(QName::new(&sequence.schema, &sequence.name)),
                // Its parentheses stay: a DEFAULT takes no bare operator expression of every kind.
                None => column.default = Some(Expr::new(expression)),
            }
        }
        (None, _) => {}
    }
    column
}
