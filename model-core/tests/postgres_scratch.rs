//! Clusters, throw-away databases and templates.
#![cfg(all(feature = "postgres", feature = "tools", unix))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail")]

mod postgres_support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use model_core::database::{Database, DatabaseError};
use model_core::scratch::{Cluster, Keep, Scratch, ScratchDb, ServerBinaries};
use postgres_support::{Connect, connect, server};

/// A directory that a server's own account can reach as well.
fn shared_directory() -> tempfile::TempDir {
    let directory = tempfile::Builder::new().prefix("model-test-").tempdir_in("/tmp").unwrap();
    fs::set_permissions(directory.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    directory
}

fn binaries() -> ServerBinaries {
    ServerBinaries::find().unwrap()
}

fn names(database: &mut dyn Database, query: &str) -> Vec<String> {
    database.json_rows(query).unwrap()
}

/// The directory of the socket.
fn directory(url: &str) -> PathBuf {
    let host = url.split('@').nth(1).unwrap().split('/').next().unwrap();
    PathBuf::from(host.replace("%2F", "/"))
}

fn databases(url: &str) -> Vec<String> {
    names(
        &mut *connect(url).unwrap(),
        "SELECT datname AS row FROM pg_database WHERE datname ~ '^model_' ORDER BY 1",
    )
}

#[track_caller]
fn assert_ends(url: &str) {
    let deadline = Instant::now() + Duration::from_secs(5);
    while connect(url).is_ok() || directory(url).exists() {
        assert!(Instant::now() < deadline, "the server of {url} is still there");
        sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_temporary_cluster_comes_and_goes() {
    let start = Instant::now();
    let cluster = Cluster::start(&binaries(), &Keep::Temporary).unwrap();
    println!("cold start {:?}", start.elapsed());
    assert!(!cluster.is_warm());
    let url = cluster.url("postgres");
    let mut connection = connect(&url).unwrap();
    let settings = "SELECT json_build_array(current_setting('fsync'), current_setting('listen_addresses'),
        current_setting('server_encoding'), datcollate, current_user)::text AS row
        FROM pg_database WHERE datname = current_database()";
    assert_eq!(names(&mut *connection, settings), [r#"["off", "", "UTF8", "C", "postgres"]"#]);
    let start = Instant::now();
    drop(cluster);
    println!("stop {:?}", start.elapsed());
    assert!(!directory(&url).exists() && connect(&url).is_err());
}

#[test]
fn a_warm_cluster_keeps_its_data() {
    let cache = shared_directory();
    let keep = Keep::Warm(cache.path().to_owned());
    let cluster = Cluster::start(&binaries(), &keep).unwrap();
    assert!(cluster.is_warm());
    let url = cluster.url("postgres");
    connect(&url).unwrap().batch("CREATE TABLE kept (x integer)").unwrap();
    drop(cluster);
    assert!(!directory(&url).exists(), "the socket's directory is removed");

    let start = Instant::now();
    let cluster = Cluster::start(&binaries(), &keep).unwrap();
    println!("warm start {:?}", start.elapsed());
    assert_ne!(cluster.url("postgres"), url);
    connect(&cluster.url("postgres")).unwrap().batch("SELECT x FROM kept").unwrap();

    let second = Cluster::start(&binaries(), &keep).unwrap();
    assert!(!second.is_warm(), "the warm one is in use");
    assert!(connect(&second.url("postgres")).unwrap().batch("SELECT x FROM kept").is_err());
}

#[test]
fn a_data_directory_that_does_not_start_is_made_anew() {
    let cache = shared_directory();
    let keep = Keep::Warm(cache.path().to_owned());
    drop(Cluster::start(&binaries(), &keep).unwrap());
    let data = cache.path().join(format!("postgres-{}/data", binaries().major()));
    fs::write(data.join("global/pg_control"), b"nonsense").unwrap();
    let cluster = Cluster::start(&binaries(), &keep).unwrap();
    assert!(cluster.is_warm() && connect(&cluster.url("postgres")).is_ok());
}

#[test]
fn a_server_that_cannot_start_says_why() {
    let directory = shared_directory();
    let real = binaries().directory;
    for (name, text) in [
        ("initdb", "#!/bin/sh\necho 'no room left' >&2\nexit 1\n".to_owned()),
        ("postgres", format!("#!/bin/sh\nexec {}/postgres \"$@\"\n", real.display())),
    ] {
        fs::write(directory.path().join(name), text).unwrap();
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        fs::set_permissions(directory.path().join(name), mode).unwrap();
    }
    let binaries = ServerBinaries::in_directory(directory.path()).unwrap();
    let error = Cluster::start(&binaries, &Keep::Temporary).unwrap_err().to_string();
    assert!(error.contains("did not start") && error.ends_with("no room left"), "{error}");
}

/// Not a test: what [`killed_at_any_moment`] starts and kills.
#[test]
#[ignore = "started by another test"]
fn child() {
    let keep = match std::env::var_os("MODEL_TEST_WARM") {
        Some(cache) => Keep::Warm(cache.into()),
        None => Keep::Temporary,
    };
    println!("starting");
    let cluster = Cluster::start(&binaries(), &keep).unwrap();
    println!("url {}", cluster.url("postgres"));
    sleep(Duration::from_mins(1));
}

fn spawn_child(cache: Option<&Path>) -> (std::process::Child, impl Iterator<Item = String>) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["child", "--exact", "--ignored", "--nocapture"]).stdout(Stdio::piped());
    if let Some(cache) = cache {
        command.env("MODEL_TEST_WARM", cache);
    }
    let mut child = command.spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    (child, lines)
}

#[test]
fn a_killed_process_leaves_no_server() {
    let cache = shared_directory();
    for cache in [None, Some(cache.path())] {
        let (mut child, mut lines) = spawn_child(cache);
        let url = lines.find_map(|line| line.strip_prefix("url ").map(str::to_owned)).unwrap();
        connect(&url).unwrap().batch("CREATE TABLE t (x integer)").unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert_ends(&url);
    }
    let cluster = Cluster::start(&binaries(), &Keep::Warm(cache.path().to_owned())).unwrap();
    assert!(cluster.is_warm(), "the lock went with the server");
    connect(&cluster.url("postgres")).unwrap().batch("SELECT x FROM t").unwrap();
}

/// Every process whose command line names a directory below `root`.
#[cfg(target_os = "linux")]
fn processes_in(root: &Path) -> Vec<String> {
    let root = root.to_str().unwrap();
    fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| fs::read_to_string(entry.path().join("cmdline")).ok())
        .filter(|line| line.contains(root) && !line.contains("--exact"))
        .collect()
}

#[test]
#[cfg(target_os = "linux")]
fn killed_at_any_moment() {
    let cache = shared_directory();
    drop(Cluster::start(&binaries(), &Keep::Warm(cache.path().to_owned())).unwrap());
    for delay in [0, 1, 3, 5, 8, 12, 17, 25, 40] {
        let (mut child, mut lines) = spawn_child(Some(cache.path()));
        assert!(lines.any(|line| line.contains("starting")));
        sleep(Duration::from_millis(delay));
        child.kill().unwrap();
        child.wait().unwrap();
        let deadline = Instant::now() + Duration::from_secs(10);
        while !processes_in(cache.path()).is_empty() {
            assert!(Instant::now() < deadline, "after {delay} ms: {:?}", processes_in(cache.path()));
            sleep(Duration::from_millis(5));
        }
    }
    assert!(Cluster::start(&binaries(), &Keep::Warm(cache.path().to_owned())).unwrap().is_warm());
}

fn fill(database: &mut dyn Database, _based: bool) -> Result<(), DatabaseError> {
    database.batch("CREATE TABLE t (x integer); INSERT INTO t VALUES (1)")
}

fn count(database: &mut ScratchDb) -> String {
    names(database, "SELECT count(*)::text AS row FROM t").remove(0)
}

#[test]
fn a_given_server_is_left_as_it_was() {
    let before = databases(server());
    let mut scratch = Scratch::postgres_server(Connect, server()).unwrap();
    assert!(scratch.server_version().starts_with(|c: char| c.is_ascii_digit()));
    let mut empty = scratch.database().unwrap();
    fill(&mut empty, false).unwrap();
    let mut copy = scratch.template("a", None, fill).unwrap();
    copy.batch("INSERT INTO t VALUES (2)").unwrap();
    let never = |_: &mut dyn Database, _: bool| -> Result<(), DatabaseError> { panic!("made twice") };
    let mut again = scratch.template("a", None, never).unwrap();
    assert_eq!((count(&mut copy), count(&mut again)), ("2".into(), "1".into()));
    let ours = |names: &[String]| {
        let pid = format!("model_scratch_{}_", std::process::id());
        names.iter().filter(|name| name.starts_with(&pid)).count()
    };
    assert_eq!(ours(&databases(server())), 4, "three in use and the template");
    drop((empty, copy, again));
    assert_eq!(ours(&databases(server())), 1, "the template");
    drop(scratch);
    assert_eq!(ours(&databases(server())), ours(&before));
}

#[test]
fn what_a_killed_run_left_long_ago_is_swept() {
    let cluster = Cluster::start(&binaries(), &Keep::Temporary).unwrap();
    let url = cluster.url("postgres");
    let (old, foreign) = ("model_scratch_1_000000010000000000000000", "model_scratch_mine");
    let new = "model_scratch_1_f00000010000000000000000";
    for name in [old, new, foreign] {
        connect(&url).unwrap().batch(&format!("CREATE DATABASE {name}")).unwrap();
    }
    drop(Scratch::postgres_server(Connect, &url).unwrap());
    assert_eq!(databases(&url), [new, foreign]);
}

#[test]
fn a_role_that_may_not_create_databases_is_told() {
    let cluster = Cluster::start(&binaries(), &Keep::Temporary).unwrap();
    connect(&cluster.url("postgres")).unwrap().batch("CREATE ROLE poor LOGIN").unwrap();
    let url = cluster.url("postgres").replace("postgres@", "poor@");
    let error = Scratch::postgres_server(Connect, &url).unwrap_err().to_string();
    assert!(error.contains("`poor` may not create databases"), "{error}");
}

#[test]
fn a_failed_template_is_not_kept() {
    let mut scratch = Scratch::postgres_server(Connect, server()).unwrap();
    let fails =
        |database: &mut dyn Database, _: bool| database.batch("CREATE TABLE t (x integer); SELECT 1 / 0");
    assert_eq!(scratch.template("failing", None, fails).unwrap_err().message, "division by zero");
    assert_eq!(count(&mut scratch.template("failing", None, fill).unwrap()), "1");
}

#[test]
fn a_template_is_made_on_top_of_another() {
    let mut scratch = Scratch::postgres_server(Connect, server()).unwrap();
    drop(scratch.template("one", None, fill).unwrap());
    let add = |database: &mut dyn Database, based: bool| {
        assert!(based, "`one` is there");
        database.batch("INSERT INTO t VALUES (2)")
    };
    assert_eq!(count(&mut scratch.template("two", Some("one"), add).unwrap()), "2");
    assert_eq!(count(&mut scratch.template("one", None, fill).unwrap()), "1", "the first is as it was");
    let anew = |database: &mut dyn Database, based: bool| {
        assert!(!based, "there is no `three`");
        fill(database, based)
    };
    assert_eq!(count(&mut scratch.template("four", Some("three"), anew).unwrap()), "1");
}

#[test]
fn templates_of_a_warm_cluster_outlive_the_run() {
    let cache = shared_directory();
    let scratch = || {
        let cluster = Cluster::start(&binaries(), &Keep::Warm(cache.path().to_owned())).unwrap();
        assert!(cluster.is_warm());
        Scratch::postgres_cluster(Connect, cluster).unwrap()
    };
    {
        let mut first = scratch();
        assert_eq!(count(&mut first.template("kept", None, fill).unwrap()), "1");
        for i in 0..9 {
            // Used in every round, so it is never the one that was not used longest.
            let never = |_: &mut dyn Database, _: bool| -> Result<(), DatabaseError> { panic!("made twice") };
            first.template(&format!("other {i}"), None, fill).unwrap();
            assert_eq!(count(&mut first.template("kept", None, never).unwrap()), "1");
        }
        // As a killed run leaves it behind.
        first.database().unwrap().batch("CREATE DATABASE model_scratch_1_killed").unwrap();
    }
    let mut second = scratch();
    let mut made = false;
    let start = Instant::now();
    let mut copy = second
        .template("kept", None, |database, _| {
            made = true;
            fill(database, false)
        })
        .unwrap();
    println!("copy of a template {:?}", start.elapsed());
    assert!(!made);
    assert_eq!(count(&mut copy), "1");
    let query = "SELECT datname AS row FROM pg_database WHERE datname ~ '^model_'";
    let all = names(&mut copy, query);
    assert_eq!(all.iter().filter(|name| name.starts_with("model_template_")).count(), 8);
    assert_eq!(all.iter().filter(|name| name.starts_with("model_scratch_")).count(), 1, "its own");
    let start = Instant::now();
    drop(second.database().unwrap());
    println!("empty database, made and dropped {:?}", start.elapsed());
}
