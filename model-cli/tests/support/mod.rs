//! Projects in temporary directories, and the real binary run in them.

#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of tests")]

pub mod states;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use model_cli::connect::connect;

/// A directory in which the binary is run.
pub struct Project {
    dir: tempfile::TempDir,
    url: Option<String>,
}

impl Project {
    /// An empty one without a database.
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), url: None }
    }

    /// One with a DATABASE_URL in the environment.
    pub fn with_url(url: &str) -> Self {
        Self { url: Some(url.to_owned()), ..Self::new() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    pub fn migration(&self, name: &str, up: &str, down: &str) -> &Self {
        self.write(&format!("migrations/{name}/up.sql"), up);
        self.write(&format!("migrations/{name}/down.sql"), down)
    }

    pub fn remove(&self, name: &str) -> &Self {
        std::fs::remove_dir_all(self.path(name)).unwrap();
        self
    }

    /// Runs the binary here. What differs from run to run is replaced.
    pub fn run(&self, args: &[&str]) -> String {
        self.run_in(self.dir.path(), args)
    }

    /// The binary, in this directory and environment.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-model"));
        command.args(args).current_dir(self.dir.path()).env_remove("DATABASE_URL").env_remove("NO_COLOR");
        // Nothing that an earlier run remembered.
        command.env("XDG_CACHE_HOME", self.dir.path().join(".cache")).env_remove("MODEL_CACHE_DIR");
        if let Some(url) = &self.url {
            command.env("DATABASE_URL", url);
        }
        command
    }

    pub fn run_in(&self, dir: &Path, args: &[&str]) -> String {
        let output = self.command(args).current_dir(dir).output().unwrap();
        let mut text = String::new();
        for (name, bytes) in [("out", &output.stdout), ("err", &output.stderr)] {
            for line in String::from_utf8(bytes.clone()).unwrap().lines() {
                let line = stable(
                    &line.replace(&self.dir.path().canonicalize().unwrap().display().to_string(), "<dir>"),
                );
                writeln!(text, "{}", format!("{name}: {line}").trim_end()).unwrap();
            }
        }
        writeln!(text, "exit: {}", output.status.code().unwrap()).unwrap();
        text
    }

    /// Runs it and compares; a difference shows both.
    pub fn expect(&self, args: &[&str], expected: &str) -> &Self {
        let actual = self.run(args);
        let lines: Vec<&str> = expected.trim().lines().map(str::trim).collect();
        let expected = lines.join("\n") + "\n";
        assert_eq!(actual, expected, "{args:?}\n--- actual\n{actual}--- expected\n{expected}");
        self
    }
}

/// The exit code that ends what [`Project::run`] gives.
pub fn exit(text: &str) -> &str {
    text.trim_end().rsplit("exit: ").next().unwrap()
}

/// The directory names of a migrations directory, hidden ones apart, in order.
pub fn migrations(project: &Project) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(project.path("migrations"))
        .map(|entries| entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect())
        .unwrap_or_default();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

/// The server that scripts/test provides.
pub fn test_server() -> String {
    std::env::var("MODEL_TEST_POSTGRES_URL")
        .expect("MODEL_TEST_POSTGRES_URL names a PostgreSQL server for the tests: scripts/test starts one")
}

/// Durations and times of day.
fn stable(line: &str) -> String {
    let mut out = String::new();
    for word in line.split_inclusive(' ') {
        let bare = word.trim_end_matches([' ', '"', ',']);
        let digits = bare.trim_matches('"');
        let is_day = digits.len() == 10 && digits.as_bytes()[4] == b'-' && digits.as_bytes()[7] == b'-';
        let is_time = digits.len() >= 8 && digits.as_bytes()[2] == b':' && digits.as_bytes()[5] == b':';
        let duration = digits.strip_prefix('(').is_some_and(|n| n.parse::<f64>().is_ok());
        let shown = if is_day && digits[..4].parse::<u32>().is_ok() {
            "<day>"
        } else if is_time {
            "<time>"
        } else if duration {
            "(<n>"
        } else {
            digits
        };
        out += &word.replacen(digits, shown, 1);
    }
    // A slow machine is no difference.
    out.replace("(<n> s)", "(<n> ms)")
}

/// A fresh database of that name on the server of the tests.
pub fn database(name: &str) -> String {
    let server = std::env::var("MODEL_TEST_POSTGRES_URL")
        .expect("MODEL_TEST_POSTGRES_URL names a PostgreSQL server for the tests: scripts/test starts one");
    let mut connection = connect(&server).unwrap();
    connection.database().batch(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).unwrap();
    connection.database().batch(&format!("CREATE DATABASE {name}")).unwrap();
    let (head, query) = server
        .split_once('?')
        .map_or((server.as_str(), String::new()), |(head, query)| (head, format!("?{query}")));
    let scheme = head.find("://").unwrap() + 3;
    let base = head[scheme..].find('/').map_or(head, |slash| &head[..scheme + slash]);
    format!("{base}/{name}{query}")
}
