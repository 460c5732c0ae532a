//! Proves that lawyers' cards, their days and the bookings follow from their histories.

use std::collections::BTreeMap;

use super::read::{BOOKING, DAY, LAWYER, number, of_row, replay};
use crate::domain::entry::{Stream, What};
use crate::domain::lawyer::{BookingId, Lawyer, LawyerDay, LawyerId};
use crate::store::engine::{chain, tied};
use crate::store::error::StoreError;
use crate::store::findings::Findings;
use crate::store::key;
use crate::store::record::bytes::{decode, encode};
use crate::store::record::lawyer::{BookingRecord, LawyerDayRecord, LawyerRecord};
use crate::store::tables::{ReadTables, Table, scan_prefix};

/// Proves the cards, the days and the bookings.
pub(crate) fn prove(tables: &dyn ReadTables, findings: &mut Findings) -> Result<(), StoreError> {
    scan_prefix(tables, Table::Lawyers, &[LAWYER], &mut |row, value| {
        let id = row.get(1..).and_then(|tail| tail.try_into().ok());
        let id = LawyerId(id.map_or(0, u32::from_be_bytes));
        let name = format!("lawyer {}", id.0);
        let kept = decode::<LawyerRecord>("lawyers", value).map(Lawyer::from);
        let kept = findings.readable(&name, kept)?;
        let history = chain::history(tables, Stream::Lawyer(id));
        let history = findings.readable(format!("{name}, its history"), history)?;
        if let (Some(kept), Some(entries)) = (kept, history) {
            let last = entries.iter().rev().find_map(|it| match &it.what {
                What::Lawyer(card) => Some(card.as_ref()),
                _ => None,
            });
            if last != Some(&kept) {
                findings.fault(format!("{name}: the card does not follow its history"));
            }
            findings.entries += entries.len() as u64;
        }
        Ok(true)
    })?;
    prove_days(tables, findings)?;
    scan_prefix(tables, Table::Lawyers, &[BOOKING], &mut |row, value| {
        let Some(id) = findings.readable("bookings", number(row))?.map(BookingId) else {
            return Ok(true);
        };
        let name = format!("booking {}", id.0);
        let kept = findings.readable(&name, of_row(value))?;
        let history = chain::shown(tables, Stream::Booking(id));
        let history = findings.readable(format!("{name}, its history"), history)?;
        if let (Some(kept), Some(entries)) = (kept, history) {
            if replay(&entries) != Some(kept) {
                findings.fault(format!("{name}: its history does not give its state"));
            }
            findings.entries += entries.len() as u64;
        }
        Ok(true)
    })
}

/// Gives the row of a booking as its history gives it; `None` where that gives nothing.
pub(crate) fn standing(
    tables: &dyn ReadTables,
    stream: Stream,
) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(shown) = replay(&chain::shown(tables, stream)?) else {
        return Ok(None);
    };
    let record = encode(&BookingRecord::from(&shown))?;
    let mut records = chain::records(tables, stream)?.into_iter();
    let is_sealed = records.any(|(_, it)| it.sealed().is_some());
    Ok(Some(if is_sealed {
        tied::row(&record)
    } else {
        record
    }))
}

/// Proves the days that were set by hand: each is as it was set last.
fn prove_days(tables: &dyn ReadTables, findings: &mut Findings) -> Result<(), StoreError> {
    let mut set = BTreeMap::new();
    let history = chain::history(tables, Stream::LawyerDays);
    let Some(entries) = findings.readable("lawyer days, their history", history)? else {
        return Ok(());
    };
    for entry in entries {
        if let What::LawyerDay(day) = entry.what {
            set.insert(key::date(day.day), day);
        }
    }
    scan_prefix(tables, Table::Lawyers, &[DAY], &mut |row, value| {
        let kept = decode::<LawyerDayRecord>("lawyers", value).and_then(LawyerDay::try_from);
        let Some(kept) = findings.readable("lawyer day", kept)? else {
            return Ok(true);
        };
        let day = kept.day;
        let wanted = row.get(1..).and_then(|it| it.try_into().ok());
        if wanted.and_then(|it: [u8; 4]| set.remove(&it)) != Some(kept) {
            findings.fault(format!("lawyer day {day}: it does not follow its history"));
        }
        Ok(true)
    })?;
    for day in set.values() {
        findings.fault(format!("lawyer day {}: it is gone", day.day));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{booking, day, lawyer, row};
    use super::*;
    use crate::domain::act::CommitResult;
    use crate::domain::lawyer::{Booking, BookingFact};
    use crate::domain::lawyer::{BookingId, BookingState, Lawyer, LawyerId, MeetingWay, Queue};
    use crate::domain::moment::Moment;
    use crate::domain::settings::Settings;
    use crate::store::engine::batch::By;
    use crate::store::engine::law::Law;
    use crate::store::memory::tables::MemoryTables;
    use crate::store::tables::WriteTables;

    fn faults(tables: &MemoryTables) -> Vec<String> {
        let mut findings = Findings::default();
        prove(tables, &mut findings).unwrap();
        findings.faults
    }

    /// A lawyer, a day that was moved, a booking that was done.
    fn kept() -> MemoryTables {
        let mut tables = MemoryTables::default();
        let law = Law::read(&tables, &Settings::default()).unwrap();
        let when = Moment::parse("2026-11-25 10:00").unwrap();
        let by = By {
            who: "王芳", when
        };
        let card = Lawyer {
            name: "张守法".to_owned(),
            firm: "明法律师事务所".to_owned(),
            phone: "13800002222".to_owned(),
            wechat: String::new(),
            fields: "劳动".to_owned(),
            active: true,
        };
        let on = when.date();
        let fact = BookingFact::Booked(Box::new(Booking {
            day: on,
            time: None,
            meeting: MeetingWay::WalkIn,
            lawyer: Some(LawyerId(1)),
            person: None,
            name: "欧阳娜".to_owned(),
            case: None,
            about: "讨要工资".to_owned(),
            state: BookingState::Booked,
            cleared: String::new(),
            queue: Queue::default(),
        }));
        let done = BookingFact::Done {
            outcome: "告知仲裁时效".to_owned(),
            legal_aid: false,
        };
        let set = LawyerDay {
            day: on,
            lawyer: Some(LawyerId(1)),
            note: "顺延".to_owned(),
        };
        let did = [
            lawyer(&mut tables, &law, by, None, &card),
            day(&mut tables, by, &set),
            booking(&mut tables, by, None, &fact),
            booking(&mut tables, by, Some(BookingId(1)), &done),
        ];
        for outcome in did {
            assert!(matches!(outcome.unwrap(), CommitResult::Done(_)));
        }
        tables
    }

    #[test]
    fn what_was_kept_in_order_is_proved() {
        assert_eq!(faults(&kept()), Vec::<String>::new());
    }

    #[test]
    fn a_row_that_was_changed_or_taken_away_is_named() {
        let keys = |kind| {
            let mut keys = Vec::new();
            let scanned = scan_prefix(&kept(), Table::Lawyers, &[kind], &mut |key, value| {
                keys.push((key.to_vec(), value.to_vec()));
                Ok(true)
            });
            scanned.unwrap();
            keys
        };
        let mut tables = kept();
        let (key, _) = keys(DAY).remove(0);
        tables.remove(Table::Lawyers, &key).unwrap();
        let faults_of_day = faults(&tables);
        assert!(
            faults_of_day.iter().any(|it| it.contains("it is gone")),
            "{faults_of_day:?}"
        );
        // A booking's record under another number, a card that was put in by hand.
        let mut tables = kept();
        let (_, card) = keys(LAWYER).remove(0);
        let forged = row(LAWYER, &2u32.to_be_bytes());
        tables.put(Table::Lawyers, &forged, &card).unwrap();
        let faults = faults(&tables);
        assert!(
            faults.iter().any(|it| it.contains("lawyer 2")),
            "{faults:?}"
        );
    }
}
