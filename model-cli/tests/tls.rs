//! Encrypted connections, to a server of the test's own: TLS is not for sockets, on which all other servers listen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]
#![cfg(unix)]

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use model_cli::connect::{Connection, connect};
use model_core::scratch::ServerBinaries;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};

/// A server with a certificate for `localhost`, signed by an authority of its own.
struct Server {
    process: Child,
    directory: tempfile::TempDir,
    port: u16,
}

impl Server {
    fn start() -> Self {
        let directory = tempfile::Builder::new().prefix("model-tls.").tempdir_in("/tmp").unwrap();
        let owner = owner();
        let own = |path: &Path| {
            if let Some((user, group)) = owner {
                chown(path, Some(user), Some(group)).unwrap();
            }
        };
        own(directory.path());
        certificates(directory.path());
        own(&directory.path().join("server.key"));
        let binaries = ServerBinaries::find().unwrap();
        let program = |name: &str| {
            let mut command = Command::new(binaries.directory.join(name));
            if let Some((user, group)) = owner {
                command.uid(user).gid(group);
            }
            command.stdout(Stdio::null()).stderr(Stdio::null()).current_dir("/");
            command
        };
        let data = directory.path().join("data");
        let made = program("initdb")
            .arg("-D")
            .arg(&data)
            .args(["-U", "postgres", "--auth=trust", "--no-sync"])
            .status();
        assert!(made.unwrap().success());
        fs::write(
            data.join("pg_hba.conf"),
            "hostssl verified all 127.0.0.1/32 trust clientcert=verify-ca\nhostssl postgres all 127.0.0.1/32 trust\n",
        )
        .unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let setting = |name: &str, file: &str| format!("{name}={}", directory.path().join(file).display());
        let process = program("postgres")
            .arg("-D")
            .arg(&data)
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "ssl=on"])
            .args(["-c", &format!("port={port}"), "-c", &setting("unix_socket_directories", "")])
            .args([
                "-c",
                &setting("ssl_cert_file", "server.crt"),
                "-c",
                &setting("ssl_key_file", "server.key"),
            ])
            .args(["-c", &setting("ssl_ca_file", "authority.crt")])
            .spawn()
            .unwrap();
        let server = Self { process, directory, port };
        for _ in 0..300 {
            if connect(&server.url("127.0.0.1", "sslmode=require")).is_ok() {
                return server;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the server does not answer");
    }

    fn file(&self, name: &str) -> String {
        self.directory.path().join(name).display().to_string()
    }

    fn url(&self, host: &str, parameters: &str) -> String {
        format!("postgres://postgres@{host}:{}/postgres?{parameters}", self.port)
    }

    /// Whether the connection is encrypted, or why there is none.
    fn encrypted(&self, host: &str, parameters: &str) -> Result<bool, String> {
        is_encrypted(&self.url(host, parameters))
    }
}

fn is_encrypted(url: &str) -> Result<bool, String> {
    let mut connection = connect(url).map_err(|failure| failure.message)?;
    assert!(matches!(connection, Connection::Postgres(_)));
    let query = "SELECT to_json(ssl)::text AS row FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    Ok(connection.database().json_rows(query).unwrap() == ["true"])
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// PostgreSQL does not run as root.
fn owner() -> Option<(u32, u32)> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    if !status.lines().any(|line| line.starts_with("Uid:\t0\t")) {
        return None;
    }
    let passwd = fs::read_to_string("/etc/passwd").unwrap();
    let account = |name: &str| {
        let line = passwd.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line.split(':').skip(2).map(|field| field.parse().unwrap());
        Some((numbers.next()?, numbers.next()?))
    };
    Some(account("postgres").or_else(|| account("nobody")).unwrap())
}

/// An authority, another one, the server's certificate and a client's.
fn certificates(directory: &Path) {
    let write = |name: &str, text: String| {
        let path: PathBuf = directory.join(name);
        fs::write(&path, text).unwrap();
        let mode = if name == "server.key" { 0o600 } else { 0o644 };
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let authority = |name: &str| {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
    };
    let (ours, other) = (authority("ours"), authority("another"));
    write("authority.crt", ours.pem());
    write("other.crt", other.pem());
    for name in ["server", "client"] {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        write(&format!("{name}.crt"), params.signed_by(&key, &ours).unwrap().pem());
        write(&format!("{name}.key"), key.serialize_pem());
    }
}

#[test]
fn every_mode_of_libpq() {
    let server = Server::start();
    let root = format!("sslrootcert={}", server.file("authority.crt"));
    for (host, parameters) in [
        ("127.0.0.1", String::new()),
        ("127.0.0.1", "sslmode=prefer".to_owned()),
        ("127.0.0.1", "sslmode=require".to_owned()),
        ("127.0.0.1", format!("sslmode=require&{root}")),
        // The name is not looked at.
        ("127.0.0.1", format!("sslmode=verify-ca&{root}")),
        ("localhost", format!("sslmode=verify-full&{root}")),
        // The server's certificate itself, which is no authority.
        ("localhost", format!("sslmode=verify-full&sslrootcert={}", server.file("server.crt"))),
    ] {
        assert_eq!(server.encrypted(host, &parameters), Ok(true), "{host} {parameters}");
    }
    let other = format!("sslrootcert={}", server.file("other.crt"));
    let own = format!("sslrootcert={}", server.file("server.crt"));
    for (host, parameters, said) in [
        ("127.0.0.1", "sslmode=disable".to_owned(), "no pg_hba.conf entry"),
        ("127.0.0.1", format!("sslmode=verify-full&{root}"), "not valid for name"),
        ("127.0.0.1", format!("sslmode=verify-full&{own}"), "not valid for name"),
        ("localhost", format!("sslmode=verify-ca&{other}"), "UnknownIssuer"),
        ("localhost", format!("sslmode=require&{other}"), "UnknownIssuer"),
        ("localhost", format!("sslmode=verify-full&{}", "sslrootcert=system"), "invalid peer certificate"),
        ("localhost", "sslmode=maybe".to_owned(), "`sslmode=maybe` is not known"),
        ("localhost", "sslmode=require&sslrootcert=/no/such.crt".to_owned(), "sslrootcert /no/such.crt"),
    ] {
        let error = server.encrypted(host, &parameters).expect_err(&parameters);
        assert!(error.contains(said), "{host} {parameters}: {error}");
        assert!(error.starts_with("cannot connect to postgres://"), "{error}");
    }
}

#[test]
fn a_client_has_a_certificate_too() {
    let server = Server::start();
    let mut admin = connect(&server.url("localhost", "sslmode=require")).unwrap();
    admin.database().batch("CREATE DATABASE verified").unwrap();
    let url = |parameters: &str| {
        format!("postgres://postgres@localhost:{}/verified?sslmode=require{parameters}", server.port)
    };
    let error = is_encrypted(&url("")).unwrap_err();
    assert!(error.contains("certificate"), "{error}");
    let identity = format!("&sslcert={}&sslkey={}", server.file("client.crt"), server.file("client.key"));
    assert_eq!(is_encrypted(&url(&identity)), Ok(true));
}
