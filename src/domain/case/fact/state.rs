//! The case as it stands now; its history stands in its entries.

use chrono::NaiveDate;

use crate::domain::case::clock::starts::Starts;
use crate::domain::case::fact::appeal::AppealState;
use crate::domain::case::fact::attached::Attached;
use crate::domain::case::fact::checklist::Checklist;
use crate::domain::case::fact::closing::ClosingState;
use crate::domain::case::fact::dispute::InPlace;
use crate::domain::case::fact::divert::Diverted;
use crate::domain::case::fact::fast_lane::UtilityCall;
use crate::domain::case::fact::key_case::KeyState;
use crate::domain::case::fact::legal_aid::state::LegalAid;
use crate::domain::case::fact::matter::{ImportedAnswer, Matter, Visit};
use crate::domain::case::fact::mediation::state::Mediations;
use crate::domain::case::fact::order::state::OrderState;
use crate::domain::case::fact::printed::Printed;
use crate::domain::case::fact::task_force::TaskForce;
use crate::domain::case::fact::track::TrackState;
use crate::domain::case::fact::transfer::TransferState;
use crate::domain::codes::{Channel, DeliveryWay, Exit, Ruling, Status};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;

/// 信访件: the state of a matter that was registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Own number, unbroken within the year of registration.
    pub number: CaseNumber,
    /// How many entries its history has; two windows notice each other by it.
    pub revision: u32,
    /// 信访人: the main petitioner.
    pub petitioner: PersonId,
    /// What is raised.
    pub matter: Matter,
    /// Every time it was raised; the first opened the case.
    pub visits: Vec<Visit>,
    /// 状态.
    pub status: Status,
    /// When it was registered (登记).
    pub registered_at: Moment,
    /// Staff who may see the content while it is an accusation.
    pub named_staff: Vec<String>,
    /// 受理之日.
    pub accepted_on: Option<NaiveDate>,
    /// 不予受理: reason and road told.
    pub declined: Option<Declined>,
    /// The exit of 条例 31 (一)–(五) that it was guided to.
    pub guided: Option<Guided>,
    /// 书面告知.
    pub notice: Option<Delivery>,
    /// 责任单位.
    pub unit: Option<String>,
    /// 承办人.
    pub holder: Option<String>,
    /// 包案领导.
    pub leader: Option<String>,
    /// 延期.
    pub extension: Option<Extension>,
    /// 处理意见.
    pub decision: Option<Decision>,
    /// 送达 of the decision.
    pub delivered: Option<Delivery>,
    /// 协议: when it was signed and what it says.
    pub agreement: Option<Agreement>,
    /// 撤回: the person's own words.
    pub withdrawn: Option<Withdrawal>,
    /// 销号: the proof.
    pub struck_off: Option<StrikeOff>,
    /// The answer that stood in an imported sheet.
    pub imported_answer: Option<ImportedAnswer>,
    /// The services that it is on.
    pub tracks: Vec<TrackState>,
    /// 诉访分流: the legal roads that the person was told of.
    pub diverted: Vec<Diverted>,
    /// 并案: where it went and what was taken into it.
    pub merge: CaseMerge,
    /// 办结: how it was withdrawn, reopened and rated.
    pub closing: ClosingState,
    /// 人民调解.
    pub mediation: Mediations,
    /// 工作专班: those that were formed; at most the last is at work.
    pub task_forces: Vec<TaskForce>,
    /// 打印: the papers that were printed, each with its last copy.
    pub printed: Vec<Printed>,
    /// What was done before the decision: transfer, objection, recusal and the like.
    pub transfer: TransferState,
    /// 快速处置: the call about power, water, heating or gas.
    pub fast_lane: Option<UtilityCall>,
    /// The road after the decision: hearings, carrying out, supervision, review, recheck.
    pub appeal: AppealState,
    /// The earliest days from which its clocks were once said to run.
    pub starts: Starts,
    /// 重点案件: the marks that it had.
    pub key: KeyState,
    /// 12345 工单: what was done on the work order.
    pub order: OrderState,
    /// 法律援助: who was recommended, what was applied for, and what became of it.
    pub legal_aid: LegalAid,
    /// 附件: the files that belong to it, in the order in which they came.
    pub attached: Vec<Attached>,
    /// 清单: what is to be done, item by item.
    pub checklist: Checklist,
    /// 密: its words are sealed to named staff and were not opened; what stands in their place is a mask.
    pub sealed: bool,
}

/// 并案: how a case stands to others that are the same matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseMerge {
    /// The case that it is part of; it then takes no step of its own but notes and the split.
    pub into: Option<CaseNumber>,
    /// The cases that are part of it: each as it stood, carried on by this one's later steps, so
    /// that none of its legal dates is lost or put off.
    pub absorbed: Vec<Case>,
}

/// 不予受理 with the road that the person was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declined {
    /// On which day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// Where the person was told to go instead.
    pub road: String,
}

/// Guidance to a legal road (条例 31 (一)–(五)); the matter stays open until its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guided {
    /// On which day.
    pub on: NaiveDate,
    /// Which exit.
    pub exit: Exit,
    /// What the person was told, with its time limit.
    pub advice: String,
}

/// A paper that reached the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// On which day.
    pub on: NaiveDate,
    /// How.
    pub way: DeliveryWay,
}

/// 延期 (条例 34): once, at most 30 days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// On which day it was approved.
    pub on: NaiveDate,
    /// How many days more.
    pub days: u32,
    /// 批准人: the head of the organ.
    pub approver: String,
    /// The reason that the person was told.
    pub reason: String,
    /// On which day he was told.
    pub informed_on: NaiveDate,
}

/// 处理意见 (条例 32).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// On which day.
    pub on: NaiveDate,
    /// Support, explain or not support.
    pub ruling: Ruling,
    /// The opinion.
    pub opinion: String,
    /// The legal basis.
    pub basis: String,
    /// The request as restated; empty where it stands as the person told it.
    pub request: String,
    /// Facts and reasons as restated; empty where they stand as told.
    pub facts: String,
}

/// 调解协议 or 和解协议 (条例 33).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// On which day it came into force.
    pub on: NaiveDate,
    /// What was agreed, with manner and time of performance.
    pub terms: String,
}

/// 撤回 in the person's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// On which day.
    pub on: NaiveDate,
    /// What he said or wrote.
    pub words: String,
}

/// 销号 with its proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrikeOff {
    /// On which day.
    pub on: NaiveDate,
    /// What shows that it is truly done.
    pub proof: String,
    /// 三到位一处理: what was done; empty where nobody wrote it down.
    pub in_place: Vec<InPlace>,
}

impl Case {
    /// Gives when the matter first reached the centre; `None` where nobody knows, even if it was
    /// raised again on a known day.
    pub fn received_at(&self) -> Option<Moment> {
        let Some(first) = self.visits.first() else {
            return Some(self.registered_at);
        };
        first.received_at?;
        self.known_receipt()
    }

    /// Gives the first known moment at which the matter was raised: it was received then at the
    /// latest.
    pub fn known_receipt(&self) -> Option<Moment> {
        self.visits.iter().filter_map(|it| it.received_at).min()
    }

    /// Gives the first day on which a step about it may lie: the day of its receipt, where that is
    /// known.
    pub fn since(&self) -> NaiveDate {
        self.received_at().map_or(NaiveDate::MIN, Moment::date)
    }

    /// Gives the moment by which lists order it: its receipt, else its registration.
    pub fn ordered_at(&self) -> Moment {
        self.received_at().unwrap_or(self.registered_at)
    }

    /// Gives the way in which it first reached the centre, where that is known.
    pub fn channel(&self) -> Option<Channel> {
        self.visits.first()?.channel
    }

    /// Gives every visit, with those of the cases that are part of it.
    pub fn all_visits(&self) -> Vec<&Visit> {
        let absorbed = self.merge.absorbed.iter().flat_map(Self::all_visits);
        self.visits.iter().chain(absorbed).collect()
    }

    /// Gives the largest number of people that came for it at once.
    pub fn people_count(&self) -> u32 {
        self.all_visits()
            .iter()
            .map(|visit| visit.people_count)
            .max()
            .unwrap_or(1)
    }

    /// Tells whether it was raised more than once.
    pub fn is_repeat(&self) -> bool {
        self.all_visits().len() > 1
    }

    /// Tells whether it is open and stands by itself.
    pub const fn is_running(&self) -> bool {
        self.status.is_open() && self.merge.into.is_none()
    }
}
