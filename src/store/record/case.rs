//! The state of a case as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::appeal::AppealRecord;
use super::attached::AttachedRecord;
use super::bytes::{code, date, day};
use super::checklist::CheckItemRecord;
use super::closing::ClosingRecord;
use super::fast_lane::UtilityCallRecord;
use super::key_case::KeyMarkRecord;
use super::matter::{AnswerRecord, MatterRecord, VisitRecord};
use super::printed::PrintedRecord;
use super::task_force::TaskForceRecord;
use crate::domain::case::clock::starts::Starts;
use crate::domain::case::fact::checklist::Checklist;
use crate::domain::case::fact::dispute::InPlace;
use crate::domain::case::fact::divert::Diverted;
use crate::domain::case::fact::key_case::KeyState;
use crate::domain::case::fact::legal_aid::state::LegalAid;
use crate::domain::case::fact::legal_aid::step::LegalAidStep;
use crate::domain::case::fact::mediation::state::Mediations;
use crate::domain::case::fact::mediation::step::MediationStep;
use crate::domain::case::fact::order::state::OrderState;
use crate::domain::case::fact::order::step::OrderStep;
use crate::domain::case::fact::state::{
    Agreement, Case, CaseMerge, Decision, Declined, Delivery, Extension, Guided, StrikeOff,
    Withdrawal,
};
use crate::domain::case::fact::track::{TrackNote, TrackStage, TrackState};
use crate::domain::case::fact::transfer::{TransferState, TransferStep};
use crate::domain::codes::{DeliveryWay, Exit, Ruling, Status, Track};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;

/// A case; its number is the row's key.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CaseRecord {
    revision: u32,
    petitioner: u64,
    matter: MatterRecord,
    visits: Vec<VisitRecord>,
    status: String,
    registered_at: i64,
    named_staff: Vec<String>,
    accepted_on: Option<i32>,
    declined: Option<(i32, String, String)>,
    guided: Option<(i32, String, String)>,
    notice: Option<(i32, String)>,
    unit: Option<String>,
    holder: Option<String>,
    leader: Option<String>,
    extension: Option<(i32, u32, String, String, i32)>,
    decision: Option<(i32, String, String, String)>,
    delivered: Option<(i32, String)>,
    agreement: Option<(i32, String)>,
    withdrawn: Option<(i32, String)>,
    struck_off: Option<(i32, String)>,
    imported_answer: Option<AnswerRecord>,
    tracks: Vec<(String, String, bool, String)>,
    #[serde(default)]
    diverted: Vec<Diverted>,
    #[serde(default)]
    closing: ClosingRecord,
    #[serde(default)]
    track_stages: Vec<String>,
    #[serde(default)]
    mediation: Vec<MediationStep>,
    #[serde(default)]
    task_forces: Vec<TaskForceRecord>,
    #[serde(default)]
    printed: Vec<PrintedRecord>,
    #[serde(default)]
    transfer: Vec<TransferStep>,
    #[serde(default)]
    fast_lane: Option<UtilityCallRecord>,
    #[serde(default)]
    merge: Option<CaseMergeRecord>,
    #[serde(default)]
    appeal: AppealRecord,
    /// The request and the facts as the decision restates them.
    #[serde(default)]
    restated: (String, String),
    /// The earliest days of acceptance and of receipt from another organ.
    #[serde(default)]
    starts: (Option<i32>, Option<i32>),
    #[serde(default)]
    key: Vec<KeyMarkRecord>,
    #[serde(default)]
    order: Vec<OrderStep>,
    #[serde(default)]
    legal_aid: Vec<LegalAidStep>,
    /// 三到位一处理 of what is struck off.
    #[serde(default)]
    in_place: Vec<InPlace>,
    #[serde(default)]
    attached: Vec<AttachedRecord>,
    #[serde(default)]
    checklist: Vec<CheckItemRecord>,
}

/// How a case stands to others; one that stands alone has none.
#[derive(Debug, Serialize, Deserialize)]
struct CaseMergeRecord {
    into: Option<(u16, u32)>,
    absorbed: Vec<NumberedCase>,
}

/// A case with its number, where no key gives that.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct NumberedCase(u16, u32, CaseRecord);

impl From<&Case> for NumberedCase {
    fn from(case: &Case) -> Self {
        Self(case.number.year, case.number.run, case.into())
    }
}

impl TryFrom<NumberedCase> for Case {
    type Error = StoreError;

    fn try_from(NumberedCase(year, run, record): NumberedCase) -> Result<Self, StoreError> {
        record.read(CaseNumber { year, run })
    }
}

impl From<&CaseMerge> for CaseMergeRecord {
    fn from(merge: &CaseMerge) -> Self {
        Self {
            into: merge.into.map(|number| (number.year, number.run)),
            absorbed: merge.absorbed.iter().map(NumberedCase::from).collect(),
        }
    }
}

impl TryFrom<CaseMergeRecord> for CaseMerge {
    type Error = StoreError;

    fn try_from(record: CaseMergeRecord) -> Result<Self, StoreError> {
        Ok(Self {
            into: record.into.map(|(year, run)| CaseNumber { year, run }),
            absorbed: record
                .absorbed
                .into_iter()
                .map(TryInto::try_into)
                .collect::<Result<_, StoreError>>()?,
        })
    }
}

impl From<&Case> for CaseRecord {
    fn from(case: &Case) -> Self {
        let case = case.clone();
        let restated = case.decision.as_ref().map_or_else(Default::default, |it| {
            (it.request.clone(), it.facts.clone())
        });
        let delivery = |paper: Delivery| (day(paper.on), paper.way.code().to_owned());
        Self {
            revision: case.revision,
            petitioner: case.petitioner.0,
            matter: (&case.matter).into(),
            visits: case.visits.iter().map(VisitRecord::from).collect(),
            status: case.status.code().to_owned(),
            registered_at: case.registered_at.unix(),
            named_staff: case.named_staff,
            accepted_on: case.accepted_on.map(day),
            declined: case.declined.map(|it| (day(it.on), it.reason, it.road)),
            guided: case
                .guided
                .map(|it| (day(it.on), it.exit.code().to_owned(), it.advice)),
            notice: case.notice.map(delivery),
            unit: case.unit,
            holder: case.holder,
            leader: case.leader,
            extension: case.extension.map(|it| {
                (
                    day(it.on),
                    it.days,
                    it.approver,
                    it.reason,
                    day(it.informed_on),
                )
            }),
            decision: case.decision.map(|it| {
                (
                    day(it.on),
                    it.ruling.code().to_owned(),
                    it.opinion,
                    it.basis,
                )
            }),
            delivered: case.delivered.map(delivery),
            agreement: case.agreement.map(|it| (day(it.on), it.terms)),
            withdrawn: case.withdrawn.map(|it| (day(it.on), it.words)),
            in_place: case
                .struck_off
                .as_ref()
                .map_or_else(Vec::new, |it| it.in_place.clone()),
            struck_off: case.struck_off.map(|it| (day(it.on), it.proof)),
            imported_answer: case.imported_answer.as_ref().map(AnswerRecord::from),
            track_stages: case
                .tracks
                .iter()
                .map(|it| it.stage.code().to_owned())
                .collect(),
            mediation: case.mediation.0,
            tracks: case
                .tracks
                .into_iter()
                .map(|it| {
                    let note = it.note.text().to_owned();
                    let done = it.stage == TrackStage::Done;
                    (it.track.code().to_owned(), it.holder, done, note)
                })
                .collect(),
            appeal: case.appeal.into(),
            starts: (
                case.starts.accepted.map(day),
                case.starts.handed_over.map(day),
            ),
            restated,
            diverted: case.diverted,
            merge: (case.merge != CaseMerge::default()).then(|| (&case.merge).into()),
            closing: case.closing.into(),
            task_forces: case.task_forces.iter().map(TaskForceRecord::from).collect(),
            printed: case.printed.iter().map(PrintedRecord::from).collect(),
            transfer: case.transfer.taken,
            fast_lane: case.fast_lane.as_ref().map(UtilityCallRecord::from),
            key: case.key.0.iter().map(KeyMarkRecord::from).collect(),
            order: case.order.taken,
            legal_aid: case.legal_aid.0,
            attached: case.attached.iter().map(AttachedRecord::from).collect(),
            checklist: case.checklist.0.iter().map(CheckItemRecord::from).collect(),
        }
    }
}

impl CaseRecord {
    /// Reads the case that stands at `number`.
    pub(crate) fn read(self, number: CaseNumber) -> Result<Case, StoreError> {
        let (request, facts) = self.restated;
        Ok(Case {
            number,
            revision: self.revision,
            petitioner: PersonId(self.petitioner),
            matter: self.matter.try_into()?,
            visits: self
                .visits
                .into_iter()
                .map(TryInto::try_into)
                .collect::<Result<_, StoreError>>()?,
            status: code(&self.status, Status::parse)?,
            registered_at: Moment::from_unix(self.registered_at),
            named_staff: self.named_staff,
            accepted_on: self.accepted_on.map(date).transpose()?,
            declined: optional(self.declined, |(on, reason, road)| {
                Ok(Declined {
                    on: date(on)?,
                    reason,
                    road,
                })
            })?,
            guided: optional(self.guided, |(on, exit, advice)| {
                Ok(Guided {
                    on: date(on)?,
                    exit: code(&exit, Exit::parse)?,
                    advice,
                })
            })?,
            notice: self.notice.map(delivery).transpose()?,
            unit: self.unit,
            holder: self.holder,
            leader: self.leader,
            extension: optional(
                self.extension,
                |(on, days, approver, reason, informed_on)| {
                    Ok(Extension {
                        on: date(on)?,
                        days,
                        approver,
                        reason,
                        informed_on: date(informed_on)?,
                    })
                },
            )?,
            decision: optional(self.decision, |(on, ruling, opinion, basis)| {
                let ruling = code(&ruling, Ruling::parse)?;
                Ok(Decision {
                    on: date(on)?,
                    ruling,
                    opinion,
                    basis,
                    request,
                    facts,
                })
            })?,
            delivered: self.delivered.map(delivery).transpose()?,
            agreement: optional(self.agreement, |(on, terms)| {
                Ok(Agreement {
                    on: date(on)?,
                    terms,
                })
            })?,
            withdrawn: optional(self.withdrawn, |(on, words)| {
                Ok(Withdrawal {
                    on: date(on)?,
                    words,
                })
            })?,
            struck_off: optional(self.struck_off, |(on, proof)| {
                Ok(StrikeOff {
                    on: date(on)?,
                    proof,
                    in_place: self.in_place,
                })
            })?,
            imported_answer: self.imported_answer.map(Into::into),
            tracks: self
                .tracks
                .into_iter()
                .enumerate()
                .map(|(at, (track, holder, done, note))| {
                    let stage = self.track_stages.get(at).map(String::as_str);
                    Ok(TrackState {
                        track: code(&track, Track::parse)?,
                        holder,
                        stage: stage_of(stage, done)?,
                        note: TrackNote::Text(note),
                    })
                })
                .collect::<Result<_, StoreError>>()?,
            mediation: Mediations(self.mediation),
            appeal: self.appeal.into(),
            starts: Starts {
                // A record of before says only on which day it stands accepted.
                accepted: self.starts.0.or(self.accepted_on).map(date).transpose()?,
                handed_over: self.starts.1.map(date).transpose()?,
            },
            diverted: self.diverted,
            merge: self
                .merge
                .map(TryInto::try_into)
                .transpose()?
                .unwrap_or_default(),
            closing: self.closing.try_into()?,
            task_forces: self
                .task_forces
                .into_iter()
                .map(TryInto::try_into)
                .collect::<Result<_, StoreError>>()?,
            printed: self
                .printed
                .into_iter()
                .map(TryInto::try_into)
                .collect::<Result<_, StoreError>>()?,
            transfer: TransferState {
                taken: self.transfer,
            },
            fast_lane: self.fast_lane.map(TryInto::try_into).transpose()?,
            key: KeyState(
                self.key
                    .into_iter()
                    .map(TryInto::try_into)
                    .collect::<Result<_, StoreError>>()?,
            ),
            order: OrderState { taken: self.order },
            legal_aid: LegalAid(self.legal_aid),
            attached: self
                .attached
                .into_iter()
                .map(TryInto::try_into)
                .collect::<Result<_, StoreError>>()?,
            checklist: Checklist(
                self.checklist
                    .into_iter()
                    .map(TryInto::try_into)
                    .collect::<Result<_, StoreError>>()?,
            ),
            sealed: false,
        })
    }
}

fn optional<T, R>(
    stored: Option<T>,
    read: impl FnOnce(T) -> Result<R, StoreError>,
) -> Result<Option<R>, StoreError> {
    stored.map(read).transpose()
}

/// Reads how far a service is; before stages were told apart it was done or not.
fn stage_of(stage: Option<&str>, done: bool) -> Result<TrackStage, StoreError> {
    match stage {
        Some(stage) => code(stage, TrackStage::parse),
        None if done => Ok(TrackStage::Done),
        None => Ok(TrackStage::Doing),
    }
}

fn delivery((on, way): (i32, String)) -> Result<Delivery, StoreError> {
    Ok(Delivery {
        on: date(on)?,
        way: code(&way, DeliveryWay::parse)?,
    })
}
