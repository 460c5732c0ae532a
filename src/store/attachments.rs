//! 附件: the files that belong to cases, in a folder beside the store, each under the digest of what it
//! holds. A file is whole before a case names it, and one that stands there is never changed.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::cipher::{self, PrivateKey};
use crate::disk::part::Part;
use crate::disk::{private, regular};
use crate::domain::case::fact::attached::ContentHash;

/// Bytes read at once.
const BLOCK: usize = 64 << 10;
/// What a file is called whose digest is not known yet.
const NEW: &str = "new";

/// The files of one store.
#[derive(Debug, Clone)]
pub struct Attachments {
    folder: PathBuf,
}

/// Why a file was not kept.
#[derive(Debug)]
pub enum AttachError {
    /// It is a folder, a pipe or a device.
    NotAFile,
    /// It has more than so many bytes.
    TooLarge(u64),
    /// It cannot be read, or not be written here.
    Io(io::Error),
}

/// How a kept file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// It holds what it held.
    Whole,
    /// It is not there.
    Missing,
    /// It holds something else.
    Changed,
}

impl From<io::Error> for AttachError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Attachments {
    /// Gives the files beside a store's file.
    pub fn beside(store: &Path) -> Self {
        let mut name = store.file_name().unwrap_or_default().to_owned();
        name.push(".attachments");
        Self {
            folder: store.with_file_name(name),
        }
    }

    /// Gives the folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Gives where a file lies.
    pub fn place(&self, hash: ContentHash) -> PathBuf {
        self.folder.join(hash.to_string())
    }

    /// Keeps a copy of a file of `most` bytes at most; what is kept already is not kept twice. Gives
    /// its digest and size.
    ///
    /// # Errors
    /// Nothing was kept then.
    pub fn keep(&self, file: &Path, most: u64) -> Result<(ContentHash, u64), AttachError> {
        if !file.metadata()?.is_file() {
            return Err(AttachError::NotAFile);
        }
        let source = regular::open(file)?;
        if source.metadata()?.len() > most {
            return Err(AttachError::TooLarge(most));
        }
        private::make_folder(&self.folder)?;
        let part = Part::beside(&self.folder.join(NEW))?;
        let (hash, size) = copied(&mut source.take(most + 1), &mut part.create()?)?;
        if size > most {
            return Err(AttachError::TooLarge(most));
        }
        if self.condition(hash)? == Condition::Whole {
            return Ok((hash, size));
        }
        part.put_as(&self.place(hash), true)?;
        Ok((hash, size))
    }

    /// Keeps a copy of a file as [`Self::keep`] does, sealed to a public key. Gives the digest of what lies
    /// there, and the size of what was sealed.
    ///
    /// # Errors
    /// Nothing was kept then.
    pub fn keep_sealed(
        &self,
        file: &Path,
        most: u64,
        public: &str,
    ) -> Result<(ContentHash, u64), AttachError> {
        if !file.metadata()?.is_file() {
            return Err(AttachError::NotAFile);
        }
        let mut plain = Vec::new();
        regular::open(file)?
            .take(most.saturating_add(1))
            .read_to_end(&mut plain)?;
        let size = plain.len() as u64;
        if size > most {
            return Err(AttachError::TooLarge(most));
        }
        let sealed =
            cipher::seal(&plain, [public]).map_err(|error| io::Error::other(error.detail()))?;
        private::make_folder(&self.folder)?;
        let part = Part::beside(&self.folder.join(NEW))?;
        let (hash, _) = copied(&mut sealed.as_slice(), &mut part.create()?)?;
        part.put_as(&self.place(hash), true)?;
        Ok((hash, size))
    }

    /// Writes what a sealed file holds to `target`, opened with the key that stands in the case.
    ///
    /// # Errors
    /// It cannot be read or written, or does not open.
    pub fn open_out(&self, hash: ContentHash, key: &str, target: &Path) -> io::Result<Condition> {
        match self.condition(hash)? {
            Condition::Whole => {}
            other => return Ok(other),
        }
        let sealed = fs::read(self.place(hash))?;
        let opened = PrivateKey::of_text(key).and_then(|it| it.open(&sealed));
        let Some(plain) = opened else {
            return Ok(Condition::Changed);
        };
        fs::write(target, plain).map(|()| Condition::Whole)
    }

    /// Tells how a kept file stands.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn condition(&self, hash: ContentHash) -> io::Result<Condition> {
        let place = self.place(hash);
        match place.metadata() {
            Ok(facts) if !facts.is_file() => return Ok(Condition::Changed),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Condition::Missing);
            }
            Err(error) => return Err(error),
        }
        let (found, _) = copied(&mut File::open(place)?, &mut io::sink())?;
        Ok(if found == hash {
            Condition::Whole
        } else {
            Condition::Changed
        })
    }

    /// Writes a copy of a kept file to `target`, in which it may be changed.
    ///
    /// # Errors
    /// It cannot be read or written, or no longer holds what it held.
    pub fn copy_out(&self, hash: ContentHash, target: &Path) -> io::Result<Condition> {
        match self.condition(hash)? {
            Condition::Whole => fs::copy(self.place(hash), target).map(|_| Condition::Whole),
            other => Ok(other),
        }
    }

    /// Copies into `other` every file that is not whole there; gives how many were copied.
    ///
    /// # Errors
    /// What was copied before stands.
    pub fn copy_to(&self, other: &Self) -> Result<u64, AttachError> {
        let mut copies = 0;
        for hash in self.hashes()? {
            if other.condition(hash)? != Condition::Whole {
                other.keep(&self.place(hash), u64::MAX - 1)?;
                copies += 1;
            }
        }
        Ok(copies)
    }

    /// Lists every file that is kept, by its digest; none where there is no folder yet.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn hashes(&self) -> io::Result<Vec<ContentHash>> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut hashes = Vec::new();
        for entry in entries {
            let name = entry?.file_name();
            hashes.extend(name.to_str().and_then(ContentHash::parse));
        }
        Ok(hashes)
    }
}

/// Copies bytes and gives their digest and how many there were.
fn copied(from: &mut impl Read, to: &mut impl Write) -> io::Result<(ContentHash, u64)> {
    let mut digest = Sha256::new();
    let mut block = vec![0; BLOCK];
    let mut size = 0;
    loop {
        let read = from.read(&mut block)?;
        let bytes = block.get(..read).unwrap_or_default();
        if bytes.is_empty() {
            return Ok((ContentHash::new(digest.finalize().into()), size));
        }
        digest.update(bytes);
        to.write_all(bytes)?;
        size += read as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_is_kept_once_and_a_change_is_seen() {
        let home = tempfile::tempdir().unwrap();
        let kept = Attachments::beside(&home.path().join("desk.redb"));
        let (one, two) = (home.path().join("a.pdf"), home.path().join("b.pdf"));
        fs::write(&one, b"scan").unwrap();
        fs::write(&two, b"scan").unwrap();
        let (hash, size) = kept.keep(&one, 100).unwrap();
        assert_eq!(kept.keep(&two, 100).unwrap(), (hash, size));
        assert_eq!(fs::read_dir(kept.folder()).unwrap().count(), 1);
        assert_eq!(kept.condition(hash).unwrap(), Condition::Whole);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(kept.folder()), 0o700);
            assert_eq!(mode(&kept.place(hash)), 0o600);
        }
        fs::write(kept.place(hash), b"scam").unwrap();
        assert_eq!(kept.condition(hash).unwrap(), Condition::Changed);
        // Kept again, it is whole again.
        kept.keep(&one, 100).unwrap();
        assert_eq!(kept.condition(hash).unwrap(), Condition::Whole);
        fs::remove_file(kept.place(hash)).unwrap();
        assert_eq!(kept.condition(hash).unwrap(), Condition::Missing);
    }

    #[test]
    fn what_is_too_large_or_no_file_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let kept = Attachments::beside(&home.path().join("desk.redb"));
        let file = home.path().join("a.pdf");
        fs::write(&file, b"scan").unwrap();
        assert!(matches!(kept.keep(&file, 3), Err(AttachError::TooLarge(3))));
        assert!(matches!(
            kept.keep(home.path(), 3),
            Err(AttachError::NotAFile)
        ));
        assert!(!kept.folder().exists());
    }
}
