//! Two states of the catalog -> what the statement between them did.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{Column, Constraint, Index, Label, Oid};
use super::state::State;
use crate::ir::QName;
use crate::observe::{AddedColumn, Effect, Filling};

/// Effects of one statement on what was there before the migration (`known`), in a fixed order.
pub fn effects(before: &State, after: &State, known: &BTreeSet<Oid>) -> Vec<Effect> {
    let mut effects = Vec::new();
    relations(before, after, known, &mut effects);
    columns(before, after, &mut effects);
    constraints(before, after, known, &mut effects);
    indexes(before, after, &mut effects);
    attached(before, after, &mut effects);
    labels(&before.labels, &after.labels, &mut effects);
    fold(&mut effects);
    for extension in &after.extensions {
        let old = before.extensions.iter().find(|old| old.name == extension.name);
        if let Some(old) = old.filter(|old| old.version != extension.version) {
            effects.push(Effect::ExtensionUpgraded {
                extension: extension.name.clone(),
                from: old.version.clone(),
                to: extension.version.clone(),
            });
        }
    }
    effects
}

fn relations(before: &State, after: &State, known: &BTreeSet<Oid>, effects: &mut Vec<Effect>) {
    let changed = before.relations.iter().filter(|(oid, old)| after.relations.get(oid) != Some(*old));
    for (oid, old) in changed.filter(|(oid, old)| known.contains(oid) && old.is_table()) {
        let table = old.qname();
        let Some(new) = after.relations.get(oid) else {
            effects.push(Effect::TableDropped { table });
            continue;
        };
        if new.qname() != table {
            effects.push(Effect::TableRenamed { table: table.clone(), to: new.qname() });
        }
        if new.row_security != old.row_security {
            effects.push(Effect::RowSecurity { table: table.clone(), enabled: new.row_security });
        }
        if new.logged != old.logged {
            effects.push(Effect::LoggingChanged { table: table.clone(), logged: new.logged });
        }
        match (old.parent, new.parent) {
            (None, Some(parent)) => effects.extend(before.name(parent).map(|parent| {
                Effect::PartitionAttached { table: parent, partition: table.clone(), existed: true }
            })),
            (Some(parent), None) => effects.extend(
                before
                    .name(parent)
                    .map(|parent| Effect::PartitionDetached { table: parent, partition: table }),
            ),
            _ => {}
        }
    }
    for (_, new) in after.relations.iter().filter(|(oid, _)| !before.relations.contains_key(oid)) {
        if new.is_table()
            && let Some(parent) = new.parent.filter(|parent| known.contains(parent))
            && let Some(table) = before.name(parent)
        {
            effects.push(Effect::PartitionAttached { table, partition: new.qname(), existed: false });
        }
    }
}

fn columns(before: &State, after: &State, effects: &mut Vec<Effect>) {
    let changed = before.columns.iter().filter(|(key, old)| after.columns.get(key) != Some(*old));
    for ((table, number), old) in changed {
        let (Some(name), true) = (before.name(*table), after.relations.contains_key(table)) else { continue };
        match after.columns.get(&(*table, *number)) {
            None => effects.push(Effect::ColumnDropped { table: name, column: old.name.clone() }),
            Some(new) => column(&name, old, new, effects),
        }
    }
    for ((table, _), new) in after.columns.iter().filter(|(key, _)| !before.columns.contains_key(key)) {
        let Some(name) = before.name(*table) else { continue };
        let filling = match (new.generated.as_str(), &new.default) {
            ("s", _) => Filling::Stored,
            ("v", _) => Filling::Virtual,
            _ if new.identity => Filling::Identity,
            (_, Some(default)) if default.starts_with("nextval(") => Filling::Serial,
            (_, Some(_)) => Filling::Default,
            (_, None) => Filling::Nothing,
        };
        effects.push(Effect::ColumnAdded {
            table: name,
            column: AddedColumn {
                name: new.name.clone(),
                ty: new.ty.clone(),
                nullable: !new.not_null,
                filling,
                constrained_domain: new.constrained,
            },
        });
    }
}

fn column(table: &QName, old: &Column, new: &Column, effects: &mut Vec<Effect>) {
    let (table, column) = (|| table.clone(), || old.name.clone());
    if new.name != old.name {
        effects.push(Effect::ColumnRenamed { table: table(), from: column(), to: new.name.clone() });
    }
    if new.ty != old.ty {
        effects.push(Effect::ColumnRetyped {
            table: table(),
            column: column(),
            from: old.ty.clone(),
            to: new.ty.clone(),
        });
    } else if new.collation != old.collation {
        effects.push(Effect::ColumnCollated { table: table(), column: column() });
    }
    if new.not_null && !old.not_null {
        effects.push(Effect::NotNullSet { table: table(), column: column() });
    }
    if new.identity && !old.identity {
        effects.push(Effect::IdentityAdded { table: table(), column: column() });
    }
    if new.default != old.default && new.generated.is_empty() && old.generated.is_empty() {
        effects.push(Effect::DefaultChanged { table: table(), column: column(), set: new.default.is_some() });
    }
}

fn constraints(before: &State, after: &State, known: &BTreeSet<Oid>, effects: &mut Vec<Effect>) {
    let changed = before.constraints.iter().filter(|(oid, old)| after.constraints.get(oid) != Some(*old));
    for (oid, old) in changed {
        let Some(table) = before.name(old.table) else { continue };
        match after.constraints.get(oid) {
            None => effects.push(Effect::ConstraintDropped {
                table,
                name: old.name.clone(),
                kind: old.kind(),
                target: old.target.and_then(|target| before.name(target)),
            }),
            Some(new) if new.valid && !old.valid => {
                effects.push(Effect::ConstraintValidated { table, name: new.name.clone(), kind: new.kind() });
            }
            Some(_) => {}
        }
    }
    for (_, new) in after.constraints.iter().filter(|(oid, _)| !before.constraints.contains_key(oid)) {
        if let Some(domain) = &new.domain {
            effects.push(Effect::DomainConstraintAdded {
                domain: domain.clone(),
                name: new.name.clone(),
                valid: new.valid,
            });
        } else if let Some(table) = before.name(new.table).or_else(|| after.name(new.table)) {
            effects.push(added(new, table, before, after, known));
        }
    }
}

fn added(new: &Constraint, table: QName, before: &State, after: &State, known: &BTreeSet<Oid>) -> Effect {
    Effect::ConstraintAdded {
        table,
        name: new.name.clone(),
        kind: new.kind(),
        columns: after.column_names(new.table, new.columns.as_ref()),
        target: new.target.and_then(|target| before.name(target).or_else(|| after.name(target))),
        valid: new.valid,
        reused: new.index.is_some_and(|index| before.indexes.contains_key(&index)),
        existed: known.contains(&new.table),
    }
}

fn indexes(before: &State, after: &State, effects: &mut Vec<Effect>) {
    let of_constraint = |state: &State, index: &Index| {
        state.constraints.values().any(|row| row.index == Some(index.oid) && row.table == index.table)
    };
    let changed = before.indexes.iter().filter(|(oid, old)| after.indexes.get(oid) != Some(*old));
    for (oid, old) in changed {
        let (Some(table), true) = (before.name(old.table), after.relations.contains_key(&old.table)) else {
            continue;
        };
        let columns = before.column_names(old.table, old.keys.as_ref());
        let name = old.name.clone();
        match after.indexes.get(oid) {
            None => {
                let constraint = of_constraint(before, old);
                effects.push(Effect::IndexDropped { table, name, columns, constraint });
            }
            Some(new) if new.filenode != old.filenode => {
                effects.push(Effect::IndexRebuilt { table, name, columns });
            }
            Some(_) => {}
        }
    }
    for (_, new) in after.indexes.iter().filter(|(oid, _)| !before.indexes.contains_key(oid)) {
        let Some(table) = before.name(new.table) else { continue };
        effects.push(Effect::IndexBuilt {
            table,
            name: new.name.clone(),
            unique: new.unique,
            constraint: of_constraint(after, new),
            valid: new.valid,
            partitioned: new.partitioned,
        });
    }
}

/// Triggers and policies.
fn attached(before: &State, after: &State, effects: &mut Vec<Effect>) {
    for (oid, old) in &before.triggers {
        if let (Some(table), true) = (before.name(old.table), after.relations.contains_key(&old.table))
            && !after.triggers.contains_key(oid)
        {
            effects.push(Effect::TriggerDropped { table, name: old.name.clone() });
        }
    }
    for (oid, new) in &after.triggers {
        if let Some(table) = before.name(new.table)
            && !before.triggers.contains_key(oid)
        {
            effects.push(Effect::TriggerAdded { table, name: new.name.clone() });
        }
    }
    let oids: BTreeSet<&Oid> = before.policies.keys().chain(after.policies.keys()).collect();
    for oid in oids {
        let (old, new) = (before.policies.get(oid), after.policies.get(oid));
        let Some(policy) = old.or(new).filter(|_| old != new) else { continue };
        if let (Some(table), true) = (before.name(policy.table), after.relations.contains_key(&policy.table))
        {
            effects.push(Effect::PolicyChanged { table, name: policy.name.clone() });
        }
    }
}

fn labels(before: &[Label], after: &[Label], effects: &mut Vec<Effect>) {
    let old: BTreeMap<Oid, &Label> = before.iter().map(|label| (label.oid, label)).collect();
    let types: BTreeSet<Oid> = before.iter().map(|label| label.ty).collect();
    for (at, label) in after.iter().enumerate().filter(|(_, label)| types.contains(&label.ty)) {
        let ty = QName::new(&label.schema, &label.name);
        match old.get(&label.oid) {
            None => effects.push(Effect::LabelAdded {
                ty,
                label: label.text.clone(),
                last: after.get(at + 1).is_none_or(|next| next.ty != label.ty),
            }),
            Some(old) if old.text != label.text => {
                effects.push(Effect::LabelRenamed { ty, from: old.text.clone(), to: label.text.clone() });
            }
            Some(_) => {}
        }
    }
}

/// A change of type drops what hangs on the column and makes it again under new numbers: that is no drop and no addition.
fn fold(effects: &mut Vec<Effect>) {
    let retyped = effects
        .iter()
        .any(|effect| matches!(effect, Effect::ColumnRetyped { .. } | Effect::ColumnCollated { .. }));
    let built: BTreeSet<String> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::IndexBuilt { name, .. } => Some(name.clone()),
            _ => None,
        })
        .collect();
    let mut again = BTreeSet::new();
    for effect in effects.iter_mut() {
        if let Effect::IndexDropped { table, name, columns, .. } = effect
            && built.contains(name)
        {
            again.insert(name.clone());
            *effect =
                Effect::IndexRebuilt { table: table.clone(), name: name.clone(), columns: columns.clone() };
        }
    }
    effects.retain(|effect| !matches!(effect, Effect::IndexBuilt { name, .. } if again.contains(name)));
    if !retyped {
        return;
    }
    let names = |wanted: fn(&Effect) -> Option<(&QName, &String)>, effects: &[Effect]| {
        effects
            .iter()
            .filter_map(wanted)
            .map(|(table, name)| (table.clone(), name.clone()))
            .collect::<BTreeSet<_>>()
    };
    let dropped = names(
        |effect| match effect {
            Effect::ConstraintDropped { table, name, .. } => Some((table, name)),
            _ => None,
        },
        effects,
    );
    let added = names(
        |effect| match effect {
            Effect::ConstraintAdded { table, name, .. } => Some((table, name)),
            _ => None,
        },
        effects,
    );
    let both: BTreeSet<_> = dropped.intersection(&added).cloned().collect();
    effects.retain(|effect| match effect {
        Effect::ConstraintDropped { table, name, .. } | Effect::ConstraintAdded { table, name, .. } => {
            !both.contains(&(table.clone(), name.clone()))
        }
        _ => true,
    });
}
