//! Whether the thing stands whose history a stream is.

use crate::domain::duty::Roster;
use crate::domain::entry::Stream;
use crate::domain::force::Forces;
use crate::domain::prevention::checkin::CheckDay;
use crate::store::engine::aggregates::{Aggregate, head};
use crate::store::engine::{bookings, ledger};
use crate::store::error::StoreError;
use crate::store::key;
use crate::store::record::bytes::{date, day};
use crate::store::tables::{ReadTables, Table};

fn kept<T: Aggregate>(number: u32) -> (Table, Vec<u8>) {
    (T::TABLE, head(T::ROW, &number.to_be_bytes()))
}

/// Makes what tells where the thing of a stream is kept.
macro_rules! standing {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
        /// Gives the row of the thing; `None` for a history that is a thing by itself.
        pub(crate) fn row_of(stream: Stream) -> Option<(Table, Vec<u8>)> {
            Some(match stream {
                Stream::Case(number) => (Table::Cases, key::case(number).to_vec()),
                Stream::Person(id) => (Table::Persons, key::person(id).to_vec()),
                Stream::Lawyer(id) => (Table::Lawyers, bookings::read::lawyer_row(id)),
                Stream::Booking(id) => (Table::Lawyers, bookings::read::booking_row(id)),
                Stream::Duty(number) => (Table::Duty, ledger::day_row(number)?),
                Stream::Leaders => kept::<Roster>(1),
                Stream::Forces => kept::<Forces>(1),
                Stream::Checks(on) => kept::<CheckDay>(day(on).unsigned_abs()),
                Stream::Grid
                | Stream::LawyerDays
                | Stream::Calendar
                | Stream::Reveals
                | Stream::Looks(_) => {
                    return None;
                }
                $($($(Stream::$kind(id) => {
                    let id: $id = id;
                    kept::<$thing>(id.0)
                })?)?)+
            })
        }
    };
}

each_kept!(standing);

/// Makes what a stream is called where something is wrong with it.
macro_rules! names {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
        /// Gives what a stream is called where something is wrong with it.
        pub(super) fn named(stream: Stream) -> String {
            match stream {
                Stream::Case(number) => number.to_string(),
                Stream::Person(id) => id.to_string(),
                Stream::Lawyer(id) => format!("lawyer {}", id.0),
                Stream::Booking(id) => format!("booking {}", id.0),
                Stream::Duty(number) => {
                    let day = i32::try_from(number).map(date);
                    match day {
                        Ok(Ok(day)) => format!("ledger of {day}"),
                        _ => format!("ledger of day {number}"),
                    }
                }
                Stream::Leaders => Roster::NAME.to_owned(),
                Stream::Forces => Forces::NAME.to_owned(),
                Stream::Checks(on) => format!("{} {on}", CheckDay::NAME),
                Stream::Grid => "grid".to_owned(),
                Stream::LawyerDays => "lawyer days".to_owned(),
                Stream::Calendar => "calendar".to_owned(),
                Stream::Reveals => "reveals".to_owned(),
                Stream::Looks(on) => format!("looks of {on}"),
                $($($(Stream::$kind(id) => {
                    let id: $id = id;
                    format!("{} {}", <$thing as Aggregate>::NAME, id.0)
                })?)?)+
            }
        }
    };
}

each_kept!(names);

/// Tells whether the thing of a stream is there.
pub(super) fn stands(tables: &dyn ReadTables, stream: Stream) -> Result<bool, StoreError> {
    match row_of(stream) {
        Some((table, row)) => Ok(tables.get(table, &row)?.is_some()),
        None => Ok(true),
    }
}
