//! The files in a little package of their own: there they are formatted, and read as models.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::place::Place;
use crate::exit::Failure;
use crate::import::File;

/// The files, not yet where they belong.
pub struct Staged {
    directory: tempfile::TempDir,
    names: Vec<String>,
    module: PathBuf,
}

const MANIFEST: &str = "[package]\nname = \"staged\"\n";

impl Staged {
    /// Puts files there, and formats them if rustfmt is to be had.
    pub fn new(place: &Place, files: &[File]) -> Result<Self, Failure> {
        let failed = |error: io::Error| Failure::usage(format!("no temporary file can be written: {error}"));
        let directory = tempfile::tempdir().map_err(failed)?;
        let sources = directory.path().join("src");
        let module = if place.is_file { sources.join("models.rs") } else { sources.join("models") };
        let staged = Self { directory, names: files.iter().map(|file| file.path.clone()).collect(), module };
        std::fs::create_dir_all(&sources).map_err(failed)?;
        std::fs::write(staged.root().join("Cargo.toml"), MANIFEST).map_err(failed)?;
        std::fs::write(sources.join("lib.rs"), "pub mod models;\n").map_err(failed)?;
        for file in files {
            let path = staged.at(&file.path);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent).map_err(failed)?;
            }
            std::fs::write(path, &file.text).map_err(failed)?;
        }
        staged.format(place);
        Ok(staged)
    }

    /// The package.
    pub fn root(&self) -> &Path {
        self.directory.path()
    }

    fn at(&self, name: &str) -> PathBuf {
        if name.is_empty() { self.module.clone() } else { self.module.join(name) }
    }

    /// What rustfmt cannot do for whatever reason stays as it was written, which is no error.
    fn format(&self, place: &Place) {
        let mut command = Command::new("rustfmt");
        command.args(["--quiet", "--edition", &place.edition]);
        if let Some(configuration) = &place.rustfmt {
            command.arg("--config-path").arg(configuration);
        }
        command.args(self.names.iter().map(|name| self.at(name)));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let _ = command.status();
    }

    /// The files as they are now, with the places where they belong.
    pub fn files(&self, place: &Place) -> Result<Vec<(PathBuf, String)>, Failure> {
        let read = |name: &String| {
            let text = std::fs::read_to_string(self.at(name))
                .map_err(|error| Failure::usage(format!("a temporary file cannot be read: {error}")))?;
            let path = if name.is_empty() { place.path.clone() } else { place.path.join(name) };
            Ok((path, text))
        };
        self.names.iter().map(read).collect()
    }
}
