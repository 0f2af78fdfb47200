//! Foreign keys while tables are rebuilt and dropped.
//!
//! `DROP TABLE` deletes the rows first as long as foreign keys are enforced, and so fires ON DELETE CASCADE in the tables that
//! refer to it. `PRAGMA foreign_keys` does nothing inside a transaction, so that such a plan has to bring its own.

use std::collections::BTreeSet;

use super::words::mentions;
use crate::diff::TableChange;
use crate::ir::{Action, ForeignKey, KeyTarget, QName, Schema, Table};
use crate::plan::{Plan, Statement};
use crate::sql::literal;

const ENFORCED: &str = "While they are enforced, DROP TABLE deletes its rows, and those that refer to them.";

/// Whether a foreign key of the table refers to the other one.
pub(super) fn refers(child: &Table, parent: &QName) -> bool {
    child.foreign_keys.iter().any(|key| key.target.name.eq_ignore_ascii_case(&parent.name))
}

/// Why foreign keys have to be off, if they have to.
pub(super) fn reason(
    rebuilt: &[&TableChange],
    drops: &[&Table],
    from: &Schema,
    to: &Schema,
) -> Option<String> {
    // A table that comes to refer to it in this very plan has rows as well, unless it is new.
    let arriving = |parent: &QName| {
        to.tables.values().any(|child| from.tables.contains_key(&child.name) && refers(child, parent))
    };
    let referenced = rebuilt
        .iter()
        .map(|change| &change.table.from.name)
        .find(|name| is_referenced(from, name) || arriving(name));
    if let Some(name) = referenced {
        return Some(format!("Foreign keys refer to {name}, which is rebuilt. {ENFORCED}"));
    }
    let unwritable = rebuilt
        .iter()
        .flat_map(|change| &change.table.to.foreign_keys)
        .find(|key| !is_writable(from, to, key));
    if let Some(key) = unwritable {
        return Some(format!(
            "A foreign key refers to columns of {} that are no key there now. While it is enforced, no row can be written.",
            key.target
        ));
    }
    let dropped = drops.iter().enumerate().find(|(at, table)| {
        let later = drops.get(at + 1..).unwrap_or_default();
        later.iter().any(|child| refers(child, &table.name))
            || is_referenced(to, &table.name)
            || restricts_itself(table)
    });
    dropped.map(|(_, table)| format!("Foreign keys refer to {}, which is dropped. {ENFORCED}", table.name))
}

/// Whether a row can be copied into a table with this foreign key while foreign keys are on: not if the parent is missing, or
/// gets or loses the key that is referred to in this plan.
fn is_writable(from: &Schema, to: &Schema, key: &ForeignKey) -> bool {
    let is_kept = |schema: &Schema| schema.others.iter().any(|object| object.name == key.target);
    let exists = |schema: &Schema| schema.tables.contains_key(&key.target);
    is_kept(from) || (exists(to) && can_be_checked(to, key) && (!exists(from) || can_be_checked(from, key)))
}

/// Tables that are only kept count if they so much as mention the name.
fn is_referenced(schema: &Schema, parent: &QName) -> bool {
    schema.tables.values().any(|child| refers(child, parent))
        || schema.others.iter().any(|object| {
            object.kind == "table"
                && object.definition.as_ref().is_some_and(|definition| mentions(definition, &parent.name))
        })
}

/// Whether emptying the table could fail because of its own rows.
fn restricts_itself(table: &Table) -> bool {
    table.foreign_keys.iter().any(|key| {
        key.target.name.eq_ignore_ascii_case(&table.name.name)
            && !matches!(key.on_delete, Action::NoAction | Action::Cascade)
    })
}

/// Tables whose foreign keys may end up worse than before: those that are copied, and those that refer to a changed table.
///
/// SQLite cannot check a key whose parent has no matching PRIMARY KEY or UNIQUE, and says so with an error. Such a table is left
/// out: it was broken before, or is new.
pub(super) fn children(
    rebuilt: &[&TableChange],
    drops: &[&Table],
    from: &Schema,
    to: &Schema,
) -> BTreeSet<String> {
    let changed: Vec<&QName> = rebuilt
        .iter()
        .map(|change| &change.table.to.name)
        .chain(drops.iter().map(|table| &table.name))
        .collect();
    let sound =
        |schema: &Schema, table: &Table| table.foreign_keys.iter().all(|key| can_be_checked(schema, key));
    to.tables
        .values()
        .filter(|table| !table.foreign_keys.is_empty())
        .filter(|table| changed.iter().any(|name| **name == table.name || refers(table, name)))
        .filter(|table| from.tables.get(&table.name).is_some_and(|old| sound(from, old)) && sound(to, table))
        .map(|table| table.name.name.clone())
        .collect()
}

fn can_be_checked(schema: &Schema, key: &ForeignKey) -> bool {
    let Some(parent) = schema.tables.get(&key.target) else {
        // A missing parent is a violation by every row, but no error.
        return !schema.others.iter().any(|object| object.name == key.target);
    };
    let mut wanted: Vec<&String> = key.target_columns.iter().collect();
    wanted.sort();
    let same = |columns: Vec<&String>| {
        let mut columns = columns;
        columns.sort();
        columns == wanted
    };
    parent.primary_key.as_ref().is_some_and(|primary| same(primary.columns.iter().collect()))
        || parent.uniques.iter().any(|unique| same(unique.columns.iter().collect()))
        || parent.indexes.iter().filter(|index| index.unique && index.predicate.is_none()).any(|index| {
            let columns: Option<Vec<&String>> = index
                .keys
                .iter()
                .map(|key| match &key.target {
                    KeyTarget::Column(name) if key.collation.is_none() => Some(name),
                    _ => None,
                })
                .collect();
            columns.is_some_and(same)
        })
}

/// The statements with foreign keys off, in a transaction of their own that fails if it leaves more violations than it found.
pub(super) fn wrap(statements: Vec<Statement>, reason: &str, children: &BTreeSet<String>) -> Plan {
    let mut all = vec![
        Statement::new("PRAGMA foreign_keys = OFF")
            .remark(reason)
            .remark("They cannot be switched off inside a transaction, so that this file brings its own."),
        Statement::new("BEGIN IMMEDIATE"),
    ];
    if children.is_empty() {
        all.extend(statements);
    } else {
        let names: Vec<String> = children.iter().map(|name| format!("({})", literal(name))).collect();
        let violations = format!(
            "SELECT count(*) FROM (VALUES {}) AS child, pragma_foreign_key_check(child.column1)",
            names.join(", ")
        );
        all.push(
            Statement::new(
                "CREATE TEMP TABLE _foreign_key_guard (\n    before INTEGER NOT NULL,\n    after INTEGER,\n    \
                 CONSTRAINT no_new_foreign_key_violations CHECK (after <= before)\n)",
            )
            .remark("Fails at the end if there are more rows without a parent than there are now."),
        );
        all.push(Statement::new(format!("INSERT INTO _foreign_key_guard (before)\n{violations}")));
        all.extend(statements);
        all.push(Statement::new(format!("UPDATE _foreign_key_guard SET after = (\n    {violations}\n)")));
        all.push(Statement::new("DROP TABLE _foreign_key_guard"));
    }
    all.push(Statement::new("COMMIT"));
    all.push(Statement::new("PRAGMA foreign_keys = ON"));
    Plan { statements: all, in_transaction: false }
}

/// The statements inside the runner's transaction.
///
/// A row that had no parent before must not stop the copy of its table: with deferred foreign keys SQLite counts violations, and
/// dropping the old table takes off what the copy added.
pub(super) fn defer(mut statements: Vec<Statement>, rebuilt: &[&TableChange]) -> Plan {
    if rebuilt.iter().any(|change| !change.table.to.foreign_keys.is_empty()) {
        statements.insert(
            0,
            Statement::new("PRAGMA defer_foreign_keys = ON")
                .remark("Rows that have no parent today do not stop the copy; new ones stop the commit."),
        );
    }
    Plan { statements, in_transaction: true }
}
