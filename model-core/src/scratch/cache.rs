//! What was read back before, as files.

use std::fmt;
use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::time::SystemTime;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::ir::Engine;

/// How many values are kept.
const KEPT: usize = 64;

/// Raised whenever a catalog is read differently: what was remembered before is not what would be read now.
const READING: &str = "9";

/// Remembers schemas, or what else serde knows, by what produced them. It only saves time: whatever goes wrong with it counts as not remembered.
#[derive(Debug, Clone)]
pub struct Cache {
    directory: PathBuf,
}

/// What a value was produced from, as a hash: hexadecimal where it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheKey(String);

impl CacheKey {
    /// The key of what these texts produce on a server of this version, and by this version of the crate.
    pub fn new(engine: Engine, server_version: &str, produced_by: &[&str]) -> Self {
        let mut hash = Sha256::new();
        let head = [env!("CARGO_PKG_VERSION"), READING, engine.name(), server_version];
        for part in head.iter().chain(produced_by) {
            // With its length, so that no two lists of texts are one.
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self(format!("{:x}", hash.finalize()))
    }
}

impl fmt::Display for CacheKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Cache {
    /// A cache in this directory, which is made when something is put there.
    pub const fn new(directory: PathBuf) -> Self {
        Self { directory }
    }

    /// The value of that key, if it is remembered, its file is whole and of this type.
    pub fn get<T: DeserializeOwned>(&self, key: &CacheKey) -> Option<T> {
        let path = self.path(key);
        let text = fs::read_to_string(&path).ok()?;
        let (sum, json) = text.split_once('\n')?;
        if sum != sha256(json) {
            return None;
        }
        let value = serde_json::from_str(json).ok()?;
        // What is used stays.
        if let Ok(file) = File::options().append(true).open(&path) {
            let _ = file.set_modified(SystemTime::now());
        }
        Some(value)
    }

    /// Remembers a value, and forgets those that were not asked for longest.
    pub fn put<T: Serialize>(&self, key: &CacheKey, value: &T) {
        let Ok(json) = serde_json::to_string(value) else { return };
        let write = || {
            fs::create_dir_all(&self.directory)?;
            let mut file = tempfile::NamedTempFile::new_in(&self.directory)?;
            write!(file, "{}\n{json}", sha256(&json))?;
            file.persist(self.path(key)).map_err(|error| error.error)
        };
        if write().is_ok() {
            self.prune();
        }
    }

    fn path(&self, key: &CacheKey) -> PathBuf {
        self.directory.join(format!("{key}.json"))
    }

    fn prune(&self) {
        let entries = fs::read_dir(&self.directory).into_iter().flatten().flatten();
        let mut files: Vec<_> = entries
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .filter_map(|path| Some((path.metadata().ok()?.modified().ok()?, path)))
            .collect();
        files.sort();
        files.truncate(files.len().saturating_sub(KEPT));
        for (_, path) in files {
            let _ = fs::remove_file(path);
        }
    }
}

fn sha256(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{QName, Schema, Table};

    fn schema(table: &str) -> Schema {
        let mut schema = Schema::empty(Engine::Postgres);
        let name = QName::new("public", table);
        schema.tables.insert(name.clone(), Table::new(name));
        schema
    }

    fn key(text: &str) -> CacheKey {
        CacheKey::new(Engine::Postgres, "15.1", &[text])
    }

    #[test]
    fn what_was_put_is_got() {
        let directory = tempfile::tempdir().unwrap();
        let cache = Cache::new(directory.path().join("not/yet"));
        assert_eq!(cache.get::<Schema>(&key("a")), None);
        cache.put(&key("a"), &schema("a"));
        cache.put(&key("b"), &schema("b"));
        assert_eq!(cache.get(&key("a")), Some(schema("a")));
        assert_eq!(cache.get::<Schema>(&key("c")), None);
        assert_eq!(cache.get::<Vec<String>>(&key("a")), None, "another type");
    }

    #[test]
    fn keys_tell_everything_apart() {
        let keys = [
            CacheKey::new(Engine::Postgres, "15.1", &["ab"]),
            CacheKey::new(Engine::Postgres, "15.1", &["a", "b"]),
            CacheKey::new(Engine::Postgres, "15.2", &["ab"]),
            CacheKey::new(Engine::Sqlite, "15.1", &["ab"]),
        ];
        for (i, one) in keys.iter().enumerate() {
            assert!(keys[i + 1..].iter().all(|other| one != other));
        }
    }

    #[test]
    fn a_damaged_file_is_not_remembered() {
        let directory = tempfile::tempdir().unwrap();
        let cache = Cache::new(directory.path().to_owned());
        cache.put(&key("a"), &schema("users"));
        let path = cache.path(&key("a"));
        let text = fs::read_to_string(&path).unwrap();
        for damaged in [&text[..text.len() / 2], "", "{}", &text.replace("users", "losers")] {
            fs::write(&path, damaged).unwrap();
            assert_eq!(cache.get::<Schema>(&key("a")), None, "{damaged}");
        }
    }

    #[test]
    fn the_number_is_bounded_and_the_used_ones_stay() {
        let directory = tempfile::tempdir().unwrap();
        let cache = Cache::new(directory.path().to_owned());
        cache.put(&key("first"), &schema("first"));
        let old = SystemTime::UNIX_EPOCH;
        for i in 0..KEPT {
            cache.put(&key(&i.to_string()), &schema("t"));
            let file = File::options().append(true).open(cache.path(&key(&i.to_string()))).unwrap();
            file.set_modified(old).unwrap();
            assert!(cache.get::<Schema>(&key("first")).is_some());
        }
        cache.put(&key("last"), &schema("last"));
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), KEPT);
        for key in [key("first"), key("last")] {
            assert!(cache.get::<Schema>(&key).is_some());
        }
    }
}
