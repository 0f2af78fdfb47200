//! The commands that run migrations, on PostgreSQL. Without MODEL_TEST_POSTGRES_URL these tests fail.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

mod support;

use model_cli::connect::{Connection, connect};
use support::{Project, database, migrations};

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

const MODEL: &str = "use model_core::Model;

#[derive(Model)]
#[diesel(table_name = users)]
pub struct User {
    pub id: i64,
    FIELDS
}
";

/// A project with one model, and a private place for scratch databases on the same server.
fn modelled(url: &str, fields: &str) -> Project {
    let project = Project::with_url(url);
    project.write("Cargo.toml", "[package]\nname = \"app\"\nedition = \"2024\"\n");
    project.write("model.toml", &format!("[scratch]\nurl = \"{}\"\n", support::test_server()));
    model(&project, fields);
    project
}

fn model(project: &Project, fields: &str) {
    project.write("src/lib.rs", &MODEL.replace("FIELDS", fields));
}

#[test]
fn a_change_online_is_several_migrations() {
    let url = database("model_cli_online");
    let project = modelled(&url, "pub name: String, pub old: Option<i32>,");
    let text = project.run(&["generate", "users", "--online", "--apply"]);
    assert!(text.ends_with("exit: 0\n") && migrations(&project).len() == 1, "{text}");
    project.migration(
        "9000-01-01-000000_rows",
        "INSERT INTO users (name) SELECT 'n' || n FROM generate_series(1, 25) n;",
        "DELETE FROM users;",
    );
    project.run(&["up"]);

    model(&project, "#[model(unique)] pub name: String, pub mail: String,");
    let flags =
        ["--backfill", "users.mail=name || '@x'", "--allow-drop", "users.old", "--assume", "users_name_key"];
    let diff = project.run(&[&["diff", "--sql", "--online"], &flags[..]].concat());
    for part in ["out: -- Migration: expand\n", "out: -- Migration: index, outside of a transaction\n"] {
        assert!(diff.contains(part), "{diff}");
    }
    let text = project.run(&[&["generate", "mail", "--online"], &flags[..]].concat());
    let names = migrations(&project);
    let suffixes: Vec<&str> = names.iter().filter_map(|name| Some(name.split_once("_mail_")?.1)).collect();
    assert_eq!(
        suffixes,
        ["expand", "backfill", "index", "constrain", "validate", "tighten", "contract"],
        "{text}"
    );
    let said = [
        "err: before the next: deploy code that writes users.mail",
        "err: before the next: deploy code that does not use users.old any more",
    ];
    assert!(said.iter().all(|line| text.contains(line)), "{text}");
    for args in [&["up"][..], &["down", "7"], &["up"], &["redo"], &["check"]] {
        let text = project.run(args);
        assert!(text.ends_with("exit: 0\n"), "{args:?} {text}");
    }
    let filled = "CREATE TABLE seen AS SELECT 1 / count(*) FROM users WHERE mail = name || '@x'";
    connect(&url).unwrap().database().batch(filled).unwrap();
}

#[test]
fn each_migration_online_can_be_redone() {
    let url = database("model_cli_redo");
    let project = modelled(&url, "pub name: String, pub age: i32, #[model(unique)] pub code: Option<i32>,");
    project.run(&["generate", "users", "--apply"]);
    project.migration(
        "9000-01-01-000000_rows",
        "INSERT INTO users (name, age, code) SELECT 'n' || n, n, n FROM generate_series(1, 25) n;",
        "DELETE FROM users;",
    );
    project.run(&["up"]);
    let fields =
        "pub full_name: String, #[model(check = \"age > 0\")] pub age: i64, #[model(unique)] pub code: i64,";
    model(&project, fields);
    project.write(
        "model.toml",
        &format!("[online]\nalways = true\nbatch = 10\n[scratch]\nurl = \"{}\"\n", support::test_server()),
    );
    let text = project.run(&[
        "generate",
        "wider",
        "--rename",
        "users.name=full_name",
        "--backfill",
        "users.code=-id",
        "--assume",
        "users_age_check",
    ]);
    assert!(text.ends_with("exit: 0\n"), "{text}");
    let added = migrations(&project).len() - 2;
    assert!(added > 8, "{text}");
    for _ in 0..added {
        for args in [["up", "1"].as_slice(), &["redo"]] {
            let text = project.run(args);
            assert!(text.ends_with("exit: 0\n"), "{args:?} {text}");
        }
    }
    assert!(project.run(&["check"]).ends_with("exit: 0\n"));
}

#[test]
fn a_failed_index_is_dropped_before_it_is_built_again() {
    let url = database("model_cli_invalid");
    let project = Project::with_url(&url);
    project
        .migration("1_t", "CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1);", "DROP TABLE t;")
        .migration(
            "2_index",
            "-- Why\nCREATE UNIQUE INDEX CONCURRENTLY \"T a\" ON public.t (a);",
            "DROP INDEX CONCURRENTLY \"T a\";",
        )
        .write("migrations/2_index/metadata.toml", "run_in_transaction = false\n");
    let text = project.run(&["up"]);
    assert!(text.contains("could not create unique index") && text.ends_with("exit: 4\n"), "{text}");
    let again = project.run(&["up"]);
    let dropped = "err: dropped the INVALID index public.\"T a\", which a failed run of 2_index had left\n";
    assert!(again.starts_with(dropped) && again.contains("could not create unique index"), "{again}");
    connect(&url).unwrap().database().batch("DELETE FROM t WHERE ctid = '(0,1)'").unwrap();
    project.expect(&["up"], &format!("{dropped}err: applied 2_index (<n> ms)\nexit: 0"));
    // One that is valid is not touched: it is there already, and that is said.
    connect(&url)
        .unwrap()
        .database()
        .batch("DELETE FROM __diesel_schema_migrations WHERE version = '2'")
        .unwrap();
    let text = project.run(&["up"]);
    assert!(text.contains("already exists") && !text.contains("dropped"), "{text}");
}

#[test]
fn old_and_new_code_work_until_the_contract() {
    let url = database("model_cli_plateau");
    let project =
        modelled(&url, "pub name: String, pub age: i32, pub gone: i32, #[model(unique)] pub code: i16,");
    project.run(&["generate", "users", "--apply"]);
    model(
        &project,
        "pub full_name: String, pub age: i64, #[model(unique)] pub code: i32, pub mail: Option<String>,",
    );
    project.write(
        "src/lib.rs",
        &std::fs::read_to_string(project.path("src/lib.rs")).unwrap().replace("= users", "= people"),
    );
    let flags = [
        "--rename",
        "users=people",
        "--allow-drop",
        "people.name",
        "--allow-drop",
        "people.gone",
        "--backfill",
    ];
    let text =
        project.run(&[&["generate", "people", "--online"], &flags[..], &["people.full_name='?'"]].concat());
    assert!(text.ends_with("exit: 0\n"), "{text}");
    let names = migrations(&project);
    let contract = names.iter().position(|name| name.contains("contract"));
    let contract = contract.unwrap_or_else(|| {
        panic!(
            "{text}{:?}",
            std::fs::read_to_string(project.path("migrations").join(&names[1]).join("up.sql"))
        )
    });
    project.run(&["up", &names[contract - 1]]);
    let run = |sql: &str| connect(&url).unwrap().database().batch(sql);
    // Old code cannot make rows any more that the new constraints refuse, but all else goes on under the old name.
    run("INSERT INTO users (name, age, gone, code) VALUES ('Ann', 1, 1, 1)").unwrap_err();
    run("INSERT INTO people (full_name, age, code) VALUES ('Bob', 2, 2)").unwrap();
    run("UPDATE users SET age = 7, gone = 3 WHERE code = 2").unwrap();
    let seen = "SELECT 1 / (age = 7 AND age_new = 7 AND code_new = 2 AND full_name = 'Bob')::int FROM people";
    run(seen).unwrap();
    assert!(project.run(&["up"]).ends_with("exit: 0\n"));
    run("SELECT 1 / (count(*) FILTER (WHERE age = 7 AND code = 2 AND full_name = 'Bob'))::int FROM people")
        .unwrap();
    run("SELECT FROM users").unwrap_err();
}

#[test]
fn two_names_of_a_column_follow_each_other() {
    let url = database("model_cli_sync");
    let project = modelled(&url, "pub name: String, pub note: Option<String>,");
    project.run(&["generate", "users", "--apply"]);
    let run = |sql: &str| connect(&url).unwrap().database().batch(sql);
    run("INSERT INTO users (name) SELECT 'n' || n FROM generate_series(1, 3) n").unwrap();
    model(&project, "pub full_name: String, pub note: Option<String>,");
    let text = project.run(&["generate", "rename", "--online", "--rename", "users.name=full_name"]);
    assert!(text.ends_with("exit: 0\n"), "{text}");
    let names = migrations(&project);
    project.run(&["up", &names[names.len() - 2]]);
    run("INSERT INTO users (name) VALUES ('old')").unwrap();
    run("INSERT INTO users (full_name) VALUES ('new')").unwrap();
    run("UPDATE users SET name = 'changed' WHERE full_name = 'old'").unwrap();
    run("UPDATE users SET full_name = 'renewed' WHERE name = 'new'").unwrap();
    run("UPDATE users SET note = 'x'").unwrap();
    run("SELECT 1 / (count(*) FILTER (WHERE name = full_name) / 5)::int FROM users").unwrap();
    assert!(project.run(&["up"]).ends_with("exit: 0\n"));
    run("SELECT 1 / (string_agg(full_name, ',' ORDER BY id) = 'n1,n2,n3,changed,renewed')::int FROM users")
        .unwrap();
    // And back, one by one.
    assert!(project.run(&["down", &(names.len() - 1).to_string()]).ends_with("exit: 0\n"));
    run("SELECT 1 / (string_agg(name, ',' ORDER BY id) = 'n1,n2,n3,changed,renewed')::int FROM users")
        .unwrap();
}
