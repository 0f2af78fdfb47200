//! What is stricter at the plateau: for new rows first, then proved for all, then part of the table.

use std::collections::{BTreeMap, BTreeSet};

use super::course::{Course, Draft, statements};
use super::shape::find;
use super::steps::{has_key, same_but_comment};
use crate::dialect::postgres::online::{Key, alter, comment_on_index, validate};
use crate::diff::{Pair, TableChange, compare};
use crate::ir::{Check, Engine, Expr, ForeignKey, QName, Table};
use crate::naming::object_name;
use crate::sql::ident;

impl Course<'_> {
    /// Checks and foreign keys for new rows. `all`: also those whose target's key was not there before.
    pub fn constrain(&mut self, all: bool) {
        let mut target = self.now.clone();
        // The keys that there are at the plateau.
        let mut keys = self.now.clone();
        keys.tables.extend(self.goal.to.tables.clone());
        keys.tables.extend(self.goal.plateau.clone());
        for (name, table) in &mut target.tables {
            let created = self.goal.to.tables.get(name).filter(|_| !self.goal.from.tables.contains_key(name));
            let Some(plateau) = self.goal.plateau.get(name).or(created) else { continue };
            if !all {
                for column in self.tightened(name) {
                    table.checks.push(not_null_check(name, &column, true));
                }
            }
            for check in &plateau.checks {
                let is_there = find(&table.checks, &check.name)
                    .is_some_and(|there| Check { not_valid: check.not_valid, ..there.clone() } == *check);
                if !is_there {
                    table.checks.retain(|other| other.name != check.name);
                    table.checks.push(Check { not_valid: true, ..check.clone() });
                }
            }
            for key in &plateau.foreign_keys {
                let is_there = find(&table.foreign_keys, &key.name)
                    .is_some_and(|there| ForeignKey { not_valid: key.not_valid, ..there.clone() } == *key);
                if !is_there && (all || has_key(&self.now, &self.goal.to, key)) {
                    table.foreign_keys.retain(|other| other.name != key.name);
                    table.foreign_keys.push(ForeignKey { not_valid: true, ..key.clone() });
                }
            }
            table.exclusions.clone_from(&plateau.exclusions);
            table.sort();
        }
        for table in target.tables.values_mut() {
            // A key that is replaced goes before the one that takes its place is there.
            table.foreign_keys.retain(|key| has_key(&keys, &keys, key));
        }
        for next in self.table_by_table(&target) {
            let mut draft = Draft::default();
            self.leg(&mut draft, &self.now, &next, &BTreeMap::new());
            let changes = compare(Pair { from: &self.now, to: &next });
            for change in &changes.altered_tables {
                for exclusion in change.exclusions.arriving() {
                    draft.remark(format!(
                        "{} has no online form: its index is built while the table is locked.",
                        exclusion.name
                    ));
                }
            }
            if changes.altered_tables.iter().any(|change| self.asks_of_code(change)) {
                draft.deploy = Some("deploy code that keeps to the new constraints".to_owned());
            }
            self.push("constrain", draft, next);
        }
    }

    /// Whether new constraints are about more than columns that follow others.
    fn asks_of_code(&self, change: &TableChange) -> bool {
        let name = &change.table.to.name;
        let follows = |column: &String| {
            let fills_itself = change.table.to.column(column).is_some_and(|column| column.default.is_some());
            fills_itself || self.goal.replaced(name).any(|item| item.beside == *column)
        };
        let keys = change.foreign_keys.arriving().map(|key| &key.columns);
        let replaced = |columns: &&Vec<String>| {
            !columns.iter().any(|column| self.goal.replaced(name).any(|item| item.beside == *column))
        };
        let is_helper = |check: &&Check| {
            check.columns.first().is_some_and(|column| check.name == not_null_check(name, column, true).name)
        };
        let by_default =
            change.checks.arriving().filter(is_helper).all(|check| check.columns.iter().all(follows));
        let others = change.checks.arriving().filter(|check| !is_helper(check)).map(|check| &check.columns);
        !by_default || others.chain(keys).any(|columns| replaced(&columns))
    }

    /// Columns of a table that may be NULL now and may not at the plateau.
    fn tightened(&self, name: &QName) -> Vec<String> {
        let sides = self.now.tables.get(name).zip(self.goal.plateau.get(name));
        let Some((now, plateau)) = sides else { return Vec::new() };
        let strict = plateau.columns.iter().filter(|column| !column.nullable);
        strict
            .filter(|column| now.column(&column.name).is_some_and(|now| now.nullable))
            .map(|column| column.name.clone())
            .collect()
    }

    /// The same for all rows.
    pub fn validate(&mut self) {
        let mut next = self.now.clone();
        let mut up = Vec::new();
        for (name, table) in &mut next.tables {
            let wanted = self.goal.plateau.get(name).or_else(|| self.goal.to.tables.get(name));
            let Some(wanted) = wanted else { continue };
            for check in table.checks.iter_mut().filter(|check| check.not_valid) {
                if find(&wanted.checks, &check.name).is_none_or(|wanted| !wanted.not_valid) {
                    check.not_valid = false;
                    up.push(validate(name, &check.name));
                }
            }
            for key in table.foreign_keys.iter_mut().filter(|key| key.not_valid) {
                if find(&wanted.foreign_keys, &key.name).is_none_or(|wanted| !wanted.not_valid) {
                    key.not_valid = false;
                    up.push(validate(name, &key.name));
                }
            }
        }
        let mut back = Draft::default();
        self.leg(&mut back, &self.now, &next, &BTreeMap::new());
        let mut draft = Draft::default();
        draft.then(statements(up), back.into_down());
        self.push("validate", draft, next);
    }

    /// NOT NULL and keys.
    pub fn tighten(&mut self) {
        for (name, plateau) in &self.goal.plateau {
            let Some(table) = self.now.tables.get(name).cloned() else { continue };
            let mut draft = Draft::default();
            let strict = self.tightened(name);
            let mut proved = table.clone();
            for column in proved.columns.iter_mut().filter(|column| strict.contains(&column.name)) {
                column.nullable = false;
            }
            let proved_state = self.with(proved.clone());
            self.leg(&mut draft, &self.now, &proved_state, &BTreeMap::new());
            let helpers: BTreeSet<String> =
                strict.iter().map(|column| not_null_check(name, column, false).name).collect();
            let mut bare = proved.clone();
            bare.checks.retain(|check| !helpers.contains(&check.name));
            let bare_state = self.with(bare.clone());
            self.leg(&mut draft, &proved_state, &bare_state, &BTreeMap::new());
            if !strict.is_empty() {
                draft.remark("The checks prove that there is no NULL: no row is read.");
            }
            let mut keyed = bare.clone();
            let mut up = Vec::new();
            for key in self.missing_keys(name, plateau) {
                up.extend(self.use_index(name, &key, &mut keyed));
            }
            keyed.sort();
            let keyed_state = self.with(keyed.clone());
            let mut back = Draft::default();
            self.leg(&mut back, &bare_state, &keyed_state, &BTreeMap::new());
            let mut down = back.into_down();
            if let Some(first) = down.first_mut() {
                first
                    .remarks
                    .push("An index cannot be taken back from its constraint: it is built anew.".to_owned());
            }
            draft.then(statements(up), down);
            let mut commented = keyed;
            for index in &mut commented.indexes {
                let of = |(_, other): &(&(QName, String), &String)| **other == index.name;
                let original = self.beside.iter().find(of).map_or(&index.name, |((_, name), _)| name);
                let wanted = find(&plateau.indexes, original);
                let Some(wanted) = wanted.filter(|wanted| {
                    same_but_comment(wanted, &crate::ir::Index { name: wanted.name.clone(), ..index.clone() })
                }) else {
                    continue;
                };
                if wanted.comment != index.comment {
                    let comment = |text: &Option<String>| {
                        statements([comment_on_index(name, &index.name, text.as_deref())])
                    };
                    draft.then(comment(&wanted.comment), comment(&index.comment));
                    index.comment.clone_from(&wanted.comment);
                }
            }
            let next = self.with(commented);
            self.push("tighten", draft, next);
        }
    }

    /// Makes an index the constraint that it was built for.
    fn use_index(&self, name: &QName, key: &Key, table: &mut Table) -> Vec<String> {
        let mut up = Vec::new();
        let index =
            self.beside.get(&(name.clone(), key.name().to_owned())).map_or(key.name(), String::as_str);
        table.indexes.retain(|other| other.name != index);
        let drop = |old: &str| alter(name, format_args!("DROP CONSTRAINT {}", ident(Engine::Postgres, old)));
        match key {
            Key::Primary(new) => {
                up.extend(table.primary_key.iter().map(|old| drop(&old.name)));
                table.primary_key = Some(new.clone());
            }
            Key::Unique(new) => {
                up.extend(find(&table.uniques, &new.name).map(|old| drop(&old.name)));
                table.uniques.retain(|old| old.name != new.name);
                table.uniques.push(new.clone());
            }
        }
        up.push(key.using_index(name, index));
        up
    }
}

/// What proves that a column is not NULL. PostgreSQL 18 gives `<table>_<column>_not_null` to the constraint itself.
fn not_null_check(table: &QName, column: &str, not_valid: bool) -> Check {
    let expr = Expr::new(format!("{} IS NOT NULL", ident(Engine::Postgres, column)));
    let name = object_name(&table.name, column, "not_null_check");
    Check { columns: vec![column.to_owned()], not_valid, ..Check::new(name, expr) }
}
