//! From the plateau to the models: what goes.

use std::collections::{BTreeMap, BTreeSet};

use super::course::{Course, Draft, statements};
use super::goal::is_held;
use super::replace::{Replacement, renamed_column, renamed_items};
use super::shape::find;
use crate::dialect::postgres::online::alter;
use crate::diff::{Pair, Rename, compare};
use crate::ir::{Engine, Index, QName, Schema, Table};
use crate::sql::ident;

impl Course<'_> {
    /// What old code needed goes; what was made beside it takes its name.
    pub fn contract(&mut self) {
        let mut target = self.goal.to.clone();
        for (name, table) in &mut target.tables {
            if let Some(now) = self.now.tables.get(name).filter(|_| self.goal.from.tables.contains_key(name))
            {
                self.keep_indexes(now, table);
            }
        }
        for next in self.table_by_table(&target) {
            self.contract_to(next);
        }
    }

    /// Indexes that are to be dropped CONCURRENTLY stay for now, and what was built beside one keeps its name for now.
    fn keep_indexes(&self, now: &Table, table: &mut Table) {
        let name = table.name.clone();
        let twins: BTreeSet<&String> =
            self.goal.replaced(&name).flat_map(|item| item.names.values()).collect();
        let going: Vec<&String> = now
            .columns
            .iter()
            .map(|column| &column.name)
            .filter(|column| table.column(column).is_none())
            .collect();
        let beside: BTreeSet<&String> = self.beside.values().collect();
        let replaced: Vec<&String> = self.goal.replaced(&name).map(|item| &item.old).collect();
        let mut kept = Vec::new();
        for index in &now.indexes {
            let goes = |column: &String| going.contains(&column) || replaced.contains(&column);
            let is_held = index.unique && is_held(&self.now, &self.goal.to, &name, &index.columns);
            let is_new = twins.contains(&index.name) || beside.contains(&index.name);
            let is_dropped = find(&table.indexes, &index.name).is_none() && !is_new && !is_held;
            let is_replaced = self.beside.contains_key(&(name.clone(), index.name.clone()));
            if (is_dropped || is_replaced) && !index.columns.iter().any(goes) {
                kept.push(index.clone());
            }
        }
        for index in &mut table.indexes {
            if let Some(free) = self.beside.get(&(name.clone(), index.name.clone())) {
                index.name.clone_from(free);
            }
        }
        table.indexes.extend(kept);
        table.sort();
    }

    fn contract_to(&mut self, next: Schema) {
        let touched = self.touched(&next);
        let mut draft = Draft::default();
        let replaced: Vec<&Replacement> =
            self.goal.replaced.iter().filter(|item| touched.contains(&item.table)).collect();
        // Under their old names, the states before and after columns are renamed.
        let (mut beside, mut renamed) = (next.clone(), next.clone());
        let mut recovered = BTreeMap::new();
        for replacement in &replaced {
            let sync = replacement.sync();
            draft.then(statements(sync.drop()), statements(sync.create()));
            recovered.insert((replacement.table.clone(), replacement.old.clone()), replacement.back.clone());
            for state in [&mut beside, &mut renamed] {
                change(state, &replacement.table, |table| renamed_items(table, &replacement.names));
            }
        }
        for replacement in &replaced {
            change(&mut beside, &replacement.table, |table| {
                renamed_column(table, &replacement.new, &replacement.beside).unwrap_or_else(|| table.clone())
            });
        }
        self.leg(&mut draft, &self.now, &beside, &recovered);
        for replacement in replaced.iter().filter(|item| item.beside != item.new) {
            draft.renames.push(Rename::Column {
                table: replacement.table.clone(),
                column: Pair { from: replacement.beside.clone(), to: replacement.new.clone() },
            });
            let rename = |from: &str, to: &str| {
                let name = |name| ident(Engine::Postgres, name);
                statements([alter(
                    &replacement.table,
                    format_args!("RENAME COLUMN {} TO {}", name(from), name(to)),
                )])
            };
            draft.then(
                rename(&replacement.beside, &replacement.new),
                rename(&replacement.new, &replacement.beside),
            );
        }
        self.leg(&mut draft, &renamed, &next, &BTreeMap::new());
        for text in self.rebuilt(&next) {
            draft.remark(text);
        }
        draft.deploy = self.before_contract(&next);
        self.push("contract", draft, next);
    }

    /// Keys that are built in their plain form, because foreign keys rest on what they replace.
    fn rebuilt(&self, next: &Schema) -> Vec<String> {
        let mut texts = Vec::new();
        for change in compare(Pair { from: &self.now, to: next }).altered_tables {
            let name = &change.table.to.name;
            let twins: BTreeSet<&String> =
                self.goal.replaced(name).flat_map(|item| item.names.keys()).collect();
            let primary = change.primary_key.arriving().map(|key| &key.name);
            let uniques = change.uniques.arriving().map(|key| &key.name);
            let plain = primary.chain(uniques).filter(|key| !twins.contains(key));
            texts.extend(plain.map(|key| {
                format!("{key} has no online form: foreign keys rest on it, so that it is built while {name} is locked.")
            }));
        }
        texts
    }

    /// What code has to be there before something goes.
    fn before_contract(&self, next: &Schema) -> Option<String> {
        let mut gone = Vec::new();
        let mut retyped = Vec::new();
        for (name, table) in &self.now.tables {
            let Some(after) = next.tables.get(name) else {
                gone.push(name.to_string());
                continue;
            };
            for column in &table.columns {
                let replacement =
                    self.goal.replaced(name).find(|item| item.old == column.name && !item.both_ways);
                match (replacement, after.column(&column.name)) {
                    (Some(item), Some(new))
                        if table.column(&item.beside).is_some() && after.column(&item.beside).is_none() =>
                    {
                        retyped.push(format!("{name}.{} as {}", column.name, new.ty.sql));
                    }
                    (None, None) if !self.goal.replaced(name).any(|item| item.beside == column.name) => {
                        gone.push(format!("{name}.{}", column.name));
                    }
                    _ => {}
                }
            }
        }
        let gone =
            (!gone.is_empty()).then(|| format!("deploy code that does not use {} any more", gone.join(", ")));
        let retyped = (!retyped.is_empty()).then(|| {
            format!("have code ready that takes {}, and deploy it together with this", retyped.join(", "))
        });
        let all: Vec<String> = gone.into_iter().chain(retyped).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }

    /// Indexes that no model has, last of all.
    pub fn drop_indexes(&mut self) {
        let names: Vec<QName> = self.goal.plateau.keys().cloned().collect();
        let beside: BTreeSet<String> = self.beside.values().cloned().collect();
        for name in names {
            let sides = self.now.tables.get(&name).zip(self.goal.to.tables.get(&name));
            let Some((now, to)) = sides else { continue };
            let is_old = |index: &&Index| {
                let is_replaced = self.beside.contains_key(&(name.clone(), index.name.clone()));
                !beside.contains(&index.name) && (is_replaced || find(&to.indexes, &index.name).is_none())
            };
            let old: Vec<String> =
                now.indexes.iter().filter(is_old).map(|index| index.name.clone()).collect();
            for index in old {
                self.unbuild("drop_index", &name, &index);
            }
        }
    }

    /// What was built beside an old index takes its name.
    pub fn name_indexes(&mut self) {
        let mut draft = Draft::default();
        let next = self.goal.to.clone();
        self.leg(&mut draft, &self.now, &next, &BTreeMap::new());
        self.push("names", draft, next);
    }
}

fn change(schema: &mut Schema, name: &QName, with: impl FnOnce(&Table) -> Table) {
    if let Some(table) = schema.tables.get_mut(name) {
        *table = with(table);
    }
}
