//! Several files, all or none.

use std::io;
use std::path::{Path, PathBuf};

/// Writes files. Where one cannot be written, the others are as before.
///
/// # Errors
/// The file that could not be written, and why.
pub fn all(files: &[(PathBuf, String)]) -> Result<(), (PathBuf, io::Error)> {
    let mut staged = Vec::new();
    let mut made = Vec::new();
    let result = files.iter().try_for_each(|(path, text)| {
        stage(path, text, &mut made)
            .map(|file| staged.push((path, file)))
            .map_err(|error| (path.clone(), error))
    });
    let result = result.and_then(|()| replace(staged));
    if result.is_err() {
        // Innermost first; one that something else was put into stays.
        made.iter().rev().for_each(|directory| drop(std::fs::remove_dir(directory)));
    }
    result
}

/// Writes the text beside its place. Directories that had to be made are told.
fn stage(path: &Path, text: &str, made: &mut Vec<PathBuf>) -> io::Result<tempfile::NamedTempFile> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let missing: Vec<&Path> =
        directory.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
    for path in missing.into_iter().rev() {
        std::fs::create_dir(path)?;
        made.push(path.to_owned());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".model-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // What any new file has, less what the process takes away; what is there keeps its own.
        let permissions = std::fs::metadata(path).map_or(0o666, |there| there.permissions().mode());
        builder.permissions(std::fs::Permissions::from_mode(permissions & 0o777));
    }
    let mut file = builder.tempfile_in(directory)?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Puts every file in its place; after a failure those that were put are what they were.
fn replace(staged: Vec<(&PathBuf, tempfile::NamedTempFile)>) -> Result<(), (PathBuf, io::Error)> {
    let mut done: Vec<(&PathBuf, Option<Vec<u8>>)> = Vec::new();
    for (path, file) in staged {
        let before = std::fs::read(path).ok();
        if let Err(error) = file.persist(path) {
            for (path, before) in done.into_iter().rev() {
                // Nothing more can be done about one that cannot be put back.
                let _ = match before {
                    Some(bytes) => std::fs::write(path, bytes),
                    None => std::fs::remove_file(path),
                };
            }
            return Err((path.clone(), error.error));
        }
        done.push((path, before));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_or_none() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::write(at("a"), "old").unwrap();
        std::fs::create_dir_all(at("in_the_way")).unwrap();
        let files =
            [(at("a"), "new".to_owned()), (at("b/c"), "new".to_owned()), (at("in_the_way"), String::new())];
        assert_eq!(all(&files).unwrap_err().0, at("in_the_way"));
        assert_eq!(std::fs::read_to_string(at("a")).unwrap(), "old");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2);
        all(&files[..2]).unwrap();
        assert_eq!(std::fs::read_to_string(at("a")).unwrap(), "new");
        assert_eq!(std::fs::read_to_string(at("b/c")).unwrap(), "new");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 3);
    }
}
