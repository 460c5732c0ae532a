//! Folders of this machine, for whoever chooses a file.

use std::env;
use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::app::folder::{Folder, FolderQuery, FolderRow};
use crate::domain::moment::Moment;
use crate::words::bundle::Words;

/// Rows of a folder that are shown.
const MOST: usize = 2_000;
/// Folders in the home folder that are offered as places, by the names that systems give them.
const USUAL: [&str; 6] = ["下载", "Downloads", "桌面", "Desktop", "文档", "Documents"];
/// Where sticks are mounted; the user's own name stands below the first two.
const MOUNTS: [&str; 4] = ["/media", "/run/media", "/mnt", "/Volumes"];

/// Looks where the chooser asks; `last` is the folder in which a file was chosen last.
pub fn look(words: &Words, asked: &FolderQuery, last: Option<&Path>) -> Folder {
    match asked {
        FolderQuery::Start => {
            let last = last.filter(|it| it.is_dir()).map(Path::to_path_buf);
            match last.or_else(usual) {
                Some(path) => listed(words, &path),
                None => places(words),
            }
        }
        FolderQuery::Places => places(words),
        FolderQuery::At(path) => listed(words, path),
        FolderQuery::Typed(typed) => {
            let path = typed_path(typed, home().as_deref());
            match path.metadata() {
                Ok(facts) if facts.is_file() => Folder {
                    file: Some(path),
                    ..nothing()
                },
                Ok(_) | Err(_) => listed(words, &path),
            }
        }
    }
}

fn nothing() -> Folder {
    Folder {
        path: None,
        rows: Vec::new(),
        more: 0,
        problem: None,
        file: None,
    }
}

/// Lists a folder: what is below it, the folders by name, then the files, the newest first.
fn listed(words: &Words, path: &Path) -> Folder {
    let read: io::Result<Vec<FolderRow>> =
        fs::read_dir(path).map(|entries| entries.filter_map(|entry| row(&entry.ok()?)).collect());
    let mut rows = match read {
        Ok(rows) => rows,
        Err(error) => {
            let args = [
                ("file", path.display().to_string().into()),
                ("reason", words.io_reason(&error).into()),
            ];
            return Folder {
                problem: Some(words.say_with("chooser-unreadable", &args)),
                ..nothing()
            };
        }
    };
    rows.sort_by(|a, b| {
        let newest = b.changed.cmp(&a.changed);
        let among = if a.folder {
            a.name.cmp(&b.name)
        } else {
            newest.then_with(|| a.name.cmp(&b.name))
        };
        b.folder.cmp(&a.folder).then(among)
    });
    let more = rows.len().saturating_sub(MOST);
    rows.truncate(MOST);
    Folder {
        path: Some(path.to_path_buf()),
        rows,
        more,
        ..nothing()
    }
}

/// Makes the row of a folder or a regular file; pipes, devices and what cannot be seen are left out.
fn row(entry: &DirEntry) -> Option<FolderRow> {
    let path = entry.path();
    let facts = path.metadata().ok()?;
    if !facts.is_file() && !facts.is_dir() {
        return None;
    }
    Some(FolderRow {
        name: entry.file_name().to_string_lossy().into_owned(),
        folder: facts.is_dir(),
        size: facts.len(),
        changed: changed(&facts),
        path,
    })
}

fn changed(facts: &Metadata) -> Option<Moment> {
    let since = facts.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Moment::from_unix(i64::try_from(since.as_secs()).ok()?))
}

/// Lists the places from which one starts.
fn places(words: &Words) -> Folder {
    let mut found: Vec<(String, PathBuf)> = Vec::new();
    if let Some(home) = home() {
        found.push((words.say("chooser-home"), home.clone()));
        let below = USUAL.iter().map(|it| ((*it).to_owned(), home.join(it)));
        found.extend(below);
    }
    let user = env::var_os("USER").unwrap_or_default();
    for mount in MOUNTS {
        for folder in [Path::new(mount).join(&user), PathBuf::from(mount)] {
            let sticks = fs::read_dir(folder).into_iter().flatten().flatten();
            found.extend(sticks.map(|it| {
                let name = it.file_name().to_string_lossy().into_owned();
                (name, it.path())
            }));
        }
    }
    if cfg!(windows) {
        found.extend((b'A'..=b'Z').map(|letter| {
            let drive = format!("{}:\\", char::from(letter));
            (drive.clone(), PathBuf::from(drive))
        }));
    } else {
        found.push((words.say("chooser-root"), PathBuf::from("/")));
    }
    found.retain(|(_, path)| path.is_dir());
    let rows = found.into_iter().map(|(name, path)| FolderRow {
        name,
        path,
        folder: true,
        size: 0,
        changed: None,
    });
    Folder {
        rows: rows.collect(),
        ..nothing()
    }
}

/// Gives the file or folder that a setting means: `~/` is the home of whoever the program belongs to.
pub fn named(text: &str) -> PathBuf {
    let below = text.strip_prefix("~/");
    let home = below.and_then(|rest| Some(home()?.join(rest)));
    home.unwrap_or_else(|| PathBuf::from(text))
}

fn home() -> Option<PathBuf> {
    etcetera::home_dir().ok()
}

/// Gives the folder into which browsers put files, else home.
fn usual() -> Option<PathBuf> {
    let home = home()?;
    let downloads = USUAL.iter().take(2).map(|it| home.join(it));
    let found = downloads.into_iter().find(|it| it.is_dir());
    found.or_else(|| home.is_dir().then_some(home))
}

/// Reads a path as it was typed, pasted, or dragged into a terminal: in quotation marks, with blanks
/// behind a backslash, as a file address, or from home.
fn typed_path(typed: &str, home: Option<&Path>) -> PathBuf {
    let typed = typed.trim();
    let quoted = [('"', '"'), ('\'', '\''), ('“', '”')];
    let bare = quoted
        .iter()
        .find_map(|(left, right)| typed.strip_prefix(*left)?.strip_suffix(*right));
    let text = match bare {
        Some(bare) => bare.to_owned(),
        None if cfg!(windows) => typed.to_owned(),
        None => without_backslashes(typed),
    };
    let text = match text.strip_prefix("file://") {
        Some(address) => decoded(address.strip_prefix("localhost").unwrap_or(address)),
        None => text,
    };
    match (text.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => {
            home.join(rest.trim_start_matches('/'))
        }
        _ => PathBuf::from(text),
    }
}

fn without_backslashes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        plain.extend(if sign == '\\' {
            signs.next()
        } else {
            Some(sign)
        });
    }
    plain
}

/// Decodes the `%E5` of a file address.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        let hex = (byte == b'%').then(|| {
            let mut ahead = rest.clone();
            let high = char::from(ahead.next()?).to_digit(16)?;
            let low = char::from(ahead.next()?).to_digit(16)?;
            u8::try_from(high * 16 + low).ok()
        });
        match hex.flatten() {
            Some(decoded) => {
                bytes.push(decoded);
                rest.nth(1);
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_path_reads_as_file_managers_and_terminals_give_it() {
        let home = Path::new("/home/w");
        for (typed, path) in [
            ("/tmp/a.csv", "/tmp/a.csv"),
            (" \"/tmp/a b.csv\" ", "/tmp/a b.csv"),
            ("'/tmp/a b.csv'", "/tmp/a b.csv"),
            ("“/tmp/台账.xlsx”", "/tmp/台账.xlsx"),
            ("/tmp/a\\ b.csv", "/tmp/a b.csv"),
            ("file:///tmp/a%20%E5%8F%B0.csv", "/tmp/a 台.csv"),
            ("file://localhost/tmp/100%.csv", "/tmp/100%.csv"),
            ("~/下载", "/home/w/下载"),
            ("~", "/home/w"),
            ("~w/x", "~w/x"),
        ] {
            assert_eq!(typed_path(typed, Some(home)), Path::new(path), "{typed}");
        }
    }
}
