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

    /// Adds one.
    pub(super) fn add(&mut self, fault: String) {
        if self.named.len() < Self::NAMED {
            self.named.push(fault);
        } else {
            self.more += 1;
        }
    }

    /// Writes them into what was found; `table` is what the rows are called.
    pub(super) fn tell(self, table: &str, findings: &mut Findings) {
        findings.faults.extend(self.named);
        if self.more > 0 {
            findings
                .faults
                .push(format!("{table}: and {} more like these", self.more));
        }
    }
}
