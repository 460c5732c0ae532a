//! 口令: the passphrase of an encrypted backup. It is in no setting, only in the file that one names.

use std::io;
use std::path::Path;

use age::secrecy::SecretString;

use crate::disk::{private, regular};

/// The fewest signs of a passphrase.
pub const SHORTEST: usize = 8;
/// The longest file that is read, in bytes.
const LONGEST: u64 = 4 << 10;

/// A passphrase; it is shown nowhere.
#[derive(Clone)]
pub struct Passphrase(SecretString);

/// Why a passphrase is not taken.
#[derive(Debug)]
pub enum PassphraseTrouble {
    /// It has too few signs.
    Short,
    /// Others may read the file in which it stands.
    Open,
    /// The file cannot be read.
    Io(io::Error),
}

impl Passphrase {
    /// Takes a passphrase as it was typed.
    ///
    /// # Errors
    /// [`PassphraseTrouble::Short`].
    pub fn new(typed: String) -> Result<Self, PassphraseTrouble> {
        if typed.chars().count() < SHORTEST {
            return Err(PassphraseTrouble::Short);
        }
        Ok(Self(SecretString::from(typed)))
    }

    /// Reads the first line of a file that only its owner may read.
    ///
    /// # Errors
    /// Why not.
    pub fn of_file(path: &Path) -> Result<Self, PassphraseTrouble> {
        let text = regular::text(path, LONGEST).map_err(PassphraseTrouble::Io)?;
        if private::is_open_to_others(path) {
            return Err(PassphraseTrouble::Open);
        }
        Self::new(text.lines().next().unwrap_or_default().to_owned())
    }

    pub(super) fn secret(&self) -> SecretString {
        self.0.clone()
    }
}

impl PassphraseTrouble {
    /// Gives the tail of the word key.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Open => "open",
            Self::Io(_) => "unread",
        }
    }
}
