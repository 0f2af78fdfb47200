//! `cargo model import` through the real binary: what it writes, what it says, and what it leaves alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on shall fail"
)]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use support::{Project, exit, test_server};

const MANIFEST: &str = "[package]\nname = \"app\"\nedition = \"2024\"\n";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn project(engine: &str) -> Project {
    let project = Project::new();
    project.write("Cargo.toml", MANIFEST).write("src/lib.rs", "");
    let scratch = format!("engine = \"{engine}\"\n[scratch]\nurl = \"{}\"\n", test_server());
    project.write("model.toml", if engine == "sqlite" { "engine = \"sqlite\"\n" } else { &scratch });
    project.write("rustfmt.toml", &std::fs::read_to_string(root().join("rustfmt.toml")).unwrap());
    project
}

/// The files below a directory, or the file.
fn read(path: &Path) -> BTreeMap<String, String> {
    fn add(path: &Path, name: &str, found: &mut BTreeMap<String, String>) {
        if !path.is_dir() {
            found.extend(std::fs::read_to_string(path).map(|text| (name.to_owned(), text)));
            return;
        }
        for entry in std::fs::read_dir(path).unwrap() {
            let entry = entry.unwrap();
            add(&entry.path(), &format!("{name}/{}", entry.file_name().to_string_lossy()), found);
        }
    }
    let mut found = BTreeMap::new();
    add(path, "", &mut found);
    found
}

/// Compares with what is there, or puts it there if `UPDATE_GOLDEN` is set.
#[track_caller]
fn golden(path: &Path, actual: &BTreeMap<String, String>) {
    let expected = read(path);
    if expected == *actual {
        return;
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let _ = std::fs::remove_dir_all(path);
        let _ = std::fs::remove_file(path);
        for (name, text) in actual {
            let path = if name.is_empty() { path.to_owned() } else { path.join(&name[1..]) };
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        return;
    }
    assert_eq!(*actual, expected, "UPDATE_GOLDEN=1 rewrites {}", path.display());
}

#[track_caller]
fn case(name: &str) {
    let directory = root().join("tests/cases-import").join(name);
    let flags = std::fs::read_to_string(directory.join("flags")).unwrap();
    let mut flags = flags.split_whitespace();
    let project = project(flags.next().unwrap());
    project.write("schema.sql", &std::fs::read_to_string(directory.join("schema.sql")).unwrap());
    let mut args = vec!["import", "--from", "schema.sql"];
    args.extend(flags);
    let said = project.run(&args);
    golden(&directory.join("output.txt"), &BTreeMap::from([(String::new(), said)]));
    let file = if args.contains(&"--one-file") { "models.rs" } else { "models" };
    golden(&directory.join(file), &read(&project.path("src").join(file)));
    // It is what the whole tool reads.
    project.write("src/lib.rs", "pub mod models;\n");
    let again = project.run(&["diff", "--from", "schema.sql", "--to", "models"]);
    assert_eq!(exit(&again), "0", "{again}");
}

#[test]
fn postgres() {
    case("postgres");
}

#[test]
fn sqlite() {
    case("sqlite");
}

#[test]
fn ground() {
    case("ground");
}

#[test]
fn extensions() {
    case("extensions");
}

#[test]
fn domains() {
    case("domains");
}

#[test]
fn one_file() {
    case("one_file");
}

#[test]
fn names() {
    case("names");
}

#[test]
fn names_sqlite() {
    case("names_sqlite");
}

/// What models stand on is there for some of the tables as well, whatever schema it is in.
#[test]
fn a_part_stands_on_the_same_ground() {
    for (case, part) in [("ground", ["--table", "crates"]), ("extensions", ["--schema", "public"])] {
        let project = project("postgres");
        let schema = root().join("tests/cases-import").join(case).join("schema.sql");
        project.write("schema.sql", &std::fs::read_to_string(schema).unwrap());
        let said = project.run(&[&["import", "--from", "schema.sql"][..], &part].concat());
        assert!(said.contains("the models and schema.sql agree"), "{said}");
        assert_eq!(exit(&said), "0", "{said}");
    }
}

/// A source tree before and after.
#[track_caller]
fn annotated(name: &str) {
    let directory = root().join("tests/cases-import/annotate").join(name);
    let flags = std::fs::read_to_string(directory.join("flags")).unwrap();
    let mut flags = flags.split_whitespace();
    let project = project(flags.next().unwrap());
    project.write("schema.sql", &std::fs::read_to_string(directory.join("schema.sql")).unwrap());
    for (name, text) in read(&directory.join("before")) {
        project.write(&name[1..], &text);
    }
    let mut args = vec!["import", "--annotate", "--from", "schema.sql"];
    args.extend(flags);
    let said = project.run(&args);
    golden(&directory.join("output.txt"), &BTreeMap::from([(String::new(), said.clone())]));
    let source = |project: &Project| -> BTreeMap<String, String> {
        let mut files = read(&project.path("."));
        files.retain(|name, _| Path::new(name).extension().is_some_and(|extension| extension == "rs"));
        files
    };
    golden(&directory.join("after"), &source(&project));
    // The whole tool reads what it said.
    let again = project.run(&["diff", "--from", "schema.sql", "--to", "models", "--exit-code"]);
    assert_eq!(exit(&again), exit(&said), "{again}");
    // What is a model stays as it is.
    let before = source(&project);
    let said = project.run(&args);
    assert!(said.contains("annotated 0 structs"), "{said}");
    assert_eq!(source(&project), before);
}

#[test]
fn annotate_postgres() {
    annotated("postgres");
}

/// Structs behind features and in private modules, an enum of another crate's making, `table!`s in a package of their own.
#[test]
fn annotate_workspace() {
    annotated("workspace");
}

#[test]
fn annotate_sqlite() {
    annotated("sqlite");
}

const DECLARED: &str = "diesel::table! { users (id) { id -> Integer, name -> Nullable<Text>, } }
diesel::table! { posts (id) { id -> Integer, user_id -> Integer, } }

#[derive(diesel::Queryable)]
#[diesel(table_name = users, primary_key(name))]
pub struct User { pub id: i32, pub name: Option<String> }

#[derive(diesel::Queryable)]
#[diesel(table_name = posts)]
pub struct Post { pub id: i32, pub user_id: i32 }
";

#[test]
fn a_struct_that_would_not_do_is_left_as_it_is() {
    let project = project("sqlite");
    project.write("schema.sql", SCHEMA).write("src/lib.rs", &format!("mod rows;\n{DECLARED}"));
    project.write("src/rows.rs", "");
    let said = project.run(&["import", "--annotate", "--from", "schema.sql", "--exclude", "old_*"]);
    assert!(said.contains("users: User (src/lib.rs:7:12): the model's primary key is (name)"), "{said}");
    assert!(said.contains("its model is crate::models::users::User") && exit(&said) == "0", "{said}");
    let files = read(&project.path("src"));
    assert!(files["/lib.rs"].starts_with("mod rows;\npub mod models;\n"), "{files:?}");
    assert!(files["/lib.rs"].contains("references(crate::models::users::User)"), "{files:?}");
    assert!(
        files["/lib.rs"].contains("#[derive(diesel::Queryable)]\n#[diesel(table_name = users"),
        "{files:?}"
    );
}

/// Nothing else says it on the first day.
#[test]
fn the_engine_is_that_of_the_structs() {
    let project = project("sqlite");
    let said = DECLARED
        .replace("table_name = users,", "table_name = users, check_for_backend(diesel::sqlite::Sqlite),");
    project.write("schema.sql", SCHEMA).write("src/lib.rs", &said).write("model.toml", "");
    let said = project.run(&["import", "--annotate", "--from", "schema.sql", "--exclude", "old_*"]);
    assert!(said.contains("the models and schema.sql agree"), "{said}");
    project.write("src/lib.rs", DECLARED);
    let said = project.run(&["import", "--annotate", "--from", "schema.sql"]);
    assert!(said.contains("it is not known for which database the models are"), "{said}");
}

#[test]
fn annotating_is_done_where_it_was_asked_for() {
    let project = project("sqlite");
    project.write("schema.sql", SCHEMA).write("src/lib.rs", DECLARED).write("src/rows.rs", "");
    let before = read(&project.path("src"));
    for (args, part, code) in [
        (vec!["--annotate", "--dry-run"], "out: #[derive(model_core::Model, diesel::Queryable)]", "0"),
        (
            vec!["--annotate", "--only-annotate", "--dry-run", "src/rows.rs"],
            "could do nothing for 3 tables",
            "1",
        ),
        (vec!["--annotate", "src/nowhere.rs"], "there is no ", "2"),
        (vec!["src/lib.rs"], "--annotate", "2"),
        (vec!["--only-annotate"], "--annotate", "2"),
    ] {
        let said = project.run(&[&["import", "--from", "schema.sql"], args.as_slice()].concat());
        assert!(said.contains(part) && exit(&said) == code, "{args:?} {said}");
        assert_eq!(read(&project.path("src")), before, "{args:?}");
    }
    // What does not compile yet is no source to annotate.
    project.write("src/lib.rs", "pub struct {");
    let said = project.run(&["import", "--annotate", "--from", "schema.sql"]);
    assert!(said.contains("nothing was written") && exit(&said) == "2", "{said}");
}

#[test]
fn what_is_of_no_model_is_counted() {
    let project = project("sqlite");
    project.write(
        "schema.sql",
        "CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE VIEW a AS SELECT 1; CREATE VIEW b AS SELECT 2;",
    );
    let said = project.run(&["import", "--from", "schema.sql"]);
    assert!(said.contains("no model describes these, which stay as they are: view (2)"), "{said}");
}

const SCHEMA: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users);
    CREATE TABLE old_logs (id INTEGER PRIMARY KEY);";

#[test]
fn files_are_written_over_only_by_force() {
    let project = project("sqlite");
    project.write("schema.sql", SCHEMA).write("src/models/users.rs", "// mine\n");
    let said = project.run(&["import", "--from", "schema.sql"]);
    assert!(said.contains("src/models/users.rs is there already") && exit(&said) == "2", "{said}");
    assert_eq!(read(&project.path("src/models")).len(), 1);
    let said = project.run(&["import", "--from", "schema.sql", "--force"]);
    assert_eq!(exit(&said), "0", "{said}");
    assert_eq!(read(&project.path("src/models")).len(), 4);
    assert!(read(&project.path("src/models"))["/users.rs"].contains("struct User"));
}

#[test]
fn a_dry_run_writes_nothing() {
    let project = project("sqlite");
    project.write("schema.sql", SCHEMA);
    let said = project.run(&["import", "--from", "schema.sql", "--dry-run", "--one-file"]);
    assert!(said.contains("out: // src/models.rs") && said.contains("out: pub struct Post {"), "{said}");
    assert_eq!(read(&project.path("src")).len(), 1);
}

#[test]
fn a_part_of_the_tables() {
    let project = project("sqlite");
    project.write("schema.sql", SCHEMA);
    let said = project.run(&["import", "--from", "schema.sql", "--exclude", "old_*"]);
    assert_eq!(exit(&said), "0", "{said}");
    let names: Vec<String> = read(&project.path("src/models")).into_keys().collect();
    assert_eq!(names, ["/mod.rs", "/posts.rs", "/users.rs"]);
    // What refers to a table without a model is told, and is a difference.
    let said = project.run(&["import", "--from", "schema.sql", "--table", "posts", "--out", "src/part"]);
    assert!(said.contains("that table has no model") && exit(&said) == "1", "{said}");
    let said = project.run(&["import", "--from", "schema.sql", "--table", "post"]);
    assert!(said.contains("there is no table `post`") && exit(&said) == "2", "{said}");
}

#[test]
fn the_migrations_are_what_is_read_by_default() {
    let project = project("sqlite");
    project.migration("0001_users", "CREATE TABLE users (id INTEGER PRIMARY KEY);", "DROP TABLE users;");
    let said = project.run(&["import"]);
    assert!(said.contains("wrote 1 model of migrations into src/models") && exit(&said) == "0", "{said}");
    project.write("src/lib.rs", "mod models;\n");
    let said = project.run(&["check", "--no-verify"]);
    assert_eq!(exit(&said), "0", "{said}");
}

#[test]
fn what_cannot_be_imported_is_said() {
    let project = project("sqlite");
    project.write("empty.sql", "SELECT 1;").write("schema.sql", SCHEMA);
    for (args, part) in [
        (vec!["import", "--from", "models"], "are models already"),
        (vec!["import", "--from", "empty.sql"], "no table of which a model could be written"),
        (vec!["import", "--from", "schema.sql", "--schema", "app"], "SQLite has no schemas"),
        (vec!["import", "--from", "schema.sql", "--out", "src/1st"], "no name of a module"),
        (vec!["import", "--from", "schema.sql", "--out", "src/lib.rs"], "is there already"),
    ] {
        let said = project.run(&args);
        assert!(said.contains(part) && exit(&said) == "2", "{args:?} {said}");
    }
    assert_eq!(read(&project.path("src")).len(), 1);
}
