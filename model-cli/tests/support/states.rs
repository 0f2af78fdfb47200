//! States of databases, and the scripts that lead from one to another.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use model_cli::connect::connect;

use super::{Project, database, exit, test_server};

pub const ENGINES: [&str; 2] = ["sqlite", "postgres"];

/// A project of an engine, with scratch databases on the server of the tests.
pub fn project(engine: &str) -> Project {
    let project = Project::new();
    project.write("Cargo.toml", "[package]\nname = \"app\"\nedition = \"2024\"\n");
    let settings = format!("engine = \"{engine}\"\n[scratch]\nurl = \"{}\"\n", test_server());
    project.write("model.toml", &settings);
    project
}

/// An empty database of that name.
pub fn empty(project: &Project, engine: &str, name: &str) -> String {
    if engine == "postgres" {
        return database(&format!("model_sources_{name}"));
    }
    let path = project.path(&format!("{name}.db"));
    std::fs::write(&path, "").unwrap();
    path.display().to_string()
}

pub fn execute(url: &str, sql: &str) {
    connect(url).unwrap().database().batch(sql).unwrap();
}

/// The bare output of a run that went well.
#[track_caller]
pub fn script(project: &Project, args: &[&str]) -> String {
    let output = project.command(args).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

pub fn psql() -> Option<PathBuf> {
    let mut directories: Vec<PathBuf> =
        std::env::var_os("MODEL_PG_BIN").map(PathBuf::from).into_iter().collect();
    directories.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    directories.extend(installed.map(|entry| entry.path().join("bin")));
    directories.into_iter().map(|directory| directory.join("psql")).find(|path| path.is_file())
}

/// Runs a script as a person would: `psql -1 -f`, where there is one, or as one string.
#[track_caller]
pub fn apply(project: &Project, url: &str, sql: &str) {
    let psql = psql().filter(|_| url.starts_with("postgres"));
    let Some(psql) = psql else { return execute(url, sql) };
    project.write("script.sql", sql);
    let mut command = Command::new(psql);
    command
        .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-1", "-d", url, "-f"])
        .arg(project.path("script.sql"));
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}\n{sql}", String::from_utf8_lossy(&output.stderr));
}

/// Prints the SQL that leads from one to the other, runs it there, and finds no difference any more.
#[track_caller]
pub fn leads_to(project: &Project, from: &str, to: &str, more: &[&str]) {
    let mut args = vec!["diff", "--from", from, "--to", to, "--sql"];
    args.extend(more);
    let sql = script(project, &args);
    assert!(!sql.trim().is_empty(), "{args:?}");
    apply(project, from, &sql);
    let text = project.run(&["diff", "--from", from, "--to", to, "--exit-code"]);
    assert_eq!(exit(&text), "0", "{text}\n{sql}");
}
