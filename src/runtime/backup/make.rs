//! Making a backup, for the command line, the desk and the daily copy alike.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::part::{Part, folder_of};
use crate::domain::moment::Moment;
use crate::runtime::attachments::carry;
use crate::runtime::backup::archive::{self, Unopened};
use crate::runtime::backup::passphrase::{Passphrase, PassphraseTrouble};
use crate::store::attachments::Attachments;
use crate::store::contract::{Copied, Store};
use crate::store::error::StoreError;
use crate::store::seals::Seals;
use crate::words::bundle::Words;

/// A backup that is wanted.
pub struct Order<'a> {
    /// The store.
    pub store: &'a dyn Store,
    /// Its file.
    pub place: &'a Path,
    /// What time it is.
    pub now: Moment,
    /// The words of what is told.
    pub words: &'a Words,
    /// The new file.
    pub target: &'a Path,
    /// The name beside which the files of cases lie; that of the new file, or one for many copies.
    pub files: PathBuf,
    /// Whether a file that stands there is replaced.
    pub replaces: bool,
    /// Encrypts all of it into one file.
    pub passphrase: Option<&'a Passphrase>,
}

/// A backup that was made.
#[derive(Debug)]
pub struct Made {
    /// How many rows the store has.
    pub rows: u64,
    /// What does not hold in it.
    pub faults: Vec<String>,
    /// What became of the files of cases; nothing where there are none.
    pub files: Result<Option<String>, String>,
}

impl Order<'_> {
    /// Makes the backup.
    ///
    /// # Errors
    /// A sentence; what stood at the target stands still.
    pub fn make(&self) -> Result<Made, String> {
        let folder = folder_of(self.target);
        if !folder.is_dir() {
            let args = [("folder", folder.display().to_string().into())];
            return Err(self.words.say_with("backup-no-folder", &args));
        }
        match self.passphrase {
            Some(passphrase) => self.sealed(passphrase),
            None => self.plain(),
        }
    }

    fn plain(&self) -> Result<Made, String> {
        let copied = if self.replaces {
            let part = Part::beside(self.target).map_err(|error| self.system(&error))?;
            let copied = self.copied(&part.path())?;
            let seals = Seals::beside(&part.path());
            if seals.exist() {
                let place = Seals::beside(self.target);
                fs::rename(seals.path(), place.path()).map_err(|error| self.system(&error))?;
            }
            part.put(true).map_err(|error| self.system(&error))?;
            copied
        } else {
            self.copied(self.target)?
        };
        Ok(Made {
            rows: copied.rows,
            faults: copied.faults,
            files: carry(self.words, self.place, &self.files),
        })
    }

    /// The copy that is encrypted lies beside the store meanwhile: nothing that can be read comes onto
    /// the other disk.
    fn sealed(&self, passphrase: &Passphrase) -> Result<Made, String> {
        let system = |error| self.system(&error);
        let plain = Part::beside(self.place).map_err(system)?;
        let copied = self.copied(&plain.path())?;
        let part = Part::beside(self.target).map_err(system)?;
        let attachments = Attachments::beside(self.place);
        let out = part.create().map_err(system)?;
        let written = archive::seal(passphrase, &plain.path(), &attachments, out);
        let written = written.map_err(system)?;
        if !archive::holds(passphrase, &part.path(), &written) {
            let words = self.words.say("backup-not-proved");
            return Err(self.on_target(&words));
        }
        part.put(self.replaces).map_err(system)?;
        Ok(Made {
            rows: copied.rows,
            faults: copied.faults,
            files: Ok(None),
        })
    }

    fn copied(&self, target: &Path) -> Result<Copied, String> {
        // What cannot be made is asked first: the store's own advice is about another file.
        let part = Part::beside(target).map_err(|error| self.system(&error))?;
        drop(part.create().map_err(|error| self.system(&error))?);
        drop(part);
        // A store that cannot be written is copied all the same; it was sealed when it was.
        let _unsealed = self.store.seal_new(self.now);
        let copied = self.store.backup(target);
        copied.map_err(|error| self.failed(&error))
    }

    fn system(&self, error: &io::Error) -> String {
        match StoreError::of_io(error) {
            StoreError::ReadOnly => self.on_target(&self.words.say("backup-denied")),
            error => self.failed(&error),
        }
    }

    fn failed(&self, error: &StoreError) -> String {
        self.on_target(&self.words.store_failure(error.code(), &error.detail()))
    }

    fn on_target(&self, sentence: &str) -> String {
        format!("{}: {sentence}", self.target.display())
    }
}

/// Says that a store has faults, and that its copy has them too.
pub fn faulty(words: &Words, faults: &[String]) -> Option<String> {
    if faults.is_empty() {
        return None;
    }
    Some(words.say_with("backup-faulty", &[("n", faults.len().into())]))
}

/// Says why a passphrase is not taken.
pub fn no_passphrase(words: &Words, file: &Path, trouble: &PassphraseTrouble) -> String {
    let reason = match trouble {
        PassphraseTrouble::Io(error) => words.io_reason(error),
        PassphraseTrouble::Short | PassphraseTrouble::Open => String::new(),
    };
    let args = [
        ("file", file.display().to_string().into()),
        ("reason", reason.into()),
    ];
    words.say_with(&format!("passphrase-{}", trouble.code()), &args)
}

/// Says why an encrypted backup does not open.
pub fn unopened(words: &Words, why: &Unopened) -> String {
    match why {
        Unopened::Passphrase => words.say("backup-other-passphrase"),
        Unopened::Damaged => words.say("backup-damaged"),
        Unopened::Io(error) => words.io_reason(error),
    }
}
