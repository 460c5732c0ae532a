//! Where a town's server is: `postgres://USER@HOST[:PORT][,HOST…]/DATABASE?town=NAME`, as PostgreSQL's own
//! programs write it, with the town, and without a password.

use std::env;
use std::fmt::{self, Write as _};
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tokio_postgres::Config;
use tokio_postgres::config::Host;

use crate::store::error::StoreError;

/// How an address begins.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];
const PORT: u16 = 5432;

/// One host of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Its name, its number, or the folder of its socket.
    pub(super) host: String,
    /// The port.
    pub(super) port: u16,
}

impl Place {
    /// Tells whether what goes there does not leave the machine.
    pub(super) fn is_of_this_machine(&self) -> bool {
        let is_loopback = |number: IpAddr| number.is_loopback();
        self.host.starts_with('/')
            || self.host == "localhost"
            || self.host.parse().is_ok_and(is_loopback)
    }
}

/// The address of a town on a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub(super) places: Vec<Place>,
    pub(super) user: String,
    pub(super) database: String,
    pub(super) town: Option<String>,
    /// Whether what does not leave the machine is enciphered too.
    pub(super) always_enciphered: bool,
    /// The file of the authority that the server's certificate must come from; none for the system's.
    pub(super) authority: Option<PathBuf>,
}

/// Tells whether a store is named by the address of a server.
pub fn is_one(named: &Path) -> bool {
    let text = named.to_str().unwrap_or_default();
    SCHEMES.iter().any(|scheme| text.starts_with(scheme))
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// [`StoreError::Password`] for one with a password, [`StoreError::Address`] for one that cannot be
    /// read; neither repeats what may be a secret.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let wrong = |part: &str| StoreError::Address(part.to_owned());
        let (plain, asked) = text.split_once('?').unwrap_or((text, ""));
        let mut own = Self {
            places: Vec::new(),
            user: String::new(),
            database: String::new(),
            town: None,
            always_enciphered: false,
            authority: None,
        };
        for pair in asked.split('&').filter(|it| !it.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = decoded(value).ok_or_else(|| wrong(name))?;
            match name {
                "town" => own.town = Some(value).filter(|it| !it.is_empty()),
                "sslmode" if value == "verify-full" => own.always_enciphered = true,
                "sslmode" => return Err(wrong("sslmode (verify-full)")),
                // A desk needs no other server than one that writes.
                "target_session_attrs" if value == "read-write" => {}
                "target_session_attrs" => return Err(wrong("target_session_attrs (read-write)")),
                "sslrootcert" => own.authority = Some(PathBuf::from(value)),
                "password" => return Err(StoreError::Password),
                _ => return Err(wrong(&clean(name))),
            }
        }
        // The reader of addresses names what it could not read, and that may be a password.
        let read: Config = plain.parse().map_err(|_| wrong("…"))?;
        if read.get_password().is_some() {
            return Err(StoreError::Password);
        }
        let hosts = read.get_hosts().iter().map(|host| match host {
            Host::Tcp(name) => name.clone(),
            #[cfg(unix)]
            Host::Unix(folder) => folder.display().to_string(),
        });
        let ports = read.get_ports();
        let port = |at: usize| ports.get(at).or(ports.first()).copied().unwrap_or(PORT);
        own.places = hosts
            .enumerate()
            .map(|(at, host)| Place {
                host,
                port: port(at),
            })
            .collect();
        if own.places.is_empty() {
            return Err(wrong("HOST"));
        }
        let usual = || ["PGUSER", "USER"].iter().find_map(|it| env::var(it).ok());
        let user = read.get_user().map(str::to_owned).or_else(usual);
        own.user = user.ok_or_else(|| wrong("USER"))?;
        let database = read.get_dbname().map(str::to_owned);
        own.database = database.unwrap_or_else(|| own.user.clone());
        Ok(own)
    }

    /// Gives a name for what is kept of this town on this machine, the same whoever asks: that of the first
    /// host, so that another one may be added behind it.
    pub fn name(&self) -> String {
        self.name_of(self.places.get(..1).unwrap_or_default())
    }

    /// Gives the names under which it may be kept already: as earlier releases named it, after all hosts,
    /// or after one of them that stood in the address alone or first.
    pub fn names(&self) -> Vec<String> {
        let all = self.name_of(&self.places);
        let each = self.places.chunks(1).map(|host| self.name_of(host));
        std::iter::once(all).chain(each).collect()
    }

    fn name_of(&self, places: &[Place]) -> String {
        let digest = Sha256::digest(format!("{} {:?}", self.server_of(places), self.town));
        hex(digest.first_chunk::<8>().unwrap_or(&[0; 8]))
    }

    /// Writes hosts and database.
    pub(super) fn server(&self) -> String {
        self.server_of(&self.places)
    }

    fn server_of(&self, places: &[Place]) -> String {
        let places = places.iter();
        let places: Vec<String> = places
            .map(|it| format!("{}:{}", it.host, it.port))
            .collect();
        format!("{}/{}", places.join(","), self.database)
    }
}

/// Writes the server, and the town where it is named.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "postgres://{}", self.server())?;
        match &self.town {
            Some(town) => write!(f, "?town={town}"),
            None => Ok(()),
        }
    }
}

/// Writes bytes in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Nothing that is written into a text fails.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads `%41` as the byte that it stands for.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

/// Gives a parameter's name for a message; what is no name is not repeated.
fn clean(name: &str) -> String {
    let is_name = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_name {
        name.to_owned()
    } else {
        "…".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_what_is_told_of_it_has_no_password() {
        let text = "postgres://mulin@db1.town:5433,10.0.0.2/desk?town=%E7%89%9F%E5%B9%B3";
        let read = Address::parse(text).unwrap();
        assert_eq!(read.server(), "db1.town:5433,10.0.0.2:5432/desk");
        assert_eq!(
            (read.user.as_str(), read.town.as_deref()),
            ("mulin", Some("牟平"))
        );
        assert!(!read.places.iter().any(Place::is_of_this_machine));
        let at_home = Address::parse("postgresql://u@%2Frun%2Fpg/d").unwrap();
        assert!(at_home.places.iter().all(Place::is_of_this_machine));
        assert_ne!(read.name(), at_home.name());
        for (text, code) in [
            ("postgres://u:hush@h/d", "password"),
            ("postgres://u@h/d?password=hush", "password"),
            ("postgres://u@h:hush/d", "address"),
            ("postgres://u@h/d?sslmode=disable", "address"),
            ("postgres://u@h/d?target_session_attrs=any", "address"),
            ("postgres://u@h/d?hush%20hush=1", "address"),
            ("postgres:///d", "address"),
        ] {
            let error = Address::parse(text).unwrap_err();
            assert_eq!(error.code(), code, "{text}");
            assert!(!error.to_string().contains("hush"), "{error}");
        }
    }

    #[test]
    fn a_host_that_is_added_leaves_what_is_kept_where_it_is() {
        let named = |text: &str| Address::parse(text).unwrap();
        let alone = named("postgres://u@db1/d?town=a");
        let both = named("postgres://u@db1,db2/d?town=a&target_session_attrs=read-write");
        assert_eq!(both.name(), alone.name());
        let three = named("postgres://u@db1,db2,db3/d?town=a");
        assert_eq!(three.name(), alone.name());
        let turned = named("postgres://u@db2,db1/d?town=a");
        assert!(turned.names().contains(&alone.name()));
        // As an earlier release named what is kept of several hosts.
        let digest = Sha256::digest("db1:5432,db2:5432/d Some(\"a\")");
        assert_eq!(both.names()[0], hex(&digest[..8]));
        assert!(
            !named("postgres://u@db1,db2/d?town=b")
                .names()
                .contains(&alone.name())
        );
    }
}
