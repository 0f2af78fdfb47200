//! What no model describes, between two databases, through the real binary: what is printed is run, and compared again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on shall fail"
)]

mod support;

use std::path::{Path, PathBuf};

use model_cli::connect::connect;
use model_core::introspect;
use model_core::ir::Schema;
use support::states::{ENGINES, apply, empty, execute, project, script};
use support::{Project, database, exit};

/// The cases of the topic `objects` that end in a script for the engine.
fn cases(engine: &str) -> Vec<PathBuf> {
    let topic = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/objects");
    let paths = std::fs::read_dir(topic).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> =
        paths.filter(|path| path.join(format!("up.{engine}.sql")).is_file()).collect();
    cases.sort();
    cases
}

fn input(case: &Path, file: &str, engine: &str) -> String {
    let own = case.join(format!("{file}.{engine}.sql"));
    let path = if own.is_file() { own } else { case.join(format!("{file}.sql")) };
    std::fs::read_to_string(path).unwrap_or_default()
}

fn read(url: &str) -> Schema {
    introspect::read(connect(url).unwrap().database()).unwrap()
}

/// Everything but the places of columns.
fn all_of(mut schema: Schema) -> Schema {
    schema.tables.values_mut().for_each(|table| table.columns.sort_by(|a, b| a.name.cmp(&b.name)));
    schema
}

/// The script that leads from one to the other. Whatever it asks, the first answer that is offered is given.
fn answered(project: &Project, from: &str, to: &str) -> String {
    let mut flags: Vec<String> = Vec::new();
    loop {
        let given = flags.iter().map(String::as_str);
        let args: Vec<&str> =
            ["diff", "--from", from, "--to", to, "--sql"].into_iter().chain(given).collect();
        let output = project.command(&args).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() {
            return String::from_utf8(output.stdout).unwrap();
        }
        let before = flags.len();
        for line in said.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let is_answer = |word: &&str| ["--allow-drop", "--no-nulls", "--assume"].contains(word);
            if let Some(at) = words.iter().position(is_answer)
                && let Some(value) = words.get(at + 1)
                && !flags.contains(&(*value).to_owned())
            {
                flags.extend([words[at].to_owned(), (*value).to_owned()]);
            }
        }
        assert!(flags.len() > before, "{from} to {to}: {said}");
    }
}

#[test]
fn forth_and_back() {
    // Each is a database of its own and some runs of the binary: those in which most comes together.
    const CASES: [&str; 6] = [
        "domains",
        "functions_of_tables",
        "partitions",
        "settings_of_tables",
        "sqlite_views_and_triggers",
        "views",
    ];
    for engine in ENGINES {
        let project = project(engine);
        for case in cases(engine) {
            let name = case.file_name().unwrap().to_string_lossy().into_owned();
            if !CASES.contains(&&*name) {
                continue;
            }
            let make = |side: &str, files: &[&str]| {
                let url = empty(&project, engine, &format!("objects_{name}_{side}"));
                for file in files {
                    execute(&url, &input(&case, file, engine));
                }
                url
            };
            let (old, new, origin) =
                (make("old", &["before", "rows"]), make("new", &["after"]), make("origin", &["before"]));
            for to in [&new, &origin] {
                let sql = answered(&project, &old, to);
                apply(&project, &old, &sql);
                assert_eq!(all_of(read(&old)), all_of(read(to)), "{name}\n{sql}");
            }
        }
    }
}

#[test]
fn what_differs_is_said() {
    let project = project("postgres");
    let (old, new) = (database("model_objects_said_old"), database("model_objects_said_new"));
    for url in [&old, &new] {
        execute(url, "CREATE TABLE users (id bigint PRIMARY KEY, active boolean)");
    }
    execute(
        &old,
        "CREATE FUNCTION f(n integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
         CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
         CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION t();",
    );
    execute(
        &new,
        "CREATE FUNCTION f(n integer) RETURNS integer LANGUAGE sql AS 'SELECT 2';
         CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
         CREATE VIEW active_users AS SELECT id FROM users WHERE active;
         ALTER TABLE users REPLICA IDENTITY FULL;
         CREATE FOREIGN DATA WRAPPER w;
         CREATE SERVER away FOREIGN DATA WRAPPER w;
         CREATE USER MAPPING FOR PUBLIC SERVER away OPTIONS (password 'hunter2');
         CREATE SERVER open FOREIGN DATA WRAPPER w OPTIONS (connection 'host=a Pwd = hunter2');
         CREATE SERVER linked FOREIGN DATA WRAPPER w OPTIONS (url 'https://me:hunter2@there/x');
         CREATE FOREIGN TABLE remote (id bigint OPTIONS (auth 'hunter2')) SERVER away;",
    );
    let args = ["diff", "--from", &old, "--to", &new];
    let text = project.run(&args);
    for line in [
        "+ view active_users",
        "~ function f(integer)",
        "- trigger t of users",
        "+ settings of table users",
        "+ ALTER TABLE users REPLICA IDENTITY FULL",
        "+ foreign server away",
        "user mapping for public server away",
        "foreign server open",
        "foreign server linked",
        "foreign table remote",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(!text.contains("hunter2"), "{text}");
    let json: serde_json::Value =
        serde_json::from_str(&script(&project, &[&args[..], &["--format", "json"]].concat())).unwrap();
    let others = &json["changes"]["others"];
    let view = others["created"].as_array().unwrap().iter().find(|object| object["kind"] == "view");
    assert_eq!(view.unwrap()["name"]["name"], "active_users", "{others}");
    assert_eq!(others["altered"][0]["to"]["kind"], "function", "{others}");
    assert_eq!(others["dropped"][0]["kind"], "trigger", "{others}");
}

#[test]
fn a_text_that_is_printed_differently_is_the_same() {
    let project = project("postgres");
    let (old, new) = (database("model_objects_printed_old"), database("model_objects_printed_new"));
    let table = "CREATE TABLE t (id bigint PRIMARY KEY, x integer, s varchar(10));";
    // The second has been through a dump.
    execute(
        &old,
        &format!(
            "{table} CREATE VIEW v AS SELECT id FROM t WHERE x BETWEEN 1 AND 9 AND x <> 5 AND s IN ('a', 'b')"
        ),
    );
    execute(&new, table);
    let definition = read(&old).others[0].definition.clone().unwrap();
    execute(&new, &definition);
    assert_ne!(read(&new).others[0].definition.as_ref(), Some(&definition), "nothing is in doubt");
    let text = project.run(&["diff", "--from", &old, "--to", &new, "--exit-code"]);
    assert_eq!(exit(&text), "0", "{text}");
}

/// The private cluster has none of the roles of the databases.
#[test]
fn roles_that_only_the_databases_know() {
    let project = Project::new();
    project.write("Cargo.toml", "[package]\nname = \"app\"\nedition = \"2024\"\n");
    project.write("model.toml", "engine = \"postgres\"\n");
    let (old, new) = (database("model_objects_roles_old"), database("model_objects_roles_new"));
    let base =
        "DO $$BEGIN CREATE ROLE \"model objects' role\"; EXCEPTION WHEN duplicate_object THEN NULL; END$$;
        CREATE TABLE t (id bigint PRIMARY KEY); CREATE VIEW v AS SELECT id FROM t;
        GRANT SELECT ON v TO \"model objects' role\"; ALTER TABLE t OWNER TO \"model objects' role\";";
    execute(&old, base);
    execute(&new, base);
    execute(
        &new,
        "GRANT INSERT ON v TO \"model objects' role\"; CREATE POLICY p ON t TO \"model objects' role\" USING (true);
         ALTER DATABASE model_objects_roles_new OWNER TO \"model objects' role\";
         ALTER DEFAULT PRIVILEGES FOR ROLE \"model objects' role\" GRANT SELECT ON TABLES TO PUBLIC",
    );
    let sql = script(&project, &["diff", "--from", &old, "--to", &new, "--sql"]);
    assert!(sql.contains("CREATE POLICY p ON t") && sql.contains("GRANT INSERT, SELECT ON v TO"), "{sql}");
    // Not those of who applies it.
    assert!(sql.contains("ALTER DEFAULT PRIVILEGES FOR ROLE \"model objects' role\" GRANT SELECT"), "{sql}");
    apply(&project, &old, &sql);
    assert_eq!(all_of(read(&old)), all_of(read(&new)));
}

/// What every server's own version grants there is no difference, what a team has changed is.
#[test]
fn what_may_be_done_in_the_public_schema() {
    let project = project("postgres");
    let (old, new) = (database("model_objects_public_old"), database("model_objects_public_new"));
    for url in [&old, &new] {
        execute(url, "CREATE TABLE t (id bigint PRIMARY KEY)");
    }
    execute(
        &new,
        "DO $$BEGIN CREATE ROLE model_objects_app; EXCEPTION WHEN duplicate_object THEN NULL; END$$;
        REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO model_objects_app;
        COMMENT ON SCHEMA public IS 'of the team'",
    );
    for (from, to) in [(&old, &new), (&new, &database("model_objects_public_fresh"))] {
        let sql = script(&project, &["diff", "--from", from, "--to", to, "--sql", "--allow-drop", "t"]);
        assert!(sql.contains("USAGE ON SCHEMA public") && sql.contains("COMMENT ON SCHEMA public"), "{sql}");
        apply(&project, from, &sql);
        assert_eq!(all_of(read(from)), all_of(read(to)), "{sql}");
    }
}
