//! Proves that lawyers' cards, their days and the bookings follow from their histories.

use std::collections::BTreeMap;

use super::read::{DAY, by_day, every, lawyers};
use crate::domain::entry::{Entry, Stream, What};
use crate::domain::lawyer::{Booking, BookingFact, LawyerDay};
use crate::store::engine::chain;
use crate::store::error::StoreError;
use crate::store::findings::Findings;
use crate::store::record::bytes::decode;
use crate::store::record::lawyer::LawyerDayRecord;
use crate::store::tables::{ReadTables, Table, scan_prefix};

/// Proves the table of lawyers, days and bookings.
pub(crate) fn prove(tables: &dyn ReadTables, findings: &mut Findings) -> Result<(), StoreError> {
    let mut rows = 0;
    for (id, kept) in lawyers(tables)? {
        rows += 1;
        match chain::prove(tables, Stream::Lawyer(id)) {
            Ok(entries) => {
                let last = entries.iter().rev().find_map(|it| match &it.what {
                    What::Lawyer(card) => Some(card.as_ref()),
                    _ => None,
                });
                if last != Some(&kept) {
                    let fault = format!("lawyer {}: the card does not follow its history", id.0);
                    findings.faults.push(fault);
                }
                findings.entries += entries.len() as u64;
            }
            Err(error) => findings.faults.push(error.detail()),
        }
    }
    rows += prove_days(tables, findings)?;
    for (id, kept) in every(tables)? {
        rows += 2;
        if tables.get(Table::Lawyers, &by_day(kept.day, id))?.is_none() {
            let fault = format!("booking {}: its index does not follow it", id.0);
            findings.faults.push(fault);
        }
        match chain::prove(tables, Stream::Booking(id)) {
            Ok(entries) => {
                if replay(&entries) != Some(kept) {
                    let fault = format!("booking {}: its history does not give its state", id.0);
                    findings.faults.push(fault);
                }
                findings.entries += entries.len() as u64;
            }
            Err(error) => findings.faults.push(error.detail()),
        }
    }
    if tables.count(Table::Lawyers)? != rows {
        findings
            .faults
            .push("bookings: the index has rows of none".to_owned());
    }
    Ok(())
}

/// Gives the booking after all of its history.
fn replay(entries: &[Entry]) -> Option<Booking> {
    let mut booking: Option<Booking> = None;
    for entry in entries {
        let What::Booking(fact) = &entry.what else {
            continue;
        };
        booking = match (booking, fact) {
            (None, BookingFact::Booked(first)) => Some((**first).clone()),
            (Some(before), fact) => Some(before.apply(fact, entry.when.date()).ok()?),
            (None, _) => return None,
        };
    }
    booking
}

/// Proves the days that were set by hand: each is as it was set last. Gives how many there are.
fn prove_days(tables: &dyn ReadTables, findings: &mut Findings) -> Result<u64, StoreError> {
    let mut set = BTreeMap::new();
    match chain::prove(tables, Stream::LawyerDays) {
        Ok(entries) => {
            for entry in entries {
                if let What::LawyerDay(day) = entry.what {
                    set.insert(day.day, day);
                }
            }
        }
        Err(error) => findings.faults.push(error.detail()),
    }
    let mut rows = 0;
    scan_prefix(tables, Table::Lawyers, &[DAY], &mut |_, value| {
        rows += 1;
        let record: LawyerDayRecord = decode("lawyers", value)?;
        let kept: LawyerDay = record.try_into()?;
        let day = kept.day;
        if set.remove(&day) != Some(kept) {
            let fault = format!("lawyer day {day}: it does not follow its history");
            findings.faults.push(fault);
        }
        Ok(true)
    })?;
    for day in set.keys() {
        let fault = format!("lawyer day {day}: it is gone");
        findings.faults.push(fault);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::super::{BOOKING, LAWYER, booking, day, lawyer, row};
    use super::*;
    use crate::domain::act::CommitResult;
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
        let other = lawyers(&kept()).unwrap().len();
        assert_eq!(other, 1);
        for (kind, fault) in [
            (BOOKING, "bookings: the index has rows of none"),
            (DAY, "it is gone"),
            (b't', "its index does not follow it"),
        ] {
            let mut tables = kept();
            let (key, _) = keys(kind).remove(0);
            tables.remove(Table::Lawyers, &key).unwrap();
            let faults = faults(&tables);
            assert!(faults.iter().any(|it| it.contains(fault)), "{faults:?}");
        }
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
