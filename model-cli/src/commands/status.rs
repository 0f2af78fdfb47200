//! `cargo model status`: list migrations.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::args::{self, Format};
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::migrate::{Applied, Entry};
use crate::printer::{Printer, Style};

/// What a migration is to the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    /// Recorded as run.
    Applied,
    /// Not run yet.
    Pending,
    /// Not run yet, but a later one was.
    OutOfOrder,
    /// Recorded as run, but not in the directory.
    Missing,
}

/// One migration.
#[derive(Debug, Serialize)]
struct Row {
    version: String,
    name: Option<String>,
    state: State,
    run_on: Option<String>,
    run_in_transaction: Option<bool>,
}

/// Lists migrations by version.
pub fn run(context: &Context, args: &args::Status) -> Result<Exit, Failure> {
    let history = context.history()?;
    let applied = context.runner()?.applied()?;
    for warning in &history.warnings {
        context.printer.warn(warning);
    }
    let rows = rows(&history.migrations, applied);
    match args.format {
        Format::Json => {
            let json = serde_json::to_string_pretty(&rows)
                .map_err(|error| Failure::usage(format!("the list cannot be written: {error}")))?;
            context.printer.data(json);
        }
        Format::Pretty => table(context.printer, &rows),
    }
    let settled = rows.iter().all(|row| row.state == State::Applied);
    Ok(if args.exit_code && !settled { Exit::Found } else { Exit::Success })
}

fn rows(entries: &[Entry], applied: Vec<Applied>) -> Vec<Row> {
    let newest = applied.last().map(|applied| applied.version.clone()).unwrap_or_default();
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for entry in entries {
        let state = if entry.version < newest { State::OutOfOrder } else { State::Pending };
        let row = Row {
            version: entry.version.clone(),
            name: Some(entry.name.clone()),
            state,
            run_on: None,
            run_in_transaction: Some(entry.in_transaction),
        };
        rows.insert(entry.version.clone(), row);
    }
    for applied in applied {
        let row = rows.entry(applied.version.clone()).or_insert_with(|| Row {
            version: applied.version,
            name: None,
            state: State::Missing,
            run_on: None,
            run_in_transaction: None,
        });
        row.run_on = Some(applied.run_on);
        if row.name.is_some() {
            row.state = State::Applied;
        }
    }
    rows.into_values().collect()
}

fn table(printer: Printer, rows: &[Row]) {
    if rows.is_empty() {
        printer.say("there are no migrations");
    }
    let name = |row: &Row| row.name.clone().unwrap_or_else(|| row.version.clone());
    let width = rows.iter().map(|row| name(row).chars().count()).max().unwrap_or_default();
    for row in rows {
        let (word, style) = match row.state {
            State::Applied => ("applied", Style::Good),
            State::Pending => ("pending", Style::Warn),
            State::OutOfOrder => ("out of order", Style::Bad),
            State::Missing => ("missing", Style::Bad),
        };
        let note = match (row.state, &row.run_on) {
            (State::Missing, Some(run_on)) => format!("{run_on}  applied, but not in the directory"),
            (State::OutOfOrder, _) => "pending, older than one that is applied".to_owned(),
            (_, Some(run_on)) => run_on.clone(),
            (_, None) => String::new(),
        };
        let state = printer.paint_data(style, &format!("{word:<12}"));
        let line = format!("{state}  {:<width$}  {note}", name(row));
        printer.data(line.trim_end());
    }
}
