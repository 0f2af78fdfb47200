//! A spec as the schema that models would ask for. What does not fit is left out.

use model_core::ir::{
    Action, Check, Column, ColumnType, Deferrable, Engine, Enum, Exclusion, ExclusionElement, Expr,
    ForeignKey, Generated, Identity, Index, IndexKey, KeyTarget, Parameters, PrimaryKey, QName, Schema,
    SequenceOptions, Table, Unique,
};
use model_core::lower::Hints;
use model_core::naming::object_name;
use model_core::sql::ident;

use crate::dice::Dice;
use crate::spec::{ColumnSpec, Id, Item, ItemKind, Kind, Numbering, Spec, TableSpec};

const AWAY: &str = "Second \"space\"";

/// A name in the one namespace or the other.
pub fn name(engine: Engine, away: bool, name: &str) -> QName {
    engine.qualify(Some(AWAY).filter(|_| away && engine == Engine::Postgres), name)
}

impl Spec {
    /// The schema, expressions as a user writes them.
    pub fn render(&self) -> Schema {
        let mut schema = Schema::empty(self.engine);
        for ty in &self.enums {
            let name = name(self.engine, ty.away, &ty.name);
            let labels = ty.labels.iter().map(|(_, label)| label.clone()).collect();
            schema.enums.insert(name.clone(), Enum { name, labels, comment: ty.comment.clone() });
        }
        for table in &self.tables {
            let table = View { spec: self, table }.render();
            schema.tables.insert(table.name.clone(), table);
        }
        let names = schema.tables.keys().chain(schema.enums.keys());
        schema.namespaces = names.map(|name| name.schema.clone()).collect();
        schema.namespaces.remove(self.engine.default_schema());
        schema
    }

    /// What was renamed on the way from `before` to here.
    pub fn renames_since(&self, before: &Self) -> Hints {
        let mut hints = Hints::default();
        for table in &self.tables {
            let Some(old) = before.table(table.id) else { continue };
            let (new_name, old_name) =
                (name(self.engine, table.away, &table.name), name(self.engine, old.away, &old.name));
            let (now, then) =
                (View { spec: self, table }.columns(), View { spec: before, table: old }.columns());
            for column in &now {
                let same = then.iter().find(|old| old.id == column.id && old.name != column.name);
                if let Some(old) = same {
                    hints.columns.insert((new_name.clone(), column.name.clone()), old.name.clone());
                }
            }
            if new_name != old_name {
                hints.tables.insert(new_name, old_name);
            }
        }
        for ty in &self.enums {
            let Some(old) = before.enumeration(ty.id) else { continue };
            let (new_name, old_name) =
                (name(self.engine, ty.away, &ty.name), name(self.engine, old.away, &old.name));
            for (id, label) in &ty.labels {
                if let Some((_, old)) = old.labels.iter().find(|(other, old)| other == id && old != label) {
                    hints.labels.insert((new_name.clone(), label.clone()), old.clone());
                }
            }
            if new_name != old_name {
                hints.enums.insert(new_name, old_name);
            }
        }
        hints
    }
}

/// A table with its surroundings.
#[derive(Clone, Copy)]
struct View<'a> {
    spec: &'a Spec,
    table: &'a TableSpec,
}

impl<'a> View<'a> {
    const fn is_postgres(&self) -> bool {
        matches!(self.spec.engine, Engine::Postgres)
    }

    fn name(&self) -> QName {
        name(self.spec.engine, self.table.away, &self.table.name)
    }

    /// Columns whose type there is, and whose source there is.
    fn columns(&self) -> Vec<&'a ColumnSpec> {
        let known = |column: &&ColumnSpec| match self.kind(column) {
            Some(Kind::Enum(id) | Kind::EnumArray(id)) => self.spec.enumeration(id).is_some(),
            Some(_) => true,
            None => false,
        };
        self.table.columns.iter().filter(known).collect()
    }

    fn source(&self, column: &ColumnSpec) -> Option<&'a ColumnSpec> {
        self.table.column(column.generated?.0)
    }

    /// Its type; that of its source if it is generated and can be.
    fn kind(&self, column: &ColumnSpec) -> Option<Kind> {
        if column.generated.is_none() {
            return Some(column.kind);
        }
        let source =
            self.source(column).filter(|source| source.generated.is_none() && source.id != column.id)?;
        source.kind.generation(self.spec.engine, 0, "").map(|_| source.kind)
    }

    fn collation(&self, column: &'a ColumnSpec) -> Option<&'static str> {
        // A generated column has its source's, or they would have to be reconciled.
        let of = self.source(column).unwrap_or(column);
        of.collation.filter(|_| of.kind.is_text())
    }

    fn has(&self, id: Id) -> Option<&'a ColumnSpec> {
        self.columns().into_iter().find(|column| column.id == id)
    }

    fn key(&self) -> Vec<&'a ColumnSpec> {
        let fits = |column: &&ColumnSpec| {
            column.generated.is_none() && self.kind(column).is_some_and(Kind::is_ordered)
        };
        self.table.key.iter().filter_map(|id| self.has(*id)).filter(fits).collect()
    }

    fn quoted(&self, column: &ColumnSpec) -> String {
        ident(self.spec.engine, &column.name)
    }

    fn strict(&self) -> bool {
        !self.is_postgres() && self.table.strict
    }

    fn render(self) -> Table {
        let mut table = Table::new(self.name());
        table.columns = self.columns().into_iter().map(|column| self.column(column)).collect();
        table.strict = self.strict();
        if !self.is_postgres() && table.columns.iter().all(|column| column.generated.is_some()) {
            table.columns.push(Column::new("the only one", "INTEGER"));
        }
        let key = self.key();
        table.without_rowid = !self.is_postgres() && self.table.without_rowid && !key.is_empty();
        if !key.is_empty() {
            let columns: Vec<String> = key.iter().map(|column| column.name.clone()).collect();
            let postgres = self.is_postgres();
            table.primary_key = Some(PrimaryKey {
                name: if postgres { self.table.key_name.clone() } else { String::new() },
                columns,
                include: Vec::new(),
                deferrable: if postgres && self.table.key_option {
                    Deferrable::Deferred
                } else {
                    Deferrable::Never
                },
                without_overlaps: false,
                autoincrement: false,
            });
            let is_rowid = key.len() == 1 && table.is_rowid(&key[0].name);
            if let Some(key) = &mut table.primary_key {
                key.autoincrement = is_rowid && self.table.key_option;
            }
            // SQLite's rowid numbers itself and takes no default.
            if is_rowid
                && let Some(column) = table.columns.iter_mut().find(|column| column.name == key[0].name)
            {
                column.default = None;
            }
        }
        if self.is_postgres() {
            table.unlogged = self.table.unlogged;
            let pairs = self.table.storage.iter();
            table.storage = pairs.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            table.comment.clone_from(&self.table.comment);
        }
        for item in &self.table.items {
            self.item(item, &mut table);
        }
        table.sort();
        table
    }

    fn column(&self, spec: &'a ColumnSpec) -> Column {
        let kind = self.kind(spec).unwrap_or(spec.kind);
        let mut column = Column::new(&spec.name, kind.sql(self.spec, self.strict()));
        if let Kind::Enum(id) | Kind::EnumArray(id) = kind {
            let ty = self.spec.enumeration(id);
            column.ty = ColumnType {
                sql: column.ty.sql,
                enum_name: ty.map(|ty| name(self.spec.engine, ty.away, &ty.name)),
            };
        }
        column.nullable = spec.nullable && !self.key().iter().any(|key| key.id == spec.id);
        column.collation = self.collation(spec).map(ToOwned::to_owned);
        if self.is_postgres() {
            column.comment.clone_from(&spec.comment);
        }
        if let (Some((_, choice, stored)), Some(source)) = (spec.generated, self.source(spec)) {
            let expr = kind.generation(self.spec.engine, choice, &self.quoted(source));
            column.generated =
                expr.map(|sql| Generated { expr: Expr::new(sql), stored: stored || self.is_postgres() });
            return column;
        }
        match spec.numbering.filter(|_| self.is_postgres() && kind.is_integer()) {
            Some(Numbering::Serial) => {
                let sequence = object_name(&self.table.name, &spec.name, "seq");
                column.serial = Some(self.name().sibling(sequence));
                column.nullable = false;
            }
            Some(Numbering::Identity(always, choice)) => {
                column.identity = Some(Identity { always, options: options(choice) });
                column.nullable = false;
            }
            None => column.default = spec.default.map(|choice| Expr::new(kind.default(self.spec, choice))),
        }
        column
    }

    fn item(&self, item: &Item, table: &mut Table) {
        let all: Vec<&ColumnSpec> = item.columns.iter().filter_map(|id| self.has(*id)).collect();
        let Some(first) = all.first().copied() else { return };
        let ordered = |column: &&ColumnSpec| self.kind(column).is_some_and(Kind::is_ordered);
        let names: Vec<String> =
            all.iter().copied().filter(ordered).map(|column| column.name.clone()).collect();
        let mut dice = Dice::new(item.choice as u64);
        let item_name = item.name.clone();
        match &item.kind {
            ItemKind::Unique => table.uniques.extend(self.unique(item, &mut dice)),
            ItemKind::Check => table.checks.push(self.check(item_name, &all, item.choice)),
            ItemKind::Exclusion if self.is_postgres() => {
                table.exclusions.extend(self.exclusion(item_name, first, &mut dice));
            }
            ItemKind::Exclusion => {}
            ItemKind::Index if names.is_empty() => {}
            ItemKind::Index => table.indexes.push(self.index(item_name, &all, item.choice, &mut dice)),
            ItemKind::ForeignKey(target, key) => {
                table.foreign_keys.extend(self.foreign_key(item, *target, *key, &mut dice));
            }
        }
    }

    fn unique(&self, item: &Item, dice: &mut Dice) -> Option<Unique> {
        let ordered = |column: &&ColumnSpec| self.kind(column).is_some_and(Kind::is_ordered);
        let all = item.columns.iter().filter_map(|id| self.has(*id)).filter(ordered);
        let mut columns: Vec<String> = all.map(|column| column.name.clone()).collect();
        if columns.is_empty() {
            return None;
        }
        let mut unique = Unique {
            name: item.name.clone(),
            columns: Vec::new(),
            include: Vec::new(),
            nulls_not_distinct: false,
            deferrable: Deferrable::Never,
            without_overlaps: false,
        };
        if self.is_postgres() {
            unique.nulls_not_distinct = dice.chance(20);
            unique.deferrable =
                [Deferrable::Never, Deferrable::Never, Deferrable::Immediate, Deferrable::Deferred]
                    [dice.below(4)];
            if dice.chance(25) && columns.len() > 1 {
                unique.include = columns.split_off(1);
            }
        } else if dice.chance(30) {
            unique.name.clear();
        }
        unique.columns = columns;
        Some(unique)
    }

    fn condition(&self, column: &ColumnSpec, choice: usize) -> String {
        let kind = self.kind(column).unwrap_or(column.kind);
        kind.condition(self.spec, choice, &self.quoted(column))
    }

    fn check(&self, name: String, all: &[&ColumnSpec], choice: usize) -> Check {
        let mut sql = self.condition(all[0], choice);
        let mut columns = vec![all[0].name.clone()];
        if let Some(second) = all.get(1).filter(|_| choice.is_multiple_of(3)) {
            let other = self.condition(second, choice / 3);
            sql = if choice.is_multiple_of(2) {
                format!("({sql}) OR ({other})")
            } else {
                format!("{other} AND ({sql})")
            };
            columns.push(second.name.clone());
        }
        Check { columns, ..Check::new(name, Expr::new(sql)) }
    }

    fn exclusion(&self, name: String, column: &ColumnSpec, dice: &mut Dice) -> Option<Exclusion> {
        let (method, operator) = match self.kind(column)? {
            Kind::Range => ("gist", "&&"),
            kind if kind.is_integer() => ("btree", "="),
            Kind::Text => ("hash", "="),
            _ => return None,
        };
        let predicate = dice.chance(40).then(|| Expr::new(self.condition(column, dice.below(9))));
        let key = IndexKey::column(&column.name);
        Some(Exclusion {
            name,
            method: method.to_owned(),
            elements: vec![ExclusionElement { key, operator: operator.to_owned() }],
            predicate,
            deferrable: if dice.chance(20) { Deferrable::Immediate } else { Deferrable::Never },
            columns: vec![column.name.clone()],
        })
    }

    fn index(&self, name: String, all: &[&ColumnSpec], choice: usize, dice: &mut Dice) -> Index {
        let mut index = Index {
            name,
            unique: false,
            method: "btree".to_owned(),
            keys: Vec::new(),
            include: Vec::new(),
            predicate: None,
            nulls_not_distinct: false,
            storage: Parameters::new(),
            comment: None,
            invalid: false,
            columns: all.iter().map(|column| column.name.clone()).collect(),
        };
        let special = all[0];
        let postgres = self.is_postgres();
        if postgres && dice.chance(40) {
            let method = match self.kind(special) {
                Some(Kind::Json | Kind::IntArray | Kind::TextArray | Kind::EnumArray(_)) => "gin",
                Some(Kind::Range) => "gist",
                Some(kind) if kind.is_integer() => ["brin", "hash"][dice.below(2)],
                _ => "btree",
            };
            if method != "btree" {
                method.clone_into(&mut index.method);
                let mut key = IndexKey::column(&special.name);
                if self.kind(special) == Some(Kind::Json) && dice.chance(50) {
                    key.opclass = Some("jsonb_path_ops".to_owned());
                }
                if method == "gin" && dice.chance(30) {
                    index.storage.insert("fastupdate".to_owned(), "off".to_owned());
                }
                index.keys = vec![key];
                return index;
            }
        }
        index.unique = choice.is_multiple_of(3);
        let ordered = |column: &&&ColumnSpec| self.kind(column).is_some_and(Kind::is_ordered);
        for column in all.iter().filter(ordered) {
            index.keys.push(self.index_key(column, dice));
        }
        // A unique index that foreign keys point at is plain.
        if choice.is_multiple_of(6) {
            index.keys.iter_mut().zip(all.iter().filter(ordered)).for_each(|(key, column)| {
                *key = IndexKey::column(&column.name);
            });
            return index;
        }
        if dice.chance(30) {
            index.predicate = Some(Expr::new(self.condition(all[all.len() - 1], dice.below(9))));
        }
        if postgres {
            index.nulls_not_distinct = index.unique && dice.chance(20);
            if dice.chance(20) {
                index.storage.insert("fillfactor".to_owned(), "60".to_owned());
            }
            index.comment = dice.chance(15).then(|| "an index's".to_owned());
            if index.keys.len() > 1
                && dice.chance(30)
                && let Some(IndexKey { target: KeyTarget::Column(name), .. }) = index.keys.last().cloned()
            {
                index.keys.pop();
                index.include.push(name);
            }
        }
        index
    }

    fn index_key(&self, column: &ColumnSpec, dice: &mut Dice) -> IndexKey {
        let kind = self.kind(column).unwrap_or(column.kind);
        let expression = kind.expression(self.spec, dice.below(9), &self.quoted(column));
        let mut key = match expression.filter(|_| dice.chance(30)) {
            Some(sql) => IndexKey::expr(sql),
            None => IndexKey::column(&column.name),
        };
        key.desc = dice.chance(25);
        if self.is_postgres() {
            key.nulls_first = key.desc ^ dice.chance(20);
            if kind.is_text() && matches!(key.target, KeyTarget::Column(_)) {
                key.collation = Some("C".to_owned()).filter(|_| dice.chance(15));
                key.opclass = Some("text_pattern_ops".to_owned()).filter(|_| dice.chance(15));
            }
        } else if kind.is_text() && dice.chance(15) {
            key.collation = Some("NOCASE".to_owned());
        }
        key
    }

    /// The columns of the target's key, if a foreign key can point at it.
    fn target_key(&self, key: Option<Id>) -> Option<Vec<&'a ColumnSpec>> {
        let Some(id) = key else {
            return Some(self.key())
                .filter(|key| !(key.is_empty() || self.is_postgres() && self.table.key_option));
        };
        let item = self.table.items.iter().find(|item| item.id == id)?;
        let names = match item.kind {
            ItemKind::Unique => {
                let unique = self.unique(item, &mut Dice::new(item.choice as u64))?;
                Some(unique.columns).filter(|_| unique.deferrable == Deferrable::Never)?
            }
            ItemKind::Index if item.choice.is_multiple_of(6) => {
                let mut rendered = Table::new(self.name());
                self.item(item, &mut rendered);
                let index = rendered.indexes.into_iter().next().filter(|index| index.method == "btree")?;
                index
                    .keys
                    .into_iter()
                    .filter_map(|key| match key.target {
                        KeyTarget::Column(name) => Some(name),
                        KeyTarget::Expr(_) => None,
                    })
                    .collect()
            }
            _ => return None,
        };
        let columns = self.columns();
        names.iter().map(|name| columns.iter().copied().find(|column| column.name == *name)).collect()
    }

    fn foreign_key(&self, item: &Item, target: Id, key: Option<Id>, dice: &mut Dice) -> Option<ForeignKey> {
        let other = Self { spec: self.spec, table: self.spec.table(target)? };
        let wanted = other.target_key(key)?;
        let own: Option<Vec<&ColumnSpec>> = item.columns.iter().map(|id| self.has(*id)).collect();
        let own = own.filter(|own| own.len() == wanted.len())?;
        let fits = own.iter().zip(&wanted).all(|(mine, theirs)| {
            self.kind(mine) == other.kind(theirs)
                && self.collation(mine) == other.collation(theirs)
                && mine.generated.is_none()
                && theirs.generated.is_none()
        });
        let reachable = !self.is_postgres() || self.table.unlogged || !other.table.unlogged;
        if !(fits && reachable) {
            return None;
        }
        let actions = [
            Action::NoAction,
            Action::NoAction,
            Action::Restrict,
            Action::Cascade,
            Action::SetNull,
            Action::SetDefault,
        ];
        let mut on_delete = actions[dice.below(6)].clone();
        if self.is_postgres() && on_delete == Action::SetNull && dice.chance(50) {
            on_delete = Action::SetNullColumns(vec![own[0].name.clone()]);
        }
        let unnamed = !self.is_postgres() && dice.chance(30);
        Some(ForeignKey {
            name: if unnamed { String::new() } else { item.name.clone() },
            columns: own.iter().map(|column| column.name.clone()).collect(),
            target: other.name(),
            target_columns: wanted.iter().map(|column| column.name.clone()).collect(),
            on_delete,
            on_update: actions[dice.below(6)].clone(),
            match_full: self.is_postgres() && dice.chance(15),
            deferrable: [Deferrable::Never, Deferrable::Never, Deferrable::Immediate, Deferrable::Deferred]
                [dice.below(4)],
            not_valid: false,
            period: false,
            not_enforced: false,
        })
    }
}

fn options(choice: usize) -> SequenceOptions {
    let plain = SequenceOptions::default();
    match choice {
        0 => SequenceOptions { start: Some(10), ..plain },
        1 => SequenceOptions { increment: Some(2), cache: Some(5), ..plain },
        2 => SequenceOptions { max: Some(1000), cycle: true, ..plain },
        3 => SequenceOptions { min: Some(5), start: Some(6), ..plain },
        _ => plain,
    }
}
