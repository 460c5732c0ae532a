//! Proves the rows of projections, each by its own rule, against the records as they are read.

use std::sync::Arc;

use super::super::findings::Findings;
use super::faults::Faults;
use crate::domain::number::ExternalNumber;
use crate::domain::person::id::PersonId;
use crate::domain::projection::{Known, Projection, Records, RowsError};
use crate::store::engine::projected::RowsAt;
use crate::store::engine::{index, meta, people, rows};
use crate::store::error::StoreError;
use crate::store::key;
use crate::store::tables::{ReadTables, Table, scan_prefix};

/// Proves the rows of every projection of the store.
pub(super) fn prove(
    tables: &dyn ReadTables,
    projections: &[Arc<dyn Projection>],
    findings: &mut Findings,
) -> Result<(), StoreError> {
    for projection in projections {
        let name = projection.name();
        let version = u64::from(projection.version());
        if meta::rows_version(tables, name)?.is_some_and(|kept| kept != version) {
            let fault = format!("{name}: its rows are of another version");
            findings.faults.push(fault);
            continue;
        }
        let table = Table::Rows(name);
        let mut faults = Faults::default();
        projection.prove(
            &Recorded { tables },
            &RowsAt { tables, table },
            &mut |fault| faults.add(fault),
        )?;
        faults.tell(name, findings);
    }
    Ok(())
}

/// The records of a snapshot.
struct Recorded<'a> {
    tables: &'a dyn ReadTables,
}

impl Records for Recorded<'_> {
    fn persons(&self, from: PersonId, limit: usize) -> Result<Vec<Known>, RowsError> {
        Ok(people::from(self.tables, from, limit)?
            .into_iter()
            .map(|(id, person)| {
                let numbers = numbers(self.tables, id)?;
                Ok(Known {
                    id,
                    person,
                    numbers,
                })
            })
            .collect::<Result<_, StoreError>>()?)
    }
}

/// Gives the numbers of other systems that are attached to the cases a person brought.
fn numbers(tables: &dyn ReadTables, id: PersonId) -> Result<Vec<String>, StoreError> {
    let mut numbers = Vec::new();
    scan_prefix(
        tables,
        Table::PersonCases,
        &key::person(id),
        &mut |row, _| {
            let case = rows::case(tables, index::number(row)?)?;
            if let Some(case) = case.filter(|case| case.petitioner == id) {
                numbers.extend(case.matter.external.iter().map(ExternalNumber::key));
            }
            Ok(true)
        },
    )?;
    Ok(numbers)
}
