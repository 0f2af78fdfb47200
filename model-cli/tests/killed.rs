//! A run that is killed at any moment leaves no half of a migration, no server and no socket directory.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use support::{Project, migrations, test_server};

const KILLS: u32 = 20;
/// How long what belongs to a killed run may stay.
const GRACE: Duration = Duration::from_secs(2);

fn project(engine: &str) -> Project {
    let project = Project::new();
    project.write("Cargo.toml", "[package]\nname = \"app\"\nedition = \"2024\"\n");
    project.write("model.toml", &format!("engine = \"{engine}\"\n"));
    project
}

/// The n-th state of the models: one more column.
fn model(project: &Project, n: u32) {
    let columns: Vec<String> = (0..=n).map(|n| format!("    pub column_{n}: Option<String>,\n")).collect();
    let columns = columns.concat();
    let source = format!(
        "use model_core::Model;\n\n#[derive(Model)]\n#[diesel(table_name = users)]\npub struct User {{\n    pub id: i64,\n{columns}}}\n"
    );
    project.write("src/lib.rs", &source);
}

fn generate(project: &Project, cache: &Path) -> Command {
    let mut command = project.command(&["generate", "one more"]);
    command.env("MODEL_CACHE_DIR", cache).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn assert_complete(project: &Project) {
    for name in migrations(project) {
        for file in ["up.sql", "down.sql"] {
            let text = std::fs::read_to_string(project.path("migrations").join(&name).join(file)).unwrap();
            assert!(text.contains("users") && text.ends_with(";\n"), "{name}/{file}: {text:?}");
        }
    }
}

/// Kills runs at moments that are spread over the time that a whole one takes; `after` looks at what is left of each.
fn kill_all_along(project: &Project, cache: &Path, mut after: impl FnMut()) {
    model(project, 0);
    assert!(generate(project, cache).status().unwrap().success());
    model(project, 1);
    let began = Instant::now();
    assert!(generate(project, cache).status().unwrap().success());
    let whole = began.elapsed();
    for n in 0..KILLS {
        model(project, n + 2);
        let mut child = generate(project, cache).spawn().unwrap();
        sleep(whole * n / KILLS);
        child.kill().unwrap();
        child.wait().unwrap();
        assert_complete(project);
        after();
    }
    // What was left does not keep the next run from its work.
    assert!(generate(project, cache).status().unwrap().success());
    assert_complete(project);
}

/// Processes that name a directory on their command line, and the socket directories of the servers among them.
fn processes(of: &Path) -> (usize, BTreeSet<PathBuf>) {
    let mut sockets = BTreeSet::new();
    let mut count = 0;
    for process in std::fs::read_dir("/proc").unwrap() {
        let Ok(line) = std::fs::read_to_string(process.unwrap().path().join("cmdline")) else { continue };
        if !line.contains(of.to_str().unwrap()) {
            continue;
        }
        count += 1;
        let words: Vec<&str> = line.split('\0').collect();
        sockets.extend(words.windows(2).filter(|pair| pair[0] == "-k").map(|pair| PathBuf::from(pair[1])));
    }
    (count, sockets)
}

#[test]
fn sqlite_leaves_whole_migrations() {
    let project = project("sqlite");
    let cache = project.path(".cache");
    kill_all_along(&project, &cache, || {});
}

#[test]
fn postgres_leaves_whole_migrations_and_no_server() {
    let project = project("postgres");
    // A server does not run as root: whoever it runs as has to reach its data.
    let cache = tempfile::Builder::new()
        .prefix("model-killed-")
        .permissions(std::fs::Permissions::from_mode(0o755))
        .tempdir_in("/tmp")
        .unwrap();
    let mut sockets = BTreeSet::new();
    kill_all_along(&project, cache.path(), || {
        let began = Instant::now();
        loop {
            let (count, found) = processes(cache.path());
            sockets.extend(found);
            if count == 0 && sockets.iter().all(|directory| !directory.exists()) {
                break;
            }
            assert!(began.elapsed() < GRACE, "{count} processes are left, and some of {sockets:?}");
            sleep(Duration::from_millis(20));
        }
    });
    assert!(!sockets.is_empty(), "no server was ever seen: this test looks in the wrong place");
}

#[test]
fn a_given_server_keeps_nothing() {
    let project = project("postgres");
    project.write("model.toml", &format!("engine = \"postgres\"\n[scratch]\nurl = \"{}\"\n", test_server()));
    for (n, fails) in [(0, false), (1, false), (1, true)] {
        model(&project, n);
        let mut command = generate(&project, &project.path(".cache"));
        if fails {
            let source = std::fs::read_to_string(project.path("src/lib.rs")).unwrap();
            project.write(
                "src/lib.rs",
                &source.replace("    pub id: i64,\n", "    pub id: i64,\n    pub needed: i32,\n"),
            );
            command.args(["--backfill", "users.needed=no_such_function()"]);
        }
        let mut child = command.spawn().unwrap();
        let pid = child.id();
        assert_eq!(child.wait().unwrap().success(), !fails);
        let query = format!(
            "SELECT to_json(datname)::text AS row FROM pg_database WHERE datname ~ '^model_(scratch_{pid}_|template)'"
        );
        let mut server = model_cli::connect::connect(&test_server()).unwrap();
        let left = server.database().json_rows(&query).unwrap();
        assert!(left.is_empty(), "{left:?}");
    }
}
