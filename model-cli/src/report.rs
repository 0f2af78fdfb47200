//! What a proof has shown, for people.

use model_core::generate::Evidence;
use model_core::hazard::{Hazard, Severity};
use model_core::observe::{Observation, RelationKind};
use model_core::rows::Populated;

use crate::printer::{Printer, Style};

/// What generated migrations would do to a database in use.
pub fn evidence(printer: Printer, shown: &Evidence) {
    not_populated(printer, &shown.not_populated);
    if let Some(message) = &shown.no_way_back {
        printer.warn(format!(
            "down.sql fails on made-up rows, and was proven on empty tables: {message}. The file says so."
        ));
    }
    for stage in &shown.stages {
        for observation in &stage.statements {
            statement(observation, |line| printer.detail(line));
        }
        for change in &stage.rows {
            printer.say(format!("  {change}"));
        }
        hazards(printer, &firsts(&stage.hazards), "up.sql");
    }
}

/// The first of each kind, with the number of those that are alike.
pub fn firsts(hazards: &[Hazard]) -> Vec<Hazard> {
    let mut firsts: Vec<(Hazard, usize)> = Vec::new();
    for hazard in hazards {
        match firsts.iter_mut().find(|(first, _)| first.code == hazard.code) {
            Some((_, more)) => *more += 1,
            None => firsts.push((hazard.clone(), 0)),
        }
    }
    let said = firsts.into_iter().map(|(mut hazard, more)| {
        if more > 0 {
            hazard.message.push_str(&format!(" (and {more} more like it)"));
        }
        hazard
    });
    said.collect()
}

/// Tables about whose rows nothing was shown.
pub fn not_populated(printer: Printer, tables: &[Populated]) {
    for table in tables {
        let reason = table.shortfall.as_deref().unwrap_or("no row was taken");
        printer.warn(format!("not populated: {}: {reason}", table.table));
    }
}

/// Hazards of a file, each on a line.
pub fn hazards(printer: Printer, hazards: &[Hazard], file: &str) {
    for hazard in hazards {
        let label = match hazard.severity {
            Severity::Warn => printer.paint(Style::Warn, "hazard"),
            Severity::Block => printer.paint(Style::Bad, "hazard"),
        };
        let place = hazard.line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"));
        let code = printer.paint(Style::Dim, &format!("[{}]", hazard.code));
        printer.say(format!("{label}: {place}: {} {code}", hazard.message));
    }
    if !hazards.is_empty() {
        printer.detail("`cargo model explain CODE` says why, and what to write instead");
    }
}

/// What a statement did: a line of SQL, and below it a line for each table that noticed.
pub fn statement(observation: &Observation, mut line: impl FnMut(String)) {
    let mut lines = observation.sql.lines();
    let first = lines.next().unwrap_or_default();
    let more = if lines.next().is_some() { " .." } else { "" };
    line(format!("  {first}{more}"));
    for effect in effects(observation) {
        line(format!("      {effect}"));
    }
}

/// What a statement did to each relation that was there before.
pub fn effects(observation: &Observation) -> Vec<String> {
    let mut out = Vec::new();
    let tables = observation
        .locks
        .iter()
        .filter(|lock| lock.existed && !matches!(lock.kind, RelationKind::Index | RelationKind::Sequence));
    for lock in tables {
        let waits = match (lock.mode.blocks_readers(), lock.mode.blocks_writers()) {
            (true, _) => ": readers and writers wait",
            (false, true) => ": writers wait",
            (false, false) => "",
        };
        let seen = if observation.measured { "" } else { " (by the manual)" };
        out.push(format!("{} {}{seen}{waits}", lock.relation, lock.mode));
    }
    out.extend(observation.rewritten.iter().map(|relation| format!("{relation} is written anew")));
    out.extend(
        observation.scanned.iter().map(|scan| format!("{} is scanned, {} rows", scan.table, scan.rows)),
    );
    out
}
