//! What a user relies on, through the real binary and on both engines: the same input gives the same bytes, questions have flags
//! for answers, and a run that fails, is refused or only looks writes nothing.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use support::{Project, exit, migrations, test_server};

const ENGINES: [&str; 2] = ["sqlite", "postgres"];

/// A project with one model, and scratch databases on the server of the tests.
fn project(engine: &str, fields: &str) -> Project {
    let project = Project::new();
    project.write("Cargo.toml", "[package]\nname = \"app\"\nedition = \"2024\"\n");
    let settings = format!("engine = \"{engine}\"\n[scratch]\nurl = \"{}\"\n", test_server());
    project.write("model.toml", &settings);
    model(&project, fields);
    project
}

fn model(project: &Project, fields: &str) {
    table(project, "users", fields);
}

fn table(project: &Project, name: &str, fields: &str) {
    let source = format!(
        "use model_core::Model;\n\n#[derive(Model)]\n#[diesel(table_name = {name})]\npub struct User {{\n    pub id: i64,\n    {fields}\n}}\n"
    );
    project.write("src/lib.rs", &source);
}

/// Name without version, up.sql, down.sql, metadata.toml.
fn written(project: &Project) -> Vec<(String, String, String, Option<String>)> {
    let read =
        |name: &str, file: &str| std::fs::read_to_string(project.path("migrations").join(name).join(file));
    let texts = |name: &String| {
        let words = name.split_once('_').unwrap().1.to_owned();
        (
            words,
            read(name, "up.sql").unwrap(),
            read(name, "down.sql").unwrap(),
            read(name, "metadata.toml").ok(),
        )
    };
    migrations(project).iter().map(texts).collect()
}

/// The JSON on stdout.
fn json(project: &Project, args: &[&str]) -> serde_json::Value {
    let output = project.command(args).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    const BEFORE: &str = "pub name: String, #[model(index)] pub age: Option<i32>,";
    const AFTER: &str =
        "pub name: String, #[model(index)] pub age: i64, #[model(default = true)] pub active: bool,";
    for engine in ENGINES {
        let run = || {
            let project = project(engine, BEFORE);
            assert_eq!(exit(&project.run(&["generate", "first"])), "0");
            model(&project, AFTER);
            let text = project.run(&["generate", "second", "--backfill", "users.age=0"]);
            assert_eq!(exit(&text), "0", "{text}");
            written(&project)
        };
        let (first, second) = (run(), run());
        assert_eq!(first.len(), 2);
        assert_eq!(first, second);
    }
}

#[test]
fn a_printed_flag_answers_its_question() {
    for engine in ENGINES {
        let project = project(engine, "pub name: String,");
        project.run(&["generate", "first"]);
        model(&project, "pub name: String, pub age: i32,");
        let text = project.run(&["generate", "age"]);
        assert_eq!((exit(&text), migrations(&project).len()), ("3", 1), "{text}");
        assert!(text.contains("error: 1 question to answer first; nothing was written"), "{text}");
        let flag = "--backfill users.age=\"<SQL expression>\"";
        assert!(text.contains(&format!("answer: {flag}")), "{text}");
        let text = project.run(&["generate", "age", "--backfill", "users.age=1 + 1"]);
        assert_eq!((exit(&text), migrations(&project).len()), ("0", 2), "{text}");
        assert!(written(&project)[1].1.contains("1 + 1"));
        assert_eq!(exit(&project.run(&["check"])), "0");
    }
}

#[test]
fn an_ambiguous_rename_offers_every_candidate() {
    for engine in ENGINES {
        let project = project(engine, "pub name: String,");
        project.run(&["generate", "first"]);
        model(&project, "pub full_name: String, pub nick_name: String,");
        let text = project.run(&["generate", "names"]);
        for flag in
            ["--rename users.name=full_name", "--rename users.name=nick_name", "--allow-drop users.name"]
        {
            assert!(text.contains(flag), "{flag}: {text}");
        }
        assert_eq!((exit(&text), migrations(&project).len()), ("3", 1));
        let text = project.run(&[
            "generate",
            "names",
            "--rename",
            "users.name=nick_name",
            "--backfill",
            "users.full_name=nick_name",
        ]);
        assert_eq!(exit(&text), "0", "{text}");
        let up = &written(&project)[1].1;
        assert!(up.contains("RENAME COLUMN name TO nick_name"), "{up}");
    }
}

#[test]
fn what_only_looks_writes_nothing() {
    for engine in ENGINES {
        let project = project(engine, "pub name: String,");
        for args in [
            &["generate", "first", "--dry-run"][..],
            &["generate", "first", "--dry-run", "--format", "json"],
            &["diff"],
            &["diff", "--sql"],
            &["check"],
        ] {
            let text = project.run(args);
            assert!(exit(&text) == if args == ["check"] { "1" } else { "0" }, "{args:?}: {text}");
            assert!(!project.path("migrations").exists(), "{args:?}: {text}");
        }
    }
}

#[test]
fn json_is_all_that_stdout_has() {
    for engine in ENGINES {
        let project = project(engine, "pub name: String,");
        let found = json(&project, &["diff", "--format", "json"]);
        assert!(found["lines"][0]["text"].as_str().unwrap().contains("users"), "{found}");
        let dry = json(&project, &["generate", "first", "--dry-run", "--format", "json"]);
        assert_eq!(dry["migrations"][0]["path"], serde_json::Value::Null);
        let made = json(&project, &["generate", "first", "--format", "json"]);
        let path = made["migrations"][0]["path"].as_str().unwrap();
        let up = std::fs::read_to_string(project.path(path).join("up.sql")).unwrap();
        assert_eq!(made["migrations"][0]["up"].as_str().unwrap(), up);
        assert_eq!(dry["migrations"][0]["up"], made["migrations"][0]["up"]);

        model(&project, "pub name: String, pub age: i32,");
        let found = json(&project, &["diff", "--format", "json"]);
        assert_eq!(found["questions"][0]["answers"].as_array().unwrap().len(), 1, "{found}");
    }
}

#[test]
fn nothing_to_do_is_json_as_well() {
    for engine in ENGINES {
        let project = project(engine, "pub name: String,");
        project.run(&["generate", "first"]);
        let none = json(&project, &["generate", "again", "--format", "json"]);
        assert_eq!(none, serde_json::json!({ "lines": [], "migrations": [] }));
    }
}

#[test]
fn a_failing_proof_writes_nothing() {
    for engine in ENGINES {
        let project = project(engine, "pub name: String,");
        project.run(&["generate", "first"]);
        model(&project, "pub name: String, pub age: i32,");
        let text = project.run(&["generate", "age", "--backfill", "users.age=no_such_function(name)"]);
        assert_eq!((exit(&text), migrations(&project).len()), ("5", 1), "{text}");
        assert!(text.contains("no_such_function") && text.contains("nothing was written"), "{text}");
    }
}

#[test]
fn a_refused_model_writes_nothing() {
    for engine in ENGINES {
        let project = project(engine, "#[model(check = \"no_such_column > 1\")] pub name: String,");
        let text = project.run(&["generate", "first"]);
        assert_eq!((exit(&text), migrations(&project).len()), ("2", 0), "{text}");
        assert!(text.contains("refuses") && text.contains("no_such_column"), "{text}");
    }
}

#[test]
fn check_says_with_its_exit_code_what_is_the_matter() {
    for engine in ENGINES {
        let project = project(engine, "pub name: String,");
        assert_eq!(exit(&project.run(&["check"])), "1");
        project.run(&["generate", "first"]);
        assert_eq!(exit(&project.run(&["check"])), "0");
        model(&project, "pub name: Money,");
        assert_eq!(exit(&project.run(&["check"])), "2");
        model(&project, "pub name: String,");
        project.migration("9000-01-01-000000_wrong", "CREATE TABLE;", "SELECT 1;");
        let text = project.run(&["check"]);
        assert_eq!(exit(&text), "2", "{text}");
        assert!(text.contains("9000-01-01-000000_wrong/up.sql"), "{text}");
    }
    let project = project("postgres", "pub name: String,");
    project.write(
        "model.toml",
        "engine = \"postgres\"\n[scratch]\nurl = \"postgres://nobody@127.0.0.1:1/none\"\n",
    );
    assert_eq!(exit(&project.run(&["check"])), "4");
}

#[test]
fn two_runs_at_once_write_one_migration_or_two_that_follow_each_other() {
    for engine in ENGINES {
        let project = project(engine, "pub name: String,");
        let texts: Vec<String> = std::thread::scope(|scope| {
            let runs: Vec<_> = ["one", "two", "three"]
                .iter()
                .map(|name| scope.spawn(|| project.run(&["generate", name])))
                .collect();
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        // The history that the others were proved on is not there any more, or they came late enough to find nothing to do.
        assert_eq!(migrations(&project).len(), 1, "{texts:#?}");
        for text in &texts {
            let fine = text.contains("wrote 1 migration") || text.contains("nothing to generate");
            assert!(fine || (exit(text) == "2" && text.contains("have changed meanwhile")), "{text}");
        }
        assert_eq!(exit(&project.run(&["check"])), "0");
    }
}
