//! From the old state to the plateau.

use std::collections::{BTreeMap, BTreeSet};

use super::course::{Course, Draft, statements};
use super::replace::{beside, item_names};
use super::shape::{expanded, find, is_staged};
use crate::dialect::postgres::online::{Backfill, Key};
use crate::diff::{Pair, Rename, compare, reversed};
use crate::ir::{Column, Engine, ForeignKey, QName, Schema, Table};
use crate::plan::Statement;
use crate::sql::{idents, qualified};

impl Course<'_> {
    /// What cannot be replaced gets its new name at once.
    pub fn rename(&mut self, moves: &[Rename]) {
        if moves.is_empty() {
            return;
        }
        let mut draft = Draft::default();
        let engine = Engine::Postgres;
        draft.then(crate::dialect::renames(engine, moves), crate::dialect::renames(engine, &reversed(moves)));
        draft.locks = true;
        draft.renames = moves.to_vec();
        let mut kept = 0;
        for rename in moves {
            match rename {
                Rename::Table(pair) if self.can_stay(pair, moves) => {
                    kept += 1;
                    let [create, drop] = self.view(pair);
                    let create = Statement::new(create).remark(
                        "Old code goes on with the old name. GRANTs are not carried over to the view.",
                    );
                    draft.then([create], [Statement::new(drop)]);
                }
                _ => {}
            }
        }
        if kept < moves.len() {
            draft.remark(
                "Code that knows an old name fails from here on: this rename cannot be made in steps.",
            );
            draft.deploy =
                Some("have the code with the new names ready, and deploy it together with this".to_owned());
        }
        let next = self.goal.from.clone();
        self.push("rename", draft, next);
    }

    /// Whether a view can stand under a table's old name for a while: nothing else is called so, and no column that it shows
    /// changes its type under it.
    fn can_stay(&self, pair: &Pair<QName>, moves: &[Rename]) -> bool {
        let same = |rename: &&Rename| match rename {
            Rename::Table(other) => {
                [&other.from, &other.to].iter().any(|name| [&pair.from, &pair.to].contains(name))
            }
            _ => false,
        };
        let goal = self.goal;
        let is_free =
            !goal.to.tables.contains_key(&pair.from) && goal.to.namespaces.is_superset(&goal.from.namespaces);
        let sides = goal.from.tables.get(&pair.to).zip(goal.plateau.get(&pair.to));
        let is_kept = |(before, after): (&Table, &Table)| {
            before.columns.iter().all(|column| {
                after.column(&column.name).is_some_and(|after| {
                    after.ty == column.ty
                        && after.collation == column.collation
                        && after.generated == column.generated
                })
            })
        };
        moves.iter().filter(same).count() == 1 && is_free && sides.is_some_and(is_kept)
    }

    /// A view under a table's old name, made and dropped. It shows what the table had: on the way back, what is new goes from
    /// under it.
    fn view(&self, pair: &Pair<QName>) -> [String; 2] {
        let name = |name| qualified(Engine::Postgres, name);
        let columns =
            self.goal.from.tables.get(&pair.to).map(|table| table.columns.as_slice()).unwrap_or_default();
        let columns = idents(Engine::Postgres, columns.iter().map(|column| &column.name));
        [
            format!("CREATE VIEW {} AS SELECT {columns} FROM {}", name(&pair.from), name(&pair.to)),
            format!("DROP VIEW {}", name(&pair.from)),
        ]
    }

    /// Old names go.
    pub fn drop_views(&mut self, moves: &[Rename]) {
        for rename in moves {
            let Rename::Table(pair) = rename else { continue };
            if !self.can_stay(pair, moves) {
                continue;
            }
            let [create, drop] = self.view(pair);
            let mut draft = Draft::default();
            draft.locks = true;
            draft.then([Statement::new(drop)], [Statement::new(create)]);
            draft.deploy = Some(format!("deploy code that says {} in place of {}", pair.to, pair.from));
            let now = self.now.clone();
            self.push("contract", draft, now);
        }
    }

    /// An index that a failed CONCURRENTLY has left is built again.
    pub fn repair(&mut self) {
        for (name, plateau) in &self.goal.plateau {
            let Some(table) = self.now.tables.get(name) else { continue };
            let invalid = table.indexes.iter().filter(|index| index.invalid);
            let wanted = invalid.filter_map(|index| find(&plateau.indexes, &index.name));
            for index in wanted.cloned().collect::<Vec<_>>() {
                self.unbuild("repair", name, &index.name);
                if !index.invalid && index.columns.iter().all(|column| self.has_column(name, column)) {
                    self.build("repair", name, &index);
                }
            }
        }
    }

    fn has_column(&self, table: &QName, column: &str) -> bool {
        self.now.tables.get(table).is_some_and(|table| table.column(column).is_some())
    }

    /// New labels cannot be used before they are committed.
    pub fn labels(&mut self) {
        let changes = compare(Pair { from: &self.now, to: &self.goal.to });
        let mut next = self.now.clone();
        for change in changes.altered_enums.iter().filter(|change| change.only_adds()) {
            next.enums.insert(change.ty.to.name.clone(), change.ty.to.clone());
        }
        let mut draft = Draft::default();
        self.leg(&mut draft, &self.now, &next, &BTreeMap::new());
        self.push("labels", draft, next);
    }

    /// Everything that is new and takes no time, and everything that is less strict.
    pub fn expand(&mut self) {
        let mut target = self.now.clone();
        let to = &self.goal.to;
        target.namespaces.extend(to.namespaces.clone());
        target.extensions.extend(to.extensions.clone());
        target.enums.extend(to.enums.clone());
        for (name, plateau) in &self.goal.plateau {
            let Some(now) = self.now.tables.get(name) else { continue };
            let fills = |column: &str| {
                self.goal.fills.iter().any(|fill| fill.table == *name && fill.column == column)
            };
            target.tables.insert(name.clone(), expanded(now, plateau, &fills));
        }
        for (name, table) in &to.tables {
            if !self.goal.from.tables.contains_key(name) {
                target.tables.insert(name.clone(), table.clone());
            }
        }
        // A key that is not there yet cannot be pointed at.
        let keys = target.clone();
        for table in
            target.tables.values_mut().filter(|table| !self.goal.from.tables.contains_key(&table.name))
        {
            table.foreign_keys.retain(|key| has_key(&keys, to, key));
        }
        for next in self.table_by_table(&target) {
            self.expand_to(next);
        }
    }

    fn expand_to(&mut self, next: Schema) {
        let touched = self.touched(&next);
        let mut draft = Draft::default();
        for name in &touched {
            for text in self.goal.plain.get(name).into_iter().flatten() {
                draft.remark(text);
            }
        }
        // With its default, a new column would get that in every row, which is to be done in batches.
        let mut bare = next.clone();
        for name in &touched {
            let (Some(table), Some(now)) = (bare.tables.get_mut(name), self.now.tables.get(name)) else {
                continue;
            };
            let fills = |column: &Column| {
                self.goal.fills.iter().any(|fill| fill.table == *name && fill.column == column.name)
            };
            for column in table.columns.iter_mut().filter(|column| now.column(&column.name).is_none()) {
                if fills(column) || is_staged(column, false) {
                    column.default = None;
                }
            }
        }
        let nothing = BTreeMap::new();
        self.leg(&mut draft, &self.now, &bare, &nothing);
        self.leg(&mut draft, &bare, &next, &nothing);
        for replacement in self.goal.replaced.iter().filter(|item| touched.contains(&item.table)) {
            let sync = replacement.sync();
            let [function, trigger] = sync.create();
            let remark = if replacement.both_ways {
                format!("Until {} goes, each of the two columns follows the other.", replacement.old)
            } else {
                format!("Until {} goes, {} follows it.", replacement.old, replacement.beside)
            };
            draft.then(
                [Statement::new(function).remark(remark), Statement::new(trigger)],
                statements(sync.drop()),
            );
        }
        self.push("expand", draft, next);
    }

    /// Values for the rows there are.
    pub fn backfill(&mut self) {
        for fill in &self.goal.fills {
            let Some(table) = self.now.tables.get(&fill.table) else { continue };
            let key = table.primary_key.as_ref().map(|key| key.columns.clone()).unwrap_or_default();
            let backfill = Backfill {
                table: &fill.table,
                key: &key,
                column: &fill.column,
                expr: &fill.expr,
                batch: self.options.batch,
            };
            let mut draft = Draft::default();
            draft.then(statements([backfill.statement()]), statements(["SELECT 1".to_owned()]));
            draft.remark("Commits after each batch, and goes on where it stopped if it is run again.");
            // An update fires the triggers of all columns that are replaced.
            for fill in self.goal.fills.iter().filter(|other| other.table == fill.table) {
                draft.filled.insert((fill.table.clone(), fill.column.clone()), fill.expr.clone());
            }
            if fill.needs_code {
                draft.deploy = Some(format!("deploy code that writes {}.{}", fill.table, fill.column));
            }
            let now = self.now.clone();
            self.push_alone("backfill", draft, now);
            if let Some(stage) = self.last() {
                stage.casts.extend(fill.cast.clone());
            }
        }
    }

    /// New indexes, also those that are to be keys.
    pub fn indexes(&mut self) {
        for (name, plateau) in &self.goal.plateau {
            for index in &plateau.indexes {
                let there = self.now.tables.get(name).and_then(|table| find(&table.indexes, &index.name));
                if there.is_some_and(|there| same_but_comment(there, index)) {
                    continue;
                }
                let mut index = index.clone();
                if there.is_some() {
                    index.name = self.free(name, plateau, &index.name);
                }
                self.build("index", name, &index);
            }
            for key in self.missing_keys(name, plateau) {
                let taken =
                    self.now.tables.get(name).is_some_and(|table| item_names(table).contains(key.name()));
                let index = if taken { self.free(name, plateau, key.name()) } else { key.name().to_owned() };
                self.build("index", name, &key.index(&index));
            }
        }
    }

    /// A name for what is built beside its like, and remembers it.
    fn free(&mut self, name: &QName, plateau: &Table, item: &str) -> String {
        let mut taken = item_names(plateau);
        taken.extend(self.now.tables.get(name).map(item_names).unwrap_or_default());
        let free = beside(item, &taken);
        self.beside.insert((name.clone(), item.to_owned()), free.clone());
        free
    }

    /// Keys of the plateau that are not there yet, or not so.
    pub fn missing_keys(&self, name: &QName, plateau: &Table) -> Vec<Key> {
        let Some(now) = self.now.tables.get(name) else { return Vec::new() };
        let primary = plateau.primary_key.iter().filter(|key| now.primary_key.as_ref() != Some(key));
        let uniques =
            plateau.uniques.iter().filter(|unique| find(&now.uniques, &unique.name) != Some(unique));
        primary.cloned().map(Key::Primary).chain(uniques.cloned().map(Key::Unique)).collect()
    }
}

/// Whether two indexes differ in nothing but what is said of them.
pub fn same_but_comment(a: &crate::ir::Index, b: &crate::ir::Index) -> bool {
    crate::ir::Index { comment: b.comment.clone(), ..a.clone() } == *b
}

/// Whether there is what a foreign key needs of its target.
pub fn has_key(schema: &Schema, goal: &Schema, key: &ForeignKey) -> bool {
    let sorted = |columns: &[String]| columns.iter().cloned().collect::<BTreeSet<_>>();
    let Some(target) = schema.tables.get(&key.target) else { return false };
    let wanted = sorted(&key.target_columns);
    // One that is only waiting to become a key is no key yet.
    let stays =
        |name: &str| goal.tables.get(&key.target).is_some_and(|table| find(&table.indexes, name).is_some());
    let indexes =
        target.indexes.iter().filter(|index| index.unique && index.predicate.is_none() && stays(&index.name));
    (target.primary_key.iter().map(|key| &key.columns))
        .chain(target.uniques.iter().map(|unique| &unique.columns))
        .chain(indexes.map(|index| &index.columns))
        .any(|columns| sorted(columns) == wanted)
}
