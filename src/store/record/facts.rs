//! What the figures count of a case, as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::case::clock::counter::{Counter, Course, RaisedOn};
use crate::domain::case::clock::facts::{CaseFacts, Term};
use crate::domain::case::fact::closing::Satisfaction;
use crate::domain::case::fact::dispute::{Dispute, InPlace};
use crate::domain::case::fact::standing::Standing;
use crate::domain::codes::{Category, Channel, Class, Status};
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;

type TermRecord = (i32, Option<i32>);

const NO_DAY: i32 = i32::MIN;
const NO_CHANNEL: u8 = u8::MAX - 1;

/// The facts of a case; its number is the row's key.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct FactsRecord {
    /// [`NO_DAY`] where nobody knows.
    received: i32,
    /// [`NO_CHANNEL`] where nobody knows.
    channel: u8,
    class: u8,
    category: Option<u8>,
    status: u8,
    village: Option<String>,
    unit: Option<String>,
    leader: Option<String>,
    raised: Vec<(i32, u32)>,
    follows: Option<(u16, u32)>,
    accept: Option<TermRecord>,
    notice: Option<TermRecord>,
    answer: Option<TermRecord>,
    contacted: Option<i32>,
    ended: Option<i32>,
    resolved: bool,
    rating: Option<(i32, String)>,
    key: bool,
    contacted_in_time: Option<bool>,
    solved: Option<bool>,
    #[serde(default)]
    counters: Vec<CounterRecord>,
    #[serde(default)]
    course: CourseRecord,
    #[serde(default)]
    undated: bool,
    #[serde(default)]
    due: Option<i32>,
    /// Channel and whether it is a repeat, in the order of `raised`.
    #[serde(default)]
    ways: Vec<(u8, bool)>,
    #[serde(default)]
    standing: Option<String>,
    #[serde(default)]
    aided: Vec<(i32, u64)>,
    #[serde(default)]
    office_rating: Option<String>,
    #[serde(default)]
    dispute: Option<Dispute>,
    #[serde(default)]
    above: Option<i32>,
    #[serde(default)]
    in_place: Option<(i32, Vec<InPlace>)>,
}

/// What became of it at the counter that took it down.
#[derive(Debug, Default, Serialize, Deserialize)]
enum CourseRecord {
    #[default]
    Stayed,
    Settled,
    PassedUp,
}

impl From<Course> for CourseRecord {
    fn from(course: Course) -> Self {
        match course {
            Course::Stayed => Self::Stayed,
            Course::Settled => Self::Settled,
            Course::PassedUp => Self::PassedUp,
        }
    }
}

impl From<CourseRecord> for Course {
    fn from(record: CourseRecord) -> Self {
        match record {
            CourseRecord::Stayed => Self::Stayed,
            CourseRecord::Settled => Self::Settled,
            CourseRecord::PassedUp => Self::PassedUp,
        }
    }
}

/// Where a matter was raised, in the order of `raised`.
#[derive(Debug, Serialize, Deserialize)]
enum CounterRecord {
    Away,
    Centre,
    Station(String),
    Untold,
}

impl From<Option<&Counter>> for CounterRecord {
    fn from(counter: Option<&Counter>) -> Self {
        match counter {
            None => Self::Away,
            Some(Counter::Centre) => Self::Centre,
            Some(Counter::Station(name)) => Self::Station(name.clone()),
            Some(Counter::Untold) => Self::Untold,
        }
    }
}

impl From<CounterRecord> for Option<Counter> {
    fn from(record: CounterRecord) -> Self {
        match record {
            CounterRecord::Away => None,
            CounterRecord::Centre => Some(Counter::Centre),
            CounterRecord::Station(name) => Some(Counter::Station(name)),
            CounterRecord::Untold => Some(Counter::Untold),
        }
    }
}

impl From<&CaseFacts> for FactsRecord {
    fn from(facts: &CaseFacts) -> Self {
        let term = |term: Option<Term>| term.map(|it| (day(it.due), it.met.map(day)));
        Self {
            received: facts.received.map_or(NO_DAY, day),
            channel: way(facts.channel),
            class: place(Class::ALL, facts.class),
            category: facts.category.map(|it| place(Category::ALL, it)),
            status: place(Status::ALL, facts.status),
            village: facts.village.clone(),
            unit: facts.unit.clone(),
            leader: facts.leader.clone(),
            raised: facts
                .raised
                .iter()
                .map(|it| (day(it.on), it.people))
                .collect(),
            follows: facts.follows.map(|it| (it.year, it.run)),
            accept: term(facts.accept),
            notice: term(facts.notice),
            answer: term(facts.answer),
            contacted: facts.contacted.map(day),
            ended: facts.ended.map(day),
            resolved: facts.resolved,
            rating: facts
                .rating
                .map(|(on, answer)| (day(on), answer.code().to_owned())),
            key: facts.key,
            contacted_in_time: facts.contacted_in_time,
            solved: facts.solved,
            counters: facts
                .raised
                .iter()
                .map(|it| it.counter.as_ref().into())
                .collect(),
            course: facts.course.into(),
            undated: facts.undated,
            due: Some(day(facts.due)),
            ways: facts
                .raised
                .iter()
                .map(|it| (way(it.channel), it.again))
                .collect(),
            standing: facts.standing.map(|it| it.code().to_owned()),
            aided: facts
                .aided
                .iter()
                .map(|(on, it)| (day(*on), it.0))
                .collect(),
            office_rating: facts.office_rating.map(|it| it.code().to_owned()),
            dispute: Some(facts.dispute.clone()).filter(|it| *it != Dispute::default()),
            above: facts.above.map(day),
            in_place: facts
                .in_place
                .as_ref()
                .map(|(on, done)| (day(*on), done.clone())),
        }
    }
}

impl FactsRecord {
    /// Reads the facts of the case `number`.
    pub(crate) fn read(self, number: CaseNumber) -> Result<CaseFacts, StoreError> {
        let term = |term: Option<TermRecord>| {
            term.map(|(due, met)| {
                Ok::<_, StoreError>(Term {
                    due: date(due)?,
                    met: met.map(date).transpose()?,
                })
            })
            .transpose()
        };
        let (mut counters, mut ways) = (self.counters.into_iter(), self.ways.into_iter());
        let first = channel(self.channel)?;
        let raised = (0..).zip(self.raised).map(|(place, (on, people))| {
            let (channel, again) = match ways.next() {
                Some((way, again)) => (channel(way)?, again),
                None => (first, place > 0),
            };
            Ok(RaisedOn {
                on: date(on)?,
                channel,
                again,
                people,
                counter: counters.next().and_then(Into::into),
            })
        });
        let rating = self.rating.map(|(on, answer)| {
            Ok::<_, StoreError>((date(on)?, code(&answer, Satisfaction::parse)?))
        });
        let aided = self.aided.into_iter();
        let aided = aided.map(|(on, it)| Ok((date(on)?, PersonId(it))));
        Ok(CaseFacts {
            number,
            received: (self.received != NO_DAY)
                .then(|| date(self.received))
                .transpose()?,
            channel: first,
            class: at(Class::ALL, self.class)?,
            category: self.category.map(|it| at(Category::ALL, it)).transpose()?,
            status: at(Status::ALL, self.status)?,
            village: self.village,
            unit: self.unit,
            leader: self.leader,
            raised: raised.collect::<Result<_, StoreError>>()?,
            follows: self.follows.map(|(year, run)| CaseNumber { year, run }),
            accept: term(self.accept)?,
            notice: term(self.notice)?,
            answer: term(self.answer)?,
            contacted: self.contacted.map(date).transpose()?,
            ended: self.ended.map(date).transpose()?,
            resolved: self.resolved,
            rating: rating.transpose()?,
            key: self.key,
            contacted_in_time: self.contacted_in_time,
            solved: self.solved,
            course: self.course.into(),
            undated: self.undated,
            due: date(self.due.unwrap_or(self.received))?,
            standing: self
                .standing
                .map(|text| code(&text, Standing::parse))
                .transpose()?,
            aided: aided.collect::<Result<_, StoreError>>()?,
            office_rating: self
                .office_rating
                .map(|text| code(&text, Satisfaction::parse))
                .transpose()?,
            dispute: self.dispute.unwrap_or_default(),
            above: self.above.map(date).transpose()?,
            in_place: self
                .in_place
                .map(|(on, done)| Ok::<_, StoreError>((date(on)?, done)))
                .transpose()?,
        })
    }
}

/// Gives how a matter came as one byte.
fn way(channel: Option<Channel>) -> u8 {
    channel.map_or(NO_CHANNEL, |it| place(Channel::ALL, it))
}

/// Reads how a matter came.
fn channel(way: u8) -> Result<Option<Channel>, StoreError> {
    (way != NO_CHANNEL)
        .then(|| at(Channel::ALL, way))
        .transpose()
}

fn place<T: PartialEq + Copy>(all: &[T], value: T) -> u8 {
    let at = all.iter().position(|it| *it == value);
    at.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
}

fn at<T: Copy>(all: &[T], place: u8) -> Result<T, StoreError> {
    let found = all.get(usize::from(place)).copied();
    found.ok_or_else(|| StoreError::Damaged(format!("place {place} of a list")))
}
