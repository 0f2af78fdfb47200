use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::{History, MAX_VERSION, Migration, MigrationError};

/// Reads a migrations directory. One that does not exist has no migrations.
pub fn read(directory: &Path) -> Result<History, MigrationError> {
    let mut history = History::default();
    if !directory.exists() {
        return Ok(history);
    }
    let io = |error| MigrationError::Io { path: directory.to_owned(), error };
    let mut by_version: BTreeMap<String, Migration> = BTreeMap::new();
    let mut paths = Vec::new();
    for entry in fs::read_dir(directory).map_err(io)? {
        paths.push(entry.map_err(io)?.path());
    }
    paths.sort();
    for path in paths {
        let lossy = path.file_name().unwrap_or_default().to_string_lossy();
        // Diesel passes over files and hidden directories.
        if lossy.starts_with('.') || !path.is_dir() {
            continue;
        }
        let Cow::Borrowed(name) = lossy else { return Err(MigrationError::NotUtf8(path)) };
        let migration = migration(&path, name, &mut history.warnings)?;
        if let Some(first) = by_version.get(&migration.version) {
            return Err(MigrationError::Duplicate {
                version: migration.version,
                first: first.name.clone(),
                second: migration.name,
            });
        }
        by_version.insert(migration.version.clone(), migration);
    }
    history.migrations = by_version.into_values().collect();
    Ok(history)
}

fn migration(path: &Path, name: &str, warnings: &mut Vec<String>) -> Result<Migration, MigrationError> {
    let version = name.split('_').next().unwrap_or_default().replace('-', "");
    if version.chars().count() > MAX_VERSION {
        return Err(MigrationError::LongVersion(path.to_owned()));
    }
    let up = text(&path.join("up.sql"))?.ok_or_else(|| MigrationError::NoUp(path.to_owned()))?;
    let down = text(&path.join("down.sql"))?;
    for (file, text) in [("up.sql", Some(&up)), ("down.sql", down.as_ref())] {
        let shown = path.join(file);
        let shown = shown.display();
        match text {
            None => warnings.push(format!("{shown} is missing: this migration cannot be reverted")),
            Some(text) if is_blank(text) => {
                warnings.push(format!(
                    "{shown} has no statement: Diesel fails when it runs it; write one, if only `SELECT 1;`"
                ));
            }
            Some(text) if text.starts_with('\u{feff}') => {
                warnings.push(format!("{shown} begins with a byte order mark: save it without"));
            }
            Some(_) => {}
        }
    }
    let in_transaction = metadata(&path.join("metadata.toml"), warnings)?;
    Ok(Migration { version, name: name.to_owned(), path: path.to_owned(), up, down, in_transaction })
}

fn text(path: &Path) -> Result<Option<String>, MigrationError> {
    match fs::read(path) {
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| MigrationError::NotUtf8(path.to_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(MigrationError::Io { path: path.to_owned(), error }),
    }
}

/// Whether there is nothing but blanks and comments.
fn is_blank(sql: &str) -> bool {
    let mut rest = sql.trim_start_matches('\u{feff}').trim_start();
    loop {
        let after = if rest.starts_with("--") {
            rest.find('\n').and_then(|at| rest.get(at..)).unwrap_or_default()
        } else if rest.starts_with("/*") {
            rest.find("*/").and_then(|at| rest.get(at + 2..)).unwrap_or_default()
        } else {
            return rest.is_empty();
        };
        rest = after.trim_start();
    }
}

#[derive(Deserialize)]
struct Metadata {
    run_in_transaction: Option<bool>,
}

/// `run_in_transaction`: true without a metadata.toml, but false in Diesel as soon as there is one that does not say it.
fn metadata(path: &Path, warnings: &mut Vec<String>) -> Result<bool, MigrationError> {
    let Some(text) = text(path)? else { return Ok(true) };
    let metadata: Metadata = toml::from_str(&text).map_err(|error| MigrationError::Metadata {
        path: path.to_owned(),
        message: error.message().to_owned(),
    })?;
    Ok(metadata.run_in_transaction.unwrap_or_else(|| {
        warnings.push(format!(
            "{} does not say `run_in_transaction`: Diesel takes that for false; write it out",
            path.display()
        ));
        false
    }))
}

#[cfg(test)]
mod tests {
    use super::is_blank;

    #[test]
    fn comments_are_blank() {
        for blank in ["", " \r\n", "-- x", "/* x */ -- y\n\n", "\u{feff}"] {
            assert!(is_blank(blank), "{blank:?}");
        }
        for text in ["SELECT 1", "-- x\nSELECT 1", ";"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }
}
