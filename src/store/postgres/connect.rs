//! Connecting: to the first host that writes, enciphered wherever it leaves the machine, with the password
//! that the user has for it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::config::{SslMode, TargetSessionAttrs};
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::address::{Address, Place};
use super::client::{Client, LIMIT, Reaching, reach};
use super::pass_file::{Wanted, password};
use super::trouble::of_connecting;
use crate::disk::regular;
use crate::store::error::StoreError;

/// The longest file of authorities that is read.
const AUTHORITIES: u64 = 8 << 20;

/// Connects to the first host that writes. Where none does, what keeps one from being used is told before
/// that another is out of reach.
pub(super) fn connected(address: &Address) -> Result<Client, StoreError> {
    let hosts = address.places.iter().map(|place| host(address, place));
    let faults = match Client::connect(hosts.collect::<Result<_, _>>()?) {
        Ok(client) => return Ok(client),
        Err(faults) => faults,
    };
    let errors = faults.iter().map(|fault| of_connecting(address, fault));
    let worst = errors.reduce(|one, other| match one {
        StoreError::Line(_) => other,
        _ => one,
    });
    Err(worst.unwrap_or_else(|| StoreError::Line(address.server())))
}

/// Begins to reach a host.
fn host(address: &Address, place: &Place) -> Result<Reaching, StoreError> {
    let mut config = Config::new();
    config
        .host(&place.host)
        .port(place.port)
        .user(&address.user)
        .dbname(&address.database)
        .application_name("mulin")
        .connect_timeout(LIMIT)
        .tcp_user_timeout(LIMIT)
        .keepalives_idle(LIMIT)
        .keepalives_interval(Duration::from_secs(1))
        .keepalives_retries(3)
        .options(format!("-c statement_timeout={}", LIMIT.as_millis()))
        .target_session_attrs(TargetSessionAttrs::ReadWrite);
    let wanted = Wanted {
        host: &place.host,
        port: place.port,
        database: &address.database,
        user: &address.user,
    };
    if let Some(password) = password(&wanted)? {
        config.password(password);
    }
    Ok(
        if place.is_of_this_machine() && !address.always_enciphered {
            config.ssl_mode(SslMode::Disable);
            Box::pin(reach(config, NoTls))
        } else {
            config.ssl_mode(SslMode::Require);
            let trusted = trusted(address.authority.as_deref())?;
            Box::pin(reach(config, trusted))
        },
    )
}

/// Makes what enciphers a line, and proves that the server is the one that was named.
fn trusted(authority: Option<&Path>) -> Result<MakeRustlsConnect, StoreError> {
    let mut roots = RootCertStore::empty();
    if let Some(file) = authority {
        let named = || StoreError::Certificate(file.display().to_string());
        let text = regular::bytes(file, AUTHORITIES).map_err(|_| named())?;
        for found in CertificateDer::pem_slice_iter(&text) {
            let found = found.map_err(|_| named())?;
            roots.add(found).map_err(|_| named())?;
        }
    } else {
        // One of the system's that cannot be read proves nobody.
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| StoreError::Certificate(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
