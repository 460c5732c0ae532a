//! The faults of one table: the first ones by name, the rest as a number, so that a table that was
//! lost whole fills neither memory nor the screen.

use super::super::findings::Findings;

/// Faults of one table.
#[derive(Debug, Default)]
pub(super) struct Faults {
    named: Vec<String>,
    more: u64,
}

impl Faults {
    /// How many are named.
    const NAMED: usize = 20;

    /// Tells whether there are none.
    pub(super) fn are_none(&self) -> bool {
        self.named.is_empty()
    }

    /// Adds one.
    pub(super) fn add(&mut self, fault: String) {
        if self.named.len() < Self::NAMED {
            self.named.push(fault);
        } else {
            self.more += 1;
        }
    }

    /// Writes them into what was found, as rows that follow from records; `table` is what the rows are
    /// called.
    pub(super) fn tell(self, table: &str, findings: &mut Findings) {
        self.each(table, &mut |fault| findings.derived(fault));
    }

    /// Writes them into what was found, as what nothing gives back.
    pub(super) fn tell_lost(self, table: &str, findings: &mut Findings) {
        self.each(table, &mut |fault| findings.fault(fault));
    }

    fn each(self, table: &str, write: &mut dyn FnMut(String)) {
        self.named.into_iter().for_each(&mut *write);
        if self.more > 0 {
            write(format!("{table}: and {} more like these", self.more));
        }
    }
}
