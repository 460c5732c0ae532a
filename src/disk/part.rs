//! A file on its way to its place: it is written in a folder of its own beside the place, under a name
//! that nobody can know before, synced, and moved there in one step. The folder holds a lock for as long
//! as its writer lives, so that what a killed one left behind is known for certain and taken away.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::{Builder, TempDir, TempPath};

use crate::disk::private;

/// How the names of such folders begin; plain files of older releases have it too.
const PREFIX: &str = ".mulin-";
/// How older releases named their own, and the endings of the folders in which nobody else writes.
const OLDER: [&str; 2] = [".tmp", ".part-"];
const OWN: [&str; 2] = [".drafts", ".attachments"];
/// The signs behind it.
const SIGNS: usize = 6;
/// The file whose lock says that the writer lives, what it is called before it is locked, and what it
/// holds.
const LOCK: &str = "lock";
const UNLOCKED: &str = "lock.new";
const MARK: &[u8] = b"mulin\n";
/// What is written.
const CONTENT: &str = "part";
/// How old a leftover without a lock is when it is in nobody's use.
const OLD: Duration = Duration::from_secs(3600);

/// A file that is being written.
#[derive(Debug)]
pub struct Part {
    folder: TempDir,
    _lock: File,
    place: PathBuf,
}

impl Part {
    /// Begins a file beside its place, whose folder is there. What killed writers left in that folder
    /// goes.
    ///
    /// # Errors
    /// What the system says.
    pub fn beside(place: &Path) -> Result<Self> {
        let home = folder_of(place);
        sweep(home);
        loop {
            if let Some((folder, lock)) = begun(home)? {
                return Ok(Self {
                    folder,
                    _lock: lock,
                    place: place.to_owned(),
                });
            }
        }
    }

    /// Gives where the file is written.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join(CONTENT)
    }

    /// Gives the folder, in which more may be written; it goes with the part.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Gives the place that it is for.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Makes the file, for its owner alone.
    ///
    /// # Errors
    /// What the system says.
    pub fn create(&self) -> Result<File> {
        private::make_file(&self.path())
    }

    /// Puts the file in its place, so that it outlasts a power cut; what stands there is replaced only
    /// where that is wanted.
    ///
    /// # Errors
    /// What stood there stands still.
    pub fn put(self, replaces: bool) -> Result<()> {
        let place = self.place.clone();
        self.put_as(&place, replaces)
    }

    /// Puts the file in another place of the same disk.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub fn put_as(self, place: &Path, replaces: bool) -> Result<()> {
        let path = self.path();
        OpenOptions::new().write(true).open(&path)?.sync_all()?;
        if replaces {
            fs::rename(&path, place)?;
        } else {
            let moved = TempPath::try_from_path(path)?;
            moved.persist_noclobber(place).map_err(Error::from)?;
        }
        sync_folder(place)
    }
}

/// Makes a folder of ours and locks it; `None` where somebody who sweeps took it for a leftover in the
/// instant before.
fn begun(home: &Path) -> Result<Option<(TempDir, File)>> {
    let folder = Builder::new()
        .prefix(PREFIX)
        .rand_bytes(SIGNS)
        .tempdir_in(home)?;
    let unlocked = folder.path().join(UNLOCKED);
    let locked = private::make_file(&unlocked).and_then(|mut lock| {
        // Where files cannot be locked, nobody takes it for a leftover either.
        if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) {
            return Err(ErrorKind::NotFound.into());
        }
        lock.write_all(MARK)?;
        fs::rename(&unlocked, folder.path().join(LOCK))?;
        Ok(lock)
    });
    match locked {
        Ok(lock) => Ok(Some((folder, lock))),
        Err(error) if error.kind() == ErrorKind::NotFound && home.is_dir() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Gives the folder in which a file is to stand.
pub fn folder_of(place: &Path) -> &Path {
    place
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Makes a change of names in a file's folder outlast a power cut; a system that knows no such thing for
/// folders has nothing to do.
///
/// # Errors
/// What the system says.
pub fn sync_folder(place: &Path) -> Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match File::open(folder_of(place)).and_then(|folder| folder.sync_all()) {
        Err(error)
            if !matches!(
                error.kind(),
                ErrorKind::InvalidInput
                    | ErrorKind::Unsupported
                    // A folder that may be entered and written, not read, cannot be synced.
                    | ErrorKind::PermissionDenied
            ) =>
        {
            Err(error)
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Lists what killed writers left in a folder and nobody uses any more.
pub fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let mut found = of_our_name(folder);
    found.retain(|path| is_left(path));
    found
}

/// Lists what bears a name of ours.
fn of_our_name(folder: &Path) -> Vec<PathBuf> {
    let shown = folder.to_string_lossy();
    let is_own = OWN.iter().any(|end| shown.ends_with(end));
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .filter(|entry| {
            let name = entry.file_name();
            let name = name.to_str().unwrap_or_default();
            let old = OLDER.iter().filter(|_| is_own);
            let signs = [PREFIX]
                .iter()
                .chain(old)
                .find_map(|it| name.strip_prefix(it));
            signs.is_some_and(|it| {
                it.len() == SIGNS && it.bytes().all(|it| it.is_ascii_alphanumeric())
            })
        })
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

/// Takes away what killed writers left in a folder; gives what went. What cannot be taken away is found
/// again.
pub fn sweep(folder: &Path) -> Vec<PathBuf> {
    let mut found = of_our_name(folder);
    found.retain(|path| {
        // While this is held, its writer cannot go on in it.
        let lock = File::open(path.join(UNLOCKED)).ok();
        let held = lock.filter(|it| it.try_lock().is_ok());
        let gone = if held.is_some() && has_nothing(path) {
            fs::remove_dir_all(path)
        } else if !is_left(path) {
            // One in which nothing was written yet: who made it makes another.
            fs::remove_dir(path)
        } else if path.is_dir() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        };
        gone.is_ok()
    });
    found
}

/// Tells whether something of our name is ours, and its writer is gone.
fn is_left(path: &Path) -> bool {
    let Ok(facts) = path.symlink_metadata() else {
        return false;
    };
    let is_old = facts
        .modified()
        .is_ok_and(|at| at.elapsed().is_ok_and(|age| age > OLD));
    if facts.is_file() {
        // Releases without locks wrote plain files.
        return is_old && is_free(path);
    }
    let lock = path.join(LOCK);
    if !facts.is_dir() {
        return false;
    }
    if lock.is_file() {
        return holds_mark(&lock) && is_free(&lock);
    }
    // Its writer was killed before it had a lock.
    has_nothing(path) && (is_old || is_free(&path.join(UNLOCKED)))
}

/// Tells whether nothing stands in a folder but a lock that was never named so.
fn has_nothing(path: &Path) -> bool {
    let mut entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.all(|entry| entry.file_name() == UNLOCKED)
}

fn holds_mark(lock: &Path) -> bool {
    let mut found = Vec::new();
    let read = File::open(lock).and_then(|file| file.take(16).read_to_end(&mut found));
    read.is_ok() && found == MARK
}

/// Tells whether nobody holds a lock on a file; where that cannot be known, somebody does.
fn is_free(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| file.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_whole_and_replaces_only_what_it_may() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("out.csv");
        let written = |text: &str| {
            let part = Part::beside(&place).unwrap();
            part.create().unwrap().write_all(text.as_bytes()).unwrap();
            part
        };
        written("1").put(false).unwrap();
        assert!(written("2").put(false).is_err());
        assert_eq!(fs::read_to_string(&place).unwrap(), "1");
        written("3").put(true).unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "3");
        drop(written("4"));
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let rights = place.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(rights, 0o600);
        }
    }

    #[test]
    fn what_a_killed_writer_left_goes_and_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("out.csv");
        let at_work = Part::beside(&place).unwrap();
        // A killed process takes nothing away and its locks are gone.
        let mut killed = Part::beside(&place).unwrap();
        killed.folder.disable_cleanup(true);
        let left = killed.folder().to_owned();
        drop(killed.create().unwrap());
        drop(killed);
        let strangers = [".mulin-abcdef", ".mulin-own-notes", "jan.part"];
        for name in strangers {
            fs::write(home.path().join(name), "a stranger's").unwrap();
        }
        let folder = home.path().join(".mulin-folder");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("lock"), "another's").unwrap();
        assert_eq!(leftovers(home.path()), [left.as_path()]);
        drop(Part::beside(&place).unwrap());
        assert!(!left.exists());
        assert!(at_work.folder().exists() && folder.exists());
        for name in strangers {
            assert!(home.path().join(name).exists(), "{name}");
        }
        // A plain file of an older release goes once nobody can be at work on it.
        let old = home.path().join(".mulin-abcdef");
        let hours = std::time::SystemTime::now() - 3 * OLD;
        File::options()
            .write(true)
            .open(&old)
            .unwrap()
            .set_modified(hours)
            .unwrap();
        assert_eq!(sweep(home.path()), [old]);
        // So does one of other names, where nobody but the program writes.
        let drafts = home.path().join("desk.redb.drafts");
        for (folder, goes) in [(home.path(), false), (&drafts, true)] {
            private::make_folder(folder).unwrap();
            let file = folder.join(".tmpAbc123");
            let made = private::make_file(&file).unwrap();
            made.set_modified(hours).unwrap();
            drop(made);
            assert_eq!(sweep(folder).len(), usize::from(goes));
        }
    }

    #[test]
    fn what_a_writer_left_that_was_killed_before_it_had_a_lock_goes_at_once() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("out.csv");
        let (bare, begun, at_work) = (
            home.path().join(".mulin-aaaaaa"),
            home.path().join(".mulin-bbbbbb"),
            home.path().join(".mulin-cccccc"),
        );
        for folder in [&bare, &begun, &at_work] {
            fs::create_dir(folder).unwrap();
        }
        drop(private::make_file(&begun.join(UNLOCKED)).unwrap());
        // This one has its lock, and has yet to name it so.
        let lock = private::make_file(&at_work.join(UNLOCKED)).unwrap();
        lock.lock().unwrap();
        drop(Part::beside(&place).unwrap());
        assert!(!bare.exists() && !begun.exists() && at_work.exists());
        drop(lock);
        assert_eq!(sweep(home.path()), [at_work]);
    }

    #[test]
    fn writers_that_begin_while_others_sweep_take_nothing_from_each_other() {
        let home = tempfile::tempdir().unwrap();
        std::thread::scope(|threads| {
            for run in 0..4 {
                let place = home.path().join(format!("{run}.csv"));
                threads.spawn(move || {
                    for _ in 0..50 {
                        let part = Part::beside(&place).unwrap();
                        part.create().unwrap();
                        part.put(true).unwrap();
                    }
                });
            }
        });
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 4);
    }
}
