use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{History, MigrationError, read};

/// Where a migration is prepared before it is renamed into place. Diesel passes over hidden directories, and what a killed run
/// has left in it is removed by the next one.
const STAGING: &str = ".cargo-model";

/// A migration to write.
#[derive(Debug, Clone, Copy)]
pub struct NewMigration<'a> {
    /// What it is called, in any words: see [`slug`].
    pub name: &'a str,
    /// The text of up.sql.
    pub up: &'a str,
    /// The text of down.sql.
    pub down: &'a str,
    /// Whether Diesel may put a transaction around it.
    pub in_transaction: bool,
}

/// Words as the end of a directory's name: `Add profiles!` is `add_profiles`.
pub fn slug(words: &str) -> String {
    let parts = words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

/// Writes migrations behind a history and returns their directories.
///
/// `timestamp` is the present as `2026-01-31-235959`, which is how diesel_cli begins a name. Should the history already have a
/// later version, the new ones follow that. Each directory is complete as soon as it is there: it is prepared aside and renamed.
///
/// # Errors
/// [`MigrationError::Changed`] if the directory holds another history by now: what was proved may not lead anywhere from there.
pub fn write(
    directory: &Path,
    history: &History,
    timestamp: &str,
    migrations: &[NewMigration<'_>],
) -> Result<Vec<PathBuf>, MigrationError> {
    let staging = directory.join(STAGING);
    let io = |path: &Path| {
        let path = path.to_owned();
        move |error| MigrationError::Io { path, error }
    };
    fs::create_dir_all(directory).map_err(io(directory))?;
    let _turn = turn(directory);
    if read(directory)?.migrations != history.migrations {
        return Err(MigrationError::Changed(directory.to_owned()));
    }
    if staging.exists() {
        fs::remove_dir_all(&staging).map_err(io(&staging))?;
    }
    let mut version = next_version(history, timestamp)?;
    let mut prepared = Vec::new();
    for migration in migrations {
        let name = format!("{}_{}", dashed(&version), slug(migration.name));
        let path = staging.join(&name);
        fs::create_dir_all(&path).map_err(io(&path))?;
        put(&path.join("up.sql"), migration.up)?;
        put(&path.join("down.sql"), migration.down)?;
        if !migration.in_transaction {
            put(&path.join("metadata.toml"), "run_in_transaction = false\n")?;
        }
        prepared.push((path, directory.join(name)));
        version = successor(&version).ok_or_else(|| MigrationError::SortsLast(version.clone()))?;
    }
    let mut written = Vec::new();
    for (from, to) in prepared {
        fs::rename(&from, &to).map_err(io(&to))?;
        written.push(to);
    }
    fs::remove_dir_all(&staging).map_err(io(&staging))?;
    // The renames are kept once the directory is; a file system that cannot sync a directory keeps them in its own time.
    let _ = File::open(directory).and_then(|directory| directory.sync_all());
    Ok(written)
}

/// Keeps other writers out until it is dropped. Where a directory cannot be locked (Windows, some network file systems), writers
/// are not kept apart.
fn turn(directory: &Path) -> Option<File> {
    let directory = File::open(directory).ok()?;
    directory.lock().ok()?;
    Some(directory)
}

fn put(path: &Path, text: &str) -> Result<(), MigrationError> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    write().map_err(|error| MigrationError::Io { path: path.to_owned(), error })
}

/// The present with a counter, or what follows the newest version if that is later.
fn next_version(history: &History, timestamp: &str) -> Result<String, MigrationError> {
    let now = format!("{}0000", timestamp.replace('-', ""));
    let Some(newest) = history.migrations.last() else { return Ok(now) };
    if newest.version < now {
        return Ok(now);
    }
    successor(&newest.version)
        .filter(|next| *next > newest.version)
        .ok_or_else(|| MigrationError::SortsLast(newest.name.clone()))
}

/// The next version of 18 digits: a date, a time and a counter. A shorter date gets a counter.
fn successor(version: &str) -> Option<String> {
    if version.len() < 14 || !version.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (date, counter) = version.split_at(14);
    let counter: u32 = if counter.is_empty() { 0 } else { counter.parse().ok()? };
    (counter < 9999).then(|| format!("{date}{:04}", counter + 1))
}

/// `202601312359590000` as `2026-01-31-235959-0000`.
fn dashed(version: &str) -> String {
    let parts = [0..4, 4..6, 6..8, 8..14, 14..version.len()];
    parts.iter().filter_map(|part| version.get(part.clone())).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-01-31-235959";

    fn new(name: &str) -> NewMigration<'_> {
        NewMigration { name, up: "SELECT 1;\n", down: "SELECT 2;\n", in_transaction: true }
    }

    #[test]
    fn what_is_written_is_read() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join(STAGING).join("half")).unwrap();
        let empty = read(dir.path()).unwrap();
        let second = NewMigration { in_transaction: false, ..new("then this") };
        write(dir.path(), &empty, NOW, &[new("Add profiles!"), second]).unwrap();
        let history = read(dir.path()).unwrap();
        let names: Vec<_> = history.migrations.iter().map(|migration| migration.name.as_str()).collect();
        assert_eq!(names, ["2026-01-31-235959-0000_add_profiles", "2026-01-31-235959-0001_then_this"]);
        assert_eq!(history.migrations[0].version, "202601312359590000");
        assert!(history.migrations[0].in_transaction && !history.migrations[1].in_transaction);
        assert!(!dir.path().join(STAGING).exists() && history.warnings.is_empty());
    }

    #[test]
    fn a_new_version_follows_the_newest_even_if_the_clock_is_behind() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["2027-01-01-000000_a", "2027-01-01-000000-0004_b"] {
            fs::create_dir(dir.path().join(name)).unwrap();
            fs::write(dir.path().join(name).join("up.sql"), "SELECT 1;").unwrap();
        }
        let history = read(dir.path()).unwrap();
        let written = write(dir.path(), &history, NOW, &[new("c")]).unwrap();
        assert!(written[0].ends_with("2027-01-01-000000-0005_c"), "{written:?}");
        assert_eq!(history.warnings.len(), 2, "{:?}", history.warnings);
    }

    #[test]
    fn what_was_made_for_another_history_is_not_written() {
        let dir = tempfile::tempdir().unwrap();
        let before = read(dir.path()).unwrap();
        write(dir.path(), &before, NOW, &[new("first")]).unwrap();
        let error = write(dir.path(), &before, NOW, &[new("second")]).unwrap_err();
        assert!(matches!(error, MigrationError::Changed(_)), "{error}");
        assert_eq!(read(dir.path()).unwrap().migrations.len(), 1);
    }

    #[test]
    fn a_version_that_is_no_date_cannot_be_followed() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("v9_a")).unwrap();
        fs::write(dir.path().join("v9_a").join("up.sql"), "SELECT 1;").unwrap();
        let history = read(dir.path()).unwrap();
        let error = write(dir.path(), &history, NOW, &[new("b")]).unwrap_err();
        assert!(error.to_string().contains("sorts after any date"), "{error}");
    }

    #[test]
    fn mistakes_are_named() {
        let dir = tempfile::tempdir().unwrap();
        let make = |name: &str, files: &[(&str, &str)]| {
            let path = dir.path().join(name);
            fs::create_dir_all(&path).unwrap();
            for (file, text) in files {
                fs::write(path.join(file), text).unwrap();
            }
        };
        make("1_a", &[("up.sql", "-- nothing"), ("down.sql", "\u{feff}SELECT 1"), ("metadata.toml", "")]);
        let history = read(dir.path()).unwrap();
        let warnings = history.warnings.join("\n");
        for part in ["up.sql has no statement", "byte order mark", "does not say `run_in_transaction`"] {
            assert!(warnings.contains(part), "{warnings}");
        }
        make("1_b", &[("up.sql", "SELECT 1")]);
        assert!(
            read(dir.path()).unwrap_err().to_string().contains("`1_a` and `1_b` have the same version 1")
        );
        fs::remove_dir_all(dir.path().join("1_b")).unwrap();
        make("2_c", &[]);
        assert!(read(dir.path()).unwrap_err().to_string().contains("has no up.sql"));
        make("2_c", &[("up.sql", "SELECT 1"), ("metadata.toml", "run_in_transaction = 3")]);
        assert!(matches!(read(dir.path()).unwrap_err(), MigrationError::Metadata { .. }));
    }
}
