//! An encrypted backup: store and files of cases in one tar, under a passphrase in the format of `age`,
//! which other programs read too (`age -d FILE | tar x`).

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::iter;
use std::path::Path;

use age::{DecryptError, Decryptor, Encryptor, scrypt};
use sha2::{Digest, Sha256};
use tar::{Archive, Builder, EntryType, Header};

use crate::disk::{private, regular};
use crate::domain::case::fact::attached::ContentHash;
use crate::runtime::backup::passphrase::Passphrase;
use crate::store::attachments::Attachments;
use crate::store::seals::Seals;

/// How every such file begins.
const HEAD: &[u8] = b"age-encryption.org/v1\n";
/// The store in it.
pub const STORE: &str = "desk.redb";
/// The seals in it, where there are any.
const SEALS: &str = "desk.redb.seals";
/// The folder of the files of cases in it.
const FILES: &str = "attachments/";
/// The work of trying a passphrase, as a power of two: 256 MiB of memory and about a second. A file that
/// asks for more is refused before it takes the machine's memory.
const WORK: u8 = 18;

/// Why an encrypted backup does not open.
#[derive(Debug)]
pub enum Unopened {
    /// The passphrase is another one.
    Passphrase,
    /// It is no backup of this program, or is damaged.
    Damaged,
    /// The disk or the rights on it.
    Io(io::Error),
}

impl From<DecryptError> for Unopened {
    fn from(error: DecryptError) -> Self {
        match error {
            DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => Self::Passphrase,
            DecryptError::Io(error) => Self::from(error),
            _ => Self::Damaged,
        }
    }
}

impl From<io::Error> for Unopened {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::AlreadyExists
            | io::ErrorKind::Other => Self::Damaged,
            _ => Self::Io(error),
        }
    }
}

/// Tells whether a file is an encrypted backup.
///
/// # Errors
/// It cannot be read.
pub fn is_sealed(file: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    let length = HEAD.len() as u64;
    regular::open(file)?.take(length).read_to_end(&mut head)?;
    Ok(head == HEAD)
}

/// Encrypts a copy of the store, with the files of cases, into `out`. Gives the digest of what went in.
///
/// # Errors
/// What the system says.
pub fn seal(
    passphrase: &Passphrase,
    store: &Path,
    attachments: &Attachments,
    out: File,
) -> io::Result<[u8; 32]> {
    let mut recipient = scrypt::Recipient::new(passphrase.secret());
    recipient.set_work_factor(WORK);
    let recipients: [&dyn age::Recipient; 1] = [&recipient];
    let encryptor = Encryptor::with_recipients(recipients.into_iter()).map_err(io::Error::other)?;
    let sealed = encryptor.wrap_output(BufWriter::new(out))?;
    let mut tar = Builder::new(Hashed {
        to: sealed,
        digest: Sha256::new(),
    });
    put(&mut tar, STORE, store)?;
    let seals = Seals::beside(store);
    if seals.exist() {
        put(&mut tar, SEALS, seals.path())?;
    }
    for hash in attachments.hashes()? {
        put(
            &mut tar,
            &format!("{FILES}{hash}"),
            &attachments.place(hash),
        )?;
    }
    let hashed = tar.into_inner()?;
    let mut out = hashed.to.finish()?;
    out.flush()?;
    Ok(hashed.digest.finalize().into())
}

/// Tells whether a file, decrypted, holds what has this digest.
pub fn holds(passphrase: &Passphrase, file: &Path, expected: &[u8; 32]) -> bool {
    digest(passphrase, file).is_ok_and(|found| found == *expected)
}

/// Gives the digest of what a file holds, decrypted.
fn digest(passphrase: &Passphrase, file: &Path) -> Result<[u8; 32], Unopened> {
    let mut hashed = Hashed {
        to: io::sink(),
        digest: Sha256::new(),
    };
    io::copy(&mut opened(passphrase, file)?, &mut hashed)?;
    Ok(hashed.digest.finalize().into())
}

/// Writes what a backup holds into a folder: the store as [`STORE`], and the files of cases beside it.
///
/// # Errors
/// Why it does not open; what was written before stands.
pub fn unpack(passphrase: &Passphrase, file: &Path, folder: &Path) -> Result<(), Unopened> {
    let store = folder.join(STORE);
    let attachments = Attachments::beside(&store);
    let mut archive = Archive::new(opened(passphrase, file)?);
    for entry in archive.entries()? {
        let mut entry = entry?;
        if entry.header().entry_type() != EntryType::Regular {
            return Err(Unopened::Damaged);
        }
        let path = entry.path()?.into_owned();
        let name = path.to_str().ok_or(Unopened::Damaged)?;
        // Nothing in the archive decides where it is written.
        let place = if name == STORE {
            store.clone()
        } else if name == SEALS {
            Seals::beside(&store).path().to_owned()
        } else {
            let hash = name.strip_prefix(FILES).and_then(ContentHash::parse);
            private::make_folder(attachments.folder())?;
            attachments.place(hash.ok_or(Unopened::Damaged)?)
        };
        io::copy(&mut entry, &mut private::make_file(&place)?)?;
    }
    if store.exists() {
        Ok(())
    } else {
        Err(Unopened::Damaged)
    }
}

fn opened(passphrase: &Passphrase, file: &Path) -> Result<impl Read + use<>, Unopened> {
    let mut identity = scrypt::Identity::new(passphrase.secret());
    identity.set_max_work_factor(WORK);
    let sealed = Decryptor::new_buffered(BufReader::new(regular::open(file)?))?;
    if !sealed.is_scrypt() {
        return Err(Unopened::Damaged);
    }
    Ok(sealed.decrypt(iter::once(&identity as &dyn age::Identity))?)
}

fn put(tar: &mut Builder<impl Write>, name: &str, file: &Path) -> io::Result<()> {
    let open = regular::open(file)?;
    let size = open.metadata()?.len();
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::Regular);
    header.set_mode(0o600);
    header.set_size(size);
    tar.append_data(&mut header, name, open.take(size))
}

/// What is written, with the digest of it.
struct Hashed<W> {
    to: W,
    digest: Sha256,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.digest.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use age::secrecy::SecretString;

    use super::*;

    #[test]
    fn a_file_that_holds_anything_else_or_does_not_open_is_no_backup() {
        const WORD: &str = "a good passphrase";
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("b.age");
        let mut recipient = scrypt::Recipient::new(SecretString::from(WORD.to_owned()));
        recipient.set_work_factor(1);
        let recipients: [&dyn age::Recipient; 1] = [&recipient];
        let encryptor = Encryptor::with_recipients(recipients.into_iter()).unwrap();
        let mut bytes = Vec::new();
        let mut out = encryptor.wrap_output(&mut bytes).unwrap();
        out.write_all(b"the store").unwrap();
        out.finish().unwrap();
        std::fs::write(&file, &bytes).unwrap();
        let passphrase = Passphrase::new(WORD.to_owned()).unwrap();
        let expected: [u8; 32] = Sha256::digest(b"the store").into();
        assert!(holds(&passphrase, &file, &expected));
        let other: [u8; 32] = Sha256::digest(b"the stora").into();
        assert!(!holds(&passphrase, &file, &other));
        let another = Passphrase::new("another passphrase".to_owned()).unwrap();
        assert!(!holds(&another, &file, &expected));
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        std::fs::write(&file, &bytes).unwrap();
        assert!(!holds(&passphrase, &file, &expected));
    }
}
