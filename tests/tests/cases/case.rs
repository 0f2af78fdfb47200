//! A case as it is on disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use model_cli::intent::IntentArgs;
use model_core::generate::Trial;
use model_core::ir::Engine;
use serde::Deserialize;

use super::databases::Server;

/// `hints.toml`: the flags of `cargo model generate`, and what the case is about.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hints {
    rename: Vec<String>,
    backfill: Vec<String>,
    using: Vec<String>,
    allow_drop: Vec<String>,
    no_nulls: Vec<String>,
    assume: Vec<String>,
    /// The engines that the case is for, if its files do not tell.
    engines: Option<Vec<Engine>>,
    /// The first version of PostgreSQL that knows what it is about.
    #[serde(rename = "postgres")]
    pub since: u32,
    /// Plan it as `--online` does.
    pub online: bool,
    /// A part of the message with which up must fail on the rows, leaving everything as it was.
    pub fails: Option<String>,
    /// Whether the proof makes up rows.
    made_up_rows: bool,
    /// A part of the message with which nothing is generated, because the proof fails.
    pub refused: Option<String>,
}

impl Hints {
    pub fn trial(&self) -> Trial {
        if self.made_up_rows { Trial::on_rows() } else { Trial::default() }
    }

    pub fn intent(&self) -> IntentArgs {
        IntentArgs {
            rename: self.rename.clone(),
            backfill: self.backfill.clone(),
            using: self.using.clone(),
            allow_drop: self.allow_drop.clone(),
            no_nulls: self.no_nulls.clone(),
            assume: self.assume.clone(),
        }
    }
}

/// A directory with `before` and `after`.
pub struct Case {
    /// `<topic>/<name>`
    pub name: String,
    pub hints: Hints,
    directory: PathBuf,
    files: BTreeMap<String, String>,
}

const INPUTS: [&str; 5] = ["before.sql", "after.sql", "rows.sql", "check_up.sql", "check_down.sql"];
const ENGINES: [Engine; 2] = [Engine::Postgres, Engine::Sqlite];

impl Case {
    /// All cases, by name.
    pub fn all() -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
        let topics = directories(&root);
        topics.iter().flat_map(|topic| directories(topic)).map(|path| Self::read(&root, path)).collect()
    }

    fn read(root: &Path, directory: PathBuf) -> Self {
        let name = directory.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        let files: BTreeMap<String, String> = fs::read_dir(&directory)
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
                (path.file_name().unwrap().to_string_lossy().into_owned(), text)
            })
            .collect();
        let hints = files
            .get("hints.toml")
            .map(|text| toml::from_str(text).unwrap_or_else(|error| panic!("{name}/hints.toml: {error}")));
        Self { name, hints: hints.unwrap_or_default(), directory, files }
    }

    pub fn topic(&self) -> &str {
        self.name.split('/').next().unwrap()
    }

    pub fn is_for(&self, engine: Engine) -> bool {
        let named = self.hints.engines.as_ref().is_none_or(|engines| engines.contains(&engine));
        named && ["before.sql", "after.sql"].iter().all(|file| self.input(file, engine).is_some())
    }

    /// The text of `name.sql`, or of `name.<engine>.sql` if there is one.
    pub fn input(&self, file: &str, engine: Engine) -> Option<&str> {
        self.files.get(&of_engine(file, engine)).or_else(|| self.files.get(file)).map(String::as_str)
    }

    /// The file of the expected questions, if the change is to stop with some.
    pub fn questions(&self, engine: Engine) -> Option<String> {
        [of_engine("questions.txt", engine), "questions.txt".to_owned()]
            .into_iter()
            .find(|file| self.files.contains_key(file))
    }

    /// Compares with a file of the case, or writes it if `UPDATE_GOLDEN` is set.
    ///
    /// From 16 on, PostgreSQL prints the columns of a view without their table where there is one table only: there, that is no
    /// difference, so that one file does for all versions.
    pub fn golden(&self, file: &str, actual: &str, server: &Server) -> Result<(), String> {
        let expected = self.files.get(file).map_or("", String::as_str);
        let is_expected = expected == actual
            || server.version() >= 16 && views_unqualified(expected) == views_unqualified(actual);
        if is_expected && self.files.contains_key(file) {
            return Ok(());
        }
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(self.directory.join(file), actual).unwrap();
            return Ok(());
        }
        Err(format!("{file} is\n{actual}\nand not, as expected (UPDATE_GOLDEN=1 rewrites it),\n{expected}"))
    }

    /// Files that no test reads.
    pub fn unused(&self) -> Vec<String> {
        let engines: Vec<Engine> = ENGINES.into_iter().filter(|engine| self.is_for(*engine)).collect();
        let mut used = vec!["hints.toml".to_owned()];
        for engine in &engines {
            for file in INPUTS {
                let own = of_engine(file, *engine);
                used.push(if self.files.contains_key(&own) { own } else { file.to_owned() });
            }
            match self.questions(*engine) {
                Some(file) => used.push(file),
                None if self.topic() == "perpetual" => {}
                None => used.extend(["up.sql", "down.sql"].map(|file| of_engine(file, *engine))),
            }
        }
        let unused = self.files.keys().filter(|file| !used.contains(file));
        let mut unused: Vec<String> = unused.map(|file| format!("{}/{file}", self.name)).collect();
        if engines.is_empty() {
            unused.push(format!("{}: it is for no engine", self.name));
        }
        unused
    }
}

/// The text with the columns in definitions of views bare.
fn views_unqualified(text: &str) -> String {
    let mut is_view = false;
    let lines = text.lines().map(|line| {
        if !line.starts_with(' ') {
            is_view = line.starts_with("CREATE ") && line.contains("VIEW ");
            return line.to_owned();
        }
        if is_view { unqualified(line) } else { line.to_owned() }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The line without `name.` before a name.
fn unqualified(line: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = String::new();
    for (piece, next) in line.split('.').zip(line.split('.').skip(1).map(Some).chain([None])) {
        let is_qualifier = piece.ends_with(is_part) && next.is_some_and(|next| next.starts_with(is_part));
        match (next, is_qualifier) {
            (Some(_), true) => out.push_str(piece.trim_end_matches(is_part)),
            (Some(_), false) => out.extend([piece, "."]),
            (None, _) => out.push_str(piece),
        }
    }
    out
}

/// `up.sql` as `up.postgres.sql`.
pub fn of_engine(file: &str, engine: Engine) -> String {
    let (stem, extension) = file.split_once('.').unwrap();
    format!("{stem}.{}.{extension}", engine.name())
}

fn directories(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    found.sort();
    found
}
