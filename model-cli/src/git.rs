//! The files of another revision, without touching what is checked out or staged.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::exit::Failure;

/// The files of a revision, which are gone when this is dropped.
pub struct Revision {
    _files: tempfile::TempDir,
    root: PathBuf,
    commit: String,
}

impl Revision {
    /// Brings the files of `revision` into a temporary directory. `project` is a directory of the repository.
    pub fn read(project: &Path, revision: &str) -> Result<Self, Failure> {
        let top = PathBuf::from(git(project, &["rev-parse", "--show-toplevel"], None)?);
        // Where the project is within the repository, with symbolic links resolved by git itself.
        let prefix = git(project, &["rev-parse", "--show-prefix"], None)?;
        let object = format!("{revision}^{{commit}}");
        let args = ["rev-parse", "--verify", "--quiet", "--end-of-options", &object];
        let commit = git(project, &args, None)
            .map_err(|_| Failure::usage(format!("git knows no commit `{revision}` in {}", top.display())))?;
        let io = |error| Failure::usage(format!("there is no place for the files of {revision}: {error}"));
        let files = tempfile::tempdir().map_err(io)?;
        let (index, tree) = (files.path().join("index"), files.path().join("tree"));
        std::fs::create_dir(&tree).map_err(io)?;
        // All files, also where the checkout has only some.
        git(&top, &["-c", "core.sparseCheckout=false", "read-tree", &commit], Some(&index))?;
        let into = format!("--prefix={}/", tree.display());
        git(&top, &["checkout-index", "--all", "--quiet", &into], Some(&index))?;
        let root = tree.join(prefix);
        if !root.is_dir() {
            return Err(Failure::usage(format!("the project was not there at {revision}")));
        }
        Ok(Self { _files: files, root, commit })
    }

    /// The project's directory.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The commit's hash.
    pub fn commit(&self) -> &str {
        &self.commit
    }
}

/// Runs git, with an index of our own where one is needed.
fn git(directory: &Path, args: &[&str], index: Option<&Path>) -> Result<String, Failure> {
    let mut command = Command::new("git");
    command.arg("-C").arg(directory).args(args);
    // A hook is told these, relative to where it runs.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index);
    }
    let output =
        command.output().map_err(|error| Failure::usage(format!("git cannot be started: {error}")))?;
    if output.status.success() {
        // A path may end in a blank, but git's answer ends in one line break.
        let text = String::from_utf8_lossy(&output.stdout);
        return Ok(text.strip_suffix('\n').unwrap_or(&text).to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let subcommand = args.iter().find(|arg| !arg.starts_with('-') && !arg.contains('=')).unwrap_or(&"");
    Err(Failure::usage(format!("git {subcommand} in {} failed: {}", directory.display(), said.trim())))
}
