//! Encrypted connections, asked for as libpq is asked: `sslmode`, `sslrootcert`, `sslcert` and `sslkey` in a URL, or the
//! environment's `PGSSLMODE`, `PGSSLROOTCERT`, `PGSSLCERT` and `PGSSLKEY`.
//!
//! The modes are those of the manual's table "SSL Mode Descriptions" (PostgreSQL, libpq, SSL Support), with one difference:
//! `verify-ca` and `verify-full` without a root certificate take the system's authorities, and the server's name counts then.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

/// What is asked of a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tls {
    mode: Mode,
    root: Option<Root>,
    /// The client's certificate and its key.
    identity: Option<(PathBuf, PathBuf)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mode {
    Disable,
    Prefer,
    Require,
    VerifyCa,
    VerifyFull,
}

/// Whom to trust.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Root {
    System,
    File(PathBuf),
}

/// Why a connection cannot be encrypted as it is asked for.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A mode that there is not.
    #[error("`sslmode={0}` is not known: it is disable, allow, prefer, require, verify-ca or verify-full")]
    Mode(String),
    /// A certificate without its key, or the other way round.
    #[error("sslcert and sslkey go together: give both, or none")]
    Half,
    /// A file cannot be used.
    #[error("{what} {}: {why}", path.display())]
    File {
        /// What it was given as.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The system's authorities cannot be found.
    #[error("this system has no certificates of authorities: name them with sslrootcert=FILE")]
    NoAuthorities,
    /// The library refuses the certificates.
    #[error("{0}")]
    Rustls(#[from] Error),
}

impl Tls {
    /// Takes what is about encryption out of a URL; the rest is for the driver.
    ///
    /// # Errors
    /// [`TlsError::Mode`] and [`TlsError::Half`].
    pub fn take(url: &str, environment: impl Fn(&str) -> Option<String>) -> Result<(String, Self), TlsError> {
        let (head, query) = url.split_once('?').unwrap_or((url, ""));
        let (ours, rest): (Vec<_>, Vec<_>) = query
            .split('&')
            .filter(|parameter| !parameter.is_empty())
            .map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")))
            .partition(|(name, _)| matches!(*name, "sslmode" | "sslrootcert" | "sslcert" | "sslkey"));
        let value = |name: &str| {
            // Of a parameter that is there twice, the last one counts.
            let given = ours.iter().rev().find(|(other, _)| *other == name).map(|(_, value)| decoded(value));
            let variable = || environment(&format!("PG{}", name.to_uppercase()));
            given.or_else(variable).filter(|value| !value.is_empty())
        };
        let mode = match value("sslmode").as_deref() {
            None | Some("prefer" | "allow") => Mode::Prefer,
            Some("disable") => Mode::Disable,
            Some("require") => Mode::Require,
            Some("verify-ca") => Mode::VerifyCa,
            Some("verify-full") => Mode::VerifyFull,
            Some(other) => return Err(TlsError::Mode(other.to_owned())),
        };
        let own = environment("HOME").map(|home| Path::new(&home).join(".postgresql/root.crt"));
        let root = match value("sslrootcert") {
            Some(system) if system == "system" => Some(Root::System),
            Some(path) => Some(Root::File(path.into())),
            None => own.filter(|path| path.exists()).map(Root::File),
        };
        let identity = match (value("sslcert"), value("sslkey")) {
            (None, None) => None,
            (Some(certificate), Some(key)) => Some((certificate.into(), key.into())),
            _ => return Err(TlsError::Half),
        };
        let rest: Vec<String> = rest.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let url = if rest.is_empty() { head.to_owned() } else { format!("{head}?{}", rest.join("&")) };
        Ok((url, Self { mode, root, identity }))
    }

    /// How the driver is to go about it.
    pub const fn ssl_mode(&self) -> SslMode {
        match self.mode {
            Mode::Disable => SslMode::Disable,
            Mode::Prefer => SslMode::Prefer,
            Mode::Require | Mode::VerifyCa | Mode::VerifyFull => SslMode::Require,
        }
    }

    /// What encrypts the connection.
    ///
    /// # Errors
    /// [`TlsError::File`] if a file of certificates cannot be read.
    pub fn connector(&self) -> Result<MakeRustlsConnect, TlsError> {
        let provider = Arc::new(ring::default_provider());
        let verifier = Arc::new(self.verifier(&provider)?);
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(verifier);
        let config = match &self.identity {
            None => config.with_no_client_auth(),
            Some((certificate, key)) => {
                let key_der =
                    PrivateKeyDer::from_pem_file(key).map_err(|error| unusable("sslkey", key, &error))?;
                config.with_client_auth_cert(certificates("sslcert", certificate)?, key_der)?
            }
        };
        Ok(MakeRustlsConnect::new(config))
    }

    fn verifier(&self, provider: &Arc<CryptoProvider>) -> Result<Verifier, TlsError> {
        let mut verifier =
            Verifier { provider: Arc::clone(provider), chain: None, roots: Vec::new(), by_name: false };
        // libpq takes `require` with a root certificate for `verify-ca`.
        let is_wanted = match self.mode {
            Mode::Disable | Mode::Prefer => false,
            Mode::Require => self.root.is_some(),
            Mode::VerifyCa | Mode::VerifyFull => true,
        };
        if !is_wanted {
            return Ok(verifier);
        }
        let mut store = RootCertStore::empty();
        if let Some(Root::File(path)) = &self.root {
            verifier.roots = certificates("sslrootcert", path)?;
            verifier.by_name = self.mode == Mode::VerifyFull;
        } else {
            verifier.roots = rustls_native_certs::load_native_certs().certs;
            // Anybody has a certificate of a public authority.
            verifier.by_name = true;
        }
        store.add_parsable_certificates(verifier.roots.iter().cloned());
        if verifier.roots.is_empty() {
            return Err(TlsError::NoAuthorities);
        }
        // A server's own certificate is no authority: it is compared.
        if !store.is_empty() {
            let chain = WebPkiServerVerifier::builder_with_provider(Arc::new(store), Arc::clone(provider));
            verifier.chain = Some(chain.build().map_err(|error| Error::General(error.to_string()))?);
        }
        Ok(verifier)
    }
}

fn certificates(what: &'static str, path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let read = CertificateDer::pem_file_iter(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let found = read.map_err(|error| unusable(what, path, &error))?;
    if found.is_empty() { Err(unusable(what, path, &"there is no certificate in it")) } else { Ok(found) }
}

fn unusable(what: &'static str, path: &Path, why: &dyn std::fmt::Display) -> TlsError {
    TlsError::File { what, path: path.to_owned(), why: why.to_string() }
}

/// A value of a URL.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = hex.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(byte) = byte.filter(|_| *first == b'%') {
            bytes.push(byte);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Looks at the server's certificate as far as the mode wants it.
#[derive(Debug)]
struct Verifier {
    provider: Arc<CryptoProvider>,
    /// `None`: nothing is verified, or nothing but [`Self::roots`].
    chain: Option<Arc<WebPkiServerVerifier>>,
    roots: Vec<CertificateDer<'static>>,
    by_name: bool,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.roots.is_empty() {
            return Ok(ServerCertVerified::assertion());
        }
        // OpenSSL, and so libpq, trusts a certificate that is itself among the roots.
        if self.roots.iter().any(|root| root.as_ref() == end_entity.as_ref()) {
            if self.by_name {
                rustls::client::verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name)?;
            }
            return Ok(ServerCertVerified::assertion());
        }
        let Some(chain) = &self.chain else {
            return Err(Error::InvalidCertificate(CertificateError::UnknownIssuer));
        };
        match chain.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now) {
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if !self.by_name => Ok(ServerCertVerified::assertion()),
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(url: &str, environment: &[(&str, &str)]) -> Result<(String, Tls), TlsError> {
        Tls::take(url, |name| {
            environment.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_driver_gets_the_rest_of_the_url() {
        let (url, tls) = taken(
            "postgres://u:p@h/d?sslmode=verify-full&application_name=a&sslrootcert=%2Fetc%2Fa%20b.crt",
            &[],
        )
        .unwrap();
        assert_eq!(url, "postgres://u:p@h/d?application_name=a");
        assert_eq!(
            tls,
            Tls { mode: Mode::VerifyFull, root: Some(Root::File("/etc/a b.crt".into())), identity: None }
        );
    }

    #[test]
    fn the_environment_speaks_where_the_url_does_not() {
        let environment = [("PGSSLMODE", "require"), ("PGSSLROOTCERT", "system")];
        let (url, tls) = taken("postgres:///d?host=/tmp", &environment).unwrap();
        assert_eq!(
            (url.as_str(), tls.mode, tls.root),
            ("postgres:///d?host=/tmp", Mode::Require, Some(Root::System))
        );
        let (_, tls) = taken("postgres:///d?sslmode=disable", &environment).unwrap();
        assert_eq!(tls.ssl_mode(), SslMode::Disable);
        let (url, tls) = taken("postgres:///d", &[]).unwrap();
        assert_eq!((url.as_str(), tls.ssl_mode(), tls.root), ("postgres:///d", SslMode::Prefer, None));
    }

    #[test]
    fn mistakes_are_named() {
        let said = |url: &str| taken(url, &[]).unwrap_err().to_string();
        assert_eq!(
            said("postgres:///d?sslmode=on"),
            "`sslmode=on` is not known: it is disable, allow, prefer, require, verify-ca or verify-full"
        );
        assert_eq!(said("postgres:///d?sslcert=a"), "sslcert and sslkey go together: give both, or none");
        let (_, tls) = taken("postgres:///d?sslmode=verify-ca&sslrootcert=/no/such", &[]).unwrap();
        let error = tls.connector().err().unwrap().to_string();
        assert!(error.starts_with("sslrootcert /no/such: "), "{error}");
    }
}
