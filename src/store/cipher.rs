//! 密件: what of a matter its named staff alone may read stands in the file as ciphertext to them.
//!
//! **Keys.** Each operator who is a person has a key pair of `age` (x25519). The public key stands on his
//! card, and so in the chain of histories: nobody can put his own in its place unseen. The private key
//! stands in the table `vault` under his passphrase, and once more under the recovery key (恢复密钥), which
//! has a pair of its own; it stands in no history, so that whoever leaves takes nothing with him: his row
//! is removed. Whoever signs in holds his private key in memory ([`Keyring`]) for as long as he sits
//! there; the crate overwrites it when he is gone. Scripts have no keys.
//!
//! **What is kept so.** Of an accusation the whole record and the payload of every entry that is not bare
//! (`is_bare`), to those of its named staff who have keys; of a counsellor's note its words, to who holds
//! the service and who wrote it; each also to the recovery key, which alone opens it where none of
//! them has a key (a script registered it). Where there are no operators nothing can be kept so and it
//! stands as it always did. What stands outside of the case and tells of it: `engine/tied.rs`.
//!
//! **How it stands.** Beside the ciphertext in `vault` the record's row keeps what lists, clocks and
//! figures need without a key: the record with every text masked without which it still reads
//! (`record/mask.rs`); whatever is added to records later is masked unless somebody decides otherwise. An
//! entry keeps a salted commitment, whose salt lies within the ciphertext, and its link covers that: when
//! somebody else is named, the ciphertext is made anew and every link stays. An entry that was written in
//! the clear and is moved under seal when the matter is classed keeps the digest by which it was linked;
//! what was taken out of it still fits that.
//!
//! **Files of a case.** A file that is attached to an accusation is sealed with a key of its own, which
//! stands in the entry that names it: whoever reads the case opens the file, and the file need not be made
//! anew when somebody else is named.
//!
//! **Who reads.** The rules of visibility stay as they are; a case that was not opened is open to nobody
//! (`Case::sealed`). Nobody takes a step on a case that he cannot open. Whoever is named and cannot open
//! it yet (he had no key) can once somebody who can has signed in or taken a step: then the ciphertext is
//! made anew to whom it is due. It is the same way for those who left.
//!
//! **Passphrases.** Another passphrase puts the same private key under it. An administrator who gives
//! somebody another passphrase does not know the old one: that one gets a new pair, and reads what was
//! sealed as soon as another reader has been there; with the recovery key he keeps his pair.

use std::fmt;
use std::io::Write;
use std::str::FromStr;
use std::sync::{PoisonError, RwLock};

use age::secrecy::{ExposeSecret, SecretString};
use age::{Encryptor, scrypt, x25519};
use sha2::{Digest, Sha256};

use super::error::StoreError;
use crate::domain::operator::{KeyPair, OperatorId};
use crate::domain::secret::Secret;

/// The work of trying a passphrase, as a power of two: 32 MiB of memory, as much as the hash of it takes.
const WORK: u8 = 15;

/// How everything sealed begins.
const HEAD: &[u8] = b"age-encryption.org/v1\n";

/// Bytes of a salt.
pub(crate) const SALT: usize = 16;

/// A private key as it is kept: under a passphrase, and under the recovery key.
pub type LockedKeys = (Vec<u8>, Vec<u8>);

/// The private key of an operator; nothing shows it.
#[derive(Clone)]
pub struct PrivateKey(x25519::Identity);

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey")
    }
}

impl PrivateKey {
    /// Makes a new one.
    pub fn generate() -> Self {
        Self(x25519::Identity::generate())
    }

    /// Gives the pair as it is kept: this key under a passphrase, and under the public key `spare` of the
    /// recovery key.
    ///
    /// # Errors
    /// `spare` is no key.
    pub fn pair(&self, passphrase: &Secret, spare: Option<&str>) -> Result<KeyPair, StoreError> {
        let text = self.0.to_string();
        let plain = text.expose_secret().as_bytes();
        let mut under = scrypt::Recipient::new(SecretString::from(passphrase.expose()));
        under.set_work_factor(WORK);
        let locked = age::encrypt(&under, plain).map_err(|error| failed(&error))?;
        let spare = match spare {
            Some(public) => {
                age::encrypt(&recipient(public)?, plain).map_err(|error| failed(&error))?
            }
            None => Vec::new(),
        };
        Ok(KeyPair {
            public: self.0.to_public().to_string(),
            locked,
            spare,
        })
    }

    /// Opens a key that lies under a passphrase; `None` where that is another one.
    pub fn unlock(locked: &[u8], passphrase: &Secret) -> Option<Self> {
        let mut under = scrypt::Identity::new(SecretString::from(passphrase.expose()));
        under.set_max_work_factor(WORK);
        Self::read(&age::decrypt(&under, locked).ok()?)
    }

    /// Opens a key that lies under this one, as an operator's under the recovery key.
    pub fn unlock_spare(&self, spare: &[u8]) -> Option<Self> {
        Self::read(&self.open(spare)?)
    }

    fn read(plain: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(plain).ok()?;
        x25519::Identity::from_str(text).ok().map(Self)
    }

    /// Gives it as text, for what is itself sealed.
    pub fn text(&self) -> String {
        self.0.to_string().expose_secret().to_owned()
    }

    /// Reads it as text.
    pub fn of_text(text: &str) -> Option<Self> {
        Self::read(text.as_bytes())
    }

    /// Gives the public key that belongs to it.
    pub fn public(&self) -> String {
        self.0.to_public().to_string()
    }

    /// Opens what was sealed to it; `None` for what was not.
    pub fn open(&self, content: &[u8]) -> Option<Vec<u8>> {
        age::decrypt(&self.0, content).ok()
    }
}

/// No operator has this number: under it the recovery key is held.
const RECOVERY: OperatorId = OperatorId(0);

/// The private key of who sits here, while he does.
#[derive(Debug, Default)]
pub struct Keyring {
    held: RwLock<Option<(OperatorId, PrivateKey)>>,
    /// The public key of whoever was the last to sit here: what he has half typed is sealed with it, also
    /// while his private key is put away.
    last: RwLock<Option<String>>,
}

impl Keyring {
    /// Takes the key of who signed in, in place of another's.
    pub fn hold(&self, whose: OperatorId, key: PrivateKey) {
        *self.last.write().unwrap_or_else(PoisonError::into_inner) = Some(key.public());
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Some((whose, key));
    }

    /// Forgets the private key: he left the desk.
    pub fn release(&self) {
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Holds the private key of the recovery key for as long as something is done, then again the one that
    /// was held.
    pub fn lent<T>(&self, recovery: PrivateKey, act: impl FnOnce() -> T) -> T {
        let held = |key| {
            let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *held, key)
        };
        let before = held(Some((RECOVERY, recovery)));
        let done = act();
        held(before);
        done
    }

    /// Gives the key of an operator, where it is he who sits here.
    pub fn of(&self, whose: OperatorId) -> Option<PrivateKey> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.as_ref()
            .filter(|(who, _)| *who == whose)
            .map(|(_, key)| key.clone())
    }

    /// Tells whether anybody's key is held.
    pub fn is_held(&self) -> bool {
        self.held
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .is_some()
    }

    /// Gives the public key of who sits here, or was the last to.
    pub fn public(&self) -> Option<String> {
        self.last
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Opens what was sealed to who sits here; `None` for what was not.
    pub fn open(&self, content: &[u8]) -> Option<Vec<u8>> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().and_then(|(_, key)| key.open(content))
    }
}

/// Seals `plain` to public keys.
///
/// # Errors
/// One of them is no key, or there is none.
pub fn seal<'a>(
    plain: &[u8],
    readers: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<u8>, StoreError> {
    let readers = readers.into_iter().map(recipient);
    let readers: Vec<x25519::Recipient> = readers.collect::<Result<_, _>>()?;
    let readers = readers.iter().map(|it| it as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(readers).map_err(|error| failed(&error))?;
    let mut content = Vec::new();
    let written = encryptor.wrap_output(&mut content).and_then(|mut writer| {
        writer.write_all(plain)?;
        writer.finish().map(|_| ())
    });
    written.map_err(|error| failed(&error))?;
    Ok(content)
}

/// Tells whether bytes are sealed, by how they begin.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(HEAD)
}

/// Gives random bytes: what is sealed begins with them, so that nobody guesses it from its digest.
pub(crate) fn salt() -> [u8; SALT] {
    let drawn = x25519::Identity::generate().to_string();
    let digest: [u8; 32] = Sha256::digest(drawn.expose_secret()).into();
    let mut salt = [0; SALT];
    salt.copy_from_slice(&digest[..SALT]);
    salt
}

fn recipient(public: &str) -> Result<x25519::Recipient, StoreError> {
    public
        .parse()
        .map_err(|_| StoreError::Damaged("a public key".to_owned()))
}

fn failed(error: &dyn fmt::Display) -> StoreError {
    StoreError::System(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_opens_under_its_passphrase_and_by_the_recovery_key_alone() {
        let (recovery, key) = (PrivateKey::generate(), PrivateKey::generate());
        let passphrase = Secret::new("口令王芳!!");
        let pair = key.pair(&passphrase, Some(&recovery.public())).unwrap();
        let wrong = Secret::new("口令王芳!?");
        assert!(PrivateKey::unlock(&pair.locked, &wrong).is_none());
        let unlocked = PrivateKey::unlock(&pair.locked, &passphrase).unwrap();
        assert_eq!(unlocked.public(), pair.public);
        let spare = recovery.unlock_spare(&pair.spare).unwrap();
        assert_eq!(spare.public(), pair.public);
        assert!(key.unlock_spare(&pair.spare).is_none());
        assert_eq!(format!("{key:?}"), "PrivateKey");
    }

    #[test]
    fn what_is_sealed_opens_for_its_readers_while_they_sit_here() {
        let (reader, other) = (PrivateKey::generate(), PrivateKey::generate());
        let public = reader.public();
        let content = seal("截留补偿款".as_bytes(), [public.as_str()]).unwrap();
        let ring = Keyring::default();
        assert_eq!(ring.open(&content), None);
        ring.hold(OperatorId(2), other);
        assert_eq!(ring.open(&content), None);
        ring.hold(OperatorId(1), reader);
        assert_eq!(ring.open(&content).unwrap(), "截留补偿款".as_bytes());
        ring.release();
        assert_eq!(ring.open(&content), None);
    }
}
