//! Prints the table of docs/online.md: for each of many single changes on tables with 100,000 rows, how long readers and
//! writers wait while a statement scans or rewrites, with the plain plan and with the online one.
//!
//! `scripts/test --run` runs it with a server. An argument is another number of rows.
#![allow(clippy::print_stdout, reason = "it prints a table")]

use std::collections::BTreeMap;

use model_cli::intent::IntentArgs;
use model_core::database::{Database, DatabaseError};
use model_core::desired::Desired;
use model_core::generate::{GenerateError, Online, Stage, Trial, generate};
use model_core::introspect;
use model_core::ir::{QName, Schema};
use model_core::migration::split;
use model_core::observe::{self, LockMode, Observation};
use model_core::rows::{Populate, populate};
use model_tests::{Lab, PairRooms};
use serde::Deserialize;

/// A change, as tests/online-table.toml has it.
#[derive(Deserialize)]
struct Change {
    name: String,
    /// What is done to the base tables: SQL that leads to the wanted state on empty tables.
    to: String,
    /// What is there before it besides the base tables.
    #[serde(default)]
    before: String,
    #[serde(default)]
    flags: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Changes {
    base: String,
    change: Vec<Change>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows = std::env::args().nth(1).map_or(Ok(100_000), |rows| rows.parse())?;
    let changes: Changes = toml::from_str(include_str!("../../online-table.toml"))?;
    let server = std::env::var("MODEL_TEST_POSTGRES_URL")?;
    let mut admin = connect(&server)?;
    // Filled once, and copied for each plan.
    make(&mut admin, BASE, "template0")?;
    {
        let mut base = connect(&on(&server, BASE))?;
        base.batch(&changes.base)?;
        let schema = introspect::read(&mut *base)?;
        populate(&mut *base, &schema, &Populate { rows, ..Populate::default() })?;
        base.batch("VACUUM ANALYZE")?;
    }
    println!("| change | plain: waits | online: waits | online: migrations |");
    println!("|---|---:|---:|---:|");
    for change in &changes.change {
        let mut measure = |online: bool| -> Result<(String, usize), Box<dyn std::error::Error>> {
            let stages = plan(&changes.base, change, online)?;
            make(&mut admin, COPY, BASE)?;
            let mut database = connect(&on(&server, COPY))?;
            if !change.before.is_empty() {
                database.batch(&change.before)?;
            }
            Ok((waiting(&mut *database, &stages)?, stages.len()))
        };
        let (plain, online) = (measure(false)?, measure(true)?);
        println!("| {} | {} | {} | {} |", change.name, plain.0, online.0, online.1);
    }
    for name in [COPY, BASE] {
        admin.batch(&format!("DROP DATABASE {name} WITH (FORCE)"))?;
    }
    Ok(())
}

const BASE: &str = "model_online_base";
const COPY: &str = "model_online_copy";

type Connection = Box<dyn Database>;

fn connect(url: &str) -> Result<Connection, Box<dyn std::error::Error>> {
    match model_cli::connect::connect(url).map_err(|failure| failure.message)? {
        model_cli::connect::Connection::Postgres(connection) => Ok(Box::new(connection)),
        model_cli::connect::Connection::Sqlite(_) => {
            Err("MODEL_TEST_POSTGRES_URL names no PostgreSQL".into())
        }
    }
}

/// The URL of another database of the server.
fn on(server: &str, name: &str) -> String {
    let (base, _) = server.rsplit_once('/').unwrap_or((server, ""));
    format!("{base}/{name}")
}

fn make(admin: &mut Connection, name: &str, template: &str) -> Result<(), DatabaseError> {
    admin.batch(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
    admin.batch(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
}

/// The longest time for which a statement of the migrations keeps everybody waiting while it scans or rewrites.
fn waiting(database: &mut dyn Database, stages: &[Stage]) -> Result<String, Box<dyn std::error::Error>> {
    let mut longest = 0;
    for stage in stages {
        let sql = stage.up_sql();
        let pieces = split(database.engine(), &sql);
        let statements: Vec<&str> = pieces.iter().map(|piece| piece.sql.as_str()).collect();
        let seen = observe::run(database, &statements, stage.up.in_transaction)?;
        longest = seen
            .iter()
            .filter(|seen| waits(seen))
            .map(|seen| seen.duration_us)
            .max()
            .unwrap_or(0)
            .max(longest);
    }
    Ok(if longest == 0 { "0".to_owned() } else { format!("{}.{} ms", longest / 1000, longest % 1000 / 100) })
}

/// Whether a statement scans or rewrites a table while nobody else can read it.
fn waits(seen: &Observation) -> bool {
    let exclusive = |table: &QName| seen.lock_on(table) == Some(LockMode::AccessExclusive);
    seen.rewritten.iter().any(exclusive)
        || seen.scanned.iter().any(|scan| scan.rows > 0 && exclusive(&scan.table))
}

fn read(lab: &mut Lab, sql: &str) -> Result<Schema, DatabaseError> {
    let database = lab.empty()?;
    database.batch(sql)?;
    introspect::read(database)
}

fn plan(base: &str, change: &Change, online: bool) -> Result<Vec<Stage>, Box<dyn std::error::Error>> {
    let mut lab = Lab::postgres("online_table");
    let before = format!("{base}\n{}", change.before);
    let to = &read(&mut lab, &format!("{before}\n{}", change.to))?;
    let from = &read(&mut lab, &before)?;
    let flags = |name: &str| change.flags.get(name).cloned().unwrap_or_default();
    let args = IntentArgs {
        rename: flags("rename"),
        backfill: flags("backfill"),
        using: flags("using"),
        allow_drop: flags("allow_drop"),
        no_nulls: flags("no_nulls"),
        assume: flags("assume"),
    };
    let intent = args.resolve(to).map_err(|failure| failure.message)?;
    let desired = Desired::of(to.clone());
    let mut rooms = PairRooms { lab: &mut lab, before: from, state: from, models: to };
    let online = online.then(Online::default);
    Ok(generate(&desired, &intent, &mut rooms, &Trial::default(), online.as_ref())
        .map_err(|error: GenerateError| error.to_string())?
        .stages)
}
