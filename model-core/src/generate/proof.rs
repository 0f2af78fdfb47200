//! Running the candidate.

use std::collections::BTreeSet;

use super::cast::cast_question;
use super::doubts::doubts;
use super::kept;
use super::trial::{Evidence, StageEvidence, Trial};
use super::{Direction, GenerateError, Stage, Unequal, compare_settled};
use crate::database::{Database, DatabaseError};
use crate::dialect;
use crate::diff::{Intent, Question, Rename, reversed};
use crate::hazard::{self, Facts, FactsError};
use crate::introspect;
use crate::ir::{OtherId, OtherObject, QName, Schema, UsedBy};
use crate::migration;
use crate::plan::{Plan, PlanHints, Statement};
use crate::rows::{Claims, ProbeFailure, RowChange, Snapshot, probe};

/// The state after the renames; the database is put back to where it was.
pub fn renamed(
    history: &mut dyn Database,
    from: &Schema,
    renames: &[Rename],
) -> Result<Schema, GenerateError> {
    if renames.is_empty() {
        return Ok(from.clone());
    }
    let engine = history.engine();
    let plan = |statements| Plan { statements, in_transaction: true };
    run(history, &plan(dialect::renames(engine, renames)), Direction::Up)?;
    let schema = introspect::read(history)?;
    run(history, &plan(dialect::renames(engine, &reversed(renames))), Direction::Down)?;
    Ok(schema)
}

/// A proof: what is to be run, and on what.
pub struct Course<'a> {
    /// The stages, their goals as far as the database goes.
    pub stages: &'a [Stage],
    /// The state to begin with, as far as the database goes.
    pub from: &'a Schema,
    /// The tables to make rows for, with what is assumed of those rows.
    pub filled: Schema,
    /// What to prove it on.
    pub trial: &'a Trial,
    /// What was asked for.
    pub intent: &'a Intent,
    /// Whether the goals say all that there shall be of what no model describes.
    pub is_whole: bool,
}

impl Course<'_> {
    /// Up, down and up again, compared after each step. `database` stands at `from`, and at the last stage's end afterwards.
    pub fn run(&self, database: &mut dyn Database) -> Result<Evidence, GenerateError> {
        let objects = self.stages.iter().flat_map(|stage| &stage.to.others).chain(&self.from.others);
        self.steps(database).map_err(|error| kept::named(error, objects))
    }

    fn steps(&self, database: &mut dyn Database) -> Result<Evidence, GenerateError> {
        let broken_before: Vec<OtherObject> = broken(database, self.from).map(|(object, _)| object).collect();
        let not_populated = self.trial.fill(database, &self.filled)?;
        let mut shown = Evidence { not_populated, ..Evidence::default() };
        // The database has what `from` says, and what is beside it.
        let mut standing = introspect::read(database)?;
        for stage in self.stages {
            let (reached, evidence) = self.up(stage, database, standing, &broken_before)?;
            shown.stages.push(evidence);
            standing = reached;
        }
        let from = attainable(self.from);
        let none = BTreeSet::new();
        for (at, stage) in self.stages.iter().enumerate().rev() {
            let goal = at.checked_sub(1).map_or(&from, |before| &self.stages[before].to);
            standing = self.down(stage, database, &standing)?;
            let lost = kept::lost(&stage.changes, &goal.others).into_iter().map(OtherObject::id).collect();
            let reached = standing.clone();
            self.is_reached(Direction::Down, database, reached, &attainable(goal), &broken_before, &lost)?;
        }
        for stage in self.stages {
            if !stage.up.statements.is_empty() {
                let sql = stage.up_sql();
                migration::run(database, &sql, stage.up.in_transaction).map_err(|error| {
                    GenerateError::Statement { direction: Direction::UpAgain, sql, error }
                })?;
            }
            let reached = introspect::read(database)?;
            // What the way back has made anew is valid.
            self.is_reached(
                Direction::UpAgain,
                database,
                reached,
                &attainable(&stage.to),
                &broken_before,
                &none,
            )?;
        }
        Ok(shown)
    }

    /// Back from a stage. The values are the old ones only as far as up has not thrown them away, but every row stays.
    fn down(
        &self,
        stage: &Stage,
        database: &mut dyn Database,
        after: &Schema,
    ) -> Result<Schema, GenerateError> {
        let kept = if self.trial.has_rows() { Some(Snapshot::take(database, after)?) } else { None };
        run(database, &stage.down, Direction::Down)?;
        let reached = introspect::read(database)?;
        let Some(kept) = kept else { return Ok(reached) };
        let renames = reversed(&stage.renames);
        let claims = Claims { renames: &renames, hints: &PlanHints::default() };
        let changes = kept.compare(database, &reached, &claims)?;
        kept.discard(database)?;
        let lost: Vec<_> =
            changes.into_iter().filter(|change| matches!(change, RowChange::RowsLost { .. })).collect();
        if lost.is_empty() {
            Ok(reached)
        } else {
            Err(GenerateError::Rows { direction: Direction::Down, rows: lost })
        }
    }

    /// Statement by statement, each observed. Gives the state that is reached.
    fn up(
        &self,
        stage: &Stage,
        database: &mut dyn Database,
        before: Schema,
        broken_before: &[OtherObject],
    ) -> Result<(Schema, StageEvidence), GenerateError> {
        if stage.up.statements.is_empty() {
            return Ok((before, StageEvidence::default()));
        }
        let kept = if self.trial.has_rows() { Some(Snapshot::take(database, &before)?) } else { None };
        let facts = Facts::gather(database, before, &stage.up_sql(), stage.up.in_transaction);
        let facts = facts.map_err(|error| self.as_question(error.into(), stage))?;
        self.is_reached(
            Direction::Up,
            database,
            facts.after.clone(),
            &stage.to,
            broken_before,
            &BTreeSet::new(),
        )?;
        let rows = match kept {
            Some(kept) => self.rows_after(stage, &facts, kept, database)?,
            None => Vec::new(),
        };
        let hazards = hazard::check(&facts, &self.trial.levels);
        Ok((facts.after, StageEvidence { statements: facts.statements, rows, hazards }))
    }

    /// Whether the promised state is there, and what is only kept works as before.
    fn is_reached(
        &self,
        direction: Direction,
        database: &mut dyn Database,
        reached: Schema,
        goal: &Schema,
        broken_before: &[OtherObject],
        lost: &BTreeSet<OtherId>,
    ) -> Result<(), GenerateError> {
        let others: Vec<OtherObject> = reached.others.iter().chain(&reached.settings).cloned().collect();
        let newly = |object: &OtherObject| !broken_before.iter().any(|before| same(before, object));
        let newly_broken = broken(database, &reached).find(|(object, _)| newly(object));
        let remaining = compare_settled(database, reached, goal, self.is_whole)?;
        if !remaining.is_empty() {
            return Err(GenerateError::Unequal(Box::new(Unequal { direction, remaining })));
        }
        if let Some((object, error)) = newly_broken {
            return Err(GenerateError::Broken { direction, object: Box::new(object), error });
        }
        let wanted = kept::Wanted { goal, lost, is_whole: self.is_whole };
        kept::check(direction, database, &others, &wanted)
    }

    /// What rows or a missing cast stand against is no defect of the plan but a question.
    fn as_question(&self, error: GenerateError, stage: &Stage) -> GenerateError {
        let GenerateError::Statement { sql, error: cause, .. } = &error else { return error };
        let mut questions = missing_casts(sql, cause, stage);
        if questions.is_empty() {
            let engine = stage.to.engine;
            questions = doubts(&stage.changes)
                .iter()
                .filter(|doubt| !self.intent.assumed.contains(&doubt.key))
                .filter(|doubt| doubt.is_meant_by(engine, sql, &cause.message))
                .map(|doubt| doubt.question(engine, &cause.message))
                .collect();
        }
        if questions.is_empty() { error } else { GenerateError::Questions(questions) }
    }

    /// Whether every row is there, with the values that the change leaves it, and more can be written.
    fn rows_after(
        &self,
        stage: &Stage,
        facts: &Facts,
        kept: Snapshot,
        database: &mut dyn Database,
    ) -> Result<Vec<RowChange>, GenerateError> {
        let hints = &stage.hints;
        let claims = Claims { renames: &stage.renames, hints };
        let changes = kept.compare(database, &facts.after, &claims)?;
        let behind = kept.behind(&claims);
        kept.discard(database)?;
        let is_claimed = |change: &RowChange| {
            change.is_dropped()
                || match change {
                    RowChange::NotComparable { .. } => true,
                    // Of a composite type that loses an attribute.
                    RowChange::ValuesChanged { table, column, .. } => {
                        is_of_altered_type(stage, facts, table, column)
                    }
                    _ => false,
                }
        };
        let (claimed, wrong): (Vec<_>, Vec<_>) = changes.into_iter().partition(is_claimed);
        if !wrong.is_empty() {
            return Err(GenerateError::Rows { direction: Direction::Up, rows: wrong });
        }
        let failures = probe(database, &facts.after, &stage.changes.touched(), &behind)?;
        // Where the goal says everything, triggers and all, a table takes what it takes there.
        let is_of_goal = |failure: &ProbeFailure| self.is_whole && failure.repair().is_none();
        let defects: Vec<_> =
            failures.into_iter().filter(|failure| failure.is_defect() && !is_of_goal(failure)).collect();
        if defects.is_empty() { Ok(claimed) } else { Err(GenerateError::Writes(defects)) }
    }
}

fn is_of_altered_type(stage: &Stage, facts: &Facts, table: &QName, column: &str) -> bool {
    let altered = |id: &OtherId| {
        let types = stage.changes.others.altered.iter().filter(|pair| pair.to.kind == "composite type");
        types.into_iter().any(|pair| pair.to.id() == *id)
    };
    facts.after.uses.iter().any(|used| {
        used.table == *table && used.part == UsedBy::Column(column.to_owned()) && altered(&used.object)
    })
}

/// Kept objects that do not work, with what the database says.
fn broken(
    database: &mut dyn Database,
    schema: &Schema,
) -> impl Iterator<Item = (OtherObject, DatabaseError)> {
    let probes = dialect::probes(schema).into_iter();
    probes.filter_map(|probe| database.batch(&probe.sql).err().map(|error| (probe.object, error)))
}

/// Whether it is the same object, however its text has changed.
fn same(a: &OtherObject, b: &OtherObject) -> bool {
    (&a.kind, &a.name) == (&b.kind, &b.name)
}

/// The old state as far as it can be had back: an index that was left invalid is made anew, and is valid then.
pub fn attainable(from: &Schema) -> Schema {
    let mut from = from.clone();
    for index in from.tables.values_mut().flat_map(|table| &mut table.indexes) {
        index.invalid = false;
    }
    from
}

/// Runs a plan as Diesel runs its file: in one transaction unless it says otherwise.
fn run(database: &mut dyn Database, plan: &Plan, direction: Direction) -> Result<(), GenerateError> {
    if plan.statements.is_empty() {
        return Ok(());
    }
    if plan.in_transaction {
        database.batch("BEGIN")?;
    }
    for Statement { sql, .. } in &plan.statements {
        if let Err(error) = database.batch(sql) {
            // The database is thrown away; this only lets the connection go in order.
            let _ = database.batch("ROLLBACK");
            return Err(GenerateError::Statement { direction, sql: sql.clone(), error });
        }
    }
    if plan.in_transaction {
        database.batch("COMMIT").map_err(|error| commit_failed(direction, error))?;
    }
    Ok(())
}

impl From<FactsError> for GenerateError {
    fn from(error: FactsError) -> Self {
        match error {
            FactsError::Statement(failed) => {
                Self::Statement { direction: Direction::Up, sql: failed.sql, error: failed.error }
            }
            FactsError::Catalog(error) => Self::Database(error),
        }
    }
}

fn commit_failed(direction: Direction, error: DatabaseError) -> GenerateError {
    GenerateError::Statement { direction, sql: "COMMIT".to_owned(), error }
}

/// Casts that the server does not do by itself.
fn missing_casts(sql: &str, cause: &DatabaseError, stage: &Stage) -> Vec<Question> {
    // SQLSTATE 42804 in words; scratch servers run with English messages.
    let is_assignment =
        cause.message.contains("is of type") && cause.message.contains("but expression is of type");
    if is_assignment {
        return stage.casts.clone();
    }
    if !cause.message.contains("cannot be cast automatically") {
        return Vec::new();
    }
    let altered = stage.changes.altered_tables.iter().flat_map(|change| {
        let table = &change.table.to.name;
        change.columns.altered.iter().map(move |pair| (table, pair))
    });
    altered
        .filter(|(table, pair)| {
            let engine = stage.to.engine;
            let (table, column) =
                (crate::sql::qualified(engine, table), crate::sql::ident(engine, &pair.to.name));
            sql.starts_with(&format!("ALTER TABLE {table} ALTER COLUMN {column} TYPE"))
        })
        .map(|(table, pair)| cast_question(table, &pair.to.name, &pair.from, &pair.to))
        .collect()
}
