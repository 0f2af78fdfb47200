//! How far `up`, `down` and `stamp` go.

use crate::exit::Failure;
use crate::migrate::Entry;

/// How far to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// That many migrations.
    Count(usize),
    /// To the state right after this version.
    Version(String),
    /// As far as it goes.
    All,
}

impl Target {
    /// Reads a target: `all`, a version or a name that there is, else a number.
    pub fn parse(text: &str, entries: &[Entry]) -> Result<Self, Failure> {
        if text == "all" {
            return Ok(Self::All);
        }
        let version = text.split('_').next().unwrap_or_default().replace('-', "");
        if let Some(entry) = entries.iter().find(|entry| entry.name == text || entry.version == version) {
            return Ok(Self::Version(entry.version.clone()));
        }
        match text.parse() {
            // A mistyped version is no count.
            Ok(count) if text.len() <= 4 => Ok(Self::Count(count)),
            _ => Err(Failure::usage(format!("there is no migration `{text}`")).hint(
                "give a number, a version or a directory's name, or `all`; `cargo model status` lists them",
            )),
        }
    }
}
