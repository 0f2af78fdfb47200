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
    let tables = if engine == "sqlite" {
        TABLES.replace("bigint PRIMARY", "INTEGER PRIMARY")
    } else {
        TABLES.to_owned()
    };
    let tables = if engine == "sqlite" {
        tables.replace("bigint", "BIGINT").replace(" text", " TEXT")
    } else {
        tables
    };
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
        let models = format!("{MODELS}{VIEW}")
            .replace("pub title: String,\n}\n\n", "pub title: String,\n    pub more: Option<i32>,\n}\n\n");
        project.write("src/lib.rs", &models);
        let text = project.run(&["generate", "more"]);
        assert_eq!(exit(&text), "0", "{text}");
        assert!(!text.contains("warning"), "{text}");
        project.expect(&CHECK, "err: models and migrations agree: 2 tables, 1 view, 3 migrations\nexit: 0");
        // Without a model it is kept as any other.
        project.write("src/lib.rs", &models.replace(VIEW, ""));
        project.expect(
            &["diff"],
            "err: kept as it is: view user_titles\nerr: models and migrations agree\nexit: 0",
        );
    }
}

#[test]
fn a_view_that_is_missing() {
    for engine in ENGINES {
        let project = blog(engine, VIEW);
        insta::assert_snapshot!("a_view_that_is_missing", project.run(&CHECK));
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

#[test]
fn columns_and_types_of_a_view() {
    let models = "
#[derive(model_core::ModelEnum)]
pub enum Mood {
    Sad,
    Glad,
}

#[derive(Model)]
#[diesel(table_name = totals)]
#[model(view)]
pub struct Total {
    pub user_id: i64,
    pub titles: i64,
    pub length: i64,
    #[model(db_type = \"varchar(9)\")]
    pub first: String,
    pub nothing: Option<String>,
    pub moods: Vec<Mood>,
    pub mail: String,
    pub status: Option<String>,
    pub at: chrono::NaiveDateTime,
}
";
    let project = blog("postgres", models);
    project.migration(
        "2_view",
        "CREATE TYPE mood AS ENUM ('sad', 'glad');
         CREATE DOMAIN email AS varchar(99);
         CREATE MATERIALIZED VIEW totals AS
             SELECT user_id, count(*) AS titles, sum(id) AS length, min(title) AS first, NULL::text AS nothing,
                    array['sad'::mood] AS moods, 'a@b'::email AS mail, 'sad'::mood AS status, now() AS at, 1 AS unread
             FROM posts GROUP BY user_id;",
        "DROP MATERIALIZED VIEW totals; DROP DOMAIN email; DROP TYPE mood;",
    );
    let text = project.run(&CHECK);
    insta::assert_snapshot!("types_of_a_view", text);

    // `sum` of a bigint is a numeric; a column that is computed has no type on SQLite, and any will do.
    let models = "
#[derive(Model)]
#[diesel(table_name = totals)]
#[model(view)]
pub struct Total {
    pub user_id: i64,
    pub titles: i64,
    pub title: i32,
    pub name: String,
}
";
    let project = blog("sqlite", models);
    project.migration(
        "2_view",
        "CREATE VIEW Totals AS SELECT user_id AS USER_ID, count(*) AS titles, title FROM posts;",
        "DROP VIEW totals;",
    );
    insta::assert_snapshot!("types_of_a_view_on_sqlite", project.run(&CHECK));
    project.migration("3_broken", "DROP TABLE posts;", "SELECT 1;");
    let text = project.run(&CHECK);
    assert!(text.contains("the view `totals` cannot be read: "), "{text}");
}

#[test]
fn a_table_is_no_view() {
    for engine in ENGINES {
        let project = blog(engine, VIEW);
        project.write(
            "src/lib.rs",
            &format!("{MODELS}{VIEW}").replace("table_name = user_titles", "table_name = stars"),
        );
        project.migration("2_stars", "CREATE TABLE stars (user_id bigint, title text);", "DROP TABLE stars;");
        for command in [&CHECK[..], &["generate", "stars"], &["diff"]] {
            let text = project.run(command);
            assert!(
                text.contains("error: `stars` is a table after the migrations, and a view by the model"),
                "{text}"
            );
            assert!(text.contains("src/lib.rs:23:12"), "{text}");
            assert_eq!(exit(&text), "2", "{text}");
        }
        let text = project.run(&["diff", "--from", "migrations:2"]);
        assert!(text.contains("error: `stars` is a table"), "{text}");
        // The other way round.
        project.write(
            "src/lib.rs",
            &format!("{MODELS}{}", VIEW.replace("#[model(view)]\n", "#[model(no_primary_key)]\n")),
        );
        project.remove("migrations/2_stars").migration("2_view", MAKE, "DROP VIEW user_titles;");
        let text = project.run(&["generate", "titles"]);
        assert!(
            text.contains("error: `user_titles` is a view after the migrations, and a table by the model"),
            "{text}"
        );
        assert!(text.contains("say so: `#[model(view)]` on the struct"), "{text}");
        assert_eq!(exit(&text), "2", "{text}");
    }
}

#[test]
fn a_view_of_one_model_only() {
    let twice = VIEW.replace("struct UserTitle", "struct Title");
    let project = blog("sqlite", &format!("{VIEW}{twice}"));
    insta::assert_snapshot!("two_models_over_one_view", project.run(&CHECK));
    let table = VIEW
        .replace("struct UserTitle", "struct Title")
        .replace("#[model(view)]", "#[diesel(primary_key(user_id))]");
    project.write("src/lib.rs", &format!("{MODELS}{VIEW}{table}"));
    let text = project.run(&CHECK);
    assert!(text.contains("`user_titles` is the table of one model and the view of another"), "{text}");
    // Nothing can point at a view.
    project.write(
        "src/lib.rs",
        &format!("{MODELS}{VIEW}").replace(
            "references(User))]\n    pub user_id: i64,\n    pub title: String,\n}\n\n",
            "references(UserTitle))]\n    pub user_id: i64,\n    pub title: String,\n}\n\n",
        ),
    );
    let text = project.run(&CHECK);
    assert!(text.contains("`UserTitle` is a view, and no foreign key can point at one"), "{text}");
    assert_eq!(exit(&text), "2", "{text}");
}

#[test]
fn a_view_in_a_schema_of_its_own() {
    let view = VIEW.replace("#[model(view)]", "#[model(view, schema = \"stats\")]");
    let project = blog("postgres", &view);
    project.migration(
        "2_view",
        &format!("CREATE SCHEMA stats;\n{}", MAKE.replace("user_titles", "stats.user_titles")),
        "DROP SCHEMA stats CASCADE;",
    );
    project.expect(&CHECK, "err: models and migrations agree: 2 tables, 1 view, 2 migrations\nexit: 0");
    // Its types come to be others with those of the table below it.
    let project = blog("postgres", &view);
    project.migration(
        "2_view",
        &format!("CREATE SCHEMA stats;\n{}", MAKE.replace("user_titles", "stats.user_titles")),
        "DROP SCHEMA stats CASCADE;",
    );
    let models = format!("{MODELS}{view}").replace(
        "pub title: String,\n}\n",
        "#[model(db_type = \"varchar(9)\")]\n    pub title: String,\n}\n",
    );
    project.write("src/lib.rs", &models);
    let text = project.run(&["generate", "shorter", "--using", "posts.title=left(title, 9)"]);
    assert_eq!(exit(&text), "0", "{text}");
    project.expect(&CHECK, "err: models and migrations agree: 2 tables, 1 view, 3 migrations\nexit: 0");
}
