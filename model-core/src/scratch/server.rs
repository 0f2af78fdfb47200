//! Databases on a PostgreSQL server: made, copied, kept as templates, dropped.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::process;
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};

#[cfg(unix)]
use super::cluster::Cluster;
use super::{Connector, ScratchError};
use crate::database::{Database, DatabaseError};
use crate::sql::{literal, quoted};

/// Where the server comes from.
pub(super) enum Source {
    /// The user's: leave no trace.
    Given(String),
    /// Ours alone.
    #[cfg(unix)]
    Private(Cluster),
}

/// A server, and a connection for what is done from outside of a database.
pub(super) struct Server {
    // Dropped in this order: the connection before the cluster.
    admin: RefCell<Box<dyn Database>>,
    connector: Box<dyn Connector>,
    /// Templates of this run, by key, on a server that does not keep them.
    templates: RefCell<Vec<(String, String)>>,
    source: Source,
}

/// `model_scratch_<pid>_<seconds since 1970, 8 hex digits><random, 16 hex digits>`
const SCRATCH: &str = "model_scratch_";
/// `model_template_<hash of the key>`
const TEMPLATE: &str = "model_template_";
/// Templates that a warm cluster keeps.
const TEMPLATES: usize = 8;
/// When the databases of another run count as left behind.
const LEFT_BEHIND: u64 = 24 * 60 * 60;

impl Server {
    pub fn new(connector: Box<dyn Connector>, source: Source) -> Result<Self, ScratchError> {
        let url = match &source {
            Source::Given(url) => url.clone(),
            #[cfg(unix)]
            Source::Private(cluster) => cluster.url("postgres"),
        };
        let admin = RefCell::new(connector.postgres(&url)?);
        let server = Self { admin, connector, templates: RefCell::default(), source };
        if matches!(server.source, Source::Given(_)) {
            server.require_createdb()?;
        }
        server.sweep()?;
        Ok(server)
    }

    pub fn version(&self) -> Result<String, ScratchError> {
        // Debian adds its own version in parentheses.
        let version = text(
            &mut **self.admin.borrow_mut(),
            "SELECT to_json(current_setting('server_version'))::text AS row",
        )?;
        Ok(version.split_whitespace().next().unwrap_or_default().to_owned())
    }

    /// Creates a database: empty, or a copy of a template.
    pub fn create(&self, template: Option<&str>) -> Result<String, ScratchError> {
        let name = format!("{SCRATCH}{}_{:08x}{:016x}", process::id(), now().as_secs(), random());
        // Not template1: whatever a site has put there would be taken for a part of the models.
        let template = template.unwrap_or("template0");
        self.batch(&format!("CREATE DATABASE {name} TEMPLATE {template}"))?;
        Ok(name)
    }

    pub fn connect(&self, name: &str) -> Result<Box<dyn Database>, DatabaseError> {
        match &self.source {
            Source::Given(url) => self.connector.postgres(&with_database(url, name)),
            #[cfg(unix)]
            Source::Private(cluster) => self.connector.postgres(&cluster.url(name)),
        }
    }

    /// The database that a cluster of ours begins with, in which nothing ever stays.
    pub fn blank(&self) -> Result<Option<Box<dyn Database>>, DatabaseError> {
        match &self.source {
            Source::Given(_) => Ok(None),
            #[cfg(unix)]
            Source::Private(cluster) => self.connector.postgres(&cluster.url("postgres")).map(Some),
        }
    }

    /// Makes roles that are not there, in a cluster of ours: they own nothing and cannot log in.
    #[cfg_attr(
        not(unix),
        expect(clippy::unused_self, unused_variables, reason = "only a cluster of ours has a use for it")
    )]
    pub fn make_roles(&self, roles: &BTreeSet<String>) -> Result<(), ScratchError> {
        #[cfg(unix)]
        if let Source::Private(_) = &self.source {
            for role in roles {
                // Another run may make it at the same time.
                self.batch(&format!(
                    "DO $make$BEGIN CREATE ROLE {}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$make$",
                    quoted(role)
                ))?;
            }
        }
        Ok(())
    }

    /// Drops a database. Errors are for nobody: the next run sweeps.
    pub fn discard(&self, name: &str) {
        #[cfg(unix)]
        if let Source::Private(cluster) = &self.source
            && !cluster.is_warm()
        {
            return;
        }
        self.wait_until_unused(name);
        let _ = self.batch(&format!("DROP DATABASE IF EXISTS {name}"));
    }

    /// The template of the key, if it was made before.
    pub fn find_template(&self, key: &str) -> Result<Option<String>, ScratchError> {
        if !self.is_warm() {
            let mut templates = self.templates.borrow_mut();
            let Some(at) = templates.iter().position(|(of, _)| of == key) else { return Ok(None) };
            // The last one is the one that was used last.
            let found = templates.remove(at);
            templates.push(found.clone());
            return Ok(Some(found.1));
        }
        let name = self.kept_name(key)?;
        let query = format!(
            "SELECT to_json(datname)::text AS row FROM pg_database WHERE datname = {}",
            literal(&name)
        );
        if self.admin.borrow_mut().json_rows(&query)?.is_empty() {
            return Ok(None);
        }
        self.mark_used(&name)?;
        Ok(Some(name))
    }

    /// Makes a scratch database, to which nobody is connected any more, the template of the key.
    pub fn keep_template(&self, key: &str, scratch: String) -> Result<String, ScratchError> {
        self.wait_until_unused(&scratch);
        if !self.is_warm() {
            let mut templates = self.templates.borrow_mut();
            templates.push((key.to_owned(), scratch.clone()));
            if templates.len() > TEMPLATES {
                let (_, oldest) = templates.remove(0);
                drop(templates);
                self.discard(&oldest);
            }
            return Ok(scratch);
        }
        let name = self.kept_name(key)?;
        // By its name it is known to be complete: a killed run leaves a scratch database.
        self.batch(&format!("ALTER DATABASE {scratch} RENAME TO {name}"))?;
        self.mark_used(&name)?;
        self.forget_oldest_templates()?;
        Ok(name)
    }

    fn kept_name(&self, key: &str) -> Result<String, ScratchError> {
        let input = format!("{}\0{}\0{key}", env!("CARGO_PKG_VERSION"), self.version()?);
        let hash = format!("{:x}", Sha256::digest(input));
        Ok(format!("{TEMPLATE}{}", &hash[..32]))
    }

    /// The comment of a template is when it was used last.
    fn mark_used(&self, name: &str) -> Result<(), ScratchError> {
        Ok(self.batch(&format!("COMMENT ON DATABASE {name} IS '{:032}'", now().as_nanos()))?)
    }

    fn forget_oldest_templates(&self) -> Result<(), ScratchError> {
        let query = format!(
            "SELECT to_json(datname)::text AS row FROM pg_database WHERE starts_with(datname, '{TEMPLATE}')
             ORDER BY shobj_description(oid, 'pg_database') DESC NULLS LAST, datname OFFSET {TEMPLATES}"
        );
        self.drop_all(&query)
    }

    /// Drops what killed runs have left. On a cluster of ours that is everything; elsewhere it has to be old.
    fn sweep(&self) -> Result<(), ScratchError> {
        let query = format!(
            "SELECT to_json(datname)::text AS row FROM pg_database WHERE starts_with(datname, '{SCRATCH}')"
        );
        if matches!(self.source, Source::Given(_)) {
            let names = names(&mut **self.admin.borrow_mut(), &query)?;
            for name in names.iter().filter(|name| is_left_behind(name, now().as_secs())) {
                // Not ours to insist: another role's, or in use after all.
                let _ = self.batch(&format!("DROP DATABASE IF EXISTS {name}"));
            }
            return Ok(());
        }
        self.drop_all(&query)
    }

    fn drop_all(&self, query: &str) -> Result<(), ScratchError> {
        let names = names(&mut **self.admin.borrow_mut(), query)?;
        for name in names {
            self.batch(&format!("DROP DATABASE IF EXISTS {name}"))?;
        }
        Ok(())
    }

    fn require_createdb(&self) -> Result<(), ScratchError> {
        let query = "SELECT to_json(rolname)::text AS row FROM pg_roles
                     WHERE rolname = current_user AND NOT rolcreatedb AND NOT rolsuper";
        match names(&mut **self.admin.borrow_mut(), query)?.pop() {
            Some(role) => Err(ScratchError::MayNotCreate(role)),
            None => Ok(()),
        }
    }

    /// The server's side of a closed connection ends a moment later, and while it is there, `CREATE DATABASE` and
    /// `DROP DATABASE` wait in steps of 100 ms.
    fn wait_until_unused(&self, name: &str) {
        let query =
            format!("SELECT pid::text AS row FROM pg_stat_activity WHERE datname = {}", literal(name));
        for _ in 0..500 {
            match self.admin.borrow_mut().json_rows(&query) {
                Ok(rows) if !rows.is_empty() => sleep(Duration::from_millis(1)),
                _ => return,
            }
        }
    }

    fn is_warm(&self) -> bool {
        match &self.source {
            Source::Given(_) => false,
            #[cfg(unix)]
            Source::Private(cluster) => cluster.is_warm(),
        }
    }

    fn batch(&self, sql: &str) -> Result<(), DatabaseError> {
        self.admin.borrow_mut().batch(sql)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.source, Source::Given(_)) {
            for (_, name) in self.templates.take() {
                self.discard(&name);
            }
        }
    }
}

/// The one value of a query.
pub(super) fn text(database: &mut dyn Database, query: &str) -> Result<String, DatabaseError> {
    names(database, query)?.pop().ok_or_else(|| DatabaseError::new(format!("no row: {query}")))
}

fn names(database: &mut dyn Database, query: &str) -> Result<Vec<String>, DatabaseError> {
    crate::database::rows(database, query)
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// The standard library seeds every `RandomState` differently.
fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// Whether a scratch database's name says that it is older than a day. Any other name is not ours.
fn is_left_behind(name: &str, now: u64) -> bool {
    let made = || {
        let (pid, rest) = name.strip_prefix(SCRATCH)?.split_once('_')?;
        pid.parse::<u32>().ok()?;
        let ours = rest.len() == 24 && rest.bytes().all(|byte| byte.is_ascii_hexdigit());
        u64::from_str_radix(rest.get(..8).filter(|_| ours)?, 16).ok()
    };
    made().is_some_and(|made| made.saturating_add(LEFT_BEHIND) < now)
}

/// The URL, or the `key=value` string, with another database in it.
fn with_database(url: &str, name: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        // Of a key that is there twice, the last one counts.
        return format!("{url} dbname={name}");
    };
    let (rest, query) = rest.split_once('?').map_or((rest, None), |(rest, query)| (rest, Some(query)));
    let authority = rest.split_once('/').map_or(rest, |(authority, _)| authority);
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{scheme}://{authority}/{name}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_with_another_database() {
        for (url, changed) in [
            ("postgres://u:p%2F@h:5432/app?sslmode=require", "postgres://u:p%2F@h:5432/x?sslmode=require"),
            ("postgresql://h", "postgresql://h/x"),
            ("postgres://%2Ftmp%2Fa/app", "postgres://%2Ftmp%2Fa/x"),
            ("postgres:///app?host=/tmp/a", "postgres:///x?host=/tmp/a"),
            ("host=/tmp user=me dbname=app", "host=/tmp user=me dbname=app dbname=x"),
        ] {
            assert_eq!(with_database(url, "x"), changed);
        }
    }

    #[test]
    fn only_old_databases_of_ours_are_left_behind() {
        let name = |secs: u64| format!("{SCRATCH}4711_{secs:08x}{:016x}", u64::MAX);
        let now = 1_800_000_000;
        assert!(is_left_behind(&name(now - LEFT_BEHIND - 1), now));
        assert!(!is_left_behind(&name(now - LEFT_BEHIND), now));
        assert!(!is_left_behind(&name(now + 5), now));
        assert!(!is_left_behind("model_scratch_of_a_user", 1 << 40));
        assert!(!is_left_behind("model_scratch_1_00000000", 1 << 40));
        assert!(!is_left_behind("model_template_00", 1 << 40));
    }

    #[test]
    fn random_is() {
        assert_ne!(random(), random());
    }
}
