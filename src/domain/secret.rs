//! What somebody types to prove who he is; no message, log or panic shows it.

use std::fmt;

/// A passphrase, a recovery key or a token.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(String);

impl Secret {
    /// Takes what was typed.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Gives it, to whatever proves it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Gives how many characters it has.
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}
