//! Filling every table.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::candidates::{self, Candidates, N};
use super::held::held;
use super::literals::Literals;
use super::order::{Reference, Turn, turns};
use super::recipe::{Extent, Recipe, listed, numbers_itself, table_name};
use super::references::{fill, is_orphan};
use super::types::{self, TypeRow};
use crate::database::{Database, DatabaseError, rows};
use crate::ir::{Action, Column, Engine, Exclusion, KeyTarget, QName, Schema, Table};
use crate::sql::{literal, quoted};

/// How much to fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Populate {
    /// Rows wanted in each table.
    pub rows: usize,
    /// Another seed makes other rows of the same kinds.
    pub seed: u64,
}

impl Default for Populate {
    fn default() -> Self {
        Self { rows: 12, seed: 0 }
    }
}

/// What tables were filled with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Population {
    /// Every table, in the order of filling.
    pub tables: Vec<Populated>,
}

/// What a table was filled with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Populated {
    /// The table.
    pub table: QName,
    /// Rows that are in it now.
    pub rows: u64,
    /// Why there is not one row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortfall: Option<String>,
}

/// Fills every table of the schema with rows that satisfy its constraints.
///
/// The rows are the same for the same schema, options and rows there were. A table that takes none says why.
///
/// # Errors
/// Only what stands in the way of all tables: a lost connection.
pub fn populate(
    database: &mut dyn Database,
    schema: &Schema,
    options: &Populate,
) -> Result<Population, DatabaseError> {
    let mut session = Session::begin(database)?;
    let result = session.populate(&held(schema), *options);
    let ended = session.end(result.is_ok());
    match (result, ended) {
        (Ok(population), Ok(())) => Ok(population),
        // All rows are taken back, and no table has any.
        (Err(error), Ok(())) | (Ok(_), Err(error)) => Ok(Population::none(schema, &error)),
        (Err(_), Err(error)) => Err(error),
    }
}

impl Population {
    /// No row in any table, because of something that stands in the way of all.
    fn none(schema: &Schema, error: &DatabaseError) -> Self {
        let none = |table: &QName| Populated {
            table: table.clone(),
            rows: 0,
            shortfall: Some(error.message.clone()),
        };
        Self { tables: schema.tables.keys().map(none).collect() }
    }
}

/// A transaction in which rows are made.
pub(super) struct Session<'d> {
    pub database: &'d mut dyn Database,
    pub engine: Engine,
    pub types: BTreeMap<String, TypeRow>,
}

/// Updates that go from row to row by ON UPDATE CASCADE may go round for ever.
const ENDLESS: [&str; 2] =
    ["SET LOCAL statement_timeout = '60s'; ", "; SET LOCAL statement_timeout TO DEFAULT"];

/// Says whether a query has a first value that is not false.
const TRY: &str = "CREATE FUNCTION pg_temp.model_try(query text) RETURNS boolean LANGUAGE plpgsql AS $model$
DECLARE kept boolean;
BEGIN
    EXECUTE query INTO kept;
    RETURN kept IS NOT FALSE;
EXCEPTION WHEN OTHERS THEN
    RETURN false;
END $model$";

impl<'d> Session<'d> {
    pub fn begin(database: &'d mut dyn Database) -> Result<Self, DatabaseError> {
        let engine = database.engine();
        database.batch("BEGIN")?;
        let mut session = Self { database, engine, types: BTreeMap::new() };
        match session.prepare() {
            Ok(()) => Ok(session),
            Err(error) => {
                session.end(false)?;
                Err(error)
            }
        }
    }

    fn prepare(&mut self) -> Result<(), DatabaseError> {
        if self.engine == Engine::Postgres {
            // Types go by the names that the catalog was read with; constants and their text do not depend on the session.
            self.database.batch(
                "SET LOCAL search_path = public, pg_temp; SET LOCAL standard_conforming_strings = on;
                 SET LOCAL datestyle = 'ISO, MDY'; SET LOCAL timezone = 'UTC'; SET LOCAL jit = off;
                 SET LOCAL client_min_messages = error",
            )?;
            self.database.batch(TRY)?;
        }
        self.types = types::read(self.database)?;
        Ok(())
    }

    pub fn end(&mut self, commit: bool) -> Result<(), DatabaseError> {
        if !commit {
            return self.database.batch("ROLLBACK");
        }
        let drop =
            if self.engine == Engine::Postgres { "DROP FUNCTION pg_temp.model_try(text); " } else { "" };
        let ended = self.database.batch(&format!("{drop}COMMIT"));
        if ended.is_err() {
            let _ = self.database.batch("ROLLBACK");
        }
        ended
    }

    fn populate(&mut self, schema: &Schema, options: Populate) -> Result<Population, DatabaseError> {
        types::restrict(&mut self.types, schema);
        let turns = turns(schema);
        let mut population = Population::default();
        let mut waiting: Vec<(&Table, usize)> = Vec::new();
        let mut done = BTreeSet::new();
        for turn in &turns {
            let is_circular = turn.references.contains(&Reference::Circular);
            let refusal = self.fill_table(schema, turn, options, is_circular)?;
            population.tables.push(Populated { table: turn.table.name.clone(), rows: 0, shortfall: refusal });
            done.insert(&turn.table.name);
            let later = turn.references.iter().enumerate().filter(|(_, at)| **at != Reference::AtOnce);
            waiting.extend(later.map(|(n, _)| (turn.table, n)));
            let ready = |(table, n): &(&Table, usize)| done.contains(&table.foreign_keys[*n].target);
            for (table, n) in waiting.iter().copied().filter(ready).collect::<Vec<_>>() {
                let refusal = self.refer(table, n, &waiting, options);
                let mut told = population.tables.iter_mut();
                if let Some(populated) = told.find(|populated| populated.table == table.name) {
                    populated.shortfall = populated.shortfall.take().or(refusal);
                }
            }
            waiting.retain(|item| !ready(item));
        }
        self.delete_orphans(&turns)?;
        let names: Vec<_> = turns.iter().map(|turn| &turn.table.name).collect();
        let counts = self.counts(&names)?;
        for (populated, count) in population.tables.iter_mut().zip(counts) {
            populated.rows = count;
            populated.shortfall = match populated.shortfall.take() {
                _ if count > 0 => None,
                Some(reason) => Some(reason),
                None => Some("every row was refused by references that go round in a circle".to_owned()),
            };
        }
        Ok(population)
    }

    pub fn counts(&mut self, tables: &[&QName]) -> Result<Vec<u64>, DatabaseError> {
        let mut counts = Vec::new();
        for tables in tables.chunks(100) {
            let selects: Vec<_> = tables
                .iter()
                .map(|table| {
                    format!("SELECT CAST((SELECT count(*) FROM {}) AS TEXT) AS row", table_name(table))
                })
                .collect();
            counts.extend(rows::<u64>(self.database, &selects.join(" UNION ALL "))?);
        }
        Ok(counts)
    }

    /// A recipe whose values were tried where that is needed.
    pub fn recipe<'t>(
        &mut self,
        schema: &Schema,
        turn: &Turn<'t>,
        seed: u64,
        leave_out: &BTreeSet<&str>,
    ) -> Result<Recipe<'t>, DatabaseError> {
        let table = turn.table;
        let literals = |column: &Column| {
            let mut literals = Literals::default();
            let named = |columns: &[String]| columns.is_empty() || columns.contains(&column.name);
            let checks = table.checks.iter().filter(|check| named(&check.columns));
            let read = checks.filter(|check| crate::sql::words(&check.expr.sql).contains(&column.name));
            read.for_each(|check| literals.read(&check.expr.sql));
            literals
        };
        let (engine, types) = (self.engine, &self.types);
        let mut recipe = Recipe::new(engine, turn, seed, leave_out, |column| match engine {
            Engine::Postgres => candidates::postgres(column, schema, types, &literals(column)),
            Engine::Sqlite => candidates::sqlite(column, &literals(column)),
        });
        self.sieve(&mut recipe)?;
        Ok(recipe)
    }

    /// Leaves those candidates that the column's type and its own checks accept, or all if that would leave none.
    fn sieve(&mut self, recipe: &mut Recipe<'_>) -> Result<(), DatabaseError> {
        let table = recipe.table;
        let mut queries = Vec::new();
        for (column, candidates) in recipe.candidates_mut() {
            let checks = own_checks(table, column);
            if checks.is_none() && !candidates.guessed {
                continue;
            }
            let condition = checks.unwrap_or_else(|| "1 = 1".to_owned());
            let alias = quoted(&table.name.name);
            let name = quoted(&column.name);
            // A value that is not read is not made either.
            let condition = match self.engine {
                Engine::Postgres => format!("({condition}) AND coalesce({name}::text, '') IS NOT NULL"),
                Engine::Sqlite => condition,
            };
            for value in &candidates.constants {
                queries.push(format!("SELECT {condition} FROM (SELECT {value} AS {name}) AS {alias}"));
            }
            for value in &candidates.shapes {
                let (some, or) = match self.engine {
                    Engine::Postgres => (
                        "bool_or",
                        "unnest(ARRAY[0, 1, 2, 3, 10, 123, 4567]::bigint[]) AS model__g(model__n)",
                    ),
                    Engine::Sqlite => (
                        "max",
                        "(SELECT 0 AS model__n UNION ALL SELECT 1 UNION ALL SELECT 3 UNION ALL SELECT 10 UNION ALL SELECT 4567) AS model__g",
                    ),
                };
                queries.push(format!(
                    "SELECT {some}({condition}) FROM (SELECT {N}, {value} AS {name} FROM {or}) AS {alias}"
                ));
            }
        }
        let mut accepted = self.tried(&queries)?.into_iter();
        for (column, candidates) in recipe.candidates_mut() {
            if own_checks(table, column).is_none() && !candidates.guessed {
                continue;
            }
            let mut keep = |values: &mut Vec<String>| {
                let kept = values.iter().filter(|_| accepted.next().unwrap_or(true)).cloned();
                let kept: Vec<_> = kept.collect();
                kept
            };
            let (constants, shapes) = (keep(&mut candidates.constants), keep(&mut candidates.shapes));
            if !constants.is_empty() || !shapes.is_empty() {
                *candidates = Candidates { constants, shapes, ..candidates.clone() };
            }
        }
        Ok(())
    }

    /// For each query whether it runs, and says nothing false.
    fn tried(&mut self, queries: &[String]) -> Result<Vec<bool>, DatabaseError> {
        if queries.is_empty() {
            return Ok(Vec::new());
        }
        match self.engine {
            Engine::Postgres => {
                let texts: Vec<_> = queries.iter().map(|query| literal(query)).collect();
                rows(
                    self.database,
                    &format!(
                        "SELECT pg_temp.model_try(q)::text AS row FROM unnest(ARRAY[{}]) WITH ORDINALITY AS x(q, n) ORDER BY n",
                        texts.join(", ")
                    ),
                )
            }
            Engine::Sqlite => {
                let one = |query: &String| {
                    format!("SELECT CASE WHEN coalesce(({query}), 1) THEN 'true' ELSE 'false' END AS row")
                };
                let mut accepted = Vec::new();
                for queries in queries.chunks(100) {
                    let all: Vec<_> = queries.iter().map(one).collect();
                    match rows::<bool>(self.database, &all.join(" UNION ALL ")) {
                        Ok(values) => accepted.extend(values),
                        // One of them is no value of a function that the check calls.
                        Err(_) => accepted.extend(queries.iter().map(|query| {
                            rows::<bool>(self.database, &one(query)).is_ok_and(|values| values == [true])
                        })),
                    }
                }
                Ok(accepted)
            }
        }
    }

    /// Fills a table; the reason if it takes no row.
    fn fill_table(
        &mut self,
        schema: &Schema,
        turn: &Turn<'_>,
        options: Populate,
        is_circular: bool,
    ) -> Result<Option<String>, DatabaseError> {
        let table = turn.table;
        let recipe = self.recipe(schema, turn, options.seed, &BTreeSet::new())?;
        let existing = self.count(table)?;
        let extent = Extent {
            rows: options.rows,
            start: if existing > 0 { 1_000_000 + usize::try_from(existing).unwrap_or(0) } else { 0 },
            pool: (options.rows * 2).max((options.rows * 64).min(8192)).max(1),
            mild: false,
        };
        if is_circular && let Err(error) = self.look_away(turn) {
            return Ok(Some(format!(
                "its references go round in a circle, and the constraints cannot be put off: {error}"
            )));
        }
        let refusal = self.insert(&recipe, extent, is_circular)?;
        for exclusion in &table.exclusions {
            // The constraint may be one that is only assumed, so that the server does not see to it.
            self.guarded(&excluded(table, exclusion))?;
        }
        if is_circular {
            self.look_again();
        }
        if self.count(table)? > existing {
            return Ok(None);
        }
        match refusal {
            Some(refusal) => Ok(Some(refusal)),
            None => self.explain(&recipe, extent).map(Some),
        }
    }

    pub fn count(&mut self, table: &Table) -> Result<u64, DatabaseError> {
        Ok(self.counts(&[&table.name])?.first().copied().unwrap_or(0))
    }

    /// Puts off foreign keys.
    fn look_away(&mut self, turn: &Turn<'_>) -> Result<(), DatabaseError> {
        if self.engine == Engine::Sqlite {
            return self.database.batch("PRAGMA defer_foreign_keys = ON");
        }
        let circular = turn.table.foreign_keys.iter().zip(&turn.references);
        let mut circular = circular.filter(|(_, at)| **at == Reference::Circular).map(|(key, _)| key);
        // What an update does to those who refer to the row is not put off.
        if circular.all(|key| !key.deferrable.is_never() && key.on_update == Action::NoAction) {
            return self.database.batch("SET CONSTRAINTS ALL DEFERRED");
        }
        self.guarded("SET LOCAL session_replication_role = replica")
    }

    fn look_again(&mut self) {
        if self.engine == Engine::Postgres {
            // Fails only where it could not be set.
            let _ = self.guarded("SET LOCAL session_replication_role = origin");
        }
    }

    /// Runs a statement behind a savepoint: it fails alone.
    pub fn guarded(&mut self, sql: &str) -> Result<(), DatabaseError> {
        self.database.batch("SAVEPOINT model_rows")?;
        let result = self.database.batch(sql);
        if result.is_err() {
            self.database.batch("ROLLBACK TO SAVEPOINT model_rows")?;
        }
        self.database.batch("RELEASE SAVEPOINT model_rows")?;
        result
    }

    /// Inserts rows at once, or one by one if one of them is refused, or plainer ones. What the database said to the last.
    pub fn insert(
        &mut self,
        recipe: &Recipe<'_>,
        extent: Extent,
        deferred: bool,
    ) -> Result<Option<String>, DatabaseError> {
        let check = if self.engine == Engine::Postgres && !deferred {
            "; SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
        } else {
            ""
        };
        let at_once = |extent: Extent| format!("{}{check}", insert(recipe, extent, false));
        let Err(_) = self.guarded(&at_once(extent)) else { return Ok(None) };
        let before = self.count(recipe.table)?;
        let few = Extent { rows: extent.rows.min(200), pool: extent.pool.min(2000), ..extent };
        let mut refusal = self.one_by_one(recipe, few, deferred)?;
        let made = usize::try_from(self.count(recipe.table)? - before).unwrap_or(0);
        if made < extent.rows {
            let rest =
                Extent { rows: extent.rows - made, start: extent.start + few.pool, mild: true, ..extent };
            if self.guarded(&at_once(rest)).is_err() && made == 0 {
                refusal = self.one_by_one(recipe, Extent { pool: few.pool, ..rest }, deferred)?;
            }
        }
        Ok(refusal.map(|(_, message)| message))
    }

    /// Inserts rows one by one, each behind a savepoint. The last refusal: SQLSTATE (PostgreSQL) and message.
    pub fn one_by_one(
        &mut self,
        recipe: &Recipe<'_>,
        extent: Extent,
        deferred: bool,
    ) -> Result<Option<(String, String)>, DatabaseError> {
        if self.engine == Engine::Sqlite {
            return self.one_by_one_sqlite(recipe, extent, false);
        }
        let columns = recipe.columns();
        let name = table_name(&recipe.table.name);
        let values = if columns.is_empty() {
            "DEFAULT VALUES".to_owned()
        } else {
            format!(
                "({}) VALUES ({})",
                listed("", columns.iter().copied()),
                listed("model__row.", columns.iter().copied())
            )
        };
        let check =
            if deferred { "" } else { "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;" };
        let pool = Extent { rows: extent.pool, ..extent };
        let block = format!(
            "DECLARE
    model__row record;
    model__made integer := 0;
BEGIN
    PERFORM set_config('model.refusal', '', true), set_config('model.state', '', true);
    FOR model__row IN {} LOOP
        BEGIN
            INSERT INTO {name} {values};
            {check}
            model__made := model__made + 1;
        EXCEPTION WHEN OTHERS THEN
            PERFORM set_config('model.refusal', SQLERRM, true), set_config('model.state', SQLSTATE, true);
        END;
        EXIT WHEN model__made >= {};
    END LOOP;
END",
            recipe.select(pool),
            extent.rows
        );
        if let Err(error) = self.guarded(&format!("DO LANGUAGE plpgsql {}", literal(&block))) {
            return Ok(Some((String::new(), error.to_string())));
        }
        let said: Vec<(String, String)> = rows(
            self.database,
            "SELECT json_build_array(current_setting('model.state'), current_setting('model.refusal'))::text AS row",
        )?;
        Ok(said.into_iter().next().filter(|(_, message)| !message.is_empty()))
    }

    pub fn one_by_one_sqlite(
        &mut self,
        recipe: &Recipe<'_>,
        extent: Extent,
        strict: bool,
    ) -> Result<Option<(String, String)>, DatabaseError> {
        let mut refusal = None;
        let mut made = 0;
        for n in 0..extent.pool.min(extent.rows * 8 + 64) {
            let one = Extent { rows: 1, start: extent.start + n, pool: 1, ..extent };
            match self.guarded(&insert(recipe, one, strict)) {
                Ok(()) => {
                    let changed: Vec<u64> = rows(self.database, "SELECT CAST(changes() AS TEXT) AS row")?;
                    made += changed.first().copied().unwrap_or(0);
                }
                Err(error) => refusal = Some((String::new(), error.to_string())),
            }
            if made >= extent.rows as u64 {
                break;
            }
        }
        Ok(refusal)
    }

    /// Why no row came through, though none was refused.
    pub fn explain(&mut self, recipe: &Recipe<'_>, extent: Extent) -> Result<String, DatabaseError> {
        for key in recipe.required() {
            let count = rows::<u64>(
                self.database,
                &format!("SELECT CAST(count(*) AS TEXT) AS row FROM {}", table_name(&key.target)),
            )?;
            if key.target != recipe.table.name && count == [0] {
                return Ok(format!("`{}`, which its rows have to refer to, is empty", key.target));
            }
        }
        let Some((names, query)) = recipe.diagnosis(extent) else {
            return Ok("the database took no row, and did not say why".to_owned());
        };
        self.database.batch("SAVEPOINT model_rows")?;
        let met = rows::<Vec<u64>>(self.database, &query);
        self.database.batch("ROLLBACK TO SAVEPOINT model_rows; RELEASE SAVEPOINT model_rows")?;
        let met = match met {
            Ok(met) => met.into_iter().next().unwrap_or_default(),
            Err(error) => return Ok(error.to_string()),
        };
        let never: Vec<_> =
            names.iter().zip(met).filter(|(_, met)| *met == 0).map(|(name, _)| name.as_str()).collect();
        Ok(if never.is_empty() {
            format!("no row that was tried meets all of these together: {}", names.join(", "))
        } else {
            format!("no row that was tried meets: {}", never.join(", "))
        })
    }

    /// Fills in references that had to wait. One that the database refuses stays NULL; why a required one is refused.
    fn refer(
        &mut self,
        table: &Table,
        key: usize,
        waiting: &[(&Table, usize)],
        options: Populate,
    ) -> Option<String> {
        // Columns that another reference has filled, or that are the row's own name, keep their values.
        let elsewhere =
            table.foreign_keys.iter().enumerate().filter(|(n, _)| {
                !waiting.iter().any(|(other, waits)| other.name == table.name && waits == n)
            });
        let mut taken: Vec<&String> = elsewhere.flat_map(|(_, other)| &other.columns).collect();
        let key = &table.foreign_keys[key];
        let optional = super::order::is_optional(table, key);
        let required = key
            .columns
            .iter()
            .filter(|name| optional && table.column(name).is_some_and(|column| !column.nullable));
        taken.extend(required);
        let itself = table.columns.iter().filter(|column| numbers_itself(table, column));
        taken.extend(itself.map(|column| &column.name));
        // By what its rows refer to one another they are known to each other.
        taken.extend(key.target_columns.iter().filter(|_| key.target == table.name));
        let update = fill(self.engine, table, key, &taken, options.seed)?;
        let turn = Turn { table, references: vec![Reference::Circular; table.foreign_keys.len()] };
        let check = match (self.engine, optional) {
            (Engine::Postgres, true) => "; SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED",
            _ => "",
        };
        if !optional {
            let _ = self.look_away(&turn);
        }
        let [before, after] = if self.engine == Engine::Postgres { ENDLESS } else { [""; 2] };
        let refusal = self.guarded(&format!("{before}{update}{check}{after}")).err();
        if !optional {
            self.look_again();
        }
        refusal.filter(|_| !optional).map(|error| error.to_string())
    }

    /// Deletes what still refers to nothing, where constraints were not looked at.
    fn delete_orphans(&mut self, turns: &[Turn<'_>]) -> Result<(), DatabaseError> {
        let circular = |turn: &&Turn<'_>| turn.references.contains(&Reference::Circular);
        let Some(first) = turns.iter().find(circular) else { return Ok(()) };
        let tables: Vec<_> = turns.iter().map(|turn| &turn.table.name).collect();
        if self.look_away(first).is_err() {
            return Ok(());
        }
        // A row that goes makes orphans of those that refer to it.
        let mut before = None;
        loop {
            let counts = self.counts(&tables)?;
            if before.as_ref() == Some(&counts) {
                break;
            }
            before = Some(counts);
            for table in turns.iter().map(|turn| turn.table) {
                for key in &table.foreign_keys {
                    let name = table_name(&table.name);
                    self.guarded(&format!("DELETE FROM {name} WHERE {}", is_orphan(table, key)))?;
                }
            }
        }
        self.look_again();
        Ok(())
    }
}

/// Deletes rows that an exclusion constraint does not let stand beside earlier ones (PostgreSQL).
fn excluded(table: &Table, exclusion: &Exclusion) -> String {
    let elements = exclusion.elements.iter().enumerate();
    let values = elements.clone().map(|(n, element)| {
        let value = match &element.key.target {
            KeyTarget::Column(name) => quoted(name),
            KeyTarget::Expr(expr) => format!("({expr})"),
        };
        format!(", {value} AS e{n}")
    });
    let predicate = exclusion.predicate.as_ref().map(|predicate| format!(" WHERE {predicate}"));
    let of = format!(
        "(SELECT ctid AS id{} FROM {}{})",
        values.collect::<String>(),
        table_name(&table.name),
        predicate.unwrap_or_default()
    );
    let meets = elements.map(|(n, element)| format!(" AND a.e{n} {} b.e{n}", element.operator));
    format!(
        "DELETE FROM {} WHERE ctid IN (SELECT a.id FROM {of} AS a, {of} AS b WHERE a.id > b.id{})",
        table_name(&table.name),
        meets.collect::<String>()
    )
}

/// `strict`: a row that repeats a key is an error.
fn insert(recipe: &Recipe<'_>, extent: Extent, strict: bool) -> String {
    let columns = recipe.columns();
    let list = if columns.is_empty() {
        String::new()
    } else {
        format!(" ({})", listed("", columns.iter().copied()))
    };
    let conflict = if strict || recipe.defers_keys { "" } else { " ON CONFLICT DO NOTHING" };
    format!("INSERT INTO {}{list}\n{}{conflict}", table_name(&recipe.table.name), recipe.select(extent))
}

/// The checks that read this column and no other, as one condition.
fn own_checks(table: &Table, column: &Column) -> Option<String> {
    let own = table.checks.iter().filter(|check| {
        if check.columns.is_empty() {
            let words = crate::sql::words(&check.expr.sql);
            let mut read = table
                .columns
                .iter()
                .filter(|column| words.contains(&column.name) || words.contains(&column.name.to_lowercase()));
            read.next().is_some_and(|first| first.name == column.name) && read.next().is_none()
        } else {
            check.columns == [column.name.as_str()]
        }
    });
    let conditions: Vec<_> = own.map(|check| format!("({}) IS NOT FALSE", check.expr.sql)).collect();
    (!conditions.is_empty()).then(|| conditions.join(" AND "))
}
