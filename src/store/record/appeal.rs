//! The road after the decision as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::case::appeal::{
    Advice, AppealAnswer, AppealOutcome, AppealRequest, AppealState, AppealStep, Appealed, Carried,
    Hearing, LateRequest, Round, Supervised,
};

/// First day, last day, findings.
type HearingRecord = (i32, i32, String);
/// Day, words.
type RequestRecord = (i32, String);
/// Day, outcome, opinion, day of delivery.
type AnswerRecord = (i32, String, String, Option<i32>);
/// Day, what, done.
type CarriedRecord = (i32, String, bool);
/// Day, by whom, reason, advice.
type SupervisedRecord = (i32, String, String, Option<String>);
/// Day, round, words, what was told.
type LateRecord = (i32, String, String, String);

/// A step of this road.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum AppealStepRecord {
    Hear(HearingRecord),
    CarryOut(CarriedRecord),
    Supervise(SupervisedRecord),
    AskReview(RequestRecord),
    AnswerReview(AnswerRecord),
    AskRecheck(RequestRecord),
    HearRecheck(HearingRecord),
    AnswerRecheck(AnswerRecord),
    LateRequest(LateRecord),
}

/// What the road left on a case.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct AppealRecord {
    hearings: Vec<HearingRecord>,
    carried: Vec<CarriedRecord>,
    supervised: Vec<SupervisedRecord>,
    review: Option<(RequestRecord, Option<AnswerRecord>)>,
    recheck: Option<(RequestRecord, Option<AnswerRecord>)>,
    recheck_hearings: Vec<HearingRecord>,
    late: Vec<LateRecord>,
}

impl From<&AppealStep> for AppealStepRecord {
    fn from(step: &AppealStep) -> Self {
        match step {
            AppealStep::Hear(it) => Self::Hear(hearing(it)),
            AppealStep::CarryOut(it) => Self::CarryOut(carried(it)),
            AppealStep::Supervise(it) => Self::Supervise(supervised(it)),
            AppealStep::AskReview(it) => Self::AskReview(request(it)),
            AppealStep::AnswerReview(it) => Self::AnswerReview(answer(it)),
            AppealStep::AskRecheck(it) => Self::AskRecheck(request(it)),
            AppealStep::HearRecheck(it) => Self::HearRecheck(hearing(it)),
            AppealStep::AnswerRecheck(it) => Self::AnswerRecheck(answer(it)),
            AppealStep::LateRequest(it) => Self::LateRequest(late(it)),
        }
    }
}

impl TryFrom<AppealStepRecord> for AppealStep {
    type Error = StoreError;

    fn try_from(record: AppealStepRecord) -> Result<Self, StoreError> {
        Ok(match record {
            AppealStepRecord::Hear(it) => Self::Hear(read_hearing(it)?),
            AppealStepRecord::CarryOut(it) => Self::CarryOut(read_carried(it)?),
            AppealStepRecord::Supervise(it) => Self::Supervise(read_supervised(it)?),
            AppealStepRecord::AskReview(it) => Self::AskReview(read_request(it)?),
            AppealStepRecord::AnswerReview(it) => Self::AnswerReview(read_answer(it)?),
            AppealStepRecord::AskRecheck(it) => Self::AskRecheck(read_request(it)?),
            AppealStepRecord::HearRecheck(it) => Self::HearRecheck(read_hearing(it)?),
            AppealStepRecord::AnswerRecheck(it) => Self::AnswerRecheck(read_answer(it)?),
            AppealStepRecord::LateRequest(it) => Self::LateRequest(read_late(it)?),
        })
    }
}

impl From<&AppealState> for AppealRecord {
    fn from(state: &AppealState) -> Self {
        let appealed = |it: &Appealed| (request(&it.asked), it.answer.as_ref().map(answer));
        Self {
            hearings: state.hearings.iter().map(hearing).collect(),
            carried: state.carried.iter().map(carried).collect(),
            supervised: state.supervised.iter().map(supervised).collect(),
            review: state.review.as_ref().map(appealed),
            recheck: state.recheck.as_ref().map(appealed),
            recheck_hearings: state.recheck_hearings.iter().map(hearing).collect(),
            late: state.late.iter().map(late).collect(),
        }
    }
}

impl TryFrom<AppealRecord> for AppealState {
    type Error = StoreError;

    fn try_from(record: AppealRecord) -> Result<Self, StoreError> {
        let appealed = |(asked, answer): (RequestRecord, Option<AnswerRecord>)| {
            Ok::<_, StoreError>(Appealed {
                asked: read_request(asked)?,
                answer: answer.map(read_answer).transpose()?,
            })
        };
        Ok(Self {
            hearings: all(record.hearings, read_hearing)?,
            carried: all(record.carried, read_carried)?,
            supervised: all(record.supervised, read_supervised)?,
            review: record.review.map(appealed).transpose()?,
            recheck: record.recheck.map(appealed).transpose()?,
            recheck_hearings: all(record.recheck_hearings, read_hearing)?,
            late: all(record.late, read_late)?,
        })
    }
}

fn all<R, T>(
    records: Vec<R>,
    read: impl Fn(R) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    records.into_iter().map(read).collect()
}

fn hearing(it: &Hearing) -> HearingRecord {
    (day(it.began), day(it.ended), it.findings.clone())
}

fn read_hearing((began, ended, findings): HearingRecord) -> Result<Hearing, StoreError> {
    Ok(Hearing {
        began: date(began)?,
        ended: date(ended)?,
        findings,
    })
}

fn request(it: &AppealRequest) -> RequestRecord {
    (day(it.on), it.words.clone())
}

fn read_request((on, words): RequestRecord) -> Result<AppealRequest, StoreError> {
    Ok(AppealRequest {
        on: date(on)?,
        words,
    })
}

fn answer(it: &AppealAnswer) -> AnswerRecord {
    let outcome = it.outcome.code().to_owned();
    (
        day(it.on),
        outcome,
        it.opinion.clone(),
        it.delivered_on.map(day),
    )
}

fn read_answer(
    (on, outcome, opinion, delivered): AnswerRecord,
) -> Result<AppealAnswer, StoreError> {
    Ok(AppealAnswer {
        on: date(on)?,
        outcome: code(&outcome, AppealOutcome::parse)?,
        opinion,
        delivered_on: delivered.map(date).transpose()?,
    })
}

fn carried(it: &Carried) -> CarriedRecord {
    (day(it.on), it.what.clone(), it.done)
}

fn read_carried((on, what, done): CarriedRecord) -> Result<Carried, StoreError> {
    Ok(Carried {
        on: date(on)?,
        what,
        done,
    })
}

fn supervised(it: &Supervised) -> SupervisedRecord {
    let advice = it.advice.map(|advice| advice.code().to_owned());
    (day(it.on), it.by.clone(), it.reason.clone(), advice)
}

fn read_supervised((on, by, reason, advice): SupervisedRecord) -> Result<Supervised, StoreError> {
    Ok(Supervised {
        on: date(on)?,
        by,
        reason,
        advice: advice.map(|text| code(&text, Advice::parse)).transpose()?,
    })
}

fn late(it: &LateRequest) -> LateRecord {
    let round = it.round.code().to_owned();
    (day(it.on), round, it.words.clone(), it.told.clone())
}

fn read_late((on, round, words, told): LateRecord) -> Result<LateRequest, StoreError> {
    Ok(LateRequest {
        on: date(on)?,
        round: code(&round, Round::parse)?,
        words,
        told,
    })
}
