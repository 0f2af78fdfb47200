//! Columns that number themselves: serial ones, and identities.

use std::collections::BTreeSet;

use super::order::{Phase, Steps};
use super::render::{ident, identity, qname, sequence_options};
use crate::diff::{Pair, aside};
use crate::ir::{Column, Expr, Identity, QName, SequenceOptions};
use crate::sql::literal;

/// A serial column whose sequence has another name than the server would choose for it.
pub struct OwnSequence {
    /// Makes the sequence, or makes it what it has to be.
    pub create: String,
    /// The column as one that draws from it.
    pub column: Column,
    /// Gives the sequence to the column.
    pub owned: String,
}

/// What it takes to have a serial column with its sequence's own name; `None` if `serial` gives that name by itself. A sequence
/// that is `lasting` is there.
pub fn own_sequence(table: &QName, column: &Column, lasting: &BTreeSet<QName>) -> Option<OwnSequence> {
    let sequence = column.serial.as_ref()?;
    let is_there = lasting.contains(sequence);
    if !is_there && *sequence == table.sibling(crate::naming::object_name(&table.name, &column.name, "seq")) {
        return None;
    }
    let name = qname(sequence);
    let default = Some(Expr::new(format!("nextval({})", literal(&name))));
    Some(OwnSequence {
        create: if is_there {
            as_of_serial(sequence, &column.ty.sql)
        } else {
            format!("CREATE SEQUENCE {name} AS {}", column.ty.sql)
        },
        column: Column { serial: None, default, ..column.clone() },
        owned: format!("ALTER SEQUENCE {name} OWNED BY {}.{}", qname(table), ident(&column.name)),
    })
}

fn altered(table: &QName, what: impl std::fmt::Display) -> String {
    format!("ALTER TABLE {} {what}", qname(table))
}

/// Numbering that ends: before the type changes, because a sequence has a type of its own. A sequence that is `lasting` is let go.
pub fn stop(table: &QName, pair: &Pair<Column>, lasting: &BTreeSet<QName>, steps: &mut Steps) {
    let Pair { from, to } = pair;
    let alter = |what: &str| altered(table, format!("ALTER COLUMN {} {what}", ident(&to.name)));
    if let (Some(sequence), None) = (&from.serial, &to.serial) {
        steps.push(Phase::AlterColumn, alter("DROP DEFAULT"));
        if lasting.contains(sequence) {
            // It is let go with what else it becomes.
        } else if to.identity.is_none() {
            steps.push(Phase::AlterColumn, format!("DROP SEQUENCE {}", qname(sequence)));
        } else {
            steps.push(Phase::AlterColumn, format!("ALTER SEQUENCE {} OWNED BY NONE", qname(sequence)));
            let parked = parked(sequence);
            let sql = format!("ALTER SEQUENCE {} RENAME TO {}", qname(sequence), ident(&parked.name));
            steps.push(Phase::AlterColumn, sql);
        }
    }
    if from.identity.is_some() && to.identity.is_none() && to.serial.is_none() {
        steps.push(Phase::AlterColumn, alter("DROP IDENTITY"));
    }
}

/// What a sequence is called that leaves its name to the one of an identity.
fn parked(sequence: &QName) -> QName {
    sequence.sibling(aside(&sequence.name))
}

/// Numbering that begins or changes: after NOT NULL, which an identity needs.
pub fn start(table: &QName, pair: &Pair<Column>, lasting: &BTreeSet<QName>, steps: &mut Steps) {
    let Pair { from, to } = pair;
    let phase = Phase::SetNotNull;
    let alter = |what: &str| altered(table, format!("ALTER COLUMN {} {what}", ident(&to.name)));
    let own = format!("pg_get_serial_sequence({}, {})", literal(&qname(table)), literal(&to.name));
    match (&from.serial, &to.serial) {
        (None, Some(sequence)) if lasting.contains(sequence) => {
            steps.push(phase, as_of_serial(sequence, &to.ty.sql));
            draw_from(table, &to.name, sequence, steps);
        }
        (None, Some(sequence)) => start_serial(table, pair, sequence, &own, steps),
        (Some(old), Some(new)) if old != new => {
            steps.push(phase, format!("ALTER SEQUENCE {} RENAME TO {}", qname(old), ident(&new.name)));
        }
        _ => {}
    }
    match (&from.identity, &to.identity) {
        (None, Some(new)) => {
            steps.push(phase, alter(&format!("ADD {}", identity(new))));
            if let Some(old) = &from.serial.as_ref().filter(|old| !lasting.contains(old)) {
                steps.push_remarked(
                    phase,
                    "The new sequence goes on where the old one stopped.",
                    format!("SELECT setval({own}, last_value, is_called) FROM {}", qname(&parked(old))),
                );
                steps.push(phase, format!("DROP SEQUENCE {}", qname(&parked(old))));
            } else {
                steps.push(phase, next_number(table, &own, &to.name, &new.options));
            }
        }
        (Some(old), Some(new)) if old != new => {
            if let Some(min) = new.options.min.filter(|min| *min > old.options.min.unwrap_or(1)) {
                steps.push_remarked(
                    phase,
                    "The sequence may stand below its new minimum.",
                    format!("SELECT setval({own}, greatest(nextval({own}), {min}), false)"),
                );
            }
            steps.push(phase, alter(&alter_identity(old, new)));
        }
        _ => {}
    }
}

fn start_serial(table: &QName, pair: &Pair<Column>, sequence: &QName, own: &str, steps: &mut Steps) {
    let Pair { from, to } = pair;
    let phase = Phase::SetNotNull;
    let column = ident(&to.name);
    let sequence_sql = qname(sequence);
    if from.identity.is_some() {
        // Both sequences may have the same conventional name: the new one gets it when the old one is gone.
        let parked = sequence.sibling(format!("{}_new", sequence.name));
        let parked_sql = qname(&parked);
        steps.push(phase, format!("CREATE SEQUENCE {parked_sql} AS {}", to.ty.sql));
        steps.push_remarked(
            phase,
            "The new sequence goes on where the old one stopped.",
            format!("SELECT setval({}, nextval({own}), false)", literal(&parked_sql)),
        );
        steps.push(phase, altered(table, format!("ALTER COLUMN {column} DROP IDENTITY")));
        steps.push(phase, format!("ALTER SEQUENCE {parked_sql} RENAME TO {}", ident(&sequence.name)));
    } else {
        steps.push(phase, format!("CREATE SEQUENCE {sequence_sql} AS {}", to.ty.sql));
        steps.push(phase, next_number(table, &literal(&sequence_sql), &to.name, &SequenceOptions::default()));
    }
    draw_from(table, &to.name, sequence, steps);
}

/// Gives a sequence the options that one of a serial column has.
pub fn as_of_serial(sequence: &QName, ty: &str) -> String {
    format!(
        "ALTER SEQUENCE {} AS {ty} INCREMENT BY 1 NO MINVALUE NO MAXVALUE START WITH 1 CACHE 1 NO CYCLE",
        qname(sequence)
    )
}

/// Has a column number itself by a sequence that is there.
fn draw_from(table: &QName, column: &str, sequence: &QName, steps: &mut Steps) {
    let (column, sequence) = (ident(column), qname(sequence));
    let default = format!("ALTER COLUMN {column} SET DEFAULT nextval({})", literal(&sequence));
    steps.push(Phase::SetNotNull, altered(table, default));
    steps.push(Phase::SetNotNull, format!("ALTER SEQUENCE {sequence} OWNED BY {}.{column}", qname(table)));
}

/// The next number is behind all that are there, and not before the first. `setval` does nothing where an argument is NULL: a
/// sequence of an empty table stands at its start as it is. (Not `max + 1`, which the largest number has not.)
fn next_number(table: &QName, sequence: &str, column: &str, options: &SequenceOptions) -> String {
    let (column, start) = (ident(column), first(options));
    let (last, is_used) = if options.increment.unwrap_or(1) > 0 {
        (format!("greatest(max({column}), {start})"), format!("max({column}) >= {start}"))
    } else {
        (format!("least(min({column}), {start})"), format!("min({column}) <= {start}"))
    };
    format!("SELECT setval({sequence}, {last}, {is_used}) FROM {}", qname(table))
}

/// The options of `ALTER COLUMN` that lead from one identity to the other.
fn alter_identity(from: &Identity, to: &Identity) -> String {
    let mut parts = Vec::new();
    if from.always != to.always {
        parts.push(format!("SET GENERATED {}", if to.always { "ALWAYS" } else { "BY DEFAULT" }));
    }
    let (old, new) = (&from.options, &to.options);
    // What is no longer said goes back to the default, which has to be written out.
    let changed = SequenceOptions {
        start: Some(first(new)).filter(|start| *start != first(old)),
        increment: differs(old.increment, new.increment, 1),
        min: (old.min != new.min).then_some(new.min).flatten(),
        max: (old.max != new.max).then_some(new.max).flatten(),
        cache: differs(old.cache, new.cache, 1),
        cycle: new.cycle && !old.cycle,
    };
    parts.extend(sequence_options(&changed).into_iter().map(|option| format!("SET {option}")));
    if old.min.is_some() && new.min.is_none() {
        parts.push("SET NO MINVALUE".to_owned());
    }
    if old.max.is_some() && new.max.is_none() {
        parts.push("SET NO MAXVALUE".to_owned());
    }
    if old.cycle && !new.cycle {
        parts.push("SET NO CYCLE".to_owned());
    }
    parts.join(" ")
}

/// Where a sequence begins if it is not said: at its end.
fn first(options: &SequenceOptions) -> i64 {
    let (end, default) =
        if options.increment.unwrap_or(1) > 0 { (options.min, 1) } else { (options.max, -1) };
    options.start.or(end).unwrap_or(default)
}

fn differs(old: Option<i64>, new: Option<i64>, default: i64) -> Option<i64> {
    (old != new).then(|| new.unwrap_or(default))
}
