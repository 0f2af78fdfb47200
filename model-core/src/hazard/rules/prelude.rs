//! What rules share.

pub(in crate::hazard) use crate::hazard::Findings;
pub use crate::hazard::{Facts, Level, Rule};
pub use crate::ir::{Engine, QName};
pub use crate::observe::{AddedColumn, ConstraintKind, Effect, Filling, LockMode, Observation, RelationKind};

/// For rules about PostgreSQL.
pub const POSTGRES: &[Engine] = &[Engine::Postgres];

/// For rules about SQLite.
pub const SQLITE: &[Engine] = &[Engine::Sqlite];

/// For rules about every engine.
pub const ALL_ENGINES: &[Engine] = &[Engine::Postgres, Engine::Sqlite];

/// A constraint that a statement added.
pub struct Added<'a> {
    pub table: &'a QName,
    pub name: &'a str,
    pub columns: &'a [String],
    pub target: Option<&'a QName>,
    pub valid: bool,
    pub reused: bool,
    pub existed: bool,
}

impl Added<'_> {
    /// Whether it is on a column that the same statement adds.
    pub fn on_new_column(&self, seen: &Observation) -> bool {
        seen.effects.iter().any(|effect| {
            matches!(effect, Effect::ColumnAdded { table, column }
                if table == self.table && self.columns.contains(&column.name))
        })
    }

    /// The table that it refers to, for a message.
    pub fn target(&self) -> String {
        self.target.unwrap_or(self.table).to_string()
    }
}

/// Constraints of a kind that were added, with the statement.
pub fn added_constraints(
    facts: &Facts,
    wanted: ConstraintKind,
) -> impl Iterator<Item = (usize, &Observation, Added<'_>)> {
    facts.effects().filter_map(move |(at, seen, effect)| match effect {
        Effect::ConstraintAdded { table, name, kind, columns, target, valid, reused, existed }
            if *kind == wanted =>
        {
            let (valid, reused, existed) = (*valid, *reused, *existed);
            let target = target.as_ref();
            Some((at, seen, Added { table, name, columns, target, valid, reused, existed }))
        }
        _ => None,
    })
}

/// Columns that were added by statements which wrote their table anew.
pub fn rewriting_columns(facts: &Facts) -> impl Iterator<Item = (usize, &QName, &AddedColumn)> {
    facts.effects().filter_map(|(at, seen, effect)| match effect {
        Effect::ColumnAdded { table, column } if seen.rewritten(table) => Some((at, table, column)),
        _ => None,
    })
}

/// Tables that a statement of this kind has written anew.
pub(in crate::hazard) fn rewrites_by(facts: &Facts, verb: &str, out: &mut Findings) {
    for (at, seen) in facts.statements.iter().enumerate().filter(|(_, seen)| seen.verb.starts_with(verb)) {
        for table in &seen.rewritten {
            out.at(
                at,
                table,
                format!(
                    "{table} is written anew while readers and writers wait: leave it out of the \
migration, and do it at a \
quiet time or with pg_repack"
                ),
            );
        }
    }
}

/// Whether both are timestamps, one with and one without time zone.
pub fn is_timestamp_change(from: &str, to: &str) -> bool {
    let stamp = |ty: &str| ty.starts_with("timestamp");
    let zoned = |ty: &str| ty.ends_with("with time zone");
    stamp(from) && stamp(to) && zoned(from) != zoned(to)
}

/// Who waits for a lock.
pub const fn who_waits(mode: LockMode) -> &'static str {
    if mode.blocks_readers() { "readers and writers wait" } else { "writers wait" }
}

/// ` (3 rows on the scratch database)`, or nothing for an empty table.
pub fn rows_of(facts: &Facts, table: &QName) -> String {
    match facts.rows_in(table) {
        0 => String::new(),
        1 => " (1 row on the scratch database)".to_owned(),
        rows => format!(" ({rows} rows on the scratch database)"),
    }
}

/// Columns that were added to tables that were there, and columns of tables that are new: for rules about style.
pub fn new_columns(facts: &Facts) -> impl Iterator<Item = (&QName, &crate::ir::Column)> {
    let tables = facts.after.tables.values();
    tables.flat_map(|table| {
        table
            .columns
            .iter()
            .filter(|column| {
                facts.table_before(&table.name).is_none_or(|old| old.column(&column.name).is_none())
            })
            .map(move |column| (&table.name, column))
    })
}

/// Whether a statement of the file changes rows of the table by name, and so says that it does.
pub fn claims(facts: &Facts, verbs: &[&str], table: &QName) -> bool {
    facts.statements.iter().any(|seen| {
        let verb = seen.verb.split(' ').next().unwrap_or_default();
        let words = crate::sql::words(&seen.sql);
        verbs.contains(&verb) && (words.contains(&table.name) || words.contains(&table.name.to_lowercase()))
    })
}
