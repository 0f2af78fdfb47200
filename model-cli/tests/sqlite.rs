//! The commands that run migrations, on SQLite files.

mod support;

use support::Project;

const A: &str = "2024-01-01-000000_users";
const B: &str = "2024-02-01-000000_posts";

fn two() -> Project {
    let project = Project::with_url("app.db");
    project
        .migration(A, "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY);", "DROP TABLE users;")
        .migration(B, "CREATE TABLE posts (id INTEGER NOT NULL PRIMARY KEY);", "DROP TABLE posts;");
    project
}

#[test]
fn up_and_down_and_redo() {
    two()
        .expect(&["status"], "out: pending       2024-01-01-000000_users\nout: pending       2024-02-01-000000_posts\nexit: 0")
        .expect(&["up", "1"], "err: applied 2024-01-01-000000_users (<n> ms)\nexit: 0")
        .expect(&["model", "up"], "err: applied 2024-02-01-000000_posts (<n> ms)\nexit: 0")
        .expect(&["up"], "err: nothing is pending\nexit: 0")
        .expect(
            &["redo"],
            "err: reverted 2024-02-01-000000_posts (<n> ms)\nerr: applied 2024-02-01-000000_posts (<n> ms)\nexit: 0",
        )
        .expect(&["down", A], "err: reverted 2024-02-01-000000_posts (<n> ms)\nexit: 0")
        .expect(&["status", "--exit-code"], "out: applied       2024-01-01-000000_users  <day> <time>\nout: pending       2024-02-01-000000_posts\nexit: 1")
        .expect(&["up", "20240201000000", "-q"], "exit: 0")
        .expect(
            &["down", "all"],
            "err: reverted 2024-02-01-000000_posts (<n> ms)\nerr: reverted 2024-01-01-000000_users (<n> ms)\nexit: 0",
        )
        .expect(&["down"], "err: nothing is to be reverted\nexit: 0")
        .expect(&["redo"], "err: error: no migration is applied\nerr: help: `cargo model up` runs what is pending\nexit: 2");
}

#[test]
fn status_does_not_touch_the_database() {
    let project = two();
    project.run(&["status"]);
    let size = std::fs::metadata(project.path("app.db")).map_or(0, |file| file.len());
    assert_eq!(size, 0);
}

#[test]
fn a_migration_that_arrives_by_merge() {
    let project = two();
    project.run(&["up"]);
    project
        .migration("2024-01-15-000000_late", "CREATE TABLE late (id INTEGER);", "DROP TABLE late;")
        .expect(
            &["status", "--format", "json"],
            r#"
            out: [
            out:   {
            out:     "version": "20240101000000",
            out:     "name": "2024-01-01-000000_users",
            out:     "state": "applied",
            out:     "run_on": "<day> <time>",
            out:     "run_in_transaction": true
            out:   },
            out:   {
            out:     "version": "20240115000000",
            out:     "name": "2024-01-15-000000_late",
            out:     "state": "out_of_order",
            out:     "run_on": null,
            out:     "run_in_transaction": true
            out:   },
            out:   {
            out:     "version": "20240201000000",
            out:     "name": "2024-02-01-000000_posts",
            out:     "state": "applied",
            out:     "run_on": "<day> <time>",
            out:     "run_in_transaction": true
            out:   }
            out: ]
            exit: 0"#,
        )
        .expect(
            &["up"],
            "err: warning: 2024-01-15-000000_late is older than 20240201000000, which is already applied\n\
             err: applied 2024-01-15-000000_late (<n> ms)\nexit: 0",
        );
    project.remove(&format!("migrations/{A}")).expect(
        &["status"],
        "out: missing       20240101000000           <day> <time>  applied, but not in the directory\n\
         out: applied       2024-01-15-000000_late   <day> <time>\n\
         out: applied       2024-02-01-000000_posts  <day> <time>\nexit: 0",
    );
    // Nothing is reverted before it is known that everything can be.
    project.expect(
        &["down", "all"],
        "err: error: the migration 20240101000000 is applied, but not in the directory\n\
         err: help: check out the branch that has it, and revert it from there\nexit: 2",
    );
}

#[test]
fn a_migration_that_fails() {
    let project = two();
    project.migration(
        "2024-03-01-000000_bad",
        "CREATE TABLE c (id INTEGER);\nCREATE TABLE users (id INTEGER);",
        "",
    );
    project.expect(
        &["up"],
        "err: applied 2024-01-01-000000_users (<n> ms)\n\
         err: applied 2024-02-01-000000_posts (<n> ms)\n\
         err: error: 2024-03-01-000000_bad/up.sql: table users already exists\n\
         err: help: nothing of it was kept: its transaction was rolled back; the 2 migrations before it were applied\nexit: 4",
    );
    project.write("migrations/2024-03-01-000000_bad/up.sql", "CREATE TABLE c (id INTEGER);");
    project.expect(&["up"], "err: applied 2024-03-01-000000_bad (<n> ms)\nexit: 0");
    project.expect(
        &["down"],
        "err: error: 2024-03-01-000000_bad/down.sql: down.sql is empty: Diesel refuses such a file; `SELECT 1;` will do\n\
         err: help: nothing of it was kept: its transaction was rolled back; no migration was reverted\nexit: 2",
    );
}

#[test]
fn a_migration_without_a_transaction() {
    let project = two();
    project
        .migration(
            "2024-03-01-000000_pragma",
            "PRAGMA foreign_keys = OFF;\nBEGIN;\nCREATE TABLE c (id INTEGER);\nCOMMIT;",
            "DROP TABLE c;",
        )
        .write("migrations/2024-03-01-000000_pragma/metadata.toml", "run_in_transaction = false\n");
    project.run(&["up", "2"]);
    project.expect(&["up"], "err: applied 2024-03-01-000000_pragma (<n> ms)\nexit: 0");
    project.write("migrations/2024-03-01-000000_pragma/down.sql", "DROP TABLE c;\nDROP TABLE no_such;").expect(
        &["down"],
        "err: error: 2024-03-01-000000_pragma/down.sql: no such table: no_such\n\
         err: help: it does not run in a transaction: what came before the failure may have stayed, so look before you run it \
         again (PostgreSQL leaves an INVALID index behind); it is not recorded as reverted; no migration was reverted\nexit: 4",
    );
}

#[test]
fn stamp_records_without_running() {
    two()
        .expect(&["stamp", "20240101000000"], "err: recorded 2024-01-01-000000_users as applied\nexit: 0")
        .expect(&["stamp"], "err: recorded 2024-02-01-000000_posts as applied\nexit: 0")
        .expect(&["stamp"], "err: everything was recorded already\nexit: 0")
        .expect(
            &["down"],
            "err: error: 2024-02-01-000000_posts/down.sql: no such table: posts\n\
             err: help: nothing of it was kept: its transaction was rolled back; no migration was reverted\nexit: 4",
        );
}

#[test]
fn directories_that_are_wrong() {
    let project = two();
    project.expect(
        &["up", "20249999000000"],
        "err: error: there is no migration `20249999000000`\n\
         err: help: give a number, a version or a directory's name, or `all`; `cargo model status` lists them\nexit: 2",
    );
    project.migration("20240101000000_again", "SELECT 1;", "SELECT 1;").expect(
        &["up"],
        "err: error: `2024-01-01-000000_users` and `20240101000000_again` have the same version 20240101000000: rename the newer one\nexit: 2",
    );
    project.remove("migrations/20240101000000_again").write("migrations/2025_empty/notes.txt", "").expect(
        &["status"],
        "err: error: <dir>/migrations/2025_empty has no up.sql: add one, or move the directory out of the migrations\nexit: 2",
    );
    project.remove("migrations/2025_empty").write(&format!("migrations/{A}/metadata.toml"), "run_in = [").expect(
        &["status"],
        "err: error: <dir>/migrations/2024-01-01-000000_users/metadata.toml: unclosed array, expected `]`\nexit: 2",
    );
}

#[test]
fn an_old_history_does_not_drown_what_matters() {
    let project = two();
    for n in 1..=6 {
        project.migration(&format!("2024-06-0{n}_m"), "SELECT 1;", "-- nothing");
    }
    let said = project.run(&["lint"]);
    let warnings: Vec<&str> = said.lines().filter(|line| line.starts_with("err: warning")).collect();
    assert_eq!(warnings.len(), 4, "{said}");
    assert_eq!(warnings[3], "err: warning: 3 more like these about the migrations: `--verbose` lists them");
    let all = project.run(&["--verbose", "lint"]);
    assert_eq!(all.lines().filter(|line| line.starts_with("err: warning")).count(), 6, "{all}");
}
