//! What the end of a matter left, as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{code, date, day};
use crate::domain::case::fact::closing::{
    CallBack, ClosingState, Rating, Reopened, Satisfaction, WithdrawalForm, Withdrew,
};
use crate::domain::codes::Status;

/// What the end left.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct ClosingRecord {
    /// Form, who wrote it down, the state before.
    withdrawal: Option<(String, String, String)>,
    struck_from: Option<String>,
    /// Day, who, confirmed, what was said.
    call_back: Option<(i32, String, bool, String)>,
    /// Day, who, why.
    reopened: Vec<(i32, String, String)>,
    /// The last.
    rating: Option<RatingRecord>,
    /// The first, where it was asked again.
    #[serde(default)]
    rated_first: Option<RatingRecord>,
    /// The day of the first withdrawal, where it was given again.
    #[serde(default)]
    withdrawn_first: Option<i32>,
    /// The day of the first contact, where it was opened again since.
    #[serde(default)]
    contacted_first: Option<i32>,
    /// What was answered about the petition office, the last time and first.
    #[serde(default)]
    office: (Option<String>, Option<String>),
}

/// Day, who, the answer about the responsible unit (empty for none), what was said.
type RatingRecord = (i32, String, String, String);

fn written(rating: Rating) -> RatingRecord {
    let answer = rating.answer.map_or("", Satisfaction::code).to_owned();
    (day(rating.on), rating.by, answer, rating.statement)
}

fn office(rating: Option<&Rating>) -> Option<String> {
    let answer = rating.and_then(|it| it.office);
    answer.map(|it| it.code().to_owned())
}

fn read(
    record: Option<RatingRecord>,
    office: Option<&String>,
) -> Result<Option<Rating>, StoreError> {
    let Some((on, by, answer, statement)) = record else {
        return Ok(None);
    };
    let read = |answer: &String| code(answer, Satisfaction::parse);
    Ok(Some(Rating {
        on: date(on)?,
        by,
        answer: Some(&answer)
            .filter(|it| !it.is_empty())
            .map(read)
            .transpose()?,
        office: office.map(read).transpose()?,
        statement,
    }))
}

impl From<ClosingState> for ClosingRecord {
    fn from(state: ClosingState) -> Self {
        Self {
            withdrawal: state.withdrawal.map(|it| {
                let form = it.form.code().to_owned();
                (form, it.by, it.before.code().to_owned())
            }),
            struck_from: state.struck_from.map(|it| it.code().to_owned()),
            call_back: state
                .call_back
                .map(|it| (day(it.on), it.by, it.confirmed, it.statement)),
            reopened: state
                .reopened
                .into_iter()
                .map(|it| (day(it.on), it.by, it.reason))
                .collect(),
            office: (
                office(state.rating.as_ref()),
                office(state.rated_first.as_ref()),
            ),
            rating: state.rating.map(written),
            rated_first: state.rated_first.map(written),
            withdrawn_first: state.withdrawn_first.map(day),
            contacted_first: state.contacted_first.map(day),
        }
    }
}

impl TryFrom<ClosingRecord> for ClosingState {
    type Error = StoreError;

    fn try_from(record: ClosingRecord) -> Result<Self, StoreError> {
        let withdrawal = match record.withdrawal {
            Some((form, by, before)) => Some(Withdrew {
                form: code(&form, WithdrawalForm::parse)?,
                by,
                before: code(&before, Status::parse)?,
            }),
            None => None,
        };
        let call_back = match record.call_back {
            Some((on, by, confirmed, statement)) => Some(CallBack {
                on: date(on)?,
                by,
                confirmed,
                statement,
            }),
            None => None,
        };
        let reopened = record
            .reopened
            .into_iter()
            .map(|(on, by, reason)| {
                Ok(Reopened {
                    on: date(on)?,
                    by,
                    reason,
                })
            })
            .collect::<Result<_, StoreError>>()?;
        Ok(Self {
            withdrawal,
            struck_from: record
                .struck_from
                .map(|text| code(&text, Status::parse))
                .transpose()?,
            call_back,
            reopened,
            rating: read(record.rating, record.office.0.as_ref())?,
            rated_first: read(record.rated_first, record.office.1.as_ref())?,
            withdrawn_first: record.withdrawn_first.map(date).transpose()?,
            contacted_first: record.contacted_first.map(date).transpose()?,
        })
    }
}
