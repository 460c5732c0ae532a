//! What a proof of the store finds.

use std::fmt::Display;

use super::error::StoreError;

/// What a proof found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// How many cases were proved.
    pub cases: u64,
    /// How many persons were proved.
    pub persons: u64,
    /// How many entries they have.
    pub entries: u64,
    /// What does not hold, a line each.
    pub faults: Vec<String>,
    /// How many of the faults are of rows that follow from records, which can be made anew.
    pub derived: u64,
    /// How many of the faults are of records that cannot be read.
    pub damaged: u64,
    /// How many cases are sealed and did not open: of those the words were not proved.
    pub sealed: u64,
    /// How many more faults there are than lines.
    pub unnamed: u64,
}

impl Findings {
    /// How many faults are named, so that a store that was lost whole does not fill the memory.
    const NAMED: usize = 5_000;

    /// Adds a fault.
    pub(crate) fn fault(&mut self, fault: String) {
        if self.faults.len() < Self::NAMED {
            self.faults.push(fault);
        } else {
            self.unnamed += 1;
        }
    }

    /// Adds a fault of a row that follows from records.
    pub(crate) fn derived(&mut self, fault: String) {
        self.derived += 1;
        self.fault(fault);
    }

    /// Gives what was read; what cannot be read is named, and the proof goes on.
    ///
    /// # Errors
    /// The file cannot be read at all.
    pub(crate) fn readable<T>(
        &mut self,
        name: impl Display,
        read: Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        match read {
            Ok(value) => Ok(Some(value)),
            Err(StoreError::Damaged(why)) => {
                self.damaged += 1;
                self.fault(format!("{name}: it cannot be read ({why})"));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Gives how many faults there are.
    pub fn count(&self) -> u64 {
        self.faults.len() as u64 + self.unnamed
    }

    /// Tells whether nothing is wrong but rows that follow from records.
    pub fn is_of_indexes_alone(&self) -> bool {
        self.count() > 0 && self.derived == self.count()
    }
}
