//! 下一步: what a matter asks for next: the duties whose time runs, each with its last day, then what
//! usually follows for a matter of its kind. Every step that the law allows stands in a group.

use chrono::NaiveDate;

use crate::domain::case::clock::clocks::CaseClock;
use crate::domain::case::fact::appeal::AppealKind;
use crate::domain::case::fact::closing::ClosingKind;
use crate::domain::case::fact::fast_lane::FastLaneKind;
use crate::domain::case::fact::legal_aid::step::LegalAidKind;
use crate::domain::case::fact::matter::MAX_REPRESENTATIVES;
use crate::domain::case::fact::mediation::step::MediationKind;
use crate::domain::case::fact::order::step::OrderKind;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::StepKind;
use crate::domain::case::fact::task_force::TaskForceKind;
use crate::domain::case::fact::transfer::TransferKind;
use crate::domain::codes::{Channel, Class, Difficulty, Status};
use crate::domain::deadline::rule::RuleName;

codes! {
    /// The groups of a list of steps, in the order in which lists show them.
    StepGroup {
        /// 受理
        Acceptance = "acceptance",
        /// 告知
        Notice = "notice",
        /// 交办
        Assignment = "assignment",
        /// 调解
        Mediation = "mediation",
        /// 办理
        Handling = "handling",
        /// 延期
        Extension = "extension",
        /// 法援
        LegalAid = "legal_aid",
        /// 工单
        Order = "order",
        /// 复查复核
        Appeal = "appeal",
        /// 结案
        Closing = "closing",
        /// 记录
        Record = "record",
    }
}

/// A step that comes next, and the clock that asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// What is to be done.
    pub kind: StepKind,
    /// The clock that it meets; `None` for what is owed without a last day.
    pub clock: Option<CaseClock>,
}

/// What comes next in a matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Next {
    /// What is owed, the earliest last day first, then what has no last day.
    pub duties: Vec<Duty>,
    /// What usually follows for a matter of this kind and is allowed now.
    pub usual: Vec<StepKind>,
}

impl StepKind {
    /// Gives the group in which lists show the step.
    pub const fn group(self) -> StepGroup {
        match self {
            Self::Classify | Self::Accept | Self::Decline | Self::Guide => StepGroup::Acceptance,
            Self::Notify | Self::Deliver | Self::Divert => StepGroup::Notice,
            Self::Assign | Self::TaskForce(_) => StepGroup::Assignment,
            Self::Extend => StepGroup::Extension,
            Self::Decide | Self::FastLane(_) => StepGroup::Handling,
            Self::Agree | Self::Mediation(_) => StepGroup::Mediation,
            Self::Withdraw | Self::StrikeOff | Self::Closing(_) => StepGroup::Closing,
            Self::Track
            | Self::Note
            | Self::Number
            | Self::Dispute
            | Self::Key(_)
            | Self::Checklist(_) => StepGroup::Record,
            Self::Order(_) => StepGroup::Order,
            Self::LegalAid(_) => StepGroup::LegalAid,
            Self::Appeal(AppealKind::Hear | AppealKind::CarryOut | AppealKind::Supervise) => {
                StepGroup::Handling
            }
            Self::Appeal(_) => StepGroup::Appeal,
            Self::Transfer(kind) => group_of_transfer(kind),
        }
    }
}

const fn group_of_transfer(kind: TransferKind) -> StepGroup {
    match kind {
        TransferKind::Receive | TransferKind::Simple | TransferKind::Represent => {
            StepGroup::Acceptance
        }
        TransferKind::ExcuseNotice
        | TransferKind::TellOrganisation
        | TransferKind::AnswerSuggestion
        | TransferKind::ReportUrgent
        | TransferKind::ReportMinor => StepGroup::Notice,
        TransferKind::Forward
        | TransferKind::ReportBack
        | TransferKind::Object
        | TransferKind::ObjectionAnswered
        | TransferKind::Recuse => StepGroup::Assignment,
        TransferKind::Follow | TransferKind::GuidanceEnded => StepGroup::Handling,
    }
}

impl Case {
    /// Gives what comes next for `who` on `today`; `clocks` are those of the case. Nothing comes next
    /// in what is over, beyond what is still owed.
    pub fn next(&self, clocks: &[CaseClock], who: &str, today: NaiveDate) -> Next {
        let may = |kind: &StepKind| self.may_by(*kind, who, today).is_ok();
        let mut duties: Vec<Duty> = Vec::new();
        let mut running: Vec<&CaseClock> = clocks
            .iter()
            .filter(|clock| clock.met_on.is_none() && clock.stands_on(today))
            .collect();
        running.sort_by_key(|clock| clock.deadline.reminder().last_moment());
        for clock in running {
            let met = self.meeting(clock.deadline.rule);
            let Some(kind) = met.into_iter().find(&may) else {
                continue;
            };
            if duties.iter().all(|duty| duty.kind != kind) {
                let clock = Some(clock.clone());
                duties.push(Duty { kind, clock });
            }
        }
        // On one day the road's own order holds: a matter is classed before anybody is told of it.
        duties.sort_by_key(|duty| {
            let clock = duty.clock.as_ref();
            let last = clock.map(|it| it.deadline.reminder().last_moment());
            (last, duty.kind != StepKind::Classify, duty.kind)
        });
        for kind in self.owed(today).into_iter().filter(&may) {
            if duties.iter().all(|duty| duty.kind != kind) {
                duties.push(Duty { kind, clock: None });
            }
        }
        let usual = self
            .usual()
            .into_iter()
            .filter(|kind| may(kind) && duties.iter().all(|duty| duty.kind != *kind))
            .collect();
        Next { duties, usual }
    }

    /// Gives the steps that meet a clock, or that must come before: the first that is allowed is the
    /// one to take. A right that need not be used, and the time of another, ask for none.
    fn meeting(&self, rule: RuleName) -> Vec<StepKind> {
        let classified = self.matter.class != Class::Unclassed;
        let first = (!classified).then_some(StepKind::Classify);
        let then: &[StepKind] = match rule {
            RuleName::Accept | RuleName::DecideProvisional | RuleName::SimpleAccept => {
                &[StepKind::Accept]
            }
            RuleName::Notice | RuleName::NoticeTransferred => return vec![StepKind::Notify],
            RuleName::Decide
            | RuleName::DecideExtended
            | RuleName::SimpleDecide
            | RuleName::ReportBack => {
                // What is out is back before anybody is told how it was dealt with.
                let repair = [
                    FastLaneKind::Inform,
                    FastLaneKind::Arrive,
                    FastLaneKind::Fix,
                ];
                let repair = repair.map(StepKind::FastLane).into_iter();
                let repair = repair.filter(|_| self.fast_lane.is_some());
                let decided = std::iter::once(StepKind::Decide);
                return first.into_iter().chain(repair).chain(decided).collect();
            }
            RuleName::GuidanceAsk => &[StepKind::Transfer(TransferKind::GuidanceEnded)],
            RuleName::UrgentReport | RuleName::UrgentReportWritten => {
                return vec![StepKind::Transfer(TransferKind::ReportUrgent)];
            }
            RuleName::MinorReport => return vec![StepKind::Transfer(TransferKind::ReportMinor)],
            RuleName::HotlineContact | RuleName::HotlineContactUrgent => {
                return vec![StepKind::Order(OrderKind::Contact)];
            }
            RuleName::Hotline => &[StepKind::Order(OrderKind::Answer)],
            RuleName::HeatingLeak
            | RuleName::HeatingColdFirstDays
            | RuleName::HeatingCold
            | RuleName::HeatingTemperatureCheck
            | RuleName::HeatingComplaint
            | RuleName::GasDanger
            | RuleName::GasComplaint
            | RuleName::PowerRepairTown
            | RuleName::PowerRepairVillage
            | RuleName::PowerRepairRemote
            | RuleName::WaterRepair => {
                return vec![
                    StepKind::FastLane(FastLaneKind::Inform),
                    StepKind::FastLane(FastLaneKind::Arrive),
                ];
            }
            RuleName::Mediation => &[StepKind::Mediation(MediationKind::Agree)],
            RuleName::Review => &[StepKind::Appeal(AppealKind::AnswerReview)],
            RuleName::Recheck => &[StepKind::Appeal(AppealKind::AnswerRecheck)],
            RuleName::LegalAid => &[StepKind::LegalAid(LegalAidKind::Decide)],
            RuleName::LegalAidLawyer => &[StepKind::LegalAid(LegalAidKind::Appoint)],
            _ => return Vec::new(),
        };
        first.into_iter().chain(then.iter().copied()).collect()
    }

    /// Gives what is owed without a last day: the next stage of what has begun.
    fn owed(&self, today: NaiveDate) -> Vec<StepKind> {
        let mut owed = Vec::new();
        if self.matter.class == Class::Unclassed {
            owed.push(StepKind::Classify);
        }
        if self.order_at().is_some() && self.order.answered_on().is_none() {
            owed.push(StepKind::Order(OrderKind::Sign));
        }
        if self.fast_lane.is_some() {
            owed.extend(
                [
                    FastLaneKind::Inform,
                    FastLaneKind::Arrive,
                    FastLaneKind::Fix,
                ]
                .map(StepKind::FastLane),
            );
        }
        if let Some(mediation) = self.mediation.current() {
            let stage = if mediation
                .instalments
                .iter()
                .any(|part| part.performance.is_none() && part.promise.due <= today)
            {
                Some(MediationKind::Performed)
            } else if mediation.agreement().is_some() && mediation.in_force_on().is_none() {
                Some(MediationKind::Sign)
            } else if mediation.referral.is_none() && mediation.consents.are_given() {
                Some(MediationKind::Refer)
            } else if mediation.referral.is_some() && mediation.sessions.is_empty() {
                Some(MediationKind::Session)
            } else {
                None
            };
            owed.extend(stage.map(StepKind::Mediation));
        }
        match self.matter.class {
            Class::Accusation if self.transfer.forwarded_on().is_none() => {
                owed.push(StepKind::Transfer(TransferKind::Forward));
            }
            Class::Litigation => owed.push(StepKind::Guide),
            Class::Suggestion if self.decision.is_none() => {
                owed.push(StepKind::Transfer(TransferKind::AnswerSuggestion));
            }
            Class::Accusation | Class::Suggestion | Class::Claim | Class::Unclassed => {}
        }
        let is_group = self.all_visits().iter().any(|visit| {
            let many = visit.people_count as usize > MAX_REPRESENTATIVES;
            many && visit.channel == Some(Channel::Visit)
        });
        let begun = matches!(self.status, Status::Registered | Status::Accepted);
        if begun && is_group && self.matter.representatives.is_empty() {
            owed.push(StepKind::Transfer(TransferKind::Represent));
        }
        match self.status {
            Status::Decided => owed.push(StepKind::Deliver),
            Status::Guided | Status::Declined if self.notice.is_none() => {
                owed.push(StepKind::Notify);
            }
            Status::Withdrawn => {
                owed.extend([StepKind::Closing(ClosingKind::CallBack), StepKind::Withdraw]);
            }
            _ => {}
        }
        if self.is_supported() && !self.is_carried_out() {
            owed.push(StepKind::Appeal(AppealKind::CarryOut));
        }
        owed.push(StepKind::StrikeOff);
        if self.status == Status::StruckOff && self.closing.rating.is_none() {
            owed.push(StepKind::Closing(ClosingKind::Satisfaction));
        }
        owed
    }

    /// Gives what usually follows for a matter of this kind.
    fn usual(&self) -> Vec<StepKind> {
        let mut usual = vec![
            StepKind::Closing(ClosingKind::OnTheSpot),
            StepKind::Accept,
            StepKind::Notify,
        ];
        if self.holder.is_none() && self.unit.is_none() {
            usual.push(StepKind::Assign);
        }
        if self.matter.difficulty == Difficulty::Hard {
            usual.push(StepKind::TaskForce(TaskForceKind::Form));
        }
        if self.mediation.current().is_none() {
            usual.push(StepKind::Mediation(MediationKind::Consent));
        }
        usual.extend([
            StepKind::Decide,
            StepKind::Guide,
            StepKind::Decline,
            StepKind::Extend,
            StepKind::Note,
        ]);
        usual
    }
}
