//! `generate`, `diff` and `check` on SQLite, from a struct to applied migrations.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use support::Project;

const MODEL: &str = r"
use model_core::Model;

#[derive(Model)]
#[diesel(table_name = users)]
pub struct User {
    pub id: i64,
    FIELDS
}
";

fn project(fields: &str) -> Project {
    let project = Project::with_url("app.db");
    project.write("Cargo.toml", "[package]\nname = \"app\"\nedition = \"2024\"\n");
    model(&project, fields);
    project
}

fn model(project: &Project, fields: &str) {
    project.write("src/lib.rs", &MODEL.replace("FIELDS", fields));
}

/// The names of the migrations without their versions.
fn names(project: &Project) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(project.path("migrations"))
        .map(|entries| entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect())
        .unwrap_or_default();
    names.sort();
    names.iter().map(|name| name.split_once('_').unwrap().1.to_owned()).collect()
}

fn exit(text: &str) -> &str {
    text.trim_end().rsplit("exit: ").next().unwrap()
}

#[test]
fn from_a_struct_to_an_applied_migration() {
    let project = project("#[model(unique)] pub email: String,");
    assert_eq!(exit(&project.run(&["check"])), "1");
    let text = project.run(&["generate", "add users", "--apply"]);
    assert!(text.contains("out: + table users") && text.contains("err: applied "), "{text}");
    assert_eq!((names(&project), exit(&text)), (vec!["add_users".to_owned()], "0"));
    assert_eq!(exit(&project.run(&["check"])), "0");
    assert_eq!(exit(&project.run(&["status", "--exit-code"])), "0");
    let again = project.run(&["generate", "again"]);
    assert!(again.contains("there is nothing to generate") && names(&project).len() == 1, "{again}");
}

#[test]
fn a_rename_is_asked_for_and_then_keeps_the_values() {
    let project = project("pub name: String,");
    project.run(&["generate", "users", "--apply"]);
    project.migration("9000-01-01-000000_rows", "INSERT INTO users (name) VALUES ('Ann');", "SELECT 1;");
    project.run(&["up"]);
    model(&project, "pub full_name: String,");
    let asked = project.run(&["generate", "rename"]);
    assert!(asked.contains("--rename users.name=full_name"), "{asked}");
    assert!(asked.contains("--allow-drop users.name"), "{asked}");
    assert_eq!((names(&project).len(), exit(&asked)), (2, "3"));
    let text = project.run(&["generate", "rename", "--rename", "users.name=full_name", "--apply"]);
    assert_eq!(exit(&text), "0", "{text}");
    // Only if the value has come along does the next step pass.
    project.migration(
        "9000-02-01-000000_look",
        "CREATE TABLE seen (name TEXT NOT NULL CHECK (name = 'Ann'));\nINSERT INTO seen VALUES ((SELECT full_name FROM users));",
        "DROP TABLE seen;",
    );
    let text = project.run(&["up"]);
    assert_eq!(exit(&text), "0", "{text}");
}

/// Tables of others, which only migrations make, stay as they are; one of theirs that references a model's goes along with it.
#[test]
fn what_model_toml_excludes_is_left_alone() {
    let project = project("pub name: String,");
    project.run(&["generate", "users", "--apply"]);
    project.migration(
        "3000-01-01-000000-0000_jobs",
        "CREATE TABLE jobs_queue (id INTEGER PRIMARY KEY, user_id BIGINT REFERENCES users (id));\n\
         CREATE TABLE jobs_done (id INTEGER PRIMARY KEY);",
        "DROP TABLE jobs_done;\nDROP TABLE jobs_queue;",
    );
    let said = project.run(&["generate", "again"]);
    assert!(said.contains("`exclude = [\"jobs_done\"]` in model.toml"), "{said}");
    project.write("model.toml", "exclude = [\"jobs_*\"]\n");
    let said = project.run(&["check"]);
    assert!(said.contains("models and migrations agree: 1 table"), "{said}");
    model(&project, "#[model(renamed_from = \"name\")] pub full_name: Option<String>,");
    let source = std::fs::read_to_string(project.path("src/lib.rs")).unwrap();
    project.write("src/lib.rs", &source.replace("table_name = users", "table_name = people"));
    let said = project.run(&["generate", "people", "--rename", "users=people", "--apply"]);
    assert_eq!(exit(&said), "0", "{said}");
    assert_eq!(exit(&project.run(&["check"])), "0");
    let said = project.run(&["diff", "--from", "migrations", "--to", "models", "--exclude", "none"]);
    assert!(said.contains("agree"), "{said}");
    // A model can reference one.
    let source = std::fs::read_to_string(project.path("src/lib.rs")).unwrap();
    let field = "#[model(references(table = \"jobs_queue\", to(id), on_delete = set_null))] pub job_id: Option<i64>,\n}";
    project.write("src/lib.rs", &source.replace("\n}", &format!("\n{field}")));
    let said = project.run(&["generate", "jobs", "--apply"]);
    assert_eq!(exit(&said), "0", "{said}");
    assert_eq!(exit(&project.run(&["check"])), "0");
    let source = std::fs::read_to_string(project.path("src/lib.rs")).unwrap();
    project.write("src/lib.rs", &source.replace("to(id)", "to(number)"));
    let said = project.run(&["diff"]);
    assert!(
        said.contains("`people` references `jobs_queue`, which no model describes and no migration makes"),
        "{said}"
    );
    project.write("src/lib.rs", &source);
    project.write("model.toml", "exclude = [\"people\"]\n");
    let said = project.run(&["check"]);
    assert!(
        said.contains("there is a model of `people`, which `exclude` in model.toml leaves out"),
        "{said}"
    );
}

#[test]
fn nothing_is_written_by_a_dry_run_or_a_diff() {
    let project = project("pub name: String,");
    let text = project.run(&["generate", "users", "--dry-run"]);
    assert!(text.contains("CREATE TABLE users") && text.contains("DROP TABLE users"), "{text}");
    let text = project.run(&["diff", "--exit-code"]);
    assert!(text.contains("out: + table users") && exit(&text) == "1", "{text}");
    let text = project.run(&["diff", "--sql"]);
    assert!(text.contains("CREATE TABLE users") && exit(&text) == "0", "{text}");
    assert!(names(&project).is_empty() && !project.path("app.db").exists());
}

#[test]
fn an_empty_migration_runs_as_it_is() {
    let project = project("pub name: String,");
    assert_eq!(exit(&project.run(&["generate", "By hand!", "--empty"])), "0");
    assert_eq!(names(&project), ["by_hand"]);
    assert_eq!(exit(&project.run(&["up"])), "0");
    assert_eq!(exit(&project.run(&["down"])), "0");
}

#[test]
fn errors_of_the_models_end_the_run() {
    let project = project("pub money: Money,");
    let text = project.run(&["generate", "users"]);
    assert!(
        text.contains("the type `Money` has no SQL type") && text.contains("--> src/lib.rs:8:16"),
        "{text}"
    );
    assert_eq!((names(&project).len(), exit(&text)), (0, "2"));
    // A type of another crate is told in the configuration.
    project.write("model.toml", "[types]\nMoney = { sql_type = \"BigInt\" }\n");
    assert_eq!(exit(&project.run(&["generate", "users"])), "0");
}

#[test]
fn online_means_nothing_to_sqlite() {
    let project = project("pub name: String,");
    let text = project.run(&["generate", "users", "--online"]);
    assert_eq!(text.matches("--online changes nothing on SQLite").count(), 1, "{text}");
    assert_eq!((names(&project), exit(&text)), (vec!["users".to_owned()], "0"));
}
