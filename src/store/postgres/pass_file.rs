//! 密码文件: the password of a user, as PostgreSQL's own programs look it up: in `$PGPASSFILE`, else in
//! `~/.pgpass`, a line each for `host:port:database:user:password`.

use std::env;
use std::io;
use std::path::PathBuf;

use crate::disk::private::is_open_to_others;
use crate::disk::regular;
use crate::store::error::StoreError;

/// The longest file of passwords that is read.
const BYTES: u64 = 1 << 20;

/// For whom a password is looked up.
pub(super) struct Wanted<'a> {
    /// The host, or the folder of its socket.
    pub(super) host: &'a str,
    /// The port.
    pub(super) port: u16,
    /// The database.
    pub(super) database: &'a str,
    /// The user.
    pub(super) user: &'a str,
}

/// Looks the password up; `None` where there is no file, or no line in it.
///
/// # Errors
/// [`StoreError::PassFile`] where others can read the file: it is not used. It cannot be read, or is none.
pub(super) fn password(wanted: &Wanted<'_>) -> Result<Option<String>, StoreError> {
    let Some(file) = file() else { return Ok(None) };
    match regular::check(&file) {
        Ok(()) if is_open_to_others(&file) => {
            return Err(StoreError::PassFile(file.display().to_string()));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        // What cannot be looked at is told by the reading.
        Ok(()) | Err(_) => {}
    }
    let text = regular::text(&file, BYTES)
        .map_err(|error| StoreError::System(format!("{}: {error}", file.display())))?;
    Ok(found(&text, wanted))
}

fn file() -> Option<PathBuf> {
    let named = env::var_os("PGPASSFILE").filter(|it| !it.is_empty());
    named.map(PathBuf::from).or_else(|| {
        let home = env::var_os("HOME").filter(|it| !it.is_empty())?;
        Some(PathBuf::from(home).join(".pgpass"))
    })
}

fn found(text: &str, wanted: &Wanted<'_>) -> Option<String> {
    let host = if wanted.host.starts_with('/') {
        "localhost"
    } else {
        wanted.host
    };
    let port = wanted.port.to_string();
    let asked = [host, port.as_str(), wanted.database, wanted.user];
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .find_map(|line| {
            let mut fields = fields(line);
            let password = (fields.len() == 5).then(|| fields.pop())??;
            let fits = |(field, asked): (&String, &str)| field == "*" || field == asked;
            fields.iter().zip(asked).all(fits).then_some(password)
        })
}

/// Splits a line at its colons; a backslash lets the sign after it stand for itself.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        let own = match sign {
            // What comes after the fourth is the password, colons and all.
            ':' if fields.len() < 5 => {
                fields.push(String::new());
                continue;
            }
            '\\' => signs.next(),
            other => Some(other),
        };
        if let Some(last) = fields.last_mut() {
            last.extend(own);
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_fits_has_the_password() {
        let text = "# a remark\nother:5432:*:*:wrong\n*:5433:*:mulin:second\n\
                    db.town:5432:mulin:mulin:a\\:b\\\\c\nlocalhost:*:*:*:sockets\n";
        let ask = |host, port| {
            let (database, user) = ("mulin", "mulin");
            found(
                text,
                &Wanted {
                    host,
                    port,
                    database,
                    user,
                },
            )
        };
        assert_eq!(ask("db.town", 5432).as_deref(), Some("a:b\\c"));
        assert_eq!(ask("db.town", 5433).as_deref(), Some("second"));
        assert_eq!(ask("/run/postgresql", 5432).as_deref(), Some("sockets"));
        assert_eq!(ask("else", 5432), None);
    }
}
