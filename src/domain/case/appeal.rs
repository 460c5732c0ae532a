//! 处理意见以后的路: hearing, carrying out, supervision, 复查 and 复核 as they are written down.
//!
//! The status goes `delivered` → `in_review` → `in_recheck` → `final`. An answered review stays
//! `in_review` until recheck is asked for or its 30 days pass; then the matter can be struck off.

use std::collections::BTreeSet;

use chrono::NaiveDate;

codes! {
    /// 三项建议 (条例 40).
    Advice {
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
    AppealOutcome {
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
    Round {
        /// 复查 (条例 35)
        Review = "review",
        /// 复核 (条例 36)
        Recheck = "recheck",
    }
}

/// 听证 over one or several days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    /// Its first day.
    pub began: NaiveDate,
    /// Its last day.
    pub ended: NaiveDate,
    /// 听证意见: what came of it.
    pub findings: String,
}

/// 办理落实: what was done about an opinion that supports the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// On which day.
    pub on: NaiveDate,
    /// What was done.
    pub what: String,
    /// Whether all of it is done.
    pub done: bool,
}

/// 督办.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supervised {
    /// On which day.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Which of the three advices was given with it.
    pub advice: Option<Advice>,
}

/// A request for review or recheck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealRequest {
    /// On which day the person asked.
    pub on: NaiveDate,
    /// What he asks and why.
    pub words: String,
}

/// The written answer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealAnswer {
    /// On which day.
    pub on: NaiveDate,
    /// What became of the opinion.
    pub outcome: AppealOutcome,
    /// What the body says.
    pub opinion: String,
    /// On which day it reached the person; no clock of his runs before.
    pub delivered_on: Option<NaiveDate>,
}

/// 逾期申请: a request after its 30 days, kept in the history though it is no review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateRequest {
    /// On which day the person asked.
    pub on: NaiveDate,
    /// For what.
    pub round: Round,
    /// What he asks and why.
    pub words: String,
    /// What he was told is possible instead.
    pub told: String,
}

/// A step on the road after the decision (and the hearings beside it).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppealStep {
    /// 听证 before the decision (条例 31 (六)).
    Hear(Hearing),
    /// 办理落实 (条例 32).
    CarryOut(Carried),
    /// 督办 (条例 38–40).
    Supervise(Supervised),
    /// 申请复查 (条例 35).
    AskReview(AppealRequest),
    /// 复查意见 (条例 35).
    AnswerReview(AppealAnswer),
    /// 申请复核 (条例 36).
    AskRecheck(AppealRequest),
    /// 听证 by the recheck body; its days do not count (条例 36).
    HearRecheck(Hearing),
    /// 复核意见: the matter is final (条例 36).
    AnswerRecheck(AppealAnswer),
    /// 逾期申请.
    LateRequest(LateRequest),
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

/// A value of a step, as lists and JSON tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Text.
    Text(&'a str),
    /// A day.
    Day(NaiveDate),
    /// A code, whose words are `{group}-{code}`.
    Code(&'static str, &'static str),
}

impl Hearing {
    fn values(&self) -> Vec<(&'static str, Value<'_>)> {
        vec![
            ("began", Value::Day(self.began)),
            ("ended", Value::Day(self.ended)),
            ("findings", Value::Text(&self.findings)),
        ]
    }
}

impl AppealRequest {
    fn values(&self) -> Vec<(&'static str, Value<'_>)> {
        vec![
            ("on", Value::Day(self.on)),
            ("words", Value::Text(&self.words)),
        ]
    }
}

impl AppealAnswer {
    fn values(&self) -> Vec<(&'static str, Value<'_>)> {
        let mut values = vec![
            ("on", Value::Day(self.on)),
            ("outcome", Value::Code("appeal", self.outcome.code())),
            ("opinion", Value::Text(&self.opinion)),
        ];
        values.extend(
            self.delivered_on
                .map(|day| ("delivered_on", Value::Day(day))),
        );
        values
    }
}

impl AppealStep {
    /// Gives what the step says, by the names of its questions.
    pub fn values(&self) -> Vec<(&'static str, Value<'_>)> {
        match self {
            Self::Hear(hearing) | Self::HearRecheck(hearing) => hearing.values(),
            Self::AskReview(request) | Self::AskRecheck(request) => request.values(),
            Self::AnswerReview(answer) | Self::AnswerRecheck(answer) => answer.values(),
            Self::CarryOut(carried) => vec![
                ("on", Value::Day(carried.on)),
                ("carried", Value::Text(&carried.what)),
                (
                    "done",
                    Value::Code("done", if carried.done { "yes" } else { "no" }),
                ),
            ],
            Self::Supervise(supervised) => {
                let mut values = vec![
                    ("on", Value::Day(supervised.on)),
                    ("supervisor", Value::Text(&supervised.by)),
                    ("reason", Value::Text(&supervised.reason)),
                ];
                let advice = supervised.advice;
                values.extend(advice.map(|it| ("advice", Value::Code("advice", it.code()))));
                values
            }
            Self::LateRequest(late) => vec![
                ("on", Value::Day(late.on)),
                ("round", Value::Code("round", late.round.code())),
                ("words", Value::Text(&late.words)),
                ("told", Value::Text(&late.told)),
            ],
        }
    }
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
