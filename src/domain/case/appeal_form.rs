//! The road after the decision: its kinds of step, what each asks, and reading the answers.

use super::appeal::{
    Advice, AppealAnswer, AppealOutcome, AppealRequest, AppealStep, Carried, Hearing, LateRequest,
    Round, Supervised,
};
use super::ask::{Answer, Ask, ON, Reader, line, text};
use super::step::StepKind;

pub(super) const HEARING: &[Ask] = &[text("findings"), day("began"), day("ended")];
pub(super) const REQUEST: &[Ask] = &[text("words"), ON];
pub(super) const ANSWER: &[Ask] = &[
    Ask {
        field: "outcome",
        answer: Answer::Choice {
            group: "appeal",
            codes: || AppealOutcome::ALL.iter().map(|it| it.code()).collect(),
        },
    },
    text("opinion"),
    ON,
    day("delivered_on"),
];
pub(super) const CARRY_OUT: &[Ask] = &[
    text("carried"),
    Ask {
        field: "done",
        answer: Answer::Choice {
            group: "done",
            codes: || vec!["no", "yes"],
        },
    },
    ON,
];
pub(super) const SUPERVISE: &[Ask] = &[
    line("supervisor"),
    text("reason"),
    Ask {
        field: "advice",
        answer: Answer::Choice {
            group: "advice",
            codes: || Advice::ALL.iter().map(|it| it.code()).collect(),
        },
    },
    ON,
];
pub(super) const LATE: &[Ask] = &[
    Ask {
        field: "round",
        answer: Answer::Choice {
            group: "round",
            codes: || Round::ALL.iter().map(|it| it.code()).collect(),
        },
    },
    text("words"),
    text("told"),
    ON,
];

const fn day(field: &'static str) -> Ask {
    Ask {
        field,
        answer: Answer::Day,
    }
}

/// The kinds of this road.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AppealKind {
    Hear,
    CarryOut,
    Supervise,
    AskReview,
    AnswerReview,
    AskRecheck,
    HearRecheck,
    AnswerRecheck,
    LateRequest,
}

impl AppealKind {
    const ALL: [Self; 9] = [
        Self::Hear,
        Self::CarryOut,
        Self::Supervise,
        Self::AskReview,
        Self::AnswerReview,
        Self::AskRecheck,
        Self::HearRecheck,
        Self::AnswerRecheck,
        Self::LateRequest,
    ];

    /// Gives the kind of this road behind a step's; `None` for those of other roads.
    pub(super) fn of(kind: StepKind) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.step() == kind)
    }

    const fn step(self) -> StepKind {
        match self {
            Self::Hear => StepKind::Hear,
            Self::CarryOut => StepKind::CarryOut,
            Self::Supervise => StepKind::Supervise,
            Self::AskReview => StepKind::AskReview,
            Self::AnswerReview => StepKind::AnswerReview,
            Self::AskRecheck => StepKind::AskRecheck,
            Self::HearRecheck => StepKind::HearRecheck,
            Self::AnswerRecheck => StepKind::AnswerRecheck,
            Self::LateRequest => StepKind::LateRequest,
        }
    }

    /// Reads the answers.
    pub(super) fn read(self, from: &mut Reader<'_>) -> Option<AppealStep> {
        match self {
            Self::Hear => hearing(from).map(AppealStep::Hear),
            Self::HearRecheck => hearing(from).map(AppealStep::HearRecheck),
            Self::AskReview => request(from).map(AppealStep::AskReview),
            Self::AskRecheck => request(from).map(AppealStep::AskRecheck),
            Self::AnswerReview => answer(from).map(AppealStep::AnswerReview),
            Self::AnswerRecheck => answer(from).map(AppealStep::AnswerRecheck),
            Self::CarryOut => {
                let (what, on) = (from.text("carried"), from.day("on"));
                let done = from.text("done");
                Some(AppealStep::CarryOut(Carried {
                    on: on?,
                    what: what?,
                    done: done? == "yes",
                }))
            }
            Self::Supervise => {
                let (by, reason) = (from.text("supervisor"), from.text("reason"));
                let (advice, on) = (from.optional_code("advice", Advice::parse), from.day("on"));
                Some(AppealStep::Supervise(Supervised {
                    on: on?,
                    by: by?,
                    reason: reason?,
                    advice,
                }))
            }
            Self::LateRequest => {
                let round = from.code("round", Round::parse);
                let (words, told) = (from.text("words"), from.text("told"));
                let on = from.day("on");
                Some(AppealStep::LateRequest(LateRequest {
                    on: on?,
                    round: round?,
                    words: words?,
                    told: told?,
                }))
            }
        }
    }
}

fn hearing(from: &mut Reader<'_>) -> Option<Hearing> {
    let findings = from.text("findings");
    let (began, ended) = (from.day("began"), from.day("ended"));
    Some(Hearing {
        began: began?,
        ended: ended?,
        findings: findings?,
    })
}

fn request(from: &mut Reader<'_>) -> Option<AppealRequest> {
    let (words, on) = (from.text("words"), from.day("on"));
    Some(AppealRequest {
        on: on?,
        words: words?,
    })
}

fn answer(from: &mut Reader<'_>) -> Option<AppealAnswer> {
    let outcome = from.code("outcome", AppealOutcome::parse);
    let (opinion, on) = (from.text("opinion"), from.day("on"));
    let delivered_on = from.optional_day("delivered_on");
    Some(AppealAnswer {
        on: on?,
        outcome: outcome?,
        opinion: opinion?,
        delivered_on,
    })
}
