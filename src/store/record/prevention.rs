//! Check-ins and early signs as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::grid::node::GridCode;
use crate::domain::item::WhistleId;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::prevention::checkin::{CheckDay, CheckFact, CheckIn, How, Report, RoundOutcome};
use crate::domain::prevention::finding::{Finding, SignKind};
use crate::domain::prevention::round::CheckRound;
use crate::domain::prevention::sign::{EarlySign, Sighting, SignFact, SignState};

stored!(CheckFact as CheckFactRecord);
stored!(SignFact as boxed SignFactRecord);

/// What was found.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct FindingRecord {
    text: String,
    kind: String,
    about: String,
}

/// A report.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ReportRecord {
    node: String,
    round: String,
    by: String,
    at: i64,
    how: String,
    found: Option<FindingRecord>,
}

/// The reports of a day.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CheckDayRecord {
    /// Report, late, how often corrected.
    checks: Vec<(ReportRecord, bool, u32)>,
}

/// What was done to a day's reports.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum CheckFactRecord {
    Reported {
        report: ReportRecord,
        late: bool,
    },
    Corrected {
        report: ReportRecord,
        late: bool,
        why: String,
    },
}

/// How a sign came up.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SightingRecord {
    node: String,
    finding: FindingRecord,
    found_by: String,
    found_on: i32,
    round: Option<String>,
    noted_by: String,
}

/// What was done to a sign; where it stands is the last of these that moved it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum SignFactRecord {
    Found(SightingRecord),
    Worded(FindingRecord),
    Whistled(u32),
    Case { year: u16, run: u32 },
    Watched { until: i32, why: String },
    Settled { how: String, on: i32 },
    Reopened { why: String },
}

/// A sign.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SignRecord {
    sighting: SightingRecord,
    state: SignStateRecord,
}

#[derive(Debug, Serialize, Deserialize)]
enum SignStateRecord {
    Open,
    Whistled(u32),
    Case { year: u16, run: u32 },
    Watched { until: i32, why: String },
    Settled { how: String, on: i32 },
}

impl From<&Finding> for FindingRecord {
    fn from(finding: &Finding) -> Self {
        Self {
            text: finding.text.clone(),
            kind: finding.kind.code().to_owned(),
            about: finding.about.clone(),
        }
    }
}

impl TryFrom<FindingRecord> for Finding {
    type Error = StoreError;

    fn try_from(record: FindingRecord) -> Result<Self, StoreError> {
        Ok(Self {
            text: record.text,
            kind: code(&record.kind, SignKind::parse)?,
            about: record.about,
        })
    }
}

impl From<&Report> for ReportRecord {
    fn from(report: &Report) -> Self {
        Self {
            node: report.node.as_str().to_owned(),
            round: report.round.code().to_owned(),
            by: report.by.clone(),
            at: report.at.unix(),
            how: report.how.code().to_owned(),
            found: report.finding().map(FindingRecord::from),
        }
    }
}

impl TryFrom<ReportRecord> for Report {
    type Error = StoreError;

    fn try_from(record: ReportRecord) -> Result<Self, StoreError> {
        Ok(Self {
            node: code(&record.node, GridCode::parse)?,
            round: code(&record.round, CheckRound::parse)?,
            by: record.by,
            at: Moment::from_unix(record.at),
            how: code(&record.how, How::parse)?,
            outcome: match record.found {
                Some(finding) => RoundOutcome::Found(Box::new(finding.try_into()?)),
                None => RoundOutcome::Nothing,
            },
        })
    }
}

impl From<&CheckDay> for CheckDayRecord {
    fn from(day: &CheckDay) -> Self {
        let checks = day.checks.iter();
        Self {
            checks: checks
                .map(|it| ((&it.report).into(), it.late, it.corrected))
                .collect(),
        }
    }
}

impl TryFrom<CheckDayRecord> for CheckDay {
    type Error = StoreError;

    fn try_from(record: CheckDayRecord) -> Result<Self, StoreError> {
        let checks = record.checks.into_iter().map(|(report, late, corrected)| {
            Ok(CheckIn {
                report: report.try_into()?,
                late,
                corrected,
            })
        });
        Ok(Self {
            checks: checks.collect::<Result<_, StoreError>>()?,
        })
    }
}

impl From<&CheckFact> for CheckFactRecord {
    fn from(fact: &CheckFact) -> Self {
        match fact {
            CheckFact::Reported { report, late } => Self::Reported {
                report: report.into(),
                late: *late,
            },
            CheckFact::Corrected { report, late, why } => Self::Corrected {
                report: report.into(),
                late: *late,
                why: why.clone(),
            },
        }
    }
}

impl TryFrom<CheckFactRecord> for CheckFact {
    type Error = StoreError;

    fn try_from(record: CheckFactRecord) -> Result<Self, StoreError> {
        Ok(match record {
            CheckFactRecord::Reported { report, late } => Self::Reported {
                report: report.try_into()?,
                late,
            },
            CheckFactRecord::Corrected { report, late, why } => Self::Corrected {
                report: report.try_into()?,
                late,
                why,
            },
        })
    }
}

impl From<&Sighting> for SightingRecord {
    fn from(sighting: &Sighting) -> Self {
        Self {
            node: sighting.node.as_str().to_owned(),
            finding: (&sighting.finding).into(),
            found_by: sighting.found_by.clone(),
            found_on: day(sighting.found_on),
            round: sighting.round.map(|round| round.code().to_owned()),
            noted_by: sighting.noted_by.clone(),
        }
    }
}

impl TryFrom<SightingRecord> for Sighting {
    type Error = StoreError;

    fn try_from(record: SightingRecord) -> Result<Self, StoreError> {
        let round = record.round.map(|round| code(&round, CheckRound::parse));
        Ok(Self {
            node: code(&record.node, GridCode::parse)?,
            finding: record.finding.try_into()?,
            found_by: record.found_by,
            found_on: date(record.found_on)?,
            round: round.transpose()?,
            noted_by: record.noted_by,
        })
    }
}

impl From<&SignFact> for SignFactRecord {
    fn from(fact: &SignFact) -> Self {
        match fact.clone() {
            SignFact::Found(sighting) => Self::Found((&*sighting).into()),
            SignFact::Worded(finding) => Self::Worded((&*finding).into()),
            SignFact::Whistled(WhistleId(id)) => Self::Whistled(id),
            SignFact::Case(CaseNumber { year, run }) => Self::Case { year, run },
            SignFact::Watched { until, why } => Self::Watched {
                until: day(until),
                why,
            },
            SignFact::Settled { how, on } => Self::Settled { how, on: day(on) },
            SignFact::Reopened { why } => Self::Reopened { why },
        }
    }
}

impl TryFrom<SignFactRecord> for SignFact {
    type Error = StoreError;

    fn try_from(record: SignFactRecord) -> Result<Self, StoreError> {
        Ok(match record {
            SignFactRecord::Found(sighting) => Self::Found(Box::new(sighting.try_into()?)),
            SignFactRecord::Worded(finding) => Self::Worded(Box::new(finding.try_into()?)),
            SignFactRecord::Whistled(id) => Self::Whistled(WhistleId(id)),
            SignFactRecord::Case { year, run } => Self::Case(CaseNumber { year, run }),
            SignFactRecord::Watched { until, why } => Self::Watched {
                until: date(until)?,
                why,
            },
            SignFactRecord::Settled { how, on } => Self::Settled { how, on: date(on)? },
            SignFactRecord::Reopened { why } => Self::Reopened { why },
        })
    }
}

impl From<&EarlySign> for SignRecord {
    fn from(sign: &EarlySign) -> Self {
        Self {
            sighting: (&sign.sighting).into(),
            state: match sign.state.clone() {
                SignState::Open => SignStateRecord::Open,
                SignState::Whistled(WhistleId(id)) => SignStateRecord::Whistled(id),
                SignState::Case(CaseNumber { year, run }) => SignStateRecord::Case { year, run },
                SignState::Watched { until, why } => SignStateRecord::Watched {
                    until: day(until),
                    why,
                },
                SignState::Settled { how, on } => SignStateRecord::Settled { how, on: day(on) },
            },
        }
    }
}

impl TryFrom<SignRecord> for EarlySign {
    type Error = StoreError;

    fn try_from(record: SignRecord) -> Result<Self, StoreError> {
        Ok(Self {
            sighting: record.sighting.try_into()?,
            state: match record.state {
                SignStateRecord::Open => SignState::Open,
                SignStateRecord::Whistled(id) => SignState::Whistled(WhistleId(id)),
                SignStateRecord::Case { year, run } => SignState::Case(CaseNumber { year, run }),
                SignStateRecord::Watched { until, why } => SignState::Watched {
                    until: date(until)?,
                    why,
                },
                SignStateRecord::Settled { how, on } => SignState::Settled { how, on: date(on)? },
            },
        })
    }
}
