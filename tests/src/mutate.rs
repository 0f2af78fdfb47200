//! One random change of a schema.

use model_core::ir::Engine;

use crate::build::{
    add_column, add_enum, add_foreign_key, add_item, add_table, choose_key, comment, free_name,
    free_type_name, item_name, random_collation, random_kind, random_numbering,
};
use crate::dice::Dice;
use crate::spec::{ItemKind, Kind, Spec, TableSpec};

/// Changes something.
pub fn mutate(spec: &mut Spec, dice: &mut Dice) {
    match dice.below(20) {
        0 => add_table(spec, dice),
        1 => drop_table(spec, dice),
        2 => rename_table(spec, dice),
        3 | 4 => add_foreign_key(spec, dice),
        5..=7 if spec.engine == Engine::Postgres => mutate_enum(spec, dice),
        _ => {
            let at = dice.below(spec.tables.len());
            if at < spec.tables.len() {
                let mut table = spec.tables.remove(at);
                mutate_table(spec, &mut table, dice);
                spec.tables.insert(at, table);
            }
        }
    }
}

fn drop_table(spec: &mut Spec, dice: &mut Dice) {
    if spec.tables.len() > 1 {
        spec.tables.remove(dice.below(spec.tables.len()));
    }
}

fn rename_table(spec: &mut Spec, dice: &mut Dice) {
    let fresh = spec.fresh();
    let name = free_type_name(spec, fresh, dice);
    let (one, two) = (dice.below(spec.tables.len()), dice.below(spec.tables.len()));
    if one != two && dice.chance(30) {
        let name = spec.tables[one].name.clone();
        spec.tables[one].name = std::mem::replace(&mut spec.tables[two].name, name);
    } else if let Some(table) = spec.tables.get_mut(one) {
        if dice.chance(80) {
            table.name = name;
        } else {
            table.away ^= true;
        }
    }
}

fn mutate_enum(spec: &mut Spec, dice: &mut Dice) {
    let (fresh, at) = (spec.fresh(), dice.below(spec.enums.len()));
    let name = free_type_name(spec, fresh, dice);
    let others = spec.enums.len();
    let Some(ty) = spec.enums.get_mut(at) else { return add_enum(spec, dice) };
    let label = free_name(ty.labels.iter().map(|(_, label)| label.as_str()), fresh, dice);
    let place = dice.below(ty.labels.len());
    match dice.below(9) {
        0 | 1 => ty.labels.insert(dice.below(ty.labels.len() + 1), (fresh, label)),
        2 if ty.labels.len() > 1 => drop(ty.labels.remove(place)),
        3 => dice.shuffle(&mut ty.labels),
        4 => ty.labels[place].1 = label,
        5 => ty.name = name,
        6 => ty.comment = comment(dice),
        7 if others > 1 => drop(spec.enums.remove(at)),
        _ => add_enum(spec, dice),
    }
}

fn mutate_table(spec: &mut Spec, table: &mut TableSpec, dice: &mut Dice) {
    match dice.below(14) {
        0 => drop(add_column(spec, table, dice)),
        1 if table.columns.len() > 1 => drop(table.columns.remove(dice.below(table.columns.len()))),
        2 => choose_key(table, dice),
        3 => table.key.clear(),
        4 => add_item(spec, table, dice),
        5 => drop(table.items.pop()),
        6 | 7 => mutate_item(table, dice),
        8 => mutate_options(table, dice),
        _ => mutate_column(spec, table, dice),
    }
}

fn mutate_item(table: &mut TableSpec, dice: &mut Dice) {
    let at = dice.below(table.items.len());
    let Some(item) = table.items.get_mut(at) else { return };
    match dice.below(5) {
        0 => item.name = item_name(item.id, dice),
        1 if !matches!(item.kind, ItemKind::ForeignKey(..)) => item.columns.reverse(),
        2 => drop(table.items.remove(at)),
        _ => item.choice = dice.below(1 << 20),
    }
}

fn mutate_options(table: &mut TableSpec, dice: &mut Dice) {
    match dice.below(8) {
        0 => table.unlogged ^= true,
        1 => table.strict ^= true,
        2 => table.without_rowid ^= true,
        3 => table.comment = comment(dice),
        4 => table.key_option ^= true,
        5 => table.key_name = item_name(table.id, dice),
        6 => table.storage.clear(),
        _ => table.storage = vec![("fillfactor", "80"), ("autovacuum_vacuum_threshold", "100")],
    }
}

fn mutate_column(spec: &mut Spec, table: &mut TableSpec, dice: &mut Dice) {
    let fresh = spec.fresh();
    let name = free_name(table.columns.iter().map(|column| column.name.as_str()), fresh, dice);
    let (at, other) = (dice.below(table.columns.len()), dice.below(table.columns.len()));
    let kind = if dice.chance(60) {
        match table.columns[at].kind {
            Kind::SmallInt => Kind::Int,
            Kind::Int => Kind::BigInt,
            Kind::BigInt => Kind::Numeric,
            Kind::Varchar(20) => Kind::Varchar(50),
            Kind::Varchar(_) => Kind::Text,
            Kind::Text => Kind::Varchar(20),
            _ => Kind::Text,
        }
    } else {
        random_kind(spec, dice)
    };
    let numbered = [at, other].iter().any(|at| table.columns[*at].numbering.is_some());
    let column = &mut table.columns[at];
    match dice.below(12) {
        // The sequence of an identity keeps its name when the column gets another, and no catalog query of ours reads it: the
        // one of a serial cannot take that name.
        0 | 1 if at != other && !numbered && dice.chance(30) => {
            let name = column.name.clone();
            let name = std::mem::replace(&mut table.columns[other].name, name);
            table.columns[at].name = name;
        }
        0 | 1 => column.name = name,
        2..=4 => column.kind = kind,
        5 | 6 => column.nullable ^= true,
        7 => column.default = dice.chance(70).then(|| dice.below(8)),
        8 => {
            column.numbering =
                random_numbering(dice).filter(|_| column.numbering.is_none() || dice.chance(60))
        }
        9 => column.collation = random_collation(spec.engine, dice),
        10 => column.comment = comment(dice),
        _ if column.generated.is_some() => column.generated = None,
        _ => {
            let id = table.columns[other].id;
            table.columns[at].generated = Some((id, dice.below(4), dice.chance(50)));
        }
    }
}
