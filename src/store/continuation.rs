//! How a store stands to seals that were kept outside of it.

use crate::domain::seal::ShortSeal;

/// The first bytes of a digest, at the number of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// How many entries were counted.
    pub entries: u64,
    /// How the digest begins.
    pub digest: Vec<u8>,
    /// Whether it is a whole seal, or a mark between two of them.
    pub is_seal: bool,
}

impl From<ShortSeal> for Sealed {
    fn from(seal: ShortSeal) -> Self {
        Self {
            entries: seal.entries,
            digest: seal.head().to_vec(),
            is_seal: true,
        }
    }
}

/// How a store stands to the seals.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Continuation {
    /// How many seals it goes on from.
    pub seals: u64,
    /// How many entries were written since the last of these.
    pub since: u64,
    /// The first place where it does not go on.
    pub broken: Option<Break>,
}

/// Where a store does not go on from what was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Break {
    /// Entries are gone: more were sealed than are there.
    Shorter {
        /// How many were sealed
        sealed: u64,
        /// How many are there
        there: u64,
    },
    /// What was sealed is not what is there.
    Differs {
        /// The last number up to which it is known to be the same
        after: u64,
        /// The number up to which something differs
        until: u64,
        /// The first entry that is known to differ, else the first one after the last mark
        entry: String,
    },
}
