//! PIN: a few digits by which a locked desk opens to whoever signed in at it, and by which somebody signs
//! for one step at another's desk. It never signs anybody in. Of it the store holds a hash alone.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::secret::Secret;
use super::typed::half_width;

/// The fewest digits.
pub const SHORTEST: usize = 4;
/// After so many wrong tries only the passphrase opens.
pub const TRIES: u32 = 5;

/// A PIN as it is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    hash: String,
    failures: u32,
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin")
    }
}

impl Pin {
    /// Keeps the argon2id hash of a PIN.
    pub fn of_hash(hash: String) -> Self {
        Self { hash, failures: 0 }
    }

    /// Gives the hash.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Tells whether it opens nothing any more until the passphrase was given.
    pub const fn is_spent(&self) -> bool {
        self.failures >= TRIES
    }

    /// Gives it after a wrong try.
    #[must_use]
    pub fn failed(&self) -> Self {
        Self {
            hash: self.hash.clone(),
            failures: self.failures.saturating_add(1),
        }
    }

    /// Gives it after its owner has proved who he is.
    #[must_use]
    pub fn afresh(&self) -> Self {
        Self::of_hash(self.hash.clone())
    }
}

/// Reads digits that are typed, in either width; `None` where they are none, or too few.
pub fn digits(typed: &Secret) -> Option<Secret> {
    let digits = half_width(typed.expose().trim());
    let enough = digits.chars().count() >= SHORTEST;
    (enough && digits.chars().all(|sign| sign.is_ascii_digit())).then(|| Secret::new(digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_four_digits_or_more_in_either_width() {
        for (typed, read) in [
            ("1234", Some("1234")),
            (" １２３４５ ", Some("12345")),
            ("123", None),
            ("12a4", None),
            ("", None),
            ("一二三四", None),
        ] {
            let found = digits(&Secret::new(typed));
            assert_eq!(found.as_ref().map(Secret::expose), read, "{typed}");
        }
    }

    #[test]
    fn five_wrong_tries_spend_it_and_its_owner_brings_it_back() {
        let mut pin = Pin::of_hash("$argon2id$…".to_owned());
        for tried in 0..TRIES {
            assert!(!pin.is_spent(), "{tried}");
            pin = pin.failed();
        }
        assert!(pin.is_spent());
        assert!(!pin.afresh().is_spent());
        assert!(!format!("{pin:?}").contains("argon"));
    }
}
