//! 转送、交办、异议、回避 and what else is done with a matter before it is decided.

use chrono::NaiveDate;

use super::super::codes::DeliveryWay;
use super::super::moment::Moment;

codes! {
    /// How another organ handed the matter to the centre.
    Manner {
        /// 转送: no report back
        Forwarded = "forwarded",
        /// 交办: with a report back
        Assigned = "assigned",
    }
}

codes! {
    /// What the sender answered to an objection (条例 23 ¶3).
    ObjectionAnswer {
        /// 退回: the sender agrees, the matter leaves the centre
        Returned = "returned",
        /// 不同意退回: it stays
        Kept = "kept",
    }
}

codes! {
    /// What becomes of a suggestion (条例 29).
    Adoption {
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
    ReportWay {
        /// 电话
        Phone = "phone",
        /// 书面
        Paper = "paper",
    }
}

/// One step on the way before the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransferStep {
    /// 转送: sent to the organ with power.
    Forward {
        /// On which day
        on: NaiveDate,
        /// To which organ
        to: String,
        /// Why it is that organ's
        reason: String,
    },
    /// 交办: whoever holds the matter reports back by a day.
    ReportBack {
        /// By which day
        by: NaiveDate,
    },
    /// 收到转送、交办: another organ handed the matter over.
    Receive {
        /// On which day it was received
        on: NaiveDate,
        /// Which organ sent it
        sender: String,
        /// How
        manner: Manner,
    },
    /// 异议: it is not in this organ's power.
    Object {
        /// On which day the sender was told
        on: NaiveDate,
        /// Why
        reason: String,
    },
    /// The sender answered the objection.
    ObjectionAnswered {
        /// On which day
        on: NaiveDate,
        /// What
        answer: ObjectionAnswer,
    },
    /// 回避: somebody steps aside.
    Recuse {
        /// On which day
        on: NaiveDate,
        /// Who
        name: String,
        /// Why
        reason: String,
        /// Who decided it
        approver: String,
    },
    /// 姓名、住址不清: no written notice can be given (条例 23 ¶2).
    ExcuseNotice {
        /// On which day it was found
        on: NaiveDate,
        /// What is unclear
        reason: String,
    },
    /// 向组织部门通报: the organisation office was told about a cadre (条例 30).
    TellOrganisation {
        /// On which day
        on: NaiveDate,
        /// Whom
        to: String,
    },
    /// 建议答复 (条例 29).
    AnswerSuggestion {
        /// On which day
        on: NaiveDate,
        /// What becomes of it
        adoption: Adoption,
        /// The answer
        answer: String,
        /// How it was given
        way: DeliveryWay,
    },
    /// The day on which the desk asks what came of the guidance.
    Follow {
        /// Which day
        ask_on: NaiveDate,
    },
    /// What came of the guidance.
    GuidanceEnded {
        /// On which day it was known
        on: NaiveDate,
        /// What
        outcome: String,
    },
    /// 简易办理.
    Simple {
        /// On which day
        on: NaiveDate,
    },
    /// 重大紧急报告 (条例 25).
    ReportUrgent {
        /// When
        at: Moment,
        /// To whom
        to: String,
        /// How
        way: ReportWay,
    },
    /// 推选代表 (条例 20 ¶3).
    Represent {
        /// Everyone who speaks for the group from now on
        names: Vec<String>,
    },
}

/// A value of a step, as a reader is told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A day.
    Day(NaiveDate),
    /// A moment, to the minute.
    Minute(Moment),
    /// Text as it was typed.
    Text(String),
    /// A code of a closed list with its group of words.
    Code {
        /// The group
        group: &'static str,
        /// The code
        code: &'static str,
    },
}

impl TransferStep {
    /// Gives what the step says, field by field, in the order in which it is told.
    pub fn parts(&self) -> Vec<(&'static str, Said)> {
        let text = |text: &String| Said::Text(text.clone());
        let code = |group, code| Said::Code { group, code };
        match self {
            Self::Forward { on, to, reason } => vec![
                ("on", Said::Day(*on)),
                ("to", text(to)),
                ("reason", text(reason)),
            ],
            Self::ReportBack { by } => vec![("report_by", Said::Day(*by))],
            Self::Receive { on, sender, manner } => vec![
                ("on", Said::Day(*on)),
                ("sender", text(sender)),
                ("manner", code("manner", manner.code())),
            ],
            Self::Object { on, reason } | Self::ExcuseNotice { on, reason } => {
                vec![("on", Said::Day(*on)), ("reason", text(reason))]
            }
            Self::ObjectionAnswered { on, answer } => vec![
                ("on", Said::Day(*on)),
                ("objection", code("objection", answer.code())),
            ],
            Self::Recuse {
                on,
                name,
                reason,
                approver,
            } => vec![
                ("on", Said::Day(*on)),
                ("name", text(name)),
                ("reason", text(reason)),
                ("approver", text(approver)),
            ],
            Self::TellOrganisation { on, to } => {
                vec![("on", Said::Day(*on)), ("to", text(to))]
            }
            Self::AnswerSuggestion {
                on,
                adoption,
                answer,
                way,
            } => vec![
                ("on", Said::Day(*on)),
                ("adoption", code("adoption", adoption.code())),
                ("answer", text(answer)),
                ("way", code("way", way.code())),
            ],
            Self::Follow { ask_on } => vec![("ask_on", Said::Day(*ask_on))],
            Self::GuidanceEnded { on, outcome } => {
                vec![("on", Said::Day(*on)), ("outcome", text(outcome))]
            }
            Self::Simple { on } => vec![("on", Said::Day(*on))],
            Self::ReportUrgent { at, to, way } => vec![
                ("at", Said::Minute(*at)),
                ("to", text(to)),
                ("report_way", code("report", way.code())),
            ],
            Self::Represent { names } => {
                vec![("representatives", Said::Text(names.join("、")))]
            }
        }
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

    /// Gives the day by which its holder reports back.
    pub fn report_by(&self) -> Option<NaiveDate> {
        self.last(|step| match step {
            TransferStep::ReportBack { by } => Some(*by),
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
            TransferStep::ObjectionAnswered { on, answer } => Some((*on, *answer)),
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
                TransferStep::ReportUrgent { at, way, .. }
                    if !paper || *way == ReportWay::Paper =>
                {
                    Some(*at)
                }
                _ => None,
            });
            reports.min()
        };
        (at(false), at(true))
    }

    /// Forgets what came of an earlier guidance: the matter was guided anew.
    pub(super) fn guided_anew(&mut self) {
        self.taken.retain(|step| {
            !matches!(
                step,
                TransferStep::Follow { .. } | TransferStep::GuidanceEnded { .. }
            )
        });
    }
}
