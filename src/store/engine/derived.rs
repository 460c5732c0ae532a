//! Rows that follow from records: by which lists, searches and figures find them. The proof compares
//! them with what stands; they are made anew from the same rules.

use std::collections::BTreeSet;
use std::fmt;

use super::super::error::StoreError;
use super::super::key;
use super::super::tables::{ReadTables, Table, scan_prefix};
use super::aggregates::{self, Aggregate};
use super::bookings::read as book;
use super::external::external_key;
use super::law::Law;
use super::ledger;
use super::shared::{self, RecordKey};
use super::{codes, facts, index, people, rows};
use crate::domain::case::fact::state::Case;
use crate::domain::lawyer::BookingId;
use crate::domain::number::CaseNumber;
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;

/// What a row holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Just this.
    Exactly(Vec<u8>),
    /// Among others the key of this record.
    Among(RecordKey),
}

/// A row that follows from a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Derived {
    /// Where.
    pub(crate) table: Table,
    /// Under which key.
    pub(crate) key: Vec<u8>,
    /// Holding what.
    pub(crate) holds: Holds,
}

impl Derived {
    fn empty(table: Table, key: Vec<u8>) -> Self {
        let holds = Holds::Exactly(Vec::new());
        Self { table, key, holds }
    }

    /// Tells whether it stands.
    pub(crate) fn stands(&self, tables: &dyn ReadTables) -> Result<bool, StoreError> {
        let value = tables.get(self.table, &self.key)?;
        Ok(match (&self.holds, value) {
            (Holds::Exactly(wanted), Some(value)) => *wanted == value,
            (Holds::Among(record), Some(value)) => {
                shared::keys(self.table, &value).is_ok_and(|keys| keys.contains(record))
            }
            (_, None) => false,
        })
    }
}

/// A record to which a row leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A case.
    Case(CaseNumber),
    /// A person.
    Person(PersonId),
    /// A thing of a table, by its number.
    Thing(Table, u32),
    /// A booking.
    Booking(BookingId),
    /// A line of a ledger.
    Line(ledger::Place),
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(number) => number.fmt(f),
            Self::Person(id) => id.fmt(f),
            Self::Thing(table, number) => write!(f, "{} {number}", table.name()),
            Self::Booking(id) => write!(f, "booking {}", id.0),
            Self::Line((day, at)) => write!(f, "line {at} of {day}"),
        }
    }
}

/// Gives every row that follows from a case.
pub(crate) fn of_case(
    tables: &dyn ReadTables,
    law: &Law,
    case: &Case,
) -> Result<Vec<Derived>, StoreError> {
    let number = case.number;
    let due = law.due(case);
    let exactly = |table, (key, value)| Derived {
        table,
        key,
        holds: Holds::Exactly(value),
    };
    let mut found: Vec<Derived> = index::rows(case, due.as_ref())
        .into_iter()
        .map(|row| exactly(Table::CaseIndex, row))
        .collect();
    let counted = facts::rows(law, case)?.into_iter();
    found.extend(counted.map(|row| exactly(Table::Facts, row)));
    let persons: BTreeSet<PersonId> = case.petitioners().into_iter().collect();
    let persons = persons.into_iter();
    found.extend(persons.map(|it| {
        let row = key::person_case(it, number);
        Derived::empty(Table::PersonCases, row)
    }));
    let code = codes::code_of(tables, number)?;
    found.push(Derived::empty(Table::QueryCodes, codes::row(&code, number)));
    let borne: BTreeSet<Vec<u8>> = case.matter.external.iter().map(external_key).collect();
    found.extend(borne.into_iter().map(|key| Derived {
        table: Table::External,
        key,
        holds: Holds::Among(key::case(number)),
    }));
    Ok(found)
}

/// Gives every row that follows from a person.
pub(crate) fn of_person(id: PersonId, person: &Person) -> Vec<Derived> {
    let keys: BTreeSet<Vec<u8>> = people::keys(person).into_iter().collect();
    let derived = keys.into_iter().map(|key| Derived {
        table: Table::PersonKeys,
        key,
        holds: Holds::Among(key::person(id)),
    });
    derived.collect()
}

fn of_kind<T: Aggregate>(tables: &dyn ReadTables, number: u32) -> Result<Vec<Derived>, StoreError> {
    let thing: Option<T> = aggregates::get(tables, number)?;
    let keys = thing.map(|it| aggregates::index(number, &it));
    let keys = keys.unwrap_or_default().into_iter();
    Ok(keys.map(|key| Derived::empty(T::TABLE, key)).collect())
}

/// Makes what gives the rows of a thing, by its table; and the owners of every kind.
macro_rules! kinds {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
        fn of_thing(
            tables: &dyn ReadTables,
            table: Table,
            number: u32,
        ) -> Result<Vec<Derived>, StoreError> {
            $($(
                if table == Table::$table {
                    return of_kind::<$thing>(tables, number);
                }
            )?)+
            Ok(Vec::new())
        }

        /// Gives the byte with which the own rows of a table's things begin; `None` for a table of no
        /// such things.
        fn own_row(table: Table) -> Option<u8> {
            $($(
                if table == Table::$table {
                    return Some(<$thing as Aggregate>::ROW);
                }
            )?)+
            None
        }

        /// The tables whose rows all follow from records, or some of them.
        pub(crate) const TABLES: &[Table] = &[
            Table::CaseIndex,
            Table::Facts,
            Table::PersonCases,
            Table::QueryCodes,
            Table::External,
            Table::PersonKeys,
            Table::Lawyers,
            Table::Duty,
            $($(Table::$table,)?)+
        ];
    };
}

each_kept!(kinds);

/// Gives every row that follows from a record.
///
/// # Errors
/// The record cannot be read.
pub(crate) fn of_owner(
    tables: &dyn ReadTables,
    law: &Law,
    owner: Owner,
) -> Result<Vec<Derived>, StoreError> {
    match owner {
        Owner::Case(number) => match rows::bare_or_recovered(tables, number)? {
            Some(case) => of_case(tables, law, &case),
            None => Ok(Vec::new()),
        },
        Owner::Person(id) => {
            let person = people::person(tables, id)?;
            Ok(person.map_or_else(Vec::new, |person| of_person(id, &person)))
        }
        Owner::Thing(table, number) => of_thing(tables, table, number),
        Owner::Booking(id) => {
            let booking = book::booked(tables, id)?;
            let row = booking.map(|it| Derived::empty(Table::Lawyers, book::by_day(it.day, id)));
            Ok(row.into_iter().collect())
        }
        Owner::Line(place) => {
            let keys = ledger::index_of(tables, place)?.into_iter();
            Ok(keys.map(|key| Derived::empty(Table::Duty, key)).collect())
        }
    }
}

/// Calls `visit` with each record of which rows of a table follow.
pub(crate) fn each_owner(
    tables: &dyn ReadTables,
    table: Table,
    visit: &mut dyn FnMut(Owner) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let (records, head): (Table, Vec<u8>) = match table {
        Table::CaseIndex
        | Table::Facts
        | Table::PersonCases
        | Table::QueryCodes
        | Table::External => (Table::Cases, Vec::new()),
        Table::PersonKeys => (Table::Persons, Vec::new()),
        Table::Lawyers => (table, vec![book::BOOKING]),
        Table::Duty => (table, vec![ledger::LINE]),
        other => match own_row(other) {
            Some(row) => (other, vec![row]),
            None => return Ok(()),
        },
    };
    scan_prefix(tables, records, &head, &mut |key, _| {
        let owner = match records {
            Table::Cases => key::case_of(key).map(Owner::Case),
            Table::Persons => key::person_of(key).map(Owner::Person),
            Table::Lawyers => book::number(key).map(|it| Owner::Booking(BookingId(it))),
            Table::Duty => ledger::place_of(key).map(Owner::Line),
            table => aggregates::number(key).map(|it| Owner::Thing(table, it)),
        };
        // A record under a key that leads nowhere has no rows.
        if let Ok(owner) = owner {
            visit(owner)?;
        }
        Ok(true)
    })
}

/// Gives the records to which a row leads; none where the row is a record itself.
///
/// # Errors
/// The row leads nowhere.
fn owners(table: Table, row: &[u8], value: &[u8]) -> Result<Vec<Owner>, StoreError> {
    Ok(match table {
        Table::CaseIndex | Table::Facts | Table::PersonCases | Table::QueryCodes => {
            vec![Owner::Case(index::number(row)?)]
        }
        Table::External => shared::keys(table, value)?
            .iter()
            .map(|it| key::case_of(it).map(Owner::Case))
            .collect::<Result<_, _>>()?,
        Table::PersonKeys => shared::keys(table, value)?
            .iter()
            .map(|it| key::person_of(it).map(Owner::Person))
            .collect::<Result<_, _>>()?,
        Table::Lawyers => match row.first() {
            Some(&(book::LAWYER | book::DAY | book::BOOKING)) => Vec::new(),
            _ => vec![Owner::Booking(BookingId(book::number(row)?))],
        },
        Table::Duty => match row.first() {
            Some(&(ledger::DAY | ledger::LINE)) => Vec::new(),
            _ => vec![Owner::Line(ledger::place_of(row)?)],
        },
        other => match own_row(other) {
            Some(own) if row.first() != Some(&own) => {
                vec![Owner::Thing(other, aggregates::number(row)?)]
            }
            _ => Vec::new(),
        },
    })
}

/// A row that follows from nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stale {
    /// Its key.
    pub(crate) key: Vec<u8>,
    /// The record to which it leads for no reason; `None` where it leads nowhere.
    pub(crate) owner: Option<Owner>,
}

/// Calls `visit` with each row of a table that follows from no record; a record that cannot be read may
/// need its rows.
pub(crate) fn each_stale(
    tables: &dyn ReadTables,
    law: &Law,
    table: Table,
    visit: &mut dyn FnMut(Stale) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    scan_prefix(tables, table, &[], &mut |row, value| {
        let Ok(found) = owners(table, row, value) else {
            let (key, owner) = (row.to_vec(), None);
            visit(Stale { key, owner })?;
            return Ok(true);
        };
        for owner in found {
            let wanted = match of_owner(tables, law, owner) {
                Ok(rows) => rows.iter().any(|it| it.table == table && it.key == row),
                Err(StoreError::Damaged(_)) => true,
                Err(error) => return Err(error),
            };
            if !wanted {
                let (key, owner) = (row.to_vec(), Some(owner));
                visit(Stale { key, owner })?;
            }
        }
        Ok(true)
    })
}

/// Counts the rows of a table that lead to records, each as often as it leads to one.
///
/// # Errors
/// A row leads nowhere.
pub(crate) fn count(tables: &dyn ReadTables, table: Table) -> Result<u64, StoreError> {
    let mut count = 0;
    scan_prefix(tables, table, &[], &mut |row, value| {
        count += owners(table, row, value)?.len() as u64;
        Ok(true)
    })?;
    Ok(count)
}
