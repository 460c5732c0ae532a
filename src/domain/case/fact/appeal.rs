//! 处理意见以后的路: hearing, carrying out, supervision, 复查 and 复核 as they are written down.
//!
//! The status goes `delivered` → `in_review` → `in_recheck` → `final`. An answered review stays
//! `in_review` until recheck is asked for or its 30 days pass; then the matter can be struck off.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::case::fact::kind::{Choice, Day, Done, Line, Optional, Text};

codes! {
    /// 三项建议 (条例 40).
    Advice: "advice" {
        /// 改进工作
        Improve = "improve",
        /// 完善政策
        Policy = "policy",
        /// 追究责任
        Accountability = "accountability",
    }
}

codes! {
    /// What the body above answers to an opinion.
    AppealOutcome: "appeal" {
        /// 维持
        Upheld = "upheld",
        /// 变更
        Changed = "changed",
        /// 撤销
        Revoked = "revoked",
    }
}

codes! {
    /// Which of the two appeals.
    Round: "round" {
        /// 复查 (条例 35)
        Review = "review",
        /// 复核 (条例 36)
        Recheck = "recheck",
    }
}

facts! {
    /// 听证 over one or several days.
    Hearing {
        /// Its first day.
        began: Day,
        /// Its last day.
        ended: Day,
        /// 听证意见: what came of it.
        findings: Text,
    } asks [findings],

    /// 办理落实: what was done about an opinion that supports the request.
    Carried {
        /// On which day.
        on: Day,
        /// What was done.
        what = "carried": Text,
        /// Whether all of it is done.
        done: Done,
    },

    /// 督办.
    Supervised {
        /// On which day.
        on: Day,
        /// By whom.
        by = "supervisor": Line,
        /// Why.
        reason: Text,
        /// Which of the three advices was given with it.
        advice: Optional<Choice<Advice>>,
    },

    /// A request for review or recheck.
    AppealRequest {
        /// On which day the person asked.
        on: Day,
        /// What he asks and why.
        words: Text,
    },

    /// The written answer to it.
    AppealAnswer {
        /// On which day.
        on: Day,
        /// What became of the opinion.
        outcome: Choice<AppealOutcome>,
        /// What the body says.
        opinion: Text,
        /// On which day it reached the person; no clock of his runs before.
        delivered_on: Optional<Day>,
    } asks [outcome, opinion, on],

    /// 逾期申请: a request after its 30 days, kept in the history though it is no review.
    LateRequest {
        /// On which day the person asked.
        on: Day,
        /// For what.
        round: Choice<Round>,
        /// What he asks and why.
        words: Text,
        /// What he was told is possible instead.
        advice = "told": Text,
    },
}

steps! {
    /// A step on the road after the decision (and the hearings beside it).
    AppealStep: AppealKind {
        /// 听证 before the decision (条例 31 (六)).
        Hear(Hearing) = "hear",
        /// 办理落实 (条例 32).
        CarryOut(Carried) = "carry_out",
        /// 督办 (条例 38–40).
        Supervise(Supervised) = "supervise",
        /// 申请复查 (条例 35).
        AskReview(AppealRequest) = "ask_review",
        /// 复查意见 (条例 35).
        AnswerReview(AppealAnswer) = "answer_review",
        /// 申请复核 (条例 36).
        AskRecheck(AppealRequest) = "ask_recheck",
        /// 听证 by the recheck body; its days do not count (条例 36).
        HearRecheck(Hearing) = "hear_recheck",
        /// 复核意见: the matter is final (条例 36).
        AnswerRecheck(AppealAnswer) = "answer_recheck",
        /// 逾期申请.
        LateRequest(LateRequest) = "late_request",
    }
}

/// An appeal with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appealed {
    /// The request.
    pub asked: AppealRequest,
    /// The answer; `None` while it is awaited.
    pub answer: Option<AppealAnswer>,
}

/// What the road after the decision left on a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AppealState {
    /// 听证 before the decision.
    pub hearings: Vec<Hearing>,
    /// 办理落实, each time that something was done.
    pub carried: Vec<Carried>,
    /// 督办, each time.
    pub supervised: Vec<Supervised>,
    /// 复查.
    pub review: Option<Appealed>,
    /// 复核.
    pub recheck: Option<Appealed>,
    /// 听证 by the recheck body.
    pub recheck_hearings: Vec<Hearing>,
    /// 逾期申请.
    pub late: Vec<LateRequest>,
}

impl AppealState {
    /// Gives what stands now, as the steps that left it, in the order of the law's road.
    pub fn steps(&self) -> Vec<AppealStep> {
        let mut steps: Vec<AppealStep> = Vec::new();
        steps.extend(self.hearings.iter().cloned().map(AppealStep::Hear));
        steps.extend(self.carried.iter().cloned().map(AppealStep::CarryOut));
        steps.extend(self.supervised.iter().cloned().map(AppealStep::Supervise));
        if let Some(review) = &self.review {
            steps.push(AppealStep::AskReview(review.asked.clone()));
            steps.extend(review.answer.clone().map(AppealStep::AnswerReview));
        }
        if let Some(recheck) = &self.recheck {
            steps.push(AppealStep::AskRecheck(recheck.asked.clone()));
        }
        let hearings = self.recheck_hearings.iter().cloned();
        steps.extend(hearings.map(AppealStep::HearRecheck));
        let answer = self.recheck.as_ref().and_then(|it| it.answer.clone());
        steps.extend(answer.map(AppealStep::AnswerRecheck));
        steps.extend(self.late.iter().cloned().map(AppealStep::LateRequest));
        steps
    }

    /// Gives the days of the recheck body's hearings, which do not count (条例 36).
    pub fn recheck_hearing_days(&self) -> BTreeSet<NaiveDate> {
        self.recheck_hearings
            .iter()
            .flat_map(|hearing| {
                hearing
                    .began
                    .iter_days()
                    .take_while(|day| *day <= hearing.ended)
            })
            .collect()
    }

    /// Gives the last written answer of a body above.
    pub fn last_answer(&self) -> Option<&AppealAnswer> {
        [&self.recheck, &self.review]
            .into_iter()
            .find_map(|appealed| appealed.as_ref()?.answer.as_ref())
    }
}
