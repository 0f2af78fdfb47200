//! What is held of every case.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use model_core::database::DatabaseError;
use model_core::desired::Desired;
use model_core::diff::{Question, describe};
use model_core::generate::compare_settled;
use model_core::generate::{GenerateError, Online, Stage, generate};
use model_core::introspect;
use model_core::ir::{Engine, Schema};
use model_core::migration;
use model_core::sql::{literal, qualified};

use super::case::{Case, of_engine};
use super::databases::{CaseRooms, Room, Server};

/// One case on one engine.
pub fn run(case: &Case, server: &Server) -> Result<(), String> {
    let engine = server.engine();
    let input = |file| case.input(file, engine).unwrap_or("");
    let (before, rows) = (input("before.sql"), input("rows.sql"));
    let at = |what: &'static str| move |error: DatabaseError| format!("{what}: {}", shown(&error));
    let target = read(&mut server.with(&[input("after.sql")]).map_err(at("after.sql"))?)?;
    let mut start = read(&mut server.with(&[before]).map_err(at("before.sql"))?)?;
    if case.topic() != "objects" && target.tables.is_empty() && start.tables.is_empty() {
        return Err("neither side has a table that can be read".to_owned());
    }

    // Rows that make up fail are no part of a history: it is planned without them.
    let history = if case.hints.fails.is_some() { vec![before] } else { vec![before, rows] };
    let intent = case.hints.intent().resolve(&target).map_err(|failure| failure.message)?;
    let desired = Desired::of(target.clone());
    let mut rooms =
        CaseRooms { server, history, target: target.clone(), is_whole: case.topic() == "objects" };
    let online = case.hints.online.then(|| Online { batch: 10, ..Online::default() });
    let generated = generate(&desired, &intent, &mut rooms, &case.hints.trial(), online.as_ref());

    if let Some(file) = case.questions(engine) {
        return match generated {
            Err(GenerateError::Questions(questions)) => {
                case.golden(&file, &questions_text(&questions), server)
            }
            Err(other) => Err(format!("questions were expected, but: {}", explained(&other))),
            Ok(_) => Err("questions were expected, but none was asked".to_owned()),
        };
    }
    if let Some(message) = &case.hints.refused {
        return match generated.as_ref().map_err(explained) {
            Err(text) if text.contains(message) => Ok(()),
            Err(text) => Err(format!("it should be refused with `{message}`, but: {text}")),
            Ok(_) => Err(format!("it should be refused with `{message}`, but was not")),
        };
    }
    let proposal = generated.map_err(|error| explained(&error))?;
    if case.topic() == "perpetual" {
        return match proposal.stages.is_empty() {
            true => Ok(()),
            false => Err(format!("there is a difference:\n{}", up_text(&proposal.stages))),
        };
    }
    if proposal.stages.is_empty() {
        return Err("there is no difference; such cases belong to the topic `perpetual`".to_owned());
    }
    let golden = case
        .golden(&of_engine("up.sql", engine), &up_text(&proposal.stages), server)
        .and_then(|()| case.golden(&of_engine("down.sql", engine), &down_text(&proposal.stages), server));

    let mut room = server.with(&[before, rows]).map_err(at("rows.sql"))?;
    // The way back makes an index anew, and that one is valid.
    start.tables.values_mut().flat_map(|table| &mut table.indexes).for_each(|index| index.invalid = false);
    let round = Round { case, start: &start, target: &target, stages: &proposal.stages };
    let proved = match &case.hints.fails {
        Some(message) => round.fails(&mut room, message),
        None => round.succeeds(&mut room),
    };
    proved.map_err(|failure| {
        let (up, down) = (up_text(&proposal.stages), down_text(&proposal.stages));
        format!("{failure}\n--- up\n{up}--- down\n{down}")
    })?;
    golden
}

struct Round<'a> {
    case: &'a Case,
    start: &'a Schema,
    target: &'a Schema,
    stages: &'a [Stage],
}

impl Round<'_> {
    /// The files as Diesel runs them, forth, back and forth, with rows.
    fn succeeds(&self, room: &mut Room) -> Result<(), String> {
        let counted = self.counts(room)?;
        self.up(room)?;
        reached(room, self.target, "up", self.case.topic() == "objects")?;
        self.same_counts(room, &counted, "up")?;
        self.check(room, "check_up.sql")?;
        let counted = self.counts(room)?;
        self.down(room)?;
        reached(room, self.start, "down", self.case.topic() == "objects")?;
        self.same_counts(room, &counted, "down")?;
        self.check(room, "check_down.sql")?;
        self.up(room)?;
        reached(room, self.target, "up again", self.case.topic() == "objects")
    }

    /// Rows in the way: up says so and changes nothing.
    fn fails(&self, room: &mut Room, message: &str) -> Result<(), String> {
        let counted = self.counts(room)?;
        let error = match self.up(room) {
            Ok(()) => return Err("up was expected to fail on the rows".to_owned()),
            Err(error) => error,
        };
        if !error.to_lowercase().contains(&message.to_lowercase()) {
            return Err(format!("up failed, but not with `{message}`: {error}"));
        }
        // What Diesel leaves open ends with the connection.
        let _ = room.batch("ROLLBACK");
        if room.engine() == Engine::Sqlite {
            // So does that they are off.
            let _ = room.batch("PRAGMA foreign_keys = ON");
        }
        reached(room, self.start, "the failed up", self.case.topic() == "objects")?;
        self.same_counts(room, &counted, "the failed up")
    }

    fn up(&self, room: &mut Room) -> Result<(), String> {
        self.stages.iter().try_for_each(|stage| as_diesel(room, &stage.up_sql(), stage, "up"))
    }

    fn down(&self, room: &mut Room) -> Result<(), String> {
        self.stages.iter().rev().try_for_each(|stage| as_diesel(room, &stage.down_sql(), stage, "down"))
    }

    /// How many rows there are in the tables that are on both sides and here.
    fn counts(&self, room: &mut Room) -> Result<BTreeMap<String, String>, String> {
        let engine = self.target.engine;
        let both = self.target.tables.keys().filter(|name| self.start.tables.contains_key(*name));
        both.map(|name| {
            let query = format!("SELECT CAST(count(*) AS text) AS row FROM {}", qualified(engine, name));
            let rows = room.json_rows(&query).map_err(|error| shown(&error))?;
            Ok((name.to_string(), rows.concat()))
        })
        .collect()
    }

    fn same_counts(
        &self,
        room: &mut Room,
        before: &BTreeMap<String, String>,
        after: &str,
    ) -> Result<(), String> {
        // Two tables that swap their names swap their rows.
        if self.stages.iter().any(|stage| stage.up_sql().contains(" RENAME TO "))
            && room.engine() == Engine::Postgres
        {
            return Ok(());
        }
        let now = self.counts(room)?;
        if now == *before {
            Ok(())
        } else {
            Err(format!("after {after} there are {now:?} rows, not {before:?}"))
        }
    }

    fn check(&self, room: &mut Room, file: &str) -> Result<(), String> {
        let Some(text) = self.case.input(file, room.engine()) else { return Ok(()) };
        for statement in statements(text) {
            let wrong = |what: String| format!("{file}: {what}\n{statement}");
            let first = statement.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
            if statement.starts_with("-- fails") {
                if room.batch(&statement).is_ok() {
                    return Err(wrong("should have failed".to_owned()));
                }
            } else if matches!(first.as_str(), "SELECT" | "WITH") {
                let query = format!("SELECT CAST(ok AS text) AS row FROM ({statement}) AS checked");
                let rows = room.json_rows(&query).map_err(|error| wrong(shown(&error)))?;
                if rows.is_empty() || rows.iter().any(|ok| ok != "true" && ok != "1") {
                    return Err(wrong(format!("is not true: {rows:?}")));
                }
            } else {
                room.batch(&statement).map_err(|error| wrong(shown(&error)))?;
            }
        }
        Ok(())
    }
}

/// Statements, each of which ends with a line's end.
fn statements(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let current = all.last_mut().unwrap();
        let (line, ends) = match line.trim_end().strip_suffix(';') {
            Some(line) => (line, true),
            None => (line, false),
        };
        current.push_str(line);
        current.push('\n');
        if ends {
            all.push(String::new());
        }
    }
    all.retain(|statement| !statement.is_empty());
    all
}

/// A file as one batch. One metadata.toml speaks for both directions.
fn as_diesel(room: &mut Room, sql: &str, stage: &Stage, what: &str) -> Result<(), String> {
    let in_transaction = stage.up.in_transaction && stage.down.in_transaction;
    migration::run(&mut **room, sql, in_transaction)
        .map_err(|error| format!("{what} failed: {}", shown(&error)))
}

/// The catalog says what it should, of what models describe and of what they do not.
fn reached(room: &mut Room, goal: &Schema, after: &str, is_whole: bool) -> Result<(), String> {
    let schema = read(room)?;
    let left = compare_settled(&mut **room, schema.clone(), goal, false).map_err(|error| shown(&error))?;
    if !left.is_empty() {
        let mut text = format!("after {after} there still differs:");
        for line in describe(&[], &left) {
            let _ = write!(text, "\n  {} {}", line.mark.sign(), line.text);
        }
        return Err(format!("{text}\n{left:#?}"));
    }
    if is_whole && schema.settings != goal.settings {
        return Err(format!(
            "after {after} the settings are {:#?}\nnot {:#?}",
            schema.settings, goal.settings
        ));
    }
    if schema.others != goal.others {
        return Err(format!(
            "after {after} there is beside the tables {:#?}\nnot {:#?}",
            schema.others, goal.others
        ));
    }
    if goal.engine == Engine::Sqlite {
        sound(room).map_err(|failure| format!("after {after}: {failure}"))?;
    }
    Ok(())
}

/// SQLite's own checks, and that foreign keys are enforced as before.
fn sound(room: &mut Room) -> Result<(), String> {
    for (query, expected) in [
        ("SELECT CAST(integrity_check AS TEXT) AS row FROM pragma_integrity_check", "ok"),
        ("SELECT CAST(foreign_keys AS TEXT) AS row FROM pragma_foreign_keys", "1"),
    ] {
        let rows = room.json_rows(query).map_err(|error| shown(&error))?;
        if rows != [expected] {
            return Err(format!("{query}: {rows:?}"));
        }
    }
    Ok(())
}

fn read(room: &mut Room) -> Result<Schema, String> {
    introspect::read(&mut **room).map_err(|error| shown(&error))
}

fn shown(error: &DatabaseError) -> String {
    match &error.detail {
        Some(detail) => format!("{error} ({detail})"),
        None => error.to_string(),
    }
}

fn explained(error: &GenerateError) -> String {
    match error {
        GenerateError::Statement { sql, error: cause, .. } => format!("{error}: {}\n{sql}", shown(cause)),
        GenerateError::Unequal(unequal) => format!("{error}: {:#?}", unequal.remaining),
        GenerateError::Questions(questions) => format!("unanswered:\n{}", questions_text(questions)),
        other => other.to_string(),
    }
}

fn questions_text(questions: &[Question]) -> String {
    let mut text = String::new();
    for question in questions {
        let _ = writeln!(text, "{question}");
        for flag in question.flags() {
            let _ = writeln!(text, "  {flag}");
        }
    }
    text
}

fn up_text(stages: &[Stage]) -> String {
    text(stages.iter().map(|stage| (stage, stage.up_sql())))
}

fn down_text(stages: &[Stage]) -> String {
    text(stages.iter().rev().map(|stage| (stage, stage.down_sql())))
}

/// Files one after the other, each under what tells it from a plain one.
fn text<'a>(files: impl Iterator<Item = (&'a Stage, String)>) -> String {
    let mut text = String::new();
    for (stage, sql) in files {
        if let Some(suffix) = &stage.suffix {
            let _ = writeln!(text, "-- migration: {}", literal(suffix));
        } else if !text.is_empty() {
            text.push_str("-- migration\n");
        }
        if !(stage.up.in_transaction && stage.down.in_transaction) {
            text.push_str("-- run_in_transaction = false\n");
        }
        text.push_str(&sql);
    }
    text
}
