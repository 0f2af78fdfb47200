//! Running the candidate.

use super::{Direction, GenerateError, Stage, Unequal, compare_settled};
use crate::database::{Database, DatabaseError};
use crate::dialect;
use crate::diff::{Question, Rename, reversed};
use crate::introspect;
use crate::ir::{OtherObject, Schema};
use crate::plan::{Plan, Statement};

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

/// Up, down and up again, compared after each step. `history` stands at `from`, and at the last stage's end afterwards.
pub fn prove(stages: &[Stage], from: &Schema, history: &mut dyn Database) -> Result<(), GenerateError> {
    let broken_before: Vec<OtherObject> = broken(history, from).map(|(object, _)| object).collect();
    let from = &attainable(from);
    for direction in [Direction::Up, Direction::Down, Direction::UpAgain] {
        for at in 0..stages.len() {
            // Down goes from the last stage to the first.
            let at = if direction == Direction::Down { stages.len() - 1 - at } else { at };
            let stage = &stages[at];
            let (plan, goal) = match direction {
                Direction::Up | Direction::UpAgain => (&stage.up, &stage.to),
                Direction::Down => (&stage.down, at.checked_sub(1).map_or(from, |before| &stages[before].to)),
            };
            run(history, plan, direction).map_err(|error| as_question(error, stage))?;
            let reached = introspect::read(history)?;
            let remaining = compare_settled(history, reached.clone(), goal)?;
            if !remaining.is_empty() {
                return Err(GenerateError::Unequal(Box::new(Unequal { direction, remaining })));
            }
            if let Some((object, error)) = broken(history, &reached)
                .find(|(object, _)| !broken_before.iter().any(|before| same(before, object)))
            {
                return Err(GenerateError::Broken { direction, object: Box::new(object), error });
            }
        }
    }
    Ok(())
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
fn attainable(from: &Schema) -> Schema {
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

fn commit_failed(direction: Direction, error: DatabaseError) -> GenerateError {
    GenerateError::Statement { direction, sql: "COMMIT".to_owned(), error }
}

/// A cast that the server does not do by itself is no defect of the plan but a question.
fn as_question(error: GenerateError, stage: &Stage) -> GenerateError {
    let GenerateError::Statement { sql, error: cause, .. } = &error else { return error };
    // SQLSTATE 42804 in words; scratch servers run with English messages.
    if !cause.message.contains("cannot be cast automatically") {
        return error;
    }
    let altered = stage.changes.altered_tables.iter().flat_map(|change| {
        let table = &change.table.to.name;
        change.columns.altered.iter().map(move |pair| (table, pair))
    });
    let questions: Vec<Question> = altered
        .filter(|(table, pair)| {
            let engine = stage.to.engine;
            let (table, column) =
                (crate::sql::qualified(engine, table), crate::sql::ident(engine, &pair.to.name));
            sql.starts_with(&format!("ALTER TABLE {table} ALTER COLUMN {column} TYPE"))
        })
        .map(|(table, pair)| Question::Using {
            table: table.to_string(),
            column: pair.to.name.clone(),
            from: pair.from.ty.sql.clone(),
            to: pair.to.ty.sql.clone(),
        })
        .collect();
    if questions.is_empty() { error } else { GenerateError::Questions(questions) }
}
