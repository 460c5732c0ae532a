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
    projections
        .iter()
        .try_for_each(|projection| prove_one(tables, projection, findings))
}

/// Proves the rows of a projection.
pub(crate) fn prove_one(
    tables: &dyn ReadTables,
    projection: &Arc<dyn Projection>,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let name = projection.name();
    let version = u64::from(projection.version());
    if meta::rows_version(tables, name)?.is_some_and(|kept| kept != version) {
        findings.derived(format!("{name}: its rows are of another version"));
        return Ok(());
    }
    let table = Table::Rows(name);
    let mut faults = Faults::default();
    projection.prove(
        &Recorded { tables },
        &RowsAt { tables, table },
        &mut |fault| faults.add(fault),
    )?;
    faults.tell(name, findings);
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
            // One that cannot be read is named among the cases.
            let case = index::number(row).and_then(|number| rows::recovered(tables, number));
            if let Some(case) = case.ok().flatten().filter(|it| it.petitioner == id) {
                numbers.extend(case.matter.external.iter().map(ExternalNumber::key));
            }
            Ok(true)
        },
    )?;
    Ok(numbers)
}
