//! A day's rota and ledger, and the roster of leaders, as stored.

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::code;
use crate::domain::duty::{DutyDay, DutyFact, How, Leader, Line, Roster};
use crate::domain::item::Item;
use crate::domain::moment::Moment;

stored!(DutyFact as DutyFactRecord);
stored!(Leader as LeaderRecord);

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LeaderRecord {
    name: String,
    post: String,
    convener: bool,
    active: bool,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RosterRecord(Vec<LeaderRecord>);

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LineRecord {
    item: String,
    owner: Option<String>,
    how: String,
    few: Option<(u32, u32)>,
    since: i64,
    struck: Option<i64>,
    /// Left out by the first lines: one for a visit, none else.
    #[serde(default)]
    visits: Option<u32>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct DutyDayRecord {
    leader: Option<String>,
    stand_in: Option<(String, String)>,
    note: String,
    arrived: Option<u32>,
    left: Option<u32>,
    /// How many lines it has; each is a row of its own.
    lines: u32,
    closed: Option<i64>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum DutyFactRecord {
    Named {
        leader: Option<String>,
        note: String,
    },
    StandIn {
        who: Option<String>,
        why: String,
    },
    Arrived(u32),
    Left(u32),
    Fell(LineRecord),
    Passed {
        item: String,
        to: Option<String>,
        why: String,
    },
    Struck {
        item: String,
        when: i64,
    },
    Opened(String),
    Closed(i64),
    Came(String),
}

fn seconds(time: NaiveTime) -> u32 {
    time.num_seconds_from_midnight()
}

fn time(seconds: u32) -> Result<NaiveTime, StoreError> {
    NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)
        .ok_or_else(|| StoreError::Damaged(format!("time {seconds}")))
}

fn item(text: &str) -> Result<Item, StoreError> {
    code(text, Item::parse)
}

impl From<&Leader> for LeaderRecord {
    fn from(leader: &Leader) -> Self {
        Self {
            name: leader.name.clone(),
            post: leader.post.clone(),
            convener: leader.convener,
            active: leader.active,
        }
    }
}

impl From<LeaderRecord> for Leader {
    fn from(record: LeaderRecord) -> Self {
        Self {
            name: record.name,
            post: record.post,
            convener: record.convener,
            active: record.active,
        }
    }
}

impl From<&Roster> for RosterRecord {
    fn from(roster: &Roster) -> Self {
        Self(roster.0.iter().map(Into::into).collect())
    }
}

impl From<RosterRecord> for Roster {
    fn from(record: RosterRecord) -> Self {
        Self(record.0.into_iter().map(Into::into).collect())
    }
}

impl From<&Line> for LineRecord {
    fn from(line: &Line) -> Self {
        Self {
            item: line.item.to_string(),
            owner: line.owner.clone(),
            how: line.how.code().to_owned(),
            few: line.few,
            since: line.since.unix(),
            struck: line.struck.map(Moment::unix),
            visits: Some(line.visits),
        }
    }
}

impl TryFrom<LineRecord> for Line {
    type Error = StoreError;

    fn try_from(record: LineRecord) -> Result<Self, StoreError> {
        let how = code(&record.how, How::parse)?;
        Ok(Self {
            item: item(&record.item)?,
            owner: record.owner,
            how,
            few: record.few,
            since: Moment::from_unix(record.since),
            struck: record.struck.map(Moment::from_unix),
            visits: record.visits.unwrap_or_else(|| how.visits()),
        })
    }
}

impl DutyDayRecord {
    /// Makes the record of a day's rota; its `lines` are rows of their own.
    pub(crate) fn of(day: &DutyDay, lines: u32) -> Self {
        Self {
            leader: day.leader.clone(),
            stand_in: day.stand_in.clone(),
            note: day.note.clone(),
            arrived: day.arrived.map(seconds),
            left: day.left.map(seconds),
            lines,
            closed: day.closed.map(Moment::unix),
        }
    }
}

impl TryFrom<DutyDayRecord> for (DutyDay, u32) {
    type Error = StoreError;

    fn try_from(record: DutyDayRecord) -> Result<Self, StoreError> {
        let day = DutyDay {
            leader: record.leader,
            stand_in: record.stand_in,
            note: record.note,
            arrived: record.arrived.map(time).transpose()?,
            left: record.left.map(time).transpose()?,
            lines: Vec::new(),
            closed: record.closed.map(Moment::from_unix),
        };
        Ok((day, record.lines))
    }
}

impl From<&DutyFact> for DutyFactRecord {
    fn from(fact: &DutyFact) -> Self {
        match fact.clone() {
            DutyFact::Named { leader, note } => Self::Named { leader, note },
            DutyFact::StandIn { who, why } => Self::StandIn { who, why },
            DutyFact::Arrived(at) => Self::Arrived(seconds(at)),
            DutyFact::Left(at) => Self::Left(seconds(at)),
            DutyFact::Fell(line) => Self::Fell((&*line).into()),
            DutyFact::Passed { item, to, why } => Self::Passed {
                item: item.to_string(),
                to,
                why,
            },
            DutyFact::Struck { item, when } => Self::Struck {
                item: item.to_string(),
                when: when.unix(),
            },
            DutyFact::Opened(item) => Self::Opened(item.to_string()),
            DutyFact::Closed(when) => Self::Closed(when.unix()),
            DutyFact::Came(item) => Self::Came(item.to_string()),
        }
    }
}

impl TryFrom<DutyFactRecord> for DutyFact {
    type Error = StoreError;

    fn try_from(record: DutyFactRecord) -> Result<Self, StoreError> {
        Ok(match record {
            DutyFactRecord::Named { leader, note } => Self::Named { leader, note },
            DutyFactRecord::StandIn { who, why } => Self::StandIn { who, why },
            DutyFactRecord::Arrived(at) => Self::Arrived(time(at)?),
            DutyFactRecord::Left(at) => Self::Left(time(at)?),
            DutyFactRecord::Fell(line) => Self::Fell(Box::new(line.try_into()?)),
            DutyFactRecord::Passed { item: it, to, why } => Self::Passed {
                item: item(&it)?,
                to,
                why,
            },
            DutyFactRecord::Struck { item: it, when } => Self::Struck {
                item: item(&it)?,
                when: Moment::from_unix(when),
            },
            DutyFactRecord::Opened(it) => Self::Opened(item(&it)?),
            DutyFactRecord::Closed(when) => Self::Closed(Moment::from_unix(when)),
            DutyFactRecord::Came(it) => Self::Came(item(&it)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::bytes::{decode, encode};
    use super::*;

    #[test]
    fn a_line_written_before_visits_were_counted_is_one_where_somebody_came() {
        for (how, visits) in [("visit", 1), ("call", 0), ("backlog", 0)] {
            let first = (
                "ML-2026-0001",
                Some("周正"),
                how,
                None::<(u32, u32)>,
                0,
                None::<i64>,
            );
            let bytes = encode(&first).unwrap();
            let record: LineRecord = decode("duty", &bytes).unwrap();
            assert_eq!(Line::try_from(record).unwrap().visits, visits, "{how}");
        }
    }
}
