//! Proves that each thing with a history of its own follows from it: joint sessions, calls, whistles …,
//! lawyers and bookings, and the days of the ledgers.

use super::super::findings::Findings;
use super::standing;
use crate::domain::duty::DutyDay;
use crate::domain::entry::What;
use crate::store::engine::aggregates::{self, Aggregate};
use crate::store::engine::{bookings, chain, ledger};
use crate::store::error::StoreError;
use crate::store::key;
use crate::store::tables::{ReadTables, scan_prefix};

/// Makes the proof of every kind of thing.
macro_rules! proofs {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
        /// Proves that each thing follows from its history.
        pub(super) fn prove(
            tables: &dyn ReadTables,
            findings: &mut Findings,
        ) -> Result<(), StoreError> {
            $($(of_kind::<$thing>(tables, findings)?;)?)+
            bookings::proof::prove(tables, findings)?;
            ledgers(tables, findings)
        }
    };
}

each_kept!(proofs);

fn of_kind<T: Aggregate>(
    tables: &dyn ReadTables,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    scan_prefix(tables, T::TABLE, &[T::ROW], &mut |row, value| {
        let Some(number) = findings.readable(T::NAME, aggregates::number(row))? else {
            return Ok(true);
        };
        let name = format!("{} {number}", T::NAME);
        // Of what is one thing alone, a second one would have the same history.
        let own = standing::row_of(T::stream(number));
        if own.is_none_or(|(_, own)| own != row) {
            findings.fault(format!("{name}: there is no such thing"));
        }
        let kept = findings.readable(&name, T::decode(value))?;
        let history = chain::history(tables, T::stream(number));
        let history = findings.readable(format!("{name}, its history"), history)?;
        if let (Some(kept), Some(entries)) = (kept, history) {
            findings.entries += entries.len() as u64;
            if T::replay(entries.iter().filter_map(|it| T::fact(&it.what))) != Some(kept) {
                findings.fault(format!("{name}: its history does not give its state"));
            }
        }
        Ok(true)
    })
}

/// Proves the days of the ledgers with their lines.
fn ledgers(tables: &dyn ReadTables, findings: &mut Findings) -> Result<(), StoreError> {
    let mut days = Vec::new();
    ledger::each_day(tables, &mut |row| {
        days.extend(findings.readable("ledger", key::date_of(row))?);
        Ok(())
    })?;
    for on in days {
        let name = format!("ledger of {on}");
        let kept = findings.readable(&name, ledger::day(tables, on))?;
        let count = findings.readable(&name, ledger::head(tables, on))?;
        let history = chain::history(tables, ledger::stream(on));
        let history = findings.readable(format!("{name}, its history"), history)?;
        let (Some(kept), Some((_, lines)), Some(entries)) = (kept, count, history) else {
            continue;
        };
        findings.entries += entries.len() as u64;
        let facts = entries.iter().filter_map(|entry| match &entry.what {
            What::Duty(fact) => Some(fact),
            _ => None,
        });
        let replayed = DutyDay::replay(facts);
        if replayed.lines.len() != lines as usize || replayed != kept {
            findings.fault(format!("{name}: its history does not give its state"));
        }
    }
    Ok(())
}
