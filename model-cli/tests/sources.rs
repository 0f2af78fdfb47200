//! `cargo model diff` between any two states, through the real binary: what is printed is run, and compared again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on shall fail"
)]

mod support;

use std::process::Command;

use support::states::{ENGINES, apply, empty, execute, leads_to, project, psql, script};
use support::{Project, database, exit};

fn model(project: &Project, fields: &str) {
    project.write(
        "src/lib.rs",
        &format!(
            "use model_core::Model;\n\n#[derive(Model)]\n#[diesel(table_name = users)]\npub struct User {{\n    pub id: i64,\n    {fields}\n}}\n"
        ),
    );
}

const OLD: [&str; 2] = [
    "CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
     CREATE TABLE users (id INTEGER PRIMARY KEY, team_id INTEGER NOT NULL REFERENCES teams (id) ON DELETE CASCADE, name TEXT);
     CREATE VIEW names AS SELECT name FROM users;",
    "CREATE TYPE mood AS ENUM ('sad', 'glad');
     CREATE FUNCTION short(t text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(t) < 99';
     CREATE TABLE teams (id serial PRIMARY KEY, name varchar(40) NOT NULL CHECK (short(name)));
     CREATE TABLE users (id bigserial PRIMARY KEY, team_id integer NOT NULL REFERENCES teams ON DELETE CASCADE,
                         name text, mood mood DEFAULT 'sad', n int CHECK (n BETWEEN 1 AND 9 AND n <> 5));
     CREATE VIEW names AS SELECT name FROM users;
     CREATE VIEW a_view_of_a_view AS SELECT * FROM names;",
];

const NEW: [&str; 2] = [
    "CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size INTEGER DEFAULT 0);
     CREATE TABLE users (id INTEGER PRIMARY KEY, team_id INTEGER NOT NULL REFERENCES teams (id) ON DELETE CASCADE, name TEXT,
                         email TEXT);
     CREATE INDEX users_email ON users (email);
     CREATE TABLE tags (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));
     CREATE VIEW names AS SELECT name FROM users;",
    "CREATE TYPE mood AS ENUM ('sad', 'so-so', 'glad');
     CREATE FUNCTION short(t text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(t) < 99';
     CREATE TABLE teams (id serial PRIMARY KEY, name varchar(40) NOT NULL UNIQUE CHECK (short(name)), size int DEFAULT 0);
     CREATE TABLE users (id bigserial PRIMARY KEY, team_id integer NOT NULL REFERENCES teams ON DELETE CASCADE,
                         name text, mood mood DEFAULT 'so-so', n int CHECK (n BETWEEN 1 AND 9 AND n <> 5), email text);
     CREATE INDEX users_email ON users (lower(email)) WHERE email IS NOT NULL;
     CREATE TABLE tags (id serial PRIMARY KEY, user_id bigint REFERENCES users);
     CREATE VIEW names AS SELECT name FROM users;
     CREATE VIEW other_names AS SELECT name FROM users;",
];

#[test]
fn two_databases_forth_and_back() {
    for (at, engine) in ENGINES.into_iter().enumerate() {
        let project = project(engine);
        let (old, new) = (empty(&project, engine, "old"), empty(&project, engine, "new"));
        execute(&old, OLD[at]);
        execute(&new, NEW[at]);
        let text = project.run(&["diff", "--from", &old, "--to", &new, "--exit-code"]);
        assert_eq!(exit(&text), "1", "{text}");
        assert!(text.contains("email") && text.contains("tags"), "{text}");
        if engine == "postgres" {
            assert!(
                text.contains("+ view other_names") && text.contains("- view a_view_of_a_view"),
                "{text}"
            );
            assert!(!text.contains("view names"), "{text}");
        }
        let more = ["--assume", "teams_name_key", "--assume", "teams.name"];
        leads_to(&project, &old, &new, &more);
        // The other way: what would go has to be said.
        let other = empty(&project, engine, "other");
        execute(&other, OLD[at]);
        let back = ["diff", "--from", &new, "--to", &other, "--sql"];
        let text = project.run(&back);
        assert_eq!(exit(&text), "3", "{text}");
        assert!(text.contains("--allow-drop tags"), "{text}");
        let mut allowed =
            vec!["--allow-drop", "tags", "--allow-drop", "teams.size", "--allow-drop", "users.email"];
        if engine == "postgres" {
            allowed.extend(["--rename", "mood.so-so=sad"]);
        }
        leads_to(&project, &new, &other, &allowed);
    }
}

#[test]
fn sql_and_nothing() {
    for (at, engine) in ENGINES.into_iter().enumerate() {
        let project = project(engine);
        project.write("old.sql", OLD[at]);
        project.write("parts/1.sql", NEW[at]).write("parts/2.sql", "ALTER TABLE teams ADD COLUMN note text;");
        project.write("parts/readme.txt", "not SQL");
        let text = project.run(&["diff", "--from", "old.sql", "--to", "parts"]);
        assert!(text.contains("note") && text.contains("email"), "{text}");
        assert_eq!(exit(&project.run(&["diff", "--from", "old.sql", "--to", "old.sql", "--exit-code"])), "0");

        let args = [
            "diff",
            "--from",
            "empty",
            "--to",
            "old.sql",
            "--exclude",
            "teams",
            "--exclude",
            "users",
            "--sql",
        ];
        assert!(!script(&project, &args).contains("CREATE TABLE"));

        let url = empty(&project, engine, "from_nothing");
        leads_to(&project, &url, "old.sql", &[]);
        let mut allowed = vec!["--allow-drop", "users", "--allow-drop", "teams"];
        if engine == "postgres" {
            allowed.extend(["--allow-drop", "mood"]);
        }
        leads_to(&project, &url, "empty", &allowed);

        project.write("wrong.sql", "CREATE TABLE a (id int);\n\nCREATE TABLE;\n");
        let text = project.run(&["diff", "--from", "empty", "--to", "wrong.sql"]);
        assert!(text.contains("wrong.sql:3"), "{text}");
        assert_eq!(exit(&text), "2");
    }
}

#[test]
fn migrations_up_to_one_and_models() {
    for engine in ENGINES {
        let project = project(engine);
        project.migration(
            "1_users",
            "CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);",
            "DROP TABLE users;",
        );
        project.migration(
            "2_more",
            "CREATE TABLE more (id bigint PRIMARY KEY);\nCREATE VIEW v AS SELECT id FROM more;",
            "DROP VIEW v;\nDROP TABLE more;",
        );
        model(&project, "pub name: String,");
        let text = project.run(&["diff", "--from", "migrations:1", "--to", "migrations"]);
        assert!(text.contains("more") && text.contains("+ view v"), "{text}");
        assert!(!text.contains("users"), "{text}");
        let text = project.run(&["diff", "--from", "migrations:3", "--to", "models"]);
        assert!(text.contains("there is no migration `3`"), "{text}");
        assert_eq!(exit(&text), "2");

        let url = empty(&project, engine, "of_models");
        leads_to(&project, &url, "models", &[]);
        execute(&url, "CREATE VIEW seen AS SELECT name FROM users");
        let text = project.run(&["diff", "--from", &url, "--to", "models", "--exit-code"]);
        assert!(text.contains("err: kept as it is: view seen"), "{text}");
        assert_eq!(exit(&text), "0", "{text}");
        // What the models get goes around the view, which is still there afterwards.
        model(&project, "pub name: String, pub age: Option<i32>,");
        leads_to(&project, &url, "models", &[]);
        execute(&url, "SELECT name FROM seen");
        // From the models to the database: the way back.
        let text = project.run(&["diff", "--from", "models", "--to", &url, "--exit-code"]);
        assert_eq!(exit(&text), "0", "{text}");
    }
}

fn git(project: &Project, args: &[&str]) -> String {
    let mut command = Command::new("git");
    command.current_dir(project.path("")).args([
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b",
        "-c",
        "init.defaultBranch=main",
    ]);
    let output = command.args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn models_of_a_revision() {
    for engine in ENGINES {
        // The project is a directory within the repository.
        let project = project(engine);
        let manifest = "[package]\nname = \"app\"\nedition = \"2024\"\n";
        let source = |fields: &str| {
            format!(
                "#[derive(model_core::Model)]\n#[diesel(table_name = users)]\npub struct User {{ pub id: i64, {fields} }}\n"
            )
        };
        project.write("apps/one/Cargo.toml", manifest);
        project.write("apps/one/src/lib.rs", &source("pub name: String,"));
        std::fs::rename(project.path("model.toml"), project.path("apps/one/model.toml")).unwrap();
        git(&project, &["init", "-q"]);
        git(&project, &["add", "Cargo.toml", "apps"]);
        git(&project, &["commit", "-q", "-m", "one"]);
        git(&project, &["tag", "before"]);
        project.write("apps/one/src/lib.rs", &source("pub name: String, pub age: Option<i32>,"));
        project.write("apps/one/staged", "x");
        git(&project, &["add", "apps/one/staged"]);
        let before = git(&project, &["status", "--porcelain", "--untracked-files=no"]);
        let index = std::fs::read(project.path(".git/index")).unwrap();

        let run = |args: &[&str]| project.run_in(&project.path("apps/one"), args);
        let text = run(&["diff", "--from", "git:before", "--to", "models"]);
        assert!(text.contains("age") && !text.contains("name"), "{text}");
        let text = run(&["diff", "--from", "git:HEAD", "--to", "git:before", "--exit-code"]);
        assert_eq!(exit(&text), "0", "{text}");
        let text = run(&["diff", "--from", "git:before", "--to", "models", "--sql"]);
        assert!(text.contains("ADD COLUMN age"), "{text}");
        let text = run(&["diff", "--from", "git:nowhere"]);
        assert!(text.contains("git knows no commit `nowhere`"), "{text}");
        assert_eq!(exit(&text), "2");

        assert_eq!(std::fs::read(project.path(".git/index")).unwrap(), index, "the index is untouched");
        assert_eq!(git(&project, &["status", "--porcelain", "--untracked-files=no"]), before);
    }
}

#[test]
fn states_of_two_engines_are_refused() {
    let project = project("postgres");
    model(&project, "pub name: String,");
    let file = empty(&project, "sqlite", "app");
    for args in [
        ["diff", "--from", "models", "--to", &file],
        ["diff", "--from", "postgres://localhost/app", "--to", &file],
        ["diff", "--from", &file, "--to", "migrations"],
    ] {
        let text = project.run(&args);
        assert!(text.contains("only states of one engine can be compared"), "{args:?}: {text}");
        assert_eq!(exit(&text), "2");
    }
    for args in [["diff", "--from", "nowhere.db"], ["diff", "--to", "elsewhere"]] {
        assert_eq!(exit(&project.run(&args)), "2");
    }
}

#[test]
fn a_file_is_only_read() {
    let project = project("sqlite");
    model(&project, "pub name: String,");
    let file = empty(&project, "sqlite", "a?b#c%20");
    execute(
        &file.replace('?', "%3f").replace('#', "%23").replace("%20", "%2520").replacen('/', "file:/", 1),
        OLD[0],
    );
    let before = std::fs::read(&file).unwrap();
    assert!(!before.is_empty());
    let mut permissions = std::fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&file, permissions).unwrap();
    let modified = || std::fs::metadata(&file).unwrap().modified().unwrap();
    let since = modified();
    let text = project.run(&[
        "diff",
        "--from",
        &file,
        "--to",
        "models",
        "--sql",
        "--allow-drop",
        "teams",
        "--allow-drop",
        "users.team_id",
        "--backfill",
        "users.name=''",
    ]);
    assert!(text.contains("users"), "{text}");
    assert_eq!((std::fs::read(&file).unwrap(), modified()), (before, since));
    // Nor is one made.
    let text = project.run(&["diff", "--from", "sqlite://none.db"]);
    assert_eq!(exit(&text), "4", "{text}");
    assert!(!project.path("none.db").exists());
}

#[test]
fn a_role_that_may_only_look_is_enough() {
    let project = project("postgres");
    let url = database("model_sources_looked_at");
    execute(&url, OLD[1]);
    execute(
        &url,
        "DO $$ BEGIN CREATE ROLE model_sources_looker LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
         GRANT CONNECT ON DATABASE model_sources_looked_at TO model_sources_looker;
         ALTER DATABASE model_sources_looked_at SET log_statement = 'none'",
    );
    let granted =
        "REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO model_sources_looker;";
    execute(&url, granted);
    let scheme = url.find("://").unwrap() + 3;
    let host = url[scheme..].find('@').map_or(scheme, |at| scheme + at + 1);
    let looker = format!("{}model_sources_looker@{}", &url[..scheme], &url[host..]);
    project.write("old.sql", &format!("{};\n{granted}", OLD[1]));
    let text = project.run(&["diff", "--from", &looker, "--to", "old.sql", "--exit-code"]);
    assert_eq!(exit(&text), "0", "{text}");

    let mut connection = model_cli::connect::read_only(&url).unwrap();
    let refused = connection.database().batch("DROP VIEW a_view_of_a_view").unwrap_err();
    assert!(refused.message.contains("read-only"), "{refused}");
}

#[test]
fn stages_that_bring_their_own_transaction_run_in_one_script() {
    let project = project("postgres");
    let (old, new) = (database("model_sources_online_old"), database("model_sources_online_new"));
    for url in [&old, &new] {
        execute(url, "CREATE TABLE users (id bigserial PRIMARY KEY, email text, age int)");
    }
    execute(&new, "CREATE INDEX users_email ON users (email); ALTER TABLE users ADD CHECK (age > 0)");
    let args = ["diff", "--from", &old, "--to", &new, "--sql", "--online", "--assume", "users_age_check"];
    let sql = script(&project, &args);
    assert!(sql.contains("-- own transaction\nCOMMIT;\n") && sql.contains("CONCURRENTLY"), "{sql}");
    if psql().is_some() {
        leads_to(&project, &old, &new, &["--online", "--assume", "users_age_check"]);
    }
}

#[test]
fn some_schemas_and_names() {
    let project = project("postgres");
    let (old, new) = (database("model_sources_part_old"), database("model_sources_part_new"));
    let base = "CREATE SCHEMA app; CREATE SCHEMA other;
        CREATE TYPE other.kind AS ENUM ('a');
        CREATE TABLE other.parents (id bigint PRIMARY KEY, code text UNIQUE, x text);
        CREATE TABLE app.children (id bigint PRIMARY KEY REFERENCES other.parents, code text REFERENCES other.parents (code), kind other.kind);
        CREATE TABLE app.old_stuff (id bigint PRIMARY KEY);";
    execute(&old, base);
    execute(&new, base);
    execute(
        &new,
        "ALTER TABLE app.children ADD COLUMN n int; ALTER TABLE other.parents DROP COLUMN x; DROP TABLE app.old_stuff;
         CREATE VIEW other.seen AS SELECT 1 AS one; ALTER TYPE other.kind ADD VALUE 'b'",
    );
    let args = ["diff", "--from", &old, "--to", &new, "--schema", "app", "--exclude", "app.old_*"];
    let text = project.run(&args);
    assert!(text.contains("children") && text.contains("n integer"), "{text}");
    for name in ["parents", "old_stuff", "seen", "kind"] {
        assert!(!text.contains(name), "{name}: {text}");
    }
    let sql = script(&project, &[&args[..], &["--sql"]].concat());
    assert_eq!(sql.trim(), "ALTER TABLE app.children ADD COLUMN n integer;");
    apply(&project, &old, &sql);
    assert_eq!(exit(&project.run(&[&args[..], &["--exit-code"]].concat())), "0");
    assert_eq!(exit(&project.run(&["diff", "--from", &old, "--to", &new, "--exit-code"])), "1");
}

#[test]
fn renames_between_two_databases() {
    for engine in ENGINES {
        let project = project(engine);
        let (old, new) = (empty(&project, engine, "ren_old"), empty(&project, engine, "ren_new"));
        execute(&old, "CREATE TABLE people (id bigint PRIMARY KEY, name text CHECK (name <> ''))");
        execute(&new, "CREATE TABLE persons (id bigint PRIMARY KEY, full_name text CHECK (full_name <> ''))");
        let text = project.run(&["diff", "--from", &old, "--to", &new]);
        assert_eq!(exit(&text), "0", "{text}");
        let text = project.run(&["diff", "--from", &old, "--to", &new, "--sql"]);
        assert_eq!(exit(&text), "3", "{text}");
        leads_to(&project, &old, &new, &["--rename", "people=persons", "--rename", "persons.name=full_name"]);
    }
}

#[test]
fn a_state_that_cannot_be_made_again_is_compared_and_not_proven() {
    let project = project("postgres");
    let (old, new) = (database("model_sources_odd_old"), database("model_sources_odd_new"));
    // How a base type came about is not kept.
    let base = "CREATE TYPE span;
        CREATE FUNCTION span_in(cstring) RETURNS span LANGUAGE internal IMMUTABLE STRICT AS 'textin';
        CREATE FUNCTION span_out(span) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
        CREATE TYPE span (INPUT = span_in, OUTPUT = span_out, LIKE = text);
        CREATE TABLE spans (id bigint PRIMARY KEY, span span, name text);";
    execute(&old, base);
    execute(&new, base);
    execute(&new, "ALTER TABLE spans ADD COLUMN n int");
    let args = ["diff", "--from", &old, "--to", &new];
    let text = project.run(&args);
    assert!(text.contains("n integer"), "{text}");
    assert_eq!(exit(&text), "0", "{text}");
    let text = project.run(&[&args[..], &["--sql"]].concat());
    assert!(
        text.contains("could not be made again on a scratch database") && text.contains("span"),
        "{text}"
    );
    assert_eq!(exit(&text), "5", "{text}");
}
