//! One migration, or several where one cannot do it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cast::cast_back;
use super::kept;
use crate::dialect;
use crate::diff::{Changes, Pair, Question, Rename, compare_whole, reversed};
use crate::ir::{Column, Engine, QName, Schema};
use crate::lower::Hints;
use crate::plan::{Plan, PlanHints, filler, to_sql};
use crate::sql::literal;

/// One migration: a pair of files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stage {
    /// What this stage adds to the migration's name, if there are several: `labels`.
    pub suffix: Option<String>,
    /// What has to be deployed before it is run, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deploy: Option<String>,
    /// up.sql
    pub up: Plan,
    /// down.sql
    pub down: Plan,
    /// The state after it.
    #[serde(skip)]
    pub to: Schema,
    /// What it changes, renames apart.
    pub changes: Changes,
    /// The renames that it begins with.
    #[serde(skip)]
    pub renames: Vec<Rename>,
    /// What it does to rows by intent.
    #[serde(skip)]
    pub hints: PlanHints,
    /// What has to be asked if the server does not cast by itself what this stage converts.
    #[serde(skip)]
    pub casts: Vec<Question>,
}

impl Stage {
    /// The text of up.sql.
    pub fn up_sql(&self) -> String {
        to_sql(&self.up.statements)
    }

    /// The text of down.sql.
    pub fn down_sql(&self) -> String {
        to_sql(&self.down.statements)
    }
}

/// Plans the way from `renamed` (the old state after the renames) to `to`.
pub fn stages(moves: &[Rename], renamed: &Schema, to: &Schema, hints: &Hints) -> Vec<Stage> {
    let whole = stage(moves, renamed, to, hints);
    if let Some(between) = labels_apart(&whole.changes, &whole.up, renamed, to) {
        let mut first = stage(moves, renamed, &between, hints);
        first.suffix = Some("labels".to_owned());
        return vec![first, stage(&[], &between, to, hints)];
    }
    // The way back adds what this removes, so that it comes last here to be first there.
    let back = compare_whole(Pair { from: to, to: renamed });
    if let Some(between) = labels_apart(&back, &whole.down, to, renamed) {
        let mut last = stage(&[], &between, to, hints);
        last.suffix = Some("labels".to_owned());
        return vec![stage(moves, renamed, &between, hints), last];
    }
    vec![whole]
}

/// A label that `ALTER TYPE .. ADD VALUE` adds cannot be used before it is committed: if any other statement has it as a
/// literal, the labels come in a migration of their own. The state between the two, if there are two.
fn labels_apart(changes: &Changes, plan: &Plan, from: &Schema, to: &Schema) -> Option<Schema> {
    let mut between = from.clone();
    let mut used = false;
    for change in changes.altered_enums.iter().filter(|change| change.only_adds()) {
        let added = change.ty.to.labels.iter().filter(|label| !change.ty.from.labels.contains(label));
        for label in added {
            let text = literal(label);
            used |= plan
                .statements
                .iter()
                .any(|statement| !statement.sql.starts_with("ALTER TYPE ") && statement.sql.contains(&text));
        }
        if let Some(ty) = between.enums.get_mut(&change.ty.to.name) {
            ty.labels.clone_from(&change.ty.to.labels);
        }
    }
    (used && between != *to).then_some(between)
}

fn stage(renames: &[Rename], from: &Schema, to: &Schema, hints: &Hints) -> Stage {
    recovering(renames, from, to, hints, &BTreeMap::new())
}

/// One migration, on whose way back some columns that it drops get their values from an expression.
pub fn recovering(
    renames: &[Rename],
    from: &Schema,
    to: &Schema,
    hints: &Hints,
    recovered: &BTreeMap<(QName, String), String>,
) -> Stage {
    let engine = to.engine;
    let changes = compare_whole(Pair { from, to });
    // A label that has been renamed is not there any more, and needs no mapping.
    // Nor has one that this stage leaves.
    let has = |schema: &Schema, (ty, label): &(QName, String)| {
        schema.enums.get(ty).is_some_and(|ty| ty.labels.contains(label))
    };
    let is_there = |key: &(QName, String)| has(from, key) && !has(to, key);
    let labels = hints.mapped_labels.iter().filter(|(key, _)| is_there(key));
    let labels = labels.map(|(key, new)| (key.clone(), new.clone())).collect();
    let forth = PlanHints { backfills: hints.backfills.clone(), using: hints.using.clone(), labels };
    let mut up = dialect::plan(&changes, from, to, &forth);
    up.put_first(dialect::renames(engine, renames));

    let back = compare_whole(Pair { from: to, to: from });
    let (hints_back, mut remarks) = hints_back(&back, from, &changes, recovered);
    if engine == Engine::Postgres {
        let lost = kept::lost(&changes, &from.others).into_iter();
        remarks.extend(lost.map(|object| format!("The {} is gone and is not made again.", object.id())));
    }
    let mut down = dialect::plan(&back, to, from, &hints_back);
    down.put_last(dialect::renames(engine, &reversed(renames)));
    if let Some(statement) = down.statements.first_mut() {
        statement.remarks.splice(0..0, remarks);
    }
    // One metadata.toml speaks for both files: if one of them brings its own transaction, so must the other.
    if up.in_transaction != down.in_transaction {
        up.bring_transaction();
        down.bring_transaction();
    }
    Stage {
        suffix: None,
        deploy: None,
        up,
        down,
        to: to.clone(),
        changes,
        renames: renames.to_vec(),
        hints: forth,
        casts: Vec::new(),
    }
}

/// The way back cannot ask: what is gone is filled in, and said.
fn hints_back(
    back: &Changes,
    target: &Schema,
    forth: &Changes,
    recovered: &BTreeMap<(QName, String), String>,
) -> (PlanHints, Vec<String>) {
    let mut hints = PlanHints::default();
    let mut remarks = Vec::new();
    for table in &forth.dropped_tables {
        remarks.push(format!("The rows of {} are gone: this makes the table again, empty.", table.name));
    }
    let emptied = |kind: &str| matches!(kind, "partition" | "virtual table");
    let remade = forth.others.altered.iter().map(|pair| &pair.from).filter(|o| o.kind == "virtual table");
    for object in forth.others.dropped.iter().filter(|object| emptied(&object.kind)).chain(remade) {
        remarks.push(format!("The rows of {} are gone: this makes it again, empty.", object.name));
    }
    for change in &back.altered_tables {
        let table = &change.table.to.name;
        let mut fill = |column: &Column| {
            let value = filler(column, target)?;
            hints.backfills.insert((table.clone(), column.name.clone()), value.clone());
            Some(value)
        };
        let of_table = |column: &Column| (table.clone(), column.name.clone());
        for column in change.columns.added.iter().filter(|column| column.generated.is_none()) {
            if recovered.contains_key(&of_table(column)) {
                continue;
            }
            let gone = format!("The values of {table}.{} are gone", column.name);
            if column.fills_itself() || change.table.to.is_rowid(&column.name) {
                let is_numbered = column.serial.is_some()
                    || column.identity.is_some()
                    || change.table.to.is_rowid(&column.name);
                let given = match &column.default {
                    _ if is_numbered => "new numbers",
                    Some(_) => "the default",
                    None => "NULL",
                };
                remarks.push(format!("{gone}: rows get {given}."));
            } else if let Some(value) = fill(column) {
                remarks.push(format!("{gone}: rows get {value}."));
            } else {
                remarks.push(format!("{gone}, and the column is NOT NULL: this fails on a table with rows."));
            }
        }
        let tightened = change
            .columns
            .altered
            .iter()
            .filter(|pair| pair.from.nullable && !pair.to.nullable && pair.to.generated.is_none());
        for pair in tightened {
            if let Some(value) = fill(&pair.to) {
                remarks.push(format!("Rows with NULL in {table}.{} get {value}.", pair.to.name));
            }
        }
        for pair in change.columns.altered.iter().filter(|pair| pair.from.ty != pair.to.ty) {
            let key = (table.clone(), pair.to.name.clone());
            let column = crate::sql::ident(target.engine, &pair.to.name);
            hints.using.insert(key, cast_back(target.engine, &column, &pair.from, &pair.to));
        }
    }
    hints.backfills.extend(recovered.clone());
    for change in &back.altered_enums {
        for label in change.removed() {
            remarks.push(format!(
                "Fails while a row has the label {} of {}.",
                literal(label),
                change.ty.to.name
            ));
        }
    }
    (hints, remarks)
}
