//! A group of sums and its counts, as stored: the group ends a row's key, its counts are the row.

use super::super::error::StoreError;
use super::bytes::{decode, encode};
use crate::domain::case::clock::counter::Counter;
use crate::domain::case::clock::sums::group::{Group, Settled, Way};
use crate::domain::case::clock::sums::tally::{Slot, Tally};
use crate::domain::case::fact::dispute::InPlace;
use crate::domain::codes::{Category, Channel};
use crate::store::key;

/// With which byte the two bases begin, so that both are read by one scan.
pub(crate) const BASE: u8 = b'b';

/// With which the counters begin.
pub(crate) const COUNTER: u8 = b's';

/// Writes a group: its letter, then its fields, each behind its length.
pub(crate) fn group(group: &Group) -> Vec<u8> {
    let text = |it: &Option<String>| it.clone().unwrap_or_default().into_bytes();
    let code = |it: Option<&str>| it.unwrap_or_default().as_bytes().to_vec();
    let days = |hotline: bool, days: u32| vec![vec![u8::from(hotline)], days.to_be_bytes().into()];
    let (letter, fields): (u8, Vec<Vec<u8>>) = match group {
        Group::All => (b'a', Vec::new()),
        Group::Base(hotline) => (BASE, vec![vec![u8::from(*hotline)]]),
        Group::Category(it) => (b'c', vec![code(it.map(Category::code))]),
        Group::Channel(it) => (b'h', vec![code(it.map(Channel::code))]),
        Group::Village(it) => (b'v', vec![text(it)]),
        Group::Unit(it) => (b'u', vec![text(it)]),
        Group::Leader(it) => (b'l', vec![text(it)]),
        Group::Counter(Counter::Centre) => (COUNTER, vec![b"c".into()]),
        Group::Counter(Counter::Station(name)) => (COUNTER, vec![b"s".into(), name.clone().into()]),
        Group::Counter(Counter::Untold) => (COUNTER, vec![b"u".into()]),
        Group::Took(hotline, it) => (b't', days(*hotline, *it)),
        Group::CameLate(hotline, it) => (b'm', days(*hotline, *it)),
        Group::Late(hotline, due) => {
            let due = key::date(*due).to_vec();
            (b'o', vec![vec![u8::from(*hotline)], due])
        }
        Group::InPlace(it) => (b'p', vec![code(it.map(InPlace::code))]),
        Group::Dispute(it) => {
            let way = it.way.code().as_bytes().to_vec();
            let kind = it.kind.clone().into_bytes();
            (b'd', vec![kind, way, text(&it.unit), text(&it.station)])
        }
    };
    let mut bytes = vec![letter];
    for field in fields {
        // A name is cut by whoever takes it down, long before it is as long as this.
        let length = u16::try_from(field.len()).unwrap_or(u16::MAX);
        bytes.extend(length.to_be_bytes());
        bytes.extend(field.into_iter().take(usize::from(length)));
    }
    bytes
}

/// Reads a group.
pub(crate) fn group_of(bytes: &[u8]) -> Result<Group, StoreError> {
    read(bytes).ok_or_else(|| StoreError::Damaged("counts: a group of no kind".to_owned()))
}

fn read(bytes: &[u8]) -> Option<Group> {
    let (letter, rest) = bytes.split_first()?;
    let fields = fields(rest)?;
    let text = |bytes: &[u8]| Some(String::from_utf8_lossy(bytes).into_owned());
    let name = |bytes: &[u8]| text(bytes).filter(|it| !it.is_empty());
    let number = |bytes: &[u8]| Some(u32::from_be_bytes(bytes.try_into().ok()?));
    Some(match (letter, fields.as_slice()) {
        (b'a', []) => Group::All,
        (&BASE, [[hotline]]) => Group::Base(*hotline == 1),
        (b'c', [it]) => Group::Category(coded(it, Category::parse).ok()?),
        (b'h', [it]) => Group::Channel(coded(it, Channel::parse).ok()?),
        (b'v', [it]) => Group::Village(name(it)),
        (b'u', [it]) => Group::Unit(name(it)),
        (b'l', [it]) => Group::Leader(name(it)),
        (&COUNTER, [b"c"]) => Group::Counter(Counter::Centre),
        (&COUNTER, [b"s", it]) => Group::Counter(Counter::Station(text(it)?)),
        (&COUNTER, [b"u"]) => Group::Counter(Counter::Untold),
        (b't', [[hotline], days]) => Group::Took(*hotline == 1, number(days)?),
        (b'm', [[hotline], days]) => Group::CameLate(*hotline == 1, number(days)?),
        (b'o', [[hotline], due]) => Group::Late(*hotline == 1, key::date_of(due).ok()?),
        (b'p', [it]) => Group::InPlace(coded(it, InPlace::parse).ok()?),
        (b'd', [kind, way, unit, station]) => Group::Dispute(Box::new(Settled {
            kind: text(kind)?,
            way: coded(way, Way::parse).ok()??,
            unit: name(unit),
            station: name(station),
        })),
        _ => return None,
    })
}

/// A code that stands in no list.
struct Unlisted;

/// Reads a code or none.
fn coded<T>(bytes: &[u8], parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Unlisted> {
    if bytes.is_empty() {
        return Ok(None);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Unlisted)?;
    parse(text).map(Some).ok_or(Unlisted)
}

fn fields(mut rest: &[u8]) -> Option<Vec<&[u8]>> {
    let mut fields = Vec::new();
    while !rest.is_empty() {
        let (length, more) = rest.split_at_checked(2)?;
        let length = u16::from_be_bytes(length.try_into().ok()?);
        let (field, more) = more.split_at_checked(usize::from(length))?;
        fields.push(field);
        rest = more;
    }
    Some(fields)
}

/// Writes counts: the place of each in the list of all with how many.
pub(crate) fn tally(tally: &Tally) -> Result<Vec<u8>, StoreError> {
    let places = tally.counts().filter_map(|(slot, count)| {
        let place = Slot::ALL.iter().position(|it| *it == slot)?;
        Some((place, count))
    });
    encode(&places.collect::<Vec<(usize, i64)>>())
}

/// Reads counts.
pub(crate) fn tally_of(bytes: &[u8]) -> Result<Tally, StoreError> {
    let places: Vec<(usize, i64)> = decode("counts", bytes)?;
    let mut tally = Tally::default();
    for (place, count) in places {
        let slot = Slot::ALL.get(place).copied();
        let slot = slot.ok_or_else(|| StoreError::Damaged("counts: one of no kind".to_owned()))?;
        tally.add(slot, count);
    }
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_reads_back() {
        let name = || Some("东牟家村".to_owned());
        let day = "2026-11-25".parse().unwrap();
        let mut groups = vec![
            Group::All,
            Group::Base(false),
            Group::Base(true),
            Group::Category(None),
            Group::Channel(None),
            Group::Village(name()),
            Group::Village(None),
            Group::Unit(name()),
            Group::Unit(None),
            Group::Leader(name()),
            Group::Leader(None),
            Group::Counter(Counter::Centre),
            Group::Counter(Counter::Station("a\0站".to_owned())),
            Group::Counter(Counter::Untold),
            Group::Took(true, 0),
            Group::CameLate(false, 70_000),
            Group::Late(true, day),
            Group::InPlace(None),
        ];
        groups.extend(Category::ALL.iter().map(|it| Group::Category(Some(*it))));
        groups.extend(Channel::ALL.iter().map(|it| Group::Channel(Some(*it))));
        groups.extend(InPlace::ALL.iter().map(|it| Group::InPlace(Some(*it))));
        groups.extend(Way::ALL.iter().map(|way| {
            Group::Dispute(Box::new(Settled {
                kind: String::new(),
                way: *way,
                unit: name(),
                station: None,
            }))
        }));
        for it in groups {
            assert_eq!(group_of(&group(&it)), Ok(it));
        }
        assert!(group_of(b"v\0\x09short").is_err());
        assert!(group_of(b"z").is_err());
    }

    #[test]
    fn counts_read_back() {
        let mut counts = Tally::default();
        for (at, slot) in Slot::ALL.iter().enumerate() {
            counts.add(*slot, i64::try_from(at).unwrap() * 1_000_000_007 - 3);
        }
        assert_eq!(tally_of(&tally(&counts).unwrap()), Ok(counts));
    }
}
