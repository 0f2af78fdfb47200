//! The commands that run migrations, on PostgreSQL. Without MODEL_TEST_POSTGRES_URL these tests fail.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

mod support;

use model_cli::connect::{Connection, connect};
use support::{Project, database};

#[test]
fn up_down_and_what_the_server_says() {
    let project = Project::with_url(&database("model_cli_up"));
    project
        .migration("1_users", "CREATE TABLE users (id bigint PRIMARY KEY, name text);", "DROP TABLE users;")
        .migration("2_index", "CREATE INDEX CONCURRENTLY users_name_idx ON users (name);", "DROP INDEX CONCURRENTLY users_name_idx;")
        .write("migrations/2_index/metadata.toml", "run_in_transaction = false\n")
        .migration("3_bad", "SELECT 1;\nSELECT\n  naem FROM users;", "SELECT 1;")
        .expect(
            &["up"],
            "err: applied 1_users (<n> ms)\n\
             err: applied 2_index (<n> ms)\n\
             err: error: 3_bad/up.sql:3: column \"naem\" does not exist\n\
             err: help: Perhaps you meant to reference the column \"users.name\".\n\
             err: help: nothing of it was kept: its transaction was rolled back; the 2 migrations before it were applied\nexit: 4",
        )
        .expect(
            &["status"],
            "out: applied       1_users  <day> <time>\n\
             out: applied       2_index  <day> <time>\n\
             out: pending       3_bad\nexit: 0",
        )
        .expect(&["down", "all"], "err: reverted 2_index (<n> ms)\nerr: reverted 1_users (<n> ms)\nexit: 0");
}

#[test]
fn a_second_runner_waits() {
    let url = database("model_cli_lock");
    let project = Project::with_url(&url);
    project.migration("1_slow", "SELECT pg_sleep(1); CREATE TABLE slow (id int);", "DROP TABLE slow;");
    let (first, second) = std::thread::scope(|scope| {
        let first = scope.spawn(|| project.run(&["up"]));
        let second = scope.spawn(|| project.run(&["up"]));
        (first.join().unwrap(), second.join().unwrap())
    });
    let (winner, waiter) = if first.contains("applied 1_slow") { (first, second) } else { (second, first) };
    assert!(winner.contains("applied 1_slow") && winner.ends_with("exit: 0\n"), "{winner}");
    assert_eq!(
        waiter,
        "err: waiting for another `cargo model` to finish\nerr: nothing is pending\nexit: 0\n"
    );
    let Connection::Postgres(_) = connect(&url).unwrap() else { panic!("not PostgreSQL") };
}
