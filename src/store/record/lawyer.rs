//! Lawyers, lawyer days and bookings as stored.

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::lawyer::{
    Booking, BookingFact, BookingState, Lawyer, LawyerDay, LawyerId, MeetingWay, Queue,
};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;

/// A lawyer's card.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LawyerRecord {
    name: String,
    firm: String,
    phone: String,
    wechat: String,
    fields: String,
    active: bool,
}

impl From<&Lawyer> for LawyerRecord {
    fn from(lawyer: &Lawyer) -> Self {
        Self {
            name: lawyer.name.clone(),
            firm: lawyer.firm.clone(),
            phone: lawyer.phone.clone(),
            wechat: lawyer.wechat.clone(),
            fields: lawyer.fields.clone(),
            active: lawyer.active,
        }
    }
}

impl From<LawyerRecord> for Lawyer {
    fn from(record: LawyerRecord) -> Self {
        Self {
            name: record.name,
            firm: record.firm,
            phone: record.phone,
            wechat: record.wechat,
            fields: record.fields,
            active: record.active,
        }
    }
}

/// Who comes on a day.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LawyerDayRecord {
    day: i32,
    lawyer: Option<u32>,
    note: String,
}

impl From<&LawyerDay> for LawyerDayRecord {
    fn from(it: &LawyerDay) -> Self {
        Self {
            day: day(it.day),
            lawyer: it.lawyer.map(|id| id.0),
            note: it.note.clone(),
        }
    }
}

impl TryFrom<LawyerDayRecord> for LawyerDay {
    type Error = StoreError;

    fn try_from(record: LawyerDayRecord) -> Result<Self, StoreError> {
        Ok(Self {
            day: date(record.day)?,
            lawyer: record.lawyer.map(LawyerId),
            note: record.note,
        })
    }
}

/// A booking.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct BookingRecord {
    day: i32,
    time: Option<u32>,
    meeting: String,
    lawyer: Option<u32>,
    person: Option<u64>,
    name: String,
    case: Option<(u16, u32)>,
    about: String,
    state: StateRecord,
    #[serde(default)]
    cleared: String,
    /// When a walk-in came, was called, was passed over.
    #[serde(default)]
    queue: (Option<i64>, Option<i64>, Option<i64>),
}

#[derive(Debug, Serialize, Deserialize)]
enum StateRecord {
    Booked,
    Cancelled { why: String },
    Done { outcome: String, legal_aid: bool },
}

impl From<&Booking> for BookingRecord {
    fn from(it: &Booking) -> Self {
        Self {
            day: day(it.day),
            time: it.time.map(|time| time.num_seconds_from_midnight()),
            meeting: it.meeting.code().to_owned(),
            lawyer: it.lawyer.map(|id| id.0),
            person: it.person.map(|id| id.0),
            name: it.name.clone(),
            case: it.case.map(|number| (number.year, number.run)),
            about: it.about.clone(),
            state: match &it.state {
                BookingState::Booked => StateRecord::Booked,
                BookingState::Cancelled { why } => StateRecord::Cancelled { why: why.clone() },
                BookingState::Done { outcome, legal_aid } => StateRecord::Done {
                    outcome: outcome.clone(),
                    legal_aid: *legal_aid,
                },
            },
            cleared: it.cleared.clone(),
            queue: (
                it.queue.came_at.map(Moment::unix),
                it.queue.called_at.map(Moment::unix),
                it.queue.passed_at.map(Moment::unix),
            ),
        }
    }
}

impl TryFrom<BookingRecord> for Booking {
    type Error = StoreError;

    fn try_from(record: BookingRecord) -> Result<Self, StoreError> {
        Ok(Self {
            day: date(record.day)?,
            time: record.time.map(clock).transpose()?,
            meeting: code(&record.meeting, MeetingWay::parse)?,
            lawyer: record.lawyer.map(LawyerId),
            person: record.person.map(PersonId),
            name: record.name,
            case: record.case.map(|(year, run)| CaseNumber { year, run }),
            about: record.about,
            state: match record.state {
                StateRecord::Booked => BookingState::Booked,
                StateRecord::Cancelled { why } => BookingState::Cancelled { why },
                StateRecord::Done { outcome, legal_aid } => {
                    BookingState::Done { outcome, legal_aid }
                }
            },
            cleared: record.cleared,
            queue: Queue {
                came_at: record.queue.0.map(Moment::from_unix),
                called_at: record.queue.1.map(Moment::from_unix),
                passed_at: record.queue.2.map(Moment::from_unix),
            },
        })
    }
}

/// A fact about a booking.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum BookingFactRecord {
    Booked(BookingRecord),
    Moved {
        day: i32,
        time: Option<u32>,
        lawyer: Option<u32>,
    },
    Cancelled {
        why: String,
    },
    Done {
        outcome: String,
        legal_aid: bool,
    },
    Called {
        at: i64,
    },
    Passed {
        at: i64,
    },
}

impl From<&BookingFact> for BookingFactRecord {
    fn from(fact: &BookingFact) -> Self {
        match fact {
            BookingFact::Booked(booking) => Self::Booked((&**booking).into()),
            BookingFact::Moved {
                day: to,
                time,
                lawyer,
            } => Self::Moved {
                day: day(*to),
                time: time.map(|time| time.num_seconds_from_midnight()),
                lawyer: lawyer.map(|id| id.0),
            },
            BookingFact::Cancelled { why } => Self::Cancelled { why: why.clone() },
            BookingFact::Done { outcome, legal_aid } => Self::Done {
                outcome: outcome.clone(),
                legal_aid: *legal_aid,
            },
            BookingFact::Called { at } => Self::Called { at: at.unix() },
            BookingFact::Passed { at } => Self::Passed { at: at.unix() },
        }
    }
}

impl TryFrom<BookingFactRecord> for BookingFact {
    type Error = StoreError;

    fn try_from(record: BookingFactRecord) -> Result<Self, StoreError> {
        Ok(match record {
            BookingFactRecord::Booked(booking) => Self::Booked(Box::new(booking.try_into()?)),
            BookingFactRecord::Moved { day, time, lawyer } => Self::Moved {
                day: date(day)?,
                time: time.map(clock).transpose()?,
                lawyer: lawyer.map(LawyerId),
            },
            BookingFactRecord::Cancelled { why } => Self::Cancelled { why },
            BookingFactRecord::Done { outcome, legal_aid } => Self::Done { outcome, legal_aid },
            BookingFactRecord::Called { at } => Self::Called {
                at: Moment::from_unix(at),
            },
            BookingFactRecord::Passed { at } => Self::Passed {
                at: Moment::from_unix(at),
            },
        })
    }
}

fn clock(seconds: u32) -> Result<NaiveTime, StoreError> {
    NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)
        .ok_or_else(|| StoreError::Damaged(format!("time {seconds}")))
}
