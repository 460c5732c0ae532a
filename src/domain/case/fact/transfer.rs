//! 转送、交办、异议、回避 and what else is done with a matter before it is decided.

use chrono::NaiveDate;

use crate::domain::case::fact::kind::several::SpacedNames;
use crate::domain::case::fact::kind::{Choice, Day, Line, Minute, Text};
use crate::domain::codes::DeliveryWay;
use crate::domain::moment::Moment;

codes! {
    /// How another organ handed the matter to the centre.
    Manner: "manner" {
        /// 转送: no report back
        Forwarded = "forwarded",
        /// 交办: with a report back
        Assigned = "assigned",
    }
}

codes! {
    /// What the sender answered to an objection (条例 23 ¶3).
    ObjectionAnswer: "objection" {
        /// 退回: the sender agrees, the matter leaves the centre
        Returned = "returned",
        /// 不同意退回: it stays
        Kept = "kept",
    }
}

codes! {
    /// What becomes of a suggestion (条例 29).
    Adoption: "adoption" {
        /// 采纳
        Adopted = "adopted",
        /// 部分采纳
        Partly = "partly",
        /// 不采纳
        NotAdopted = "not_adopted",
    }
}

codes! {
    /// How a grave matter was reported (条例 25).
    ReportWay: "report" {
        /// 电话
        Phone = "phone",
        /// 书面
        Paper = "paper",
    }
}

codes! {
    /// To whom harm to a minor was reported (未成年人保护法 11).
    MinorReport: "minor_report" {
        /// 公安
        Police = "police",
        /// 民政
        CivilAffairs = "civil_affairs",
        /// 教育
        Education = "education",
        /// 核实不属于: it was asked after, and there is nothing to report.
        Unfounded = "unfounded",
    }
}

steps! {
    /// A step on the way before the decision.
    TransferStep: TransferKind {
        /// 转送: sent to the organ with power.
        Forward = "forward" {
            /// On which day.
            on: Day,
            /// To which organ.
            to: Line,
            /// Why it is that organ's.
            reason: Text,
        },
        /// 交办反馈期限: whoever holds the matter reports back by a day.
        ReportBack = "report_back" {
            /// By which day.
            report_by: Day,
        },
        /// 收到转送、交办: another organ handed the matter over.
        Receive = "receive" {
            /// On which day it was received.
            on: Day,
            /// Which organ sent it.
            sender: Line,
            /// How.
            manner: Choice<Manner>,
        },
        /// 异议: it is not in this organ's power.
        Object = "object" {
            /// On which day the sender was told.
            on: Day,
            /// Why.
            reason: Text,
        },
        /// 异议答复: the sender answered the objection.
        ObjectionAnswered = "objection_answered" {
            /// On which day.
            on: Day,
            /// What.
            objection: Choice<ObjectionAnswer>,
        },
        /// 回避: somebody steps aside.
        Recuse = "recuse" {
            /// On which day.
            on: Day,
            /// Who.
            name: Line,
            /// Why.
            reason: Text,
            /// Who decided it.
            approver: Line,
        },
        /// 姓名、住址不清: no written notice can be given (条例 23 ¶2).
        ExcuseNotice = "excuse_notice" {
            /// On which day it was found.
            on: Day,
            /// What is unclear.
            reason: Text,
        },
        /// 向组织部门通报: the organisation office was told about a cadre (条例 30).
        TellOrganisation = "tell_organisation" {
            /// On which day.
            on: Day,
            /// Whom.
            to: Line,
        },
        /// 建议答复 (条例 29).
        AnswerSuggestion = "answer_suggestion" {
            /// On which day.
            on: Day,
            /// What becomes of it.
            adoption: Choice<Adoption>,
            /// The answer.
            answer: Text,
            /// How it was given.
            way: Choice<DeliveryWay>,
        },
        /// 引导后回问: the day on which the desk asks what came of the guidance.
        Follow = "follow" {
            /// Which day.
            ask_on: Day,
        },
        /// 引导的结果: what came of the guidance.
        GuidanceEnded = "guidance_ended" {
            /// On which day it was known.
            on: Day,
            /// What.
            outcome: Text,
        },
        /// 简易办理.
        Simple = "simple" {
            /// On which day.
            on: Day,
        },
        /// 重大紧急报告 (条例 25).
        ReportUrgent = "report_urgent" {
            /// When.
            at: Minute,
            /// To whom.
            to: Line,
            /// How.
            report_way: Choice<ReportWay>,
        },
        /// 未成年人保护报告: harm to a minor was reported (未成年人保护法 11).
        ReportMinor = "report_minor" {
            /// When.
            at: Minute,
            /// To whom.
            minor_report: Choice<MinorReport>,
            /// What was said, or what was found out.
            outcome: Text,
        },
        /// 推选代表 (条例 20 ¶3).
        Represent = "represent" {
            /// Everyone who speaks for the group from now on.
            representatives: SpacedNames,
        },
    }
}

/// What these steps left: each of them, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TransferState {
    /// The steps.
    pub taken: Vec<TransferStep>,
}

impl TransferState {
    fn last<T>(&self, pick: impl Fn(&TransferStep) -> Option<T>) -> Option<T> {
        self.taken.iter().rev().find_map(pick)
    }

    /// Gives the day on which it was forwarded.
    pub fn forwarded_on(&self) -> Option<NaiveDate> {
        self.last(|step| match step {
            TransferStep::Forward { on, .. } => Some(*on),
            _ => None,
        })
    }

    /// Gives every day on which it was forwarded.
    pub fn forwarded(&self) -> impl Iterator<Item = NaiveDate> {
        self.taken.iter().filter_map(|step| match step {
            TransferStep::Forward { on, .. } => Some(*on),
            _ => None,
        })
    }

    /// Gives the day by which its holder reports back.
    pub fn report_by(&self) -> Option<NaiveDate> {
        self.last(|step| match step {
            TransferStep::ReportBack { report_by } => Some(*report_by),
            _ => None,
        })
    }

    /// Gives the day on which another organ handed it over, and how.
    pub fn received(&self) -> Option<(NaiveDate, Manner)> {
        self.last(|step| match step {
            TransferStep::Receive { on, manner, .. } => Some((*on, *manner)),
            _ => None,
        })
    }

    /// Gives the day of the objection.
    pub fn objected_on(&self) -> Option<NaiveDate> {
        self.last(|step| match step {
            TransferStep::Object { on, .. } => Some(*on),
            _ => None,
        })
    }

    /// Gives what the sender answered to it, and on which day.
    pub fn objection_answer(&self) -> Option<(NaiveDate, ObjectionAnswer)> {
        self.last(|step| match step {
            TransferStep::ObjectionAnswered { on, objection } => Some((*on, *objection)),
            _ => None,
        })
    }

    /// Gives the day on which the matter went back to its sender.
    pub fn returned_on(&self) -> Option<NaiveDate> {
        self.objection_answer()
            .filter(|(_, answer)| *answer == ObjectionAnswer::Returned)
            .map(|(on, _)| on)
    }

    /// Names those who stepped aside.
    pub fn recused(&self) -> impl Iterator<Item = &str> {
        self.taken.iter().filter_map(|step| match step {
            TransferStep::Recuse { name, .. } => Some(name.as_str()),
            _ => None,
        })
    }

    /// Tells whether no written notice can be given.
    pub fn is_notice_excused(&self) -> bool {
        let excused = |step: &TransferStep| matches!(step, TransferStep::ExcuseNotice { .. });
        self.taken.iter().any(excused)
    }

    /// Gives the day on which the suggestion was answered.
    pub fn suggestion_answered_on(&self) -> Option<NaiveDate> {
        self.last(|step| match step {
            TransferStep::AnswerSuggestion { on, .. } => Some(*on),
            _ => None,
        })
    }

    /// Gives what became of the suggestion.
    pub fn adoption(&self) -> Option<Adoption> {
        self.last(|step| match step {
            TransferStep::AnswerSuggestion { adoption, .. } => Some(*adoption),
            _ => None,
        })
    }

    /// Gives the day on which the desk asks what came of the guidance.
    pub fn ask_on(&self) -> Option<NaiveDate> {
        self.last(|step| match step {
            TransferStep::Follow { ask_on } => Some(*ask_on),
            _ => None,
        })
    }

    /// Gives the day on which it was known what came of the guidance.
    pub fn guidance_ended_on(&self) -> Option<NaiveDate> {
        self.last(|step| match step {
            TransferStep::GuidanceEnded { on, .. } => Some(*on),
            _ => None,
        })
    }

    /// Tells whether it goes by the simple procedure.
    pub fn is_simple(&self) -> bool {
        let simple = |step: &TransferStep| matches!(step, TransferStep::Simple { .. });
        self.taken.iter().any(simple)
    }

    /// Gives when the grave matter was reported first, and when first on paper.
    pub fn reported_at(&self) -> (Option<Moment>, Option<Moment>) {
        let at = |paper: bool| {
            let reports = self.taken.iter().filter_map(|step| match step {
                TransferStep::ReportUrgent { at, report_way, .. }
                    if !paper || *report_way == ReportWay::Paper =>
                {
                    Some(*at)
                }
                _ => None,
            });
            reports.min()
        };
        (at(false), at(true))
    }

    /// Gives when harm to a minor was reported first, or found not to be there.
    pub fn minor_reported_at(&self) -> Option<Moment> {
        let reports = self.taken.iter().filter_map(|step| match step {
            TransferStep::ReportMinor { at, .. } => Some(*at),
            _ => None,
        });
        reports.min()
    }

    /// Forgets what came of an earlier guidance: the matter was guided anew.
    pub(in crate::domain::case) fn guided_anew(&mut self) {
        self.taken.retain(|step| {
            !matches!(
                step,
                TransferStep::Follow { .. } | TransferStep::GuidanceEnded { .. }
            )
        });
    }
}
