//! Where settings come from, and what is said when they are wrong.

mod support;

use model_core::generate::Online;
use support::Project;

#[test]
fn init_writes_what_is_not_there() {
    let project = Project::new();
    project
        .write("Cargo.toml", "[package]\nname = \"app\"\n")
        .expect(&["init"], "err: wrote model.toml\nerr: created migrations\nexit: 0")
        .expect(&["init"], "err: model.toml is already there\nerr: migrations is already there\nexit: 0")
        .expect(&["status", "--database-url", "app.db"], "err: there are no migrations\nexit: 0");
}

#[test]
fn the_template_is_a_configuration_with_every_key() {
    let template = model_cli::config::TEMPLATE;
    let key = |line: &&str| line.contains(" = ") || line.starts_with('[');
    let lines: Vec<&str> =
        template.lines().map(|line| line.strip_prefix("# ").filter(key).unwrap_or(line)).collect();
    let uncommented = lines.join("\n");
    let project = Project::new();
    project.write("model.toml", &uncommented);
    let settings = model_cli::config::read(&project.path("model.toml")).unwrap();
    assert!(settings.engine.is_some() && settings.migrations.is_some() && settings.scratch.url.is_some());
    assert_eq!(settings.types.len(), 1);
    assert_eq!(
        (settings.online.resolve(false), settings.online.resolve(true)),
        (None, Some(Online::default()))
    );
}

#[test]
fn an_unknown_key_has_a_suggestion() {
    let project = Project::with_url("app.db");
    project.write("model.toml", "engine = \"sqlite\"\nmigration = \"m\"\n").expect(
        &["status"],
        "err: error: unknown field `migration`, expected one of `engine`, `database_url`, `migrations`, `crates`, `features`, \
         `no_default_features`, `cfg`, `doc_comments`, `extensions`, `exclude`, `types`, `online`, `scratch`, `proof`, `hazards`\n\
         err:  --> model.toml:2:1\n\
         err:   |\n\
         err: 2 | migration = \"m\"\n\
         err:   | ^^^^^^^^^\n\
         err:   |\n\
         err:   = help: did you mean `migrations`?\n\
         err: \n\
         err: error: <dir>/model.toml cannot be used\nexit: 2",
    );
}

#[test]
fn the_database_is_found_or_asked_for() {
    let project = Project::new();
    project.expect(
        &["status"],
        "err: error: no database is named\n\
         err: help: set DATABASE_URL in the environment or in `.env`, `database_url` in model.toml, or give --database-url\n\
         err: help: postgres://user@host/database, or the path of an SQLite file\nexit: 2",
    );
    project.write(".env", "OTHER=1\nDATABASE_URL=sqlite://data.db\n").write("src/x", "");
    project.migration("1_a", "CREATE TABLE a (id INTEGER);", "DROP TABLE a;");
    project.write("Cargo.toml", "[package]\nname = \"app\"\n");
    // From below, the file is still the one beside `.env`.
    project.run_in(&project.path("src"), &["up"]);
    assert!(project.path("data.db").is_file() && !project.path("src/data.db").exists());
    project.expect(
        &["status", "--database-url", "mysql://root:secret@localhost/x"],
        "err: error: `mysql://` is not a database that cargo model knows\n\
         err: help: DATABASE_URL is postgres://.., postgresql://.., sqlite://path, or the path of an SQLite file\nexit: 2",
    );
    project
        .write("model.toml", "engine = \"postgres\"\n")
        .expect(&["status"], "err: error: model.toml says postgres, but <dir>/data.db is SQLite\nexit: 2");
}

#[test]
fn diesel_toml_names_the_directory() {
    let project = Project::with_url("app.db");
    project
        .write("diesel.toml", "[migrations_directory]\ndir = \"db/steps\"\n")
        .write("db/steps/1_a/up.sql", "SELECT 1;")
        .write("db/steps/1_a/down.sql", "SELECT 1;")
        .expect(&["status"], "out: pending       1_a\nexit: 0");
    project
        .write("model.toml", "migrations = \"other\"\n")
        .write("other/2_b/up.sql", "SELECT 1;")
        .write("other/2_b/down.sql", "SELECT 1;")
        .expect(&["status"], "out: pending       2_b\nexit: 0");
}

#[test]
fn another_directory_with_the_flag() {
    let project = Project::with_url("app.db");
    project
        .write("inner/migrations/1_a/up.sql", "SELECT 1;")
        .write("inner/migrations/1_a/down.sql", "SELECT 1;");
    project.expect(&["-C", "inner", "status"], "out: pending       1_a\nexit: 0");
}

#[test]
fn no_password_is_printed() {
    let project = Project::with_url("postgres://me:hush-hush@127.0.0.1:1/db");
    let text = project.run(&["status"]);
    assert!(text.contains("postgres://me:***@127.0.0.1:1/db") && !text.contains("hush"), "{text}");
    assert!(text.ends_with("exit: 4\n"), "{text}");
}

#[test]
fn help_lists_the_exit_codes() {
    let text = Project::new().run(&["help"]);
    assert!(text.contains("out: Exit codes:") && text.ends_with("exit: 0\n"), "{text}");
}

#[test]
fn online_is_a_switch_or_a_table() {
    let project = Project::new();
    let read = |text: &str| {
        project.write("model.toml", text);
        model_cli::config::read(&project.path("model.toml")).map(|settings| settings.online.resolve(false))
    };
    assert_eq!(read("online = true\n").unwrap(), Some(Online::default()));
    let other = Online { lock_timeout: "1s".to_owned(), batch: 5 };
    assert_eq!(read("[online]\nalways = true\nlock_timeout = \"1s\"\nbatch = 5\n").unwrap(), Some(other));
    assert_eq!(read("[online]\nbatch = 5\n").unwrap(), None);
    for wrong in ["online = 3\n", "[online]\nbatch = 0\n", "[online]\nsize = 3\n"] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}
