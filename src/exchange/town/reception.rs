//! The lawyers of the made-up town: who they are, their Wednesdays, and how many come to them.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use serde::Deserialize;

use crate::domain::lawyer::{Lawyer, LawyerDay, LawyerId};
use crate::exchange::town::rng::Rng;
use crate::exchange::town::working_time::WorkingTime;

const KIND: u64 = 3;

table!("lawyers.toml", Table);

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    lawyer: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    firm: String,
    tail: String,
    fields: String,
}

/// Gives the lawyers; their numbers follow their order, from 1.
pub fn lawyers() -> Vec<Lawyer> {
    let rows = TABLE.lawyer.iter();
    rows.map(|row| Lawyer {
        name: row.name.clone(),
        firm: row.firm.clone(),
        phone: format!("1380000{}", row.tail),
        wechat: format!("mulin-law-{}", row.tail),
        fields: row.fields.clone(),
        active: true,
    })
    .collect()
}

/// Gives the lawyer days from `first` to `last`: each Wednesday, or the next working day where
/// people rest on it.
pub fn days(first: NaiveDate, last: NaiveDate, time: &WorkingTime) -> Vec<LawyerDay> {
    let wednesdays = first.iter_days().take_while(|day| *day <= last);
    let mut days = Vec::new();
    for (run, day) in wednesdays
        .filter(|day| day.weekday() == Weekday::Wed)
        .enumerate()
    {
        let lawyer = Some(LawyerId(
            u32::try_from(run % TABLE.lawyer.len().max(1)).unwrap_or(0) + 1,
        ));
        if !time.is_rest_day(day) {
            days.push(LawyerDay {
                day,
                lawyer,
                note: String::new(),
            });
            continue;
        }
        let open = day
            .iter_days()
            .take(14)
            .find(|day| !time.is_rest_day(*day))
            .unwrap_or(day);
        let note = format!("节假日，改在{}", open.format("%m-%d"));
        days.push(LawyerDay {
            day,
            lawyer: None,
            note,
        });
        let note = format!("由{}改来", day.format("%m-%d"));
        days.push(LawyerDay {
            day: open,
            lawyer,
            note,
        });
    }
    days
}

/// A time that somebody takes with a lawyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// When it is booked.
    pub booked_on: NaiveDate,
    /// For which day.
    pub day: NaiveDate,
    /// For which time; `None` on the phone.
    pub time: Option<NaiveTime>,
    /// With whom.
    pub lawyer: LawyerId,
}

/// Gives the slots that are taken on the lawyer days, two or three each, and a phone call a week.
pub fn slots(seed: u64, days: &[LawyerDay], time: &WorkingTime) -> Vec<Slot> {
    let mut slots = Vec::new();
    for (run, day) in days.iter().enumerate() {
        let Some(lawyer) = day.lawyer else { continue };
        let mut rng = Rng::of(seed, KIND, run as u64);
        for place in 0..rng.between(2, 3) {
            let lead = rng.between(1, 12);
            let minutes = u32::try_from(9 * 60 + place * 30).unwrap_or(540);
            slots.push(Slot {
                booked_on: open_before(day.day, lead, time),
                day: day.day,
                time: NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0),
                lawyer,
            });
        }
        let call = day
            .day
            .checked_add_days(Days::new(rng.between(1, 5)))
            .unwrap_or(day.day);
        slots.push(Slot {
            booked_on: call,
            day: call,
            time: None,
            lawyer,
        });
    }
    slots
}

/// Gives the last open day that is at least `days` days before another.
fn open_before(day: NaiveDate, days: u64, time: &WorkingTime) -> NaiveDate {
    let mut booked = day.checked_sub_days(Days::new(days)).unwrap_or(day);
    while time.is_rest_day(booked) {
        booked = booked.pred_opt().unwrap_or(day);
    }
    booked
}
