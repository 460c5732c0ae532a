//! Proves that each thing with a history of its own follows from it: joint sessions, calls, whistles …,
//! lawyers and bookings, and the days of the ledgers.

use super::super::findings::Findings;
use super::standing;
use crate::domain::duty::DutyDay;
use crate::domain::entry::{Entry, What};
use crate::store::engine::aggregates::{self, Aggregate};
use crate::store::engine::{bookings, chain, ledger, tied};
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
        let (is_sealed, record) = tied::parted(value);
        let kept = findings.readable(&name, T::decode(record))?;
        let history = chain::shown(tables, T::stream(number));
        let history = findings.readable(format!("{name}, its history"), history)?;
        if let (Some(kept), Some(entries)) = (kept, history) {
            findings.entries += entries.len() as u64;
            if T::replay(entries.iter().filter_map(|it| T::fact(&it.what))) != Some(kept) {
                findings.fault(format!("{name}: its history does not give its state"));
            }
        }
        if is_sealed {
            opened::<T>(tables, number, &name, findings)?;
        }
        Ok(true)
    })
}

/// Proves that what everybody may read of a thing is what is sealed of it, without its words.
fn opened<T: Aggregate>(
    tables: &dyn ReadTables,
    number: u32,
    name: &str,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let stream = T::stream(number);
    let whole = findings.readable(name, chain::history(tables, stream))?;
    let shown = findings.readable(name, chain::shown(tables, stream))?;
    let (Some(whole), Some(shown)) = (whole, shown) else {
        return Ok(());
    };
    let facts = |it: &Entry| T::fact(&it.what).cloned();
    let fits = whole.iter().zip(&shown).all(|(whole, shown)| {
        let (Some(whole), Some(shown)) = (facts(whole), facts(shown)) else {
            return false;
        };
        // Of what it tells is told by what everybody may read: all of it goes in the end.
        let bare = |fact: &T::Fact| T::bare(fact, &|_| true);
        whole == shown || bare(&whole) == bare(&shown)
    });
    if !fits || whole.len() != shown.len() {
        findings.fault(format!("{name}: what is sealed of it is something else"));
    }
    Ok(())
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
