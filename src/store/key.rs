//! Keys: our own bytes, whose order is the order wanted.

use chrono::NaiveDate;

use super::error::StoreError;
use super::record::bytes::day;
use crate::domain::entry::Stream;
use crate::domain::lawyer::{BookingId, LawyerId};
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;

/// Gives a case's key: year, run.
pub(crate) fn case(number: CaseNumber) -> [u8; 8] {
    let year = u64::from(number.year) << 32;
    (year | u64::from(number.run)).to_be_bytes()
}

/// Gives the key of the first case that a year can have.
pub(crate) fn first_of(year: u16) -> [u8; 8] {
    case(CaseNumber { year, run: 0 })
}

/// Reads a case's key.
pub(crate) fn case_of(key: &[u8]) -> Result<CaseNumber, StoreError> {
    let wrong = || StoreError::Damaged("case key".to_owned());
    let joined = key
        .try_into()
        .map(u64::from_be_bytes)
        .map_err(|_| wrong())?;
    let year = u16::try_from(joined >> 32).map_err(|_| wrong())?;
    let run = u32::try_from(joined & u64::from(u32::MAX)).map_err(|_| wrong())?;
    Ok(CaseNumber { year, run })
}

/// Gives a person's key.
pub(crate) fn person(id: PersonId) -> [u8; 8] {
    id.0.to_be_bytes()
}

/// Reads a person's key.
pub(crate) fn person_of(key: &[u8]) -> Result<PersonId, StoreError> {
    let bytes = key
        .try_into()
        .map_err(|_| StoreError::Damaged("person key".to_owned()))?;
    Ok(PersonId(u64::from_be_bytes(bytes)))
}

/// Gives the key under which a person's case stands.
pub(crate) fn person_case(id: PersonId, number: CaseNumber) -> Vec<u8> {
    [person(id).as_slice(), &case(number)].concat()
}

/// Makes the heads of streams: those of the things that have a number are their rows'.
macro_rules! streams {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
        /// Gives the head of a stream's entries.
        pub(crate) fn stream(stream: Stream) -> Vec<u8> {
            match stream {
                Stream::Case(number) => [b"c".as_slice(), &case(number)].concat(),
                Stream::Person(id) => [b"p".as_slice(), &person(id)].concat(),
                Stream::Grid => b"g".to_vec(),
                Stream::Lawyer(id) => [b"l".as_slice(), &id.0.to_be_bytes()].concat(),
                Stream::LawyerDays => b"d".to_vec(),
                Stream::Booking(id) => [b"b".as_slice(), &id.0.to_be_bytes()].concat(),
                Stream::Calendar => b"k".to_vec(),
                Stream::Reveals => b"r".to_vec(),
                Stream::Duty(number) => [b"u".as_slice(), &number.to_be_bytes()].concat(),
                Stream::Leaders => b"a".to_vec(),
                Stream::Checks(day) => [b"C".as_slice(), &date(day)].concat(),
                Stream::Forces => b"F".to_vec(),
                Stream::Looks(day) => [b"L".as_slice(), &date(day)].concat(),
                $($($(
                    Stream::$kind(id) => [$head.as_slice(), &id.0.to_be_bytes()].concat(),
                )?)?)+
            }
        }

        /// Reads the head of a stream's entries; `None` for what is none.
        pub(crate) fn stream_of(head: &[u8]) -> Option<Stream> {
            $($($(
                if let Some(number) = head.strip_prefix($head.as_slice()) && number.len() == 4 {
                    type Id = $id;
                    return Some(Stream::$kind(Id { 0: number_of(number)? }));
                }
            )?)?)+
            let (kind, rest) = head.split_first()?;
            Some(match (kind, rest.len()) {
                (b'c', 8) => Stream::Case(case_of(rest).ok()?),
                (b'p', 8) => Stream::Person(person_of(rest).ok()?),
                (b'b', 8) => Stream::Booking(BookingId(u64::from_be_bytes(rest.try_into().ok()?))),
                (b'l', 4) => Stream::Lawyer(LawyerId(number_of(rest)?)),
                (b'u', 4) => Stream::Duty(number_of(rest)?),
                (b'C', 4) => Stream::Checks(date_of(rest).ok()?),
                (b'L', 4) => Stream::Looks(date_of(rest).ok()?),
                (b'g', 0) => Stream::Grid,
                (b'd', 0) => Stream::LawyerDays,
                (b'k', 0) => Stream::Calendar,
                (b'r', 0) => Stream::Reveals,
                (b'a', 0) => Stream::Leaders,
                (b'F', 0) => Stream::Forces,
                _ => return None,
            })
        }
    };
}

each_kept!(streams);

fn number_of(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

/// Parts the key of an entry into the head of its stream and its place there.
pub(crate) fn entry_of(key: &[u8]) -> Option<(&[u8], u32)> {
    let (head, seq) = key.split_at_checked(key.len().checked_sub(4)?)?;
    Some((head, number_of(seq)?))
}

/// Gives an entry's key.
pub(crate) fn entry(of: Stream, seq: u32) -> Vec<u8> {
    let mut key = stream(of);
    key.extend_from_slice(&seq.to_be_bytes());
    key
}

/// Reads the key of a case's entry: which case, and the entry's place; `None` for another's.
pub(crate) fn case_entry_of(key: &[u8]) -> Option<(CaseNumber, u32)> {
    let (number, seq) = key.strip_prefix(b"c")?.split_at_checked(8)?;
    let seq = u32::from_be_bytes(seq.try_into().ok()?);
    Some((case_of(number).ok()?, seq))
}

/// Gives the key of the row that leads from an id to an entry, by the entry's key. No id holds a zero
/// byte: control signs are taken out of what other programs give.
pub(crate) fn save(id: &str, entry: &[u8]) -> Vec<u8> {
    [id.as_bytes(), &[0], entry].concat()
}

/// Reads the number of a call from the key of one of its entries; `None` for another's.
pub(crate) fn call_entry_of(key: &[u8]) -> Option<u32> {
    let (number, seq) = key.strip_prefix(b"h")?.split_at_checked(4)?;
    (seq.len() == 4).then_some(())?;
    Some(u32::from_be_bytes(number.try_into().ok()?))
}

/// Reads a day's key.
pub(crate) fn date_of(key: &[u8]) -> Result<NaiveDate, StoreError> {
    let days = key
        .try_into()
        .map(i32::from_be_bytes)
        .map_err(|_| StoreError::Damaged("day key".to_owned()))?;
    super::record::bytes::date(days)
}

/// Gives a day's key; the order of keys is the order of days.
pub(crate) fn date(date: NaiveDate) -> [u8; 4] {
    day(date).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_as_numbers_and_read_back() {
        let small = CaseNumber {
            year: 2026,
            run: 9_999,
        };
        let large = CaseNumber {
            year: 2026,
            run: 10_000,
        };
        assert!(case(small) < case(large));
        assert!(case(large) < case(CaseNumber { year: 2027, run: 1 }));
        assert_eq!(case_of(&case(large)), Ok(large));
        assert!(case_of(b"short").is_err());
    }
}
