//! Where the server's programs are.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use super::ScratchError;

/// `initdb` and `postgres` of one installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerBinaries {
    /// The directory that holds both.
    pub directory: PathBuf,
    /// What `postgres --version` says: `15.18`.
    pub version: String,
}

impl ServerBinaries {
    /// Looks in `$MODEL_PG_BIN`, on the PATH, and where distributions and Homebrew install servers, newest first.
    ///
    /// # Errors
    /// [`ScratchError::NoServer`] names the places. A `MODEL_PG_BIN` without a server is an error, not passed over.
    pub fn find() -> Result<Self, ScratchError> {
        if let Some(directory) = env::var_os("MODEL_PG_BIN").map(PathBuf::from) {
            return Self::in_directory(&directory).ok_or(ScratchError::NotAServer(directory));
        }
        let path = env::var_os("PATH").unwrap_or_default();
        env::split_paths(&path)
            .chain(installations())
            .find_map(|directory| Self::in_directory(&directory))
            .ok_or(ScratchError::NoServer)
    }

    /// The server of a directory, if there is one that can be run.
    pub fn in_directory(directory: &Path) -> Option<Self> {
        if !directory.join("initdb").is_file() {
            return None;
        }
        let output = Command::new(directory.join("postgres")).arg("--version").output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        let version = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
        Some(Self { directory: directory.to_owned(), version: version.to_owned() })
    }

    /// `15` of `15.18` and of `15beta2`.
    pub fn major(&self) -> &str {
        let end = self.version.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.version.len());
        &self.version[..end]
    }
}

/// Directories of installed servers, newest first.
fn installations() -> Vec<PathBuf> {
    let mut found = Vec::new();
    // Debian and Ubuntu; Fedora and the PostgreSQL project's own packages; Homebrew on both architectures; Alpine.
    for (parent, prefix, suffix) in [
        ("/usr/lib/postgresql", "", "bin"),
        ("/usr", "pgsql-", "bin"),
        ("/opt/homebrew/opt", "postgresql@", "bin"),
        ("/usr/local/opt", "postgresql@", "bin"),
        ("/usr/libexec", "postgresql", ""),
    ] {
        let entries = fs::read_dir(parent).into_iter().flatten().flatten();
        found.extend(entries.filter_map(|entry| {
            let version = number(&entry.file_name(), prefix)?;
            Some((version, entry.path().join(suffix)))
        }));
    }
    found.sort_by(|(a, left), (b, right)| b.cmp(a).then_with(|| left.cmp(right)));
    found.into_iter().map(|(_, path)| path).collect()
}

/// The version in the name of a directory.
fn number(name: &OsString, prefix: &str) -> Option<u32> {
    name.to_str()?.strip_prefix(prefix)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_directories() {
        assert_eq!(number(&"15".into(), ""), Some(15));
        assert_eq!(number(&"pgsql-16".into(), "pgsql-"), Some(16));
        assert_eq!(number(&"postgresql@17".into(), "postgresql@"), Some(17));
        assert_eq!(number(&"postgresql".into(), "postgresql@"), None);
    }

    #[test]
    fn the_major_version() {
        for (version, major) in [("15.18", "15"), ("18beta1", "18"), ("9.6.24", "9"), ("19devel", "19")] {
            let binaries = ServerBinaries { directory: PathBuf::new(), version: version.into() };
            assert_eq!(binaries.major(), major);
        }
    }
}
