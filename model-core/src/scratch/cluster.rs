//! A private PostgreSQL server that ends with this process.

use std::fmt::Write as _;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::account::Account;
use super::{ScratchError, ServerBinaries};

/// Where a cluster's data lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    /// In a temporary directory, made anew and removed at the end.
    Temporary,
    /// In this cache directory, one for every major version of the server, so that it is made only once.
    ///
    /// While another process uses it, or where the server's account cannot reach it, a temporary one does instead.
    Warm(PathBuf),
}

/// A running server: no TCP, no durability, one superuser `postgres` without a password, on a socket that only its
/// owner can reach. Dropping it stops it.
///
/// The server runs below a shell that waits for this process's end of a pipe to close (guard.sh), so it also stops, and
/// its temporary directories are removed, when this process is killed.
#[derive(Debug)]
pub struct Cluster {
    guard: Child,
    /// Holds the socket, and the data of a temporary cluster.
    directory: PathBuf,
    warm: bool,
    /// Held until the guard has ended.
    _lock: Option<File>,
}

/// How long another process may take to end before its warm cluster is left to it.
const PATIENCE: Duration = Duration::from_millis(150);
/// How long a server may take to start, crash recovery and a slow disk included.
const START: Duration = Duration::from_mins(1);

/// Durability is worth nothing here, and neither is what would run in the background. Only `synchronous_commit` stays on: a
/// server is stopped without a checkpoint, and what a warm one keeps has to be in its log by then. Models of a thousand tables are
/// created and read in one transaction, hence the many locks.
const SETTINGS: [&str; 18] = [
    "listen_addresses=",
    "fsync=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "wal_init_zero=off",
    "wal_recycle=off",
    "checkpoint_timeout=1d",
    "max_wal_size=2GB",
    "autovacuum=off",
    "jit=off",
    "shared_buffers=32MB",
    "max_connections=40",
    "max_locks_per_transaction=2048",
    "max_parallel_workers_per_gather=0",
    "lc_messages=C",
    "timezone=UTC",
    "log_timezone=UTC",
];

/// What is to be started.
struct Launch<'a> {
    binaries: &'a ServerBinaries,
    account: Option<Account>,
    /// The kept data directory, with its lock; a temporary one if there is none.
    warm: Option<(&'a Path, File)>,
    /// Whether the data directory has to be made.
    initdb: bool,
}

impl Cluster {
    /// Starts a server and waits until it takes connections.
    ///
    /// # Errors
    /// [`ScratchError::NotStarted`] with the end of the server's log.
    pub fn start(binaries: &ServerBinaries, keep: &Keep) -> Result<Self, ScratchError> {
        let account = Account::instead_of_root()?;
        if let Keep::Warm(cache) = keep
            && let Some((home, lock)) = warm_home(cache, binaries, account)?
        {
            return Self::start_warm(binaries, account, &home, lock);
        }
        Self::launch(Launch { binaries, account, warm: None, initdb: true })
    }

    fn start_warm(
        binaries: &ServerBinaries,
        account: Option<Account>,
        home: &Path,
        lock: File,
    ) -> Result<Self, ScratchError> {
        let data = home.join("data");
        if data.join("PG_VERSION").is_file() {
            let lock = lock.try_clone().map_err(ScratchError::at(home))?;
            let launch = Launch { binaries, account, warm: Some((home, lock)), initdb: false };
            match Self::launch(launch) {
                // A crash of the machine, another build of the server: nothing in there is worth a repair.
                Err(ScratchError::NotStarted { .. }) => {}
                other => return other,
            }
        }
        if data.exists() {
            fs::remove_dir_all(&data).map_err(ScratchError::at(&data))?;
        }
        Self::launch(Launch { binaries, account, warm: Some((home, lock)), initdb: true })
    }

    fn launch(launch: Launch<'_>) -> Result<Self, ScratchError> {
        let shell = Path::new("sh");
        let mut guard = guard(&launch)?.spawn().map_err(ScratchError::at(shell))?;
        let mut said = guard.stderr.take().map(BufReader::new);
        let mut line = String::new();
        if let Some(said) = &mut said {
            said.read_line(&mut line).map_err(ScratchError::at(shell))?;
        }
        let directory = PathBuf::from(line.trim_end());
        let home = launch.warm.as_ref().map_or(&*directory, |(home, _)| home);
        let (data, log) = (home.join("data"), home.join("log"));
        let lock = launch.warm.map(|(_, lock)| lock);
        let mut cluster = Self { guard, warm: lock.is_some(), _lock: lock, directory };
        if cluster.wait_until_ready(&data).map_err(ScratchError::at(&data))? {
            return Ok(cluster);
        }
        let log = cluster.complaint(&log, said);
        Err(ScratchError::NotStarted { server: launch.binaries.directory.clone(), log })
    }

    fn wait_until_ready(&mut self, data: &Path) -> io::Result<bool> {
        let deadline = Instant::now() + START;
        let file = data.join("postmaster.pid");
        while Instant::now() < deadline {
            if is_ready(&file, &self.directory) {
                return Ok(true);
            }
            if self.guard.try_wait()?.is_some() {
                return Ok(false);
            }
            sleep(Duration::from_millis(1));
        }
        Ok(false)
    }

    /// What the server said before it ended, or says while it does not become ready.
    fn complaint(&mut self, log: &Path, said: Option<impl Read>) -> String {
        let mut text = Vec::new();
        match (self.guard.try_wait(), said) {
            (Ok(Some(_)), Some(mut said)) => {
                let _ = said.read_to_end(&mut text);
            }
            _ => text = fs::read(log).unwrap_or_default(),
        }
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(8)..].join("\n")
    }

    /// The URL of one of its databases; `postgres` is there from the beginning.
    pub fn url(&self, database: &str) -> String {
        let host = percent_encoded(&self.directory.to_string_lossy());
        format!("postgres://postgres@{host}/{}", percent_encoded(database))
    }

    /// Whether its data is kept for the next time.
    pub const fn is_warm(&self) -> bool {
        self.warm
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Closes the pipe; the guard then stops the server, waits for it and removes what is to be removed.
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
    }
}

/// The shell that runs the server.
fn guard(launch: &Launch<'_>) -> Result<Command, ScratchError> {
    let binaries = launch.binaries;
    let mut command = Command::new("sh");
    command.arg("-c").arg(include_str!("guard.sh")).arg("model-guard");
    command.arg(launch.warm.as_ref().map_or(Path::new(""), |(home, _)| home));
    command.arg(if launch.initdb { binaries.directory.join("initdb") } else { PathBuf::new() });
    command.arg(binaries.directory.join("postgres"));
    for setting in SETTINGS {
        command.arg("-c").arg(setting);
    }
    // Settings of the user's own server must not reach this one.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("PG") || name.starts_with("LC_") || name == "LANG" || name == "LANGUAGE" {
            command.env_remove(&*name);
        }
    }
    let lock = match &launch.warm {
        Some((home, lock)) => Stdio::from(lock.try_clone().map_err(ScratchError::at(home))?),
        None => Stdio::null(),
    };
    // A group of its own: Ctrl-C at the terminal is for this process, which then ends the guard in good order.
    command
        .env("LC_ALL", "C")
        .env("TZ", "UTC")
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(lock)
        .stderr(Stdio::piped())
        .process_group(0);
    if let Some(account) = launch.account {
        command.uid(account.uid).gid(account.gid);
    }
    Ok(command)
}

/// The directory of the warm cluster, locked; `None` if another process has it, or the server could not reach it.
fn warm_home(
    cache: &Path,
    binaries: &ServerBinaries,
    account: Option<Account>,
) -> Result<Option<(PathBuf, File)>, ScratchError> {
    if account.is_some_and(|account| !account.reaches(cache)) {
        return Ok(None);
    }
    let home = cache.join(format!("postgres-{}", binaries.major()));
    fs::create_dir_all(&home).map_err(ScratchError::at(&home))?;
    if let Some(account) = account {
        account.own(&home)?;
    }
    let file = home.join("lock");
    let lock = File::create(&file).map_err(ScratchError::at(&file))?;
    let deadline = Instant::now() + PATIENCE;
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(Some((home, lock))),
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => sleep(Duration::from_millis(2)),
            // A file system without locks counts as taken.
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => return Ok(None),
        }
    }
}

/// Whether the lock file that the server writes says `ready`, and is of this start: it names our socket's directory.
///
/// Lines 5 and 8 of `postmaster.pid`: `LOCK_FILE_LINE_SOCKET_DIR` and `LOCK_FILE_LINE_PM_STATUS` of PostgreSQL's
/// miscadmin.h and pidfile.h, 10 and newer.
fn is_ready(file: &Path, directory: &Path) -> bool {
    let Ok(text) = fs::read_to_string(file) else { return false };
    let lines: Vec<&str> = text.lines().collect();
    lines.get(4).is_some_and(|line| Path::new(line) == directory)
        && lines.get(7).is_some_and(|line| line.trim() == "ready")
}

fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
