//! The lessons: a row each. Of a lesson's code the words are made: `tutor-CODE` is its name,
//! `tutor-CODE-scene` what happens at the counter, `tutor-CODE-STEP` what to do, `tutor-CODE-good`
//! what was good.

use crate::app::effect::Request;
use crate::app::pane::Pane;
use crate::command::table::Scope;
use crate::domain::act::{Action, Registration};
use crate::domain::case::fact::closing::ClosingKind;
use crate::domain::case::fact::fast_lane::FastLaneStep;
use crate::domain::case::fact::step::{Step, StepKind};
use crate::domain::codes::Class;
use crate::domain::field::Field;
use crate::domain::lawyer::BookingFact;
use crate::domain::whistle::fact::WhistleFact;

/// A lesson.
#[derive(Debug)]
pub struct Lesson {
    /// Its code.
    pub code: &'static str,
    /// Its steps, in their order.
    pub steps: &'static [LessonStep],
}

/// A step of a lesson.
#[derive(Debug)]
pub struct LessonStep {
    /// Its code.
    pub code: &'static str,
    /// What it waits for.
    pub until: Until,
}

/// What a step waits for.
#[derive(Debug, Clone, Copy)]
pub enum Until {
    /// A pane is in front.
    Pane(Pane),
    /// What has these keys stands on top.
    Over(Scope),
    /// Something stands in this field of the intake.
    Typed(Field),
    /// Something of this kind was written.
    Did(fn(&Request) -> bool),
}

const fn step(code: &'static str, until: Until) -> LessonStep {
    LessonStep { code, until }
}

/// Every lesson, in the order in which they are learned.
pub const LESSONS: &[Lesson] = &[
    Lesson {
        code: "register",
        steps: &[
            step("open", Until::Pane(Pane::Intake)),
            step("name", Until::Typed(Field::Name)),
            step("save", Until::Did(|it| registers(it, |_| true))),
        ],
    },
    Lesson {
        code: "again",
        steps: &[
            step("find", Until::Over(Scope::Finder)),
            step("take", Until::Pane(Pane::Intake)),
            step(
                "join",
                Until::Did(|it| registers(it, |new| new.joins.is_some())),
            ),
        ],
    },
    Lesson {
        code: "call",
        steps: &[
            step("open", Until::Over(Scope::Call)),
            step(
                "take",
                Until::Did(|it| matches!(it, Request::TakeCall { .. })),
            ),
        ],
    },
    Lesson {
        code: "triage",
        steps: &[
            step("queue", Until::Pane(Pane::Queue)),
            step("open", Until::Over(Scope::Triage)),
            step(
                "save",
                Until::Did(|it| steps(it, |step| is(step, StepKind::Classify))),
            ),
        ],
    },
    Lesson {
        code: "next",
        steps: &[
            step("open", Until::Pane(Pane::Case)),
            step(
                "first",
                Until::Did(|it| steps(it, |step| !is(step, StepKind::Classify))),
            ),
        ],
    },
    Lesson {
        code: "danger",
        steps: &[
            step("save", Until::Did(|it| registers(it, |_| true))),
            step("open", Until::Over(Scope::Triage)),
            step("lane", Until::Did(|it| steps(it, is_put_on_fast_lane))),
        ],
    },
    Lesson {
        code: "accusation",
        steps: &[
            step("save", Until::Did(|it| registers(it, is_accusation))),
            step("queue", Until::Pane(Pane::Queue)),
        ],
    },
    Lesson {
        code: "spot",
        steps: &[
            step("save", Until::Did(|it| registers(it, |_| true))),
            step(
                "answer",
                Until::Did(|it| {
                    steps(it, |step| {
                        is(step, StepKind::Closing(ClosingKind::OnTheSpot))
                    })
                }),
            ),
        ],
    },
    Lesson {
        code: "lawyer",
        steps: &[
            step("open", Until::Pane(Pane::Lawyers)),
            step("book", Until::Did(|it| acts(it, is_booking))),
        ],
    },
    Lesson {
        code: "whistle",
        steps: &[
            step("grid", Until::Pane(Pane::Grid)),
            step("open", Until::Pane(Pane::Whistles)),
            step("raise", Until::Did(|it| acts(it, is_raised))),
        ],
    },
    Lesson {
        code: "round",
        steps: &[
            step("open", Until::Pane(Pane::Prevention)),
            step(
                "report",
                Until::Did(|it| acts(it, |action| matches!(action, Action::CheckIn { .. }))),
            ),
            step("duty", Until::Pane(Pane::Duty)),
        ],
    },
    Lesson {
        code: "week",
        steps: &[
            step("open", Until::Pane(Pane::Figures)),
            step(
                "issue",
                Until::Did(|it| acts(it, |action| matches!(action, Action::Report { .. }))),
            ),
        ],
    },
];

fn acts(request: &Request, is_right: fn(&Action) -> bool) -> bool {
    match request {
        Request::Commit(actions) => actions.iter().map(Action::plain).any(is_right),
        _ => false,
    }
}

fn registers(request: &Request, is_right: fn(&Registration) -> bool) -> bool {
    let Request::Commit(actions) = request else {
        return false;
    };
    actions.iter().any(|action| match action.plain() {
        Action::Register(new)
        | Action::RegisterOf {
            registration: new, ..
        } => is_right(new),
        _ => false,
    })
}

fn steps(request: &Request, is_right: fn(&Step) -> bool) -> bool {
    let Request::Commit(actions) = request else {
        return false;
    };
    actions.iter().any(|action| match action.plain() {
        Action::Step { step, .. } => is_right(step),
        Action::Steps { steps, .. } => steps.iter().any(is_right),
        _ => false,
    })
}

fn is(step: &Step, kind: StepKind) -> bool {
    step.kind() == Some(kind)
}

fn is_put_on_fast_lane(step: &Step) -> bool {
    matches!(step, Step::FastLane(FastLaneStep::Put { .. }))
}

fn is_accusation(new: &Registration) -> bool {
    new.matter.class == Class::Accusation
}

fn is_booking(action: &Action) -> bool {
    matches!(
        action,
        Action::Booking {
            fact: BookingFact::Booked(_),
            ..
        }
    )
}

fn is_raised(action: &Action) -> bool {
    matches!(
        action,
        Action::Whistle {
            fact: WhistleFact::Raised(_),
            ..
        }
    )
}
