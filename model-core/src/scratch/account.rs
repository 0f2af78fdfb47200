//! Who runs the server. PostgreSQL refuses to run as root.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;

use super::ScratchError;

/// An account that a server can run under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Account {
    pub uid: u32,
    pub gid: u32,
}

impl Account {
    /// The account to change to, if this process is root's: `postgres`, or else `nobody`.
    ///
    /// The owner of a file that we have just made is who we are.
    pub fn instead_of_root() -> Result<Option<Self>, ScratchError> {
        let temp = std::env::temp_dir();
        let ours = tempfile::tempfile().and_then(|file| file.metadata()).map_err(ScratchError::at(&temp))?;
        if ours.uid() != 0 {
            return Ok(None);
        }
        let file = Path::new("/etc/passwd");
        let passwd = fs::read_to_string(file).map_err(ScratchError::at(file))?;
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| find(&passwd, name))
            .map(Some)
            .ok_or(ScratchError::NoAccount)
    }

    /// Gives it a directory or a file.
    pub fn own(self, path: &Path) -> Result<(), ScratchError> {
        chown(path, Some(self.uid), Some(self.gid)).map_err(ScratchError::at(path))
    }

    /// Whether it can get at what lies in the directory, which may not exist yet.
    pub fn reaches(self, directory: &Path) -> bool {
        directory.ancestors().filter(|path| !path.as_os_str().is_empty()).all(|path| {
            fs::metadata(path).map_or(true, |meta| {
                let mode = meta.permissions().mode();
                mode & 0o001 != 0
                    || meta.uid() == self.uid && mode & 0o100 != 0
                    || meta.gid() == self.gid && mode & 0o010 != 0
            })
        })
    }
}

/// `name:password:uid:gid:...`
fn find(passwd: &str, name: &str) -> Option<Account> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next()? != name {
            return None;
        }
        let uid = fields.nth(1)?.parse().ok().filter(|uid| *uid != 0)?;
        Some(Account { uid, gid: fields.next()?.parse().ok()? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWD: &str = "root:x:0:0:root:/root:/bin/bash\n\
        # comment\n\
        nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin\n\
        postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash\n";

    #[test]
    fn accounts_are_found_by_name() {
        assert_eq!(find(PASSWD, "postgres"), Some(Account { uid: 101, gid: 104 }));
        assert_eq!(find(PASSWD, "nobody"), Some(Account { uid: 65534, gid: 65533 }));
        assert_eq!(find(PASSWD, "mysql"), None);
    }

    #[test]
    fn root_under_any_name_is_no_account() {
        assert_eq!(find("postgres:x:0:0::/:/bin/sh", "postgres"), None);
    }
}
