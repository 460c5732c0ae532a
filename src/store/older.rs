//! A store that is older than its seals (封存码): its file was put back to what it was before, or what was
//! sealed was written anew. It is noticed when the store is opened; nothing is kept in it until
//! somebody says that it is the right one.

use std::fmt;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use super::engine::journal;
use super::error::StoreError;
use super::seals::{SealLine, Seals};
use super::tables::ReadTables;
use crate::domain::moment::Moment;

/// The last bytes of the file in which the last seal is looked for: a line is never as long.
const TAIL: u64 = 256 << 10;

/// By how much a store is older than its last seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Older {
    /// When the last seal was made.
    pub at: Moment,
    /// How many entries it counts.
    pub sealed: u64,
    /// How many entries there are.
    pub there: u64,
}

impl Older {
    /// Compares a store with the last seal beside it; `None` where it goes on from that, or where there
    /// is none that can be read.
    pub(crate) fn of(seals: &Seals, tables: &dyn ReadTables) -> Result<Option<Self>, StoreError> {
        let Some(last) = last(seals) else {
            return Ok(None);
        };
        let there = journal::seal(tables)?.entries;
        let sealed = last.seal.entries;
        let goes_on = match sealed {
            0 => true,
            _ => journal::line(tables, sealed)?.is_some_and(|it| it.digest == last.seal.digest),
        };
        Ok((!goes_on).then_some(Self {
            at: last.at,
            sealed,
            there,
        }))
    }
}

/// Writes when the seal was made, how many entries it counts, and how many there are.
impl fmt::Display for Older {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} > {}", self.at.minute(), self.sealed, self.there)
    }
}

/// Gives the last line that is a seal.
fn last(seals: &Seals) -> Option<SealLine> {
    let mut file = File::open(seals.path()).ok()?;
    let length = file.metadata().ok()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))
        .ok()?;
    let mut bytes = Vec::new();
    file.take(TAIL).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    text.lines().rev().find_map(SealLine::parse)
}
