//! Models over views, through the real binary: views are looked at, and never made, altered or dropped.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on shall fail"
)]

mod support;

use support::states::{ENGINES, project};
use support::{Project, exit};

const TABLES: &str = "CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), title text NOT NULL);
";

const MODELS: &str = "use model_core::Model;

#[derive(Model)]
pub struct User {
    #[model(no_identity)]
    pub id: i64,
    pub name: String,
}

#[derive(Model)]
pub struct Post {
    #[model(no_identity)]
    pub id: i64,
    #[model(references(User))]
    pub user_id: i64,
    pub title: String,
}
";

const VIEW: &str = "
/// What users have written.
#[derive(Model)]
#[diesel(table_name = user_titles)]
#[model(view)]
pub struct UserTitle {
    #[model(references(User))]
    pub user_id: i64,
    pub title: String,
}
";

const MAKE: &str = "CREATE VIEW user_titles AS SELECT p.user_id, p.title FROM posts p;";

/// A project whose models and migrations agree on tables.
fn blog(engine: &str, models: &str) -> Project {
    let project = project(engine);
    let tables = if engine == "sqlite" { TABLES.replace("bigint PRIMARY", "INTEGER PRIMARY") } else { TABLES.to_owned() };
    let tables = if engine == "sqlite" { tables.replace("bigint", "BIGINT").replace(" text", " TEXT") } else { tables };
    project.migration("1_tables", &tables, "DROP TABLE posts;\nDROP TABLE users;");
    project.write("src/lib.rs", &format!("{MODELS}{models}"));
    project
}

const CHECK: [&str; 2] = ["check", "--no-verify"];

#[test]
fn a_view_that_is_there_is_no_change() {
    for engine in ENGINES {
        let project = blog(engine, VIEW);
        project.migration("2_view", MAKE, "DROP VIEW user_titles;");
        project.expect(&CHECK, "err: models and migrations agree: 2 tables, 1 view, 2 migrations\nexit: 0");
        project.expect(&["diff", "--exit-code"], "err: models and migrations agree\nexit: 0");
        // It goes around what changes.
        let models = format!("{MODELS}{VIEW}").replace("pub title: String,\n}\n\n", "pub title: String,\n    pub more: Option<i32>,\n}\n\n");
        project.write("src/lib.rs", &models);
        let text = project.run(&["generate", "more"]);
        assert_eq!(exit(&text), "0", "{text}");
        assert!(!text.contains("warning"), "{text}");
        project.expect(&CHECK, "err: models and migrations agree: 2 tables, 1 view, 3 migrations\nexit: 0");
        // Without a model it is kept as any other.
        project.write("src/lib.rs", &models.replace(VIEW, ""));
        project.expect(&["diff"], "err: kept as it is: view user_titles\nerr: models and migrations agree\nexit: 0");
    }
}

#[test]
fn a_view_that_is_missing() {
    for engine in ENGINES {
        let project = blog(engine, VIEW);
        project.expect(
            &CHECK,
            "err: error: no migration makes the view `user_titles`
             err: --> src/lib.rs:23:12
             err: |
             err: 23 | pub struct UserTitle {
             err: |            ^^^^^^^^^
             err: |
             err: = help: views are made in migrations of your own: `cargo model generate --empty NAME` begins one
             err:
             err: models and migrations agree, but views are not what the models say
             exit: 1",
        );
        let text = project.run(&["generate", "nothing"]);
        assert!(text.contains("warning[view]: no migration makes the view `user_titles`"), "{text}");
        assert!(text.contains("there is nothing to generate"), "{text}");
        assert_eq!(exit(&text), "0", "{text}");
        let text = project.run(&["diff", "--exit-code"]);
        assert!(text.contains("warning[view]: no migration makes"), "{text}");
        assert_eq!(exit(&text), "0", "{text}");
        // Another state has no places in the source.
        project.write("state.sql", "CREATE TABLE a (id bigint);");
        let text = project.run(&["diff", "--from", "state.sql"]);
        assert!(text.contains("warning: no migration makes the view"), "{text}");
        let text = project.run(&["diff", "--from", "state.sql", "--exclude", "a"]);
        assert!(!text.contains("warning"), "{text}");
    }
}
